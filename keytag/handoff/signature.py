"""Signatures that say who made a package: Ed25519 in minisign's files, so that anybody's minisign checks them.

The only user of py-minisign. Keys and signatures are text; must not know of files, and keeps no key. Answers to
minisign's "File formats" (jedisct1.github.io/minisign): signatures are prehashed by BLAKE2b ("ED") and cover a
trusted comment. Legacy ones ("Ed") are refused: one made of a digest could be passed off as another's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag.errors import UsageError
from keytag.text.text import Text

if TYPE_CHECKING:
    from minisign import SecretKey, Signature

# House rule: far more than any of minisign's files has, comments of 8 kB included.
MAX_TEXT = 20_000
# OWASP, Password Storage Cheat Sheet (scrypt): N = 2^17, r = 8, p = 1, which takes 128 MB. In libsodium's terms,
# in which minisign writes them down, that is N·r·4 operations, and memory enough not to be the limit.
_OPERATIONS = 2**17 * 8 * 4
_MEMORY = 2**28


class SignatureStatus(StrEnum):
    """How a signature stands."""

    GOOD = "good"
    FORGED = "forged"
    """It does not belong to these bytes, or its comment was changed."""
    OTHER_KEY = "other-key"
    LEGACY = "legacy"
    NO_SIGNATURE = "no-signature"
    NO_KEY = "no-key"


class SignatureVerdict(Struct, frozen=True):
    """How a signature stands; ``comment`` is what its maker vouches for, empty unless it is good."""

    standing: SignatureStatus
    signed_by: str = ""
    """The id of the key that made it, as minisign writes it."""
    comment: str = ""

    @property
    def message(self) -> Text:
        """The verdict in a sentence."""
        said = _SAID[self.standing]
        return Text(said.vi.replace("{key}", self.signed_by), said.en.replace("{key}", self.signed_by))


class SignatureClaim(Struct, frozen=True):
    """What a signature file says, whoever wrote it: nothing of it is proven without the public key."""

    key: str
    """The id of the key, as minisign writes it."""
    comment: str
    """What the maker of the signature vouches for, if the signature is good."""
    beside: str
    """The comment that no signature covers."""
    is_plain: bool
    """Whether the file has these four lines in the one form in which minisign writes them, and nothing else."""


_SAID = {
    SignatureStatus.GOOD: Text("Chữ ký đúng, khóa ký {key}.", "The signature is good, by key {key}."),
    SignatureStatus.FORGED: Text(
        "Chữ ký không khớp: nội dung hoặc chữ ký đã bị thay đổi.",
        "The signature does not fit: the contents or the signature were changed.",
    ),
    SignatureStatus.OTHER_KEY: Text(
        "Chữ ký là của khóa ký khác: {key}.", "The signature is by another key: {key}."
    ),
    SignatureStatus.LEGACY: Text(
        "Chữ ký theo kiểu cũ của minisign, không dùng được ở đây.",
        "The signature is of minisign's legacy kind, which is not taken here.",
    ),
    SignatureStatus.NO_SIGNATURE: Text(
        "Tệp chữ ký không đúng dạng minisign.", "This is no signature file of minisign."
    ),
    SignatureStatus.NO_KEY: Text(
        "Tệp khóa công khai không đúng dạng minisign.", "This is no public key of minisign."
    ),
}


def new_key(password: str = "") -> tuple[str, str]:
    """Return a new public and secret key as the text of minisign's two files.

    Without a password the secret key is kept in the clear, as with `minisign -W`.
    """
    from minisign import KeyPair  # noqa: PLC0415 - only those who sign pay for it

    pair = KeyPair.generate()
    name = _id_of(bytes(pair.public_key._keynum_pk.key_id))  # noqa: SLF001 - the library says it in another order
    pair.public_key.untrusted_comment = f"minisign public key {name}"
    with pair.secret_key as secret:
        if password:
            secret.encrypt(password, opslimit=_OPERATIONS, memlimit=_MEMORY)
        secret.untrusted_comment = f"minisign {'encrypted ' if password else ''}secret key {name}"
        return f"{bytes(pair.public_key).decode()}\n", f"{bytes(secret).decode()}\n"


def sign(data: bytes, secret_text: str, comment: str, password: str = "") -> str:
    """Return the text of a signature of ``data`` that vouches for ``comment``, one line of ASCII, too.

    The same arguments give the same text. Raises UsageError where ``secret_text`` is no secret key, or needs
    another password; ValueError for a comment that minisign would refuse.
    """
    from minisign import VerifyError  # noqa: PLC0415 - only those who sign pay for it

    with _secret_key(secret_text, password) as secret:
        signature = secret.sign(data, untrusted_comment="signature from keytag", trusted_comment=comment)
        try:
            # A damaged key file signs without complaint, and nobody could verify it.
            secret.get_public_key().verify(data, signature)
        except VerifyError:
            raise _no_secret_key() from None
        return f"{bytes(signature).decode()}\n"


def check_secret_key(secret_text: str, password: str) -> None:
    """Raise UsageError where ``secret_text`` is no secret key, or needs another password."""
    sign(b"", secret_text, "", password)


def public_key_of(secret_text: str, password: str = "") -> str:
    """Return the public key of a secret one, as its file's second line; raises as `sign` does."""
    with _secret_key(secret_text, password) as secret:
        return bytes(secret.get_public_key()).decode().split("\n")[1].strip()


