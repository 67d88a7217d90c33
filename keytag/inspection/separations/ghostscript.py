"""Plates made by Ghostscript, where it is installed: a colour engine that had no part in writing the file.

The only user of Ghostscript. It runs as a process of its own, in its safe mode, in a folder of its own, for a
bounded time and on a bounded number of pages; what goes wrong there is no answer, never a crash here. What it says
never goes into a package, whose bytes must not hang on which machine made them.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from shutil import which
from urllib.parse import unquote

from msgspec import Struct
from PIL import Image

from keytag.drawing.geometry import Rect
from keytag.drawing.ink import PROCESS
from keytag.files.staging import isolated_environment, scratch
from keytag.inspection.separations.coverage import PageInk, Separation, dpi_of, page_ink
from keytag.text.text import same_text
from keytag.units import MM_PER_INCH

# House rule: three dots of the plate to a pixel each way; Ghostscript blackens every dot that a shape touches.
_FINER = 3
# House rule: twice as fine for one-ups, of at most so many mm², which cost little.
_FINEST, _SMALL = 6, 12_000.0
# House rule: a page of tags takes half a second; what takes so long is made to.
_SECONDS = 40
# Ghostscript's tiffsep names each plate's file by its ink.
_PLATE = re.compile(r"^(\d+)\((.*)\)\.tif$", re.DOTALL)
_NAMES = ("gs", "gswin64c", "gswin32c")


class Window(Struct, frozen=True):
    """Which part of a page is looked at: its trim within its media, in mm, y down from the media's corner."""

    media: Rect
    trim: Rect


def find_ghostscript() -> str | None:
    """Return where Ghostscript is, or None."""
    return next((found for name in _NAMES if (found := which(name)) is not None), None)


def separate_by_ghostscript(
    files: Sequence[bytes], windows: Sequence[Window], technical: frozenset[str]
) -> tuple[PageInk, ...] | None:
    """Return what Ghostscript lays on the plates of the pages of ``files``, one after another.

    ``windows`` are their first pages' boxes; pages beyond them are not looked at, and all are seen as fine as the
    largest allows. None where Ghostscript is not installed, fails or takes too long.
    """
    gs = find_ghostscript()
    if gs is None or not windows:
        return None
    dpi = min(dpi_of(window.media.width, window.media.height) for window in windows)
    try:
        with scratch() as folder:
            _run(gs, folder, files, windows, dpi)
            plates = _plates(folder)
    except (OSError, subprocess.SubprocessError):
        # Also where the disk for temporary files is full.
        return None
    pages = (
        page_ink(number, _cropped(plates.get(number, {}), window, dpi), dpi, technical)
        for number, window in enumerate(windows, 1)
    )
    return tuple(pages)


def separation(data: bytes, windows: Sequence[Window], pages: int, technical: frozenset[str]) -> Separation | None:
    """Return the plates of one file's first pages, as `separate_by_ghostscript` does; it has ``pages`` of them."""
    found = separate_by_ghostscript((data,), windows, technical)
    return None if found is None else Separation(same_text(title()), found, pages)


@cache
def title() -> str:
    """Return Ghostscript's name with its version."""
    gs = find_ghostscript()
    try:
        run = subprocess.run([gs or "gs", "--version"], capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "Ghostscript"
    version = run.stdout.decode("ascii", "replace").strip()
    return f"Ghostscript {version}" if re.fullmatch(r"[\d.]{1,12}", version) else "Ghostscript"


def _run(gs: str, folder: Path, files: Sequence[bytes], windows: Sequence[Window], dpi: float) -> None:
    """Let Ghostscript write its plates into ``folder``. Raises OSError or SubprocessError where it did not."""
    finer = _FINEST if all(window.media.area <= _SMALL for window in windows) else _FINER
    names = [f"{number}.pdf" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (folder / name).write_bytes(data)
    asked = [gs, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=lzw"]
    asked += [f"-r{dpi * finer:.4f}", f"-dDownScaleFactor={finer}"]
    # Of several files each is looked at whole, of one its first pages.
    asked += [f"-dLastPage={len(windows)}"] if len(files) == 1 else []
    asked += ["-o", "%d.tif", *names]
    alone = isolated_environment(folder)
    subprocess.run(asked, cwd=folder, env=alone, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - above


def _plates(folder: Path) -> dict[int, dict[str, Image.Image]]:
    """Return each page's plates by ink."""
    found: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(folder.iterdir()):
        named = _PLATE.match(path.name)
        if named is not None:
            with Image.open(path) as picture:
                # What is no plain letter of an ink's name it writes as in an address: V%C3%A0ng.
                found.setdefault(int(named[1]), {})[unquote(named[2])] = picture.convert("L")
    return found


def _cropped(plates: Mapping[str, Image.Image], window: Window, dpi: float) -> dict[str, Image.Image]:
    """Return each plate within the window, process plates also where nothing is on them."""
    scale, trim, media = dpi / MM_PER_INCH, window.trim, window.media
    whole = next(
        (each.size for each in plates.values()), (round(media.width * scale), round(media.height * scale))
    )
    # Beyond its edge Pillow takes a picture to be black, which would be ink.
    x0, x1 = (min(max(round(x * scale), 0), whole[0]) for x in (trim.x0, trim.x1))
    y0, y1 = (min(max(round(y * scale), 0), whole[1]) for y in (trim.y0, trim.y1))
    box = (x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))
    blank = Image.new("L", (box[2] - box[0], box[3] - box[1]), 255)
    return {**dict.fromkeys(PROCESS, blank), **{name: picture.crop(box) for name, picture in plates.items()}}
