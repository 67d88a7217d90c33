"""The program as Typer sees it, in both languages: its commands, their help pages, its complaints.

A command is declared in a module of its kind and loaded when it is typed: the list of commands needs none.
Knows Typer's pages by what their parts return, its errors by their attributes and the English of their messages;
no wording of Typer's reaches a Vietnamese reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from keytag import __version__
from keytag.cli import COMMANDS
from keytag.cli import help_texts as texts
from keytag.errors import UsageError
from keytag.text.text import Language, Text

_HELP = ("-h", "--help")
_TRY = Text("Xem cách dùng bằng: {} --help", "See how it is used: {} --help")
_MEANT = Text("Có phải “{}” không?", "Did you mean “{}”?")
# The module that declares each command, and what it is for.
_DECLARED: dict[str, tuple[str, Text]] = {
    "init": ("job_commands", texts.INIT),
    "open": ("page_commands", texts.OPEN),
    "check": ("job_commands", texts.CHECK),
    "editions": ("job_commands", texts.EDITIONS),
    "explain": ("show_commands", texts.EXPLAIN),
    "preview": ("job_commands", texts.PREVIEW),
    "gallery": ("proof_commands", texts.GALLERY),
    "proof": ("proof_commands", texts.PROOF),
    "share": ("proof_commands", texts.SHARE),
    "render": ("press_commands", texts.RENDER),
    "watch": ("press_commands", texts.WATCH),
    "sheet": ("press_commands", texts.SHEET),
    "leaflet": ("press_commands", texts.LEAFLET),
    "plan": ("press_commands", texts.PLAN),
    "nest": ("press_commands", texts.NEST),
    "packing": ("press_commands", texts.PACKING),
    "contacts": ("job_commands", texts.CONTACTS),
    "cost": ("press_commands", texts.COST),
    "order": ("press_commands", texts.ORDER),
    "approve": ("package_commands", texts.APPROVE),
    "diff": ("compare_commands", texts.DIFF),
    "lock": ("compare_commands", texts.LOCK),
    "handoff": ("package_commands", texts.HANDOFF),
    "verify": ("package_commands", texts.VERIFY),
    "firstsheet": ("package_commands", texts.FIRST_SHEET),
    "batch": ("batch_commands", texts.BATCH),
    "key": ("package_commands", texts.KEY),
    "schema": ("show_commands", texts.SCHEMA),
    "list": ("show_commands", texts.LIST),
    "show": ("show_commands", texts.SHOW),
    "units": ("show_commands", texts.UNITS),
    "inspect": ("show_commands", texts.INSPECT),
    "doctor": ("show_commands", texts.DOCTOR),
    "help": ("show_commands", texts.HELP_OF),
    "version": ("show_commands", texts.VERSION),
}


def build_program(language: Language) -> TyperGroup:
    """Return keytag's command of commands, its help in ``language``."""
    app = typer.Typer(
        name="keytag",
        cls=CommandGroup,
        help=texts.APP.en,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_answer_without_command)
    group = get_command(app)
    if not isinstance(group, TyperGroup):
        raise TypeError("an app of several commands is a group")
    group.commands = _Commands(language)
    _localise(group, language)
    return group


def _answer_without_command(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help=texts.VERSION_OPTION.en)] = False,  # noqa: FBT002
) -> None:
    """Show the version, or the help where no command was named; a program gets an answer that it can read."""
    if ctx.invoked_subcommand is not None and not version:
        return
    from keytag.cli.screen import Screen  # noqa: PLC0415 - a command has its own
    from keytag.cli.values import refuse_no_command  # noqa: PLC0415 - the same

    if version:
        Screen(ctx.obj).document("version", f"keytag {__version__}")
        raise typer.Exit
    refuse_no_command(as_json=ctx.obj.as_json)
    Screen(ctx.obj).write(ctx.get_help())


