"""The two files for the press, whole: drawn, assembled, sealed, and read back before anyone may have them.

`keytag.output.pdf` writes, `keytag.inspection.pdf` reads, `keytag.checks.press_file` holds one against the other:
whoever writes a file is no witness for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keytag.checks.press_file.compare import Expected, expect_one_ups, expect_sheets, mismatches
from keytag.drawing.artwork import Artwork
from keytag.errors import OutputMismatchError
from keytag.imposition.sheet import Page
from keytag.inspection.pdf.read_back import inspect
from keytag.output.pdf.assemble import one_up_pdf, sheets_pdf
from keytag.output.pdf.forms import name_layers
from keytag.output.pdf.seal import Imprint, seal
from keytag.text.text import Text


def write_one_ups(artworks: Sequence[Artwork], imprint: Imprint) -> bytes:
    """Return a file with one page for each of ``artworks``.

    Raises OutputMismatchError where the finished file, read back, does not hold them.
    """
    data = seal(one_up_pdf(artworks, layers=imprint.standard.layers), imprint)
    return _read_back(data, expect_one_ups(artworks, imprint))


def write_sheets(pages: Sequence[Page], imprint: Imprint, called: Mapping[str, str] | None = None) -> bytes:
    """Return a file with one page for each of ``pages``: one side of one press sheet.

    ``called`` are names of layers for who looks for others than keytag's own. Raises OutputMismatchError where the
    finished file, read back, does not hold them.
    """
    pdf = sheets_pdf(pages, layers=imprint.standard.layers)
    if called:
        name_layers(pdf, called)
    return _read_back(seal(pdf, imprint), expect_sheets(pages, imprint, called))


def _read_back(data: bytes, expected: Expected) -> bytes:
    found = mismatches(inspect(data), expected)
    if found:
        message = Text(
            "Tệp vừa tạo không đúng với yêu cầu: " + " ".join(finding.message.vi for finding in found),
            "The finished file is not what was asked for: " + " ".join(finding.message.en for finding in found),
        )
        raise OutputMismatchError(message, found[0].hint)
    return data
