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

PARTICIPLES_OF_TODAY = {
    "inspection": frozenset(
        {
            "added",
            "bared",
            "blurred",
            "claimed",
            "clipped",
            "faded",
            "held_against",
            "inked",
            "judged",
            "listed",
            "measured",
            "moved",
            "opened",
            "opened_all",
            "recounted",
            "refused",
            "rounded",
            "rubbed_off",
            "separated",
            "shown",
            "surveyed",
            "tilted",
            "unescaped",
        }
    ),
}
"""Functions by their packages that are still called by a past participle."""

TWINS_OF_TODAY = {
    "listed": "inspection, not yet renamed: a tally of what resources list; names in a row",
    "mask_of": "inspection, not yet renamed: of a graphics state; of a shape in pixels",
    "name": "a PDF name: among the operands of an operator, and as an object",
    "number": "a PDF number: among the operands of an operator, and as an object",
    "numbers": "several PDF numbers: among the operands of an operator, and as an object",
    "opened": "inspection, not yet renamed: a PDF to be read; its pages as pictures",
    "program": "where another program is: zbar's reader, Ghostscript",
    "unlike": "inspection, not yet renamed: two files, two pictures",
}
"""Names that more than one module gives to something public, with the reason."""
