"""What is said of a rule, read from the data beside the module that makes the rule.

The texts of the rules in ``numbers.py`` stand in ``numbers.toml``, and are read when the first of them is shown.
They are parts of keytag as its modules are, and come through the same loader, wherever keytag is installed; the
user's files are `keytag.files.library`'s. A part that is missing or damaged is an ImportError, like a module.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pkgutil import get_data

from msgspec import Struct

from keytag.text.text import Language, Text, same_text

HOUSE_RULE = Text("Quy tắc riêng của keytag", "House rule")
"""The source of a rule that is keytag's own; in the data it is called ``keytag``."""

_KEYS = ("holds", "why", "mend", "source")
_LANGUAGES: tuple[Language, Language] = ("vi", "en")


class RuleTexts(Struct, frozen=True):
    """What must hold, in one sentence; what happens otherwise; what to do; by whose word."""

    holds: Text
    why: Text
    mend: Text
    source: Text


def rule_texts(module: str, rule: str) -> RuleTexts:
    """Return what is said of ``rule``, which ``module`` (its dotted name) makes; ImportError where nothing is."""
    texts = module_texts(module)
    if rule not in texts:
        raise _damaged(module, f"says nothing of {rule}")
    return texts[rule]


@cache
def module_texts(module: str) -> dict[str, RuleTexts]:
    """Return what the data beside ``module`` say of each rule, by its name; ImportError where they are damaged.

    A rule is a table of four keys. ``holds``, ``why`` and ``mend`` have a ``vi`` and an ``en``; so has ``source``,
    or it is one text for both languages, or ``keytag``: a rule of keytag's own.
    """
    package, _, stem = module.rpartition(".")
    try:
        data = get_data(package, f"{stem}.toml")
        tables = tomllib.loads((data or b"").decode("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(module, str(error)) from error
    return {name: _read(module, name, table) for name, table in tables.items()}


def _read(module: str, name: str, table: object) -> RuleTexts:
    if not isinstance(table, dict) or tuple(table) != _KEYS:
        raise _damaged(module, f"{name} has not the keys {', '.join(_KEYS)}")
    holds, why, mend = (_text(module, f"{name}.{key}", table[key]) for key in _KEYS[:-1])
    source = table["source"]
    if source == "keytag":
        return RuleTexts(holds, why, mend, HOUSE_RULE)
    if isinstance(source, str) and source:
        return RuleTexts(holds, why, mend, same_text(source))
    return RuleTexts(holds, why, mend, _text(module, f"{name}.source", source))


def _text(module: str, place: str, pair: object) -> Text:
    if isinstance(pair, dict) and tuple(pair) == _LANGUAGES:
        vi, en = pair["vi"], pair["en"]
        if isinstance(vi, str) and isinstance(en, str) and vi and en:
            return Text(vi, en)
    raise _damaged(module, f"{place} has not one text as vi and one as en")


def _damaged(module: str, what: str) -> ImportError:
    name = f"{module}.toml"
    return ImportError(f"{name}: {what}", name=name)
