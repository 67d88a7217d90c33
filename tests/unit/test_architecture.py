"""The architecture as tests: what ``ARCHITECTURE.md`` says of imports, files, sizes and names holds."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "keytag"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))

# House rule: names that say nothing.
BANNED_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}

# Distribution names whose import name differs; the font packages are found as folders and never imported, and
# defusedxml by openpyxl alone.
IMPORT_NAMES = {
    "can-ada": "can_ada",
    "fonttools": "fontTools",
    "phonenumberslite": "phonenumbers",
    "pillow": "PIL",
    "py-minisign": "minisign",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "resvg-py": "resvg_py",
    "skia-pathops": "pathops",
    "zxing-cpp": "zxingcpp",
}
NEVER_IMPORTED = {"defusedxml", "fontpkg-be-vietnam-pro", "fontpkg-roboto"}
# What values are made of has no door; what may be used of it is tested instead.
EVERYWHERE = {"msgspec": {"Struct", "field", "replace"}}

# docs/adr/0034: what the list of commands is made of, which waits for no msgspec.
BEFORE_HELP = {"cli/output_options.py", "text/text.py"}

# Each way in which the libraries spoil a print file, and the test that would notice.
TRAPS = {
    "reportlab refers to Helvetica on every page": "test_nothing_of_reportlab_is_left",
    "reportlab's forms lose spots and overprint": "test_spots_and_overprint_survive_into_nested_forms",
    "a form's box clips the bleed": "test_bleed_is_not_clipped",
    "pikepdf drops Info entries and misspells Trapped": "test_info_and_xmp_say_the_same",
    "pikepdf packs objects into streams": "test_metadata_and_structure_are_plain",
    "reportlab turns spots into process colours": "test_dieline_has_its_own_plate",
    "overprint of strokes spreads to fills": "test_overprint_ends_with_its_item",
    "reportlab leaves Trans and ProcSet": "test_nothing_of_reportlab_is_left",
    "qrcode spends a version on short numeric runs": "test_zalo_link_is_version_2",
    "imports cost more than the work": "test_help_imports_no_library_of_the_work",
}

READING = {"open", "read_bytes", "read_text"}
WRITING = {"chmod", "hardlink_to", "mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink"} | {
    "write_bytes",
    "write_text",
}
# Without one of these a module cannot so much as name a file.
DISK = {"os", "pathlib", "shutil", "tempfile"}
# `reader` is keytag's own; `os.open` opens the null device for a reader that has gone away.
NOT_DISK = {"reader", "os"}


# They ask other programs, which are handed files in a temporary folder that goes with the answer.
ASKING = {"keytag.inspection.separations.ghostscript", "keytag.inspection.codes.zbar"}


def name_of(module: Path) -> str:
    """Return ``keytag.output.pdf.seal`` for its file."""
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def config() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def parsed(module: Path) -> ast.Module:
    """Return the syntax of a module, which is read once for all tests."""
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def nodes_of(module: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module's syntax."""
    return tuple(ast.walk(parsed(module)))


def calls(module: Path, names: set[str]) -> Iterator[str]:
    """Yield ``receiver.name`` for each call in ``module`` of a method or function in ``names``."""
    for node in nodes_of(module):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield ast.unparse(node.func)
        elif isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.func.id


def imported(module: Path) -> set[str]:
    """Return the first parts of all names that ``module`` imports from."""
    names: set[str] = set()
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def on_disk(module: Path, names: set[str]) -> set[str]:
    """Return the calls of ``names`` in ``module`` that may touch the disk."""
    made = set(calls(module, names))
    if not imported(module) & DISK:
        return made & {"open"}
    return {call for call in made if call.rpartition(".")[0] not in NOT_DISK}


def test_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No module imports what stands above or beside it, nor a library behind another's door."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out


def test_every_dependency_has_its_door() -> None:
    """A new runtime dependency is used in one place, which a contract names."""
    project = config()["project"]["dependencies"]
    contracts = config()["tool"]["importlinter"]["contracts"]
    guarded = {name for contract in contracts for name in contract.get("protected_modules", ())}
    used = {re.split(r"[\[<>=!~ ;]", line)[0] for line in project} - NEVER_IMPORTED - EVERYWHERE.keys()
    assert {IMPORT_NAMES.get(name, name) for name in used} <= guarded


def test_values_are_structs() -> None:
    """There is one way to make a value, but for what help needs: structs, and nothing else of msgspec."""
    imported = {
        (node.module.partition(".")[0], alias.name)
        for module in MODULES
        if module.relative_to(PACKAGE).as_posix() not in BEFORE_HELP
        for node in nodes_of(module)
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0
        for alias in node.names
    }
    assert {name for library, name in imported if library == "msgspec"} == EVERYWHERE["msgspec"]
    assert not {name for library, name in imported if library == "dataclasses"}


def test_only_the_reader_reads_files() -> None:
    """Files are opened and read in files.reader, those that say who lives in files.staging, nowhere else."""
    found = {name_of(module): on_disk(module, READING) for module in MODULES}
    assert {name for name, made in found.items() if made} - ASKING == {
        "keytag.files.reader",
        "keytag.files.staging",
    }


def test_only_parts_of_modules_come_through_the_loader() -> None:
    """Data are read by files.reader; what is said of rules, and a page's style and script, come as modules do."""
    loading = {name_of(module) for module in MODULES if imported(module) & {"pkgutil"}}
    assert loading == {"keytag.text.rule_texts", "keytag.output.proof.html.page", "keytag.web.page"}
    assert not any("importlib.resources" in module.read_text(encoding="utf-8") for module in MODULES)


