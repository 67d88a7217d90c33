"""The lists of a ticket, behind its first page: runs, editions by name, how parts are made, files of the package.

Each edition has a line of its own with its own figures, so that a list can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.drawing.ink import PROCESS, Ink
from keytag.drawing.paper import PaperPage
from keytag.imposition.slug import UNAPPROVED
from keytag.output.page.canvas import Align
from keytag.output.page.table import Cell, Column, PaperTable, Section, table_pages
from keytag.output.ticket.facts import Ticket, TicketContent, TicketMaking, TicketPart
from keytag.output.ticket.figures import PLATES, cutting_rows, face_words, ink_title
from keytag.text.figures import format_count, format_day, format_measure
from keytag.text.text import Text, same_text

_TIE = "\N{NO-BREAK SPACE}"
_SIDES = {"front": Text("mặt trước", "front"), "back": Text("mặt sau", "back")}
_MADE = {
    "material": Text("màu của vật liệu, không in", "the material's own colour"),
    "moulded": Text("đúc, màu riêng", "moulded in its own colour"),
    "printed": Text("in", "printed"),
    "patch": Text("tem dán rời", "a patch that is put on"),
}
# What the slots of keytag's own templates hold.
_SLOTS = {
    "ground": Text("nền", "ground"),
    "rim": Text("vành", "rim"),
    "line": Text("đường viền", "line"),
    "issuer": Text("tên đơn vị", "office"),
    "name": Text("tên", "name"),
    "slogan": Text("khẩu hiệu", "slogan"),
    "hotline": Text("số chính", "first number"),
    "more": Text("các số khác", "other numbers"),
    "others": Text("các số khác", "other numbers"),
    "list": Text("các số", "numbers"),
    "officers": Text("số của cán bộ", "officers' numbers"),
    "code": Text("mã QR", "QR code"),
    "caption": Text("chữ bên mã QR", "caption of the code"),
}
# House rule: so much of a digest tells two files apart.
_DIGITS = 16
# House rule: what is longer is told in full behind the first page, whose rows may be too short for it.
_LONG = 50
# House rule: so many runs are signed for on the first page.
SIGNED = 4
# House rule: in a folder of more files than this each is not named.
_NAMED = 40


def list_pages(ticket: Ticket, first: int) -> tuple[PaperPage, ...]:
    """Return the lists on as many pages as they take, numbered from ``first``."""
    sections = (
        Section(Text("Bài in", "Runs"), run_rows(ticket), _run_columns(ticket), run_total(ticket)),
        *_signing(ticket),
        Section(Text("Các mẫu", "Editions"), edition_rows(ticket), _EDITION_COLUMNS, edition_total(ticket)),
        *_order(ticket),
        *_cutter(ticket),
        *_making(ticket),
        Section(Text("Tệp trong gói", "Files of the package"), file_rows(ticket), _FILE_COLUMNS),
    )
    stamp = f"  ·  {UNAPPROVED.vi} / {UNAPPROVED.en}" if ticket.unapproved else ""
    footer = f"{ticket.issuer}  ·  {ticket.job}  ·  # {ticket.content_hash}{stamp}"
    title = Text("Bài in, mẫu, tệp", "Job ticket: runs, editions, files")
    return table_pages(PaperTable(title, format_day(ticket.date), (), sections, footer), first)


def plates_title(process: str | None) -> Text:
    """Return what a shop calls the inks of a side: by what its process prints from, where that is of one ink."""
    return PLATES[process] if process in ("offset", "screen", "pad") else Text("Bản màu", "Separations")


def plates_by_side(ticket: Ticket) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """Return the sides of a form with the plates of each; none where nobody has counted them."""
    backing = ticket.shop.backing
    titles = [Text("Hai mặt", "Both sides")] if backing.shares_form else [Text("Mặt trước", "Front")]
    if backing.is_two_sided and not backing.shares_form:
        titles.append(Text("Mặt sau", "Back"))
    sides = ticket.sides or ((),) * len(titles)
    return tuple((title, ticket.in_print_order(names)) for title, names in zip(titles, sides, strict=False))


def _run_columns(ticket: Ticket) -> tuple[Column, ...]:
    right = Align.RIGHT
    is_moulded = ticket.shop.process == "moulded"
    named = "Kẽm" if ticket.shop.process == "offset" else "Màu"
    return (
        Column(Text("Bài in", "Run"), 1.2),
        Column(Text("Số lần đúc", "Castings") if is_moulded else Text("Nạp máy", "To load"), 1.2, right),
        Column(Text("Lần tốt" if is_moulded else "Tờ tốt", "Good"), 1.0, right),
        Column(Text("Được hỏng", "May be lost"), 1.4, right),
        Column(Text("Số mẫu", "Editions"), 1.1, right),
        *(
            Column(Text(f"{named} {side.vi.lower().removeprefix('mặt ')}", f"{side.en}: inks"), 2.0)
            for side, _ in plates_by_side(ticket)
        ),
        Column(Text("Tệp, trang", "File, pages"), 3.4),
    )


def run_rows(ticket: Ticket) -> tuple[tuple[Cell, ...], ...]:
    """Return of each run: sheets to load, good ones, those to spare where it is alone, plates, pages."""
    sides = len(plates_by_side(ticket))
    return tuple(
        (
            f"Bài{_TIE}{number}",
            format_count(run.sheets_to_load or run.run_length),
            format_count(run.run_length),
            # Of several runs only what all of them together bear holds whichever sheet is lost.
            format_count(run.sheets_to_spare) if len(ticket.runs) == 1 else "",
            str(len(run.editions)),
            *(_letters(ticket, run.plates[side] if side < len(run.plates) else ()) for side in range(sides)),
            _place(run.file, run.pages),
        )
        for number, run in enumerate(ticket.runs, start=1)
    )


def run_total(ticket: Ticket) -> tuple[Cell, ...]:
    """Return what all runs take together, the cutter's sheets among them."""
    plan = ticket.plan
    if len(ticket.runs) < 2 and not plan.cutter_setup:
        return ()
    setup, blank = plan.cutter_setup, ("",) * (1 + len(plates_by_side(ticket)))
    said = (
        Text(
            f"gồm {format_count(setup)} tờ {cutter_setup_title(ticket.shop.process).vi}, in ở bài{_TIE}1",
            f"{setup:,} for the cutter, of run{_TIE}1",
        )
        if setup
        else same_text("")
    )
    return (
        "Cộng",
        format_count(ticket.sheets_to_load),
        format_count(plan.sheets),
        format_count(plan.sheets_to_spare),
        *blank,
        said,
    )


