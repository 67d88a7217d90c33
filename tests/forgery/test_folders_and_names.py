"""Packages as folders, under other names, and beside what desktops leave: what is forgiven, and what is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.handoff.verify import is_named_otherwise

from .honest import Honest

Ask = Callable[..., tuple[int, dict[str, Any]]]
LITTER = {
    "desktop.ini": b"[.ShellClassInfo]\r\n",
    "Thumbs.db": b"\xd0\xcf\x11\xe0",
    "sheets/Desktop.ini": b"\r\n",
    "1-up/ward/thumbs.db": b"",
    ".DS_Store": b"\0\0\0\1Bud1",
    "job/.DS_Store": b"x",
    "._ticket.pdf": b"\0\5\x16\7",
    "._sheets": b"\0\5\x16\7",
    "sheets/._sheets.pdf": b"\0\5\x16\7",
    "__MACOSX/._job": b"\0\5\x16\7",
}


def _file(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(data)

    return forge


def _link(name: str, target: str) -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return forge


def _moved(name: str, to: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).rename(folder / to)


def _link_in_place(folder: Path) -> None:
    """Let a sheet be a link to the very bytes that it should have."""
    outside = folder.parent / "outside.pdf"
    (folder / "sheets/sheets.pdf").rename(outside)
    (folder / "sheets/sheets.pdf").symlink_to(outside)


FORGED: dict[str, Callable[[Path], object]] = {
    "a link more": _link("zz", "/etc/passwd"),
    "a link to nothing": _link("zz", "/nowhere"),
    "a link to a folder": _link("job/more", "/etc"),
    "a link in place of a file": _link_in_place,
    "a link under a litter's name": _link("Thumbs.db", "/etc/passwd"),
    "a pipe": lambda folder: os.mkfifo(folder / "sheets/pipe"),
    "an empty folder": lambda folder: (folder / "more").mkdir(),
    "a folder in a folder": lambda folder: (folder / "a/b/c").mkdir(parents=True),
    "a file more": _file("sheets/more.pdf"),
    "a file more in job/": _file("job/more.yaml"),
    "a file in a new folder": _file("more/x.txt"),
    "a hidden file": _file(".htaccess"),
    "a hidden folder": _file(".git/config"),
    "a program as Thumbs.db": _file("Thumbs.db", b"MZ\x90\0"),
    "a script as desktop.ini": _file("desktop.ini", b"\n#!/bin/sh\n"),
    "a PDF as .DS_Store": _file(".DS_Store", b"%PDF-1.6"),
    "a file like litter": _file("Thumbs.db.exe"),
    "a double of nothing": _file("._nothing.pdf"),
    "a file in __MACOSX": _file("__MACOSX/setup.exe"),
    "a file changed": _file("README.txt"),
    "a file gone": lambda folder: (folder / "cut/cut.svg").unlink(),
    "a file renamed": _moved("ticket.pdf", "Ticket.pdf"),
    "a folder renamed": _moved("cut", "cuts"),
    "no manifest": lambda folder: (folder / "MANIFEST.sha256").unlink(),
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_folder_is_told(how: str, folder: Path, ask: Ask) -> None:
    """Links, pipes, empty folders and whatever does not belong into an unpacked package are errors."""
    FORGED[how](folder)
    code, said = ask(folder)
    assert code == 1
    assert {each["rule"] for each in said["findings"]} <= {"package-is-unchanged", "package-is-packed-as-made"}


def test_a_folder_is_as_good_as_its_zip(folder: Path, ask: Ask, key: tuple[str, str]) -> None:
    """Unpacked, a package is verified as it is packed."""
    code, said = ask(folder, *key)
    assert (code, said["litter"], {each["good"] for each in said["answers"]}) == (0, [], {True})


def test_the_desktops_litter_is_named_and_forgiven(
    folder: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """What Windows and macOS leave in folders is told, and changes nothing."""
    for name, data in LITTER.items():
        _file(name, data)(folder)
    code, said = ask(folder)
    assert (code, set(said["litter"])) == (0, set(LITTER))
    assert exit_code(["verify", str(folder), "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert "máy tính tự để lại, không thuộc gói, xóa được: .DS_Store" in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())


NAMES = (
    "{}",
    "{} (1)",
    "{}(2)",
    "{} - Copy",
    "Copy of {}",
    "{}-2",
    "{}_da-ky",
    "{}.zip",
    "goi moi",
    "gửi nhà in",
    "x",
)


@pytest.mark.parametrize("called", NAMES)
def test_a_name_of_ones_own_is_forgiven(called: str, honest: Honest, ask: Ask) -> None:
    """Who saves a package under another name, or twice, has the same package; its own name is told."""
    code, said = ask(honest.data, called=called.format(honest.name))
    assert (code, said["package"]) == (0, honest.name)


OTHERS = (
    "ward-2026-02-01-0123456789",
    "{}-500",
    "{}-grid",
    "{}-nested-tumble",
    "{}-2-plates",
    "new{}",
    "old-{}",
    "{} thay ward-2026-02-01-0123456789",
)


@pytest.mark.parametrize("called", OTHERS)
def test_the_name_of_another_package_is_told(
    called: str, honest: Honest, ask: Ask, folder: Path, key: tuple[str, str]
) -> None:
    """An old package, well signed, under the name of a new one is an error, as a zip and as a folder."""
    name = called.format(honest.name)
    code, said = ask(honest.data, *key, called=name)
    assert (code, [each["rule"] for each in said["findings"]]) == (1, ["package-has-its-own-name"])
    assert (said["package"], said["signature"]["good"]) == (honest.name, True)
    assert ask(folder.rename(folder.parent / name), *key)[0] == 1


def test_a_package_packed_under_another_name_is_told(honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """Zipped anew under the name of a new one, folder and all, an old package still has its own name."""
    name = "ward-2026-02-01-0123456789"
    code, said = ask(honest.packed(honest.files, name), *key, called=name)
    assert (code, [each["rule"] for each in said["findings"]]) == (1, ["package-has-its-own-name"] * 2)


def test_names_are_read_fast() -> None:
    """A long name takes no time."""
    assert is_named_otherwise("ward-2026-01-15-" * 20_000 + "0123456789", "ward-2026-01-15-b84c06ffbd")
