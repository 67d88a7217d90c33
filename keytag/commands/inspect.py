"""The story of `inspect`: read any PDF, say what it holds, hold it against a standard and a set of rules."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from keytag.drawing.ink import PROCESS
from keytag.files import reader
from keytag.findings import Finding
from keytag.inspection.pdf import survey
from keytag.inspection.pdf.bounds import MOST_BYTES
from keytag.inspection.pdf.facts import FileFacts, plates
from keytag.inspection.separations.coverage import Separation
from keytag.inspection.standards import claimed_standard, standard_findings
from keytag.inspection.standards.gwg import Judgement, judge
from keytag.standards import PDF_X4, RULE_SETS, STANDARDS, RuleSet, Standard
from keytag.steps.separations import separate_plates
from keytag.text.text import Text


class Inspection(Struct, frozen=True):
    """What a file holds, and how it does by ``standard`` and by ``rules``.

    ``plates`` is what was measured on its plates, or why nothing could be.
    """

    path: Path
    facts: FileFacts
    claimed: Standard | None
    standard: Standard
    rules: RuleSet | None
    judged: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    plates: Separation | Text

    @property
    def inks(self) -> tuple[str, ...]:
        """Every plate that something is painted on: process inks first, then spots by name."""
        found = {
            ink
            for page in self.facts.pages
            for use in page.uses
            for ink, amount in (plates(use.manner.space, use.manner.amounts) or {}).items()
            if amount > 0
        }
        found |= {
            ink
            for page in self.facts.pages
            for use in page.uses
            for ink in use.manner.space.spots
            if ink != "None"
        }
        return (*(ink for ink in PROCESS if ink in found), *sorted(found - set(PROCESS)))


def inspect_file(path: Path, standard: str | None = None, rules: str | None = None) -> Inspection:
    """Return the facts of the PDF at ``path`` and the verdicts on it.

    Without ``standard``, by name, it is the one that the file claims; where keytag knows none of those, PDF/X-4.

    Raises:
        MissingResourceError: there is no such file.
        UnreadableFileError: it is no PDF, broken, locked or too large.
    """
    data = reader.read_within(path, MOST_BYTES)
    facts = survey(data)
    measured = separate_plates(data, facts)
    heaviest = measured.heaviest if isinstance(measured, Separation) else None
    own = claimed_standard(facts)
    held = STANDARDS[standard] if standard is not None else own or PDF_X4
    chosen = RULE_SETS[rules] if rules is not None else None
    judged = judge(facts, chosen, heaviest) if chosen is not None else ()
    findings = (*standard_findings(facts, held), *(each.finding for each in judged if each.finding is not None))
    return Inspection(path, facts, own, held, chosen, judged, tuple(dict.fromkeys(findings)), measured)
