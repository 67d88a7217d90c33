"""Whatever is in a file, reading it ends in a job or in findings, never in another exception."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from keytag.documents.job import Job
from keytag.documents.yaml import read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity
from keytag.text.text import same_text

# A refusal without findings fails by this one, which has no place.
NOTHING = Finding("nothing", Severity.ERROR, same_text("nothing"), same_text(""))
_PIECES = st.sampled_from(
    [
        *(
            "keytag: 1\n",
            "issuer:",
            " {name: A}",
            "\n",
            "  ",
            "\t",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            ": ",
            "&a ",
            "*a",
        ),
        *(
            "!!int ",
            "!x ",
            "|\n",
            ">\n",
            "'",
            '"',
            "#",
            "---\n",
            "...\n",
            "? ",
            "~",
            "%YAML 9\n",
            "\u202e",
            "\x00",
        ),
        *(
            "numbers:",
            "label: a",
            "number: 113",
            "tag:",
            "width: 5mm",
            "colours:",
            "editions:",
            "id: a",
            "é",
            "\\e",
        ),
    ]
)


def _refusals(data: bytes) -> tuple[Finding, ...]:
    try:
        read_document(data, "f.yaml", Job)
    except InvalidDocumentError as error:
        return error.findings or (NOTHING,)
    return ()


def _read(data: bytes) -> None:
    for finding in _refusals(data):
        assert finding.message.vi
        assert finding.message.en.isprintable()
        assert finding.where is not None


@given(st.lists(_PIECES, max_size=60))
def test_any_text_is_a_job_or_refused(pieces: list[str]) -> None:
    """Any run of YAML's own signs is read or refused with findings that a terminal can show."""
    _read("".join(pieces).encode())


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_are_a_job_or_refused(data: bytes) -> None:
    """Any bytes are read or refused."""
    _read(data)


_VALUES = st.recursive(
    st.sampled_from(["", "x", "113", "-1", "nan", "1e400", "9" * 30, "40mm", "3%", "oval", "front", "\u00a0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "cmyk"]), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*Job.model_fields]), _VALUES))
def test_any_values_under_known_keys_are_a_job_or_refused(values: dict[str, object]) -> None:
    """Any value under any of a job's keys is read or refused at its place."""
    _read(json.dumps(values, ensure_ascii=False).encode())
