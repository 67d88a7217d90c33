"""What was ordered: one value from the command line to the plan of plates.

What is None is the job's or the shop's to say.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from keytag.imposition import Filling

# House rule: whoever waits longer for a plan has a cheaper one by hand; --time-limit says otherwise.
TIME_LIMIT = 30.0


class PlanLimits(Struct, frozen=True):
    """What the command says of a plan, in place of the shop; None where it says nothing."""

    max_plates: int | None = None
    plate_cost: int | None = None
    sheet_cost: int | None = None
    make_ready: int | None = None
    shortest_run: int | None = None
    split: bool | None = None
    time_limit: float = TIME_LIMIT
    further: int = 0
    """How many more plates than may pay the table shows."""
    plan: tuple[Filling, ...] = ()
    """A plan that was made before, by which this order is printed again; it must give every edition its tags."""


ApprovalMode = Literal["unasked", "required", "unapproved"]
"""Whether a hand-off asks for an approval: as packages of old did not; or goes without one, and says so."""


class Order(Struct, frozen=True):
    """Which editions, how many, printed how, by which day's rules."""

    date: dt.date
    """The day that is written into files."""
    today: dt.date | None = None
    """The day on the clock, whose rules must pass a job too; None where an old package is made again."""
    editions: tuple[str, ...] = ()
    """The ids of the editions; without them all."""
    count: int | None = None
    """Tags in all, in place of the job's quantities."""
    shop: str | None = None
    layout: str | None = None
    backing: str | None = None
    profile: str | None = None
    rules: str | None = None
    limits: PlanLimits = PlanLimits()
    approval: ApprovalMode = "unasked"
