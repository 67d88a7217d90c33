"""Findings and measurements: facts about the work, as values.

A finding is collected and shown together with all others; it is never raised. What stops keytag altogether
is a `keytag.errors.KeytagError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.text.figures import NO_BREAK, amount_with_unit
from keytag.text.rule_texts import rule_texts
from keytag.text.text import Text, same_text


class Severity(StrEnum):
    """How grave a finding is. Only ``ERROR`` stops files from being written (exit code 1)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TableCell(Struct, frozen=True):
    """A cell as a spreadsheet names it: row and column from 1, a workbook's sheet, its header, its text."""

    row: int
    column: int
    sheet: str | None = None
    header: str | None = None
    text: str = ""

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it: A to Z, then AA, AB and so on."""
        letters, rest = "", self.column
        while rest > 0:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return letters

    @property
    def name(self) -> str:
        """The cell as formulas call it, like ``C5``."""
        return f"{self.letters}{self.row}"

    @property
    def description(self) -> Text:
        """The cell for people, without its file."""
        headed = f" ({self.header})" if self.header else ""
        vi, en = f"dòng {self.row}, cột {self.letters}{headed}", f"row {self.row}, column {self.letters}{headed}"
        return Text(f"trang “{self.sheet}”, {vi}", f"sheet “{self.sheet}”, {en}") if self.sheet else Text(vi, en)


class Where(Struct, frozen=True):
    """A place in a document: file, and 1-based line and column where they are known.

    In a table it is a ``cell``; line and column are then those of its text in the file, and in a workbook, which
    has no lines, the cell's row and column.
    """

    file: str
    line: int | None = None
    column: int | None = None
    cell: TableCell | None = None

    @property
    def description(self) -> Text:
        """The place for people: a table's cell as their spreadsheet shows it, else as `str` has it."""
        if self.cell is None:
            return same_text(str(self))
        cell = self.cell.description
        return Text(f"{self.file}, {cell.vi}", f"{self.file}, {cell.en}")

    def __str__(self) -> str:
        if self.cell is not None and self.cell.sheet is not None:
            return f"{self.file}:{self.cell.sheet}!{self.cell.name}"
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class Finding(Struct, frozen=True):
    """One fact: what was measured against which limit, what to do, and which line to change.

    ``rule`` is a stable kebab-case name; ``message`` states the measured value and the limit; ``hint`` says
    what to do about it. The core knows a document's nodes (``numbers.0.label``), not its lines: it fills in
    ``node``, and the workflow finds the place.
    """

    rule: str
    severity: Severity
    message: Text
    hint: Text
    where: Where | None = None
    node: str = ""
    accepted: str | None = None
    """The reason for which the job accepts it, where it does."""
    becomes: str | None = None
    """What can be written in place of the value without a guess, where that mends it."""
    guess: str | None = None
    """What may be meant: never written without somebody who says so, and calls it."""
    also: tuple[Where, ...] = ()
    """Where else the same was found: people are told once, programs of each place."""

    def with_guess(self, value: str | None) -> Finding:
        """Return it with what may be meant."""
        return replace(self, guess=value)


class Rule(Struct, frozen=True):
    """What must hold of the work: the one maker of findings.

    ``severity`` is the gravest that its findings can have. What `keytag explain` says of it stands in the data
    beside ``module``, which makes it, and is read when it is shown.
    """

    name: str
    severity: Severity
    module: str

    @classmethod
    def error(cls, name: str, module: str) -> Rule:
        """Return a rule whose breach stops files from being written."""
        return cls(name, Severity.ERROR, module)

    @classmethod
    def warning(cls, name: str, module: str) -> Rule:
        """Return a rule whose breach a job may accept, with a reason."""
        return cls(name, Severity.WARNING, module)

    @classmethod
    def note(cls, name: str, module: str) -> Rule:
        """Return a rule whose breach is worth knowing."""
        return cls(name, Severity.NOTE, module)

    @property
    def holds(self) -> Text:
        """What must hold, in one sentence."""
        return rule_texts(self.module, self.name).holds

    @property
    def why(self) -> Text:
        """What happens otherwise."""
        return rule_texts(self.module, self.name).why

    @property
    def mend(self) -> Text:
        """What to do where it does not hold."""
        return rule_texts(self.module, self.name).mend

    @property
    def source(self) -> Text:
        """By whose word it must hold: a standard's clause, a printer's table, a law, or keytag's own."""
        return rule_texts(self.module, self.name).source

    def finding(
        self,
        message: Text,
        hint: Text | None = None,
        *,
        node: str = "",
        where: Where | None = None,
        severity: Severity | None = None,
        becomes: str | None = None,
    ) -> Finding:
        """Return a finding of this rule; its hint is ``mend`` where none is given.

        Raises ValueError where ``severity`` is graver than the rule's own: `accept` and exit codes rely on that.
        """
        grave = severity or self.severity
        if _GRAVITY[grave] > _GRAVITY[self.severity]:
            raise ValueError(self.name)
        return Finding(self.name, grave, message, hint or self.mend, where, node, becomes=becomes)


_GRAVITY = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


# House rule: what the rounding of outlines may lose, in the figure's unit.
_ROUNDING = 0.002


class Figure(Struct, frozen=True):
    """A number and its limit, in ``unit`` (see `amount_with_unit`); ``is_most`` where the limit is the most."""

    value: float
    limit: float
    unit: str
    is_most: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the number keeps its limit."""
        if self.is_most:
            return self.value <= self.limit + _ROUNDING
        return self.value >= self.limit - _ROUNDING

    @property
    def slack(self) -> float:
        """How far the number keeps from its limit, as a share of the limit."""
        step = self.limit - self.value if self.is_most else self.value - self.limit
        return step / max(abs(self.limit), 1e-9)


class Measurement(Struct, frozen=True):
    """What was measured for a rule, and its limit, in words; also as a ``figure`` where it is one number.

    ``name`` is the short name of what was measured, where a table of many has them.
    """

    rule: Rule
    measured: Text
    limit: Text
    figure: Figure | None = None
    name: Text = Text("", "")

    @classmethod
    def of_number(
        cls, rule: Rule, name: Text, value: float, limit: float, unit: str, *, is_most: bool = False
    ) -> Measurement:
        """Return what was measured as one number, with its words."""
        sign, bound = "≤" if is_most else "≥", amount_with_unit(limit, unit)
        words = Text(f"{sign}{NO_BREAK}{bound.vi}", f"{sign}{NO_BREAK}{bound.en}")
        return cls(rule, amount_with_unit(value, unit), words, Figure(value, limit, unit, is_most), name)

    @property
    def is_kept(self) -> bool:
        """Whether a figure keeps its limit; what is no figure has none to break."""
        return self.figure is None or self.figure.is_kept

    @property
    def slack(self) -> float:
        """How far a figure keeps from its limit, as a share of the limit; endless without a figure."""
        return inf if self.figure is None else self.figure.slack


def each_place(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a finding for each place where something was found, as programs are told of it."""
    for finding in findings:
        yield finding
        for where in finding.also:
            yield replace(finding, where=where, also=())


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of ``findings`` is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
