"""The hand-off's own finished files held against their standard and their shop's rules, like any stranger's.

Whoever wrote a file is no witness for it: each is surveyed anew by `keytag.inspection.pdf`. The set of rules is
for the product, so it judges the one-ups that carry the cut; press sheets hold many products at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from msgspec import Struct

from keytag.checks.handoff import FILES_KEEP_THEIR_RULES
from keytag.findings import Finding
from keytag.inspection.pdf import survey
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.separations.coverage import PageInk, measured
from keytag.inspection.separations.ghostscript import Window
from keytag.inspection.separations.separate import InseparableError
from keytag.inspection.standards import held_against
from keytag.inspection.standards.gwg import Judged, judge
from keytag.inspection.standards.processing_steps import technical_inks
from keytag.rulesets import RuleSet
from keytag.standards import Standard
from keytag.steps.separations import windows_of
from keytag.text.text import Text

_PRESSED = ("1-up/", "sheets/", "cut/")


class HeldFile(Struct, frozen=True):
    """One file: what was found against its standard, how it does by the rules, what lies on its plates.

    ``plates`` is None for files of press sheets and cuts; ``windows`` are the boxes of the first pages.
    """

    name: str
    findings: tuple[Finding, ...]
    judged: tuple[Judged, ...]
    plates: PageInk | None
    windows: tuple[Window, ...]


class Held(Struct, frozen=True):
    """Every file for the press, held against ``standard`` and, where the shop names them, ``rules``."""

    standard: Standard
    rules: RuleSet | None
    files: tuple[HeldFile, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, each fact once, with the first file that it is true of."""
        told: dict[tuple[str, str], list[str]] = {}
        kept: dict[tuple[str, str], Finding] = {}
        for file in self.files:
            found = (*file.findings, *(each.finding for each in file.judged if each.finding is not None))
            for finding in found:
                key = (finding.rule, finding.message.en)
                told.setdefault(key, []).append(file.name)
                kept.setdefault(key, finding)
        return tuple(_of_files(kept[key], names) for key, names in told.items())

    def coverage(self, name: str) -> tuple[tuple[str, float], ...]:
        """Return what was measured on the plates of the file called ``name``."""
        found = next((file.plates for file in self.files if file.name == name), None)
        return found.coverage if found is not None else ()


def held(files: Mapping[str, bytes], standard: Standard, rules: RuleSet | None) -> Held:
    """Hold every PDF for the press among ``files`` against what it must be; equal files are looked at once."""
    known: dict[str, HeldFile] = {}
    found: list[HeldFile] = []
    for name, data in sorted(files.items()):
        if not name.endswith(".pdf") or not name.startswith(_PRESSED):
            continue
        key = sha256(data).hexdigest() + ("product" if _is_product(name, standard) else "")
        if key not in known:
            known[key] = _held(name, data, standard, rules if _is_product(name, standard) else None)
        file = known[key]
        found.append(HeldFile(name, file.findings, file.judged, file.plates, file.windows))
    return Held(standard, rules, tuple(found))


def _held(name: str, data: bytes, standard: Standard, rules: RuleSet | None) -> HeldFile:
    facts = survey(data)
    plates = _plates(data, facts) if name.startswith("1-up/") else None
    judged = judge(facts, rules, plates.heaviest if plates is not None else None) if rules is not None else ()
    return HeldFile(name, held_against(facts, standard), judged, plates, windows_of(facts))


def _plates(data: bytes, facts: FileFacts) -> PageInk | None:
    """Return what lies on the plates of a one-up, by its content alone: every machine must say the same."""
    try:
        return measured(data, technical_inks(facts), 1).pages[0]
    except InseparableError:
        return None


def _is_product(name: str, standard: Standard) -> bool:
    """Tell whether a file is the one-up that a shop's prepress opens: with the cut, where the standard has it."""
    ends = ("/front-print.pdf", "/back-print.pdf") if standard.cut_apart else ("/front.pdf", "/back.pdf")
    return name.startswith("1-up/") and name.endswith(ends)


def _of_files(finding: Finding, names: list[str]) -> Finding:
    more = len(names) - 1
    said = Text(f" (và {more} tệp nữa)", f" (and {more} more files)") if more else Text("", "")
    return FILES_KEEP_THEIR_RULES.found(
        Text(
            f"{names[0]}{said.vi}: {finding.message.vi} [{finding.rule}]",
            f"{names[0]}{said.en}: {finding.message.en} [{finding.rule}]",
        ),
        severity=finding.severity,
    )
