"""Signatures of packages, in minisign's format."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keytag.errors import UsageError
from keytag.handoff.signature import MAX_TEXT, SignatureStatus, needs_password, new_key, sign, verify_signature

DATA = b"0123  ticket.pdf\n"
COMMENT = "keytag 1.0\tjob:an-phu"
PUBLIC, SECRET = new_key()
SIGNATURE = sign(DATA, SECRET, COMMENT)


def spoiled(text: str, line: int, index: int) -> str:
    """Return ``text`` with one bit changed in the bytes that ``line`` holds in base64."""
    lines = text.splitlines()
    raw = bytearray(base64.b64decode(lines[line]))
    raw[index] ^= 1
    lines[line] = base64.b64encode(raw).decode()
    return "\n".join(lines) + "\n"


def test_a_signature_is_good_and_vouches_for_its_comment() -> None:
    """What was signed verifies, by the whole key file or by its line alone, and the comment is told."""
    for public in (PUBLIC, PUBLIC.splitlines()[1]):
        verdict = verify_signature(DATA, SIGNATURE, public)
        assert (verdict.standing, verdict.comment) == (SignatureStatus.GOOD, COMMENT)
        assert verdict.signed_by in PUBLIC.splitlines()[0]
        assert verdict.signed_by in verdict.message.vi


def test_a_keys_id_is_written_as_minisign_does() -> None:
    """The id is eight bytes taken as a number, the least first, without leading zeros."""
    lines = SIGNATURE.splitlines()
    raw = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(raw[:2] + bytes([0x2C, 1, 0, 0, 0, 0, 0, 0]) + raw[10:]).decode()
    assert verify_signature(DATA, "\n".join(lines), PUBLIC).signed_by == "12C"


def test_the_same_input_gives_the_same_signature() -> None:
    """No clock and no chance goes into a signature."""
    assert sign(DATA, SECRET, COMMENT) == SIGNATURE


@pytest.mark.parametrize(
    ("data", "signature"),
    [
        (DATA + b" ", SIGNATURE),
        (b"", SIGNATURE),
        (DATA, spoiled(SIGNATURE, 1, 20)),
        (DATA, spoiled(SIGNATURE, 3, 20)),
        (DATA, SIGNATURE.replace("an-phu", "an-khe")),
    ],
)
def test_anything_changed_is_forged(data: bytes, signature: str) -> None:
    """A change to the data, to either signature or to the trusted comment is noticed; the comment is not told."""
    verdict = verify_signature(data, signature, PUBLIC)
    assert (verdict.standing, verdict.comment) == (SignatureStatus.FORGED, "")


def test_another_key_is_told_apart() -> None:
    """A signature by another key is not called forged, and its key is named; one that steals an id is forged."""
    other, other_secret = new_key()
    verdict = verify_signature(DATA, SIGNATURE, other)
    assert verdict.standing is SignatureStatus.OTHER_KEY
    assert verdict.signed_by in PUBLIC
    lines = sign(DATA, other_secret, COMMENT).splitlines()
    raw, own = base64.b64decode(lines[1]), base64.b64decode(SIGNATURE.splitlines()[1])
    lines[1] = base64.b64encode(raw[:2] + own[2:10] + raw[10:]).decode()
    assert verify_signature(DATA, "\n".join(lines), PUBLIC).standing is SignatureStatus.FORGED


def test_a_digest_cannot_be_passed_off_as_signed() -> None:
    """A signature relabelled as a legacy one of the 64 bytes of the digest is refused."""
    lines = SIGNATURE.splitlines()
    raw = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(b"Ed" + raw[2:]).decode()
    assert (
        verify_signature(hashlib.blake2b(DATA).digest(), "\n".join(lines), PUBLIC).standing
        is SignatureStatus.LEGACY
    )


@pytest.mark.parametrize("text", ["", "x", "\n" * 4, "x" * (MAX_TEXT + 1), PUBLIC, "\ud800"])
def test_what_is_no_signature_is_told(text: str) -> None:
    """A file of another kind is no signature, and no error is raised."""
    assert verify_signature(DATA, text, PUBLIC).standing is SignatureStatus.NO_SIGNATURE


@pytest.mark.parametrize("text", ["", "x", "x" * (MAX_TEXT + 1), SIGNATURE, SECRET, "á"])
def test_what_is_no_key_is_told(text: str) -> None:
    """A file of another kind is no public key."""
    assert verify_signature(DATA, SIGNATURE, text).standing is SignatureStatus.NO_KEY


@settings(max_examples=50)
@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_breaks_the_reader(signature: str, public: str) -> None:
    """Whatever is in the two files, the verdict is not good and no error is raised."""
    assert verify_signature(DATA, signature, public).standing is not SignatureStatus.GOOD
    assert verify_signature(DATA, signature, PUBLIC).standing is not SignatureStatus.GOOD


def test_a_password_keeps_a_key() -> None:
    """A key under a password signs with it alone; without one the key lies open, and both can be told."""
    public, secret = new_key("mật khẩu")
    assert (needs_password(secret), needs_password(SECRET)) == (True, False)
    assert verify_signature(DATA, sign(DATA, secret, COMMENT, "mật khẩu"), public).standing is SignatureStatus.GOOD
    with pytest.raises(UsageError, match="password"):
        sign(DATA, secret, COMMENT, "mat khau")


@pytest.mark.parametrize("secret", ["", PUBLIC, spoiled(SECRET, 1, 70), spoiled(SECRET, 1, 100)])
def test_a_broken_secret_key_signs_nothing(secret: str) -> None:
    """A file that is no secret key, or one whose halves no longer belong together, is refused."""
    with pytest.raises(UsageError, match="no secret key"):
        sign(DATA, secret, COMMENT)


@pytest.mark.parametrize("comment", ["a\nb", "đơn", "a" * 9000])
def test_comments_are_one_line_of_ascii(comment: str) -> None:
    """What minisign would not print is refused when signing."""
    with pytest.raises(ValueError, match="comment"):
        sign(DATA, SECRET, comment)
