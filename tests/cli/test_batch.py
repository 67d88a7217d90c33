"""`keytag batch`: every job of a folder or row of a table; what is whole stays, what is bad stops no other."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from keytag.cli import exit_code
from keytag.commands.batch import work
from keytag.commands.batch.jobs import JobsFound, jobs_in_folder, jobs_of_table
from keytag.commands.batch.run import BatchReport, BatchWatcher, batch
from keytag.commands.batch.work import BatchTask, BatchWish, JobResult, do_job
from keytag.commands.batch.workers import Crew, do_jobs
from keytag.errors import CannotWriteError, ExitCode, InvalidDocumentError, MissingResourceError, UsageError
from keytag.steps.order import Order

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 60
shop: office-a4
"""
DAY = dt.date(2026, 11, 30)
RESULTS = {
    "type": "object",
    "required": ["command", "ok", "jobs"],
    "additionalProperties": False,
    "properties": {
        "command": {"const": "batch"},
        "ok": {"type": "boolean"},
        "jobs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["job", "ok", "kept", "files", "findings"],
                "additionalProperties": False,
                "properties": {
                    "job": {"type": "string", "minLength": 1},
                    "ok": {"type": "boolean"},
                    "kept": {"type": "boolean"},
                    "files": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["path", "sha256"],
                            "additionalProperties": False,
                            "properties": {
                                "path": {"type": "string"},
                                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                            },
                        },
                    },
                    "findings": {"type": "array", "items": {"type": "object", "required": ["rule", "message"]}},
                },
            },
        },
    },
}


def _near() -> Crew:
    """A crew of one thread of this process: what an executor does is the same, and no process is started."""
    return Crew(lambda: ThreadPoolExecutor(1), 1)


@pytest.fixture
def wish() -> BatchWish:
    """Draw each job as SVG."""
    return BatchWish("render", Order(DAY, today=DAY), formats=("svg",))


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """A folder of two jobs."""
    folder = tmp_path / "wards"
    folder.mkdir()
    for number in (113, 114):
        (folder / f"w{number}.yaml").write_text(JOB.replace("3000 113", f"3000 {number}"), encoding="utf-8")
    return folder


def _run(
    found: JobsFound,
    wish: BatchWish,
    out: Path,
    finish: Callable[[JobResult], None] = lambda _: None,
    crew: Crew | None = None,
) -> BatchReport:
    return batch(found, wish, out, crew or _near(), BatchWatcher(lambda _: None, finish))


def _kept(report: BatchReport) -> dict[str, bool]:
    return {result.name: result.is_kept for result in report.results}


