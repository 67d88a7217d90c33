"""Whether a job still comes out as it was locked, and if not, what is other than it was then. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from keytag.documents.lock import Lock, LockedDocument
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_day
from keytag.text.text import Text, same_text

JOB_KEEPS_ITS_LOCK = Rule.error("job-keeps-its-lock", __name__)
RULES = (JOB_KEEPS_ITS_LOCK,)

# House rule: so many names say enough.
_NAMED = 6
_NOTHING_KNOWN = Text(
    "không rõ vì sao: keytag, phông chữ, mẫu, nhà in đều như cũ; có thể thư viện đi kèm đã khác",
    "by what is not known: keytag, fonts, template and shop are as they were; perhaps a library is another",
)


def lock_findings(was: Lock, now: Lock, names: Mapping[str, str], job: str) -> Iterator[Finding]:
    """Yield how ``now`` is not as it ``was``: a note where every tag looks as it did, else one error.

    ``names`` are those of the job's editions, by their ids: one that ``now`` does not hold is gone only where the
    job has it no more. ``job`` is what is typed for it.
    """
    looks = {edition.id: edition.artwork for edition in was.tags}
    changed = [each.id for each in now.tags if looks.get(each.id, each.artwork) != each.artwork]
    added = [each.id for each in now.tags if each.id not in looks]
    gone = [each for each in looks if each not in names]
    causes = [*_causes(was, now)]
    day = Text(format_day(was.date), was.date.isoformat())
    if not (changed or added or gone):
        if causes:
            why = _joined([each.what for each in causes])
            yield _finding(
                causes,
                Text(
                    f"Móc khóa vẫn y như khi chốt mẫu ngày {day.vi}, dù đã khác: {why.vi}.",
                    f"The tags look as they were locked on {day.en}, though other than then: {why.en}.",
                ),
                Text(f"Ghi nhận thay đổi: keytag lock {job} --renew", f"To take note: keytag lock {job} --renew"),
                severity=Severity.NOTE,
            )
        return
    causes = [*_own_causes(was, now, changed), *causes]
    if not causes and was.job.sha256 != now.job.sha256:
        causes = [_Cause(Text("tệp đặt in hoặc bảng của nó", "the job or its table"))]
    why = _joined([each.what for each in causes]) if causes else _NOTHING_KNOWN
    what = _joined(
        [
            *([_editions(Text("khác", "changed"), changed, names)] if changed else []),
            *([_editions(Text("mới", "new"), added, names)] if added else []),
            *([_editions(Text("không còn", "gone"), gone, names)] if gone else []),
        ]
    )
    yield _finding(
        causes,
        Text(
            f"Móc khóa không còn như khi chốt mẫu ngày {day.vi} ({what.vi}). Đã khác: {why.vi}.",
            f"The tags are not as they were locked on {day.en} ({what.en}). Changed since: {why.en}.",
        ),
        Text(
            f"Cố ý đổi thì chốt lại: keytag lock {job} --renew. Không thì trả lại như cũ.",
            f"Where that is meant: keytag lock {job} --renew. Otherwise bring back what it was.",
        ),
    )


class _Cause(Struct, frozen=True):
    """One thing that is other than it was, and the node of the job that says it, where one does."""

    what: Text
    node: str = ""


def _finding(causes: Sequence[_Cause], message: Text, hint: Text, severity: Severity | None = None) -> Finding:
    """Return a finding at the line of its cause, where it has one alone."""
    return JOB_KEEPS_ITS_LOCK.finding(
        message, hint, severity=severity, node=causes[0].node if len(causes) == 1 else ""
    )


def _own_causes(was: Lock, now: Lock, changed: Sequence[str]) -> Iterator[_Cause]:
    """Yield what of the job itself made the ``changed`` editions look otherwise, as far as the lock tells."""
    before = {edition.id: edition for edition in was.tags}
    pairs = [(before[each.id], each) for each in now.tags if each.id in changed]
    if any(None is not old.words != new.words for old, new in pairs):
        yield _Cause(Text("chữ, số trong tệp đặt in hoặc bảng của nó", "what the job or its table says"))
    for old, new in dict.fromkeys((old.template, new.template) for old, new in pairs if old.template is not None):
        if old != new:
            yield _Cause(Text(f"kiểu trình bày {old} → {new}", f"template {old} → {new}"), "template")
    if any(None is not old.form != new.form for old, new in pairs):
        yield _Cause(Text("màu, hình, cỡ hoặc lỗ trong tệp đặt in", "the job's colours, shape, size or hole"))


def _editions(what: Text, ids: Sequence[str], names: Mapping[str, str]) -> Text:
    listed = ", ".join(names.get(each, each) for each in ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
    return Text(f"{what.vi} {len(ids)} mẫu: {listed}", f"{what.en} {len(ids)}: {listed}")


def _joined(texts: Sequence[Text]) -> Text:
    vi, en = ("; ".join(text.to(language) for text in texts) for language in ("vi", "en"))
    return Text(vi, en)


def _causes(before: Lock, after: Lock) -> Iterator[_Cause]:
    """Yield what decides how tags look and is other than it was, but for what the job says itself."""
    was, now = before.drawn_with, after.drawn_with
    if was.version != now.version:
        yield _Cause(same_text(f"keytag {was.version} → {now.version}"))
    yield from _of_one(Text("nhà in", "shop"), was.shop, now.shop, "shop")
    yield from _of_one(Text("máy bế", "cutter"), was.cutter, now.cutter)
    yield from _of_one(Text("hồ sơ màu", "profile"), was.profile, now.profile)
    known = all(edition.template is not None for edition in before.tags)
    # Which edition has another template now is told by its own lines.
    yield from _of_many(Text("kiểu trình bày", "template"), was.templates, now.templates, "template", both=known)
    yield from _of_many(Text("hình vẽ", "drawing"), was.drawings, now.drawings, both=known)
    yield from _of_many(Text("phông chữ", "font"), was.fonts, now.fonts)
    if was.places != now.places:
        yield _Cause(
            Text(
                f"bảng địa danh {format_day(was.places)} → {format_day(now.places)}",
                f"table of places {was.places.isoformat()} → {now.places.isoformat()}",
            )
        )


def _of_one(
    what: Text, was: LockedDocument | None, now: LockedDocument | None, node: str = ""
) -> Iterator[_Cause]:
    if was == now:
        return
    before, after = ("–" if each is None else each.name for each in (was, now))
    said = f"{before} → {after}" if before != after else before
    yield _Cause(Text(f"{what.vi} {said}", f"{what.en} {said}"), node)


def _of_many(
    what: Text,
    was: Sequence[LockedDocument],
    now: Sequence[LockedDocument],
    node: str = "",
    *,
    both: bool = False,
) -> Iterator[_Cause]:
    """Yield which of several documents are others than they were; of those that are in ``both`` alone."""
    before, after = ({each.name: each.sha256 for each in every} for every in (was, now))
    names = [
        name
        for name in {**before, **after}
        if before.get(name) != after.get(name) and not (both and (name not in before or name not in after))
    ]
    if names:
        listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        yield _Cause(Text(f"{what.vi} {listed}", f"{what.en} {listed}"), node)
