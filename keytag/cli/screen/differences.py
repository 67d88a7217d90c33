"""How a job is not as it was, as people read it: what all editions share, each edition, the order, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from keytag.cli.screen import naming
from keytag.cli.screen.objects import answer
from keytag.cli.screen.spelling import WIDTH, lines, sentence, tie_figures, visible
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    from keytag.checks.difference import FieldChange
    from keytag.cli.screen.screen import Screen
    from keytag.commands.diff import Difference, TagDifference
    from keytag.handoff.job_states import JobState, TagState

_KINDS = {
    "job": Text("tệp đặt in", "the job"),
    "approval": Text("bản đã duyệt", "the approval"),
    "lock": Text("bản chốt mẫu", "the lock"),
    "package": Text("gói gửi nhà in", "the package"),
}
_SHARED = Text("Chung cho mọi mẫu", "All editions")
_ORDER = Text("Cả đơn hàng", "The whole order")
_CAME, _GONE = Text("mẫu mới", "new"), Text("không còn", "gone")
_LOOK = Text("hình móc khóa", "how it looks")
_OTHERWISE = Text("khác trước", "not as it was")
_EQUAL = Text("Giống nhau.", "They are the same.")
_WITHOUT = Text(
    "Không có hình của {}: bản đã duyệt, bản chốt mẫu chỉ giữ chữ và mã, nay không vẽ lại được y như vậy. Muốn "
    "xem hình thì so với gói đã gửi: keytag diff GÓI.zip {} --out …",
    "An approval or a lock holds no picture, and from what it keeps {} cannot be drawn as it was. "
    "For pictures, compare with the package that was sent: keytag diff PACKAGE.zip {} --out …",
)
# House rule: so many names say enough.
_NAMED = 3


def show_difference(screen: Screen, command: str, difference: Difference) -> None:
    """Show in what a job is not as it was."""
    language = screen.options.language
    if screen.options.as_json:
        screen.write(difference_object(command, difference, language))
    elif not screen.options.quiet:
        screen.write("\n".join(_lines(difference, language)))


def _lines(difference: Difference, language: Language) -> Iterator[str]:
    was, now = difference.was, difference.now
    head = Text(f"{_of(now, 'vi')} so với {_of(was, 'vi')}", f"{_of(now, 'en')} against {_of(was, 'en')}").to(
        language
    )
    yield from lines(visible(head[0].upper() + head[1:]), WIDTH, "", "  ")
    if difference.is_equal:
        yield _EQUAL.to(language)
        return
    if difference.shared:
        yield from _group(_SHARED.to(language), _rows(difference.shared, language))
    several = max(len(was.tags), len(now.tags)) > 1
    for tag in difference.tags:
        yield from _group(visible(tag.name), _tag_rows(tag, language, several=several))
    if difference.order:
        yield from _group(_ORDER.to(language), _rows(difference.order, language))
    if difference.undrawn:
        names = [visible(tag.name) for tag in difference.undrawn]
        listed = ", ".join(names[:_NAMED]) + (f", … +{len(names) - _NAMED}" if len(names) > _NAMED else "")
        yield from lines(_WITHOUT.to(language).format(listed, naming.job(_job_of(difference))))
    if difference.pictures:
        count, where = len(difference.pictures), visible(str(difference.pictures[0].parent))
        noun = "picture" if count == 1 else "pictures"
        yield Text(f"Đã ghi {count} hình vào {where}.", f"Wrote {count} {noun} to {where}.").to(language)
    yield _verdict(difference).to(language)


def _job_of(difference: Difference) -> Path:
    states = (difference.now, difference.was)
    return next((state.path for state in states if state.kind == "job"), difference.now.path)


def _verdict(difference: Difference) -> Text:
    """Return how many editions changed, came, went and are as they were."""
    tags = difference.tags
    came = sum(tag.was is None for tag in tags)
    gone = sum(tag.now is None for tag in tags)
    changed = len(tags) - came - gone if not difference.shared else len(difference.now.tags) - came
    same = len(difference.now.tags) - came - changed
    counted = [
        (changed, Text(f"{changed} mẫu khác", f"{changed} changed")),
        (came, Text(f"{came} mẫu mới", f"{came} new")),
        (gone, Text(f"{gone} mẫu không còn", f"{gone} gone")),
        (same, Text(f"{same} mẫu như cũ", f"{same} as before")),
    ]
    said = [text for count, text in counted if count]
    vi, en = (", ".join(text.to(language) for text in said) for language in ("vi", "en"))
    return Text(f"{vi}.", f"Editions: {en}.")


def _of(state: JobState, language: Language) -> str:
    return f"{_KINDS[state.kind].to(language)} {naming.job(state.path)}"


def _group(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield title
    width = max(len(what) for what, _ in rows) + 2
    for what, said in rows:
        yield from lines(visible(said), WIDTH, f"  {what:<{width}}", " " * (width + 2))


def _rows(changes: Sequence[FieldChange], language: Language) -> list[tuple[str, str]]:
    return [
        (each.what.to(language), tie_figures(f"{sentence(each.was, language)} → {sentence(each.now, language)}"))
        for each in changes
    ]


def _tag_rows(tag: TagDifference, language: Language, *, several: bool) -> list[tuple[str, str]]:
    """Return what is not as it was; an edition's own number stands where there are several (docs/adr/0042)."""
    if tag.was is None or tag.now is None:
        return [((_CAME if tag.was is None else _GONE).to(language), tag.id)]
    rows = _rows(tag.changes, language)
    if tag.looks_otherwise:
        numbers = Text(
            f"mã riêng {tag.was.artwork} → {tag.now.artwork}", f"own number {tag.was.artwork} → {tag.now.artwork}"
        )
        rows.append((_LOOK.to(language), (numbers if several else _OTHERWISE).to(language)))
    return rows


def difference_object(command: str, difference: Difference, language: Language) -> str:
    """Return the same as one JSON object."""
    return answer(
        command,
        (),
        language,
        ok=difference.is_equal,
        files=[{"path": str(path)} for path in difference.pictures],
        was=_state_object(difference.was),
        now=_state_object(difference.now),
        equal=difference.is_equal,
        shared=_change_objects(difference.shared, language),
        tags=[_tag_object(tag, language) for tag in difference.tags],
        order=_change_objects(difference.order, language),
    )


def _state_object(state: JobState) -> dict[str, Any]:
    return {"kind": state.kind, "path": str(state.path), "keytag": state.version}


def _tag_object(tag: TagDifference, language: Language) -> dict[str, Any]:
    status = "new" if tag.was is None else "gone" if tag.now is None else "changed"
    return {
        "id": tag.id,
        "name": tag.name,
        "status": status,
        "artwork": [_artwork(tag.was), _artwork(tag.now)],
        "changes": _change_objects(tag.changes, language),
    }


def _artwork(state: TagState | None) -> str | None:
    return state.artwork if state is not None else None


def _change_objects(changes: Sequence[FieldChange], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "field": each.field,
            "place": each.place or None,
            "was": sentence(each.was, language),
            "now": sentence(each.now, language),
        }
        for each in changes
    ]
