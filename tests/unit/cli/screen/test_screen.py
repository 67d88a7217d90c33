"""What the screen says: findings with their line, tables of 80 columns, one JSON object."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.cli.screen import OutputOptions, Screen
from keytag.errors import InvalidDocumentError, UsageError
from keytag.findings import Finding, Severity, Where
from keytag.imposition import LayoutKind
from keytag.steps.report import EditionFacts, PlanFacts, PlateFacts, QrFacts, Report, WrittenFile
from keytag.text.text import Text, same_text

QR = QrFacts(2, "M", 0.48371, "https://zalo.me/1")
INKS = ("Magenta", "Yellow", "Black", "a spot\x1b[31m ink of a very long name")
EDITION = EditionFacts("ward", (50.0, 20.0), QR, 5.25, INKS)
FILE = WrittenFile(Path("out/sheets.pdf"), "sheets", 2, "ab" * 32)
PLATES = tuple(PlateFacts("sheets.pdf", (1, 2), run, {"ward": 113}) for run in (29, 1))
PLAN = PlanFacts(3200, 96, 3390, 30, 113, LayoutKind.NESTED, 0.61629, plates=PLATES)
REPORT = Report(files=(FILE,), editions=(EDITION,))


def _finding(severity: Severity = Severity.ERROR, where: Where | None = None) -> Finding:
    return Finding(
        "too-small", severity, Text("Chữ \x1b[31mnhỏ", "Small \x1b[31mtext"), Text("Sửa", "Mend"), where
    )


def test_findings_show_line_and_caret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding shows its place, the line with a caret under the column, and the hint; control characters go."""
    path = tmp_path / "ward.yaml"
    path.write_text("a: 1\nslogan: \x1b[2JỮ x\n", encoding="utf-8")
    Screen(OutputOptions("en")).report("check", Report((_finding(where=Where(str(path), 2, 9)),)))
    shown = capsys.readouterr().err.split("\n")
    assert shown[0] == "error[too-small]: Small [31mtext"
    assert shown[1] == f"  --> {path}:2:9"
    assert shown[2] == "    2 | slogan:  [2JỮ x"
    assert shown[3].index("^") == shown[2].index(":") + 2
    assert shown[4] == "  Mend"
    assert shown[5] == "1 error: not ready to print."


def test_findings_speak_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """In Vietnamese, words and counts are Vietnamese."""
    Screen(OutputOptions("vi")).report("sheet", Report((_finding(), _finding(), _finding(Severity.WARNING))))
    shown = capsys.readouterr().err
    assert shown.startswith("lỗi[too-small]: Chữ [31mnhỏ\n  và 1 chỗ nữa như vậy\n  Sửa\n")
    assert shown.endswith("2 lỗi, 1 cảnh báo: chưa in được.\n")


