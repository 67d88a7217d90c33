"""Write every text that a user can see into a workbook, and take corrections back into the source.

    uv run python docs/texts.py texts.xlsx           writes the workbook
    uv run python docs/texts.py --back texts.xlsx    puts the cells that were changed into keytag

A row is a place, its Vietnamese, its English, and a remark: sentences of the program (`Text` with two wordings),
words of papers and marks that are in one language or in both at once, what is said of rules, what keys are for.
What stands in braces is filled in, and stays as it is. What keytag recognises in documents (names of roles, of
kinds of place) is not here; nor are words within braces.

Nothing is written where one correction cannot be taken: it loses or adds what is filled in, or the source is not
what it was. Afterwards: ``uv run ruff format`` and the tests.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

ROOT = Path(__file__).parents[1]
HEADINGS = ("Nơi / Place", "Tiếng Việt", "English", "Ghi chú / Remark", "Khóa / Key")
WIDTHS = (44, 70, 70, 34, 20)
FILLED_IN = "{…}: điền khi chạy, giữ nguyên / filled in, keep"
BOTH = "một chuỗi cho cả hai tiếng / one text for both languages"
# The length of a line of code, as ruff has it.
LINE = 115
# Unicode: Latin letters with the marks of Vietnamese.
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u00c0-\u00dd\u00e0-\u00fd\u1ea0-\u1ef9]")
# What is seen outside of `Text` is made by these; elsewhere such words of a module are there to be recognised.
SPEAKING = ("cli", "commands", "handoff", "imposition", "output", "steps")
TYPED = ("keytag/text/vocabulary.py", "keytag/steps/packing.py", "keytag/cli/screen/alike.py")
RECOGNISING = re.compile(r"\(\?|\\[bdsw]|[a-zđ]\|[a-zđ]")
# Shorter is a unit or a letter.
SHORTEST = 3
FIELD = re.compile(r"\{[^{}\s]*\}")


class RefusedError(Exception):
    """A correction cannot be taken back; says in which cell and why."""


class Wording(NamedTuple):
    """One string of the source: where it stands in its file, in bytes, and how it is written there."""

    start: int
    end: int
    column: int
    text: str
    kind: str
    """``py``, ``f`` (an f-string), ``toml`` or ``yaml``."""
    fields: tuple[str, ...] = ()
    """What is filled in, as it stands in the text."""
    is_bracketed: bool = False
    """Whether it may go over several lines where it stands."""


class Row(NamedTuple):
    """A row of the workbook: a place and its wordings; one that cannot be corrected is a plain text."""

    file: str
    place: str
    vi: Wording | str | None
    en: Wording | str | None
    remark: str = ""


def rows(root: Path) -> list[Row]:
    """Return a row for each text below ``root``, file by file."""
    found: list[Row] = []
    for path in sorted((root / "keytag").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            found += _rows_of_python(name, path.read_bytes())
        elif path.suffix == ".toml":
            found += _rows_of_rules(name, path.read_bytes())
        elif name.endswith(".vi.yaml"):
            found += _rows_of_keys(name, path.read_text(encoding="utf-8"))
    return found


def _rows_of_python(name: str, source: bytes) -> Iterator[Row]:
    tree, lines = ast.parse(source), _line_starts(source)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            passed |= {id(each.value) for each in node.body if isinstance(each, ast.Expr)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            sides = [*node.args, *(each.value for each in node.keywords)]
            if len(sides) == 2:
                pairs = [[_wording(leaf, lines, is_bracketed=True) for leaf in _leaves(side)] for side in sides]
                passed |= {id(each) for side in sides for leaf in _leaves(side) for each in ast.walk(leaf)}
                for number in range(max(map(len, pairs))):
                    vi, en = (side[number] if number < len(side) else None for side in pairs)
                    if any(each is not None and _has_letters(each.text) for each in (vi, en)):
                        remark = FILLED_IN if any(each is not None and each.fields for each in (vi, en)) else ""
                        yield Row(name, f"{name}:{node.lineno}", vi, en, remark)
    yield from _rows_outside(name, tree, lines, passed)


def _rows_outside(name: str, tree: ast.Module, lines: list[int], passed: set[int]) -> Iterator[Row]:
    """Yield what is Vietnamese outside of `Text`: words of papers, marks and lists."""
    speaks = name.split("/")[1] in SPEAKING or name.endswith(("job/starter.py", "job/leaflet.py"))
    if name in TYPED or name.split("/")[1] in ("text", "vietnam"):
        return
    scopes = [tree] if speaks else [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    for scope in scopes:
        for node in ast.walk(scope):
            if isinstance(node, ast.JoinedStr):
                inner = {id(each) for part in node.values for each in ast.walk(part)}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                inner = set()
            else:
                continue
            if id(node) in passed:
                continue
            passed |= {id(node), *inner}
            said = _wording(node, lines)
            words = "".join(part for part, is_field in _parts(said.text, said.fields) if not is_field)
            if len(words) > SHORTEST and VIETNAMESE.search(words) and not RECOGNISING.search(said.text):
                yield Row(name, f"{name}:{node.lineno}", said, None, FILLED_IN if said.fields else BOTH)


def _leaves(node: ast.expr) -> list[ast.expr]:
    """Return the strings of which an expression makes its text, in order; not those that are filled in."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return [node]
    parts: list[ast.expr] = []
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        parts = [node.func.value]
    return [leaf for part in parts for leaf in _leaves(part)]


