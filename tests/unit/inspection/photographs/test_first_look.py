"""Photographs of first sheets: what is planted is found where it was planted, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import hypot
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageDraw

from keytag.drawing.geometry import Affine
from keytag.errors import UnreadableFileError
from keytag.findings import Severity
from keytag.imposition.technical_lines import sheets_without_cut
from keytag.inspection.photographs import cut_tags, outlines
from keytag.inspection.photographs.cut_tags import look_at_cut_tags
from keytag.inspection.photographs.first_look import SideSeen, look_at
from keytag.inspection.photographs.match import tag_plane
from keytag.inspection.photographs.picture import MAX_PIXELS, read_photographs
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide
from keytag.inspection.photographs.straighten import LaidTag, straighten
from keytag.inspection.photographs.unrecognised import appearance
from keytag.inspection.photographs.verdict import (
    Allowed,
    back_offset,
    findings_of,
    findings_of_cut_tags,
    findings_of_unrecognised,
    scale_of,
)
from keytag.inspection.sheets.raster import open_pages
from keytag.steps.export import imprint_of
from keytag.steps.first_sheet import ImposedJob, expected_sides, impose_job
from keytag.steps.order import Order
from keytag.steps.press_pdf import write_sheets
from tests.camera import PRINT, Camera, photograph, print_page, strew_tags, with_slot

DAY = dt.date(2026, 11, 30)
ROOT = Path(__file__).parents[4]
WARD = (ROOT / "configs" / "ward.yaml").read_text(encoding="utf-8")
# A sheet of eight tags is photographed in a tenth of the time of one of A4.
SMALL = (
    (ROOT / "templates" / "shops" / "office-a4.yaml")
    .read_text(encoding="utf-8")
    .replace("name: office-a4", "name: small")
    .replace("{width: 210mm, height: 297mm", "{width: 170mm, height: 130mm")
)
EDITIONS = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
quantity: 8
shop: small
"""
ALLOWED = Allowed(plates=0.1, back=0.5)


@cache
def _imposed(text: str) -> ImposedJob:
    import tempfile  # noqa: PLC0415 - for jobs that differ in a figure

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ward.yaml"
        path.write_text(text, encoding="utf-8")
        shop = Path(folder) / "small.yaml"
        shop.write_text(SMALL, encoding="utf-8")
        return impose_job(path, Order(DAY, count=8, shop=str(shop)))


@cache
def _sides(text: str) -> tuple[ExpectedSide, ...]:
    """Return the sides of the sheets of a job."""
    job = _imposed(text)
    assert job.imposition is not None
    return expected_sides(job.setup, job.editions, job.imposition, DAY)


@cache
def _sheet(text: str, page: int) -> Image.Image:
    """Return a side of the sheets of a job as it comes off the press."""
    job = _imposed(text)
    assert job.imposition is not None
    sheets = sheets_without_cut(tuple(job.imposition.pages()))[page : page + 1]
    with open_pages(write_sheets(sheets, imprint_of(job.setup, "first sheet", DAY))) as (printed,):
        return print_page(printed)


def _printed(text: str) -> tuple[tuple[ExpectedSide, ...], tuple[Image.Image, ...]]:
    """Return the sides of the sheets of a job, and both of the first sheet as they come off the press."""
    return _sides(text), (_sheet(text, 0), _sheet(text, 1))


def _seen(sheet: Image.Image, camera: Camera | None = None, text: str = WARD) -> SideSeen:
    (picture,) = read_photographs(photograph(sheet, camera or Camera()), "a.jpg")
    found = look_at(picture, _sides(text), lambda _done, _total: None)
    assert found is not None
    return found


@cache
def _good(page: int) -> SideSeen:
    """Return a good sheet's front or back as it was photographed."""
    return _seen(_sheet(WARD, page), Camera() if page == 0 else Camera(seed=2, turned=-2.0))


def _states(seen: SideSeen) -> dict[str, int]:
    return dict(Counter(tag.state for tag in seen.tags))


def _rules(seen: Sequence[SideSeen]) -> set[str]:
    found = findings_of(seen, _sides(WARD), ALLOWED, tumbles=False)
    return {finding.rule for finding in found if finding.severity is not Severity.NOTE}


