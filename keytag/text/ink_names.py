"""What the inks that keytag knows are called, beside their names in documents."""

from __future__ import annotations

from keytag.text.text import Text, same_text

INK_TITLES = {
    "white": Text("trắng", "white"),
    "black": Text("đen", "black"),
    "grey": Text("xám", "grey"),
    "flag-red": Text("đỏ cờ", "flag red"),
    "flag-yellow": Text("vàng cờ", "flag yellow"),
    "deep-red": Text("đỏ đậm", "deep red"),
    "gold": Text("vàng kim", "gold"),
    "navy": Text("xanh hải quân", "navy"),
    "police-green": Text("xanh Công an", "police green"),
    "sky": Text("xanh da trời", "sky blue"),
    "orange": Text("cam", "orange"),
}


def ink_with_title(name: str) -> Text:
    """Return an ink's name as messages say it: đỏ cờ (flag-red); one of the job's own as it is written."""
    title = INK_TITLES.get(name)
    return Text(f"{title.vi} ({name})", name) if title is not None else same_text(name)
