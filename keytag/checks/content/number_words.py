"""Numbers that stand in words: in the slogan, the code's caption, a label, a name.

They are printed like all others, so they are vetted by the same rules; and since nobody calls them before approval
(`keytag check --called` lists the job's ``numbers``), they should stand among those. House rules, but for what
`number_digits` and `number_areas` answer to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from keytag.checks.content import number_areas, number_digits
from keytag.checks.content.number_entries import EditionNumber, NumberSubject, subject_of
from keytag.checks.content.number_roles import EMERGENCY_MATCHES_LABEL, SERVICE_NAMES, services_in
from keytag.documents.job import EditionContent, Number, NumberRole
from keytag.findings import Finding, Rule, Severity
from keytag.text.pattern import pattern
from keytag.text.text import Text
from keytag.vietnam.phone import DigitFault, NumberKind, digits, is_number, read_number

IS_AMONG_NUMBERS = Rule.error("number-in-words-is-listed", __name__)
_WHICH = Text(
    "Gọi thử cả hai, rồi sửa số sai; cả hai đều đúng thì ghi cả hai vào numbers.",
    "Call both, then correct the wrong one; if both are right, list both among numbers.",
)
RULES = (IS_AMONG_NUMBERS,)

_NUMBERS = pattern(r"(?<![0-9])\(?\+?[0-9](?:[ .()-]{0,3}[0-9])+(?![0-9A-Za-z])")
# What parts two numbers that stand side by side.
_BETWEEN = pattern(r" - |\) |[ .](?=\(?(?:0[1-9][0-9]|\+))")
_DASHES = pattern(r"[\u00ad\u2010-\u2015\u2212]")
# Days, spans of years, sums and hours: 19-08-1945, 2025 - 2030, 300.000.000, 24/7.
_NO_NUMBER = pattern(
    r"\b[0-9]{1,2} ?[-./] ?[0-9]{1,2} ?[-./] ?[0-9]{4}\b|\b(?:19|20)[0-9]{2} ?- ?(?:19|20)[0-9]{2}\b"
    r"|\b[1-9][0-9]{0,2}(?:\.000)+\b|\b24 ?(?:/ ?(?:24|7)\b|h\b|giờ)",
    re.ASCII,
)
_EMERGENCY = pattern(r"(?<![0-9.,/-])11[1-5](?![0-9.,/-]?[0-9])")
_RUNNING = ("slogan", "qr.caption")
# "Cháy nổ gọi 114 – an ninh trật tự gọi công an phường" speaks of two services.
_PARTS = pattern(r"[,;.|/–—]|\s-\s|\bvà\b|\bhoặc\b", re.IGNORECASE)
# House rule: shorter ones are dates, years and the emergency numbers that slogans name.
_SHORTEST = 8


def number_in_words_can_be_dialled(subject: NumberSubject) -> Iterator[Finding]:
    """What words say beside the numbers can be dialled and has today's prefix or area code."""
    words = _in_words(subject)
    for check in (*number_digits.CHECKS, *number_areas.CHECKS):
        yield from check(words)


def number_in_words_is_listed(subject: NumberSubject) -> Iterator[Finding]:
    """Every number in words is among the numbers of its edition."""
    for entry in _in_words(subject).each:
        listed = next(
            (n for n in entry.content.numbers if _is_slip(entry.phone.national, read_number(n.written).national)),
            None,
        )
        said, key = entry.phone, entry.number.label
        if listed is not None and said.living == said.national:
            yield IS_AMONG_NUMBERS.finding(
                Text(
                    f"Số {said.display} trong {key} gần giống {listed.display}, có lẽ gõ nhầm.",
                    f"{said.display} in {key} is nearly {listed.display}, perhaps mistyped.",
                ),
                _WHICH,
                node=entry.node,
            )
            continue
        yield IS_AMONG_NUMBERS.finding(
            Text(
                f"Số {said.display} nằm trong {key} mà không có trong danh sách numbers.",
                f"{said.display} stands in {key} and is not in the list numbers.",
            ),
            node=entry.node,
            severity=Severity.WARNING,
        )


