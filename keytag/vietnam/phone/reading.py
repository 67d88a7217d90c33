"""What a number is: its kind, its area, how it is dialled, what is wrong with its digits, in words, too.

Judges by the numbering plan of Vietnam as a whole, the numbers of former days included; whether a day allows them
is for the checks to say. Answers to Circular 22/2014/TT-BTTTT and, where `keytag.vietnam.phone.areas` and this
module say nothing, to the tables of libphonenumber.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache

from msgspec import Struct

from keytag.text.text import Text
from keytag.vietnam.phone.areas import Area, area_of, former_area_of, with_todays_code
from keytag.vietnam.phone.metadata import LineType, is_possible_abroad, line_type
from keytag.vietnam.phone.written import COUNTRY, digits, group_digits, groups_at_home

# Ministry of Information and Communications, plan of 29-5-2018: from the first day on both numbers could be
# dialled, after the second only the new one.
NEW_PREFIXES, OLD_PREFIXES_END = date(2018, 9, 15), date(2018, 11, 14)
# The same plan: prefix by prefix; the last seven digits stay.
_PREFIXES = {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0162": "032",
    "0163": "033",
    "0164": "034",
    "0165": "035",
    "0166": "036",
    "0167": "037",
    "0168": "038",
    "0169": "039",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
# The plan of 2018 and the prefixes of ten digits that it left alone; others are asked of the library.
_MOBILES = frozenset(_PREFIXES.values()) | {"086", "088", *(f"09{digit}" for digit in "01234678")}
# libphonenumber: with what subscribers' numbers begin in Hà Nội and in Thành phố Hồ Chí Minh alike.
_CITY_LINES = "2345678"
# libphonenumber's pattern still takes 095, but its table of operators names none there: S-Fone's network closed.
_ABANDONED = "095"
# ITU-T E.164: 0 is the trunk prefix, and 11x are services: a landline called without its area code begins with
# neither.
_NO_SUBSCRIBER = ("0", "1")
# Numbering plan of Vietnam: services that the whole country reaches under the same three digits.
EMERGENCY = ("113", "114", "115")
RESCUE = "112"
CHILD_PROTECTION = "111"


class Region(Enum):
    """The part of the country that a police line serves."""

    NORTH = "north"
    SOUTH = "south"
    CENTRE = "centre"


# House rule, by the hotlines that the Ministry of Public Security and provinces' police publish: of the numbers
# that begin with 069 these are the police's; the other ranges are shared with other forces.
POLICE_LINES = {"0692": Region.NORTH, "0693": Region.SOUTH, "0694": Region.CENTRE}


class NumberKind(Enum):
    """What answers a number."""

    POLICE = "police"
    FORCES = "forces"
    EMERGENCY = "emergency"
    RESCUE = "rescue"
    SHORT = "short"
    MOBILE = "mobile"
    LANDLINE = "landline"
    FREE = "free"
    PREMIUM = "premium"
    SATELLITE = "satellite"
    OLD_MOBILE = "old-mobile"
    FORMER_LANDLINE = "former-landline"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class DigitFault(Enum):
    """What is wrong with a number's digits."""

    LENGTH = "length"
    NO_ZERO = "no-zero"
    NO_AREA = "no-area"
    AREA = "area"
    OPENING = "opening"
    PREFIX = "prefix"
    SUBSCRIBER = "subscriber"
    UNUSUAL = "unusual"


class PhoneNumber(Struct, frozen=True):
    """One number. ``national`` is what is dialled in Vietnam: digits alone, with a plus only where it is foreign.

    ``area`` is that of a landline, of today or of former days. ``once`` is the area in which a mobile number would
    have been a landline's before 2017. ``instead`` is the number that should stand there, where that is known;
    ``wanted`` how many digits there should be, where that is what is wrong.
    """

    written: str
    national: str
    kind: NumberKind
    area: Area | None = None
    once: Area | None = None
    fault: DigitFault | None = None
    instead: str | None = None
    wanted: int | None = None

    @property
    def display(self) -> str:
        """The number in the groups in which it is printed."""
        return group_digits(self.written)

    @property
    def tel(self) -> str:
        """Its URI (RFC 3966), as a link or a QR code dials it."""
        if self.national.startswith("0") and self.kind is not NumberKind.UNKNOWN:
            return f"tel:{COUNTRY}{self.national[1:]}"
        return f"tel:{self.national}"

    @property
    def region(self) -> Region | None:
        """The part of the country that it serves, where it is a police line (069)."""
        return POLICE_LINES.get(self.national[:4]) if self.kind is NumberKind.POLICE else None

    @property
    def living(self) -> str:
        """The digits under which it is reached today: another number where its prefix or its area code ended."""
        is_ended = self.kind in (NumberKind.OLD_MOBILE, NumberKind.FORMER_LANDLINE)
        return self.instead if is_ended and self.instead is not None else self.national


