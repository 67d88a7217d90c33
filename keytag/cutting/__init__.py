"""Cutting files: what the cutter follows on a press sheet, in the formats that cutters' software opens.

Each takes a `CutSheet`, exact curves, and approximates none of them. Layers are alike: CUT, HOLE, MARKS.
"""

from keytag.cutting.dxf import write_dxf
from keytag.cutting.svg import write_svg

__all__ = ["write_dxf", "write_svg"]
