"""Bad and extreme input through the whole command: the right exit code, one JSON object, nothing half-written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import library

JOB = """\
keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty, side: front}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
template: classic
quantity: 100
"""
SLOGAN = "Toàn dân bảo vệ an ninh Tổ quốc"
CLASSIC = library.builtin_folder("tags") / "classic.yaml"
SRA3 = library.builtin_folder("shops") / "digital-sra3.yaml"
# Nine values, nine times over, twelve deep.
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{inner}: &{inner} [{','.join(9 * [f'*{outer}'])}]\n"
    for outer, inner in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KEYTAG_LANG", "KEYTAG_DEBUG", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run keytag with --json; standard output must be one object, and standard error silent."""
    code = exit_code([*arguments, "--json"])
    out, err = capsys.readouterr()
    assert not err
    answer = json.loads(out)
    assert isinstance(answer, dict)
    assert answer["ok"] is (code == ExitCode.FINE)
    return code, answer


def files() -> dict[str, bytes]:
    """Return every file below the current folder with what it holds."""
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_the_job_that_is_spoiled_below_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """Unspoiled, the job of these tests makes a sheet: what the others show is the spoiling's doing."""
    Path("ward.yaml").write_text(JOB, encoding="utf-8")
    assert run(capsys, "sheet")[0] == ExitCode.FINE
    assert Path("out/sheets.pdf").is_file()


