"""What desktops leave in folders by themselves: named to whoever verifies a package, and no fault of it.

Windows writes desktop.ini and Thumbs.db, macOS .DS_Store, and beside each file on a foreign disk another that
begins with ``._``. By name alone anybody could hide a program there, so what opens like one is no litter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

# Windows: folder settings, thumbnails; macOS: the Finder's view. Their systems do not tell capitals apart.
_NAMES = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store"})
# Apple Technical Note "AppleSingle/AppleDouble Formats": what Archive Utility puts beside the files of a zip.
APART = "__MACOSX"
_APPLE_DOUBLE = "._"
# How programs, scripts, documents and packed files open: Windows, Unix, macOS, shells, PDF, PostScript, zip.
_OPENINGS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"%PDF",
    b"%!",
    b"PK",
)
# House rule: blanks in front of a script's first line.
_HEAD = 64


def litter_in(files: Mapping[str, bytes], named: Collection[str]) -> tuple[str, ...]:
    """Return which of ``files`` a desktop left there; what a manifest has ``named`` belongs to the package."""
    beside = {*files, *(folder for name in files for folder in _folders(name))}
    return tuple(
        sorted(
            name
            for name, data in files.items()
            if name not in named and _is_litter(name, beside) and not data[:_HEAD].lstrip().startswith(_OPENINGS)
        )
    )


def _is_litter(name: str, beside: Collection[str]) -> bool:
    folder, _, last = name.rpartition("/")
    if last.casefold() in _NAMES:
        return True
    if not last.startswith(_APPLE_DOUBLE):
        return False
    if name.startswith(f"{APART}/"):
        return True
    whose = last.removeprefix(_APPLE_DOUBLE)
    return (f"{folder}/{whose}" if folder else whose) in beside or whose == "."


def _folders(name: str) -> tuple[str, ...]:
    parts = name.split("/")[:-1]
    return tuple("/".join(parts[:count]) for count in range(1, len(parts) + 1))
