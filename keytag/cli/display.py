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
from keytag.cli.manual import SpokenCommand
from keytag.console import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors
from keytag.rulesets import RULE_SETS
from keytag.standards import STANDARDS


@app.command(cls=SpokenCommand, help=words.SCHEMA.en)
def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=words.KIND.en, autocompletion=complete.kinds)
    ] = "job",
) -> ExitCode:
    """Print the JSON Schema of a kind of document."""
    from keytag.cli import look  # noqa: PLC0415

    given.choice(kind, "KIND", tuple(look.MODELS))
    Screen(ctx.obj).write(look.schema(kind))
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
) -> ExitCode:
    """Print a resolved document."""
    from keytag.cli import look  # noqa: PLC0415

    Screen(ctx.obj).document("show", look.resolved(given.said(name, "NAME")))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.UNITS.en)
def units(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help=words.PLACE.en)],
) -> ExitCode:
    """Look up a ward, commune or province."""
    from keytag.cli import look  # noqa: PLC0415

    answer, parts = look.places(given.said(place, "PLACE"))
    Screen(ctx.obj).places("units", answer, parts)
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
    from keytag.workflow.inspection import inspect_file  # noqa: PLC0415

    inspection = inspect_file(path, standard, rules)
    Screen(ctx.obj).inspection("inspect", inspection)
    return ExitCode.FINDINGS if has_errors(inspection.findings) else ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.VERSION.en)
def version(ctx: typer.Context) -> ExitCode:
    """Print the version."""
    Screen(ctx.obj).document("version", f"keytag {__version__}")
    return ExitCode.FINE
