"""Whatever comes by e-mail, `keytag check` answers: with an exit code it promises, in words a terminal can show.

Samples are mutated, and documents are made up from their schemas with values that tend to break programs. In CI
the same few hundred each time; ``--minutes 10`` goes on with new ones for that long.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from time import monotonic, process_time
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from keytag.cli import exit_code
from keytag.documents.job import Job
from keytag.documents.shop import Shop
from keytag.documents.template import Template
from keytag.documents.yaml import json_schema
from keytag.errors import ExitCode
from keytag.files import library

PROMISED = {ExitCode.FINE, ExitCode.FINDINGS, ExitCode.INVALID, ExitCode.MISSING}
# Twice the promise of two seconds: a test's machine may be busy, and process time counts all threads.
SECONDS = 4.0

JOB = """\
keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
  - {label: Trưởng, number: 0269 3000 114, role: chief, side: back}
qr: {link: "https://zalo.me/1234567890123456789", caption: Quét mã}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
colours: {ground: flag-red}
quantity: 3200
overs: 5%
budget: 18 triệu
accept: [{rule: overs-are-usual, reason: đã hỏi}]
"""
EDITIONS = """\
editions:
  - {id: a, name: Xã Glar, quantity: 900, extra_numbers: [{label: Thôn, number: 0269 3000 115}]}
  - {id: b, name: Ấp 02, slogan: null, qr: null, quantity: 800, colours: {text: "#FFFFFF"}}
"""
ART = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<g transform="translate(10 0) scale(.8)" fill="#DA251D">
<path fill-rule="evenodd" d="M0 0H50V50h-50zM10 10L40 10 40 40C30 40 20 30 10 40Q5 20 10 10A5 5 0 0 1 9 9z"/>
<circle cx="70" cy="20" r="1e1"/><rect x="60" y="60" width="20" height="20" rx="3" style="fill:#DA251D"/></g>
</svg>
"""
TEMPLATE = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8")
SHOP = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
WITH_ART = (
    TEMPLATE
    + '\n  - {kind: art, slot: emblem, file: emblem.svg, inks: {"#DA251D": text}, '
    + ("height: {smallest: 3mm, largest: 9mm}}\n")
)

NASTY: tuple[str, ...] = tuple(json.loads((Path(__file__).parent / "nasty.json").read_text(encoding="utf-8")))
"""Values that tend to break programs: extreme figures, signs of YAML, odd letters, paths, addresses, numbers."""

T = TypeVar("T")


@pytest.fixture
def minutes(request: pytest.FixtureRequest) -> float:
    """How long to go on; 0 for the fixed examples of CI."""
    return float(request.config.getoption("--minutes"))


def fuzz(strategy: st.SearchStrategy[T], judge: Callable[[T], None], *, examples: int, minutes: float) -> None:
    """Judge ``examples`` of ``strategy``, the same every time; or new ones until the time is up."""
    fixed = settings(
        max_examples=examples,
        derandomize=not minutes,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if minutes else (Phase.generate,),
    )
    end = monotonic() + 60 * minutes
    while True:
        fixed(given(strategy)(judge))()
        if monotonic() >= end:
            return


