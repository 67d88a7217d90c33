"""A job's editions by the ids that are typed, what people call them, and their badges on press sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keytag.documents.job import EditionContent
from keytag.drawing.badge import Badge, badges
from keytag.errors import UsageError
from keytag.imposition import Legend
from keytag.steps.job_setup import JobSetup
from keytag.text.suggest import guess
from keytag.text.text import Text

# House rule: more names than this are not read.
_LISTED = 6


def names_of(editions: Sequence[EditionContent]) -> dict[str, str]:
    """Return what each edition is called, by its id: its name, or its office's; two of one name with their ids.

    One without a name whose office is others' too has nothing but its id.
    """
    offices = Counter(edition.issuer_name.casefold() for edition in editions)
    called = {
        edition.id: edition.name
        or (edition.issuer_name if offices[edition.issuer_name.casefold()] == 1 else edition.id)
        for edition in editions
    }
    often = Counter(name.casefold() for name in called.values())
    return {key: name if often[name.casefold()] == 1 else f"{name} ({key})" for key, name in called.items()}


def choose_editions(editions: tuple[EditionContent, ...], ids: tuple[str, ...]) -> tuple[EditionContent, ...]:
    """Return the editions that have these ``ids``, all without any. Raises UsageError for an unknown one."""
    known = {edition.id: edition for edition in editions}
    for name in ids:
        if name not in known:
            raise UsageError(
                Text(f"Tệp đặt in không có mẫu “{name}”.", f"The job has no edition “{name}”."),
                _editions_there_are(name, tuple(known)),
            )
    return tuple(known[name] for name in dict.fromkeys(ids)) if ids else editions


def _editions_there_are(name: str, known: tuple[str, ...]) -> Text:
    asked = guess(name, known)
    if asked is not None:
        return asked
    listed = ", ".join(known[:_LISTED])
    more = len(known) - _LISTED
    if more <= 0:
        return Text(f"Hiện có: {listed}.", f"There are: {listed}.")
    return Text(f"Hiện có: {listed} và {more} mẫu nữa.", f"There are: {listed} and {more} more.")


# The node of the office that editions inherit.
JOBS_ISSUER = "issuer.name"


def badges_of(setup: JobSetup) -> tuple[Badge, ...]:
    """Return the badge of every edition of the job, in its order, whether it is printed this time or not."""
    editions = setup.file.editions
    return badges([(edition.id, edition.name or _own_place(setup, edition)) for edition in editions])


def _own_office(setup: JobSetup, edition: EditionContent) -> str | None:
    """Return an edition's office where that tells it from the others: where it does not have the job's."""
    if len(setup.file.editions) == 1 or edition.issuer_node != JOBS_ISSUER:
        return edition.issuer_name
    return None


def _own_place(setup: JobSetup, edition: EditionContent) -> str | None:
    office = _own_office(setup, edition)
    return _place(office) if office is not None else None


def _place(issuer: str) -> str:
    """Return whose office ``issuer`` is: "Công an phường An Phú" has "phường An Phú"."""
    return issuer.removeprefix("Công an").strip() or issuer


def legend_of(setup: JobSetup) -> Legend | None:
    """Return what the legend of the job's sheets is made of; None where it is one design."""
    editions = setup.file.editions
    if len(editions) < 2:
        return None
    coded = any(edition.mark for edition in editions)
    return Legend(badges_of(setup), coded=coded, chips=setup.shop.inks != "spots")
