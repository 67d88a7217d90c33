"""An office's numbers as one contact that a phone saves at once: vCard 3.0, which every phone reads.

Answers to RFC 2426 (version 3.0: N and FN must be there) and to what RFC 6350 keeps of it: lines end in CRLF
(3.2), commas, semicolons and backslashes are escaped (3.4). Each number stands at the start of its line: a group
before it, as a label of its own would need, hides it from the simple readers of many phones (docs/adr/0049). Lines
are not folded: in a code each byte counts, and a fold is no part of what is said.
"""

from __future__ import annotations

import re

from msgspec import Struct

_END = "\r\n"


class PhoneContact(Struct, frozen=True):
    """A name with its numbers in dialled form, like +842693000113, in a phone's order, and a note to read."""

    name: str
    tels: tuple[str, ...]
    note: str = ""


def vcard(contact: PhoneContact) -> str:
    """Return ``contact`` as a vCard."""
    name, note = escape_text(contact.name), escape_text(contact.note)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}", *(f"TEL:{tel}" for tel in contact.tels)]
    return _END.join((*lines, *((f"NOTE:{note}",) if note else ()), "END:VCARD", ""))


def read_vcard(text: str) -> PhoneContact | None:
    """Return the contact that a phone makes of ``text``; None where it is no vCard or has no name."""
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    if len(lines) < 2 or lines[0] != "BEGIN:VCARD" or lines[-1] != "END:VCARD":
        return None
    name = note = ""
    tels: list[str] = []
    for line in lines[1:-1]:
        key, _, value = line.partition(":")
        kind = key.rpartition(".")[2].partition(";")[0].upper()
        if kind == "FN":
            name = _plain(value)
        elif kind == "TEL":
            tels.append(value)
        elif kind == "NOTE":
            note = _plain(value)
    return PhoneContact(name, tuple(tels), note) if name else None


def escape_text(text: str) -> str:
    r"""Return ``text`` with what parts values made harmless (RFC 2426, 4): ``\,``, ``\;``, ``\\``, ``\n``."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", r"\n")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
