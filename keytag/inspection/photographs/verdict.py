"""What photographs of a first sheet show, as findings and figures; what was not seen is told, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from math import dist, hypot
from statistics import median

from msgspec import Struct

from keytag.drawing.colorimetry import lab_of_screen
from keytag.findings import Finding, Severity
from keytag.inspection.photographs.compare import DifferingPlace, Rgb
from keytag.inspection.photographs.cut_tags import CutTag
from keytag.inspection.photographs.first_look import FEWEST_FOR_ACCENTS, FEWEST_PER_MM, PhotographedTag, SideSeen
from keytag.inspection.photographs.picture import Photograph
from keytag.inspection.photographs.rules import (
    FIRST_SHEET_BACKS_MEET_FRONTS,
    FIRST_SHEET_CODES_READ,
    FIRST_SHEET_COLOURS_ARE_NEAR,
    FIRST_SHEET_HAS_ITS_SIZE,
    FIRST_SHEET_IS_RECOGNISED,
    FIRST_SHEET_IS_SEEN,
    FIRST_SHEET_PLATES_MEET,
    FIRST_SHEET_SHOWS_ITS_TAGS,
)
from keytag.inspection.photographs.sheet import ExpectedSide
from keytag.inspection.photographs.unrecognised import Appearance
from keytag.text.figures import amount_with_unit, format_percent
from keytag.text.text import Text

# House rule: so many places say enough in a message; the page has them all.
_LISTED = 8
# House rule: sheets of paper are cut to 1 mm; more than that over 450 mm is a scaled print.
_SCALE = 0.004
# House rule: cameras see colours otherwise by some 15; 30 is another ink (CIE 1976, ΔE*ab).
_FAR = 30.0
# Of an edition's tags on a side: what so many have in common is on the plate.
_ALL = 0.8
# A side that stands on its head in a photograph does so to some 30 degrees.
_HEAD = 40.0


class Offset(Struct, frozen=True):
    """How far backs are moved on their form to lie under their fronts: mm right and down, as the back is seen."""

    x: float
    y: float


class Allowed(Struct, frozen=True):
    """How far, in mm, a shop lets colours and backs stray, and how far it moves backs already."""

    plates: float
    back: float
    moved: Offset = Offset(0.0, 0.0)


def side_name(side: ExpectedSide) -> Text:
    """Return what a side of a plate is called."""
    vi, en = ("mặt sau", "back") if side.is_back else ("mặt trước", "front")
    return Text(f"bản {side.plate + 1}, {vi}", f"plate {side.plate + 1}, {en}")


def findings_of(
    seen: Sequence[SideSeen],
    sides: Sequence[ExpectedSide],
    allowed: Allowed,
    *,
    tumbles: bool,
) -> tuple[Finding, ...]:
    """Return what is to be said of the photographs of sheets that have these ``sides``."""
    found: list[Finding] = []
    for side in seen:
        found += _of_tags(side)
        found += _of_sight(side, _seen_elsewhere(side, seen))
        found += _of_plates(side, allowed.plates)
        found += _of_size(side)
        found += _of_colours(side)
    offset = back_offset(seen, tumbles=tumbles)
    if offset is not None:
        off = Offset(allowed.moved.x - offset.x, allowed.moved.y - offset.y)
        if hypot(off.x, off.y) > allowed.back:
            found.append(_backs_off(off, offset, allowed.back))
    found += _of_heads(seen)
    found += _not_photographed(seen, sides)
    return tuple(found)


def findings_of_unrecognised(
    pictures: Sequence[tuple[Photograph, Appearance]], sides: Sequence[ExpectedSide]
) -> Iterator[Finding]:
    """Yield an error for each picture in which nothing of sheets with these ``sides`` is recognised."""
    looked_for = [side_name(side) for side in sides]
    vi, en = "; ".join(side.vi for side in looked_for), "; ".join(side.en for side in looked_for)
    for photograph, seen in pictures:
        name, looks = photograph.name, seen.looks
        yield FIRST_SHEET_IS_RECOGNISED.finding(
            Text(
                f"{name}: không nhận ra gì trong ảnh. {looks.vi}. Đã tìm các mặt tờ in ({vi}) và móc khóa rời.",
                f"{name}: nothing in it is recognised. {looks.en}. Looked for: sides of the sheets ({en}), "
                "loose tags.",
            ),
            seen.remedy,
        )


_LAY_APART = Text(
    "Bày móc khóa cách nhau trên nền trơn khác màu, chụp gần và thẳng từ trên xuống, đủ sáng, không lóa.",
    "Lay tags apart on something plain of another colour, and photograph them near, from straight above.",
)
_LOOK_AT_TAG = Text(
    "Cầm chiếc được khoanh lên xem. Đúng là sai thì mọi chiếc ở cùng vị trí trên tờ in đều sai.",
    "Look at the circled tag yourself. Where it is wrong, so is every tag from the same slot of the sheets.",
)
_SCAN_TAG = Text("Quét mã của chiếc được khoanh bằng điện thoại.", "Scan the circled tag's code with a telephone.")


def findings_of_cut_tags(photograph: Photograph, tags: Sequence[CutTag]) -> Iterator[Finding]:
    """Yield which loose tags of a photograph are not as drawn, which were not told, and how many were compared."""
    name = photograph.name
    for tag in tags:
        vi, en = f"{name}, chiếc {tag.number}", f"{name}, tag {tag.number}"
        known, where = _known_as(tag), _place_in_picture(photograph, tag.centre)
        if tag.state == "differs":
            place = _place(tag.differences)
            yield FIRST_SHEET_SHOWS_ITS_TAGS.finding(
                Text(
                    f"{vi} ({known.vi}): khác bản vẽ, gần {place.vi}.",
                    f"{en} ({known.en}): differs from its drawing, near {place.en}.",
                ),
                _LOOK_AT_TAG,
            )
        elif tag.state == "other-code":
            yield FIRST_SHEET_CODES_READ.finding(
                Text(
                    f"{vi}: mã QR đọc ra “{tag.payload}”, không khớp mẫu nào.",
                    f"{en}: its code reads as “{tag.payload}”, like no edition.",
                ),
                _SCAN_TAG,
            )
        elif tag.state == "unseen":
            yield FIRST_SHEET_IS_SEEN.finding(
                Text(
                    f"{vi} ({where.vi}): không nhận ra là mẫu nào, chưa so được.",
                    f"{en} ({where.en}): like no edition; it was not compared.",
                ),
                _LAY_APART,
            )
        elif tag.state == "unread-code":
            yield FIRST_SHEET_IS_SEEN.finding(
                Text(f"{vi} ({known.vi}): không đọc được mã QR.", f"{en} ({known.en}): its code cannot be read."),
                _SCAN_TAG,
            )
        if tag.is_unsure:
            yield FIRST_SHEET_IS_SEEN.finding(
                Text(
                    f"{vi} ({where.vi}): ảnh chưa đủ nét để biết là mẫu nào trong {len(tag.editions)} mẫu.",
                    f"{en} ({where.en}): too blurred to tell which of {len(tag.editions)} editions it is.",
                ),
                _LAY_APART,
            )
    compared = Counter(tag.look.side for tag in tags if tag.look is not None)
    fronts, backs = compared["front"], compared["back"]
    yield FIRST_SHEET_IS_SEEN.finding(
        Text(
            f"{name}: đã so {fronts + backs} móc khóa rời: {fronts} mặt trước, {backs} mặt sau.",
            f"{name}: {fronts + backs} loose tags were compared: {fronts} fronts, {backs} backs.",
        ),
        Text(
            "Mặt nằm úp xuống bàn thì chưa so: lật lại rồi chụp thêm.",
            "Sides that lie on the table were not compared: turn the tags over and photograph them again.",
        ),
        severity=Severity.NOTE,
    )


def _known_as(tag: CutTag) -> Text:
    """Return a loose tag's edition and side in words."""
    side = tag.look.side if tag.look is not None else ""
    vi, en = {"front": ("mặt trước", "front"), "back": ("mặt sau", "back")}.get(side, ("", ""))
    if len(tag.editions) == 1:
        return Text(f"mẫu {tag.edition}, {vi}", f"edition {tag.edition}, {en}")
    count = len(tag.editions)
    return Text(f"{vi} chung của {count} mẫu", f"{en} of {count} editions alike")


