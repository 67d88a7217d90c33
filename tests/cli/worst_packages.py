"""The worst packages that a stranger could send, each made from a good one and sealed anew so as to look whole."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from keytag.errors import ExitCode
from keytag.handoff.container import zip_files as packed
from keytag.handoff.manifest import MANIFEST, make_manifest

from .worst_files import FILES as JOBS
from .worst_files import laid_out

DAY = date(2026, 1, 15)
JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Vì bình yên cuộc sống
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
quantity: 60
shop: office-a4
"""
Files = dict[str, bytes]
_RECORD = "job/record.json"
# Entries of a zip have names of their own; so many times the same bytes are no larger than they are once.
_OVER_AND_OVER = 4_000


def sealed(files: Files) -> bytes:
    """Return ``files`` as keytag packs them, with a manifest that fits."""
    kept = {name: data for name, data in files.items() if name != MANIFEST}
    return packed({**kept, MANIFEST: make_manifest(kept).text.encode()}, "ward-2026-01-15-0123456789", DAY)


def zipped(files: Files, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return ``files`` as a zip, whatever they are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, data in files.items():
            made.writestr(f"x/{name}", data)
    return buffer.getvalue()


def _with(more: Callable[[Files], Files]) -> Callable[[Files, Path], bytes]:
    return lambda files, _folder: sealed({**files, **more(files)})


def _recorded(change: Callable[[dict[str, Any]], None]) -> Callable[[Files, Path], bytes]:
    def spoil(files: Files, _folder: Path) -> bytes:
        said = json.loads(files[_RECORD])
        change(said)
        return sealed({**files, _RECORD: json.dumps(said).encode()})

    return spoil


def _manifest(text: bytes) -> Callable[[Files, Path], bytes]:
    return lambda files, _folder: zipped({**files, MANIFEST: text})


def _job(name: str, *, drawn: bool = False) -> Callable[[Files, Path], bytes]:
    """Put one of the worst jobs in the place of the job; with ``drawn`` the files of its editions have names."""

    def spoil(files: Files, folder: Path) -> bytes:
        job = laid_out(JOBS[name][0].replace("sample: true\n", "") + "shop: office-a4\n", folder)
        more = {f"job/{path.name}": path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if drawn:
            shown = ("front-print.pdf", "back-print.pdf", "front.pdf", "back.pdf", "preview.png")
            more |= {f"1-up/a{i}/{one}": b"" for i in range(500) for one in shown}
        return sealed({**files, **more, "job/ward.yaml": job.read_bytes()})

    return spoil


def _yaml(text: str) -> Callable[[Files, Path], bytes]:
    return _with(lambda _: {"job/ward.yaml": text.encode()})


def _large_sheet(files: Files, _folder: Path) -> bytes:
    """A sheet of two by two metres with 3,727 slots, all of them to be drawn and looked at."""
    was = "{width: 210mm, height: 297mm"
    shop = files["job/office-a4.yaml"].decode()
    job = JOB.replace("slogan: Vì bình yên cuộc sống", "tag: {shape: rectangle, width: 40mm, height: 20mm}")
    assert was in shop
    said = json.loads(files[_RECORD])
    said["asked"]["plan"] = [{"run_length": 1, "copies": [3727], "make_ready": 0}]
    large = {
        "job/office-a4.yaml": shop.replace(was, "{width: 2000mm, height: 2000mm").encode(),
        "job/ward.yaml": job.encode(),
        _RECORD: json.dumps(said).encode(),
    }
    return sealed({**files, **large})


def _larger_than_said(files: Files, _folder: Path) -> bytes:
    """A file that is said to have 4 GB."""
    data = bytearray(zipped(files))
    at = data.rindex(b"PK\1\2")
    data[at + 20 : at + 28] = struct.pack("<II", 0xFFFFFFF0, 0xFFFFFFF0)
    return bytes(data)


def _bomb(files: Files, _folder: Path) -> bytes:
    """A file of 150 MB that is packed into 150 kB."""
    return zipped({**files, "cut/zeros": bytes(150_000_000)}, zipfile.ZIP_DEFLATED)


def _within_bounds(files: Files, _folder: Path) -> bytes:
    """A file of 95 MB, named in the manifest, that is packed into 95 kB."""
    kept = {**files, "cut/zeros": bytes(95_000_000)}
    return zipped(
        {**kept, MANIFEST: make_manifest({n: d for n, d in kept.items() if n != MANIFEST}).text.encode()}, 8
    )


def _overlapping(_files: Files, _folder: Path) -> bytes:
    """So many entries that are all the same 50 kB, as in D. Fifield's better zip bomb."""
    one = zipped({"cut/zeros": bytes(50_000)})
    at = one.rindex(b"PK\1\2")
    line, end = one[at : one.rindex(b"PK\5\6")], one[one.rindex(b"PK\5\6") :]
    name = len("x/cut/zeros")
    lines = b"".join(line[: 46 + name - 5] + b"%05d" % i for i in range(_OVER_AND_OVER))
    counted = struct.pack("<HHII", _OVER_AND_OVER, _OVER_AND_OVER, len(lines), at)
    return one[:at] + lines + end[:8] + counted + end[20:]


def _many_lines(_files: Files, _folder: Path) -> bytes:
    """A directory of 60,000 files; what the end of the zip says of their number is not even read."""
    one = zipped({"a": b""})
    at, last = one.rindex(b"PK\1\2"), one.rindex(b"PK\5\6")
    lines = one[at:last] * 60_000
    return one[:at] + lines + one[last : last + 8] + struct.pack("<HHII", 1, 1, len(lines), at) + b"\0\0"


def _nested(_files: Files, _folder: Path) -> bytes:
    data = bytes(1_000_000)
    for _ in range(40):
        data = zipped({"a.zip": data}, zipfile.ZIP_DEFLATED)
    return data


_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{inner}: &{inner} [{','.join(9 * [f'*{outer}'])}]\n"
    for outer, inner in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
_ART = (
    '  - {kind: art, slot: emblem, file: e.svg, inks: {"#000000": text}, height: {smallest: 3mm, largest: 9mm}}\n'
)
_PLATE = {"run_length": 2, "copies": [44], "make_ready": 0}
_DIGEST = b"0" * 64


def _drawing(svg: bytes) -> Callable[[Files, Path], bytes]:
    def more(files: Files) -> Files:
        text = files["job/classic.yaml"].decode().rstrip("\n") + "\n" + _ART
        return {"job/classic.yaml": text.encode(), "job/e.svg": svg}

    return _with(more)


PACKAGES: dict[str, tuple[Callable[[Files, Path], bytes], ExitCode]] = {
    "a file of 4 GB": (_larger_than_said, ExitCode.INVALID),
    "150 MB of nothing": (_bomb, ExitCode.INVALID),
    "95 MB of nothing": (_within_bounds, ExitCode.FINDINGS),
    "files over each other": (_overlapping, ExitCode.INVALID),
    "60,000 lines of the directory": (_many_lines, ExitCode.INVALID),
    "forty zips in each other": (_nested, ExitCode.FINDINGS),
    "packed by bzip2": (lambda files, _: zipped(files, zipfile.ZIP_BZIP2), ExitCode.INVALID),
    "packed by LZMA": (lambda files, _: zipped(files, zipfile.ZIP_LZMA), ExitCode.INVALID),
    "19,000 files of nothing": (
        lambda files, _: zipped({**files, **{f"cut/{i}": b"" for i in range(19_000)}}),
        ExitCode.FINDINGS,
    ),
    "19,000 files of nothing, all named": (
        _with(lambda _: {f"cut/{i}": b"" for i in range(19_000)}),
        ExitCode.FINDINGS,
    ),
    "19,000 files of the job": (_with(lambda _: {f"job/{i}": b"" for i in range(19_000)}), ExitCode.FINDINGS),
    "50 MB of the job": (_with(lambda _: {"job/a.bin": bytes(50_000_000)}), ExitCode.FINDINGS),
    "a manifest of a million lines": (_manifest(b"a\n" * 1_000_000), ExitCode.FINDINGS),
    "a manifest of 19,000 bad lines": (_manifest(b"a\n" * 19_000), ExitCode.FINDINGS),
    "a manifest of 19,000 files that are not there": (
        _manifest(b"".join(_DIGEST + b"  a%d\n" % i for i in range(19_000))),
        ExitCode.FINDINGS,
    ),
    "a manifest of marks upon marks": (
        _manifest(b"".join(_DIGEST + b"  a%d" % i + "\u0323\u0301".encode() * 60 + b"\n" for i in range(12_000))),
        ExitCode.FINDINGS,
    ),
    "a record of 10 MB": (_with(lambda _: {_RECORD: b'{"a": "' + b"a" * 10_000_000 + b'"}'}), ExitCode.FINDINGS),
    "a record of small parts": (
        _with(lambda _: {_RECORD: b"[" + b'"",' * 3_300_000 + b"0]"}),
        ExitCode.FINDINGS,
    ),
    "a record that is nested": (_with(lambda _: {_RECORD: b"[" * 5_000_000}), ExitCode.FINDINGS),
    "a record without end": (_recorded(lambda said: said["asked"].update(count=float("inf"))), ExitCode.FINDINGS),
    "ten million sheets": (
        _recorded(lambda said: said["asked"].update(plan=[{**_PLATE, "run_length": 10_000_000}])),
        ExitCode.FINDINGS,
    ),
    "100,000 plates": (_recorded(lambda said: said["asked"].update(plan=[_PLATE] * 100_000)), ExitCode.FINDINGS),
    "a thousand plates": (_recorded(lambda said: said["asked"].update(plan=[_PLATE] * 1000)), ExitCode.FINDINGS),
    "a shop on a server": (_recorded(lambda said: said.update(shop="\\\\server\\share")), ExitCode.FINDINGS),
    "a job of aliases": (_yaml(_LAUGHS), ExitCode.FINDINGS),
    "a job of lists in lists": (_yaml("a: " + "[" * 100_000), ExitCode.FINDINGS),
    "a job of 30 MB": (_yaml("#" * 30_000_000), ExitCode.FINDINGS),
    "nine million leaflets": (_yaml(f"{JOB}leaflet: {{quantity: 9000000}}\n"), ExitCode.FINDINGS),
    "500 editions without files": (_job("500 editions"), ExitCode.FINDINGS),
    "500 editions with files of nothing": (_job("500 editions", drawn=True), ExitCode.FINDINGS),
    "500 editions of 10,000 curves": (_job("500 editions of 10,000 curves", drawn=True), ExitCode.FINDINGS),
    "500 editions of their own words": (_job("500 editions of their own words", drawn=True), ExitCode.FINDINGS),
    "a sheet of two metres": (_large_sheet, ExitCode.FINDINGS),
    "a drawing of 30 MB": (_drawing(b"<svg>" + b" " * 30_000_000 + b"</svg>"), ExitCode.FINDINGS),
    "a drawing of entities": (
        _drawing(
            b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY %s "%s">' % (inner, b"&%s;" % outer * 10)
                for outer, inner in ((b"%c" % i, b"%c" % (i + 1)) for i in range(97, 109))
            )
            + b"]><svg>&m;</svg>"
        ),
        ExitCode.FINDINGS,
    ),
    "a profile of 8 MB": (
        _with(
            lambda files: {
                "job/FOGRA39L_coated.icc": files["job/FOGRA39L_coated.icc"][:128]
                + struct.pack(">I", 600_000)
                + bytes(7_000_000)
            }
        ),
        ExitCode.FINDINGS,
    ),
    "a profile of 30 MB": (_with(lambda _: {"job/FOGRA39L_coated.icc": bytes(30_000_000)}), ExitCode.FINDINGS),
}
"""How each is made from the files of a good one, and the exit code of `keytag verify`."""
