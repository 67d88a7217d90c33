"""The sheet map: which edition lies in which slot of each plate, for people on paper and for machines as JSON.

Pure: an imposition and the editions' badges in, pages and text out. Must not know of jobs, shops or files.
"""

from keytag.output.sheetmap.facts import MapEdition, MapPlate, MapSlot, Place, SheetMap, plates_of
from keytag.output.sheetmap.page import map_pages
from keytag.output.sheetmap.record import map_record

__all__ = [
    "MapEdition",
    "MapPlate",
    "MapSlot",
    "Place",
    "SheetMap",
    "map_pages",
    "map_record",
    "plates_of",
]
