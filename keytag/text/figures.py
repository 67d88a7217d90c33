"""Figures, shares and days as each language writes them: the one place for screens, papers and messages.

Vietnamese writes 3.200, 0,40 mm, 5% and 29/11/2026; English 3,200, 0.40 mm, 5 % and 2026-11-29. What is typed
into a document or a command line, and what JSON holds, keeps the point and the day of ISO 8601.
"""

from __future__ import annotations

import re
from datetime import date

from keytag.text.pattern import pattern
from keytag.text.text import Language, Text

NO_BREAK = "\u00a0"
"""What stands between a figure and its unit, where lines are not broken."""
_UNITS_VI = {"module": "ô"}
# What a figure counts or measures on papers: no line ends between the two.
_COUNTED = pattern(
    r"(?<=\d) (?=(?:mm|cm|pt|chiếc|tờ|túi|thùng|hộ|mẫu|tem|trang|bản|lần|con|ngày|đồng)\b)"
    r"|(?<=\d) (?=×)|(?<=×) (?=\d)"
)


def tie_units(text: str) -> str:
    """Return Vietnamese ``text`` with each figure tied to what it counts: 50 chiếc, 50 × 20 mm."""
    return _COUNTED.sub(NO_BREAK, text)


def write_times(text: str) -> str:
    """Return ``text`` with the letter between two figures as the sign for times: 32 × 45 cm."""
    return re.sub(r"(?<=\d) x (?=\d)", f"{NO_BREAK}\N{MULTIPLICATION SIGN}{NO_BREAK}", text)


def format_count(number: int, language: Language = "vi") -> str:
    """Return a whole number with its thousands parted: 3.200, in English 3,200."""
    return f"{number:,}".replace(",", "." if language == "vi" else ",")


def format_decimal(value: float, places: int, language: Language = "vi") -> str:
    """Return ``value`` with so many ``places`` after the language's decimal sign."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == "vi" else text


def format_measure(figure: float, unit: str = "") -> Text:
    """Return a measure without needless digits; ``unit`` follows as it is given."""
    said = f"{figure:.6g}{unit}"
    return Text(said.replace(".", ","), said)


def format_percent(per_cent: float, places: int = 0, language: Language = "vi") -> str:
    """Return so many per cent: 5%, in English 5 % with a blank that is not broken."""
    return amount_with_unit(per_cent, "%", places).to(language)


def format_print(number: int) -> Text:
    """Return which order of the same goods it is: lần 2."""
    return Text(f"lần{NO_BREAK}{number}", f"order{NO_BREAK}{number}")


def format_day(day: date, language: Language = "vi") -> str:
    """Return a day: 29/11/2026, in English 2026-11-29."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if language == "vi" else day.isoformat()


def amount_with_unit(amount: float, unit: str, places: int | None = None) -> Text:
    """Return an amount with its unit (``mm``, ``pt``, ``%``, ``module``, ``:1``, "" for a count).

    It has so many decimal ``places``, or as many as its unit is told with.
    """
    if places is None:
        places = 0 if unit in ("%", "", "module") else 1 if unit == ":1" else 2
    said, tie = f"{amount:.{places}f}", "" if unit in ("", ":1") else NO_BREAK
    several = "modules" if unit == "module" and said != "1" else unit
    return Text(
        f"{said.replace('.', ',')}{'' if unit == '%' else tie}{_UNITS_VI.get(unit, unit)}", f"{said}{tie}{several}"
    )


def spell_figures(text: str, language: Language) -> str:
    """Return a sentence with its measures and shares as ``language`` writes them.

    What a document or a command line would say (2.5mm, ward.yaml:2, “2.5 mm”) stays as it must be typed.
    """
    return _BLANK_PERCENT.sub("%", _SENTENCE_DECIMAL.sub(r"\1,\2", text)) if language == "vi" else text


# A figure in a sentence has its unit after a blank: "2.5 mm", "2.5 × 3 mm", "2.5 đến 3 mm"; a ratio ends in ":1".
_SENTENCE_DECIMAL = pattern(
    r"(?<![\w.,:“/])(\d+)\.(\d+)"
    r"(?=(?:[ \u00a0]?(?:×|x|đến|và|–)[ \u00a0]?\d+(?:[.,]\d+)?)*"
    r"(?:[ \u00a0](?:mm|pt|MB|ô|%|\(ΔE00\))(?!\w)|%)|:1(?!\d))"
)
_BLANK_PERCENT = pattern(r"(?<=\d)[ \u00a0]%(?!\w)")
