"""Sums of money are read as offices write them, and nothing is guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from keytag.documents.job import Job
from keytag.documents.yaml import json_schema, read_document, yaml_text
from keytag.documents.yaml.fields import MAX_MONEY, MIN_MONEY, parse_money
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

HEAD = "keytag: 1\nissuer: {name: A}\nnumbers: [{label: a, number: 113}]\n"
SUMS = [
    ("18000000", 18_000_000),
    ("18_000_000đ", 18_000_000),
    ("18.000.000 đ", 18_000_000),
    ("18,000,000 VND", 18_000_000),
    ("18 000 000 đồng", 18_000_000),
    ("18\u00a0000\u00a0000\u00a0₫", 18_000_000),
    ("18 triệu", 18_000_000),
    ("18TR", 18_000_000),
    ("70 triệu đồng", 70_000_000),
    ("1,5 tỷ", 1_500_000_000),
    ("1.25 tỉ đồng", 1_250_000_000),
    ("500 nghìn", 500_000),
    ("500K", 500_000),
]
NO_SUMS = [
    "18.5",
    "1.200 triệu",
    "18.000.00",
    "18_000.000",
    "18 triệu đô",
    "$18000",
    "-18000000",
    "triệu",
    "đ",
    "1e7",
]


def read(text: str) -> int | None:
    """The budget of a job that says ``text``."""
    job, _ = read_document(f'{HEAD}budget: "{text}"\n'.encode(), "ward.yaml", Job)
    return job.budget


def refused(text: str) -> Finding:
    """The one finding about a job whose budget is ``text``."""
    with pytest.raises(InvalidDocumentError) as caught:
        read(text)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(("text", "sum_"), SUMS)
def test_sums_are_read(text: str, sum_: int) -> None:
    """Each way of writing a sum is read to the đồng."""
    assert read(text) == sum_


@pytest.mark.parametrize("text", NO_SUMS)
def test_what_is_no_sum_is_refused_with_an_example(text: str) -> None:
    """What could be read in two ways, or is another currency, is refused and shown how to write."""
    assert "18 triệu" in refused(text).hint.vi


@pytest.mark.parametrize("text", ["18", "18.000", "99_999đ", "1001 tỷ"])
def test_sums_out_of_proportion_are_refused(text: str) -> None:
    """A sum that no order costs, or that pays for no order, was meant otherwise."""
    assert f"{MIN_MONEY:,}" in refused(text).message.en


@pytest.mark.parametrize(("text", "is_sum"), [*((text, True) for text, _ in SUMS), *((t, False) for t in NO_SUMS)])
def test_editors_take_the_same_sums(text: str, is_sum: bool) -> None:  # noqa: FBT001 - one fact
    """The schema accepts what the reader accepts."""
    schema = json_schema(Job)
    budget = {"$defs": schema.get("$defs", {}), **schema["properties"]["budget"]}
    assert Draft202012Validator(budget).is_valid(text) is is_sum


def test_a_budget_reads_back() -> None:
    """What `show` prints of a budget is read as the same sum."""
    job, _ = read_document(f"{HEAD}budget: 70 triệu\n".encode(), "ward.yaml", Job)
    assert read_document(yaml_text(job).encode(), "ward.yaml", Job)[0].budget == 70_000_000


@given(st.integers(MIN_MONEY, MAX_MONEY), st.sampled_from([".", ",", "_", " "]))
def test_thousands_may_be_parted(sum_: int, sign: str) -> None:
    """Any sum, its thousands parted by one sign throughout, is itself."""
    assert parse_money(f"{sum_:,}".replace(",", sign)) == sum_


@given(st.text(max_size=20))
def test_any_text_is_a_sum_or_none(text: str) -> None:
    """No text breaks the reader; what it takes for a sum has a digit."""
    found = parse_money(text)
    assert found is None or re.search(r"\d", text)
