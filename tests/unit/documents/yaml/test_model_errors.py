"""Errors of validation are keytag's own words, at the place of the node."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field, model_validator

from keytag.documents.job import Job
from keytag.documents.yaml import Count, Document, Line, Part, read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding


class Fruit(StrEnum):
    """A choice."""

    APPLE = "apple"
    PEAR = "pear"


class Round(Part):
    """One member of a union."""

    kind: Literal["round"]
    radius: int = Field(ge=1, examples=["3"])


class Square(Part):
    """The other."""

    kind: Literal["square"]
    side: float = Field(gt=0)

    @model_validator(mode="after")
    def _is_small(self) -> Square:
        if self.side > 100:
            raise ValueError("a square of this size is a field")
        return self


class Thing(Document):
    """A document of every kind of error."""

    name: Line = Field(examples=["Anna"])
    fruit: Fruit = Fruit.APPLE
    count: Count = 1
    shapes: tuple[Annotated[Round | Square, Field(discriminator="kind")], ...] = Field((), max_length=3)
    by_name: dict[str, Round] = Field(default_factory=dict)


def _findings(text: str) -> tuple[Finding, ...]:
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "f.yaml", Thing)
    return caught.value.findings


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("nam: x", "1:1", "“nam”", "name"),
        ("name: x\nfruit: aple", "2:8", "apple, pear", "apple"),
        ("name: [x]", "1:7", "[…]", "one line"),
        ("name: x\nshapes: 3", "2:9", "a list", "starts with -"),
        ("name: x\nshapes: [{kind: round, radius: 0}]", "2:32", "at least 1", "at least 1"),
        ("name: x\nshapes: [{kind: round, radios: 4, radius: 1}]", "2:24", "“radios”", "kind, radius"),
        ("name: x\nshapes: [{kind: round}]", "2:10", "“radius”", "radius: 3"),
        ("name: x\nshapes: [{kind: rond, radius: 1}]", "2:10", "round, square", "round"),
        ("name: x\nshapes: [{radius: 1}]", "2:10", "“kind”", "kind"),
        ("name: x\nshapes: [{kind: square, side: 200}]", "2:10", "is a field", "Change"),
        ("name: x\nby_name: {a: {kind: round, radius: x}}", "2:36", "a number", "digits"),
        ("name: x\nby_name: {a: 3}", "2:14", "a group of keys", "indented"),
        ("- 1", "1:1", "key: value", "init"),
        ("name: ''", "1:7", "empty", "Fill"),
        ("name:", "1:6", "Nothing is written", "one line"),
    ],
)
def test_each_error_has_its_words(text: str, where: str, message: str, hint: str) -> None:
    """A wrong document says where, what was found against what was expected, and what to do."""
    finding = _findings(text)[-1]
    assert str(finding.where) == f"f.yaml:{where}"
    assert message in finding.message.en
    assert hint in finding.hint.en


def test_pydantic_is_never_heard() -> None:
    """No message is pydantic's: its phrases do not occur, and both languages differ."""
    text = "nam: 1\nfruit: 3\ncount: x\nshapes: [1, {kind: 3}, {kind: square, side: x}, {}]\nby_name: []\n"
    findings = _findings(text)
    assert len(findings) >= 8
    for finding in findings:
        assert "Input should" not in finding.message.en
        assert "Field required" not in finding.message.en
        assert finding.message.vi != finding.message.en


def test_all_findings_come_in_the_order_of_lines() -> None:
    """Everything wrong is said at once, from the top of the file down."""
    lines = [f.where.line or 0 for f in _findings("fruit: 3\ncount: x\nother: 1\n") if f.where is not None]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_found_values_are_shortened_and_clean() -> None:
    """A found value is quoted in part, and without characters that act on a terminal."""
    (finding,) = _findings("name: x\ncount: " + "y" * 5000)
    assert len(finding.message.en) < 120


def test_a_misspelt_key_is_told_once() -> None:
    """A key that is unknown because it is misspelt is not told again as missing; other missing keys are."""
    assert [finding.rule for finding in _findings("nam: Anna\n")] == ["unknown-key"]
    assert [finding.rule for finding in _findings("weight: 3\n")] == ["missing-key", "unknown-key"]


VIETNAMESE = """
keytag: 1
đơn vị: {tên: Công an phường An Khê, tỉnh: Gia Lai}
numbers: [{nhãn: Trực ban, số điện thoại: 0269 3000 113, role: trực ban}]
tag: {hình dạng: tròn, hole: {side: bên trái}}
số lượng: 3200
allotments: [{name: Tổ 9, số hộ: 347, kind: tổ dân phố}]
tỉnh: Gia Lai
colours: {ground: đỏ}
"""


def test_vietnamese_keys_and_values_are_answered_with_the_word_to_write() -> None:
    """Each Vietnamese key or value is told once, with its English word; what it stands for is not told missing."""
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(VIETNAMESE.encode(), "f.yaml", Job)
    hints = [finding.hint.en for finding in caught.value.findings]
    wanted = (
        *("issuer", "label", "number", "duty", "shape", "left", "quantity", "households", "group"),
        *("province", "flag-red"),
    )
    for word, hint in zip(wanted, hints, strict=True):
        assert f"“{word}”" in hint or f"{{{word}: …}}" in hint, (word, hint)
    assert {finding.rule for finding in caught.value.findings} == {"unknown-key", "bad-value"}


def test_a_key_that_belongs_to_a_group_is_sent_there() -> None:
    """A key that only a group below knows, in English or Vietnamese, is answered with that group."""
    for key in ("width", "chiều rộng"):
        with pytest.raises(InvalidDocumentError) as caught:
            read_document(f"keytag: 1\nissuer: {{name: A}}\n{key}: 50mm\n".encode(), "f.yaml", Job)
        (hint,) = (finding.hint for finding in caught.value.findings if finding.rule == "unknown-key")
        assert hint.en == "It belongs below “tag”: tag: {width: …}"
        assert hint.vi == "Từ khóa này thuộc nhóm “tag”: tag: {width: …}"