class Desk:
    """A folder with a job that names a shop, a template and a drawing beside it; any of them may be replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {
            "ward.yaml": (JOB + EDITIONS).encode(),
            "mine.yaml": SHOP.encode(),
            "own.yaml": WITH_ART.encode(),
            "emblem.svg": ART.encode(),
        }

    def check(self, files: dict[str, bytes], *, as_json: bool) -> None:
        """Check the job with ``files`` in place of the usual ones; the answer must be one that is promised."""
        for name, data in {**self.files, **files}.items():
            (self.folder / name).write_bytes(data)
        out, err = StringIO(), StringIO()
        start = process_time()
        with redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings():
            warnings.simplefilter("error")
            code = exit_code(
                ["check", str(self.folder / "ward.yaml"), *(["--json"] if as_json else ["--lang", "vi"])]
            )
        spent = process_time() - start
        said = out.getvalue() + err.getvalue()
        assert code in PROMISED, said[-2000:]
        assert spent < SECONDS
        assert [character for character in said if not (character.isprintable() or character in "\n\u00a0")] == []
        if as_json:
            assert json.loads(out.getvalue())["ok"] is (code == ExitCode.FINE)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of one's own."""
    for name in ("KEYTAG_LANG", "KEYTAG_DEBUG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return Desk(tmp_path)


_PLACE = st.floats(0, 1)
_EDIT = st.tuples(
    st.sampled_from(["cut", "twice", "byte", "insert", "value", "value", "value", "line", "swap", "end"]),
    _PLACE,
    _PLACE,
    st.sampled_from(NASTY),
    st.integers(0, 255),
)


def edited(text: bytes, edit: tuple[str, float, float, str, int]) -> bytes:
    """Return ``text`` with one fault in it."""
    kind, first, second, token, byte = edit
    low, high = sorted((int(first * len(text)), int(second * len(text))))
    high = min(high, low + 60)
    insert = token.encode("utf-8", "surrogatepass")
    if kind == "value":
        values = list(re.finditer(rb"(?<=[:=] )[^,{}\[\]\n]+|(?<==\")[^\"]*", text))
        value = values[int(first * (len(values) - 1))].span() if values else (low, high)
        return text[: value[0]] + insert + text[value[1] :]
    if kind in {"swap", "line"}:
        lines = text.split(b"\n")
        one, other = (int(place * (len(lines) - 1)) for place in (first, second))
        if kind == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        else:
            lines.insert(other, lines[one])
        return b"\n".join(lines)
    put = {"byte": bytes([byte]), "insert": insert}.get(kind, b"")
    goes_on = {"twice": low, "insert": low, "byte": low + 1, "end": len(text)}.get(kind, high)
    return text[: high if kind == "twice" else low] + put + text[goes_on:]


@pytest.mark.parametrize(
    ("name", "text", "examples"),
    [
        pytest.param("ward.yaml", JOB, 60, id="job"),
        pytest.param("ward.yaml", JOB + EDITIONS, 30, id="job with editions"),
        pytest.param("mine.yaml", SHOP, 20, id="shop"),
        pytest.param("own.yaml", WITH_ART, 20, id="template"),
        pytest.param("emblem.svg", ART, 30, id="art"),
    ],
)
def test_mutated_files_are_answered(name: str, text: str, examples: int, desk: Desk, minutes: float) -> None:
    """A file with a few faults in it is checked or refused: no traceback, no control characters, in good time."""
    job = JOB if name == "ward.yaml" else JOB + "shop: mine.yaml\ntemplate: own.yaml\n"

    def judge(edits: tuple[list[tuple[str, float, float, str, int]], bool]) -> None:
        data = text.encode()
        for edit in edits[0]:
            data = edited(data, edit)
        desk.check({"ward.yaml": job.encode(), name: data}, as_json=edits[1])

    fuzz(
        st.tuples(st.lists(_EDIT, min_size=1, max_size=4), st.booleans()),
        judge,
        examples=examples,
        minutes=minutes / 8,
    )


_WILD = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), max_size=30) | st.integers(-5, 5000)
_RARELY = st.integers(0, 9).map(lambda throw: throw == 0)


def made_up(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that mostly follow ``schema``, and in places do not at all."""
    if "$ref" in schema:
        return made_up(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in schema or "oneOf" in schema:
        return st.one_of([made_up(option, definitions) for option in schema.get("anyOf") or schema["oneOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    kind = schema.get("type")
    if kind == "array":
        return st.lists(made_up(schema.get("items", {}), definitions), min_size=1, max_size=3)
    if kind == "object":
        return _group(schema, definitions)
    examples = [*schema.get("examples", ["x"]), schema.get("default", True)]
    return st.booleans() if kind == "boolean" else st.sampled_from(examples) | _WILD


def _group(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "properties" not in schema:
        below = schema.get("additionalProperties", {})
        return st.dictionaries(_WILD.map(str), made_up(below, definitions), max_size=3)
    required = schema.get("required", [])
    keys = {key: _either(made_up(below, definitions)) for key, below in schema["properties"].items()}
    return st.fixed_dictionaries(
        {key: values for key, values in keys.items() if key in required},
        optional={key: values for key, values in keys.items() if key not in required},
    )


def _either(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return _RARELY.flatmap(lambda is_wild: _WILD if is_wild else values)


@pytest.mark.parametrize(
    ("name", "model", "examples"),
    [
        pytest.param("ward.yaml", Job, 60, id="job"),
        pytest.param("mine.yaml", Shop, 30, id="shop"),
        pytest.param("own.yaml", Template, 30, id="template"),
    ],
)
def test_made_up_documents_are_answered(
    name: str, model: type[Job | Shop | Template], examples: int, desk: Desk, minutes: float
) -> None:
    """Any values under the keys of a job, a shop or a template are checked or refused."""
    schema = json_schema(model)
    job = JOB + "shop: mine.yaml\ntemplate: own.yaml\n"

    def judge(made: tuple[dict[str, Any], bool]) -> None:
        data = json.dumps(made[0], ensure_ascii=False).encode("utf-8", "surrogatepass")
        desk.check({"ward.yaml": job.encode(), name: data}, as_json=made[1])

    whole = st.tuples(made_up(schema, schema.get("$defs", {})), st.booleans())
    fuzz(whole, judge, examples=examples, minutes=minutes / 8)
