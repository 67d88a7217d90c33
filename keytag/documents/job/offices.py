"""The police office that a line names, however it is shortened, written out: CAX Ia Băng is Công an xã Ia Băng.

Pure but for the table of places, which decides what a short form leaves open ("P." is a ward or a department,
"TT." a township or a centre) and what kind of place a name without one is. What it cannot read for sure it leaves
to the checks, which tell of it; it never judges whether there is such an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from keytag.text.pattern import pattern
from keytag.vietnam.places import (
    NO_DISTRICT_POLICE_SINCE,
    TWO_TIERS_SINCE,
    Likeness,
    OldUnit,
    PlacesTable,
    Province,
    Unit,
    UnitKind,
    compose_name,
    lacks_marks,
    likeness,
    name_key,
    own_table,
    province_of,
    read_places,
    split_province,
)

_OFFICE = "Công an"
_ABOVE = frozenset({UnitKind.PROVINCE, UnitKind.CITY, UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN})
_DISTRICTS = _ABOVE - {UnitKind.PROVINCE}
_SHORT = {
    "x": UnitKind.COMMUNE,
    "p": UnitKind.WARD,
    "ph": UnitKind.WARD,
    "phg": UnitKind.WARD,
    # In the south phường 5 is written F.5.
    "f": UnitKind.WARD,
    "tt": UnitKind.TOWNSHIP,
    "ttr": UnitKind.TOWNSHIP,
    "ttrấn": UnitKind.TOWNSHIP,
    "thtrấn": UnitKind.TOWNSHIP,
    "đk": UnitKind.ZONE,
    "dk": UnitKind.ZONE,
    "h": UnitKind.DISTRICT,
    "q": UnitKind.URBAN_DISTRICT,
    "tx": UnitKind.TOWN,
    "tp": UnitKind.CITY,
    "t": UnitKind.PROVINCE,
}
_BY_KEY = {name_key(kind): kind for kind in UnitKind}
_FULL = r"xã|phường|thị\ trấn|đặc\ khu|huyện|quận|thị\ xã|thành\ phố|tỉnh"
_FULL_BARE = r"xa|phuong|thi\ tran|dac\ khu|huyen|quan|thi\ xa|thanh\ pho|tinh"
_LETTERS = (
    r"t\.?\ ?trấn|th\.?\ ?trấn|t\.?\ ?t|đ\.?\ ?k|d\.?\ ?k|t\.?\ ?x|t\.?\ ?p|ttr|phg|ph|x|p|f|h|q"
    r"|t(?!\.\ ?[txp][\s.])"
)
# Words that begin like a kind of place but name none: xã đội, huyện đoàn, tỉnh ủy, quận nhà. In small letters.
_NO_PLACE = r"(?-i:hội|đội|ủy|uỷ|lộ|viên|đoàn|trưởng|ta|nhà|này)(?!\w)"
# STT kept in the cell, and the signs of lists: "1. Xã Glar", "- Xã Glar".
_NUMBERED = pattern(r"(?:[0-9]{1,3}\s*[.)/-]\s*|[-–—+*•]\s*){1,3}(?=\D)")
_POLICE = pattern(
    r"(?P<lead>(?:đồn|trạm|ban|ban chỉ huy|trụ sở) )?"
    r"(?:(?P<whole>c[ôo]ng ?an)(?!\w)|(?P<short>c ?\. ?a(?!\w)|ca))",
    re.IGNORECASE,
)
_KIND = pattern(rf"(?P<kind>{_FULL})(?:\s*[:.]\s*|\s+(?!{_NO_PLACE})|(?=\d)|$)", re.IGNORECASE | re.VERBOSE)
# "xã đoàn kết" typed all in small letters may be xã Đoàn Kết.
_KIND_SMALL = pattern(rf"(?P<kind>{_FULL})\s+", re.VERBOSE)
_KIND_BARE = pattern(rf"(?P<kind>{_FULL_BARE})(?:\s*[:.]\s*|\s+|(?=\d)|$)", re.IGNORECASE | re.VERBOSE)
_DOTTED = pattern(rf"(?P<kind>{_LETTERS})\s*\.\s*(?=\w|$)", re.IGNORECASE | re.VERBOSE)
_SPACED = pattern(rf"(?P<kind>{_LETTERS})(?:\s+(?=\w)|(?=\d)|$)", re.IGNORECASE | re.VERBOSE)
# CAX, CAP, CATT: the kind is written in one with the police. Behind it a sign, a blank or nothing.
_JOINED = pattern(
    r"(?P<kind>x|p|tt|đk|dk|tx|tp|h|q|t)(?:\s*[.\-/:]\s*|\s+|(?=\d)|(?<=p)(?=hcm\b)|$)", re.IGNORECASE
)
# "Công an viên thôn 3" is a person, "Công an nhân dân" the whole force; a hamlet has no office.
_NO_OFFICE = pattern(
    r"(?:viên|nhân dân|quân sự|thôn|ấp|tổ|khu(?! công nghiệp| kinh tế| du lịch)|khóm|xóm|buôn|làng|bản)"
    r"(?=[\s\d]|$)",
    re.IGNORECASE,
)
# A heading in two tiers: "CÔNG AN TỈNH GIA LAI – CA P. AN KHÊ".
_TIERS = pattern(r"(\s[-–—&+]\s)(?=c[ôo]ng\ ?an(?!\w)|ca|c\.\s?a)", re.IGNORECASE)
_BETWEEN = pattern(r"[\s.\-/:]*")
# Phòng and trung tâm of the police, which "P." and "TT." stand for as well.
_DEPARTMENT = pattern(
    r"(?:phòng|đội|tổ công tác|văn phòng|trung tâm|cục|trại|nhà tạm giữ|trung đoàn|tiểu đoàn|kho|bệnh viện|trường"
    r"|cảnh sát|cs\w{0,3}|an ninh|an ?đt|hậu cần|tham mưu|tổ chức|tài chính|nghiệp vụ|hồ sơ|quản lý|qlhc|xnc"
    r"|xuất nhập cảnh|kỹ thuật|viễn thông|xây dựng|công tác|chính trị|thanh tra|pháp chế|thông tin|chỉ huy"
    r"|huấn luyện|dạy nghề|hành chính|thương mại|y tế|văn hóa|văn hoá|p[acvcxkh]\d{2}|pc\d|ttchqs)(?!\w)",
    re.IGNORECASE,
)
# Below the commune, and what is no place: such editions are of the job's own office.
_HAMLET = pattern(
    r"(?:thôn|ấp|tổ|khu|kp|tdp|buôn|bon|bản|làng|plei|plây|xóm|khóm|khối|cụm|nhóm|liên gia|chung cư|tòa|toà|phố"
    r"|đường|kdc|kđt|ktt|thon|ap|to|buon|ban|lang|xom|khom|khoi|cum|nhom|hamlet|group|zone|village)(?=[\s.:\d-]|$)",
    re.IGNORECASE,
)
# Of these, what surely lies in a commune or ward: a "nhóm" or a "cụm" may be anybody's.
_IN_A_UNIT = pattern(
    r"(?:thôn|ấp|buôn|bon|bản|làng|plei|plây|xóm|khóm|tổ dân phố|tdp|khu phố|kp|tổ(?=\s*\d)|thon"
    r"|ap|buon|lang|xom|khom)(?=[\s.:\d-])",
    re.IGNORECASE,
)
_DESIGN = pattern(
    r"(?:mẫu|kiểu|loại|màu|đợt|bản in|phiên bản|tiếng|mặt|hộ|người|cán bộ|học sinh|doanh nghiệp|cơ quan|trường|chợ"
    r"|công ty|edition|design|version|sample|tag)(?!\w)",
    re.IGNORECASE,
)
_STRIP = " .,;:-–—\"'“”‘’"  # noqa: RUF001 - as texts have them
# House rule: from this part on the names of a list are those of communes; fewer may be hamlets called so as well.
_MOST = 0.8
# House rule: the longest line that is an office; longer ones are prose.
_LONGEST = 200


class Scope(Struct, frozen=True):
    """By what a name is known: the day, and the places that the job's own office and province speak of.

    ``is_above`` tells that the office is a district's or a province's: then editions may be its communes.
    """

    day: date
    province: Province | None = None
    district: str | None = None
    is_above: bool = False
    lists_units: bool = False
    """Whether the job's names without a kind are those of communes and wards."""
    places: PlacesTable = field(default_factory=own_table)
    """The table of places that the job is judged by; what a line is like is told by keytag's own."""


