"""The worst jobs that are still legal: what a stranger could send; timed in ``bench/``, too."""

from __future__ import annotations

from pathlib import Path

from keytag import library
from keytag.errors import ExitCode

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


def _editions(count: int, more: str = "") -> str:
    """So many editions, each with the same further keys."""
    return "quantity: 10\neditions:\n" + "".join(f"  - {{id: a{i}, name: Tổ {i}{more}}}\n" for i in range(count))


def _worded(count: int, numbers: int = 1) -> str:
    """So many editions with a place, an office, a slogan, a link and numbers of their own."""
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
    """So many editions with so many labels, each with an office of its own."""
    entries = []
    for i in range(count):
        own = (f"{{label: Công an huyện Xuân {i} {k} Yên, number: 0269 3{i:03} {k:03}}}" for k in range(numbers))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, numbers: [{', '.join(own)}]}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _coloured(count: int, colours: int) -> str:
    """So many editions with so many screen colours of their own."""
    entries = []
    for i in range(count):
        own = (f"r{k}: '#{(i * colours + k) * 7:06x}'" for k in range(colours))
        entries.append(f"  - {{id: a{i}, name: Tổ {i}, colours: {{{', '.join(own)}}}}}\n")
    return "quantity: 10\neditions:\n" + "".join(entries)


def _linked(count: int) -> str:
    """So many editions with a link of 400 characters."""
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
    "12,000 screen colours": (_HEAD + _ONE + _coloured(500, 24), ExitCode.FINDINGS),
    "40 long links on a large tag": (
        _HEAD + _ONE + "tag: {shape: rectangle, width: 300, height: 300}\n" + _linked(40),
        ExitCode.FINE,
    ),
    "marks upon marks": (_HEAD + _ONE + _MARKS, ExitCode.INVALID),
    "a wide table": (_HEAD + _ONE + "editions: {from: wide.csv}\n", ExitCode.INVALID),
    "a full table": (_HEAD + _ONE + "editions: {from: full.csv}\n", ExitCode.FINE),
    "longest texts": (_HEAD + f"slogan: {_LONG}\n" + _SIXTY.replace("Trực ban", _LONG), ExitCode.FINDINGS),
}
"""Text and exit code of `keytag check` by name."""


def laid_out(text: str, folder: Path) -> Path:
    """Write a job and all that the worst of them name into ``folder``; return its path."""
    path = folder / "ward.yaml"
    path.write_text(text, encoding="utf-8")
    classic = (library.builtin("tags") / "classic.yaml").read_text(encoding="utf-8")
    (folder / "own.yaml").write_text(classic.rstrip("\n") + "\n" + _ART, encoding="utf-8")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 200 200"><path d="M0 0{_CURVES}z"/></svg>'
    (folder / "wide.csv").write_text(_WIDE, encoding="utf-8")
    (folder / "full.csv").write_text(_FULL, encoding="utf-8")
    (folder / "e.svg").write_text(drawing, encoding="utf-8")
    return path
