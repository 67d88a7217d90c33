"""Area codes of landlines: which province each serves, what it was before 2017, what it is planned to become.

Codes old and new are those that libphonenumber's geocoding table for 84 lists side by side; phases and days follow
Decision 2036/QĐ-BTTTT of 21-11-2016, today's provinces Resolution 202/2025/QH15, and what is planned for codes of
merged provinces letter 2784/BKHCN-CVT of 2025. Knows nothing of jobs.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec import Struct

from keytag.text.text import fold_name

# Resolution 202/2025/QH15 with the Law 72/2025/QH15: 34 provinces from this day.
MERGER = date(2025, 7, 1)


class Change(Struct, frozen=True):
    """When a code came into use, and the last day on which the one before it could still be dialled."""

    first: date
    last: date


# Decision 2036/QĐ-BTTTT: three phases, each with a month in which both codes could be dialled.
_PHASES = {
    1: Change(date(2017, 2, 11), date(2017, 3, 13)),
    2: Change(date(2017, 4, 15), date(2017, 5, 14)),
    3: Change(date(2017, 6, 17), date(2017, 7, 16)),
}


class Area(Struct, frozen=True):
    """One area code, with its zero. ``province`` had it before the mergers of 2025, ``today`` has it now."""

    code: str
    former: str | None
    phase: int
    province: str
    today: str

    @property
    def digits(self) -> int:
        """How many digits a subscriber's number has."""
        # Circular 22/2014/TT-BTTTT: eight in Hà Nội and Thành phố Hồ Chí Minh, seven elsewhere.
        return 11 - len(self.code)

    @property
    def change(self) -> Change | None:
        """When the code took its predecessor's place; None where it has always been."""
        return _PHASES.get(self.phase)

    @property
    def planned(self) -> Area | None:
        """The area whose code this one is planned to take: that of the merged province's own name."""
        # Letter 2784/BKHCN-CVT: merged provinces use all codes in parallel for now, later the one of their name.
        found = _by_province().get(fold_name(self.today))
        return found if found is not None and found is not self else None

    def serves(self, province: str, day: date) -> bool | None:
        """Tell whether the code is right for ``province`` on ``day``; None where that is no province's name."""
        key = _key(province)
        if key not in _known():
            return None
        # After the merger an old name is the business of the checks of offices.
        names = (self.province,) if day < MERGER else (self.province, self.today)
        return key in {_key(name) for name in names}

    def is_named_in(self, text: str) -> bool:
        """Tell whether ``text`` names the province, by its old name or its new."""
        key = fold_name(text).replace("-", "")
        return any(_key(name) in key for name in (self.province, self.today))


def area_of(number: str) -> Area | None:
    """Return the area of a number dialled at home (``02693000113``), by its first digits alone."""
    codes = _by_code()
    return codes.get(number[:3]) or codes.get(number[:4])


def former_area_of(number: str) -> Area | None:
    """Return the area in which ``number`` was a whole landline number before 2017, code and all, else None."""
    for size in (2, 3, 4):
        area = _by_former().get(number[:size])
        if area is not None and len(number) == size + area.digits and number[size : size + 1] not in ("0", "1"):
            return area
    return None


def with_todays_code(number: str, area: Area) -> str:
    """Return a landline's number of before 2017 with today's code."""
    return area.code + number[-area.digits :]


@cache
def _key(province: str) -> str:
    """Return a province's name without marks, blanks and title, one for all its spellings."""
    key = fold_name(province)
    for title in ("tinh-", "thanh-pho-", "tp-"):
        key = key.removeprefix(title)
    key = key.replace("-", "")
    return _SPELLINGS.get(key, key)


# Names that the same province goes by. Huế took this name on 1-1-2025 (Resolution 175/2024/QH15).
_SPELLINGS = {
    "tphcm": "hochiminh",
    "hcm": "hochiminh",
    "tphochiminh": "hochiminh",
    "saigon": "hochiminh",
    "thuathienhue": "hue",
    "brvt": "bariavungtau",
    "vungtau": "bariavungtau",
    "baccan": "backan",
    "daclac": "daklak",
    "dacnong": "daknong",
}


@cache
def _by_code() -> dict[str, Area]:
    return {area.code: area for area in AREAS}


@cache
def _by_former() -> dict[str, Area]:
    return {area.former: area for area in AREAS if area.former is not None}


@cache
def _by_province() -> dict[str, Area]:
    return {fold_name(area.province): area for area in AREAS}


@cache
def _known() -> frozenset[str]:
    return frozenset(_key(name) for area in AREAS for name in (area.province, area.today))


