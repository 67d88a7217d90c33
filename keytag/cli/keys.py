"""Keys as they are typed: files that hold them, and the password that protects a secret one.

A password is asked for at the terminal or taken from KEYTAG_PASSWORD; never from the command line, which others on
the machine can read.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from keytag.errors import UsageError
from keytag.files import reader
from keytag.files.writer import write_key
from keytag.handoff.signature import MAX_TEXT, needs_password, new_key
from keytag.text.text import Language, Text

VARIABLE = "KEYTAG_PASSWORD"

_PASSWORD = Text("Mật khẩu của khóa ký", "Password of the key")
_AGAIN = Text("Nhập lại mật khẩu", "Again")


def read_secret_key(file: str | None, language: Language) -> tuple[str | None, str]:
    """Return the text of the secret key in ``file`` and its password, empty where it needs none.

    Raises:
        MissingResourceError: there is no such file.
        UsageError: it is no secret key, or its password cannot be asked for.
    """
    if file is None:
        return None, ""
    text = _text_of(file)
    return text, _password(language) if needs_password(text) else ""


def read_public_key(key: str | None) -> str | None:
    """Return the text of a public key: that in the file called ``key``, or ``key`` itself where it is one."""
    if key is None or (key.startswith("RW") and not reader.is_file(Path(key))):
        return key
    return _text_of(key)


def make_keys(name: Path, language: Language, *, protect: bool) -> tuple[Path, Path]:
    """Make a pair of keys and write it as ``name``.key and ``name``.pub; return their paths.

    Raises CannotWriteError where either is there already.
    """
    password = _password(language, twice=True) if protect else ""
    public, secret = new_key(password)
    secret_file, public_file = name.with_name(f"{name.name}.key"), name.with_name(f"{name.name}.pub")
    write_key(secret_file, secret, public_file, public)
    return secret_file, public_file


def _text_of(file: str) -> str:
    return reader.read_bytes(Path(file), MAX_TEXT).decode("utf-8", errors="replace")


def _password(language: Language, *, twice: bool = False) -> str:
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            Text(
                "Khóa ký cần mật khẩu mà không có ai để hỏi.",
                "The key needs a password, and there is nobody to ask.",
            ),
            Text(f"Đặt biến môi trường {VARIABLE}.", f"Set the environment variable {VARIABLE}."),
        )
    again = _AGAIN.to(language) if twice else False
    return str(typer.prompt(_PASSWORD.to(language), hide_input=True, confirmation_prompt=again, err=True))
