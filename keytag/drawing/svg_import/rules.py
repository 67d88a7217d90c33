"""What a drawing in SVG must be for keytag to print it: the rules, for `keytag explain` and for every refusal."""

from __future__ import annotations

from keytag.findings import Rule
from keytag.text.text import Text

REMOVE = Text("Xóa phần này khỏi tệp SVG.", "Take it out of the SVG file.")


TEXT = Rule.error("art-text", __name__)
PICTURE = Rule.error("art-picture", __name__)
REFERENCE = Rule.error("art-reference", __name__)
SCRIPT = Rule.error("art-script", __name__)
STYLESHEET = Rule.error("art-stylesheet", __name__)
STROKE = Rule.error("art-stroke", __name__)
GRADIENT = Rule.error("art-gradient", __name__)
TRANSPARENCY = Rule.error("art-transparency", __name__)
DOCTYPE = Rule.error("art-doctype", __name__)
ELEMENT = Rule.error("art-element", __name__)
NOT_SVG = Rule.error("art-not-svg", __name__)
TOO_LARGE = Rule.error("art-too-large", __name__)
TOO_TANGLED = Rule.error("art-too-tangled", __name__)
TOO_LONG = Rule.error("art-too-long", __name__)
BAD_VALUE = Rule.error("art-bad-value", __name__)
BAD_COLOUR = Rule.error("art-bad-colour", __name__)
UNMAPPED_COLOUR = Rule.error("art-unmapped-colour", __name__)
EMPTY = Rule.error("art-empty", __name__)
DIFFERS = Rule.error("art-differs", __name__)
RULES = (
    NOT_SVG,
    TOO_LARGE,
    TOO_LONG,
    TOO_TANGLED,
    DOCTYPE,
    SCRIPT,
    REFERENCE,
    STYLESHEET,
    ELEMENT,
    TEXT,
    PICTURE,
    STROKE,
    GRADIENT,
    TRANSPARENCY,
    BAD_VALUE,
    BAD_COLOUR,
    UNMAPPED_COLOUR,
    DIFFERS,
    EMPTY,
)
"""Every rule of this package."""
