"""`keytag firstsheet`: photographs held against their job; what was seen, what is wrong, what was not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from keytag.cli import exit_code
from keytag.errors import ExitCode

JOB = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
qr: {link: "https://zalo.me/1000000000000000001", caption: Quét mã để phản ánh}
quantity: 8
shop: small
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a job, the shop of a small sheet, and the sheets: a scan is a PDF as well."""
    folder = tmp_path_factory.mktemp("printed")
    shop = (Path(__file__).parents[2] / "templates" / "shops" / "office-a4.yaml").read_text(encoding="utf-8")
    small = shop.replace("name: office-a4", "name: small").replace(
        "width: 210mm, height: 297mm", "width: 170mm, height: 130mm"
    )
    (folder / "small.yaml").write_text(small, encoding="utf-8")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    (folder / "other.yaml").write_text(JOB.replace("3000 113", "3000 118"), encoding="utf-8")
    for name in ("ward", "other"):
        assert exit_code(["sheet", str(folder / f"{name}.yaml"), "--out", str(folder / name), "--quiet"]) == 0
    return folder


def test_a_good_scan_says_so(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both sides are recognised, every slot is counted, a page is written, and the run succeeds."""
    monkeypatch.chdir(printed)
    out = str(tmp_path / "seen")
    assert exit_code(["firstsheet", "ward/sheets.pdf", "ward.yaml", "--lang", "vi", "--out", out]) == ExitCode.FINE
    screen = capsys.readouterr().out
    assert "sheets.pdf, 1: bản 1, mặt trước" in screen
    assert "đúng bản vẽ" in screen
    assert (tmp_path / "seen" / "first-sheet.pdf").read_bytes().startswith(b"%PDF")
    assert max(map(len, screen.splitlines())) <= 80 or out in screen


def test_a_scan_of_another_job_is_told(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sheet printed from another file is an error that names what to do, on the screen and as JSON."""
    monkeypatch.chdir(printed)
    command = ["firstsheet", "other/sheets.pdf", "ward.yaml", "--out", str(tmp_path / "seen")]
    assert exit_code([*command, "--lang", "en"]) == ExitCode.FINDINGS
    assert "every tag of edition ward differs from its drawing" in capsys.readouterr().err
    assert exit_code([*command, "--json"]) == ExitCode.FINDINGS
    said = json.loads(capsys.readouterr().out)
    assert not said["ok"]
    assert {"first-sheet-shows-its-tags"} <= {finding["rule"] for finding in said["findings"]}
    slots = [side["slots"] for side in said["sides"]]
    assert any(set(each) == {"differs"} for each in slots)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ward.yaml",), ExitCode.USAGE),
        (("none.jpg", "ward.yaml"), ExitCode.MISSING),
        (("ward/sheets.pdf", "none.yaml"), ExitCode.MISSING),
        (("ward/sheets.pdf", "ward.yaml", "other.yaml"), ExitCode.USAGE),
        (("words.jpg", "ward.yaml"), ExitCode.INVALID),
        (("words.heic", "ward.yaml"), ExitCode.MISSING),
    ],
)
def test_what_cannot_be_looked_at_is_named(
    printed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: ExitCode,
) -> None:
    """No photograph, a file that is not there, two jobs, a text called a picture: each has its exit code."""
    monkeypatch.chdir(printed)
    (printed / "words.jpg").write_text("no picture", encoding="utf-8")
    assert exit_code(["firstsheet", *arguments, "--lang", "en"]) == code
    assert "Traceback" not in capsys.readouterr().err
    assert not (printed / "out").exists()


def test_a_picture_that_shows_nothing_fails_and_leaves_no_old_page(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not recognised has an exit code of its own, says what was looked for, and a page that says so."""
    monkeypatch.chdir(printed)
    (tmp_path / "seen").mkdir()
    page = tmp_path / "seen" / "first-sheet.pdf"
    page.write_bytes(b"of an earlier run")
    Image.new("RGB", (700, 500), "#806040").save("table.jpg")
    command = ["firstsheet", "table.jpg", "ward.yaml", "--out", str(page.parent)]
    assert exit_code([*command, "--lang", "en"]) == ExitCode.UNSEEN
    said = capsys.readouterr()
    assert "table.jpg: nothing is recognised" in said.out
    assert "plate 1, front; plate 1, back" in " ".join(said.err.split())
    assert page.read_bytes().startswith(b"%PDF")
    assert exit_code([*command, "--json"]) == ExitCode.UNSEEN
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["unrecognised"]) == (False, ["table.jpg"])