def test_a_good_sheet_is_good() -> None:
    """Of a sheet that is as it should be, photographed on both sides, nothing is said."""
    sides, seen = _sides(WARD), (_good(0), _good(1))
    assert [_states(each) for each in seen] == [{"good": len(side.tags)} for side in sides]
    assert _rules(seen) == set()
    assert all(abs((scale_of(each) or 0) - 1) < 0.002 for each in seen)
    offset = back_offset(seen, tumbles=False)
    assert offset is not None
    assert hypot(offset.x, offset.y) < 0.15


@pytest.mark.parametrize(
    ("was", "now", "page"), [("3000 113", "3000 118", 0), ("0769 000 101", "0769 000 107", 1)]
)
def test_a_changed_digit_is_found_in_its_slot(was: str, now: str, page: int) -> None:
    """One figure changed in one slot is found there, on the figure, and in no other slot."""
    sides, sheets = _printed(WARD)
    spoiled = with_slot(sheets[page], sides[page], 5, _sheet(WARD.replace(was, now), page))
    seen = _seen(spoiled)
    assert [tag.number for tag in seen.tags if tag.state != "good"] == [5]
    (tag,) = (tag for tag in seen.tags if tag.number == 5)
    wrong = ImageChops.difference(spoiled, sheets[page]).getbbox()
    assert wrong is not None
    x0, y0, x1, y1 = (value / PRINT for value in wrong)
    x, y = sides[page].tags[4].to_sheet.apply(tag.differences[0].box.centre)
    assert x0 - 0.5 < x < x1 + 0.5
    assert y0 - 0.5 < y < y1 + 0.5


def test_a_bent_sheet_in_a_shadow_shows_its_spoiled_slot_alone() -> None:
    """Paper that lies hollow, slanted, half in a shadow: the slot with another figure is named, no good one is."""
    sides, sheets = _printed(WARD)
    other = _sheet(WARD.replace("0769 000 101", "0769 000 107"), 1)
    hollow = Camera(size=(1700, 1340), bend=0.7, shadow=0.4, tilt=0.09, turned=6.0)
    seen = _seen(with_slot(sheets[1], sides[1], 3, other), hollow)
    assert {tag.number: tag.state for tag in seen.tags if tag.state != "good"} == {3: "differs"}


def test_an_accent_is_found_among_its_siblings() -> None:
    """A hook in place of a grave, 0.3 mm, is found in the one slot that has it, and nowhere else."""
    sides, sheets = _printed(WARD)
    other = _sheet(WARD.replace("Phó Trưởng Công an", "Phó Trường Công an"), 1)
    sharp = Camera(size=(1700, 1340))
    seen = _seen(with_slot(sheets[1], sides[1], 5, other), sharp)
    assert {tag.number: tag.state for tag in seen.tags if tag.state != "good"} == {5: "differs"}


def test_a_picture_too_coarse_for_accents_says_so() -> None:
    """Where a wrong accent in one slot would not be seen, that is noted, with how to have it looked at."""
    seen, sides = _good(0), _sides(WARD)
    said = {
        per_mm: list(findings_of((replace(seen, per_mm=per_mm),), sides[:1], ALLOWED, tumbles=False))
        for per_mm in (5.9, 7.9)
    }
    (note,) = said[5.9]
    assert "5.9 pixels a mm" in note.message.en
    assert note.severity is Severity.NOTE
    assert "300 dpi" in note.hint.en
    assert said[7.9] == []


def _cut(text: str, page: int = 1) -> tuple[Image.Image, Image.Image]:
    """Return a back, or a front, as it is printed, and its cut."""
    tag = _sides(WARD)[page].tags[0]
    size = round(tag.look.picture.width / PER_MM * PRINT), round(tag.look.picture.height / PER_MM * PRINT)
    m = tag.to_sheet
    place = m.a, m.c, m.e * PRINT, m.b, m.d, m.f * PRINT
    printed = _sheet(text, page).transform(size, Image.Transform.AFFINE, place, Image.Resampling.BILINEAR)
    return printed, tag.look.mask.convert("L").resize(size)


