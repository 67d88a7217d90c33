"""Papers and records at the worst moment: a full disk, Ctrl-C between two renames, no home, no place to work."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import library

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
quantity: 40
shop: office-a4
"""
# Of each kind one: a record beside the job, a letter of several files, pictures of the tags and of all designs,
# cards of numbers.
COMMANDS = {
    "approve": ("--by", "Nguyễn Văn A", "--position", "Trưởng Công an", "--called", "all"),
    "lock": (),
    "order": ("--out", "out"),
    "share": ("--out", "out"),
    "gallery": ("--out", "out"),
    "contacts": ("--out", "out"),
}


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # A gallery of one design is as good to be interrupted in as one of all.
    monkeypatch.setattr(library, "document_names", lambda *_: ("classic",))
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")


def run(command: str) -> int:
    """Run ``command`` for the job; return its exit code."""
    return exit_code([command, "ward.yaml", *COMMANDS[command], "--date", "2026-01-15", "--lang", "en"])


def files() -> dict[str, bytes]:
    """Return every file below the current folder with what it holds."""
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("command", ["approve", "order"])
def test_a_full_disk_leaves_nothing(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file cannot be written to its end, the run says so, ends with 5, and the folder is as it was."""
    import resource  # noqa: PLC0415 - POSIX only

    before = files()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        code = run(command)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert code == ExitCode.CANNOT_WRITE
    assert "Earlier files are untouched." in " ".join(capsys.readouterr().err.split())
    assert files() == before


@pytest.mark.parametrize("command", ["lock", "share", "gallery"])
def test_ctrl_c_while_writing_leaves_nothing(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while its files go to their places, a run ends with 130 and the folder is as it was."""
    before = files()
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        if self.parent.name == "ready":
            raise KeyboardInterrupt
        monkeypatch.setattr(Path, "rename", interrupted)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    assert run(command) == ExitCode.INTERRUPTED
    assert files() == before


@pytest.mark.parametrize("command", ["approve", "contacts"])
def test_no_home_and_no_place_for_a_moment_change_nothing(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a home, and with the folder for temporary files gone, the same files are written."""
    assert run(command) == ExitCode.FINE
    usual = files()
    for name in usual.keys() - {"ward.yaml"}:
        Path(name).unlink()
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert run(command) == ExitCode.FINE
    assert files() == usual
