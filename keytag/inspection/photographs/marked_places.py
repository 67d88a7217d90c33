"""The photographed side laid straight on a page, with a ring round every place that is to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import numpy as np
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from keytag.inspection.photographs.cut_tags import CutTag
from keytag.inspection.photographs.first_look import PhotographedTag, SideSeen
from keytag.inspection.photographs.picture import Photograph, straight_piece
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import PER_MM, ExpectedTag

# A4 upright at 150 dpi (ISO 216), and its margins.
_PAGE, _MARGIN = (1240, 1754), 60
_HEAD = 170
_TITLE, _TEXT, _NUMBER = 34, 22, 20
_INK, _GREY = (20, 20, 20), (110, 110, 110)
# Black and a blue that most eyes tell from it (Okabe and Ito, 2008), each in a white ring, seen on any ink.
_WRONG, _UNSEEN = (0, 0, 0), (0, 114, 178)
_WRONG_STATES = frozenset({"differs", "other-edition", "other-code"})


class PageWords(Struct, frozen=True):
    """What stands over the picture: a title, a line below it, and what the two kinds of ring mean."""

    title: str
    about: str
    wrong: str
    unseen: str


def draw_page(seen: SideSeen, words: PageWords, font: bytes) -> Image.Image:
    """Return an A4 page with the side straight, its slots to be looked at in rings with their numbers."""
    page, draw = _headed(words, font)
    sheet, scale = _straight(seen)
    left, top = _paste(page, draw, sheet)
    small = ImageFont.truetype(BytesIO(font), _NUMBER)
    for tag, place in zip(seen.tags, seen.side.tags, strict=True):
        if tag.state != "good":
            colour = _WRONG if tag.state in _WRONG_STATES else _UNSEEN
            _ring(draw, _box(tag, place, scale, left, top), colour, str(tag.number), small)
    return page


def draw_cut_tags(photograph: Photograph, tags: Sequence[CutTag], words: PageWords, font: bytes) -> Image.Image:
    """Return an A4 page with a photograph of loose tags: each with its number, those to be looked at in rings."""
    page, draw = _headed(words, font)
    shown = photograph.picture.copy()
    shown.thumbnail((_PAGE[0] - 2 * _MARGIN, _PAGE[1] - 2 * _MARGIN - _HEAD))
    scale = shown.width / photograph.picture.width
    left, top = _paste(page, draw, shown)
    small = ImageFont.truetype(BytesIO(font), _NUMBER)
    for tag in tags:
        x, y, reach = left + tag.centre[0] * scale, top + tag.centre[1] * scale, tag.reach * scale
        if tag.state == "good":
            draw.text((x, y), str(tag.number), _INK, small, stroke_width=4, stroke_fill="white")
        else:
            _ring(draw, (x - reach, y - reach, x + reach, y + reach), _WRONG, str(tag.number), small)
    return page


def draw_unrecognised(photograph: Photograph, words: PageWords, font: bytes) -> Image.Image:
    """Return an A4 page with a photograph in which nothing is recognised: no place of it was compared."""
    page, draw = _titled(words, font)
    shown = photograph.picture.copy()
    shown.thumbnail((_PAGE[0] - 2 * _MARGIN, _PAGE[1] - 2 * _MARGIN - _HEAD))
    _paste(page, draw, shown)
    return page


def _headed(words: PageWords, font: bytes) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty page under its title and what its rings mean."""
    page, draw = _titled(words, font)
    text = ImageFont.truetype(BytesIO(font), _TEXT)
    x = float(_MARGIN)
    for colour, said in ((_WRONG, words.wrong), (_UNSEEN, words.unseen)):
        draw.ellipse((x, _MARGIN + 86, x + 22, _MARGIN + 108), outline=colour, width=4)
        draw.text((x + 34, _MARGIN + 82), said, _INK, text)
        x += 34 + draw.textlength(said, text) + 40
    return page, draw


def _titled(words: PageWords, font: bytes) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty page under its title."""
    page = Image.new("RGB", _PAGE, "white")
    draw = ImageDraw.Draw(page)
    title, text = (ImageFont.truetype(BytesIO(font), size) for size in (_TITLE, _TEXT))
    draw.text((_MARGIN, _MARGIN), words.title, _INK, title)
    draw.text((_MARGIN, _MARGIN + 48), words.about, _GREY, text)
    return page, draw


def _paste(page: Image.Image, draw: ImageDraw.ImageDraw, picture: Image.Image) -> tuple[int, int]:
    """Put a picture under the head; return its left and top."""
    left, top = (_PAGE[0] - picture.width) // 2, _MARGIN + _HEAD
    page.paste(picture, (left, top))
    draw.rectangle((left - 1, top - 1, left + picture.width, top + picture.height), outline=_GREY)
    return left, top


def write_pages(pages: Sequence[Image.Image], day: date) -> bytes:
    """Return ``pages`` as a PDF of A4."""
    stream = BytesIO()
    moment = day.timetuple()
    pages[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=list(pages[1:]),
        resolution=150.0,
        creationDate=moment,
        modDate=moment,
        quality=88,
    )
    return stream.getvalue()


def _straight(seen: SideSeen) -> tuple[Image.Image, float]:
    """Return the side as large as the page holds it, and its pixels a millimetre."""
    side = seen.side
    room = _PAGE[0] - 2 * _MARGIN, _PAGE[1] - 2 * _MARGIN - _HEAD
    scale = min(room[0] / side.width, room[1] / side.height)
    plane = Plane(np.diag([1 / scale, 1 / scale, 1.0])).then(seen.straightened.to_photograph)
    piece = straight_piece(
        seen.straightened.photograph.picture, plane, round(side.width * scale), round(side.height * scale)
    )
    return Image.fromarray((np.nan_to_num(np.clip(piece, 0, 1), nan=0.85) * 255).astype(np.uint8)), scale


def _box(
    tag: PhotographedTag, place: ExpectedTag, scale: float, left: int, top: int
) -> tuple[float, float, float, float]:
    """Return the box on the page round what differs on a tag, or round the tag."""
    width, height = (size / PER_MM for size in place.look.picture.size)
    boxes = [(s.box.x0, s.box.y0, s.box.x1, s.box.y1) for s in tag.differences] or [(0.0, 0.0, width, height)]
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    corners = [place.to_sheet.apply(point) for point in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return left + min(xs) * scale, top + min(ys) * scale, left + max(xs) * scale, top + max(ys) * scale


def _ring(
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    colour: tuple[int, int, int],
    number: str,
    font: ImageFont.FreeTypeFont,
) -> None:
    # A ring is never smaller than 7 mm on the page, so that it is found.
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, down = max((box[2] - box[0]) / 2 + 8, 20), max((box[3] - box[1]) / 2 + 8, 20)
    for grow, width, tone in ((3, 9, (255, 255, 255)), (0, 4, colour)):
        draw.ellipse(
            (x - across - grow, y - down - grow, x + across + grow, y + down + grow), outline=tone, width=width
        )
    at = x + across * 0.7 + 4, y - down - 6
    draw.text(at, number, colour, font, stroke_width=4, stroke_fill="white")
