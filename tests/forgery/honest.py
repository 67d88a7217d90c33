"""An honest package and the tools of a forger: all is resealed, so that only what was forged gives it away."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct

from keytag.handoff.container import unzip_files, zip_files
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE, make_manifest
from keytag.handoff.signature import sign

DAY = date(2026, 1, 15)
RECORD = "job/record.json"
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Vì bình yên cuộc sống
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
qr: {link: "https://zalo.me/1000000000000000001"}
quantity: 60
shop: office-a4
"""
Files = dict[str, bytes]
Spoil = Callable[[Files], object]


class Honest(Struct):
    """A signed package as keytag made it, and the keys of its maker."""

    name: str
    data: bytes
    public: str
    secret: str

    @property
    def files(self) -> Files:
        """Its files by name, anew each time."""
        return unzip_files(self.data, "x.zip")

    @property
    def unsigned(self) -> Files:
        """Its files without the signature."""
        return {name: data for name, data in self.files.items() if name != SIGNATURE_FILE}

    def packed(self, files: Mapping[str, bytes], folder: str | None = None, day: date = DAY) -> bytes:
        """Return ``files`` as the zip that keytag would write of them."""
        return zip_files(files, folder or self.name, day)

    def resealed(self, spoil: Spoil, version: str | None = None, *, signed: bool = False) -> bytes:
        """Return the package with what ``spoil`` did to it, and a manifest that knows of nothing else.

        Its record then names keytag ``version``; ``signed``, it bears its maker's own signature.
        """
        files = self.unsigned
        spoil(files)
        if version is not None:
            said = json.loads(files[RECORD])
            files[RECORD] = (json.dumps({**said, "keytag": version}, ensure_ascii=False, indent=2) + "\n").encode()
        del files[MANIFEST]
        files[MANIFEST] = make_manifest(files).text.encode()
        if signed:
            files[SIGNATURE_FILE] = sign(files[MANIFEST], self.secret, f"keytag {self.name}").encode()
        return self.packed(files)


def in_pdf(change: Callable[[pikepdf.Pdf], None], name: str = "sheets/sheets.pdf", **saved: Any) -> Spoil:  # noqa: ANN401 - what pikepdf takes
    """Return what changes one PDF of a package."""

    def spoil(files: Files) -> None:
        with pikepdf.Pdf.open(BytesIO(files[name])) as pdf:
            change(pdf)
            buffer = BytesIO()
            pdf.save(buffer, **{"fix_metadata_version": False, **saved})
        files[name] = buffer.getvalue()

    return spoil


def in_file(change: Callable[[bytes], bytes], name: str) -> Spoil:
    """Return what changes the bytes of one file; it has to change something."""

    def spoil(files: Files) -> None:
        was = files[name]
        files[name] = change(was)
        assert files[name] != was

    return spoil


def in_record(change: Callable[[dict[str, Any]], object]) -> Spoil:
    """Return what changes a value of the record, which is then written as keytag writes it."""

    def spoil(files: Files) -> None:
        said = json.loads(files[RECORD])
        change(said)
        files[RECORD] = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()

    return spoil
