"""The job ticket's first page, A4, for an operator at arm's length: what press and cutter are set up by.

What must not be missed is large, everything else is a row with its label; what nobody said has a line for the pen.
Runs, editions and files are on the pages behind it. Vietnamese first, English small. Must not know of jobs or
shops, only of the `Ticket`.
"""

from __future__ import annotations

from collections.abc import Iterable

from keytag.drawing.geometry import Rect
from keytag.drawing.ink import PROCESS, Cmyk, Ink
from keytag.drawing.paper import PaperPage
from keytag.imposition.slug import UNAPPROVED
from keytag.output.page.canvas import (
    A4,
    BODY,
    HEAD,
    LABEL,
    LEFT,
    RIGHT,
    RULE,
    SECOND,
    Align,
    Canvas,
    Style,
    shorten_to_fit,
    wrap_at_most,
)
from keytag.output.ticket.drawings import (
    Side,
    backing_title,
    draw_side,
    draw_turning,
    height_of,
    picture_sides,
    scale_for,
    second_side_words,
)
from keytag.output.ticket.facts import Ticket
from keytag.output.ticket.figures import Row, ink_mixture, ink_title, order_rows, press_rows
from keytag.output.ticket.lists import (
    SIGNED,
    cutter_setup_title,
    list_pages,
    plate_title,
    plates_by_side,
    plates_title,
)
from keytag.text.figures import format_count, format_day, format_print
from keytag.text.text import Text

_ISSUER = Style(24.0, 700)
_FIGURE = Style(30.0, 700)
_WAY = Style(16.0, 700)
_INK, _CONFIRM = Style(9.0, 600), Style(9.0, 600)
_HALF = (RIGHT - LEFT) / 2
# House rule, in mm: the widths of the four large figures; sheets to load say what they are made up of.
_COLUMNS = (51.0, 39.0, 47.0, 41.0)
# House rules, in mm: where the parts of the page begin, and where labels end and facts begin in a row.
_FIGURES, _PICTURES, _TURNING, _INKS, _SIGNING = 40.0, 67.6, 128.0, 231.5, 274.5
_LABEL = 29.0
# House rules, in mm: how far rows stand apart, at most those of the right half, which end before the order begins.
_ROW, _ORDER_ROW = 9.2, 8.7
_BEFORE_ORDER = 5.2
_MADE_BY = 86.0
# House rule: inks beyond this many are named on the sheets alone.
_MOST_INKS = 8
# House rule: nobody overlooks it, above all else on the page.
_STAMP = Style(13.0, 800, tracking=0.04)
_WHITE_FRAME = Ink("frame", (0.0, 0.0, 0.0, 0.5))
# House rule: a ruler by which is seen whether the page was printed at true size.
_RULER = 50.0


def ticket_pages(ticket: Ticket) -> tuple[PaperPage, ...]:
    """Return the ticket: the page of press and cutter, a larger tag at true size, the lists."""
    sides = picture_sides(ticket)
    room = Rect(0.0, _PICTURES, _HALF - 0.5, _TURNING - 6.2)
    scale = scale_for(ticket, room) if sides else 1.0
    larger = _true_size(ticket, sides) if scale < 1.0 else ()
    lists = list_pages(ticket, 2 + len(larger))
    pages = 1 + len(larger) + len(lists)
    canvas = Canvas()
    _head(canvas, ticket)
    _figures(canvas, ticket)
    _pictures(canvas, ticket, sides, scale)
    _way(canvas, ticket)
    _facts(canvas, ticket)
    _order(canvas, ticket)
    _plates(canvas, ticket)
    _inks(canvas, ticket)
    _signing(canvas, ticket)
    _foot(canvas, ticket, 1, pages)
    for number, each in enumerate(larger, start=2):
        _foot(each, ticket, number, pages)
    return (canvas.page(), *(each.page() for each in larger), *lists)


