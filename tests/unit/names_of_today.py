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
    "output": frozenset({"shortened", "tied", "unswayed", "wrapped_in"}),
    "vietnam": frozenset({"renumbered"}),
}
"""Functions by their packages that are still called by a past participle."""

TWINS_OF_TODAY = frozenset(
    {
        "box_of",
        "count",
        "day",
        "differences",
        "find_job",
        "fonts",
        "in_words",
        "job_files",
        "judged",
        "layer_of",
        "letter",
        "line_of",
        "lines",
        "link_is_tidy",
        "listed",
        "mask_of",
        "measure",
        "name",
        "number",
        "numbers",
        "opened",
        "painted",
        "plate_names",
        "plates_of",
        "points",
        "program",
        "province_in",
        "read_places",
        "sides_of",
        "subject_of",
        "summary",
        "tables",
        "underbase",
        "unit_of",
        "unlike",
        "verdict",
        "walk",
        "within",
        "write_svg",
    }
)
"""Names that more than one module gives to something public."""
