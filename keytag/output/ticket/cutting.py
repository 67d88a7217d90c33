"""What whoever runs the cutter has to know: how a sheet lies, what is cut in which order, and what is not.

Counts and distances are those of the cutting files. Knows nothing of shops or cutters but what the ticket says.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from keytag.output.page.figures import count, measure
from keytag.text.text import Text

# House rule: what is so thick is burnt or milled, not cut with a knife.
_RIGID = 2.0


class CutLayers(Struct, frozen=True):
    """What the cutting files call outlines, holes, marks, and what is only said."""

    cut: str
    hole: str
    marks: str
    info: str


class Reach(Struct, frozen=True):
    """How wide are the strips, in mm, that a machine reaches only with the sheet on a larger carrier."""

    near: float
    far: float
    sides: float


_CORNERS = {
    (False, False): Text("góc trên bên trái", "upper left"),
    (True, False): Text("góc trên bên phải", "upper right"),
    (False, True): Text("góc dưới bên trái", "lower left"),
    (True, True): Text("góc dưới bên phải", "lower right"),
}


def corner(*, is_right: bool, is_low: bool) -> Text:
    """Name a corner of the sheet as it lies before the cutter."""
    return _CORNERS[is_right, is_low]


def opposite(corner: Text) -> Text:
    """Return the corner across from another."""
    right, low = next(each for each, name in _CORNERS.items() if name == corner)
    return _CORNERS[not right, not low]


class TicketCutting(Struct, frozen=True):
    """A sheet's cuts in figures. Lengths are mm.

    ``marks`` are those that a camera looks for, 0 where crosses are laid by eye; ``across`` and ``along`` how far
    they stand apart, ``first`` the corner of the first of them. ``beyond`` is how far cuts reach out of the marks'
    frame. ``left``, ``right``, ``low`` and ``high`` are what is left between the cuts and the sheet's edges;
    ``gap`` what lies between two outlines.
    """

    layers: CutLayers
    holes: int
    cuts: int
    left: float
    right: float
    low: float
    high: float
    gap: float
    hole: float | None = None
    marks: int = 0
    has_key: bool = False
    first: Text = Text("góc dưới bên trái", "lower left")
    across: float = 0.0
    along: float = 0.0
    beyond: float = 0.0
    crosses: int = 0
    reach: Reach | None = None


def cutting_rows(
    cutting: TicketCutting, content_hash: str, face: Text, edge: Text, *, depth: str, thickness: float | None
) -> Iterator[tuple[Text, Text]]:
    """Yield what to know by its label: ``face`` lies up, ``edge`` is what the shop calls the sheet's lower one."""
    yield Text("Đặt tờ", "Lay the sheet"), _lying(cutting, content_hash, face, edge)
    yield Text("Thứ tự", "Order"), _order(cutting.layers, cutting)
    if cutting.marks:
        yield Text("Dấu", "Marks"), _marks(cutting)
    is_rigid = thickness is not None and thickness >= _RIGID
    if cutting.reach is not None and not is_rigid:
        yield from _carrier(cutting, cutting.reach, depth)
    if is_rigid:
        yield Text("Mép cắt", "Edge"), _edge(cutting)


def _lying(cutting: TicketCutting, content_hash: str, face: Text, edge: Text) -> Text:
    """Say how it is seen that a sheet lies the right way round."""
    seen = Text("", "")
    if cutting.has_key:
        seen = Text(
            f"; dấu phụ (không thuộc khung) nằm cạnh dấu ở {cutting.first.vi}",
            f"; the mark that is one too many stands beside the one at the {cutting.first.en}",
        )
    elif cutting.marks == _THREE:
        seen = Text(
            f"; {opposite(cutting.first).vi} không có dấu",
            f"; there is no mark at the {opposite(cutting.first).en}",
        )
    elif cutting.crosses == _THREE:
        seen = Text(
            "; ba dấu thập trùng cả ba dấu trong tệp (tờ ngược chỉ trùng hai)",
            "; three crosses lie on the three of the file (on two, where it lies upside down)",
        )
    up, number = Text(f"{face.vi.capitalize()} lên trên", f"{face.en.capitalize()} up"), f"“# {content_hash}”"
    return Text(
        f"{up.vi}, {edge.vi} ở dưới. Đúng chiều khi dòng {number} đọc xuôi{seen.vi}.",
        f"{up.en}, {edge.en} below. It lies right where {number} reads upright{seen.en}.",
    )


