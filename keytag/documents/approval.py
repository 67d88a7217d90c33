"""The approval document: who looked at exactly what, edition by edition, and said that it may be printed.

`keytag approve` writes it beside the job as ``approval.yaml``; like any other document it is read strictly, for
anybody may have changed it. An entry holds the hashes of what was approved and, so that a later run can say in
words what has changed since, a plain copy of it. Knows nothing of jobs or of how tags are drawn.
"""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from keytag.documents.yaml import (
    MAX_BYTES,
    Count,
    Day,
    Document,
    Line,
    Name,
    Part,
    Positions,
    RefusedValueError,
    quote,
    read_document,
    within,
    yaml_text,
)
from keytag.documents.yaml.fields import MAX_LINE
from keytag.errors import InvalidDocumentError
from keytag.files import library, reader
from keytag.text.text import Text

# House rules: a job has 500 editions at most, and a folder some jobs; a tag has 60 numbers at most.
_MAX_ENTRIES, _MAX_CALLS, _MAX_COLOURS = 2000, 60, 40

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{10}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PublicKey = Annotated[str, StringConstraints(pattern=r"^RW[0-9A-Za-z+/]{54}$")]
# minisign's "File formats": 74 and 64 bytes in base64.
Signature = Annotated[str, StringConstraints(pattern=r"^RU[0-9A-Za-z+/]{96,98}={0,2}\.[0-9A-Za-z+/]{86}==$")]
NumberId = Annotated[str, StringConstraints(pattern=r"^S[1-9][0-9]{0,4}$")]
Address = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LINE)]
Quantity = Annotated[Count, within(1, 10_000_000)]


class ApprovedNumber(Part):
    """A telephone number as it was approved, with its label."""

    label: Line = Field(examples=["Trực ban"], description="What stands before the number.")
    number: Line = Field(examples=["0269 3000 113"], description="The number as printed.")
    side: Literal["front", "back"] | None = Field(
        None, examples=["front"], description="Side of the tag, where the job says it."
    )

    def __str__(self) -> str:
        return f"{self.label} {self.number}"


class ApprovedTag(Part):
    """A plain copy of what was approved, so that what changes later can be told in words."""

    issuer: Line = Field(examples=["Công an phường An Khê"], description="Name of the office.")
    province: Line | None = Field(None, examples=["Gia Lai"], description="Province or city.")
    name: Line | None = Field(None, examples=["Xã Glar"], description="The edition's place, for people.")
    slogan: Line | None = Field(None, examples=["Toàn dân bảo vệ an ninh Tổ quốc"], description="Slogan.")
    numbers: Annotated[tuple[ApprovedNumber, ...], Field(max_length=_MAX_CALLS)] = Field(
        (), examples=["[{label: Trực ban, number: 0269 3000 113}]"], description="Telephone numbers."
    )
    link: Address | None = Field(
        None, examples=["https://zalo.me/1000000000000000001"], description="Address that the code leads to."
    )
    caption: Line | None = Field(None, examples=["Quét mã để phản ánh"], description="Text beside the code.")
    mark: Line | None = Field(None, examples=["A1"], description="The edition's code on the tag.")
    template: Name = Field(examples=["classic"], description="Template.")
    colours: Annotated[dict[Name, Line], Field(max_length=_MAX_COLOURS)] = Field(
        default_factory=dict,
        examples=["{ground: flag-red C0 M100 Y100 K0}"],
        description="Colours by the template's roles.",
    )
    shape: Line = Field(examples=["oval"], description="Outline of the cut.")
    size: Line = Field(examples=["50 × 20 mm"], description="Width and height of the cut.")
    hole: Line | None = Field(None, examples=["4 mm, 2.5 mm, left"], description="Keyring hole.")
    sides: Literal["both", "front"] = Field("both", examples=["both"], description="Which sides are printed.")
    quantity: Quantity = Field(examples=["3200"], description="How many tags.")
    order: Count | None = Field(None, examples=["2"], description="Running number of the order.")
    stock: Line | None = Field(None, examples=["Nhựa PVC trắng 0,76 mm"], description="What is printed on.")
    finishing: Line | None = Field(None, examples=["Cán màng mờ"], description="What is done after printing.")
    ring: Line | None = Field(None, examples=["Khoen inox 25 mm"], description="The keyring.")
    cut: Line | None = Field(None, examples=["through"], description="How tags are cut.")
    shop: Name = Field(examples=["digital-sra3"], description="The shop.")
    process: Line | None = Field(None, examples=["digital"], description="How the shop prints.")
    drawn_by: Line = Field(examples=["0.1.0"], description="Version of keytag.")
    design: Hash = Field(examples=["0a1b2c3d4e"], description="Hash of the template, its fonts and drawings.")
    profile: Hash = Field(examples=["0a1b2c3d4e"], description="Hash of the output profile.")


