"""A contact as a phone saves it: what is written is what is read, by RFC 2426 and RFC 6350."""

from __future__ import annotations

import pytest

from keytag.vietnam.phone.vcard import PhoneContact, read_vcard, vcard

OFFICE = PhoneContact(
    "Công an phường An Khê",
    ("+842693000113", "+84769000101"),
    "Trực ban 24/24 0269 3000 113\nTrưởng Công an 0769 000 101",
)


def test_a_contact_is_a_vcard_of_version_3() -> None:
    """It begins, says version, name in both properties and each number in dialled form, and ends; all in CRLF.

    Numbers stand at the start of their lines, with nothing that a simple reader would have to skip.
    """
    assert vcard(OFFICE) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Công an phường An Khê;;;;\r\nFN:Công an phường An Khê\r\n"
        "TEL:+842693000113\r\nTEL:+84769000101\r\n"
        "NOTE:Trực ban 24/24 0269 3000 113\\nTrưởng Công an 0769 000 101\r\nEND:VCARD\r\n"
    )


@pytest.mark.parametrize(
    "contact", [OFFICE, PhoneContact("A; B, C\\D", ("113",), "x;y,z\\"), PhoneContact("Ấp Ô", ())]
)
def test_what_is_written_is_read_back(contact: PhoneContact) -> None:
    """Whatever signs a name or a note has, a phone reads the same name, numbers and note."""
    assert read_vcard(vcard(contact)) == contact


def test_folded_lines_groups_and_types_are_read() -> None:
    """Cards of other programs fold lines, group them and name types: a number is a number all the same."""
    text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Công an\r\n  phường\r\ni1.TEL;TYPE=work:+84\r\n 113\r\nEND:VCARD\r\n"
    assert read_vcard(text) == PhoneContact("Công an phường", ("+84113",))


@pytest.mark.parametrize(
    "text", ["", "https://zalo.me", "BEGIN:VCARD\r\nEND:VCARD", "BEGIN:VCARD\r\nTEL:113\r\nEND:VCARD"]
)
def test_what_is_no_contact_is_none(text: str) -> None:
    """A link is no contact, nor is a card without a name."""
    assert read_vcard(text) is None
