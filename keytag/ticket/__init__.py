"""The job ticket: what the shop is told besides the files, for an operator on paper and for a machine as XJDF."""

from keytag.ticket.cutting import CutLayers, Reach, TicketCutting
from keytag.ticket.facts import (
    Ticket,
    TicketColours,
    TicketContent,
    TicketCutter,
    TicketEdition,
    TicketFile,
    TicketMaking,
    TicketOrder,
    TicketPacking,
    TicketPart,
    TicketPatch,
    TicketPicture,
    TicketRun,
    TicketShop,
    TicketWhite,
    cut_depth,
)
from keytag.ticket.page import ticket_pages
from keytag.ticket.xjdf import write_xjdf

__all__ = [
    "CutLayers",
    "Reach",
    "Ticket",
    "TicketColours",
    "TicketContent",
    "TicketCutter",
    "TicketCutting",
    "TicketEdition",
    "TicketFile",
    "TicketMaking",
    "TicketOrder",
    "TicketPacking",
    "TicketPart",
    "TicketPatch",
    "TicketPicture",
    "TicketRun",
    "TicketShop",
    "TicketWhite",
    "cut_depth",
    "ticket_pages",
    "write_xjdf",
]
