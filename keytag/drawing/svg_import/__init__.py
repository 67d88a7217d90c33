"""A user's drawing in SVG, for a template's art slot: flat fills as paths, each to be printed in an ink.

What can be expressed as filled outlines is read exactly; all else is refused with its line and the way out. Must
not know of templates, jobs or disk. Answers to SVG 1.1 (Second Edition).
"""

from keytag.drawing.svg_import.drawing import Art, ink_art
from keytag.drawing.svg_import.reader import read_art
from keytag.drawing.svg_import.rules import RULES

__all__ = ["RULES", "Art", "ink_art", "read_art"]
