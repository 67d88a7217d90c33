"""From order to household: bags and boxes, labels, the packing list, receipt sheets. Values and pages alone."""

from keytag.output.document.parties import Contact, Firm, Person
from keytag.output.document.wording import SPECIMEN, seat_of
from keytag.output.packing.delivery import MOST_ROWS, delivery_blocks, delivery_pages
from keytag.output.packing.handover import handover_blocks, handover_pages, handover_records
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
    GOODS,
    UNALLOTTED,
    Bag,
    Box,
    PackedEdition,
    PackedOrder,
    Share,
    Signers,
    Sizes,
    pack_boxes,
)
from keytag.output.packing.receipt import receipt_lengths, receipt_pages

__all__ = [
    "BAG",
    "BAGS_A4",
    "BAGS_ROLL",
    "BOX",
    "BOXES_A4",
    "BOXES_ROLL",
    "GOODS",
    "HEADINGS",
    "MOST_ROWS",
    "SPECIMEN",
    "UNALLOTTED",
    "Bag",
    "Box",
    "Contact",
    "Firm",
    "LabelStock",
    "PackedEdition",
    "PackedOrder",
    "Person",
    "Share",
    "Signers",
    "Sizes",
    "bag_labels",
    "box_labels",
    "delivery_blocks",
    "delivery_pages",
    "handover_blocks",
    "handover_pages",
    "handover_records",
    "pack_boxes",
    "packing_list_pages",
    "packing_rows",
    "receipt_lengths",
    "receipt_pages",
    "seat_of",
]
