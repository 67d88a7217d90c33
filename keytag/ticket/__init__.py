"""The job ticket: what the shop is told besides the files, for an operator on paper and for a machine as XJDF."""

from keytag.ticket.facts import (
    Ticket,
    TicketColours,
    TicketEdition,
    TicketFile,
    TicketRun,
    TicketShop,
)
from keytag.ticket.page import ticket_pages
from keytag.ticket.table import Column, Section, Table, Verdict, table_pages
from keytag.ticket.xjdf import write_xjdf

__all__ = [
    "Column",
    "Section",
    "Table",
    "Ticket",
    "TicketColours",
    "TicketEdition",
    "TicketFile",
    "TicketRun",
    "TicketShop",
    "Verdict",
    "table_pages",
    "ticket_pages",
    "write_xjdf",
]
