"""The open job: saved where it is safe, taken back a step at a time, and never over what others have written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from keytag.documents.yaml.edit import InsertEntry, RemoveNode, SetValue
from keytag.errors import CannotWriteError
from keytag.web.history import History, Step, digest_of, state_folder
from keytag.web.open_job import ConflictError, OpenJob

TEXT = """# giữ / kept
keytag: 1
slogan: Một   # nhớ
numbers:
  - {label: A, number: 0269 3000 113}
  - {label: B, number: 0769 000 101}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A job on disk."""
    path = tmp_path / "ward.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def set_slogan(value: str) -> list[SetValue]:
    """Return the edit of one field."""
    return [SetValue(("slogan",), value)]


def test_a_save_is_in_the_file_and_one_step_back_away(path: Path) -> None:
    """Each save writes its value alone; each step back restores the bytes that were before it."""
    job = OpenJob(path)
    for value in ("Hai", "Ba"):
        job.save(set_slogan(value), job.digest)
    assert path.read_text(encoding="utf-8") == TEXT.replace("Một", "Ba")
    job.go_back(job.digest)
    assert path.read_text(encoding="utf-8") == TEXT.replace("Một", "Hai")
    job.go_back(job.digest)
    assert path.read_text(encoding="utf-8") == TEXT
    assert not job.can_go_back
    with pytest.raises(ConflictError):
        job.go_back(job.digest)


def test_a_file_changed_outside_is_told_and_both_are_shown(path: Path) -> None:
    """Nothing is overwritten that the page has not seen; afterwards the change can go into the new file."""
    job = OpenJob(path)
    path.write_text(TEXT.replace("0269 3000 113", "0269 3000 114"), encoding="utf-8")
    assert job.is_changed_outside()
    with pytest.raises(ConflictError) as told:
        job.save(set_slogan("Hai"), job.digest)
    assert [line[0] for line in told.value.shown if line.strip()[:1] in "+-"].count("-") == 2
    assert "0269 3000 114" in path.read_text(encoding="utf-8")
    assert job.take_from_disk()
    job.save(set_slogan("Hai"), job.digest)
    said = path.read_text(encoding="utf-8")
    assert "0269 3000 114" in said
    assert "slogan: Hai   # nhớ" in said


def test_two_pages_keep_each_others_work(path: Path) -> None:
    """Edits of different places stand beside each other; the second of one place is told, and what it is now."""
    job = OpenJob(path)
    base = job.digest
    job.save(set_slogan("Hai"), base)
    job.save([SetValue(("numbers", "1", "number"), "0769 000 109")], base)
    said = path.read_text(encoding="utf-8")
    assert "Hai" in said
    assert "0769 000 109" in said
    with pytest.raises(ConflictError) as told:
        job.save(set_slogan("Ba"), base)
    assert told.value.shown == ("- Hai",)
    assert path.read_text(encoding="utf-8") == said


def test_an_entry_is_never_taken_for_another(path: Path) -> None:
    """Where a list has changed, its numbers count otherwise: an edit of the list as it was is told."""
    job = OpenJob(path)
    base = job.digest
    job.save([RemoveNode(("numbers", "0"))], base)
    for edit in (
        SetValue(("numbers", "1", "label"), "X"),
        RemoveNode(("numbers", "1")),
        InsertEntry(("numbers",), 2, {}),
    ):
        with pytest.raises(ConflictError):
            job.save([edit], base)
    with pytest.raises(ConflictError):
        job.save(set_slogan("Hai"), "unknown")


def test_a_new_job_is_written_with_its_first_save_and_over_nothing(tmp_path: Path) -> None:
    """Until then there is no file; where somebody has made one meanwhile it stays."""
    path = tmp_path / "ward.yaml"
    job = OpenJob(path, TEXT.encode(), {"beside.txt": b"x"})
    assert not path.exists()
    job.save(set_slogan("Hai"), job.digest)
    assert (path.exists(), (tmp_path / "beside.txt").read_bytes()) == (True, b"x")
    other = OpenJob(tmp_path / "b.yaml", TEXT.encode())
    (tmp_path / "b.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWriteError):
        other.save(set_slogan("Hai"), other.digest)
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == "mine"


def test_the_first_save_can_be_taken_back(tmp_path: Path) -> None:
    """The file goes, also after the page was closed, and comes again with the next save; others' stays."""
    path, state = tmp_path / "ward.yaml", tmp_path / "state"
    job = OpenJob(path, TEXT.encode(), {".keytag/schema.json": b"{}"}, History(state, path))
    job.save(set_slogan("Hai"), job.digest)
    again = OpenJob(path, history=History(state, path))
    for each in (job, again):
        assert each.can_go_back
        each.go_back(each.digest)
        assert (each.is_new, each.can_go_back, each.data) == (True, False, TEXT.encode())
        assert not path.exists()
        each.save(set_slogan("Ba"), each.digest)
        assert "slogan: Ba" in path.read_text(encoding="utf-8")
        path.write_text(TEXT, encoding="utf-8")
        with pytest.raises(ConflictError):
            each.go_back(each.digest)
        path.write_bytes(TEXT.replace("Một", "Hai").encode())


