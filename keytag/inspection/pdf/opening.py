"""A file's bytes become an open PDF, within bounds, or one clear error.

Streams that unpack beyond all measure are refused by qpdf itself, whose limits hold for the whole process and are
put back afterwards.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pikepdf import PasswordError, Pdf, PdfError, QpdfRuntimeError
from pikepdf.settings import set_qpdf_limits

from keytag.inspection.pdf.bounds import MOST_BYTES, MOST_UNPACKED, refused
from keytag.text.text import Text

# ISO 32000-1, 7.5.2; Adobe's PDF Reference 1.7, implementation notes: the header within the first kilobyte.
_HEADER = re.compile(rb"%PDF-(\d\.\d)")
_HEAD_BYTES = 1024


@contextmanager
def opened(data: bytes) -> Iterator[Pdf]:
    """Give the PDF in ``data``, as it stands: nothing of its page tree is tidied up.

    Raises UnreadableFileError where it is too large, no PDF, locked, or broken beyond repair.
    """
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise refused(Text(f"Tệp lớn hơn {limit} MB.", f"The file is larger than {limit} MB."))
    if _HEADER.search(data[:_HEAD_BYTES]) is None:
        raise refused(Text("Đây không phải là tệp PDF.", "This is not a PDF file."))
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
        message = Text("Tệp PDF bị khóa bằng mật khẩu.", "The PDF is locked with a password.")
    except (PdfError, QpdfRuntimeError, ValueError, RecursionError):
        message = Text("Tệp PDF bị hỏng, không đọc được.", "The PDF is broken and cannot be read.")
    except MemoryError:
        message = Text("Tệp PDF cần quá nhiều bộ nhớ.", "The PDF takes too much memory.")
    raise refused(message)