def _place_in_picture(photograph: Photograph, point: tuple[float, float]) -> Text:
    """Return where in a picture a point lies, by thirds."""
    column, row = (
        min(2, max(0, int(3 * value / size))) for value, size in zip(point, photograph.size, strict=True)
    )
    return _THIRDS[row][column]


_THIRDS = (
    (Text("góc trên bên trái", "top left"), Text("phía trên", "top"), Text("góc trên bên phải", "top right")),
    (Text("bên trái", "left"), Text("giữa ảnh", "middle"), Text("bên phải", "right")),
    (
        Text("góc dưới bên trái", "bottom left"),
        Text("phía dưới", "bottom"),
        Text("góc dưới bên phải", "bottom right"),
    ),
)


def back_offset(seen: Sequence[SideSeen], *, tumbles: bool) -> Offset | None:
    """Return how far backs must be moved in all, by the paper's edges on both sides; None where too few show.

    A sheet that ``tumbles`` is turned head to tail, all others left to right: an edge of the paper that the front
    has on its left the back has on its right, and the other two stay.
    """
    front = next((side.edges for side in seen if not side.side.is_back), None)
    back = next((side.edges for side in seen if side.side.is_back), None)
    if front is None or back is None:
        return None
    left, top, right, bottom = front.left, front.top, front.right, front.bottom
    across = (
        [(left, back.left, 1), (right, back.right, -1)]
        if tumbles
        else [(left, back.right, 1), (right, back.left, -1)]
    )
    down = (
        [(top, back.bottom, 1), (bottom, back.top, -1)]
        if tumbles
        else [(top, back.top, 1), (bottom, back.bottom, -1)]
    )
    # An edge outwards by e says that the print lies e further from it; fronts and backs ought to agree.
    x = [(one - other) * way for one, other, way in across if one is not None and other is not None]
    y = [(one - other) * way for one, other, way in down if one is not None and other is not None]
    if not x or not y:
        return None
    # As the back is seen, turned left to right or head to tail.
    across_back, down_back = sum(x) / len(x), sum(y) / len(y)
    return Offset(across_back, -down_back) if tumbles else Offset(-across_back, down_back)


