"""How a place of a photographed sheet, or a loose tag, may be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from keytag.text.text import Text

State = Literal["good", "differs", "other-edition", "other-code", "unread-code", "unseen"]

_WORDS: dict[State, Text] = {
    "good": Text("đúng bản vẽ", "as drawn"),
    "differs": Text("khác bản vẽ", "differ"),
    "other-edition": Text("nhầm mẫu", "of another edition"),
    "other-code": Text("nhầm mã QR", "with another code"),
    "unread-code": Text("không đọc được mã", "code not read"),
    "unseen": Text("không thấy rõ", "not seen"),
}


def states_in_words(states: Iterable[State]) -> Text:
    """Return how many are in which state, like “43 as drawn, 1 differ”."""
    counts = Counter(states)
    found = [(counts[state], said) for state, said in _WORDS.items() if counts[state]]
    return Text(
        ", ".join(f"{count} {said.vi}" for count, said in found),
        ", ".join(f"{count} {said.en}" for count, said in found),
    )
