"""The sets of rules: own one-ups hold them, and each rule is broken by a file that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from keytag.drawing.artwork import Artwork
from keytag.imposition.sheet import Page
from keytag.inspection.pdf import survey
from keytag.inspection.standards.gwg import RULES, Judgement, Outcome, judge
from keytag.inspection.standards.painted import SPOTS
from keytag.output.pdf.seal import Imprint
from keytag.standards import LABEL, RULE_SETS, SHEET_SPOT, RuleSet
from keytag.steps.press_pdf import write_one_ups, write_sheets


@pytest.fixture(scope="module")
def one_up(front: Artwork, cut: Artwork, imprint: Imprint) -> bytes:
    """A front with its dieline."""
    return write_one_ups([replace(front, items=(*front.items, *cut.items))], imprint)


def judged(data: bytes, rules: RuleSet) -> dict[str, Judgement]:
    """Return how each rule comes out, by number and name."""
    return {f"{each.number} {each.rule.name}".strip(): each for each in judge(survey(data), rules)}


def with_content(data: bytes, content: bytes, **resources: Any) -> bytes:  # noqa: ANN401 - dictionaries of PDF
    """Return ``data`` with ``content`` painted before the rest; ``resources`` are added to the page's."""
    with Pdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        for kind, entries in resources.items():
            given = entries(pdf) if callable(entries) else entries
            for key, value in given.items():
                if f"/{kind}" not in page.Resources:
                    page.Resources[f"/{kind}"] = Dictionary()
                page.Resources[f"/{kind}"][key] = value
        page.Contents = Stream(pdf, b"q " + content + b" Q " + page.Contents.read_bytes())
        buffer = BytesIO()
        pdf.save(buffer, fix_metadata_version=False)
    return buffer.getvalue()


FONT = {"/F": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)}
OVER = {"/O": Dictionary(OP=True, op=True, OPM=1), "/Z": Dictionary(OP=True, op=True, OPM=0)}


def spot_space(pdf: Pdf, name: str, like: str = "/CutContour") -> Array:
    """Return a spot called ``name`` with the alternate of another."""
    space = Array(list(pdf.pages[0].obj.Resources.ColorSpace[like]))
    space[1] = Name(name)
    return space


def image(pixels: int, **entries: object) -> Callable[[Pdf], dict[str, object]]:
    """Return a square picture of so many ``pixels`` each way."""

    def make(pdf: Pdf) -> dict[str, object]:
        given = {"ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8, **entries}
        size = {"Width": pixels, "Height": pixels}
        return {"/I": pdf.make_indirect(Stream(pdf, b"", Subtype=Name.Image, **size, **given))}

    return make


def text(size: float, colour: bytes, before: bytes = b"") -> bytes:
    """Return the operators of a letter."""
    return b"%s BT /F %f Tf %s (a) Tj ET" % (before, size, colour)


INCH = b"72 0 0 72 0 0 cm /I Do"


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS)
def test_own_one_ups_hold_every_rule(one_up: bytes, rules: RuleSet) -> None:
    """No rule of any set is broken by a one-up as keytag makes it."""
    outcomes = {each.outcome for each in judge(survey(one_up), rules)}
    assert outcomes <= {Outcome.HOLDS, Outcome.NOT_APPLICABLE}


def test_own_sheets_hold_the_sheet_rules(pages: tuple[Page, ...], imprint: Imprint) -> None:
    """Register marks of a press sheet break nothing: its trim is the whole sheet."""
    found = judged(write_sheets(pages, imprint), SHEET_SPOT)
    assert {each.outcome for each in found.values()} <= {Outcome.HOLDS, Outcome.NOT_APPLICABLE}
    assert found["R0024 pdf-registration-stays-outside"].outcome is Outcome.NOT_APPLICABLE


def test_outlined_lettering_cannot_be_judged(one_up: bytes) -> None:
    """Where there is no live text, the rules about its size say so instead of holding."""
    found = judged(one_up, LABEL)
    for number in ("R0007", "R0009", "R0015", "R0016", "R0017"):
        (each,) = (each for key, each in found.items() if key.startswith(number))
        assert each.outcome is Outcome.NOT_APPLICABLE
    assert found["R0016 pdf-white-lettering-is-large-enough"].measured.en == "no live text"


NUMBERS = {
    "R0006": "pdf-has-one-page",
    "R0007": "pdf-white-lettering-knocks-out",
    "R0008": "pdf-white-areas-knock-out",
    "R0009": "pdf-small-black-lettering-overprints",
    "R0010": "pdf-thin-black-lines-overprint",
    "R0015": "pdf-black-lettering-is-not-too-rich",
    "R0016": "pdf-white-lettering-is-large-enough",
    "R0017": "pdf-lettering-in-several-inks-is-large-enough",
    "R0018": "pdf-white-lines-are-wide-enough",
    "R0019": "pdf-lines-in-several-inks-are-wide-enough",
    "R0022": "pdf-spot-names-differ-by-more-than-case",
    "R0023": "pdf-spots-do-not-look-alike",
    "R0024": "pdf-registration-stays-outside",
    "R0025/R0026": "pdf-total-ink-is-printable",
    "R0031": "pdf-pictures-are-sharp-enough",
    "R0032": "pdf-pictures-are-sharp-enough",
}
"""The rules by their numbers, which print shops quote."""

