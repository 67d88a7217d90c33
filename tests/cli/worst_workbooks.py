"""The worst workbooks: made by hand, part by part, as no spreadsheet program makes them; some that one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from keytag.errors import ExitCode

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên xã</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Số lượng</t></is></c></row>'
)
_PLACES = _HEAD + "".join(
    f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Xã Glar {row}</t></is></c>'
    f'<c r="B{row}"><v>10</v></c></row>'
    for row in range(2, 5)
)


def job_of(table: str) -> str:
    """Return a job whose editions are in the table of that name."""
    return (
        "keytag: 1\nsample: true\nas_of: 2026-01-15\nissuer: {name: Công an phường An Khê, province: Gia Lai}\n"
        "numbers:\n  - {label: Trực ban, number: 0269 3000 113, role: duty}\nquantity: 100\n"
        f"editions: {{from: {table}}}\n"
    )


def sheet(rows: str = _PLACES, before: str = "", after: str = "") -> str:
    """Return the part of a sheet."""
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def relations(*said: tuple[str, str, str], more: str = "") -> str:
    """Return a part of relations: key, kind and target of each."""
    lines = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in said)
    return f'<Relationships xmlns="{_PACKAGE}">{lines}{more}</Relationships>'


def book(
    sheets: Mapping[str, str | bytes],
    *,
    names: str = "",
    styles: str = "",
    texts: str = "",
    targets: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook of ``sheets``, each title with the part of its sheet.

    Args:
        sheets: what each sheet's part says.
        names: what stands in the workbook behind its sheets.
        styles: what the part of styles says.
        texts: what the part of shared texts says.
        targets: parts by titles, in place of ``worksheets/sheetN.xml``.
        parts: further parts, or others in place of the usual ones, by their names.
    """
    where = {title: f"worksheets/sheet{at}.xml" for at, title in enumerate(sheets, 1)} | dict(targets or {})
    listed = "".join(f'<sheet name="{title}" sheetId="{at}" r:id="s{at}"/>' for at, title in enumerate(sheets, 1))
    led = [(f"s{at}", "worksheet", where[title]) for at, title in enumerate(sheets, 1)]
    led += [("st", "styles", "styles.xml")] if styles else []
    led += [("tx", "sharedStrings", "sharedStrings.xml")] if texts else []
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>{names}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(*led),
        **({"xl/styles.xml": styles} if styles else {}),
        **({"xl/sharedStrings.xml": texts} if texts else {}),
        **{f"xl/{where[title]}": part for title, part in sheets.items()},
        **(parts or {}),
    }
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as made:
        for name, part in files.items():
            made.writestr(name, part)
    return stream.getvalue()


def _style_sheet(formats: int = 1, fonts: int = 1, names: int = 1, masks: int = 0) -> str:
    """Return a part of so many styles, as years of copying leave them."""
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>'
        + "".join(f'<numFmt numFmtId="{164 + i}" formatCode="0000{i} 000"/>' for i in range(masks))
        + "</numFmts><fonts>"
        + "<font><sz val='11'/><name val='Arial'/></font>" * fonts
        + "</fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs>"
        + '<xf numFmtId="0" fontId="0"/>' * names
        + "</cellStyleXfs><cellXfs>"
        + "".join(f'<xf numFmtId="{i % 200}" fontId="{i % fonts}"/>' for i in range(formats))
        + "</cellXfs><cellStyles>"
        + "".join(f'<cellStyle name="Normal {i}" xfId="{i}"/>' for i in range(names))
        + "</cellStyles></styleSheet>"
    )


def _shared(*texts: str) -> str:
    return f'<sst xmlns="{_MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def _blank(rows: int, columns: int, style: str = "") -> str:
    """Return rows of blank cells, as borders down to the end of a page make them."""
    return "".join(f'<row r="{10 + row}">' + f"<c{style}/>" * columns + "</row>" for row in range(rows))


def _figures(rows: int, columns: int, value: str = "1", style: str = "") -> str:
    return "".join(
        f'<row r="{10 + row}">' + f"<c{style}><v>{value}</v></c>" * columns + "</row>" for row in range(rows)
    )


def _texts_of(count: int) -> str:
    return _HEAD + "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}"><v>10</v></c></row>'
        for row in range(2, count + 2)
    )


_ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 100}">' for i in range(9))
_BOMB = f"<!DOCTYPE worksheet [{_ENTITIES}]>" + sheet(_PLACES.replace("Xã Glar 2", "&e8;"))
_LAST = '<row r="1048576" ht="15" customHeight="1"/>'
_TO_XFD = '<cols><col min="1" max="16384" width="9.14" style="1"/></cols>'
_RULES = "".join(
    f'<conditionalFormatting sqref="A{i}:B{i}"><cfRule type="expression" dxfId="0" priority="{i}"><formula>A{i}=1'
    "</formula></cfRule></conditionalFormatting>"
    for i in range(1, 20_000)
)
_CHOICES = (
    "<dataValidations>"
    + "".join(
        f'<dataValidation type="list" sqref="A{i}"><formula1>"a,b"</formula1></dataValidation>'
        for i in range(1, 20_000)
    )
    + "</dataValidations>"
)
_NAMES = (
    "<definedNames>"
    + "".join(f'<definedName name="n{i}">#REF!</definedName>' for i in range(60_000))
    + "</definedNames>"
)
_MERGED = "<mergeCells>" + "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(5, 20_000)) + "</mergeCells>"
_LINKS = (
    "<hyperlinks>" + "".join(f'<hyperlink ref="A{i}" r:id="h{i}"/>' for i in range(1, 30_000)) + "</hyperlinks>"
)
_OUTSIDE = relations(
    more="".join(
        f'<Relationship Id="h{i}" Type="{_OFFICE}/hyperlink" Target="https://a.vn/{i}" TargetMode="External"/>'
        for i in range(1, 30_000)
    )
)
_ODD = {"Một": "strange/list.bin"}

FINE, INVALID = ExitCode.FINE, ExitCode.INVALID

