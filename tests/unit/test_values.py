"""Values stay what they are: a struct of keytag is frozen, or is known to be somebody's own working state."""

from __future__ import annotations

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


def test_values_are_frozen() -> None:
    """Nobody changes what another holds: values are kept, shared and compared, so they are frozen."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem != "__main__":
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
            import_module(name)
    loose = {
        each.__name__
        for each in structs_below(msgspec.Struct)
        if each.__module__.startswith("keytag") and not each.__struct_config__.frozen
    }
    assert {name for name in loose if not name.startswith("_")} == WORKING
    assert {name for name in loose if name.startswith("_")} == {"_Builder", "_Drawn", "_Held", "_Open", "_Writer"}
