"""Whether somebody has approved just this tag and just this order.

An entry of the approval holds two hashes and a plain copy of what was approved. The hashes decide; the copy says
in words what has changed, as far as words can. Knows nothing of files or of how tags are drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from keytag.checks.difference import NOTHING, tag_changes
from keytag.documents.approval import ApprovedNumber, ApprovedTag, Call, EditionApproval
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Where
from keytag.text.figures import format_day
from keytag.text.text import Text, fold_name, same_text

APPROVAL_IS_GIVEN = Rule.error("approval-is-given", __name__)
APPROVAL_IS_OF_THIS_TAG = Rule.error("approval-is-of-this-tag", __name__)
APPROVAL_IS_OF_THIS_ORDER = Rule.error("approval-is-of-this-order", __name__)
EVERY_NUMBER_WAS_CALLED = Rule.error("every-number-was-called", __name__)
TWO_HANDS_APPROVE = Rule.error("two-hands-approve", __name__)
APPROVAL_SIGNATURE_IS_GOOD = Rule.error("approval-signature-is-good", __name__)
APPROVAL_DAY_HAS_COME = Rule.error("approval-day-has-come", __name__)
RULES = (
    APPROVAL_IS_GIVEN,
    APPROVAL_IS_OF_THIS_TAG,
    APPROVAL_IS_OF_THIS_ORDER,
    EVERY_NUMBER_WAS_CALLED,
    TWO_HANDS_APPROVE,
    APPROVAL_SIGNATURE_IS_GOOD,
    APPROVAL_DAY_HAS_COME,
)

# House rule: so many names say enough.
_NAMED = 6
# No two clocks on earth are more than a day apart.
_CLOCKS = timedelta(days=1)


class ApprovalState(StrEnum):
    """How far an edition's approval has come."""

    NONE = "none"
    CALLED = "called"
    """Some numbers were called; nobody has signed."""
    CHECKED = "checked"
    APPROVED = "approved"
    CHANGED = "changed"
    """It was checked or approved, and is not any more what it was then."""


class ApprovalChange(Struct, frozen=True):
    """One thing that is not as it was approved: what, how it was, how it is, and the job's node that says it."""

    what: Text
    was: Text
    now: Text
    node: str
    is_of_order: bool = False

    @property
    def said(self) -> Text:
        """The change in one sentence, without a full stop."""
        return Text(
            f"{self.what.vi}: đã duyệt {self.was.vi}, nay {self.now.vi}",
            f"{self.what.en}: approved {self.was.en}, now {self.now.en}",
        )


class ApprovalSubject(Struct, frozen=True):
    """An edition as it is now, with its entry in the approval; ``name`` is what people call it.

    ``artwork`` is None where the edition was not drawn: then only words can be compared. ``nodes`` are those of
    the job that say a field, by the field's name.
    """

    id: str
    name: str
    artwork: str | None
    terms: str
    now: ApprovedTag
    nodes: Mapping[str, str]
    entry: EditionApproval | None = None
    hands: int = 1
    leaflet: str | None = None
    """The hash of what its leaflet says; None where it has none."""

    @property
    def state(self) -> ApprovalState:
        """How far its approval has come."""
        entry = self.entry
        if entry is None:
            return ApprovalState.NONE
        if entry.approved is None and entry.checked is None:
            return ApprovalState.CALLED if entry.called else ApprovalState.NONE
        if self.changes:
            return ApprovalState.CHANGED
        return ApprovalState.APPROVED if entry.approved is not None else ApprovalState.CHECKED

    @property
    def is_ready(self) -> bool:
        """Whether nothing but a signature's own fault keeps it from the shop."""
        return self.state is ApprovalState.APPROVED and not self.uncalled and not self.lacks_second_hand

    @property
    def changes(self) -> tuple[ApprovalChange, ...]:
        """What is not as it was approved, or checked."""
        entry = self.entry
        if entry is None:
            return ()
        words = tuple(_changes(entry.of, self.now, self.nodes))
        drawn = tuple(change for change in words if not change.is_of_order)
        ordered = tuple(change for change in words if change.is_of_order)
        leaflet = (_leaflet_changed(entry.leaflet, self.leaflet),) if self.leaflet != entry.leaflet else ()
        if self.artwork is None:
            return (*drawn, *leaflet, *ordered)
        found: list[ApprovalChange] = []
        if self.artwork != entry.artwork:
            found += (*drawn, *_redesigned(entry.of, self)) or _means(entry, self)
        elif _of_the_tag(entry.of) != _of_the_tag(self.now):
            # The hash fits and the copy does not: somebody wrote into the file.
            found += drawn or (_rewritten(self.nodes),)
        found += leaflet
        if self.terms != entry.terms:
            found += ordered or (_unnamed(_TERMS, entry.terms, self.terms, "quantity", is_of_order=True),)
        return tuple(found)

    @property
    def uncalled(self) -> tuple[ApprovedNumber, ...]:
        """The numbers of which its entry does not say that they were called."""
        called = {(call.label, call.number) for call in self.called}
        return tuple(number for number in self.now.numbers if (number.label, number.number) not in called)

    @property
    def called(self) -> tuple[Call, ...]:
        """The calls of the numbers that it has now."""
        numbers = {(number.label, number.number) for number in self.now.numbers}
        calls = self.entry.called if self.entry is not None else ()
        return tuple(call for call in calls if (call.label, call.number) in numbers)

    @property
    def lacks_second_hand(self) -> bool:
        """Whether two people are to stand for it, and do not."""
        entry = self.entry
        if self.hands < 2 or entry is None or entry.approved is None:
            return False
        return entry.checked is None or is_same_person(entry.checked.by, entry.approved.by)


