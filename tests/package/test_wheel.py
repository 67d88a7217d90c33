"""The wheel, not the source tree: built, installed for every Python that is here, and run from an empty folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from keytag.cli import COMMANDS

from .pythons import OLDEST, Python, pythons

ROOT = Path(__file__).parents[2]
UV = os.environ.get("UV") or shutil.which("uv")

NUMBER = "Trực ban=0269 3000 113"
FIRST = ("init", "--issuer", "Công an phường An Khê", "--number", NUMBER, "--quantity", "240")

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
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the versions that the lock names, as a list that uv installs from."""
    file = tmp_path_factory.mktemp("locked") / "locked.txt"
    uv(
        *("export", "--quiet", "--locked", "--no-default-groups", "--no-emit-project", "--no-hashes"),
        *("--project", str(ROOT), "--output-file", str(file)),
        cwd=file.parent,
    )
    return file


# Of several workers (pytest-xdist, ``--dist loadgroup``) one makes and uses a Python's environment.
@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=pytest.mark.xdist_group(str(each))) for each in pythons()],
    ids=str,
)
def keytag(
    request: pytest.FixtureRequest, wheel: Path, locked: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Install the wheel, with the versions that the lock names, into an environment of each Python's own."""
    python: Python = request.param
    folder = tmp_path_factory.mktemp(f"python-{python}")
    uv("venv", "--quiet", "--no-project", "--python", str(python.program), "venv", cwd=folder)
    own = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    uv("pip", "install", "--quiet", "--python", str(own), "-r", str(locked), str(wheel), cwd=folder)
    return own.with_name("keytag")


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
        # A warning of keytag's, or one that it brings about, is an error on the next Python.
        env={**env, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"},
        text=True,
        encoding="utf-8",
    )


def test_wheel_holds_all_that_keytag_needs(wheel: Path) -> None:
    """Templates, shops, the profile, samples, rules' texts, licences and the typing marker travel in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "configs"):
        here = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"keytag/{path.as_posix()}" for path in here} <= names
    beside = ("*.toml", "*.css", "*.js")
    texts = {path.relative_to(ROOT).as_posix() for each in beside for path in (ROOT / "keytag").rglob(each)}
    assert {path.rpartition(".")[2] for path in texts} == {"toml", "css", "js"}
    assert texts <= names
    assert "keytag/py.typed" in names
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-FOGRA39L.txt",
        "LICENSE-LiberationSerif.txt",
        "LICENSE-UNITS.txt",
    }


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither tests nor caches nor pictures are installed on a user's machine."""
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"keytag"}


def test_every_python_is_tried() -> None:
    """The wheel runs on the Python of these tests and on every other one that is found here, each once."""
    found = [python.version for python in pythons()]
    assert sys.version_info[:3] in found
    assert found == sorted(set(found))
    assert found[0][:2] >= OLDEST


# Warnings are errors there, and the working folder is no place to import from, as where keytag starts by itself.
ONE_AFTER_ANOTHER = """
import json, sys
del sys.path[0]
from keytag.cli import exit_code
for arguments in json.loads(sys.argv[1]):
    code = exit_code(arguments)
    assert code == 0, (arguments, code)
"""
# In the order in which they need one another; each once at least.
RUNS = (
    (
        *FIRST,
        "--province",
        "Gia Lai",
        "--slogan",
        "Gọi là có mặt",
        "--link",
        "https://zalo.me/1000000000000000001",
    ),
    ("check",),
    ("check", "--called"),
    ("check", "--summary"),
    ("editions", "dak-doa-bang"),
    ("explain",),
    ("preview",),
    ("gallery",),
    ("proof",),
    ("share",),
    ("render",),
    ("watch", "--once"),
    ("sheet", "--count", "240"),
    ("leaflet", "--size", "a6"),
    ("plan",),
    ("nest", "--time", "1s"),
    ("packing", "an-phu-to-dan-pho"),
    ("contacts", "dak-doa-bang"),
    ("show", "offset-52x72", "--out", "mine.yaml"),
    ("cost", "--shop", "mine.yaml"),
    ("order", "an-phu-to-dan-pho"),
    ("key", "new", "office"),
    ("approve", "--by", "Nguyễn Văn A", "--called", "all", "--key", "office.key"),
    ("lock",),
    ("diff",),
    ("handoff", "--sign", "office.key", "--date", "2026-01-15"),
    ("verify", "out/*.zip", "--key", "office.pub"),
    ("firstsheet", "out/sheets.pdf", "--count", "240"),
    ("batch", ".", "--command", "check", "--workers", "1", "--out", "all"),
    ("schema",),
    *(("list", what) for what in ("templates", "leaflets", "shops", "layouts", "inks", "fonts")),
    ("show", "an-phu"),
    ("units", "an phú"),
    ("inspect", "out/ward/front.pdf"),
    ("doctor",),
    ("help", "check"),
    ("version",),
)


# Of the Pythons between the oldest and the newest; a sheet is what `test_sample_job_is_found_by_its_name` makes.
FEW_RUNS = tuple(arguments for arguments in RUNS if arguments[0] in {"init", "check", "render", "version"})


def test_every_command_runs(keytag: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """In an empty folder every command runs on this Python without fault or warning, from nothing to a package.

    On the oldest Python each is a start of its own, on the newest all are one: what a command imports is the same.
    Those between draw a tag and a sheet; with ``--minutes`` they run every command as well.
    """
    # The page goes on until somebody closes it: it has a test of its own.
    assert {arguments[0] for arguments in RUNS} == set(COMMANDS) - {"open"}
    python = request.node.callspec.params["keytag"]
    runs = RUNS
    if python == pythons()[0]:
        for arguments in runs:
            done = run(keytag, tmp_path, *arguments)
            assert done.returncode == 0, (arguments, done.stdout + done.stderr)
    else:
        if python != pythons()[-1] and not request.config.getoption("minutes"):
            runs = FEW_RUNS
        done = run(keytag.with_name("python"), tmp_path, "-c", ONE_AFTER_ANOTHER, json.dumps(runs))
        assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name for path in (tmp_path / "out").rglob("*.*")}
    assert made >= {"front.pdf", "back.pdf", "tag.pdf", "front.svg", "back.svg", "tag.png"}
    assert ("sheets.pdf" in made) is any("sheet" in arguments for arguments in runs)


def test_sample_job_is_found_by_its_name(keytag: Path, tmp_path: Path) -> None:
    """The sample jobs that travel in the wheel can be imposed without copying them first."""
    done = run(keytag, tmp_path, "sheet", "an-phu", "--count", "300", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["plan"]["ordered"] == 300


def test_the_page_opens(keytag: Path, tmp_path: Path) -> None:
    """The page, its script and its stylesheet travel in the wheel; in an empty folder it begins a first job."""
    started = subprocess.Popen(
        (keytag, "open", "--no-browser", "--json"), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert started.stdout is not None
        url = json.loads(started.stdout.readline())["url"]
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        page = browser.open(url, timeout=30).read().decode()
        assert "ward.yaml" in page
        for part in ("page.css", "page.js"):
            assert len(browser.open(f"{url.partition('start')[0]}{part}", timeout=30).read()) > 5000
        assert list(tmp_path.iterdir()) == []
    finally:
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=30)
    assert started.returncode == 128 + signal.SIGINT, said


def test_module_runs_like_the_command(keytag: Path, tmp_path: Path) -> None:
    """``python -m keytag`` is the same program."""
    as_module = run(keytag.with_name("python"), tmp_path, "-m", "keytag", "version")
    assert as_module.stdout == run(keytag, tmp_path, "version").stdout != ""
