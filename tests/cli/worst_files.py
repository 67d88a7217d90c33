"""The worst jobs that are still legal: what a stranger could send; timed in ``bench/``, too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from keytag.errors import ExitCode
from keytag.files import library
from keytag.vietnam.places import own_table

_HEAD = "keytag: 1\nsample: true\nas_of: 2026-01-15\nissuer: {name: Công an phường An Khê, province: Gia Lai}\n"
_ONE = "numbers:\n  - {label: Trực ban, number: 0269 3000 113, role: duty}\n"
_SIXTY = "numbers:\n" + "".join(f"  - {{label: Trực ban {i}, number: 0269 3000 {100 + i}}}\n" for i in range(60))
_OWN = ", ".join(f"{{label: L{i}, number: 0269 3000 {100 + i}}}" for i in range(9))
_LONG = "Ậ " * 98
_ART = (
    '  - {kind: art, slot: emblem, file: e.svg, inks: {"#000000": text}, height: {smallest: 3mm, largest: 9mm}}\n'
)
_CURVES = "".join("C{} {} {} {} {} {}".format(*((i * 37 + k * 53) % 100 for k in range(6))) for i in range(9_900))

# A table as wide as may be, one of all the cells that may be, and a letter with marks upon marks.
_WIDE = "Tên xã;Số lượng" + ";c" * 190 + "\n" + "".join(f"Xã {i};1\n" for i in range(9_000))
_FULL = "Tên xã;Số lượng" + ";c" * 110 + "\n" + "".join(f"Xã {i};1{';x' * 110}\n" for i in range(500))
_MARKS = "slogan: o" + "\u0323\u0301" * 200_000


# Words that are no place's, one slip away from some.
_SLIPS = ("Glra", "Đak Đao", "An Khea", "Pleikuu", "Ia Hurng", "Chuw Sê", "Biển Hồo", "Ayun Paa")


def _slip(at: int) -> str:
    """Return the name of a place with a letter too many in one of many places."""
    name = _SLIPS[at % len(_SLIPS)]
    place = at // len(_SLIPS) % len(name)
    return f"{name[:place]}{chr(97 + at // 64 % 26)}{name[place:]}"


# Tables that no spreadsheet program writes, and lists that somebody typed in a hurry.
TABLES: dict[str, str | bytes] = {
    "wide.csv": _WIDE,
    "full.csv": _FULL,
    "misspelt.csv": "Tên xã;Số lượng\n" + "".join(f"Xã {_slip(i)};10\n" for i in range(9_000)),
    "some.csv": "Tên xã;Số lượng\n" + "".join(f"Xã {_slip(i)} {i};10\n" for i in range(480)),
    "receivers.csv": "Tổ dân phố;Số hộ\n" + "".join(f"Xã {_slip(i)} {i};10\n" for i in range(2_000)),
    "cells.csv": "Tên xã;Số lượng;Ghi chú\n"
    + "".join(f"Xã {i};1;{'Gọi Công an xã An Phú ' * 110}\n" for i in range(480)),
    "names.csv": "Tên xã;Số lượng\n" + "".join(f"Xã {i} {'Công an xã An Phú ' * 140};1\n" for i in range(480)),
    "line.csv": "Tên xã " * 200_000,
    "field.csv": 'Tên xã;Số lượng\n"' + "Xã Glar " * 200_000 + '";1\n',
    "open.csv": 'Tên xã;Số lượng\n"' + 'Xã ""Glar"" ' * 130_000,
    "quotes.csv": '"' * 1_999_999,
    "pairs.csv": '"";' * 660_000,
    "columns.csv": ";" * 1_999_999,
    "rows.csv": "\n" * 99_000 + "\r" * 99_000 + " \n" * 5_000,
    "nothing.csv": b"\0" * 1_999_999,
    "wide-letters.csv": b"\xff\xfe" + b"a\xdc" * 900_000,
    "no-encoding.csv": b"T\xean x\xe3;S\xec l\xfd\n" + b"\xd2\xf2\xec\xcc\xe3 \xe3;\xf5\n" * 90_000,
    "old-font.csv": b"T\xaan x\xb7;S\xe8\n" + b"X\xb7 Gl\xb5r;1\n" * 90_000,
    "question.csv": "Tên xã;Số lượng\n" + "".join(f"X? Gl?r ??? {i};1\n" for i in range(9_000)),
    "formulas.csv": "Tên xã;Số lượng\n" + "".join(f"=HYPERLINK({i});=1+{i}\n" for i in range(9_000)),
    "phones.csv": "Tên xã;Trực ban;Số lượng\n" + "".join(f"Xã {i};{2.69e8 + i};1\n" for i in range(9_000)),
    "headers.csv": "Tên xã;Số lượng\n" * 9_900,
    "sums.csv": "Tên xã;Số lượng\n"
    + "".join(f"{'Cụm ' if i % 2 else 'Tổng cộng '}{i};{i}\n" for i in range(9_900)),
}


# Of these others than they themselves are told below.
_READ = ("wide.csv", "full.csv", "some.csv", "receivers.csv")


def _table(name: str) -> str:
    """Return a job whose editions are in the table ``name``."""
    return f"{_HEAD}{_ONE}editions: {{from: {name}}}\n"


def _places_named(count: int, numbers: int) -> str:
    """Return so many editions with so many labels, each with the police of a misspelt place."""
    entries = []
    for i in range(count):
        own = (f"{{label: Công an xã {_slip(i * 6 + k)}, number: 0269 3{i:03} {k:03}}}" for k in range(numbers))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, numbers: [{', '.join(own)}]}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _misspelt(count: int) -> str:
    """Return so many editions, each with the police of a misspelt ward."""
    return "quantity: 10\neditions:\n" + "".join(
        f"  - {{id: a{i}, issuer: {{name: Công an phường {_slip(i)}, province: Gia Lai}}}}\n" for i in range(count)
    )


def _editions(count: int, more: str = "") -> str:
    """Return so many editions, each with the same further keys."""
    return "quantity: 10\neditions:\n" + "".join(f"  - {{id: a{i}, name: Tổ {i}{more}}}\n" for i in range(count))


def _worded(count: int, numbers: int = 1) -> str:
    """Return so many editions with a place, an office, a slogan, a link and numbers of their own."""
    entries = []
    for i in range(count):
        own = ", ".join(f"{{label: Công an tổ {k}, number: 0269 3000 {100 + k}}}" for k in range(numbers))
        entries.append(
            f"  - id: a{i}\n    name: Xã Ấp {i} {'Mười Ba ' * 8}\n"
            f"    issuer: {{name: Công an phường Văn Miếu {i}}}\n"
            f"    slogan: Gọi Công an huyện {i} Đak Đoa ngay 0269 3000 {100 + i}\n    numbers: [{own}]\n"
            f"    qr: {{link: 'https://zalo.me/g/mau{100_000 + i}', caption: CA thị trấn {i}}}\n"
        )
    return "quantity: 10\neditions:\n" + "".join(entries)


def _offices(count: int, numbers: int) -> str:
    """Return so many editions with so many labels, each with an office of its own."""
    entries = []
    for i in range(count):
        own = (f"{{label: Công an huyện Xuân {i} {k} Yên, number: 0269 3{i:03} {k:03}}}" for k in range(numbers))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, numbers: [{', '.join(own)}]}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _elsewhere(count: int, numbers: int) -> str:
    """Return so many editions with so many labels, each with the police of a unit of another province."""
    table, day = own_table(), date(2026, 1, 15)
    units = [unit for home in table.provinces if home.name != "Gia Lai" for unit in table.units_in(home)]
    entries = []
    for i in range(count):
        named = units[i * numbers : (i + 1) * numbers]
        own = (f"{{label: Công an {u.full(day)}, number: 0269 3{i:03} {k:03}}}" for k, u in enumerate(named))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, numbers: [{', '.join(own)}]}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _coloured(count: int, colours: int) -> str:
    """Return so many editions with so many screen colours of their own."""
    entries = []
    for i in range(count):
        own = (f"r{k}: '#{(i * colours + k) * 7:06x}'" for k in range(colours))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, colours: {{{', '.join(own)}}}}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _linked(count: int) -> str:
    """Return so many editions with a link of 400 characters."""
    return "quantity: 10\neditions:\n" + "".join(
        f"  - {{id: a{i}, name: Tổ {i}, qr: {{link: 'https://congan.gov.vn/{i}/{'A' * 370}'}}}}\n"
        for i in range(count)
    )


FILES: dict[str, tuple[str, ExitCode]] = {
    "500 editions": (_HEAD + _ONE + _editions(500), ExitCode.FINE),
    "29,000 wrong values": (_HEAD + _ONE + f"editions: [{','.join(['a'] * 29_000)}]", ExitCode.INVALID),
    "1 MB of comment": (_HEAD + _ONE + "#" * 990_000, ExitCode.FINE),
    "10,000 curves": (_HEAD + _ONE + "template: own.yaml\n", ExitCode.FINE),
    "500 editions of 10,000 curves": (_HEAD + _ONE + "template: own.yaml\n" + _editions(500), ExitCode.FINE),
    "500 editions of their own words": (_HEAD + _ONE + _worded(500), ExitCode.FINDINGS),
    "40 editions of 5 numbers and a code": (_HEAD + _ONE + _worded(40, 5), ExitCode.FINDINGS),
    "4,500 numbers": (_HEAD + _ONE + _editions(500, f", numbers: [{_OWN}]"), ExitCode.FINE),
    "60 numbers of 500 editions": (_HEAD + _SIXTY + _editions(500), ExitCode.FINDINGS),
    "3,000 offices in labels": (_HEAD + _ONE + _offices(500, 6), ExitCode.FINDINGS),
    "3,000 places elsewhere in labels": (_HEAD + _ONE + _elsewhere(500, 6), ExitCode.FINE),
    "12,000 screen colours": (_HEAD + _ONE + _coloured(500, 24), ExitCode.FINDINGS),
    "40 long links on a large tag": (
        _HEAD + _ONE + "tag: {shape: rectangle, width: 300, height: 300}\n" + _linked(40),
        ExitCode.FINE,
    ),
    "marks upon marks": (_HEAD + _ONE + _MARKS, ExitCode.INVALID),
    "a wide table": (_HEAD + _ONE + "editions: {from: wide.csv}\n", ExitCode.INVALID),
    "a full table": (_HEAD + _ONE + "editions: {from: full.csv}\n", ExitCode.FINE),
    "500 misspelt wards": (_HEAD + _ONE + _misspelt(500), ExitCode.FINDINGS),
    "3,000 misspelt places in labels": (_HEAD + _ONE + _places_named(500, 6), ExitCode.FINE),
    "a list of 480 misspelt communes": (_table("some.csv"), ExitCode.FINE),
    "two lists of misspelt communes": (
        _table("some.csv") + "allotments: {from: receivers.csv}\n",
        ExitCode.FINDINGS,
    ),
    "10,000 unknown keys": (
        _HEAD + _ONE + "".join(f"{_slip(i)} {i}: 1\n" for i in range(10_000)),
        ExitCode.INVALID,
    ),
    "a key of 900,000 letters": (_HEAD + _ONE + "a" * 900_000 + ": 1\n", ExitCode.INVALID),
    "lists within lists": (_HEAD + _ONE + "slogan: " + "[" * 400_000, ExitCode.INVALID),
    "lists below lists": (
        _HEAD + _ONE + "slogan:\n" + "".join(" " * i + "-\n" for i in range(1_000)),
        ExitCode.INVALID,
    ),
    "300,000 dashes": (_HEAD + _ONE + "slogan: " + "- " * 300_000, ExitCode.INVALID),
    "300,000 question marks": (_HEAD + _ONE + "? " * 300_000, ExitCode.INVALID),
    "20,000 anchors": (
        _HEAD + _ONE + "slogan: [" + ",".join(f"&a{i} x" for i in range(20_000)) + "]",
        ExitCode.INVALID,
    ),
    "300,000 escapes": (_HEAD + _ONE + 'slogan: "' + "\\x41" * 200_000 + '"\n', ExitCode.INVALID),
    "a text over 200,000 lines": (_HEAD + _ONE + "slogan: |\n" + "  a\n" * 200_000, ExitCode.INVALID),
    "a figure of 900,000 digits": (_HEAD + _ONE + "quantity: " + "9" * 900_000 + "\n", ExitCode.INVALID),
    "a figure of 1,900 digits": (_HEAD + _ONE + "quantity: " + "9" * 1_900 + "\n", ExitCode.INVALID),
    "1 MB of tabs": (_HEAD + _ONE + "\t" * 900_000, ExitCode.INVALID),
    "an open quotation mark": (_HEAD + _ONE + "slogan: '" + "a\n " * 300_000, ExitCode.INVALID),
    "100,000 tags": (_HEAD + _ONE + "slogan: [" + ",".join(["!a b"] * 25_000) + "]\n", ExitCode.INVALID),
    **{f"the table {name}": (_table(name), ExitCode.INVALID) for name in TABLES if name not in _READ},
    # A column of remarks prints nothing, however much stands in it.
    "the table cells.csv": (_table("cells.csv"), ExitCode.FINE),
    "longest texts": (_HEAD + f"slogan: {_LONG}\n" + _SIXTY.replace("Trực ban", _LONG), ExitCode.FINDINGS),
}
"""Text and exit code of `keytag check` by name."""


def laid_out(text: str, folder: Path) -> Path:
    """Write a job and all that the worst of them name into ``folder``; return its path."""
    path = folder / "ward.yaml"
    path.write_text(text, encoding="utf-8")
    classic = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8")
    (folder / "own.yaml").write_text(classic.rstrip("\n") + "\n" + _ART, encoding="utf-8")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 200 200"><path d="M0 0{_CURVES}z"/></svg>'
    for name, table in TABLES.items():
        if name in text:
            (folder / name).write_bytes(table.encode() if isinstance(table, str) else table)
    (folder / "e.svg").write_text(drawing, encoding="utf-8")
    return path