def approval_findings(subjects: Sequence[ApprovalSubject], job: str) -> tuple[Finding, ...]:
    """Return why ``subjects`` may not be handed off; one cause that several editions share is told once.

    ``job`` is the path of the job's file.
    """
    several = len(subjects) > 1
    return (
        *_missing([each for each in subjects if each.state in _UNSIGNED], job, several=several),
        *_waiting([each for each in subjects if each.state is ApprovalState.CHECKED], job, several=several),
        *_changed([each for each in subjects if each.state is ApprovalState.CHANGED], job, several=several),
        *uncalled_findings([each for each in subjects if each.state is ApprovalState.APPROVED], job),
        *_one_hand([each for each in subjects if each.state is ApprovalState.APPROVED], several=several),
    )


_UNSIGNED = (ApprovalState.NONE, ApprovalState.CALLED)


def uncalled_findings(subjects: Sequence[ApprovalSubject], job: str) -> Iterator[Finding]:
    """Yield one finding of all numbers that nobody has called yet, at the first of them."""
    found: dict[tuple[str, str], str] = {}
    for subject in subjects:
        for each in subject.uncalled:
            place = subject.now.numbers.index(each)
            found.setdefault((each.label, each.number), subject.nodes.get(f"numbers.{place}", ""))
    if not found:
        return
    listed = "; ".join(f"{label} {number}" for label, number in tuple(found)[:_NAMED])
    more = f"; … +{len(found) - _NAMED}" if len(found) > _NAMED else ""
    yield EVERY_NUMBER_WAS_CALLED.finding(
        Text(f"Chưa gọi thử {len(found)} số: {listed}{more}.", f"Not called yet, {len(found)}: {listed}{more}."),
        Text(
            f"Gọi từng số (keytag check {_typed(job)} --called), đúng người nghe máy thì ghi nhận: "
            f'keytag approve {_typed(job)} --by "…" --called all; mới gọi vài số: --as called --called S1,S2',
            f"Call each of them (keytag check {_typed(job)} --called); when the right desk has answered: "
            f'keytag approve {_typed(job)} --by "…" --called all; of some only, --as called --called S1,S2',
        ),
        node=next(iter(found.values())),
    )


def _missing(subjects: Sequence[ApprovalSubject], job: str, *, several: bool) -> Iterator[Finding]:
    if not subjects:
        return
    whose = _whose(subjects, several=several)
    yield APPROVAL_IS_GIVEN.finding(
        Text(f"Chưa có ai duyệt{whose.vi}.", f"Nobody has approved it yet{whose.en}."),
        Text(
            f"Xem bản in thử, gọi từng số (keytag check {_typed(job)} --called), rồi: "
            f'keytag approve {_typed(job)} --by "…" --position "…" --called all',
            f"Look at the proof, call every number (keytag check {_typed(job)} --called), then: "
            f'keytag approve {_typed(job)} --by "…" --position "…" --called all',
        ),
        where=Where(job),
    )