@cache
def read_number(text: str) -> PhoneNumber:
    """Return what ``text``, which has the form of a number, is."""
    home = _home(text)
    if home.startswith("+"):
        fault = None if is_possible_abroad(home) else DigitFault.LENGTH
        return PhoneNumber(text, home, NumberKind.FOREIGN, fault=fault)
    if home.startswith(("1800", "1900")):
        return _of_service(text, home)
    if home.startswith("069"):
        return _of_the_forces(text, home)
    if home.startswith("0"):
        return _of_today(text, home) or _of_former_days(text, home) or _wrong(text, home)
    # House rule: longer ones have lost their zero; the longest short numbers (hotlines of operators) have five.
    return _short(text, home) if len(home) <= 5 else _without_zero(text, home)


def _home(text: str) -> str:
    """Return what is dialled in Vietnam for ``text``."""
    number = digits(text)
    # ITU-T E.164: 00 is the international prefix; shorter numbers that begin so are mistyped.
    if text.lstrip(" (").startswith("+") or (number.startswith("00") and len(number) > 10):
        number = number.removeprefix("00")
        country = digits(COUNTRY)
        if not number.startswith(country):
            return f"+{number}"
        number = number.removeprefix(country)
        return number if number.startswith(("1800", "1900")) else f"0{number}"
    return number


def _of_service(text: str, home: str) -> PhoneNumber:
    kind = NumberKind.FREE if home.startswith("1800") else NumberKind.PREMIUM
    # Circular 22/2014/TT-BTTTT: four or six digits after 1800 and 1900; libphonenumber also takes five.
    faults = {8: None, 10: None, 9: DigitFault.UNUSUAL}
    return PhoneNumber(text, home, kind, fault=faults.get(len(home), DigitFault.LENGTH))


def _of_the_forces(text: str, home: str) -> PhoneNumber:
    # 069 and seven digits, as the Ministry of Public Security gives its hotlines (069.234.2593); libphonenumber's
    # five or six are those of former days.
    fault = None if len(home) == 10 else DigitFault.LENGTH
    kind = NumberKind.POLICE if home[:4] in POLICE_LINES else NumberKind.FORCES
    return PhoneNumber(text, home, kind, fault=fault, wanted=10 if fault else None)


def _short(text: str, home: str) -> PhoneNumber:
    kind = NumberKind.EMERGENCY if home in EMERGENCY else NumberKind.RESCUE if home == RESCUE else NumberKind.SHORT
    # House rule: of numbers with three digits only those known nationwide pass unasked.
    fault = (
        DigitFault.UNUSUAL if kind is NumberKind.SHORT and len(home) == 3 and home != CHILD_PROTECTION else None
    )
    return PhoneNumber(text, home, kind, fault=fault)


def _without_zero(text: str, home: str) -> PhoneNumber:
    """Judge digits that begin neither with a zero nor like a short number: which of the two lost digits is it."""
    abroad = digits(COUNTRY)
    for number in ([f"0{home.removeprefix(abroad)}"] if home.startswith(abroad) else []) + [f"0{home}"]:
        meant = read_number(number)
        if meant.fault is None and meant.kind is not NumberKind.UNKNOWN:
            return PhoneNumber(text, home, NumberKind.UNKNOWN, fault=DigitFault.NO_ZERO, instead=number)
    # Circular 22/2014/TT-BTTTT: subscribers' numbers have seven or eight digits.
    fault = DigitFault.NO_AREA if len(home) in (7, 8) else DigitFault.LENGTH
    return PhoneNumber(text, home, NumberKind.UNKNOWN, fault=fault)


def _of_today(text: str, home: str) -> PhoneNumber | None:
    line = _line(home)
    if line is LineType.LANDLINE:
        return PhoneNumber(text, home, NumberKind.LANDLINE, area_of(home))
    if line is LineType.MOBILE:
        once = former_area_of(home)
        return PhoneNumber(
            text, home, NumberKind.MOBILE, once=once, instead=with_todays_code(home, once) if once else None
        )
    return PhoneNumber(text, home, NumberKind.SATELLITE) if line is LineType.SATELLITE else None


