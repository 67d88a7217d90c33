"""Editions' names: that they are names, no two the same, and stand on their own tags where numbers are theirs.

Pure. What a name says of a place is `keytag.checks.content.place_names`' to judge, which office it makes
`keytag.documents.job.offices`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import FILL_IN, EditionContent, role_of
from keytag.documents.job.offices import (
    is_design,
    is_hamlet,
    is_in_a_unit,
    lacks_its_kind,
    names_the_police,
    proper_name,
    scope_of,
    unit_kinds,
)
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text, fold_name
from keytag.vietnam.places import province_of, read_places

EDITION_HAS_ITS_OWN_NAME = Rule.warning("edition-has-its-own-name", __name__)
EDITION_NAME_IS_FILLED_IN = Rule.error("edition-name-is-filled-in", __name__)
EDITION_NAME_MAKES_ITS_OFFICE = Rule.warning("edition-name-makes-its-office", __name__)
EDITION_PLACE_IS_ON_ITS_TAG = Rule.error("edition-place-is-on-its-tag", __name__)
EDITION_OFFICE_HAS_NO_REMARK = Rule.warning("edition-office-has-no-remark", __name__)
# Footnote marks, brackets, a second place, words behind a dash in small letters: "(*)", "(mới)", "; Xã …".
_REMARK = re.compile(r"(?:\s?[*†]|\s?[(\[]|;|\s?/(?=\s?[^\W\d])|\s[-–—]\s(?=[^\W\d]))[^\n]*")
_SAY_WHOSE_HAMLET = Text(
    "Thêm cột “Công an” ghi Công an xã, phường của từng thôn, tổ; trong tệp đặt in: issuer: {name: Công an xã …} "
    "cho mẫu đó.",
    "Add a column “Công an” with the office of each hamlet's commune or ward; in the job file: "
    "issuer: {name: Công an xã …} in that edition.",
)
# House rule: more names than this hide the sentence round them.
_LISTED = 4
# House rule: so many names of communes, every one of them known, are no hamlets called so by chance.
_NO_CHANCE = 3


def edition_place_is_on_its_tag(subject: JobSubject) -> Iterator[Finding]:
    """Yield one finding for all places that no word on their own tags names: an error where numbers are theirs.

    Groups are of the job's own office, and so are hamlets, but for a province's whose own numbers stand nowhere.
    Under a commune's office the editions are its hamlets, which may be called anything, unless every one of
    several is a commune's name.
    """
    issuer = subject.job.issuer
    names = [content.name for content in subject.editions if content.name]
    nameless = [content for content in subject.editions if content.name and _stands_nowhere(content)]
    scope = scope_of(issuer.name, issuer.province, subject.as_of, names, subject.places)
    if not (scope.is_above or any(_is_above(content) for content in nameless)):
        are_communes = scope.lists_units and len(nameless) >= _NO_CHANCE
        nameless = nameless if are_communes and all(_has_own_numbers(each) for each in nameless) else []
    else:
        nameless = [each for each in nameless if scope.is_above or _is_above(each)]
    known = [content for content in nameless if unit_kinds(content.name or "", scope)]
    owning = [content for content in nameless if _has_own_numbers(content)]
    if owning:
        yield _nowhere(EDITION_PLACE_IS_ON_ITS_TAG, owning)
    hamlets = [each for each in subject.editions if is_in_a_unit(each.name or "") and _is_above(each)]
    hamlets = [each for each in hamlets if _has_own_numbers(each) and not _has_the_jobs_numbers(each)]
    hamlets = [each for each in hamlets if not _says(each, fold_name(each.name or ""))]
    if hamlets:
        yield replace(_nowhere(EDITION_PLACE_IS_ON_ITS_TAG, hamlets), hint=_SAY_WHOSE_HAMLET)
    waiting = [content for content in known if content not in owning]
    if waiting:
        yield _nowhere(EDITION_NAME_MAKES_ITS_OFFICE, waiting)


def edition_office_has_its_kind(subject: JobSubject) -> Iterator[Finding]:
    """Yield one warning for all offices that names make without the word for their kind: "Công an Đak Đoa"."""
    found = [
        content
        for content in subject.editions
        if content.issuer_node == f"{content.node}.name" and lacks_its_kind(content.issuer_name)
    ]
    if found:
        listed = ", ".join(f"“{content.issuer_name}”" for content in found[:_LISTED])
        more = f" … (+{len(found) - _LISTED})" if len(found) > _LISTED else ""
        yield EDITION_NAME_MAKES_ITS_OFFICE.finding(
            Text(
                f"Tên cơ quan không có chữ “xã” hay “phường”: {listed}{more}.",
                f"The office's name lacks the word “xã” or “phường”: {listed}{more}.",
            ),
            node=f"{found[0].node}.name",
        )


def edition_office_has_no_remark(subject: JobSubject) -> Iterator[Finding]:
    """Yield one warning for all offices of communes and wards behind whose names something else would print."""
    found: list[tuple[EditionContent, str]] = []
    for content in subject.editions:
        match = _REMARK.search(content.issuer_name) if content.issuer_node.startswith(f"{content.node}.") else None
        places = read_places(content.issuer_name[: match.start()]).places if match is not None else ()
        if match is None or not any(place.kind.is_unit for place in places):
            continue
        remark = match[0].strip()
        said = remark.strip("()[]-–— ")
        is_dashed = remark[0] in "-–—"
        home = re.sub(r"^(?:công an |ca )?(?:tỉnh|thành phố|tp\.?|t\.)\s+", "", said, flags=re.IGNORECASE)
        if province_of(subject.places, home) is None and not (is_dashed and not said[0].islower()):
            found.append((content, remark))
    if not found:
        return
    listed = ", ".join(f"“{content.issuer_name}”" for content, _ in found[:_LISTED])
    more = f" … (+{len(found) - _LISTED})" if len(found) > _LISTED else ""
    first, remark = found[0]
    yield EDITION_OFFICE_HAS_NO_REMARK.finding(
        Text(
            f"Sau tên cơ quan còn chữ khác, sẽ in cả “{remark}”: {listed}{more}.",
            f"Something stands behind the office's name and would print, like “{remark}”: {listed}{more}.",
        ),
        node=first.issuer_node,
    )


def _nowhere(rule: Rule, contents: Sequence[EditionContent]) -> Finding:
    first = contents[0]
    listed = ", ".join(f"“{content.name}”" for content in contents[:_LISTED])
    more = f" … (+{len(contents) - _LISTED})" if len(contents) > _LISTED else ""
    office = f"“{first.issuer_name}”"
    if len(contents) == 1:
        message = Text(
            f"Tên {listed} không có trên móc khóa của chính nơi đó; cơ quan in trên đó là {office}.",
            f"{listed} stands nowhere on its own tag; the office printed there is {office}.",
        )
    else:
        message = Text(
            f"{len(contents)} nơi không có tên trên móc khóa của chính mình: {listed}{more}; cơ quan in trên đó "
            f"là {office}.",
            f"{len(contents)} places stand nowhere on their own tags: {listed}{more}; the office printed there is "
            f"{office}.",
        )
    return rule.finding(message, node=f"{first.node}.name")


def _stands_nowhere(content: EditionContent) -> bool:
    """Tell whether an edition's name is a place's that no word on its tag holds."""
    name = content.name or ""
    proper = fold_name(proper_name(name))
    if not proper and names_the_police(name):
        # "Công an xã" alone names no place, and the province's office would stand for it.
        return f"-{fold_name(name)}-" not in f"-{fold_name(content.issuer_name)}-"
    if not proper or is_hamlet(name) or is_design(name):
        return False
    return not _says(content, proper)


def _says(content: EditionContent, plain: str) -> bool:
    """Tell whether some word on a tag's sides is ``plain``, a name's bare letters."""
    code = content.qr
    words = (
        content.issuer_name,
        content.slogan or "",
        *(number.label for number in content.numbers),
        (code.caption or "") if code is not None else "",
    )
    return any(f"-{plain}-" in f"-{fold_name(said)}-" for said in words)


def _has_own_numbers(content: EditionContent) -> bool:
    """Tell whether a desk's or an officer's number is the edition's own."""
    own = (number for number in content.numbers if number.node.startswith(f"{content.node}."))
    return any(not role_of(number).is_elsewhere for number in own)


