"""QR codes read a second time by zbar, where it is installed: a decoder that shares no code with the first.

The only user of zbar. It runs as a process of its own, in a folder of its own, for a bounded time.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from shutil import which

from PIL.Image import Image, Resampling

from keytag.files.staging import isolated_environment, scratch

# House rule: it reads a hundred codes in a second.
_SECONDS = 60
# Measured: zbar wants some 8 pixels to a module where zxing-cpp is content with 4.
_LARGER = 2
# What zbar answers in XML: pictures by name, and in each the codes, in base64 where bytes are beyond plain text.
_HREF = re.compile(rb"href='([^']*)'")
_DATA = re.compile(rb"<data(?: format='base64' length='(\d+)')?><!\[CDATA\[(.*?)\]\]></data>", re.DOTALL)


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
    try:
        with scratch() as folder:
            for file, picture in zip(names, pictures, strict=True):
                larger = picture.convert("L").resize(
                    (picture.width * _LARGER, picture.height * _LARGER), Resampling.BICUBIC
                )
                larger.save(folder / file, compress_level=1)
            read = _read_xml(_ask(found, folder, "--xml", *names))
            for file, lengths in _spelt_otherwise(read):
                read[file] = _read_raw(_ask(found, folder, "--raw", file), lengths)
    except (OSError, subprocess.SubprocessError):
        # Also where the disk for temporary files is full.
        return None
    return tuple(tuple(code.decode(errors="replace") for code in read.get(file, ())) for file in names)


def _ask(found: str, folder: Path, *asked: str) -> bytes:
    # It answers 4 where a picture holds no code, which is an answer too.
    return subprocess.run(  # noqa: S603
        [found, "--quiet", "-Sdisable", "-Sqrcode.enable", *asked],
        cwd=folder,
        env=isolated_environment(folder),
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    ).stdout


def _read_xml(answer: bytes) -> dict[str, tuple[bytes, ...]]:
    """Return what stands in zbar's answer, by the picture's name; of what it spells in base64 so many zeros."""
    found: dict[str, tuple[bytes, ...]] = {}
    for source in answer.split(b"<source ")[1:]:
        name = _HREF.match(source)
        if name is not None:
            said = (bytes(int(length)) if length else data for length, data in _DATA.findall(source))
            found[name[1].decode("ascii", "replace")] = tuple(said)
    return found


def _spelt_otherwise(read: Mapping[str, tuple[bytes, ...]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the pictures with a code in base64, in which zbar 0.23 loses bytes, with how long each code is."""
    for file, codes in read.items():
        if any(code and not any(code) for code in codes):
            yield file, tuple(map(len, codes))


def _read_raw(answer: bytes, lengths: Sequence[int]) -> tuple[bytes, ...]:
    """Return the codes of a raw answer: each is followed by the end of a line, and may hold some itself."""
    ends = tuple(accumulate(length + 1 for length in lengths))
    return tuple(answer[end - length - 1 : end - 1] for end, length in zip(ends, lengths, strict=True))