BREAKING: list[tuple[str, RuleSet, str, bytes, dict[str, object]]] = [
    ("R0007", SHEET_SPOT, "error", text(20, b"0 0 0 0 k", b"/O gs"), {"Font": FONT, "ExtGState": OVER}),
    ("R0008", SHEET_SPOT, "warning", b"/O gs 0 0 0 0 k 0 0 9 9 re f", {"ExtGState": OVER}),
    ("R0009", SHEET_SPOT, "warning", text(11.9, b"0 0 0 1 k"), {"Font": FONT}),
    ("R0009", SHEET_SPOT, "warning", text(11.9, b"0 g", b"/Z gs"), {"Font": FONT, "ExtGState": OVER}),
    ("R0010", SHEET_SPOT, "warning", b"0 0 0 1 K 1.9 w 0 0 m 9 9 l S", {}),
    ("R0015", SHEET_SPOT, "warning", text(20, b".7 .7 .6 .85 k"), {"Font": FONT}),
    ("R0016", SHEET_SPOT, "warning", text(7.9, b"0 0 0 0 k"), {"Font": FONT}),
    ("R0016", LABEL, "warning", text(4.9, b"0 0 0 0 k"), {"Font": FONT}),
    ("R0017", SHEET_SPOT, "warning", text(7.9, b"0 1 1 0 k"), {"Font": FONT}),
    ("R0017", LABEL, "warning", text(13.9, b"0 1 1 0 k"), {"Font": FONT}),
    ("R0018", SHEET_SPOT, "warning", b"0 0 0 0 K .24 w 0 0 m 9 9 l S", {}),
    ("R0018", LABEL, "warning", b"0 0 0 0 K .29 w 0 0 m 9 9 l S", {}),
    ("R0019", SHEET_SPOT, "warning", b"0 1 1 0 K .24 w 0 0 m 9 9 l S", {}),
    ("R0019", LABEL, "warning", b"0 1 1 0 K .5 0 0 .5 0 0 cm 2.9 w 0 0 m 9 9 l S", {}),
    ("pdf-lines-are-no-hairlines", SHEET_SPOT, "warning", b"0 0 1 0 K 0 w 0 0 m 9 9 l S", {}),
    ("R0024", SHEET_SPOT, "warning", b"/All cs 1 scn 9 9 9 9 re f", {"ColorSpace": "All"}),
    ("R0022", SHEET_SPOT, "error", b"/cutcontour cs 1 scn 9 9 9 9 re f", {"ColorSpace": "cutcontour"}),
    ("R0023", SHEET_SPOT, "error", b"/Gold cs 1 scn 9 9 9 9 re f", {"ColorSpace": "Gold"}),
    ("R0025/R0026", SHEET_SPOT, "warning", b".8 .9 1 .6 k 0 0 60 60 re f", {}),
    ("R0031", SHEET_SPOT, "error", INCH, {"XObject": image(148)}),
    ("R0031", SHEET_SPOT, "warning", INCH, {"XObject": image(223)}),
    ("R0031", LABEL, "error", INCH, {"XObject": image(198)}),
    ("R0031", LABEL, "warning", INCH, {"XObject": image(238)}),
    ("R0032", LABEL, "error", INCH, {"XObject": image(548, ImageMask=True, BitsPerComponent=1)}),
    ("R0032", LABEL, "warning", INCH, {"XObject": image(798, BitsPerComponent=1, ColorSpace=Name.DeviceGray)}),
    ("pdf-colours-need-no-profile", LABEL, "error", b"1 0 0 rg 0 0 9 9 re f", {}),
]


@pytest.mark.parametrize(
    ("number", "rules", "grave", "content", "resources"),
    BREAKING,
    ids=[f"{case[0]}-{case[1].name}-{case[2]}-{at}" for at, case in enumerate(BREAKING)],
)
def test_each_limit_is_told_from_below(
    one_up: bytes, number: str, rules: RuleSet, grave: str, content: bytes, resources: dict[str, object]
) -> None:
    """What lies just beyond a limit breaks the rule of that number, with the right severity, and no other."""
    given = dict(resources)
    if isinstance(name := given.get("ColorSpace"), str):
        given["ColorSpace"] = lambda pdf: {f"/{name}": spot_space(pdf, f"/{name}")}
    found = judge(survey(with_content(one_up, content, **given)), rules)
    broken = {
        (each.number or each.rule.name, each.outcome.value)
        for each in found
        if each.outcome.value in ("error", "warning")
    }
    assert broken == ({("R0022", "error"), ("R0023", "error")} if number == "R0022" else {(number, grave)})
    for each in found:
        assert (each.finding is not None) is (each.outcome.value in ("error", "warning"))


