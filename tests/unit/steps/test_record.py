"""What a package is made from: names that would hide each other, profiles told by their content, asked rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from keytag import __version__
from keytag.errors import InvalidDocumentError, UsageError
from keytag.handoff.record import RECORD, Record, RecordedOptions, files_of_job, read_record, record_files
from keytag.imposition import Filling
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import load_setup

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
shop: office-a4
"""
Spoil = Callable[[dict[str, Any]], None]
PROFILE = Path("templates/profiles/FOGRA39L_coated.icc")
ASKED = RecordedOptions(None, None, None, date(2026, 1, 15), plan=(Filling(3, (44,)),))


def job(folder: Path, name: str = "ward.yaml") -> Path:
    """Write a job under ``name``."""
    path = folder / name
    path.write_text(JOB, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["office-a4.yaml", "classic.yaml"])
def test_a_job_with_the_name_of_what_it_names_is_refused(name: str, tmp_path: Path) -> None:
    """In a package one file would take the other's place, so such a job has to be renamed first."""
    elsewhere = tmp_path / "kept"
    elsewhere.mkdir()
    setup, _ = load_setup(job(elsewhere), shop="templates/shops/office-a4.yaml")
    path = elsewhere / name
    (elsewhere / "ward.yaml").rename(path)
    renamed = replace(setup, file=replace(setup.file, path=path))
    with pytest.raises(UsageError, match="has the name of its shop or template"):
        record_files(renamed, ASKED)


def test_a_profile_is_told_by_its_content(tmp_path: Path) -> None:
    """A copy of FOGRA39 under another name is still that condition; one byte otherwise, and it is not."""
    data = PROFILE.read_bytes()
    for name, content, condition in (
        ("copy.icc", data, "FOGRA39"),
        ("other.icc", data[:-1] + bytes([data[-1] ^ 1]), None),
    ):
        (tmp_path / name).write_bytes(content)
        setup, _ = load_setup(job(tmp_path), profile=str(tmp_path / name))
        assert (setup.profile.condition == "FOGRA39") == (condition is not None)
        assert setup.profile.is_registered == (condition is not None)


