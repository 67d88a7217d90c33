"""What `test_names` lets stand: the verbs in use, and names from before its rules, which are to become fewer.

Whoever renames one of them takes it off its list; nobody adds one.
"""

from __future__ import annotations

VERBS = frozenset(
    {
        "add",
        "check",
        "draw",
        "forget",
        "listen",
        "name",
        "refuse",
        "remove",
        "run",
        "show",
        "sweep",
        "walk",
        "write",
    }
)
"""How the names of functions begin that return nothing."""

PARTICIPLES_OF_TODAY: dict[str, frozenset[str]] = {}
"""Functions by their packages that are still called by a past participle."""

TWINS_OF_TODAY = {
    "layer_of": "of an item that is written; of a resource that is read",
    "mask_of": "of a graphics state; of a shape in pixels",
    "name": "a PDF name: among the operands of an operator, and as an object",
    "number": "a PDF number: among the operands of an operator, and as an object",
    "numbers": "several PDF numbers: among the operands of an operator, and as an object",
}
"""Names that more than one module gives to something public, with the reason."""