def _head(canvas: Canvas, ticket: Ticket) -> None:
    if ticket.unapproved:
        canvas.line(f"{UNAPPROVED.vi} / {UNAPPROVED.en}", (LEFT + RIGHT) / 2, 11.6, _STAMP, Align.CENTRE)
    canvas.beside(Text("PHIẾU SẢN XUẤT", "JOB TICKET"), LEFT, 17.0, Style(10.0, 700, tracking=0.06))
    canvas.line(format_day(ticket.date), RIGHT, 17.0, HEAD, Align.RIGHT)
    made = Text("Người lập phiếu", "made by")
    canvas.beside(made, _MADE_BY, 17.0, _CONFIRM)
    start = _MADE_BY + _CONFIRM.width(made.vi) + SECOND.width(made.en) + 4.0
    canvas.rule(17.8, start, RIGHT - HEAD.width(format_day(ticket.date)) - 4.0)
    canvas.rule(20.0, heavy=True)
    style = _ISSUER.fitted(ticket.issuer, RIGHT - LEFT, 18.0)
    canvas.line(shorten_to_fit(ticket.issuer, style, RIGHT - LEFT), LEFT, 30.4, style)
    job = f"{ticket.job}  ·  {ticket.shop.title.vi}"
    canvas.line(
        shorten_to_fit(job, BODY, RIGHT - LEFT - (78.0 if ticket.order_number is not None else 50.0)),
        LEFT,
        37.4,
        BODY,
    )
    which = f"đặt in {format_print(ticket.order_number).vi}  ·  " if ticket.order_number is not None else ""
    canvas.line(f"{which}mã in # {ticket.content_hash}", RIGHT, 37.4, BODY, Align.RIGHT)


def _figures(canvas: Canvas, ticket: Ticket) -> None:
    """Set the four numbers that a run stands or falls by."""
    plan = ticket.plan
    load, slots, lost, done = _SHEETS if ticket.shop.process != "moulded" else _CASTINGS
    short = Text("quá số này thì thiếu hàng", "any more: too few tags")
    if not ticket.sheets_to_spare:
        short = Text("hỏng một là thiếu hàng", "one lost: too few tags")
    printed = Text(
        f"{done.vi} {format_count(plan.printed)}, dư {format_count(plan.spare)}",
        f"{plan.printed:,} {done.en}, {plan.spare:,} over",
    )
    figures = (
        (ticket.sheets_to_load, load, _loaded(ticket)),
        (plan.slots, slots, _runs_and_editions(ticket)),
        (plan.ordered, Text("chiếc đặt in", "tags ordered"), printed),
        (ticket.sheets_to_spare, lost, short),
    )
    canvas.rule(_FIGURES)
    x = LEFT
    for (figure, label, detail), wide in zip(figures, _COLUMNS, strict=True):
        room = wide - 2.0
        canvas.line(
            format_count(figure), x, _FIGURES + 11.5, _FIGURE.fitted(format_count(figure), room - 4.0, 18.0)
        )
        canvas.beside(label, x, _FIGURES + 16.6, _fitting(label, room))
        for number, said in enumerate(dict.fromkeys((detail.vi, detail.en))):
            canvas.line(shorten_to_fit(said, SECOND, room), x, _FIGURES + 20.8 + 3.9 * number, SECOND)
        x += wide


def _loaded(ticket: Ticket) -> Text:
    """Return what the sheets to load are made up of: good ones, those to make ready, those to set the cutter."""
    plan = ticket.plan
    setup = cutter_setup_title(ticket.shop.process)
    parts = (
        (plan.sheets, Text("tốt", "good")),
        (plan.make_ready, Text("canh bài", "set-up")),
        (plan.cutter_setup, setup),
    )
    return _listed(parts, least=1)


def _runs_and_editions(ticket: Ticket) -> Text:
    """Return how many runs and editions there are, where it is not one of each."""
    parts = ((len(ticket.runs), Text("bài in", "runs")), (len(ticket.editions), Text("mẫu", "editions")))
    return _listed(parts, least=2)


