"""A command loads what it needs and no more: whoever only asks does not wait for what draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PDF = frozenset({"pikepdf", "pypdfium2", "reportlab"})
TABLES = frozenset({"lxml", "openpyxl"})
DRAWINGS = frozenset({"ezdxf", "fontTools"})
NONE_OF_THEM = PDF | TABLES | DRAWINGS
DOCUMENTS = frozenset({"PIL", "numpy", "qrcode", "resvg_py", "rich", "uharfbuzz", "zxingcpp"})
# What a run of each command must not load.
RUNS = {
    "--help": NONE_OF_THEM | DOCUMENTS | {"msgspec", "pydantic", "typing_extensions", "yaml"},
    "show digital-sra3": NONE_OF_THEM | DOCUMENTS,
    "explain code-modules-are-wide-enough": NONE_OF_THEM,
    "check ward --date 2026-01-15": NONE_OF_THEM | {"numpy"},
    "plan ward --count 3200": NONE_OF_THEM | {"numpy"},
}
# What the modules of a command must not load before it runs.
COMMANDS = {
    "render": TABLES | DRAWINGS | {"numpy", "pypdfium2"},
    "sheet": TABLES | DRAWINGS | {"numpy", "pypdfium2"},
    "proof": TABLES | DRAWINGS | {"numpy", "pypdfium2"},
    "share": TABLES | DRAWINGS | {"numpy", "pypdfium2"},
    "packing": DRAWINGS | {"numpy", "pypdfium2"},
}


def loaded_by(code: str) -> frozenset[str]:
    """Return the libraries that a fresh Python has loaded after ``code``."""
    after = "\nimport sys; print('LOADED', *{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", code + after], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return frozenset(run.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("command", RUNS)
def test_a_command_loads_what_it_needs(command: str) -> None:
    """After a whole run no library is loaded that the command has no use for."""
    code = f"from keytag.cli import exit_code\nassert exit_code({command.split()!r}) == 0"
    assert loaded_by(code) & RUNS[command] == frozenset()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_writes_waits_for_what_it_may_not_need(command: str) -> None:
    """What only some jobs need is loaded when such a job comes."""
    assert loaded_by(f"import keytag.commands.{command}") & COMMANDS[command] == frozenset()


def test_a_job_loads_no_models_of_what_it_has_not() -> None:
    """A third of the document models are a leaflet's, a lock's or an approval's; a sample has none of them."""
    code = "from keytag.cli import exit_code\nassert exit_code(['check', 'ward', '--date', '2026-01-15']) == 0\n"
    code += "import sys; idle = {'keytag.compose.leaflet', 'keytag.documents.lock', 'keytag.documents.approval'}\n"
    code += "assert not idle & set(sys.modules), sorted(idle & set(sys.modules))"
    assert loaded_by(code)


def test_a_list_of_commands_needs_none_of_them() -> None:
    """Help and completion know the commands without loading the modules that declare them."""
    code = "from keytag.cli import exit_code\nexit_code(['--help'])\nimport sys\n"
    code += "assert not [name for name in sys.modules if name.startswith('keytag.cli.') and 'commands' in name]"
    assert loaded_by(code)


def test_commands_stand_beside_what_declares_them() -> None:
    """Each command has a module of its name, or stands with those that are one story with it."""
    there = {path.stem for path in (Path(__file__).parents[2] / "keytag" / "commands").glob("*.py")}
    assert {"check", "cost", "fix", "handoff", "init", "inspect", "packing", "plan", "render", "sheet"} <= there
