"""Whole runs with --json, every answer held against its contract."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from keytag.cli import exit_code

_count = {"type": "integer", "minimum": 0}
_words = {"type": "string", "minLength": 1}
_place = {"type": ["integer", "null"], "minimum": 1}
_digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def _object(optional: tuple[str, ...] = (), **keys: object) -> dict[str, object]:
    """The schema of an object that has exactly ``keys``; those that are ``optional`` may be left out."""
    required = [key for key in keys if key not in optional]
    return {"type": "object", "properties": keys, "required": required, "additionalProperties": False}


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


_plate = _object(
    file=_words,
    pages=_list({"type": "integer", "minimum": 1}),
    run_length={"type": "integer", "minimum": 1},
    copies={"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}, "minProperties": 1},
    inks={"oneOf": [{"type": "null"}, _list(_list(_words))]},
)
_plan = _object(
    ordered=_count,
    overs=_count,
    printed=_count,
    spare=_count,
    sheets=_count,
    slots=_count,
    layout={"enum": ["nested", "grid", "free"]},
    used_area={"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    make_ready=_count,
    cutter_setup=_count,
    sheets_to_load=_count,
    sheets_to_spare=_count,
    plates=_list(_plate),
)
_share = {"type": "number", "minimum": 0, "maximum": 1}
_pixels = {"type": "number", "minimum": 0}
_readback = _object(
    reads={"type": "boolean"},
    blur_modules=_share,
    spread_px=_pixels,
    shrink_px=_pixels,
    noise=_share,
    tilt_deg=_count,
    faded=_share,
    scratched=_share,
    promise=_share,
    reads_worn={"type": "boolean"},
)
_qr = _object(
    version={"type": "integer", "minimum": 1, "maximum": 40},
    level={"enum": ["M", "Q", "H"]},
    module_mm={"type": "number", "minimum": 0.33},
    payload=_words,
    distance_mm=_count,
    readback={"oneOf": [{"type": "null"}, _readback]},
)
_cell = _object(
    sheet={"type": ["string", "null"]},
    row={"type": "integer", "minimum": 1},
    column={"type": "string", "pattern": "^[A-Z]+$"},
    name={"type": "string", "pattern": "^[A-Z]+[0-9]+$"},
    header={"type": ["string", "null"]},
    text={"type": "string"},
)
_findings = _list(
    _object(
        optional=("cell",),
        cell=_cell,
        rule={"type": "string", "pattern": "^[a-z]+(-[a-z0-9]+)*$"},
        severity={"enum": ["error", "warning", "note"]},
        message=_words,
        hint={"type": "string"},
        file={"type": ["string", "null"]},
        line=_place,
        column=_place,
        accepted={"type": ["string", "null"], "minLength": 1},
        becomes={"type": ["string", "null"]},
        guess={"type": ["string", "null"]},
    )
)
_day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_today = _object(date=_day, judged_as_of=_day, errors=_count, warnings=_count, findings=_findings)
_word = {
    "oneOf": [
        _object(what={"enum": ["issuer", "province", "name", "slogan", "caption", "mark"]}, text=_words),
        _object(what={"const": "number"}, label=_words, number=_words),
        _object(what={"const": "code"}, link=_words, host=_words),
    ]
}
_optional_words = {"type": ["string", "null"], "minLength": 1}
_approval = _object(
    hash={"type": ["string", "null"], "pattern": "^[0-9a-f]{10}$"},
    waived={"type": "boolean"},
    unreadable=_optional_words,
    editions=_list(
        _object(
            edition=_words,
            name=_words,
            state={"enum": ["none", "called", "checked", "approved", "changed"]},
            by=_optional_words,
            position=_optional_words,
            date={"oneOf": [{"type": "null"}, _day]},
            checked_by=_optional_words,
            key=_optional_words,
            changes=_list(_words),
            uncalled=_list(_words),
            called=_list(_object(label=_words, number=_words, by=_words, date=_day)),
        )
    ),
)
_millimetres = {"type": ["number", "null"], "minimum": 0}
_side = _object(
    side={"enum": ["front", "back"]},
    hotline_mm=_millimetres,
    hotline_most_mm=_millimetres,
    number_mm=_millimetres,
    contrast={"type": ["number", "null"], "minimum": 1},
    smallest_text_pt={"type": ["number", "null"], "minimum": 4},
    empty_share=_share,
    off_axis_mm=_millimetres,
    module_mm=_millimetres,
    blur_mm=_millimetres,
)
CONTRACT = _object(
    optional=("as_of", "places", "numbers", "jobs", "today", "fixed", "words", "approval", "stale"),
    command={"enum": ["check", "leaflet", "preview", "render", "sheet"]},
    ok={"type": "boolean"},
    files=_list(_object(path=_words, kind=_words, pages={"type": ["integer", "null"]}, sha256=_digest)),
    plan={"oneOf": [{"type": "null"}, _plan]},
    editions=_list(
        _object(
            optional=("sides",),
            id=_words,
            qr={"oneOf": [{"type": "null"}, _qr]},
            smallest_text_pt={"type": ["number", "null"], "minimum": 4},
            sides={**_list(_side), "minItems": 2, "maxItems": 2},
        )
    ),
    words=_list(
        _object(
            edition=_words,
            name=_words,
            quantity={"type": ["integer", "null"], "minimum": 1},
            drawn={"type": "boolean"},
            front=_list(_word),
            back=_list(_word),
        )
    ),
    numbers=_list(
        _object(
            id={"type": "string", "pattern": "^S[1-9][0-9]*$"},
            label=_words,
            display=_words,
            tel={"type": "string", "pattern": r"^tel:\+?[0-9]+$"},
            kind=_words,
            editions={"type": "array", "items": _words, "minItems": 1},
        )
    ),
    as_of={"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    places={"oneOf": [{"type": "null"}, _object(date=_words, source=_words, file={"type": ["string", "null"]})]},
    jobs={"type": "array", "maxItems": 0},
    fixed=_list(
        _object(
            rule=_words,
            file=_words,
            line=_place,
            column=_place,
            was={"type": "string"},
            becomes={"type": "string"},
        )
    ),
    today={"oneOf": [{"type": "null"}, _today]},
    approval={"oneOf": [{"type": "null"}, _approval]},
    stale=_list(_object(path=_words, why=_words)),
    findings=_findings,
)


class Runner:
    """Runs keytag in this process and reads the one JSON object that it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        """Return the exit code and what was said."""
        code = exit_code([*map(str, arguments), "--json"])
        said = json.loads(self._capsys.readouterr().out)
        Draft202012Validator(CONTRACT).validate(said)
        assert said["ok"] == (code == 0)
        return code, said


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner whose every answer is held against the contract of --json."""
    return Runner(capsys)
