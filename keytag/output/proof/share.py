"""What is sent to an office to be looked at on a telephone: a picture of both sides of a tag, and a message.

Whatever was approved since, the picture says that it is a preview: nobody prints by it. In Vietnamese alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Rect
from keytag.drawing.ink import PAPER, Ink
from keytag.output.page.canvas import GREY, Align, Canvas, Style, shorten_to_fit, wrap_at_most
from keytag.output.page.outlines import outline_page
from keytag.output.proof.drawings import draw_cut_tag
from keytag.output.proof.facts import SIDE_TITLES, SPECIMEN, Proof, ProofEdition
from keytag.text.figures import format_day

# House rule: 1600 pixels across are as many as messengers keep, and a code's modules stay some pixels wide.
_WIDE, PIXELS_PER_MM = 160.0, 10
_PREVIEW, _UNAPPROVED = "BẢN XEM THỬ", "BẢN XEM THỬ – CHƯA DUYỆT"
_BAND, _MARGIN, _BETWEEN = 15.0, 10.0, 6.0
# House rule, in mm: no side is drawn higher, so that the picture fits a telephone's screen.
_HIGHEST = 90.0
_RED, _GROUND = Ink("preview band", (0.0, 0.95, 0.95, 0.15)), Ink("preview ground", (0.0, 0.0, 0.0, 0.1))
_SAID, _OFFICE, _ABOUT = Style(24.0, 800, PAPER), Style(20.0, 700), Style(15.0, 500, GREY)
_HASH, _CAPTION = Style(17.0, 700), Style(12.0, 500, GREY)


def preview_page(proof: Proof, edition: ProofEdition, *, is_approved: bool = False) -> Artwork:
    """Return the picture: whose tag it is, of which day, both sides large, and by which number it is answered."""
    status = SPECIMEN if proof.is_sample else _PREVIEW if is_approved else _UNAPPROVED
    lines = wrap_at_most(_name(edition), _OFFICE, _WIDE - 2 * _MARGIN, 2)
    top = _BAND + 9.0 + len(lines) * 8.4 + 8.0
    places, bottom = _places(edition, top)
    high = bottom + (22.0 if proof.has_own_numbers else 15.0) + _BAND
    canvas = Canvas(Rect(0.0, 0.0, _WIDE, high))
    canvas.filled(Rect(0.0, 0.0, _WIDE, high), PAPER)
    for y in (0.0, high - _BAND):
        canvas.filled(Rect(0.0, y, _WIDE, y + _BAND), _RED)
        style = _SAID.fitted(status, _WIDE - 12.0, 12.0)
        canvas.line(status, _WIDE / 2, y + _BAND / 2 + style.em * 0.35, style, Align.CENTRE)
    for number, line in enumerate(lines):
        canvas.line(line, _MARGIN, _BAND + 9.0 + number * 8.4, _OFFICE)
    about = f"{edition.programme or proof.goods}, ngày {format_day(proof.day)}"
    canvas.line(shorten_to_fit(about, _ABOUT, _WIDE - 2 * _MARGIN), _MARGIN, top - 7.0, _ABOUT)
    canvas.filled(Rect(0.0, top - 2.0, _WIDE, bottom + 2.0), _GROUND)
    for side, place in zip(edition.sides, places, strict=True):
        draw_cut_tag(canvas, edition.shape, side, place, ground=_GROUND)
        x, y = place.e + edition.shape.width * place.a / 2, place.f + edition.shape.height * place.a + 5.4
        title = SIDE_TITLES[side.name].vi + (": không in" if side.is_blank else "")
        canvas.line(title, x, y, _CAPTION, Align.CENTRE)
    said = f"Mã riêng {edition.artwork_hash}" if proof.has_own_numbers else f"Mã in # {proof.content_hash}"
    canvas.line(said, _MARGIN, bottom + 11.4, _HASH)
    answer = "Trả lời kèm mã bên trái"
    canvas.line(answer, _WIDE - _MARGIN, bottom + 11.0, _ABOUT, Align.RIGHT)
    if proof.has_own_numbers:
        canvas.line(f"Mã in # {proof.content_hash} là của cả đơn", _MARGIN, bottom + 18.6, _ABOUT)
    return Artwork(outline_page(canvas.page()), Rect(0.0, 0.0, _WIDE, high))


def _name(edition: ProofEdition) -> str:
    if edition.name.casefold() in edition.office.casefold():
        return edition.office
    return f"{edition.office} – {edition.name}"


def _places(edition: ProofEdition, top: float) -> tuple[tuple[Affine, Affine], float]:
    """Return where both sides stand and where they end: one under the other, or beside it where that is larger."""
    wide, high, room = edition.shape.width, edition.shape.height, _WIDE - 2 * _MARGIN
    below = min(room / wide, _HIGHEST / high)
    beside = min((room - _BETWEEN) / 2 / wide, 1.6 * _HIGHEST / high)
    if beside > below:
        x = _WIDE / 2 - wide * beside - _BETWEEN / 2
        places = tuple(
            Affine(beside, 0.0, 0.0, beside, x + number * (wide * beside + _BETWEEN), top + 4.0)
            for number in range(2)
        )
        return (places[0], places[1]), top + 4.0 + high * beside + 8.0
    x, step = _WIDE / 2 - wide * below / 2, high * below + _BETWEEN + 6.0
    first, second = (Affine(below, 0.0, 0.0, below, x, top + 4.0 + number * step) for number in range(2))
    return (first, second), top + 4.0 + step + high * below + 8.0


def share_message(proof: Proof, edition: ProofEdition, *, is_approved: bool = False) -> str:
    """Return what to send with the picture: what to read, to call and to scan, and how to answer."""
    return "\n".join((*_message(proof, edition, is_approved=is_approved), ""))


def _message(proof: Proof, edition: ProofEdition, *, is_approved: bool) -> Iterator[str]:
    goods = edition.programme or proof.goods
    said = f"mã riêng {edition.artwork_hash}" if proof.has_own_numbers else proof.number
    yield f"Kính gửi {edition.office},"
    yield ""
    yield f"Gửi đơn vị bản xem thử {goods[:1].lower()}{goods[1:]}, ngày {format_day(proof.day)}."
    if is_approved:
        yield f"Đây chỉ là bản xem thử; mẫu này ({said}) đã được duyệt."
    else:
        yield "Đây chỉ là bản xem thử, chưa duyệt, chưa in."
    if proof.is_sample:
        yield f"{SPECIMEN}: các số trong hình là số giả, xin đừng gọi."
    yield ""
    yield "Đề nghị đơn vị:"
    steps = [f"Đọc lại từng chữ trên {'một mặt' if edition.back.is_blank else 'hai mặt'}."]
    if edition.numbers and not proof.is_sample:
        numbers = "".join(f"\n   - {number.as_printed}: {number.label}" for number in edition.numbers)
        steps.append(f"Gọi thử từng số, xem đúng người nghe máy:{numbers}")
    if edition.code is not None:
        steps.append(f"Quét mã QR trong hình bằng máy khác; địa chỉ phải đúng từng chữ:\n   {edition.code.link}")
    steps.append(f"Trả lời tin này: “Đúng, {said}”, hoặc ghi rõ chỗ sai.")
    for number, step in enumerate(steps, start=1):
        yield f"{number}. {step}"
    yield ""
    if proof.has_own_numbers:
        yield f"Sửa dù một chữ số thì mã riêng đổi, và phải xem lại. Cả đơn in: {proof.number}."
    else:
        yield "Sửa dù một chữ số thì mã in cũng đổi, và phải xem lại."
