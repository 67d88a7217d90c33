"""The sides of tags as SVG that shares what is alike: a letter is written once, however often it is set.

All is in whole hundredths of a millimetre, which at six times the size on the finest screen is less than a pixel.
Answers to SVG 2, 9.3 (path data) and 5.6 (use). Must not know of pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count, groupby, pairwise

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke
from keytag.drawing.geometry import IDENTITY, Path, Rect, join_paths
from keytag.drawing.qr import QUIET_MODULES, Symbol
from keytag.output.proof.facts import Proof, ProofEdition, ProofSide
from keytag.output.proof.html.elements import Element, element

UNITS = 100
"""Units of the drawings to a millimetre."""
# House rule: an outline this short (characters) is not worth a name.
_SHORT = 40

_Piece = tuple[str, int, int]
"""An outline from a point of its own, and where that point is."""


class Drawings:
    """What the sides of a proof's tags are drawn from: `definitions` once in a page, then `face` by `face`.

    Each distinct side, item and outline is written once; counted first, so that what is there once has no name.
    """

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        looks = dict.fromkeys(side.look for edition in proof.editions for side in edition.sides)
        self._looks = {look: f"s{number}" for number, look in enumerate(looks)}
        items = Counter(item for look in looks for item in look.items if isinstance(item, Fill | Stroke))
        outlines = Counter(piece[0] for item in _every_item(looks) for piece in _pieces(item))
        self._items = {item: f"i{number}" for number, item in enumerate(each for each in items if items[each] > 1)}
        shared = (data for data, times in outlines.items() if times > 1 and len(data) > _SHORT)
        self._outlines = {data: f"o{number}" for number, data in enumerate(shared)}
        cuts = dict.fromkeys((edition.shape, side.hole) for edition in proof.editions for side in edition.sides)
        self._cuts = {cut: f"c{number}" for number, cut in enumerate(cuts)}
        safe = dict.fromkeys(path for edition in proof.editions if (path := edition.safe_area) is not None)
        self._safe = {path: f"a{number}" for number, path in enumerate(safe)}
        self._clips = count()

    def definitions(self) -> Element:
        """Return what all faces refer to."""
        defs = element("defs")
        for data, name in self._outlines.items():
            defs.append(element("path", id=name, d=data))
        for item, name in self._items.items():
            defs.append(self._item(item, id=name))
        for look, name in self._looks.items():
            defs.append(element("g", *self._drawn(look.items), id=name))
        for (shape, hole), name in self._cuts.items():
            cut = outline_data(join_paths((shape.outline(), *((hole.outline(),) if hole else ()))))
            defs.append(element("path", id=f"{name}o", d=cut, class_="line"))
            defs.append(element("clipPath", element("path", d=cut, clip_rule="evenodd"), id=name))
        for path, name in self._safe.items():
            defs.append(element("path", id=name, d=outline_data(path), class_="line"))
        return element("svg", defs, class_="defs", width="0", height="0", aria_hidden="true", focusable="false")

    def face(self, edition: ProofEdition, side: ProofSide, *, plain: bool = False) -> Element:
        """Return one side, cut and punched, for a box of the tag's proportions.

        Without ``plain`` it can show its cut, its safe area, and how far the print may stray.
        """
        name = self._cuts[edition.shape, side.hole]
        width, height = (round(each * UNITS) for each in (edition.shape.width, edition.shape.height))
        stray = f"{round(side.stray[0] * UNITS)} {round(side.stray[1] * UNITS)}"
        ink = element("g", element("use", href=f"#{self._looks[side.look]}"), class_="ink")
        if not plain:
            ink.set("data-stray", stray)
        drawing = element(
            "g",
            element("rect", class_="stock", width=str(width), height=str(height)),
            ink,
            clip_path=f"url(#{name})",
        )
        view = f"0 0 {width} {height}"
        if plain:
            return element("svg", drawing, class_="face", viewBox=view, aria_hidden="true", focusable="false")
        lines = [element("use", href=f"#{name}o", class_="cut")]
        if edition.safe_area is not None:
            lines.append(element("use", href=f"#{self._safe[edition.safe_area]}", class_="safe"))
        return element("svg", drawing, *lines, class_="face", viewBox=view, aria_hidden="true", focusable="false")

    def _drawn(self, items: Sequence[Item]) -> Iterator[Element]:
        for item in items:
            if isinstance(item, Group):
                yield from self._group(item)
            elif item in self._items:
                yield element("use", href=f"#{self._items[item]}")
            else:
                yield self._item(item)

    def _group(self, group: Group) -> Iterator[Element]:
        drawn = element("g", *self._drawn(group.items))
        if group.transform != IDENTITY:
            m = group.transform
            values = (m.a, m.b, m.c, m.d, m.e * UNITS, m.f * UNITS)
            drawn.set("transform", f"matrix({' '.join(f'{value + 0.0:.6g}' for value in values)})")
        if group.clip is not None:
            name = f"g{next(self._clips)}"
            yield element("clipPath", element("path", d=outline_data(group.clip)), id=name)
            drawn.set("clip-path", f"url(#{name})")
        yield drawn

    def _item(self, item: Fill | Stroke, **attributes: str) -> Element:
        colour = "#{:02x}{:02x}{:02x}".format(*self._proof.colour_of(item.ink))
        if isinstance(item, Fill):
            paint = {"fill": colour}
        else:
            paint = {"fill": "none", "stroke": colour, "stroke_width": str(round(item.width * UNITS))}
            if item.dash:
                paint["stroke_dasharray"] = " ".join(str(round(length * UNITS)) for length in item.dash)
        drawn = tuple(self._piece(piece) for piece in _pieces(item))
        return element("g", *drawn, **attributes, **paint)

    def _piece(self, piece: _Piece) -> Element:
        data, x, y = piece
        if data in self._outlines:
            return element("use", href=f"#{self._outlines[data]}", x=str(x), y=str(y))
        return element("path", d=data, transform=f"translate({x} {y})")


def _every_item(looks: Iterable[Artwork]) -> Iterator[Fill | Stroke]:
    """Yield each item of ``looks`` once."""
    waiting: list[Item] = [item for look in looks for item in look.items]
    seen: dict[Fill | Stroke, None] = {}
    while waiting:
        item = waiting.pop()
        if isinstance(item, Group):
            waiting += item.items
        else:
            seen[item] = None
    yield from seen


def _pieces(item: Fill | Stroke) -> tuple[_Piece, ...]:
    """Return the outlines of an item: of lettering its letters, of anything else all in one."""
    is_lettering = isinstance(item, Fill) and item.role is Role.LETTERING
    return _pieces_of(item.path, is_apart=is_lettering)


@lru_cache(maxsize=4096)
def _pieces_of(path: Path, *, is_apart: bool) -> tuple[_Piece, ...]:
    pieces = []
    for piece in letters(path) if is_apart else (path,):
        x, y = piece.commands[0][1]
        pieces.append((outline_data(piece, x, y), round(x * UNITS), round(y * UNITS)))
    return tuple(pieces)


def letters(path: Path) -> tuple[Path, ...]:
    """Return the contours of lettering in groups whose boxes do not meet: none takes part in filling another."""
    groups: list[tuple[Rect, Path]] = []
    for contour in _contours(path):
        box = contour.bounds()
        meeting = [group for group in groups if _meet(group[0], box)]
        while meeting:
            groups = [group for group in groups if group not in meeting]
            contour = join_paths((*(each for _, each in meeting), contour))  # noqa: PLW2901 - it grows
            box = contour.bounds()
            meeting = [group for group in groups if _meet(group[0], box)]
        groups.append((box, contour))
    return tuple(path for _, path in groups)


def _contours(path: Path) -> Iterator[Path]:
    starts = [number for number, (op, _) in enumerate(path.commands) if op == "M"]
    for start, end in pairwise((*starts, len(path.commands))):
        yield Path(path.commands[start:end])


def _meet(one: Rect, other: Rect) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1


def outline_data(path: Path, x0: float = 0.0, y0: float = 0.0) -> str:
    """Return ``path`` from (x0, y0) as the ``d`` of an SVG path: whole units, each point from the one before."""
    parts: list[str] = []
    x = y = start_x = start_y = 0
    for op, xy in path.commands:
        if op == "Z":
            parts.append("z")
            x, y = start_x, start_y
            continue
        points = [round((value - (y0 if i % 2 else x0)) * UNITS) for i, value in enumerate(xy)]
        steps = [value - (y if i % 2 else x) for i, value in enumerate(points)]
        x, y = points[-2:]
        if op == "M":
            start_x, start_y = x, y
        if op == "L" and 0 in steps:
            parts.append(f"h{steps[0]}" if steps[1] == 0 else f"v{steps[1]}")
        else:
            parts.append(op.lower() + "".join(_numbers(steps)))
    return "".join(parts)


def _numbers(values: Sequence[int]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f" {value}" if number and value >= 0 else str(value)


def code_face(symbol: Symbol) -> Element:
    """Return a QR symbol with its quiet zone, a unit to a module, dark on white whatever the page's colours."""
    size = str(symbol.full_size)
    return element(
        "svg",
        element("rect", width=size, height=size, fill="#fff"),
        element("path", d="".join(_dark_runs(symbol)), stroke="#000"),
        class_="symbol",
        viewBox=f"0 0 {size} {size}",
        shape_rendering="crispEdges",
        aria_hidden="true",
        focusable="false",
    )


def _dark_runs(symbol: Symbol) -> Iterator[str]:
    """Yield each row as lines one module wide, and the gaps between them."""
    for row, modules in enumerate(symbol.modules, QUIET_MODULES):
        runs = [(is_dark, len(tuple(run))) for is_dark, run in groupby(modules)]
        yield f"M{QUIET_MODULES} {row}.5" + "".join(f"h{n}" if is_dark else f"m{n} 0" for is_dark, n in runs)
