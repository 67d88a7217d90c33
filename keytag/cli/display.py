"""The commands that show something: keytag's own documents, places, and what a PDF holds.

As `keytag.cli.app`: what was typed becomes one call, and what came of it one exit code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag import __version__
from keytag.cli import complete, given, words
from keytag.cli.frame import Rules, app
from keytag.cli.manual import SpokenCommand, page_of
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors
from keytag.rulesets import RULE_SETS
from keytag.standards import STANDARDS

OutFile = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help=words.OUT_FILE.en)]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=words.OVERWRITE.en)]


@app.command(cls=SpokenCommand, help=words.SCHEMA.en)
def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=words.KIND.en, autocompletion=complete.kinds)
    ] = "job",
    out: OutFile = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - Typer's form of a flag
) -> ExitCode:
    """Print the JSON Schema of a kind of document, or write it to a file."""
    from keytag.cli import look, make  # noqa: PLC0415

    given.choice(kind, "KIND", tuple(look.MODELS))
    screen, text = Screen(ctx.obj), look.schema(kind, ctx.obj.language)
    if out is None:
        screen.write(text)
    else:
        screen.written("schema", make.write_document(Path(given.said(out, "--out")), text, overwrite=overwrite))
    return ExitCode.FINE


@app.command("list", cls=SpokenCommand, help=words.LIST.en)
def list_(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=words.LISTED.en, autocompletion=complete.listed)],
) -> ExitCode:
    """List templates, shops, cutters, inks or fonts."""
    from keytag.cli import look  # noqa: PLC0415

    screen = Screen(ctx.obj)
    given.choice(what, "WHAT", given.LISTS)
    screen.rows("list", look.rows(what, screen.manner.language))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.SHOW.en)
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=words.NAME.en, autocompletion=complete.documents)],
    out: OutFile = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - the same
) -> ExitCode:
    """Print a resolved document, or write it to a file."""
    from keytag.cli import look, make  # noqa: PLC0415

    screen, text = Screen(ctx.obj), look.resolved(given.said(name, "NAME"))
    if out is None:
        screen.document("show", text)
    else:
        screen.written("show", make.write_document(Path(given.said(out, "--out")), text, overwrite=overwrite))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.UNITS.en)
def units(
    ctx: typer.Context,
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help=words.PLACE.en, show_default=False)] = None,
    table: Annotated[
        str | None, typer.Option(metavar="FILE", help=words.TABLE.en, autocompletion=complete.tables)
    ] = None,
    export: Annotated[str | None, typer.Option(metavar="FILE", help=words.EXPORT.en)] = None,
) -> ExitCode:
    """Look up a ward, commune or province, or show and export the table that they stand in."""
    from keytag.cli import look  # noqa: PLC0415

    name, file = given.said(place, "PLACE"), given.said(export, "--export")
    atlas = look.atlas(given.said(table, "--table"))
    screen = Screen(ctx.obj)
    if file is not None:
        screen.written("units", look.export(atlas.table, Path(file)))
    else:
        screen.places("units", atlas, look.places(name, atlas.table) if name is not None else None)
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.INSPECT.en)
def inspect(
    ctx: typer.Context,
    pdf: Annotated[str, typer.Argument(metavar="PDF", help=words.PDF.en, autocompletion=complete.pdfs)],
    standard: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=words.STANDARD.en, autocompletion=complete.standards),
    ] = None,
    rules: Rules = None,
) -> ExitCode:
    """Say what a PDF holds, and what is wrong with it."""
    path = Path(given.said(pdf, "PDF"))
    given.choice(standard, "--standard", tuple(STANDARDS))
    given.choice(rules, "--rules", tuple(RULE_SETS))
    from keytag.commands.inspect import inspect_file  # noqa: PLC0415

    inspection = inspect_file(path, standard, rules)
    Screen(ctx.obj).inspection("inspect", inspection)
    return ExitCode.FINDINGS if has_errors(inspection.findings) else ExitCode.FINE


@app.command("help", cls=SpokenCommand, help=words.HELP_OF.en)
def help_(
    ctx: typer.Context,
    command: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMAND", help=words.COMMAND.en, show_default=False, autocompletion=complete.commands
        ),
    ] = None,
) -> ExitCode:
    """Show the help of keytag or of one command."""
    Screen(ctx.obj).document("help", page_of(ctx, given.command_named(command)))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.VERSION.en)
def version(ctx: typer.Context) -> ExitCode:
    """Print the version."""
    Screen(ctx.obj).document("version", f"keytag {__version__}")
    return ExitCode.FINE
