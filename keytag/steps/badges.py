"""The badges of a job's editions, and what of them its press sheets say."""

from __future__ import annotations

from keytag.documents.job import EditionContent
from keytag.drawing.badge import Badge, badges
from keytag.imposition import Legend
from keytag.steps.job_setup import Setting

# The node of the office that editions inherit.
JOBS_ISSUER = "issuer.name"


def badges_of(setting: Setting) -> tuple[Badge, ...]:
    """Return the badge of every edition of the job, in its order, whether it is printed this time or not."""
    editions = setting.file.editions
    return badges([(edition.id, edition.name or _own_place(setting, edition)) for edition in editions])


def _own_office(setting: Setting, edition: EditionContent) -> str | None:
    """Return an edition's office where that tells it from the others: where it does not have the job's."""
    if len(setting.file.editions) == 1 or edition.issuer_node != JOBS_ISSUER:
        return edition.issuer_name
    return None


def _own_place(setting: Setting, edition: EditionContent) -> str | None:
    office = _own_office(setting, edition)
    return _place(office) if office is not None else None


def _place(issuer: str) -> str:
    """Return whose office ``issuer`` is: "Công an phường An Phú" has "phường An Phú"."""
    return issuer.removeprefix("Công an").strip() or issuer


def legend_of(setting: Setting) -> Legend | None:
    """Return what the legend of the job's sheets is made of; None where it is one design."""
    editions = setting.file.editions
    if len(editions) < 2:
        return None
    coded = any(edition.mark for edition in editions)
    return Legend(badges_of(setting), coded=coded, chips=setting.shop.inks != "spots")
