"""The rows of a ticket's tables: what goes through the press in which run, and what that gives of each edition."""

from __future__ import annotations

from keytag.paper.figures import count
from keytag.ticket.facts import Ticket, TicketRun
from keytag.wording import Text

# House rule: so many editions are named beside a run; the table by edition has all of them.
_MOST = 8
_TIE = "\N{NO-BREAK SPACE}"


def run_rows(ticket: Ticket) -> tuple[tuple[str, ...], ...]:
    """Return of each run: number, editions with their slots, ordered, printed, where its pages are, sheets.

    What is ordered is said where all its editions are on this run alone.
    """
    return tuple(
        (
            str(number),
            editions_of(ticket, run, _MOST),
            _ordered(ticket, run),
            count(sum(run.copies.values())),
            _place(run.file, run.pages),
            count(run.run_length),
        )
        for number, run in enumerate(ticket.runs, start=1)
    )


def edition_rows(ticket: Ticket) -> tuple[tuple[str, ...], ...]:
    """Return of each edition: its name, ordered, printed, its runs with its slots; in columns as `run_rows`."""
    rows, names = [], _called(ticket)
    for edition in ticket.editions:
        on = [
            f"{number}: {run.copies[edition.id] // run.run_length} × {count(run.run_length)}"
            for number, run in enumerate(ticket.runs, start=1)
            if edition.id in run.copies
        ]
        rows.append(("", names[edition.id], count(edition.ordered), count(edition.printed), ", ".join(on), ""))
    return tuple(rows)


BY_EDITION = Text("Theo mẫu (lượt: ô × tờ)", "By edition (run: slots × sheets)")


def editions_of(ticket: Ticket, run: TicketRun, most: int) -> str:
    """Name the editions of a run, in the job's order with their slots where there are several.

    At most so many; then how many more there are. A name with its slots stays in one piece.
    """
    names = _called(ticket)
    if len(run.editions) == 1:
        return names.get(run.editions[0], run.editions[0])
    slots = {edition.id: run.copies.get(edition.id, 0) // run.run_length for edition in ticket.editions}
    said = [f"{names[edition]} × {count}".replace(" ", _TIE) for edition, count in slots.items() if count]
    more = f" + {len(said) - most}{_TIE}mẫu" if len(said) > most else ""
    return ", ".join(said[:most]) + more


def _called(ticket: Ticket) -> dict[str, str]:
    """Return what people call each edition, by its id."""
    return {edition.id: edition.name or edition.id for edition in ticket.editions}


def _ordered(ticket: Ticket, run: TicketRun) -> str:
    elsewhere = {edition for other in ticket.runs if other is not run for edition in other.editions}
    if elsewhere.intersection(run.editions):
        return "–"
    return count(sum(edition.ordered for edition in ticket.editions if edition.id in run.editions))


def _place(file: str, pages: tuple[int, ...]) -> str:
    first, last = min(pages), max(pages)
    return f"{file}, {first}" if first == last else f"{file}, {first}–{last}"