def scope_of(
    issuer: str,
    province: str | None,
    day: date,
    names: Sequence[str] = (),
    places: PlacesTable | None = None,
) -> Scope:
    """Return by what the ``names`` of the editions of the office ``issuer`` are to be known.

    ``places`` is the table that the job is judged by; without one, keytag's own.
    """
    known_places = places or own_table()
    reading = read_places(write_out_office(issuer, day))
    kinds = [place for place in reading.places if place.name]
    own = province or next((p.name for p in kinds if p.kind in {UnitKind.PROVINCE, UnitKind.CITY}), None)
    own = own or next((part for part in reading.rest if province_of(own_table(), _without_police(part))), None)
    home = _province(own)
    district = next((p.full for p in kinds if p.kind in _DISTRICTS and _province(p.name) is None), None)
    is_unit = any(place.kind.is_unit for place in kinds)
    is_above = not is_unit and (
        any(place.kind in _ABOVE for place in kinds)
        or any(province_of(own_table(), _without_police(part)) is not None for part in reading.rest)
        # "Công an huyện" alone, beside nothing else.
        or any(place.kind in _ABOVE for place in reading.places)
    )
    scope = Scope(day, home, district, is_above, places=known_places)
    bare_names = [name for name in names if is_bare_name(name)]
    known = sum(unit_kind(name, scope) is not None for name in bare_names)
    return replace(scope, lists_units=bool(known) and known >= _MOST * len(bare_names))


