"""The wheel, not the source tree: built, installed elsewhere, and run from an empty folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = os.environ.get("UV") or shutil.which("uv")

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(UV is None, reason="uv, which builds and installs the wheel, is not installed"),
]

# Words of uv's that say the index was out of reach, not that the package is wrong.
NO_NETWORK = ("error sending request", "dns error", "failed to fetch", "timed out")


def uv(*arguments: str, cwd: Path) -> str:
    """Run uv and return what it printed; skip where it could not reach the package index."""
    done = subprocess.run([str(UV), *arguments], check=False, capture_output=True, text=True, cwd=cwd)
    if done.returncode and any(words in done.stderr.lower() for words in NO_NETWORK):
        pytest.skip(f"no network: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source distribution, as an index would receive both."""
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--quiet", "--python", sys.executable, "--out-dir", str(folder), str(ROOT), cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def keytag(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, with the versions that the lock names, into an environment of its own."""
    folder = tmp_path_factory.mktemp("installed")
    locked = folder / "locked.txt"
    uv(
        *("export", "--quiet", "--locked", "--no-default-groups", "--no-emit-project", "--no-hashes"),
        *("--project", str(ROOT), "--output-file", str(locked)),
        cwd=folder,
    )
    uv("venv", "--quiet", "--python", sys.executable, "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    uv("pip", "install", "--quiet", "--python", str(python), "-r", str(locked), str(wheel), cwd=folder)
    return python.with_name("keytag")


def run(keytag: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in ``folder``, with nothing in the environment that leads to the source tree."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "UV"))
    }
    return subprocess.run(
        [str(keytag), *arguments],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**env, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
    )


def test_wheel_holds_all_that_keytag_needs(wheel: Path) -> None:
    """Templates, shops, the profile, sample jobs, licences and the typing marker travel in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "configs"):
        here = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"keytag/{path.as_posix()}" for path in here} <= names
    assert "keytag/py.typed" in names
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-FOGRA39L.txt",
        "LICENSE-UNITS.txt",
    }


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither tests nor caches nor pictures are installed on a user's machine."""
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"keytag"}


@pytest.mark.parametrize("what", ["templates", "shops", "inks", "fonts"])
def test_lists_are_found(keytag: Path, tmp_path: Path, what: str) -> None:
    """The built-in documents are found where there is no source tree."""
    done = run(keytag, tmp_path, "list", what, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"] is True


def test_first_job_becomes_sheets(keytag: Path, tmp_path: Path) -> None:
    """In an empty folder a newcomer gets from nothing to tags and press sheets in four commands."""
    first = (
        "init",
        "--issuer",
        "Công an phường An Khê",
        "--number",
        "Trực ban=0269 3000 113",
        "--quantity",
        "240",
    )
    for arguments in (first, ("check",), ("render",), ("sheet", "--count", "240")):
        done = run(keytag, tmp_path, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert "sheets.pdf" in made
    assert {Path(name).name for name in made} >= {
        "front.pdf",
        "back.pdf",
        "tag.pdf",
        "front.svg",
        "back.svg",
        "tag.png",
    }


def test_sample_job_is_found_by_its_name(keytag: Path, tmp_path: Path) -> None:
    """The sample jobs that travel in the wheel can be imposed without copying them first."""
    done = run(keytag, tmp_path, "sheet", "an-phu", "--count", "300", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["plan"]["ordered"] == 300


def test_module_runs_like_the_command(keytag: Path, tmp_path: Path) -> None:
    """``python -m keytag`` is the same program."""
    as_module = run(keytag.with_name("python"), tmp_path, "-m", "keytag", "version")
    assert as_module.stdout == run(keytag, tmp_path, "version").stdout != ""
