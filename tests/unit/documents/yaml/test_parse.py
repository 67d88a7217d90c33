"""YAML is read without guesses and within bounds."""

from __future__ import annotations

import pytest

from keytag.documents.yaml.nodes import Positions, plain_content
from keytag.documents.yaml.parse import MAX_DEPTH, MAX_NODES, MAX_SCALAR, parse_yaml
from keytag.documents.yaml.refusal import MAX_FINDINGS
from keytag.documents.yaml.source import MAX_BYTES, decode_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where


def _rules(text: str) -> list[str]:
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml(text, "job.yaml")
    return [finding.rule for finding in caught.value.findings]


@pytest.mark.parametrize("text", ["02143000000", "0269", "1e3", "yes", "2023-01-15", "0x1F", "1_000", "12:30:45"])
def test_scalars_stay_text(text: str) -> None:
    """An unquoted number, date or truth value is the text that stands in the file."""
    assert plain_content(parse_yaml(f"key: {text}", "f")) == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_plain_nulls_are_none(text: str) -> None:
    """Only YAML's plain nulls are None; in quotation marks they are texts."""
    assert plain_content(parse_yaml(f"a: {text}\nb: '{text}'", "f")) == {"a": None, "b": text}


def test_positions_answer_by_path() -> None:
    """A path of keys and entries leads to the line and column of its value, and to its key."""
    positions = Positions("f.yaml", parse_yaml("numbers:\n  - label: a\n    number: 113\n", "f.yaml"))
    assert str(positions.where("numbers.0.number")) == "f.yaml:3:13"
    assert str(positions.where_key("numbers.0.number")) == "f.yaml:3:5"
    assert str(positions.where()) == "f.yaml:1:1"


def test_positions_fall_back_upwards() -> None:
    """Where a path does not exist, the nearest node above it is named."""
    positions = Positions("f.yaml", parse_yaml("numbers:\n  - label: a\n", "f.yaml"))
    assert str(positions.where("numbers.0.number.deeper")) == "f.yaml:2:5"
    assert not positions.has("numbers.1")


def test_marks_are_composed() -> None:
    """Letters with separate marks come out in Unicode's composed form."""
    assert plain_content(parse_yaml("a: Xa\u0303", "f")) == {"a": "X\u00e3"}


def test_anchors_repeat_a_value() -> None:
    """An alias stands for the value at its anchor."""
    assert plain_content(parse_yaml("a: &x {k: v}\nb: *x\n", "f")) == {"a": {"k": "v"}, "b": {"k": "v"}}


def test_exploding_aliases_are_refused() -> None:
    """Aliases that multiply beyond the bound stop the reading before they are expanded."""
    levels = [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]" for i in range(8)]
    assert _rules("a: &a [x]\n" + "\n".join(levels)) == ["yaml-too-large"]


def test_many_nodes_are_refused() -> None:
    """A list longer than any document stops the reading."""
    assert _rules("a: [" + "1," * (MAX_NODES + 1) + "]") == ["yaml-too-large"]


