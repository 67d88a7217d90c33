"""An issue's numbers for the desk: cards that a telephone takes in one go, and rows for a spreadsheet.

Cards answer to vCard 3.0 (RFC 2426), which telephones and mail programs all take, in UTF-8 and folded as RFC 6350,
3.2 asks for: at 75 octets, never within a letter. What a number is for stands beside it as ``X-ABLabel``, which
telephones show, and again in the note, for those that do not. Pure: knows neither jobs nor files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from keytag.text.text import Text
from keytag.vietnam.phone.vcard import escape_text

# RFC 6350, 3.2: no line is longer, its break not counted.
_LONGEST = 75
HEADINGS = (
    Text("STT", "No."),
    Text("Đơn vị", "Office"),
    Text("Mẫu", "Edition"),
    Text("Nhãn", "Label"),
    Text("Số in trên móc khóa", "Number as printed"),
    Text("Số để quay", "Number to dial"),
    Text("Loại số", "Kind"),
    Text("Gọi thử: ngày, giờ", "Called on"),
    Text("Ai nghe máy", "Who answered"),
)
"""The heads of `contact_rows`; the last two are filled in by whoever calls."""


class ContactNumber(Struct, frozen=True):
    """A number: what it is for, as the tag shows it, as it is dialled (+842693000113, 113), what kind it is."""

    label: str
    printed: str
    dialled: str
    kind: Text
    is_mobile: bool = False


class ContactCard(Struct, frozen=True):
    """What an edition's tags say, as a card: ``name`` tells it from the others, ``id`` is the edition's."""

    id: str
    name: str
    office: str
    edition: str
    numbers: tuple[ContactNumber, ...]
    link: str = ""


class Contacts(Struct, frozen=True):
    """The cards of a job as of a day; those of a sample say that they are none."""

    job: str
    day: date
    version: str
    cards: tuple[ContactCard, ...]
    remark: str = ""


def vcards(contacts: Contacts) -> bytes:
    """Return the cards as one file of vCards, in UTF-8 with lines that end in CR LF."""
    return "".join(f"{_fold(line)}\r\n" for card in contacts.cards for line in _card(contacts, card)).encode()


def contact_rows(contacts: Contacts) -> tuple[tuple[str | int, ...], ...]:
    """Return a row for each number of each card, under `HEADINGS`."""
    listed = ((card, number) for card in contacts.cards for number in card.numbers)
    return tuple(
        (row, card.office, card.edition, number.label, number.printed, number.dialled, number.kind.vi, "", "")
        for row, (card, number) in enumerate(listed, start=1)
    )


def _card(contacts: Contacts, card: ContactCard) -> Iterator[str]:
    said = [f"{number.label}: {number.printed}" for number in card.numbers]
    note = "\n".join([contacts.remark, *said] if contacts.remark else said)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"PRODID:-//keytag//keytag {escape_text(contacts.version)}//VI"
    # The same card of a later day takes the place of the one before.
    yield f"UID:{escape_text(f'keytag/{contacts.job}/{card.id}')}"
    yield f"REV:{contacts.day.isoformat()}"
    name = f"{contacts.remark}: {card.name}" if contacts.remark else card.name
    yield f"FN:{escape_text(name)}"
    yield f"N:{escape_text(name)};;;;"
    yield f"ORG:{escape_text(card.office)}"
    for place, number in enumerate(card.numbers, start=1):
        kinds = ("CELL" if number.is_mobile else "WORK", "VOICE", *(("PREF",) if place == 1 else ()))
        yield f"item{place}.TEL;TYPE={','.join(kinds)}:{escape_text(number.dialled)}"
        yield f"item{place}.X-ABLabel:{escape_text(number.label)}"
    if card.link:
        # RFC 2426, 3.6.8: an address is no text, and has none of its escapes.
        yield f"URL:{card.link}"
    yield f"NOTE:{escape_text(note)}"
    yield "END:VCARD"


def _fold(line: str) -> str:
    """Return ``line`` in pieces of at most 75 octets, those after the first behind a blank."""
    pieces, piece, octets = [], "", 0
    for letter in line:
        length = len(letter.encode())
        if octets + length > _LONGEST:
            pieces.append(piece)
            # The blank that says that the line goes on.
            piece, octets = "", 1
        piece += letter
        octets += length
    return "\r\n ".join((*pieces, piece))
