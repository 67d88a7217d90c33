"""Which paths a document may name: those inside its own folder, and no others.

A job comes by e-mail with its shop, template and drawings beside it; what it names must not reach anything else of
the reader's machine. Judged by the words first, before the system is asked about anything: on Windows the mere
question for ``//server/share`` sends the user's name there. What the user types on the command line is not judged.
"""

from __future__ import annotations

from os.path import realpath
from pathlib import Path, PureWindowsPath

from keytag.errors import InvalidDocumentError
from keytag.findings import Rule
from keytag.text.text import Text

PATH_STAYS_INSIDE = Rule.error("path-stays-inside", __name__)
RULES = (PATH_STAYS_INSIDE,)
"""Every rule of this module."""


def path_inside(folder: Path, name: str) -> Path:
    """Return the path that a document in ``folder`` means by ``name``; nothing need be there.

    Raises InvalidDocumentError where it leads out: by its words (absolute, a drive, a server, a home, ``..``), or
    by a symbolic link on the way.
    """
    if "\0" not in name and not leads_out(name) and is_inside(folder, folder / name):
        return folder / name
    raise outside_folder(name)


def is_inside(folder: Path, path: Path) -> bool:
    """Tell whether ``path``, all links followed, lies below ``folder``."""
    return Path(realpath(path)).is_relative_to(realpath(folder))


def leads_out(name: str) -> bool:
    """Tell whether ``name`` leaves its folder on any system: Windows reads more of it as path than others do."""
    path = PureWindowsPath(name)
    if path.drive or path.root or name.startswith("~"):
        return True
    depth = 0
    for part in path.parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


def outside_folder(name: str) -> InvalidDocumentError:
    """Return the refusal of ``name``; whoever knows the document adds the place."""
    shown = "".join(character for character in name if character.isprintable())[:_SHOWN_CHARACTERS]
    message = Text(
        f"“{shown}” nằm ngoài thư mục của tệp đặt in.",
        f"“{shown}” lies outside the job's folder.",
    )
    return InvalidDocumentError(message, (PATH_STAYS_INSIDE.finding(message),))


# House rule: as much of a path as a sentence bears.
_SHOWN_CHARACTERS = 100