def _has_the_jobs_numbers(content: EditionContent) -> bool:
    """Tell whether an edition has a number that is the job's own, too."""
    return any(not number.node.startswith(f"{content.node}.") for number in content.numbers)


def _is_above(content: EditionContent) -> bool:
    """Tell whether an edition's own office is a district's or a province's."""
    kinds = {place.kind for place in read_places(content.issuer_name).places}
    return bool(kinds) and not any(kind.is_unit for kind in kinds)


def editions_have_their_own_names(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each edition that an earlier one of the same office shares its name with."""
    first: dict[tuple[str, ...], str] = {}
    for content in subject.editions:
        if content.name is None:
            other = first.setdefault(_said(content), content.id)
            if other != content.id:
                yield EDITION_HAS_ITS_OWN_NAME.finding(
                    Text(
                        f"Mẫu {content.id} giống hệt mẫu {other}, và cả hai không có tên.",
                        f"Edition {content.id} is the same as edition {other}, and neither has a name.",
                    ),
                    node=content.node,
                    severity=Severity.NOTE,
                )
            continue
        # "Xã Kbang" and "CA xã Kbang" are one office, "Thôn 3" and "Thôn 4" of one office are two editions.
        is_office = content.issuer_node == f"{content.node}.name"
        words = ("" if is_office else content.name, content.issuer_name, content.province or "")
        named = tuple(" ".join(word.casefold().split()) for word in words)
        other = first.setdefault(named, content.id)
        if other != content.id:
            name = content.issuer_name if is_office else content.name
            yield EDITION_HAS_ITS_OWN_NAME.finding(
                Text(
                    f"Mẫu {content.id} trùng tên với mẫu {other}: “{name}”.",
                    f"Edition {content.id} has the name of edition {other}: “{name}”.",
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
            yield EDITION_NAME_IS_FILLED_IN.finding(
                Text(
                    f"Mẫu {content.id} vẫn là dòng ví dụ của bảng làm sẵn: “{content.name}”.",
                    f"Edition {content.id} is still a sample row of the starter table: “{content.name}”.",
                ),
                Text("Thay bằng tên thật, hoặc xóa dòng đó.", "Write the real name, or remove the row."),
                node=f"{content.node}.name",
            )


CHECKS = (
    editions_have_their_own_names,
    edition_names_are_filled_in,
    edition_place_is_on_its_tag,
    edition_office_has_its_kind,
    edition_office_has_no_remark,
)
RULES = (
    EDITION_HAS_ITS_OWN_NAME,
    EDITION_NAME_IS_FILLED_IN,
    EDITION_NAME_MAKES_ITS_OFFICE,
    EDITION_OFFICE_HAS_NO_REMARK,
    EDITION_PLACE_IS_ON_ITS_TAG,
)