def write_out_office(text: str, day: date) -> str:
    """Return an office's name without short forms for the police and for its kind of place; any other as it is.

    For names of offices that somebody gave as such: nothing is added to them, what is misspelt stays to be told.
    """
    line = compose_name(text)
    if len(line) > _LONGEST:
        return text
    parts = _TIERS.split(line)
    said = [_part_written_out(part, day) if index % 2 == 0 else part for index, part in enumerate(parts)]
    if said == parts:
        return text
    whole = "".join(said)
    return whole.upper() if len(parts) > 1 and line.isupper() else whole


def province_in(office: str) -> Province | None:
    """Return the province whose own police ``office`` is; None for any other office."""
    places = read_places(office).places
    is_its = bool(places) and places[0].kind in {UnitKind.PROVINCE, UnitKind.CITY} and places[0].police
    return _province(places[0].name) if is_its else None


def _part_written_out(line: str, day: date) -> str:
    found = _police(line, Scope(day, is_above=True))
    police = _POLICE.match(line)
    if found is None or police is None or (police["whole"] and not _is_short(line[police.end() :])):
        return line
    lead, kind, name = found
    return _office(line, lead, kind, name, Scope(day)) if name or kind else line


def _is_short(after: str) -> bool:
    """Tell whether what follows the police begins with a kind in short: "Công an P. An Khê"."""
    line = after.lstrip(" .-/:")
    return not (_KIND.match(line) or _KIND_BARE.match(line)) and bool(_DOTTED.match(line) or _SPACED.match(line))