def test_a_sheet_whose_paper_does_not_show_is_found_by_rows_of_tags() -> None:
    """On a table as white as paper, tags in a sheet's rows say where it lies; the same tags strewn do not."""
    sides, (front, _) = _printed(WARD)
    dark, white = (
        read_photographs(photograph(front, Camera(turned=5.0, table=(tone, tone, tone))), "a.jpg")[0]
        for tone in (0.1, 0.96)
    )
    known = straighten(dark, sides)
    assert known is not None
    assert straighten(white, sides) is None
    tags = [
        LaidTag(tag.look, (tag.look.edition,), tag_plane(tag, known.to_photograph, 1.0, 0.0))
        for tag in sides[0].tags[::2]
    ]
    found = straighten(white, sides, tags)
    assert found is not None
    assert found.side is sides[0]
    corners = [(0.0, 0.0), (170.0, 0.0), (170.0, 130.0), (0.0, 130.0)]
    apart = found.to_photograph.apply(corners) - known.to_photograph.apply(corners)
    assert np.abs(apart).max() < 2.0
    far = Plane(np.diag([0.5, 2.0, 1.0]))
    strewn = [LaidTag(tag.look, tag.editions, tag.plane.then(far)) for tag in tags]
    assert straighten(white, sides, strewn) is None


def test_cut_tags_on_a_table_are_held_against_their_edition() -> None:
    """Of loose tags, turned anyhow, those with another figure, accent or code are told, and no others."""
    figure, accent, code = (
        WARD.replace(was, now)
        for was, now in (
            ("0769 000 101", "0769 000 107"),
            ("Phó Trưởng Công an", "Phó Trường Công an"),
            ("zalo.me/1000000000000000001", "zalo.me/1000000000000000002"),
        )
    )
    tags = [_cut(text) for text in (WARD, WARD, accent, WARD, figure, WARD, WARD, code, WARD)]
    table = strew_tags([tag for tag, _ in tags], [mask for _, mask in tags], 1)
    (picture,) = read_photographs(photograph(table, Camera(size=(1500, 1500), turned=3.0)), "a.jpg")
    assert look_at(picture, _sides(WARD), lambda _done, _total: None) is None
    found = look_at_cut_tags(picture, _sides(WARD))
    # From the top of the picture: the rows of the table are three tags each.
    assert Counter(tag.state for tag in found) == {"good": 6, "differs": 2, "other-code": 1}
    middle = min(found, key=lambda tag: hypot(tag.centre[0] - 750, tag.centre[1] - 750))
    assert middle.state == "differs"
    rules = [finding.rule for finding in findings_of_cut_tags(picture, found)]
    assert rules == [
        "first-sheet-shows-its-tags", "first-sheet-shows-its-tags", "first-sheet-codes-read", "first-sheet-is-seen"
    ]  # fmt: skip


