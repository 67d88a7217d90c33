"""Keys and whole documents that stand where another kind of document should."""

from __future__ import annotations

import pytest

from keytag.documents.job import Job
from keytag.documents.shop import Shop
from keytag.documents.template import Template
from keytag.documents.yaml import read_document
from keytag.documents.yaml.fields import Document
from keytag.documents.yaml.model_errors import KEYS
from keytag.documents.yaml.outline import keys_of
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

MODELS: dict[str, type[Document]] = {"job": Job, "template": Template, "shop": Shop}
# In several kinds, or read as something else in a job.
SHARED = {"name", "title", "template", "colours", "code", "packing", "layout"}
JOB = "keytag: 1\nissuer: {name: A}\nnumbers: [{label: a, number: 113}]\n"


def _found(text: str, model: type[Document]) -> tuple[Finding, ...]:
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "x.yaml", model)
    return caught.value.findings


def test_the_keys_of_each_kind_are_all_there() -> None:
    """Every key of a job, a template or a shop is known as that kind's, but for those that several have."""
    for kind, model in MODELS.items():
        assert set(KEYS[kind]) == set(keys_of(model)) - SHARED


@pytest.mark.parametrize("key", KEYS["shop"])
def test_a_key_of_a_shop_in_a_job_is_sent_there(key: str) -> None:
    """Each key of a shop's file is told where it belongs, and by which command to get such a file."""
    finding = next(each for each in _found(f"{JOB}{key}: {{a: b}}\n", Job) if each.rule == "unknown-key")
    assert finding.message.en == f"“{key}” belongs into the shop's file, not into the job."
    assert "keytag show digital-sra3 --out nha-in.yaml" in finding.hint.vi


def test_the_shop_that_a_job_names_is_the_one_to_begin_with() -> None:
    """A job's own shop is the one that is copied, and a file of its own the one that is changed."""
    (finding,) = _found(f"{JOB}shop: offset-52x72\nprices: {{}}\n", Job)
    assert "keytag show offset-52x72 --out nha-in.yaml" in finding.hint.en
    (finding,) = _found(f"{JOB}shop: xuong.yaml\nprices: {{}}\n", Job)
    assert finding.hint.en == "Move this line into xuong.yaml."


def test_keys_of_a_job_are_sent_back() -> None:
    """A job's key in a shop's file or a template belongs into the job."""
    texts = [finding.message.en for finding in _found("name: a\nissuer: {name: A}\n", Shop)]
    assert "“issuer” belongs into the job, not into the shop's file." in texts
    texts = [finding.message.en for finding in _found("template: 1\nbleed: 2mm\nquantity: 3\n", Template)]
    assert "“bleed” belongs into the shop's file, not into a template's file." in texts
    assert "“quantity” belongs into the job, not into a template's file." in texts


@pytest.mark.parametrize(("text", "hint"), [("sheet: Tờ 1\n", "It belongs below"), ("marks: x\n", "belongs into")])
def test_what_a_job_has_below_was_meant_there(text: str, hint: str) -> None:
    """The sheet of a workbook is not the sheet of a press."""
    finding = next(each for each in _found(JOB + text, Job) if each.rule == "unknown-key")
    assert hint in finding.message.en + finding.hint.en
