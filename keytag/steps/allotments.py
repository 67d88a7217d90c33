"""Who gets how many tags, as the job or its table says: known to every command before it writes anything."""

from __future__ import annotations

from keytag.documents.job.allotments import Allotment, AllotmentTable, allot
from keytag.steps.job_setup import Setting


def allotments_of(setting: Setting) -> tuple[Allotment, ...]:
    """Return who gets how many of which edition."""
    job, rows, editions = setting.file.job, setting.file.receivers, setting.file.editions
    if rows is not None:
        return allot(rows.entries, job.spare, editions, rows.places)
    entries = () if isinstance(job.allotments, AllotmentTable) else job.allotments
    return allot(entries, job.spare, editions)
