"""What the Tab key offers: names of templates, shops and samples, editions of the job, fixed choices.

Completion never fails aloud: where something cannot be read it offers nothing.
"""

from __future__ import annotations

from pathlib import Path

import typer

from keytag.cli import values
from keytag.errors import KeytagError
from keytag.files import library


def jobs(incomplete: str) -> list[str]:
    """Offer the jobs that lie here and the sample jobs; where none fits, the shell offers files."""
    return _starting(
        incomplete, [*(path.name for path in library.job_files(Path())), *library.document_names("configs")]
    )


def shops(incomplete: str) -> list[str]:
    """Offer the shops."""
    return _starting(incomplete, library.document_names(library.ResourceKind.SHOPS, Path()))


def documents(incomplete: str) -> list[str]:
    """Offer everything that `show` can show."""
    of = library.ResourceKind
    kinds = (of.TAGS, of.LEAFLETS, of.SHOPS, of.CUTTERS, of.LAYOUTS, of.CONFIGS)
    return _starting(incomplete, [name for kind in kinds for name in library.document_names(kind, Path())])


def editions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the job's editions."""
    from keytag.cli.jobs import find_job  # noqa: PLC0415 - only this completion reads a job
    from keytag.documents.job import read_job  # noqa: PLC0415 - the same

    # While an option still lacks its value, Typer leaves the arguments unparsed.
    waiting = next((argument for argument in ctx.args if not argument.startswith("-")), None)
    try:
        job = read_job(find_job(ctx.params.get("job") or waiting))
    except KeytagError:
        return []
    return _starting(incomplete, [edition.id for edition in job.editions])


def formats(incomplete: str) -> list[str]:
    """Offer kinds of file."""
    return _starting(incomplete, values.FORMATS)


def shape_names(incomplete: str) -> list[str]:
    """Offer the shapes of tags."""
    return _starting(incomplete, (*values.SHAPES, values.EVERY_SHAPE))


def leaflet_sizes(incomplete: str) -> list[str]:
    """Offer the sizes of leaflets."""
    return _starting(incomplete, values.LEAFLET_SIZES)


def leaflet_sides(incomplete: str) -> list[str]:
    """Offer how many sides of a leaflet are printed."""
    return _starting(incomplete, values.LEAFLET_SIDES)


def answers(incomplete: str) -> list[str]:
    """Offer the ways in which `check` answers."""
    return _starting(incomplete, values.ANSWERS)


def commands(incomplete: str) -> list[str]:
    """Offer the commands."""
    from keytag.cli import COMMANDS  # noqa: PLC0415 - it imports this module's users

    return _starting(incomplete, COMMANDS)


def rules(incomplete: str) -> list[str]:
    """Offer the names of the rules."""
    from keytag.checks.catalogue import rule_names  # noqa: PLC0415 - knows every rule there is

    return _starting(incomplete, rule_names())


def packages(incomplete: str) -> list[str]:
    """Offer the zip files that lie here."""
    return _starting(incomplete, _files("*.zip"))


def states(incomplete: str) -> list[str]:
    """Offer what two states of a job can be read from: jobs, approvals, locks and packages that lie here."""
    return _starting(
        incomplete, [*jobs(incomplete), *_files("approval.yaml"), *_files("*.lock.yaml"), *_files("*.zip")]
    )


def secret_keys(incomplete: str) -> list[str]:
    """Offer the secret keys that lie here."""
    return _starting(incomplete, _files("*.key"))


def public_keys(incomplete: str) -> list[str]:
    """Offer the public keys that lie here."""
    return _starting(incomplete, _files("*.pub"))


def layouts(incomplete: str) -> list[str]:
    """Offer layouts."""
    return _starting(incomplete, values.LAYOUTS)


def backings(incomplete: str) -> list[str]:
    """Offer ways of backing up."""
    return _starting(incomplete, values.BACKINGS)


def batch_commands(incomplete: str) -> list[str]:
    """Offer what a batch can do with each job."""
    return _starting(incomplete, ("handoff", "sheet", "render", "check", "proof"))


def acts(incomplete: str) -> list[str]:
    """Offer as what somebody signs."""
    return _starting(incomplete, values.ACTS)


def sides(incomplete: str) -> list[str]:
    """Offer the sides of a tag."""
    return _starting(incomplete, values.SIDES)


def languages(incomplete: str) -> list[str]:
    """Offer languages."""
    return _starting(incomplete, values.LANGUAGES)


def kinds(incomplete: str) -> list[str]:
    """Offer kinds of document."""
    return _starting(incomplete, ("job", "template", "leaflet", "shop", "cutter", "nest", "approval"))


def resource_kinds(incomplete: str) -> list[str]:
    """Offer what can be listed."""
    return _starting(incomplete, values.LISTS)


def pdfs(incomplete: str) -> list[str]:
    """Offer the PDF files that lie here; where none fits, the shell offers files."""
    return _starting(incomplete, _files("*.pdf"))


def table_files(incomplete: str) -> list[str]:
    """Offer the workbooks and CSV files that lie here."""
    return _starting(incomplete, [*_files("*.xlsx"), *_files("*.csv")])


def profiles(incomplete: str) -> list[str]:
    """Offer the output profiles that lie here and keytag's own."""
    here = sorted(path.name for path in Path().glob("*.icc"))
    return _starting(incomplete, [*here, *library.document_names(library.ResourceKind.PROFILES)])


def standards(incomplete: str) -> list[str]:
    """Offer the standards of finished files."""
    from keytag.standards import STANDARDS  # noqa: PLC0415 - help and the list of commands need none

    return _starting(incomplete, tuple(STANDARDS))


def rule_sets(incomplete: str) -> list[str]:
    """Offer the sets of rules for finished files."""
    from keytag.standards import RULE_SETS  # noqa: PLC0415 - the same

    return _starting(incomplete, tuple(RULE_SETS))


def _starting(incomplete: str, names: list[str] | tuple[str, ...]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _files(pattern: str) -> list[str]:
    return sorted(path.name for path in Path().glob(pattern))