def plate_letter(name: str) -> str:
    """Return a process plate's letter; a spot keeps its name."""
    return name if name not in PROCESS else "K" if name == "Black" else name[0]


def plate_title(name: str) -> str:
    """Return what people call a plate: a process plate's letter, a spot's colour with its name in the files."""
    title = _colour(name)
    return title if title == plate_letter(name) else f"{title}{_TIE}({name})"


def _colour(name: str) -> str:
    """Return a process plate's letter, a spot's colour, or the name that the shop gave it."""
    title = ink_title(Ink(name.lower(), (0.0,) * 4)).vi
    return plate_letter(name) if title == name.lower() or name in PROCESS else title


def cutter_setup_title(process: str | None) -> Text:
    """Return what sheets are called that are spoilt until the cutter is set."""
    return Text("canh cắt" if process == "uv" else "canh bế", "cutting")


def _letters(ticket: Ticket, names: tuple[str, ...]) -> str:
    """Return plates by their letters, spots by their colours; their names are on the first page."""
    said = [_colour(name) for name in ticket.in_print_order(names)]
    return ", ".join(said) if any(len(name) > 1 for name in said) else " ".join(said) or "………"


_EDITION_COLUMNS = (
    Column(Text("Số", "No."), 0.7, Align.RIGHT),
    Column(Text("Mẫu", "Edition"), 3.8),
    Column(Text("Đặt (chiếc)", "Ordered"), 1.5, Align.RIGHT),
    Column(Text("In (chiếc)", "Printed"), 1.5, Align.RIGHT),
    Column(Text("Bài in: con × tờ", "Run: tags × sheets"), 3.4),
    Column(Text("Thư mục trong 1-up/", "Folder in 1-up/"), 3.4),
)


