"""What of a package is told of its manifest and its job, and how soon making it again is given up."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.errors import InvalidDocumentError
from keytag.files import writer
from keytag.handoff import make as packages
from keytag.handoff import record as records
from keytag.handoff.manifest import MANIFEST

from .honest import JOB, Honest, in_file, in_record

Ask = Callable[..., tuple[int, dict[str, Any]]]
DIGEST = b"0" * 64

IN_MANIFEST: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a line of words": (lambda data: data + b"approved by all\n", "is not “digest, two spaces, file name”"),
    "an empty line": (lambda data: data + b"\n", "is not “digest, two spaces, file name”"),
    "a name outside": (lambda data: data + DIGEST + b"  ../../x\n", "leads out of the package"),
    "a name on a server": (lambda data: data + DIGEST + b"  //server/x\n", "leads out of the package"),
    "a name on a drive": (lambda data: data + DIGEST + b"  C:x\n", "leads out of the package"),
    "a line twice": (lambda data: data + data.splitlines()[0] + b"\n", "names twice the file"),
    "a name in capitals": (lambda data: data + data.splitlines()[0].upper() + b"\n", "names twice the file"),
    "a file that is not there": (lambda data: data + DIGEST + b"  zz.pdf\n", "This file is missing: zz.pdf"),
    "a file not named": (lambda data: data.split(b"\n", 1)[1], "This file is not named in MANIFEST.sha256: 1-up/"),
    "another order": (lambda data: b"".join(reversed(data.splitlines(keepends=True))), "as keytag writes it"),
    "no last line end": (lambda data: data[:-1], "as keytag writes it"),
}


@pytest.mark.parametrize("how", IN_MANIFEST)
def test_every_fault_of_a_manifest_is_an_error(how: str, honest: Honest, ask: Ask) -> None:
    """One thing odd about a manifest, though every file is as it says, is told by itself."""
    change, words = IN_MANIFEST[how]
    files = honest.unsigned
    code, said = ask(honest.packed({**files, MANIFEST: change(files[MANIFEST])}))
    assert (code, said["answers"][0]["good"]) == (1, False)
    assert [each["rule"] for each in said["findings"]] == ["package-is-unchanged"]
    assert words in said["findings"][0]["message"]


@pytest.mark.parametrize(
    ("manifest", "words"),
    [(b"\xff\xfe", "is no UTF-8 text"), (b"\n" * 20_001, "is too large"), (b"x" * 4_000_001, "is too large")],
    ids=["UTF-16", "lines", "bytes"],
)
def test_a_manifest_that_cannot_be_read_is_one_fault(
    manifest: bytes, words: str, honest: Honest, ask: Ask
) -> None:
    """Where nothing of a manifest can be trusted, its files are not each told as unknown besides."""
    code, said = ask(honest.packed({**honest.unsigned, MANIFEST: manifest}))
    assert code == 1
    (finding,) = said["findings"]
    assert words in finding["message"]


def test_an_empty_manifest_names_no_file(honest: Honest, ask: Ask) -> None:
    """A manifest without a line is read, and every file of the package is more than it names."""
    code, said = ask(honest.packed({**honest.unsigned, MANIFEST: b""}))
    assert code == 1
    assert len(said["findings"]) == len(honest.unsigned) - 1


def test_faults_are_told_up_to_a_thousand(honest: Honest, ask: Ask) -> None:
    """Of very many files that are not named, a thousand are told and how many there are besides."""
    many = {f"zz/{i}": b"" for i in range(1500)}
    _, said = ask(honest.packed({**honest.unsigned, **many}))
    assert len(said["findings"]) == 1001
    assert "and 500 more of the kind" in said["findings"][-1]["message"]


EDITIONS = JOB.replace("quantity: 60", "quantity: 60\neditions: [{id: a}, {id: b}]").encode()


@pytest.mark.parametrize("stage", ["compose_and_check", "make_leaflet", "plan_plates", "collect_evidence"])
def test_nothing_is_drawn_that_the_package_has_not(
    stage: str, honest: Honest, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editions without files stop before anything is composed, other one-ups before sheets are planned."""

    def spoil(files: dict[str, bytes]) -> None:
        # What an approval finds is found before anything is drawn.
        in_record(lambda said: said.update(approval="not approved"))(files)
        files["job/ward.yaml"] = EDITIONS
        if stage != "compose_and_check":
            shown = ("front-print.pdf", "back-print.pdf", "front.pdf", "back.pdf", "preview.png")
            files.update({f"1-up/{one}/{name}": bytes(4000) for one in "ab" for name in shown})

    def drawn(*_given: object, **_named: object) -> None:
        raise AssertionError(stage)

    monkeypatch.setattr(packages, stage, drawn)
    code, said = ask(honest.resealed(spoil))
    assert code == 1
    assert "1-up/a/front-print.pdf" in said["findings"][0]["message"]


