"""An office's numbers as one contact that a phone saves at once: vCard 3.0, which every phone reads.

Answers to RFC 2426 (version 3.0: N and FN must be there) and to what RFC 6350 keeps of it: lines end in CRLF
(3.2), commas, semicolons and backslashes are escaped (3.4), a property's group names a label beside it (3.3).
Lines are not folded: in a code each byte counts, and a fold is no part of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

_END = "\r\n"
# Apple's X-ABLabel, which Android's contacts read as well: the name of the number of the same group.
_LABEL = "X-ABLabel"


class PhoneEntry(Struct, frozen=True):
    """A number of a contact: ``tel`` in dialled form, like +842693000113, and who answers."""

    label: str
    tel: str


class PhoneContact(Struct, frozen=True):
    """A name with its numbers, in the order in which a phone shows them; ``url`` is a page of its own."""

    name: str
    numbers: tuple[PhoneEntry, ...]
    url: str | None = None


def vcard(contact: PhoneContact, *, labels: bool = True) -> str:
    """Return ``contact`` as a vCard; without ``labels`` it says less and makes a smaller code."""
    name = escape_text(contact.name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}"]
    for index, number in enumerate(contact.numbers, start=1):
        if labels and number.label:
            group = f"i{index}."
            lines += [f"{group}TEL:{number.tel}", f"{group}{_LABEL}:{escape_text(number.label)}"]
        else:
            lines.append(f"TEL:{number.tel}")
    if contact.url is not None:
        lines.append(f"URL:{contact.url}")
    return _END.join((*lines, "END:VCARD", ""))


def read_vcard(text: str) -> PhoneContact | None:
    """Return the contact that a phone makes of ``text``; None where it is no vCard or has no name."""
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    if len(lines) < 2 or lines[0] != "BEGIN:VCARD" or lines[-1] != "END:VCARD":
        return None
    name, url = "", None
    tels: list[tuple[str, str]] = []
    labels: dict[str, str] = {}
    for line in lines[1:-1]:
        key, _, value = line.partition(":")
        group, _, named = key.rpartition(".")
        kind = named.partition(";")[0].upper()
        if kind == "FN":
            name = _plain(value)
        elif kind == "TEL":
            tels.append((group, value))
        elif kind == _LABEL.upper():
            labels[group] = _plain(value)
        elif kind == "URL":
            url = value
    if not name:
        return None
    numbers: Sequence[PhoneEntry] = [PhoneEntry(labels.get(group, ""), tel) for group, tel in tels]
    return PhoneContact(name, tuple(numbers), url)


def escape_text(text: str) -> str:
    r"""Return ``text`` with what parts values made harmless (RFC 2426, 4): ``\,``, ``\;``, ``\\``, ``\n``."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", r"\n")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
