"""Editions' names: that two of them are not called the same.

Pure. What a name says of a place is `keytag.vetting.place_names`' to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding, Rule, Severity
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
    Text("Sửa tên mẫu, hoặc bỏ mẫu thừa.", "Correct the name, or remove the edition."),
    Text("Quy định của keytag", "House rule"),
)


def editions_have_their_own_names(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each edition that an earlier one of the same office shares its name with."""
    first: dict[tuple[str, ...], str] = {}
    for content in subject.editions:
        if content.name is None:
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


CHECKS = (editions_have_their_own_names,)
RULES = (EDITION_HAS_ITS_OWN_NAME,)