class _Commands(MutableMapping[str, Any]):
    """The commands by their names, in the order of the work; one is loaded when it is asked for."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Typer does not export the class of its commands
        """Return the command called ``name``, its help in the language of the run."""
        if name not in _DECLARED:
            raise KeyError(name)
        return _load_command(name, self._language)

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(COMMANDS)

    def __setitem__(self, name: str, command: object) -> None:
        """Take no command: all are known."""
        raise TypeError(name)

    def __delitem__(self, name: str) -> None:
        """Lose no command."""
        raise TypeError(name)


@cache
def _load_command(name: str, language: Language) -> Any:  # noqa: ANN401 - the same
    module, about = _DECLARED[name]
    declared = import_module(f"keytag.cli.{module}")
    # `list` and `help` are Python's own names.
    function = getattr(declared, f"{name}_", None) or getattr(declared, name)
    holder = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    holder.command(name, cls=SpokenCommand, help=about.en)(function)
    command = get_command(holder)
    _localise(command, language)
    return command


def _localise(command: Any, language: Language) -> None:  # noqa: ANN401 - the same
    """Give ``command`` the options that all share, and put its help into ``language``."""
    known = texts.all_texts() if language == "vi" else {}
    command.params.extend(_shared_options())
    command.context_settings = {**command.context_settings, "help_option_names": list(_HELP)}
    for item in (command, *command.params, *_help_option(command)):
        found = known.get(getattr(item, "help", None) or "")
        if found is not None:
            item.help = found.vi
        if language == "vi" and getattr(item, "metavar", None) in _METAVARS:
            item.metavar = _METAVARS[item.metavar]


# What an argument or option takes, as Vietnamese help names it.
_METAVARS = {
    "COMMAND": "LỆNH",
    "all|ID": "all|MÃ",
    "DATE": "NGÀY",
    "DIR": "THƯ-MỤC",
    "ADDRESS": "ĐỊA-CHỈ",
    "FILE": "TỆP",
    "FOLDER|TABLE": "THƯ-MỤC|BẢNG",
    "ID": "MÃ",
    "JOB": "TỆP",
    "KEY": "TỆP",
    "KIND": "LOẠI",
    "LABEL=NUMBER": "NHÃN=SỐ",
    "LIST": "DẠNG",
    "N": "SỐ",
    "NAME": "TÊN",
    "PDF": "TỆP",
    "PLACE": "TÊN",
    "PUB": "TỆP",
    "RULE": "QUY-TẮC",
    "SECONDS": "GIÂY",
    "SHAPE": "HÌNH",
    "SUM": "SỐ-TIỀN",
    "TEXT": "CHỮ",
    "URL": "ĐỊA-CHỈ",
    "WAY": "CÁCH",
    "WHAT": "LOẠI",
}


def _known_language(value: str | None) -> str | None:
    if value is None:
        return None
    from keytag.cli import values  # noqa: PLC0415 - help waits for none of them

    return values.choice(value, "--lang", values.LANGUAGES)


def _complete_languages(incomplete: str) -> list[str]:
    from keytag.cli import complete  # noqa: PLC0415 - the same

    return complete.languages(incomplete)


def _shared_options() -> tuple[Any, ...]:
    """Return the options that every command takes; they are read before parsing, by `cli.output_options`.

    Made anew for each command: its help is put into them in the language of the run.
    """
    holder = typer.Typer(add_completion=False)

    @holder.command()
    def _(
        as_json: Annotated[bool, typer.Option("--json", help=texts.JSON.en, expose_value=False)] = False,  # noqa: FBT002
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=texts.QUIET.en, expose_value=False)] = False,  # noqa: FBT002
        lang: Annotated[
            str | None,
            typer.Option(
                "--lang",
                metavar="vi|en",
                help=texts.LANG.en,
                expose_value=False,
                callback=_known_language,
                autocompletion=_complete_languages,
            ),
        ] = None,
    ) -> None:
        """Declare the options; their values are never looked at here."""

    return tuple(get_command(holder).params)


def _help_option(command: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the same
    option = command.get_help_option(typer.Context(command, help_option_names=list(_HELP)))
    return (option,) if option is not None else ()


# Typer 0.29, core.py: what it writes into a row of its own accord.
_TYPE = re.compile(r" <[\w\[\]]+>$")
_REMARKS = ((re.compile(r"\[default: (.*)\]$"), r"[mặc định: \1]"), (re.compile(r"\[required\]$"), "[bắt buộc]"))


class SpokenCommand(TyperCommand):
    """A command whose help is in the language of the run."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer does not export these classes
        """Write the line that shows how the command is typed."""
        _write_usage(self.collect_usage_pieces(ctx), ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write arguments and options."""
        _write_parameters(self.get_params(ctx), ctx, formatter)


class CommandGroup(TyperGroup):
    """The command of commands."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write the line that shows how the command is typed."""
        _write_usage(self.collect_usage_pieces(ctx), ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write options and commands."""
        _write_parameters(self.get_params(ctx), ctx, formatter)
        language = _language(ctx)
        rows = [
            (name, TyperCommand(name, help=about.to(language)).get_short_help_str(formatter.width))
            for name, (_, about) in _DECLARED.items()
        ]
        with formatter.section(texts.COMMANDS.to(language)):
            formatter.write_dl(rows)


def help_page(ctx: Any, command: str | None) -> str:  # noqa: ANN401 - the same
    """Return the help of ``command``, or that of keytag."""
    root = ctx.find_root()
    if command is None:
        return str(root.get_help())
    about = root.command.commands[command]
    with about.context_class(about, info_name=command, parent=root) as inner:
        return str(about.get_help(inner))


def _language(ctx: Any) -> Language:  # noqa: ANN401 - the same
    return "vi" if getattr(ctx.find_root().obj, "language", "en") == "vi" else "en"


def _write_usage(pieces: list[str], ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
    language = _language(ctx)
    known = {text.en: text.to(language) for text in texts.USAGE_PIECES}
    # Braces round what must be given are Typer's own; everybody else leaves it bare.
    shown = [known.get(piece, re.sub("[{}]", "", piece)) for piece in pieces]
    formatter.write_usage(ctx.command_path, " ".join(shown), f"{texts.USAGE.to(language)}: ")


def _write_parameters(parameters: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
    language = _language(ctx)
    for kind, heading in (("argument", texts.ARGUMENTS), ("option", texts.OPTIONS)):
        records = [p.get_help_record(ctx) for p in parameters if p.param_type_name == kind]
        rows = [_row(record, language) for record in records if record is not None]
        if rows:
            with formatter.section(heading.to(language)):
                formatter.write_dl(rows)


def _row(record: tuple[str, str], language: Language) -> tuple[str, str]:
    name, about = record
    if language == "vi":
        for pattern, vietnamese in _REMARKS:
            about = pattern.sub(vietnamese, about)
    return _TYPE.sub("", name), about


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
