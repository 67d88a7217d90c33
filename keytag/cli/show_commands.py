"""The commands that show something: rules, keytag's own documents, places, what a PDF holds, keytag itself, help.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag import __version__
from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import OutFile, Overwrite, Rules, code_for
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.text.text import Text


def explain(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help=texts.RULE.en, show_default=False, autocompletion=complete.rules),
    ] = None,
) -> ExitCode:
    """Explain a rule."""
    from keytag.checks.catalogue import chapters  # noqa: PLC0415

    Screen(ctx.obj).rulebook("explain", chapters(), values.named_rule(rule))
    return ExitCode.FINE


def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=texts.KIND.en, autocompletion=complete.kinds)
    ] = "job",
    out: OutFile = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - Typer's form of a flag
) -> ExitCode:
    """Print the JSON Schema of a kind of document, or write it to a file."""
    from keytag.commands import show as command  # noqa: PLC0415

    values.choice(kind, "KIND", tuple(command.MODELS))
    screen, text = Screen(ctx.obj), command.schema_text(kind, ctx.obj.language)
    if out is None:
        screen.write(text)
    else:
        path = Path(values.not_empty(out, "--out"))
        screen.written("schema", command.write_document(path, text, overwrite=overwrite))
    return ExitCode.FINE


def list_(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help=texts.LISTED.en, autocompletion=complete.resource_kinds)
    ],
) -> ExitCode:
    """List templates, shops, cutters, inks or fonts."""
    from keytag.commands.show import list_resources, meant_of  # noqa: PLC0415

    screen = Screen(ctx.obj)
    values.choice(what, "WHAT", values.LISTS)
    rows = list_resources(what, screen.options.language)
    if what == "templates":
        from keytag.cli.screen.designs import show_templates  # noqa: PLC0415

        show_templates(screen, rows, {name: meant_of(name) for name, _ in rows})
    else:
        screen.rows("list", rows)
    return ExitCode.FINE


def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=texts.NAME.en, autocompletion=complete.documents)],
    out: OutFile = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - the same
) -> ExitCode:
    """Print a document with every default, or write it to a file."""
    from keytag.commands import show as command  # noqa: PLC0415

    screen, text = Screen(ctx.obj), command.document_text(values.not_empty(name, "NAME"))
    if out is None:
        screen.document("show", text)
    else:
        path = Path(values.not_empty(out, "--out"))
        screen.written("show", command.write_document(path, text, overwrite=overwrite))
    return ExitCode.FINE


def units(
    ctx: typer.Context,
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help=texts.PLACE.en, show_default=False)] = None,
    table: Annotated[
        str | None, typer.Option(metavar="FILE", help=texts.TABLE.en, autocompletion=complete.table_files)
    ] = None,
    export: Annotated[str | None, typer.Option(metavar="FILE", help=texts.EXPORT.en)] = None,
) -> ExitCode:
    """Look up a ward, commune or province, or show and export the table that they stand in."""
    from keytag.commands import units as command  # noqa: PLC0415

    name, file = values.not_empty(place, "PLACE"), values.not_empty(export, "--export")
    places = command.load_places(values.not_empty(table, "--table"))
    screen = Screen(ctx.obj)
    if file is not None:
        screen.written("units", command.export_places(places.table, Path(file)))
    else:
        screen.places("units", places, command.find_place(name, places.table) if name is not None else None)
    return ExitCode.FINE


def inspect(
    ctx: typer.Context,
    pdf: Annotated[str, typer.Argument(metavar="PDF", help=texts.PDF.en, autocompletion=complete.pdfs)],
    standard: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=texts.STANDARD.en, autocompletion=complete.standards),
    ] = None,
    rules: Rules = None,
) -> ExitCode:
    """Say what a PDF holds, and what is wrong with it."""
    from keytag.standards import RULE_SETS, STANDARDS  # noqa: PLC0415

    path = Path(values.not_empty(pdf, "PDF"))
    values.choice(standard, "--standard", tuple(STANDARDS))
    values.choice(rules, "--rules", tuple(RULE_SETS))
    from keytag.commands.inspect import inspect_file  # noqa: PLC0415

    inspection = inspect_file(path, standard, rules)
    Screen(ctx.obj).inspection("inspect", inspection)
    return code_for(inspection.findings)


def doctor(ctx: typer.Context) -> ExitCode:
    """Say whether keytag works here, and what it would gain from what is not installed."""
    screen = Screen(ctx.obj)
    with screen.progress(Text("Đang xem", "Looking")):
        from keytag.commands.doctor import examine  # noqa: PLC0415

        examination = examine(values.today())
    from keytag.cli.screen.doctor import examination_object, of_examination  # noqa: PLC0415

    if ctx.obj.as_json:
        screen.write(examination_object("doctor", examination, ctx.obj.language))
    elif not (ctx.obj.quiet and examination.works):
        screen.write(of_examination(examination, ctx.obj.language))
    return ExitCode.FINE if examination.works else ExitCode.FINDINGS


def help_(
    ctx: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMAND", help=texts.COMMAND.en, show_default=False, autocompletion=complete.commands
        ),
    ] = None,
) -> ExitCode:
    """Show the help of keytag or of one command."""
    from keytag.cli.program import help_page  # noqa: PLC0415 - it is what loads this module

    Screen(ctx.obj).document("help", help_page(ctx, values.command_named(command)))
    return ExitCode.FINE


def version(ctx: typer.Context) -> ExitCode:
    """Print the version."""
    Screen(ctx.obj).document("version", f"keytag {__version__}")
    return ExitCode.FINE
