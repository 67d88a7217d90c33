"""The words on the tags as people read them before anything is printed.

What all editions share is told once, then each edition by its name with what is its own: in a table with a line
for each where that fits, else in a list. Neither breaks a line within a word or a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from rich.text import Text as RichText

from keytag.cli.screen.columns import INDENT, TextColumn, pad, table, widths_of
from keytag.cli.screen.spelling import TIE, lines, visible
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.steps.report import EditionWords, SideWord

_Sides = Literal["front", "back", "both"]
_Key = tuple[_Sides, str, str]
"""What stands in a column: its side, what it is, and of a number its label or how manieth it is."""
# House rule: so many different labels of numbers head columns of their own, beside those that most editions have.
_MORE_LABELS, _MOST_LABELS = 4, 10
# What goes first where a table has no room; numbers that stay in it.
_MINOR, _LEAST_NUMBERS = ("code", "caption", "slogan", "province", "mark"), 2
# House rules: the editions of a list that is read to its end, and so many of a longer one; the rest are counted.
_MOST_LISTED, _FIRST = 40, 12
_DOT = " · "
# No line begins with the dot.
_DOT_IN_LINES = f"{TIE}· "
_NONE = "-"

SIDES: dict[_Sides, Text] = {
    "front": Text("Mặt trước", "Front"),
    "back": Text("Mặt sau", "Back"),
    "both": Text("Hai mặt", "Both sides"),
}
_WHATS = {
    "issuer": Text("Đơn vị", "Office"),
    "province": Text("Tỉnh, thành phố", "Province"),
    "name": Text("Tên", "Name"),
    "number": Text("Số điện thoại", "Number"),
    "slogan": Text("Khẩu hiệu", "Slogan"),
    "caption": Text("Lời mời quét", "Caption"),
    "code": Text("Mã QR mở", "QR code opens"),
    "mark": Text("Mã mẫu", "Mark"),
}
_ALONE = Text("Sẽ in trên móc khóa:", "What the tags will say:")
_OWN = Text("Riêng từng mẫu:", "On each edition alone:")
_ID = Text("Gõ sau --edition", "For --edition")
_TAGS = Text("Số lượng", "Quantity")


class _Said(Struct, frozen=True):
    """A word and its side, "both" where the two sides of every edition say the same."""

    side: _Sides
    word: SideWord


class _Own(Struct, frozen=True):
    """An edition with the words that not all editions have, and its quantity where those differ."""

    edition: EditionWords
    said: tuple[_Said, ...]
    quantity: str


def of_words(
    every: Sequence[EditionWords], language: Language, width: int, *, with_ids: bool = False
) -> Iterator[RichText]:
    """Yield in lines of at most ``width`` what will stand on the tags; ``with_ids`` adds what is to be typed."""
    said = _said(every)
    shared = tuple(word for word in said[0] if all(word in words for words in said)) if said else ()
    quantities = {edition.quantity for edition in every}
    quantity = next(iter(quantities)) if len(quantities) == 1 else None
    number = len(every)
    if number == 1:
        yield RichText(_ALONE.to(language), style="bold")
        yield from _block(shared, quantity, language, width)
        return
    if shared or quantity is not None:
        title = Text(f"Chung cho cả {number} mẫu:", f"On all {number} editions:")
        yield RichText(title.to(language), style="bold")
        yield from _block(shared, quantity, language, width, is_each=True)
        yield RichText()
    own = [
        _Own(
            edition,
            tuple(word for word in words if word not in shared),
            _quantity(edition, language) if len(quantities) > 1 else "",
        )
        for edition, words in zip(every, said, strict=True)
    ]
    if own:
        yield RichText(_OWN.to(language), style="bold")
        # Who asks what to type after --edition wants them all.
        shown = own if with_ids or len(own) <= _MOST_LISTED else own[:_FIRST]
        yield from _alone(shown, language, width, with_ids=with_ids)
        yield from _others(every, len(own) - len(shown), language, width)


def _others(every: Sequence[EditionWords], more: int, language: Language, width: int) -> Iterator[RichText]:
    """Yield how many editions are not listed, how many tags all of them are, and where each is read."""
    if not more:
        return
    counts = [edition.quantity for edition in every]
    tags = format_count(sum(filter(None, counts)), language)
    total = Text("", "") if None in counts else Text(f"; tất cả {tags} chiếc", f"; {tags} tags in all")
    told = Text(
        f"… và {more} mẫu nữa{total.vi}. Đọc từng mẫu: keytag editions",
        f"… and {more} more{total.en}. To read each one: keytag editions",
    )
    yield from map(RichText, lines(told.to(language), width, INDENT, INDENT))


def _said(every: Sequence[EditionWords]) -> list[tuple[_Said, ...]]:
    """Return the words of each edition; sides that say the same in all of them are one."""
    sides = [
        [
            tuple(_Said("both", replace(w, side="front")) for w in edition.words if w.side == side)
            for edition in every
        ]
        for side in ("front", "back")
    ]
    if sides[0] == sides[1]:
        return sides[0]
    return [tuple(_Said(word.side, word) for word in edition.words) for edition in every]


def _block(
    said: Sequence[_Said], quantity: int | None, language: Language, width: int, *, is_each: bool = False
) -> Iterator[RichText]:
    """Yield what all share: side by side, labels and numbers in line, a code with whose site it opens."""
    heads = [SIDES[side].to(language) for side in dict.fromkeys(each.side for each in said)]
    heads += [_TAGS.to(language)] if quantity is not None else []
    first = len(INDENT) + max(map(cell_len, heads), default=0) + 2
    for side, group in groupby(said, key=lambda each: each.side):
        words = [each.word for each in group]
        numbers = [word for word in words if word.what == "number"]
        label = max((cell_len(visible(word.text)) for word in numbers), default=0)
        digits = max((cell_len(word.number) for word in numbers), default=0)
        head = SIDES[side].to(language)
        for word in words:
            yield from _lines(head, INDENT, first, _told(word, language, (label, digits), width - first), width)
            head = ""
    if quantity is not None:
        tags = format_count(quantity, language)
        each = Text(" mỗi mẫu", " for each") if is_each else Text("", "")
        told = Text(f"{tags} chiếc{each.vi}", f"{tags} tags{each.en}")
        yield from _lines(_TAGS.to(language), INDENT, first, told.to(language), width)


def _told(word: SideWord, language: Language, columns: tuple[int, int], room: int) -> str:
    """Return a word at length: a number with what it is, a code with whose site it opens before its address.

    ``columns`` are as wide as the longest label and number; a label without ``room`` is folded before its number.
    """
    if word.what == "number":
        label, digits = columns
        if label + 2 + digits > room:
            kind = f" {word.kind.to(language)}" if word.kind is not None else ""
            return f"{visible(word.text)} {_tied(word.number)}{kind}"
        named = f"{pad(visible(word.text), label)}  {pad(word.number, digits)}"
        return f"{_tied(named)}{TIE} {word.kind.to(language) if word.kind is not None else ''}".rstrip()
    if word.what == "code":
        opens = f"{_WHATS['code'].to(language)} {visible(word.link[1])}"
        return f"{_tied(opens)}: {visible(word.text)}"
    return _shortly(word, language)


def _alone(own: Sequence[_Own], language: Language, width: int, *, with_ids: bool) -> Iterator[RichText]:
    """Yield what is each edition's own: a table in the plainest form that fits, else a list."""
    found = _by_key(own)
    words = {key: found[key] for key in sorted(found, key=_place_of(own))}
    columns = {key: _column(key, words[key], language) for key in words}
    named = _named(own, list(columns.values()), language)
    tags = _tags(own, language)
    ids = [TextColumn(_ID.to(language), tuple(each.edition.id for each in own))] if with_ids else []
    ways = _put_below(words, len(own))
    for below, more in ((ways[0], ids), *((way, []) for way in ways)):
        shown = [*named, *(column for key, column in columns.items() if key not in below), *tags, *more]
        widths = widths_of(shown, width)
        if widths is not None:
            rest = [_rest([(key, words[key][i]) for key in below], language, width) for i in range(len(own))]
            yield from table(shown, widths, rest)
            yield from _ids(own, language, width) if with_ids and not more else ()
            return
    yield from _list(own, language, width, with_ids=with_ids)


