"""Figures as pages of paper show them: as a Vietnamese office writes them, for they are Vietnamese first."""

from __future__ import annotations

from datetime import date

from keytag.text.text import Text


def count(number: int) -> str:
    """Return a whole number with a point between thousands: 3.200."""
    return f"{number:,}".replace(",", ".")


def day(date: date) -> str:
    """Return a day: 29/11/2026."""
    return f"{date.day:02}/{date.month:02}/{date.year}"


def measure(figure: float, unit: str = "") -> Text:
    """Return a measure without needless digits; Vietnamese writes a decimal comma."""
    said = f"{figure:.6g}{unit}"
    return Text(said.replace(".", ","), said)
