"""Write docs/keys.md, docs/commands.md and their Vietnamese twins: ``uv run --locked python docs/reference.py``.

Keys come from the models of the documents, commands from their own help. A test holds the pages against both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import typer

from keytag.cli import COMMANDS, exit_code
from keytag.commands.show import MODELS
from keytag.documents.yaml import json_schema
from keytag.text.text import Language, Text

DOCS = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("en", "vi")
ENDS: dict[Language, str] = {"en": ".md", "vi": ".vi.md"}

KINDS = {
    "job": Text("Tệp đặt in", "Job"),
    "template": Text("Kiểu trình bày", "Template"),
    "leaflet": Text("Kiểu tờ rơi", "Leaflet template"),
    "shop": Text("Nhà in", "Shop"),
    "cutter": Text("Máy bế", "Cutter"),
    "approval": Text("Phê duyệt", "Approval"),
}
KEYS_TITLE = Text("Mọi từ khóa", "Every key")
KEYS_INTRODUCTION = Text(
    "Trang này được viết ra từ mã nguồn bằng `docs/reference.py`; đừng sửa tay. Độ dài ghi như `40`, `40mm`, "
    "`1.5in`, `6pt`; số không có đơn vị là mi-li-mét. Từ khóa có dấu * là bắt buộc. Trình soạn thảo biết YAML gợi "
    " ý các từ khóa này: `keytag schema job --lang vi`.",
    "This page is written from the code by `docs/reference.py`; do not edit it. Lengths are written as `40`, "
    "`40mm`, `1.5in`, `6pt`; a bare number is a millimetre. Keys with * must be there. Editors that know YAML "
    "complete them: `keytag schema job`.",
)
KEY, MEANING, WRITTEN = Text("từ khóa", "key"), Text("ý nghĩa", "meaning"), Text("ghi", "written")
COMMANDS_TITLE = Text("Mọi lệnh", "Every command")
COMMANDS_INTRODUCTION = Text(
    "Trang này là lời giải thích của chính các lệnh (`keytag help LỆNH`), do `docs/reference.py` viết ra; "
    "đừng sửa tay. Mã thoát: [scripts.vi.md](scripts.vi.md#mã-thoát).",
    "This page is what the commands say of themselves (`keytag help COMMAND`), written by `docs/reference.py`; "
    "do not edit it. Exit codes: [scripts.md](scripts.md#exit-codes).",
)
BELOW = Text("xem dưới", "see below")
NUMBERS = ("integer", "number", "string")


def keys_page(language: Language) -> str:
    """Return the page of all keys in ``language``."""
    lines = [f"# {KEYS_TITLE.to(language)}", "", KEYS_INTRODUCTION.to(language), ""]
    lines += [f"- [{title.to(language)}](#{kind})" for kind, title in KINDS.items()]
    for kind, title in KINDS.items():
        schema = json_schema(MODELS[kind], language)
        pages = _Pages(kind, schema["$defs"], language)
        lines += ["", f'<a id="{kind}"></a>', "", f"## {title.to(language)}", "", _line(schema["description"]), ""]
        lines += pages.table(schema)
        for name, key in pages.parts_of(schema).items():
            part = schema["$defs"][name]
            lines += [
                "",
                f'<a id="{pages.anchor(name)}"></a>',
                "",
                f"### `{key}`",
                "",
                _line(part["description"]),
                "",
            ]
            lines += pages.table(part)
    return "\n".join(lines) + "\n"


def commands_page(language: Language) -> str:
    """Return the page of all commands in ``language``: the help of each."""
    shown = sorted(COMMANDS)
    lines = [f"# {COMMANDS_TITLE.to(language)}", "", COMMANDS_INTRODUCTION.to(language), ""]
    lines += [", ".join(f"[`{name}`](#{name})" for name in shown)]
    for name in shown:
        lines += ["", f"## `{name}`", "", "```", _help(name, language), "```"]
    return "\n".join(lines) + "\n"


def _help(name: str, language: Language) -> str:
    out = StringIO()
    with redirect_stdout(out):
        exit_code(["help", name, "--lang", language])
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


class _Pages:
    """One kind of document: its tables, and links between them."""

    def __init__(self, kind: str, parts: dict[str, Any], language: Language) -> None:
        self.kind = kind
        self.parts = parts
        self.language = language

    def anchor(self, part: str) -> str:
        """Return where the table of ``part`` stands on the page."""
        return f"{self.kind}-{part.lower()}"

    def table(self, schema: dict[str, Any]) -> Iterator[str]:
        """Yield the table of a part's keys."""
        yield f"| {KEY.to(self.language)} | {WRITTEN.to(self.language)} | {MEANING.to(self.language)} |"
        yield "|---|---|---|"
        for name, key in schema["properties"].items():
            star = " *" if name in schema.get("required", ()) else ""
            meaning = key.get("description") or self._part(key).get("description", "")
            forms = ", ".join(dict.fromkeys(self.forms(key)))
            yield f"| `{name}`{star} | {forms} | {_line(meaning)} |"

    def _part(self, key: dict[str, Any]) -> dict[str, Any]:
        part: dict[str, Any] = self.parts.get(str(key.get("$ref", "")).rpartition("/")[2], {})
        return part

    def forms(self, key: dict[str, Any]) -> Iterator[str]:  # noqa: C901 (a table of the kinds of a schema's nodes)
        """Yield how a key is written: its values, the part that it holds, or an example."""
        examples = [f"`{example}`".replace("|", "\\|") for example in key.get("examples", ())[:1]]
        part = self._part(key)
        if "properties" in part:
            kind = part["properties"].get("kind", {}).get("const")
            shown = f"`kind: {kind}`" if kind else BELOW.to(self.language)
            yield f"[{shown}](#{self.anchor(key['$ref'].rpartition('/')[2])})"
        elif part:
            yield from self.forms(part)
        for choice in (*key.get("anyOf", ()), *key.get("oneOf", ()), *key.get("allOf", ())):
            if not (examples and "examples" in choice):
                yield from self.forms(choice)
        if isinstance(key.get("items"), dict) and not examples:
            yield from self.forms(key["items"])
        elif isinstance(key.get("items"), dict):
            yield from (form for form in self.forms(key["items"]) if form.startswith("["))
        if "enum" in key:
            examples = [f"`{value}`" for value in key["enum"]]
        elif "const" in key:
            examples = [f"`{key['const']}`"]
        elif key.get("type") == "boolean":
            examples = ["`true`", "`false`"]
        elif not examples and key.get("type") in NUMBERS and "description" in key:
            examples = [f"`{key['default']}`"] if key.get("default") is not None else []
        yield from examples

    def parts_of(self, schema: dict[str, Any]) -> dict[str, str]:
        """Return the parts that have keys of their own with the key each was met at, as a reader meets them."""
        found: dict[str, str] = {}

        def follow(node: Any, key: str) -> None:  # noqa: ANN401 - a schema's nodes are of any kind
            if isinstance(node, dict):
                name = str(node.get("$ref", "")).rpartition("/")[2]
                if name and name not in found and "properties" in self.parts[name]:
                    found[name] = key
                    follow(self.parts[name], key)
                for inner, part in node.get("properties", {}).items():
                    follow(part, f"{key}.{inner}" if key else inner)
                for inner, part in node.items():
                    if inner not in {"properties", "$defs"}:
                        follow(part, key)
            elif isinstance(node, list):
                for part in node:
                    follow(part, key)

        follow(schema, "")
        return found


def main() -> None:
    """Write the four pages."""
    for language in LANGUAGES:
        for name, page in (("keys", keys_page(language)), ("commands", commands_page(language))):
            (DOCS / f"{name}{ENDS[language]}").write_text(page, encoding="utf-8")
            typer.echo(f"docs/{name}{ENDS[language]}")


if __name__ == "__main__":
    main()