def scale_of(side: SideSeen) -> float | None:
    """Return the size of the print (1: as drawn), by the scan's own resolution or by the paper's edges."""
    dpi = side.straightened.photograph.dpi
    if dpi is not None:
        return side.per_mm / (dpi / 25.4)
    edges, of = side.edges, side.side
    sizes = []
    if edges.left is not None and edges.right is not None:
        sizes.append(of.width / (of.width + edges.left + edges.right))
    if edges.top is not None and edges.bottom is not None:
        sizes.append(of.height / (of.height + edges.top + edges.bottom))
    return sum(sizes) / len(sizes) if sizes else None


def _of_tags(side: SideSeen) -> Iterator[Finding]:
    """Yield which slots differ; what all tags of an edition have in common is told once."""
    name = side_name(side.side)
    by_edition: dict[str, list[PhotographedTag]] = defaultdict(list)
    for tag in side.tags:
        if tag.state != "unseen":
            by_edition[tag.edition].append(tag)
    for edition, tags in by_edition.items():
        differing = [tag for tag in tags if tag.state == "differs"]
        if len(tags) > 2 and len(differing) >= _ALL * len(tags):
            place = _place(differing[len(differing) // 2].differences)
            yield FIRST_SHEET_SHOWS_ITS_TAGS.finding(
                Text(
                    f"{name.vi}: mọi móc khóa của mẫu {edition} khác bản vẽ, gần {place.vi}.",
                    f"{name.en}: every tag of edition {edition} differs from its drawing, near {place.en}.",
                )
            )
        else:
            yield from (_differs(name, tag) for tag in differing[:_LISTED])
            if len(differing) > _LISTED:
                more = len(differing) - _LISTED
                yield FIRST_SHEET_SHOWS_ITS_TAGS.finding(
                    Text(f"{name.vi}: … và {more} vị trí nữa.", f"{name.en}: … and {more} more slots.")
                )
    for tag in side.tags:
        if tag.state == "other-edition":
            yield FIRST_SHEET_SHOWS_ITS_TAGS.finding(
                Text(
                    f"{name.vi}, vị trí {tag.number}: in mẫu {tag.shown}, lẽ ra là mẫu {tag.edition}.",
                    f"{name.en}, slot {tag.number}: shows edition {tag.shown} in place of {tag.edition}.",
                )
            )
        elif tag.state == "other-code":
            yield FIRST_SHEET_CODES_READ.finding(
                Text(
                    f"{name.vi}, vị trí {tag.number}: mã QR đọc ra “{tag.shown}”.",
                    f"{name.en}, slot {tag.number}: the code reads as “{tag.shown}”.",
                )
            )


def _differs(name: Text, tag: PhotographedTag) -> Finding:
    place = _place(tag.differences)
    return FIRST_SHEET_SHOWS_ITS_TAGS.finding(
        Text(
            f"{name.vi}, vị trí {tag.number} (mẫu {tag.edition}): khác bản vẽ, gần {place.vi}.",
            f"{name.en}, slot {tag.number} (edition {tag.edition}): differs from its drawing, near {place.en}.",
        )
    )


def _place(differences: Sequence[DifferingPlace]) -> Text:
    """Return where a tag differs most, from its own left and top."""
    x, y = differences[0].box.centre
    across, down = amount_with_unit(x, "mm", 1), amount_with_unit(y, "mm", 1)
    return Text(f"{across.vi} từ trái, {down.vi} từ trên", f"{across.en} from its left, {down.en} from its top")


def _seen_elsewhere(side: SideSeen, seen: Sequence[SideSeen]) -> set[int]:
    """Return the slots of a side that another photograph of the same side shows."""
    others = (other for other in seen if other is not side and other.side.page == side.side.page)
    return {tag.number for other in others for tag in other.tags if tag.state not in {"unseen", "unread-code"}}


def _of_sight(side: SideSeen, elsewhere: Container[int]) -> Iterator[Finding]:
    """Yield what of a side was not seen well, but for slots that are seen ``elsewhere``."""
    name, photograph = side_name(side.side), side.straightened.photograph.name
    for state, said in (
        ("unseen", Text("nằm ngoài ảnh hoặc không nhận ra", "lie outside the picture or are not recognised")),
        (
            "unread-code",
            Text("có mã QR không đọc được trong ảnh", "have codes that cannot be read in the picture"),
        ),
    ):
        numbers = [str(tag.number) for tag in side.tags if tag.state == state and tag.number not in elsewhere]
        if numbers:
            listed = ", ".join(numbers[:_LISTED]) + (" …" if len(numbers) > _LISTED else "")
            yield FIRST_SHEET_IS_SEEN.finding(
                Text(
                    f"{photograph} ({name.vi}): {len(numbers)} vị trí {said.vi}: {listed}.",
                    f"{photograph} ({name.en}): {len(numbers)} slots {said.en}: {listed}.",
                )
            )
    if side.per_mm < FEWEST_PER_MM:
        found, wanted = (amount_with_unit(figure, "", 1) for figure in (side.per_mm, FEWEST_PER_MM))
        yield FIRST_SHEET_IS_SEEN.finding(
            Text(
                f"{photograph}: ảnh chỉ có {found.vi} điểm ảnh mỗi mm; cần {wanted.vi} để so chữ số nhỏ.",
                f"{photograph}: only {found.en} pixels a mm; small figures take {wanted.en}.",
            )
        )
    elif side.per_mm < FEWEST_FOR_ACCENTS:
        found = amount_with_unit(side.per_mm, "", 1)
        yield FIRST_SHEET_IS_SEEN.finding(
            Text(
                f"{photograph}: ảnh có {found.vi} điểm ảnh mỗi mm, so được chữ số nhưng chưa so được từng dấu.",
                f"{photograph}: with {found.en} pixels a mm figures are compared; single accents are not.",
            ),
            Text(
                "Muốn so cả dấu: quét ở 300 dpi hoặc chụp gần hơn.",
                "To have accents looked at, scan at 300 dpi or go nearer.",
            ),
            severity=Severity.NOTE,
        )


def _of_plates(side: SideSeen, allowed: float) -> Iterator[Finding]:
    for shift in side.shifts:
        if hypot(shift.x, shift.y) > allowed:
            way, name = _way(shift.x, shift.y), side_name(side.side)
            yield FIRST_SHEET_PLATES_MEET.finding(
                Text(
                    f"{name.vi}: bản {shift.ink} lệch {way.vi} so với các bản khác.",
                    f"{name.en}: the plate {shift.ink} lies {way.en} off the others.",
                )
            )


def _of_size(side: SideSeen) -> Iterator[Finding]:
    scale = scale_of(side)
    if scale is not None and abs(scale - 1.0) > _SCALE:
        name, per_cent = side_name(side.side), (format_percent(100 * scale, 1, lang) for lang in ("vi", "en"))
        vi, en = per_cent
        yield FIRST_SHEET_HAS_ITS_SIZE.finding(
            Text(f"{name.vi}: bản in bằng {vi} bản vẽ.", f"{name.en}: printed at {en} of its drawing.")
        )


def _of_colours(side: SideSeen) -> Iterator[Finding]:
    """Yield editions whose ground has another colour than is drawn, in the median of their tags."""
    by_edition: dict[str, list[tuple[Rgb, Rgb]]] = defaultdict(list)
    for tag in side.tags:
        if tag.ground is not None and tag.state in {"good", "differs", "unread-code"}:
            by_edition[tag.edition].append(tag.ground)
    name = side_name(side.side)
    for edition, grounds in by_edition.items():
        seen = tuple(median(ground[0][channel] for ground in grounds) for channel in range(3))
        drawn = grounds[0][1]
        if dist(_lab(seen), _lab(drawn)) > _FAR:
            first, second = _hex(seen), _hex(drawn)
            yield FIRST_SHEET_COLOURS_ARE_NEAR.finding(
                Text(
                    f"{name.vi}: nền mẫu {edition} trong ảnh khoảng {first}, bản vẽ là {second}.",
                    f"{name.en}: the ground of edition {edition} looks like {first}, drawn it is {second}.",
                )
            )


def _lab(rgb: Sequence[float]) -> tuple[float, float, float]:
    red, green, blue = (round(255 * value) for value in rgb)
    return lab_of_screen(red, green, blue)


def _hex(rgb: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * value):02x}" for value in rgb)


def _backs_off(off: Offset, offset: Offset, allowed: float) -> Finding:
    way, most = _way(off.x, off.y), amount_with_unit(allowed, "mm")
    return FIRST_SHEET_BACKS_MEET_FRONTS.finding(
        Text(
            f"Mặt sau lệch {way.vi} so với mặt trước; nhà in cho phép {most.vi}.",
            f"Backs lie {way.en} off their fronts; the shop allows {most.en}.",
        ),
        Text(f"Ghi vào tệp nhà in: {offset_line(offset)}", f"Put into the shop's file: {offset_line(offset)}"),
    )


def offset_line(offset: Offset) -> str:
    """Return the line of a shop's file that moves backs so."""
    return f"back_offset: {{x: {round(offset.x, 2) + 0.0:.2f}mm, y: {round(offset.y, 2) + 0.0:.2f}mm}}"


def _way(x: float, y: float) -> Text:
    """Return a way in mm in words, as the side is seen."""
    parts = []
    for amount, positive, negative in (
        (x, Text("sang phải", "to the right"), Text("sang trái", "to the left")),
        (y, Text("xuống", "down"), Text("lên", "up")),
    ):
        if abs(amount) >= 0.05:
            measure, way = amount_with_unit(abs(amount), "mm"), positive if amount > 0 else negative
            parts.append(Text(f"{measure.vi} {way.vi}", f"{measure.en} {way.en}"))
    if not parts:
        return amount_with_unit(0.0, "mm")
    return Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))