def test_sheets_of_many_slots_are_not_looked_at_in_vain(
    honest: Honest, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sheet is another and thousands of slots are left to be seen, none of them is looked at."""

    def seen(*_given: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr("keytag.handoff.remake._MANY_SLOTS", 3)
    monkeypatch.setattr(packages, "collect_evidence", seen)
    spoil = in_file(lambda data: data + b"\n", "sheets/sheets.pdf")
    # Said of nothing that is drawn, it has the package made again and not remembered.
    change = in_file(lambda data: data + b"# x\n", "job/classic.yaml")

    def both(files: dict[str, bytes]) -> None:
        spoil(files)
        change(files)

    code, said = ask(honest.resealed(both))
    assert code == 1
    assert "sheets/sheets.pdf" in said["findings"][0]["message"]


def test_a_job_that_cannot_be_read_is_told_where_it_lies_in_the_package(honest: Honest, ask: Ask) -> None:
    """The first fault is told with its place as the package names it; no folder of this computer is."""
    data = honest.resealed(in_file(lambda data: data + b"slogn: a\n", "job/ward.yaml"))
    code, said = ask(data)
    assert code == 1
    message = said["findings"][0]["message"]
    assert "job/ward.yaml cannot be used: 1 problem. job/ward.yaml:8:1: " in message
    assert "keytag-" not in str(said["findings"])


def test_a_full_disk_is_no_fault_of_a_package(
    honest: Honest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no room to lay the job out, the computer is blamed with its own code, and not the package."""

    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "x.zip"
    path.write_bytes(honest.resealed(in_file(lambda data: data + b"# other\n", "job/ward.yaml")))
    monkeypatch.setattr(writer, "_stage", fill)
    capsys.readouterr()
    assert exit_code(["verify", str(path), "--lang", "en"]) == 5
    said = capsys.readouterr()
    assert "the disk is full" in said.err
    assert "TMPDIR" in said.err
    assert "-o" not in said.err
    assert "cannot be used" not in said.out + said.err


def test_from_package_tells_the_same_places(
    honest: Honest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`handoff --from-package` names a fault of the job inside by its place in the package, and writes nothing."""
    path = tmp_path / "x.zip"
    path.write_bytes(honest.resealed(in_file(lambda data: data + b"slogn: a\n", "job/ward.yaml")))
    capsys.readouterr()
    command = ["handoff", "--from-package", str(path), "-o", str(tmp_path / "out"), "--lang", "en"]
    assert exit_code(command) == 3
    told = capsys.readouterr().err
    assert "job/ward.yaml:8:1" in told
    assert "/keytag-" not in told
    assert not (tmp_path / "out").exists()


def test_a_folder_job_is_no_larger_than_jobs_are(honest: Honest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in ``job/`` is counted and weighed before it is written to a disk."""
    inside = records.files_of_job(honest.files, "x.zip")
    assert set(inside) == {name[4:] for name in honest.files if name.startswith("job/")}
    size = sum(map(len, inside.values()))
    monkeypatch.setattr(records, "_MOST_FILES", len(inside))
    monkeypatch.setattr(records, "_MOST_BYTES", size)
    assert records.files_of_job(honest.files, "x.zip") == inside
    for name, most in (("_MOST_FILES", len(inside) - 1), ("_MOST_BYTES", size - 1)):
        with monkeypatch.context() as patch:
            patch.setattr(records, name, most)
            with pytest.raises(
                InvalidDocumentError, match=f"its folder job has {len(inside)} files, {size} bytes"
            ):
                records.files_of_job(honest.files, "x.zip")
