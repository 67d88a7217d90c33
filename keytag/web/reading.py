"""A table of editions as it was read: each cell, what it was taken for, what was passed over and why, as HTML.

Shows what `commands.read_table` says; judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.commands.read_table import COLUMN_USES, ReadCell, ReadColumn, ReadRow, TableReading
from keytag.output.proof.html.elements import Element, element, html_text
from keytag.text.text import Language, Text
from keytag.web import wording as w

Said = Callable[[Text], str]


def reading_html(reading: TableReading, language: Language) -> str:
    """Return the whole of ``reading`` as text."""

    def t(text: Text) -> str:
        return text.to(language)

    used = sum(row.passed is None for row in reading.rows)
    passed = len(reading.rows) - used
    where = f"{reading.name}, “{reading.sheet}”" if reading.sheet else reading.name
    parts = (
        element("h3", t(w.READ_TITLE)),
        element("p", t(_filled(w.READ_SUMMARY, where, reading.header, used, passed, reading.repairs))),
        element(
            "ul",
            *(element("li", element("span", class_=f"key {kind}"), t(text)) for kind, text in w.READ_KEY),
            class_="reading-key",
        ),
        element(
            "div",
            element(
                "table",
                element("thead", _letters(reading.columns), _uses(reading, t)),
                element("tbody", *(_row(row, reading.columns, t) for row in reading.rows)),
                class_="reading",
            ),
            class_="scrolled",
            tabindex="0",
            role="region",
            aria_label=t(w.READ_TITLE),
        ),
    )
    return "".join(html_text(part) for part in parts)


def _filled(text: Text, *values: object) -> Text:
    return Text(text.vi.format(*values), text.en.format(*values))


def _letters(columns: tuple[ReadColumn, ...]) -> Element:
    return element("tr", element("td", ""), *(element("th", each.letters, scope="col") for each in columns))


def _uses(reading: TableReading, t: Said) -> Element:
    """Return the header's row: each column's own words, and what it was taken for."""
    cells = (
        element(
            "td",
            element("strong", each.header or "–"),
            element("span", t(each.use) if each.use is not None else t(w.READ_UNUSED), class_="use")
            if not each.header or (each.use is not None and each.key in {"", "numbers"})
            else "",
            _choice(each, t) if each.header else "",
            class_=False if each.use is not None else "unused",
        )
        for each in reading.columns
    )
    return element("tr", element("th", str(reading.header), scope="row"), *cells)


def _choice(column: ReadColumn, t: Said) -> Element:
    """Return what the column can be, to choose from: what its heading does not say, somebody can."""
    uses = {"": w.READ_UNUSED, **COLUMN_USES, "numbers": w.READ_NUMBERS}
    return element(
        "select",
        *(element("option", t(text), value=key, selected=key == column.key) for key, text in uses.items()),
        id=f"column-{column.letters}",
        data_column=column.header,
        aria_label=f"{t(w.READ_COLUMN)}: {column.letters}, {column.header}",
    )


def _row(row: ReadRow, columns: tuple[ReadColumn, ...], t: Said) -> Element:
    head = element("th", str(row.number), scope="row")
    if row.passed is not None:
        said = " · ".join(cell.text for cell in row.cells if cell.text)
        reason = t(_filled(w.READ_PASSED, row.passed.to("vi"), row.passed.to("en")))
        whole = element("td", said, " ", element("em", reason), colspan=str(len(columns)))
        return element("tr", head, whole, class_="passed")
    cells = (
        _cell(cell, t, is_used=column.use is not None) for cell, column in zip(row.cells, columns, strict=True)
    )
    return element("tr", head, *cells)


def _cell(cell: ReadCell, t: Said, *, is_used: bool) -> Element:
    kinds = [] if is_used else ["unused"]
    if cell.becomes is not None:
        kinds.append("guess" if cell.is_guess else "mended")
    if any(each.severity == "error" for each in cell.findings):
        kinds.append("wrong")
    return element("td", *_said(cell, t), class_=" ".join(kinds) or False)


def _said(cell: ReadCell, t: Said) -> Iterator[Element | str]:
    """Yield what stands in a cell; where it is read or mended otherwise, that below it, and why."""
    if cell.becomes is not None:
        yield element("del", cell.was or cell.text)
        yield " "
        yield element("ins", cell.becomes)
        if cell.why is not None:
            yield element("small", t(cell.why))
    elif cell.was:
        yield element("del", cell.was)
        yield " "
        yield element("ins", cell.text)
    else:
        yield cell.text
    for finding in cell.findings:
        if finding.severity != "note":
            yield element("small", t(finding.message), class_="finding-of-cell")
