"""Letters that only look right, marks that were lost, lines that came out badly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import GivenColour, HoleWish, TagSubject, WorkSubject, check_tag, check_work
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.colorimetry import Lab
from keytag.drawing.geometry import Rect, rectangle
from keytag.drawing.ink import PAPER, Cmyk, Ink, spot
from keytag.findings import Finding, Severity


@pytest.fixture
def work(good: TagSubject) -> WorkSubject:
    """A job about which nothing is to be said before it is composed."""
    technical = (spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True),)
    return WorkSubject((good.content,), good.frame.shape, HoleWish(4.0, 2.5), True, (), technical, good.look)


def said(work: WorkSubject, **changed: str) -> list[tuple[str, str]]:
    """Return rule and node of what is found in a job that says something else."""
    content = replace(work.contents[0], **changed)
    return [(f.rule, f.node) for f in check_work(replace(work, contents=(content, content)))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Công \u0430n", "CYRILLIC SMALL LETTER A"),
        ("\u0391n ninh", "GREEK CAPITAL LETTER ALPHA"),
        ("\u00d0ường", "LATIN CAPITAL LETTER ETH"),
        ("số \u0661\u0661\u0663", "ARABIC-INDIC DIGIT ONE"),
        ("Công an 公安", "CJK UNIFIED"),
    ],
)
def test_foreign_letters_are_named(work: WorkSubject, text: str, named: str) -> None:
    """A look-alike is a warning that gives its code and its name, once for all editions that say it."""
    content = replace(work.contents[0], slogan=text)
    (finding,) = check_work(replace(work, contents=(content, content)))
    assert (finding.rule, finding.severity, finding.node) == ("text-is-in-one-script", Severity.WARNING, "slogan")
    assert named in finding.message.en
    assert "U+" in finding.message.vi


@pytest.mark.parametrize(
    "text", ["Đường Đỗ Đức Dục", "Buôn Ma Thuột – số 1", "Plei Kŏ̆n, Ia Dơk, Čư Prông", "113 · “An ninh”…", "№ 5 ½"]
)
def test_vietnamese_and_highland_letters_pass(work: WorkSubject, text: str) -> None:
    """All of Vietnamese, the highlands' own Latin letters, figures and signs are at home on a tag."""
    assert said(work, slogan=text) == []


@pytest.mark.parametrize("text", ["TOAN DAN BAO VE", "Cong an", "truc ban 24/24", "Công an PHUONG An Khê"])
def test_lost_marks_are_told(work: WorkSubject, text: str) -> None:
    """A common word without its marks is a warning, in capitals or not, at the text that holds it."""
    assert said(work, slogan=text) == [("words-keep-their-marks", "slogan")]


@pytest.mark.parametrize("text", ["TOÀN DÂN BẢO VỆ AN NINH", "An ninh", "Zalo OA", "Ia Kong, Sa Pa, Xuan"])
def test_words_that_need_no_marks_pass(work: WorkSubject, text: str) -> None:
    """Words with their marks, and words that never had any, are let be."""
    assert said(work, slogan=text) == []


def given(role: str, ink: Ink, screen: str | None = None) -> GivenColour:
    """Return a colour of the job."""
    return GivenColour(role, ink, screen, f"colours.{role}", "classic", ("ground", "text"))


def found(work: WorkSubject, *colours: GivenColour) -> list[tuple[str, str, Severity]]:
    """Return what is found in a job with these colours."""
    return [(f.rule, f.node, f.severity) for f in check_work(replace(work, colours=colours))]


RED1 = (0.0, 0.9, 0.9, 0.0)


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        (spot("Red1", RED1), spot("RED1", RED1), "spot-names-clash"),
        (spot("Red1", RED1), spot("Red1", (0.0, 0.8, 0.9, 0.0)), "spot-names-clash"),
        (spot("Red1", RED1), spot("Red2", RED1), "spot-alternates-differ"),
        (spot("Red1", RED1), spot("Red2", RED1, tint=0.5), None),
        (spot("Red1", RED1), spot("Red1", RED1, tint=0.5), None),
        (spot("Red1", RED1), spot("Red2", (0.0, 0.8, 0.9, 0.0)), None),
        (spot("Red1", RED1), spot("cutCONTOUR", (0.0, 0.8, 0.9, 0.0)), "spot-names-clash"),
        (spot("Red1", RED1), spot("Pink", (0.0, 1.0, 0.0, 0.0)), "spot-alternates-differ"),
    ],
)
def test_spots_are_told_apart(work: WorkSubject, first: Ink, second: Ink, rule: str | None) -> None:
    """Names by more than case (GWG R0022), looks by more than the name (R0023), both from the dieline."""
    expected = [(rule, "colours.text", Severity.ERROR)] if rule else []
    assert found(work, given("ground", first), given("text", second)) == expected


@pytest.mark.parametrize(
    ("screen", "cmyk", "severity"),
    [
        ("#0000FF", (0.93, 0.85, 0.0, 0.0), Severity.WARNING),
        ("#FF0000", (0.0, 1.0, 1.0, 0.0), Severity.NOTE),
        ("#DA251D", (0.0, 1.0, 1.0, 0.0), None),
        ("#000000", (0.0, 0.0, 0.0, 1.0), None),
    ],
)
def test_screen_colours_beyond_the_inks_are_told(
    work: WorkSubject, screen: str, cmyk: Cmyk, severity: Severity | None
) -> None:
    """A colour that inks cannot reach is noted or warned of by how far off it is; greys are let be."""
    rule = "screen-colour-is-printable"
    expected = [(rule, "colours.ground", severity)] if severity else []
    assert found(work, given("ground", Ink(screen, cmyk), screen)) == expected


def test_a_hole_without_room_is_told(work: WorkSubject) -> None:
    """The message names hole and tag; a job without a hole is not asked for one."""
    (finding,) = check_work(replace(work, has_room_for_hole=False))
    assert (finding.rule, finding.node) == ("hole-does-not-fit", "tag.hole")
    assert "9 mm each way" in finding.hint.en
    assert check_work(replace(work, hole=None, has_room_for_hole=False)) == ()


def widows(good: TagSubject, *widths: float) -> list[Finding]:
    """Return what is said of a text set in lines of these widths, from the top down."""
    lines = tuple(
        Fill(rectangle(Rect(15, 6 + i, 15 + width, 6.6 + i)), PAPER, Role.LETTERING, Source("slogan", "slogan"))
        for i, width in enumerate(widths)
    )
    # From the lower edge upwards, as lettering along it is painted.
    front = replace(good.front, items=(good.front.items[0], *reversed(lines)))
    return [f for f in check_tag(replace(good, front=front)) if f.rule == "last-line-is-no-widow"]


@pytest.mark.parametrize(
    ("widths", "fires"),
    [((20.0, 4.9), True), ((20.0, 5.1), False), ((4.0, 20.0), False), ((20.0, 20.0, 3.0), True)],
)
def test_a_short_last_line_is_noted(good: TagSubject, widths: tuple[float, ...], fires: bool) -> None:  # noqa: FBT001
    """The lowest line counts, whichever was painted first; a quarter of the longest is enough."""
    assert [f.severity for f in widows(good, *widths)] == ([Severity.NOTE] if fires else [])


def test_a_look_is_asked_only_where_needed(work: WorkSubject) -> None:
    """Inks that the job names by what they are cost no look through the profile."""

    def refuse(_cmyk: Cmyk) -> Lab:
        raise AssertionError

    look: Callable[[Cmyk], Lab] = refuse
    assert check_work(replace(work, look=look, colours=(given("ground", Ink("navy", (1, 0.8, 0, 0.4))),))) == ()
