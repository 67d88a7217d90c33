"""Editions' names: that they are names, and no two the same.

Pure. What a name says of a place is `keytag.vetting.place_names`' to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.job import FILL_IN, EditionContent
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

EDITION_HAS_ITS_OWN_NAME = Rule(
    "edition-has-its-own-name",
    Severity.WARNING,
    Text("Hai mẫu của một cơ quan không trùng tên.", "No two editions of one office have the same name."),
    Text(
        "Thường là sao chép rồi quên sửa: một thôn có hai mẫu, một thôn không có mẫu nào.",
        "Mostly a copy that was not changed: one hamlet gets two editions, another gets none.",
    ),
    Text("Sửa tên một mẫu, hoặc xóa mẫu thừa.", "Correct one of the names, or remove the edition."),
    HOUSE_RULE,
)

EDITION_NAME_IS_FILLED_IN = Rule(
    "edition-name-is-filled-in",
    Severity.ERROR,
    Text("Không mẫu nào còn mang tên ví dụ của bảng làm sẵn.", "No name of the starter table is left."),
    Text(
        "Bảng do keytag init --editions tạo có hai dòng ví dụ, số bịa; quên một dòng là in ra thẻ không của ai.",
        "The table that keytag init --editions writes has two sample rows, numbers made up; one left is nobody's.",
    ),
    Text("Thay bằng tên thật, hoặc xóa dòng đó.", "Write the real name, or remove the row."),
    HOUSE_RULE,
)


def editions_have_their_own_names(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each edition that an earlier one of the same office shares its name with."""
    first: dict[tuple[str, ...], str] = {}
    for content in subject.editions:
        if content.name is None:
            other = first.setdefault(_said(content), content.id)
            if other != content.id:
                yield EDITION_HAS_ITS_OWN_NAME.found(
                    Text(
                        f"Mẫu {content.id} giống hệt mẫu {other}, và cả hai không có tên.",
                        f"Edition {content.id} is the same as edition {other}, and neither has a name.",
                    ),
                    node=content.node,
                    severity=Severity.NOTE,
                )
            continue
        words = (content.name, content.issuer_name, content.province or "")
        named = tuple(" ".join(word.casefold().split()) for word in words)
        other = first.setdefault(named, content.id)
        if other != content.id:
            yield EDITION_HAS_ITS_OWN_NAME.found(
                Text(
                    f"Mẫu {content.id} trùng tên với mẫu {other}: “{content.name}”.",
                    f"Edition {content.id} has the name of edition {other}: “{content.name}”.",
                ),
                node=f"{content.node}.name",
            )


def _said(content: EditionContent) -> tuple[str, ...]:
    """Return all that an edition says and shows, whoever says it."""
    code = (content.qr.link, content.qr.caption or "") if content.qr is not None else ()
    numbers = tuple(part for number in content.numbers for part in (number.label, number.display))
    own = (content.issuer_name, content.province or "", content.slogan or "", content.template)
    return (*own, *numbers, *code, str(content.colours))


def edition_names_are_filled_in(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each edition that is still called as in the starter table, unless the job is a sample."""
    if subject.job.sample:
        return
    for content in subject.editions:
        if content.name is not None and FILL_IN in content.name.casefold():
            yield EDITION_NAME_IS_FILLED_IN.found(
                Text(
                    f"Mẫu {content.id} vẫn là dòng ví dụ của bảng làm sẵn: “{content.name}”.",
                    f"Edition {content.id} is still a sample row of the starter table: “{content.name}”.",
                ),
                Text("Thay bằng tên thật, hoặc xóa dòng đó.", "Write the real name, or remove the row."),
                node=f"{content.node}.name",
            )


CHECKS = (editions_have_their_own_names, edition_names_are_filled_in)
RULES = (EDITION_HAS_ITS_OWN_NAME, EDITION_NAME_IS_FILLED_IN)
