"""Edits of a document at their places: what was meant is what is said, and all else keeps its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.documents.yaml.edit import (
    Edit,
    InsertEntry,
    MoveEntry,
    RemoveNode,
    SetValue,
    document_content,
    edit_document,
)
from keytag.errors import CannotWriteError, InvalidDocumentError

ROOT = Path(__file__).parents[4]
JOBS = tuple(sorted((ROOT / "configs").glob("*.yaml")))
CASES = tuple(sorted((ROOT / "tests/cases/checks").glob("*.yaml")))
FILE = "ward.yaml"

JOB = """\
# Móc khóa / tags
keytag: 1   # định dạng
issuer:
    name: "Công an phường An Khê"   # tên
    province: Gia Lai
slogan: 'Toàn dân # không phải ghi chú'
numbers:   # quan trọng nhất đứng đầu
- {label: Trực ban, number: "0269 3000 113", role: duty}   # đã gọi
# số của trưởng
- label: Trưởng Công an
  number: 0769 000 101

- {label: Phó, number: 0769 000 102,}
qr: {link: "https://zalo.me/1000000000000000001", caption: Quét mã}
basis: >-
  Kế hoạch số 01,
  ngày 05/01/2026
orderer:
tag: {shape: oval,
      width: 50mm,  # rộng
      height: 20mm}
overs: 5%
"""


def edited(text: str, *edits: Edit) -> str:
    """Return ``text`` with ``edits`` made."""
    return edit_document(text.encode(), FILE, edits).decode()


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that are others than before, of texts with as many lines."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(a, b) for a, b in pairs if a != b]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("issuer.name", "Công an xã Glar", '    name: "Công an xã Glar"   # tên'),
        ("slogan", "It's # here", "slogan: 'It''s # here'"),
        (
            "numbers.0.number",
            "0269 3000 114",
            '- {label: Trực ban, number: "0269 3000 114", role: duty}   # đã gọi',
        ),
        ("numbers.1.number", "0769000101", '  number: "0769000101"'),
        ("numbers.2.label", "a, b: c", '- {label: "a, b: c", number: 0769 000 102,}'),
        (
            "qr.caption",
            "Quét: mã # đó",
            'qr: {link: "https://zalo.me/1000000000000000001", caption: "Quét: mã # đó"}',
        ),
        ("orderer", "Ủy ban", "orderer: Ủy ban"),
        ("overs", "3%", "overs: 3%"),
        ("tag.width", "45mm", "      width: 45mm,  # rộng"),
        ("slogan", "null", "slogan: 'null'"),
        ("overs", "no", 'overs: "no"'),
    ],
)
def test_a_value_changes_in_its_line_alone(path: str, value: str, line: str) -> None:
    """One line is another, and in it the value alone: quotation marks, commas and remarks stay."""
    after = edited(JOB, SetValue(tuple(path.split(".")), value))
    assert [new for _, new in changed_lines(JOB, after)] == [line]


def test_a_folded_text_becomes_one_line() -> None:
    """What stood in several lines stands in one, and what follows stays."""
    after = edited(JOB, SetValue(("basis",), "Kế hoạch số 02"))
    assert 'basis: "Kế hoạch số 02"\norderer:\n' in after


def test_a_new_key_comes_where_it_belongs() -> None:
    """Behind the keys that stand before it in the format's order, or behind the last; on its own line."""
    order = ("keytag", "issuer", "slogan", "numbers", "qr", "template", "quantity", "overs")
    after = edited(JOB, SetValue(("template",), "classic", order), SetValue(("shop",), "office-a4"))
    assert "caption: Quét mã}\ntemplate: classic\nbasis:" in after
    assert after.endswith("overs: 5%\nshop: office-a4\n")
    inner = edited(JOB, SetValue(("issuer", "unit"), "23617"), SetValue(("tag", "hole", "side"), "top"))
    assert "    province: Gia Lai\n    unit: 23617\n" in inner
    assert "height: 20mm, hole: {side: top}}" in inner