def _wording(node: ast.expr, lines: list[int], *, is_bracketed: bool = False) -> Wording:
    start = lines[node.lineno - 1] + node.col_offset
    end = lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
    if isinstance(node, ast.Constant):
        text = str(node.value)
        return Wording(start, end, node.col_offset, text, "py", tuple(FIELD.findall(text)), is_bracketed)
    shown, fields = "", []
    for part in node.values if isinstance(node, ast.JoinedStr) else ():
        if isinstance(part, ast.Constant):
            shown += str(part.value).replace("{", "{{").replace("}", "}}")
        else:
            fields.append(_field(part))
            shown += fields[-1]
    return Wording(start, end, node.col_offset, shown, "f", tuple(fields), is_bracketed)


def _field(part: ast.expr) -> str:
    """Return what is filled in as it stands in an f-string, its own strings in single quotes."""
    return ast.unparse(ast.JoinedStr([part])).removeprefix("f")[1:-1]


def _rows_of_rules(name: str, source: bytes) -> Iterator[Row]:
    """Yield the texts of the rules of a module: a table for each, a line or more for each text."""
    line = re.compile(rb'^(?:\[([^\]\n]+)\]|(\w+)(?:\.(vi|en))? = ("""(?:.|\n)*?"""|[^\n]+))$', re.MULTILINE)
    rule, kept = "", {}
    for found in line.finditer(source):
        if found[1]:
            rule = found[1].decode()
            continue
        key, language, value = found[2].decode(), (found[3] or b"").decode(), found[4].decode()
        said = Wording(found.start(4), found.end(4), 0, tomllib.loads(f"text = {value}")["text"], "toml")
        if language == "vi":
            kept[key] = said
        elif language == "en":
            yield Row(name, f"{rule} {key}", kept.pop(key), said)
        elif said.text != "keytag":
            yield Row(name, f"{rule} {key}", said, None, BOTH)


def _rows_of_keys(name: str, source: str) -> Iterator[Row]:
    """Yield what keys are for: the English stands in the models, and is corrected there."""
    tree = yaml.compose(source)
    for key, value in tree.value if tree else ():
        start, end = (len(source[: mark.index].encode()) for mark in (value.start_mark, value.end_mark))
        yield Row(name, "keytag schema", Wording(start, end, 0, value.value, "yaml"), key.value, "English: models")


def write(root: Path, target: Path) -> int:
    """Write the workbook and return how many rows it has."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "keytag"
    sheet.append(HEADINGS)
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.column_dimensions["E"].hidden = True
    sheet.freeze_panes = "A2"
    found = _keyed(root)
    for number, (key, row) in enumerate(found.items(), 2):
        for column, text in enumerate((row.place, _text(row.vi), _text(row.en), row.remark, key), 1):
            cell = sheet.cell(number, column, text)
            # A text that begins with "=" is no formula.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = sheet.dimensions
    book.save(target)
    return len(found)


def take_back(root: Path, workbook: Path) -> list[str]:
    """Put each cell that was changed into the source; return what was changed, a line each.

    Raises RefusedError, and changes nothing, where a cell cannot be taken: its line says which and why.
    """
    found, refused = _keyed(root), []
    changes: dict[str, list[tuple[Wording, str]]] = {}
    done: list[str] = []
    sheet: Any = load_workbook(workbook).active
    for line in sheet.iter_rows(min_row=2):
        vi, en = (_cell(line[column].value) for column in (1, 2))
        key = str(line[4].value or "")
        if not key or key.partition("-")[0] == _digest(vi, en):
            continue
        row = found.get(key)
        if row is None:
            refused.append(f"{line[1].coordinate}: the source has changed since the workbook was written")
            continue
        for cell, was, text in ((line[1], row.vi, vi), (line[2], row.en, en)):
            if text == _text(was):
                continue
            why = _why_not(was, text)
            if why:
                refused.append(f"{cell.coordinate}: {why}")
            elif isinstance(was, Wording):
                changes.setdefault(row.file, []).append((was, text))
                done.append(f"{row.place}: {was.text!r} -> {text!r}")
    if not refused:
        refused = _replace(root, changes)
    if refused:
        raise RefusedError("\n".join(refused))
    return done


def _keyed(root: Path) -> dict[str, Row]:
    """Return the rows by a key that is theirs as long as their file and texts are what they were."""
    keyed: dict[str, Row] = {}
    times: Counter[str] = Counter()
    for row in rows(root):
        key = f"{_digest(_text(row.vi), _text(row.en))}-{_digest(row.file)[:6]}"
        times[key] += 1
        keyed[f"{key}-{times[key]}"] = row
    return keyed


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def _text(said: Wording | str | None) -> str:
    return said.text if isinstance(said, Wording) else said or ""


def _cell(value: object) -> str:
    """Return a cell's text with letters of one piece and lines that end as everywhere."""
    text = "" if value is None else str(value)
    return unicodedata.normalize("NFC", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in FIELD.sub("", text))


