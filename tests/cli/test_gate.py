"""The hand-off is the last gate: a warning that nobody has accepted stops it and prints the lines to paste."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.checks.handoff import OTHERS_AGREE
from keytag.cli import exit_code
from keytag.commands import handoff
from keytag.findings import Severity
from keytag.handoff import make
from keytag.text.text import same_text

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/0269300011"}
quantity: 40
shop: office-a4
"""
RULE = "link-is-an-office-page"
PASTED = f'accept:\n  - {{rule: {RULE}, reason: ""}}\n'
HANDOFF = ("handoff", "--unapproved", "--date", "2026-01-15")

pytestmark = pytest.mark.usefixtures("remembered", "unasked")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KEYTAG_LANG", "en")


def _job(more: str = "") -> None:
    Path("ward.yaml").write_text(JOB + more, encoding="utf-8")


def test_a_warning_nobody_accepted_stops_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 1, writes nothing, and prints the lines to paste, each with its reason still to be written."""
    _job()
    assert exit_code(HANDOFF) == 1
    said = capsys.readouterr().err
    assert f"warning[{RULE}]: " in said
    assert "1 warning: not handed off." in said
    assert said.endswith(f"to the end of ward.yaml,\nand write why between the quotes:\n\n{PASTED}")
    assert not Path("out").exists()
    assert exit_code(["sheet"]) == 0
    assert exit_code(["render", "--format", "svg"]) == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_quiet_never_hides_why(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Under --quiet the warning that stopped the package and the lines to paste are told all the same."""
    _job()
    assert exit_code([*HANDOFF, "--quiet", "--lang", language]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"[{RULE}]: " in err
    assert err.endswith(PASTED)


def test_the_pasted_lines_want_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """As pasted they are refused by a rule that asks for the reason; with it the package is made."""
    _job(PASTED)
    assert exit_code(HANDOFF) == 1
    said = capsys.readouterr().err
    assert "error[acceptance-says-why]" in said
    assert "ward.yaml:10:" in said
    assert f"rule: {RULE}, reason" not in said.rpartition("not handed off.")[2]
    _job(PASTED.replace('""', "Đã hỏi chủ trang"))
    assert exit_code([*HANDOFF, "--quiet"]) == 0
    (made,) = Path("out").glob("*.zip")
    record = json.loads((made.with_suffix("") / "preflight.json").read_text(encoding="utf-8"))
    assert [each["accepted"] for each in record["findings"] if each["rule"] == RULE] == ["Đã hỏi chủ trang"]


def test_a_list_that_is_there_is_added_to(capsys: pytest.CaptureFixture[str]) -> None:
    """A job that accepts others gets the new lines alone; what is wrong in its own list is to be mended."""
    _job("accept: [{rule: prices-are-known, reason: Đã hỏi giá}]\n")
    assert exit_code([*HANDOFF, "--lang", "vi"]) == 1
    said = capsys.readouterr().err
    assert "cảnh báo[acceptance-still-matches]" in said
    told = "vào danh sách accept đã có trong ward.yaml,\nghi lý do vào giữa hai dấu nháy:\n\n"
    assert said.endswith(f'{told}  - {{rule: {RULE}, reason: ""}}\n')


def test_programs_get_the_rules_to_accept(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has them as a list, and is not ok; a package that was made has none."""
    _job()
    assert exit_code([*HANDOFF, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["accept"], said["files"]) == (False, [RULE], [])
    assert [each["severity"] for each in said["findings"]] == ["warning"]
    _job(PASTED.replace('""', "Đã hỏi chủ trang"))
    assert exit_code([*HANDOFF, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["accept"]) == (True, [])


def test_a_late_warning_stops_it_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What only the finished files show is accepted like any other, and a check does not call that idle."""
    late = replace(OTHERS_AGREE.finding(same_text("zbar cannot read it.")), severity=Severity.WARNING)
    monkeypatch.setattr(handoff, "ask_other_programs", lambda *_: (late,))
    reason = PASTED.replace('""', "Đã hỏi chủ trang")
    _job(reason)
    assert exit_code(HANDOFF) == 1
    assert f'  - {{rule: {OTHERS_AGREE.name}, reason: ""}}\n' in capsys.readouterr().err
    assert not Path("out").exists()
    _job(f"{reason}  - {{rule: {OTHERS_AGREE.name}, reason: Đã quét bằng máy khác}}\n")
    assert exit_code(HANDOFF) == 0
    assert "acceptance-still-matches" not in capsys.readouterr().err
    assert exit_code(["check", "--lang", "en"]) == 0
    assert "acceptance-still-matches" not in capsys.readouterr().err


def test_an_old_package_is_made_again_whatever_warns_today(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Making a package again asks for no acceptance of what nobody warned of when it was made."""
    _job()
    with monkeypatch.context() as patch:
        patch.setattr(make, "unaccepted_rules", lambda _: ())
        assert exit_code([*HANDOFF, "--quiet"]) == 0
    (made,) = Path("out").glob("*.zip")
    assert exit_code(["verify", str(made)]) == 0, capsys.readouterr().err
    assert exit_code(["handoff", "--from-package", str(made), "-o", "again"]) == 0, capsys.readouterr().err