def test_a_new_key_comes_behind_its_example() -> None:
    """A comment that shows how the key is written is its place; the comment stays as it was."""
    text = "keytag: 1\n# slogan: …\n\n# How many:\n# quantity: 3200\novers: 5%\n"
    edits = [SetValue(("quantity",), "60", ("keytag", "quantity", "overs")), SetValue(("slogan",), "Hai")]
    made = edit_document(text.encode(), "ward.yaml", edits).decode()
    assert made == text.replace("# slogan: …\n", "# slogan: …\nslogan: Hai\n").replace(
        "# quantity: 3200\n", "# quantity: 3200\nquantity: 60\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "keytag: 1\ntag:\n  shape: oval\n# slogan: here\n  width: 50mm\n",
        "keytag: 1\nissuer: {name: A,\n# slogan: here\n  province: B}\n",
        'keytag: 1\ncaption: "of\n# slogan: two lines"\n',
    ],
)
def test_an_example_in_the_midst_of_a_value_is_no_place(text: str) -> None:
    """The key goes where it would go without it, and nothing else says anything new."""
    made = edit_document(text.encode(), "ward.yaml", [SetValue(("slogan",), "Hai")])
    assert made.decode() == f"{text}slogan: Hai\n"


def test_entries_are_added_moved_and_taken_out() -> None:
    """Each in the style of its neighbours; a remark behind an entry goes with it, others stay where they are."""
    added = edited(JOB, InsertEntry(("numbers",), 2, {"label": "Chốt", "number": "0769 000 103"}))
    assert "  number: 0769 000 101\n- label: Chốt\n  number: 0769 000 103\n\n- {label: Phó" in added
    moved = edited(JOB, MoveEntry(("numbers",), 1, 0))
    assert moved.index("0769 000 101") < moved.index("# số của trưởng") < moved.index("# đã gọi")
    gone = edited(JOB, RemoveNode(("numbers", "0")))
    assert "numbers:   # quan trọng nhất đứng đầu\n# số của trưởng\n- label: Trưởng" in gone
    none = edited("keytag: 1\nnumbers:\n  - {a: 1}\nslogan: x\n", RemoveNode(("numbers", "0")))
    assert none == "keytag: 1\nnumbers: []\nslogan: x\n"
    first = edited("keytag: 1\n", InsertEntry(("numbers",), 0, {"label": "Trực ban", "number": "113"}))
    assert first == "keytag: 1\nnumbers:\n  - {label: Trực ban, number: 113}\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_mark_stay(end: str) -> None:
    """A file of Windows stays one: its mark, and the ends of all its lines, those that are new among them."""
    data = b"\xef\xbb\xbf" + JOB.replace("\n", end).encode()
    edits = (SetValue(("overs",), "4%"), SetValue(("shop",), "office-a4"), RemoveNode(("qr",)))
    after = edit_document(data, FILE, edits)
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.decode("utf-8-sig").replace(end, "\n") == edited(JOB, *edits)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &x {b: 1}\nc: *x\n", SetValue(("c", "b"), "2")),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("a", "b"), "2")),
        ("a: &x 1\nc: *x\n", SetValue(("a",), "2")),
        ("a: [1]\n", SetValue(("a", "3"), "2")),
        ("a: 1\n", RemoveNode(("b",))),
        ("a: 1\n", RemoveNode(("a",))),
        ("a: 1\n", SetValue(("a", "b"), "2")),
        ("a: [x, # one\n  y]\n", RemoveNode(("a", "0"))),
        ("a: | # head\n  text\n", SetValue(("a",), "2")),
        ("a: [1, 2]\n", MoveEntry(("a",), 0, 5)),
        ("a:\n  # all\n  - 1\n", SetValue(("a",), "x")),
    ],
)
def test_what_is_not_sure_is_refused(text: str, edit: Edit) -> None:
    """What others share, what is not there, and what would take a remark with it: refused, with words for it."""
    with pytest.raises(CannotWriteError) as refused:
        edited(text, edit)
    assert "chưa ghi gì" in refused.value.message.vi


def test_an_alias_can_become_a_value_of_its_own() -> None:
    """Only the place that was meant says something else then."""
    assert edited("a: &x 1\nc: *x\n", SetValue(("c",), "2")) == "a: &x 1\nc: 2\n"


