"""What a run was asked for and what came of it, as values; their names are those of ``--json``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keytag.findings import Finding
from keytag.scan import ReadBack
from keytag.wording import Text


@dataclass(frozen=True, slots=True)
class RenderOrder:
    """What `render` is to make. Without ``editions``, all of them."""

    out: Path
    editions: tuple[str, ...]
    formats: tuple[str, ...]
    date: date
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """What `sheet` is to make. What is None is the job's or the shop's to say."""

    out: Path
    count: int | None
    shop: str | None
    layout: str | None
    backing: str | None
    every_sheet: bool
    date: date
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, with the SHA-256 of its bytes."""

    path: Path
    kind: str
    pages: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class PlateFacts:
    """One layout: its pages in the file, sheets printed from it, and how many slots carry each edition."""

    file: str
    pages: tuple[int, ...]
    run_length: int
    copies: dict[str, int]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """How the order becomes press sheets."""

    ordered: int
    overs: int
    printed: int
    spare: int
    sheets: int
    slots: int
    layout: str
    used_area: float
    plates: tuple[PlateFacts, ...]


@dataclass(frozen=True, slots=True)
class QrFacts:
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


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """How an edition came out."""

    id: str
    size: tuple[float, float]
    qr: QrFacts | None
    smallest_text_pt: float | None
    inks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """A number as it will print, as telephones dial it, what it is, and the editions that carry it."""

    label: str
    display: str
    tel: str
    kind: Text
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobSummary:
    """How one job of a folder came out."""

    path: Path
    errors: int
    warnings: int
    notes: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and made."""

    findings: tuple[Finding, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    plan: PlanFacts | None = None
    editions: tuple[EditionFacts, ...] = ()
    numbers: tuple[NumberFacts, ...] = ()
    as_of: date | None = None
    """The date by which a job was judged, where it was."""