def test_a_loose_tag_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag of which two parts stand out from the table, each like a tag, is one tag."""
    tag, mask = _cut(WARD, 0)
    table = strew_tags([tag], [mask], 3)
    (picture,) = read_photographs(photograph(table, Camera(size=(700, 700))), "a.jpg")
    monkeypatch.setattr(cut_tags, "find_things", lambda *given: 2 * outlines.find_things(*given))
    (found,) = look_at_cut_tags(picture, _sides(WARD))
    assert found.state == "good"


@pytest.mark.parametrize("ground", [(0.95, 0.95, 0.94), (0.1, 0.25, 0.55)])
def test_cut_tags_without_a_code_are_told_by_their_words(ground: tuple[float, float, float]) -> None:
    """Fronts and backs on white paper or a blue table are recognised; two that touch are named as unknown."""
    figure, back_figure = WARD.replace("3000 113", "3000 118"), WARD.replace("0769 000 101", "0769 000 107")
    good = _cut(WARD, 0)
    touching = [Image.new(each.mode, (each.width, 2 * each.height - 12)) for each in good]
    for at in (0, good[0].height - 12):
        for both, one in zip(touching, good, strict=True):
            both.paste(one, (0, at), good[1])
    coin = [Image.new("RGB", (400, 400), "#b0a060"), Image.new("L", (400, 400))]
    ImageDraw.Draw(coin[1]).ellipse((0, 0, 399, 399), fill=255)
    things = [
        good, _cut(WARD), _cut(figure, 0), (touching[0], touching[1]), (coin[0], coin[1]),
        _cut(WARD), good, _cut(back_figure), good,
    ]  # fmt: skip
    table = strew_tags([tag for tag, _ in things], [mask for _, mask in things], 2, ground)
    (picture,) = read_photographs(photograph(table, Camera(size=(1700, 1700), turned=3.0, table=ground)), "a.jpg")
    found = look_at_cut_tags(picture, _sides(WARD))
    sides = Counter((tag.look.side if tag.look is not None else "", tag.state) for tag in found)
    assert sides == {
        ("front", "good"): 3,
        ("back", "good"): 2,
        ("front", "differs"): 1,
        ("back", "differs"): 1,
        ("", "unseen"): 1,
    }
    said = [finding.message.vi for finding in findings_of_cut_tags(picture, found)]
    assert sum("không nhận ra là mẫu nào" in each for each in said) == 1
    assert said[-1] == "a.jpg: đã so 7 móc khóa rời: 4 mặt trước, 3 mặt sau."


def test_an_edition_is_told_by_a_figure() -> None:
    """Of editions whose fronts differ in one figure, a tag without a code is that which it shows."""
    numbers = ("0269 3000 113", "0269 3000 118", "0269 3000 115")
    editions = "".join(
        f"  - {{id: to-{index}, name: Tổ {index}, numbers: [{{label: Trực ban, number: {number}, role: duty}}]}}\n"
        for index, number in enumerate(numbers, start=1)
    )
    text = EDITIONS + "editions:\n" + editions
    sides = _sides(text)
    looks = {tag.look.edition: tag.look for side in sides if not side.is_back for tag in side.tags}
    assert len(looks) == 3
    tags = []
    for edition in ("to-3", "to-1", "to-2", "to-2"):
        look = looks[edition]
        size = round(look.picture.width / PER_MM * PRINT), round(look.picture.height / PER_MM * PRINT)
        tags.append((look.picture.resize(size), look.mask.convert("L").resize(size)))
    table = strew_tags([tag for tag, _ in tags], [mask for _, mask in tags], 4)
    (picture,) = read_photographs(photograph(table, Camera(size=(1300, 1300))), "a.jpg")
    found = look_at_cut_tags(picture, sides)
    assert Counter(tag.edition for tag in found) == {"to-1": 1, "to-2": 2, "to-3": 1}
    assert {tag.state for tag in found} == {"good"}


def test_a_side_whose_codes_are_all_wrong_is_recognised() -> None:
    """A plate whose codes lead elsewhere in all slots is told by its codes, not as a picture of something else."""
    other = WARD.replace("zalo.me/1000000000000000001", "zalo.me/1000000000000000002")
    assert set(_states(_seen(_sheet(other, 1)))) == {"other-code"}


def test_paper_under_saturated_inks_is_found_in_uneven_light() -> None:
    """A side without a code is found by its paper, though tags are as dark as the table."""
    front = _sheet(WARD, 0)
    assert set(_states(_seen(front, Camera(light=0.45, cast=(0.9, 0.88, 1.0), turned=176.0)))) == {"good"}


def test_a_digit_changed_on_the_whole_plate_is_told_once() -> None:
    """What all tags of an edition have in common is one finding, not one a tag."""
    seen = _seen(_sheet(WARD.replace("3000 113", "3000 118"), 0))
    assert set(_states(seen)) == {"differs"}
    found = [f for f in findings_of((seen,), (), ALLOWED, tumbles=False) if f.rule == "first-sheet-shows-its-tags"]
    assert len(found) == 1
    assert "every tag" in found[0].message.en


def test_another_code_is_read_in_its_slot() -> None:
    """A slot whose code leads elsewhere is named with what its code says."""
    sides, sheets = _printed(WARD)
    other = WARD.replace("zalo.me/1000000000000000001", "zalo.me/1000000000000000002")
    seen = _seen(with_slot(sheets[1], sides[1], 5, _sheet(other, 1)))
    assert {tag.number: tag.shown for tag in seen.tags if tag.state != "good"} == {
        5: "https://zalo.me/1000000000000000002"
    }
    assert _rules((seen,)) >= {"first-sheet-codes-read"}


def test_a_plate_that_is_off_is_measured() -> None:
    """Magenta printed 0.3 mm to the right is measured to a tenth, and told by its name."""
    front = _sheet(WARD, 0)
    red, green, blue = front.split()
    # Magenta takes green away, and nearly alone.
    moved = Image.merge("RGB", (red, ImageChops.offset(green, round(0.3 * PRINT), 0), blue))
    seen = _seen(moved)
    ways = {shift.ink: shift for shift in seen.shifts}
    assert 0.2 < ways["Magenta"].x - ways["Yellow"].x < 0.4
    assert abs(ways["Magenta"].y - ways["Yellow"].y) < 0.1
    assert "first-sheet-plates-meet" in _rules((seen,))


def _on_paper(sheet: Image.Image, x: float, y: float) -> Image.Image:
    """Return ``sheet`` printed ``x`` mm to the right and ``y`` mm down on its paper."""
    paper = Image.new("RGB", sheet.size, "white")
    paper.paste(sheet, (round(x * PRINT), round(y * PRINT)))
    return paper


def test_backs_that_are_off_are_measured() -> None:
    """Backs printed aside are measured by the paper's edges, and the way back to their place is offered."""
    front, back = _sheet(WARD, 0), _sheet(WARD, 1)
    seen = _seen(_on_paper(front, 0.25, 0.0)), _seen(_on_paper(back, 0.75, -0.5), Camera(seed=3))
    offset = back_offset(seen, tumbles=False)
    assert offset is not None
    # Turned left to right, what the front has to the right the back has to the left.
    assert abs(offset.x - -(0.75 + 0.25)) < 0.2
    assert abs(offset.y - 0.5) < 0.2
    assert "first-sheet-backs-meet-fronts" in _rules(seen)
    # A shop that moves its backs so already has them right.
    moved = Allowed(plates=0.1, back=0.5, moved=offset)
    found = findings_of(seen, _sides(WARD), moved, tumbles=False)
    assert all(finding.severity is Severity.NOTE for finding in found)


