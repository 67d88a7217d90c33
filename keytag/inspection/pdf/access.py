"""Values out of objects of any make: what is not there, or is something else, is None or empty.

A stranger's dictionary may hold anything under any key. Nothing here raises for what a file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite

from pikepdf import (
    Array,
    DeletedObjectError,
    Dictionary,
    ForeignObjectError,
    Name,
    Object,
    PdfError,
    QpdfRuntimeError,
    Stream,
    String,
)

BROKEN = (PdfError, QpdfRuntimeError, DeletedObjectError, ForeignObjectError, ValueError, RecursionError)
"""What pikepdf raises over an object that is broken."""

# House rule: no array or dictionary of a press file that is looked at one by one is longer.
MOST_ENTRIES = 20_000


def get(holder: object, key: str) -> object:
    """Return what ``holder``, a dictionary or stream, has under ``key`` (``/Type``), or None."""
    if not isinstance(holder, Dictionary | Stream):
        return None
    try:
        return holder.get(key)
    except BROKEN:
        return None


def entries(holder: object) -> Iterator[tuple[str, object]]:
    """Yield the keys of a dictionary or stream with their values."""
    if isinstance(holder, Dictionary | Stream):
        try:
            keys = sorted(holder.keys())[:MOST_ENTRIES]
        except BROKEN:
            return
        for key in keys:
            # A key that is no UTF-8 cannot be asked for, and is none that anything here looks for.
            if _is_plain(key):
                yield key, get(holder, key)


def _is_plain(key: str) -> bool:
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def items(holder: object) -> Iterator[object]:
    """Yield the items of an array; of anything else that is there, the thing itself."""
    if not isinstance(holder, Array):
        if holder is not None:
            yield holder
        return
    for index in range(min(len(holder), MOST_ENTRIES)):
        try:
            yield holder[index]
        except BROKEN:
            yield None


def number(value: object) -> float | None:
    """Return a finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def numbers(value: object) -> tuple[float, ...]:
    """Return the numbers of an array; nothing where one of them is none."""
    if not isinstance(value, Array):
        return ()
    found = tuple(number(item) for item in items(value))
    return tuple(item for item in found if item is not None) if None not in found else ()


def name(value: object) -> str:
    """Return a name without its slash, or nothing; bytes that are no UTF-8 stand for themselves."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")[1:]


def text(value: object) -> str:
    """Return a string's text, a name's with its slash, or nothing."""
    if isinstance(value, Name):
        return f"/{name(value)}"
    if not isinstance(value, String):
        return ""
    try:
        return str(value)
    except (ValueError, UnicodeError):
        return bytes(value).decode("latin-1")


def number_of(holder: Object) -> int:
    """Return the number of an indirect object, 0 for a direct one."""
    return int(holder.objgen[0])
