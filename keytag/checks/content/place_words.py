"""The words before a place's name, "Công an phường": that none is misspelt.

Pure. A misspelt word hides the place behind it from every other check, so it must not pass. Judges a word only
where its letters without marks are those of the right one, and the name behind it is a place's: "Công an Xa Dung"
names the commune Xa Dung, "Công an quân sự" no district.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from keytag.checks.content.place import signs
from keytag.checks.content.place_mentions import is_known, texts
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.places import Likeness, PlacesTable, UnitKind, compose_name, lacks_marks, likeness, name_key

OFFICE_WORDS_ARE_SPELT_RIGHT = Rule.error("office-words-are-spelt-right", __name__)

_POLICE = "công an"
_KINDS = {name_key(kind): kind for kind in UnitKind}
# House rule: slips of the keyboard in the commonest word.
_SLIPS = dict.fromkeys(("phuog", "phuon", "phuogn", "phunog", "phuongg", "puong"), UnitKind.WARD) | {
    "datkhu": UnitKind.ZONE,
    "thitrang": UnitKind.TOWNSHIP,
}
# Words of their own with the letters of "phường": they begin names and sentences.
_REAL = frozenset({"phương", "phượng", "phướng", "phưởng", "phưỡng", "phuong"})
# "Công an Công an phường", "phường Phường": what stands before a name in one column and within it in another.
_TWICE = re.compile(
    r"(?<!\w)(?P<word>công an|phường|xã|thị trấn|đặc khu|tỉnh|thành phố|ủy ban nhân dân|ubnd|trực ban)"
    r" (?P=word)(?!\w)",
    re.IGNORECASE,
)
_SIGNS = ".,;:!?()[]/-–—…'\"“”‘’"  # noqa: RUF001 - as texts have them
# The longest unit's name, "Văn Miếu - Quốc Tử Giám".
_MOST_WORDS = 6


class _Written(Struct, frozen=True):
    """What stands where an office's words should: ``police`` is empty where a line begins with the kind."""

    police: str
    word: str
    kind: UnitKind
    rest: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.word.casefold() == self.kind and self.police.casefold() in {"", "ca", _POLICE}

    def meant(self, places: PlacesTable) -> str:
        police = self.police if len(self.police.split()) == 1 else "Công an" if self.police else ""
        name = " ".join(self.rest[: _name_length(places, self.kind, self.rest)] or self.rest[:_MOST_WORDS])
        return " ".join(part for part in (police, self.kind, name) if part)


def office_words_are_spelt_right(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each misspelt word before a place's name; a warning where it only lacks its marks."""
    names = [(sign.text, sign.node) for sign in signs(subject) if not sign.is_province]
    for text, node in dict.fromkeys((*names, *((text, node) for text, node, _ in texts(subject)))):
        for written in _written(compose_name(text)):
            if not written.is_right and _is_meant(subject.places, written):
                said, meant = f"{written.police} {written.word}".strip(), written.meant(subject.places)
                yield OFFICE_WORDS_ARE_SPELT_RIGHT.finding(
                    Text(f"“{said}” viết sai.", f"“{said}” is misspelt."),
                    Text(f"Có phải {meant} không?", f"Did you mean {meant}?"),
                    node=node,
                    severity=_gravity(written),
                )


def office_words_stand_once(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each text with an office's words doubled, as where two columns were joined."""
    names = [(sign.text, sign.node) for sign in signs(subject) if not sign.is_province]
    for text, node in dict.fromkeys((*names, *((text, node) for text, node, _ in texts(subject)))):
        found = _TWICE.search(compose_name(text))
        if found is not None:
            once = found["word"]
            yield OFFICE_WORDS_ARE_SPELT_RIGHT.finding(
                Text(f"“{found[0]}” viết lặp.", f"“{found[0]}” is there twice over."),
                Text(f"Chỉ ghi một lần: {once}.", f"Write it once: {once}."),
                node=node,
            )


CHECKS = (office_words_are_spelt_right, office_words_stand_once)
RULES = (OFFICE_WORDS_ARE_SPELT_RIGHT,)


def _written(line: str) -> Iterator[_Written]:
    """Yield what may be an office's words; nothing of a line typed without marks, which others tell of."""
    if lacks_marks(line):
        return
    words = tuple(word for word in (each.strip(_SIGNS) for each in line.split()) if word)
    for at, word in enumerate(words):
        pair = words[at : at + 2]
        if [name_key(each) for each in pair] == ["cong", "an"]:
            yield from _with_kind(" ".join(pair), words[at + 2 :])
        elif word.casefold() == "ca":
            yield from _with_kind(word, words[at + 1 :])
    yield from _with_kind("", words)


def _with_kind(police: str, words: tuple[str, ...]) -> Iterator[_Written]:
    for count in (2, 1):
        word = " ".join(words[:count])
        kind = _KINDS.get(name_key(word)) or _SLIPS.get(name_key(word))
        if kind is not None and len(kind.split()) == count == len(words[:count]):
            yield _Written(police, word, kind, words[count:])
            return


def _is_meant(places: PlacesTable, written: _Written) -> bool:
    """Tell whether the kind is surely meant, not a name or another word of the same letters."""
    if _begins_a_name(places, written):
        return False
    word, kind = written.word.casefold(), written.kind
    if word == kind or len(kind.split()) > 1:
        return bool(written.police) or (
            kind is UnitKind.TOWNSHIP and bool(_name_length(places, kind, written.rest))
        )
    if kind is UnitKind.WARD and name_key(word) == name_key(kind) and word not in _REAL:
        return True
    least = 1 if written.police else 2
    is_unit = kind.is_unit or bool(written.police)
    return is_unit and _name_length(places, kind, written.rest) >= least


def _begins_a_name(places: PlacesTable, written: _Written) -> bool:
    """Tell whether the word is the first of a unit's name: Xa Dung, Phương Canh, Quan Sơn."""
    words = (*written.word.split(), *written.rest)
    heads = [" ".join(words[:count]) for count in range(2, _MOST_WORDS + 1)]
    return any(
        likeness(head, name) is Likeness.SAME
        for head in heads
        for name in (
            *(unit.name for unit in places.units(head)),
            *(unit.name for unit in places.old_units(head)),
        )
    )


def _name_length(places: PlacesTable, kind: UnitKind, rest: tuple[str, ...]) -> int:
    """Return how many words of ``rest`` are a known place's name, 0 where none are."""
    if not rest or rest[0][0].islower():
        return 0
    lengths = range(min(_MOST_WORDS, len(rest)), 0, -1)
    return next((count for count in lengths if is_known(places, kind, " ".join(rest[:count]))), 0)


def _gravity(written: _Written) -> Severity:
    words = ((written.word, written.kind), (written.police, _POLICE))
    lacks = all(lacks_marks(said) or said.casefold() == right for said, right in words)
    return Severity.WARNING if lacks and name_key(written.word) == name_key(written.kind) else Severity.ERROR
