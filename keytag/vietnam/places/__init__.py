"""The places of Viet Nam: what is where today, what it was, and what became of what was.

A dated table of the 34 provinces and 3,321 wards, communes and special zones, and of the former units that went
into them; names matched as people write them. Pure but for the table, read once through `keytag.files.library`.
Must not know of jobs: what a name on a tag means for the tag is `keytag.checks.content`'s to say.
"""

from keytag.vietnam.places.lookup import PlaceAnswer, look_up, province_of, similar_units, split_province
from keytag.vietnam.places.model import (
    NO_DISTRICT_POLICE_SINCE,
    TWO_TIERS_SINCE,
    OldProvince,
    OldUnit,
    Province,
    Unit,
    UnitKind,
)
from keytag.vietnam.places.reading import PlaceMention, Reading, read_places
from keytag.vietnam.places.spelling import Likeness, compose_name, lacks_marks, likeness, name_key
from keytag.vietnam.places.table import Ended, Places, PlacesTable, own_table, with_places
from keytag.vietnam.places.unit_status import UnitStatus, UnitVerdict, is_called, is_written_alike, unit_status

__all__ = [
    "NO_DISTRICT_POLICE_SINCE",
    "TWO_TIERS_SINCE",
    "Ended",
    "Likeness",
    "OldProvince",
    "OldUnit",
    "PlaceAnswer",
    "PlaceMention",
    "Places",
    "PlacesTable",
    "Province",
    "Reading",
    "Unit",
    "UnitKind",
    "UnitStatus",
    "UnitVerdict",
    "compose_name",
    "is_called",
    "is_written_alike",
    "lacks_marks",
    "likeness",
    "look_up",
    "name_key",
    "own_table",
    "province_of",
    "read_places",
    "similar_units",
    "split_province",
    "unit_status",
    "with_places",
]