def office_of(name: str, scope: Scope, unit: Unit | None = None) -> str | None:
    """Return the office that an edition called ``name`` has by its name; None where that tells of none.

    ``unit`` is the one whose code stands with the edition. A hamlet has no office, nor has a kind without a name:
    "Công an xã" is said of the job's own.
    """
    line = _unnumbered(name)
    if not line or len(line) > _LONGEST:
        return None
    found = _police(line, scope)
    if found is not None:
        lead, kind, rest = found
        if not rest:
            return None
        # A post, "Đồn Công an Ia Nan", is no commune's office.
        kind = kind if lead or kind else _kind_by(rest, scope, unit) or _kind_of_office(rest, scope)
        return _office(line, lead, kind, rest, scope)
    if _HAMLET.match(line) is not None and not (scope.is_above and _is_unit(line)):
        return None
    kind, rest = _kinded(line, scope)
    if kind is None and (is_bare_name(line) or _is_unit(line)):
        kind, rest = _kind_by(line, scope, unit), line
    return _office(line, "", kind, rest, scope) if kind is not None and rest else None


def is_bare_name(text: str) -> bool:
    """Tell whether a name is a place's without the word for its kind: neither hamlet, department nor design."""
    line = compose_name(text).strip(_STRIP)
    if not line or len(line) > _LONGEST or not any(map(str.isalpha, line)):
        return False
    if _POLICE.match(line) and _police(line, Scope(TWO_TIERS_SINCE, is_above=True)) is not None:
        return False
    if _KIND.match(line) or _DOTTED.match(line):
        return False
    # Chợ Mới, Trường Sơn, An Ninh are communes.
    return not (_DEPARTMENT.match(line) or _DESIGN.match(line) or _HAMLET.match(line)) or _is_unit(line)


def proper_name(text: str) -> str:
    """Return the name itself: without the police, the word for its kind and what is said behind it."""
    line = _unnumbered(text)
    scope = Scope(TWO_TIERS_SINCE, is_above=True)
    found = _police(line, scope)
    name = found[2] if found is not None else _kinded(line, scope)[1]
    return _head(name)


def is_open(text: str) -> bool:
    """Tell whether a name begins with a short form (P., X., TT.) before what is no unit's: it may be anything."""
    line = _unnumbered(text)
    match = _DOTTED.match(line) or _SPACED.match(line)
    return match is not None and not _KIND.match(line) and not _is_unit(line[match.end() :])


def lacks_its_kind(office: str) -> bool:
    """Tell whether an office is written out without the word for what its place is: Công an Đak Đoa."""
    rest = office.removeprefix(f"{_OFFICE} ") if office.startswith(f"{_OFFICE} ") else ""
    return bool(rest) and rest[0].isupper()


def names_the_police(text: str) -> bool:
    """Tell whether a line names an office of the police itself, in short or in full."""
    return _police(_unnumbered(text), Scope(TWO_TIERS_SINCE, is_above=True)) is not None


def names_a_place(text: str) -> bool:
    """Tell whether a cell names an office or a unit, not a person or a number: CA xã Glar, X. Glar, Glar."""
    line = _unnumbered(text)
    scope = Scope(TWO_TIERS_SINCE, is_above=True)
    return len(line) <= _LONGEST and (
        _police(line, scope) is not None or _kinded(line, scope)[0] is not None or _is_unit(line)
    )


def is_unit_code(code: str) -> bool:
    """Tell whether there is a unit of that code, the zeros in front perhaps lost."""
    # Decision 19/2025/QĐ-TTg, annex: codes of communes have five digits.
    return unit_of(code.zfill(5)) is not None


def unit_of(code: str | None, places: PlacesTable | None = None) -> Unit | None:
    """Return the unit of a code; none where there is none, which is for checks to tell."""
    try:
        return (places or own_table()).unit(code) if code is not None else None
    except KeyError:
        return None


def is_hamlet(text: str) -> bool:
    """Tell whether a name is that of a hamlet, a group, a block: what has no office of its own."""
    line = compose_name(text).strip(_STRIP)
    return _HAMLET.match(line) is not None and not _is_unit(line)


