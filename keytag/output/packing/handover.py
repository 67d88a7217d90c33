"""The record of handing over: a page for each receiver, who signs for boxes, whether or not households sign later.

Head and order of parts are those of an administrative document (Decree 30/2020/NĐ-CP, appendix I): Vietnamese
alone, blanks for the pen where only the day itself knows. What is known stands there: who gives and who gets, in
which boxes, how many in figures and in words.
"""

from __future__ import annotations

from itertools import groupby

from keytag.drawing.geometry import Rect, polyline
from keytag.drawing.ink import Ink
from keytag.imposition import Page
from keytag.output.packing.parcels import SPECIMEN, Box, PackedOrder, Share, boxes_by_share
from keytag.output.packing.wording import UNKNOWN_HEAD, head_title, number_in_words, tie_numbers
from keytag.output.page import A4, Align, Canvas, Style, shorten_to_fit, wrap, wrap_at_most
from keytag.output.page.canvas import RULE, WARNING
from keytag.output.page.table import Grid, GridColumn
from keytag.text.figures import format_count

# Decree 30/2020/NĐ-CP, appendix I, part I, 1: margins of 20 to 25 mm, at the left 30 to 35 mm for the file, at the
# right 15 to 20 mm.
_LEFT, _RIGHT, _TOP = 30.0, A4.width - 15.0, 24.0
# The same, part II, 1 to 5: the body above upright, the issuing body and the national title in bold, 12 to 13; the
# motto in bold and the text, 13 to 14, in Times; Be Vietnam Pro is a tenth larger at the same size.
_SUPERIOR, _ISSUER, _COUNTRY = Style(12.0, 400), Style(12.0, 700), Style(12.0, 700)
_MOTTO, _TITLE, _ABOUT = Style(12.0, 700), Style(14.0, 700), Style(12.0, 700)
_TEXT, _STRONG, _SMALL = Style(11.5, 400), Style(11.5, 700), Style(10.0, 400)
_LINE = 6.6
_DOTS = Ink("dots", (0.0, 0.0, 0.0, 0.75))
# Two columns: of the office's name, and of the national title, which is longer than the first.
_OFFICE, _NATION = (_LEFT + 36.0, 70.0), _RIGHT - 44.1
_COPIES = (
    "Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản. "
    "Hai bên đã đọc lại, nhất trí và cùng ký tên."
)
_BOXES = Grid(
    (
        GridColumn("STT", 14.0, Align.CENTRE),
        GridColumn("Thùng số", 48.0, Align.CENTRE),
        GridColumn("Số túi", 26.0, Align.CENTRE),
        GridColumn("Số lượng (chiếc)", 39.0, Align.CENTRE),
        GridColumn("Ghi chú", 38.0),
    ),
    row=7.6,
    head=8.4,
)


# What is looked at when boxes change hands.
_CHECKS = (
    ("Đủ thùng, đủ túi, còn niêm phong", "Đúng tên đơn vị, số điện thoại"),
    ("Gọi thử các số, đúng người nghe máy", "Quét mã QR mở đúng địa chỉ"),
)
_TICK = 3.2


def handover_pages(order: PackedOrder) -> tuple[Page, ...]:
    """Return a page for each receiver."""
    own = boxes_by_share(order.boxes)
    return tuple(_page(order, share, own[id(share)]) for share in order.shares)


def set_national_head(canvas: Canvas, order: PackedOrder) -> float:
    """Set the head of an administrative document; return the baseline of its last line."""
    middle, y = _OFFICE[0], _TOP
    if order.superior:
        y, _ = _office(canvas, order.superior, y, _SUPERIOR)
    y, half = _office(canvas, order.issuer, y, _ISSUER)
    canvas.rule(y - 3.0, middle - half, middle + half)
    canvas.fixed("Số: ……/……", middle, y + 3.4, _TEXT, Align.CENTRE)
    canvas.fixed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _NATION, _TOP, _COUNTRY, Align.CENTRE)
    motto = "Độc lập - Tự do - Hạnh phúc"
    canvas.fixed(motto, _NATION, _TOP + 5.4, _MOTTO, Align.CENTRE)
    half = _MOTTO.width(motto) / 2
    canvas.rule(_TOP + 7.8, _NATION - half, _NATION + half)
    dated = f"……………, ngày …… tháng …… năm {str(order.date.year)[:2]}……"
    canvas.fixed(dated, _NATION, _TOP + 15.2, _TEXT, Align.CENTRE)
    return max(y + 3.4, _TOP + 15.2)


