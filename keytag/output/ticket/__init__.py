"""The job ticket: what the shop is told besides the files, for an operator on paper and for a machine as XJDF."""

from keytag.output.ticket.facts import (
    CutLayers,
    Reach,
    Ticket,
    TicketColours,
    TicketContent,
    TicketCutter,
    TicketCutting,
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
from keytag.output.ticket.page import ticket_pages
from keytag.output.ticket.xjdf import write_xjdf

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
