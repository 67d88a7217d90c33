"""What is vetted: everything that a job's editions say, and the day by whose rules."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from keytag.documents.job import EditionContent, Job
from keytag.documents.job.allotments import Allotment
from keytag.vietnam.places import PlacesTable, own_table


class JobSubject(Struct, frozen=True):
    """A job with its editions in force.

    ``as_of`` is the day by whose rules it is judged: what was right in 2020 may be wrong today. ``today`` is the
    day on which it is judged. What editions inherit carries the job's own node, so a fault of the job yields the
    same finding from each of them. ``places`` is the table of places that it is judged by.
    """

    job: Job
    editions: tuple[EditionContent, ...]
    as_of: date
    today: date
    allotments: tuple[Allotment, ...] = ()
    places: PlacesTable = field(default_factory=own_table)
