"""Signatures held against the package: whose, for what, and what was written beside them."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE
from keytag.handoff.signature import new_key, sign

from .honest import Honest

Ask = Callable[..., tuple[int, dict[str, Any]]]
OTHER = new_key()
OLDER = "ward-2025-12-01-0123456789"


def _by(comment: str, secret: str | None = None, data: bytes | None = None) -> Callable[[Honest], bytes]:
    """Sign the manifest, or other ``data``, for ``comment``."""
    return lambda honest: sign(data or honest.files[MANIFEST], secret or honest.secret, comment).encode()


def _text(change: Callable[[str], str]) -> Callable[[Honest], bytes]:
    return lambda honest: change(honest.files[SIGNATURE_FILE].decode()).encode()


def _raw(line: int, change: Callable[[bytes], bytes]) -> Callable[[Honest], bytes]:
    def forge(honest: Honest) -> bytes:
        lines = honest.files[SIGNATURE_FILE].decode().split("\n")
        lines[line] = base64.b64encode(change(base64.b64decode(lines[line]))).decode()
        return "\n".join(lines).encode()

    return forge


# What is told without any key, for the file itself, or its own words, give it away.
PLAIN: dict[str, Callable[[Honest], bytes]] = {
    "for an older package": _by(f"keytag {OLDER}"),
    "for another name": _by("keytag"),
    "for no package": _by("approved by the ward"),
    "for another file, by minisign": _by("timestamp:1764460800\tfile:x.pdf\thashed"),
    "the name of an older one written in": lambda honest: honest.files[SIGNATURE_FILE].replace(
        honest.name.encode(), OLDER.encode()
    ),
    "words beside it": _text(lambda text: text.replace("signature from keytag", "approved by Công an tỉnh")),
    "a key's id beside it": _text(lambda text: text.replace("signature from keytag", "signature from keytag 0")),
    "a line more": _text(lambda text: f"{text}x\n"),
    "a blank line more": _text(lambda text: f"{text}\n"),
    "a line in front": _text(lambda text: f"\n{text}"),
    "CR LF": _text(lambda text: text.replace("\n", "\r\n")),
    "no end of line": _text(lambda text: text[:-1]),
    "blanks": _text(lambda text: text.replace("=\n", "= \n")),
    "another word of minisign": _text(lambda text: text.replace("trusted comment", "Trusted comment")),
    "junk": lambda _honest: b"MZ\x90\0",
    "nothing": lambda _honest: b"",
    "a key": lambda honest: honest.public.encode(),
    "huge": lambda honest: honest.files[SIGNATURE_FILE] + b"x" * 3_000_000,
}
# What only the key tells.
FORGED: dict[str, Callable[[Honest], bytes]] = {
    "of other bytes": lambda honest: sign(b"x", honest.secret, f"keytag {honest.name}").encode(),
    "by another key": lambda honest: sign(honest.files[MANIFEST], OTHER[1], f"keytag {honest.name}").encode(),
    "a bit of the signature": _raw(1, lambda raw: raw[:30] + bytes([raw[30] ^ 1]) + raw[31:]),
    "a bit of the comment's": _raw(3, lambda raw: bytes([raw[0] ^ 1]) + raw[1:]),
    "another id": _raw(1, lambda raw: raw[:2] + b"\1\2\3\4\5\6\7\x08" + raw[10:]),
    "the legacy kind": _raw(1, lambda raw: b"Ed" + raw[2:]),
}


def _stolen(honest: Honest) -> bytes:
    own = base64.b64decode(honest.files[SIGNATURE_FILE].decode().split("\n")[1])
    lines = sign(honest.files[MANIFEST], OTHER[1], f"keytag {honest.name}").split("\n")
    raw = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(raw[:2] + own[2:10] + raw[10:]).decode()
    return "\n".join(lines).encode()


FORGED["by another key under this one's id"] = _stolen


def _signed(honest: Honest, signature: bytes) -> bytes:
    return honest.packed({**honest.unsigned, SIGNATURE_FILE: signature})


@pytest.mark.parametrize("how", PLAIN)
def test_a_signature_for_something_else_is_told(how: str, honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """One for another package, or with words that nobody signed, is an error, with the key and without."""
    data = _signed(honest, PLAIN[how](honest))
    assert data != honest.data
    for options in ((), key):
        code, said = ask(data, *options)
        assert code == 1
        assert {each["rule"] for each in said["findings"]} <= {"signature-is-good", "signature-names-its-package"}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_signature_is_told(how: str, honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """One that is not by the key, or not of these bytes, is an error; without the key it is not called good."""
    data = _signed(honest, FORGED[how](honest))
    code, said = ask(data, *key)
    assert (code, [each["rule"] for each in said["findings"]]) == (1, ["signature-is-good"])
    assert said["signature"]["good"] is False
    code, said = ask(data)
    assert (said["signature"]["good"], said["answers"][2]["good"]) == (None, None)


def test_an_unsigned_package_is_not_good_enough_for_a_key(honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """Who asks for a signature is told where there is none."""
    code, said = ask(honest.packed(honest.unsigned), *key)
    assert (code, said["signature"]) == (1, None)


@pytest.mark.parametrize(
    ("language", "unproven", "proven", "says"),
    [
        (
            "vi",
            "Gói khớp với chính nó; ai làm ra gói thì chưa chứng minh được.",
            "Gói còn nguyên như lúc tạo, và đúng là do người giữ khóa ký ấy tạo ra.",
            "đúng, khóa ký ",
        ),
        (
            "en",
            "The package is consistent with itself; who made it is not proven.",
            "The package is as it was made, and made by whoever holds that key.",
            "good, key ",
        ),
    ],
)
def test_the_screen_says_what_is_proven(  # noqa: PLR0913, PLR0917 - the words, and what is asked
    language: str,
    unproven: str,
    proven: str,
    says: str,
    honest: Honest,
    key: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without its key a package is consistent with itself; with it, who made it is told, and by what."""
    path = tmp_path / f"{honest.name}.zip"
    path.write_bytes(honest.packed(honest.unsigned))
    assert exit_code(["verify", str(path), "--lang", language]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == unproven
    path.write_bytes(honest.data)
    assert exit_code(["verify", str(path), "--lang", language]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == unproven
    assert "--key" in told
    assert exit_code(["verify", str(path), *key, "--lang", language]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == proven
    key_id = honest.public.splitlines()[0].rpartition(" ")[2]
    said = " ".join(told.split())
    assert f"{says}{key_id}" in said
    assert f"“keytag {honest.name}”" in said
    assert all(len(line) <= 80 for line in told.splitlines())


def test_json_says_who_signed_what(honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """A program finds the key's id, the signed words, whether they are good, and the package's own name."""
    key_id = honest.public.splitlines()[0].rpartition(" ")[2]
    for options, good in (((), None), (key, True)):
        code, said = ask(honest.data, *options)
        assert code == 0
        assert said["signature"] == {"key": key_id, "comment": f"keytag {honest.name}", "good": good}
        assert said["package"] == honest.name


def test_a_signature_by_minisign_itself_is_taken(
    honest: Honest, ask: Ask, key: tuple[str, str], tmp_path: Path
) -> None:
    """Who signs the manifest with minisign, in its own words, is understood."""
    if shutil.which("minisign") is None:
        pytest.skip("minisign is not installed")
    (tmp_path / MANIFEST).write_bytes(honest.unsigned[MANIFEST])
    (tmp_path / "secret").write_text(honest.secret, encoding="utf-8")
    subprocess.run(
        ["minisign", "-S", "-s", "secret", "-m", MANIFEST], cwd=tmp_path, check=True, capture_output=True
    )
    code, said = ask(_signed(honest, (tmp_path / SIGNATURE_FILE).read_bytes()), *key)
    assert (code, said["signature"]["good"]) == (0, True), said["findings"]


def test_minisigns_own_words_are_taken(honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """The same, without the program: the comments that it writes where nobody says otherwise."""
    text = sign(honest.files[MANIFEST], honest.secret, f"timestamp:1764460800\tfile:{MANIFEST}\thashed")
    data = text.replace("signature from keytag", "signature from minisign secret key").encode()
    assert ask(_signed(honest, data), *key)[0] == 0
