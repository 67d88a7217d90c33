"""A user's drawing in SVG, for a template's art slot: flat fills as paths, each to be printed in an ink.

What a browser shows of it in flat colours is read: strokes, clips and masks as outlines, copies in their places.
All else is refused with its lines and the way out. Must not know of templates, jobs or disk. Answers to SVG 1.1
(Second Edition), with what programs write of SVG 2.
"""

from keytag.drawing.svg_import.drawing import Art, ink_art
from keytag.drawing.svg_import.reader import read_art
from keytag.drawing.svg_import.rules import RULES

__all__ = ["RULES", "Art", "ink_art", "read_art"]
