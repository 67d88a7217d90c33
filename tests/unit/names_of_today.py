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
    "checks": frozenset(
        {
            "accepted",
            "asked_for",
            "carried",
            "cited",
            "doubted",
            "judged",
            "listed",
            "marked",
            "mentioned",
            "mentioned_in",
            "painted",
            "placed",
            "printed",
            "printed_by_each",
            "spoken",
            "told_by_numbers",
            "typed",
            "unaccepted",
            "undisguised",
        }
    ),
    "drawing": frozenset({"bounded", "fitted", "painted"}),
    "handoff": frozenset({"checked", "held", "made", "unzipped", "vouched", "written", "zipped"}),
    "output": frozenset({"shortened", "tied", "unswayed", "wrapped_in"}),
    "vietnam": frozenset({"renumbered"}),
}
"""Functions by their packages that are still called by a past participle."""

TWINS_OF_TODAY = frozenset(
    {
        "box_of",
        "find_job",
        "fonts",
        "job_files",
        "layer_of",
        "line_of",
        "link_is_tidy",
        "mask_of",
        "name",
        "number",
        "numbers",
        "plate_names",
        "plates_of",
        "province_in",
        "read_places",
        "sides_of",
        "subject_of",
        "tables",
        "underbase",
        "unit_of",
        "verdict",
        "walk",
        "within",
    }
)
"""Names that more than one module gives to something public."""
