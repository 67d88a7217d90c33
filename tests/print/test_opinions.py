"""A package held against its standard and asked about elsewhere: good ones pass, each spoiled one is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pikepdf import Name, ObjectStreamMode, Pdf
from PIL import Image

from keytag.commands.handoff import handoff
from keytag.drawing.qr import Symbol, encode
from keytag.findings import Finding, Severity
from keytag.handoff.evidence import StandardChecks, check_standards
from keytag.handoff.make import Package, make_package
from keytag.handoff.second_opinions import ask_other_programs
from keytag.inspection.codes import zbar
from keytag.inspection.codes.reader import Picture, codes_in
from keytag.inspection.separations import ghostscript
from keytag.inspection.sheets.slots import CodeSeen, SheetsSeen
from keytag.standards import LABEL, PDF_X4
from keytag.steps.job_setup import JobSetup
from keytag.steps.order import Order

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
qr: {link: "https://zalo.me/1000000000000000001"}
shop: office-a4
quantity: 200
"""
FRONT = "1-up/ward/front.pdf"


def silent(*_step: object) -> None:
    """Show nothing."""


ORDER = Order(date(2026, 1, 15))
"""Everything is left to job and shop."""


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A job of one edition."""
    path = tmp_path_factory.mktemp("opinions") / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(job: Path) -> tuple[JobSetup, Package]:
    """Its package, in memory."""
    setup, draft, package = make_package(job, ORDER, silent)
    assert package is not None, draft.findings
    return setup, package


def knocking_out(pdf: Pdf) -> None:
    """Let every graphics state knock out."""
    for state in pdf.pages[0].obj.Resources.ExtGState.values():
        for key in ("/OP", "/op"):
            state[key] = False


def in_process_ink(pdf: Pdf) -> None:
    """Draw the dieline in magenta."""
    content = pdf.pages[0].obj.Contents
    data = content.read_bytes()
    name = next(key for key, space in pdf.pages[0].obj.Resources.ColorSpace.items() if space[1] == Name.CutContour)
    changed = data.replace(b"%s CS 1 SCN" % name.encode(), b"0 1 0 0 K")
    assert changed != data
    content.write(changed)


def another_ground(pdf: Pdf) -> None:
    """Print the ground in cyan."""
    content = pdf.pages[0].obj.Contents
    data = content.read_bytes()
    assert b"0 1 1 0 k" in data
    content.write(data.replace(b"0 1 1 0 k", b"1 0 0 0 k"))


def in_rgb(pdf: Pdf) -> None:
    """Print the ground in screen colours."""
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes().replace(b"0 1 1 0 k", b"1 0 0 rg"))


def without_trim(pdf: Pdf) -> None:
    """Lose the TrimBox."""
    del pdf.pages[0].obj["/TrimBox"]


def spoiled(data: bytes, spoil: Callable[[Pdf], None]) -> bytes:
    """Return a file after ``spoil`` has been at it."""
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False)
    return buffer.getvalue()


def asked(
    whole: tuple[JobSetup, Package], files: dict[str, bytes], standing: StandardChecks
) -> tuple[Finding, ...]:
    """Return what the others say of ``files``, without the note on each that is not installed here."""
    setup, package = whole
    found = ask_other_programs(setup, files, replace(package.evidence, standards=standing))
    missing = [program for program in (ghostscript.find_ghostscript(), zbar.find_zbar()) if program is None]
    assert [finding.severity for finding in found[: len(missing)]] == [Severity.NOTE] * len(missing)
    return found[len(missing) :]


@pytest.mark.print
def test_others_agree_with_a_good_package(whole: tuple[JobSetup, Package]) -> None:
    """Ghostscript's plates and zbar's reading are what keytag says, so nothing is told."""
    assert asked(whole, dict(whole[1].files), whole[1].evidence.standards) == ()


@pytest.mark.print
@pytest.mark.parametrize(
    ("spoil", "said"),
    [(knocking_out, "the dieline is not alone"), (in_process_ink, "CutContour"), (another_ground, "Magenta")],
)
def test_plates_that_are_others_are_told(
    whole: tuple[JobSetup, Package], spoil: Callable[[Pdf], None], said: str
) -> None:
    """A dieline that knocks out or prints, and a ground in another ink, come out on Ghostscript's plates."""
    if ghostscript.find_ghostscript() is None:
        pytest.skip("Ghostscript is not installed")
    files = {**whole[1].files, FRONT: spoiled(whole[1].files[FRONT], spoil)}
    found = asked(whole, files, whole[1].evidence.standards)
    assert {(finding.rule, finding.severity) for finding in found} == {("other-programs-agree", Severity.ERROR)}
    assert any(said in finding.message.en for finding in found)


def read_in_place_of_zbar(pictures: Sequence[Picture]) -> tuple[tuple[str, ...], ...]:
    """Answer as zbar would, where it is not installed."""
    return tuple(tuple(code.payload for code in codes_in(picture)) for picture in pictures)


