"""An office's document for Word, where people go on writing it: the blocks of `pages`, as styles and tables.

Answers to ECMA-376 through python-docx, which is imported when a document is written. The date is given: equal
input gives equal bytes. Letters are Times New Roman, which Decree 30/2020/NĐ-CP asks for and offices have; margins
and sizes are those of `pages`. Where a line is left to the pen it ends in a tab with dots, over which one types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from keytag.files.office_zip import date_entries
from keytag.output.document.pages import (
    BOTTOM,
    COUNTRY,
    LEFT,
    MOTTO,
    NATION_WIDE,
    NUMBER,
    OFFICE_ROOM,
    RIGHT,
    TOP,
    WIDE,
    Block,
    Illustration,
    Letterhead,
    Paragraph,
    Signing,
    Table,
    issuer_lines,
    rule_lengths,
)
from keytag.output.document.wording import place_line
from keytag.output.page import A4, Align
from keytag.output.page.ruled import TICK
from keytag.text.figures import tie_units

_FONT = "Times New Roman"
# House rule: empty lines in which one signs.
_SIGNING_LINES = 4
# As on paper, in mm.
_CELL_MARGIN = 1.2
# The columns of the head; programs measure letters a little differently.
_OFFICE, _NATION = OFFICE_ROOM + 1.0, NATION_WIDE + 3.0


def write_docx(head: Letterhead, parts: Sequence[Iterable[Block]], title: str) -> bytes:
    """Return a document as DOCX: its first part under the head, each further one on pages of its own."""
    return _write(head, parts, title, has_heads=False)


def write_docx_of_records(head: Letterhead, records: Sequence[Iterable[Block]], title: str) -> bytes:
    """Return documents of one kind as one DOCX: each under the head, on pages of its own, numbered from one."""
    return _write(head, records, title, has_heads=True)


def _write(head: Letterhead, parts: Sequence[Iterable[Block]], title: str, *, has_heads: bool) -> bytes:
    from docx import Document  # noqa: PLC0415 - 300 ms, for those alone who write one

    document = Document()
    _set_styles(document)
    for number, blocks in enumerate(parts):
        section = document.add_section() if number else document.sections[0]
        _set_section(section, head, number)
        if has_heads or not number:
            _add_head(document, head)
        for block in blocks:
            _add_block(document, block)
    moment = datetime.combine(_first_day(head.day), time())
    about = document.core_properties
    about.author, about.last_modified_by, about.title, about.comments = "keytag", "keytag", title, ""
    about.created, about.modified, about.revision, about.language = moment, moment, 1, "vi-VN"
    buffer = BytesIO()
    document.save(buffer)
    return date_entries(buffer.getvalue(), moment, {})


def _first_day(day: date) -> date:
    """Return ``day``, or the first that a zip can be of."""
    return max(day, date(1980, 1, 1))


def _set_styles(document: Any) -> None:  # noqa: ANN401 - python-docx builds its classes at run time
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Pt  # noqa: PLC0415 - the same

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    fonts = normal.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)


def _set_section(section: Any, head: Letterhead, number: int) -> None:  # noqa: ANN401 - the same
    """Give a part its paper, margins, and page numbers of its own, none on its first page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - the same
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the same
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Mm  # noqa: PLC0415 - the same

    section.page_width, section.page_height = Mm(A4.width), Mm(A4.height)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(A4.width - RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP - 4.0), Mm(A4.height - BOTTOM)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
    if number:
        # A new section is a copy of the one before.
        return
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    # ECMA-376, part 1, 17.6.17: the parts of a section have an order.
    section._sectPr.find(qn("w:cols")).addprevious(numbering)  # noqa: SLF001 - python-docx has no name for it
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, said in (("begin", None), (None, "PAGE"), ("end", None)):
        run = top.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = said
        run._r.append(mark)  # noqa: SLF001 - the same
    if head.stamp:
        for foot in (section.footer, section.first_page_footer):
            foot.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _add_run(foot.paragraphs[0], head.stamp, 11, bold=True, colour=True)