def _put_below(words: Mapping[_Key, Sequence[SideWord | None]], editions: int) -> list[tuple[_Key, ...]]:
    """Return what may stand below an edition's line where its columns have no room: nothing first, then ever more.

    First goes what only few editions have, like a neighbour's number, then links and captions, then numbers from
    the last one back; what names the office and the place stays, and so do two numbers.
    """
    keys = list(words)
    sparse = [key for key in keys if 2 * sum(word is not None for word in words[key]) < editions]
    full = [key for key in keys if key not in sparse]
    numbers = [key for key in full if key[1] == "number"]
    going = [*(key for key in full if key[1] in _MINOR), *reversed(numbers[_LEAST_NUMBERS:])]
    ways = [(), *([tuple(sparse)] if sparse else [])]
    for place in range(len(going)):
        gone = {*sparse, *going[: place + 1]}
        ways.append(tuple(key for key in keys if key in gone))
    return ways


def _named(own: Sequence[_Own], columns: Sequence[TextColumn], language: Language) -> list[TextColumn]:
    """Return the column of the editions' names; nothing where each is named by what is printed on it."""
    names = tuple(visible(each.edition.name) for each in own)

    def is_told(column: TextColumn) -> bool:
        pairs = zip(names, column.cells, strict=True)
        return column.folds and all(name.casefold() in cell.casefold() for name, cell in pairs)

    if len(set(names)) == len(names) and any(map(is_told, columns)):
        return []
    return [TextColumn(Text("Mẫu", "Edition").to(language), names, folds=True)]


