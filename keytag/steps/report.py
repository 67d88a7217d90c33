"""What came of a run, as values; their names are those of ``--json``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from keytag.checks.artwork.composition import SideFigures
from keytag.documents.browser import parse_address
from keytag.documents.job import SideName
from keytag.findings import Finding, Severity, Where
from keytag.imposition import PlanFigures
from keytag.inspection.codes import ReadBack
from keytag.text.text import Text


class WrittenFile(Struct, frozen=True):
    """A file that was written, with the SHA-256 of its bytes."""

    path: Path
    kind: str
    pages: int | None
    sha256: str


class PlateFacts(Struct, frozen=True):
    """One layout: its pages in the file, sheets printed from it, and how many slots carry each edition."""

    file: str
    pages: tuple[int, ...]
    run_length: int
    copies: dict[str, int]
    inks: tuple[tuple[str, ...], ...] = ()
    """The printing plates of each of its sides, by name, once they are drawn."""


class PlanFacts(PlanFigures, frozen=True, kw_only=True):
    """How the order becomes press sheets: the figures of all of it, and each plate."""

    plates: tuple[PlateFacts, ...]

    @property
    def is_shared(self) -> bool:
        """Whether there is more to say of its plates than that one edition fills one."""
        return len(self.plates) > 1 or any(len(plate.copies) > 1 for plate in self.plates)


class QrFacts(Struct, frozen=True):
    """An edition's QR symbol."""

    version: int
    level: str
    module_mm: float
    payload: str
    read_back: ReadBack | None = None
    """How it reads, where that was tried."""

    @property
    def distance_mm(self) -> float:
        """From how far away it can be scanned."""
        # ISO/IEC 18004:2015, 6.3.1: modules along one side. The rule of thumb is ten times the symbol's width.
        return 10 * (17 + 4 * self.version) * self.module_mm


class EditionFacts(Struct, frozen=True):
    """How an edition came out."""

    id: str
    size: tuple[float, float]
    qr: QrFacts | None
    smallest_text_pt: float | None
    inks: tuple[str, ...]
    sides: tuple[SideFigures, ...] = ()
    """How well each side is set, where that was measured."""


class NumberFacts(Struct, frozen=True):
    """A number as it will print, as telephones dial it, what it is, and the editions that carry it.

    ``id`` (S1, S2 and so on) is its place in the job's list of numbers to be called.
    """

    label: str
    display: str
    tel: str
    kind: Text
    editions: tuple[str, ...]
    id: str = ""


class MendedValue(Struct, frozen=True):
    """A value of a job that `check --fix` wrote anew: where it stands, what it was and is now, by which rule."""

    where: Where
    was: str
    becomes: str
    rule: str


What = Literal["issuer", "province", "name", "number", "slogan", "caption", "code", "mark"]
"""What a word on a side is; "code" is the QR symbol, "mark" the edition's code."""


class SideWord(Struct, frozen=True):
    """What stands on a side: a text as it prints, a number with its label, or a code with its link as ``text``."""

    side: SideName
    what: What
    text: str
    number: str = ""
    kind: Text | None = None
    """What its number is, like “di động”."""

    @property
    def link(self) -> tuple[str, str, str]:
        """Its link in three parts: what stands before the host, whose site it is, and the rest."""
        page = parse_address(self.text) if self.what == "code" else None
        host = page.host if page is not None else ""
        at = self.text.lower().find(host)
        return (self.text[:at], self.text[at : at + len(host)], self.text[at + len(host) :])


class EditionWords(Struct, frozen=True):
    """All that stands on one edition's tags, the front first; ``is_drawn`` tells that it was composed."""

    id: str
    name: str
    quantity: int | None
    words: tuple[SideWord, ...]
    is_drawn: bool


class HandoffRefusal(Struct, frozen=True):
    """What is to be accepted, with a reason each, before the job at ``job`` leaves the house.

    ``rules`` warn, and nobody has accepted them; the job ``adds`` them to a list that it has already.
    ``approving`` tells that it was to be approved, not handed off.
    """

    job: Path
    rules: tuple[str, ...]
    adds: bool
    approving: bool = False