def edition_rows(ticket: Ticket) -> tuple[tuple[Cell, ...], ...]:
    """Return of each edition: number, name, ordered, printed, on which runs with how many a sheet, its folder."""
    return tuple(
        (
            str(edition.number or number),
            edition.name or edition.id,
            format_count(edition.ordered),
            format_count(edition.printed),
            "\n".join(_runs_of(ticket, edition.id)),
            edition.id,
        )
        for number, edition in enumerate(ticket.editions, start=1)
    )


def edition_total(ticket: Ticket) -> tuple[Cell, ...]:
    """Return the sums of all editions; none where there is one."""
    if len(ticket.editions) < 2:
        return ()
    ordered, printed = (sum(n) for n in zip(*((e.ordered, e.printed) for e in ticket.editions), strict=True))
    said = f"Tổng cộng {format_count(len(ticket.editions))} mẫu"
    return "", said, format_count(ordered), format_count(printed), "", ""


def _runs_of(ticket: Ticket, edition: str) -> Iterator[str]:
    """Yield each run that an edition is on: tags of it on a sheet, and sheets; a line that is never parted."""
    for number, run in enumerate(ticket.runs, start=1):
        tags = run.copies.get(edition, 0)
        if tags:
            said = f"Bài {number}: {tags // run.run_length} con × {format_count(run.run_length)} tờ"
            yield said.replace(" ", _TIE)


def _place(file: str, pages: tuple[int, ...]) -> str:
    first, last = min(pages), max(pages)
    return f"{file}, trang{_TIE}{first}" if first == last else f"{file}, trang{_TIE}{first}–{last}"


def _signing(ticket: Ticket) -> Iterator[Section]:
    """Yield a row for each run's first sheet where the first page has no line for each."""
    if len(ticket.runs) > SIGNED:
        rows = tuple((f"Bài{_TIE}{number}", "", "", "") for number, _ in enumerate(ticket.runs, start=1))
        columns = (
            Column(Text("Bài in", "Run"), 1.2),
            Column(Text("Họ tên người ký", "Name"), 4.4),
            Column(Text("Ngày", "Day"), 1.8),
            Column(Text("Giờ", "Hour"), 1.8),
        )
        yield Section(Text("Ký duyệt từng bài", "First sheets signed off"), rows, columns)


def _order(ticket: Ticket) -> Iterator[Section]:
    """Yield in full what an order says at a length for which the first page has no room."""
    order = ticket.order
    said = (
        (Text("Vật liệu", "Stock"), order.stock),
        (Text("Gia công sau in", "Finishing"), order.finishing),
        (Text("Khoen", "Ring"), order.ring),
        (Text("Người liên hệ", "Contact"), order.contact),
    )
    long = tuple((label, text) for label, text in said if text is not None and len(text) > _LONG)
    if long:
        columns = (Column(Text("Yêu cầu", "What"), 2.0), Column(Text("Ghi đủ", "In full"), 7.0))
        yield Section(Text("Đơn vị đặt in yêu cầu", "As ordered"), long, columns)


def _cutter(ticket: Ticket) -> Iterator[Section]:
    """Yield what whoever runs the cutter has to know; goods that end at their mould are not cut."""
    cutting, shop, cutter = ticket.cutting, ticket.shop, ticket.shop.cutter
    if cutting is None or shop.process == "moulded":
        return
    opens = cutter.opens if cutter is not None else None
    file = (
        same_text(opens)
        if opens is not None
        else Text("cut.dxf, cut.svg hoặc cut.pdf", "cut.dxf, cut.svg or cut.pdf")
    )
    rows: list[tuple[Cell, ...]] = [(Text("Tệp", "File"), file)]
    if cutter is not None:
        rows.insert(0, (Text("Máy", "Machine"), cutter.title))
    rows += cutting_rows(
        cutting,
        ticket.content_hash,
        face_words(ticket),
        shop.press.edge,
        depth=shop.cut,
        thickness=shop.thickness,
    )
    if cutter is not None and cutter.note is not None:
        rows.append((Text("Cần biết", "To know"), cutter.note))
    columns = (Column(Text("Việc", "What"), 1.6), Column(Text("Cách làm", "How"), 7.4))
    title = Text("Cắt", "Cutting") if shop.process == "uv" else Text("Bế", "Cutting")
    yield Section(title, tuple(rows), columns)


