"""One honest package for all forgeries, and keytag asked about each; what making again gives is remembered.

Making a package again takes seconds and depends on its job alone. So that hundreds of forgeries can be tried, the
same folder ``job/`` is made again once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from keytag.cli import exit_code
from keytag.handoff import remake, verify
from keytag.handoff.make import Package
from keytag.handoff.record import RECORD, Record, read_record
from keytag.inspection.pdf import surveyor
from keytag.inspection.pdf.bounds import Budget
from keytag.inspection.pdf.facts import FileFacts
from keytag.steps.progress import ShowStep
from keytag.steps.report import Today

from .honest import DAY, JOB, Honest

Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Honest:
    """A package of one edition, signed; where ``bench/mutants.py`` keeps one, the one that a sound keytag made."""
    kept = os.environ.get("KEYTAG_HONEST")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("honest")
    if not list(folder.glob("*.zip")):
        _make_honest(folder)
    (found,) = folder.glob("*.zip")
    public, secret = ((folder / f"mine.{end}").read_text(encoding="utf-8") for end in ("pub", "key"))
    return Honest(found.stem, found.read_bytes(), public, secret)


def _make_honest(folder: Path) -> None:
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    assert exit_code(["key", "new", str(folder / "mine"), "--quiet"]) == 0
    job = [str(folder / "ward.yaml"), "--date", DAY.isoformat(), "--quiet"]
    assert exit_code(["approve", *job, "--by", "Nguyễn Văn A", "--called", "all"]) == 0
    command = ["handoff", *job, "-o", str(folder)]
    assert exit_code([*command, "--sign", str(folder / "mine.key")]) == 0


@pytest.fixture(scope="session", autouse=True)
def _remembered(honest: Honest) -> Iterator[None]:
    """Let the honest folder job/, by whatever version, be made again once; any other one is made each time.

    What its own files hold is read once, too: a forgery is held against them each time.
    """
    files = honest.files
    make_again = remake.make_again
    known: list[tuple[Package | None, Today | None]] = []

    def recall(
        files: Mapping[str, bytes], name: str, record: Record, step: ShowStep, today: date
    ) -> tuple[Package | None, Today | None]:
        asked = structs.replace(record, version="")
        if (_job(files), asked) != (own, wanted):
            return make_again(files, name, record, step, today)
        if not known:
            known.append(make_again(honest.files, name, record, step, today))
        return known[0]

    survey, surveyed = surveyor.survey_within, dict[bytes, FileFacts]()

    def survey_once(data: bytes, budget: Budget) -> FileFacts:
        if data not in own_files:
            return survey(data, budget)
        if data not in surveyed:
            surveyed[data] = survey(data, budget)
        return surveyed[data]

    own_files = frozenset(files.values())
    own, wanted = _job(files), structs.replace(read_record(files, "x"), version="")
    with pytest.MonkeyPatch.context() as patch:
        for module in (verify, remake):
            patch.setattr(module, "make_again", recall)
        patch.setattr(surveyor, "survey_within", survey_once)
        yield


def _job(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith("job/") and name != RECORD}


@pytest.fixture
def ask(honest: Honest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask `keytag verify` about bytes or a path; returns the exit code and the JSON object, which must agree."""

    def asked(package: bytes | Path, *options: str, called: str | None = None) -> tuple[int, dict[str, Any]]:
        path = package if isinstance(package, Path) else tmp_path / f"{called or honest.name}.zip"
        if isinstance(package, bytes):
            path.write_bytes(package)
        capsys.readouterr()
        code = exit_code(["verify", str(path), *options, "--json", "--lang", "en"])
        said = json.loads(capsys.readouterr().out)
        assert said["ok"] == (code == 0)
        return code, said

    return asked


@pytest.fixture
def folder(honest: Honest, tmp_path: Path) -> Path:
    """The package unpacked."""
    for name, data in honest.files.items():
        path = tmp_path / honest.name / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / honest.name


@pytest.fixture
def key(honest: Honest, tmp_path: Path) -> tuple[str, str]:
    """The option that gives the maker's public key."""
    (tmp_path / "mine.pub").write_text(honest.public, encoding="utf-8")
    return "--key", str(tmp_path / "mine.pub")
