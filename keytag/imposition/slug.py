"""The slug: the line outside the product that says what a press sheet is, fitted into the room it is given.

One line where that reads well, two or three where the room is short; never clipped, never outside. Knows nothing
of fonts, nor of where on the sheet its room is.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.geometry import Rect
from keytag.drawing.ink import Ink
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.sheet import Placement, SheetSide
from keytag.text.text import Text

# House rules, in ems: the line, and how far capitals with two stacked Vietnamese marks rise over the baseline.
_LEADING, _ASCENT = 1.35, 1.08
# House rule: an operator reads 2.5 mm at arm's length; more is wasted paper.
_LARGEST_EM = 2.5
_MOST_LINES = 3
# House rule, in mm: the slug's marks stay this far from the product above it.
_CLEAR = 0.6
# House rule: fields are parted by a dot, so that a date and a hash are not read as one.
_SEPARATOR = "  ·  "
_COUNTER = "tờ / sheet "
# What nobody may overlook: it is set heavy, the rest of the slug is not.
SPECIMEN = Text("BẢN LÀM THỬ \N{EN DASH} KHÔNG IN", "SPECIMEN")
"""What sheets and maps of a job with made-up numbers say."""
UNAPPROVED = Text("CHƯA DUYỆT", "NOT APPROVED")
"""What every file of a package says that is handed off though nobody has approved it."""
_SPECIMEN = f"{SPECIMEN.vi} / {SPECIMEN.en}"
UNAPPROVED_STAMP = f"{UNAPPROVED.vi} / {UNAPPROVED.en}"
"""The same in both languages, as it stands on whatever is handed off so."""
# House rule: with more editions than these a slug is too small to read; legend and sheet map have them all.
_MOST_NAMED = 3


class SlugFacts(Struct, frozen=True):
    """What every slug of a job says: names, the job's date, the hash of its content, whether it is a sample.

    ``unapproved`` where it is handed off though nobody has approved it.
    ``castings`` where moulds are poured out, and no sheets loaded and turned.
    ``short`` and ``names`` are the editions' short and whole names by their ids, where there are several.
    """

    job: str
    shop: str
    date: str
    content_hash: str
    sample: bool = False
    short: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    castings: bool = False
    unapproved: bool = False


class Slug(Struct, frozen=True):
    """What one form's slug says. ``run`` of ``runs`` is as the ticket counts; ``turn`` tells how to back it up.

    ``editions`` are those on the form, each with its slots. Of the sheets that are loaded ``run_length`` are good.
    """

    facts: SlugFacts
    editions: tuple[tuple[str, int], ...]
    side: SheetSide
    run: int
    runs: int
    run_length: int
    load: int
    turn: Text | None = None
    inks: tuple[Ink, ...] = ()
    """Each plate's ink alone: a plate in a rack is told by its ink's name, which no other plate has."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in order of reading, short ones in both languages."""
        facts = self.facts
        names = dict.fromkeys((facts.job, _name_editions(self.editions, facts)))
        fields = [
            _SPECIMEN if facts.sample else "",
            UNAPPROVED_STAMP if facts.unapproved else "",
            *names,
            f"bài {self.run}/{self.runs} / run {self.run}/{self.runs}",
            _SIDES[self.side],
            self._load,
            facts.shop,
            facts.date,
            f"# {facts.content_hash}" if facts.content_hash else "",
            f"{self.turn.vi} / {self.turn.en}" if self.turn is not None and not facts.castings else "",
        ]
        return tuple(field for field in fields if field)

    @property
    def _load(self) -> str:
        """How many sheets are loaded for how many good ones; of moulds, how often they are poured out."""
        if self.facts.castings:
            return f"đúc {self.load} lần / {self.load} castings"
        return f"nạp {self.load}, tốt {self.run_length} tờ / load {self.load}, good {self.run_length}"