def _listed(parts: Iterable[tuple[int, Text]], least: int) -> Text:
    """Return those of ``parts`` that are ``least`` or more, each with what it counts."""
    shown = [(number, what) for number, what in parts if number >= least]
    vi = ", ".join(f"{format_count(number)} {what.vi}" for number, what in shown)
    return Text(vi, ", ".join(f"{number:,} {what.en}" for number, what in shown))


# What a run is counted in: sheets that are loaded, or castings of a plate of moulds.
_SHEETS = (
    Text("tờ nạp máy", "sheets to load"),
    Text("con / tờ", "tags per sheet"),
    Text("tờ được hỏng", "may be lost"),
    Text("in", "printed"),
)
_CASTINGS = (
    Text("lần đúc", "castings"),
    Text("con / lần", "tags each"),
    Text("lần hỏng được", "to lose"),
    Text("đúc", "cast"),
)


def _fitting(label: Text, room: float) -> Style:
    """Return the style in which both languages of a label stand beside each other in ``room``."""
    return HEAD.fitted(label.vi, room - SECOND.width(label.en) - 2.0, 9.0)


def _pictures(canvas: Canvas, ticket: Ticket, sides: tuple[Side, ...], scale: float) -> None:
    """Draw both sides beside each other, with a ruler."""
    canvas.rule(_PICTURES - 1.2)
    for number, side in enumerate(sides):
        draw_side(canvas, ticket, side, Rect(LEFT + number * _HALF, _PICTURES, RIGHT, _TURNING), scale)
    if not sides:
        return
    y = _TURNING - 3.4
    edition = ticket.picture.edition if ticket.picture is not None else ""
    end = RIGHT
    if edition:
        more = f" (1/{format_count(len(ticket.editions))})" if len(ticket.editions) > 1 else ""
        said = shorten_to_fit(f"Mẫu trong hình / edition shown: {edition}{more}", SECOND, _HALF - 4.0)
        canvas.line(said, RIGHT, y, SECOND, Align.RIGHT)
        end -= SECOND.width(said) + 4.0
    if scale < 1.0:
        canvas.line("Hình đúng cỡ: trang 2 / true size: page 2", LEFT, y, SECOND)
    else:
        _ruler(canvas, y, end)


