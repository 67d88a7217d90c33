"""The places of Viet Nam: what is where today, what it was, and what became of what was.

A dated table of the 34 provinces and 3,321 wards, communes and special zones, and of the former units that went
into them; names matched as people write them. Pure but for the table, read once through `keytag.files.library`.
Must not know of jobs: what a name on a tag means for the tag is `keytag.checks.content`'s to say.
"""

from keytag.vietnam.places.lookup import PlaceAnswer, look_up, near, parted, province_of
from keytag.vietnam.places.model import (
    NO_DISTRICT_POLICE_SINCE,
    TWO_TIERS_SINCE,
    OldProvince,
    OldUnit,
    Province,
    Unit,
    UnitKind,
)
from keytag.vietnam.places.reading import Named, Reading, read
from keytag.vietnam.places.spelling import Likeness, composed, is_bare, key, likeness
from keytag.vietnam.places.standing import Standing, Verdict, is_called, is_written_alike, standing
from keytag.vietnam.places.table import Ended, Places, PlacesTable, table, with_places

__all__ = [
    "NO_DISTRICT_POLICE_SINCE",
    "TWO_TIERS_SINCE",
    "Ended",
    "Likeness",
    "Named",
    "OldProvince",
    "OldUnit",
    "PlaceAnswer",
    "Places",
    "PlacesTable",
    "Province",
    "Reading",
    "Standing",
    "Unit",
    "UnitKind",
    "Verdict",
    "composed",
    "is_bare",
    "is_called",
    "is_written_alike",
    "key",
    "likeness",
    "look_up",
    "near",
    "parted",
    "province_of",
    "read",
    "standing",
    "table",
    "with_places",
]
