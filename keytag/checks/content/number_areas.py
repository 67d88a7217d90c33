"""Area codes: in use, today's and not those of before 2017, of the issuer's province; and 069, the police's.

Answers to Decision 2036/QĐ-BTTTT (new codes in 2017), Resolution 202/2025/QH15 (provinces merged on 1-7-2025) and
letter 2784/BKHCN-CVT (what becomes of their codes), on the job's day. Of 069 there are notes only: what its ranges
mean is known from the numbers that offices publish, not from a law.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.documents.job import NumberRole
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import MERGER, Area, DigitFault, NumberKind, Region, group_digits, groups_at_home
from keytag.vietnam.places import Province, province_of

CODE_IS_IN_USE = Rule.error("area-code-is-in-use", __name__)
LANDLINE_IS_NO_MOBILE = Rule.warning("landline-does-not-read-as-mobile", __name__)
CODE_MATCHES_PROVINCE = Rule.warning("area-code-matches-province", __name__)
CODE_STAYS = Rule.note("area-code-stays", __name__)
LINE_IS_THE_POLICES = Rule.note("police-line-is-in-a-police-range", __name__)
LINE_IS_OF_ITS_REGION = Rule.note("police-line-is-of-its-region", __name__)
RULES = (
    CODE_IS_IN_USE,
    LANDLINE_IS_NO_MOBILE,
    CODE_MATCHES_PROVINCE,
    CODE_STAYS,
    LINE_IS_THE_POLICES,
    LINE_IS_OF_ITS_REGION,
)

# With which digits subscribers' numbers began before 2017; house rule, by the numbers that offices printed then.
_ONCE_USUAL = {7: "236", 8: "23567"}

# House rule, by the codes of provinces: those that surely lie in the north (Hà Nội to Ninh Bình) or in the south
# (Đồng Nai to Cà Mau). Where the police's regions part between them is not published, so those are not judged.
_NORTH, _SOUTH = range(1, 38), frozenset({75, 79, 80, 82, 86, 91, 92, 96})
_REGIONS = {
    Region.NORTH: Text("miền Bắc", "the north"),
    Region.SOUTH: Text("miền Nam", "the south"),
    Region.CENTRE: Text("miền Trung", "the centre"),
}
# Bodies of the whole country, whose lines stand on tags anywhere.
_NATIONAL = frozenset({"bo", "cuc", "c02", "c04", "a05"})


def area_code_is_in_use(subject: NumberSubject) -> Iterator[Finding]:
    """No code is unknown, and none is one that was replaced in 2017."""
    for entry in subject.each:
        area = entry.phone.area
        if entry.phone.fault is DigitFault.AREA:
            code = entry.phone.national[:4]
            message = Text(
                f"{entry.name.vi}: không có mã vùng {code}.", f"{entry.name.en}: no area code is {code}."
            )
            yield CODE_IS_IN_USE.finding(message, node=entry.node)
        elif entry.phone.kind is NumberKind.FORMER_LANDLINE and area is not None:
            yield from _replaced(entry, area, subject)


def landline_does_not_read_as_mobile(subject: NumberSubject) -> Iterator[Finding]:
    """What is a mobile number today is not meant as a landline's number of before 2017."""
    for entry in subject.each:
        once = entry.phone.once
        if once is None or once.change is None or subject.as_of <= once.change.last:
            continue
        if _looks_like_landline(entry, once, subject):
            right = group_digits(entry.phone.instead or "")
            yield LANDLINE_IS_NO_MOBILE.finding(
                Text(
                    f"{entry.name.vi} giống số cố định {once.province} trước 2017 (mã cũ {once.former}), nay là "
                    f"{right}; số như đã ghi là di động của người khác.",
                    f"{entry.name.en} looks like a landline of {once.province} before 2017 (code {once.former}), "
                    f"now {right}; as it is written it is somebody's mobile number.",
                ),
                Text(
                    "Là số cố định thì ghi với mã vùng mới; gọi thử trước khi in.",
                    "If it is a landline, write it with its new area code; call it before printing.",
                ),
                node=entry.node,
            ).with_guess(entry.meant(right))


def area_code_matches_province(subject: NumberSubject) -> Iterator[Finding]:
    """Landlines are those of the issuer's province, as provinces were on the day."""
    for entry in (entry for entries in subject.editions for entry in entries):
        area, province = entry.phone.area, entry.province
        if area is None or province is None or entry.phone.fault is not None:
            continue
        if area.serves(_todays(province, subject), subject.as_of) is False and not _is_elsewhere(entry, area):
            place = area.province if subject.as_of < MERGER else area.today
            yield CODE_MATCHES_PROVINCE.finding(
                Text(
                    f"{entry.name.vi}: mã {area.code} là của {place}, không phải của {quote(province)}.",
                    f"{entry.name.en}: the code {area.code} is that of {place}, not of {quote(province)}.",
                ),
                node=entry.node,
            )