def _why_not(was: Wording | str | None, text: str) -> str:
    """Return why ``text`` cannot be put in the place of ``was``; nothing where it can."""
    if not isinstance(was, Wording):
        return "the English of keys stands in the models" if was else "there is no text to change"
    if not text.strip():
        return "the text is empty"
    lost = f"what is filled in is not as it was: {' '.join(was.fields) or 'nothing'}"
    if was.kind == "py" and Counter(FIELD.findall(text)) != Counter(was.fields):
        return lost
    if was.kind == "f":
        parts = _parts(text, was.fields)
        said = "".join(part for part, is_field in parts if not is_field).replace("{{", "").replace("}}", "")
        if Counter(part for part, is_field in parts if is_field) != Counter(was.fields) or set("{}") & set(said):
            return lost
    return ""


def _parts(text: str, fields: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Part a text into what is said and what is filled in."""
    if not fields:
        return [(text, False)]
    listed = "|".join(re.escape(field) for field in sorted(set(fields), key=len, reverse=True))
    return [(part, bool(number % 2)) for number, part in enumerate(re.split(f"({listed})", text)) if part]


def _replace(root: Path, changes: dict[str, list[tuple[Wording, str]]]) -> list[str]:
    """Write the changed strings into their files; return why not, and leave all as it was, where one is wrong."""
    before = {file: (root / file).read_bytes() for file in changes}
    after: dict[str, bytes] = {}
    wrong: list[str] = []
    for file, pairs in changes.items():
        source = before[file]
        for was, text in sorted(pairs, key=lambda pair: pair[0].start, reverse=True):
            source = source[: was.start] + _written(was, text).encode() + source[was.end :]
        after[file] = source
    for file, source in after.items():
        (root / file).write_bytes(source)
    wanted = Counter((file, text) for file, pairs in changes.items() for _, text in pairs)
    try:
        there = Counter((row.file, _text(said)) for row in rows(root) for said in (row.vi, row.en))
        wrong = [f"{file}: cannot be written as “{text}”" for file, text in (wanted - there)]
    except (SyntaxError, ValueError, yaml.YAMLError) as error:
        wrong = [str(error)]
    if wrong:
        for file, source in before.items():
            (root / file).write_bytes(source)
    return wrong


def _written(was: Wording, text: str) -> str:
    """Return ``text`` as a string of its file's language."""
    if was.kind == "yaml":
        return json.dumps(text, ensure_ascii=False)
    if was.kind == "toml":
        return toml_string(text)
    parts = _parts(text, was.fields) if was.kind == "f" else [(text, False)]
    pieces: list[str] = []
    for part, is_field in parts:
        # A line of code may end after a word, a blank or what is filled in.
        words = [part] if is_field else re.findall(r"\n|[^\s]+[^\S\n]*|[^\S\n]+", part)
        pieces += words if is_field else map(_escaped, words)
    whole = _quoted(pieces, was.kind)
    if was.column + len(whole) < LINE - 2:
        return whole
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if lines[-1] and was.column + len(_quoted([*lines[-1], piece], was.kind)) > LINE - 3:
            lines.append([])
        lines[-1].append(piece)
    told = ("\n" + " " * was.column).join(_quoted(line, was.kind) for line in lines)
    return told if was.is_bracketed else f"({told})"


def _quoted(pieces: list[str], kind: str) -> str:
    text = "".join(pieces)
    return f'f"{text}"' if kind == "f" and "{" in text.replace("}", "{") else f'"{text}"'


def _escaped(text: str) -> str:
    """Return text as it stands between double quotes, what cannot be seen by its number."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def toml_string(text: str) -> str:
    """Return text as the data of rules have it: on one line, unless it has several."""
    if "\n" in text:
        lines = (_escaped(line).replace('\\"', '"') for line in text.split("\n"))
        return '"""\n' + "\n".join(lines).replace('"""', '""\\"') + '"""'
    if any(letter in text for letter in '"\\') and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{_escaped(text)}"'


def _line_starts(source: bytes) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--back", workbook]:
            try:
                print("\n".join(take_back(ROOT, Path(workbook))) or "nothing was changed")
            except RefusedError as error:
                raise SystemExit(f"{error}\nNothing was changed.") from None
        case [target]:
            print(f"{write(ROOT, Path(target))} texts: {target}")
        case _:
            raise SystemExit(__doc__)