def test_a_folder_is_done_as_each_job_alone(
    wards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Processes make the same bytes as a run for each job; a bad one is told and stops no other."""
    (wards / "bad.yaml").write_text("keytag: 1\nissuer: {name: Công an phường An Khê}\n", encoding="utf-8")
    out, options = tmp_path / "out", ["--format", "svg", "--date", "2026-01-15", "--lang", "en"]
    command = ["batch", str(wards), "--command", "render", "--out", str(out), "--workers", "1", *options]
    assert exit_code(command) == ExitCode.FINDINGS
    said = capsys.readouterr()
    assert max(map(len, said.out.splitlines())) <= 80 or str(tmp_path) in said.out
    assert "missing-key" in said.err
    assert [line.split(" (")[0] for line in said.err.splitlines()[:3]] == [
        "1/3 bad: not ready",
        "2/3 w113: ready",
        "3/3 w114: ready",
    ]
    results = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    Draft202012Validator(RESULTS).validate(results)
    assert not results["ok"]
    assert [job["ok"] for job in results["jobs"]] == [False, True, True]
    assert (out / "batch.xlsx").read_bytes().startswith(b"PK")
    for job in results["jobs"][1:]:
        alone = tmp_path / "alone" / job["job"]
        assert exit_code(["render", str(wards / f"{job['job']}.yaml"), "--out", str(alone), *options]) == 0
        for file in job["files"]:
            data = Path(file["path"]).read_bytes()
            assert sha256(data).hexdigest() == file["sha256"]
            assert data == (alone / Path(file["path"]).relative_to(out / job["job"])).read_bytes()
    assert len(results["jobs"][1]["files"]) == 2


def test_every_sheet_comes_in_files_of_so_many(tmp_path: Path) -> None:
    """Of every sheet as many are in a file as are asked for, as the command itself writes them."""
    (tmp_path / "wards").mkdir()
    _written(tmp_path / "wards" / "w113.yaml")
    options = ["--every-sheet", "--sheets-per-file", "1", "--count", "60", "--date", "2026-01-15", "-q"]
    command = ["batch", str(tmp_path / "wards"), "--command", "sheet", "--workers", "1", *options]
    assert exit_code([*command, "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out" / "w113").glob("sheets*.pdf"))) == 2


def test_what_is_whole_and_unchanged_is_kept(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Whatever bytes changed, of a job, of what it names or of what was made, is done again, and nothing else."""
    out = tmp_path / "out"

    def again(asked: BatchWish = wish) -> dict[str, bool]:
        return _kept(_run(jobs_in_folder(wards, out), asked, out))

    assert again() == {"w113": False, "w114": False}
    os.utime(wards / "w113.yaml")
    assert again() == {"w113": True, "w114": True}
    (wards / "w113.yaml").write_text(f"{JOB}# changed\n", encoding="utf-8")
    assert again() == {"w113": False, "w114": True}
    (out / "w114" / "w114" / "front.svg").unlink()
    assert again() == {"w113": True, "w114": False}
    (out / "w113" / "w113" / "back.svg").write_text("edited", encoding="utf-8")
    assert again() == {"w113": False, "w114": True}
    shop = Path(__file__).parents[2] / "templates" / "shops" / "office-a4.yaml"
    (wards / "office-a4.yaml").write_bytes(shop.read_bytes())
    assert again() == {"w113": False, "w114": False}
    assert again(replace(wish, formats=("svg", "pdf"))) == {"w113": False, "w114": False}
    later = replace(wish, order=replace(wish.order, date=dt.date(2026, 12, 1), today=dt.date(2026, 12, 1)))
    assert again() == {"w113": False, "w114": False}
    assert again(later) == {"w113": True, "w114": True}


def test_a_record_that_is_none_is_no_reason(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """What a batch remembers is read strictly: anything else than its own form, and the job is done again."""
    out = tmp_path / "out"
    _run(jobs_in_folder(wards, out), wish, out)
    records = sorted((out / ".batch").glob("*.json"))
    assert len(records) == 2
    whole = json.loads(records[0].read_text(encoding="utf-8"))
    for wrong in (b"", b"[]", b"\xff", b'{"form": 1}', json.dumps({**whole, "made": {"../x": "0"}}).encode()):
        records[0].write_bytes(wrong)
        assert sorted(_kept(_run(jobs_in_folder(wards, out), wish, out)).values()) == [False, True]


def test_what_an_earlier_run_made_is_told(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Files of an earlier run that this one does not make lie there still, and are named."""
    out = tmp_path / "out"
    _run(jobs_in_folder(wards, out), replace(wish, formats=("svg", "png")), out)
    (left, _) = (each.left for each in _run(jobs_in_folder(wards, out), wish, out).results)
    assert not any((out / "w113" / name).exists() for name in left)


def test_only_jobs_are_jobs(wards: Path, tmp_path: Path) -> None:
    """Packages' copies, results, links in a ring and documents of other kinds are passed over and named."""
    out = wards / "out"
    for folder in (out / "w113", wards / "package" / "job", wards / "older" / ".batch", wards / "deep" / "er"):
        folder.mkdir(parents=True)
    (out / "w113" / "copy.yaml").write_text(JOB, encoding="utf-8")
    (wards / "package" / "job" / "record.json").write_text("{}", encoding="utf-8")
    (wards / "package" / "job" / "ward.yaml").write_text(JOB, encoding="utf-8")
    (wards / "older" / "ward.yaml").write_text(JOB, encoding="utf-8")
    (wards / "deep" / "er" / "ward.yaml").write_text(JOB, encoding="utf-8")
    (wards / "deep" / "ring").symlink_to(wards)
    (wards / "no.yaml").write_text("name: x\n", encoding="utf-8")
    (wards / "approval.yaml").write_text("approval: 1\n", encoding="utf-8")
    (wards / "old.txt").write_text(JOB, encoding="utf-8")
    found = jobs_in_folder(wards, out)
    assert [job.name for job in found.jobs] == ["w113", "w114", "deep/er/ward"]
    passed = sorted(Path(each.path).relative_to(wards).as_posix() for each in found.passed)
    assert passed == ["deep/ring", "no.yaml", "old.txt", "older", "package"]
    for folder in (wards / "older", wards / "package"):
        with pytest.raises(UsageError):
            jobs_in_folder(folder, out)
    with pytest.raises(UsageError):
        jobs_in_folder(wards, wards)
    with pytest.raises(MissingResourceError):
        jobs_in_folder(_empty(tmp_path), out)


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_no_two_jobs_share_a_folder(tmp_path: Path) -> None:
    """Names that are one folder on some system, or one within another, are told apart by their endings."""
    for name in ("a.yaml", "a.yml", "B.yaml", "b.yaml", "c.yaml", "c/d.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(JOB, encoding="utf-8")
    names = [job.name for job in jobs_in_folder(tmp_path, tmp_path / "out").jobs]
    assert names == ["B.yaml", "a.yaml", "a.yml", "b.yaml-2", "c.yaml", "c/d"]
    assert len({name.casefold() for name in names}) == len(names)


def test_a_job_that_vanishes_is_told(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """A file that goes between looking and doing is that job's finding alone."""
    out = tmp_path / "out"
    found = jobs_in_folder(wards, out)
    (wards / "w113.yaml").unlink()
    first, second = _run(found, wish, out).results
    assert (first.ok, second.ok) == (False, True)
    assert first.findings[0].rule == "missing-resource"


def test_a_bug_is_one_jobs_own(
    wards: Path, tmp_path: Path, wish: BatchWish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a job meets in keytag itself is told with it, and the others are done."""
    real = work.run_command

    def spoiled(path: Path, asked: BatchWish, out: Path) -> Any:  # noqa: ANN401 - as it comes
        if path.name == "w113.yaml":
            raise ZeroDivisionError("made up")
        return real(path, asked, out)

    monkeypatch.setattr(work, "run_command", spoiled)
    out = tmp_path / "out"
    first, second = _run(jobs_in_folder(wards, out), wish, out).results
    assert "ZeroDivisionError" in first.findings[0].message.en
    assert second.ok


def test_an_interrupted_batch_goes_on_where_it_was(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Ctrl-C loses the jobs in hand alone: what was done is kept by the next run."""
    out = tmp_path / "out"

    def stop(_: JobResult) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _run(jobs_in_folder(wards, out), wish, out, stop)
    assert _kept(_run(jobs_in_folder(wards, out), wish, out)) == {"w113": True, "w114": False}
    assert not list(out.rglob(".keytag-*"))


def test_two_batches_do_not_share_a_folder(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """A second batch into the same folder is refused while the first is at work."""
    out = tmp_path / "out"

    def second(_: JobResult) -> None:
        with pytest.raises(CannotWriteError):
            _run(jobs_in_folder(wards, out), wish, out)

    assert _run(jobs_in_folder(wards, out), wish, out, second).ok


class _Mortal(Executor):
    """An executor whose worker dies over the jobs that are called so, as often as is said."""

    def __init__(self, deaths: dict[str, int]) -> None:
        self.deaths = deaths
        self.is_broken = False

    def submit(self, _do: Any, task: BatchTask, /, *_: Any, **__: Any) -> Future[Any]:  # type: ignore[override]  # noqa: ANN401 - as Executor has it
        """Do it at once, or die."""
        if self.is_broken:
            raise BrokenProcessPool
        future: Future[Any] = Future()
        if self.deaths.get(task.name, 0):
            self.deaths[task.name] -= 1
            self.is_broken = True
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(JobResult(task.name, ok=True))
        return future


@pytest.mark.parametrize(("times", "ok"), [(1, True), (2, False)])
def test_a_worker_that_dies_takes_no_other_job_along(times: int, ok: bool, wish: BatchWish) -> None:  # noqa: FBT001
    """What a dead worker had in hand is done again, alone; a job that kills again is not ready, the others are."""
    deaths, opened = {"b": times}, 0

    @contextmanager
    def open_one() -> Iterator[Executor]:
        nonlocal opened
        opened += 1
        yield _Mortal(deaths)

    tasks = iter([BatchTask(name, f"{name}.yaml", wish, "out") for name in "abcde"])
    results = {each.name: each.ok for each in do_jobs(tasks, Crew(open_one, 2, 100), lambda _: None)}
    assert results == {"a": True, "b": ok, "c": True, "d": True, "e": True}
    assert opened < 8


def test_workers_are_renewed(wish: BatchWish) -> None:
    """After so many jobs an executor is closed and another opened, with nothing lost."""
    opened = []

    @contextmanager
    def open_one() -> Iterator[Executor]:
        opened.append(1)
        yield _Mortal({})

    names = [f"w{number}" for number in range(11)]
    tasks = iter([BatchTask(name, f"{name}.yaml", wish, "out") for name in names])
    assert sorted(each.name for each in do_jobs(tasks, Crew(open_one, 2, 2), lambda _: None)) == sorted(names)
    assert len(opened) == 3


def test_a_task_brings_all_that_it_takes(tmp_path: Path, wish: BatchWish) -> None:
    """A job whose files are brought along is done without its folder, and names them as they are at home."""
    good = {"ward.yaml": JOB.encode()}
    home = {"ward.yaml": "at/home/ward.yaml"}
    done = do_job(BatchTask("ward", "ward.yaml", wish, None, good, home))
    assert done.ok
    assert {name: sha256(data).hexdigest() for name, data in done.data.items()} == done.made
    alone = do_job(BatchTask("ward", str(_written(tmp_path / "ward.yaml")), wish, str(tmp_path / "out")))
    assert alone.made == done.made
    assert {name: digest for name, digest in done.inputs.items() if digest is not None} == {
        "./ward.yaml": sha256(JOB.encode()).hexdigest()
    }
    bad = do_job(BatchTask("ward", "ward.yaml", wish, None, {"ward.yaml": b"keytag: 1\nshop: none\n"}, home))
    assert {each.where.file for each in bad.findings if each.where} == {"at/home/ward.yaml"}


def _written(path: Path) -> Path:
    path.write_text(JOB, encoding="utf-8")
    return path


def test_jobs_go_out_and_come_back(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Done elsewhere a job has the bytes that it has here, and what the command would replace is replaced."""
    near, far, none = tmp_path / "near", tmp_path / "far", BatchWatcher(lambda _: None, lambda _: None)
    shop = (Path(__file__).parents[2] / "templates" / "shops" / "office-a4.yaml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(shop.replace("name: office-a4", "name: mine"), encoding="utf-8")
    asked = replace(wish, command="sheet", order=replace(wish.order, shop=str(mine)))
    here = _run(jobs_in_folder(wards, near), asked, near)
    there = batch(jobs_in_folder(wards, far), asked, far, _near(), none, is_near=False)
    assert here.ok
    assert [each.made for each in here.results] == [each.made for each in there.results]
    for path in near.rglob("w11*/*"):
        assert path.read_bytes() == (far / path.relative_to(near)).read_bytes()
    again = batch(jobs_in_folder(wards, far), asked, far, _near(), none, is_near=False)
    assert all(each.is_kept for each in again.results)
    mine.write_text(f"{mine.read_text(encoding='utf-8')}# changed\n", encoding="utf-8")
    again = batch(jobs_in_folder(wards, far), asked, far, _near(), none, is_near=False)
    assert not any(each.is_kept for each in again.results)
    drawn = replace(wish, formats=("svg", "png"))
    batch(jobs_in_folder(wards, far), drawn, far, _near(), none, is_near=False)
    batch(jobs_in_folder(wards, far), wish, far, _near(), none, is_near=False)
    assert sorted(path.name for path in (far / "w113" / "w113").iterdir()) == ["back.svg", "front.svg"]


def test_another_version_is_refused_by_name(wish: BatchWish) -> None:
    """A worker with another keytag does not begin, and says which it has and which is needed."""
    done = do_job(BatchTask("ward", "ward.yaml", wish, None, version="0.0.1"))
    assert done.refused is not None
    assert "0.0.1" in done.refused.en


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of four places, one of them without its number's zero, and the pattern for each of them."""
    (tmp_path / "pattern.yaml").write_text(
        JOB.replace("numbers: [{label: Trực ban, number: 0269 3000 113}]\nquantity: 60\n", ""), encoding="utf-8"
    )
    path = tmp_path / "places.csv"
    rows = ("Phường An Khê,0269 3000 113,60", "Xã Đak Đoa,269 3000 114,61", "Xã Ia Băng,0269 3000 115,62")
    path.write_text("\n".join(("Tên,Trực ban,Số lượng", *rows)) + "\n", encoding="utf-8")
    return path


def test_every_row_is_a_job(table: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Each row makes the pattern a job of one edition; a wrong row is told at its cell and stops no other."""
    out = tmp_path / "out"
    found = jobs_of_table(table, tmp_path / "pattern.yaml")
    assert [job.name for job in found.jobs] == ["phuong-an-khe", "xa-dak-doa", "xa-ia-bang"]
    first, second, third = _run(found, wish, out).results
    assert (first.ok, second.ok, third.ok) == (True, False, True)
    wrong = next(each for each in second.findings if each.where is not None and each.where.cell is not None)
    assert wrong.where is not None
    assert wrong.where.cell is not None
    assert (wrong.where.file, wrong.where.cell.name) == (str(table), "B3")
    drawn = (out / "xa-ia-bang" / "xa-ia-bang" / "front.svg").read_text(encoding="utf-8")
    assert drawn.startswith(("<svg", "<?xml"))
    mended = table.read_text(encoding="utf-8").replace(",269 3000 114", ",0269 3000 114")
    table.write_text(mended, encoding="utf-8")
    again = _run(jobs_of_table(table, tmp_path / "pattern.yaml"), wish, out)
    assert _kept(again) == {"phuong-an-khe": True, "xa-dak-doa": False, "xa-ia-bang": True}
    assert again.ok


def test_a_pattern_has_no_editions_of_its_own(table: Path, tmp_path: Path) -> None:
    """Editions in the pattern or from another table are refused, and so is a table that cannot be read."""
    pattern = tmp_path / "pattern.yaml"
    text = pattern.read_text(encoding="utf-8")
    for more in ("editions: [{name: Xã Đak Đoa}]\n", "editions: {from: other.csv}\n"):
        pattern.write_text(text + more, encoding="utf-8")
        with pytest.raises(UsageError):
            jobs_of_table(table, pattern)
    pattern.write_text(text + "editions: {from: places.csv}\n", encoding="utf-8")
    assert len(jobs_of_table(table, pattern).jobs) == 3
    table.write_text("A,B\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidDocumentError):
        jobs_of_table(table, pattern)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("wards", "--workers", "0"), ExitCode.USAGE),
        (("wards", "--workers", "999"), ExitCode.USAGE),
        (("wards", "--command", "plan"), ExitCode.USAGE),
        (("wards", "--command", "check", "--count", "60"), ExitCode.USAGE),
        (("wards", "--command", "proof", "--unapproved"), ExitCode.USAGE),
        (("wards", "--command", "sheet", "--sheets-per-file", "2"), ExitCode.USAGE),
        (("wards", "--job", "wards/w113.yaml"), ExitCode.USAGE),
        (("wards", "--out", "wards"), ExitCode.USAGE),
        (("wards/w113.yaml",), ExitCode.USAGE),
        (("places.csv",), ExitCode.MISSING),
        (("none",), ExitCode.MISSING),
        (("empty",), ExitCode.MISSING),
        (("wards", "--scheduler", "127.0.0.1:8786"), ExitCode.USAGE),
        (("wards", "--scheduler", "tcp://127.0.0.1:8786", "--workers", "2"), ExitCode.USAGE),
        (("wards", "--scheduler", "tcp://127.0.0.1:8786", "--sign", "w.key"), ExitCode.USAGE),
        (("wards", "--out", "wards/w113.yaml"), ExitCode.CANNOT_WRITE),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...],
    code: ExitCode,
    wards: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A command line that cannot be is refused before any work, with what to type instead."""
    (wards.parent / "empty").mkdir()
    monkeypatch.chdir(wards.parent)
    assert exit_code(["batch", *arguments]) == code
    assert capsys.readouterr().err.startswith(("error: ", "lỗi: "))


def test_what_runs_together_is_planned_together(wards: Path, tmp_path: Path, wish: BatchWish) -> None:
    """Jobs of one shop and one size are compared: each alone, and their editions on shared sheets."""
    out = tmp_path / "out"
    (compared,) = _run(jobs_in_folder(wards, out), replace(wish, command="check"), out).together
    assert (compared.jobs, compared.editions) == (2, 2)
    assert compared.alone[:2] == (2, 4)
    assert compared.together[1] <= compared.alone[1]
