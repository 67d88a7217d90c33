"""QR codes read a second time by zbar, where it is installed: a decoder that shares no code with the first.

The only user of zbar. It runs as a process of its own, in a folder of its own, for a bounded time.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from shutil import which
from xml.etree import ElementTree as ET

from PIL.Image import Image, Resampling

from keytag.files.staging import isolated_environment, scratch

# House rule: it reads a hundred codes in a second.
_SECONDS = 60
# Measured: zbar wants some 8 pixels to a module where zxing-cpp is content with 4.
_LARGER = 2


def find_zbar() -> str | None:
    """Return where zbar's reader is, or None."""
    return which("zbarimg")


@cache
def zbar_title() -> str:
    """Return zbar's name with its version."""
    try:
        asked = [find_zbar() or "zbarimg", "--version"]
        run = subprocess.run(asked, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "zbar"
    version = run.stdout.decode("ascii", "replace").strip()
    return f"zbar {version}" if re.fullmatch(r"[\d.]{1,12}", version) else "zbar"


def read_again(pictures: Sequence[Image]) -> tuple[tuple[str, ...], ...] | None:
    """Return what zbar reads in each of ``pictures``; None where it is not installed or does not answer."""
    found = find_zbar()
    if found is None or not pictures:
        return None
    names = [f"{number}.png" for number in range(len(pictures))]
    asked = [found, "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", *names]
    try:
        with scratch() as folder:
            for file, picture in zip(names, pictures, strict=True):
                larger = picture.convert("L").resize(
                    (picture.width * _LARGER, picture.height * _LARGER), Resampling.BICUBIC
                )
                larger.save(folder / file, compress_level=1)
            # It answers 4 where a picture holds no code, which is an answer too.
            run = subprocess.run(  # noqa: S603
                asked,
                cwd=folder,
                env=isolated_environment(folder),
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
            read = _read(run.stdout)
    except (OSError, subprocess.SubprocessError, ET.ParseError):
        # Also where the disk for temporary files is full.
        return None
    return tuple(read.get(file, ()) for file in names)


def _read(answer: bytes) -> dict[str, tuple[str, ...]]:
    """Return what stands in zbar's answer, by the picture's name."""
    root = ET.fromstring(answer)  # noqa: S314 - zbar's own answer, of what keytag has drawn
    found: dict[str, tuple[str, ...]] = {}
    for source in root.iter():
        if _bare(source.tag) == "source":
            said = tuple(each.text or "" for each in source.iter() if _bare(each.tag) == "data")
            found[source.get("href", "")] = said
    return found


def _bare(tag: object) -> str:
    return str(tag).rpartition("}")[2]
