"""What `schema`, `list`, `show` and `version` print: keytag's own documents and resources.

One short function each, from names to text; nothing here reads argv or writes to the screen.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from keytag import library
from keytag.document import MAX_BYTES, json_schema_text, read_document, yaml_text
from keytag.ink import NAMED_INKS
from keytag.job import Job
from keytag.library import Kind
from keytag.shop import Shop
from keytag.template import Template
from keytag.wording import Language, Text

MODELS: dict[str, type[BaseModel]] = {"job": Job, "template": Template, "shop": Shop}
_MODEL_OF: dict[Kind, type[BaseModel]] = {Kind.TAGS: Template, Kind.SHOPS: Shop, Kind.CONFIGS: Job}
# Only a shop has a sheet at its top.
_SHEET_KEY = re.compile(rb"^sheet[ \t]*:", re.MULTILINE)

Rows = tuple[tuple[str, str], ...]


def schema(kind: str) -> str:
    """Return the JSON Schema of the documents of ``kind`` as text."""
    return json_schema_text(MODELS[kind])


def rows(what: str, language: Language) -> Rows:
    """Return names with a word about each: ``what`` is templates, shops, inks or fonts."""
    if what == "inks":
        return tuple(
            (ink.name, "C{:g} M{:g} Y{:g} K{:g}".format(*(100 * a for a in ink.cmyk))) for ink in NAMED_INKS
        )
    if what == "fonts":
        return tuple((font.family, _weight(font.weight, language)) for font in library.fonts())
    kind = Kind.TAGS if what == "templates" else Kind.SHOPS
    return tuple((name, _title(kind, name, language)) for name in library.names(kind, Path()))


def resolved(name: str) -> str:
    """Return the document ``name`` as YAML with every default filled in.

    Raises:
        MissingResourceError: no template, shop or sample job has that name, and it is no path.
        InvalidDocumentError: the file is no such document.
    """
    kind, path = _found(name)
    return yaml_text(_read(path, _MODEL_OF[kind]))


def _found(name: str) -> tuple[Kind, Path]:
    here = Path()
    for kind in (Kind.TAGS, Kind.SHOPS, Kind.CONFIGS):
        if name in library.names(kind, here):
            return kind, library.find(kind, name, here)
    if not (Path(name).is_file() or "/" in name or name.endswith(".yaml")):
        library.find(Kind.SHOPS, name, here)
    path = Path(name)
    if library.is_job(path):
        return Kind.CONFIGS, path
    is_shop = _SHEET_KEY.search(library.read_bytes(path, MAX_BYTES)) is not None
    return (Kind.SHOPS if is_shop else Kind.TAGS), path


def _read(path: Path, model: type[BaseModel]) -> BaseModel:
    document, _ = read_document(library.read_bytes(path, MAX_BYTES), str(path), model)
    return document


def _title(kind: Kind, name: str, language: Language) -> str:
    document = _read(library.find(kind, name, Path()), _MODEL_OF[kind])
    title = getattr(document, "title", None)
    return str(getattr(title, language, ""))


def _weight(weight: int | None, language: Language) -> str:
    return str(weight) if weight is not None else Text("mọi độ đậm", "every weight").to(language)