def is_in_a_unit(text: str) -> bool:
    """Tell whether a name is that of a hamlet or a group of a commune or ward, whose office it has."""
    line = compose_name(text).strip(_STRIP)
    return _IN_A_UNIT.match(line) is not None and not _is_unit(line)


def is_design(text: str) -> bool:
    """Tell whether a name is that of a design or of those who get it, not of a place."""
    line = compose_name(text).strip(_STRIP)
    return _DESIGN.match(line) is not None and not _is_unit(line)


def unit_kinds(name: str, scope: Scope) -> frozenset[UnitKind]:
    """Return the kinds of the units that ``name`` can be, by the table of places: today's before former ones."""
    head, home = split_province(scope.places, _head(name))
    home = home or scope.province
    today: list[Unit] = []
    if scope.day >= TWO_TIERS_SINCE:
        today = _alike(head, [u for u in scope.places.units(head) if home in {None, u.province}])
    if today:
        return frozenset(unit.kind_on(scope.day) for unit in today)
    former = _alike(head, [u for u in scope.places.old_units(head) if home in {None, u.province.successor}])
    near = [
        unit
        for unit in former
        if scope.district is not None and name_key(unit.district) == name_key(scope.district)
    ]
    return frozenset(unit.kind for unit in near or former)


def unit_kind(name: str, scope: Scope) -> UnitKind | None:
    """Return the kind of the unit ``name`` where there can be no other in the province."""
    kinds = unit_kinds(name, scope) if scope.province is not None else frozenset()
    return next(iter(kinds)) if len(kinds) == 1 else None


def _kind_by(name: str, scope: Scope, unit: Unit | None) -> UnitKind | None:
    """Return the kind of a name that says none: by the unit's code, else by the table in a list of units."""
    if unit is not None and likeness_of(name, unit.name) is not Likeness.OTHER:
        return unit.kind_on(scope.day)
    return unit_kind(name, scope) if scope.is_above and scope.lists_units else None


def _kind_of_office(name: str, scope: Scope) -> UnitKind | None:
    """Return the kind of what surely is an office's place, unless a district of that name had one as well."""
    had_districts = scope.day < NO_DISTRICT_POLICE_SINCE
    if had_districts and any(scope.places.has_district(kind, _head(name)) for kind in _DISTRICTS):
        return None
    return unit_kind(name, scope)


def likeness_of(written: str, official: str) -> Likeness:
    """Return how ``written`` relates to ``official``, which may be another name altogether."""
    head = _head(written)
    return likeness(head, official) if name_key(head) == name_key(official) else Likeness.OTHER


def _police(line: str, scope: Scope) -> tuple[str, UnitKind | None, str] | None:
    """Return what stands before the police, the kind and name of its place; None where ``line`` names none."""
    match = _POLICE.match(line)
    if match is None:
        return None
    lead, rest = (match["lead"] or "").strip(), line[match.end() :]
    between = _BETWEEN.match(rest)
    after = rest[between.end() :] if between is not None else rest
    is_parted = after != rest or not rest
    kind, name = _kinded(after, scope, is_police=True)
    if match["whole"]:
        is_none = kind is None and _NO_OFFICE.match(name) is not None and not _is_unit(name)
        return None if is_none else (lead, kind, name)
    joined = _JOINED.match(rest) if match["short"].isalpha() else None
    if joined is not None and not _is_unit(line):
        return lead, _SHORT[joined["kind"].lower()], rest[joined.end() :].strip(_STRIP)
    if kind is not None and (is_parted or after == rest != name):
        return (lead, kind, name) if is_parted or not _SPACED.match(after) else None
    # Ca Thành is a commune: alone only "CA" and "C.A." are the police.
    is_police = (
        is_parted and bool(rest) and (match["short"] == "CA" or "." in match["short"]) and not _is_unit(line)
    )
    return (lead, None, name) if is_police else None


