"""The first hour with keytag on a narrow terminal: names instead of folders, nothing broken in the wrong place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import library

ROOT = Path(__file__).parents[2]
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture(autouse=True)
def narrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


class Spoken:
    """Runs keytag and returns all that it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str, code: ExitCode | None = ExitCode.FINE) -> str:
        """Return what was said on both streams."""
        assert exit_code(arguments) == code or code is None
        out, err = self._capsys.readouterr()
        return out + err

    def object(self, *arguments: str) -> dict[str, Any]:
        """Return the object of ``--json``."""
        found: dict[str, Any] = json.loads(self(*arguments, "--json", code=None))
        return found


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Spoken:
    """A runner whose answers are what a person sees."""
    return Spoken(capsys)


@LANGUAGES
@pytest.mark.parametrize(
    ("command", "sample"),
    [
        ("check", "an-phu-to-dan-pho"),
        ("packing", "dak-doa-bang"),
        ("plan", "an-phu"),
        ("cost", "dak-doa-bang"),
        ("editions", "dak-doa-bang"),
    ],
)
def test_samples_are_called_by_their_names(command: str, sample: str, language: str, said: Spoken) -> None:
    """No screen shows the folder that keytag is installed in; what is said of a sample's line names its file."""
    shown = said(command, sample, "--lang", language, code=None)
    assert str(library.builtin_folder("configs")) not in shown
    assert str(ROOT) not in shown
    if command == "editions":
        assert shown.rstrip().endswith("keytag sheet dak-doa-bang")
    if command == "cost":
        assert re.search(r"^  --> dak-doa-bang\.yaml:\d+:\d+$", shown, re.MULTILINE)


def test_programs_get_whole_paths(said: Spoken) -> None:
    """A finding's file under --json can be opened."""
    files = {finding["file"] for finding in said.object("cost", "an-phu")["findings"]}
    assert files == {str(library.builtin_folder("configs") / "an-phu.yaml")}


