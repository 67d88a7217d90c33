"""What files are called on the screen: keytag's own by their names, all others as they were given.

Nobody types the folder that keytag is installed in, nor can change what lies there. Programs get whole paths.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from keytag.files import library
from keytag.findings import Where
from keytag.text.text import Text


def place(where: Where) -> Text:
    """Return where a finding is, for people."""
    path = Path(where.file)
    return replace(where, file=path.name).description if _is_own(path) else where.description


def job(path: Path) -> str:
    """Return what to type for the job at ``path``: a sample's name, else its path."""
    return path.stem if _is_own(path) else str(path)


@cache
def _is_own(path: Path) -> bool:
    """Tell whether ``path`` is that of a document that comes with keytag."""
    return path.is_absolute() and path.parent in {library.builtin_folder(kind) for kind in library.ResourceKind}
