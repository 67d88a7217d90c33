"""Figures, days and per cents are written one way in each language, in whatever leaves the program.

Held against whole outputs, not against texts: the lines that papers and press sheets set, screens and help of all
commands, workbooks, the README of a package, and the messages of all cases.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from keytag.cli import COMMANDS, exit_code
from keytag.cli.screen.spelling import sentence
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.sheet import Placement
from keytag.output.page.canvas import SECOND, Align, Canvas, Style, set_line
from keytag.output.sheetmap import drawing
from keytag.text.text import Language, Text

pytestmark = pytest.mark.usefixtures("remembered", "unasked")

CASES = Path(__file__).parents[1] / "cases"
KEYTAG = Path(__file__).parents[2] / "keytag"
DAY = "2026-01-15"
LANGUAGES: tuple[Language, ...] = ("vi", "en")
VIETNAMESE = re.compile("[ăđĩũơưĂĐĨŨƠƯàáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ\u1ea0-\u1ef9]")
ENGLISH = re.compile(
    r"\b(?:the|of|from|each|sheets?|tags?|holes?|front|back|at|for|left|top|cut|oval|passed|modules?|rules?|"
    r"files?|editions?|page|with|by|on|and|not|all|made|out|box|bags?|digits|lines)\b"
)
UNIT = "[ \u00a0]?(?:mm|cm|pt|ô|modules?|MB|GB|s|°)\\b"
# What is written the other language's way.
WRONG: dict[Language, dict[str, str]] = {
    "vi": {
        "a decimal point": r"(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.,])",
        "a decimal point before a unit": rf"(?<![\d.,])\d+\.\d+(?={UNIT}|[ \u00a0]?%|:1)",
        "a comma of thousands": r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d.,])",
        "a day of ISO 8601": r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
        "a blank before %": "\\d[ \u00a0]%(?!\\w)",
    },
    "en": {
        "a decimal comma": r"(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?![\d.,])",
        "a point of thousands": r"(?<![\d.,])[1-9]\d{0,2}\.000(?![\d.,])",
        "a day of an office": r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)",
        "no blank before %": r"\d%(?!\w)",
    },
}
# What is for machines, or must be typed as it stands: in neither language's way.
EXEMPT = (
    r"https?://\S+|\bzalo\.me\S*",
    # Names of files and folders, of packages too.
    r"\S*[\w-]+\.(?:pdf|zip|yaml|csv|xlsx|json|dxf|svg|png|xjdf|txt|key|pub|icc|toml|minisig|sha256|md)\b",
    r"\S+-\d{4}-\d{2}-\d{2}-\S+",
    # Options and keys of documents, with what is typed there.
    r"--[a-z-]+(?:[ =]\S+)?",
    r"`[^`]*`|“[^”]*”|\"[^\"]*\"",
    r"\b[a-z_]+: \S+",
    # Settings as a drawing program shows them.
    r"(?:[Oo]pacity|Appearance):? 100%",
    # Versions and names of standards.
    r"\bkeytag \d+\.\d+\.\d+\S*|\bXJDF \d\.\d|\bPDF[ /]\S+|\bISO \S+|\b\d+\.\d+\.\d+\b",
    # An example of what is typed, after such a word; an inch.
    r"(?:ví dụ|like|as in) \d\S*|\b\d\.\d+in\b",
    # Telephone numbers.
    r"\b0\d{2,3}(?:[ .]\d{3,7}){1,3}\b|\b0\d{9}\b",
)
_EXEMPT = re.compile("|".join(EXEMPT))

JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
programme: Móc khóa an ninh
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an, number: 0769 000 101, role: chief}
qr: {link: "https://zalo.me/1000000000000000001", caption: Quét mã để phản ánh}
tag: {shape: oval, width: 50.5mm, height: 20.5mm, hole: {diameter: 4.5mm, edge: 2.5mm}}
order: {due: 2026-12-20}
spare: 3.5%
overs: 5%
packing: {bag: 50, box: 1000}
"""
GROUPS = "allotments:\n  - {name: Tổ dân phố 9, households: 1020}\n  - {name: Thôn 1, households: 30}\n"
EDITIONS = "editions:\n  - {id: mot, name: Tổ 1, quantity: 1200}\n  - {id: hai, name: Tổ 2, quantity: 600}\n"


