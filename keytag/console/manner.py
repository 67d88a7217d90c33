"""How keytag speaks: in which language, to people or to a program, at length or only of errors.

Settled from the command line and the environment before anything is parsed, so that a wrong command line is
answered in the same manner. Imports nothing that costs time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keytag.wording import Language

# POSIX.1-2017, 8.2: the order in which these variables decide.
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Manner:
    """How one run speaks."""

    language: Language = "en"
    as_json: bool = False
    quiet: bool = False


def manner_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Manner:
    """Return how to speak to whoever typed ``arguments``: ``--lang``, then KEYTAG_LANG, then the locale."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return Manner(
        language=_language(_asked(options) or environment.get("KEYTAG_LANG", ""), environment),
        as_json="--json" in options,
        quiet="--quiet" in options or "-q" in options,
    )


def _asked(options: Sequence[str]) -> str | None:
    """Return the value of the last ``--lang``, in either of its spellings."""
    found = None
    for option, after in zip(options, (*options[1:], ""), strict=False):
        if option == "--lang":
            found = after
        elif option.startswith("--lang="):
            found = option.removeprefix("--lang=")
    return found


def _language(asked: str, environment: Mapping[str, str]) -> Language:
    if asked in ("vi", "en"):
        return "vi" if asked == "vi" else "en"
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    return "vi" if locale.lower().startswith("vi") else "en"