def _office(canvas: Canvas, name: str, y: float, style: Style) -> tuple[float, float]:
    """Set an office's name in its column, a little smaller before it breaks; return the next baseline.

    And a fifth of its length, which is half of the rule under it.
    """
    middle, room = _OFFICE
    fitted = style.fitted(name.upper(), room, 10.5)
    lines = wrap_at_most(name.upper(), fitted, room + 0.01, 3)
    for line in lines:
        canvas.fixed(line, middle, y, fitted, Align.CENTRE)
        y += 5.2
    return y, max(fitted.width(line) for line in lines) * 0.2


def _page(order: PackedOrder, share: Share, boxes: tuple[Box, ...]) -> Page:
    canvas = Canvas()
    middle = (_LEFT + _RIGHT) / 2
    y = set_national_head(canvas, order) + 14.0
    canvas.fixed("BIÊN BẢN GIAO NHẬN", middle, y, _TITLE, Align.CENTRE)
    y += 6.8
    receiver = tie_numbers(order.receiver(share))
    for line in wrap_at_most(f"Về việc giao móc khóa cho {receiver}", _ABOUT, _RIGHT - _LEFT - 10.0, 2):
        canvas.line(line, middle, y, _ABOUT, Align.CENTRE)
        y += 5.6
    y += 4.0
    century = str(order.date.year)[:2]
    y = _blanks(canvas, y, ("Thực hiện Kế hoạch số", 26.0, f", ngày ……/……/{century}…… của", 0.0))
    y = _blanks(canvas, y, ("về triển khai mô hình", 0.0))
    y = _blanks(canvas, y, (f"Hôm nay, …… giờ …… ngày …… tháng …… năm {century}……, tại", 0.0))
    canvas.fixed("chúng tôi gồm:", _LEFT, y, _TEXT)
    y = _side(canvas, y + _LINE + 0.6, "Bên giao: ", order.issuer, "")
    y = _side(canvas, y + 0.6, "Bên nhận: ", receiver, _post(order.receiver(share)))
    canvas.fixed("Hai bên cùng kiểm đếm và giao nhận như sau:", _LEFT, y + 0.6, _TEXT)
    y = _goods(canvas, order, share, boxes, y + 4.6 + _LINE)
    y = _checks(canvas, y + _LINE)
    y = _duties(canvas, order, share, y + 6.8)
    _signers(canvas, y + 4.0)
    if order.sample:
        canvas.fixed(f"{SPECIMEN.vi} / {SPECIMEN.en}", middle, A4.height - 9.0, WARNING, Align.CENTRE)
    return canvas.page()


def _post(receiver: str) -> str:
    """Return the post of whoever signs for a group, by what it is called: Trưởng thôn; nothing of others."""
    head = head_title(receiver)
    return "" if head == UNKNOWN_HEAD else head.capitalize()


def _side(canvas: Canvas, y: float, side: str, name: str, post: str) -> float:
    """Set one side: its name in bold, and below who stands for it in which ``post``; return the next baseline.

    Officers of either side are addressed alike.
    """
    canvas.fixed(side, _LEFT, y, _STRONG)
    x = _LEFT + _STRONG.width(side)
    for line in wrap_at_most(name, _STRONG, _RIGHT - x, 2):
        canvas.line(line, x, y, _STRONG)
        y += _LINE
    who = "Đồng chí (ông, bà):" if name.casefold().startswith("công an ") else "Ông (bà):"
    if post:
        return _blanks(canvas, y, (who, 56.0, f" Chức vụ: {post}"))
    return _blanks(canvas, y, (who, 62.0, " Chức vụ:", 0.0))


def _goods(canvas: Canvas, order: PackedOrder, share: Share, boxes: tuple[Box, ...], y: float) -> float:
    """Set what and how many, in figures and in words, and the boxes; return the baseline below."""
    what = f"{order.goods}, mẫu {order.edition(share.edition).name}" if len(order.editions) > 1 else order.goods
    canvas.line(shorten_to_fit(tie_numbers(what), _STRONG, _RIGHT - _LEFT), _LEFT, y - 3.4, _STRONG)
    rows = [(str(number), *row, "") for number, row in enumerate(_runs(share, boxes), start=1)]
    bags = sum(bag.share is share for box in boxes for bag in box.bags)
    rows.append(("", f"Cộng: {format_count(len(boxes))} thùng", format_count(bags), format_count(share.tags), ""))
    y = _BOXES.draw(canvas, _LEFT, y, rows, (_TEXT, _TEXT)) + 7.0
    words = _sentence(number_in_words(share.tags))
    said = f"Tổng số lượng giao: {format_count(share.tags)} chiếc (bằng chữ: {words} chiếc)"
    said += f"{_for_households(share)}."
    for line in wrap(said, _STRONG, _RIGHT - _LEFT):
        canvas.line(line, _LEFT, y, _STRONG)
        y += _LINE
    y = _blanks(canvas, y, ("Tờ rơi hướng dẫn sử dụng:", 16.0, " tờ; Danh sách cấp phát:", 16.0, " trang."))
    return _blanks(canvas, y, ("Hàng thiếu, hỏng (nếu có):", 0.0)) - _LINE


