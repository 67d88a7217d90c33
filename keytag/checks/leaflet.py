"""What must hold of a leaflet: it says the tag's numbers and no others, reads well, and its code saves them all.

What is drawn is held against the same limits as a tag, by the same checks (`keytag.checks.artwork`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork import code, complete, ink, legibility, lettering
from keytag.checks.artwork.side import DrawnSide, drawn_sides
from keytag.checks.artwork.subject import Misregister, TagSubject
from keytag.checks.content.number_words import telephones_in
from keytag.checks.content.word_requests import account_in, request_in
from keytag.compose import Frame
from keytag.compose.leaflet import ComposedLeaflet
from keytag.compose.leaflet.picture import SOURCE as PICTURE
from keytag.documents.job import Number, NumberRole
from keytag.documents.job.leaflet import LeafletContent
from keytag.documents.shop import Shop
from keytag.documents.yaml import quote
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke, walk
from keytag.drawing.colorimetry import Lab
from keytag.drawing.geometry import Rect, Shape, rectangle
from keytag.drawing.ink import PAPER, ByPolarity, Cmyk
from keytag.drawing.qr import Symbol
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_decimal
from keytag.text.text import Text, same_text
from keytag.units import MM_PER_POINT, to_pt
from keytag.vietnam.phone import digits, read_number
from keytag.vietnam.phone.vcard import PhoneContact, read_vcard, vcard

SAYS_THE_TAGS_NUMBERS = Rule.error("leaflet-says-the-tags-numbers", __name__)
NO_OTHER_NUMBERS = Rule.error("leaflet-says-no-other-number", __name__)
CODE_SAVES_NUMBERS = Rule.error("leaflet-code-saves-the-numbers", __name__)
CODE_IS_SMALL_ENOUGH = Rule.error("leaflet-code-is-small-enough", __name__)
ASKS_FOR_NOTHING = Rule.warning("leaflet-asks-for-nothing", __name__)
CODE_READS_BACK = Rule.error("leaflet-code-reads-back", __name__)
EVERYBODY_CAN_READ_IT = Rule.warning("leaflet-letters-are-high-enough", __name__)
RULES = (
    SAYS_THE_TAGS_NUMBERS,
    NO_OTHER_NUMBERS,
    CODE_SAVES_NUMBERS,
    CODE_IS_SMALL_ENOUGH,
    ASKS_FOR_NOTHING,
    CODE_READS_BACK,
    EVERYBODY_CAN_READ_IT,
)
"""Every rule of this module."""

# House rules, in versions of ISO/IEC 18004: up to which a code notes who answers, and the last that a
# phone reads off paper without a thought (81 modules of 0.4 mm: 36 mm with its margin).
_NOTED, _DENSEST = 14, 16
# House rule, in mm: what offices set papers in, 13 pt of Times New Roman, by the height of its small letters,
# 0.459 of its size; told in points of Be Vietnam Pro, whose are 0.53 of it.
_LOWEST, _OF_SIZE = 13 * MM_PER_POINT * 0.459, 0.53
# House rule: on A6 and smaller 11 pt; it lies in the hand, and what is left out for larger type is read by nobody.
_LOWEST_IN_HAND, _IN_HAND = 11 * MM_PER_POINT * 0.459, 105.0
# What stands beside a code that leaves out other offices' numbers.
_OWN_ONLY = {
    "contact_title": "Quét một lần, lưu số Công an",
    "contact_holds": "Mã chỉ có tên và số của đơn vị.",
}
_EMERGENCY = {"111", "112", "113", "114", "115"}
_CHECKS: tuple[Callable[[DrawnSide], Iterator[Finding]], ...] = (
    lettering.lettering_is_inside_safe_area,
    lettering.marks_of_lines_do_not_touch,
    complete.nothing_lies_over_lettering,
    legibility.lettering_stands_out,
    legibility.lettering_is_large_enough,
    ink.black_lettering_is_one_ink,
    ink.small_black_overprints,
    ink.white_does_not_overprint,
)
_CODE_CHECKS: tuple[Callable[[DrawnSide], Iterator[Finding]], ...] = (
    code.code_shows_its_symbol,
    code.code_modules_are_wide_enough,
    code.code_has_its_quiet_zone,
    code.code_is_black_on_white,
)


class LeafletSubject(Struct, frozen=True):
    """A leaflet as composed, with what it says, its paper and the limits of the shop that prints it."""

    content: LeafletContent
    composed: ComposedLeaflet
    shape: Shape
    safe: float
    bleed: float
    shop: Shop
    look: Callable[[Cmyk], Lab]


def contact_of(content: LeafletContent) -> PhoneContact:
    """Return the office's numbers as one contact, in dialled form, each once, and noted with who answers.

    Where a code of all of them is too dense, those of its neighbours are left out: they are other offices'.
    """
    whole = _contact(content, (content.hotline, *content.others))
    if _version(replace(whole, note="")) <= _DENSEST:
        return whole
    return _contact(content, [each for each in content.others if each.role is not NumberRole.NEIGHBOUR])


def _contact(content: LeafletContent, entries: Iterable[Number]) -> PhoneContact:
    numbers: dict[str, Number] = {}
    for number in (content.hotline, *entries):
        numbers.setdefault(_dialled(number), number)
    note = "\n".join(f"{each.label} {each.display}".strip() for each in numbers.values())
    return PhoneContact(content.edition.issuer_name, tuple(numbers), note)


def _version(contact: PhoneContact) -> int:
    try:
        return qr.version_for(vcard(contact))
    except qr.PayloadTooLongError:
        return _DENSEST + 1


def contact_code(content: LeafletContent) -> Symbol | Finding:
    """Return the code that saves the numbers, with who answers while it stays small; or why there is none."""
    contact = contact_of(content)
    for each, most in ((contact, _NOTED), (replace(contact, note=""), _DENSEST)):
        if _version(each) <= most:
            return qr.encode(vcard(each))
    return CODE_IS_SMALL_ENOUGH.finding(
        Text(
            f"Mã QR lưu {len(contact.tels)} số quá dày để điện thoại đọc trên tờ rơi.",
            f"A code that saves {len(contact.tels)} numbers is too dense for phones to read off a leaflet.",
        ),
        node="numbers",
    )


def head_contact_code(content: LeafletContent) -> LeafletContent:
    """Return ``content`` with words beside its code that promise what it saves, but for those of the job's own."""
    if not _left_out(content):
        return content
    said = {name: text for name, text in _OWN_ONLY.items() if name in content.words and name not in content.own}
    return replace(content, words={**content.words, **said})