@pytest.mark.parametrize(
    ("severities", "vi", "en"),
    [
        (
            (),
            "Không có lỗi: có thể chạy keytag render, keytag sheet",
            "No errors: ready for keytag render, keytag sheet",
        ),
        (
            (Severity.WARNING,),
            "1 cảnh báo, không có lỗi: có thể chạy keytag render, keytag sheet",
            "1 warning, no errors: ready for keytag render, keytag sheet",
        ),
        ((Severity.ERROR, Severity.NOTE), "1 lỗi, 1 lưu ý: chưa in được", "1 error, 1 note: not ready to print"),
    ],
)
def test_a_check_ends_with_one_line_to_act_on(
    severities: tuple[Severity, ...], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line says whether to go on and by which day that was judged; an error says so on standard error."""
    report = Report(tuple(_finding(severity) for severity in severities), as_of=date(2026, 1, 15))
    endings = {"vi": f"{vi} (xét theo ngày 15/01/2026).", "en": f"{en} (judged as of 2026-01-15)."}
    for language, ending in endings.items():
        Screen(OutputOptions("vi" if language == "vi" else "en")).report("check", report)
        out, err = capsys.readouterr()
        said, other = (err, out) if Severity.ERROR in severities else (out, err)
        assert said.splitlines()[-1] == ending
        assert ending not in other


def test_a_document_that_cannot_be_read_says_so_last(capsys: pytest.CaptureFixture[str]) -> None:
    """After the findings about a document stands how many there are, and that it cannot be used."""
    Screen(OutputOptions("vi")).failure("show", InvalidDocumentError(same_text("no"), (_finding(), _finding())))
    assert capsys.readouterr().err.endswith("2 lỗi: chưa dùng được.\n")


def test_a_missing_file_costs_only_the_excerpt(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the line cannot be shown, the finding still is."""
    Screen(OutputOptions("en")).report("check", Report((_finding(where=Where("/none/ward.yaml", 3, 1)),)))
    assert "/none/ward.yaml:3:1" in capsys.readouterr().err


def test_what_stops_the_run_has_no_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line is told without a rule's name: there is nothing to explain or accept."""
    Screen(OutputOptions("en")).failure("check", UsageError(same_text("no"), same_text("yes")))
    assert capsys.readouterr().err == "error: no\n  yes\n"


def test_an_accepted_warning_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """What a job accepts is named with the reason, counted apart, and asks for nothing any more."""
    finding = replace(_finding(Severity.WARNING, Where("ward.yaml", 1, 1)), accepted="Đã in thử")
    Screen(OutputOptions("en")).report("check", Report((finding,), as_of=date(2026, 1, 15)))
    out, err = capsys.readouterr()
    assert err == "accepted: Small [31mtext\n  reason: Đã in thử [too-small]\n"
    assert out.endswith(
        "1 accepted, no errors: ready for keytag render, keytag sheet (judged as of 2026-01-15).\n"
    )


def test_notes_are_for_those_who_check(capsys: pytest.CaptureFixture[str]) -> None:
    """A run that makes files says its warnings and keeps its notes to itself; a check tells both."""
    findings = (_finding(Severity.NOTE), _finding(Severity.WARNING))
    Screen(OutputOptions("en")).report("sheet", Report(findings))
    made = capsys.readouterr()
    assert "note" not in made.out + made.err
    assert "warning[too-small]" in made.err
    Screen(OutputOptions("en")).report("check", Report(findings, as_of=date(2026, 1, 15)))
    assert "note[too-small]" in capsys.readouterr().err


def test_quiet_speaks_only_of_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """Under --quiet warnings and tables are silent, errors are not."""
    screen = Screen(OutputOptions("en", quiet=True))
    screen.report("render", replace(REPORT, findings=(_finding(Severity.WARNING),), as_of=date(2026, 1, 15)))
    screen.say(same_text("hello"))
    assert capsys.readouterr() == ("", "")
    screen.report("render", replace(REPORT, findings=(_finding(),)))
    assert "Small" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("plan", [None, PLAN])
def test_tables_fit_eighty_columns(
    language: str, plan: PlanFacts | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table is wider than a terminal of 80 columns, and no control character gets through."""
    monkeypatch.setenv("COLUMNS", "80")
    editions = tuple(replace(EDITION, id=f"xa-phuoc-vinh-dong-{index}") for index in range(3))
    Screen(OutputOptions("vi" if language == "vi" else "en")).report(
        "x", replace(REPORT, plan=plan, editions=editions)
    )
    shown = capsys.readouterr().out
    assert max(len(line) for line in shown.split("\n")) <= 80
    assert "\x1b" not in shown


def test_shared_plates_are_told_shortly(capsys: pytest.CaptureFixture[str]) -> None:
    """A plate of many editions has a table, also if it is the only one; editions in a row are summed up."""
    copies = {"an-phu": 9, **{f"to-{number:02}": 3 for number in range(1, 31)}, "cho": 14}
    shared = replace(PLAN, plates=(replace(PLAN.plates[0], copies=copies),), make_ready=50)
    names = {"an-phu": "An Phú", **{f"to-{number:02}": f"Tổ {number}" for number in range(1, 31)}}
    Screen(OutputOptions("en")).report("sheet", replace(REPORT, plan=shared, names=names))
    shown = " ".join(capsys.readouterr().out.split())
    assert "An Phú × 9, Tổ 1 … Tổ 30 (30 editions) × 3, cho × 14" in shown
    assert "Make-ready sheets 50" in shown
    Screen(OutputOptions("en")).report("sheet", replace(REPORT, plan=replace(PLAN, plates=PLAN.plates[:1])))
    assert "Editions" not in capsys.readouterr().out


def test_numbers_are_written_as_the_language_does(capsys: pytest.CaptureFixture[str]) -> None:
    """Vietnamese parts thousands by dots and decimals by a comma, English the other way."""
    Screen(OutputOptions("vi")).report("sheet", replace(REPORT, plan=PLAN))
    vietnamese = capsys.readouterr().out
    Screen(OutputOptions("en")).report("sheet", replace(REPORT, plan=PLAN))
    english = capsys.readouterr().out
    assert "3.200" in vietnamese
    assert "61,6%" in vietnamese
    assert "96  (3%)" in vietnamese
    assert "113  xếp so le (nested)" in vietnamese
    assert "113  (nested)" in english
    assert "3,200" in english
    assert "61.6 %" in english


def test_json_is_one_object_with_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """--json prints one object whose keys are the contract."""
    where = Where("ward.yaml", 3, 5)
    report = replace(REPORT, plan=PLAN, findings=(_finding(Severity.WARNING, where),))
    Screen(OutputOptions("en", as_json=True)).report("sheet", report)
    out, err = capsys.readouterr()
    assert err == ""
    assert json.loads(out) == {
        "command": "sheet",
        "ok": True,
        "files": [{"path": str(Path("out/sheets.pdf")), "kind": "sheets", "pages": 2, "sha256": "ab" * 32}],
        "plan": {
            "ordered": 3200,
            "overs": 96,
            "printed": 3390,
            "spare": 190,
            "sheets": 30,
            "slots": 113,
            "layout": "nested",
            "used_area": 0.6163,
            "make_ready": 0,
            "cutter_setup": 0,
            "sheets_to_load": 30,
            "sheets_to_spare": 0,
            "plates": [
                {"file": "sheets.pdf", "pages": [1, 2], "run_length": run, "copies": {"ward": 113}, "inks": None}
                for run in (29, 1)
            ],
        },
        "today": None,
        "stale": [],
        "editions": [
            {
                "id": "ward",
                "qr": {
                    "version": 2,
                    "level": "M",
                    "module_mm": 0.4837,
                    "payload": "https://zalo.me/1",
                    "distance_mm": 121,
                    "readback": None,
                },
                "smallest_text_pt": 5.25,
            }
        ],
        "findings": [
            {
                "rule": "too-small",
                "severity": "warning",
                "message": "Small \x1b[31mtext",
                "hint": "Mend",
                "file": "ward.yaml",
                "line": 3,
                "column": 5,
                "accepted": None,
                "becomes": None,
                "guess": None,
            }
        ],
    }


def test_overs_are_shown_in_per_cent_of_the_order(capsys: pytest.CaptureFixture[str]) -> None:
    """A whole percentage is whole; rounding up for each edition shows as the decimal that it is."""
    for overs, shown in ((80, "(2,5%)"), (320, "(10%)"), (99, "(3,1%)")):
        Screen(OutputOptions("vi")).report("sheet", replace(REPORT, plan=replace(PLAN, overs=overs)))
        assert shown in capsys.readouterr().out


def test_what_was_judged_as_of_a_day_says_so_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The day is told of a check alone, and null where nothing could be judged."""
    for day, told in ((date(2026, 1, 15), "2026-01-15"), (None, None)):
        Screen(OutputOptions("en", as_json=True)).report("check", Report(as_of=day))
        assert json.loads(capsys.readouterr().out)["as_of"] == told


def test_errors_make_json_not_ok(capsys: pytest.CaptureFixture[str]) -> None:
    """``ok`` is false as soon as one finding is an error."""
    Screen(OutputOptions("en", as_json=True)).report("check", replace(REPORT, findings=(_finding(),)))
    assert json.loads(capsys.readouterr().out)["ok"] is False


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, progress shows nothing."""
    with Screen(OutputOptions("en")).progress(same_text("Drawing")) as advance:
        advance(1, 2)
    assert capsys.readouterr() == ("", "")


def test_inks_are_called_by_their_colours(capsys: pytest.CaptureFixture[str]) -> None:
    """Process plates stand by their letters, spots by what people call them or else by their own names."""
    edition = EditionFacts(
        "ward", (50.0, 20.0), QR, 5.25, ("Magenta", "Black", "flag-yellow", "White", "Vàng 123")
    )
    screen = Screen(OutputOptions(language="vi"))
    screen.report("render", Report(editions=(edition,)))
    assert "M K, vàng cờ, trắng, Vàng 123" in " ".join(capsys.readouterr().out.split())
