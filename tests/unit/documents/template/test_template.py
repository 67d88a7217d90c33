"""Templates: the built-in ones are sound, and a faulty one is told what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.documents.template import NumbersSlot, QrSlot, Template, TextSlot, read_template, slot_roles
from keytag.documents.yaml import read_document
from keytag.drawing.ink import Ink
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import library
from keytag.findings import Finding
from keytag.units import to_mm

BUILT_IN = ("classic", "directory", "group", "hotline")
PLAIN = """
template: 1
title: {vi: Thử, en: Test}
colours: {ground: flag-red, text: white}
front:
  - {kind: ground, slot: ground, ink: ground}
  - kind: numbers
    slot: hotline
    take: first
    label: &type {size: {smallest: 5pt, largest: 6pt}, ink: text}
    number: *type
back:
  - {kind: numbers, slot: others, take: rest, label: *type, number: *type}
  - {kind: qr, slot: code, ink: text, ground: text, module: {smallest: 0.33mm, largest: 0.45mm}}
"""
LISTED = "{kind: numbers, slot: more, take: TAKE, label: *type, number: *type}"
CODE = "{kind: qr, slot: second, ink: text, ground: text, module: {smallest: 0.33mm, largest: 0.45mm}}"
LAST_LINE = PLAIN.count("\n") + 1
each_template = pytest.mark.parametrize("name", BUILT_IN)


def _refused(text: str) -> Finding:
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "t.yaml", Template)
    return caught.value.findings[0]


def test_the_four_templates_come_along() -> None:
    """The templates that a job may name are there."""
    assert set(BUILT_IN) <= set(library.document_names("tags"))


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
    assert "grund" in _refused(text).message.en
    assert read_document(PLAIN.encode(), "t.yaml", Template)[0].title.vi == "Thử"


@pytest.mark.parametrize(
    "slot",
    [
        "{kind: picture, slot: x}",
        "{kind: text, slot: x, says: motto, type: {size: {smallest: 5pt, largest: 6pt}, ink: text}}",
        "{kind: text, slot: x, says: slogan, type: {size: {smallest: 7pt, largest: 6pt}, ink: text}}",
        "{kind: text, slot: x, says: slogan, type: {size: {smallest: -5pt, largest: 6pt}, ink: text}}",
        "{kind: text, slot: x, says: slogan, type: {size: {smallest: 5pt, largest: 201mm}, ink: text}}",
        "{kind: text, slot: x, says: slogan, type: {size: {smallest: 0.4mm, largest: 6pt}, ink: text}}",
        "{kind: art, slot: x, file: a.svg, inks: {}, height: {smallest: 0, largest: 6mm}}",
        "{kind: rule, slot: x, ink: text, inset: 1mm, weight: 0mm}",
        "{kind: ground, slot: X Y, ink: ground}",
        "{kind: ground, slot: x, ink: ground, colour: red}",
    ],
)
def test_faulty_slots_are_refused(slot: str) -> None:
    """Unknown kinds, texts, keys and impossible measures are findings of the template, never a crash."""
    finding = _refused(f"{PLAIN}  - {slot}\n")
    assert finding.where is not None
    assert finding.where.line == LAST_LINE


@pytest.mark.parametrize(("smallest", "largest"), [("0.09mm", "0.45mm"), ("0.33mm", "5.1mm")])
def test_modules_have_bounds_of_their_own(smallest: str, largest: str) -> None:
    """A code's module may be finer than any lettering, but neither a speck nor a tile."""
    sizes = f"{{smallest: {smallest}, largest: {largest}}}"
    finding = _refused(PLAIN.replace("{smallest: 0.33mm, largest: 0.45mm}", sizes))
    assert "is not between 0.1 and 5 mm" in finding.message.en


def test_a_name_stands_once_on_a_side() -> None:
    """Two slots of one name on one side are refused at the second; the other side may use the name again."""
    finding = _refused(PLAIN + "  - {kind: ground, slot: others, ink: ground}\n")
    assert (finding.message.en.partition(":")[0], str(finding.where)) == ("back.3.slot", f"t.yaml:{LAST_LINE}:26")
    read_document((PLAIN + "  - {kind: ground, slot: ground, ink: ground}\n").encode(), "t.yaml", Template)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (PLAIN.replace("take: rest", "take: overflow"), "", "take: rest"),
        (PLAIN.replace("take: first", "take: overflow"), "", "take: first"),
        (PLAIN[: PLAIN.index("  - {kind: qr")], "", "kind: qr"),
        (f"{PLAIN}  - {LISTED.replace('TAKE', 'first')}\n", "back.3: ", "take: first"),
        (f"{PLAIN}  - {LISTED.replace('TAKE', 'rest')}\n", "back.3: ", "take: rest"),
        (f"{PLAIN}  - {CODE}\n", "back.3: ", "kind: qr"),
    ],
)
def test_slots_that_would_lose_or_repeat_content_are_refused(text: str, place: str, words: str) -> None:
    """A template has one place for the first number, one for the others, one for the code on a side."""
    finding = _refused(text)
    assert finding.message.en.startswith(place)
    assert words in finding.message.en
    assert words in finding.message.vi


def test_the_first_number_has_one_place_on_the_tag() -> None:
    """A second slot for the most important number is refused also where it stands on the other side."""
    finding = _refused(PLAIN.replace("take: rest", "take: first") + "  - " + LISTED.replace("TAKE", "rest") + "\n")
    assert finding.message.en.startswith("back.1: There is a slot with kind: numbers, take: first already")


def test_both_sides_may_have_a_code_and_the_rest() -> None:
    """The code and the other numbers may stand on both sides: neither loses anything."""
    front = f"front:\n  - {CODE}\n  - {{kind: numbers, slot: too, take: rest, label: TYPE, number: TYPE}}\n"
    text = PLAIN.replace("front:\n", front.replace("TYPE", "{size: {smallest: 5pt, largest: 6pt}, ink: text}"))
    template, _ = read_document(text.encode(), "t.yaml", Template)
    assert sum(isinstance(slot, QrSlot) for slot in (*template.front, *template.back)) == 2


def test_a_template_beside_the_job_comes_first(tmp_path: Path) -> None:
    """A user's own template of a built-in's name is taken; a name that nothing has is an error."""
    (tmp_path / "classic.yaml").write_text(PLAIN, encoding="utf-8")
    assert read_template("classic", tmp_path).title.vi == "Thử"
    assert read_template("classic").title.vi != "Thử"
    with pytest.raises(MissingResourceError):
        read_template("clasic", tmp_path)
