"""What `test_names` lets stand: the verbs in use, and names that two modules share, with the reason."""

from __future__ import annotations

VERBS = frozenset(
    {
        "add",
        "check",
        "draw",
        "end",
        "forget",
        "listen",
        "name",
        "number",
        "refuse",
        "remove",
        "run",
        "set",
        "show",
        "sweep",
        "walk",
        "write",
    }
)
"""How the names of functions begin that return nothing."""

TWINS = {
    "mask_of": "a mask: by which a PDF graphics state masks, and of a shape in pixels",
    "name": "a PDF name: among the operands of an operator, and as an object",
    "number": "a PDF number: among the operands of an operator, and as an object",
    "numbers": "several PDF numbers: among the operands of an operator, and as an object",
}
"""Names that more than one module gives to something public, with the reason."""
