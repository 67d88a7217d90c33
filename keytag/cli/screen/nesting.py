"""What `nest` says: the layout found, the bound it stands under, what it gains, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from keytag.cli.screen.objects import answer
from keytag.cli.screen.spelling import visible
from keytag.text.figures import format_count, format_measure
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keytag.cli.screen.screen import Screen
    from keytag.commands.nest import LaidOrder, Nesting


def show_nest(screen: Screen, command: str, nesting: Nesting) -> None:
    """Show what a search for a free layout came to."""
    language = screen.options.language
    screen.result(
        nesting.findings,
        lambda: _object(command, nesting, language),
        lambda: [line.to(language) for line in _lines(nesting)] if nesting.name else [],
    )


def _lines(of: Nesting) -> Iterator[Text]:
    width, height, gap = (format_measure(each) for each in (*of.field, of.gap))
    yield Text(
        f"Vùng xếp {width.vi} × {height.vi} mm, khe {gap.vi} mm ({of.shop})",
        f"Field {width.en} × {height.en} mm, gap {gap.en} mm ({of.shop})",
    )
    yield Text(
        f"Xếp so le: {of.rows} chiếc. Xếp tự do: {_tags(of, 'vi')}.",
        f"In rows: {of.rows} tags. Freely: {_tags(of, 'en')}.",
    )
    bound = of.bound
    one_way = (
        Text("", "")
        if bound.one_way == bound.any_turn
        else Text(f" (cùng một chiều: {bound.one_way})", f" (all one way: {bound.one_way})")
    )
    yield Text(
        f"Không cách nào hơn {bound.any_turn} chiếc{one_way.vi}.",
        f"None can hold more than {bound.any_turn}{one_way.en}.",
    )
    if of.in_rows is not None and of.freely is not None:
        yield from _gain(of.in_rows, of.freely)
    if of.is_stopped:
        yield Text(f"Đã dừng sau {of.seconds:.0f} giây.", f"Stopped after {of.seconds:.0f} s.")
    yield from _file(of)


def _tags(of: Nesting, language: Language) -> str:
    if of.tags <= of.rows:
        return Text("không tìm được hơn", "nothing more found").to(language)
    if of.tags == of.known:
        return Text(f"{of.tags} chiếc, đã có sẵn", f"{of.tags} tags, known already").to(language)
    return Text(f"{of.tags} chiếc", f"{of.tags} tags").to(language)


def _gain(rows: LaidOrder, free: LaidOrder) -> Iterator[Text]:
    yield Text(
        f"Trên tờ in, sau khi chừa chỗ cho dấu: {rows.slots} chiếc, thành {free.slots}.",
        f"On the sheet, with room for its marks: {rows.slots} tags become {free.slots}.",
    )
    if rows.sheets is None or free.sheets is None:
        return
    saved = rows.sheets - free.sheets
    less = Text(f"bớt {format_count(saved)}", f"{saved:,} fewer") if saved > 0 else Text("không bớt", "no fewer")
    yield Text(
        f"Đơn này: {format_count(rows.sheets)} tờ in, thành {format_count(free.sheets)} ({less.vi}).",
        f"This order: {rows.sheets:,} press sheets become {free.sheets:,} ({less.en}).",
    )
    if rows.cost is not None and free.cost is not None:
        yield Text(
            f"Tiền: {format_count(rows.cost)} đ, thành {format_count(free.cost)} đ "
            f"(bớt {format_count(rows.cost - free.cost)} đ).",
            f"Money: {rows.cost:,} đ become {free.cost:,} đ ({rows.cost - free.cost:,} đ less).",
        )
    else:
        yield Text(
            "Tiền: chưa biết giá một tờ in (prices: sheet).",
            "Money: what a sheet costs is not known (prices: sheet).",
        )


def _file(of: Nesting) -> Iterator[Text]:
    if of.path is not None:
        name = visible(str(of.path))
        yield Text(f"Đã ghi {name}", f"Wrote {name}")
        named = "free" if of.path.stem == of.name else visible(of.path.name)
        yield Text(f"Dùng: ghi layout: {named} trong tệp đặt in.", f"To use it: write layout: {named} in the job.")
    elif of.tags > of.rows:
        yield Text("Dùng: ghi layout: free trong tệp đặt in.", "To use it: write layout: free in the job.")
    if of.tags > of.rows and not of.is_allowed:
        yield Text(
            "Nhà in chưa cho xếp tự do: hỏi trước, rồi thêm free vào layouts trong tệp nhà in.",
            "The shop does not allow it yet: ask, then add free to layouts in the shop's file.",
        )


def _object(command: str, of: Nesting, language: Language) -> str:
    found: dict[str, Any] | None = None
    if of.name:
        found = {
            "name": of.name,
            "width": of.field[0],
            "height": of.field[1],
            "gap": of.gap,
            "rows": of.rows,
            "known": of.known,
            "tags": of.tags,
            "at_most": {"any_turn": of.bound.any_turn, "one_way": of.bound.one_way},
            "seconds": round(of.seconds, 1),
            "stopped": of.is_stopped,
            "allowed": of.is_allowed,
            "in_rows": _laid(of.in_rows),
            "freely": _laid(of.freely),
        }
    files = [{"path": str(of.path)}] if of.path is not None else []
    return answer(command, of.findings, language, nest=found, files=files)


def _laid(order: LaidOrder | None) -> dict[str, int | None] | None:
    return None if order is None else {"slots": order.slots, "sheets": order.sheets, "cost": order.cost}
