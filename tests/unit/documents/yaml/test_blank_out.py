"""A document without contacts and comments: nothing of them is left, and everything else is where it was."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from keytag.documents.yaml.misprints import broken_letters
from keytag.documents.yaml.nodes import plain_content
from keytag.documents.yaml.parse import parse_yaml
from keytag.documents.yaml.write import blank_out
from keytag.findings import Where

JOB = """# đầu: contact BÍMẬT
issuer: a
x: {contact: giữ}
allotments:
  - {name: Thôn "1", contact: "Ông \\"BÍMẬT\\", 09", households: 3} # ghi BÍMẬT
  - name: b
    contact: Bà BÍMẬT, 0769 000 113   # c
    households: 4
  - name: c
    contact: >
      BÍMẬT
      dòng
    households: 5
  - name: d
    contact: "BÍMẬT
      dòng"
    households: 6
  - {name: d2, contact: 'BÍMẬT
      dòng', households: 7}
  - name: d3
    contact: &a 'Ông ''BÍMẬT'''
  - {name: e, contact: *a}
  - {name: g, contact: }
  - name: f
    contact: |
      BÍMẬT
"""


def _blank(text: str) -> str:
    return blank_out(text.encode(), "ward.yaml", "allotments", "contact").decode()


def _read(text: str) -> Any:  # noqa: ANN401 - a tree of anything
    return plain_content(parse_yaml(text, "ward.yaml"))


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Return line and column of each text of the job that is no contact."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        for match in re.finditer(r"households: \d|name: \S+|issuer", line):
            found[match[0]] = (number, match.start())
    return found


def test_contacts_go_and_all_else_stays() -> None:
    """In every form that YAML has for a text, contacts become null; all else keeps its line and column."""
    text = _blank(JOB)
    assert "BÍMẬT" not in text
    before, after = _read(JOB), _read(text)
    for entry in before["allotments"]:
        entry["contact"] = None
    assert after == before
    assert len(_places(JOB)) > 10
    assert _places(text) == _places(JOB)
    assert "\nx: {contact: giữ}\n" in text


def test_comments_go() -> None:
    """Comments may name people: none is left, while signs within texts stay."""
    text = _blank(
        "# BÍMẬT\nissuer:   # BÍMẬT\n  {name: 'a # b', # BÍMẬT\n  c: x#y}\n"
        "note: | # BÍMẬT\n  # stays\n# BÍMẬT\nz: a#b\n"
    )
    assert text == "\nissuer:   \n  {name: 'a # b', \n  c: x#y}\nnote: | \n  # stays\n\nz: a#b\n"


def test_blanking_twice_is_blanking_once() -> None:
    """What was blanked stays as it is: a package made from a package has the same job."""
    assert _blank(_blank(JOB)) == _blank(JOB)


def test_a_job_without_either_keeps_its_bytes() -> None:
    """Without contacts and comments nothing is decoded or written anew, not even line ends."""
    data = b"\xef\xbb\xbfallotments:\r\n  - {name: a, households: 3}\r\n"
    assert blank_out(data, "ward.yaml", "allotments", "contact") is data


@given(
    st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=30), max_size=5)
)
def test_no_contact_survives(contacts: list[str]) -> None:
    """Whatever a contact says, its entry says null afterwards and all others are untouched."""
    # Letters that were broken in saving are told before anything is made of the job.
    assume(not any(broken_letters(text, Where("ward.yaml")) for text in contacts))
    entries = [
        f"  - {{name: a{i}, contact: {json.dumps(c, ensure_ascii=False)}, households: {i}}}"
        for i, c in enumerate(contacts)
    ]
    text = "\n".join(["allotments:", *entries, "z: 1"])
    assert _read(_blank(text))["allotments"] in (
        [{"name": f"a{i}", "contact": None, "households": str(i)} for i in range(len(contacts))],
        None,
    )


def test_names_of_signatories_go_and_their_posts_stay() -> None:
    """Entries under keys of their own lose the key as those of a list do; the file says the rest as before."""
    text = "issuer: {name: A}\nsignatories:\n  approve: {post: B, name: Ông C}\n  check:\n    name: Bà D\n"
    said = blank_out(text.encode(), "ward.yaml", "signatories", "name").decode()
    assert "Ông C" not in said
    assert "Bà D" not in said
    assert "post: B" in said
    assert "issuer: {name: A}" in said