def test_a_print_fitted_to_the_page_is_measured() -> None:
    """What the machine printed at 97 % is told with its size; nothing of it is called another figure."""
    front = _sheet(WARD, 0)
    small = Image.new("RGB", front.size, "white")
    size = round(front.width * 0.97), round(front.height * 0.97)
    small.paste(front.resize(size), ((front.width - size[0]) // 2, (front.height - size[1]) // 2))
    seen = _seen(small)
    assert abs((scale_of(seen) or 1) - 0.97) < 0.004
    assert _rules((seen,)) == {"first-sheet-has-its-size"}


def test_an_ink_that_is_missing_is_told_as_a_colour() -> None:
    """Red without its yellow is another colour, whatever the light."""
    front = _sheet(WARD, 0)
    red, green, blue = front.split()
    seen = _seen(Image.merge("RGB", (red, green, ImageChops.lighter(blue, red))))
    assert "first-sheet-colours-are-near" in _rules((seen,))


def test_a_photograph_may_lie_anyhow() -> None:
    """A picture taken from the other side of the table shows the same; only against the other side is it told."""
    turned = _seen(_sheet(WARD, 0), Camera(turned=181.0))
    assert set(_states(turned)) == {"good"}
    assert _rules((turned, _good(1))) == {"first-sheet-backs-meet-fronts"}


def test_what_is_no_sheet_is_said_to_be_none() -> None:
    """A picture of something else shows no side, and is not taken for a bad sheet."""
    paper = Image.new("RGB", (1360, 1040), "white")
    (picture,) = read_photographs(photograph(paper, Camera()), "a.jpg")
    assert look_at(picture, _sides(WARD), lambda _done, _total: None) is None
    sides = _sides(WARD)
    (finding,) = findings_of_unrecognised([(picture, appearance(picture, sides))], sides)
    assert finding.rule == "first-sheet-is-recognised"
    assert "like no side of this job" in finding.message.en
    assert "plate 1, back" in finding.message.en


def test_slots_that_another_photograph_shows_are_seen() -> None:
    """Two photographs of the halves of a back together show it whole."""
    back = _sheet(WARD, 1)
    whole = photograph(back, Camera(size=(1700, 1340)))
    halves = []
    for left, right in ((0.0, 0.62), (0.38, 1.0)):
        with Image.open(BytesIO(whole)) as taken:
            half = taken.crop((round(left * taken.width), 0, round(right * taken.width), taken.height))
        stream = BytesIO()
        half.save(stream, "JPEG", quality=92)
        (picture,) = read_photographs(stream.getvalue(), "half.jpg")
        seen = look_at(picture, _sides(WARD), lambda _done, _total: None)
        assert seen is not None
        halves.append(seen)
    assert [set(_states(half)) for half in halves] == [{"good", "unseen"}] * 2
    assert _rules(halves[:1]) == {"first-sheet-is-seen"}
    said = [finding.message.en for finding in findings_of(halves, _sides(WARD), ALLOWED, tumbles=False)]
    assert said == ["No photograph shows: plate 1, front."]


@pytest.mark.parametrize("kind", ["LA", "RGBA", "I;16", "P", "1", "CMYK"])
def test_pictures_of_any_kind_show_the_same(kind: str) -> None:
    """Paper that lets through, sixteen bits, palettes and inks are read as the greys they mean."""
    grey = Image.linear_gradient("L").resize((96, 64))
    if kind == "I;16":
        picture = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    elif kind in {"LA", "RGBA"}:
        # Black that lets through what lies under it is grey on paper.
        picture = Image.new("LA", grey.size, 0)
        picture.putalpha(grey.point(lambda level: 255 - level))
        picture = picture.convert(kind)
    else:
        picture = grey.convert("RGB").convert(kind)
    stream = BytesIO()
    picture.save(stream, "TIFF" if kind == "CMYK" else "PNG")
    (read,) = read_photographs(stream.getvalue(), "a.png")
    apart = np.abs(np.asarray(read.grey, dtype=float).mean() - np.asarray(grey, dtype=float).mean())
    assert apart < 4.0


def test_pictures_of_an_iphone_are_refused_with_what_to_do() -> None:
    """A HEIC picture is named as such, with where the telephone is set to JPEG."""
    with pytest.raises(UnreadableFileError) as refused:
        read_photographs(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic")
    assert "HEIC" in refused.value.message.vi
    assert refused.value.hint is not None
    assert "JPEG" in refused.value.hint.en


def _bomb() -> bytes:
    stream = BytesIO()
    Image.new("1", (30_000, MAX_PIXELS // 30_000 + 1)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """Bytes that are no picture are refused by the file's name."""
    with pytest.raises(UnreadableFileError) as refused:
        read_photographs(data, "a.jpg")
    assert "a.jpg" in refused.value.message.vi


def test_a_picture_that_is_too_large_is_refused_before_it_is_unpacked() -> None:
    """A small file with a vast picture is refused by its size."""
    with pytest.raises(UnreadableFileError) as refused:
        read_photographs(_bomb(), "a.png")
    assert "a.png" in refused.value.message.en


@pytest.mark.parametrize(
    "camera",
    [
        Camera(blur=1.4, noise=0.025),
        Camera(light=0.4, cast=(1.0, 0.9, 0.7)),
        Camera(tilt=0.09, turned=12.0),
        Camera(quality=55),
        Camera(turned=90.0, size=(1100, 1400)),
    ],
)
def test_hard_photographs_raise_no_false_alarm(camera: Camera) -> None:
    """Blur, noise, lamp light, a slant view, JPEG and a turned camera make no good tag a bad one."""
    front = _sheet(WARD, 0)
    assert set(_states(_seen(front, camera))) == {"good"}


def test_the_sheet_is_found_by_affine_places() -> None:
    """Each tag of a good sheet is found within a tenth of a millimetre of its place."""
    straightened = _good(0).straightened
    assert all(match is not None and hypot(*match.off) < 0.1 for match in straightened.matches)
    assert isinstance(straightened.side.tags[0].to_sheet, Affine)
