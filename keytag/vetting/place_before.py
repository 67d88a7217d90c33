"""Places named by a job of before the reform: that the table knows them, or that nobody has looked.

Pure. The table holds what there was on 30-6-2025; many units were merged or split in the years before, so that a
name it lacks may still be right and is only told of.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule, Severity
from keytag.places import TWO_TIERS_SINCE, Verdict, table
from keytag.vetting.place import Placed, judged, placed
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

FORMER_PLACE_IS_KNOWN = Rule(
    "former-place-is-known",
    Severity.NOTE,
    Text("Địa danh cũ có trong bảng của keytag.", "A former place is in keytag's table."),
    Text(
        "Bảng chỉ giữ tên dùng đến 30-6-2025; tên bỏ từ trước đó thì keytag không xét được.",
        "The table has the names in use until 30 June 2025; those given up earlier cannot be judged.",
    ),
    Text("Xem lại tên và as_of; đúng rồi thì không cần sửa.", "Look at name and as_of again; nothing if right."),
    Text(
        "Bảng đơn vị hành chính của keytag, phần trước 1-7-2025",
        "keytag's table of places, its part of before 1 July 2025",
    ),
)


def former_place_is_known(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each place of before 1-7-2025 that the table does not have."""
    if subject.as_of >= TWO_TIERS_SINCE:
        return
    for where in placed(subject):
        place = where.place
        if place.name and place.leads and not _is_known(where, subject):
            yield FORMER_PLACE_IS_KNOWN.found(
                Text(
                    f"Bảng địa danh không có {place.full} ở thời trước 1-7-2025.",
                    f"The table of places has no {place.full} of before 1 July 2025.",
                ),
                node=where.node,
            )


def _is_known(where: Placed, subject: JobSubject) -> bool:
    if where.place.kind.is_unit:
        return judged(where, subject.as_of).verdict is not Verdict.UNKNOWN
    return table().has_district(where.place.kind, where.place.name)


CHECKS = (former_place_is_known,)
RULES = (FORMER_PLACE_IS_KNOWN,)
