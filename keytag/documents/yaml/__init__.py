"""The documents' common ground: YAML with places, the types of its fields, and its refusals.

What a job, a template or a shop says is theirs; how a file of any kind is read, bounded and refused is here.
"""

from keytag.documents.yaml.colour import Colour, Hex, SpotName, StockColour, colour_text, parse_colour
from keytag.documents.yaml.fields import (
    LENGTH_SCHEMA,
    BlankLine,
    Count,
    Day,
    Document,
    FormatVersion,
    Length,
    Line,
    Name,
    Number,
    Part,
    Percent,
    Title,
    one_of,
    out_of_range,
    within,
)
from keytag.documents.yaml.nodes import Positions
from keytag.documents.yaml.reader import read_document, read_resource
from keytag.documents.yaml.refusal import RefusedValueError, did_you_mean, limit_repeats, quote, visible_text
from keytag.documents.yaml.rules import MISSING_KEY, RULES
from keytag.documents.yaml.schema import json_schema, json_schema_text
from keytag.documents.yaml.source import MAX_BYTES
from keytag.documents.yaml.write import yaml_text

__all__ = [
    "LENGTH_SCHEMA",
    "MAX_BYTES",
    "MISSING_KEY",
    "RULES",
    "BlankLine",
    "Colour",
    "Count",
    "Day",
    "Document",
    "FormatVersion",
    "Hex",
    "Length",
    "Line",
    "Name",
    "Number",
    "Part",
    "Percent",
    "Positions",
    "RefusedValueError",
    "SpotName",
    "StockColour",
    "Title",
    "colour_text",
    "did_you_mean",
    "json_schema",
    "json_schema_text",
    "limit_repeats",
    "one_of",
    "out_of_range",
    "parse_colour",
    "quote",
    "read_document",
    "read_resource",
    "visible_text",
    "within",
    "yaml_text",
]