def _kinded(line: str, scope: Scope, *, is_police: bool = False) -> tuple[UnitKind | None, str]:
    """Return the kind at the head of ``line`` and the name behind it; no kind where none can be told."""
    return (
        _kind_in_full(line, scope, is_police=is_police)
        or _kind_in_short(line, scope, is_police=is_police)
        or (None, line)
    )


def _kind_in_full(line: str, scope: Scope, *, is_police: bool) -> tuple[UnitKind | None, str] | None:
    match = _KIND.match(line)
    is_bare_kind = match is None and (is_police or lacks_marks(line))
    match = match or (_KIND_BARE.match(line) if is_bare_kind else None)
    if match is None:
        match = _KIND_SMALL.match(line) if line.islower() else None
        if match is None or not _is_of(_BY_KEY[name_key(match["kind"])], line[match.end() :], scope):
            return None
    name = line[match.end() :].strip(_STRIP)
    # Phường Đúc was a ward's whole name, Xa Dung is a commune's.
    is_either = is_bare_kind and match["kind"][0].isupper() and bool(unit_kinds(line, scope))
    if _is_unit(line) and (is_either or not (is_police or _is_unit(name))):
        return None, line
    return _BY_KEY[name_key(match["kind"])], name


def _kind_in_short(line: str, scope: Scope, *, is_police: bool) -> tuple[UnitKind | None, str] | None:
    match = _DOTTED.match(line)
    is_dotted = match is not None
    match = match or _SPACED.match(line)
    if match is None:
        return None
    name, kind = line[match.end() :].strip(_STRIP), _SHORT[_letters(match["kind"])]
    if is_dotted or is_police:
        is_meant = _is_meant(kind, name, scope, is_police=is_police)
    else:
        # Without a dot a letter may begin the name itself.
        is_capital = match["kind"].isupper() or line.islower()
        is_meant = is_capital and bool(name) and _is_of(kind, name, scope) and not _is_unit(line)
    return (kind, name) if is_meant else None


def _is_meant(kind: UnitKind, name: str, scope: Scope, *, is_police: bool) -> bool:
    """Tell whether a short form that may stand for something else stands for ``kind`` before ``name``."""
    if not name:
        return is_police
    if _is_of(kind, name, scope):
        return True
    if kind is UnitKind.PROVINCE or _DEPARTMENT.match(name):
        return False
    number = re.match(r"\d+", name)
    if number is not None:
        # X. 3 is a xóm, P. 101 a room.
        return kind in {UnitKind.WARD, UnitKind.URBAN_DISTRICT} and len(number[0]) <= 2 and scope.is_above
    # TT. was a township; since there are none, what was none either is a centre.
    is_centre = kind is UnitKind.TOWNSHIP and scope.day >= TWO_TIERS_SINCE and not _is_unit(name)
    return is_police or (scope.is_above and not is_centre)


def _is_of(kind: UnitKind, name: str, scope: Scope) -> bool:
    """Tell whether there is or was a place of that kind and name, on whatever day."""
    head = _head(name)
    if kind is UnitKind.PROVINCE:
        return _province(head) is not None
    if not kind.is_unit:
        return scope.places.has_district(kind, head) or (kind is UnitKind.CITY and _province(head) is not None)
    if head.isdigit() and kind is UnitKind.WARD:
        return scope.is_above and len(head) <= 2
    head, _ = split_province(scope.places, head)
    today = _alike(
        head, [unit for unit in scope.places.units(head) if kind in {unit.kind, unit.kind_on(scope.day)}]
    )
    # In a commune's own job X. Đông is a xóm, unless there is such a commune.
    is_past = scope.is_above or scope.day < TWO_TIERS_SINCE
    former = [unit for unit in scope.places.old_units(head) if unit.kind is kind] if is_past else []
    return bool(today or _alike(head, former))


def _is_unit(name: str) -> bool:
    """Tell whether there is or was a unit called ``name``, its marks left out or not."""
    head = _head(name)
    return bool(head) and bool(_alike(head, own_table().units(head)) or _alike(head, own_table().old_units(head)))


