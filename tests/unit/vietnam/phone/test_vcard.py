"""A contact as a phone saves it: what is written is what is read, by RFC 2426 and RFC 6350."""

from __future__ import annotations

import pytest

from keytag.vietnam.phone.vcard import PhoneContact, PhoneEntry, read_vcard, vcard

OFFICE = PhoneContact(
    "Công an phường An Khê",
    (PhoneEntry("Trực ban 24/24", "+842693000113"), PhoneEntry("Trưởng Công an", "+84769000101")),
)


def test_a_contact_is_a_vcard_of_version_3() -> None:
    """It begins, says version, name in both properties and each number in dialled form, and ends; all in CRLF."""
    assert vcard(OFFICE) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Công an phường An Khê;;;;\r\nFN:Công an phường An Khê\r\n"
        "i1.TEL:+842693000113\r\ni1.X-ABLabel:Trực ban 24/24\r\n"
        "i2.TEL:+84769000101\r\ni2.X-ABLabel:Trưởng Công an\r\nEND:VCARD\r\n"
    )


@pytest.mark.parametrize(
    "contact",
    [
        OFFICE,
        PhoneContact("A; B, C\\D", (PhoneEntry("x;y,z\\", "113"),)),
        PhoneContact("Ấp Ô", (), url="https://zalo.me/1000000000000000001"),
    ],
)
def test_what_is_written_is_read_back(contact: PhoneContact) -> None:
    """Whatever signs a name or a label has, a phone reads the same name, numbers and labels."""
    assert read_vcard(vcard(contact)) == contact


def test_without_labels_the_numbers_stay() -> None:
    """A smaller card has the same numbers in the same order, and no names of theirs."""
    read = read_vcard(vcard(OFFICE, labels=False))
    assert read is not None
    assert [(number.label, number.tel) for number in read.numbers] == [
        ("", "+842693000113"),
        ("", "+84769000101"),
    ]


def test_folded_lines_and_types_are_read() -> None:
    """Cards of other programs fold lines and name types: a number is a number all the same."""
    text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Công an\r\n  phường\r\nTEL;TYPE=work:+84\r\n 113\r\nEND:VCARD\r\n"
    read = read_vcard(text)
    assert read == PhoneContact("Công an phường", (PhoneEntry("", "+84113"),))


@pytest.mark.parametrize(
    "text", ["", "https://zalo.me", "BEGIN:VCARD\r\nEND:VCARD", "BEGIN:VCARD\r\nTEL:113\r\nEND:VCARD"]
)
def test_what_is_no_contact_is_none(text: str) -> None:
    """A link is no contact, nor is a card without a name."""
    assert read_vcard(text) is None