@pytest.mark.print
def test_a_code_that_zbar_reads_otherwise_is_told(
    whole: tuple[JobSetup, Package], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code with another text is an error; one that zbar alone cannot read is for people to look at."""
    if zbar.find_zbar() is None:
        monkeypatch.setattr(zbar, "find_zbar", lambda: "zbarimg")
        monkeypatch.setattr(zbar, "read_again", read_in_place_of_zbar)
    setup, package = whole
    evidence = package.evidence
    (code,) = evidence.seen.codes_seen
    other = replace(code, payload="https://zalo.me/1000000000000000002")
    blank = replace(code, picture=Image.new("RGB", code.picture.size, "white"))
    for seen, severity, said in (
        (other, Severity.ERROR, "zbar reads the QR code as “https://zalo.me/1000000000000000001”"),
        (blank, Severity.WARNING, "zbar cannot read the QR code"),
    ):
        other_code = replace(evidence, seen=replace(evidence.seen, codes_seen=(seen,)))
        (found,) = asked((setup, replace(package, evidence=other_code)), dict(package.files), evidence.standards)
        assert (found.rule, found.severity) == ("other-programs-agree", severity)
        assert said in found.message.en


def pixels(symbol: Symbol) -> Picture:
    """Return a symbol, four pixels to a module."""
    picture = Image.new("L", (symbol.size, symbol.size), 255)
    picture.putdata([0 if dark else 255 for row in symbol.modules for dark in row])
    return picture.resize((4 * symbol.size, 4 * symbol.size), Image.Resampling.NEAREST)


@pytest.mark.skipif(zbar.find_zbar() is None, reason="zbarimg is not installed: apt install zbar-tools")
def test_a_leaflets_code_is_read_by_zbar_too(whole: tuple[JobSetup, Package]) -> None:
    """Of a page with two codes zbar reads the contact, to the last accent; one with another name is told."""
    setup, package = whole
    contact = "FN:Công an phường An Khê\r\nNOTE:Trực ban 0269 3000 113\r\n"
    page = Image.new("L", (700, 1000), "white")
    for payload, corner in (("https://zalo.me/1", (20, 20)), (contact, (90, 400))):
        page.paste(pixels(encode(payload)), corner)
    for payload, told in ((contact, ()), (contact.replace("Khê", "Khe"), ("Leaflet, edition",))):
        seen = SheetsSeen(1, 1, {}, (), (CodeSeen("ward", payload, page, {}),))
        evidence = replace(package.evidence, leaflet=seen, standards=check_standards({}, PDF_X4, None))
        found = ask_other_programs(setup, {}, evidence)
        assert tuple(f.message.en[:16] for f in found if f.message.en.startswith("Leaflet")) == told


def test_programs_that_are_not_there_are_noted(
    whole: tuple[JobSetup, Package], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine with neither of them a package is made all the same, and each is named in a note."""
    for module in (ghostscript, zbar):
        monkeypatch.setattr(module, "which", lambda _name: None)
    files = {**whole[1].files, FRONT: spoiled(whole[1].files[FRONT], knocking_out)}
    found = ask_other_programs(whole[0], files, whole[1].evidence)
    assert [finding.severity for finding in found] == [Severity.NOTE, Severity.NOTE]
    assert [finding.message.en.partition(" is ")[0] for finding in found] == ["Ghostscript", "zbar"]


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (in_rgb, "pdf-colours-are-the-press-own"),
        (without_trim, "pdf-pages-have-a-trim-box"),
        (knocking_out, "pdf-dieline-overprints"),
    ],
)
def test_files_against_their_standard_are_told(
    whole: tuple[JobSetup, Package], spoil: Callable[[Pdf], None], rule: str
) -> None:
    """A file of the package that breaks its standard is an error that names the file and the rule."""
    assert whole[1].evidence.standards.findings == ()
    files = {**whole[1].files, FRONT: spoiled(whole[1].files[FRONT], spoil)}
    found = check_standards(files, PDF_X4, None).findings
    assert {finding.rule for finding in found} == {"files-keep-their-standard"}
    assert any(rule in finding.message.en and FRONT in finding.message.en for finding in found)


def test_files_against_the_shops_rules_are_told(whole: tuple[JobSetup, Package]) -> None:
    """One-ups are judged by the set of rules; a second page breaks Label & Leaflet, press sheets are left out."""

    def second_page(pdf: Pdf) -> None:
        pdf.pages.append(pdf.pages[0])

    assert check_standards(whole[1].files, PDF_X4, LABEL).findings == ()
    files = {**whole[1].files, FRONT: spoiled(whole[1].files[FRONT], second_page)}
    (found,) = check_standards(files, PDF_X4, LABEL).findings
    assert "[pdf-has-one-page]" in found.message.en
    assert check_standards(files, PDF_X4, None).findings == ()


def test_what_fails_is_not_written(job: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with one file against its standard is refused, and nothing at all appears."""

    def spoil(files: dict[str, bytes], *given: object) -> StandardChecks:
        return check_standards({**files, FRONT: spoiled(files[FRONT], in_rgb)}, *given)  # type: ignore[arg-type]

    monkeypatch.setattr("keytag.handoff.evidence.check_standards", spoil)
    report = handoff(job, ORDER, tmp_path / "out", (None, ""), silent)
    assert [finding.rule for finding in report.findings if finding.severity is Severity.ERROR]
    assert report.files == ()
    assert not (tmp_path / "out").exists()
