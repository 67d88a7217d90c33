"""Whether an order bears the loss of a sheet, and the overs or the key of the shop's file with which it does.

Overs are asked for in tags and printed in whole sheets: five per cent of a small order are less than one sheet of
it, and the first that is spoiled leaves the order short.
"""

from __future__ import annotations

from math import ceil

from msgspec.structs import replace

from keytag.checks.content.order import MOST_OVERS, LostSheet, order_bears_a_lost_sheet
from keytag.documents.job import EditionContent
from keytag.errors import UsageError
from keytag.findings import Finding
from keytag.imposition import with_overs
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, with_locations
from keytag.steps.plate_plan import PlanLimits, PlatePlan, plan_plates

# Percentages are looked for up to the most that are usual, and rounding takes none of them away.
_PER_CENT, _ROUNDING = 100, 1e-9


def lost_sheet_findings(
    setting: JobSetup, contents: tuple[EditionContent, ...], planned: PlatePlan, wishes: PlanLimits
) -> tuple[Finding, ...]:
    """Return what is to be said of a plan by which no sheet may be lost; nothing where one may."""
    if planned.sheets_to_spare:
        return ()
    short = min(range(len(contents)), key=lambda i: planned.left_over(i) - planned.most_on_a_sheet(i))
    names = names_of(setting.file.editions)
    said = setting.file.job.model_fields_set
    lost = LostSheet(
        sheets=planned.chosen.sheets,
        takes=planned.most_on_a_sheet(short),
        over=planned.left_over(short),
        edition=names[contents[short].id] if len(contents) > 1 else "",
        overs=_overs(setting, contents, planned, wishes),
        shortest_run=_shortest_run(setting, contents, planned, wishes),
        node=next((key for key in ("overs", "quantity") if key in said), ""),
    )
    return with_locations(setting, tuple(order_bears_a_lost_sheet(lost)))


def _overs(
    setting: JobSetup, contents: tuple[EditionContent, ...], planned: PlatePlan, wishes: PlanLimits
) -> float | None:
    """Return the least whole percentage of overs with which a sheet may be lost; None beyond what is usual."""
    wanted = [(number, number + planned.most_on_a_sheet(i)) for i, number in enumerate(planned.ordered)]
    least = max(ceil(_PER_CENT * (whole - number) / number - _ROUNDING) for number, whole in wanted)
    job, most = setting.file.job, round(_PER_CENT * MOST_OVERS)
    # More tags may come to lie on a sheet of another plan: then a little more does it.
    for per_cent in sorted({least, min(least + 2, most), most}):
        overs = per_cent / _PER_CENT
        if not least <= per_cent <= most or any(with_overs(n, overs) < n for n in planned.ordered):
            continue
        more = job.model_copy(update={"overs": overs})
        if _again(replace(setting, file=replace(setting.file, job=more)), contents, planned, wishes):
            return overs
    return None


def _shortest_run(
    setting: JobSetup, contents: tuple[EditionContent, ...], planned: PlatePlan, wishes: PlanLimits
) -> int | None:
    """Return the least length of a run with which the order bears a lost sheet: a sheet more than the longest."""
    longest = max(filling.run_length for filling in planned.chosen.fillings)
    more = replace(wishes, shortest_run=longest + 1)
    return longest + 1 if _again(setting, contents, planned, more) else None


def _again(
    setting: JobSetup, contents: tuple[EditionContent, ...], planned: PlatePlan, wishes: PlanLimits
) -> bool:
    """Tell whether a sheet may be lost where the same is planned anew."""
    on = planned.press, planned.way
    try:
        anew = plan_plates(setting, contents, planned.ordered, on, replace(wishes, plan=(), further=0))
    except UsageError:
        return False
    return anew.sheets_to_spare > 0
