"""Two packages of one name and other bytes: the newer gets the name, the older is kept, no folder holds both."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keytag.handoff.container import unzip_files, zip_files
from keytag.handoff.make import Package, write_package
from keytag.handoff.manifest import MANIFEST
from keytag.handoff.verify import is_named_otherwise
from keytag.steps.earlier_outputs import newer_packages, older_packages

NAME = "ward-2026-01-15-0123456789-phuong-an-khe"
DAY = date(2026, 1, 15)
# A plan and evidence, of which nothing is asked here.
UNASKED: Any = None


def write(out: Path, **files: str) -> tuple[Path, ...]:
    """Write a package of these files, and return what was kept of another."""
    package = Package(NAME, {f"{name}.txt": text.encode() for name, text in files.items()}, UNASKED, UNASKED)
    written, kept = write_package(package, out, DAY, None, "")
    assert [each.path for each in written] == [out / f"{NAME}.zip", out / NAME]
    return tuple(each.path for each in kept)


def texts(out: Path) -> dict[str, str]:
    """What the folder of the package holds, without its manifest."""
    return {
        path.name: path.read_text(encoding="utf-8") for path in (out / NAME).iterdir() if path.name != MANIFEST
    }


def test_the_same_package_is_written_again(tmp_path: Path) -> None:
    """Byte for byte the same: nothing else appears."""
    assert write(tmp_path, a="one") == write(tmp_path, a="one") == ()
    assert len(list(tmp_path.glob("*.zip"))) == 1


def test_another_package_of_the_name_is_kept(tmp_path: Path) -> None:
    """The older zip stays byte for byte under the next number; the folder holds the files of the newer alone."""
    write(tmp_path, a="one", gone="one")
    first = (tmp_path / f"{NAME}.zip").read_bytes()
    (tmp_path / NAME / "mine.txt").write_text("của tôi", encoding="utf-8")
    (kept,) = write(tmp_path, a="two")
    assert (kept.name, kept.read_bytes()) == (f"{NAME}.ban-truoc-1.zip", first)
    assert texts(tmp_path) == {"a.txt": "two", "mine.txt": "của tôi"}
    assert write(tmp_path, a="three")[0].name == f"{NAME}.ban-truoc-2.zip"
    assert kept.read_bytes() == first


def test_a_folder_that_lost_its_zip_is_kept_as_one(tmp_path: Path) -> None:
    """Somebody moved the zip away: what its folder holds is packed again before it is replaced."""
    write(tmp_path, a="one")
    (tmp_path / f"{NAME}.zip").unlink()
    (kept,) = write(tmp_path, a="two")
    assert unzip_files(kept.read_bytes(), "x.zip")["a.txt"] == b"one"


def test_what_is_no_package_is_left(tmp_path: Path) -> None:
    """A folder of that name without a manifest is somebody's own: what lies in it stays."""
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "mine.txt").write_text("của tôi", encoding="utf-8")
    assert write(tmp_path, a="one") == ()
    assert texts(tmp_path) == {"a.txt": "one", "mine.txt": "của tôi"}


@pytest.mark.parametrize("name", ["/etc/passwd", "../ward.yaml"])
def test_a_manifest_removes_nothing_elsewhere(name: str, tmp_path: Path) -> None:
    """Names in the manifest of a folder may be anybody's: only files of that folder go."""
    out = tmp_path / "out"
    (out / NAME).mkdir(parents=True)
    (tmp_path / "ward.yaml").write_text("keytag: 1", encoding="utf-8")
    (out / "ward.yaml").write_text("keytag: 1", encoding="utf-8")
    (out / NAME / MANIFEST).write_text(f"{'0' * 64}  {name}\n", encoding="utf-8")
    write(out, a="one")
    assert (tmp_path / "ward.yaml").exists()
    assert (out / "ward.yaml").exists()


def test_a_kept_package_is_the_older_one(tmp_path: Path) -> None:
    """Beside the newer it is named as older, whatever a copy did to their times; and `verify` takes its name."""
    for name in (f"{NAME}.zip", f"{NAME}.ban-truoc-1.zip"):
        (tmp_path / name).write_bytes(zip_files({"a.txt": b""}, NAME, DAY))
    assert [path.name for path in older_packages(NAME, tmp_path)] == [f"{NAME}.ban-truoc-1.zip"]
    assert [path.name for path in newer_packages(tmp_path / f"{NAME}.ban-truoc-1.zip")] == [f"{NAME}.zip"]
    assert newer_packages(tmp_path / f"{NAME}.zip") == ()
    assert not is_named_otherwise(f"{NAME}.ban-truoc-1", NAME)
