"""The job ticket: what the shop is told besides the files, for an operator on paper and for a machine as XJDF."""

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
    "Ticket",
    "TicketColours",
    "TicketContent",
    "TicketCutter",
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