def _left_out(content: LeafletContent) -> int:
    """Return how many numbers of the leaflet its code leaves out."""
    return len({_dialled(each) for each in (content.hotline, *content.others)}) - len(contact_of(content).tels)


def leaflet_code_saves_every_number(subject: LeafletSubject) -> Iterator[Finding]:
    """No number is left out of the code without a word."""
    out = _left_out(subject.content)
    if out:
        kept = len(contact_of(subject.content).tels)
        yield CODE_IS_SMALL_ENOUGH.finding(
            Text(
                f"Mã QR lưu {kept} số của đơn vị; {out} số của nơi khác chỉ in trên tờ rơi.",
                f"The code saves the office's own {kept}; {out} numbers of others are on the leaflet alone.",
            ),
            same_text(""),
            node="numbers",
            severity=Severity.NOTE,
        )


def check_leaflet(subject: LeafletSubject) -> tuple[Finding, ...]:
    """Return what the checks find on one edition's leaflet, each fact once."""
    sides = drawn_sides(_as_tag(subject))
    found = [
        *leaflet_says_the_tags_numbers(subject),
        *leaflet_says_no_other_number(subject),
        *leaflet_asks_for_nothing(subject),
        *leaflet_code_saves_the_numbers(subject),
        *leaflet_code_saves_every_number(subject),
        *leaflet_letters_are_high_enough(subject),
        *ink.total_ink_is_printable(sides),
    ]
    found += [finding for check in _CHECKS for side in sides for finding in check(side)]
    found += [finding for check in _CODE_CHECKS for side in sides if side.code for finding in check(side)]
    return tuple(dict.fromkeys(map(_of_leaflet, found)))


def _of_leaflet(finding: Finding) -> Finding:
    """Return a finding of a check of tags as one of the leaflet."""
    message = finding.message
    if finding.rule.startswith("leaflet-"):
        return finding
    return replace(finding, message=Text(f"Tờ rơi: {message.vi}", f"Leaflet: {message.en}"))


def leaflet_says_the_tags_numbers(subject: LeafletSubject) -> Iterator[Finding]:
    """Every number of the edition stands on its leaflet, in the very figures of the tag."""
    drawn = {digits(text) for text in _lettering(subject.composed)}
    for number in subject.content.edition.numbers:
        if digits(number.display) not in drawn and digits(number.display) not in _EMERGENCY:
            yield SAYS_THE_TAGS_NUMBERS.finding(
                Text(f"Tờ rơi thiếu số {number.display}.", f"The leaflet lacks the number {number.display}."),
                node=f"{number.node}.number",
            )


def leaflet_says_no_other_number(subject: LeafletSubject) -> Iterator[Finding]:
    """No words of the leaflet name a telephone number that the tag does not have."""
    own = {read_number(number.written).national for number in subject.content.edition.numbers}
    for sentence, text in subject.content.words.items():
        for written in telephones_in(text):
            if read_number(written).national not in own:
                yield NO_OTHER_NUMBERS.finding(
                    Text(
                        f"Tờ rơi nhắc số {written}, không có trong danh sách numbers.",
                        f"The leaflet names {written}, which is not in the list numbers.",
                    ),
                    node=subject.content.node_of(sentence),
                )


def leaflet_asks_for_nothing(subject: LeafletSubject) -> Iterator[Finding]:
    """No words of the leaflet ask people for money, secrets or a tap, but those that say who never does."""
    for sentence, text in subject.content.words.items():
        asked = account_in(text) or (None if sentence.startswith("never") else request_in(text))
        if asked is not None:
            yield ASKS_FOR_NOTHING.finding(
                Text(
                    f"Câu {quote(text)} của tờ rơi có lời mà kẻ lừa đảo hay dùng: {quote(asked)}.",
                    f"{quote(text)} on the leaflet says what frauds say: {quote(asked)}.",
                ),
                node=subject.content.node_of(sentence),
            )


