"""Cutting files: what the cutter follows on a press sheet, in the formats that cutters' software opens.

Each takes a `CutSheet` and draws its curves as they are, what lies inside a tag before its outline. Layers are
alike: CUT, HOLE, MARKS, INFO, or as the cutter's program wants them called.
"""

from keytag.output.cutting.dxf import write_cut_dxf
from keytag.output.cutting.svg import write_cut_svg

__all__ = ["write_cut_dxf", "write_cut_svg"]