WORKBOOKS: dict[str, tuple[Callable[[], bytes], ExitCode]] = {
    "a plain workbook": (lambda: book({"Một": sheet()}), FINE),
    "a sheet in a part of an odd name": (lambda: book({"Một": sheet()}, targets=_ODD), FINE),
    "a million rows in a part of an odd name": (
        lambda: book({"Một": sheet(_PLACES + "<row/>" * 1_000_000)}, targets=_ODD),
        INVALID,
    ),
    "a million cells in a part of an odd name": (
        lambda: book({"Một": sheet(_PLACES + '<row r="9">' + "<c/>" * 1_000_000 + "</row>")}, targets=_ODD),
        INVALID,
    ),
    "a million blank rows": (lambda: book({"Một": sheet(_PLACES + "<row/>" * 1_000_000)}), INVALID),
    "many blank rows": (lambda: book({"Một": sheet(_PLACES + "<row/>" * 300_000)}), FINE),
    "many blank cells": (lambda: book({"Một": sheet(_PLACES + _blank(5_000, 60, ' s="1"'))}), FINE),
    "a blank cell in the last column of many rows": (
        lambda: book(
            {
                "Một": sheet(
                    _PLACES + "".join(f'<row r="{r}"><c r="GR{r}"><v>1</v></c></row>' for r in range(9, 9_000))
                )
            }
        ),
        INVALID,
    ),
    "49 sheets of one part": (
        lambda: book(
            {f"S{i}": sheet() for i in range(49)}, targets={f"S{i}": "worksheets/sheet1.xml" for i in range(49)}
        ),
        INVALID,
    ),
    "49 sheets": (lambda: book({f"S{i}": sheet(_PLACES if not i else _blank(50, 60)) for i in range(49)}), FINE),
    "50 full sheets": (lambda: book({f"S{i}": sheet(_figures(50, 60)) for i in range(50)}), INVALID),
    "a workbook of 5,000 sheets": (
        lambda: book({f"S{i}": "" for i in range(5_000)}, targets={f"S{i}": "s" for i in range(5_000)}),
        INVALID,
    ),
    "65,000 cell styles": (
        lambda: book({"Một": sheet()}, styles=_style_sheet(65_000, 1_000, 60_000, 5_000)),
        FINE,
    ),
    "400,000 cell styles": (lambda: book({"Một": sheet()}, styles=_style_sheet(400_000)), INVALID),
    "60,000 names": (lambda: book({"Một": sheet()}, names=_NAMES), FINE),
    "20,000 rules of colour and choice": (lambda: book({"Một": sheet(after=_RULES + _CHOICES)}), FINE),
    "20,000 merged cells": (lambda: book({"Một": sheet(after=_MERGED)}), FINE),
    "30,000 links": (
        lambda: book({"Một": sheet(after=_LINKS)}, parts={"xl/worksheets/_rels/sheet1.xml.rels": _OUTSIDE}),
        FINE,
    ),
    "100,000 shared texts": (
        lambda: book({"Một": sheet()}, texts=_shared(*(f"t{i}" for i in range(100_000)))),
        FINE,
    ),
    "a million shared texts": (
        lambda: book({"Một": sheet()}, texts=f'<sst xmlns="{_MAIN}">' + "<si/>" * 1_000_000 + "</sst>"),
        INVALID,
    ),
    "one long text in 9,000 cells": (
        lambda: book({"Một": sheet(_texts_of(9_000))}, texts=_shared("Xã " + "ậ" * 3_990)),
        INVALID,
    ),
    "one long text in 400 cells": (
        lambda: book({"Một": sheet(_texts_of(400))}, texts=_shared("Xã " + "ậ" * 3_990)),
        INVALID,
    ),
    "20 MB of one text": (lambda: book({"Một": sheet()}, texts=_shared("x" * 19_000_000)), FINE),
    "100 MB of blanks": (lambda: book({"Một": sheet() + " " * 100_000_000}), INVALID),
    "figures under the longest format": (
        lambda: book(
            {"Một": sheet(_HEAD + _figures(9_000, 6, "269300011", ' s="1"'))},
            styles=_style_sheet()
            .replace("<numFmts>", f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * 255}"/>')
            .replace("<cellXfs>", '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/>'),
        ),
        INVALID,
    ),
    "a figure of a million digits": (
        lambda: book({"Một": sheet(_PLACES.replace("<v>10</v>", f"<v>{'9' * 1_000_000}</v>", 1))}),
        INVALID,
    ),
    "entities upon entities": (lambda: book({"Một": _BOMB}), INVALID),
    "entities upon entities in UTF-16": (lambda: book({"Một": _BOMB.encode("utf-16")}), INVALID),
    "entities in an encoding of old mainframes": (
        lambda: book({"Một": ('<?xml version="1.0" encoding="cp037"?>' + _BOMB).encode("cp037", "ignore")}),
        INVALID,
    ),
    "a sheet in UTF-16": (
        lambda: book({"Một": ('<?xml version="1.0" encoding="UTF-16"?>' + sheet()).encode("utf-16")}),
        FINE,
    ),
    "elements within elements": (lambda: book({"Một": sheet(after="<x>" * 500_000 + "</x>" * 500_000)}), INVALID),
    "an element of 500,000 attributes": (
        lambda: book({"Một": sheet(_PLACES + "<row " + " ".join(f'a{i}=""' for i in range(500_000)) + "/>")}),
        INVALID,
    ),
    "an element of 300,000 namespaces": (
        lambda: book(
            {"Một": sheet(_PLACES + "<row " + " ".join(f'xmlns:a{i}="u{i}"' for i in range(300_000)) + "/>")}
        ),
        FINE,
    ),
    "a million remarks": (lambda: book({"Một": sheet(_PLACES + "<!---->" * 1_000_000)}), FINE),
    "text in a million pieces": (
        lambda: book({"Một": sheet(_PLACES.replace("Xã Glar 2", "&#65;" * 1_000_000))}),
        INVALID,
    ),
    "formats to the last row and column": (lambda: book({"Một": sheet(_PLACES + _LAST, before=_TO_XFD)}), FINE),
    "30 sheets to the last row and column": (
        lambda: book(
            {
                f"S{i}": sheet((_PLACES if not i else "") + _blank(90, 40) + _LAST, before=_TO_XFD)
                for i in range(30)
            }
        ),
        FINE,
    ),
    "a cell twice": (lambda: book({"Một": sheet(_PLACES + '<row r="2"><c r="A2"><v>1</v></c></row>')}), INVALID),
    "2,000 parts": (
        lambda: book({"Một": sheet()}, parts={f"xl/other/{i}.dat": "x" for i in range(2_000)}),
        INVALID,
    ),
}
"""What makes a workbook, and the exit code of `keytag check` of a job whose editions are in it, by name."""
