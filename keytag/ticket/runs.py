"""The rows of a ticket's tables: what goes through the press in which run, and what that gives of each edition."""

from __future__ import annotations

from keytag.paper.figures import count
from keytag.ticket.facts import Ticket, TicketRun
from keytag.wording import Text


def run_rows(ticket: Ticket) -> tuple[tuple[str, ...], ...]:
    """Return of each run: number, editions with their slots, ordered, printed, where its pages are, sheets.

    What is ordered is said where all its editions are on this run alone.
    """
    return tuple(
        (
            str(number),
            _editions(ticket, run),
            _ordered(ticket, run),
            count(sum(run.copies.values())),
            _place(run.file, run.pages),
            count(run.run_length),
        )
        for number, run in enumerate(ticket.runs, start=1)
    )


def edition_rows(ticket: Ticket) -> tuple[tuple[str, ...], ...]:
    """Return of each edition: its name, ordered, printed, its runs with its slots; in columns as `run_rows`."""
    rows = []
    for edition in ticket.editions:
        on = [
            f"{number}: {run.copies[edition.id] // run.run_length} × {count(run.run_length)}"
            for number, run in enumerate(ticket.runs, start=1)
            if edition.id in run.copies
        ]
        rows.append(("", edition.id, count(edition.ordered), count(edition.printed), ", ".join(on), ""))
    return tuple(rows)


BY_EDITION = Text("Theo mẫu (lượt: ô × tờ)", "By edition (run: slots × sheets)")


def _editions(ticket: Ticket, run: TicketRun) -> str:
    """Name the editions of a run, in the job's order with their slots where there are several."""
    if len(run.editions) == 1:
        return run.editions[0]
    slots = {edition.id: run.copies.get(edition.id, 0) // run.run_length for edition in ticket.editions}
    return ", ".join(
        f"{edition}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{count}" for edition, count in slots.items() if count
    )


def _ordered(ticket: Ticket, run: TicketRun) -> str:
    elsewhere = {edition for other in ticket.runs if other is not run for edition in other.editions}
    if elsewhere.intersection(run.editions):
        return "–"
    return count(sum(edition.ordered for edition in ticket.editions if edition.id in run.editions))


def _place(file: str, pages: tuple[int, ...]) -> str:
    first, last = min(pages), max(pages)
    return f"{file}, {first}" if first == last else f"{file}, {first}–{last}"
