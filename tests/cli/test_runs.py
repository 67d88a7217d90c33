"""Whole runs: what --json promises, what is written, what is not, and the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any, Protocol

import pytest

from keytag.cli import exit_code
from keytag.documents.job import read_job
from keytag.files import library

SAMPLES = sorted(path.stem for path in library.builtin_folder("configs").glob("*.yaml"))
DAY = "2026-01-15"
JOB = """
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
quantity: 300
"""
BROKEN = JOB + "colours: {grund: navy}\n"


class Run(Protocol):
    """Runs keytag with --json and holds what it says against the contract; see conftest."""

    def __call__(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        """Return the exit code and what was said."""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A small job that is fine."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


def held(folder: Path) -> dict[str, bytes]:
    """Everything that lies in ``folder``."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_becomes_sheets(name: str, run: Run, tmp_path: Path) -> None:
    """Each programme gives a file of sheets, and its counts come out: nothing is lost, nothing printed twice."""
    code, said = run("sheet", name, "-o", tmp_path, "--date", DAY)
    assert (code, said["command"]) == (0, "sheet")
    document = read_job(library.find("configs", name))
    plan, file = said["plan"], said["files"][0]
    data = Path(file["path"]).read_bytes()
    assert (Path(file["path"]), sha256(data).hexdigest()) == (tmp_path / "sheets.pdf", file["sha256"])
    quantities = [edition.quantity or 0 for edition in document.editions]
    assert plan["ordered"] == sum(quantities)
    assert plan["overs"] == sum(ceil(q * document.job.overs - 1e-6) for q in quantities)
    assert plan["spare"] == plan["printed"] - plan["ordered"] >= plan["overs"]
    assert plan["sheets"] * plan["slots"] == plan["printed"]
    assert [edition["id"] for edition in said["editions"]] == [edition.id for edition in document.editions]
    assert sum(plate["run_length"] for plate in plan["plates"]) == plan["sheets"]
    assert sum(p["run_length"] * sum(p["copies"].values()) for p in plan["plates"]) == plan["printed"]
    for edition, quantity in zip(document.editions, quantities, strict=True):
        printed = sum(p["run_length"] * p["copies"].get(edition.id, 0) for p in plan["plates"])
        assert printed >= quantity * (1 + document.job.overs) - 1e-6
    assert [page for plate in plan["plates"] for page in plate["pages"]] == list(range(1, file["pages"] + 1))


def test_render_writes_each_editions_files(run: Run, job: Path) -> None:
    """Without a choice of formats an edition gets PDF, SVG and PNG, in a folder of its name."""
    out = job.parent / "out"
    code, said = run("render", job, "-o", out)
    assert code == 0
    names = {"front.pdf": 1, "back.pdf": 1, "tag.pdf": 2, "front.svg": None, "back.svg": None, "tag.png": None}
    assert {Path(f["path"]).name: f["pages"] for f in said["files"]} == names
    assert len({f["kind"] for f in said["files"]}) == len(names)
    assert set(held(out)) == {f"ward/{name}" for name in names}
    assert said["plan"] is None


def test_formats_and_editions_can_be_chosen(run: Run, job: Path) -> None:
    """Only what was asked for is drawn."""
    job.write_text(JOB + "editions: [{id: one}, {id: two}]\n", encoding="utf-8")
    code, said = run("render", job, "-o", job.parent / "out", "--edition", "two", "--format", "svg")
    assert code == 0
    assert set(held(job.parent / "out")) == {"two/front.svg", "two/back.svg"}
    assert [edition["id"] for edition in said["editions"]] == ["two"]


def test_check_writes_nothing(run: Run, job: Path) -> None:
    """Checking says what it finds and leaves the folder as it was."""
    before = held(job.parent)
    code, said = run("check", job)
    assert (code, said["files"], said["plan"]) == (0, [], None)
    assert held(job.parent) == before


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Two processes, with other hash seeds, time zones and folders, write the same bytes in every format."""
    results = []
    for seed, zone in (("1", "Asia/Ho_Chi_Minh"), ("2", "America/Lima")):
        out = tmp_path / seed
        out.mkdir()
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "KEYTAG_LANG": "vi" if seed == "1" else "en",
        }
        for command in (("render", "ward"), ("sheet", "ward", "--count", "200")):
            arguments = [sys.executable, "-m", "keytag", *command, "-o", str(out), "--date", DAY, "--quiet"]
            done = subprocess.run(arguments, check=True, capture_output=True, cwd=out, env=environment)
            assert done.stdout == b""
        results.append(held(out))
    assert len(results[0]) == 7
    assert results[0] == results[1]


def test_the_date_comes_from_the_environment(run: Run, job: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is the date as --date is, and the date is in the file."""
    digests = []
    for day, epoch in ((DAY, None), (None, "1768435200"), (None, "1700000000")):
        if epoch is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        arguments = ("--date", day) if day else ()
        _, said = run("sheet", job, "-o", job.parent / "out", "--count", 100, *arguments)
        digests.append(said["files"][0]["sha256"])
    assert digests[0] == digests[1] != digests[2]


