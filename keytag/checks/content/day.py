"""The days that a job names: the one by whose rules it is judged, and the one of delivery.

Pure. A slip in `as_of` would switch off every rule that has come since, so it is doubted before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule
from keytag.text.figures import format_day
from keytag.text.text import Text

# House rule: the year of the first programme that is known, Cần Giuộc's of 20-3-2018.
_FIRST = date(2018, 1, 1)
# House rule: no programme is made ready more than a year before its day, and nobody knows the rules of then.
_AHEAD = timedelta(days=366)

DAY_IS_PLAUSIBLE = Rule.warning("day-is-plausible", __name__)


def day_is_plausible(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for a day before any tag of this kind is known to have been made, or far ahead."""
    if subject.as_of < _FIRST:
        day = format_day(subject.as_of)
        yield DAY_IS_PLAUSIBLE.finding(
            Text(
                f"Tệp được xét theo ngày {day}, trước năm {_FIRST.year}: có lẽ gõ nhầm năm.",
                f"The job is judged by {subject.as_of}, before the year {_FIRST.year}: the year may be a slip.",
            ),
            node="as_of",
        )
    elif is_far_ahead(subject):
        day, today = format_day(subject.as_of), format_day(subject.today)
        yield DAY_IS_PLAUSIBLE.finding(
            Text(
                f"Tệp được xét theo ngày {day}, sau hôm nay ({today}) hơn một năm: có lẽ gõ nhầm năm.",
                f"The job is judged by {subject.as_of}, more than a year after today ({subject.today}): "
                "the year may be a slip.",
            ),
            node="as_of",
        )


def is_far_ahead(subject: JobSubject) -> bool:
    """Tell whether the day is more than a year ahead, so that nothing else can be said of it."""
    return subject.as_of - subject.today > _AHEAD


DELIVERY_LIES_AHEAD = Rule.warning("delivery-lies-ahead", __name__)


def delivery_lies_ahead(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for tags that are to be delivered before the job's own day, or more than a year after it."""
    due, day = subject.job.order.due, subject.as_of
    if due is None or timedelta() <= due - day <= _AHEAD:
        return
    when = format_day(due)
    if due < day:
        message = Text(f"Ngày giao hàng {when} đã qua.", f"The day of delivery, {due.isoformat()}, is past.")
    else:
        message = Text(
            f"Ngày giao hàng {when} còn hơn một năm nữa: có lẽ gõ nhầm năm.",
            f"The day of delivery, {due.isoformat()}, is more than a year ahead: the year may be a slip.",
        )
    yield DELIVERY_LIES_AHEAD.finding(message, node="order.due")


CHECKS = (day_is_plausible, delivery_lies_ahead)
RULES = (DAY_IS_PLAUSIBLE, DELIVERY_LIES_AHEAD)