def leaflet_code_saves_the_numbers(subject: LeafletSubject) -> Iterator[Finding]:
    """What a phone makes of the code is the office's name with the tag's numbers, in dialled form and in order."""
    contact = subject.composed.contact
    if contact is None:
        return
    wanted = contact_of(subject.content)
    if read_vcard(contact.symbol.payload) not in (wanted, replace(wanted, note="")):
        yield CODE_SAVES_NUMBERS.finding(
            Text(
                "Mã QR lưu số trên tờ rơi không ra đúng tên đơn vị và các số.",
                "The leaflet's code does not save the office's name and numbers.",
            ),
            node="numbers",
        )


def leaflet_letters_are_high_enough(subject: LeafletSubject) -> Iterator[Finding]:
    """All that is read on a leaflet but the line at its foot can be read by the old: by its lowest letters."""
    read = subject.composed.smallest_read
    lowest = _LOWEST_IN_HAND if min(subject.shape.width, subject.shape.height) <= _IN_HAND else _LOWEST
    if read < lowest - 1e-6:
        size, least = to_pt(read / _OF_SIZE), to_pt(lowest / _OF_SIZE)
        yield EVERYBODY_CAN_READ_IT.finding(
            Text(
                f"Chữ nhỏ nhất của tờ rơi chỉ cỡ {format_decimal(size, 1)} pt; để ai cũng đọc được cần từ "
                f"{format_decimal(least, 1)} pt.",
                f"The smallest lettering of the leaflet is {size:.1f} pt; for the old to read it, it takes "
                f"{least:.1f} pt.",
            ),
            node="leaflet.template",
        )


def codes_read_back(
    content: LeafletContent, composed: ComposedLeaflet, pages: tuple[tuple[bytes, ...], ...]
) -> Iterator[Finding]:
    """Yield what is wrong with the codes that were read on the finished ``pages``, the front first.

    The contact's is there, once, on its side; the tag's own may be read in its picture; there is no other.
    """
    contact = composed.contact
    link = content.edition.qr.link.encode() if content.edition.qr is not None else None
    for side, found in zip(("front", "back"), pages, strict=False):
        wanted = contact.symbol.payload.encode() if contact is not None and composed.contact_side == side else None
        if wanted is not None and wanted not in found:
            yield CODE_READS_BACK.finding(
                Text(
                    "Đọc lại từ tệp PDF, mã QR lưu số của tờ rơi không ra đúng nội dung.",
                    "Read back from the PDF, the leaflet's code does not give the numbers.",
                ),
                node="numbers",
            )
        for other in dict.fromkeys(each for each in found if each not in (wanted, link)):
            said = quote(other.decode("utf-8", "replace"))
            yield CODE_READS_BACK.finding(
                Text(f"Trên tờ rơi có một mã QR lạ: {said}.", f"There is a strange code on the leaflet: {said}."),
                node="qr",
            )


def _dialled(number: Number) -> str:
    return read_number(number.written).tel.removeprefix("tel:")


def _lettering(composed: ComposedLeaflet) -> Iterator[str]:
    for side in (composed.front, composed.back):
        for item, _ in walk(side.items):
            if isinstance(item, Fill) and item.role is Role.LETTERING:
                yield item.said


def _as_tag(subject: LeafletSubject) -> TagSubject:
    """Return the leaflet as the checks of tags see one: its sides, its frame, its code."""
    shop, composed = subject.shop, subject.composed
    text, line, stray = shop.smallest_text, shop.smallest_line, shop.tolerance
    side: Literal["front", "back", ""] = "front" if composed.contact_side == "front" else "back"
    return TagSubject(
        front=_without_picture(composed.front),
        back=_without_picture(composed.back),
        frame=Frame(subject.shape, None, subject.safe, subject.bleed),
        code=composed.contact,
        code_side=side if composed.contact is not None else "",
        smallest_text=ByPolarity(text.positive, text.reversed, text.multi_ink),
        smallest_line=ByPolarity(line.positive, line.reversed, line.multi_ink),
        most_ink=shop.most_ink,
        tolerance=Misregister(stray.plates, stray.back, stray.cut),
        look=subject.look,
        colours={},
        content=subject.content.edition,
    )


def _without_picture(artwork: Artwork) -> Artwork:
    """Return ``artwork`` with a blank in the place of the tag's picture, which was checked as a tag."""
    return replace(artwork, items=tuple(map(_blank, artwork.items)))


def _blank(item: Item) -> Item:
    inner = next(walk((item,)), None) if isinstance(item, Group) else None
    if inner is None or inner[0].source != PICTURE:
        return item
    edges = [each.path.transformed(matrix).bounds() for each, matrix in walk((item,)) if isinstance(each, Stroke)]
    return Fill(rectangle(reduce(Rect.union, edges)), PAPER, Role.ART, PICTURE)
