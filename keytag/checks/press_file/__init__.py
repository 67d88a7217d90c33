"""A finished file for the press, read back, held against the artworks and pages that were handed over.

The rules are here, always at hand; `compare` finds them broken.
"""

from keytag.checks.press_file.rules import RULES

__all__ = ["RULES"]