def _waiting(subjects: Sequence[ApprovalSubject], job: str, *, several: bool) -> Iterator[Finding]:
    if not subjects:
        return
    whose = _whose(subjects, several=several)
    yield APPROVAL_IS_GIVEN.finding(
        Text(f"Mới kiểm tra, chưa duyệt{whose.vi}.", f"Checked, but not approved yet{whose.en}."),
        Text(
            f'Người duyệt chạy: keytag approve {_typed(job)} --by "…"',
            f'Whoever approves: keytag approve {_typed(job)} --by "…"',
        ),
    )


def _changed(subjects: Sequence[ApprovalSubject], job: str, *, several: bool) -> Iterator[Finding]:
    found: dict[ApprovalChange, list[ApprovalSubject]] = {}
    for subject in subjects:
        for change in subject.changes:
            found.setdefault(change, []).append(subject)
    for change, whose in found.items():
        rule = APPROVAL_IS_OF_THIS_ORDER if change.is_of_order else APPROVAL_IS_OF_THIS_TAG
        of, said = _whose(whose, several=several), change.said
        yield rule.finding(
            Text(f"{_capital(said.vi)}{of.vi}.", f"{_capital(said.en)}{of.en}."),
            Text(
                "Sửa lại như đã duyệt; hoặc xem lại, gọi thử số mới, rồi duyệt lại: "
                f'keytag approve {_typed(job)} --by "…" --called all',
                "Put it back; or look again, call what is new, and approve again: "
                f'keytag approve {_typed(job)} --by "…" --called all',
            ),
            node=change.node,
        )


def _one_hand(subjects: Sequence[ApprovalSubject], *, several: bool) -> Iterator[Finding]:
    lacking = [subject for subject in subjects if subject.lacks_second_hand]
    if not lacking:
        return
    whose, entry = _whose(lacking, several=several), lacking[0].entry
    by = entry.approved.by if entry is not None and entry.approved is not None else ""
    yield TWO_HANDS_APPROVE.finding(
        Text(
            f"Cần hai người, mà chỉ có {quote(by)}{whose.vi}.",
            f"Two people are needed, and {quote(by)} is the only one{whose.en}.",
        ),
        node="approval.hands",
    )


def findings_of_days(entries: Sequence[EditionApproval], today: date) -> Iterator[Finding]:
    """Yield one finding of all ``entries`` that name a day after ``today``: for a call, a check or an approval."""
    late = {entry.edition: max(_days(entry), default=today) for entry in entries}
    late = {edition: day for edition, day in late.items() if day - today > _CLOCKS}
    if not late:
        return
    day, named = max(late.values()), ", ".join(tuple(late)[:_NAMED])
    whose = f" ({named}{f', … +{len(late) - _NAMED}' if len(late) > _NAMED else ''})" if len(entries) > 1 else ""
    yield APPROVAL_DAY_HAS_COME.finding(
        Text(
            f"Phê duyệt ghi ngày {format_day(day)}, hôm nay mới là {format_day(today)}{whose}.",
            f"The approval is of {day.isoformat()}; today is {today.isoformat()}{whose}.",
        )
    )


def _days(entry: EditionApproval) -> Iterator[date]:
    """Yield each day that an entry names."""
    yield from (signoff.date for signoff in (entry.checked, entry.approved) if signoff is not None)
    yield from (call.date for call in entry.called)


def _typed(job: str) -> str:
    """Return a path as it is typed."""
    return f'"{job}"' if " " in job else job


