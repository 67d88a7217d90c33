"""From order to household: bags and boxes, labels, the packing list, receipt sheets. Values and pages alone."""

from keytag.output.packing.handover import handover_pages
from keytag.output.packing.labels import (
    BAGS_A4,
    BAGS_ROLL,
    BOXES_A4,
    BOXES_ROLL,
    LabelStock,
    bag_labels,
    box_labels,
)
from keytag.output.packing.listing import HEADINGS, packing_list_pages, packing_rows
from keytag.output.packing.parcels import (
    BAG,
    BOX,
    SPECIMEN,
    Bag,
    Box,
    PackedEdition,
    PackedOrder,
    Share,
    Sizes,
    pack_boxes,
)
from keytag.output.packing.receipt import receipt_pages

__all__ = [
    "BAG",
    "BAGS_A4",
    "BAGS_ROLL",
    "BOX",
    "BOXES_A4",
    "BOXES_ROLL",
    "HEADINGS",
    "SPECIMEN",
    "Bag",
    "Box",
    "LabelStock",
    "PackedEdition",
    "PackedOrder",
    "Share",
    "Sizes",
    "bag_labels",
    "box_labels",
    "handover_pages",
    "pack_boxes",
    "packing_list_pages",
    "packing_rows",
    "receipt_pages",
]