def _tags(own: Sequence[_Own], language: Language) -> list[TextColumn]:
    quantities = tuple(each.quantity for each in own)
    return [TextColumn(Text("Số chiếc", "Tags").to(language), quantities, right=True)] if any(quantities) else []


def _by_key(own: Sequence[_Own]) -> dict[_Key, list[SideWord | None]]:
    """Return the words of each column, one for each edition."""
    has_labels = {side: _has_labels(own, side) for side in SIDES}
    found: dict[_Key, list[SideWord | None]] = {}
    for place, each in enumerate(own):
        numbers: Counter[str] = Counter()
        for said in each.said:
            side, word = said.side, said.word
            key: _Key = (side, word.what, "")
            if word.what == "number":
                numbers[side] += 1
                key = (side, "number", word.text if has_labels[side] else f"#{numbers[side]}")
            found.setdefault(key, [None] * len(own))[place] = word
    return found


def _has_labels(own: Sequence[_Own], side: _Sides) -> bool:
    """Tell whether the numbers of a side have so few labels that each can head a column."""
    labels = [[s.word.text for s in each.said if s.side == side and s.word.what == "number"] for each in own]
    most = max(map(len, labels), default=0)
    every = {label for told in labels for label in told}
    is_once = all(len(told) == len(set(told)) for told in labels)
    return is_once and len(every) <= min(most + _MORE_LABELS, _MOST_LABELS)


def _place_of(own: Sequence[_Own]) -> Callable[[_Key], tuple[int, int, int]]:
    """Return by what columns are in order: side by side as words stand there, numbers as they are first met."""
    sides: dict[_Sides, int] = {"both": 0, "front": 0, "back": 1}
    whats = list(_WHATS)
    labels = list(dict.fromkeys(s.word.text for each in own for s in each.said if s.word.what == "number"))

    def place(key: _Key) -> tuple[int, int, int]:
        side, what, label = key
        nth = labels.index(label) if label in labels else int(label.removeprefix("#") or 0)
        return sides[side], whats.index(what), nth

    return place


