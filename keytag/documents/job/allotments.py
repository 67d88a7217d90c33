"""Who gets how many tags: residential groups, hamlets, and channels such as the Front or a union.

What a job writes of them, and what it comes to: households become tags, a name finds its edition. Judges form
only; whether the sums are right is `keytag.checks.content`'s to say. Contacts are personal data: they are set on
the papers of packing and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct
from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from keytag.documents.job.content import EditionContent
from keytag.documents.job.fields import EditionId, Quantity
from keytag.documents.job.ids import telex_words
from keytag.documents.yaml import (
    MISSING_KEY,
    Count,
    Line,
    Name,
    Part,
    RefusedValueError,
    did_you_mean,
    quote,
    within,
)
from keytag.documents.yaml.rules import UNKNOWN_KEY
from keytag.findings import Where
from keytag.text.text import Text, fold_name

if TYPE_CHECKING:
    from keytag.documents.tables import NamedTable

# House rule: the largest wards have some two hundred groups; this leaves room for a province's corner.
MAX_ALLOTMENTS = 2_000
# House rule: no group or hamlet has half as many; a larger figure was meant for a ward.
MAX_HOUSEHOLDS = 20_000

COLUMNS = ("name", "kind", "households", "quantity", "edition", "contact")
"""What a table can say of an allotment."""

# Absorbs the binary rounding of a percentage (1000 times 0.07 is a little over 70).
_EPSILON = 1e-6


class AllotmentKind(StrEnum):
    """What kind of body hands the tags on."""

    GROUP = "group"
    HAMLET = "hamlet"
    CHANNEL = "channel"


class AllotmentEntry(Part):
    """One group, hamlet or channel, with its tags."""

    name: Line = Field(examples=["Tổ dân phố 9"], description="Name of the group, hamlet or channel.")
    kind: AllotmentKind | None = Field(
        None,
        examples=["group"],
        description="Residential group, hamlet, or channel (police, Front, union); without it, by its name.",
    )
    households: Annotated[Count, within(1, MAX_HOUSEHOLDS)] | None = Field(
        None, examples=["347"], description="Households: a line each on the receipt sheet."
    )
    quantity: Quantity | None = Field(
        None, examples=["360"], description="Tags; without it, one a household and what is spare."
    )
    edition: EditionId | None = Field(
        None, examples=["xa-glar"], description="Whose tags; without it the only edition, or that of its name."
    )
    contact: Line | None = Field(
        None,
        examples=["Ông Nguyễn Văn A, 0769 000 113"],
        description="Who takes them over. Personal data: on the packing list alone, in no package.",
        exclude=True,
    )

    @model_validator(mode="after")
    def _says_how_many(self) -> AllotmentEntry:
        if self.households is None and self.quantity is None:
            raise RefusedValueError(
                Text("Chưa ghi số hộ hay số lượng.", "Neither households nor tags are said."),
                Text("Thêm households: 62, hoặc quantity: 64.", "Add households: 62, or quantity: 64."),
                rule=MISSING_KEY,
            )
        return self


class AllotmentTable(Part):
    """Allotments that stand in a table beside the job, a row for each."""

    source: Name = Field(
        alias="from",
        examples=["to-dan-pho.csv"],
        description="CSV or XLSX file in the job's folder. Contacts in it stay there: packages leave them out.",
    )
    sheet: Line | None = Field(None, examples=["Sheet1"], description="Sheet of a workbook with several.")
    columns: Annotated[dict[Line, Line], Field(max_length=len(COLUMNS))] = Field(
        default_factory=dict,
        examples=["{name: Tổ, households: Tổng số hộ}"],
        description="Headers of the table by what they are, where keytag does not know them by themselves.",
    )
    hidden: Literal["skip", "read"] | None = Field(
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

        return NamedTable("allotments", self.source, self.sheet, self.hidden, self.columns)

    @field_validator("columns")
    @classmethod
    def _are_columns(cls, columns: dict[str, str]) -> dict[str, str]:
        for key in columns:
            if key not in COLUMNS:
                raise RefusedValueError(
                    Text(f"Không có cột {quote(key)}.", f"There is no column {quote(key)}."),
                    did_you_mean(key, COLUMNS),
                    (key,),
                    rule=UNKNOWN_KEY,
                )
        return columns


def _form(value: object) -> str:
    return "table" if isinstance(value, dict | AllotmentTable) else "entries"


Allotments = Annotated[
    Annotated[tuple[AllotmentEntry, ...], Field(max_length=MAX_ALLOTMENTS), Tag("entries")]
    | Annotated[AllotmentTable, Tag("table")],
    Discriminator(_form),
]
"""A list of entries, or the table that has them."""


class Allotment(Struct, frozen=True):
    """What one group, hamlet or channel gets. ``edition`` is None where it is not clear whose tags those are.

    ``node`` and ``where`` say where that is written: a node of the job, or a row of a table.
    """

    name: str
    kind: AllotmentKind
    households: int | None
    quantity: int
    edition: str | None
    node: str
    contact: str | None = None
    wanted: str | None = None
    """The edition that was named, also where there is none of that id."""
    where: Where | None = None


def allot(
    entries: Sequence[AllotmentEntry],
    spare: float,
    editions: Sequence[EditionContent],
    places: Sequence[Where] = (),
) -> tuple[Allotment, ...]:
    """Return what ``entries`` come to with ``spare`` (0.03 for 3 %) on top of their households.

    ``places`` are those of the rows where the entries come from a table.
    """
    known = {edition.id for edition in editions}
    by_name = _by_name(editions)
    found = []
    for index, entry in enumerate(entries):
        wanted = entry.edition or (editions[0].id if len(editions) == 1 else entry.name)
        edition = wanted if wanted in known else by_name.get(telex_words(wanted)) or by_name.get(fold_name(wanted))
        found.append(
            Allotment(
                name=entry.name,
                kind=entry.kind or _kind_of(entry),
                households=entry.households,
                quantity=entry.quantity or with_spare(entry.households or 0, spare),
                edition=edition,
                node=f"allotments.{index}" if not places else "allotments",
                contact=entry.contact,
                wanted=entry.edition,
                where=places[index] if places else None,
            )
        )
    return tuple(found)


def _by_name(editions: Sequence[EditionContent]) -> dict[str | tuple[str, ...], str]:
    """Return the editions' ids by their names as typed, and by letters alone where only one is so called."""
    found: dict[str | tuple[str, ...], str] = {}
    called: dict[str, set[str]] = {}
    for edition in editions:
        if edition.name:
            found[telex_words(edition.name)] = edition.id
        for name in filter(None, (edition.id, edition.name)):
            called.setdefault(fold_name(name), set()).add(edition.id)
    return found | {name: next(iter(ids)) for name, ids in called.items() if len(ids) == 1}


