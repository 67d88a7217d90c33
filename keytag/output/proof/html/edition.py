"""One edition's part of the page: its tag, its numbers, its code, its words, what is ordered, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from keytag.imposition.slug import SPECIMEN
from keytag.output.proof.facts import Proof, ProofCode, ProofEdition, ProofNumber, SideName
from keytag.output.proof.html import wording
from keytag.output.proof.html.drawings import Drawings, code_face
from keytag.output.proof.html.elements import Child, Element, both, element, name_apart
from keytag.text.figures import format_count, format_day, format_measure
from keytag.text.text import Text, fold_name, same_text

_SIDES: Mapping[SideName, Text] = {"front": wording.FRONT, "back": wording.BACK}


def edition_section(proof: Proof, number: int, drawings: Drawings) -> Element:
    """Return the section of the edition at ``number`` (from 0) of ``proof``."""
    edition, own = proof.editions[number], f"e{number}"
    return element(
        "section",
        _head(proof, edition, own),
        element("p", *both(SPECIMEN), class_="specimen") if proof.is_sample else None,
        element(
            "div",
            _hero(edition, own, drawings),
            element(
                "div", _calls(edition, own, is_sample=proof.is_sample), _code(edition.code, own), class_="checks"
            ),
            class_="two",
        ),
        element(
            "div", _words(edition, own), _specification(edition, own), *_warnings(edition, own), class_="details"
        ),
        id=own,
        class_="edition",
        aria_labelledby=f"{own}-name",
        data_edition=edition.id,
        data_find=searched_words(edition),
        tabindex="-1",
    )


def searched_words(edition: ProofEdition) -> str:
    """Return what an edition is found by: small letters without marks, digits of numbers apart and together."""
    digits = ("".join(filter(str.isdigit, number.as_printed)) for number in edition.numbers)
    written = (number.as_printed for number in edition.numbers)
    lines = (line.as_printed for line in edition.lines)
    words = (edition.name, edition.office, edition.id, edition.artwork_hash, *lines, *written, *digits)
    return " ".join(dict.fromkeys(fold_name(word).replace("-", " ") for word in words))


def _head(proof: Proof, edition: ProofEdition, own: str) -> Element:
    quantity = edition.quantity
    tags = (
        Text(f" · {format_count(quantity)} chiếc", f" · {format_count(quantity, 'en')} tags")
        if quantity is not None
        else same_text("")
    )
    number = Text(f"Mẫu số {edition.number}{tags.vi}", f"Edition {edition.number}{tags.en}")
    day = Text(format_day(proof.day), format_day(proof.day, "en"))
    paper = element(
        "p",
        *both(wording.TITLE),
        " · ",
        name_apart(proof.office),
        " · ",
        *both(day),
        f" · # {proof.content_hash} · keytag {proof.version}",
        class_="paper",
    )
    return element(
        "header",
        paper,
        element("p", *both(number), class_="over"),
        element("h2", name_apart(edition.name), id=f"{own}-name"),
        element(
            "p",
            name_apart(edition.office) if edition.office != edition.name else None,
            _own_number(edition) if proof.has_own_numbers else None,
            class_="under",
        ),
    )


def _own_number(edition: ProofEdition) -> Element:
    """Return by what an edition is told among several: what its office signs and answers with."""
    return element("span", *both(wording.ARTWORK_HASH), " ", element("code", edition.artwork_hash))


def _hero(edition: ProofEdition, own: str, drawings: Drawings) -> Element:
    """Return the tag large, one side of it in place of the other, and both at true size."""
    across, down = (format_measure(each) for each in (edition.shape.width, edition.shape.height))
    size = Text(f": {across.vi} × {down.vi} mm", f": {across.en} × {down.en} mm")
    large = [
        element(
            "div",
            element("div", drawings.face(edition, side), class_="tag"),
            element("p", *both(_SIDES[side.name]), *_blank(is_blank=side.is_blank), class_="which"),
            class_=f"turned {side.name}",
        )
        for side in edition.sides
    ]
    true = [element("div", drawings.face(edition, side, plain=True), class_="tag") for side in edition.sides]
    return element(
        "div",
        element("h3", *both(wording.LOOK), class_="unseen", id=f"{own}-look"),
        element("div", *large, class_="stage", role="group", aria_labelledby=f"{own}-look {own}-name"),
        element(
            "p",
            element(
                "button",
                element("span", "⟲", aria_hidden="true"),
                " ",
                *both(wording.TURN),
                type="button",
                class_="turn",
                aria_pressed="false",
            ),
            element("output", class_="factor"),
            class_="under-stage scripted",
        ),
        element(
            "figure",
            element("div", *true, class_="pair", role="group", aria_labelledby=f"{own}-true"),
            element(
                "figcaption",
                *both(Text(wording.TRUE_SIZE.vi + size.vi, wording.TRUE_SIZE.en + size.en)),
                id=f"{own}-true",
            ),
            class_="true",
        ),
        element("p", *both(wording.MEASURE), class_="measure"),
        class_="hero",
    )


def _blank(*, is_blank: bool) -> tuple[Child, ...]:
    return (" (", *both(wording.NOT_PRINTED), ")") if is_blank else ()


def _calls(edition: ProofEdition, own: str, *, is_sample: bool) -> Element:
    calls = [_call(number, is_sample=is_sample) for number in edition.numbers]
    hint = wording.DO_NOT_CALL if is_sample else wording.CALL_EACH
    return element(
        "section",
        element("h3", *both(wording.NUMBERS), id=f"{own}-calls"),
        element("p", *both(hint if calls else wording.NO_NUMBERS), class_="quiet call-each"),
        element("ul", *calls, class_="calls") if calls else None,
        aria_labelledby=f"{own}-calls",
        class_="card",
    )


def _call(number: ProofNumber, *, is_sample: bool) -> Element:
    """Return a number to be called and ticked; a sample's numbers are made up and are not."""
    return element(
        "li",
        element("span", name_apart(number.label), class_="label"),
        element("a", name_apart(number.as_printed), href=number.tel, class_=_number_class(number.as_printed)),
        element("span", *both(number.kind), " · ", *both(_lower(_SIDES[number.side])), class_="kind"),
        _tick(f"call {number.called}", wording.CALLED, number.as_printed) if not is_sample else None,
    )


