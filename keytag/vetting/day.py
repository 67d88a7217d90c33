"""The day by whose rules a job is judged: that it is one on which such a job can have been made.

Pure. A slip in `as_of` would switch off every rule that has come since, so it is doubted before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from keytag.findings import Finding, Rule, Severity
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

# House rule: the year of the first programme that is known, Cần Giuộc's of 20-3-2018.
_FIRST = date(2018, 1, 1)
# House rule: no programme is made ready more than a year before its day, and nobody knows the rules of then.
_AHEAD = timedelta(days=366)

DAY_IS_PLAUSIBLE = Rule(
    "day-is-plausible",
    Severity.WARNING,
    Text(
        "Ngày xét (as_of) từ năm 2018 đến một năm tới.",
        "The day of the job (as_of) is between 2018 and a year from today.",
    ),
    Text(
        "Tệp được xét theo luật của ngày đó: gõ nhầm năm thì tên sai, số sai đều lọt.",
        "The job is judged by that day's rules: with a mistyped year wrong names and numbers pass.",
    ),
    Text(
        "Sửa năm ở as_of, hoặc xóa dòng as_of để xét theo hôm nay.",
        "Correct the year in as_of, or remove the line to be judged by today.",
    ),
    Text(
        "Quy định của keytag: đợt cấp thẻ đầu tiên được biết là ngày 20-3-2018",
        "House rule: the first programme known is of 20 March 2018",
    ),
)


def day_is_plausible(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for a day before any tag of this kind is known to have been made, or far ahead."""
    if subject.as_of < _FIRST:
        day = subject.as_of.isoformat()
        yield DAY_IS_PLAUSIBLE.found(
            Text(
                f"Tệp được xét theo ngày {day}, trước năm {_FIRST.year}: có lẽ gõ nhầm năm.",
                f"The job is judged by {day}, before the year {_FIRST.year}: the year may be a slip.",
            ),
            node="as_of",
        )
    elif is_far_ahead(subject):
        day, today = subject.as_of.isoformat(), subject.today.isoformat()
        yield DAY_IS_PLAUSIBLE.found(
            Text(
                f"Tệp được xét theo ngày {day}, sau hôm nay ({today}) hơn một năm: có lẽ gõ nhầm năm.",
                f"The job is judged by {day}, more than a year after today ({today}): the year may be a slip.",
            ),
            node="as_of",
        )


def is_far_ahead(subject: JobSubject) -> bool:
    """Tell whether the day is more than a year ahead, so that nothing else can be said of it."""
    return subject.as_of - subject.today > _AHEAD


CHECKS = (day_is_plausible,)
RULES = (DAY_IS_PLAUSIBLE,)