def _of_heads(seen: Sequence[SideSeen]) -> Iterator[Finding]:
    """Yield a warning where one side stands on its head against the other in photographs taken alike."""
    front = next((side for side in seen if not side.side.is_back), None)
    back = next((side for side in seen if side.side.is_back), None)
    if front is None or back is None:
        return
    turned = abs((front.upright - back.upright + 180.0) % 360.0 - 180.0)
    if turned > 180.0 - _HEAD:
        yield FIRST_SHEET_BACKS_MEET_FRONTS.finding(
            Text(
                "Trong hai ảnh, mặt sau ngược đầu so với mặt trước.",
                "In the two photographs the back stands on its head against the front.",
            ),
            Text(
                "Nếu khi chụp chỉ lật tờ in như phiếu sản xuất ghi, không xoay, thì mặt sau in ngược: dừng máy.",
                "If the sheet was turned as the job ticket says and not rotated, the back is upside down: stop.",
            ),
        )


def _not_photographed(seen: Sequence[SideSeen], sides: Sequence[ExpectedSide]) -> Iterator[Finding]:
    shown = Counter(side.side.page for side in seen)
    missing = [side_name(side) for side in sides if side.page not in shown]
    if missing:
        yield FIRST_SHEET_IS_SEEN.finding(
            Text(
                "Chưa có ảnh của: " + "; ".join(name.vi for name in missing) + ".",
                "No photograph shows: " + "; ".join(name.en for name in missing) + ".",
            ),
            severity=Severity.NOTE,
        )