def _column(key: _Key, words: Sequence[SideWord | None], language: Language) -> TextColumn:
    side, what, label = key
    over, heading = SIDES[side].to(language), _WHATS[what].to(language)
    if what == "number" and not label.startswith("#"):
        return TextColumn(visible(label), _cells(words, lambda word: word.number), over)
    if what == "number":
        return TextColumn(heading, _cells(words, lambda word: _shortly(word, language)), over)
    if what == "code":
        hosts = {word.link[:2] for word in words if word is not None}
        if len(hosts) == 1:
            whose = visible("".join(hosts.pop()).removeprefix("https://"))
            return TextColumn(f"{heading} {whose}", _cells(words, lambda word: visible(word.link[2]) or "/"), over)
        return TextColumn(heading, _cells(words, _address), over)
    if what == "mark":
        return TextColumn(heading, _cells(words, lambda word: visible(word.text)), over)
    return TextColumn(heading, _cells(words, lambda word: visible(word.text)), over, folds=True)


def _cells(words: Sequence[SideWord | None], told: Callable[[SideWord], str]) -> tuple[str, ...]:
    return tuple(told(word) if word is not None else _NONE for word in words)


def _rest(words: Sequence[tuple[_Key, SideWord | None]], language: Language, width: int) -> list[str]:
    """Return in lines, for below an edition's own, what has no column in a table."""
    told = [(key[0], _tied(_shortly(word, language))) for key, word in words if word is not None]
    shown: list[str] = []
    for side, group in groupby(told, key=lambda each: each[0]):
        head = f"{INDENT * 2}{SIDES[side].to(language)}  "
        shown += lines(_DOT_IN_LINES.join(text for _, text in group), width, head, " " * len(head))
    return shown


def _ids(own: Sequence[_Own], language: Language, width: int) -> Iterator[RichText]:
    """Yield what is typed for each edition, by its name."""
    pairs = _DOT_IN_LINES.join(_tied(f"{visible(each.edition.name)}: {each.edition.id}") for each in own)
    yield RichText()
    yield RichText(f"{_ID.to(language)}:", style="bold")
    yield from map(RichText, lines(pairs, width, INDENT, INDENT))


def _list(own: Sequence[_Own], language: Language, width: int, *, with_ids: bool) -> Iterator[RichText]:
    """Yield each edition by its name, and under it a line or two for each side of what is its own."""
    sides = [SIDES[side].to(language) for side in dict.fromkeys(s.side for each in own for s in each.said)]
    first = 2 * len(INDENT) + max(map(cell_len, sides), default=0) + 2
    for each in own:
        name = visible(each.edition.name)
        tags = [Text(f"{each.quantity} chiếc", f"{each.quantity} tags").to(language)] if each.quantity else []
        ids = [f"--edition {each.edition.id}"] if with_ids else []
        shown = RichText(INDENT + _DOT.join([name, *tags, *ids]))
        shown.stylize("bold", len(INDENT), len(INDENT) + len(name))
        yield shown
        for side, group in groupby(each.said, key=lambda said: said.side):
            told = _DOT_IN_LINES.join(_tied(_shortly(said.word, language)) for said in group)
            yield from _lines(SIDES[side].to(language), INDENT * 2, first, told, width)


def _lines(head: str, indent: str, first: int, text: str, width: int) -> Iterator[RichText]:
    """Yield ``text`` from column ``first`` on, with ``head`` before its first line."""
    start = pad(indent + head, first)
    for place, line in enumerate(lines(text, width, start, " " * first) or [start.rstrip()]):
        shown = RichText(line)
        if not place:
            shown.stylize("dim", 0, len(indent + head))
        yield shown


def _shortly(word: SideWord, language: Language) -> str:
    """Return a word as it stands among others."""
    if word.what == "number":
        return f"{visible(word.text)} {word.number}"
    if word.what == "code":
        return _address(word)
    if word.what == "mark":
        return f"{_WHATS['mark'].to(language)} {visible(word.text)}"
    return visible(word.text)


def _address(word: SideWord) -> str:
    """Return a link with its host apart from the rest; that it begins with https is not said."""
    before, host, rest = map(visible, word.link)
    return f"{before.removeprefix('https://')}{host}  {rest}".rstrip()


def _tied(text: str) -> str:
    return text.replace(" ", TIE)


def _quantity(edition: EditionWords, language: Language) -> str:
    return format_count(edition.quantity, language) if edition.quantity is not None else _NONE