def test_steps_back_outlast_the_page(path: Path, tmp_path: Path) -> None:
    """Whoever opens the job again can take back what he saved yesterday; nobody else can read it."""
    history = History(tmp_path / "state", path)
    job = OpenJob(path, history=history)
    for value in ("Hai", "Ba"):
        job.save(set_slogan(value), job.digest)
    again = OpenJob(path, history=History(tmp_path / "state", path))
    again.go_back(again.digest)
    assert path.read_text(encoding="utf-8") == TEXT.replace("Một", "Hai")
    third = OpenJob(path, history=history)
    third.go_back(third.digest)
    assert path.read_text(encoding="utf-8") == TEXT
    assert not OpenJob(path, history=history).can_go_back
    if os.name == "posix":
        assert history.file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"now": 1, "steps": 3}', "[" * 9999])
def test_a_history_that_does_not_fit_is_none(path: Path, tmp_path: Path, kept: str) -> None:
    """Of a job that somebody changed since, or in a file that says something else, there is no step back."""
    history = History(tmp_path / "state", path)
    job = OpenJob(path, history=history)
    job.save(set_slogan("Hai"), job.digest)
    path.write_text(TEXT.replace("Một", "Tư"), encoding="utf-8")
    assert not OpenJob(path, history=history).can_go_back
    history.file.write_text(kept, encoding="utf-8")
    assert not OpenJob(path, history=history).can_go_back


def test_a_history_names_no_file_elsewhere(path: Path, tmp_path: Path) -> None:
    """What was put into it by hand writes nothing outside the job's folder."""
    history = History(tmp_path / "state", path)
    history.keep([Step(b"keytag: 1\n", {"../evil.txt": b"x"}, {})], path.read_bytes())
    assert not OpenJob(path, history=history).can_go_back


def test_a_table_goes_back_with_its_job(path: Path) -> None:
    """What was in the table before the save is there again, or nothing; one that Excel saved since stays."""
    job, table = OpenJob(path), path.with_name("t.csv")
    edit = SetValue(("editions",), {"from": "t.csv"})
    job.write_beside({"t.csv": b"one"}, [edit], job.digest)
    job.write_beside({"t.csv": b"two"}, [edit], job.digest)
    job.go_back(job.digest)
    assert table.read_bytes() == b"one"
    table.write_bytes(b"mine")
    with pytest.raises(ConflictError):
        job.go_back(job.digest)
    assert table.read_bytes() == b"mine"
    table.write_bytes(b"one")
    job.go_back(job.digest)
    assert (table.exists(), path.read_text(encoding="utf-8")) == (False, TEXT)


def test_the_folder_of_states_is_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the specification's variable, or Windows' own; one that is not absolute is none; nor has all a home."""
    assert state_folder({"XDG_STATE_HOME": "/s"}) == Path("/s/keytag")
    assert state_folder({"XDG_STATE_HOME": "s"}) == Path.home() / ".local/state/keytag"

    def no_home(_path: Path) -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "expanduser", no_home)
    assert state_folder({}) is None


def test_a_table_that_excel_saved_meanwhile_stays(path: Path) -> None:
    """A table is written over only where it is the one that was seen; else both are shown."""
    job, table = OpenJob(path), path.with_name("t.csv")
    edit = SetValue(("editions",), {"from": "t.csv"})
    job.write_beside({"t.csv": b"a\nb\n"}, [edit], job.digest, {"t.csv": ""})
    table.write_bytes(b"a\nc\n")
    with pytest.raises(ConflictError) as told:
        job.write_beside({"t.csv": b"a\nd\n"}, [edit], job.digest, {"t.csv": digest_of(b"a\nb\n")})
    assert told.value.shown == (" a", "-c", "+d")
    assert table.read_bytes() == b"a\nc\n"
    job.write_beside({"t.csv": b"a\nd\n"}, [edit], job.digest, {"t.csv": digest_of(b"a\nc\n")})
    assert table.read_bytes() == b"a\nd\n"


def test_a_link_in_the_jobs_place_leads_nowhere(path: Path, tmp_path: Path) -> None:
    """Who replaces the file by a link to another while it is open has that one neither read nor written."""
    other = tmp_path / "other.yaml"
    other.write_text("secret: 1\n", encoding="utf-8")
    job = OpenJob(path)
    path.unlink()
    try:
        path.symlink_to(other)
    except OSError:
        pytest.skip("the system makes no links")
    assert job.is_changed_outside()
    assert "secret" not in "".join(job.difference())
    for attempt in (job.take_from_disk, lambda: job.save(set_slogan("Hai"), job.digest)):
        with pytest.raises(CannotWriteError):
            attempt()
    assert other.read_text(encoding="utf-8") == "secret: 1\n"