def _line(home: str) -> LineType | None:
    # Numbering plan of Vietnam: eleven digits with the zero for landlines, ten for mobiles; since 2018 nothing
    # begins with 01, of which the library keeps some that were never telephones.
    if len(home) not in (10, 11) or home.startswith(("01", _ABANDONED)):
        return None
    area = area_of(home)
    if area is not None and home[len(area.code) :].startswith(_NO_SUBSCRIBER):
        return None
    if area is not None and len(home) == 11 and (area.digits == 7 or home[3] in _CITY_LINES):
        return LineType.LANDLINE
    if len(home) == 10 and home[:3] in _MOBILES:
        return LineType.MOBILE
    return line_type(home)


def _of_former_days(text: str, home: str) -> PhoneNumber | None:
    prefix = _PREFIXES.get(home[:4])
    if prefix is not None and len(home) == 11:
        return PhoneNumber(text, home, NumberKind.OLD_MOBILE, instead=prefix + home[4:])
    area = former_area_of(home)
    if area is None or area.former is None:
        return None
    first = groups_at_home(text)[0]
    # 0269 3000 11 has lost a digit; 026 3825 113 is complete, by the code that Cao Bằng had. House rule: digits
    # typed without a gap are taken for the latter where the subscriber's begin with 3, as nearly all then did.
    if len(first) == 4 > len(area.former) or (first == home and home[1] == "2" and home[-area.digits] != "3"):
        return None
    return PhoneNumber(text, home, NumberKind.FORMER_LANDLINE, area, instead=with_todays_code(home, area))


def _wrong(text: str, home: str) -> PhoneNumber:
    """Say what is wrong with digits that begin with a zero and are no number of any day."""
    lead, length = home[1:2], len(home)
    area = area_of(home)
    if lead == "2" and area is None:
        return PhoneNumber(text, home, NumberKind.UNKNOWN, fault=DigitFault.AREA)
    # Circular 22/2014/TT-BTTTT: landline numbers have eleven digits with their zero, mobile numbers ten.
    wanted = 11 if lead == "2" else 10
    if lead not in "235789" or not lead:
        return PhoneNumber(text, home, NumberKind.UNKNOWN, fault=DigitFault.OPENING)
    is_subscriber = area is None or not home[len(area.code) :].startswith(_NO_SUBSCRIBER)
    fault = (
        DigitFault.LENGTH if length != wanted else DigitFault.PREFIX if is_subscriber else DigitFault.SUBSCRIBER
    )
    return PhoneNumber(text, home, NumberKind.UNKNOWN, area, fault=fault, wanted=wanted)


_EMERGENCY = {
    "113": Text("Công an (khẩn cấp)", "police (emergency)"),
    "114": Text("chữa cháy, cứu nạn, cứu hộ", "fire brigade"),
    "115": Text("cấp cứu y tế", "ambulance"),
    CHILD_PROTECTION: Text("bảo vệ trẻ em", "child protection"),
}
_LINES = {
    Region.NORTH: Text("đường dây Công an, miền Bắc", "police line, north"),
    Region.SOUTH: Text("đường dây Công an, miền Nam", "police line, south"),
    Region.CENTRE: Text("đường dây Công an, miền Trung", "police line, centre"),
}
_NAMES = {
    NumberKind.FORCES: Text("069, dùng chung nhiều lực lượng", "069, shared by several forces"),
    NumberKind.RESCUE: Text("cứu nạn thiên tai", "disaster rescue"),
    NumberKind.SHORT: Text("số ngắn", "short number"),
    NumberKind.MOBILE: Text("di động", "mobile"),
    NumberKind.FREE: Text("gọi miễn phí", "free call"),
    NumberKind.PREMIUM: Text("tính cước cao", "premium rate"),
    NumberKind.SATELLITE: Text("vệ tinh VSAT", "satellite"),
    NumberKind.OLD_MOBILE: Text("di động 11 số cũ", "old mobile, 11 digits"),
    NumberKind.FOREIGN: Text("số nước ngoài", "foreign"),
    NumberKind.UNKNOWN: Text("không rõ", "unknown"),
}


def describe_number(number: PhoneNumber) -> Text:
    """Return what ``number`` is, in a few words: “cố định Gia Lai”, “di động”."""
    if number.national in _EMERGENCY:
        return _EMERGENCY[number.national]
    if number.region is not None:
        return _LINES[number.region]
    if number.area is None or number.kind is NumberKind.UNKNOWN:
        return _NAMES.get(number.kind, _NAMES[NumberKind.UNKNOWN])
    place = _place(number.area)
    if number.kind is NumberKind.FORMER_LANDLINE:
        return Text(f"cố định {place.vi}, mã vùng cũ", f"landline, {place.en}, former area code")
    return Text(f"cố định {place.vi}", f"landline, {place.en}")


def _place(area: Area) -> Text:
    if area.planned is None:
        return Text(area.today, area.today)
    return Text(f"{area.province} (nay là {area.today})", f"{area.province} (now {area.today})")
