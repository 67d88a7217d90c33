"""A finished file taken apart into its plates: a copy for each ink, in which grey says how much of it lies where.

The copies are to be rasterised, measured and thrown away. Knows how paint falls on plates (ISO 32000-1, 8.6.7,
overprint), not what a file ought to hold; what cannot be told without a colour engine is refused with its reason.
"""

from keytag.inspection.separations.apart import Plates, apart
from keytag.inspection.separations.laying import InseparableError

__all__ = ["InseparableError", "Plates", "apart"]
