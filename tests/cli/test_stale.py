"""What earlier runs left behind the job is named: `render`, `sheet` and `handoff` remove nothing of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.files import library
from keytag.steps.earlier_outputs import newer_packages, older_packages

from .test_approve import DAY, JOB, WHO


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the job."""
    monkeypatch.chdir(tmp_path)
    Path("ward.yaml").write_text(JOB, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Run a command and return the files that it calls stale."""
    assert exit_code([*arguments, "--date", DAY, "--json", "--lang", "en"]) == 0
    return [each["path"] for each in json.loads(capsys.readouterr().out)["stale"]]


def test_sheets_of_an_older_job_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of the job `render` says that the sheets are behind it, until they are made again."""
    assert run(capsys, "sheet") == []
    assert run(capsys, "render", "--format", "png") == []
    later = Path("out/sheets.pdf").stat().st_mtime + 60
    reason = "# seen\naccept: [{rule: roster-numbers-are-there, reason: Đã xem}]\n"
    Path("ward.yaml").write_text(JOB + reason, encoding="utf-8")
    os.utime("ward.yaml", (later, later))
    assert run(capsys, "render", "--format", "png") == [], "a reason changes no sheet"
    Path("ward.yaml").write_text(JOB.replace("0769 000 101", "0769 000 102"), encoding="utf-8")
    os.utime("ward.yaml", (later, later))
    assert run(capsys, "render", "--format", "png") == ["out/sheets.pdf"]
    assert exit_code(["render", "--format", "png", "--date", DAY, "--lang", "vi"]) == 0
    told = capsys.readouterr().err
    assert told.startswith("lưu ý: mang mã # ")
    assert "out/sheets.pdf" in told
    assert "out/ward/tag.png" in run(capsys, "sheet")


def test_papers_of_another_number_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Letters and lists with the # of before, and numbers for a telephone, are behind; a reason leaves them."""
    for command in ("order", "packing", "contacts"):
        assert exit_code([command, "--date", DAY, "--quiet"]) == 0
    reason = "accept: [{rule: roster-numbers-are-there, reason: Đã xem}]\n"
    Path("ward.yaml").write_text(JOB + reason, encoding="utf-8")
    assert not {path for path in run(capsys, "sheet") if path.endswith(".pdf")}
    Path("ward.yaml").write_text(JOB.replace("0769 000 101", "0769 000 102"), encoding="utf-8")
    later = Path("out/contacts.vcf").stat().st_mtime + 60
    os.utime("ward.yaml", (later, later))
    assert {"out/order/order.pdf", "out/packing/delivery.pdf", "out/contacts.vcf"} <= set(run(capsys, "sheet"))


def test_another_template_or_shop_leaves_files_behind(capsys: pytest.CaptureFixture[str]) -> None:
    """What lies beside the job and is changed there counts as the job itself, though nobody saved that."""
    own = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8")
    shop = (library.builtin_folder("shops") / "office-a4.yaml").read_text(encoding="utf-8")
    Path("mine.yaml").write_text(own, encoding="utf-8")
    Path("press.yaml").write_text(shop, encoding="utf-8")
    job = JOB.replace("office-a4", "press.yaml") + "template: mine.yaml\n"
    Path("ward.yaml").write_text(job, encoding="utf-8")
    assert run(capsys, "sheet") == []
    assert run(capsys, "render", "--format", "pdf") == []
    Path("press.yaml").write_text(shop.replace("gap: 4mm", "gap: 5mm"), encoding="utf-8")
    assert run(capsys, "render", "--format", "pdf") == ["out/sheets.pdf"]
    assert run(capsys, "sheet") == []
    Path("mine.yaml").write_text(own.replace("flag-red", "navy"), encoding="utf-8")
    assert set(run(capsys, "sheet")) == {f"out/ward/{name}.pdf" for name in ("front", "back", "tag")}


def test_an_approval_that_no_longer_fits_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Sheets are made all the same, with a note that what was approved is another tag."""
    assert exit_code(["approve", "--by", WHO, "--called", "all", "--date", DAY, "--quiet"]) == 0
    assert run(capsys, "sheet") == []
    Path("ward.yaml").write_text(JOB.replace("0769 000 101", "0769 000 102"), encoding="utf-8")
    assert "approval.yaml" in run(capsys, "sheet")
    Path("approval.yaml").write_text("approval: 7\n", encoding="utf-8")
    assert "approval.yaml" in run(capsys, "render", "--format", "png")


def test_packages_of_one_job_are_told_by_their_names(tmp_path: Path) -> None:
    """A zip stands for its folder; other jobs, other offices and other files are no older package of this one."""
    new = "ward-2026-01-16-0123456789-phuong-an-khe-lan-2"
    for name in (
        "ward-2026-01-15-aaaaaaaaaa-phuong-an-khe.zip",
        "ward-2026-01-14-bbbbbbbbbb.zip",
        "ward-2026-01-17-cccccccccc-phuong-an-khe-3200-grid.zip",
        "ward-2026-01-15-dddddddddd-phuong-an-phu.zip",
        "other-2026-01-15-eeeeeeeeee-phuong-an-khe.zip",
        "ward.yaml",
        f"{new}.zip",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "ward-2026-01-15-aaaaaaaaaa-phuong-an-khe").mkdir()
    assert [path.name for path in older_packages(new, tmp_path)] == [
        "ward-2026-01-14-bbbbbbbbbb.zip",
        "ward-2026-01-15-aaaaaaaaaa-phuong-an-khe.zip",
    ]
    assert [path.name for path in newer_packages(tmp_path / f"{new}.zip")] == [
        "ward-2026-01-17-cccccccccc-phuong-an-khe-3200-grid.zip"
    ]
    assert older_packages("no package", tmp_path) == ()
