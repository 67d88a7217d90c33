"""A file's bytes become an open PDF, within bounds, and objects of any make become values.

What is not there, or is something else, is None or empty: a stranger's dictionary may hold anything under any key.
Streams that unpack beyond all measure are refused by qpdf itself, whose limits hold for the whole process and are
put back afterwards.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from math import isfinite

from pikepdf import (
    Array,
    DeletedObjectError,
    Dictionary,
    ForeignObjectError,
    Name,
    Object,
    PasswordError,
    Pdf,
    PdfError,
    QpdfRuntimeError,
    Stream,
    String,
)
from pikepdf.settings import set_qpdf_limits

from keytag.inspection.pdf.bounds import MOST_BYTES, MOST_UNPACKED, unreadable_file
from keytag.text.text import Text

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


# ISO 32000-1, 7.5.2; Adobe's PDF Reference 1.7, implementation notes: the header within the first kilobyte.
_HEADER = re.compile(rb"%PDF-(\d\.\d)")
_HEAD_BYTES = 1024


@contextmanager
def open_pdf(data: bytes) -> Iterator[Pdf]:
    """Give the PDF in ``data``, as it stands: nothing of its page tree is tidied up.

    Raises UnreadableFileError where it is too large, no PDF, locked, or broken beyond repair.
    """
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise unreadable_file(Text(f"Tệp lớn hơn {limit} MB.", f"The file is larger than {limit} MB."))
    if _HEADER.search(data[:_HEAD_BYTES]) is None:
        raise unreadable_file(Text("Đây không phải là tệp PDF.", "This is not a PDF file."))
    before = set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED, run_length_max_memory=MOST_UNPACKED, png_max_memory=MOST_UNPACKED
    )
    # What pikepdf would say of the file on standard error is told as facts.
    logger = logging.getLogger("pikepdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with _open(data) as pdf:
            yield pdf
    finally:
        logger.setLevel(level)
        # The names of the limits are those of the arguments; only the type of one differs.
        set_qpdf_limits(**before)  # type: ignore[arg-type]


def _open(data: bytes) -> Pdf:
    try:
        return Pdf.open(BytesIO(data), inherit_page_attributes=False)
    except PasswordError:
        message = Text("Tệp PDF đặt mật khẩu.", "The PDF is locked with a password.")
    except (PdfError, QpdfRuntimeError, ValueError, RecursionError):
        message = Text("Tệp PDF bị hỏng, không đọc được.", "The PDF is broken and cannot be read.")
    except MemoryError:
        message = Text("Tệp PDF cần quá nhiều bộ nhớ.", "The PDF takes too much memory.")
    raise unreadable_file(message)