def _add_run(
    paragraph: Any,  # noqa: ANN401 - the same
    text: str,
    size: float = 13.0,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: bool = False,
) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - the same

    # A box to tick is tied to its words here by a blank that does not break.
    said = tie_units(text)
    run = paragraph.add_run(said.replace(TICK, f"{TICK}\N{NO-BREAK SPACE}") if len(said) > 1 else said)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if colour:
        run.font.color.rgb = RGBColor(0xC0, 0x10, 0x10)


def _add_head(document: Any, head: Letterhead) -> None:  # noqa: ANN401 - the same
    """Add the office's column and the nation's: a table without lines, rules as borders of empty lines."""
    left, right = _plain_table(document, (_OFFICE, _NATION)).rows[0].cells
    of_office, of_motto = rule_lengths(head)
    lines = [(head.superior.upper(), 12.0, False, False)] if head.superior else []
    lines += [(line, 12.0, True, False) for line in issuer_lines(head.issuer)]
    _centred_lines(left, lines)
    _rule(left, _OFFICE, of_office)
    _centred_lines(left, [(NUMBER, 13.0, False, False)], again=True)
    if head.subject:
        _centred_lines(left, [(f"V/v {head.subject}", 12.0, False, False)], again=True)
    _centred_lines(right, [(COUNTRY, 12.0, True, False), (MOTTO, 13.0, True, False)])
    _rule(right, _NATION, of_motto)
    _centred_lines(right, [(place_line(head.place, head.day), 13.0, False, True)], again=True)
    _add_gap(document, 12.0)


def _plain_table(document: Any, widths: Sequence[float]) -> Any:  # noqa: ANN401 - the same
    """Return a table of one row without lines, its cells without margins."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the same

    table = document.add_table(rows=1, cols=len(widths))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the same
    _set_cell_margins(table, {"left": 0.0, "right": 0.0})
    _set_widths(table, widths)
    return table


def _set_cell_margins(table: Any, margins: Mapping[str, float]) -> None:  # noqa: ANN401 - the same
    """Set what lies between the lines of a table's cells and their words, in mm."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the same
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Mm  # noqa: PLC0415 - the same

    kept = OxmlElement("w:tblCellMar")
    # ECMA-376, part 1, 17.4.42 and 17.4.59: the parts of both have an order.
    for side in ("top", "left", "bottom", "right"):
        if side in margins:
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(round(Mm(margins[side]).twips)))
            margin.set(qn("w:type"), "dxa")
            kept.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(kept)  # noqa: SLF001 - the same


def _set_widths(table: Any, widths: Sequence[float]) -> None:  # noqa: ANN401 - the same
    from docx.shared import Mm  # noqa: PLC0415 - the same

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _centred_lines(
    cell: Any,  # noqa: ANN401 - the same
    lines: Sequence[tuple[str, float, bool, bool]],
    *,
    again: bool = False,
) -> None:
    """Add centred lines to a cell, each with its size, and whether it is bold, italic; ``again`` after others."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - the same

    for number, (text, size, bold, italic) in enumerate(lines):
        paragraph = cell.add_paragraph() if number or again else cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_run(paragraph, text, size, bold=bold, italic=italic)


def _rule(cell: Any, room: float, length: float) -> None:  # noqa: ANN401 - the same
    """Add a rule of ``length`` in the middle of ``room`` mm: the border of a low empty line."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the same
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Mm, Pt  # noqa: PLC0415 - the same

    paragraph = cell.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0.0, (room - length) / 2))
    shape.line_spacing = Pt(5)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - the same
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def _add_gap(document: Any, points: float, *, keep: bool = False) -> None:  # noqa: ANN401 - the same
    from docx.shared import Pt  # noqa: PLC0415 - the same

    shape = document.add_paragraph().paragraph_format
    shape.line_spacing, shape.keep_with_next = Pt(points), keep


