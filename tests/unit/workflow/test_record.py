"""What a package is made from: names that would hide each other, profiles told by their content, asked rules."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.errors import InvalidDocumentError, UsageError
from keytag.workflow.record import RECORD, Asked, read_record, record_files
from keytag.workflow.setting import gather

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
shop: office-a4
"""
PROFILE = Path("templates/profiles/FOGRA39L_coated.icc")
ASKED = Asked(None, None, None, date(2026, 1, 15))


def job(folder: Path, name: str = "ward.yaml") -> Path:
    """Write a job under ``name``."""
    path = folder / name
    path.write_text(JOB, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["office-a4.yaml", "classic.yaml"])
def test_a_job_with_the_name_of_what_it_names_is_refused(name: str, tmp_path: Path) -> None:
    """In a package one file would take the other's place, so such a job has to be renamed first."""
    elsewhere = tmp_path / "kept"
    elsewhere.mkdir()
    setting, _ = gather(job(elsewhere), shop="templates/shops/office-a4.yaml")
    path = elsewhere / name
    (elsewhere / "ward.yaml").rename(path)
    renamed = replace(setting, file=replace(setting.file, path=path))
    with pytest.raises(UsageError, match="has the name of its shop or template"):
        record_files(renamed, ASKED)


def test_a_profile_is_told_by_its_content(tmp_path: Path) -> None:
    """A copy of FOGRA39 under another name is still that condition; one byte otherwise, and it is not."""
    data = PROFILE.read_bytes()
    for name, content, condition in (
        ("copy.icc", data, "FOGRA39"),
        ("other.icc", data[:-1] + bytes([data[-1] ^ 1]), None),
    ):
        (tmp_path / name).write_bytes(content)
        setting, _ = gather(job(tmp_path), profile=str(tmp_path / name))
        assert (setting.profile.condition == "FOGRA39") == (condition is not None)
        assert setting.profile.is_registered == (condition is not None)


@pytest.mark.parametrize("rules", [None, "gwg2022-label", "mine", 7])
def test_asked_rules_are_kept(rules: object, tmp_path: Path) -> None:
    """The rules that were asked for are read back; a name that nobody knows makes the record unreadable."""
    path = job(tmp_path)
    setting, _ = gather(path)
    files = {"job/ward.yaml": path.read_bytes(), **record_files(setting, ASKED)}
    said = json.loads(files[RECORD])
    said["asked"]["rules"] = rules
    files[RECORD] = json.dumps(said).encode()
    if rules in {None, "gwg2022-label"}:
        assert read_record(files, "x.zip").asked.rules == rules
    else:
        with pytest.raises(InvalidDocumentError):
            read_record(files, "x.zip")
