"""The badges of a job's editions, and what of them its press sheets say."""

from __future__ import annotations

from keytag.badge import Badge, badges
from keytag.imposition import Legend
from keytag.workflow.setting import Setting


def badges_of(setting: Setting) -> tuple[Badge, ...]:
    """Return the badge of every edition of the job, in its order, whether it is printed this time or not."""
    editions = setting.file.editions
    # A job of one design is called by its office, not by its file.
    only = _place(editions[0].issuer_name) if len(editions) == 1 else None
    return badges([(edition.id, edition.name or only) for edition in editions])


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
