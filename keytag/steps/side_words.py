"""The words of each edition as they stand on its two sides: what a person reads, and where the code leads.

They are taken from the finished artworks, in the letters that are drawn there. Of an edition that was not drawn (a
very large job is drawn in part when it is only checked) they are foreseen as composing shares them out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from keytag.compose import ComposedTag
from keytag.compose.number_rows import GroupedNumber
from keytag.compose.side_shares import SIDES, Sides, movable_numbers, share_out, side_of_list, slots_by_side
from keytag.documents.job import EditionContent, Number, SideName
from keytag.documents.template import NumbersSlot, QrSlot, Slot, Template, TextSlot
from keytag.drawing.artwork import Artwork, Fill, walk
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.report import EditionWords, NumberFacts, SideWord, What
from keytag.vietnam import phone

_ORDER: tuple[What, ...] = ("issuer", "province", "name", "number", "slogan", "caption", "code", "mark")
_MARK = "mark"


def words_of(
    setup: JobSetup, contents: Sequence[EditionContent], drawn: Sequence[ComposedEdition]
) -> tuple[EditionWords, ...]:
    """Return the words of ``contents``; those that are not among the ``drawn`` as these would have them."""
    names = names_of(setup.file.editions)
    tags = {edition.content.id: edition for edition in drawn}
    models: dict[tuple[str, int], ComposedEdition] = {}
    for edition in drawn:
        models.setdefault((edition.content.template, len(edition.content.numbers)), edition)
    told: list[EditionWords] = []
    for content in contents:
        template = setup.templates[content.template]
        own = tags.get(content.id)
        if own is not None:
            words = _on(own.tag, content, template)
        else:
            words = _foreseen(content, template, models.get((content.template, len(content.numbers))))
        ordered = sorted(words, key=lambda word: (SIDES.index(word.side), _ORDER.index(word.what)))
        told.append(EditionWords(content.id, names[content.id], content.quantity, tuple(ordered), own is not None))
    return tuple(told)


def _on(tag: ComposedTag, content: EditionContent, template: Template) -> Iterator[SideWord]:
    """Yield what is drawn on both sides of ``tag``."""
    says = _says(template)
    sides: tuple[tuple[SideName, Artwork], ...] = (("front", tag.front), ("back", tag.back))
    for side, artwork in sides:
        drawn: dict[tuple[str, str], list[str]] = {}
        for item, _ in walk(artwork.items):
            if isinstance(item, Fill) and item.said:
                drawn.setdefault((item.source.slot, item.source.node), []).append(item.said)
        for number in content.numbers:
            slots = dict.fromkeys(slot for slot, node in drawn if node == f"{number.node}.number")
            for slot in slots:
                label = " ".join(drawn.get((slot, f"{number.node}.label"), ()))
                yield _number(side, label, " ".join(drawn[slot, f"{number.node}.number"]), number)
        for (slot, _), pieces in drawn.items():
            if slot == _MARK:
                yield SideWord(side, "mark", " ".join(pieces))
            elif slot in says:
                yield _text(side, says[slot], pieces, content)
        if tag.code is not None and tag.code_side == side:
            yield SideWord(side, "code", tag.code.symbol.payload)


def _says(template: Template) -> dict[str, tuple[What, ...]]:
    """Return what the template's slots for text may say, by their names; sides may have slots of one name."""
    says: dict[str, tuple[What, ...]] = {}
    for slot in (*template.front, *template.back):
        # The host is a part of the link that is told with the code.
        if isinstance(slot, TextSlot) and slot.says != "host":
            says[slot.slot] = tuple(dict.fromkeys((*says.get(slot.slot, ()), slot.says)))
    return says


def _text(side: SideName, says: tuple[What, ...], pieces: Sequence[str], content: EditionContent) -> SideWord:
    """Return a text that is drawn in ``pieces``, its lines; along a lower edge the last of them comes first."""
    drawn = " ".join(pieces)
    for what in says:
        meant = unicodedata.normalize("NFC", " ".join(_texts(content)[what].split()))
        for whole in (meant, meant.upper()):
            if sorted(whole.split()) == sorted(drawn.split()):
                return SideWord(side, what, whole)
    return SideWord(side, says[0], drawn)


def _number(side: SideName, label: str, digits: str, number: Number) -> SideWord:
    return SideWord(side, "number", label, digits, phone.describe_number(phone.read_number(number.written)))


def _texts(content: EditionContent) -> Mapping[What, str]:
    return {
        "issuer": content.issuer_name,
        "province": content.province or "",
        "name": content.name or "",
        "slogan": content.slogan or "",
        "caption": (content.qr.caption or "") if content.qr is not None else "",
    }


def _foreseen(content: EditionContent, template: Template, model: ComposedEdition | None) -> Iterator[SideWord]:
    """Yield what will stand where, with as many numbers on the other side as ``model`` has there."""
    ways = slots_by_side(template, content)
    wanted = model.tag.code_side if model is not None else ""
    sides = next((way for way in ways if any(isinstance(s, QrSlot) for s in way.get(wanted, ()))), ways[0])
    moved_count = _count_moved(sides, model) if model is not None else 0
    for side, share in share_out(sides, content, moved_count).items():
        own: SideName = "front" if side == "front" else "back"
        for slot in share.slots:
            yield from _of_slot(own, slot, share.numbers.get(slot.slot, ()), content)
        if share.has_code and content.qr is not None:
            yield SideWord(own, "code", content.qr.link)
    if content.mark:
        yield SideWord("back", "mark", content.mark)


def _count_moved(sides: Sides, model: ComposedEdition) -> int:
    """Return how many numbers of ``model`` have moved away from the list."""
    tag = model.tag
    artwork = tag.back if side_of_list(sides) == "back" else tag.front
    there = {item.source.node for item, _ in walk(artwork.items)}
    return sum(f"{number.node}.number" not in there for number in movable_numbers(sides, model.content))


def _of_slot(
    side: SideName, slot: Slot, entries: Sequence[GroupedNumber], content: EditionContent
) -> Iterator[SideWord]:
    """Yield what one slot will say."""
    if isinstance(slot, TextSlot) and slot.says != "host":
        text = _cased(_texts(content)[slot.says], is_upper=slot.type.case == "upper")
        if text:
            yield SideWord(side, slot.says, text)
    elif isinstance(slot, NumbersSlot):
        nodes = {entry.node for entry in entries}
        for number in content.numbers:
            if number.node in nodes:
                label = _cased(number.label, is_upper=slot.label.case == "upper")
                yield _number(side, label, number.display, number)


def _cased(text: str, *, is_upper: bool) -> str:
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return composed.upper() if is_upper else composed


def number_facts(editions: tuple[EditionContent, ...]) -> tuple[NumberFacts, ...]:
    """Return every number of ``editions`` with its label and id, in the order in which they first stand there."""
    carried: dict[tuple[str, str, str], list[str]] = {}
    kinds = {}
    for edition in editions:
        for number in edition.numbers:
            read = phone.read_number(number.written)
            key = (number.label, number.display, read.tel)
            kinds[key] = phone.describe_number(read)
            carried.setdefault(key, []).append(edition.id)
    return tuple(
        NumberFacts(label, display, tel, kinds[label, display, tel], tuple(dict.fromkeys(ids)), f"S{place}")
        for place, ((label, display, tel), ids) in enumerate(carried.items(), 1)
    )
