"""The worst jobs that are still legal: what a stranger could send; timed in ``bench/``, too."""

from __future__ import annotations

from pathlib import Path

from keytag import library
from keytag.errors import ExitCode

_HEAD = "keytag: 1\nsample: true\nas_of: 2026-01-15\nissuer: {name: Công an phường An Khê, province: Gia Lai}\n"
_ONE = "numbers:\n  - {label: Trực ban, number: 0269 3000 113, role: duty}\n"
_SIXTY = "numbers:\n" + "".join(f"  - {{label: Trực ban {i}, number: 0269 3000 {100 + i}}}\n" for i in range(60))
_OWN = ", ".join(f"{{label: L{i}, number: 0269 3000 {100 + i}}}" for i in range(18))
_LONG = "Ậ " * 249
_ART = (
    '  - {kind: art, slot: emblem, file: e.svg, inks: {"#000000": text}, height: {smallest: 3mm, largest: 9mm}}\n'
)
_CURVES = "".join("C{} {} {} {} {} {}".format(*((i * 37 + k * 53) % 100 for k in range(6))) for i in range(19_900))


def _editions(count: int, more: str = "") -> str:
    """So many editions, each with the same further keys."""
    return "quantity: 10\neditions:\n" + "".join(f"  - {{id: a{i}, name: Tổ {i}{more}}}\n" for i in range(count))


FILES: dict[str, tuple[str, ExitCode]] = {
    "500 editions": (_HEAD + _ONE + _editions(500), ExitCode.FINE),
    "59,000 wrong values": (_HEAD + _ONE + f"editions: [{','.join(['a'] * 59_000)}]", ExitCode.INVALID),
    "1 MB of comment": (_HEAD + _ONE + "#" * 990_000, ExitCode.FINE),
    "20,000 curves": (_HEAD + _ONE + "template: own.yaml\n", ExitCode.FINE),
    "9,000 numbers": (_HEAD + _ONE + _editions(500, f", numbers: [{_OWN}]"), ExitCode.FINE),
    "60 numbers of 500 editions": (_HEAD + _SIXTY + _editions(500), ExitCode.FINDINGS),
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
    (folder / "e.svg").write_text(drawing, encoding="utf-8")
    return path