def verify_signature(data: bytes, signature_text: str, public_text: str) -> SignatureVerdict:
    """Return how the signature stands to ``data`` and the public key: a whole file, or its second line alone."""
    from minisign import Error, PublicKey, VerifyError  # noqa: PLC0415 - only those who verify pay for it

    try:
        text = public_text.strip()
        key = PublicKey.from_bytes(_bounded(text)) if "\n" in text else PublicKey.from_base64(_bounded(text))
    except Error:
        return SignatureVerdict(SignatureStatus.NO_KEY)
    try:
        signature = _signature(signature_text)
    except Error:
        return SignatureVerdict(SignatureStatus.NO_SIGNATURE)
    signed_by = _id_of(signature._key_id)  # noqa: SLF001 - the library does not tell it otherwise
    if not signature.is_prehashed():
        return SignatureVerdict(SignatureStatus.LEGACY, signed_by)
    if signature._key_id != key._keynum_pk.key_id:  # noqa: SLF001 - the same
        return SignatureVerdict(SignatureStatus.OTHER_KEY, signed_by)
    try:
        key.verify(data, signature)
    except VerifyError:
        return SignatureVerdict(SignatureStatus.FORGED, signed_by)
    return SignatureVerdict(SignatureStatus.GOOD, signed_by, signature.trusted_comment)


def read_claim(signature: bytes) -> SignatureClaim | None:
    """Return what a signature file says; None where it is no signature file of minisign."""
    from minisign import Error  # noqa: PLC0415 - only those who verify pay for it

    try:
        found = _signature(signature[: MAX_TEXT + 1].decode("utf-8", "replace"))
    except Error:
        return None
    is_plain = signature == bytes(found) + b"\n"
    key = _id_of(found._key_id)  # noqa: SLF001 - the library does not tell it otherwise
    return SignatureClaim(key, found.trusted_comment, found.untrusted_comment, is_plain)


def needs_password(secret_text: str) -> bool:
    """Tell whether a secret key is kept under a password. Raises UsageError where it is no secret key."""
    from minisign import Error, SecretKey  # noqa: PLC0415 - only those who sign pay for it

    try:
        with SecretKey.from_bytes(_bounded(secret_text)) as secret:
            return bool(secret.is_encrypted())
    except Error:
        raise _no_secret_key() from None


def _secret_key(text: str, password: str) -> SecretKey:
    from minisign import Error, SecretKey  # noqa: PLC0415 - only those who sign pay for it

    try:
        secret = SecretKey.from_bytes(_bounded(text))
    except Error:
        raise _no_secret_key() from None
    if secret.is_encrypted():
        try:
            secret.decrypt(password)
        except Error:
            raise UsageError(
                Text("Mật khẩu của khóa ký không đúng.", "The password of the secret key is wrong."),
                Text("Nhập lại mật khẩu đã đặt khi tạo khóa ký.", "Give the password set when the key was made."),
            ) from None
    return secret


def _signature(text: str) -> Signature:
    from minisign import Signature  # noqa: PLC0415 - only those who verify pay for it

    return Signature.from_bytes(_bounded(text))


def _bounded(text: str) -> bytes:
    """Return ``text`` as bytes, nothing at all where it is larger than any of minisign's files."""
    return text.encode(errors="replace") if len(text) <= MAX_TEXT else b""


def _id_of(key_id: bytes) -> str:
    """Return a key's id as minisign writes it: a number, its least byte first, without leading zeros."""
    return f"{int.from_bytes(key_id, 'little'):X}"


def _no_secret_key() -> UsageError:
    return UsageError(
        Text("Tệp này không phải là khóa ký của minisign.", "This is no secret key of minisign."),
        Text("Tạo khóa ký mới: keytag key new", "Make a new one: keytag key new"),
    )
