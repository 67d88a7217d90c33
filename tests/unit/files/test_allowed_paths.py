"""What a document names lies in its own folder, by its words and by its links, on every system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import allowed_paths, library
from keytag.files.library import ResourceKind


@pytest.mark.parametrize(
    "name",
    [
        *(
            "/etc/passwd",
            "/dev/zero",
            "/proc/self/environ",
            "//host/share/x.yaml",
            "../x.yaml",
            "a/../../x.yaml",
            "..",
        ),
        *(
            "\\\\host\\share\\x.yaml",
            "C:\\x.yaml",
            "C:x.yaml",
            "c:/x.yaml",
            "\\x.yaml",
            "..\\x.yaml",
            "a\\..\\..\\x",
        ),
        *("~", "~/x.yaml", "~root/x.yaml", "\\\\?\\C:\\x.yaml", "\\\\.\\pipe\\x", "x\0.yaml"),
    ],
)
def test_paths_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    """Absolute paths, drives, servers, homes and steps upwards are refused, written for any system."""
    with pytest.raises(InvalidDocumentError) as caught:
        allowed_paths.path_inside(tmp_path, name)
    assert caught.value.findings[0].rule == "path-stays-inside"


@pytest.mark.parametrize(
    "name", ["mine.yaml", "shops/mine.yaml", "./mine.yaml", "a/../mine.yaml", "a..b", "thẻ.yaml"]
)
def test_paths_that_stay_are_taken(name: str, tmp_path: Path) -> None:
    """A path that ends below the folder is what it says, whether or not anything is there."""
    assert allowed_paths.path_inside(tmp_path, name) == tmp_path / name


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    """A link to a file or through a folder outside is refused; one within the folder is taken."""
    job = tmp_path / "job"
    job.mkdir()
    (tmp_path / "secret.yaml").write_text("sheet: x", encoding="utf-8")
    (job / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (job / "up").symlink_to(tmp_path)
    (job / "mine.yaml").write_text("sheet: x", encoding="utf-8")
    (job / "in.yaml").symlink_to(job / "mine.yaml")
    (job / "round.yaml").symlink_to(job / "round.yaml")
    for name in ("out.yaml", "up/secret.yaml", "out"):
        with pytest.raises(InvalidDocumentError):
            library.find(ResourceKind.SHOPS, name, job)
    assert library.find(ResourceKind.SHOPS, "in.yaml", job) == job / "in.yaml"
    with pytest.raises(MissingResourceError):
        library.find(ResourceKind.SHOPS, "round.yaml", job)


def test_a_user_may_ask_for_any_path(tmp_path: Path) -> None:
    """What was typed on the command line may lie anywhere."""
    shop = tmp_path / "shops" / "mine.yaml"
    shop.parent.mkdir()
    shop.write_text("sheet: x", encoding="utf-8")
    job = tmp_path / "job"
    job.mkdir()
    assert library.find(ResourceKind.SHOPS, str(shop), job, asked=True) == shop
    assert library.find(ResourceKind.SHOPS, "../shops/mine.yaml", job, asked=True).samefile(shop)


def test_a_job_is_not_looked_after_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path in a job means the job's folder, not the one in which somebody stands."""
    (tmp_path / "mine.yaml").touch()
    job = tmp_path / "job"
    job.mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingResourceError):
        library.find(ResourceKind.SHOPS, "mine.yaml", job)


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    """A pipe among the job's files is not opened: it would never end."""
    os.mkfifo(tmp_path / "emblem.svg")
    with pytest.raises(MissingResourceError, match="ordinary"):
        library.read_beside(tmp_path, "emblem.svg")
    with pytest.raises(MissingResourceError, match="folder"):
        library.read_beside(tmp_path, ".")
    with pytest.raises(MissingResourceError, match="No such file"):
        library.read_beside(tmp_path, "none.svg")
