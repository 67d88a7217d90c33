"""A table of places that a job or a command names: by which what is judged, and what packages take along."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from keytag.cli import exit_code

JOB = """keytag: 1
{places}
issuer: {{name: Công an {office}, province: Gia Lai}}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{{label: Trực ban 24/24, number: 0269 3000 113, role: duty}}]
quantity: 40
shop: office-a4
"""
DAY = "2026-11-25"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a table in which Đak Đoa is a ward since 15-11-2026, and jobs that name it or do not."""
    folder = tmp_path_factory.mktemp("places")
    assert exit_code(["units", "--export", str(folder / "own.csv"), "--quiet"]) == 0
    rows = list(csv.reader(io.StringIO((folder / "own.csv").read_text(encoding="utf-8-sig"))))
    for row in rows:
        if row[0] == "ngày":
            row[2] = "2026-11-20"
        elif row[0] == "nguồn":
            row[2] = "Nghị quyết thử"
        elif row[0] == "23677":
            row[1], row[4] = "phường", "2026-11-15"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "newer.csv").write_text(text.getvalue(), encoding="utf-8")
    for name, places, office in (
        ("own", "", "xã Đak Đoa"),
        ("newer", "places: newer.csv", "phường Đak Đoa"),
        ("wrong", "places: newer.csv", "xã Đak Đoa"),
    ):
        (folder / f"{name}.yaml").write_text(JOB.format(places=places, office=office), encoding="utf-8")
    return folder


def test_each_job_is_judged_by_its_own_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of several jobs in one run each has the table that it names, and keytag's own where it names none."""
    exit_code(["check", "--summary", str(folder), "--date", DAY, "--json"])
    jobs = {Path(job["path"]).stem: job["errors"] for job in json.loads(capsys.readouterr().out)["jobs"]}
    assert jobs == {"own": 0, "newer": 0, "wrong": 1}


def test_a_check_says_by_which_table_it_judged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The closing line names a table of the job's own with its day; the object names any."""
    assert exit_code(["check", str(folder / "newer.yaml"), "--date", DAY, "--lang", "vi"]) == 0
    assert "(xét theo ngày 25/11/2026; địa danh theo bảng newer.csv, 20/11/2026)." in capsys.readouterr().out
    exit_code(["check", str(folder / "newer.yaml"), "--date", DAY, "--json"])
    assert json.loads(capsys.readouterr().out)["places"] == {
        "date": "2026-11-20",
        "source": "Nghị quyết thử",
        "file": "newer.csv",
    }
    exit_code(["check", str(folder / "own.yaml"), "--date", DAY, "--json"])
    assert json.loads(capsys.readouterr().out)["places"]["file"] is None


def test_editions_are_judged_by_the_jobs_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`editions` says the same of a job's words as `check`."""
    for name, code in (("own", 0), ("newer", 0), ("wrong", 1)):
        assert exit_code(["editions", str(folder / f"{name}.yaml"), "--date", DAY, "--json"]) == code
        rules = {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}
        assert ("unit-has-its-kind" in rules) == (code == 1)


@pytest.mark.parametrize(
    ("places", "code", "where"),
    [("missing.csv", 4, "named.yaml"), ("../newer.csv", 3, "named.yaml"), ("own.yaml", 3, "own.yaml")],
)
def test_what_is_wrong_with_a_table_is_told_at_its_place(
    places: str, code: int, where: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that is not there or lies outside the folder is told at the key, one that is none at its line."""
    job = folder / "named.yaml"
    job.write_text(JOB.format(places=f"places: {places}", office="xã Đak Đoa"), encoding="utf-8")
    try:
        assert exit_code(["check", str(job), "--json"]) == code
    finally:
        job.unlink()
    (finding, *_) = json.loads(capsys.readouterr().out)["findings"]
    assert Path(finding["file"]).name == where
    if where == "named.yaml":
        assert (finding["line"], finding["column"]) == (2, 9)


def test_a_package_takes_the_table_along(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table lies in the package's job/, so that it is made again, and judged again, byte for byte."""
    order = ["handoff", str(folder / "newer.yaml"), "--unapproved", "--date", DAY, "--quiet", "-o", str(tmp_path)]
    assert exit_code(order) == 0
    (package,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/job/newer.csv"))
        assert "Đak Đoa" in archive.read(name).decode("utf-8-sig")
    capsys.readouterr()
    assert exit_code(["verify", str(package), "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)["answers"]
    assert all(answer["good"] is not False for answer in answers)


def test_a_name_is_looked_up_in_a_named_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`units --table` answers by the table that is named, and says which."""
    assert exit_code(["units", "đak đoa, gia lai", "--table", str(folder / "newer.csv"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(unit["kind"], unit["code"]) for unit in said["today"]] == [("phường", "23677")]
    assert (said["date"], said["source"], Path(said["table"]).name) == (
        "2026-11-20",
        "Nghị quyết thử",
        "newer.csv",
    )
