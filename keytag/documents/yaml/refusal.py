"""How a document is refused: one value that names what was found, what was expected and what to do.

Knows nothing of YAML or of pydantic's own words; every text is written here and there in both languages. Of one
fault found many times only so many are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import category

from msgspec.structs import replace

from keytag.documents.yaml.rules import BAD_VALUE, MORE_PROBLEMS
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule, Severity, Where
from keytag.text.suggest import guess
from keytag.text.text import Text

Step = str | int

# House rule: nobody mends more than this before looking again, and each costs time to show.
MAX_FINDINGS = 100
# House rule: of a table all cells of a province's places; the screen tells those of one cause as one.
_MAX_CELLS = 1000
# House rule: a quoted value longer than this hides the sentence round it.
_SHOWN_CHARACTERS = 48
# House rule: blanks and characters that do not show are fewer than this before so many that do.
_LOOKED_THROUGH = 2_000


class RefusedValueError(ValueError):
    """A value that a field cannot take, with the words for it.

    ``at`` leads from the field that refuses to the node that is wrong (``(3, "id")``), so that a list can point
    at its own entry. ``becomes`` is what can be written in its place without a guess.
    """

    def __init__(
        self,
        message: Text,
        hint: Text,
        at: tuple[Step, ...] = (),
        rule: Rule = BAD_VALUE,
        becomes: str | None = None,
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.at = at
        self.rule = rule
        self.becomes = becomes


def invalid_document(file: str, findings: Iterable[Finding], more: int = 0) -> InvalidDocumentError:
    """Return the exception that carries ``findings``, in the order of the file's lines, those of tables behind.

    ``more`` were found beyond them. Only the first `MAX_FINDINGS` are told, of a table more, and how many.
    """
    ordered = tuple(sorted(findings, key=_place))
    count = len(ordered) + more
    is_table = all(finding.where is not None and finding.where.cell is not None for finding in ordered)
    kept = ordered[: _MAX_CELLS if is_table else MAX_FINDINGS]
    if count > len(kept):
        ordered = (*kept, _rest(count - len(kept), kept[-1].where or Where(file)))
    message = Text(
        f"{visible_text(file)} chưa dùng được: {count} lỗi.",
        f"{visible_text(file)} cannot be used: {count} {'problem' if count == 1 else 'problems'}.",
    )
    return InvalidDocumentError(message, ordered, ordered[0].where if ordered else Where(file))


def _rest(count: int, where: Where) -> Finding:
    message = Text(f"Còn {count} lỗi nữa.", f"There are {count} problems more.")
    return MORE_PROBLEMS.finding(message, where=where)


def visible_text(text: str) -> str:
    """Return ``text`` without control, direction and other invisible characters, fit for a terminal."""
    # Most texts are one printable line, which one look tells.
    return text if text.isprintable() else "".join(each for each in text if not is_invisible(each))


def is_invisible(character: str) -> bool:
    """Tell whether ``character`` would act on a terminal or hide in a text instead of showing.

    Unicode general categories Cc (control), Cf (format: direction marks, zero-width joiners), Zl, Zp (line and
    paragraph separators), Cs and Co (not characters at all).
    """
    return not character.isprintable() and category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}


def quote(value: object) -> str:
    """Return a found value for a message: visible characters only, shortened, in quotation marks."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if value is None:
        return "null"
    # Of what is long only the beginning is looked through.
    text = visible_text(" ".join(str(value)[:_LOOKED_THROUGH].split()))
    return f"“{text[:_SHOWN_CHARACTERS]}…”" if len(text) > _SHOWN_CHARACTERS else f"“{text}”"


def did_you_mean(word: str, known: Sequence[str]) -> Text:
    """Return the hint for a name that is none of ``known``: the nearest of them, else all."""
    return guess(word, known) or what_can_stand(known)


def what_can_stand(known: Sequence[str]) -> Text:
    """Return the hint that names all of ``known``."""
    listed = ", ".join(known)
    return Text(f"Có thể dùng: {listed}.", f"What can stand here: {listed}.")


def _place(finding: Finding) -> tuple[bool, int, int]:
    where = finding.where
    return (where.cell is not None, where.line or 0, where.column or 0) if where is not None else (False, 0, 0)


# House rule: a province's places with a fault each are all told to programs (people read them as one); of what
# somebody's machine made there is an end.
MAX_OF_A_RULE = 1000


def limit_repeats(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return ``findings`` with at most `MAX_OF_A_RULE` of each rule and severity, and how many more there are.

    Accepted findings are counted by themselves, so that what is left out is accepted or not as a whole.
    """
    kept: list[Finding] = []
    left: dict[tuple[str, Severity, str | None], list[Finding]] = {}
    counts: dict[tuple[str, Severity, str | None], int] = {}
    for finding in findings:
        kind = (finding.rule, finding.severity, finding.accepted)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] > MAX_OF_A_RULE:
            left.setdefault(kind, []).append(finding)
        else:
            kept.append(finding)
    return (*kept, *(_more_of_a_rule(rest) for rest in left.values()))


def _more_of_a_rule(left: list[Finding]) -> Finding:
    first = left[0]
    message = Text(
        f"… và còn {len(left)} chỗ nữa như vậy ({first.rule}).",
        f"… and {len(left)} more of the kind ({first.rule}).",
    )
    told = MORE_PROBLEMS.finding(message, node=first.node, where=first.where, severity=first.severity)
    return replace(told, accepted=first.accepted)
