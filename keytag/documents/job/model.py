"""The job document: one programme's numbers, words, colours and quantities, as a user writes them.

Its keys are a contract with every job that exists: they are added to, never renamed. Judges form only (is this a
number, is this a length); whether the content is right and fits is said by preflight and composition.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from keytag.documents.job.allotments import Allotments
from keytag.documents.job.content import NumberRole, SideName, roles_in
from keytag.documents.job.fields import EditionId, Host, Link, Phone, Quantity, UnitCode
from keytag.documents.job.leaflet import LeafletOverride, LeafletSpec
from keytag.documents.job.roster import MAX_EDITIONS, or_from_a_table
from keytag.documents.layout import LayoutName
from keytag.documents.yaml import (
    MISSING_KEY,
    BlankLine,
    Colour,
    Count,
    Day,
    Document,
    FormatVersion,
    Length,
    Line,
    Name,
    Part,
    Percent,
    RefusedValueError,
    did_you_mean,
    quote,
    within,
)
from keytag.documents.yaml.fields import Money, PackingSizes
from keytag.drawing.geometry import ShapeKind
from keytag.text.suggest import nearest_name
from keytag.text.text import Text
from keytag.text.vocabulary import translate_word

# House rule: the composition says how many fit on a tag (about a dozen); more than this is another kind of file.
MAX_NUMBERS = 60
# House rule: an office has one page or two.
MAX_HOSTS = 10
# House rule: no rule's name is half as long.
MAX_RULE = 80
# House rule: no programme is ordered more often.
MAX_ORDERS = 999
# House rule: a job that accepts more than this should be mended instead.
MAX_ACCEPTANCES = 40
# House rule: a round tag that gives no size has about the area of the oval of 50 by 20 mm.
_CIRCLE_DIAMETER = "32mm"

_UNIT = "Code of the ward or commune (keytag units shows it): says which is meant where names recur."
_NUMBERS_EXAMPLE = "[{label: Trực ban, number: 0269 3000 113, role: duty}]"


class Issuer(Part):
    """The office whose tag it is."""

    name: Line = Field(
        examples=["Công an phường An Khê"], description="Name of the office, as it stands on the tag."
    )
    province: Line | None = Field(None, examples=["Gia Lai"], description="Province or city.")
    unit: UnitCode | None = Field(None, examples=["23617"], description=_UNIT)


class IssuerOverride(Part):
    """What an edition changes of the issuer."""

    name: Line | None = Field(
        None, examples=["Công an xã Glar"], description="Name of the office, in place of the job's."
    )
    province: Line | None = Field(
        None, examples=["Gia Lai"], description="Province or city, in place of the job's."
    )
    unit: UnitCode | None = Field(None, examples=["23617"], description=_UNIT)


class NumberEntry(Part):
    """A telephone number and who answers it."""

    label: Line = Field(examples=["Trực ban"], description="What stands before the number.")
    number: Phone = Field(
        examples=["0269 3000 113"], description="The number; groups parted by spaces or dots are kept."
    )
    role: NumberRole = Field(NumberRole.OTHER, examples=["duty"], description="Who answers.")
    side: SideName | None = Field(
        None, examples=["front"], description="Side of the tag; without it, the template decides."
    )

    @field_validator("role", mode="before")
    @classmethod
    def _role_is_one_of_them(cls, value: object, info: ValidationInfo) -> object:
        roles = tuple(role.value for role in NumberRole)
        if not isinstance(value, str) or not value or value in roles:
            return value
        listed = ", ".join(roles)
        message = Text(
            f"Đang ghi {quote(value)}; chỉ được ghi: {listed}.",
            f"Found {quote(value)}, expected one of: {listed}.",
        )
        meant = _meant_role(value, str(info.data.get("label", "")))
        hint = (
            did_you_mean(value, roles)
            if meant is None
            else Text(f"Viết “{meant.value}”.", f"Write “{meant.value}”.")
        )
        raise RefusedValueError(message, hint, becomes=meant.value if meant is not None else None)


def _meant_role(value: str, label: str) -> NumberRole | None:
    """Return the role for which ``value`` stands without a guess: in Vietnamese, or else by the label."""
    roles = tuple(role.value for role in NumberRole)
    said, written = set(roles_in(label)), translate_word(value, roles)
    if written is None:
        # A slip that looks like another role than the label's may be right, and the label wrong.
        near = nearest_name(value, roles)
        is_sure = len(said) == 1 and (near is None or near in said)
        return next(iter(said)) if is_sure else None
    return NumberRole(written) if not said or NumberRole(written) in said else None


class Qr(Part):
    """The QR code: one for everybody in an edition."""

    link: Link = Field(
        examples=["https://zalo.me/1234567890123456789"], description="Address that the code leads to."
    )
    caption: Line | None = Field(None, examples=["Quét mã để phản ánh"], description="Text beside the code.")
    side: SideName | None = Field(
        None, examples=["back"], description="Side of the tag; without it, the template decides."
    )
    allow_hosts: Annotated[tuple[Host, ...], Field(max_length=MAX_HOSTS)] = Field(
        (),
        examples=["[congan.example.vn]"],
        description="Hosts of the office's own, beside zalo.me, facebook.com and *.gov.vn; each to be accepted.",
    )


class HoleSpec(Part):
    """The keyring hole."""

    diameter: Annotated[Length, within(1, 50, " mm")] = Field(
        4.0, examples=["4mm"], description="Diameter of the hole."
    )
    edge: Annotated[Length, within(0, 100, " mm")] = Field(
        2.5, examples=["2.5mm"], description="Plastic left between the hole and the cut, at its thinnest."
    )
    side: Literal["left", "right", "top", "bottom"] = Field(
        "left", examples=["left"], description="Where the hole is, as seen from the front."
    )


class Tag(Part):
    """The tag's outline; every edition has the same."""

    shape: ShapeKind = Field(ShapeKind.OVAL, examples=["oval"], description="Outline of the cut.")
    # House rule: below 10 mm no number can be read, above 300 mm it is no keyring tag.
    width: Annotated[Length, within(10, 300, " mm")] = Field(
        50.0, examples=["50mm"], description="Width of the cut."
    )
    # House rule: as for the width.
    height: Annotated[Length, within(10, 300, " mm")] = Field(
        20.0, examples=["20mm"], description="Height of the cut."
    )
    corner: Annotated[Length, within(0, 150, " mm")] = Field(
        3.0, examples=["3mm"], description="Radius of a rectangle's corners."
    )
    hole: HoleSpec | None = Field(None, description="Keyring hole; without it, none is punched.")

    @model_validator(mode="before")
    @classmethod
    def _circle_needs_one_length(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("shape") == ShapeKind.CIRCLE:
            if "height" not in data and "width" in data:
                return {**data, "height": data["width"]}
            if "width" not in data and "height" in data:
                return {**data, "width": data["height"]}
            if "width" not in data:
                return {**data, "width": _CIRCLE_DIAMETER, "height": _CIRCLE_DIAMETER}
        return data

    @field_validator("height")
    @classmethod
    def _circle_is_round(cls, height: float, info: ValidationInfo) -> float:
        given = info.data
        if given.get("shape") is ShapeKind.CIRCLE and given.get("width") not in (None, height):
            raise RefusedValueError(
                Text("Hình tròn cần chiều rộng và chiều cao bằng nhau.", "A circle is as high as it is wide."),
                Text("Ghi hai số bằng nhau, hoặc shape: oval.", "Write the same length twice, or shape: oval."),
            )
        return height


Numbers = Annotated[tuple[NumberEntry, ...], Field(max_length=MAX_NUMBERS)]
Colours = Annotated[dict[Name, Colour], Field(max_length=40)]


class Edition(Part):
    """One design of the job: what it says differently."""

    id: EditionId = Field(
        examples=["xa-glar"], description="Name of its folder: small letters, digits and hyphens."
    )
    name: Line | None = Field(
        None,
        examples=["Xã Glar"],
        description="Its place, for people; the name of a commune or ward makes the issuer “Công an xã …”.",
    )
    issuer: IssuerOverride | None = Field(None, description="Changes to the issuer.")
    programme: Line | None = Field(
        None, examples=["Móc khóa an ninh"], description="In place of the job's programme."
    )
    slogan: Line | None = Field(None, description="In place of the job's; null removes it.")
    numbers: Numbers | None = Field(None, description="In place of the job's numbers.")
    extra_numbers: Numbers = Field((), description="Appended to the numbers in force.")
    qr: Qr | None = Field(None, description="In place of the job's; null removes it.")
    template: Name | None = Field(None, examples=["group"], description="In place of the job's template.")
    colours: Colours = Field(default_factory=dict, description="Added to the job's colours, or in their place.")
    quantity: Quantity | None = Field(
        None, examples=["900"], description="How many tags of this edition, in place of the job's quantity."
    )
    leaflet: LeafletOverride | None = Field(None, description="What its leaflet says differently.")


class PrintOrder(Part):
    """What the office orders beside the print, for the shop's ticket; what is missing is filled in by pen.

    Unlike the contacts of allotments, the one named here is meant for the shop and goes into packages.
    """

    number: Annotated[Count, within(1, MAX_ORDERS)] | None = Field(
        None,
        examples=["2"],
        description="Running number of the order: 2 for the second; packages are named by it.",
    )
    stock: Line | None = Field(
        None, examples=["Nhựa PVC trắng 0,76 mm"], description="What is printed on, with its thickness."
    )
    finishing: Line | None = Field(
        None, examples=["Cán màng mờ hai mặt"], description="What is done after printing: lamination, coating."
    )
    cut: Literal["through", "kiss"] | None = Field(
        None,
        examples=["kiss"],
        description="Cut out (through, bế đứt) or left on the backing (kiss, bế demi); else as the shop does.",
    )
    ring: Line | None = Field(
        None, examples=["Khoen inox 25 mm, lắp sẵn"], description="The keyring, and whether it is put on."
    )
    due: Day | None = Field(None, examples=["2026-12-20"], description="Day by which the tags are delivered.")
    contact: Line | None = Field(
        None, examples=["Nguyễn Văn A"], description="Whom the shop asks; the name goes to the shop."
    )
    phone: Phone | None = Field(
        None, examples=["0769 000 101"], description="That person's number; it goes to the shop."
    )
    deliver_to: Line | None = Field(
        None,
        examples=["Trụ sở Công an phường An Khê"],
        description="Where the tags are delivered, as papers say it.",
    )
    budget_line: Line | None = Field(
        None,
        examples=["Ngân sách phường năm 2026"],
        description="Which money pays for the order, as the order letter says it.",
    )
    quote_by: Day | None = Field(
        None, examples=["2026-12-05"], description="Day by which shops answer the price inquiry."
    )
    address: Line | None = Field(
        None,
        examples=["02 đường Ví Dụ, phường An Khê, Gia Lai"],
        description="Address of whoever orders, for quotations and invoices.",
    )
    tax_code: Line | None = Field(
        None, examples=["0000000000"], description="Tax code of whoever orders, or its code in the state budget."
    )


class Signer(Part):
    """Who stands for an office or a firm on papers; what is missing is filled in by pen."""

    post: Line | None = Field(None, examples=["Trưởng Công an phường"], description="Post, as papers name it.")
    name: Line | None = Field(
        None,
        examples=["Nguyễn Văn A"],
        description="Full name. Signatories' names stay at home: they are in no package.",
    )


class Signatories(Part):
    """Who signs the office's own papers."""

    approve: Signer | None = Field(
        None, examples=["{post: Trưởng Công an phường}"], description="Who approves and confirms for the office."
    )
    check: Signer | None = Field(
        None, examples=["{post: Cán bộ}"], description="Who checks proofs, and what the shop delivers."
    )
    hand_over: Signer | None = Field(
        None, examples=["{post: Cảnh sát khu vực}"], description="Who hands the tags over to groups and hamlets."
    )


class Printer(Part):
    """The firm that prints, as papers name it."""

    company: Line | None = Field(
        None, examples=["Công ty TNHH In Ví Dụ"], description="Name of the firm, as it stands on its invoices."
    )
    address: Line | None = Field(None, examples=["01 đường Ví Dụ, Gia Lai"], description="Address of the firm.")
    tax_code: Line | None = Field(None, examples=["0000000000"], description="Tax code of the firm.")
    phone: Phone | None = Field(None, examples=["0269 3000 900"], description="Telephone of the firm.")
    represented_by: Signer | None = Field(
        None, examples=["{post: Giám đốc, name: Trần Thị B}"], description="Who signs for the firm."
    )


class OfficeContact(Part):
    """Whom residents and groups ask about their tags, as the office's papers say it; it is in no package."""

    name: Line | None = Field(None, examples=["Nguyễn Văn A"], description="Who answers questions about the tags.")
    phone: Phone | None = Field(None, examples=["0269 3000 113"], description="Number for those questions.")


class Acceptance(Part):
    """A warning that the office has read and prints with all the same."""

    rule: Annotated[str, StringConstraints(min_length=1, max_length=MAX_RULE)] = Field(
        examples=["code-modules-are-wide-enough"], description="Name of the rule, as the warning shows it."
    )
    reason: BlankLine = Field(examples=["Đã in thử và quét được"], description="Why it is acceptable here.")


class ApprovalTerms(Part):
    """Who has to stand for an edition before it is handed off."""

    hands: Annotated[Count, within(1, 2)] = Field(
        1, examples=["2"], description="2: who checks and who approves are two people."
    )


LEVEL = "x-keytag-level"
"""By this key of the schema a form knows where a key of a job stands: see `level_of`."""
Level = Literal["office", "advanced", "file"]
_OFFICE_KEYS = frozenset(
    {"issuer", "slogan", "numbers", "qr", "tag", "template", "colours", "quantity", "overs", "shop", "editions"}
)
_ADVANCED_KEYS = frozenset({"order", "orderer", "budget", "accept"})


def level_of(key: str) -> Level:
    """Return where a form shows ``key`` of a job: open to every officer, folded in, or in the file alone."""
    if key in _OFFICE_KEYS:
        return "office"
    return "advanced" if key in _ADVANCED_KEYS else "file"


def _add_levels(schema: dict[str, Any]) -> None:
    for key, about in schema["properties"].items():
        about[LEVEL] = level_of(key)


class Job(Document):
    """A tag programme: what the tags say, how they look and how many there are."""

    model_config = ConfigDict(json_schema_extra=_add_levels)

    keytag: FormatVersion = Field(examples=["1"], description="Version of this format.")
    sample: bool = Field(
        False, description="Made-up numbers: sheets are marked as specimens and cannot be handed off."
    )
    as_of: Day | None = Field(
        None, examples=["2026-01-15"], description="Day by whose rules the job is judged; without it, today."
    )
    places: Name | None = Field(
        None,
        examples=["places.xlsx"],
        description="A newer table of places than keytag's own, in the job's folder (docs/places-table.md).",
    )
    issuer: Issuer = Field(
        examples=["{name: Công an phường An Khê, province: Gia Lai}"], description="The office whose tag it is."
    )
    programme: Line | None = Field(
        None,
        examples=["Móc khóa an ninh"],
        description="The programme's own name, as papers say it; without it, a dotted line.",
    )
    superior: Line | None = Field(
        None,
        examples=["Công an tỉnh Gia Lai"],
        description="Office above the issuer, at the head of papers; without it the province's police for a "
        "ward's police; null for none.",
    )
    orderer: Line | None = Field(
        None,
        examples=["Ủy ban nhân dân phường An Khê"],
        description="Who orders and pays, often another than the issuer; without it, a dotted line.",
    )
    signed_in: Line | None = Field(
        None,
        examples=["An Khê"],
        description="Place before the date at the head of papers; without it the issuer's ward or commune.",
    )
    basis: Line | None = Field(
        None,
        examples=["Kế hoạch số 01/KH-CAP, ngày 05/01/2026 của Công an phường An Khê"],
        description="Plan that the papers carry out, with number and day; without it, a dotted line.",
    )
    slogan: Line | None = Field(None, examples=["Toàn dân tham gia tố giác tội phạm"], description="Slogan.")
    numbers: Numbers = Field(
        (), examples=[_NUMBERS_EXAMPLE], description="Telephone numbers in order of importance."
    )
    qr: Qr | None = Field(None, description="QR code.")
    tag: Tag = Field(Tag.model_construct(), description="Outline and hole.")
    template: Name = Field(
        "classic", examples=["classic"], description="Built-in template, or the path of your own."
    )
    colours: Colours = Field(
        default_factory=dict, description="Colours by the template's roles, in place of its own."
    )
    quantity: Quantity | None = Field(
        None, examples=["3200"], description="How many tags of each edition that names none of its own."
    )
    overs: Annotated[Percent, within(0, 1, " %")] = Field(
        0.03, examples=["3%"], description="Spare tags, for what the press and the punch spoil."
    )
    budget: Money | None = Field(
        None, examples=["18_000_000đ"], description="Money for the whole order, in đồng, like 18 triệu."
    )
    shop: Name = Field(
        "digital-sra3", examples=["digital-sra3"], description="Built-in shop, or the path of your own."
    )
    layout: LayoutName | None = Field(
        None,
        examples=["free", "oval-50x20-310x433-4.yaml"],
        description="How tags are placed, in place of the shop's own way: nested, grid, free, or a layout's file.",
    )
    order: PrintOrder = Field(
        PrintOrder.model_construct(),
        examples=["{stock: Nhựa PVC trắng 0,76 mm, due: 2026-12-20}"],
        description="Stock, finishing, cut, ring, delivery and contact, as the job ticket tells the shop.",
    )
    printer: Printer = Field(
        Printer.model_construct(),
        examples=["{company: Công ty TNHH In Ví Dụ}"],
        description="The firm that prints, for the record of delivery.",
    )
    signatories: Signatories = Field(
        Signatories.model_construct(),
        examples=["{hand_over: {post: Cảnh sát khu vực}}"],
        description="Who signs the office's papers; without it, dotted lines.",
    )
    contact: OfficeContact = Field(
        OfficeContact.model_construct(),
        examples=["{name: Nguyễn Văn A, phone: 0269 3000 113}"],
        description="Whom groups and residents ask; on the office's papers, in no package.",
    )
    mark: Literal["code"] | None = Field(
        None,
        examples=["code"],
        description="A small code on the back, beside the hole: it tells cut tags that look alike apart.",
    )
    editions: Annotated[tuple[Edition, ...], Field(max_length=MAX_EDITIONS), or_from_a_table] = Field(
        (),
        validate_default=True,
        description="Designs that differ in something; without any, the job is one design. A list, or a table: "
        "{from: communes.csv}.",
    )
    spare: Annotated[Percent, within(0, 1, " %")] = Field(
        0.0, examples=["3%"], description="Tags on top of an allotment's households, for those that get lost."
    )
    allotments: Allotments = Field(
        (),
        examples=["[{name: Tổ dân phố 9, households: 347}]"],
        description="Who gets how many: groups, hamlets, channels such as the Front; or the table that says it.",
    )
    packing: PackingSizes = Field(
        PackingSizes.model_construct(), examples=["{bag: 50, box: 500}"], description="Tags in a bag and in a box."
    )
    leaflet: LeafletSpec | None = Field(
        None,
        examples=["{size: a5, quantity: 3200}"],
        description="The leaflet that goes with the tags; with it, a hand-off holds the leaflet too.",
    )

    approval: ApprovalTerms = Field(
        ApprovalTerms.model_construct(),
        examples=["{hands: 2}"],
        description="How an edition is approved (keytag approve).",
    )
    accept: Annotated[tuple[Acceptance, ...], Field(max_length=MAX_ACCEPTANCES)] = Field(
        (),
        examples=["[{rule: code-modules-are-wide-enough, reason: Đã in thử và quét được}]"],
        description="Warnings that are known and accepted, each with the reason. Errors cannot be.",
    )

    @field_validator("editions")
    @classmethod
    def _ids_are_unique(cls, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
        seen: dict[str, int] = {}
        for index, edition in enumerate(editions):
            if edition.id in seen:
                raise RefusedValueError(
                    Text(
                        f"Mã {quote(edition.id)} đã dùng cho mục {seen[edition.id] + 1}.",
                        f"The id {quote(edition.id)} is already that of entry {seen[edition.id] + 1}.",
                    ),
                    Text("Mỗi mục cần một mã riêng.", "Give each edition an id of its own."),
                    (index, "id"),
                )
            seen[edition.id] = index
        return editions

    @field_validator("editions")
    @classmethod
    def _each_has_a_number(cls, editions: tuple[Edition, ...], info: ValidationInfo) -> tuple[Edition, ...]:
        # Numbers that were refused are told of at their own place, not as missing.
        whole = bool(info.data.get("numbers", True))
        for index, edition in enumerate(editions):
            own = whole if edition.numbers is None else bool(edition.numbers)
            if not (own or edition.extra_numbers):
                raise _no_number((index,), _ADD_NUMBERS if edition.numbers is None else _FILL_NUMBERS)
        return editions

    @field_validator("numbers", mode="before")
    @classmethod
    def _none_yet(cls, value: object) -> object:
        # A key with nothing behind it is a list that nobody has begun.
        return () if value is None else value

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if not (self.editions or self.numbers):
            raise _no_number(("numbers",), _ADD_NUMBERS)
        return self


_ADD_NUMBERS = Text(
    f"Thêm một dòng, ví dụ: numbers: {_NUMBERS_EXAMPLE}", f"Add a line such as: numbers: {_NUMBERS_EXAMPLE}"
)
_FILL_NUMBERS = Text(
    f"Xóa numbers: [] để dùng số chung của tệp, hoặc ghi ít nhất một số: numbers: {_NUMBERS_EXAMPLE}",
    f"Remove numbers: [] to use the job's, or write at least one: numbers: {_NUMBERS_EXAMPLE}",
)


def _no_number(at: tuple[int | str, ...], hint: Text) -> RefusedValueError:
    message = Text("Chưa có số điện thoại nào.", "There is no telephone number.")
    return RefusedValueError(message, hint, at, rule=MISSING_KEY)
