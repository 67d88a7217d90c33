"""The photographed side laid straight on a page, with a ring round every place that is to be looked at.

Below it the first of those places are shown large, each beside its drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from itertools import islice

import numpy as np
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from keytag.drawing.geometry import Rect
from keytag.inspection.photographs.cut_tags import CutTag
from keytag.inspection.photographs.first_look import PhotographedTag, SideSeen
from keytag.inspection.photographs.picture import Photograph, straight_piece
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import PER_MM, ExpectedTag, SideLook

# A4 upright (ISO 216) at 200 dpi, its margins, and what stands between parts of it.
_DPI = 200
_PAGE, _MARGIN, _GAP = (1654, 2339), 110, 24
_TITLE, _TEXT, _NUMBER = 48, 28, 26
_INK, _GREY, _LINE = (20, 20, 20), (105, 105, 105), (200, 200, 200)
# Black and a blue that most eyes tell from it (Okabe and Ito, 2008), each in a white ring, seen on any ink.
_WRONG, _UNSEEN = (0, 0, 0), (0, 114, 178)
_WRONG_STATES = frozenset({"differs", "other-edition", "other-code"})
# Places shown large: how many, how much of the tag in mm, at how many pixels a mm.
_SHOWN, _PART, _LARGE = 4, (15.0, 8.0), 22.0


class PageWords(Struct, frozen=True):
    """What stands on a page: a title, a line below it, what was counted, what rings mean, what close-ups show."""

    title: str
    about: str
    counted: str
    wrong: str
    unseen: str
    close_up: str
    """Over a place shown large, with ``{}`` for its number."""
    seen: str
    drawn: str


class PageFonts(Struct, frozen=True):
    """The bytes of the fonts of a page."""

    text: bytes
    title: bytes


class _CloseUp(Struct, frozen=True, eq=False):
    """A place shown large: its tag's number, the part of the tag in its mm, as it was seen and as it is drawn."""

    number: int
    seen: Image.Image
    drawn: Image.Image
    ring: Rect
    """What differs, in pixels of both pictures."""


class _Page:
    """A page that is drawn from its top to its bottom; not a value."""

    def __init__(self, words: PageWords, fonts: PageFonts) -> None:
        self.words = words
        self.picture = Image.new("RGB", _PAGE, "white")
        self.draw = ImageDraw.Draw(self.picture)
        title = ImageFont.truetype(BytesIO(fonts.title), _TITLE)
        self.text, self.number = (ImageFont.truetype(BytesIO(fonts.text), size) for size in (_TEXT, _NUMBER))
        self.draw.text((_MARGIN, _MARGIN), words.title, _INK, title)
        self.draw.text((_MARGIN, _MARGIN + 70), words.about, _GREY, self.text)
        self.draw.line((_MARGIN, _MARGIN + 122, _PAGE[0] - _MARGIN, _MARGIN + 122), _LINE, 2)
        self.top, self.bottom = _MARGIN + 140, _PAGE[1] - _MARGIN
        for line in self._lines(words.counted):
            self.draw.text((_MARGIN, self.top), line, _INK, self.text)
            self.top += 40
        self.top += 16

    def _lines(self, words: str) -> list[str]:
        """Return lines that are no wider than the page."""
        lines: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}".strip()
                if line and self.draw.textlength(longer, self.text) > self.room[0]:
                    lines.append(line)
                    longer = word
                line = longer
            lines.append(line)
        return lines

    def legend(self, states: Iterable[str]) -> None:
        """Say what the rings mean that the page has."""
        x, states = float(_MARGIN), set(states) - {"good"}
        for colour, said, is_there in (
            (_WRONG, self.words.wrong, bool(states & _WRONG_STATES)),
            (_UNSEEN, self.words.unseen, bool(states - _WRONG_STATES)),
        ):
            if is_there:
                self.draw.ellipse((x, self.top + 4, x + 28, self.top + 32), outline=colour, width=5)
                self.draw.text((x + 42, self.top), said, _INK, self.text)
                x += 42 + self.draw.textlength(said, self.text) + 50
        self.top += 56 if x > _MARGIN else 0

    def close_ups(self, shown: Sequence[_CloseUp]) -> None:
        """Put places shown large at the page's foot, two in a row."""
        width, height = (round(side * _LARGE) for side in _PART)
        rows = (len(shown) + 1) // 2
        self.bottom -= rows * (height + 96)
        half = (_PAGE[0] - 2 * _MARGIN + _GAP) // 2
        for index, each in enumerate(shown):
            x, y = _MARGIN + index % 2 * half, self.bottom + _GAP + index // 2 * (height + 96)
            number = self.words.close_up.format(each.number)
            for picture, said, left in (
                (each.seen, f"{number}: {self.words.seen}", x),
                (each.drawn, self.words.drawn, x + width + 12),
            ):
                self.draw.text((left, y), said, _INK, self.text)
                self.picture.paste(picture, (left, y + 42))
                self.draw.rectangle((left - 1, y + 41, left + width, y + 42 + height), outline=_LINE, width=2)
                box = each.ring
                corners = left + box.x0, y + 42 + box.y0, left + box.x1, y + 42 + box.y1
                for grow, line, tone in ((3, 9, (255, 255, 255)), (0, 4, _WRONG)):
                    self.draw.ellipse(
                        (corners[0] - grow, corners[1] - grow, corners[2] + grow, corners[3] + grow),
                        outline=tone,
                        width=line,
                    )

    @property
    def room(self) -> tuple[int, int]:
        """How wide and high a picture may be, in pixels."""
        return _PAGE[0] - 2 * _MARGIN, self.bottom - self.top - _GAP

    def paste(self, picture: Image.Image) -> tuple[int, int]:
        """Put the large picture into its room; return its left and top."""
        left = (_PAGE[0] - picture.width) // 2
        self.picture.paste(picture, (left, self.top))
        box = left - 1, self.top - 1, left + picture.width, self.top + picture.height
        self.draw.rectangle(box, outline=_LINE, width=2)
        return left, self.top

    def ring(self, box: Rect, state: str, number: int) -> None:
        """Draw a ring round a place, never smaller than 5 mm, so that it is found."""
        colour = _WRONG if state in _WRONG_STATES else _UNSEEN
        x, y = box.centre
        across, down = max((box.x1 - box.x0) / 2 + 10, 20), max((box.y1 - box.y0) / 2 + 10, 20)
        for grow, width, tone in ((3, 10, (255, 255, 255)), (0, 5, colour)):
            self.draw.ellipse(
                (x - across - grow, y - down - grow, x + across + grow, y + down + grow), outline=tone, width=width
            )
        at = x + across * 0.7 + 6, y - down - 10
        self.draw.text(at, str(number), colour, self.number, stroke_width=5, stroke_fill="white")


