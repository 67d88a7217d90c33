"""How keytag speaks is settled from the command line and the environment alone."""

from __future__ import annotations

import pytest

from keytag.console import manner_of


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
    assert manner_of(arguments, environment).language == language


def test_json_and_quiet_are_seen_anywhere() -> None:
    """The flags hold wherever they stand, but not after ``--``."""
    manner = manner_of(["check", "-q", "--json"], {})
    assert manner.quiet
    assert manner.as_json
    assert not manner_of(["check", "--", "--json"], {}).as_json
