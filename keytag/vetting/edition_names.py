"""Editions' names: that they are names, and no two the same.

Pure. What a name says of a place is `keytag.vetting.place_names`' to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.job import FILL_IN, EditionContent
from keytag.places import TWO_TIERS_SINCE, Likeness, likeness, province_of, read
from keytag.vetting.subject import JobSubject
from keytag.wording import Text, bare

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


EDITION_NAME_MAKES_ITS_OFFICE = Rule(
    "edition-name-makes-its-office",
    Severity.WARNING,
    Text(
        "Tên mẫu là một xã, phường thì có chữ “xã”, “phường” đứng trước.",
        "The name of an edition that is a commune or ward has the word for it in front.",
    ),
    Text(
        "Chỉ “Xã Chư Sê” mới thành “Công an xã Chư Sê”; “Chư Sê” thì thẻ mang tên cơ quan chung của tệp.",
        "Only “Xã Chư Sê” becomes “Công an xã Chư Sê”; with “Chư Sê” the tag bears the job's own office.",
    ),
    Text(
        "Ghi đủ, ví dụ Xã Chư Sê, hoặc thêm issuer cho mẫu.", "Write it in full, or give the edition its issuer."
    ),
    HOUSE_RULE,
)


def edition_name_makes_its_office(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each edition called like a commune, without the word for it, under another's name.

    Where the job's office is a commune's itself the editions are its hamlets, which may be called anything.
    """
    for content in subject.editions:
        name = content.name
        if name is None or content.issuer_node != "issuer.name" or bare(name) in bare(content.issuer_name):
            continue
        if any(place.kind.is_unit and place.name for place in read(content.issuer_name).places):
            continue
        known = [unit for unit in subject.places.units(name) if likeness(name, unit.name) is not Likeness.OTHER]
        former = [
            unit for unit in subject.places.old_units(name) if likeness(name, unit.name) is not Likeness.OTHER
        ]
        home = province_of(subject.places, content.province) if content.province else None
        here = [u for u in known if home in {None, u.province}] if subject.as_of >= TWO_TIERS_SINCE else []
        was = [u for u in former if home in {None, u.province.successor}] if not here else []
        if here or was:
            kind = here[0].kind_on(subject.as_of) if here else was[0].kind
            full = f"{kind.capitalize()} {name}"
            yield EDITION_NAME_MAKES_ITS_OFFICE.found(
                Text(
                    f"Thẻ của mẫu “{name}” mang tên “{content.issuer_name}”.",
                    f"The tag of the edition “{name}” bears the name “{content.issuer_name}”.",
                ),
                Text(
                    f"Muốn thành công an {kind} thì ghi “{full}”; không thì thêm issuer cho mẫu.",
                    f"For that place's own police write “{full}”; else give the edition its issuer.",
                ),
                node=f"{content.node}.name",
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


CHECKS = (editions_have_their_own_names, edition_names_are_filled_in, edition_name_makes_its_office)
RULES = (EDITION_HAS_ITS_OWN_NAME, EDITION_NAME_IS_FILLED_IN, EDITION_NAME_MAKES_ITS_OFFICE)