def _is_slip(said: str, listed: str) -> bool:
    """Tell whether two numbers are one with a digit mistyped, left out, doubled or two swapped."""
    longer, shorter = sorted((said, listed), key=len, reverse=True)
    if said == listed or len(longer) - len(shorter) > 1 or len(shorter) < _SHORTEST:
        return False
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    swapped = shorter[at + 1 : at + 2] + shorter[at : at + 1]
    return longer[at + 1 :] == shorter[at + 1 :] or longer[at:] == swapped + shorter[at + 2 :]


def emergency_in_words_is_right(subject: NumberSubject) -> Iterator[Finding]:
    """A part of a slogan or caption with one emergency number speaks of that service, not of another."""
    contents = dict.fromkeys(entries[0].content for entries in subject.editions if entries)
    said = dict.fromkeys(
        (part.strip(), node)
        for content in contents
        for key, text, node in _words(content)
        if key in _RUNNING
        for part in _PARTS.split(text)
    )
    for text, node in said:
        numbers = set(_EMERGENCY.findall(text))
        named = services_in(_EMERGENCY.sub(" ", text))
        if len(numbers) == 1 and named and not named & numbers:
            (number,), other = numbers, min(named)
            answers, meant = SERVICE_NAMES[number], SERVICE_NAMES[other]
            yield EMERGENCY_MATCHES_LABEL.finding(
                Text(
                    f"{number} là {answers.vi}, không phải {meant.vi} như câu “{text}”.",
                    f"{number} is {answers.en}, not {meant.en} as “{text}” has it.",
                ),
                Text(
                    f"Số của {meant.vi} là {other}; sửa số hoặc câu.",
                    f"The number of {meant.en} is {other}; correct number or words.",
                ),
                node=node,
            )


def _in_words(subject: NumberSubject) -> NumberSubject:
    editions = tuple(tuple(_spoken(entries)) for entries in subject.editions)
    return subject_of(editions, subject)


def _spoken(entries: tuple[EditionNumber, ...]) -> Iterator[EditionNumber]:
    """Find what one edition's words say beside its numbers."""
    if not entries:
        return
    content = entries[0].content
    listed = {entry.phone.national for entry in entries}
    for key, text, node in _words(content):
        for written in telephones_in(text):
            phone = read_number(written)
            if phone.national not in listed:
                number = Number(key, written, phone.display, NumberRole.OTHER, None, node)
                yield EditionNumber(number, phone, NumberRole.OTHER, content, at=node)


def _words(content: EditionContent) -> Iterator[tuple[str, str, str]]:
    """Give key, text and path of all that an edition prints beside its numbers."""
    yield "issuer.name", content.issuer_name, content.issuer_node
    if content.name is not None and content.issuer_node != f"{content.node}.name":
        yield "name", content.name, f"{content.node}.name"
    if content.slogan is not None:
        yield "slogan", content.slogan, content.slogan_node
    for number in content.numbers:
        yield "label", number.label, f"{number.node}.label"
    if content.qr is not None and content.qr.caption is not None:
        yield "qr.caption", content.qr.caption, f"{content.qr.node}.caption"


@cache
def telephones_in(text: str) -> tuple[str, ...]:
    """Return the telephone numbers that ``text`` names, as they are written."""
    # Most words have no digit at all.
    if not any(character.isdigit() for character in text):
        return ()
    plain = " ".join(_DASHES.sub("-", normalize("NFKC", text)).split())
    return tuple(
        number
        for found in map(_unbracketed, _NUMBERS.findall(_NO_NUMBER.sub("·", plain)))
        for number in ([found] if _is_telephone(found) else map(_unbracketed, _BETWEEN.split(found)))
        if _is_telephone(number)
    )


def _unbracketed(written: str) -> str:
    """Return a number without a bracket that was opened before it and closes behind it, or behind other words."""
    return written if is_number(written) else written.strip("() ")


def _is_telephone(written: str) -> bool:
    if not is_number(written) or len(digits(written)) < _SHORTEST:
        return False
    phone = read_number(written)
    # Digits that begin otherwise are amounts and years, unless a zero in front makes a number of them.
    return (
        written.lstrip("(").startswith(("0", "+")) or phone.fault is DigitFault.NO_ZERO or phone.kind in _SERVICES
    )


_SERVICES = (NumberKind.FREE, NumberKind.PREMIUM)

CHECKS = (number_in_words_can_be_dialled, number_in_words_is_listed, emergency_in_words_is_right)
