"""Figures as pages of paper show them, so that neither language misreads them."""

from __future__ import annotations


def count(number: int) -> str:
    """Return a whole number with a space between thousands (ISO 80000-1, 7.3.1)."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