@pytest.mark.parametrize(
    ("spoiled", "line"),
    [
        pytest.param(JOB.replace("  - {", "\t- {"), 7, id="tab"),
        pytest.param(JOB + "shop: office-a4\nshop: office-a4\n", 12, id="duplicate key"),
        pytest.param(JOB + "slogn: a\n", 11, id="unknown key"),
        pytest.param(LAUGHS, 5, id="aliases that explode"),
        pytest.param("a: " + "[" * 5000 + "]" * 5000, 1, id="nested too deep"),
        pytest.param(JOB.encode("utf-16"), 1, id="not UTF-8"),
        pytest.param(JOB + "---\n" + JOB, 11, id="two documents"),
        pytest.param(JOB.replace(SLOGAN, "!!python/object/apply:os.getcwd []"), 5, id="tag"),
        pytest.param(JOB.replace(SLOGAN, "a\u202eb"), 5, id="text that turns round"),
        pytest.param(JOB.replace("0269 3000", "0269 3OOO"), 7, id="letters in a number"),
        pytest.param(JOB + 'editions: [{id: "../x"}]\n', 11, id="id that leaves the folder"),
        pytest.param(JOB.encode() + b"#" * (50 << 20), None, id="50 MB"),
    ],
)
def test_a_broken_job_is_refused_at_its_line(
    spoiled: str | bytes, line: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A job that cannot be read ends with 3 and the line of its first fault, and leaves the folder as it was."""
    Path("ward.yaml").write_bytes(spoiled if isinstance(spoiled, bytes) else spoiled.encode())
    before = files()
    code, answer = run(capsys, "sheet")
    assert code == ExitCode.INVALID
    assert (answer["findings"][0]["file"], answer["findings"][0]["line"]) == ("ward.yaml", line)
    assert files() == before


@pytest.mark.parametrize(
    ("spoiled", "rule", "said"),
    [
        pytest.param(JOB.replace(SLOGAN, "dân " * 50), "text-too-long", "slogan", id="slogan of 200"),
        pytest.param(JOB.replace(SLOGAN, f"{SLOGAN} 🚓"), "glyph-missing", "U+1F693", id="emoji"),
        pytest.param(JOB.replace(SLOGAN, f"{SLOGAN} 中"), "glyph-missing", "U+4E2D", id="Chinese"),
        pytest.param(JOB.replace("2.5mm", "30mm"), "hole-does-not-fit", "30 mm", id="hole outside"),
    ],
)
def test_what_does_not_fit_is_a_finding(
    spoiled: str, rule: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Content with no room on the tag ends with 1, names what is wrong, and touches no earlier file."""
    Path("ward.yaml").write_text(spoiled, encoding="utf-8")
    Path("out").mkdir()
    Path("out/sheets.pdf").write_bytes(b"yesterday's")
    before = files()
    code, answer = run(capsys, "sheet")
    assert code == ExitCode.FINDINGS
    found = [finding for finding in answer["findings"] if finding["rule"] == rule]
    assert found
    assert said in found[0]["message"]
    assert files() == before


def test_ctrl_c_while_writing_leaves_the_old_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Interrupted between two renames, `render` ends with 130 and every earlier file is as it was."""
    Path("ward.yaml").write_text(JOB, encoding="utf-8")
    assert run(capsys, "render", "--format", "svg", "--date", "2026-01-15")[0] == ExitCode.FINE
    Path("ward.yaml").write_text(JOB.replace("classic", "hotline"), encoding="utf-8")
    before = files()
    renamed: list[Path] = []
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if target.suffix == ".svg" and target.parent.name == "ward" and not renamed:
            renamed.append(target)
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    assert exit_code(["render", "--format", "svg", "--date", "2026-01-15"]) == ExitCode.INTERRUPTED
    assert renamed
    assert files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file cannot be written to its end, the run ends with 5 and the folder is as it was."""
    import resource  # noqa: PLC0415 - POSIX only
    import signal  # noqa: PLC0415 - the same

    Path("ward.yaml").write_text(JOB, encoding="utf-8")
    before = files()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        code = exit_code(["sheet", "--json"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "cannot-write"
    assert code == ExitCode.CANNOT_WRITE
    assert files() == before
    assert not Path("out").exists()


@pytest.mark.parametrize("out", ["taken", f"taken{os.sep}below"])
def test_an_output_folder_that_is_a_file_is_refused(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file stands in the way of the output folder, the run ends with 5 and the file stays."""
    Path("ward.yaml").write_text(JOB, encoding="utf-8")
    Path("taken").write_text("mine", encoding="utf-8")
    before = files()
    assert run(capsys, "sheet", "--out", out)[0] == ExitCode.CANNOT_WRITE
    assert files() == before


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("shop: ../shop.yaml\n", 11),
        ("shop: /etc/passwd\n", 11),
        ("shop: //192.0.2.1/share/shop.yaml\n", 11),
        ('shop: "C:\\\\shop.yaml"\n', 11),
        ("shop: ~/shop.yaml\n", 11),
        ("editions:\n  - id: a\n    template: /proc/self/environ\n", 13),
        ("shop: mine.yaml\n", 11),
        ("template: own.yaml\n", 10),
    ],
)
def test_a_job_reaches_nothing_outside_its_folder(
    more: str, line: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shop, template, profile and drawing from elsewhere end with 3 at the line of the job that leads there."""
    profile = SRA3.read_text(encoding="utf-8").replace("profile: FOGRA39L_coated", "profile: ../secret.icc")
    art = "  - {kind: art, slot: emblem, file: ../emblem.svg, inks: {}, height: {smallest: 3mm, largest: 9mm}}\n"
    Path("mine.yaml").write_text(profile, encoding="utf-8")
    Path("own.yaml").write_text(CLASSIC.read_text(encoding="utf-8").rstrip("\n") + "\n" + art, encoding="utf-8")
    job = JOB.replace("template: classic\n", "") if more.startswith("template") else JOB
    Path("ward.yaml").write_text(job + more, encoding="utf-8")
    code, answer = run(capsys, "check")
    assert code == ExitCode.INVALID
    (finding,) = answer["findings"]
    assert (finding["rule"], finding["file"], finding["line"]) == ("path-stays-inside", "ward.yaml", line)


def test_a_shop_may_be_asked_for_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that was typed is taken, absolute or not."""
    Path("jobs").mkdir()
    Path("jobs/ward.yaml").write_text(JOB, encoding="utf-8")
    Path("shop.yaml").write_text(SRA3.read_text(encoding="utf-8"), encoding="utf-8")
    for shop in (str(tmp_path / "shop.yaml"), "../shop.yaml"):
        assert run(capsys, "sheet", "jobs/ward.yaml", "--shop", shop)[0] == ExitCode.FINE


NOISE = "\x1b]0;x\x07\x1b[31m\x9b31m\u202e\u2066\u200b\ue000\U0010ffff"


@pytest.mark.parametrize(
    "text",
    [
        JOB + f"# {NOISE}\n",
        JOB.replace(SLOGAN, f'"{json.dumps(NOISE)[1:-1]}"'),
        JOB + "\u202ekey\U0010ffff: 1\n",
        JOB + "sh\u202eop: *\u202ealias\U0010ffff\n",
        JOB + "shop: \U0010ffffshop\n",
        JOB + 'editions: [{id: "\U0010ffff"}]\n',
        JOB.replace("oval", "\U0010ffff"),
        JOB + "shop: !\u202etag x\n",
        JOB + "budget: \U0010ffff\n",
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",), ("--format", "sarif")])
def test_nothing_from_a_file_acts_on_the_terminal(
    text: str, form: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Control, direction and private characters of a file, or of its name, never reach the screen."""
    path = Path(f"ward {NOISE}.yaml".replace("\x07", ""))
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    exit_code(["check", str(path), *form])
    for said in capsys.readouterr():
        assert {c for c in said if not (c.isprintable() or c in "\n\u00a0")} == set()