def _name_editions(editions: tuple[tuple[str, int], ...], facts: SlugFacts) -> str:
    """Name the editions of a plate: one as it is called, several shortly with slots, of many the first few."""
    short, names = dict(facts.short), dict(facts.names)
    if len(editions) == 1:
        return names.get(editions[0][0], editions[0][0])
    shown = " \N{MIDDLE DOT} ".join(
        f"{short.get(name, name)} \N{MULTIPLICATION SIGN} {slots}" for name, slots in editions[:_MOST_NAMED]
    )
    more = len(editions) - _MOST_NAMED
    return f"{shown} \N{MIDDLE DOT} và {more} mẫu nữa / {more} more" if more > 0 else shown


_SIDES = {
    SheetSide.FRONT: "mặt trước / front",
    SheetSide.BACK: "mặt sau / back",
    SheetSide.BOTH: "hai mặt / both sides",
}


class PlacedSlug(Struct, frozen=True):
    """A slug in its place: what is the same on all sheets, and where a counter of sheets would begin."""

    placements: tuple[Placement, ...]
    em: float
    counter_at: tuple[float, float]
    box: Rect
    """All that the slug fills, room for the counter included."""

    def counter(self, number: int, total: int, setter: LineSetter) -> tuple[Placement, ...]:
        """Return the counter of press sheet ``number`` of ``total``."""
        x, y = self.counter_at
        word = setter.word(_COUNTER, x, y, self.em)
        return (word, *setter.place(f"{number}/{total}", x + setter.width(_COUNTER) * self.em, y, self.em))


class _Field(Struct, frozen=True):
    """A field with who sets it, and its length in ems."""

    text: str
    setter: LineSetter
    width: float


def set_slug(slug: Slug, room: Rect, setter: LineSetter) -> PlacedSlug:
    """Set ``slug`` into ``room`` on as many lines, up to three, as let it be largest; never beyond ``room``.

    The last line ends with room for a counter of sheets as long as the run.
    """
    room = Rect(room.x0, min(room.y0 + _CLEAR, room.y1), room.x1, room.y1)
    setters = [(text, setter.heavy if text in (_SPECIMEN, UNAPPROVED_STAMP) else setter) for text in slug.fields]
    setters += [(ink.name, setter.in_ink(ink)) for ink in slug.inks]
    fields = [_Field(text, own, own.width(text)) for text, own in setters]
    counter = setter.width(_COUNTER + "/") + setter.widest_number(2 * len(str(slug.run_length)))
    fields.append(_Field(_COUNTER, setter, counter))
    gap = setter.width(_SEPARATOR)
    em, lines = 0.0, [fields]
    for count in range(1, _MOST_LINES + 1):
        broken = _break_lines(fields, count, gap)
        widest = max(_length(line, gap) for line in broken)
        fitted = min(_LARGEST_EM, room.height / len(broken) / _LEADING, room.width / widest)
        if fitted > em:
            em, lines = fitted, broken
    top = room.centre[1] - _LEADING * em * len(lines) / 2
    placements: list[Placement] = []
    end = (room.x0, room.y1)
    for i, line in enumerate(lines):
        x, y = room.x0, top + (_LEADING * i + _ASCENT) * em
        for field in line:
            end = (x, y)
            if field.text != _COUNTER:
                if x > room.x0:
                    placements += setter.place(_SEPARATOR, x - gap * em, y, em)
                placements += field.setter.place(field.text, x, y, em)
            x += (field.width + gap) * em
    widest = max(_length(line, gap) for line in lines)
    box = Rect(room.x0, top, room.x0 + widest * em, top + _LEADING * em * len(lines))
    return PlacedSlug(tuple(placements), em, end, box)


Fields = list[_Field]


def _length(line: Fields, gap: float) -> float:
    return sum(field.width for field in line) + gap * (len(line) - 1)


def _break_lines(fields: Fields, count: int, gap: float) -> list[Fields]:
    """Divide ``fields`` into at most ``count`` lines of about the same length."""
    share = _length(fields, gap) / count
    lines: list[Fields] = [[]]
    for field in fields:
        if lines[-1] and len(lines) < count and _length([*lines[-1], field], gap) - field.width / 2 > share:
            lines.append([])
        lines[-1].append(field)
    return lines