def with_spare(households: int, spare: float) -> int:
    """Return a tag for each household and the ratio ``spare`` on top, rounded up to a whole tag."""
    return households + ceil(households * spare - _EPSILON)


# Circular 04/2012/TT-BNV, article 1: thôn, làng, ấp, bản, buôn … are hamlets; tổ dân phố, khu phố, khóm … groups.
# A "Ban chỉ huy" is no bản, a "Tổ công đoàn" no residential group: marks and the next word count.
_KINDS = {
    AllotmentKind.HAMLET: r"(?:thôn|làng|ấp|bản|buôn|bon|xóm|phum|sóc|plei|thon|lang|ap|buon|xom|soc)\b(?! văn)",
    AllotmentKind.GROUP: (
        r"(?:tổ (?:dân|nhân dân|tự quản|\d)|to (?:dan|\d)|tdp|khu (?:phố|pho|dân cư|vực|\d)"
        r"|khối (?:phố|\d)|khóm|kp)"
    ),
}


def kind_by_name(name: str) -> AllotmentKind | None:
    """Return the kind that the beginning of a ``name`` says, None where it says nothing."""
    said = name.casefold()
    return next((kind for kind, words in _KINDS.items() if re.match(words, said)), None)


def _kind_of(entry: AllotmentEntry) -> AllotmentKind:
    """Return what an entry is by its name; what says nothing and has no households is a channel."""
    return kind_by_name(entry.name) or (AllotmentKind.GROUP if entry.households else AllotmentKind.CHANNEL)