def scalars(content: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the paths of all values."""
    if isinstance(content, dict):
        return [found for key, each in content.items() for found in scalars(each, (*path, key))]
    if isinstance(content, list):
        return [found for at, each in enumerate(content) for found in scalars(each, (*path, str(at)))]
    return [path]


# Names and ends that a value may have, and that YAML would like to read otherwise.
TRICKY = (
    "0269 3000 113",
    "0123",
    "a: b",
    "a #b",
    "- x",
    "{x}",
    "yes",
    "1e3",
    "it's",
    'say "x"',
    "*x",
    "!t",
    "~",
    "é",
)


def readable() -> list[tuple[str, bytes]]:
    """Return the samples, and the jobs of the cases that are YAML."""
    found = []
    for path in (*JOBS, *CASES):
        data = path.read_bytes().partition(b"# ---- expected")[0]
        try:
            document_content(data, FILE)
        except InvalidDocumentError:
            continue
        found.append((path.stem, data))
    return found


READABLE = readable()


def test_every_value_of_every_sample_and_case_can_be_written_anew() -> None:
    """The value is another; every other line keeps its bytes. What aliases share is refused, never half done."""
    count = 0
    for number, (name, data) in enumerate(READABLE):
        paths = scalars(document_content(data, FILE))
        # Of long files some; each kind of line comes up in the others.
        for at, path in enumerate(paths[:: max(1, len(paths) // 12)]):
            value = TRICKY[(number + at) % len(TRICKY)]
            try:
                after = edit_document(data, FILE, [SetValue(path, value)])
            except CannotWriteError:
                assert b"&" in data or b"|" in data, (name, path)
                continue
            count += 1
            lines, was = after.splitlines(), data.splitlines()
            if len(lines) == len(was):
                assert sum(a != b for a, b in zip(was, lines, strict=True)) <= 1, (name, path)
    assert count > 1000


@given(data=st.data())
def test_whatever_is_edited_says_what_was_meant_or_nothing_changes(data: st.DataObject) -> None:
    """Edits at random, in random styles: the result says exactly what was meant, or it is refused as a whole."""
    text = data.draw(documents())
    content: Any = document_content(text.encode(), FILE)
    edit = data.draw(edits_of(content))
    try:
        after = edit_document(text.encode(), FILE, [edit])
    except CannotWriteError:
        return
    said: Any = document_content(after, FILE)
    holder = said
    for depth, step in enumerate(edit.path, 1):
        if isinstance(edit, RemoveNode) and depth == len(edit.path):
            assert not isinstance(holder, dict) or step not in holder
            return
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if isinstance(edit, SetValue):
        assert holder == edit.value
    for remark in ("# one", "# two"):
        if not isinstance(edit, RemoveNode):
            assert after.decode().count(remark) == text.count(remark)


VALUES = st.sampled_from(
    ["x", "'x y'", '"x: y"', "0123", "", "~", "|-\n{i}  one\n{i}  two", "{{a: 1, b: x}}", "[1, y]"]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a document in one of many styles."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["# one"] if draw(st.booleans()) else []
    for key in "abc":
        kind = draw(st.integers(0, 2))
        remark = "  # two" if draw(st.booleans()) else ""
        if kind == 0:
            value = draw(VALUES).format(i="")
            lines.append(f"{key}: {value}{remark if chr(10) not in value else ''}")
        elif kind == 1:
            lines.append(f"{key}:{remark}")
            lines += [f"  {inner}: {draw(VALUES).format(i='  ')}" for inner in "pq"[: draw(st.integers(1, 2))]]
        else:
            indent = "  " * draw(st.integers(0, 1))
            lines.append(f"{key}:{remark}")
            lines += [
                draw(
                    st.sampled_from(
                        [f"{indent}- {{l: 1, m: 2}}", f"{indent}- l: 1\n{indent}  m: 'x'{remark}", f"{indent}- z"]
                    )
                )
                for _ in range(draw(st.integers(1, 3)))
            ]
        if draw(st.booleans()):
            lines.append("")
    text = "\n".join(lines) + ("\n" if draw(st.booleans()) else "")
    return text.replace("\n", end)


@st.composite
def edits_of(draw: st.DrawFn, content: Any) -> Edit:  # noqa: ANN401 - a document's nodes
    """Return an edit of ``content``, of whichever kind and place."""
    path: tuple[str, ...] = ()
    node = content
    while isinstance(node, dict | list) and node and (not path or draw(st.booleans())):
        steps = list(node) if isinstance(node, dict) else [str(at) for at in range(len(node))]
        path = (*path, draw(st.sampled_from(steps)))
        node = node[path[-1]] if isinstance(node, dict) else node[int(path[-1])]
    choice = draw(st.integers(0, 3))
    value: Any = draw(st.sampled_from(["x", "0123", "a: b # c", "it's", None, {"k": "v"}]))
    if choice == 0 or not isinstance(node, list):
        if isinstance(node, dict) and draw(st.booleans()):
            return SetValue((*path, "new"), value)
        return RemoveNode(path) if choice == 1 else SetValue(path, value)
    if choice == 1 and len(node) > 1:
        return MoveEntry(path, 0, 1)
    return InsertEntry(path, draw(st.integers(0, len(node))), value)
