"""`mark: code`: each edition has its code, by its place in the job."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.documents.job import read_job
from keytag.errors import InvalidDocumentError

JOB = """
keytag: 1
issuer: {name: Công an phường An Khê}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""
EDITIONS = "editions: [{id: to-1}, {id: to-2}, {id: to-3}]\n"


def marks(folder: Path, more: str) -> list[str]:
    """Return the marks of the job's editions."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    return [edition.mark for edition in read_job(path).editions]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (EDITIONS, ["", "", ""]),
        (f"mark: code\n{EDITIONS}", ["A2", "C3", "D4"]),
        ("mark: code\n", ["A2"]),
        ("", [""]),
    ],
)
def test_editions_are_marked_where_the_job_asks_for_it(tmp_path: Path, more: str, expected: list[str]) -> None:
    """Codes follow the order of the editions; a job of one design has one; without the key there are none."""
    assert marks(tmp_path, more) == expected


def test_another_mark_is_refused(tmp_path: Path) -> None:
    """There is one kind of mark."""
    with pytest.raises(InvalidDocumentError):
        marks(tmp_path, "mark: number\n")