def area_code_stays(subject: NumberSubject) -> Iterator[Finding]:
    """No code is one that a merged province plans to give up."""
    for entry in subject.each if subject.as_of >= MERGER else ():
        area = entry.phone.area
        if entry.phone.kind is NumberKind.LANDLINE and area is not None and area.planned is not None:
            yield CODE_STAYS.finding(
                Text(
                    f"{entry.name.vi} gọi được, nhưng mã {area.code} dự kiến đổi thành {area.planned.code}.",
                    f"{entry.name.en} works, but the code {area.code} is planned to become {area.planned.code}.",
                ),
                node=entry.node,
            )


def police_line_is_in_a_police_range(subject: NumberSubject) -> Iterator[Finding]:
    """Numbers of 069 are of a range that is the police's alone."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.FORCES and entry.phone.fault is None and not entry.role.is_elsewhere:
            start = entry.phone.national[:4]
            yield LINE_IS_THE_POLICES.finding(
                Text(
                    f"{entry.name.vi}: dải {start} dùng chung với lực lượng khác, không riêng Công an.",
                    f"{entry.name.en}: the range {start} is shared with other forces, not the police's alone.",
                ),
                node=entry.node,
            )


def police_line_is_of_its_region(subject: NumberSubject) -> Iterator[Finding]:
    """Police lines are of the office's part of the country, where it surely lies in the north or the south."""
    for entry in (entry for entries in subject.editions for entry in entries):
        region = entry.phone.region
        if region is None or entry.phone.fault is not None or _is_of_another_region(entry):
            continue
        home = province_of(subject.places, entry.province) if entry.province else None
        own = _region_of(home) if home is not None else None
        if home is not None and own is not None and own is not region:
            there, here = _REGIONS[region], _REGIONS[own]
            yield LINE_IS_OF_ITS_REGION.finding(
                Text(
                    f"{entry.name.vi} là đường dây Công an {there.vi}; {home.name} ở {here.vi}.",
                    f"{entry.name.en} is a police line of {there.en}; {home.name} is in {here.en}.",
                ),
                node=entry.node,
            )


def _replaced(entry: EditionNumber, area: Area, subject: NumberSubject) -> Iterator[Finding]:
    change = area.change
    if change is None or subject.as_of < change.first:
        return
    last = f"{change.last.day}-{change.last.month}-{change.last.year}"
    right = group_digits(entry.phone.instead or "")
    yield CODE_IS_IN_USE.finding(
        Text(
            f"{entry.name.vi}: mã vùng {area.former} của {area.province} hết dùng sau {last}; nay là {right}.",
            f"{entry.name.en}: the code {area.former} of {area.province} ended on {last}; it is {right} now.",
        ),
        Text("Ghi số mới và gọi thử trước khi in.", "Write the new number, and call it before printing."),
        node=entry.node,
        severity=Severity.WARNING if subject.as_of <= change.last else Severity.ERROR,
    ).with_guess(entry.meant(right))


def _looks_like_landline(entry: EditionNumber, once: Area, subject: NumberSubject) -> bool:
    """Tell whether digits that are a mobile number's were more likely meant as a landline of former days.

    House rule: nobody parts a mobile number after two digits or puts three in brackets; parted after three, the
    place or the label must speak for a landline as well. Not parted, or parted as telephones part any digits that
    are pasted, both must; what had two digits for its code and is parted like a mobile number is taken for one.
    """
    if once.former is None or entry.phone.national[-once.digits] not in _ONCE_USUAL[once.digits]:
        return False
    parts, written = groups_at_home(entry.number.written), entry.number.written.lstrip()
    is_parted = len(parts) > 1 and parts[0] == once.former
    if is_parted and (len(once.former) == 2 or written.startswith("(")):
        return True
    province = entry.province
    is_local = province is not None and once.serves(province, subject.as_of) is True
    if is_parted:
        return is_local or (province is None and not entry.is_personal)
    is_office = entry.role in (NumberRole.DUTY, NumberRole.HOTLINE)
    if len(parts) > 1 and len(once.former) == 2:
        return False
    return is_local and is_office and entry.phone.national[-once.digits] == "3"


def _todays(province: str, subject: NumberSubject) -> str:
    """Return a merged province's name of today: that it is written by its old one, others tell."""
    today = province_of(subject.places, province) if subject.as_of >= MERGER else None
    return today.name if today is not None else province


def _is_elsewhere(entry: EditionNumber, area: Area) -> bool:
    label = fold_name(entry.number.label).split("-")
    return entry.role.is_elsewhere or area.is_named_in(entry.number.label) or "bo" in label


def _region_of(province: Province) -> Region | None:
    code = int(province.code)
    return Region.NORTH if code in _NORTH else Region.SOUTH if code in _SOUTH else None


def _is_of_another_region(entry: EditionNumber) -> bool:
    return entry.role.is_elsewhere or not _NATIONAL.isdisjoint(fold_name(entry.number.label).split("-"))


CHECKS = (
    area_code_is_in_use,
    landline_does_not_read_as_mobile,
    area_code_matches_province,
    area_code_stays,
    police_line_is_in_a_police_range,
    police_line_is_of_its_region,
)