def test_only_the_handoff_writes_files() -> None:
    """Files are written in files.writer, folders for the time being in files.staging, nothing elsewhere."""
    found = {name_of(module): on_disk(module, WRITING) for module in MODULES}
    assert {name for name, made in found.items() if made} - ASKING == {
        "keytag.files.writer",
        "keytag.files.staging",
    }


def test_modules_are_named_for_what_they_do() -> None:
    """There is no module or package for odds and ends."""
    parts = {part for module in MODULES for part in name_of(module).split(".")}
    assert not parts & BANNED_NAMES


def test_modules_say_what_they_are_for() -> None:
    """Every module opens with a docstring."""
    silent = [name_of(path) for path in MODULES if not ast.get_docstring(parsed(path))]
    assert not silent


def test_tests_state_their_promise() -> None:
    """Every test has a docstring of one sentence."""
    silent = [
        f"{path.name}::{node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_what_is_slow_is_there() -> None:
    """Each line of ``tests/slow.txt`` is a folder, a file or a test that is there, and none is within another."""
    lines = (ROOT / "tests" / "slow.txt").read_text(encoding="utf-8").splitlines()
    slow = [line for line in lines if line and not line.startswith("#")]
    assert slow == sorted(set(slow))
    for line in slow:
        path, _, test = line.partition("::")
        found = ROOT / path
        assert found.is_dir() if path.endswith("/") else found.is_file(), line
        if test:
            assert f"\ndef {test.partition('[')[0]}(" in found.read_text(encoding="utf-8"), line
        assert not [other for other in slow if other != line and line.startswith(other)], line


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_its_test(trap: str) -> None:
    """What was once found by running it is noticed by a test."""
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert any(f"def {TRAPS[trap]}(" in text for text in files), trap


def test_help_imports_no_library_of_the_work() -> None:
    """`keytag --help` costs little more than Typer: the libraries of the work wait until they are needed."""
    probe = (
        "import sys; from keytag.cli import exit_code; code = exit_code(['--help']);"
        "heavy = {'PIL', 'can_ada', 'pikepdf', 'pydantic', 'qrcode', 'reportlab', 'resvg_py',"
        "'rich', 'uharfbuzz', 'yaml', 'zxingcpp'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", probe], check=True, capture_output=True, text=True, cwd=ROOT, env=env
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_class_name_means_one_thing() -> None:
    """No two modules give the same name to classes of their own, so that a word in the code has one meaning."""
    defined = Counter(
        node.name
        for module in MODULES
        for node in nodes_of(module)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert not {name for name, times in defined.items() if times > 1}


def test_the_map_names_what_is_there() -> None:
    """Every module and function that ARCHITECTURE.md names by its dotted name, and every file, is there."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)`", text)
    packages = {path.name for path in (ROOT / "keytag").iterdir() if path.is_dir()}
    dotted = [name for name in named if name.partition(".")[0] in packages and not name.endswith((".py", ".yaml"))]
    assert len(dotted) > 40
    assert [name for name in dotted if not is_there(name)] == []
    files = re.findall(r"`((?:[a-z_]+/)+[a-z_.]*)`", text)
    assert [name for name in files if not ((ROOT / name).exists() or (ROOT / "keytag" / name).exists())] == []


def test_the_guide_for_contributors_names_what_is_there() -> None:
    """Every file and folder that CONTRIBUTING.md names is there, but those that a reader is to write."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    files = re.findall(r"[` ]((?:keytag|tests|docs|templates|\.ci)/[a-zA-Z_/.0-9-]*)(?=[`\s;:,])", text)
    assert len(files) > 40
    written = ("NAME", "slogan-ends-well")
    missing = [name for name in files if not (any(each in name for each in written) or (ROOT / name).exists())]
    assert missing == []


def is_there(name: str) -> bool:
    """Say whether ``name`` is a module of keytag, or what one defines or passes on."""
    try:
        import_module(f"keytag.{name}")
    except ModuleNotFoundError:
        module, _, last = name.rpartition(".")
        return hasattr(import_module(f"keytag.{module}"), last)
    return True


def test_every_point_of_the_standard_has_its_writer_its_rule_and_its_test() -> None:
    """docs/pdf-x4.md names files that are there, and every rule by which a file is held against PDF/X-4."""
    text = (ROOT / "docs" / "pdf-x4.md").read_text(encoding="utf-8")
    files = re.findall(r"`([a-z_0-9/]+\.py)`", text)
    assert len(files) > 40
    assert [name for name in files if not ((ROOT / name).exists() or (ROOT / "keytag" / name).exists())] == []
    named = set(re.findall(r"`(pdf-[a-z-]+)`", text))
    texts = ("acting", "boxes", "identity", "painted", "processing_steps")
    asked = {
        name
        for stem in texts
        for name in tomllib.loads((ROOT / f"keytag/inspection/standards/{stem}.toml").read_text(encoding="utf-8"))
    }
    assert named - asked == set()
    only_x1a = {"pdf-structure-is-not-packed", "pdf-nothing-is-transparent"}
    beside = {"pdf-print-runs-into-the-bleed", "pdf-white-underbase-overprints"}
    assert {name for name in asked - named if not name.startswith("pdf-dieline")} == only_x1a | beside


def test_the_mutation_tester_knows_where_things_are() -> None:
    """Each module that `bench/mutants.py` changes and each test that it runs is there."""
    tree = ast.parse((ROOT / "bench" / "mutants.py").read_text(encoding="utf-8"))
    (subjects,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and node.value is not None and ast.unparse(node.target) == "SUBJECTS"
    )
    assert len(subjects) >= 8
    for modules, tests in subjects.values():
        assert [each for each in modules if not (PACKAGE / f"{each}.py").is_file()] == []
        assert [each for each in tests if not (ROOT / each).exists()] == []