class JobSummary(Struct, frozen=True):
    """How one job of a folder came out."""

    path: Path
    errors: int
    warnings: int
    notes: int
    accepted: int


class PlacesFacts(Struct, frozen=True):
    """Of which day and from where the places are by which a job is judged; ``file`` where the job names it."""

    date: date
    source: str
    file: str | None = None


class NumberCall(Struct, frozen=True):
    """A number that somebody called, which the right desk answered: with its label, by whom and when."""

    label: str
    number: str
    by: str
    date: dt.date


class EditionApprovalFacts(Struct, frozen=True):
    """How one edition's approval stands: none, called, checked, approved or changed; by whom, and what is new."""

    id: str
    name: str
    state: str
    by: str | None
    position: str | None
    date: dt.date | None
    checked_by: str | None
    key: str
    """The id of the key that signed it, empty where none did."""
    changes: tuple[Text, ...]
    uncalled: tuple[str, ...]
    called: tuple[NumberCall, ...] = ()
    """Its numbers of today that were called."""


class StaleFile(Struct, frozen=True):
    """A file of an earlier run that is behind the job now, or another package of it: which, and why."""

    path: Path
    why: Text


class ApprovalFacts(Struct, frozen=True):
    """How the approvals of a job's editions stand; ``unreadable`` says why where nobody can tell."""

    editions: tuple[EditionApprovalFacts, ...]
    unreadable: Text | None = None
    content_hash: str = ""
    """The order's # that somebody approves, where that was asked."""
    with_leaflet: bool = False
    """Whether that is of a leaflet as well."""
    is_waived: bool = False
    """Whether it is handed off without any, which all of it then says."""


class Today(Struct, frozen=True):
    """The day on the clock, the day by which a job was judged, and what only the rules of today find in it."""

    date: date
    judged: dt.date
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those for which nothing would be written today."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


class ProvedEdition(Struct, frozen=True):
    """An edition of a proof: what tells its artwork, how many numbers it has, on which page its own begin."""

    id: str
    name: str
    artwork_hash: str
    numbers: int
    page: int | None = None


class ProofSummary(Struct, frozen=True):
    """What is to be looked at before anything is printed: the job's hash, its editions, pages of paper."""

    content_hash: str
    editions: tuple[ProvedEdition, ...]
    pages: int | None = None


class Report(Struct, frozen=True):
    """What a run found and made."""

    findings: tuple[Finding, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    plan: PlanFacts | None = None
    editions: tuple[EditionFacts, ...] = ()
    numbers: tuple[NumberFacts, ...] = ()
    words: tuple[EditionWords, ...] = ()
    """What stands on each edition's tags, where that was asked."""
    names: Mapping[str, str] = {}
    """What people call each edition, by its id."""
    refusal: HandoffRefusal | None = None
    """Why the last gate let nothing through, where it did not."""
    open_rules: HandoffRefusal | None = None
    """What approval and hand-off would be refused for, where a job was only checked."""
    as_of: date | None = None
    """The date by which a job was judged, where it was."""
    mended: tuple[MendedValue, ...] = ()
    """What was written into the job itself before it was judged."""
    places: PlacesFacts | None = None
    """The table of places by which it was judged, where it was."""
    proof: ProofSummary | None = None
    """What an office is to look at, where that was made."""
    today: Today | None = None
    """What the rules of today add, where a real job was held against them."""
    approval: ApprovalFacts | None = None
    """How the approvals of its editions stand, where that was asked."""
    without_sheets: Literal["poster", "uncounted"] | None = None
    """Why leaflets were not placed on press sheets: a poster is printed by itself, or nobody says how many."""
    stale: tuple[StaleFile, ...] = ()
    """What earlier runs made that this one leaves behind the job."""
    is_sample: bool = False
    """Whether the job that was judged is a sample."""
