"""Commands about documents, and the exit codes of what goes wrong before any work."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
import yaml

from keytag import __version__, cli
from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import library

INIT = ("init", "--issuer", "Công an phường An Khê", "--number", "Trực ban=0269 3000 113")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KEYTAG_LANG", "KEYTAG_DEBUG", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG"):
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
        for word in ("Usage:", "Options:", "Show this message", "Language:", "Print", "Example", "OPTIONS"):
            assert word not in vietnamese
        for word in ("default:", "required", "In "):
            assert word not in vietnamese
        for mark in ("<str>", "{"):
            assert mark not in english + vietnamese
        assert max(len(line) for line in (english + vietnamese).splitlines()) <= 80


def test_no_command_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Called with nothing, keytag says what it can do."""
    assert exit_code([]) == ExitCode.FINE
    assert "Commands:" in capsys.readouterr().out


def test_a_program_that_names_no_command_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """Under --json, no command is a mistake and its object; help is for people."""
    assert exit_code(["--json"]) == ExitCode.USAGE
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["findings"][0]["rule"]) == (False, "usage")


@pytest.mark.parametrize("epoch", ["abc", "9" * 17, "-1"])
def test_a_senseless_date_in_the_environment_is_a_usage_error(
    epoch: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH is named where it is no point in time, also where --date is given."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert exit_code(["sheet", "an-phu", "--date", "2026-01-15"]) == ExitCode.USAGE
    assert f"SOURCE_DATE_EPOCH={epoch}" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("arguments", [("check",), ("show",), ("sheet", "an-phu", "--shop")])
@pytest.mark.parametrize("ending", ["", ".yaml"])
def test_names_too_long_are_missing(
    arguments: tuple[str, ...], ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that no file can have is one that is not there, and is not repeated at length."""
    assert exit_code([*arguments, "a" * 5000 + ending]) == ExitCode.MISSING
    assert max(len(line) for line in capsys.readouterr().err.splitlines()) < 400


def test_a_name_too_long_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A job cannot be made under a name that no file can have."""
    assert exit_code([*INIT, "a" * 5000 + ".yaml"]) == ExitCode.CANNOT_WRITE
    assert "too long" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("name", "meant"), [("zzz", None), ("dakdoa", "dak-doa"), ("clasic", "classic")])
def test_show_looks_among_all_names(name: str, meant: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that nothing has is answered with the nearest of every kind and with all there are."""
    assert exit_code(["show", name]) == ExitCode.MISSING
    said = capsys.readouterr().err
    assert f"There is no template, shop, cutter or example called “{name}”." in said
    assert ("Did you mean" in said) == (meant is not None)
    assert f"Did you mean “{meant}”?" in said or meant is None
    for known in ("classic", "office-a4", "tri-quang"):
        assert known in said


def test_an_empty_template_is_begun_from_another(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever has an empty template or shop is shown how to begin one, not how to begin a job."""
    Path("empty.yaml").touch()
    for key, origin in (("template", "classic"), ("shop", "digital-sra3")):
        text = f"keytag: 1\nissuer: {{name: A}}\nnumbers: [{{label: a, number: 113}}]\n{key}: ./empty.yaml\n"
        Path("ward.yaml").write_text(text, encoding="utf-8")
        assert exit_code(["check"]) == ExitCode.INVALID
        assert f"keytag show {origin} --out mine.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Không có lệnh chek.\n  Có phải “check” không?"),
        (["check", "--jsn"], "Không có tùy chọn --jsn.\n  Có phải “--json” không?"),
        (["check", "--qqq"], "Không có tùy chọn --qqq.\n  Xem cách dùng"),
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
        (["init", "--issuer", "A", "--number", "Trực ban=0769 0001"], "có 8 chữ số"),
        (["init", "--issuer", "A", "--number", "1200=0769 000 101"], "không phải là tên gọi"),
        ([*INIT, "--link", "javascript:alert(1)"], "--link: “javascript:alert(1)” không phải là đường dẫn web"),
        (["sheet", "an-phu", "--shop", ""], "--shop: giá trị để trống"),
        (["sheet", "an-phu", "--layout", ""], "--layout: giá trị để trống"),
        (["sheet", "an-phu", "--backing", " "], "--backing: giá trị để trống"),
        (["sheet", "an-phu", "--count", ""], "--count: giá trị để trống"),
        (["sheet", "an-phu", "-o", ""], "--out: giá trị để trống"),
        (["render", "an-phu", "-o", ""], "--out: giá trị để trống"),
        (["render", "an-phu", "--edition", ""], "--edition: giá trị để trống"),
        (["render", "an-phu", "--format", ""], "--format: giá trị để trống"),
        (["check", ""], "JOB: giá trị để trống"),
        (["show", ""], "NAME: giá trị để trống"),
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


class Terminal(StringIO):
    """What a person types, line by line."""

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return True


def test_init_asks_at_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given is asked, wrong answers again, and what is known by then is a job that reads."""
    numbers = ("", "12", "0769 0001", "0269 3000 113", "1200", "Phó", "0769 000 102", "")
    typed = ("Công an xã Glar", "", *numbers, "zalo.me/1", "", "", "3.2", "900", "9", "2")
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in typed)))
    assert exit_code(["init", "--lang", "vi"]) == ExitCode.FINE
    out, asked = capsys.readouterr()
    assert out.lstrip() == "Đã ghi ward.yaml\nTiếp theo: keytag check ward.yaml\n"
    assert asked.count("Số điện thoại:") == 4
    assert "0769 0001 có 8 chữ số" in asked
    assert asked.count("Đây không phải là tên gọi") == 1
    assert asked.count("Enter nếu đã hết") == 3
    assert asked.count("Địa chỉ trang Zalo") == 2
    assert "Thêm https:// ở đầu: “https://zalo.me/1”" in asked
    assert asked.count("Số lượng cần in") == 2
    job = yaml.safe_load(Path("ward.yaml").read_text(encoding="utf-8"))
    assert [(number["label"], number["role"]) for number in job["numbers"]] == [
        ("Trực ban", "duty"),
        ("Phó", "deputy"),
    ]
    assert (job["quantity"], "slogan" in job, "qr" in job) == (900, False, False)
    assert asked.count("Chọn 1 đến 5") == 2
    assert job["shop"] == "screen-pvc"


def test_a_label_typed_with_its_number_is_both(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Label and number on one line are taken apart; a number alone, or two, are no label and asked again."""
    lines = (
        *(
            "Công an xã Glar",
            "",
            "Trực ban=0269 3000 113",
            "Trưởng Công an 0769 000 101",
            "Chốt số 5: 0769.000.105",
        ),
        *("0769 000 102", "Phó 0769 000 103 hoặc 0769 000 104", "Cấp cứu=115", "Trực 24/24", "0769 000 106"),
        *("Phó = không có", "", "", "", "900", ""),
    )
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
    assert exit_code(["init", "--lang", "vi"]) == ExitCode.FINE
    asked = capsys.readouterr().err
    assert asked.count("Đây không phải là tên gọi") == 3
    job = yaml.safe_load(Path("ward.yaml").read_text(encoding="utf-8"))
    assert [(each["label"], each["number"]) for each in job["numbers"]] == [
        ("Trực ban", "0269 3000 113"),
        ("Trưởng Công an", "0769 000 101"),
        ("Chốt số 5", "0769.000.105"),
        ("Cấp cứu", "115"),
        ("Trực 24/24", "0769 000 106"),
    ]


def test_a_quantity_not_known_yet_is_a_line_to_fill_in(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a quantity the job says where it goes, and the line is right once its mark is removed."""
    assert exit_code(INIT) == ExitCode.FINE
    text = Path("ward.yaml").read_text(encoding="utf-8")
    assert "quantity" not in yaml.safe_load(text)
    Path("ward.yaml").write_text(text.replace("# quantity: ", "quantity: "), encoding="utf-8")
    capsys.readouterr()
    assert exit_code(["show", "ward"]) == ExitCode.FINE
    assert yaml.safe_load(capsys.readouterr().out)["quantity"] == 3200


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
    assert err.endswith("lỗi: chưa dùng được.\n")


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


@pytest.mark.parametrize(
    ("kind", "origin", "place"),
    [
        ("shops", "digital-sra3", "mine.yaml"),
        ("shops", "digital-sra3", "templates/shops/mine.yaml"),
        ("templates", "classic", "templates/mine.yaml"),
    ],
)
def test_own_documents_are_listed_and_shown(
    kind: str, origin: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What lies beside the job is listed as the user's own and shown by its name."""
    assert exit_code(["show", origin]) == ExitCode.FINE
    text = capsys.readouterr().out
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text(text, encoding="utf-8")
    assert exit_code(["show", "mine"]) == ExitCode.FINE
    assert capsys.readouterr().out == text
    assert exit_code(["list", kind, "--lang", "vi"]) == ExitCode.FINE
    marked = [line for line in capsys.readouterr().out.splitlines() if line.endswith("(của bạn)")]
    assert [line.split()[0] for line in marked] == ["mine"]


def test_a_broken_document_of_ones_own_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    """The list still names all, and says which has mistakes."""
    Path("mine.yaml").write_text("sheet: 3\n", encoding="utf-8")
    assert exit_code(["list", "shops", "--lang", "en"]) == ExitCode.FINE
    shown = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert shown["mine"] == "Has mistakes, see: keytag show mine (your own)"
    assert set(shown) == {"mine", *library.document_names("shops")}


@pytest.mark.parametrize(
    "name", [*library.document_names("shops"), *library.document_names("configs"), *library.document_names("tags")]
)
def test_every_built_in_document_can_be_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is listed can be shown, resolved; sizes of type stay in points."""
    assert exit_code(["show", name]) == ExitCode.FINE
    shown = capsys.readouterr().out
    assert isinstance(yaml.safe_load(shown), dict)
    assert not re.search(r"\d\.\d{4,}mm", shown)


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    """The version command says the version."""
    assert exit_code(["version"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"keytag {__version__}\n"


def test_bugs_are_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen exception is exit code 70 and one line; KEYTAG_DEBUG shows the traceback."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli, "_invoke", broken)
    assert exit_code(["version"]) == ExitCode.BUG
    assert len(capsys.readouterr().err.splitlines()) == 1
    monkeypatch.setenv("KEYTAG_DEBUG", "1")
    assert exit_code(["version"]) == ExitCode.BUG
    assert "Traceback" in capsys.readouterr().err


def test_interruption_is_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is said in one line and is exit code 130."""

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("keytag.cli.values.choice", interrupted)
    assert exit_code(["list", "inks"]) == ExitCode.INTERRUPTED
    assert len(capsys.readouterr().err.splitlines()) == 1