def _ruler(canvas: Canvas, y: float, end: float) -> None:
    """Draw a ruler of so many millimetres and say, before ``end``, that it must measure them."""
    canvas.filled(Rect(LEFT, y - 1.6, LEFT + _RULER, y - 1.6 + RULE), _BLACK)
    for x in range(int(_RULER) // 10 + 1):
        canvas.filled(Rect(LEFT + 10 * x - RULE / 2, y - 2.8, LEFT + 10 * x + RULE / 2, y - 0.4), _BLACK)
    beside = LEFT + _RULER + 2.5
    said = ("50 mm khi in đúng cỡ / at true size", "50 mm khi in đúng cỡ", "50 mm")
    fits = next((text for text in said if beside + SECOND.width(text) <= end), said[-1])
    canvas.line(fits, beside, y - 0.6, SECOND)


_BLACK = Ink("ruler", (0.0, 0.0, 0.0, 1.0))


def _true_size(ticket: Ticket, sides: tuple[Side, ...]) -> tuple[Canvas, ...]:
    """Return pages with the sides at true size, two to a page where they fit, or as large as A4 is."""
    room = Rect(LEFT, 26.0, RIGHT, A4.height - 20.0)
    scale = scale_for(ticket, room)
    high = height_of(ticket, scale)
    canvases: list[Canvas] = []
    y = room.y1
    for side in sides:
        if y + high > room.y1:
            canvas = Canvas()
            canvases.append(canvas)
            canvas.beside(Text("Hình móc khóa", "The tag"), LEFT, 17.0, HEAD)
            canvas.rule(20.0, heavy=True)
            y = room.y0
        draw_side(canvases[-1], ticket, side, Rect(LEFT, y, RIGHT, y + high), scale)
        y += high + 6.0
    return tuple(canvases)


def _way(canvas: Canvas, ticket: Ticket) -> None:
    """Say and draw how the sheet is backed up, in the left half."""
    backing = ticket.shop.backing
    canvas.rule(_TURNING)
    if ticket.shop.process == "moulded":
        canvas.beside(Text("Vỉ khuôn", "The plate of moulds"), LEFT, _TURNING + 8.0, _WAY)
        canvas.pair(Text("Mỗi mặt vẽ như khi nhìn mặt ấy", "Each side as it is seen"), LEFT, _TURNING + 13.6, HEAD)
    else:
        canvas.beside(backing_title(ticket.shop.press, backing), LEFT, _TURNING + 8.0, _WAY)
        canvas.pair(second_side_words(ticket.shop.press, backing), LEFT, _TURNING + 13.6, HEAD)
    draw_turning(canvas, ticket, Rect(LEFT, _TURNING + 20.5, LEFT + _HALF - 8.0, _order_at(ticket) - 3.0))


def _facts(canvas: Canvas, ticket: Ticket) -> None:
    """List sheet, process, cut and standard in the right half."""
    rows, top = press_rows(ticket), _TURNING + 6.5
    apart = min(_ROW, (_order_at(ticket) - _BEFORE_ORDER - top) / (len(rows) - 1))
    for number, row in enumerate(rows):
        _row(canvas, row, LEFT + _HALF, top + number * apart, RIGHT)


def _order_at(ticket: Ticket) -> float:
    """Return where the order begins, which ends where the inks begin."""
    return _INKS - 2.7 - (len(order_rows(ticket)) + 1) // 2 * _ORDER_ROW


def _order(canvas: Canvas, ticket: Ticket) -> None:
    """List what the office orders beside the print, in two columns."""
    top = _order_at(ticket)
    canvas.rule(top)
    for number, row in enumerate(order_rows(ticket)):
        x = LEFT + (number % 2) * _HALF
        _row(canvas, row, x, top + 6.0 + number // 2 * _ORDER_ROW, x + _HALF - (5.0 if number % 2 == 0 else 0.0))


def _row(canvas: Canvas, row: Row, x: float, y: float, end: float) -> None:
    """Set a label and its fact: in both languages, in two lines where one does not do, or a line for the pen."""
    (label, fact), at = row, x + _LABEL
    canvas.pair(label, x, y, LABEL)
    room = end - at
    if fact is None:
        canvas.rule(y + 0.6, at, end)
        return
    style = BODY.fitted(fact.vi, room, 9.0)
    first, *more = wrap_at_most(fact.vi, style, room, 2)
    canvas.line(first, at, y, style)
    second = fact.en if fact.en != fact.vi else ""
    if more:
        canvas.line(shorten_to_fit(more[0], style, room), at, y + 3.9, style)
        at += style.width(more[0]) + 2.0
        # Half of a second language tells nobody anything.
        second = second if SECOND.width(second) <= end - at else ""
    if second:
        canvas.line(shorten_to_fit(second, SECOND, end - at), at, y + 3.9, SECOND)


def _plates(canvas: Canvas, ticket: Ticket) -> None:
    """Show the plates of each side, as a separator finds them, each with its ink's look."""
    canvas.rule(_INKS)
    canvas.beside(plates_title(ticket.shop.process), LEFT, _INKS + 5.6, HEAD)
    sides = plates_by_side(ticket)
    for number, (side, names) in enumerate(sides):
        y = _INKS + 13.0 + number * 11.5
        canvas.pair(side, LEFT, y, LABEL)
        x, end = LEFT + _LABEL - 4.0, LEFT + _HALF - 4.0
        if not names:
            canvas.rule(y + 0.6, x, end)
        for name in names:
            said = plate_title(name)
            wide = 6.4 + _INK.width(said) + 3.0
            if x + wide > end and x > LEFT + _LABEL:
                x, y = LEFT + _LABEL - 4.0, y + 5.2
            box = Rect(x, y - 3.6, x + 5.0, y + 0.4)
            canvas.filled(box, Ink(f"plate {name}", _look_of(ticket, name)))
            canvas.framed(box, _WHITE_FRAME)
            canvas.line(shorten_to_fit(said, _INK, end - x - 6.4), x + 6.4, y, _INK)
            x += wide


def _is_white(ticket: Ticket, name: str) -> bool:
    """Tell whether a spot is white: its alternate has a colour only so that it is seen in PDF files."""
    white = ticket.shop.white
    return name == "white" or (white is not None and name == white.spot)


def _look_of(ticket: Ticket, name: str) -> Cmyk:
    """Return how a plate's ink looks in process colours."""
    if _is_white(ticket, name):
        return 0.0, 0.0, 0.0, 0.0
    if name in PROCESS:
        c, m, y, k = (float(name == each) for each in PROCESS)
        return c, m, y, k
    return next(
        (ink.cmyk for ink in ticket.colours.printed if ink.spot and ink.name == name), (0.0, 0.0, 0.0, 0.0)
    )


def _inks(canvas: Canvas, ticket: Ticket) -> None:
    """Show each colour as it looks, with what it is mixed of; technical ones as lines, since they do not print."""
    left = LEFT + _HALF
    canvas.beside(Text("Màu trên móc khóa", "Colours of the tag"), left, _INKS + 5.6, HEAD)
    shown = _colours(ticket)
    # The fewer there are, the more room their names have.
    across = 3 if len(shown) <= 6 else 4
    wide = _HALF / across
    if len(shown) > _MOST_INKS:
        more = f"+ {len(shown) - _MOST_INKS + 1} màu nữa / more"
        canvas.line(more, left + 3 * wide, _INKS + 27.0, SECOND)
    for i, (ink, name, note) in enumerate(shown[: _MOST_INKS if len(shown) <= _MOST_INKS else _MOST_INKS - 1]):
        x, y = left + i % across * wide, _INKS + 8.0 + i // across * 13.6
        box = Rect(x, y, x + 13.0, y + 4.4)
        if ink.technical:
            canvas.framed(box.grown(-0.4), Ink(ink.name, ink.cmyk), 0.6, (2.0, 1.2))
        else:
            canvas.filled(box, Ink(ink.name, (0.0,) * 4 if _is_white(ticket, ink.name) else ink.look))
            canvas.framed(box, _WHITE_FRAME)
        title = ink_title(ink).en
        is_room = _INK.width(name) + SECOND.width(title) + 3.5 <= wide
        said = shorten_to_fit(name, _INK, wide - 1.5)
        canvas.beside(Text(said, title if is_room else said), x, y + 8.0, _INK)
        small = SECOND.fitted(note, wide - 1.0, 9.0)
        canvas.line(shorten_to_fit(note, small, wide - 1.0), x, y + 12.0, small)


def _colours(ticket: Ticket) -> list[tuple[Ink, str, str]]:
    """Return every colour of the tag with its name and how it comes there: poured or of the material first."""
    making = ticket.making
    poured = [part.colour for part in making.parts if part.made == "moulded"] if making is not None else []
    material = [making.material] if making is not None and making.material is not None else []
    body = "thân" if ticket.shop.process == "moulded" else "tấm"
    found = [(ink, ink_title(ink).vi, f"{body}, {_mixed(ink)}") for ink in material]
    found += [
        (ink, ink_title(ink).vi, f"đổ, {_mixed(ink)}") for ink in dict.fromkeys(poured) if ink not in material
    ]
    for ink in ticket.colours.printed:
        if _is_white(ticket, ink.name):
            under = ticket.shop.white is not None and ink.name == ticket.shop.white.spot
            found.append((ink, "lót trắng" if under else "trắng", f"mực {ink.name}"))
        else:
            found.append((ink, ink_title(ink).vi, _mixed(ink)))
    return found + [(ink, ink_title(ink).vi, "không in / no print") for ink in ticket.colours.technical]


def _mixed(ink: Ink) -> str:
    """Return what an ink is mixed of; of a spot what it is to look like."""
    mixed = ink_mixture(ink)
    return f"pha ≈ {mixed}" if ink.spot and mixed else mixed or "–"


def _signing(canvas: Canvas, ticket: Ticket) -> None:
    """Leave a line for whoever passes each run's first sheet, and a box where the shop has figures to confirm."""
    y, is_moulded = _SIGNING, ticket.shop.process == "moulded"
    canvas.rule(y - 8.0)
    if ticket.shop.is_general:
        canvas.framed(Rect(LEFT, y - 6.6, LEFT + 2.6, y - 4.0), _BLACK)
        canvas.beside(_to_confirm(ticket.shop.process), LEFT + 4.4, y - 4.2, _CONFIRM)
        y += 1.4
    first = "mẫu đầu" if is_moulded else "tờ in đầu"
    runs = len(ticket.runs)
    if 1 < runs <= SIGNED:
        across = 1 if runs == 2 else 2
        said = f"Ký duyệt {first}, bài" if across == 1 else f"{first.capitalize()}, bài"
        for number in range(runs):
            at = LEFT + number % across * _HALF
            end = RIGHT if across == 1 or number % across else at + _HALF - 4.0
            _sign(canvas, f"{said} {number + 1}", at, y - 0.6 + number // across * 6.2, end)
        return
    _sign(canvas, f"Ký duyệt {first}: họ tên", LEFT, y, RIGHT)
    more = "từng bài: bảng ở trang sau / each run: list behind" if runs > 1 else ""
    canvas.line(more or "First sheet signed off: name, day, hour", LEFT, y + 4.2, SECOND)


def _to_confirm(process: str | None) -> Text:
    """Return what a shop confirms whose figures are nobody's in particular."""
    who, figures = "Nhà in", "khổ, lề, chừa xén, sai số bế"
    if process == "moulded":
        who, figures = "Xưởng đúc", "cỡ vỉ khuôn, lề, khe giữa các con"
    elif process == "uv":
        figures = "khổ, lề, chừa xén, sai số cắt"
    return Text(f"{who} xác nhận {figures}: số liệu chung của keytag", "general figures: confirm")


def _sign(canvas: Canvas, said: str, x: float, y: float, end: float) -> None:
    """Leave lines for a name, a day and an hour, up to ``end``."""
    is_wide = end - x > _HALF
    style = HEAD if is_wide else _CONFIRM
    day_and_hour = (24.0, 22.0) if is_wide else (10.0, 10.0)
    room = end - x - sum(style.width(text) + 2.0 for text in (said, "ngày", "giờ")) - 6.0
    for text, wide in zip((said, "ngày", "giờ"), (room - sum(day_and_hour), *day_and_hour), strict=True):
        canvas.line(text, x, y, style)
        x += style.width(text) + 2.0
        canvas.rule(y + 0.8, x, x + wide)
        x += wide + 3.0


def _foot(canvas: Canvas, ticket: Ticket, number: int, pages: int) -> None:
    y = A4.height - 9.4
    canvas.rule(A4.height - 14.0)
    stamp = f"  ·  {UNAPPROVED.vi} / {UNAPPROVED.en}" if ticket.unapproved else ""
    canvas.line(f"keytag {ticket.version}  ·  # {ticket.content_hash}{stamp}", LEFT, y, SECOND)
    canvas.line(f"{number} / {pages}", RIGHT, y, LABEL, Align.RIGHT)
