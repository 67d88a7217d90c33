"""What `schema`, `list`, `show` and `version` print: keytag's own documents and resources.

One short function each, from names to text; nothing here reads argv or writes to the screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from keytag.cli.make import refuse_taken
from keytag.documents.job import Job, read_job
from keytag.documents.shop import Cutter, Shop
from keytag.documents.template import Template
from keytag.documents.yaml import MAX_BYTES, Document, json_schema_text, read_document, yaml_text
from keytag.drawing.ink import NAMED_INKS
from keytag.errors import KeytagError, MissingResourceError, UsageError
from keytag.files import library
from keytag.files.library import ResourceKind
from keytag.files.writer import write_files
from keytag.text import guess_before
from keytag.text.text import Language, Text
from keytag.vietnam.places import OldUnit, PlaceAnswer, PlacesTable, look_up, own_table

if TYPE_CHECKING:
    from keytag.cli.screen.atlas import Atlas

MODELS: dict[str, type[Document]] = {"job": Job, "template": Template, "shop": Shop, "cutter": Cutter}
_MODEL_OF: dict[ResourceKind, type[Document]] = {
    ResourceKind.TAGS: Template,
    ResourceKind.SHOPS: Shop,
    ResourceKind.CUTTERS: Cutter,
    ResourceKind.CONFIGS: Job,
}

Rows = tuple[tuple[str, str], ...]


def schema(kind: str, language: Language) -> str:
    """Return the JSON Schema of the documents of ``kind`` as text, its keys described in ``language``."""
    return json_schema_text(MODELS[kind], language)


def rows(what: str, language: Language) -> Rows:
    """Return names with a word about each: ``what`` is templates, shops, cutters, inks or fonts."""
    if what == "inks":
        return tuple(
            (ink.name, "C{:g} M{:g} Y{:g} K{:g}".format(*(100 * a for a in ink.cmyk))) for ink in NAMED_INKS
        )
    if what == "fonts":
        weights: dict[str, list[str]] = {}
        for font in library.fonts():
            weights.setdefault(font.family, []).append(_weight(font.weight, language))
        return tuple((family, ", ".join(listed)) for family, listed in weights.items())
    kind = ResourceKind.TAGS if what == "templates" else ResourceKind(what)
    own = library.own_documents(kind, Path())
    return tuple(
        (name, _about(kind, name, own.get(name), language)) for name in library.document_names(kind, Path())
    )


def resolved(name: str) -> str:
    """Return the document ``name`` as YAML with every default filled in.

    Raises:
        MissingResourceError: no template, shop, cutter or sample job has that name, and it is no path.
        InvalidDocumentError: the file is no such document.
    """
    kind, path = _found(name)
    document = read_job(path).job if kind is ResourceKind.CONFIGS else _read(path, _MODEL_OF[kind])
    return yaml_text(document)


_PLACES = Text(
    "Gõ tên, có dấu hay không cũng được, ví dụ: keytag units an-khe",
    "Type a name, with marks or without, like: keytag units an-khe",
)


def atlas(file: str | None) -> Atlas:
    """Return keytag's own table of places, or the one in ``file``.

    Raises MissingResourceError where there is no such file, InvalidDocumentError where it is no table of places.
    """
    from keytag.cli.screen.atlas import Atlas  # noqa: PLC0415 - knows rich, which others need not import

    if file is None:
        return Atlas(own_table())
    from keytag.documents.places import read_gazetteer  # noqa: PLC0415 - only --table pays for it
    from keytag.documents.tables import MAX_TABLE_BYTES  # noqa: PLC0415 - the same

    found = read_gazetteer(library.read_bytes(Path(file), MAX_TABLE_BYTES), file)
    return Atlas(found.table, file, found.notes)


def export(places: PlacesTable, path: Path) -> tuple[Path, ...]:
    """Write the table as a workbook or CSV, as the file's name says; never over a file.

    Raises UsageError where the name is of neither, CannotWriteError where something has it already.
    """
    from keytag.documents.places import write_places  # noqa: PLC0415 - only --export pays for it

    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UsageError(
            Text(
                f"--export {path}: tên cần kết thúc bằng .xlsx hoặc .csv.",
                f"--export {path}: the name must end in .xlsx or .csv.",
            ),
            Text("Ví dụ: keytag units --export places.xlsx", "Example: keytag units --export places.xlsx"),
        )
    refuse_taken(path, "keytag units --export")
    return write_files(path.parent, {path.name: write_places(places, as_csv=ending == ".csv")})


def places(query: str, table: PlacesTable) -> tuple[PlaceAnswer, dict[str, tuple[OldUnit, ...]]]:
    """Return what ``query`` is and was, and what each unit of today was made of, by its code.

    Raises MissingResourceError where the table knows nothing of that name, with what may have been meant.
    """
    answer = look_up(table, query)
    if not answer.is_known:
        day = table.date
        meant = ", ".join(f"{unit.full(day)} ({unit.province.name})" for unit in answer.near)
        raise MissingResourceError(
            Text(
                f"Không có xã, phường, tỉnh nào tên “{library.shorten(query)}”.",
                f"There is no ward, commune or province called “{library.shorten(query)}”.",
            ),
            Text(f"Có phải ý bạn là {meant}?", f"Did you mean {meant}?") if meant else _PLACES,
        )
    return answer, {unit.code: table.made_of(unit) for unit in answer.today}


def _found(name: str) -> tuple[ResourceKind, Path]:
    here = Path()
    for kind in _MODEL_OF:
        if name in library.document_names(kind, here):
            return kind, library.find(kind, name, here, asked=True)
    path = Path(name)
    if not (library.is_file(path) or "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))):
        raise _unknown(name)
    return library.document_kind_at(path) or ResourceKind.TAGS, path


def _unknown(name: str) -> MissingResourceError:
    """Say that nothing has this name, and what may have been meant among the names of every kind."""
    templates, shops, cutters, samples = (library.document_names(kind, Path()) for kind in _MODEL_OF)
    listed = tuple(map(", ".join, (templates, shops, samples)))
    asked = library.shorten(name)
    return MissingResourceError(
        Text(
            f"Không có kiểu trình bày, nhà in, máy cắt hay ví dụ nào tên “{asked}”.",
            f"There is no template, shop, cutter or example called “{asked}”.",
        ),
        guess_before(
            name,
            (*templates, *shops, *cutters, *samples),
            Text(
                "Kiểu trình bày: {}. Nhà in: {}. Ví dụ: {}. Máy cắt: keytag list cutters.".format(*listed),
                "Templates: {}. Shops: {}. Examples: {}. Cutters: keytag list cutters.".format(*listed),
            ),
        ),
    )


def _read(path: Path, model: type[Document]) -> Document:
    document, _ = read_document(library.read_bytes(path, MAX_BYTES), str(path), model)
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
    title = getattr(_read(path, _MODEL_OF[kind]), "title", None)
    return str(getattr(title, language, ""))


def _weight(weight: int | None, language: Language) -> str:
    return str(weight) if weight is not None else Text("mọi độ đậm", "every weight").to(language)
