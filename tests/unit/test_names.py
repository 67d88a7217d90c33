"""What is public has a name that says what it does or returns, and no two things share one.

A participle does name a method that returns a changed copy of its value, as `sorted` does of a list:
`Path.flattened`, `Hole.mirrored`. Functions at the top of a module have no such value, and are judged here.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.unit.names_of_today import TWINS, VERBS

SOURCES = Path(__file__).parents[2] / "keytag"
# Past participles that do not end in -ed; what ends in -ed and is none.
IRREGULAR = frozenset(
    {
        "bound",
        "built",
        "caught",
        "drawn",
        "found",
        "given",
        "held",
        "hidden",
        "kept",
        "known",
        "laid",
        "left",
        "lost",
        "made",
        "meant",
        "met",
        "said",
        "seen",
        "sent",
        "shown",
        "spoken",
        "stood",
        "sunk",
        "taken",
        "thrown",
        "told",
        "torn",
        "understood",
        "worn",
        "written",
    }
)
NO_PARTICIPLES = frozenset({"bleed", "embed", "exceed", "feed", "need", "proceed", "seed"})
# After a participle these go on with what was done; another word is what the function returns (`raised_items`).
PARTICLES = frozenset({"against", "all", "at", "by", "for", "from", "in", "off", "on", "out", "to", "up", "with"})
# Each command's module has its command's name, and the command line declares a function of that name for it.
COMMAND_NAMES = frozenset(
    {
        "approve",
        "batch",
        "check",
        "contacts",
        "cost",
        "diff",
        "doctor",
        "editions",
        "explain",
        "handoff",
        "help_",
        "init",
        "inspect",
        "key",
        "leaflet",
        "list_",
        "lock",
        "order",
        "packing",
        "plan",
        "preview",
        "render",
        "schema",
        "share",
        "sheet",
        "show",
        "units",
        "verify",
        "version",
        "watch",
    }
)

# XML elements that are added under their own names, the program's start, and what stands in for progress.
NOUNS = frozenset({"amount", "digest", "file_spec", "main", "no_progress", "no_step"})

Public = tuple[str, ast.FunctionDef | ast.ClassDef]


def public_names() -> Iterator[Public]:
    """Yield each function and class at the top of a module of keytag that others may use, with its package."""
    for path in sorted(SOURCES.rglob("*.py")):
        package = path.relative_to(SOURCES).parts[0].removesuffix(".py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield package, node


def is_participle(name: str) -> bool:
    """Whether the name of a function is what was done, in place of what it does or returns."""
    first, _, rest = name.partition("_")
    ends_so = re.fullmatch(r"[a-z]{2,}ed", first) is not None and first not in NO_PARTICIPLES
    return (ends_so or first in IRREGULAR) and (not rest or rest.partition("_")[0] in PARTICLES)


def returns_nothing(node: ast.FunctionDef) -> bool:
    """Whether a function is there for what it does alone."""
    return isinstance(node.returns, ast.Constant) and node.returns.value is None


def test_no_function_is_called_by_a_past_participle() -> None:
    """A function's name says what it does or returns: `with_marks` or `add_marks`, never `marked`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for package, node in public_names():
        if isinstance(node, ast.FunctionDef) and is_participle(node.name):
            found[package].add(node.name)
    assert {package: sorted(names) for package, names in found.items()} == {}


def test_what_returns_nothing_begins_with_a_verb() -> None:
    """A function that returns nothing does something, and its name begins with what; fixed by the verbs in use."""
    found = [
        f"{package}: {node.name}"
        for package, node in public_names()
        if isinstance(node, ast.FunctionDef)
        and returns_nothing(node)
        and node.name.partition("_")[0] not in VERBS
        and node.name not in COMMAND_NAMES | NOUNS
    ]
    assert found == []


def test_a_public_name_means_one_thing() -> None:
    """A function or class has a name that no other module gives to another."""
    times: defaultdict[str, int] = defaultdict(int)
    for _, node in public_names():
        times[node.name] += 1
    twins = {name for name, count in times.items() if count > 1} - COMMAND_NAMES
    assert sorted(twins - TWINS.keys()) == []