class Call(Part):
    """A number that somebody called before the approval, and that was answered by whom it should."""

    id: NumberId = Field(examples=["S1"], description="The number's id in the call list (keytag check --called).")
    label: Line = Field(examples=["Trực ban"], description="What stands before the number.")
    number: Line = Field(examples=["0269 3000 113"], description="The number as printed.")
    by: Line = Field(examples=["Nguyễn Văn A"], description="Who called.")
    date: Day = Field(examples=["2026-11-30"], description="Day of the call.")


class Signoff(Part):
    """One act: somebody checked an edition, or approved it."""

    by: Line = Field(examples=["Đại úy Nguyễn Văn A"], description="Who it was.")
    position: Line | None = Field(None, examples=["Phó Trưởng Công an"], description="The post.")
    date: Day = Field(examples=["2026-11-30"], description="Day of the act.")
    content: Hash | None = Field(
        None, examples=["0a1b2c3d4e"], description="The order's # on that day, as it stands on the proof."
    )
    scan: Digest | None = Field(None, examples=["…"], description="SHA-256 of the scan of the signed proof.")
    key: PublicKey | None = Field(None, examples=["RW…"], description="Public key that the signature is of.")
    signature: Signature | None = Field(
        None, examples=["RU….…"], description="Signature by that key: minisign's two lines of figures."
    )


class EditionApproval(Part):
    """What is known of one edition of one job: its hashes, the calls, who checked, who approved, and what."""

    job: Line = Field(examples=["ward.yaml"], description="Name of the job's file.")
    edition: Line = Field(examples=["ward"], description="The edition's id.")
    artwork: Hash = Field(examples=["0a1b2c3d4e"], description="Hash of how the tag looks.")
    terms: Hash = Field(examples=["0a1b2c3d4e"], description="Hash of what is ordered.")
    leaflet: Hash | None = Field(
        None, examples=["0a1b2c3d4e"], description="Hash of the leaflet that goes with it, where there is one."
    )
    called: Annotated[tuple[Call, ...], Field(max_length=_MAX_CALLS)] = Field(
        (), description="Numbers that were called."
    )
    checked: Signoff | None = Field(None, description="Who checked it.")
    approved: Signoff | None = Field(None, description="Who approved it.")
    of: ApprovedTag = Field(description="What was approved, in words.")


class Withdrawn(Part):
    """An approval that was taken back: of which edition, who had given it, who took it back, when and why."""

    job: Line = Field(examples=["ward.yaml"], description="Name of the job's file.")
    edition: Line = Field(examples=["ward"], description="The edition's id.")
    approved_by: Line | None = Field(
        None, examples=["Đại úy Nguyễn Văn A"], description="Who had approved or checked it."
    )
    by: Line | None = Field(None, examples=["Thiếu tá Trần Văn B"], description="Who took it back.")
    position: Line | None = Field(None, examples=["Trưởng Công an"], description="The post.")
    date: Day = Field(examples=["2026-11-30"], description="Day on which it was taken back.")
    why: Line | None = Field(None, examples=["Số trực ban đổi"], description="Why.")