# House rule: with its country before it a number has sixteen signs; what is longer may be broken.
_LONGEST_WHOLE = 20


def _number_class(printed: str) -> str:
    """Return the classes of a number: one that is no longer than numbers are stays whole."""
    return "number whole" if len(printed) <= _LONGEST_WHOLE else "number"


def _lower(text: Text) -> Text:
    return Text(text.vi.lower(), text.en.lower())


def _tick(key: str, label: Text, of: str) -> Element:
    """Return a box to tick; ``of`` says to those who do not see where it stands what it is about."""
    return element(
        "label",
        element("input", type="checkbox", class_="tick", data_tick=key, autocomplete="off"),
        " ",
        element("span", *both(label), element("span", " ", name_apart(of), class_="unseen")),
        class_="ticked",
    )


def _code(code: ProofCode | None, own: str) -> Element | None:
    if code is None:
        return None
    address = element(
        "p",
        element("span", code.before),
        element("strong", name_apart(code.host)),
        element("span", code.after),
        class_="address",
    )
    return element(
        "section",
        element("h3", *both(wording.CODE), id=f"{own}-code"),
        element(
            "div",
            element("div", code_face(code.symbol), class_="quiet-zone"),
            element(
                "div",
                element("p", *both(wording.OPENS), ":", class_="quiet"),
                address,
                _tick(f"scan {code.link}", wording.SCANNED, code.host),
            ),
            class_="scan",
        ),
        aria_labelledby=f"{own}-code",
        class_="card",
    )


def _words(edition: ProofEdition, own: str) -> Element:
    lines: list[Element] = []
    for line in edition.lines:
        lines.append(element("dt", *both(line.what), " · ", *both(_lower(_SIDES[line.side]))))
        lines.append(element("dd", name_apart(line.as_printed), class_="printed"))
    return element(
        "section",
        element("h3", *both(wording.WORDS), id=f"{own}-words"),
        element("dl", *lines, class_="words") if lines else element("p", *both(wording.NO_WORDS), class_="quiet"),
        _tick(f"read {edition.id}", wording.READ, edition.name),
        aria_labelledby=f"{own}-words",
        class_="card",
    )


def _specification(edition: ProofEdition, own: str) -> Element:
    facts: list[Element] = []
    for each in edition.specification:
        facts.append(element("dt", *both(each.what)))
        facts.append(element("dd", *(both(each.fact) if each.fact is not None else (wording.TO_FILL_IN,))))
    return element(
        "section",
        element("h3", *both(wording.SPECIFICATION), id=f"{own}-order"),
        element("dl", *facts),
        aria_labelledby=f"{own}-order",
        class_="card",
    )


def _warnings(edition: ProofEdition, own: str) -> Iterator[Element]:
    if edition.open_warnings:
        items = [
            element("li", element("p", *both(each.message)), element("p", *both(each.hint), class_="quiet"))
            for each in edition.open_warnings
        ]
        yield _findings(wording.OPEN_WARNINGS, items, f"{own}-open", "card open")
    if edition.accepted:
        items = [
            element(
                "li",
                element("p", *both(each.message)),
                element("p", *both(wording.REASON), ": ", name_apart(each.reason), class_="quiet"),
            )
            for each in edition.accepted
        ]
        yield _findings(wording.ACCEPTED_WARNINGS, items, f"{own}-accepted", "card")


def _findings(title: Text, items: list[Element], own: str, kind: str) -> Element:
    return element(
        "section",
        element("h3", *both(title), id=own),
        element("ul", *items, class_="findings"),
        aria_labelledby=own,
        class_=kind,
    )
