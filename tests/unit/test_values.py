"""Values stay what they are: a struct of keytag is frozen, or its own module goes on changing it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import msgspec

PACKAGE = Path(__file__).parents[2] / "keytag"
# What a reader of a PDF goes on with as it reads, and what it counts.
WORKING = {"Budget", "CurrentColour", "GraphicsState", "Raster", "StreamFrame", "Tally"}


def structs_below(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """Yield every kind of struct that has been defined."""
    for each in kind.__subclasses__():
        yield each
        yield from structs_below(each)


def is_changed(kind: type[msgspec.Struct]) -> bool:
    """Tell whether a field of ``kind`` is set in its module, or holds what can grow."""
    tree = ast.parse(Path(str(sys.modules[kind.__module__].__file__)).read_text(encoding="utf-8"))
    stored = {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    growing = any(str(type_).startswith(("list[", "dict[", "set[")) for type_ in kind.__annotations__.values())
    return growing or not stored.isdisjoint(kind.__struct_fields__)


def test_values_are_frozen() -> None:
    """Nobody changes what another holds: what is kept, shared and compared is frozen; working state is private."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem != "__main__":
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
            import_module(name)
    loose = [
        each
        for each in structs_below(msgspec.Struct)
        if each.__module__.startswith("keytag.") and not each.__struct_config__.frozen
    ]
    assert {each.__name__ for each in loose if not each.__name__.startswith("_")} == WORKING
    assert [each.__name__ for each in loose if each.__name__.startswith("_") and not is_changed(each)] == []