def _version(value: object) -> object:
    if value in (1, "1"):
        return 1
    raise RefusedValueError(
        Text(f"Không có định dạng phê duyệt {quote(value)}.", f"There is no approval format {quote(value)}."),
        Text("Cập nhật keytag, hoặc duyệt lại: keytag approve", "Update keytag, or approve again: keytag approve"),
    )


class Approval(Document):
    """The approvals of the jobs of one folder, an entry for each edition. Written by keytag approve."""

    beginning: ClassVar[str] = 'keytag approve --by "…"'

    approval: Annotated[Literal[1], BeforeValidator(_version)] = Field(
        examples=["1"], description="Version of this format."
    )
    approvals: Annotated[tuple[EditionApproval, ...], Field(max_length=_MAX_ENTRIES)] = Field(
        (), description="An entry for each edition."
    )
    withdrawn: Annotated[tuple[Withdrawn, ...], Field(max_length=_MAX_ENTRIES)] = Field(
        (), description="Approvals that were taken back, the newest last."
    )

    @field_validator("approvals")
    @classmethod
    def _each_once(cls, entries: tuple[EditionApproval, ...]) -> tuple[EditionApproval, ...]:
        seen: set[tuple[str, str]] = set()
        for index, entry in enumerate(entries):
            if (entry.job, entry.edition) in seen:
                raise RefusedValueError(
                    Text(
                        f"Mẫu {quote(entry.edition)} của {quote(entry.job)} có hai mục.",
                        f"The edition {quote(entry.edition)} of {quote(entry.job)} has two entries.",
                    ),
                    Text("Giữ một mục, hoặc duyệt lại: keytag approve", "Keep one, or approve it again."),
                    (index, "edition"),
                )
            seen.add((entry.job, entry.edition))
        return entries


class ApprovalFile(Struct, frozen=True):
    """An approval document as read: where it lies, what it says, where its nodes stand."""

    path: Path
    approval: Approval
    positions: Positions

    def entry(self, job: str, edition: str) -> tuple[int, EditionApproval] | None:
        """Return the place and the entry of an ``edition`` of the ``job`` of that file name; None without one."""
        found = enumerate(self.approval.approvals)
        return next(((i, each) for i, each in found if (each.job, each.edition) == (job, edition)), None)


def read_approval(job: Path) -> ApprovalFile | None:
    """Return the approval document beside the job at ``job``; None where there is none.

    Raises:
        InvalidDocumentError: it is no such document; carries every finding.
        MissingResourceError: what has its name is no file.
        UnreadableFileError: it is larger than any document, or may not be read.
    """
    path = library.approval_path(job)
    if not reader.is_there(path):
        return None
    try:
        approval, positions = read_document(reader.read_bytes(path, MAX_BYTES), str(path), Approval)
    except InvalidDocumentError as error:
        first, *others = error.findings
        error.findings = (replace(first, hint=_or_begin_anew(first.hint)), *others)
        raise
    return ApprovalFile(path, approval, positions)


def _or_begin_anew(hint: Text) -> Text:
    """Return what to do about a file that cannot be read: others' approvals in it are not written over unseen."""
    return Text(
        f"{hint.vi}\nKhông sửa được thì đổi tên tệp này rồi duyệt lại từ đầu: keytag approve",
        f"{hint.en}\nOr give this file another name and approve anew: keytag approve",
    )


_HEAD = """\
# Do keytag approve ghi; đừng sửa tay: sửa dù một chữ số cũng phải duyệt lại.
# Written by keytag approve; do not edit: one digit changed is to be approved again.
"""


def approval_text(approval: Approval) -> str:
    """Return ``approval`` as the text of its file; what is unset is left out."""
    return _HEAD + yaml_text(approval)
