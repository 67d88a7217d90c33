"""How a package stands, as people read it and as JSON holds it: plain lines of at most 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keytag.console.objects import answer
from keytag.console.spelling import WIDTH, lines, visible
from keytag.findings import Severity, has_errors
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


def verification_object(command: str, verification: Verification, language: Language) -> str:
    """Return how a package stands as the one JSON object that ``--json`` prints."""
    answers = [
        {"question": each.question.to(language), "said": each.said.to(language), "good": each.is_good}
        for each in verification.answers
    ]
    return answer(command, verification.findings, language, file=str(verification.path), answers=answers)


def _word(is_good: bool | None) -> Text:  # noqa: FBT001 - the answer itself
    return _OPEN if is_good is None else _GOOD if is_good else _BAD


def _verdict(verification: Verification) -> Text:
    if has_errors(verification.findings):
        return _WRONG
    return _DOUBT if any(f.severity is Severity.WARNING for f in verification.findings) else _WHOLE