def draw_page(seen: SideSeen, words: PageWords, fonts: PageFonts) -> Image.Image:
    """Return an A4 page with the side straight, its slots to be looked at in rings with their numbers."""
    page = _Page(words, fonts)
    page.legend(tag.state for tag in seen.tags)
    rows = zip(seen.tags, seen.side.tags, strict=True)
    wrong = [(tag, place) for tag, place in rows if tag.differences]
    photograph = seen.straightened.photograph
    page.close_ups(
        [
            _close_up(photograph, tag, place.look, seen.laid[tag.number].plane)
            for tag, place in islice(wrong, _SHOWN)
        ]
    )
    sheet, scale = _straight(seen, page.room)
    left, top = page.paste(sheet)
    for tag, place in zip(seen.tags, seen.side.tags, strict=True):
        if tag.state != "good":
            page.ring(_box(tag, place, scale, left, top), tag.state, tag.number)
    return page.picture


def draw_cut_tags(
    photograph: Photograph, tags: Sequence[CutTag], words: PageWords, fonts: PageFonts
) -> Image.Image:
    """Return an A4 page with a photograph of loose tags: each with its number, those to be looked at in rings."""
    page = _Page(words, fonts)
    page.legend(tag.state for tag in tags)
    wrong = [(tag, tag.look, tag.plane) for tag in tags if tag.differences]
    page.close_ups(
        [
            _close_up(photograph, tag, look, plane)
            for tag, look, plane in islice(wrong, _SHOWN)
            if look is not None and plane is not None
        ]
    )
    shown = _fitted(photograph, page.room)
    scale = shown.width / photograph.picture.width
    left, top = page.paste(shown)
    for tag in tags:
        if tag.plane is not None and tag.look is not None and tag.state == "good":
            # Beside the middle of its long side.
            ((x, y),) = tag.plane.apply([(tag.look.picture.width / PER_MM / 2, -2.0)])
            at = left + x * scale - _NUMBER / 2, top + y * scale - _NUMBER / 2
            page.draw.text(at, str(tag.number), _INK, page.number, stroke_width=5, stroke_fill="white")
        else:
            page.ring(_box_of_cut_tag(tag, scale, left, top), tag.state, tag.number)
    return page.picture