def test_a_count_is_split_by_largest_remainder(run: Run, job: Path) -> None:
    """The total is divided in proportion, to the last tag, and who gets none is told."""
    editions = "editions: [{id: a, quantity: 500}, {id: b, quantity: 300}, {id: c, quantity: 1}]\n"
    job.write_text(JOB + "overs: 0%\n" + editions, encoding="utf-8")
    code, said = run("sheet", job, "-o", job.parent / "out", "--count", 227)
    assert code == 0
    slots, plan = said["plan"]["slots"], said["plan"]
    # 227 tags: 141.69, 85.02 and 0.28 come out as 142, 85 and none.
    assert plan["ordered"] == 227
    printed = {name: sum(p["run_length"] * p["copies"].get(name, 0) for p in plan["plates"]) for name in "abc"}
    assert (printed["a"] >= 142, printed["b"] >= 85, printed["c"]) == (True, True, 0)
    assert plan["sheets"] == ceil(227 / slots)
    assert ("edition-gets-none", "warning") in {(f["rule"], f["severity"]) for f in said["findings"]}


@pytest.mark.parametrize(
    ("backing", "pages"), [("sheetwise", 2), ("perfecting", 2), ("turn", 1), ("tumble", 1), ("single", 1)]
)
def test_each_backing_has_its_pages(backing: str, pages: int, run: Run, job: Path) -> None:
    """Two forms for two sides, one where it prints both or there is no back; every sheet has both its sides."""
    out = job.parent / "out"
    _, said = run("sheet", job, "-o", out, "--backing", backing)
    assert said["files"][0]["pages"] == pages
    _, every = run("sheet", job, "-o", out, "--backing", backing, "--every-sheet")
    assert every["plan"]["sheets"] == said["plan"]["sheets"] > 1
    assert every["files"][0]["pages"] == every["plan"]["sheets"] * (1 if backing == "single" else 2)


def test_every_sheet_comes_in_files_of_as_many_as_are_asked_for(run: Run, job: Path) -> None:
    """With --sheets-per-file no file has more; another run leaves none of them, and pages are counted through."""
    out = job.parent / "out"
    every, whole = ("sheet", job, "-o", out, "--every-sheet"), run("sheet", job, "-o", out)[1]
    _, parted = run(*every, "--sheets-per-file", 2)
    sheets = parted["plan"]["sheets"]
    names = [Path(file["path"]).name for file in parted["files"] if file["kind"] == "sheets"]
    assert names == [f"sheets-{number:03}.pdf" for number in range(1, ceil(sheets / 2) + 1)]
    assert sum(file["pages"] for file in parted["files"] if file["kind"] == "sheets") == 2 * sheets
    assert [page for plate in parted["plan"]["plates"] for page in plate["pages"]] == list(
        range(1, 2 * sheets + 1)
    )
    assert not (out / "sheets.pdf").exists()
    assert {file["path"] for file in run(*every)[1]["files"]} >= {str(out / "sheets.pdf")}
    assert not list(out.glob("sheets-*.pdf"))
    assert whole["plan"]["sheets"] == sheets


def test_sheets_per_file_goes_with_every_sheet_alone(run: Run, job: Path) -> None:
    """Of layouts that come once there are no parts; a number that is none is refused."""
    assert run("sheet", job, "--sheets-per-file", 2)[0] == 2
    assert run("sheet", job, "--every-sheet", "--sheets-per-file", 0)[0] == 2


def test_layout_and_shop_are_the_commands_to_choose(run: Run, job: Path) -> None:
    """--shop and --layout override the job; nested holds more than the grid."""
    out = job.parent / "out"
    plans = [
        run("sheet", job, "-o", out, "--shop", "digital-330x480", "--layout", layout)[1]["plan"]
        for layout in ("nested", "grid")
    ]
    assert [plan["layout"] for plan in plans] == ["nested", "grid"]
    assert plans[0]["slots"] > plans[1]["slots"] > 100


@pytest.mark.parametrize("command", ["check", "render", "sheet"])
def test_findings_end_with_1_and_write_nothing(command: str, run: Run, job: Path) -> None:
    """An error in the job's content is told with its line; no file and no folder appears."""
    job.write_text(BROKEN, encoding="utf-8")
    before = held(job.parent)
    code, said = run(command, job, *(() if command == "check" else ("-o", job.parent / "out")))
    assert code == 1
    assert [(f["rule"], f["line"]) for f in said["findings"]] == [("unknown-colour", BROKEN.count("\n"))]
    assert said["files"] == []
    assert held(job.parent) == before
    assert not (job.parent / "out").exists()


