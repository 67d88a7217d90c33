"""The lock of a job: all that decides what its tags look like besides the job itself, and how each looked.

`keytag lock` writes it beside the job as ``ward.lock.yaml``; like any other document it is read strictly, for
anybody may have changed it. It holds hashes and versions alone. Knows nothing of how tags are drawn.
"""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from keytag.documents.yaml import (
    MAX_BYTES,
    Day,
    Document,
    Line,
    Name,
    Part,
    RefusedValueError,
    quote,
    read_document,
    yaml_text,
)
from keytag.files import library, reader
from keytag.text.text import Text

# House rules: keytag has ten font files; a job names some drawings, twenty templates and 500 editions at most.
_MOST_FONTS, _MOST_FILES, _MOST_EDITIONS = 100, 300, 500

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ArtworkHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{10}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9A-Za-z.+!-]{0,39}$")]


class LockedDocument(Part):
    """A document or a profile by its name, and what it says as one digest."""

    name: Name = Field(examples=["digital-sra3"], description="Its name.")
    sha256: Digest = Field(examples=["…"], description="SHA-256 of what it says.")


class LockedEdition(Part):
    """How one edition's tag looks."""

    id: Line = Field(examples=["ward"], description="The edition's id.")
    artwork: ArtworkHash = Field(examples=["0a1b2c3d4e"], description="Hash of how the tag looks.")
    template: Name | None = Field(None, examples=["classic"], description="Its template.")
    words: ArtworkHash | None = Field(None, examples=["0a1b2c3d4e"], description="Hash of what stands on the tag.")
    form: ArtworkHash | None = Field(
        None, examples=["0a1b2c3d4e"], description="Hash of the job's own colours, and of shape, size and hole."
    )


def _version(value: object) -> object:
    if value in (1, "1"):
        return 1
    raise RefusedValueError(
        Text(f"Không có định dạng chốt mẫu {quote(value)}.", f"There is no lock format {quote(value)}."),
        Text(
            "Cập nhật keytag, hoặc xóa tệp này rồi chạy keytag lock.",
            "Update keytag, or remove the file and lock.",
        ),
    )


class DrawnWith(Part):
    """What decides how tags look besides the job itself."""

    version: Version = Field(examples=["0.1.0"], description="Version of keytag.")
    shop: LockedDocument = Field(description="The shop.")
    cutter: LockedDocument | None = Field(None, description="The shop's cutter.")
    profile: LockedDocument = Field(description="The output profile.")
    places: Day = Field(examples=["2026-10-10"], description="Day of the table of places.")
    templates: Annotated[tuple[LockedDocument, ...], Field(max_length=_MOST_FILES)] = Field(
        description="The templates."
    )
    drawings: Annotated[tuple[LockedDocument, ...], Field(max_length=_MOST_FILES)] = Field(
        (), description="The templates' drawings."
    )
    fonts: Annotated[tuple[LockedDocument, ...], Field(max_length=_MOST_FONTS)] = Field(description="The fonts.")


class Lock(Document):
    """What a job was drawn with, and how each of its tags looked. Written by keytag lock."""

    beginning: ClassVar[str] = "keytag lock"

    lock: Annotated[Literal[1], BeforeValidator(_version)] = Field(
        examples=["1"], description="Version of this format."
    )
    date: Day = Field(examples=["2026-11-30"], description="Day of the lock.")
    job: LockedDocument = Field(description="The job, with its tables.")
    tags: Annotated[tuple[LockedEdition, ...], Field(max_length=_MOST_EDITIONS)] = Field(
        description="How each edition's tag looks."
    )
    drawn_with: DrawnWith = Field(description="What decides how tags look besides the job.")

    @field_validator("tags")
    @classmethod
    def _each_once(cls, tags: tuple[LockedEdition, ...]) -> tuple[LockedEdition, ...]:
        seen: set[str] = set()
        for index, edition in enumerate(tags):
            if edition.id in seen:
                said = quote(edition.id)
                raise RefusedValueError(
                    Text(f"Mẫu {said} có hai dòng.", f"The edition {said} stands twice."),
                    Text("Giữ một dòng, hoặc chốt lại: keytag lock --renew", "Keep one, or lock again."),
                    (index, "id"),
                )
            seen.add(edition.id)
        return tags


def read_lock(job: Path) -> Lock | None:
    """Return the lock of the job at ``job``; None where there is none.

    Raises:
        InvalidDocumentError: what has its name is no such document; carries every finding.
        MissingResourceError: what has its name is no file, or may not be read.
    """
    path = library.lock_path(job)
    return read_document(reader.read_bytes(path, MAX_BYTES), str(path), Lock)[0] if reader.is_there(path) else None


_HEAD = """\
# Do keytag lock ghi; đừng sửa tay. Cố ý đổi móc khóa thì ghi lại: keytag lock --renew
# Written by keytag lock; do not edit. Where tags are meant to change: keytag lock --renew
"""


def lock_text(lock: Lock) -> str:
    """Return ``lock`` as the text of its file; what is unset is left out."""
    return _HEAD + yaml_text(lock)