def wrongs(text: str, language: Language) -> list[str]:
    """Return what in ``text`` is written another way than ``language`` has, with the words around it."""
    said = _EXEMPT.sub(lambda found: "#" * len(found[0]), text)
    return [
        f"{kind}: …{text[max(0, found.start() - 40) : found.end() + 20]}…"
        for kind, pattern in WRONG[language].items()
        for found in re.finditer(pattern, said)
    ]


class Drawn:
    """Remembers each line of lettering, and whether it is set as small print, like the second language."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, bool], None] = {}

    def add(self, text: str, *, is_grey: bool) -> None:
        """Remember a line."""
        self.lines[text, is_grey] = None

    def wrongs(self) -> list[str]:
        """Return what is written another way than its language has; grey figures alone are of either."""
        found: list[str] = []
        for text, is_grey in self.lines:
            vi, en = wrongs(text, "vi"), wrongs(text, "en")
            if VIETNAMESE.search(re.sub("[ \u00a0]đ(?!\\w)", "", text)):
                found += vi
            elif ENGLISH.search(text):
                found += en
            elif not is_grey or en:
                found += vi
        return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What pages and press sheets set from now on."""
    seen = Drawn()
    set_type, place, word = Canvas.line, LineSetter.place, LineSetter.word

    def typed(self: Canvas, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        seen.add(text, is_grey=style.ink == SECOND.ink)
        set_type(self, text, x, y, style, align)

    def line(text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> Iterator[Placement]:
        seen.add(text, is_grey=style.ink == SECOND.ink)
        return set_line(text, x, y, style, align)

    def placed(self: LineSetter, text: str, x: float, y: float, em: float) -> tuple[Placement, ...]:
        seen.add(text, is_grey=False)
        return place(self, text, x, y, em)

    def worded(self: LineSetter, text: str, x: float, y: float, em: float) -> Placement:
        seen.add(text, is_grey=False)
        return word(self, text, x, y, em)

    monkeypatch.setattr(Canvas, "line", typed)
    monkeypatch.setattr(drawing, "set_line", line)
    monkeypatch.setattr(LineSetter, "place", placed)
    monkeypatch.setattr(LineSetter, "word", worded)
    return seen


def job(folder: Path, text: str) -> Path:
    """Write a job."""
    folder.mkdir(exist_ok=True)
    (folder / "ward.yaml").write_text(text, encoding="utf-8")
    return folder / "ward.yaml"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return all that a run says."""
    exit_code([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.parametrize(
    ("shop", "text", "language"),
    [("digital-sra3", EDITIONS, "vi"), ("moulded-pvc", "quantity: 1500\n", "en")],
    ids=["digital", "moulded"],
)
def test_papers_of_a_package(
    shop: str, text: str, language: Language, tmp_path: Path, drawn: Drawn, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ticket, map, preflight record, list, labels, mould and press sheets, and the README in both languages."""
    path = job(tmp_path, f"{JOB}{text}shop: {shop}\n")
    screen = said(capsys, "handoff", path, "--unapproved", "-o", tmp_path, "--date", DAY, "--lang", language)
    assert not wrongs(screen, language), screen
    assert len(drawn.lines) > 150
    assert not drawn.wrongs()
    (package,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("README.txt"))
        vi, _, en = archive.read(name).decode().partition("-" * 78)
    assert not wrongs(vi, "vi")
    assert not wrongs(en, "en")
    assert not wrongs(said(capsys, "verify", package, "--lang", language), language)


def test_papers_of_packing(tmp_path: Path, drawn: Drawn, capsys: pytest.CaptureFixture[str]) -> None:
    """List, records, receipts and labels, and the workbook beside them."""
    path = job(tmp_path, f"{JOB}{GROUPS}")
    screen = said(capsys, "packing", path, "-o", tmp_path, "--date", DAY, "--lang", "vi")
    assert not wrongs(screen, "vi")
    assert any("Một nghìn không trăm" in line for line, _ in drawn.lines)
    assert not drawn.wrongs()
    book = load_workbook(BytesIO((tmp_path / "packing/summary.xlsx").read_bytes()))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Tổ dân phố 9" in cells
    assert not [wrong for cell in cells for wrong in wrongs(cell, "vi")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_screens_of_every_command(language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What each command shows of a job, of lists, of places, of a file, of rules."""
    path = job(tmp_path, f"{JOB}{EDITIONS}shop: offset-65x86\nbudget: 18 triệu\n")
    runs = {
        "check": ("check", path, "--date", DAY),
        "called": ("check", path, "--called", "--date", DAY),
        "editions": ("editions", path),
        "render": ("render", path, "-o", tmp_path / "r", "--date", DAY),
        "sheet": ("sheet", path, "-o", tmp_path / "s", "--date", DAY),
        "plan": ("plan", path, "--date", DAY, "--plate-cost", "150000", "--sheet-cost", "2500"),
        "cost": ("cost", path, "--date", DAY),
        "packing": ("packing", path, "-o", tmp_path / "p", "--date", DAY),
        "inspect": ("inspect", tmp_path / "r" / "mot" / "front.pdf"),
        "units": ("units", "an phú"),
        "list": ("list", "shops"),
        "inks": ("list", "inks"),
        "fonts": ("list", "fonts"),
        "templates": ("list", "templates"),
        "cutters": ("list", "cutters"),
        "proof": ("proof", path, "-o", tmp_path / "q", "--date", DAY),
        "share": ("share", path, "-o", tmp_path / "h", "--date", DAY),
        "leaflet": ("leaflet", path, "-o", tmp_path / "l", "--date", DAY, "--shop", "digital-sra3"),
        "watch": ("watch", path, "-o", tmp_path / "w", "--date", DAY, "--once", "--format", "svg"),
        "contacts": ("contacts", path, "-o", tmp_path / "c", "--date", DAY),
        "order": ("order", path, "-o", tmp_path / "o", "--date", DAY),
        "approve": ("approve", path, "--by", "A", "--called", "all", "--date", DAY),
        "lock": ("lock", path, "--date", DAY),
    }
    for name, arguments in runs.items():
        screen = said(capsys, *arguments, "--lang", language)
        assert len(screen) > 30, name
        assert not wrongs(screen, language), (name, wrongs(screen, language))
    # What has changed since is told, too.
    path.write_text(path.read_text(encoding="utf-8").replace("0769 000 1", "0769 001 1"), encoding="utf-8")
    for name in ("diff", "lock", "called", "withdraw"):
        arguments = runs.get(name, (name, path, "--date", DAY))
        arguments = ("approve", path, "--withdraw") if name == "withdraw" else arguments
        screen = said(capsys, *arguments, "--lang", language)
        assert len(screen) > 60, name
        assert not wrongs(screen, language), (name, wrongs(screen, language))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_of_every_command(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    """What commands say of themselves."""
    for command in COMMANDS:
        screen = said(capsys, command, "--help", "--lang", language)
        assert not wrongs(screen, language), (command, wrongs(screen, language))


def test_what_rules_say() -> None:
    """What every rule says of itself in either language; sections of standards are quoted as these number them."""
    found, number = [], 0
    for file in sorted(KEYTAG.rglob("*.toml")):
        for name, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            said_of = [texts[key] for key in ("holds", "why", "mend") if key in texts]
            for text in said_of:
                for language in LANGUAGES:
                    line = sentence(Text(text["vi"], text["en"]), language)
                    found += [f"{name}: {wrong}" for wrong in wrongs(line, language)]
                    number += 1
    assert number > 1500
    assert not found, "\n".join(found)


def test_messages_of_all_cases() -> None:
    """What keytag finds in jobs that are wrong, as the screen says it."""
    found = []
    for case in (*(CASES / "checks").glob("*.yaml"), *(CASES / "documents").glob("*.yaml")):
        _, _, expected = case.read_text(encoding="utf-8").partition("# ---- expected")
        for finding in re.split(r"(?m)^# (?=\S)", expected)[1:]:
            # The message and the hint, if there is one, in English, and then in Vietnamese.
            lines = [line[4:] for line in finding.splitlines()[1:] if line.startswith("#   ")]
            for number, line in enumerate(lines):
                language: Language = "en" if number < len(lines) / 2 else "vi"
                found += [
                    f"{case.name}: {each}" for each in wrongs(sentence(Text(line, line), language), language)
                ]
    assert not found, "\n".join(found)
