"""How a package stands, as people read it and as JSON holds it: plain lines of at most 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keytag.console.objects import answer, finding_object
from keytag.console.spelling import WIDTH, lines, visible
from keytag.findings import Finding, Severity, has_errors
from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.workflow.verifying import Verification

_GOOD, _BAD, _OPEN = Text("đúng", "good"), Text("sai", "wrong"), Text("chưa rõ", "open")
_WHOLE = Text("Gói còn nguyên và đúng.", "The package is as it was made.")
_WRONG = Text("Gói không dùng được.", "The package cannot be used.")
_DOUBT = Text("Gói còn nguyên, nhưng chưa đối chiếu hết.", "The package is whole, but not all could be compared.")


def of_verification(verification: Verification, language: Language) -> str:
    """Return each question with its answer, and a last line to act on."""
    words = [(_word(each.is_good).to(language), each) for each in verification.answers]
    first = max((len(word) for word, _ in words), default=0) + 2
    shown: list[str] = []
    for word, each in words:
        said = f"{each.question.to(language)}: {each.said.to(language)}"
        shown += lines(visible(said), WIDTH, f"{word:<{first}}", " " * first)
    return "\n".join([*shown, _verdict(verification).to(language)])


def of_several(standing: Sequence[tuple[Path, Verification | None]], language: Language) -> str:
    """Return a line for each package, and a last one that counts; None is a package that could not be read."""
    verdicts = [(_verdict_word(each).to(language), path, _verdict(each)) for path, each in standing]
    first = max(len(word) for word, _, _ in verdicts) + 2
    shown: list[str] = []
    for word, path, verdict in verdicts:
        shown += lines(visible(f"{path}: {verdict.to(language)}"), WIDTH, f"{word:<{first}}", " " * first)
    good = sum(each is not None and not has_errors(each.findings) for _, each in standing)
    count = len(standing)
    total = Text(
        f"{count} gói: {good} gói đúng, {count - good} gói không dùng được.",
        f"{count} packages: {good} good, {count - good} cannot be used.",
    )
    return "\n".join([*shown, total.to(language)])


def several_object(
    command: str,
    standing: Sequence[tuple[Path, Verification | None]],
    findings: Sequence[Sequence[Finding]],
    language: Language,
) -> str:
    """Return how several packages stand as the one JSON object that ``--json`` prints."""
    packages = [
        {
            "file": str(path),
            "ok": each is not None and not has_errors(found),
            "answers": _answers(each, language) if each is not None else [],
            "findings": [finding_object(finding, language) for finding in found],
        }
        for (path, each), found in zip(standing, findings, strict=True)
    ]
    every = tuple(finding for found in findings for finding in found)
    return answer(command, every, language, packages=packages)


def verification_object(command: str, verification: Verification, language: Language) -> str:
    """Return how a package stands as the one JSON object that ``--json`` prints."""
    answers = _answers(verification, language)
    return answer(command, verification.findings, language, file=str(verification.path), answers=answers)


def _answers(verification: Verification, language: Language) -> list[dict[str, object]]:
    return [
        {"question": each.question.to(language), "said": each.said.to(language), "good": each.is_good}
        for each in verification.answers
    ]


def _word(is_good: bool | None) -> Text:  # noqa: FBT001 - the answer itself
    return _OPEN if is_good is None else _GOOD if is_good else _BAD


def _verdict_word(verification: Verification | None) -> Text:
    return _BAD if verification is None or has_errors(verification.findings) else _GOOD


def _verdict(verification: Verification | None) -> Text:
    if verification is None or has_errors(verification.findings):
        return _WRONG
    return _DOUBT if any(f.severity is Severity.WARNING for f in verification.findings) else _WHOLE
