"""`keytag diff`: in what a job is not as it was, in words, figures and pictures."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.inspection.pictures import changed_areas

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113}
  - {label: Trưởng Công an, number: 0769 000 101}
  - {label: Phó Trưởng Công an, number: 0769 000 102}
quantity: 60
shop: office-a4
"""
SEVERAL = """keytag: 1
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 40
shop: office-a4
editions:
  - {id: mot, name: Một}
  - {id: hai, name: Hai}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a job as it was and as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "old.yaml").write_text(JOB, encoding="utf-8")
    changed = JOB.replace("0769 000 102", "0769 000 103").replace(
        "quantity: 60", "quantity: 90\nslogan: Gọi là có mặt"
    )
    (tmp_path / "ward.yaml").write_text(changed, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the object of a comparison."""
    capsys.readouterr()
    code = exit_code(["diff", *arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def changes(tag: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the changes of an edition by their fields."""
    return {each["field"]: (each["was"], each["now"]) for each in tag["changes"]}


def test_fields_are_told_as_they_were_and_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A number with its place, a slogan that came, a quantity; the order's figures apart; and 1 for different."""
    code, object_ = said(capsys, "old.yaml", "ward.yaml")
    assert (code, object_["equal"], object_["was"]["kind"]) == (1, False, "job")
    (tag,) = object_["tags"]
    assert changes(tag) == {
        "slogan": ("none", "Gọi là có mặt"),
        "numbers": ("Phó Trưởng Công an 0769 000 102", "0769 000 103"),
        "quantity": ("60", "90"),
    }
    assert [each["place"] for each in tag["changes"]] == [None, 3, None]
    assert tag["artwork"][0] != tag["artwork"][1]
    assert {each["field"] for each in object_["order"]} >= {"ordered", "printed"}


@pytest.mark.usefixtures("folder")
def test_one_edition_has_no_number_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a job is one design the screen says that it looks otherwise, and no number beside the order's #."""
    assert exit_code(["diff", "old.yaml", "ward.yaml", "--lang", "vi"]) == 1
    told = capsys.readouterr().out
    assert "hình móc khóa" in told
    assert "khác trước" in told
    assert "#" not in told


def test_what_is_the_same_ends_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment more is no difference."""
    (folder / "same.yaml").write_text(f"# a remark\n{JOB}", encoding="utf-8")
    code, object_ = said(capsys, "old.yaml", "same.yaml")
    assert (code, object_["equal"], object_["tags"], object_["shared"]) == (0, True, [], [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("so với", "số thứ 3", "0769 000 102 → 0769 000 103", "không có → Gọi", "Cả đơn hàng", "Đã ghi")),
        ("en", ("against", "number 3", "0769 000 102 → 0769 000 103", "none → Gọi", "The whole order", "Wrote")),
    ],
)
def test_the_screen_fits_and_pictures_are_written(
    folder: Path, language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """In 80 columns, with a picture at true size of the edition: as it was, as it is, both over each other."""
    assert exit_code(["diff", "old.yaml", "ward.yaml", "--out", "changes", "--lang", language]) == 1
    out = capsys.readouterr().out
    assert [word for word in words if word not in " ".join(out.split())] == []
    assert max(map(len, out.splitlines())) <= 80
    (picture,) = (folder / "changes").iterdir()
    with Image.open(picture) as shown:
        # Three rows of two tags of 50 × 20 mm at 300 dpi.
        assert shown.width > 1200
        assert 1000 < shown.height < 1300


def test_editions_are_matched_by_id_else_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One renamed in its id stays itself; others come and go; what all share is told once."""
    (folder / "old.yaml").write_text(SEVERAL + "  - {id: ba, name: Ba}\n", encoding="utf-8")
    now = SEVERAL.replace("id: hai,", "id: two,").replace("0269 3000 113", "0269 3000 114")
    (folder / "ward.yaml").write_text(now + "  - {id: bon, name: Bốn}\n", encoding="utf-8")
    code, object_ = said(capsys, "old.yaml", "ward.yaml")
    assert code == 1
    assert [(each["id"], each["status"]) for each in object_["tags"]] == [
        ("mot", "changed"),
        ("two", "changed"),
        ("bon", "new"),
        ("ba", "gone"),
    ]
    assert [each["field"] for each in object_["shared"]] == ["numbers"]
    assert all(each["changes"] == [] for each in object_["tags"])


def test_a_job_alone_is_held_against_its_lock(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lock has no words: it tells which tags look otherwise, and that it holds no picture."""
    assert exit_code(["diff", "ward.yaml"]) == ExitCode.MISSING
    assert exit_code(["lock", "ward.yaml"]) == 0
    assert said(capsys, "ward.yaml")[0] == 0
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    code, object_ = said(capsys, "ward.yaml")
    assert (code, object_["was"]["kind"], object_["tags"][0]["changes"]) == (1, "lock", [])
    assert exit_code(["diff", "ward.yaml", "--out", "changes", "--lang", "en"]) == 1
    assert "holds no picture" in capsys.readouterr().out
    assert not (folder / "changes").exists()
    assert exit_code(["diff", "ward.lock.yaml"]) == ExitCode.USAGE


def test_another_template_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither its colours nor that it holds something else is told beside its name."""
    (folder / "ward.yaml").write_text(f"{JOB}template: hotline\n", encoding="utf-8")
    _, object_ = said(capsys, "old.yaml", "ward.yaml")
    assert changes(object_["tags"][0]) == {"template": ("classic", "hotline")}


def test_a_quantity_that_nobody_says_is_no_difference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job without a quantity, whose total comes with each run, is held by all it does say; --count says it."""
    (folder / "ward.yaml").write_text(JOB.replace("quantity: 60\n", ""), encoding="utf-8")
    assert said(capsys, "old.yaml", "ward.yaml")[0] == 0
    code, object_ = said(capsys, "old.yaml", "ward.yaml", "--count", "90")
    assert (code, object_["tags"]) == (0, [])


@pytest.mark.parametrize(
    "options", [("broken.yaml", "ward.yaml"), ("ward.yaml", "broken.zip"), ("ward.yaml", "none")]
)
def test_what_cannot_be_read_is_refused(
    folder: Path, options: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """No job, no zip, nothing there: the codes of all commands, without a traceback."""
    (folder / "broken.yaml").write_text("keytag: 1\nissuer: 3\n", encoding="utf-8")
    (folder / "broken.zip").write_bytes(b"PK\3\4" + b"\0" * 100)
    code, object_ = said(capsys, *options)
    assert code in (ExitCode.INVALID, ExitCode.MISSING)
    assert object_["findings"]
    (folder / "empty").mkdir()
    (folder / "empty" / "MANIFEST.sha256").touch()
    assert exit_code(["diff", "empty", "ward.yaml"]) == ExitCode.INVALID


def test_a_job_that_cannot_be_drawn_is_compared_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a tag has no room for what it says there is no picture and no hash, but the words are held."""
    crowded = JOB.replace("shop: office-a4", "shop: office-a4\ntag: {shape: oval, width: 20mm, height: 10mm}")
    (folder / "ward.yaml").write_text(crowded, encoding="utf-8")
    code, object_ = said(capsys, "old.yaml", "ward.yaml", "--out", "changes")
    assert code == 1
    assert changes(object_["tags"][0])["size"] == ("50 × 20 mm", "20 × 10 mm")
    assert object_["files"] == []


def _png(*dots: tuple[int, int]) -> bytes:
    picture = Image.new("RGBA", (600, 240), "#ffffff")
    for x, y in dots:
        picture.paste("#da251d", (x, y, x + 12, y + 12))
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def test_what_differs_in_a_picture_is_boxed_apart() -> None:
    """Two changes far from each other have a box each, neighbours share one; equal pictures have none."""
    assert changed_areas(_png((10, 10)), _png((10, 10))) == ()
    boxes = changed_areas(_png(), _png((10, 10), (24, 12), (400, 200)))
    assert len(boxes) == 2
    left, top, right, bottom = boxes[1]
    assert (round(left * 600), round(top * 240), round(right * 600), round(bottom * 240)) == (400, 200, 412, 212)
    assert changed_areas(_png(), _png()[:33] + _png()[33:]) == ()


@pytest.mark.usefixtures("unasked")
def test_a_package_is_a_strangers_job(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package, zip or folder, is drawn from its own folder job/; a job alone finds its newest one."""
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    assert exit_code(["handoff", "ward.yaml", "--date", "2026-11-30", "--unapproved", "-q"]) == 0
    (package,) = (folder / "out").glob("*.zip")
    code, object_ = said(capsys, "ward.yaml")
    assert (code, object_["was"]["kind"], object_["was"]["path"]) == (
        0,
        "package",
        str(package.relative_to(folder)),
    )
    (folder / "ward.yaml").write_text(JOB.replace("quantity: 60", "quantity: 90"), encoding="utf-8")
    code, object_ = said(capsys, str(package.with_suffix("")), "ward.yaml")
    assert code == 1
    assert changes(object_["tags"][0]) == {"quantity": ("60", "90")}
    assert object_["was"]["keytag"] is not None


def test_a_job_is_held_against_its_approval_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A digit changed after the approval is told as approved and as it is, also where a lock lies beside."""
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    assert exit_code(["lock", "ward.yaml"]) == 0
    assert exit_code(["approve", "ward.yaml", "--by", "Nguyễn Văn A", "--called", "all"]) == 0
    assert said(capsys, "ward.yaml")[:1] == (0,)
    (folder / "ward.yaml").write_text(JOB.replace("0769 000 102", "0769 000 112"), encoding="utf-8")
    code, object_ = said(capsys, "ward.yaml")
    assert (code, object_["was"]["kind"]) == (1, "approval")
    (tag,) = object_["tags"]
    assert changes(tag) == {"numbers": ("Phó Trưởng Công an 0769 000 102", "0769 000 112")}
    assert None not in tag["artwork"]
    code, back = said(capsys, "ward.yaml", "approval.yaml")
    assert (code, changes(back["tags"][0])["numbers"][1]) == (1, "0769 000 102")
    # The approved tag is drawn again from its words, as from the job of then; one of other colours is not.
    assert said(capsys, "ward.yaml", "-o", "seen")[1]["files"] == [{"path": "seen/ward.png"}]
    assert said(capsys, "old.yaml", "ward.yaml", "-o", "known")[0] == 1
    assert (folder / "seen/ward.png").read_bytes() == (folder / "known/ward.png").read_bytes()
    (folder / "ward.yaml").write_text(f"{JOB}colours: {{ground: navy}}\n", encoding="utf-8")
    assert exit_code(["diff", "ward.yaml", "-o", "none", "--lang", "vi"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Không có hình của Công an phường An Khê" in told
    assert "keytag diff GÓI.zip ward.yaml --out" in told
    assert not (folder / "none").exists()