def test_deep_nesting_is_refused() -> None:
    """Nesting is read to the bound and no deeper, however deep the file goes."""
    assert plain_content(parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")) != []
    assert _rules("[" * 200_000) == ["yaml-too-deep"]


def test_an_alias_to_itself_is_refused() -> None:
    """A value cannot contain itself."""
    assert _rules("a: &a [*a]") == ["yaml-alias"]


def test_all_doubled_keys_are_named() -> None:
    """Each doubled key is a finding of its own, with the line of the first."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml("a: 1\nb: 2\na: 3\nb: 4\n", "f.yaml")
    assert [(f.rule, str(f.where)) for f in caught.value.findings] == [
        ("duplicate-key", "f.yaml:3:1"),
        ("duplicate-key", "f.yaml:4:1"),
    ]
    assert "1" in caught.value.findings[0].message.en


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag"),
        ("a: !!int 3", "yaml-tag"),
        ("a: 1\n---\nb: 2\n", "several-documents"),
        ("", "empty-document"),
        ("# only a comment\n", "empty-document"),
        ("a:\n\tb: 1\n", "yaml-tab"),
        ("a: b: c\n", "yaml-syntax"),
        ('a: "open\n', "yaml-syntax"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax"),
        ("a: @home\n", "yaml-syntax"),
        ("a: 1\n b: 2\n", "yaml-syntax"),
        ("a: \x07\n", "yaml-syntax"),
        ("[1, 2]: x", "yaml-key"),
        ("? {a: b}\n: x\n", "yaml-key"),
        ('a: "\\e[31mred"', "invisible-character"),
        ("a: x\u202ey", "invisible-character"),
        ("a: x\u200by", "invisible-character"),
    ],
)
def test_what_is_no_document_is_refused(text: str, rule: str) -> None:
    """Each way of not being one plain YAML document has its own finding."""
    assert _rules(text) == [rule]


@pytest.mark.parametrize("text", ["a: \x07\n", 'a: "open\n', "a:\n\tb: 1\n", "a: b: c\n"])
def test_broken_yaml_names_its_line(text: str) -> None:
    """What the parser cannot read is a finding with a line."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml(text, "f.yaml")
    where = caught.value.findings[0].where
    assert where is not None
    assert where.line is not None


def test_bytes_that_are_not_utf8_name_their_line() -> None:
    """A file in another encoding is refused at the first byte that shows it."""
    with pytest.raises(InvalidDocumentError) as caught:
        decode_document(b"a: 1\nb: \xff\n", "f.yaml")
    assert caught.value.findings[0].rule == "not-utf-8"
    assert str(caught.value.findings[0].where) == "f.yaml:2"
    assert "9" in caught.value.findings[0].message.en


def test_utf16_is_refused() -> None:
    """A file that Notepad saved as "Unicode" is refused as not UTF-8."""
    with pytest.raises(InvalidDocumentError) as caught:
        decode_document("a: 1".encode("utf-16"), "f.yaml")
    assert caught.value.findings[0].rule == "not-utf-8"


def test_byte_order_mark_and_line_ends_are_taken() -> None:
    """What Windows editors add to a UTF-8 file does no harm."""
    assert plain_content(parse_yaml(decode_document(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f"), "f")) == {
        "a": "1",
        "b": "2",
    }


@pytest.mark.parametrize("before", ["", "a: 1\n", "# "])
def test_a_letter_of_many_marks_is_refused(before: str) -> None:
    """Marks upon marks, which take longer to order the more they are, are refused where they begin, at once."""
    with pytest.raises(InvalidDocumentError) as caught:
        decode_document((before + "b: ộ" + "\u0323\u0301" * 200_000).encode(), "f.yaml")
    (finding,) = caught.value.findings
    assert finding.rule == "too-long"
    assert finding.where == Where("f.yaml", before.count("\n") + 1, len(before.rpartition("\n")[2]) + 5)
    assert decode_document(("o" + "\u0323" * 30).encode(), "f.yaml")


def test_large_files_are_refused() -> None:
    """A file over the bound is refused before it is parsed."""
    with pytest.raises(InvalidDocumentError) as caught:
        decode_document(b"#" * (MAX_BYTES + 1), "f.yaml")
    assert caught.value.findings[0].rule == "document-too-large"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\ufffe"])
@pytest.mark.parametrize(("before", "after"), [("", ""), ('"', '"'), ("# ", "")])
def test_control_characters_are_found_where_they_stand(character: str, before: str, after: str) -> None:
    """A control character is refused at its own line and column, whatever letters stand above it."""
    text = f"a: Đơn vị, Trực ban\nb: ấp\nc: {before}ab{character}c{after}\nd: e\n"
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml(text, "f")
    (finding,) = caught.value.findings
    assert str(finding.where) == f"f:3:{6 + len(before)}"
    assert f"U+{ord(character):04X}" in finding.message.en


def test_a_value_longer_than_any_is_refused() -> None:
    """A value is read up to the bound; beyond it is refused where it stands."""
    assert plain_content(parse_yaml(f"a: {'x' * MAX_SCALAR}", "f")) == {"a": "x" * MAX_SCALAR}
    assert _rules(f"a: {'x' * (MAX_SCALAR + 1)}") == ["too-long"]


def test_an_alias_is_shown_without_what_hides() -> None:
    """The name of an alias is repeated in the message, shortened and without characters that act."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml(f"a: *b\u202e{'c' * 500}", "f")
    message = caught.value.findings[0].message.en
    assert message.isprintable()
    assert len(message) < 120


def test_findings_are_told_up_to_a_hundred() -> None:
    """A file with very many faults names the first hundred in the order of its lines, and counts the rest."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml("".join(f"k{i}: !x 1\n" for i in range(250)), "f")
    findings = caught.value.findings
    assert len(findings) == MAX_FINDINGS + 1
    assert [finding.where.line for finding in findings[:3] if finding.where] == [1, 2, 3]
    assert findings[-1].rule == "more-problems"
    assert "150" in findings[-1].message.en
    assert "250 problems" in caught.value.message.en
