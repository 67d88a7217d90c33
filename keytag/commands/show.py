"""The command `show` and its kin: keytag's own documents and resources, from names to text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from keytag.documents.approval import Approval
from keytag.documents.job import Job, read_job
from keytag.documents.layout import Nest
from keytag.documents.leaflet import Leaflet
from keytag.documents.shop import Cutter, Shop
from keytag.documents.template import NumberRange, Template
from keytag.documents.yaml import MAX_BYTES, Document, json_schema_text, read_document, yaml_text
from keytag.drawing.geometry import ShapeKind
from keytag.drawing.ink import NAMED_INKS
from keytag.errors import CannotWriteError, KeytagError, MissingResourceError
from keytag.files import font_files, library, reader
from keytag.files.library import ResourceKind
from keytag.files.writer import write_files
from keytag.text.suggest import guess_before
from keytag.text.text import Language, Text

MODELS: dict[str, type[Document]] = {
    "job": Job,
    "template": Template,
    "leaflet": Leaflet,
    "shop": Shop,
    "cutter": Cutter,
    "nest": Nest,
    "approval": Approval,
}
_MODEL_OF: dict[ResourceKind, type[Document]] = {
    ResourceKind.TAGS: Template,
    ResourceKind.LEAFLETS: Leaflet,
    ResourceKind.SHOPS: Shop,
    ResourceKind.CUTTERS: Cutter,
    ResourceKind.LAYOUTS: Nest,
    ResourceKind.CONFIGS: Job,
}

Rows = tuple[tuple[str, str], ...]


def schema_text(kind: str, language: Language) -> str:
    """Return the JSON Schema of the documents of ``kind`` as text, its keys described in ``language``."""
    return json_schema_text(MODELS[kind], language)


def list_resources(what: str, language: Language) -> Rows:
    """Return names with a word about each: of a kind of document (templates, shops …), of inks or fonts."""
    if what == "inks":
        return tuple(
            (ink.name, "C{:g} M{:g} Y{:g} K{:g}".format(*(100 * a for a in ink.cmyk))) for ink in NAMED_INKS
        )
    if what == "fonts":
        weights: dict[str, list[str]] = {}
        for font in font_files.all_font_files():
            weights.setdefault(font.family, []).append(_weight(font.weight, language))
        return tuple((family, ", ".join(listed)) for family, listed in weights.items())
    kind = ResourceKind.TAGS if what == "templates" else ResourceKind(what)
    own = library.own_documents(kind, Path())
    return tuple(
        (name, _about(kind, name, own.get(name), language)) for name in library.document_names(kind, Path())
    )


def meant_of(template: str) -> Mapping[ShapeKind, NumberRange]:
    """Return for which shapes and how many numbers a template is meant; nothing where its file says nothing."""
    own = library.own_documents(ResourceKind.TAGS, Path()).get(template)
    try:
        document = _read(own or library.find(ResourceKind.TAGS, template), Template)
    except KeytagError:
        return {}
    return document.meant if isinstance(document, Template) else {}


def document_text(name: str) -> str:
    """Return the document ``name`` as YAML with every default filled in.

    Raises:
        MissingResourceError: no template, shop, cutter or sample job has that name, and it is no path.
        InvalidDocumentError: the file is no such document.
    """
    kind, path = _locate(name)
    document = read_job(path).job if kind is ResourceKind.CONFIGS else _read(path, _MODEL_OF[kind])
    return yaml_text(document, in_points=True)


def write_document(path: Path, text: str, *, overwrite: bool) -> tuple[Path, ...]:
    """Write ``text`` to ``path``, whole and in UTF-8. Raises CannotWriteError where that is taken."""
    if path.is_dir():
        raise CannotWriteError(
            Text(f"{path} là thư mục.", f"{path} is a folder."),
            Text(
                f"Ghi cả tên tệp, ví dụ {path / 'mine.yaml'}",
                f"Give a file's name, too, like {path / 'mine.yaml'}",
            ),
        )
    if os.path.lexists(path) and not overwrite:
        raise CannotWriteError(
            Text(f"{path} đã có; keytag không ghi đè.", f"{path} exists; keytag does not overwrite it."),
            Text("Chọn tên khác, hoặc thêm --overwrite.", "Choose another name, or add --overwrite."),
        )
    whole = text if text.endswith("\n") else f"{text}\n"
    return write_files(path.parent, {path.name: whole.encode()})


def _locate(name: str) -> tuple[ResourceKind, Path]:
    here = Path()
    for kind in _MODEL_OF:
        if name in library.document_names(kind, here):
            return kind, library.find(kind, name, here, asked=True)
    path = Path(name)
    if not (reader.is_file(path) or "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))):
        raise _unknown(name)
    return library.document_kind_at(path) or ResourceKind.TAGS, path


def _unknown(name: str) -> MissingResourceError:
    """Say that nothing has this name, and what may have been meant among the names of every kind."""
    names = (library.document_names(kind, Path()) for kind in _MODEL_OF)
    templates, leaflets, shops, cutters, layouts, samples = names
    listed = tuple(map(", ".join, (templates, shops, samples)))
    asked = reader.shorten_name(name)
    return MissingResourceError(
        Text(
            f"Không có kiểu trình bày, nhà in, máy cắt hay ví dụ nào tên “{asked}”.",
            f"There is no template, shop, cutter or example called “{asked}”.",
        ),
        guess_before(
            name,
            (*templates, *leaflets, *shops, *cutters, *layouts, *samples),
            Text(
                "Kiểu trình bày: {}. Nhà in: {}. Ví dụ: {}. Máy cắt: keytag list cutters.".format(*listed),
                "Templates: {}. Shops: {}. Examples: {}. Cutters: keytag list cutters.".format(*listed),
            ),
        ),
    )


def _read(path: Path, model: type[Document]) -> Document:
    document, _ = read_document(reader.read_bytes(path, MAX_BYTES), str(path), model)
    return document


def _about(kind: ResourceKind, name: str, own: Path | None, language: Language) -> str:
    """Return a document's title; the user's own is marked, also where it cannot be read."""
    if own is None:
        return _title(kind, library.find(kind, name), language)
    try:
        title = _title(kind, own, language)
    except KeytagError:
        title = Text(f"Có lỗi, xem: keytag show {name}", f"Has mistakes, see: keytag show {name}").to(language)
    return f"{title} {Text('(của bạn)', '(your own)').to(language)}"


def _title(kind: ResourceKind, path: Path, language: Language) -> str:
    document = _read(path, _MODEL_OF[kind])
    title = document.source if isinstance(document, Nest) else getattr(document, "title", None)
    return str(getattr(title, language, ""))


def _weight(weight: int | None, language: Language) -> str:
    return str(weight) if weight is not None else Text("mọi độ đậm", "every weight").to(language)
