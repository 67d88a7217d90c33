"""How keytag lives in a shell: the Tab key, pipes and files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from keytag.errors import ExitCode
from keytag.files import library

KEYTAG = f"{sys.executable} -m keytag"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "word", "offered"),
    [
        ("sheet --shop offs", 3, "offset-52x72 offset-65x86 offset-79x109 offset-pvc"),
        ("sheet --shop ", 3, " ".join(sorted([*library.document_names("shops"), "own-press"]))),
        ("check ", 2, " ".join(["here.yaml", *library.document_names("configs")])),
        ("show own", 2, "own-press"),
        ("sheet --layout n", 3, "nested"),
        ("render dak-doa --edition xa-ha", 4, "xa-ha-bau xa-ha-dong xa-hai-yang"),
        ("show tri", 2, "tri-quang"),
        ("list f", 2, "fonts"),
    ],
)
def test_tab_completes(arguments: str, word: int, offered: str) -> None:
    """The Tab key offers jobs, shops, one's own too, choices, and the editions of the job that was named."""
    Path("here.yaml").write_text("keytag: 1\n", encoding="utf-8")
    Path("own-press.yaml").write_text("sheet: {width: 320mm, height: 450mm}\n", encoding="utf-8")
    environment = {
        **os.environ,
        "_KEYTAG_COMPLETE": "complete_bash",
        "COMP_WORDS": f"keytag {arguments}",
        "COMP_CWORD": str(word),
    }
    done = subprocess.run(
        [sys.executable, "-m", "keytag"], env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.stdout.split() == offered.split()


def test_bash_completes() -> None:
    """The script that keytag gives bash works in bash."""
    script = """
        source <(_KEYTAG_COMPLETE=source_bash keytag)
        COMP_WORDS=(keytag sheet --shop digital-)
        COMP_CWORD=3
        _keytag_completion keytag
        echo "${COMPREPLY[@]}"
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("digital-330x480 digital-pvc digital-sra3\n", "")


def test_what_goes_into_a_file_is_utf_8() -> None:
    """Whatever the code page of the machine, a document in a pipe can be read again."""
    done = subprocess.run(
        [sys.executable, "-m", "keytag", "show", "an-phu"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert yaml.safe_load(done.stdout.decode("utf-8"))["issuer"]["name"] == "Công an phường An Phú"


@pytest.mark.parametrize(
    "command", ["schema job", "--help", "show an-phu", "check tri-quang", "check an-phu --json"]
)
def test_a_reader_that_leaves_is_no_error(command: str) -> None:
    """Where the reader of a pipe has gone, the run ends quietly with the code it would have had."""
    done = _shell(f"{{ {KEYTAG} {command}; echo $? >code; }} | exec 0<&-")
    assert (done.stderr, Path("code").read_text(encoding="utf-8")) == ("", "0\n")


def test_a_reader_that_leaves_hides_no_fault() -> None:
    """A job with mistakes is exit code 3 whether or not anybody reads to the end."""
    Path("ward.yaml").write_text("keytag: 1\n", encoding="utf-8")
    _shell(f"{{ {KEYTAG} check --json; echo $? >code; }} | exec 0<&-")
    assert Path("code").read_text(encoding="utf-8") == "3\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "command", ["check an-phu", "check an-phu --json", "schema", "--help", "show none --json"]
)
def test_a_full_disk_under_the_answer_is_said_in_one_line(command: str) -> None:
    """Where standard output takes no more, the run ends with 5 and one line on standard error."""
    done = _shell(f"{KEYTAG} {command} --lang en >/dev/full")
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert done.stderr == "error: the result cannot be written to standard output: the disk is full.\n"


def test_closed_streams_are_no_error() -> None:
    """Whoever closes the streams wants no answer, only the exit code."""
    assert _shell(f"{KEYTAG} list inks >&- 2>&-").returncode == ExitCode.FINE
    assert _shell(f"{KEYTAG} check none.yaml >&- 2>&-").returncode == ExitCode.MISSING


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder that a program works in")
@pytest.mark.parametrize("command", ["check", "sheet an-phu", "init --issuer A --number a=113"])
def test_a_folder_that_is_gone_is_said(command: str) -> None:
    """In a folder that has been removed, what needs it ends with 4 and one clear line."""
    done = _shell(f"mkdir gone; cd gone; rmdir ../gone; {KEYTAG} {command} --json")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, done.stderr, finding["rule"]) == (ExitCode.MISSING, "", "missing-resource")


@pytest.mark.parametrize("name", ["keytag.cli", "keytag.cli.screen", "typer", "rich"])
def test_an_early_interruption_is_quiet(name: str) -> None:
    """Ctrl-C while modules are still being loaded ends with 130 and no traceback."""
    spoiled = f"""
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
sys.argv = ["keytag", "check", "none.yaml"]
from keytag.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", spoiled], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


def _shell(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False, timeout=30)
