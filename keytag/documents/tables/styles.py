"""How a workbook's cells show what they hold: number formats that place digits or make dates, lines through texts.

Answers to ECMA-376-1, 18.8 (styles). Of a part with tens of thousands of styles, as years of copying leave them,
only this is read. Knows nothing of cells.
"""

from __future__ import annotations

import re

from msgspec import Struct

from keytag.documents.tables.markup import Allowance, Begins, Follower, of_spreadsheets

# ECMA-376-1, 18.8.30: the formats that every program knows by number, of those that show a date or a time.
_DATES = frozenset(range(14, 23)) | {45, 46, 47}
_DURATION = 46
_FIGURES = {1: "0", 3: "#,##0"}
_MAX_FORMATS = 65_490
# What of a format is no sign for a part of a date: quoted text, colours and languages, signs set apart.
_NO_PART = re.compile(r'"[^"]*"?|\[(?!h{1,2}\]|m{1,2}\]|s{1,2}\])[^\]]*\]?|[\\_*].', re.IGNORECASE)
_PART = re.compile(r"[dmhys]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h{1,2}|m{1,2}|s{1,2})\]", re.IGNORECASE)


class CellFormat(Struct, frozen=True):
    """How a cell shows its value."""

    mask: str = "General"
    is_date: bool = False
    is_duration: bool = False
    is_struck: bool = False


class Styles(Follower):
    """Follows the part of styles."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self._masks: dict[int, str] = dict(_FIGURES)
        self._are_struck: list[bool] = []
        self._formats: list[tuple[int, int]] = []
        self._known: dict[tuple[int, int], CellFormat] = {}
        self._within = ""
        self.begins = of_spreadsheets(
            {
                "numFmt": self._mask,
                "fonts": self._section("fonts"),
                "font": self._font,
                "strike": self._strike,
                "cellXfs": self._section("cellXfs"),
                "xf": self._format,
            }
        )
        self.ends = of_spreadsheets({"fonts": self._leave, "cellXfs": self._leave})

    def of(self, number: int) -> CellFormat:
        """Return the format with ``number``; the usual one where there is none."""
        if not 0 <= number < len(self._formats):
            return _USUAL
        said = self._formats[number]
        if said not in self._known:
            self._known[said] = self._made(*said)
        return self._known[said]

    def _made(self, number: int, font: int) -> CellFormat:
        mask = self._masks.get(number)
        is_struck = 0 <= font < len(self._are_struck) and self._are_struck[font]
        if mask is None:
            return CellFormat("General", number in _DATES, number == _DURATION, is_struck)
        signs = _NO_PART.sub("", mask.partition(";")[0])
        is_date = _PART.search(signs) is not None
        return CellFormat(mask, is_date, is_date and _ELAPSED.search(signs) is not None, is_struck)

    def _section(self, name: str) -> Begins:
        def enter(_: dict[str, str]) -> None:
            self._within = name

        return enter

    def _leave(self) -> None:
        self._within = ""

    def _mask(self, said: dict[str, str]) -> None:
        if self.depth == 3:
            # Excel's own limit to a format: 255 characters.
            self._masks[_whole(said.get("numFmtId"))] = said.get("formatCode", "")[:255]

    def _font(self, _: dict[str, str]) -> None:
        if self._within == "fonts":
            self._are_struck.append(False)

    def _strike(self, said: dict[str, str]) -> None:
        if self._within == "fonts" and self._are_struck:
            self._are_struck[-1] = said.get("val", "1") in ("1", "true", "on")

    def _format(self, said: dict[str, str]) -> None:
        if self._within == "cellXfs" and len(self._formats) < _MAX_FORMATS:
            self._formats.append((_whole(said.get("numFmtId")), _whole(said.get("fontId"))))


def _whole(said: str | None) -> int:
    return int(said) if said is not None and said.isdecimal() and len(said) < 8 else 0


_USUAL = CellFormat()