def _alike(name: str, units: Sequence[Unit] | Sequence[OldUnit]) -> list:  # type: ignore[type-arg]
    return [unit for unit in units if likeness(name, unit.name) is not Likeness.OTHER]


def _province(name: str | None) -> Province | None:
    return province_of(own_table(), re.sub(r"^(?:tp|t)\s*\.\s*", "", name, flags=re.IGNORECASE)) if name else None


def _without_police(part: str) -> str:
    match = _POLICE.match(part)
    return part[match.end() :].strip(_STRIP) if match is not None else part


def _unnumbered(name: str) -> str:
    line = compose_name(name).strip()
    match = _NUMBERED.match(line)
    return (line[match.end() :] if match is not None else line).strip(_STRIP)


def _letters(short: str) -> str:
    return re.sub(r"[\s.]", "", short).lower()


def _head(name: str) -> str:
    """Return the name without what an address or a remark adds: a comma, a bracket."""
    match = re.search(r"\s*[,;(|/\n]", name)
    return (name[: match.start()] if match is not None else name).strip(_STRIP)


def _office(line: str, lead: str, kind: UnitKind | None, name: str, scope: Scope) -> str:
    """Return the office in full; all in capitals where the line is and nobody knows how the name is spelt."""
    head = _head(name)
    at = name.find(head)
    tail = _expanded(name[at + len(head) :].rstrip(" .,;:-–—"))
    right = _as_spelt(head, kind, scope)
    police = f"{lead.capitalize()} {_OFFICE}" if lead else _OFFICE
    said = " ".join(part for part in (police, kind, f"{right}{tail}") if part)
    return said.upper() if line.isupper() and right.isupper() and any(map(str.isalpha, right)) else said


def _as_spelt(name: str, kind: UnitKind | None, scope: Scope) -> str:
    """Return ``name`` as it was written, but for capitals and small letters where it has only one of them."""
    if kind is not None and not kind.is_unit:
        known = _province(name)
        if known is not None and (name.isupper() or name.islower()):
            return known.name
    if not (name.isupper() or name.islower()):
        return name
    for official in _spellings(name, kind, scope):
        if official:
            return _recased(name, official[0])
    return " ".join(word[0].upper() + word[1:] for word in name.split()) if name.islower() else name


def _recased(name: str, official: str) -> str:
    """Return ``name`` with the capitals of ``official``, its own signs kept: K'DANG is K'Dang."""
    letters = [letter for letter in official if letter.isalnum()]
    if len(letters) != sum(map(str.isalnum, name)):
        return official
    case = iter(letters)
    cased = (c if not c.isalnum() else c.upper() if next(case).isupper() else c.lower() for c in name)
    return "".join(cased)


def _spellings(name: str, kind: UnitKind | None, scope: Scope) -> Iterator[list[str]]:
    """Yield the official spellings of a name with its very marks: of its kind and province before any others."""
    today = [u for u in scope.places.units(name) if likeness(name, u.name) is Likeness.SAME]
    former = [u for u in scope.places.old_units(name) if likeness(name, u.name) is Likeness.SAME]
    home = scope.province
    yield [u.name for u in today if kind in {None, u.kind, u.kind_on(scope.day)} and home in {None, u.province}]
    yield [u.name for u in former if kind in {None, u.kind} and home in {None, u.province.successor}]
    yield [unit.name for unit in today]
    yield [unit.name for unit in former]


def _expanded(tail: str) -> str:
    """Return what follows the name, its short forms of kinds written out: ", H. Đak Đoa" is ", huyện Đak Đoa"."""
    return re.sub(
        r"(?<=[\s,(])(x|p|tt|h|q|tx|tp)\.\s*(?=[^\W\d])",
        lambda match: f"{_SHORT[match[1].lower()]} ",
        tail,
        flags=re.IGNORECASE,
    )
