"""The form: what stands on it is what the schema says of it, and a job that is not right has one, too."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from keytag.commands.show import schema_text
from keytag.documents.job import Job
from keytag.documents.job.model import LEVEL, level_of
from keytag.documents.yaml import json_schema
from keytag.documents.yaml.nodes import Plain
from keytag.text.text import Language
from keytag.web.form import JobForm
from keytag.web.offices import offices_like
from keytag.web.table import csv_of, own_table_name, rows_of, table_html

JOB = Path("ward.yaml")
CONTENT: Plain = {
    "issuer": {"name": "Công an phường An Khê"},
    "numbers": [{"label": "Trực ban", "number": "0269 <b>"}],
    "orderer": "Ủy ban",
}


def paths(html: str) -> list[str]:
    """Return the places of the job that fields of ``html`` stand for."""
    return re.findall(r'data-path="([^"]+)"', html)


def test_every_key_of_a_job_has_a_level() -> None:
    """The schema says of each whether an officer finds it open, folded in, or in the file alone."""
    levels = {key: about[LEVEL] for key, about in json_schema(Job)["properties"].items()}
    assert set(levels.values()) == {"office", "advanced", "file"}
    assert set(levels) == set(Job.model_fields)
    assert '"x-keytag-level": "office"' in schema_text("job", "vi")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_form_shows_what_its_level_says(language: Language) -> None:
    """What is open is for every officer, what is folded in is advanced, nothing is of the file alone."""
    html = JobForm(JOB, CONTENT, language).html()
    shown = {path.partition(".")[0] for path in paths(html)}
    assert {level_of(key) for key in shown} == {"office", "advanced"}
    folded = html[html.rindex("<details>") :]
    assert {level_of(path.partition(".")[0]) for path in paths(folded)} == {"advanced"}
    assert {"order", "orderer", "budget"} <= {path.partition(".")[0] for path in paths(folded)}


def test_what_a_job_says_is_text() -> None:
    """A value stands in its field as it is in the file, and nothing of it is markup."""
    html = JobForm(JOB, CONTENT, "vi").html()
    assert 'value="0269 <b&gt;"' in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "content", [None, "x", [], {"numbers": "x", "qr": ["y"], "issuer": None, "tag": {"hole": "z"}}]
)
def test_a_job_that_is_none_yet_has_a_form(content: Plain) -> None:
    """Whatever a file says instead of what was expected, there are fields to put it right."""
    assert "issuer.name" in paths(JobForm(JOB, content, "vi").html())


def test_designs_that_are_meant_for_the_job_come_first() -> None:
    """Those for its shape and so many numbers; the others follow, and say so; without a shape none is marked."""
    html = JobForm(JOB, {"tag": {"shape": "circle"}, "numbers": [{}] * 8}, "en").html()
    names = re.findall(r'name="template" value="([^"]+)"', html)
    assert names[0] == "directory"
    assert html.count("not-meant") == len(names) - 1
    assert "not-meant" not in JobForm(JOB, CONTENT, "en").html()


def test_offices_are_found_as_they_are_typed() -> None:
    """Without marks, with the province behind; each with what it was, those at home first."""
    day = date(2026, 1, 15)
    found = offices_like("an khe", "Gia Lai", day)
    assert (found[0]["name"], found[0]["province"]) == ("Công an phường An Khê", "Gia Lai")
    assert found[0]["was"]
    assert offices_like("Công an phường an khê gia lai", "", day)[0]["province"] == "Gia Lai"
    assert offices_like("", "", day) == offices_like("công an xã ", "", day) == []
    assert offices_like("qqq", "", day) == []


def test_a_table_is_the_same_after_a_spreadsheet_has_saved_it() -> None:
    """Written with ; and the mark for Excel, read with whatever separates; empty rows go."""
    rows = [["Tên", "Trực ban"], ["Xã Glar; A", "0269 3000 113"], ["", " "]]
    assert rows_of(csv_of(rows)) == rows[:2]
    assert rows_of(b"a,b\n1,2\n") == [["a", "b"], ["1", "2"]]
    assert own_table_name(JOB) == "ward-editions.csv"
    assert 'data-cell="1,0"' in table_html(JOB, {}, "vi")
    listed = table_html(JOB, {"editions": [{"id": "a", "name": "Xã Glar", "quantity": "9"}]}, "vi")
    assert "editions.0.quantity" in paths(listed)
    assert "danh-sach.xlsx" in table_html(JOB, {"editions": {"from": "danh-sach.xlsx"}}, "vi")


def test_an_edition_of_the_file_has_numbers_of_its_own() -> None:
    """Its name, quantity, address and each of its numbers can be changed; numbers, and editions, be added."""
    own: Plain = {"id": "a", "name": "Xã Glar", "numbers": [{"label": "Trực ban", "number": "0269 3000 113"}]}
    html = table_html(JOB, {"editions": [own, {"id": "b"}]}, "vi")
    shown = paths(html)
    assert {"editions.0.name", "editions.0.quantity", "editions.0.qr.link"} <= set(shown)
    assert {"editions.0.numbers.0.label", "editions.0.numbers.0.number"} <= set(shown)
    assert 'data-add="editions.1.numbers"' in html
    assert 'data-add-edition="2"' in html
    assert 'data-remove-edition="1"' in html


def test_a_table_beside_the_job_can_be_told_how_it_is_read() -> None:
    """Which sheet, and what becomes of hidden rows: for what is typed here neither is asked of a CSV's sheets."""
    assert "editions.sheet" in paths(table_html(JOB, {"editions": {"from": "a.xlsx"}}, "vi"))
    shown = paths(table_html(JOB, {"editions": {"from": "a.csv"}}, "vi"))
    assert "editions.hidden" in shown
    assert "editions.sheet" not in shown
