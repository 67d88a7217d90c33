"""The form of ``editions: {from: communes.csv}``: which file, which sheet, which columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field

from keytag.documents.yaml import Line, Name, Part, quote, visible_text
from keytag.documents.yaml.nodes import MapNode, Positions, Scalar
from keytag.documents.yaml.rules import BAD_VALUE
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.findings import Finding, TableCell, Where
from keytag.text.text import Text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from keytag.documents.tables import NamedTable


class TableFile(Struct, frozen=True):
    """A table that a job names: by which name, where it was found, its bytes.

    ``kept`` are the cells that the job uses: what of it goes into packages and decides their names.
    """

    name: str
    path: str
    data: bytes
    kept: tuple[TableCell, ...] = ()


Read = Callable[[str], TableFile]
"""Reads the table that the job calls so. Raises where it is not there, or lies outside the job's folder."""


def read_named_table(where: Where, name: str, read: Read) -> TableFile:
    """Return the table called ``name``; what is wrong with that name is told ``where`` the job says it."""
    try:
        return read(name)
    except MissingResourceError as error:
        error.where = where
        raise
    except InvalidDocumentError as error:
        error.findings = tuple(replace(finding, where=finding.where or where) for finding in error.findings)
        raise


# House rule: the largest district had some 40 communes; 500 leaves room for every hamlet of a province's corner.
MAX_EDITIONS = 500
# House rule: more columns of numbers than this are no tag.
_MAX_COLUMNS = 60


class ColumnNames(Part):
    """Headers of columns that keytag does not know by itself."""

    id: Line | None = Field(None, examples=["Mã"], description="Header of the ids; without any, names make them.")
    name: Line | None = Field(None, examples=["Tên xã"], description="Header of the places' names.")
    issuer: Line | None = Field(None, examples=["Cơ quan"], description="Header of the offices' names.")
    province: Line | None = Field(None, examples=["Tỉnh"], description="Header of the provinces.")
    unit: Line | None = Field(None, examples=["Mã ĐVHC"], description="Header of the units' codes.")
    quantity: Line | None = Field(None, examples=["Số hộ"], description="Header of how many tags.")
    numbers: Annotated[tuple[Line, ...], Field(max_length=_MAX_COLUMNS)] | None = Field(
        None, examples=["[Trực ban, Trưởng Công an]"], description="Headers of telephone numbers, in order."
    )
    link: Line | None = Field(None, examples=["Zalo OA"], description="Header of the addresses for QR codes.")
    caption: Line | None = Field(None, examples=["Chữ dưới mã"], description="Header of the codes' captions.")
    slogan: Line | None = Field(None, examples=["Khẩu hiệu"], description="Header of the slogans.")
    programme: Line | None = Field(
        None, examples=["Tên mô hình"], description="Header of the programmes' own names, for papers."
    )
    template: Line | None = Field(None, examples=["Kiểu"], description="Header of the templates.")


HiddenWish = Literal["skip", "read"]
"""What becomes of what a table hides."""


class EditionsFrom(Part):
    """Editions that stand in a table beside the job: one row each."""

    from_: Name = Field(
        alias="from", examples=["communes.csv"], description="The table: .csv or .xlsx in the job's folder."
    )
    sheet: Line | None = Field(
        None, examples=["Danh sách"], description="A workbook's sheet, where it has several."
    )
    columns: ColumnNames = Field(
        ColumnNames.model_construct(),
        examples=["{name: Tên xã}"],
        description="Headers, where keytag does not know them by itself.",
    )
    hidden: HiddenWish | None = Field(
        None,
        examples=["skip"],
        description=(
            "What becomes of rows and columns that are hidden or filtered out: skip leaves them out, read reads "
            "them like the others. Without it a table that hides any is refused."
        ),
    )

    @property
    def named(self) -> NamedTable:
        """How the job names the table, for lines to copy."""
        from keytag.documents.tables import NamedTable  # noqa: PLC0415 - only jobs with a table pay for it

        columns = self.columns.model_dump(mode="json", exclude_none=True)
        return NamedTable("editions", self.from_, self.sheet, self.hidden, columns)


class _OrFromATable:
    """Lets editors write `EditionsFrom` in place of a list; the list is what validation gets."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        table = EditionsFrom.model_json_schema()
        inlined = table.pop("$defs")["ColumnNames"]
        table["properties"]["columns"] = {**inlined, "default": {}}
        return {"anyOf": [handler(schema), table]}


or_from_a_table = _OrFromATable()
"""Annotates a list of editions that may stand in a table instead."""


def table_without_from(job: MapNode, positions: Positions) -> tuple[Finding, ...]:
    """Return what is wrong with ``editions: communes.csv``."""
    said = job.entries.get("editions")
    name = said[1].text if said is not None and isinstance(said[1], Scalar) else None
    if name is None or not name.lower().endswith((".csv", ".xlsx", ".xls", ".ods", ".tsv")):
        return ()
    message = Text(
        f"editions: {quote(name)} là tên một bảng, không phải danh sách.",
        f"editions: {quote(name)} names a table, it is no list.",
    )
    right = f"editions: {{from: {visible_text(name)}}}"
    return (
        BAD_VALUE.finding(message, Text(f"Viết {right}", f"Write {right}"), where=positions.where("editions")),
    )


def names_a_table(job: MapNode) -> bool:
    """Tell whether a job's editions are said to stand in a table."""
    said = job.entries.get("editions")
    return said is not None and isinstance(said[1], MapNode)
