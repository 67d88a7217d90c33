from __future__ import annotations

import pytest

from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import circle
from keytag.drawing.ink import BLACK, Ink
from keytag.drawing.svg_import import Art, ink_art
from keytag.errors import InvalidDocumentError

RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
DISC, DOT = circle(0.5, 0.5, 0.5), circle(0.5, 0.5, 0.1)
ART = Art(((DISC, "#FF0000"), (DOT, "#000000")), 1.0, (1, 2))


def test_colours_become_inks() -> None:
    """Each fill prints in the ink its colour is mapped to, however the map writes the colour."""
    source = Source("emblem")
    expected = (Fill(DISC, RED, Role.ART, source), Fill(DOT, BLACK, Role.ART, source))
    assert ink_art(ART, {"#f00": RED, "black": BLACK}, "emblem", "emblem.svg") == expected
    assert ink_art(ART, {"#ff0000": RED, "#000000": BLACK}, "emblem", "emblem.svg") == expected


def test_unmapped_colours_are_named() -> None:
    """A colour without an ink is refused, naming it, what is mapped, and the line that it stands on."""
    with pytest.raises(InvalidDocumentError) as caught:
        ink_art(ART, {"#FF0000": RED}, "emblem", "emblem.svg")
    (finding,) = caught.value.findings
    assert finding.rule == "art-unmapped-colour"
    assert "#000000" in finding.message.en
    assert "#FF0000" in finding.message.vi
    assert str(finding.where) == "emblem.svg:2"


def test_keys_that_are_no_colours_are_refused() -> None:
    """A key that is no colour is refused instead of never matching."""
    with pytest.raises(InvalidDocumentError) as caught:
        ink_art(ART, {"#FF0000": RED, "#000000": BLACK, "blackish": BLACK}, "emblem", "emblem.svg")
    assert [finding.rule for finding in caught.value.findings] == ["art-bad-colour"]
