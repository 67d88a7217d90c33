"""Finished files judged by Apache PDFBox's preflight, which knows nothing of keytag.

It judges PDF/A-1b. A copy whose output intent is relabelled, whose layers are taken out and whose metadata claim
PDF/A is held to nearly the same rules about colour, fonts, transparency and syntax.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, Ink, registration, spot
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.output.pdf.profile import read_profile
from keytag.output.pdf.seal import Imprint
from keytag.standards import PDF_X4, STANDARDS, Standard
from keytag.steps.press_pdf import write_one_ups, write_sheets

pytestmark = pytest.mark.print

ROOT = Path(__file__).parents[2]
FOGRA39 = ROOT / "templates" / "profiles" / "FOGRA39L_coated.icc"
# Debian: libpdfbox2-java, libfontbox2-java, libcommons-logging-java, libactivation-java, libjaxb-api-java.
JARS = tuple(
    Path("/usr/share/java", f"{name}.jar")
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
)
TRIM = Rect(0.0, 0.0, 30.0, 20.0)
TAG = Artwork(
    (
        Fill(rectangle(TRIM.grown(2.0)), Ink("red", (0.0, 1.0, 1.0, 0.0)), Role.GROUND),
        Fill(rectangle(Rect(5.0, 5.0, 20.0, 15.0)), BLACK, Role.LETTERING, overprint=True),
        Stroke(
            rectangle(TRIM),
            spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True),
            0.0882,
            Role.DIELINE,
            overprint=True,
        ),
    ),
    TRIM,
    2.0,
)
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

Spoil = Callable[[Pdf], None]


def nothing(_pdf: Pdf) -> None:
    """Leave the copy alone."""


def relabelled(data: bytes, path: Path, spoil: Spoil) -> Path:
    """Write a copy of ``data`` that claims PDF/A-1b, after ``spoil`` has been at it."""
    path.with_suffix(".x.pdf").write_bytes(data)
    with Pdf.open(path.with_suffix(".x.pdf")) as pdf:
        pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1
        pdf.Root.Metadata = Stream(pdf, PACKET.encode(), Type=Name.Metadata, Subtype=Name.XML)
        # What Info says would have to be said in the packet too.
        del pdf.trailer["/Info"]
        if "/OCProperties" in pdf.Root:
            del pdf.Root["/OCProperties"]
        for item in pdf.objects:
            if isinstance(item, Dictionary | Stream) and "/Resources" in item and "/Properties" in item.Resources:
                del item.Resources["/Properties"]
        spoil(pdf)
        pdf.save(
            path,
            force_version="1.4",
            object_stream_mode=ObjectStreamMode.disable,
            fix_metadata_version=False,
            static_id=True,
        )
    return path


def judged(path: Path) -> str:
    """Return what PDFBox's preflight says of ``path``: nothing where it is valid."""
    missing = [jar.name for jar in JARS if not jar.is_file()]
    if shutil.which("java") is None or missing:
        pytest.skip(f"PDFBox is not installed: {', '.join(missing) or 'java'}")
    command = ["java", "-cp", ":".join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert "PDF/A" in run.stdout, run.stdout + run.stderr
    return "" if "is a valid PDF/A-1b file" in run.stdout else run.stdout


def imprint(standard: Standard) -> Imprint:
    """What the files of these tests say about themselves."""
    date = datetime(2026, 1, 2, tzinfo=UTC)
    return Imprint("Thử", "keytag", date, standard, read_profile(FOGRA39.read_bytes()))


def sheets(standard: Standard) -> bytes:
    """Two sides of a sheet with two tags and a register mark each."""
    cross = Artwork(
        (Stroke(rectangle(Rect(0, 0, 4, 4)), registration(), 0.0882, Role.MARK),), Rect(0, 0, 4, 4), 1.0
    )
    placed = tuple(
        Placement(artwork, Affine.translation(x, 15.0)) for x, artwork in ((5, TAG), (45, TAG), (90, cross))
    )
    pages = tuple(Page(110.0, 50.0, Form(side, placed)) for side in (SheetSide.FRONT, SheetSide.BACK))
    return write_sheets(pages, imprint(standard))


@pytest.mark.parametrize("standard", STANDARDS.values(), ids=STANDARDS)
def test_pdfbox_finds_nothing_wrong(standard: Standard, tmp_path: Path) -> None:
    """One-ups and press sheets of every standard pass, layers and claim aside."""
    one_up = write_one_ups([replace(TAG)], imprint(standard))
    for name, data in (("tag", one_up), ("sheets", sheets(standard))):
        assert judged(relabelled(data, tmp_path / f"{name}.pdf", nothing)) == ""


def rgb(pdf: Pdf) -> None:
    """Paint in RGB."""
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes().replace(b"0 1 1 0 k", b"1 0 0 rg", 1))


def font(pdf: Pdf) -> None:
    """Set a word in a font that is not embedded."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font = Dictionary(F1=helvetica)
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b" BT /F1 9 Tf (a) Tj ET")


def glass(pdf: Pdf) -> None:
    """Make something transparent."""
    pdf.pages[0].obj.Resources.ExtGState.Odd = Dictionary(ca=0.5)


def no_intent(pdf: Pdf) -> None:
    """Drop the output intent."""
    del pdf.Root["/OutputIntents"]


def bad_operator(pdf: Pdf) -> None:
    """Write an operator that is none."""
    content = pdf.pages[0].obj.Contents
    content.write(content.read_bytes() + b" 1 xyz")


def action(pdf: Pdf) -> None:
    """Open with a script."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="1", Next=Array([]))


@pytest.mark.parametrize("spoil", [rgb, font, glass, no_intent, bad_operator, action])
def test_pdfbox_notices_what_is_spoiled(spoil: Spoil, tmp_path: Path) -> None:
    """The relabelled copy is judged in earnest: what is spoiled in it is noticed."""
    data = write_one_ups([TAG], imprint(PDF_X4))
    assert judged(relabelled(data, tmp_path / "spoiled.pdf", spoil)) != ""
