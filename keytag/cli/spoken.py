"""Typer's part of the conversation in both languages: what options are for, what a command line lacks or mistakes.

Knows Typer's errors by their attributes and the English of their messages; no wording of Typer's reaches a
Vietnamese reader.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_command_name, get_group

from keytag.cli import complete, given, words
from keytag.errors import UsageError
from keytag.text.text import Language, Text

_HELP = ("-h", "--help")
_TRY = Text("Xem cách dùng bằng: {} --help", "See how it is used: {} --help")
_MEANT = Text("Có phải ý bạn là “{}”?", "Did you mean “{}”?")


def localised(app: typer.Typer, language: Language, only: str = "") -> TyperGroup:
    """Return the commands of ``app`` with the options that all share, their help in ``language``.

    Where it is known that ``only`` one of them is wanted, the others are left out: each takes a millisecond.
    """
    group = get_group(_alone(app, only)) if only else get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("an app of several commands is a group")
    texts = words.all_texts() if language == "vi" else {}
    for command in (group, *group.commands.values()):
        command.params.extend(_shared_options())
        command.context_settings = {**command.context_settings, "help_option_names": list(_HELP)}
        for item in (command, *command.params, *_help_option(command)):
            found = texts.get(getattr(item, "help", None) or "")
            if found is not None:
                item.help = found.vi
    return group


def _alone(app: typer.Typer, command: str) -> typer.Typer:
    one = copy(app)
    one.registered_commands = [
        info
        for info in app.registered_commands
        if command == (info.name or get_command_name(getattr(info.callback, "__name__", "")))
    ]
    return one


def usage_error(error: typer.TyperException, language: Language) -> UsageError:
    """Return what Typer found wrong with the command line as keytag's own error, with what may have been meant."""
    context = getattr(error, "ctx", None)
    hint = _TRY.to(language).format(context.command_path if context is not None else "keytag")
    example = (getattr(getattr(context, "command", None), "help", None) or "").partition("\n\n")[2]
    message, _, rest = error.format_message().partition(". Did you mean ")
    guesses = tuple(getattr(error, "possibilities", None) or re.findall(r"'([^']+)'", rest))
    if guesses:
        hint = f"{_MEANT.to(language).format(guesses[0])} {hint}"
        message = f"{message.partition(' (Possible options')[0].rstrip('.')}."
    if example and message.startswith("Missing"):
        hint = f"{example}. {hint}"
    for pattern, vietnamese in _COMPLAINTS:
        found = re.match(pattern, message)
        if found is not None:
            return UsageError(Text(vietnamese.format(*found.groups()), message), Text(hint, hint))
    return UsageError(Text("Dòng lệnh không đúng.", message), Text(hint, hint))


# Typer 0.29, _click/exceptions.py, _click/parser.py and core.py.
_COMPLAINTS = (
    (r"No such option:? '?([^'\s]+?)'?(?:[ .].*)?$", "Không có tùy chọn {}."),
    (r"No such command '([^']*)'", "Không có lệnh {}."),
    (r"Missing command", "Thiếu tên lệnh."),
    (r"Missing (?:argument|option|parameter) '?([^'.]*)'?", "Thiếu {}."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", "Thừa trên dòng lệnh: {}."),
    (r"Option '([^']*)' requires", "Sau {} cần một giá trị."),
    (r"Option '([^']*)' does not take a value", "Sau {} không có giá trị."),
    (r"Invalid value for '?([^':]*)'?", "Giá trị của {} không dùng được."),
)


def _known_language(value: str | None) -> str | None:
    return given.choice(value, "--lang", given.LANGUAGES)


Json = Annotated[bool, typer.Option("--json", help=words.JSON.en, expose_value=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words.QUIET.en, expose_value=False)]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="vi|en",
        help=words.LANG.en,
        expose_value=False,
        callback=_known_language,
        autocompletion=complete.languages,
    ),
]


@cache
def _shared_options() -> tuple[Any, ...]:
    """Return the options that every command takes; they are read before parsing, by `keytag.cli.screen.manner`."""
    holder = typer.Typer(add_completion=False)

    @holder.command()
    def _(as_json: Json = False, quiet: Quiet = False, lang: Lang = None) -> None:  # noqa: FBT002 - Typer's form of a flag
        """Declare the options; their values are never looked at here."""

    return tuple(get_command(holder).params)


def _help_option(command: Any) -> tuple[Any, ...]:  # noqa: ANN401 - Typer does not export its base class
    option = command.get_help_option(typer.Context(command, help_option_names=list(_HELP)))
    return (option,) if option is not None else ()