def _for_households(share: Share) -> str:
    """Say for how many households a share is, and how much of it is to spare."""
    if share.households is None:
        return ""
    spare = share.tags - share.households
    left = f", dự phòng {format_count(spare)} chiếc" if 0 < spare < share.households else ""
    return f", cấp cho {format_count(share.households)} hộ{left}"


def _checks(canvas: Canvas, y: float) -> float:
    """Set what is looked at, each with a box to tick; return the last baseline."""
    canvas.fixed("Kiểm tra khi nhận:", _LEFT, y, _TEXT)
    for row in _CHECKS:
        y += 5.8
        for column, said in enumerate(row):
            x = _LEFT + column * (_RIGHT - _LEFT) / len(row)
            canvas.framed(Rect(x, y - 2.8, x + _TICK, y - 2.8 + _TICK), _DOTS, RULE)
            canvas.fixed(said, x + _TICK + 2.0, y, _TEXT)
    return y


def _runs(share: Share, boxes: tuple[Box, ...]) -> list[tuple[str, str, str]]:
    """Return the boxes in rows: numbers, bags and tags; boxes that follow and are alike in one row."""
    own = [(box.number, [bag.tags for bag in box.bags if bag.share is share], len(box.contents)) for box in boxes]
    rows = []
    for (bags, shared), run in groupby(own, key=lambda each: (tuple(each[1]), each[2] > 1)):
        numbers = [number for number, _, _ in run]
        said = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} đến {numbers[-1]}"
        total = len(numbers) * sum(bags)
        which = f"{said} (xếp chung)" if shared else said
        rows.append((which, format_count(len(numbers) * len(bags)), format_count(total)))
    return rows


def _duties(canvas: Canvas, order: PackedOrder, share: Share, y: float) -> float:
    """Set what the receiver does with the tags, and how many copies there are; return the baseline below."""
    has_list = order.has_list(share)
    listed = ", cho ký nhận vào Danh sách" if has_list else ""
    back = "Danh sách đã ký và số móc khóa còn lại" if has_list else "kết quả cấp phát và số móc khóa còn lại"
    duty = (
        f"Bên nhận có trách nhiệm phát tận tay từng hộ, hướng dẫn cách sử dụng{listed}; gửi lại {back} "
        f"cho {order.issuer} trước\u00a0ngày\u00a0……/……/{str(order.date.year)[:2]}……"
    )
    for paragraph in (duty, _COPIES):
        for line in wrap_at_most(paragraph, _TEXT, _RIGHT - _LEFT, 5):
            canvas.line(line, _LEFT, y, _TEXT)
            y += 5.8
        y += 1.6
    return y


def _signers(canvas: Canvas, y: float) -> None:
    wide = (_RIGHT - _LEFT) / 2
    for number, who in enumerate(("ĐẠI DIỆN BÊN NHẬN", "ĐẠI DIỆN BÊN GIAO")):
        at = _LEFT + wide * (number + 0.5)
        canvas.fixed(who, at, y, _STRONG, Align.CENTRE)
        canvas.fixed("(Ký, ghi rõ họ tên)", at, y + 5.0, _SMALL, Align.CENTRE)


def _blanks(canvas: Canvas, y: float, parts: tuple[str | float, ...]) -> float:
    """Set words with dotted blanks between them, so wide in mm, 0 as far as the margin; return the next line."""
    x = _LEFT
    for part in parts:
        if isinstance(part, str):
            canvas.fixed(part, x, y, _TEXT)
            x += _TEXT.width(part) + 1.0
        else:
            end = x + part if part else _RIGHT
            canvas.stroked(polyline(((x, y + 0.5), (end, y + 0.5))), _DOTS, 1.6 * RULE, (0.3, 0.9))
            x = end + 0.6
    return y + _LINE


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
