"""A run depends on its job and on what was typed: on nothing else beside the job or at home, on no odd machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from keytag.cli import exit_code, values
from keytag.errors import ExitCode
from keytag.files import library

DAY = ("--date", "2026-01-15")
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
quantity: 40
shop: office-a4
"""
# What a run imports, what Python looks for by itself, and what its libraries run of their users'.
MODULES = (
    *("yaml", "qrcode", "reportlab", "pikepdf", "numpy", "openpyxl", "typer", "rich", "pydantic", "PIL", "ezdxf"),
    *("re", "signal", "gc", "__future__", "enum", "socket", "tempfile", "json", "datetime", "secrets"),
    *("reportlab_mods", "reportlab_settings", "local_rl_mods", "local_rl_settings", "msgspec", "uharfbuzz"),
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a job in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    return tmp_path


def keytag(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run keytag as a program, with more in its environment; an empty text takes a variable away."""
    whole = {**os.environ, "KEYTAG_LANG": "en", **environment}
    return subprocess.run(
        [sys.executable, "-m", "keytag", *arguments],
        env={name: value for name, value in whole.items() if value},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_nothing_beside_the_job_is_run(place: Path) -> None:
    """No module in the working folder and no settings of a library in the home is loaded, whatever its name."""
    home = place / "home"
    (home / ".config" / "ezdxf").mkdir(parents=True)
    run = "from pathlib import Path\nPath({!r}).touch()\n"
    for name in MODULES:
        (place / f"{name}.py").write_text(run.format(str(place / f"ran-{name}")))
    for name in (".reportlab_mods", ".reportlab_settings"):
        (home / name).write_text(run.format(str(place / f"ran-{name}")))
    for ini in (place / "ezdxf.ini", home / ".config" / "ezdxf" / "ezdxf.ini"):
        ini.write_text("[core]\nno such line\n")
    done = keytag("sheet", "ward.yaml", *DAY, "-o", "out", HOME=str(home), XDG_CONFIG_HOME="")
    assert done.returncode == 0, done.stderr
    assert not list(place.glob("ran-*"))


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/dev/null"},
        {"HOME": "", "USERPROFILE": ""},
        {"RL_pageCompression": "banana", "RL_invariant": "x", "RL_defaultPageSize": "none", "RL_DEBUG": "1"},
        {"EZDXF_CONFIG_FILE": "/etc/passwd", "XDG_CONFIG_HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null"},
        {
            "COLUMNS": "0",
            "LINES": "0",
            "TERM": "dumb",
            "LANG": "xx_YY",
            "LC_ALL": "zz",
            "PYTHONIOENCODING": "ascii",
        },
        {"TZ": "UTC+999999999999999999", "TMPDIR": "/dev/null"},
    ],
    ids="-".join,
)
def test_the_environment_changes_no_sheet(place: Path, environment: dict[str, str]) -> None:
    """However odd home, variables, terminal and clock are, the same job gives the same bytes."""
    assert exit_code(["sheet", "ward.yaml", *DAY, "-o", "usual", "-q"]) == 0
    done = keytag("sheet", "ward.yaml", *DAY, "-o", "odd", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert (place / "odd" / "sheets.pdf").read_bytes() == (place / "usual" / "sheets.pdf").read_bytes()


@pytest.mark.parametrize("seconds", ["4354819200", "99999999999", "-1", "nan", "3093527980800"])
def test_a_day_beyond_what_files_can_say_is_refused(
    place: Path, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    """A date that no zip can hold is refused by name before anything is made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert exit_code(["packing", "ward.yaml", "-o", "out"]) == ExitCode.USAGE
    assert not (place / "out").exists()


@pytest.mark.usefixtures("place")
def test_the_last_day_that_files_can_say_is_written() -> None:
    """What is not refused can be made: the bound is where the zips' own is."""
    assert exit_code(["units", "--export", "places.xlsx", "-q"]) == 0
    assert exit_code(["sheet", "ward.yaml", "--date", "2107-12-31", "-o", "out", "-q"]) == 0
    assert exit_code(["sheet", "ward.yaml", "--date", "2108-01-01", "-o", "out", "-q"]) == ExitCode.USAGE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    ("limit", "most"), [("RLIMIT_AS", 45_000_000), ("RLIMIT_AS", 120_000_000), ("RLIMIT_AS", 200_000_000)]
)
@pytest.mark.usefixtures("place")
def test_too_little_memory_is_said(limit: str, most: int) -> None:
    """Where there is not enough memory the run says so with a code of its own, and writes nothing."""
    script = (
        f"import resource, sys; resource.setrlimit(resource.{limit}, ({most}, {most})); "
        "sys.argv = ['keytag', 'sheet', 'ward.yaml']; from keytag.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == ExitCode.MACHINE
    assert "Traceback" not in done.stderr
    assert "memory" in done.stderr or "bộ nhớ" in done.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), ExitCode.MACHINE),
        (OSError(24, "Too many open files", "x"), ExitCode.MACHINE),
        (OSError(28, "No space left on device", "/tmp"), ExitCode.MACHINE),  # noqa: S108 - a name in a message
        (RuntimeError("can't start new thread"), ExitCode.MACHINE),
        (ImportError("libx.so: failed to map segment from shared object", name="x"), ExitCode.MACHINE),
        (ModuleNotFoundError("No module named 'x'", name="x"), ExitCode.MACHINE),
        (KeyError("x"), ExitCode.BUG),
    ],
    ids=repr,
)
@pytest.mark.usefixtures("place")
def test_what_the_machine_lacks_is_no_bug(
    error: Exception, code: ExitCode, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Memory, files, room and parts of the installation are said in plain words; only what is left is a bug."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(values, "day", fail)
    assert exit_code(["check", "ward.yaml", "--lang", "en"]) == code
    said = capsys.readouterr().err
    assert ("bug" in said) is (code is ExitCode.BUG)
    assert "Traceback" not in said


def test_a_job_that_is_saved_meanwhile_stays_as_it_was_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bytes first read are the bytes packed, though job, shop and template change or vanish; that is told."""
    (place / "classic.yaml").write_bytes(library.find(library.ResourceKind.TAGS, "classic").read_bytes())
    shop = library.find(library.ResourceKind.SHOPS, "office-a4").read_bytes()
    (place / "ours.yaml").write_bytes(shop)
    job = JOB.replace("office-a4", "ours") + "template: classic\n"
    (place / "ward.yaml").write_text(job, encoding="utf-8")
    asked = ["handoff", "ward.yaml", "--unapproved", *DAY, "-o"]
    assert exit_code([*asked, "usual", "-q"]) == 0
    from keytag.handoff import record  # noqa: PLC0415 - to be spoilt

    make = record.record_files

    def saved_meanwhile(*arguments: object) -> object:
        (place / "ward.yaml").write_text(job.replace("3000 113", "3000 114"), encoding="utf-8")
        (place / "ours.yaml").unlink()
        (place / "classic.yaml").write_text("another", encoding="utf-8")
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("keytag.handoff.make.record_files", saved_meanwhile)
    capsys.readouterr()
    assert exit_code([*asked, "saved", "--lang", "en"]) == 0
    assert "ward.yaml was saved while keytag ran" in capsys.readouterr().err
    usual, saved = (sorted((place / out).rglob("*.*")) for out in ("usual", "saved"))
    assert [path.name for path in usual] == [path.name for path in saved]
    assert [path.read_bytes() for path in usual if path.is_file()] == [
        path.read_bytes() for path in saved if path.is_file()
    ]


def test_a_set_has_no_file_of_another_job(place: Path) -> None:
    """Sheets of one design have no map, and no map of an earlier order lies beside them."""
    many = JOB.replace("quantity: 40", "editions: [{id: mot, quantity: 40}, {id: hai, slogan: Hai, quantity: 30}]")
    (place / "many.yaml").write_text(many, encoding="utf-8")
    assert exit_code(["sheet", "many.yaml", *DAY, "-o", "out", "-q"]) == 0
    assert (place / "out" / "map.pdf").is_file()
    (place / "out" / "mine.txt").write_text("mine")
    assert exit_code(["sheet", "ward.yaml", *DAY, "-o", "out", "-q"]) == 0
    assert sorted(path.name for path in (place / "out").iterdir()) == ["mine.txt", "sheets.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
@pytest.mark.usefixtures("place")
def test_every_signal_ends_a_run_alike(name: str, code: int) -> None:
    """TERM and HUP are what Ctrl-C is: one line, nothing written, and the code that shells know."""
    script = f"""
import os, signal, sys
from keytag.files import writer
writer._stage = lambda *_: os.kill(os.getpid(), signal.{name})
sys.argv = ["keytag", "sheet", "ward.yaml", "--lang", "en", "-q"]
from keytag.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (code, "Stopped; nothing more was written.\n")
    assert code == 128 + getattr(signal, name)
    assert not Path("out").exists()