MANY = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
editions:
"""


@LANGUAGES
def test_slots_stay_with_their_edition(language: str, narrow: Path, said: Spoken) -> None:
    """No line of the plan begins with the sign or the count of what the line before names."""
    for most in range(5, 13):
        editions = "".join(f"  - {{id: thon-{'x' * (n % 4)}{n}, quantity: {37 * n}}}\n" for n in range(1, most))
        (narrow / "many.yaml").write_text(MANY + editions, encoding="utf-8")
        shown = said("plan", "many.yaml", "--lang", language)
        assert re.search(r"thon-x1 × \d+", shown)
        # Findings follow, and wrap at a terminal only.
        shown = re.split(r"(?m)^.*\[order-bears-a-lost-sheet\]", shown)[0]
        assert max(map(cell_len, shown.split("\n"))) <= 80
        for line in shown.split("\n"):
            assert not re.match(r"\s*(× \d+|\d+, thon)", line), shown
            assert not line.rstrip().endswith("×"), shown


@LANGUAGES
def test_telephone_numbers_are_never_broken(language: str, narrow: Path, said: Spoken) -> None:
    """A long label is folded before the number beside it."""
    label = "Trực chỉ huy Công an phường An Khê, thị xã An Khê (cũ), ngày đêm"
    (narrow / "ward.yaml").write_text(
        f"keytag: 1\nissuer: {{name: Công an phường An Khê, province: Gia Lai}}\n"
        f'numbers: [{{label: "{label}", number: 0269 3000 113}}]\n',
        encoding="utf-8",
    )
    shown = said("check", "--lang", language, code=None)
    assert "0269 3000 113" in shown
    table = shown.split("\n")[:8]
    assert max(map(cell_len, table)) <= 80


@LANGUAGES
def test_inspect_fits_a_narrow_terminal(language: str, said: Spoken) -> None:
    """No line is wider than 80 columns, each figure stays with its unit and is written as the language does it."""
    said("sheet", "an-phu", "--count", "400", "--date", "2026-01-15", "--quiet")
    shown = said("inspect", "out/sheets.pdf", "--rules", "gwg2022-label", "--lang", language, code=None)
    listed = shown[: shown.index("[") if "[" in shown else None].rsplit("\n", 1)[0].split("\n")
    assert len(listed) > 30
    assert max(map(cell_len, listed)) <= 80, max(listed, key=cell_len)
    assert not [line for line in listed if re.match(r"\s*(%|mm|pt|ppi)(?!\w)", line)]
    figure = r"\d+,\d%" if language == "vi" else r"\d+\.\d %"
    assert re.search(rf"Magenta {figure}", shown)
    day = "15/01/2026" if language == "vi" else "2026-01-15"
    assert re.search(rf"  {day} 00:00 \+00:00\n", shown)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "an-phu"),
        ("plan", "dak-doa"),
        ("inspect", "out/sheets.pdf", "--rules", "gwg2022-label"),
        ("explain", "code-modules-are-wide-enough"),
        ("explain",),
    ],
)
def test_vietnamese_figures_have_a_decimal_comma(arguments: tuple[str, ...], said: Spoken) -> None:
    """A measure with its unit has no decimal point on a Vietnamese screen."""
    if arguments[0] == "inspect":
        said("sheet", "an-phu", "--count", "400", "--date", "2026-01-15", "--quiet")
    shown = said(*arguments, "--lang", "vi", code=None)
    assert re.findall(r"[^\s(]*\d\.\d{1,2} (?:%|mm|pt|ppi)", shown) == []


@LANGUAGES
def test_findings_are_broken_between_words_at_a_terminal(
    language: str, narrow: Path, said: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal a long hint goes on below its beginning; in a pipe it stays one line, to be searched."""
    (narrow / "ward.yaml").write_text(MANY.replace("editions:", "shop: offset"), encoding="utf-8")
    lines = said("check", "--lang", language, code=None).split("\n")
    (whole,) = (line for line in lines if "offset-65x86" in line)
    assert cell_len(whole) > 160
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", said("check", "--lang", language, code=None)).split("\n")
    assert max(map(cell_len, shown)) <= 80
    hint = shown[4:]
    assert " ".join(line.strip() for line in hint).strip() == whole.strip()
    assert all(line.startswith("  ") and line[2] != " " for line in hint if line)


@LANGUAGES
def test_packing_says_how_to_make_the_table_that_it_asks_for(language: str, narrow: Path, said: Spoken) -> None:
    """Whoever makes the table with the columns and the name that the hint gives has it packed."""
    job = MANY.replace("editions:\n", "")
    (narrow / "ward.yaml").write_text(job, encoding="utf-8")
    hint = said("packing", "--lang", language, code=ExitCode.USAGE)
    found = re.search(r"“([^”]+)”[^“]+“([^”]+)”.*allotments: \{from: ([a-z.-]+)\}", hint)
    assert found is not None
    (narrow / found[3]).write_text(f"{found[1]};{found[2]}\nTổ 1;120\nTổ 2;98\n", encoding="utf-8")
    (narrow / "ward.yaml").write_text(f"{job}quantity: 218\nallotments: {{from: {found[3]}}}\n", encoding="utf-8")
    assert re.search(r"(Recipients|Đơn vị nhận) +2\n", said("packing", "--lang", language))


@LANGUAGES
def test_a_trial_print_has_no_share_of_overs(language: str, said: Spoken) -> None:
    """Of one tag no per cent can be spared: the share is told of orders that have one."""
    label = "Bù hao" if language == "vi" else "Overs"
    one = said("sheet", "an-phu", "--shop", "office-a4", "--count", "1", "-o", "proof", "--lang", language)
    assert re.search(rf"^{label} +1$", one, re.MULTILINE)
    assert re.search(rf"^{label} +160  \(5 ?%\)$", said("plan", "an-phu", "--lang", language), re.MULTILINE)