def _making(ticket: Ticket) -> Iterator[Section]:
    """Yield how each part of the tags is made, where that is more than ink on white stock."""
    making = ticket.making
    if making is None:
        return
    columns = (
        Column(Text("Mặt", "Side"), 1.2),
        Column(Text("Phần", "Part"), 2.6),
        Column(Text("Màu", "Colour"), 2.0),
        Column(Text("Cách làm", "How it is made"), 3.0),
    )
    first = (
        (("", Text("vật liệu", "material"), ink_title(making.material), Text("thân móc khóa", "the body")),)
        if making.material
        else ()
    )
    heading = Text("Cách làm từng phần", "How each part is made")
    groups = ((making.editions, making.parts), *making.others)
    for number, (editions, parts) in enumerate(groups):
        rows = tuple((_SIDES[part.side], _part(part), ink_title(part.colour), _MADE[part.made]) for part in parts)
        if len(groups) > 1:
            of = ", ".join(editions)
            heading = Text(f"Cách làm từng phần – mẫu {of}", "How each part is made, by edition")
        yield Section(heading, (*first, *rows) if not number else rows, columns if not number else ())
    if making.moulds:
        yield Section(Text("Khuôn", "Moulds"), tuple(_mould_rows(ticket, making)), _MOULD_COLUMNS)


def _part(part: TicketPart) -> Text:
    """Name a part of a tag; what shows nothing but the words beside a number is no number."""
    name = _SLOTS.get(part.slot, same_text(part.slot))
    if part.nodes and all(node.endswith(".label") for node in part.nodes):
        return Text(f"nhãn của {name.vi}", f"label of the {name.en}")
    return name


_MOULD_COLUMNS = (
    Column(Text("Khuôn", "Mould"), 1.2),
    Column(Text("Bản vẽ", "Drawing"), 2.6),
    Column(Text("Nổi", "Relief"), 2.0),
    Column(Text("Dùng cho mẫu", "Serves the editions"), 4.0),
)


def _mould_rows(ticket: Ticket, making: TicketMaking) -> Iterator[tuple[Cell, ...]]:
    """Yield each mould with its drawing, how high its levels stand, and the editions that it serves."""
    relief = format_measure(making.relief, " mm") if making.relief is not None else None
    high = Text(f"{relief.vi} mỗi tầng", f"{relief.en} a level") if relief is not None else same_text("")
    for number, editions in enumerate(making.moulds, start=1):
        of: Cell = ", ".join(editions)
        if len(editions) == len(ticket.editions) > 1:
            of = Text(f"cả {format_count(len(editions))} mẫu", f"all {len(editions):,}")
        yield f"Khuôn{_TIE}{number}", f"mould/mould-{number}.dxf", high, of


_FILE_COLUMNS = (
    Column(Text("Tệp", "File"), 3.6),
    Column(Text("Để làm gì", "What for"), 4.6),
    Column(Text("SHA-256, 16 ký tự đầu", "its first 16 characters"), 2.4),
)


def file_rows(ticket: Ticket) -> tuple[tuple[Cell, ...], ...]:
    """Return every file of the package with what it is for; files of many editions under one name."""
    digests = {file.name: file.sha256[:_DIGITS] for file in ticket.files}
    return tuple(_file_row(each, digests) for each in ticket.contents)


def _file_row(each: TicketContent, digests: dict[str, str]) -> tuple[Cell, ...]:
    many = len(each.files)
    if many == 1:
        name = each.files[0]
        return name, each.what, digests.get(name, "")
    if each.name == "job/":
        return each.name, each.what, f"{format_count(many)} tệp / files"
    if each.name.endswith("/") and many <= _NAMED:
        return "\n".join(each.files), each.what, "\n".join(digests.get(name, "") for name in each.files)
    return each.name.replace("*", "(mẫu)"), each.what, f"{format_count(many)} tệp / files"
