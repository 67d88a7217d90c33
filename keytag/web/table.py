"""The table of editions on the page: typed or pasted, kept as a CSV beside the job, read as every table is read.

What a column is, and what is wrong with a cell, is said by the commands that read tables; this shows rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from keytag.documents.yaml.nodes import Plain
from keytag.errors import KeytagError
from keytag.files import reader
from keytag.output.proof.html.elements import Element, element, html_text
from keytag.text.text import Language, Text
from keytag.web import wording as w

Said = Callable[[Text], str]
# House rules: more than a province has communes; more columns than a table of numbers has.
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 500, 30, 500
# House rule: rows to type in, at first.
_EMPTY_ROWS = 5
_MAX_BYTES = 2_000_000


def own_table_name(job: Path) -> str:
    """Return what the table is called that the page keeps beside ``job``, as `init --editions` calls it."""
    return f"{job.stem}-editions.csv"


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Return ``rows`` as Excel opens them by a double click: UTF-8 with its mark, ``;``, CRLF; empty rows go."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row))
    return ("\ufeff" + out.getvalue()).encode()


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV of keytag's own, also as a spreadsheet saves it again."""
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return list(csv.reader(StringIO(text), delimiter=delimiter))


def table_html(job: Path, content: Plain, language: Language) -> str:
    """Return the part that says where the editions come from, with the table where it is the page's."""
    editions = content.get("editions") if isinstance(content, dict) else None

    def t(text: Text) -> str:
        return text.to(language)

    parts: list[Element | None] = []
    own = own_table_name(job)
    named = editions.get("from") if isinstance(editions, dict) else None
    if isinstance(editions, list) and editions:
        parts += [element("p", t(w.IN_FILE)), _listed(editions, t)]
    elif isinstance(named, str) and named != own:
        parts.append(element("p", t(Text(w.FROM_TABLE.vi.format(named), w.FROM_TABLE.en.format(named)))))
    else:
        rows = [list(w.MANY_HEADERS)]
        if named == own:
            try:
                rows = rows_of(reader.read_bytes(job.with_name(own), _MAX_BYTES)) or rows
            except KeytagError:
                rows = [list(w.MANY_HEADERS)]
        parts += [element("p", t(w.MANY_HELP), class_="help", id="table-help"), _grid(rows, t)]
    parts.append(_upload(t))
    if isinstance(named, str):
        parts.append(
            element(
                "div",
                element("button", t(w.MEND), type="button", data_run="mend"),
                element("div", class_="run", data_run_of="mend"),
                class_="actions",
            )
        )
    return "".join(html_text(part) for part in parts if part is not None)


def _grid(rows: list[list[str]], say: Said) -> Element:
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    empty = [[""] * width for _ in range(_EMPTY_ROWS)]

    def cell(text: str, row: int, column: int) -> Element:
        head = filled[0][column] or str(column + 1)
        return element(
            "input", value=text, aria_label=f"{head}, {row}", data_cell=f"{row},{column}", autocomplete="off"
        )

    def line(row: list[str], number: int) -> Element:
        return element(
            "tr",
            element("th", str(number) if number else "", scope="row"),
            *(element("td", cell(text, number, column)) for column, text in enumerate(row)),
        )

    return element(
        "div",
        element(
            "div",
            element(
                "table",
                element("thead", line(filled[0], 0)),
                element("tbody", *(line(row, at) for at, row in enumerate((*filled[1:], *empty), 1))),
                id="grid",
                aria_describedby="table-help",
            ),
            class_="scrolled",
            tabindex="0",
            role="region",
            aria_label=say(dict(w.NAV)["many"]),
        ),
        element(
            "div",
            element("button", say(w.SAVE_TABLE), type="button", class_="main", id="save-table"),
            element("button", say(w.ADD_ROWS), type="button", id="add-rows"),
            class_="actions",
        ),
    )


def _listed(editions: list[Plain], say: Said) -> Element:
    """Return the editions of a job's own list: what is changed most stands in fields."""
    heads = (Text("Tên", "Name"), Text("Số lượng", "Quantity"))

    def field(at: int, key: str, each: Plain, label: str) -> Element:
        value = each.get(key) if isinstance(each, dict) else None
        text = value if isinstance(value, str) else ""
        path = f"editions.{at}.{key}"
        return element(
            "td",
            element("input", value=text, data_path=path, data_was=text, aria_label=label, autocomplete="off"),
            element("div", class_="found", data_found=path),
        )

    return element(
        "table",
        element(
            "thead", element("tr", element("th", ""), *(element("th", say(head), scope="col") for head in heads))
        ),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("th", str(at + 1), scope="row"),
                    field(at, "name", each, f"{say(heads[0])}, {at + 1}"),
                    field(at, "quantity", each, f"{say(heads[1])}, {at + 1}"),
                )
                for at, each in enumerate(editions)
            ),
        ),
        class_="listed",
    )


def _upload(say: Said) -> Element:
    return element(
        "details",
        element("summary", say(w.UPLOAD)),
        element("p", say(w.UPLOAD_HELP), class_="help"),
        element("input", type="file", id="upload", accept=".xlsx,.csv", aria_label=say(w.UPLOAD)),
    )