def draw_unrecognised(photograph: Photograph, words: PageWords, fonts: PageFonts) -> Image.Image:
    """Return an A4 page with a photograph in which nothing is recognised: no place of it was compared."""
    page = _Page(words, fonts)
    page.paste(_fitted(photograph, page.room))
    return page.picture


def write_pages(pages: Sequence[Image.Image], title: str, day: date) -> bytes:
    """Return ``pages`` as a PDF of A4."""
    stream = BytesIO()
    moment = day.timetuple()
    pages[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=list(pages[1:]),
        resolution=float(_DPI),
        title=title,
        creationDate=moment,
        modDate=moment,
        quality=88,
    )
    return stream.getvalue()


def _fitted(photograph: Photograph, room: tuple[int, int]) -> Image.Image:
    scale = min(room[0] / photograph.picture.width, room[1] / photograph.picture.height)
    size = max(1, round(photograph.picture.width * scale)), max(1, round(photograph.picture.height * scale))
    return photograph.picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _straight(seen: SideSeen, room: tuple[int, int]) -> tuple[Image.Image, float]:
    """Return the side as large as its room holds it, and its pixels a millimetre."""
    side = seen.side
    scale = min(room[0] / side.width, room[1] / side.height)
    plane = Plane(np.diag([1 / scale, 1 / scale, 1.0])).then(seen.straightened.to_photograph)
    width, height = round(side.width * scale), round(side.height * scale)
    return _picture(seen.straightened.photograph, plane, width, height), scale


def _picture(photograph: Photograph, plane: Plane, width: int, height: int) -> Image.Image:
    """Return a straight piece as a picture; what lies outside the photograph is light grey."""
    piece = straight_piece(photograph.picture, plane, width, height)
    return Image.fromarray((np.nan_to_num(np.clip(piece, 0, 1), nan=0.85) * 255).astype(np.uint8))


def _close_up(
    photograph: Photograph, tag: PhotographedTag | CutTag, look: SideLook, to_photograph: Plane
) -> _CloseUp:
    """Return the place where a tag differs most, large; ``to_photograph`` takes the tag's mm to the photograph."""
    box = tag.differences[0].box
    x, y = box.centre
    left, top = x - _PART[0] / 2, y - _PART[1] / 2
    width, height = (round(side * _LARGE) for side in _PART)
    part = Plane(np.array([[1 / _LARGE, 0.0, left], [0.0, 1 / _LARGE, top], [0.0, 0.0, 1.0]]))
    seen = _picture(photograph, part.then(to_photograph), width, height)
    own = left * PER_MM, top * PER_MM, (left + _PART[0]) * PER_MM, (top + _PART[1]) * PER_MM
    drawn = look.picture.convert("RGB").transform(
        (width, height), Image.Transform.EXTENT, own, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
    )
    across, down = max(box.x1 - box.x0 + 1.5, 4.0) / 2, max(box.y1 - box.y0 + 1.5, 4.0) / 2
    ring = Rect(
        width / 2 - across * _LARGE,
        height / 2 - down * _LARGE,
        width / 2 + across * _LARGE,
        height / 2 + down * _LARGE,
    )
    return _CloseUp(tag.number, seen, drawn, ring)


def _box_of_cut_tag(tag: CutTag, scale: float, left: int, top: int) -> Rect:
    """Return the box on the page round what differs on a loose tag, or within it, so that rings do not meet."""
    if tag.plane is not None and tag.differences:
        boxes = [each.box for each in tag.differences]
        corners = [(x, y) for box in boxes for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        (x0, y0), (x1, y1) = ((pick(axis) for axis in tag.plane.apply(corners).T) for pick in (min, max))
    else:
        reach = _WITHIN * tag.reach
        (x0, y0), (x1, y1) = ((value + way * reach for value in tag.centre) for way in (-1, 1))
    return Rect(left + x0 * scale, top + y0 * scale, left + x1 * scale, top + y1 * scale)


# Of how far a tag's ends reach: tags that lie side by side are half as high as long.
_WITHIN = 0.5


def _box(tag: PhotographedTag, place: ExpectedTag, scale: float, left: int, top: int) -> Rect:
    """Return the box on the page round what differs on a tag, or round the tag."""
    width, height = (size / PER_MM for size in place.look.picture.size)
    boxes = [s.box for s in tag.differences] or [Rect(0.0, 0.0, width, height)]
    x0, y0 = min(box.x0 for box in boxes), min(box.y0 for box in boxes)
    x1, y1 = max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    corners = [place.to_sheet.apply(point) for point in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Rect(left + min(xs) * scale, top + min(ys) * scale, left + max(xs) * scale, top + max(ys) * scale)
