"""Photographs of printed sheets: straightened, and held against what the sheets must show."""

from keytag.inspection.photographs.rules import RULES

__all__ = ["RULES"]
