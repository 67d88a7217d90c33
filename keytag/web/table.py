"""The table of editions on the page: typed or pasted, kept as a CSV beside the job, read as every table is read.

What a column is, and what is wrong with a cell, is said by the commands that read tables; this shows rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from keytag.documents.yaml.edit import Edit, RemoveNode, SetValue
from keytag.documents.yaml.nodes import Plain
from keytag.errors import KeytagError
from keytag.files import reader
from keytag.output.proof.html.elements import Element, element, html_text
from keytag.text.text import Language, Text
from keytag.web import wording as w
from keytag.web.form import Field, JobForm
from keytag.web.history import digest_of

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
    """Return ``rows`` as Excel opens them by a double click: UTF-8 with its mark, ``;``, CRLF.

    Empty rows go, and so do columns with nothing below their heading: another column may be meant for the same.
    """
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, filled), default=0)
    kept = [at for at in range(width) if any(len(row) > at and row[at] for row in filled[1:])] or range(width)
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([row[at] if at < len(row) else "" for at in kept] for row in filled)
    return ("\ufeff" + out.getvalue()).encode()


def rows_of(data: bytes) -> list[list[str]]:
    """Return the rows of a CSV of keytag's own, also as a spreadsheet saves it again."""
    text = data.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return list(csv.reader(StringIO(text), delimiter=delimiter))


def column_edit(content: Plain, header: str, use: str, numbers: Sequence[str] | None) -> Edit:
    """Return the edit by which the column so headed is ``use``, "" for nothing.

    A key of ``columns`` that named it before is free again. ``numbers`` head all columns of telephone numbers
    where those are no longer what they were: they are named all or none.
    """
    editions = content.get("editions") if isinstance(content, dict) else None
    given = editions.get("columns") if isinstance(editions, dict) else None
    said: dict[str, Plain] = (
        {key: each for key, each in given.items() if each != header} if isinstance(given, dict) else {}
    )
    if numbers is not None:
        said["numbers"] = list(numbers)
    if use not in {"", "numbers"}:
        said[use] = header
    return SetValue(("editions", "columns"), said) if said else RemoveNode(("editions", "columns"))


def table_html(job: Path, content: Plain, language: Language) -> str:
    """Return the part that says where the editions come from, with the table where it is the page's."""
    editions = content.get("editions") if isinstance(content, dict) else None

    def t(text: Text) -> str:
        return text.to(language)

    parts: list[Element] = []
    own = own_table_name(job)
    named = editions.get("from") if isinstance(editions, dict) else None
    if isinstance(editions, list) and editions:
        parts += [element("p", t(w.IN_FILE), class_="help"), _listed(JobForm(job, content, language), editions, t)]
    elif isinstance(named, str) and named != own:
        parts.append(element("p", t(Text(w.FROM_TABLE.vi.format(named), w.FROM_TABLE.en.format(named)))))
    else:
        rows, digest = [list(w.MANY_HEADERS)], ""
        try:
            data = reader.read_bytes(job.with_name(own), _MAX_BYTES)
            rows, digest = _with_room(rows_of(data) or rows) if named == own else rows, digest_of(data)
        except KeytagError:
            rows = [list(w.MANY_HEADERS)]
        parts += [element("p", t(w.MANY_HELP), class_="help", id="table-help"), _grid(rows, digest, t)]
    parts.append(_upload(t))
    if isinstance(named, str):
        parts.append(_how_it_is_read(JobForm(job, content, language)))
    return "".join(html_text(part) for part in parts)


def _with_room(rows: list[list[str]]) -> list[list[str]]:
    """Return ``rows`` with the page's own columns that were left empty, where no others were pasted."""
    if not set(rows[0]) <= set(w.MANY_HEADERS):
        return rows
    said = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    return [list(w.MANY_HEADERS), *([row.get(head, "") for head in w.MANY_HEADERS] for row in said)]


def _how_it_is_read(form: JobForm) -> Element:
    """Return what the job says of the table that it names; by it the page knows that there is one."""
    fields = [Field("editions.hidden", w.HIDDEN, None, "select", w.HIDDEN_CHOICES)]
    if form.value("editions.from").lower().endswith(".xlsx"):
        fields.insert(0, Field("editions.sheet", w.SHEET, w.SHEET_HELP))
    return element("div", *(form.field(each) for each in fields), class_="grid wide", data_named=True)


def _grid(rows: list[list[str]], digest: str, say: Said) -> Element:
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
                data_digest=digest,
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


def _listed(form: JobForm, editions: list[Plain], say: Said) -> Element:
    """Return the editions of a job's own list: each with what it says in place of the job, its own numbers too."""
    return element(
        "div",
        element("ol", *(_own(form, at, say) for at in range(len(editions))), class_="own-editions"),
        element("button", say(w.ADD_EDITION), type="button", data_add_edition=str(len(editions))),
    )


def _own(form: JobForm, at: int, say: Said) -> Element:
    path = f"editions.{at}"
    name = form.value(f"{path}.name") or form.value(f"{path}.id") or str(at + 1)
    fields = (
        Field(f"{path}.name", w.EDITION_NAME, None, placeholder="Xã Glar"),
        Field(f"{path}.quantity", w.EDITION_QUANTITY, None, "short"),
        Field(f"{path}.qr.link", w.EDITION_LINK, None, "url", placeholder="https://zalo.me/…"),
    )
    return element(
        "li",
        element("h3", name),
        element("div", *(form.field(each) for each in fields), class_="grid"),
        element(
            "details",
            element("summary", say(w.OWN_NUMBERS)),
            element("p", say(w.OWN_NUMBERS_HELP), class_="help"),
            form.numbers(f"{path}.numbers"),
        ),
        element("div", class_="found", data_found=path),
        element(
            "button",
            say(w.REMOVE_EDITION),
            type="button",
            data_remove_edition=str(at),
            aria_label=f"{say(w.REMOVE_EDITION)}: {name}",
        ),
        class_="number-row own-edition",
    )


def _upload(say: Said) -> Element:
    return element(
        "details",
        element("summary", say(w.UPLOAD)),
        element("p", say(w.UPLOAD_HELP), class_="help"),
        element("input", type="file", id="upload", accept=".xlsx,.csv", aria_label=say(w.UPLOAD)),
    )
