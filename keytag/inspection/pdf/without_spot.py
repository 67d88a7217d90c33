"""A finished file as it looks beneath a spot that overprints everything: a copy, to be looked at and thrown away.

Viewers that do not simulate overprint show the white that is laid again beneath white areas as its own light tint,
and codes would be read on it. In the copy that spot is called None, which paints nothing (ISO 32000-1, 8.6.6.4).
What the spot itself paints is `keytag.checks.press_file.compare`'s business. Must not know what the spot is for.
"""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Name, Object, ObjectStreamMode, Pdf


def remove_spot(data: bytes, spot: str) -> bytes:
    """Return the PDF in ``data`` with nothing painted in ``spot``. Raises pikepdf.PdfError where it is no PDF."""
    name = Name(f"/{spot}")
    with Pdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            resources = item.get("/Resources") if hasattr(item, "get") else None
            spaces = resources.get("/ColorSpace") if resources is not None else None
            for space in spaces.values() if spaces is not None else ():
                _silence(space, name)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.preserve, compress_streams=False)
    return buffer.getvalue()


def _silence(space: Object, name: Name) -> None:
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.Separation and space[1] == name:
        space[1] = Name("/None")
