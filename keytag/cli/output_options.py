"""How keytag speaks: in which language, to people or to a program, at length or only of errors.

Settled from the command line and the environment before anything is parsed, so that a wrong command line is
answered in the same manner. Imports nothing that costs time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from keytag.text.text import Language

# POSIX.1-2017, 8.2: the order in which these variables decide.
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """How one run speaks. No Struct, since help waits for what it costs to load them."""

    language: Language = "en"
    as_json: bool = False
    quiet: bool = False
    as_sarif: bool = False
    asked_language: Language | None = None
    """The language that somebody asked for by ``--lang`` or KEYTAG_LANG; None where the system's is spoken."""


def system_language() -> str:
    """Return the language of the desktop where it is not in the environment: Windows says it by a call."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - costs time, and only Windows needs it

        # [MS-LCID] 2.2: the low ten bits are the language; 0x2A is Vietnamese.
        return "vi" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x2A else "en"
    return ""


def output_options(
    arguments: Sequence[str], environment: Mapping[str, str], system: Callable[[], str] = system_language
) -> OutputOptions:
    """Return how to speak to whoever typed ``arguments``.

    ``--lang`` decides, then KEYTAG_LANG, then the locale's variables, then the language of the ``system``.
    """
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    asked = _given(options, "--lang") or environment.get("KEYTAG_LANG", "")
    return OutputOptions(
        language=_language(asked, environment, system),
        as_json="--json" in options,
        quiet="--quiet" in options or "-q" in options,
        as_sarif=_given(options, "--format") == "sarif",
        asked_language=_known(asked),
    )


def _given(options: Sequence[str], name: str) -> str | None:
    """Return the last value of the option ``name``, in either of its spellings."""
    found = None
    for option, after in zip(options, (*options[1:], ""), strict=False):
        if option == name:
            found = after
        elif option.startswith(f"{name}="):
            found = option.removeprefix(f"{name}=")
    return found


def _language(asked: str, environment: Mapping[str, str], system: Callable[[], str]) -> Language:
    known = _known(asked)
    if known is not None:
        return known
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), None)
    if locale is None:
        locale = system()
    return "vi" if locale.lower().startswith("vi") else "en"


def _known(asked: str) -> Language | None:
    return "vi" if asked == "vi" else "en" if asked == "en" else None
