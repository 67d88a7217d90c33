"""How a package stands, as people read it and as JSON holds it: plain lines of at most 80 columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from keytag.console.objects import finding_object
from keytag.console.spelling import json_text, visible
from keytag.findings import Severity, has_errors
from keytag.wording import Language, Text

if TYPE_CHECKING:
    from keytag.workflow.verifying import Verification

# House rule: the narrowest terminal that is still common.
_WIDTH = 80
_GOOD, _BAD, _OPEN = Text("đúng", "good"), Text("sai", "wrong"), Text("chưa rõ", "open")
_WHOLE = Text("Gói còn nguyên và đúng.", "The package is as it was made.")
_WRONG = Text("Gói không dùng được.", "The package cannot be used.")
_DOUBT = Text("Gói còn nguyên, nhưng chưa đối chiếu hết.", "The package is whole, but not all could be compared.")


def of_verification(verification: Verification, language: Language) -> str:
    """Return each question with its answer, and a last line to act on."""
    words = [(_word(answer.is_good).to(language), answer) for answer in verification.answers]
    first = max((len(word) for word, _ in words), default=0) + 2
    lines: list[str] = []
    for word, answer in words:
        said = f"{answer.question.to(language)}: {answer.said.to(language)}"
        lines += wrap(visible(said), _WIDTH, initial_indent=f"{word:<{first}}", subsequent_indent=" " * first)
    return "\n".join([*lines, _verdict(verification).to(language)])


def verification_object(command: str, verification: Verification, language: Language) -> str:
    """Return how a package stands as the one JSON object that ``--json`` prints."""
    return json_text(
        {
            "command": command,
            "ok": not has_errors(verification.findings),
            "file": str(verification.path),
            "answers": [
                {
                    "question": answer.question.to(language),
                    "said": answer.said.to(language),
                    "good": answer.is_good,
                }
                for answer in verification.answers
            ],
            "findings": [finding_object(finding, language) for finding in verification.findings],
        }
    )


def _word(is_good: bool | None) -> Text:  # noqa: FBT001 - the answer itself
    return _OPEN if is_good is None else _GOOD if is_good else _BAD


def _verdict(verification: Verification) -> Text:
    if has_errors(verification.findings):
        return _WRONG
    return _DOUBT if any(f.severity is Severity.WARNING for f in verification.findings) else _WHOLE
