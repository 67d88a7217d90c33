"""How a package stands, as people read it and as JSON holds it: plain lines of at most 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from keytag.cli.screen.listing import summary
from keytag.cli.screen.objects import answer, finding_object, today_object
from keytag.cli.screen.spelling import WIDTH, lines, visible
from keytag.findings import Finding, has_errors
from keytag.text.figures import format_day
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.handoff.verify import SignatureAnswer, Verification
    from keytag.steps.report import Today

_GOOD, _BAD, _OPEN = Text("đúng", "OK"), Text("sai", "wrong"), Text("chưa rõ", "not checked")
_PROVEN = Text(
    "Gói còn nguyên như lúc tạo, và đúng là do người giữ khóa ký ấy tạo ra.",
    "The package is as it was made, and made by whoever holds that key.",
)
_UNPROVEN = Text(
    "Gói khớp với chính nó; ai làm ra gói thì chưa chứng minh được.",
    "The package is consistent with itself; who made it is not proven.",
)
_OLD = Text(
    "Nhưng theo quy định hôm nay thì không được in nữa.",
    "But by the rules of today it must not be printed any more.",
)
# House rule: so many names say enough.
_NAMED = 3
_WRONG = Text("Gói không dùng được.", "The package cannot be used.")


def of_verification(verification: Verification, language: Language) -> str:
    """Return each question with its answer, and a last line to act on."""
    words = [(_word(each.is_good).to(language), each) for each in verification.answers]
    first = max((len(word) for word, _ in words), default=0) + 2
    shown: list[str] = []
    for word, each in words:
        said = f"{each.question.to(language)}: {each.said.to(language)}"
        shown += lines(visible(said), WIDTH, f"{word:<{first}}", " " * first)
    if verification.today is not None:
        shown += lines(_of_day(verification.today, language), WIDTH)
    if verification.newer:
        shown += lines(visible(_newer(verification).to(language)), WIDTH)
    verdict = _verdict(verification)
    if verdict is not _WRONG and verification.approval in ("unapproved", "sample"):
        # Why nobody may print it stands before what is proven of it.
        shown += lines(_APPROVALS[verification.approval].to(language), WIDTH)
    return "\n".join([*shown, *lines(verdict.to(language), WIDTH)])


def of_several(standing: Sequence[tuple[Path, Verification | None]], language: Language) -> str:
    """Return a line for each package, and a last one that counts; None is a package that could not be read."""
    verdicts = [(_verdict_word(each).to(language), path, _verdict_of_several(each)) for path, each in standing]
    first = max(len(word) for word, _, _ in verdicts) + 2
    shown: list[str] = []
    for word, path, verdict in verdicts:
        shown += lines(visible(f"{path}: {verdict.to(language)}"), WIDTH, f"{word:<{first}}", " " * first)
    return "\n".join([*shown, *lines(_total([each for _, each in standing]).to(language), WIDTH)])


def _total(standing: Sequence[Verification | None]) -> Text:
    """Count the packages: those that are as they were made, those of them that nobody approved, the rest."""
    whole = [each for each in standing if each is not None and not has_errors(each.findings)]
    count, good = len(standing), len(whole)
    counted = Counter[str | None](each.approval for each in whole)
    vi, en = [], []
    for standing_as, said in _COUNTED.items():
        if counted[standing_as]:
            vi.append(f"{counted[standing_as]} gói {said.vi}")
            en.append(f"{counted[standing_as]} {said.en}")
    among = Text(f", trong đó {', '.join(vi)}", f", of which {', '.join(en)}") if vi else Text("", "")
    return Text(
        f"{count} gói: {good} gói đúng{among.vi}; {count - good} gói không dùng được.",
        f"{count} packages: {good} good{among.en}; {count - good} cannot be used.",
    )


# Whether a package was approved, in the words of its row.
_APPROVALS = {
    "approved": Text("Đã duyệt.", "Approved."),
    "unapproved": Text("CHƯA DUYỆT, đừng in.", "NOT APPROVED, not to be printed."),
    "sample": Text("Bản làm thử, đừng in.", "A sample, not to be printed."),
    "unsaid": Text("Không ghi đã duyệt hay chưa.", "It does not say whether it was approved."),
}
_COUNTED = {
    "unapproved": Text("CHƯA DUYỆT", "NOT APPROVED"),
    "sample": Text("là bản làm thử", "samples"),
    "unsaid": Text("không ghi đã duyệt hay chưa", "without a word of approval"),
}


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
            "package": each.name if each is not None else None,
            "signature": _signature(each.signed) if each is not None else None,
            "litter": list(each.litter) if each is not None else [],
            "newer": list(each.newer) if each is not None else [],
            "approval": each.approval if each is not None else None,
            "findings": [finding_object(finding, language) for finding in found],
        }
        for (path, each), found in zip(standing, findings, strict=True)
    ]
    every = tuple(finding for found in findings for finding in found)
    return answer(command, every, language, packages=packages)


def verification_object(command: str, verification: Verification, language: Language) -> str:
    """Return how a package stands as the one JSON object that ``--json`` prints."""
    now = verification.today
    return answer(
        command,
        verification.findings_with_today,
        language,
        file=str(verification.path),
        answers=_answers(verification, language),
        package=verification.name,
        signature=_signature(verification.signed),
        litter=list(verification.litter),
        newer=list(verification.newer),
        approval=verification.approval,
        judged_as_of=now.judged.isoformat() if now is not None else None,
        today=today_object(now, language) if now is not None else None,
    )


def _verdict_of_several(verification: Verification | None) -> Text:
    """Return what is proven of one package of several, and whether a newer one lies beside it."""
    said = [_verdict(verification)]
    if verification is not None and verification.approval is not None and said[0] is not _WRONG:
        said.insert(0, _APPROVALS[verification.approval])
    if verification is not None and verification.newer:
        said.append(_newer(verification))
    return Text(" ".join(each.vi for each in said), " ".join(each.en for each in said))


def _newer(verification: Verification) -> Text:
    """Say that it is an older package of its job: a newer one lies beside it."""
    listed = ", ".join(verification.newer[:_NAMED]) + (" …" if len(verification.newer) > _NAMED else "")
    return Text(f"Gói này cũ hơn: cạnh nó có {listed}.", f"It is an older one: beside it lies {listed}.")


def _signature(signed: SignatureAnswer | None) -> dict[str, object] | None:
    if signed is None:
        return None
    return {"key": signed.claim.key, "comment": signed.claim.comment, "good": signed.is_good}


def _answers(verification: Verification, language: Language) -> list[dict[str, object]]:
    return [
        {"question": each.question.to(language), "said": each.said.to(language), "good": each.is_good}
        for each in verification.answers
    ]


def _of_day(now: Today, language: Language) -> str:
    """Say by which day a package was judged, and what the rules of today say of it."""
    day, judged = format_day(now.date, language), format_day(now.judged, language)
    added = summary(now.findings, language)
    if not added:
        return Text(
            f"Xét theo ngày {judged}; theo quy định hôm nay, {day}, không thêm lỗi nào.",
            f"Judged as of {judged}; the rules of today, {day}, find nothing more.",
        ).to(language)
    return Text(
        f"Xét theo ngày {judged}; theo quy định hôm nay, {day}: thêm {added} (ghi ở trên).",
        f"Judged as of {judged}; by the rules of today, {day}: {added} more (told above).",
    ).to(language)


def _word(is_good: bool | None) -> Text:  # noqa: FBT001 - the answer itself
    return _OPEN if is_good is None else _GOOD if is_good else _BAD


def _verdict_word(verification: Verification | None) -> Text:
    return _BAD if verification is None or has_errors(verification.findings) else _GOOD


def _verdict(verification: Verification | None) -> Text:
    """Return what is proven of a package, and no more."""
    if verification is None or has_errors(verification.findings):
        return _WRONG
    signed = verification.signed
    proven = _PROVEN if signed is not None and signed.is_good else _UNPROVEN
    if verification.today is None or not verification.today.errors:
        return proven
    return Text(f"{proven.vi} {_OLD.vi}", f"{proven.en} {_OLD.en}")