_THREE = 3


def _order(names: CutLayers, cutting: TicketCutting) -> Text:
    never = Text(
        f"Không cắt: {names.marks} (dấu để dò), {names.info} (chỉ dẫn, tắt đi).",
        f"Never cut {names.marks} (to find the print) and {names.info} (words; switch it off).",
    )
    if not cutting.holes:
        return Text(
            f"Cắt lớp {names.cut}: {count(cutting.cuts)} viền. {never.vi}",
            f"Cut {names.cut}: {cutting.cuts:,} outlines. {never.en}",
        )
    return Text(
        f"1. Lớp {names.hole}: {count(cutting.holes)} lỗ. 2. Lớp {names.cut}: {count(cutting.cuts)} viền. "
        f"{never.vi}",
        f"1. {names.hole}: {cutting.holes:,} holes. 2. {names.cut}: {cutting.cuts:,} outlines. {never.en}",
    )


def _marks(cutting: TicketCutting) -> Text:
    across, along = measure(round(cutting.across, 2)), measure(round(cutting.along, 2))
    return Text(
        f"{cutting.marks} dấu trên khung ngang {across.vi} mm, dọc {along.vi} mm (đo giữa nét)"
        f"{', và 1 dấu phụ' if cutting.has_key else ''}. Dấu đầu: {cutting.first.vi}.",
        f"{cutting.marks} marks on a frame {across.en} mm across, {along.en} mm along (middle of lines)"
        f"{', and one beside the first' if cutting.has_key else ''}. First: {cutting.first.en}.",
    )


def _carrier(cutting: TicketCutting, reach: Reach, depth: str) -> Iterator[tuple[Text, Text]]:
    """Yield that a sheet goes in on a carrier: what is cut through falls out, and edges are out of reach."""
    wide = max(0.0, reach.sides - min(cutting.left, cutting.right))
    near, far = max(0.0, reach.near - cutting.low), max(0.0, reach.far - cutting.high)
    is_out = max(wide, near, far) > 0
    if depth == "kiss" and not is_out:
        return
    vi, en = ["Dán tờ in lên tấm lót (carrier)"], ["Put the sheet on a carrier"]
    if depth != "kiss":
        vi.append(": bế đứt thì con rời ra")
        en.append(": what is cut through falls out")
    if is_out:
        sides, first, last = (measure(round(each, 1)) for each in (wide, near, far))
        vi.append(f". Tấm lót rộng hơn tờ: {sides.vi} mm mỗi bên, {first.vi} mm ở đầu vào, {last.vi} mm ở cuối")
        en.append(f". It is larger than the sheet: {sides.en} mm a side, {first.en} in front, {last.en} behind")
    if cutting.beyond > 0:
        beyond = measure(round(cutting.beyond, 1))
        vi.append(f". Có viền nằm ngoài khung dấu tới {beyond.vi} mm")
        en.append(f". Outlines reach {beyond.en} mm out of the marks' frame")
    yield Text("Tấm lót", "Carrier"), Text("".join(vi) + ".", "".join(en) + ".")


def _edge(cutting: TicketCutting) -> Text:
    """Say on which side of the line a tool goes, and how thick it may be."""
    most = min(cutting.gap, cutting.hole) if cutting.hole is not None else cutting.gap
    tool, gap = measure(round(most, 2)), measure(round(cutting.gap, 2))
    hole = measure(cutting.hole) if cutting.hole is not None else None
    return Text(
        "Đường vẽ là mép thành phẩm: bù bán kính dao (tia) ra ngoài viền"
        + (", vào trong lỗ" if hole is not None else "")
        + f". Dao phay nhỏ hơn Ø {tool.vi} mm: khe giữa hai viền {gap.vi} mm"
        + (f", lỗ Ø {hole.vi} mm." if hole is not None else "."),
        "The line is the finished edge: the tool's radius goes outside of outlines"
        + (" and inside of holes" if hole is not None else "")
        + f". A mill is thinner than {tool.en} mm: outlines are {gap.en} mm apart"
        + (f", holes {hole.en} mm wide." if hole is not None else "."),
    )
