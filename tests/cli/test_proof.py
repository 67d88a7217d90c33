"""`proof` and `share` as they are typed: what is written, what is said, what is refused."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from keytag.cli import exit_code

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers: [{label: Trực ban, number: 0269 3000 113}]
qr: {link: "https://zalo.me/1000000000000000001"}
quantity: 300
editions:
  - {id: mot, name: Phường An Khê, numbers: [{label: Trực ban, number: 0269 3000 114}]}
  - {id: hai, name: Phường An Bình}
"""
DAY = ("--date", "2026-01-15")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a job of two editions."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code of a run, and its object."""
    code = exit_code([*arguments, *DAY, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def test_a_proof_is_one_file_and_names_its_editions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has the file with its digest, and of each edition hash, numbers and page."""
    code, found = said(capsys, "proof")
    file = found["files"][0]
    data = (folder / "out" / "proof.pdf").read_bytes()
    assert (code, file["kind"], file["sha256"]) == (0, "proof", sha256(data).hexdigest())
    proof, texts = found["proof"], [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    assert file["pages"] == len(texts)
    assert [edition["id"] for edition in proof["editions"]] == ["mot", "hai"]
    for edition in proof["editions"]:
        assert edition["hash"] in texts[edition["page"] - 1]
        assert edition["numbers"] == 1
    assert proof["hash"] in texts[0]


def test_one_edition_can_be_proved_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its hash is the same as among all: each commune can be sent its own."""
    _, whole = said(capsys, "proof")
    code, alone = said(capsys, "proof", "--edition", "hai", "-o", "alone")
    assert (code, alone["proof"]["editions"][0]["hash"]) == (0, whole["proof"]["editions"][1]["hash"])
    assert alone["proof"]["editions"][0]["page"] == 1
    assert (
        "0269 3000 114"
        not in pypdfium2.PdfDocument(folder / "alone" / "proof.pdf")[0].get_textpage().get_text_bounded()
    )


def test_people_are_told_how_to_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the file stands what to do with it, in either language."""
    for language, words in (("vi", ("Đã ghi", "100 mm", "gọi thử từng số")), ("en", ("Wrote", "100 mm", "sign"))):
        monkeypatch.setenv("KEYTAG_LANG", language)
        assert exit_code(["proof", *DAY]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert all(word in shown for word in words), shown
    assert exit_code(["proof", "--quiet", *DAY]) == 0
    assert not capsys.readouterr().out
    assert (folder / "out" / "proof.pdf").is_file()


@pytest.mark.parametrize("command", ["proof", "share"])
@pytest.mark.parametrize(
    ("job", "arguments", "code"),
    [
        (JOB, ("--edition", "ba"), 2),
        (JOB, ("-o", "ward.yaml"), 5),
        (JOB, ("-o", ""), 2),
        (JOB.replace("0269 3000 113", "0269 3000"), (), 1),
        (f"{JOB}tag: {{shape: circle, width: 12mm}}\n", (), 1),
        ("keytag: 1\n", (), 3),
    ],
)
def test_what_cannot_be_proved_writes_nothing_and_says_why(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    job: str,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    """A job with errors, an edition that is not there, a folder that is a file: a reason, and no paper."""
    (folder / "ward.yaml").write_text(job, encoding="utf-8")
    found = exit_code([command, *arguments, *DAY])
    streams = capsys.readouterr()
    assert found == code, streams.err
    assert streams.err
    assert [path.name for path in folder.rglob("*")] == ["ward.yaml"]


def test_share_writes_a_picture_and_a_message_for_each_edition(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names are the editions' ids; the message asks for the hash that the JSON has."""
    code, found = said(capsys, "share")
    assert code == 0
    assert sorted(path.name for path in (folder / "out" / "share").iterdir()) == [
        "hai.png",
        "hai.txt",
        "mot.png",
        "mot.txt",
    ]
    for edition in found["proof"]["editions"]:
        text = (folder / "out" / "share" / f"{edition['id']}.txt").read_text(encoding="utf-8")
        assert f"“Đúng, mã riêng {edition['hash']}”" in text
        assert f"mã in #\u00a0{found['proof']['hash']}" in text
        assert edition["page"] is None


def test_what_is_approved_is_not_said_to_be_unapproved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture of an approved edition is still a preview, and its message says which tag was approved."""
    assert exit_code(["approve", "--by", "Nguyễn Văn A", "--called", "all", *DAY]) == 0, capsys.readouterr().err
    capsys.readouterr()
    code, found = said(capsys, "share")
    assert code == 0
    edition = found["proof"]["editions"][0]
    text = (folder / "out" / "share" / f"{edition['id']}.txt").read_text(encoding="utf-8")
    assert f"mẫu này (mã riêng {edition['hash']}) đã được duyệt" in text
    assert "chưa duyệt" not in text


def test_a_proof_that_is_behind_the_job_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever makes sheets of a job that was changed since its proof was made is told that the proof is old."""
    monkeypatch.setenv("KEYTAG_LANG", "en")
    assert exit_code(["proof", *DAY]) == 0
    later = (folder / "out" / "proof.pdf").stat().st_mtime + 60
    job = (folder / "ward.yaml").read_text(encoding="utf-8")
    (folder / "ward.yaml").write_text(job.replace("0269 3000 113", "0269 3000 114"), encoding="utf-8")
    os.utime(folder / "ward.yaml", (later, later))
    capsys.readouterr()
    assert exit_code(["sheet", *DAY]) == 0
    streams = capsys.readouterr()
    assert "proof.pdf" in streams.out + streams.err
