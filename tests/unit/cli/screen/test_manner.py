"""How keytag speaks is settled from the command line and the environment alone."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from keytag.cli.screen import output_options


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], {"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US", "LC_MESSAGES": "vi"}, "vi"),
        ([], {"LANG": "vi", "KEYTAG_LANG": "en"}, "en"),
        ([], {"LANG": "vi", "KEYTAG_LANG": "fr"}, "vi"),
        (["check", "--lang", "vi"], {"KEYTAG_LANG": "en"}, "vi"),
        (["--lang=en", "check"], {"LANG": "vi"}, "en"),
        (["check", "--lang"], {}, "en"),
        (["check", "--", "--lang", "vi"], {}, "en"),
    ],
)
def test_language_is_chosen_in_order(arguments: list[str], environment: dict[str, str], language: str) -> None:
    """--lang comes before KEYTAG_LANG, which comes before the locale in POSIX's order."""
    assert output_options(arguments, environment).language == language


def test_the_desktops_language_is_asked_last() -> None:
    """Where no variable says it, as on Windows, the system's own language decides."""
    assert output_options([], {}, lambda: "vi").language == "vi"
    assert output_options([], {"LANG": "C"}, lambda: "vi").language == "en"
    assert output_options(["--lang", "en"], {}, lambda: "vi").language == "en"


def test_windows_says_its_language_by_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vietnamese of whatever country is Vietnamese; every other language is English."""
    for answer, language in ((0x042A, "vi"), (0x0409, "en"), (0x042B, "en")):
        kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda answer=answer: answer)
        monkeypatch.setattr("sys.platform", "win32")
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        assert output_options([], {}).language == language


def test_json_and_quiet_are_seen_anywhere() -> None:
    """The flags hold wherever they stand, but not after ``--``."""
    manner = output_options(["check", "-q", "--json"], {})
    assert manner.quiet
    assert manner.as_json
    assert not output_options(["check", "--", "--json"], {}).as_json
