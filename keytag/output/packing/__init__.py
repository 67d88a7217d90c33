"""From order to household: bags and boxes, labels, the packing list, receipt sheets. Values and pages alone."""

from keytag.output.packing.facts import SPECIMEN, PackedEdition, PackedOrder
from keytag.output.packing.handover import handovers
from keytag.output.packing.labels import bag_labels, box_labels
from keytag.output.packing.listing import HEADINGS, packing_list, summary
from keytag.output.packing.parcels import BAG, BOX, Bag, Box, Share, Sizes, parcels
from keytag.output.packing.receipt import receipts
from keytag.output.packing.stock import BAGS_A4, BAGS_ROLL, BOXES_A4, BOXES_ROLL, LabelStock

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
    "handovers",
    "packing_list",
    "parcels",
    "receipts",
    "summary",
]