def _whose(subjects: Sequence[ApprovalSubject], *, several: bool) -> Text:
    """Return which editions, in brackets; nothing where the job has one."""
    if not several:
        return same_text("")
    names = ", ".join(subject.name for subject in subjects[:_NAMED])
    more, count = len(subjects) - _NAMED, len(subjects)
    vi = f"{names}, … +{more}" if more > 0 else names
    return Text(
        f" ({f'{count} mẫu: ' if count > 1 else ''}{vi})", f" ({f'{count} editions: ' if count > 1 else ''}{vi})"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_TERMS = Text("nội dung đặt in", "what is ordered")
# Fields of the order; all others are of the tag.
_OF_ORDER = frozenset(("sides", "quantity", "order", "stock", "finishing", "ring", "cut", "shop", "process"))
# By what means a tag is drawn, which matters only where nothing else says why it looks otherwise.
_MEANS: dict[str, Text] = {
    "design": Text("kiểu trình bày, phông chữ hoặc hình vẽ", "the template, its fonts or drawings"),
    "profile": Text("hồ sơ màu", "the colour profile"),
    "drawn_by": Text("bản keytag", "keytag's version"),
}


def _changes(was: ApprovedTag, now: ApprovedTag, nodes: Mapping[str, str]) -> Iterator[ApprovalChange]:
    """Yield every field in which ``now`` is not as ``was``, in the order in which people read."""
    for change in tag_changes(was, now):
        if change.field in _MEANS:
            continue
        named = f"numbers.{min(change.place, len(now.numbers)) - 1}" if change.field == "numbers" else change.field
        node = nodes.get(named) or (nodes.get("template", "") if named.startswith("colours.") else "")
        yield ApprovalChange(change.what, change.was, change.now, node, change.field in _OF_ORDER)


def _shown(value: object) -> Text:
    return NOTHING if value is None else same_text(quote(str(value)))


def _of_the_tag(copy: ApprovedTag) -> tuple[object, ...]:
    """Return what of a copy must be so where the artwork's hash is the same."""
    return copy.numbers, copy.link


def _redesigned(was: ApprovedTag, subject: ApprovalSubject) -> Iterator[ApprovalChange]:
    """Yield that a template of the same name, its fonts or drawings are others now."""
    if was.template == subject.now.template and was.design != subject.now.design:
        before, after = same_text(f"# {was.design}"), same_text(f"# {subject.now.design}")
        yield ApprovalChange(_MEANS["design"], before, after, subject.nodes.get("template", ""))


def _means(entry: EditionApproval, subject: ApprovalSubject) -> tuple[ApprovalChange, ...]:
    """Return by what means a tag is drawn otherwise that says the same."""
    for field, what in _MEANS.items():
        before, after = getattr(entry.of, field), getattr(subject.now, field)
        if before != after:
            return (ApprovalChange(what, _shown(before), _shown(after), subject.nodes.get("template", "")),)
    what = Text("hình vẽ của móc khóa", "how the tag is drawn")
    return (_unnamed(what, entry.artwork, subject.artwork or "", "template"),)


def _unnamed(what: Text, was: str, now: str, node: str, *, is_of_order: bool = False) -> ApprovalChange:
    return ApprovalChange(what, same_text(f"# {was}"), same_text(f"# {now}"), node, is_of_order)


def _leaflet_changed(was: str | None, now: str | None) -> ApprovalChange:
    """Return that the leaflet is not as it was approved, in words that are the same for every edition."""
    # An approval of old says nothing of leaflets: then nobody has approved this one.
    change = _ADDED if was is None else _LEFT_OUT if now is None else _CHANGED
    return ApprovalChange(_LEAFLET, *change, "leaflet")


_LEAFLET = Text("tờ rơi", "leaflet")
_ADDED = Text("khi chưa có tờ rơi", "without one"), Text("có", "with one")
_CHANGED = Text("bản cũ", "an earlier one"), Text("đã sửa", "changed")
_LEFT_OUT = Text("cùng tờ rơi", "with one"), Text("không có", "without one")


def _rewritten(nodes: Mapping[str, str]) -> ApprovalChange:
    what = Text("tệp phê duyệt bị sửa tay", "the approval was edited by hand")
    return ApprovalChange(what, NOTHING, NOTHING, nodes.get("numbers.0", ""))


# Ranks of the people's police and army, and forms of address, by their letters alone.
_RANKS = frozenset(
    f"{grade}-{rank}"
    for grade, ranks in (
        ("dai", ("tuong", "ta", "uy")),
        ("thuong", ("tuong", "ta", "uy", "si")),
        ("trung", ("tuong", "ta", "uy", "si")),
        ("thieu", ("tuong", "ta", "uy")),
        ("ha", ("si",)),
        ("dong", ("chi",)),
    )
    for rank in ranks
)
_FORMS = frozenset({"ong", "ba", "dc", "d-c"})
# The five tone marks, which people set on either vowel: hòa and hoà, úy and uý.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def is_same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's.

    Case, blanks, Unicode form, the place of tone marks and a rank in front are no matter.
    """
    return _person(one) == _person(other)


def _person(name: str) -> tuple[str, ...]:
    words = unicodedata.normalize("NFC", name).casefold().replace(",", " ").split()
    while len(words) > 2:
        if "-".join(map(fold_name, words[:2])) in _RANKS:
            words = words[2:]
        elif fold_name(words[0]) in _FORMS:
            words = words[1:]
        else:
            break
    return tuple(map(_toneless_last, words))


def _toneless_last(word: str) -> str:
    """Return a word with its tone mark behind all its letters."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if c not in _TONES) + "".join(c for c in parts if c in _TONES)
