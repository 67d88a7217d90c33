"""The sheet map: which edition lies in which slot of each plate, for people on paper and for machines as JSON.

Pure: an imposition and the editions' badges in, pages and text out. Must not know of jobs, shops or files.
"""

from keytag.output.sheetmap.facts import MapEdition, MapPlace, MapPlate, MapSlot, SheetMap, map_plates, map_record
from keytag.output.sheetmap.page import map_pages

__all__ = [
    "MapEdition",
    "MapPlace",
    "MapPlate",
    "MapSlot",
    "SheetMap",
    "map_pages",
    "map_plates",
    "map_record",
]
