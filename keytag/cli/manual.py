"""The help pages, laid out in the language of the run.

Knows Typer's pages by what its parts return; Typer's own words in them are translated one by one.
"""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from keytag.cli import COMMANDS, words
from keytag.text.text import Language

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


class SpokenGroup(TyperGroup):
    """The command of commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - the same
        """Return the commands in the order of the work."""
        return sorted(super().list_commands(ctx), key=COMMANDS.index)

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write the line that shows how the command is typed."""
        _write_usage(self.collect_usage_pieces(ctx), ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
        """Write options and commands."""
        _write_parameters(self.get_params(ctx), ctx, formatter)
        rows = [
            (name, self.commands[name].get_short_help_str(formatter.width)) for name in self.list_commands(ctx)
        ]
        with formatter.section(words.COMMANDS.to(_language(ctx))):
            formatter.write_dl(rows)


def page_of(ctx: Any, command: str | None) -> str:  # noqa: ANN401 - the same
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
    known = {text.en: text.to(language) for text in words.USAGE_PIECES}
    # Braces round what must be given are Typer's own; everybody else leaves it bare.
    shown = [known.get(piece, re.sub("[{}]", "", piece)) for piece in pieces]
    formatter.write_usage(ctx.command_path, " ".join(shown), f"{words.USAGE.to(language)}: ")


def _write_parameters(parameters: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the same
    language = _language(ctx)
    for kind, heading in (("argument", words.ARGUMENTS), ("option", words.OPTIONS)):
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