def test_an_error_leaves_earlier_files_alone(run: Run, job: Path) -> None:
    """What an earlier run wrote is still there, whole, after one that failed."""
    out = job.parent / "out"
    run("sheet", job, "-o", out)
    run("render", job, "-o", out)
    before = held(out)
    job.write_text(BROKEN, encoding="utf-8")
    for command in ("sheet", "render"):
        assert run(command, job, "-o", out)[0] == 1
    assert len(before) == 7
    assert held(out) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("sheet", "ward", "--count", "0"),
        ("sheet", "ward", "--layout", "spiral"),
        ("sheet", "ward", "--backing", "sideways"),
        ("render", "ward", "--format", "gif"),
        ("render", "ward", "--edition", "nowhere"),
        ("sheet", "ward", "--date", "15/1/2026"),
        ("sheet", "ward", "--colour"),
        ("check", "ward", "another"),
    ],
    ids=" ".join,
)
def test_usage_ends_with_2(
    arguments: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be asked for is refused before anything is done, with what to type instead."""
    monkeypatch.chdir(tmp_path)
    code, said = run(*arguments)
    assert code == 2
    assert len(said["findings"]) == 1
    assert held(tmp_path) == {}


def test_an_unknown_edition_names_those_there_are(run: Run, tmp_path: Path) -> None:
    """A near miss is guessed; anything else gets the first editions' names and how many more there are."""
    first = "thi-tran-dak-doa, xa-a-dok, xa-dak-krong, xa-dak-somei, xa-glar, xa-ha-bau"
    for name, hint in (("xa-galr", "Did you mean “xa-glar”?"), ("nope", f"There are: {first} and 11 more.")):
        code, said = run("render", "dak-doa", "--edition", name, "-o", tmp_path, "--lang", "en")
        assert (code, said["findings"][0]["hint"]) == (2, hint)


def test_a_job_is_judged_by_its_own_day_or_the_given(
    run: Run, job: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """as_of in the job comes before --date, and check says which it was."""
    for text, day in ((JOB, DAY), (f"{JOB}as_of: 2023-02-01\n", "2023-02-01")):
        job.write_text(text, encoding="utf-8")
        assert exit_code(["check", str(job), "--date", DAY, "--lang", "en"]) == 0
        assert f"ready for keytag render, keytag sheet (judged as of {day}).\n" in capsys.readouterr().out
        assert run("check", job, "--date", DAY)[1]["as_of"] == day


def test_a_count_that_nobody_gives_ends_with_2(run: Run, job: Path) -> None:
    """Without a quantity in the job the command must say how many."""
    job.write_text(JOB.replace("quantity: 300\n", ""), encoding="utf-8")
    assert run("sheet", job, "-o", job.parent / "out")[0] == 2
    assert run("sheet", job, "-o", job.parent / "out", "--count", 5)[0] == 0


@pytest.mark.parametrize("command", ["check", "render", "sheet"])
def test_an_invalid_job_ends_with_3(command: str, run: Run, job: Path) -> None:
    """A document with faults ends with 3 and tells all of them with their lines."""
    job.write_text(JOB.replace("issuer:", "isuer:").replace("300", "many"), encoding="utf-8")
    code, said = run(command, job)
    assert code == 3
    assert len(said["findings"]) >= 2
    assert all(f["line"] and f["column"] and f["file"] == str(job) for f in said["findings"])


@pytest.mark.parametrize(
    ("key", "line"),
    [("template: clasic", True), ("shop: digital-sra4", True), (None, False)],
    ids=["template", "shop", "job"],
)
def test_what_is_named_and_missing_ends_with_4(key: str | None, line: bool, run: Run, job: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """Nothing is put in the place of a resource that is not there; the line that names it is told."""
    if key is None:
        job.unlink()
    else:
        job.write_text(f"{JOB}{key}\n", encoding="utf-8")
    code, said = run("sheet", job, "-o", job.parent / "out")
    assert code == 4
    assert (said["findings"][0]["line"] is not None) == line
    assert not (job.parent / "out").exists()


@pytest.mark.parametrize("command", ["render", "sheet"])
def test_where_nothing_can_be_written_ends_with_5(command: str, run: Run, job: Path) -> None:
    """An output folder that is a file ends with 5, and the file stays."""
    (job.parent / "out").write_text("mine", encoding="utf-8")
    before = held(job.parent)
    code, said = run(command, job, "-o", job.parent / "out")
    assert (code, said["files"]) == (5, [])
    assert held(job.parent) == before


def test_both_languages_say_the_same_findings(run: Run, job: Path) -> None:
    """--lang changes the words of a finding and nothing else."""
    job.write_text(BROKEN, encoding="utf-8")
    vi, en = (run("check", job, "--lang", language)[1]["findings"] for language in ("vi", "en"))
    words = ("message", "hint")
    assert [{k: v for k, v in f.items() if k not in words} for f in vi] == [
        {k: v for k, v in f.items() if k not in words} for f in en
    ]
    assert all(one[word] != other[word] for one, other in zip(vi, en, strict=True) for word in words)


def test_people_are_told_what_was_made(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json the figures of the plan are on the screen; with --quiet a good run is silent."""
    out = job.parent / "out"
    assert exit_code(["sheet", str(job), "-o", str(out), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "300" in shown
    assert "sheets.pdf" in shown
    assert exit_code(["sheet", str(job), "-o", str(out), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
