"""`keytag inspect`: facts and verdicts on files of keytag's and of strangers, to people and to programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Pdf

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.inspection.separations import ghostscript

ROOT = Path(__file__).parents[2]
JOB = ROOT / "configs" / "tri-quang.yaml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a one-up and its sheets for each standard, as the commands write them."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "job.yaml").write_text(JOB.read_text(encoding="utf-8"), encoding="utf-8")
    shop = (ROOT / "templates" / "shops" / "office-a4.yaml").read_text(encoding="utf-8")
    (folder / "old.yaml").write_text(
        shop.replace("standard: pdf-x4", "standard: pdf-x1a").replace("name: office-a4", "name: old"),
        encoding="utf-8",
    )
    job = str(folder / "job.yaml")
    for arguments in (
        ("render", job, "--format", "pdf", "-o", str(folder / "x4")),
        ("sheet", job, "--count", "40", "--shop", "office-a4", "-o", str(folder / "x4")),
        ("sheet", job, "--count", "40", "--shop", "old", "-o", str(folder / "x1a")),
    ):
        assert exit_code([*arguments, "--date", "2026-01-15", "--quiet"]) == ExitCode.FINE
    return folder


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYTAG_LANG", "en")


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the one JSON object, beside which nothing may be said."""
    code = exit_code(["inspect", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    assert not err
    said = json.loads(out)
    assert said["ok"] is (code == ExitCode.FINE)
    return code, said


def test_own_files_are_fine(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every PDF that the commands write is what it claims to be, with no finding at all."""
    found = sorted(made.rglob("*.pdf"))
    assert {path.name for path in found} == {"front.pdf", "back.pdf", "tag.pdf", "sheets.pdf", "cut.pdf"}
    for path in found:
        code, said = answer(capsys, path)
        assert (code, said["findings"]) == (ExitCode.FINE, [])
        assert said["claimed"] == said["standard"] == ("pdf-x1a" if "x1a" in path.parts else "pdf-x4")


def test_a_standard_without_layers_parts_the_cut(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """PDF/X-1a sheets have no dieline; it is in a file of its own, with marks in the plates of the product."""
    _, sheets = answer(capsys, made / "x1a" / "sheets.pdf")
    _, cut = answer(capsys, made / "x1a" / "cut.pdf")
    assert "CutContour" not in sheets["inks"]
    assert set(cut["inks"]) - {"CutContour"} <= set(sheets["inks"])
    assert "CutContour" in cut["inks"]
    assert sheets["layers"] == cut["layers"] == []
    assert not (made / "x4" / "cut.pdf").exists()


def test_facts_are_told_to_programs(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Boxes, inks, layers, intent, identity and rules are keys of the object."""
    _, said = answer(capsys, next(made.rglob("front.pdf")), "--rules", "gwg2022-sheet-spot")
    (page,) = said["pages"]
    assert page["boxes"]["TrimBox"] == pytest.approx([2.0, 2.0, 52.0, 22.0], abs=0.01)
    assert {"Magenta", "CutContour"} <= set(said["inks"])
    assert {(layer["group"], layer["step"]) for layer in said["layers"]} == {
        ("Structural", "Cutting"),
        ("Structural", "Punching"),
    }
    (intent,) = said["output_intents"]
    assert (intent["condition"], intent["profile"]["space"]) == ("FOGRA39", "CMYK")
    assert said["info"]["Trapped"] == "/False"
    assert said["xmp"]["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert {"R0016", "R0025/R0026", "R0031"} <= {each["number"] for each in said["judged"]}


def test_people_read_facts_and_a_verdict(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The facts and a verdict that promises no certificate stand on standard output, in the language asked for."""
    path = str(next(made.rglob("front.pdf")))
    assert exit_code(["inspect", path, "--rules", "gwg2022-sheet-spot"]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert not err
    assert "TrimBox 50.0 × 20.0" in out
    assert "R0031" in out
    assert "not applicable" in out
    assert "certified" not in out
    assert out.splitlines()[-1] == (
        "Built to PDF/X-4 (ISO 15930-7), GWG 2022 Sheet Spot: no errors found. This is no certificate."
    )
    assert exit_code(["inspect", path, "--lang", "vi"]) == ExitCode.FINE
    assert capsys.readouterr().out.splitlines()[-1].endswith("Đây không phải chứng nhận.")


def test_errors_are_told_and_counted(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A spoiled file leaves with 1; what is wrong stands on standard error, also under --quiet."""
    spoiled = tmp_path / "spoiled.pdf"
    with Pdf.open(next(made.rglob("front.pdf"))) as pdf:
        pdf.pages[0].obj.CropBox = Array([0, 0, 9, 9])
        pdf.save(spoiled, fix_metadata_version=False)
    assert exit_code(["inspect", str(spoiled), "--quiet"]) == ExitCode.FINDINGS
    out, err = capsys.readouterr()
    assert not out
    assert "error[pdf-crop-box-is-the-media-box]: CropBox is not MediaBox on page 1." in err
    assert err.splitlines()[-1] == "Not built to PDF/X-4 (ISO 15930-7): 1 error."
    assert exit_code(["inspect", str(next(made.rglob("front.pdf"))), "--quiet"]) == ExitCode.FINE
    assert capsys.readouterr() == ("", "")


def test_another_standard_can_be_asked_for(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--standard` holds a file against that one, whatever it claims."""
    code, said = answer(capsys, made / "x4" / "sheets.pdf", "--standard", "pdf-x1a")
    assert code == ExitCode.FINDINGS
    assert (said["claimed"], said["standard"]) == ("pdf-x4", "pdf-x1a")
    assert "pdf-layers-are-the-standards" in {finding["rule"] for finding in said["findings"]}


def test_a_strangers_file_is_told_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plain PDF claims nothing, so it is held against PDF/X-4 and told so."""
    path = tmp_path / "plain.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    code, said = answer(capsys, path)
    assert (code, said["claimed"], said["standard"]) == (ExitCode.FINDINGS, None, "pdf-x4")
    assert {"pdf-names-its-standard", "pdf-has-one-output-intent"} <= {each["rule"] for each in said["findings"]}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.pdf"], ExitCode.MISSING),
        (["."], ExitCode.MISSING),
        ([str(JOB)], ExitCode.INVALID),
        ([str(JOB), "--standard", "pdf-x9"], ExitCode.USAGE),
        ([str(JOB), "--rules", "gwg"], ExitCode.USAGE),
        ([""], ExitCode.USAGE),
        ([], ExitCode.USAGE),
    ],
)
def test_what_cannot_be_inspected_is_refused(
    arguments: list[str], code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, no PDF, an unknown standard or set of rules: one finding each and the exit code of its kind."""
    found, said = answer(capsys, *arguments)
    assert found == code
    (finding,) = said["findings"]
    assert finding["message"]


def test_the_output_profile_can_be_swapped(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--profile` embeds another profile by its own title; what is none, or too new for the shop, is refused."""
    data = (ROOT / "templates" / "profiles" / "FOGRA39L_coated.icc").read_bytes()
    own, newer = tmp_path / "own.icc", tmp_path / "newer.icc"
    own.write_bytes(data.replace(b"FOGRA39L Coated", b"Xuong in An Ph\0", 1))
    newer.write_bytes(data[:8] + b"\x04\x20" + data[10:])
    job, out = str(made / "job.yaml"), str(tmp_path / "out")
    order = ["sheet", job, "--count", "40", "-o", out, "--date", "2026-01-15", "--quiet"]
    a4 = ("--shop", "office-a4")
    assert exit_code([*order, *a4, "--profile", str(own)]) == ExitCode.FINE
    code, said = answer(capsys, Path(out, "sheets.pdf"))
    assert code == ExitCode.FINE
    assert said["output_intents"][0]["condition"] == "Xuong in An Ph"
    assert said["output_intents"][0]["registry"] == ""
    assert exit_code([*order, *a4, "--profile", str(newer)]) == ExitCode.FINE
    assert exit_code([*order, "--profile", str(newer), "--shop", "old"]) == ExitCode.MISSING
    assert exit_code([*order, "--profile", str(JOB)]) == ExitCode.MISSING
    assert "ICC version 4.2" in capsys.readouterr().err


def test_plates_are_measured(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies on each plate is told with what it was measured by, with Ghostscript or without it."""
    (path, *_) = sorted((made / "x4").rglob("front.pdf"))
    _, with_it = answer(capsys, path, "--rules", "gwg2022-sheet-spot")
    monkeypatch.setattr(ghostscript, "which", lambda _name: None)
    _, without = answer(capsys, path, "--rules", "gwg2022-sheet-spot")
    assert without["plates"]["by"] == "the file's content, PDFium"
    if shutil.which("gs") is not None:
        assert with_it["plates"]["by"].startswith("Ghostscript")
    for said in (with_it, without):
        page = said["plates"]["pages"][0]
        assert 0.01 < page["coverage"]["Magenta"] < 1.0
        assert 0.05 < page["most_ink_15mm"] <= page["most_ink"]
        (judged,) = (each for each in said["judged"] if each["number"] == "R0025/R0026")
        assert judged["measured"] == f"the heaviest has {100 * said['plates']['pages'][0]['most_ink_15mm']:.0f} %"
