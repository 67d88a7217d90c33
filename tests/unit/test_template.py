"""Templates: the built-in ones are sound, and a faulty one is told what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag import library
from keytag.document import read_document
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.ink import Ink
from keytag.template import NumbersSlot, QrSlot, Template, TextSlot, read_template, slot_roles
from keytag.units import to_mm

BUILT_IN = ("classic", "directory", "group", "hotline")
PLAIN = """
template: 1
title: {vi: Thử, en: Test}
colours: {ground: flag-red, text: white}
front: [{kind: ground, slot: ground, ink: ground}]
back: []
"""
each_template = pytest.mark.parametrize("name", BUILT_IN)


def test_the_four_templates_come_along() -> None:
    """The templates that a job may name are there."""
    assert set(BUILT_IN) <= set(library.names("tags"))


@each_template
def test_slots_have_names_of_their_own(name: str) -> None:
    """No two slots of a template share a name, so that a finding names one line."""
    template = read_template(name)
    names = [slot.slot for side in (template.front, template.back) for slot in side]
    per_side = [[slot.slot for slot in side] for side in (template.front, template.back)]
    assert names
    assert all(len(set(side)) == len(side) for side in per_side)


@each_template
def test_every_template_shows_what_every_job_has(name: str) -> None:
    """Each template has a place for the first number, for the others, for the issuer, slogan, code and caption."""
    template = read_template(name)
    slots = (*template.front, *template.back)
    assert {"first", "rest", "overflow"} <= {slot.take for slot in slots if isinstance(slot, NumbersSlot)}
    assert {"issuer", "slogan", "caption"} <= {slot.says for slot in slots if isinstance(slot, TextSlot)}
    assert sum(isinstance(slot, QrSlot) for slot in slots) == 1


@each_template
def test_colours_are_named_inks_of_process_colours(name: str) -> None:
    """Built-in templates need no profile to know their inks, and the code is black on white."""
    template = read_template(name)
    assert all(isinstance(colour, Ink) and not colour.spot for colour in template.colours.values())
    code = next(slot for slot in (*template.front, *template.back) if isinstance(slot, QrSlot))
    ink, ground = template.colours[code.ink], template.colours[code.ground]
    assert isinstance(ink, Ink)
    assert isinstance(ground, Ink)
    assert (ink.cmyk, ground.total) == ((0.0, 0.0, 0.0, 1.0), 0.0)


@each_template
def test_sizes_keep_to_what_is_read_and_printed(name: str) -> None:
    """No template asks for lettering under 5 pt, nor for modules under 0.33 mm, and every range is a range."""
    template = read_template(name)
    for slot in (*template.front, *template.back):
        if isinstance(slot, QrSlot):
            assert 0.33 <= slot.module.smallest < slot.module.largest
        kinds = [slot.type] if isinstance(slot, TextSlot) else []
        kinds += [slot.label, slot.number] if isinstance(slot, NumbersSlot) else []
        for kind in kinds:
            assert to_mm(5.0) - 1e-9 <= kind.size.smallest <= kind.size.largest


@each_template
def test_roles_of_colours_are_all_used(name: str) -> None:
    """A role that a job may colour colours something."""
    template = read_template(name)
    used = {role for slot in (*template.front, *template.back) for role in slot_roles(slot)}
    assert used == set(template.colours)


def test_an_undefined_role_is_refused() -> None:
    """A slot that names a colour which the template lacks is told which, and where to add it."""
    text = PLAIN.replace("ink: ground", "ink: grund")
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "t.yaml", Template)
    assert "grund" in caught.value.findings[0].message.en
    assert read_document(PLAIN.encode(), "t.yaml", Template)[0].title.vi == "Thử"


@pytest.mark.parametrize(
    "slot",
    [
        "{kind: picture, slot: x}",
        "{kind: text, slot: x, says: motto, type: {size: {smallest: 5pt, largest: 6pt}, ink: text}}",
        "{kind: text, slot: x, says: slogan, type: {size: {smallest: 7pt, largest: 6pt}, ink: text}}",
        "{kind: rule, slot: x, ink: text, inset: 1mm, weight: 0mm}",
        "{kind: ground, slot: X Y, ink: ground}",
        "{kind: ground, slot: x, ink: ground, colour: red}",
    ],
)
def test_faulty_slots_are_refused(slot: str) -> None:
    """Unknown kinds, texts, keys and impossible measures are findings of the template, never a crash."""
    text = PLAIN.replace("back: []", f"back: [{slot}]")
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "t.yaml", Template)
    assert caught.value.findings


def test_a_template_beside_the_job_comes_first(tmp_path: Path) -> None:
    """A user's own template of a built-in's name is taken; a name that nothing has is an error."""
    (tmp_path / "classic.yaml").write_text(PLAIN, encoding="utf-8")
    assert read_template("classic", tmp_path).title.vi == "Thử"
    assert read_template("classic").title.vi != "Thử"
    with pytest.raises(MissingResourceError):
        read_template("clasic", tmp_path)