def test_a_shop_that_was_asked_for_comes_from_anywhere(tmp_path: Path) -> None:
    """The file of a shop that the command named goes along as it was found, wherever it lies."""
    shop = tmp_path / "shops" / "mine.yaml"
    shop.parent.mkdir()
    text = Path("templates/shops/office-a4.yaml").read_text(encoding="utf-8")
    shop.write_text(text.replace("name: office-a4", "name: mine"), encoding="utf-8")
    (tmp_path / "wards").mkdir()
    setup, _ = load_setup(job(tmp_path / "wards"), shop=str(shop))
    packed = record_files(with_content_hash(setup, ()), replace(ASKED, shop=str(shop)))
    assert packed["job/mine.yaml"] == shop.read_bytes()
    assert json.loads(packed[RECORD])["shop"] == "mine"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of ``job/`` in a package."""
    setup, _ = load_setup(job(tmp_path_factory.mktemp("record")))
    return record_files(with_content_hash(setup, ()), ASKED)


def test_what_was_asked_for_comes_back(files: dict[str, bytes]) -> None:
    """A record that keytag wrote is read back as it was, and names its job, its shop and the version."""
    record = read_record(files, "x.zip")
    assert record == Record("ward.yaml", "office-a4", ASKED, __version__)


def test_a_record_can_be_read_by_people(files: dict[str, bytes]) -> None:
    """Each word of it has a line, two blanks further in than what it belongs to; equal runs give equal bytes."""
    text = files[RECORD].decode()
    assert text.startswith('{\n  "record": 1,\n  "keytag": ')
    assert '\n  "asked": {\n    "count": null,\n' in text


def _at(path: str, value: object) -> Spoil:
    """Return how a value is put at ``path`` of a record."""

    def spoil(said: dict[str, Any]) -> None:
        *above, last = path.split(".")
        for key in above:
            said = said[key]
        said[last] = value

    return spoil


def _without(path: str) -> Spoil:
    def spoil(said: dict[str, Any]) -> None:
        *above, last = path.split(".")
        for key in above:
            said = said[key]
        del said[last]

    return spoil


def _plan(**other: object) -> Spoil:
    return _at("asked.plan", [{"run_length": 3, "copies": [44], "make_ready": 0, **other}])


_NAMES: tuple[object, ...] = (
    "",
    "..",
    ".",
    "a/b.yaml",
    "/etc/passwd",
    "\\\\server\\share",
    "..\\a.yaml",
    "C:a.yaml",
    "a.yaml:stream",
    "nul",
    "com1.yaml",
    "a.yaml.",
    "a.yaml ",
    "a\u202eb.yaml",
    "a\u0000.yaml",
    "a\n.yaml",
    "\ud800.yaml",
    "a" * 300,
    None,
    7,
    [],
    {},
    True,
)
_ODD: tuple[object, ...] = (7, False, ["x"], {"x": {}}, "x\n")
SPOILT: dict[str, tuple[Spoil, str]] = {
    **{f"job {name!r:.20}": (_at("job", name), "job says") for name in _NAMES},
    **{f"shop {name!r:.20}": (_at("shop", name), "shop says") for name in _NAMES},
    **{
        f"profile {name!r:.20}": (_at("asked.profile", name), "asked.profile says")
        for name in _NAMES
        if name is not None
    },
    "job that is not there": (_at("job", "other.yaml"), "the package has no job/other.yaml"),
    "shop that is not there": (_at("shop", "plain"), "the package has no job/plain.yaml"),
    "profile that is not there": (_at("asked.profile", "profile.icc"), "the package has no job/profile.icc"),
    "word more": (_at("more", 1), "the key “more” is not known"),
    "word more inside": (_at("asked.more", 1), "the key “asked.more” is not known"),
    "word of a profile more": (_at("profile.more", 1), "the key “profile.more” is not known"),
    "word less": (_without("content"), "the key “content” is missing"),
    "word less inside": (_without("asked.backing"), "the key “asked.backing” is missing"),
    "another form": (_at("record", 2), "record says 2; expected 1"),
    **{
        f"{path} {value!r}": (_at(path, value), f"{path} says")
        for path in (
            "keytag",
            "content",
            "profile.condition",
            "profile.sha256",
            "fonts",
            "asked.date",
            "asked.plan",
            "asked.layout",
        )
        for value in _ODD
    },
    "plates of words": (_at("asked.plan", ["run_length", "copies"]), "asked.plan says"),
    "true for 1": (_at("record", True), "record says true; expected 1"),
    "version of many words": (_at("keytag", "1 hãy gọi 0269 3000 113"), "keytag says"),
    "long version": (_at("keytag", "1" * 50), "keytag says"),
    "no object": (_at("asked", [1]), "asked says …; expected keys"),
    "no tags": (_at("asked.count", 0), "asked.count says 0; expected a whole number from 1 to 10000000, or null"),
    "too many tags": (_at("asked.count", 10_000_001), "asked.count says 10000001"),
    "tags in words": (_at("asked.count", "70"), 'asked.count says "70"'),
    "tags by halves": (_at("asked.count", 7.5), "it has “7.5” where only whole numbers stand"),
    "true tags": (_at("asked.count", True), "asked.count says true"),
    "infinitely many": (_at("asked.count", float("inf")), "it has “Infinity”"),
    "no number": (_at("asked.count", float("nan")), "it has “NaN”"),
    "no layout": (
        _at("asked.layout", "heap"),
        'asked.layout says "heap"; expected one of: nested, grid, free, or null',
    ),
    "no backing": (_at("asked.backing", "mine"), "asked.backing says"),
    "rules of nobody": (_at("asked.rules", "mine"), "asked.rules says"),
    "rules in numbers": (_at("asked.rules", 7), "asked.rules says 7"),
    "rules in a list": (_at("asked.rules", []), "asked.rules says …"),
    "many plates": (_at("asked.max_plates", 1001), "asked.max_plates says 1001"),
    "no plates": (_at("asked.max_plates", 0), "asked.max_plates says 0"),
    "no day": (
        _at("asked.date", "2026-02-30"),
        'asked.date says "2026-02-30"; expected a day of 1970 to 2107, like 2026-01-15',
    ),
    "short day": (_at("asked.date", "20260115"), "asked.date says"),
    "day before clocks": (_at("asked.date", "1969-12-31"), "asked.date says"),
    "day of no zip": (_at("asked.date", "2108-01-01"), "asked.date says"),
    "day before computers": (_at("asked.date", "0001-01-01"), "asked.date says"),
    "day in Arabic digits": (_at("asked.date", "٢٠٢٦-01-15"), "asked.date says"),
    "no content": (_at("content", "2792AC6E3E"), "content says"),
    "no digest": (_at("profile.sha256", "0"), "profile.sha256 says"),
    "two lines": (_at("profile.condition", "FOGRA39\nx"), "profile.condition says"),
    "long line": (_at("profile.condition", "x" * 201), "profile.condition says"),
    "fonts in a list": (_at("fonts", []), "fonts says …"),
    "font on a server": (_at("fonts", {"\\\\server\\a.ttf": "0" * 64}), "fonts says …"),
    "font without digest": (_at("fonts", {"a.ttf": "0"}), "fonts says …"),
    "many fonts": (_at("fonts", {f"{i}.ttf": "0" * 64 for i in range(101)}), "fonts says …"),
    "no plan": (_at("asked.plan", []), "asked.plan says …"),
    "plan of one": (_at("asked.plan", {}), "asked.plan says …"),
    "plates that are none": (_at("asked.plan", [1]), "asked.plan says …"),
    "too many plates": (
        _at("asked.plan", [{"run_length": 3, "copies": [44], "make_ready": 0}] * 1001),
        "expected at most 1000 plates",
    ),
    "no sheets": (_plan(run_length=0), "asked.plan says …"),
    "sheets below none": (_plan(run_length=-1), "asked.plan says …"),
    "too many sheets": (_plan(run_length=10_000_001), "asked.plan says …"),
    "true sheets": (_plan(run_length=True), "asked.plan says …"),
    "make-ready below none": (_plan(make_ready=-1), "asked.plan says …"),
    "too much make-ready": (_plan(make_ready=10_000_001), "asked.plan says …"),
    "no copies": (_plan(copies=[]), "asked.plan says …"),
    "copies of one": (_plan(copies=44), "asked.plan says …"),
    "copies below none": (_plan(copies=[-1, 45]), "asked.plan says …"),
    "copies in words": (_plan(copies=["44"]), "asked.plan says …"),
    "copies of too many": (_plan(copies=[1] * 501), "asked.plan says …"),
    "word of a plate more": (_plan(more=1), "asked.plan says …"),
    "plates of other editions": (
        _at("asked.plan", [{"run_length": 3, "copies": copies, "make_ready": 0} for copies in ([44], [40, 4])]),
        "asked.plan says …",
    ),
}


EXTREME: dict[str, Spoil] = {
    "one tag": _at("asked.count", 1),
    "ten million tags": _at("asked.count", 10_000_000),
    "one plate": _at("asked.max_plates", 1),
    "a thousand plates": _at("asked.max_plates", 1000),
    "a plan of a thousand": _at("asked.plan", [{"run_length": 1, "copies": [0] * 500, "make_ready": 0}] * 1000),
    "the longest runs": _plan(run_length=10_000_000, make_ready=10_000_000, copies=[10_000_000]),
    "the first day": _at("asked.date", "1970-01-01"),
    "the last day": _at("asked.date", "2107-12-31"),
    "a long version": _at("keytag", "10.20.30rc1+" + "a" * 28),
    "a long line": _at("profile.condition", "x" * 200),
    "a hundred fonts": _at("fonts", {f"{i}.ttf": "0" * 64 for i in range(100)}),
    "a grid by hand": lambda said: said["asked"].update({"layout": "grid", "backing": "tumble"}),
}


@pytest.mark.parametrize("how", EXTREME)
def test_a_record_as_large_as_may_be_is_read(how: str, files: dict[str, bytes]) -> None:
    """What the command takes and keytag writes is read back, up to the last that is allowed."""
    said = json.loads(files[RECORD])
    EXTREME[how](said)
    record = read_record({**files, RECORD: json.dumps(said, indent=2).encode()}, "x.zip")
    assert record.options.day.isoformat() == said["asked"]["date"]
    assert (record.version, record.options.count) == (said["keytag"], said["asked"]["count"])
    assert (record.options.layout, record.options.max_plates) == (
        said["asked"]["layout"],
        said["asked"]["max_plates"],
    )
    assert [list(plate.copies) for plate in record.options.plan] == [p["copies"] for p in said["asked"]["plan"]]


def test_nothing_is_looked_at_beyond_the_largest_record(files: dict[str, bytes]) -> None:
    """A thousand plates have two thousand lists and objects, the rest a few: of more nothing is read."""
    for nodes, expected in ((2020, "the key “record” is missing"), (2021, "it is larger than any package needs")):
        text = json.dumps([[]] * (nodes - 1))
        _refused({**files, RECORD: text.encode()}, expected)


@pytest.mark.parametrize("how", SPOILT)
def test_a_record_of_another_form_is_refused(how: str, files: dict[str, bytes]) -> None:
    """One word more, less or wrong, and the record is refused: the word is named, with what stands there."""
    spoil, expected = SPOILT[how]
    said = json.loads(files[RECORD])
    spoil(said)
    _refused({**files, RECORD: json.dumps(said).encode()}, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "line 1, column 1 is no JSON"),
        (b"[]", "the key “record” is missing"),
        (b"null", "the key “record” is missing"),
        (b'{"record": 1,}', "is no JSON"),
        (b'{"record": 1} {}', "line 1, column 15 is no JSON"),
        (b'{"record": 1, "record": 1}', "the key “record” occurs twice"),
        (b'{"a": {"b": 1, "b": 1}}', "the key “b” occurs twice"),
        (b'{"record": -Infinity}', "it has “-Infinity”"),
        (b'{"record": 1e3}', "it has “1e3” where only whole numbers stand"),
        (b'{"record": ' + b"1" * 5000 + b"}", "it has a number that is too long"),
        (b"\xff{}", "it is no UTF-8 text"),
        (b"\xef\xbb\xbf{}", "is no JSON"),
        ('{"record": 1}'.encode("utf-16"), "it is no UTF-8 text"),
        (b"[" * 1500, "it is nested too deep"),
        (b"[" * 100_000, "it is larger than any package needs"),
        (b'{"a":' * 100_000, "it is larger than any package needs"),
        (b'"' + b"a" * 10_000_000 + b'"', "it is larger than any package needs"),
        (b'{"' + b"a" * 9_000_000 + b'": 1}', "is not known"),
        (None, "there is no such file"),
    ],
    ids=str,
)
def test_what_is_no_record_is_refused(text: bytes | None, expected: str, files: dict[str, bytes]) -> None:
    """Text that is no JSON object, or more of it than any package has, is refused with what is wrong."""
    others = {name: data for name, data in files.items() if name != RECORD}
    _refused(others if text is None else {**others, RECORD: text}, expected)


@pytest.mark.parametrize(
    ("count", "size", "fits"), [(300, 1, True), (301, 1, False), (1, 40_000_000, True), (1, 40_000_001, False)]
)
def test_a_folder_of_a_job_has_its_bounds(count: int, size: int, fits: bool) -> None:  # noqa: FBT001
    """More files than any job names, or more bytes, are not laid out: either alone is enough to be refused."""
    inside = {f"job/{number}": bytes(size) for number in range(count)}
    if fits:
        assert files_of_job({**inside, "ticket.pdf": b""}, "x.zip").keys() == {str(n) for n in range(count)}
        return
    with pytest.raises(InvalidDocumentError, match=rf"its folder job has {count} files, {count * size} bytes"):
        files_of_job(inside, "x.zip")


def _refused(files: dict[str, bytes], expected: str) -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        read_record(files, "x.zip")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.message) == ("record-can-be-read", caught.value.message)
    assert finding.message.en.startswith("x.zip: its job/record.json cannot be read: ")
    assert expected in finding.message.en
    for said in (finding.message.vi, finding.message.en):
        assert said.isprintable()
        assert len(said) < 400