HOLDING: list[tuple[str, RuleSet, bytes, dict[str, object]]] = [
    ("R0007", SHEET_SPOT, text(20, b"0 0 0 0 k"), {"Font": FONT}),
    ("R0009", SHEET_SPOT, text(8, b"0 0 0 1 k", b"/O gs"), {"Font": FONT, "ExtGState": OVER}),
    ("R0009", SHEET_SPOT, text(12, b"0 0 0 1 k"), {"Font": FONT}),
    ("R0010", SHEET_SPOT, b"0 0 0 1 K 2 w 0 0 m 9 9 l S", {}),
    ("R0015", SHEET_SPOT, text(20, b".6 .7 .6 .85 k"), {"Font": FONT}),
    ("R0016", SHEET_SPOT, text(8, b"0 0 0 0 k"), {"Font": FONT}),
    ("R0016", LABEL, text(5, b"0 0 0 0 k"), {"Font": FONT}),
    ("R0017", SHEET_SPOT, text(8, b"0 1 1 0 k"), {"Font": FONT}),
    ("R0018", LABEL, b"0 0 0 0 K .3 w 0 0 m 9 9 l S", {}),
    ("R0019", LABEL, b"0 1 1 0 K 1.5 w 0 0 m 9 9 l S", {}),
    ("R0025/R0026", SHEET_SPOT, b".8 .9 1 .5 k 0 0 60 60 re f", {}),
    ("R0031", SHEET_SPOT, INCH, {"XObject": image(224)}),
    ("R0032", LABEL, INCH, {"XObject": image(799, ImageMask=True)}),
]


@pytest.mark.parametrize(("number", "rules", "content", "resources"), HOLDING)
def test_each_limit_holds_at_itself(
    one_up: bytes, number: str, rules: RuleSet, content: bytes, resources: dict[str, object]
) -> None:
    """What lies exactly on a limit breaks nothing, and is measured."""
    found = judge(survey(with_content(one_up, content, **resources)), rules)
    assert [each for each in found if each.outcome in (Outcome.ERROR, Outcome.WARNING)] == []
    assert [each.outcome for each in found if each.number == number] == [Outcome.HOLDS]


def test_heavy_ink_on_a_small_area_is_only_noted(one_up: bytes) -> None:
    """The limit is a mean over 15 mm: a smaller area with more ink is told, and breaks nothing."""
    found = judged(with_content(one_up, b".8 .9 1 .6 k 0 0 20 20 re f"), SHEET_SPOT)
    each = found["R0025/R0026 pdf-total-ink-is-printable"]
    assert each.outcome is Outcome.NOTE
    assert "330 %" in each.measured.en


def test_a_single_pixel_is_no_picture(one_up: bytes) -> None:
    """A pixel stretched over an area is a tint, whatever its resolution."""
    found = judged(with_content(one_up, INCH, XObject=image(1)), LABEL)
    assert found["R0031 pdf-pictures-are-sharp-enough"].outcome is Outcome.NOT_APPLICABLE


def test_labels_are_one_page_with_a_cut(front: Artwork, cut: Artwork, imprint: Imprint) -> None:
    """Label & Leaflet wants one page and a layer for cutting; sheets want neither."""
    data = write_one_ups([front, front], imprint)
    found = judged(data, LABEL)
    assert found["R0006 pdf-has-one-page"].outcome is Outcome.ERROR
    assert found["pdf-has-its-processing-steps"].outcome is Outcome.ERROR
    assert "R0006 pdf-has-one-page" not in judged(data, SHEET_SPOT)
    with_cut = judged(write_one_ups([cut], imprint), LABEL)
    assert with_cut["pdf-has-its-processing-steps"].outcome is Outcome.HOLDS


def test_drilling_is_no_step_of_labels(one_up: bytes) -> None:
    """A hole that is drilled by its layer's name breaks the rule, where punching does not."""
    with Pdf.open(BytesIO(one_up)) as pdf:
        for group in pdf.Root.OCProperties.OCGs:
            if group.GTS_Metadata.GTS_ProcStepsType == Name.Punching:
                group.GTS_Metadata.GTS_ProcStepsType = Name.Drilling
        buffer = BytesIO()
        pdf.save(buffer, fix_metadata_version=False)
    name = "pdf-has-no-foreign-processing-steps"
    assert judged(one_up, LABEL)[name].outcome is Outcome.HOLDS
    assert judged(buffer.getvalue(), LABEL)[name].outcome is Outcome.ERROR


def test_every_rule_is_judged(one_up: bytes) -> None:
    """The label set asks every rule, by its number where it has one; each tells limit and measure."""
    found = judge(survey(one_up), LABEL)
    assert {each.number: each.rule.name for each in found if each.number} == NUMBERS
    assert {each.rule for each in found} == {*RULES, SPOTS}
    assert all(each.limit.vi and each.limit.en and each.measured.vi and each.measured.en for each in found)
