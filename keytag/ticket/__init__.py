"""The job ticket: what the shop is told besides the files, for an operator on paper and for a machine as XJDF."""

from keytag.ticket.cutting import CutLayers, Reach, TicketCutting
from keytag.ticket.facts import (
    CUT_DEPTHS,
    Ticket,
    TicketColours,
    TicketContent,
    TicketCutter,
    TicketEdition,
    TicketFile,
    TicketMaking,
    TicketOrder,
    TicketPart,
    TicketPatch,
    TicketPicture,
    TicketRun,
    TicketShop,
    TicketWhite,
)
from keytag.ticket.page import ticket_pages
from keytag.ticket.xjdf import write_xjdf

__all__ = [
    "CUT_DEPTHS",
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
    "TicketPart",
    "TicketPatch",
    "TicketPicture",
    "TicketRun",
    "TicketShop",
    "TicketWhite",
    "ticket_pages",
    "write_xjdf",
]
