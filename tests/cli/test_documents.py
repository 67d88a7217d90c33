"""Commands about documents, and the exit codes of what goes wrong before any work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
import yaml

from keytag import __version__, cli, library
from keytag.cli import exit_code
from keytag.errors import ExitCode

INIT = ("init", "--issuer", "Công an phường An Khê", "--number", "Trực ban=0269 3000 113")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KEYTAG_LANG", "KEYTAG_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_help_is_in_the_language_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Help is wholly in the one language or the other, headings included, with an example for each command."""
    for command in ("init", "check", "render", "sheet", "schema", "list", "show", "version"):
        assert exit_code([command, "--help"]) == ExitCode.FINE
        english = capsys.readouterr().out
        assert exit_code([command, "--help", "--lang", "vi"]) == ExitCode.FINE
        vietnamese = capsys.readouterr().out
        assert f"Example: keytag {command}" in english
        assert f"Ví dụ: keytag {command}" in vietnamese
        for word in ("Usage:", "Options:", "Show this message", "Language:", "Print", "Example"):
            assert word not in vietnamese


def test_no_command_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Called with nothing, keytag says what it can do."""
    assert exit_code([]) == ExitCode.FINE
    assert "Commands:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Không có lệnh chek"),
        (["check", "--jsn"], "Không có tùy chọn --jsn"),
        (["version", "a"], "Thừa trên dòng lệnh: a"),
        (["show"], "Thiếu"),
        (["list", "shop"], "shops"),
        (["schema", "jobs"], "job"),
        (["--lang", "fr", "version"], "fr"),
        (["sheet", "--count"], "Sau --count cần một giá trị"),
        (["init", "ward.txt"], ".yaml"),
        (["init"], "--issuer"),
        (["init", "--issuer", "A", "--number", "113"], "nhãn"),
        (["init", "--issuer", "A", "--number", "a=b"], "số điện thoại"),
    ],
)
def test_wrong_command_lines_are_usage_errors(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be asked is exit code 2 and one message in the language of the run."""
    monkeypatch.setenv("KEYTAG_LANG", "vi")
    monkeypatch.setattr("sys.stdin", StringIO())
    assert exit_code(arguments) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert list(Path().iterdir()) == []


def test_init_writes_a_job_that_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """What init writes names the schema, is a job, and holds what was given."""
    more = (
        "--link",
        "https://zalo.me/1",
        "--slogan",
        'Gọi: "113" #',
        "--quantity",
        "900",
        "--province",
        "Gia Lai",
    )
    assert exit_code([*INIT, "--number", "Phó Trưởng=0769 000 102", *more]) == ExitCode.FINE
    text = Path("ward.yaml").read_text(encoding="utf-8")
    first, _, _ = text.partition("\n")
    assert first == "# yaml-language-server: $schema=.keytag/job.schema.json"
    assert json.loads(Path(".keytag/job.schema.json").read_text(encoding="utf-8"))["title"] == "Job"
    capsys.readouterr()
    assert exit_code(["show", "ward.yaml"]) == ExitCode.FINE
    job = yaml.safe_load(capsys.readouterr().out)
    assert job["slogan"] == 'Gọi: "113" #'
    assert [number["role"] for number in job["numbers"]] == ["duty", "deputy"]
    assert job["quantity"] == 900
    assert job["qr"]["link"] == "https://zalo.me/1"


def test_init_never_overwrites(capsys: pytest.CaptureFixture[str]) -> None:
    """An existing file stays as it is, whatever init was given."""
    Path("ward.yaml").write_text("mine", encoding="utf-8")
    assert exit_code([*INIT, "ward.yaml"][:5]) == ExitCode.CANNOT_WRITE
    assert Path("ward.yaml").read_text(encoding="utf-8") == "mine"
    assert "ward.yaml" in capsys.readouterr().err


def test_bad_jobs_are_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    """A job with mistakes says all of them with their lines, on standard error."""
    Path("bad.yaml").write_text("keytag: 1\nissuer: {nam: A}\nsloga: B\n", encoding="utf-8")
    assert exit_code(["show", "bad.yaml", "--lang", "vi"]) == ExitCode.INVALID
    out, err = capsys.readouterr()
    assert out == ""
    assert "bad.yaml:2:10" in err
    assert "bad.yaml:3:1" in err
    assert err.rstrip().endswith("lỗi")


def test_failures_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Under --json a failure is the same object with its findings, and nothing else is printed."""
    assert exit_code(["show", "none.yaml", "--json"]) == ExitCode.MISSING
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert err == ""
    assert (said["command"], said["ok"], said["files"], said["plan"]) == ("show", False, [], None)
    assert said["findings"][0]["rule"] == "missing-resource"


def test_a_huge_file_is_refused_unread(capsys: pytest.CaptureFixture[str]) -> None:
    """A file of 50 MB is refused by its size."""
    with Path("huge.yaml").open("wb") as file:
        file.write(b"keytag: 1\n")
        file.truncate(50_000_000)
    assert exit_code(["show", "huge.yaml"]) == ExitCode.INVALID
    assert "1000000" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["job", "template", "shop"])
def test_schemas_are_printed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of document has a JSON Schema that refuses unknown keys."""
    assert exit_code(["schema", kind]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out)["additionalProperties"] is False


@pytest.mark.parametrize(("what", "name"), [("shops", "digital-sra3"), ("inks", "flag-red"), ("fonts", "roboto")])
def test_lists_name_what_there_is(what: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each list has a line for each thing, and the same in JSON."""
    assert exit_code(["list", what]) == ExitCode.FINE
    assert name in [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert exit_code(["list", what, "--json"]) == ExitCode.FINE
    assert name in [item["name"] for item in json.loads(capsys.readouterr().out)["items"]]


@pytest.mark.parametrize("name", [*library.names("shops"), *library.names("configs"), *library.names("tags")])
def test_every_built_in_document_can_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is listed can be shown, resolved."""
    assert exit_code(["show", name]) == ExitCode.FINE
    assert isinstance(yaml.safe_load(capsys.readouterr().out), dict)


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    """The version command says the version."""
    assert exit_code(["version"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"keytag {__version__}\n"


def test_bugs_are_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen exception is exit code 70 and one line; KEYTAG_DEBUG shows the traceback."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli, "_invoked", broken)
    assert exit_code(["version"]) == ExitCode.BUG
    assert len(capsys.readouterr().err.splitlines()) == 1
    monkeypatch.setenv("KEYTAG_DEBUG", "1")
    assert exit_code(["version"]) == ExitCode.BUG
    assert "Traceback" in capsys.readouterr().err


def test_interruption_is_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is said in one line and is exit code 130."""

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("keytag.cli.given.choice", interrupted)
    assert exit_code(["list", "inks"]) == ExitCode.INTERRUPTED
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "word", "offered"),
    [
        ("sheet --shop offs", 3, "offset-52x72 offset-65x86 offset-79x109"),
        ("sheet --layout n", 3, "nested"),
        ("render dak-doa --edition xa-ha", 4, "xa-ha-bau xa-ha-dong xa-hai-yang"),
        ("show tri", 2, "tri-quang"),
        ("list f", 2, "fonts"),
    ],
)
def test_tab_completes(arguments: str, word: int, offered: str) -> None:
    """The Tab key offers shops, choices, and the editions of the job that was named."""
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


def test_a_reader_that_leaves_is_no_error() -> None:
    """``keytag schema | head -1`` ends quietly."""
    shell = f"{sys.executable} -m keytag schema job | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
