"""In what two states of one tag differ, in words: each field as it was and as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from msgspec import Struct

from keytag.documents.approval import ApprovedNumber, ApprovedTag
from keytag.text.figures import format_count
from keytag.text.text import Text, same_text

NOTHING = Text("không có", "none")


class FieldChange(Struct, frozen=True):
    """One field that is not as it was: its key, what people call it, how it was and how it is.

    ``place`` counts the numbers of a tag from 1; 0 for what there is but one of.
    """

    field: str
    what: Text
    was: Text
    now: Text
    place: int = 0


# In the order in which people read a tag, then what is ordered.
FIELDS = {
    "issuer": Text("tên đơn vị", "office"),
    "province": Text("tỉnh, thành phố", "province"),
    "name": Text("tên mẫu", "edition's name"),
    "slogan": Text("khẩu hiệu", "slogan"),
    "numbers": Text("số", "number"),
    "link": Text("địa chỉ mã QR", "code's address"),
    "caption": Text("chữ bên mã QR", "code's caption"),
    "mark": Text("mã mẫu", "edition's code"),
    "template": Text("kiểu trình bày", "template"),
    "colours": Text("màu", "colour"),
    "shape": Text("hình dáng", "shape"),
    "size": Text("cỡ", "size"),
    "hole": Text("lỗ móc", "hole"),
    "sides": Text("mặt in", "printed sides"),
    "quantity": Text("số lượng", "quantity"),
    "order": Text("lần đặt in", "order's number"),
    "stock": Text("vật liệu", "stock"),
    "finishing": Text("gia công sau in", "finishing"),
    "ring": Text("khoen", "ring"),
    "cut": Text("cách bế", "cut"),
    "shop": Text("nhà in", "shop"),
    "process": Text("cách in", "process"),
    "design": Text("kiểu trình bày, phông, hình vẽ", "template, fonts, drawings"),
    "profile": Text("hồ sơ màu", "colour profile"),
}
_SIDES = {"front": Text(" mặt trước", " on the front"), "back": Text(" mặt sau", " on the back")}


def tag_changes(was: ApprovedTag, now: ApprovedTag) -> tuple[FieldChange, ...]:
    """Return every field in which ``now`` is not as ``was``, in the order in which people read."""
    return tuple(_changes(was, now))


def _changes(was: ApprovedTag, now: ApprovedTag) -> Iterator[FieldChange]:
    for field, what in FIELDS.items():
        before, after = getattr(was, field), getattr(now, field)
        if before == after:
            continue
        if field == "numbers":
            yield from _number_changes(was.numbers, now.numbers)
        elif field == "colours":
            # As with its content: another template has other colours.
            yield from _colour_changes(was, now) if was.template == now.template else ()
        elif field == "design" and was.template != now.template:
            # Another template holds something else, which says nothing more.
            continue
        elif field in ("design", "profile"):
            yield FieldChange(field, what, _hash(before), _hash(after))
        else:
            yield FieldChange(field, what, _said(before), _said(after))


def _number_changes(was: Sequence[ApprovedNumber], now: Sequence[ApprovedNumber]) -> Iterator[FieldChange]:
    """Yield the numbers that were exchanged, came or went, by their place among those of the tag."""
    for kind, start, stop, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for step, (before, after) in enumerate(zip_longest(was[start:stop], now[first:last])):
            place = (first if after is not None else start) + step + 1
            yield FieldChange(
                "numbers",
                Text(f"số thứ {place}", f"number {place}"),
                _number(before, None),
                _number(after, before),
                place,
            )


def _number(number: ApprovedNumber | None, before: ApprovedNumber | None) -> Text:
    """Return a number with its label, unless that is as it was ``before``, and its side where it is another."""
    if number is None:
        return NOTHING
    said = number.number if before is not None and before.label == number.label else str(number)
    side = _SIDES.get(number.side or "") if before is None or before.side != number.side else None
    return same_text(said) if side is None else Text(f"{said}{side.vi}", f"{said}{side.en}")


def _colour_changes(was: ApprovedTag, now: ApprovedTag) -> Iterator[FieldChange]:
    what = FIELDS["colours"]
    for role in dict.fromkeys((*was.colours, *now.colours)):
        before, after = was.colours.get(role), now.colours.get(role)
        if before != after:
            yield FieldChange(
                f"colours.{role}", Text(f"{what.vi} {role}", f"{what.en} {role}"), _said(before), _said(after)
            )


def _hash(value: str) -> Text:
    return same_text(f"# {value}")


def _said(value: object) -> Text:
    if value is None:
        return NOTHING
    if isinstance(value, int):
        return Text(format_count(value), format_count(value, "en"))
    return same_text(str(value))