def _area(code: int, former: int | None, phase: int, province: str, today: str = "") -> Area:
    return Area(f"0{code}", f"0{former}" if former else None, phase, province, today or province)


AREAS = (
    _area(203, 33, 2, "Quảng Ninh"),
    _area(204, 240, 2, "Bắc Giang", "Bắc Ninh"),
    _area(205, 25, 2, "Lạng Sơn"),
    _area(206, 26, 2, "Cao Bằng"),
    _area(207, 27, 2, "Tuyên Quang"),
    _area(208, 280, 2, "Thái Nguyên"),
    _area(209, 281, 2, "Bắc Kạn", "Thái Nguyên"),
    _area(210, None, 0, "Phú Thọ"),
    _area(211, None, 0, "Vĩnh Phúc", "Phú Thọ"),
    _area(212, 22, 1, "Sơn La"),
    _area(213, 231, 1, "Lai Châu"),
    _area(214, 20, 1, "Lào Cai"),
    _area(215, 230, 1, "Điện Biên"),
    _area(216, 29, 1, "Yên Bái", "Lào Cai"),
    _area(218, None, 0, "Hòa Bình", "Phú Thọ"),
    _area(219, None, 0, "Hà Giang", "Tuyên Quang"),
    _area(220, 320, 2, "Hải Dương", "Hải Phòng"),
    _area(221, 321, 2, "Hưng Yên"),
    _area(222, 241, 2, "Bắc Ninh"),
    _area(225, 31, 2, "Hải Phòng"),
    _area(226, 351, 2, "Hà Nam", "Ninh Bình"),
    _area(227, 36, 2, "Thái Bình", "Hưng Yên"),
    _area(228, 350, 2, "Nam Định", "Ninh Bình"),
    _area(229, 30, 2, "Ninh Bình"),
    _area(232, 52, 1, "Quảng Bình", "Quảng Trị"),
    _area(233, 53, 1, "Quảng Trị"),
    _area(234, 54, 1, "Thừa Thiên Huế", "Huế"),
    _area(235, 510, 1, "Quảng Nam", "Đà Nẵng"),
    _area(236, 511, 1, "Đà Nẵng"),
    _area(237, 37, 1, "Thanh Hóa"),
    _area(238, 38, 1, "Nghệ An"),
    _area(239, 39, 1, "Hà Tĩnh"),
    _area(24, 4, 3, "Hà Nội"),
    _area(251, 61, 3, "Đồng Nai"),
    _area(252, 62, 3, "Bình Thuận", "Lâm Đồng"),
    _area(254, 64, 3, "Bà Rịa - Vũng Tàu", "TP. Hồ Chí Minh"),
    _area(255, 55, 3, "Quảng Ngãi"),
    _area(256, 56, 3, "Bình Định", "Gia Lai"),
    _area(257, 57, 3, "Phú Yên", "Đắk Lắk"),
    _area(258, 58, 3, "Khánh Hòa"),
    _area(259, 68, 3, "Ninh Thuận", "Khánh Hòa"),
    _area(260, 60, 3, "Kon Tum", "Quảng Ngãi"),
    _area(261, 501, 3, "Đắk Nông", "Lâm Đồng"),
    _area(262, 500, 3, "Đắk Lắk"),
    _area(263, 63, 3, "Lâm Đồng"),
    _area(269, 59, 3, "Gia Lai"),
    _area(270, 70, 3, "Vĩnh Long"),
    _area(271, 651, 3, "Bình Phước", "Đồng Nai"),
    _area(272, 72, 3, "Long An", "Tây Ninh"),
    _area(273, 73, 3, "Tiền Giang", "Đồng Tháp"),
    _area(274, 650, 3, "Bình Dương", "TP. Hồ Chí Minh"),
    _area(275, 75, 3, "Bến Tre", "Vĩnh Long"),
    _area(276, 66, 3, "Tây Ninh"),
    _area(277, 67, 3, "Đồng Tháp"),
    _area(28, 8, 3, "TP. Hồ Chí Minh"),
    _area(290, 780, 2, "Cà Mau"),
    _area(291, 781, 2, "Bạc Liêu", "Cà Mau"),
    _area(292, 710, 2, "Cần Thơ"),
    _area(293, 711, 2, "Hậu Giang", "Cần Thơ"),
    _area(294, 74, 2, "Trà Vinh", "Vĩnh Long"),
    _area(296, 76, 2, "An Giang"),
    _area(297, 77, 2, "Kiên Giang", "An Giang"),
    _area(299, 79, 2, "Sóc Trăng", "Cần Thơ"),
)
"""All 63 codes, by their digits."""
