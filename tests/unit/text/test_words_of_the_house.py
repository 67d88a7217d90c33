"""One word for one thing: every Vietnamese text that leaves the program is held against what is not said.

The texts are those of the workbook that `docs/texts.py` writes, the Vietnamese pages, and what samples, templates,
shops and cutters say. docs/glossary.md has the words to use.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from keytag.cli.screen.spelling import sentence
from keytag.text.text import Text

ROOT = Path(__file__).parents[3]

# What is not said, and where it is right after all: another thing of that name, a quotation, a word of law.
NOT_SAID = {
    "thẻ": r"(?<!“)\bthẻ\b(?! (?:nhớ|căn cước|ngành|ngân hàng))",
    "công việc": r"\bcông việc\b",
    "khóa, of YAML": r"(?<!móc )(?<!chìa )(?<!từ )(?<!cặp )\bkhóa\b(?! (?:ký|công khai|tra|học))",
    "dân": r"(?<!người )(?<!nhân )(?<!cư )(?<!hộ )(?<!toàn )(?<!công )"
    r"\bdân\b(?! (?:phố|cư|sự|số|quân|tộc|phục vụ))",
    "bịa": r"\bbịa\b",
    "lượt": r"(?<!một )(?<!hai )\blượt\b",
    "vòng of a ring": r"\bvòng (?:khóa|móc)\b|\bkhoen móc\b",
    "lật ngang, lật dọc": r"\blật (?:ngang|dọc)\b",
    "đường cắt": r"\bđường cắt\b",
    "tỉ lệ": r"\btỉ lệ\b",
    "xưởng in": r"\bxưởng in\b",
    "in số": r"\bmáy in số\b|\bin số trên\b",
    "bản mẫu": r"\bbản mẫu\b|MẪU \N{EN DASH} KHÔNG IN",
    "công an, small": r"(?-i:\bcông an\b)",
    "giải thể": r"\bgiải thể\b",
    "cứu hỏa": r"\bcứu hỏa\b",
    "a rule of keytag's as if of law": r"\bquy định (?:riêng )?của keytag\b",
    "ý bạn là": r"\bý bạn\b",
    "lệ của nghề": r"\blệ của nghề\b",
    "nói, of a file": r"\btệp nói\b|\bkeytag nói rằng\b",
    "chữ sống": r"\bchữ sống\b",
    "bàn giao, of files": r"\bgói bàn giao\b",
}
# docs/glossary.md names the words that are not used; a name of a file or a folder is nobody's word.
PAGES = ("README.vi.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.vi.md"))))
# Acrylic is cut by no die; a label is recognised by its small letters.
ELSEWHERE = {
    ("keytag/handoff/readme.py", "đường cắt"),
    # The number of a bank card.
    ("keytag/documents/job/leaflet.py", "thẻ"),
    ("keytag/output/packing/handover.py", "công an, small"),
    ("keytag/output/document/wording.py", "công an, small"),
}


@cache
def workbook() -> ModuleType:
    """Return docs/texts.py."""
    place = importlib.util.spec_from_file_location("workbook_of_texts", ROOT / "docs" / "texts.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    sys.modules[place.name] = module
    place.loader.exec_module(module)
    return module


@cache
def texts() -> tuple[tuple[str, str, str], ...]:
    """Return every Vietnamese text of keytag: its file, its place there, what it says."""
    found = workbook().rows(ROOT)
    said = ((row.file, row.place, row.vi if isinstance(row.vi, str) else row.vi.text) for row in found if row.vi)
    return tuple(each for each in said if not each[0].startswith("keytag/text/vocabulary"))


def pages() -> list[tuple[str, str, str]]:
    """Return each line of the Vietnamese pages, with its page and place, but for what is quoted as code."""
    lines = []
    for page in PAGES:
        for number, line in enumerate((ROOT / page).read_text(encoding="utf-8").splitlines(), 1):
            lines.append((page, f"{page}:{number}", re.sub(r"`[^`]*`", "", line)))
    return lines


def samples() -> list[tuple[str, str, str]]:
    """Return each line of samples, templates, shops and cutters that says something in Vietnamese."""
    files = [path for folder in ("configs", "templates") for path in sorted((ROOT / folder).rglob("*.yaml"))]
    assert len(files) > 20
    return [
        (path.relative_to(ROOT).as_posix(), f"{path.relative_to(ROOT)}:{number}", line)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if workbook().VIETNAMESE.search(line)
    ]


@pytest.mark.parametrize("word", NOT_SAID)
def test_a_word_that_is_not_used_stands_nowhere(word: str) -> None:
    """No text of the program and no Vietnamese page has a word that the glossary gave another for."""
    pattern = re.compile(NOT_SAID[word], re.IGNORECASE)
    said = [
        f"{place}: {text}"
        for file, place, text in (*texts(), *pages(), *samples())
        if pattern.search(text) and (file, word) not in ELSEWHERE
    ]
    assert not said, "\n".join(said)


def test_figures_of_vietnamese_sentences_have_a_comma() -> None:
    """As the screen says them, measures have a comma, days are 29/11/2026, and no blank stands before %."""
    wrong = [
        f"{place}: {said}"
        for _, place, text in texts()
        if (said := sentence(Text(text, text), "vi"))
        and re.search(r"\d\.\d+[ \u00a0](?:mm|pt)\b|\d[ \u00a0]%(?!\w)|\b\d{1,2}-\d{1,2}-20\d\d\b", said)
        and "“" not in said
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES)
def test_figures_of_vietnamese_pages_have_a_comma(page: str) -> None:
    """Pages write 0,40 mm and 100% like the screen; what is code keeps the point."""
    text = (ROOT / page).read_text(encoding="utf-8")
    told = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    assert not re.findall(r"\d\.\d+[ \u00a0](?:mm|pt)\b|\d[ \u00a0]%(?!\w)", told)