def _add_block(document: Any, block: Block) -> None:  # noqa: ANN401 - the same
    if isinstance(block, Paragraph):
        _add_paragraph(document, block)
    elif isinstance(block, Table):
        _add_table(document, block)
    elif isinstance(block, Illustration):
        _add_picture(document, block)
    else:
        _add_signing(document, block)


def _add_paragraph(document: Any, block: Paragraph) -> None:  # noqa: ANN401 - the same
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415 - the same
    from docx.shared import Mm  # noqa: PLC0415 - the same

    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_after, shape.line_spacing, shape.keep_with_next = Mm(block.after), 1.15, block.keep
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        shape.first_line_indent = Mm(block.indent)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if block.fill else WD_ALIGN_PARAGRAPH.JUSTIFY
    is_italic = block.style.family.endswith("italic")
    for number, part in enumerate(block.text.split("**")):
        if part:
            is_bold = bool(number % 2) or block.style.weight >= 700
            _add_run(paragraph, part, block.style.size_pt, bold=is_bold, italic=is_italic)
    if block.fill:
        shape.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _add_run(paragraph, " \t", block.style.size_pt)


def _add_table(document: Any, block: Table) -> None:  # noqa: ANN401 - the same
    from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT  # noqa: PLC0415 - the same
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - the same
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the same

    rows = [
        tuple(column.heading for column in block.columns),
        *block.rows,
        *((block.total,) if block.total else ()),
    ]
    table = document.add_table(rows=len(rows), cols=len(block.columns))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _set_cell_margins(table, dict.fromkeys(("top", "left", "bottom", "right"), _CELL_MARGIN))
    aligned = {
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    }
    for number, (row, said) in enumerate(zip(table.rows, rows, strict=True)):
        is_strong = number == 0 or (bool(block.total) and number == len(rows) - 1)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the same
        # A row stays whole, and the head stands again on each page.
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, column, text in zip(row.cells, block.columns, said, strict=True):
            paragraph = cell.paragraphs[0]
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph.alignment = aligned[column.align if number else Align.CENTRE]
            # The rows of a short table go to a page together, as on paper.
            paragraph.paragraph_format.keep_with_next = block.whole and number < len(rows) - 1
            _add_run(paragraph, text, 12, bold=is_strong)
    _set_widths(table, [column.width for column in block.columns])
    _add_gap(document, 6.0)


def _add_picture(document: Any, block: Illustration) -> None:  # noqa: ANN401 - the same
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - the same
    from docx.shared import Mm  # noqa: PLC0415 - the same

    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
    shown = paragraph.add_run().add_picture(BytesIO(block.png))
    if shown.width > Mm(WIDE):
        shown.width, shown.height = Mm(WIDE), int(shown.height * Mm(WIDE) / shown.width)
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_run(caption, block.caption, 12, italic=True)
    _add_gap(document, 6.0)


def _add_signing(document: Any, block: Signing) -> None:  # noqa: ANN401 - the same
    """Add who signs, side by side, with room to do so; to whom copies go stands at the left."""
    columns = len(block.signers) + bool(block.copies)
    _add_gap(document, 8.0, keep=True)
    cells = list(_plain_table(document, (WIDE / columns,) * columns).rows[0].cells)
    if block.copies:
        _add_run(cells[0].paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
        for copy in block.copies:
            _add_run(cells[0].add_paragraph(), copy, 11)
        cells = cells[1:]
    for number, (cell, (post, note, name)) in enumerate(zip(cells, block.signers, strict=True)):
        dated = block.dated if number == len(cells) - 1 else ""
        lines = [(dated, 13.0, False, True)] if block.dated else []
        lines += [(line, 13.0 if columns < 3 else 12.0, True, False) for line in post.split("\n")]
        lines += [
            (note, 12.0, False, True),
            *[("", 13.0, False, False)] * _SIGNING_LINES,
            (name, 13.0, True, False),
        ]
        _centred_lines(cell, lines)
