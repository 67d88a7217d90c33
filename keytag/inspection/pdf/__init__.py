"""A survey of any PDF, a stranger's too: facts, within bounds of time and memory, and never a verdict.

`survey` is the front door; it answers with `keytag.inspection.pdf.facts` or refuses the file with one clear error.
It expects anything; `keytag.inspection.pdf.read_back` is for what keytag has just written, and for nothing else.
"""

from __future__ import annotations

from keytag.inspection.pdf.facts import FileFacts


def survey(data: bytes) -> FileFacts:
    """Return what the PDF in ``data`` holds. Raises UnreadableFileError where it cannot be read at all."""
    from keytag.inspection.pdf.bounds import Budget  # noqa: PLC0415 - with the next
    from keytag.inspection.pdf.surveyor import survey_within  # noqa: PLC0415 - pikepdf is heavy, and facts alone need none

    return survey_within(data, Budget())
