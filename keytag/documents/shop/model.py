"""The shop document: what a print shop's press, cutter and software expect.

Every figure in a shop's file stands under a comment that names its source. keytag knows no prices of its own: what
is not in the shop's file is not counted. Knows nothing of jobs or of how tags are placed.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from keytag.documents.layout import LayoutName
from keytag.documents.shop.cutter import CutterMarks
from keytag.documents.yaml import (
    LENGTH_SCHEMA,
    Count,
    Document,
    Length,
    Name,
    Part,
    Percent,
    RefusedValueError,
    SpotName,
    StockColour,
    Title,
    one_of,
    out_of_range,
    quote,
    within,
)
from keytag.documents.yaml.fields import PackingSizes, Price
from keytag.standards import RULE_SETS, STANDARDS
from keytag.text.text import Text
from keytag.units import parse_length

# House rules: more than these no press wastes, nor any order prints.
_SHEETS = within(0, 10_000)
_RUN = within(1, 100_000)


class Gang(Part):
    """What counts when several editions share a press sheet; the plan with the least cost is taken."""

    plate: Annotated[Count, _SHEETS] | None = Field(
        None,
        examples=["100"],
        description="What all plates of one layout cost, in printed sheets, where no prices are given; "
        "0: they are free, as on a digital press.",
    )
    make_ready: Annotated[Count, _SHEETS] = Field(
        0, examples=["50"], description="Sheets that are spoiled while one layout is made ready."
    )
    shortest_run: Annotated[Count, _RUN] = Field(
        1, examples=["50"], description="Fewest sheets of one layout that the shop prints."
    )
    split: bool = Field(
        True, examples=["false"], description="Whether one edition's tags may come from several layouts."
    )


class Prices(Part):
    """Prices in đồng, before or after tax as the shop says; what is left out is asked for, never guessed."""

    plate: Price | None = Field(
        None, examples=["350_000đ"], description="One printing plate: one ink of one form."
    )
    setup: Price | None = Field(
        None, examples=["500_000đ"], description="Making the press ready for one run, stock wasted included."
    )
    sheet: Price | None = Field(
        None, examples=["6_000đ"], description="One press sheet, printed on all its sides, stock included."
    )
    die: Price | None = Field(
        None, examples=["800_000đ"], description="The cutting die, once; without it, none is counted."
    )
    cut: Price | None = Field(None, examples=["150đ"], description="Cutting one tag out.")
    punch: Price | None = Field(None, examples=["50đ"], description="Punching the hole of one tag.")
    ring: Price | None = Field(None, examples=["700đ"], description="One keyring, put on.")
    pack: Price | None = Field(None, examples=["100đ"], description="Counting and bagging one tag.")
    sticker: Price | None = Field(
        None,
        examples=["200đ"],
        description="One sticker with a code, printed and put on; without it, not counted.",
    )
    delivery: Price | None = Field(
        None, examples=["300_000đ"], description="Bringing the goods, once; without it, none is counted."
    )


# House rule: a white smaller than the print by more than this leaves a rim without white that anybody sees.
_CHOKE = within(0, 1, " mm")

# House rule: what is finer no steel mould holds, what is larger no tag has.
_HELD = within(0.1, 20, " mm")


class Mould(Part):
    """What a mould can hold as relief. All that is finer is printed on the moulded body."""

    letter: Annotated[Length, _HELD] = Field(examples=["3mm"], description="Least height of raised letters.")
    line: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="Finest raised line or stroke.")
    gap: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="Narrowest hollow between raised parts.")
    relief: Annotated[Length, _HELD] = Field(examples=["0.5mm"], description="How high each level stands.")


class Underbase(Part):
    """The white that is printed under the colours on clear or coloured stock, in the shape of the tag."""

    spot: SpotName = Field(
        "White", examples=["White"], description="Spot of the white, as the shop's software looks for it."
    )
    choke: Annotated[Length, _CHOKE] = Field(
        examples=["0.2mm"], description="How far the white stays inside the cut, and outside the hole."
    )
    # The usual way round on a flatbed: white, then colours on it, read from the face that is printed.
    order: Literal["first", "last"] = Field(
        "first",
        examples=["first"],
        description="Whether white is printed before the colours, which are then read from their own face, or "
        "after them, to be read through clear stock.",
    )
    sides: Literal["both", "front", "back"] = Field(
        "both", examples=["both"], description="The sides that have it; printed last, it lies between both."
    )

    @field_validator("sides")
    @classmethod
    def _last_is_on_fronts(cls, sides: str, info: ValidationInfo) -> str:
        if sides == "back" and info.data.get("order") == "last":
            raise RefusedValueError(
                Text(
                    "Lót trắng in sau (order: last) thì nằm trên mặt trước, không ở riêng mặt sau.",
                    "White that is printed last (order: last) lies on fronts, never on backs alone.",
                ),
                Text("Ghi sides: both, hoặc order: first.", "Write sides: both, or order: first."),
            )
        return sides


LayoutKindName = Literal["nested", "grid", "free"]
BackingName = Literal["sheetwise", "perfecting", "turn", "tumble", "single"]
ProcessName = Literal["digital", "offset", "uv", "screen", "pad", "moulded"]

# House rule: beyond these no press, margin or gap exists.
_SHEET = within(50, 2000, " mm")
_WIDEST_STRIP = 100.0
_STRIP = within(0, _WIDEST_STRIP, " mm")
_GAP = within(0, 50, " mm")
_SIZE = within(0, 50, " mm")
_SHIFT = within(0, 5, " mm")
# House rule: who is off by more has laid the sheet wrongly.
_OFFSET = within(-5, 5, " mm")


class Unprintable(Part):
    """The strips along the sheet's edges on which the machine prints nothing."""

    gripper: Annotated[Length, _STRIP] = Field(0.0, examples=["4mm"], description="Along the gripper edge.")
    tail: Annotated[Length, _STRIP] = Field(0.0, examples=["4mm"], description="Opposite the gripper.")
    left: Annotated[Length, _STRIP] = Field(0.0, examples=["4mm"], description="At the left, gripper edge below.")
    right: Annotated[Length, _STRIP] = Field(0.0, examples=["4mm"], description="At the right.")


_EDGES = ("gripper", "tail", "left", "right")


def _all_round(value: object) -> object:
    """Read one length as that of all four edges."""
    if not isinstance(value, str):
        return value
    try:
        length = parse_length(value)
    except ValueError:
        raise RefusedValueError(
            Text(f"{quote(value)} không phải là độ dài.", f"{quote(value)} is not a length."),
            Text(
                "Viết 4mm cho cả bốn mép, hoặc {gripper: 12mm} cho từng mép.",
                "Write 4mm for all four edges, or {gripper: 12mm} for each.",
            ),
        ) from None
    if not 0 <= length <= _WIDEST_STRIP:
        raise out_of_range(length, 0, _WIDEST_STRIP, " mm")
    return dict.fromkeys(_EDGES, length)


def _or_one_length(schema: dict[str, Any]) -> None:
    """Tell editors that one length does for all edges."""
    schema["anyOf"].insert(0, LENGTH_SCHEMA)


class Sheet(Part):
    """The press sheet; its gripper edge runs along the width."""

    width: Annotated[Length, _SHEET] = Field(
        examples=["320mm"], description="Length of the edge that the gripper takes."
    )
    height: Annotated[Length, _SHEET] = Field(examples=["450mm"], description="The other edge.")
    unprintable: Annotated[Unprintable | None, BeforeValidator(_all_round)] = Field(
        None,
        json_schema_extra=_or_one_length,
        examples=["4mm"],
        description="What the machine cannot print: one length for all edges, or each edge's; without it, ask.",
    )


class Spots(Part):
    """Names of the technical inks, as the shop's software looks for them: case counts."""

    dieline: SpotName = Field("CutContour", examples=["CutContour"], description="Spot of the cut.")
    hole: SpotName = Field(
        "CutContour", validate_default=True, examples=["CutContour"], description="Spot of the hole."
    )

    @field_validator("hole")
    @classmethod
    def _names_differ_in_more_than_case(cls, hole: str, info: ValidationInfo) -> str:
        dieline: str = info.data.get("dieline", hole)
        if hole != dieline and hole.casefold() == dieline.casefold():
            raise RefusedValueError(
                Text(
                    f"Tên mực {quote(hole)} và {quote(dieline)} chỉ khác chữ hoa, chữ thường.",
                    f"The spots {quote(hole)} and {quote(dieline)} differ in case alone.",
                ),
                Text(
                    f"Viết giống nhau, ví dụ hole: {dieline}, hoặc đặt tên khác hẳn.",
                    f"Write them alike, like hole: {dieline}, or give another name.",
                ),
            )
        return hole


class Marks(Part):
    """Which marks are put beside the product."""

    register_marks: bool = Field(True, alias="register", description="Register marks.")
    gripper: bool = Field(True, description="Mark of the gripper edge.")
    side_guide: bool = Field(True, description="Mark of the side guide.")
    colour_bar: bool = Field(True, description="Colour bar.")
    slug: bool = Field(True, description="Line of text that says what the sheet is.")


class Stock(Part):
    """What is printed on, as the job ticket says it."""

    material: Title = Field(
        examples=["{vi: Nhựa PVC trắng, en: White PVC sheet}"], description="The material, in both languages."
    )
    thickness: Annotated[Length, within(0.01, 20, " mm")] | None = Field(
        None, examples=["0.76mm"], description="How thick it is."
    )
    colour: StockColour | None = Field(
        None,
        examples=["ground", "flag-red"],
        description="Its colour, which is not printed; ground is that of the tag's own ground. Without it, white.",
    )


class SmallestText(Part):
    """Smallest font sizes that print cleanly (written in pt, held in mm)."""

    positive: Annotated[Length, _SIZE] = Field(examples=["4pt"], description="One ink on paper.")
    reversed: Annotated[Length, _SIZE] = Field(examples=["5pt"], description="White on a ground.")
    multi_ink: Annotated[Length, _SIZE] = Field(examples=["8pt"], description="In more than one ink.")


class SmallestLine(Part):
    """Finest lines that print cleanly (written in pt, held in mm)."""

    positive: Annotated[Length, _SIZE] = Field(examples=["0.25pt"], description="One ink on paper.")
    reversed: Annotated[Length, _SIZE] = Field(examples=["0.3pt"], description="White on a ground.")
    multi_ink: Annotated[Length, _SIZE] = Field(examples=["1.5pt"], description="In more than one ink.")


class Tolerance(Part):
    """How far things may end up from where they belong, in any direction."""

    # What offset presses hold from centre to centre of any two colours (packagingdesignacademy.com, "Quality
    # Assurance for Print").
    plates: Annotated[Length, _SHIFT] = Field(
        0.1, examples=["0.1mm"], description="Most that two colours of one side miss each other by."
    )
    # House rule: half a millimetre, what a sheet moves when it is turned and fed again.
    back: Annotated[Length, _SHIFT] = Field(
        0.5, examples=["0.5mm"], description="Most that the back misses the front by."
    )
    # Die cutters warn of 1/32 inch (diecutstickers.com, "The Importance of Cut Margins").
    cut: Annotated[Length, _SHIFT] = Field(
        0.8, examples=["0.8mm"], description="Most that the cut misses the front's print by."
    )


class BackOffset(Part):
    """How far backs are moved on their form, as whoever prints them sees it."""

    x: Annotated[Length, _OFFSET] = Field(
        0.0, examples=["0.3mm"], description="To the right; negative to the left."
    )
    y: Annotated[Length, _OFFSET] = Field(0.0, examples=["-0.2mm"], description="Down; negative upwards.")


class Shop(Document):
    """A print shop: sheet, margins, distances, backing up, spots, marks and limits."""

    beginning: ClassVar[str] = "keytag show digital-sra3 --out mine.yaml"

    name: Name = Field(examples=["digital-sra3"], description="Name, as a job writes it.")
    title: Title = Field(description="Name for people.")
    sheet: Sheet = Field(examples=["{width: 320mm, height: 450mm}"], description="Press sheet.")
    gripper: Annotated[Length, _STRIP] = Field(
        examples=["12mm"], description="Strip that the gripper takes: nothing of the product is there."
    )
    sides: Annotated[Length, _STRIP] = Field(examples=["5mm"], description="Strips at the left and the right.")
    tail: Annotated[Length, _STRIP] = Field(examples=["5mm"], description="Strip opposite the gripper.")
    gap: Annotated[Length, _GAP] = Field(examples=["4mm"], description="Least distance between two cuts.")
    bleed: Annotated[Length, _GAP] = Field(examples=["2mm"], description="Ink beyond the cut.")
    safe: Annotated[Length, _GAP] = Field(
        examples=["2.5mm"], description="Distance from the cut within which nothing that matters stands."
    )
    # House rule: no shop turns away an order this large.
    minimum: Annotated[Count, within(1, 100_000)] | None = Field(
        None, examples=["500"], description="Fewest tags of one artwork that the shop takes; without it, ask."
    )
    layout: LayoutName = Field(
        "nested", examples=["nested"], description="How tags are placed unless the command says otherwise."
    )
    # House rule: rows are cut by whatever cuts; angles by a plotter, a laser, a die that is bent for them.
    layouts: Annotated[tuple[LayoutKindName, ...], Field(min_length=1)] = Field(
        ("nested", "grid"),
        examples=["[nested, grid, free]"],
        description="The layouts that the shop can cut: free where its cutter follows any angle.",
    )
    backing: BackingName = Field(
        "sheetwise",
        examples=["sheetwise"],
        description="How the back is printed unless the command says otherwise.",
    )
    spots: Spots = Field(Spots.model_construct(), description="Technical inks.")
    marks: Marks = Field(Marks.model_construct(), description="Marks beside the product.")
    cutter: Name | None = Field(
        None,
        examples=["plain-squares"],
        description="The cutter: a name that keytag list cutters shows, or a file of your own.",
    )
    cutter_marks: CutterMarks | None = Field(
        None,
        examples=["{mark: square, size: 3mm}"],
        description="Marks for the cutter's camera, in place of the cutter's own; without any the register marks "
        "serve.",
    )
    cut: Literal["through", "kiss"] = Field(
        "through",
        examples=["kiss"],
        description="Whether tags are cut out (bế đứt), or stay on their backing (bế demi).",
    )
    # House rule: more than these no cutter spoils.
    cutter_setup: Annotated[Count, within(0, 10_000)] = Field(
        0,
        examples=["2"],
        description="Printed sheets that are spoiled while the cutter is set up, once an order.",
    )
    process: ProcessName | None = Field(None, examples=["digital"], description="How the shop prints.")
    inks: Literal["process", "spots"] = Field(
        "process",
        examples=["spots"],
        description="Whether the shop mixes process inks, or prints flat spot inks alone.",
    )
    most_inks: Annotated[Count, within(1, 12)] | None = Field(
        None,
        examples=["4"],
        description="Most inks and poured colours of one tag, both sides together; without it, any number.",
    )
    code: Literal["printed", "patch"] = Field(
        "printed",
        examples=["patch"],
        description="Whether the QR code is printed with the tag, or apart on a patch that is put on.",
    )
    underbase: Underbase | None = Field(
        None, examples=["{choke: 0.2mm}"], description="White under the colours; without it there is none."
    )
    mould: Mould | None = Field(
        None,
        examples=["{letter: 3mm, line: 0.5mm, gap: 0.5mm, relief: 0.5mm}"],
        description="What a mould can hold; the rest is printed on the body. Without it nothing is moulded.",
    )
    bleed_line: bool = Field(
        False, examples=["true"], description="Whether one-ups show where the bleed ends (PDF/X-4 only)."
    )
    dimensions: bool = Field(
        False, examples=["true"], description="Whether one-ups show their measures (PDF/X-4 only)."
    )
    stock: Stock | None = Field(
        None,
        examples=["{material: {vi: Nhựa PVC trắng, en: White PVC sheet}, thickness: 0.76mm}"],
        description="What the shop prints on; without it the ticket leaves a line to fill in.",
    )
    sheet_files: Literal["one", "plates"] = Field(
        "one",
        examples=["plates"],
        description="Whether a hand-off has its press sheets in one file or one a plate pair.",
    )
    # House rule: a prepress workstation opens this many pages of a sheet at once without a pause.
    most_pages: Annotated[Count, within(2, 2000)] = Field(
        200, examples=["200"], description="Most pages in one file of press sheets; more are parted."
    )
    standard: Annotated[Name, one_of(tuple(STANDARDS))] = Field(
        "pdf-x4", examples=["pdf-x4"], description="PDF standard of finished files."
    )
    rules: Annotated[Name, one_of(tuple(RULE_SETS))] | None = Field(
        None,
        examples=["gwg2022-label"],
        description="Rules that a hand-off's one-ups must keep; without it the standard alone.",
    )
    profile: Name = Field(
        "FOGRA39L_coated", examples=["FOGRA39L_coated"], description="ICC profile of the printing condition."
    )
    smallest_text: SmallestText = Field(description="Smallest lettering.")
    smallest_line: SmallestLine = Field(description="Finest lines.")
    smallest_letter: Annotated[Length, _SIZE] | None = Field(
        None, examples=["3mm"], description="Least height of capitals and figures, for goods that are moulded."
    )
    # GWG 2022, R0025 and R0026: 320 %, mean over a square of 15 mm, for every sheet-fed variant.
    most_ink: Annotated[Percent, within(0.5, 4, " %")] = Field(
        3.2, examples=["320%"], description="Most ink, all colours together, mean over a square of 15 mm."
    )
    back_offset: BackOffset | None = Field(
        None,
        examples=["{x: 0.3mm, y: -0.2mm}"],
        description="Moves backs where the machine prints them aside; `keytag firstsheet` measures it.",
    )
    tolerance: Tolerance = Field(Tolerance.model_construct(), description="How far print and cut may stray.")
    gang: Gang = Field(
        Gang.model_construct(),
        examples=["{plate: 100, make_ready: 50}"],
        description="What counts when several editions share a press sheet.",
    )
    packing: PackingSizes = Field(
        PackingSizes.model_construct(),
        examples=["{bag: 50, box: 500}"],
        description="Tags in a bag and in a box, where it packs.",
    )
    prices: Prices = Field(
        Prices.model_construct(),
        examples=["{sheet: 6_000đ, cut: 150đ}"],
        description="What the shop charges, as it answered; empty, nothing is counted.",
    )

    @field_validator("underbase")
    @classmethod
    def _white_has_its_own_name(cls, underbase: Underbase | None, info: ValidationInfo) -> Underbase | None:
        spots = info.data.get("spots")
        if underbase is None or not isinstance(spots, Spots):
            return underbase
        if underbase.spot.casefold() in {spots.dieline.casefold(), spots.hole.casefold()}:
            raise RefusedValueError(
                Text(
                    f"Mực lót {quote(underbase.spot)} trùng tên với mực bế.",
                    f"The white {quote(underbase.spot)} has the name of the cut's spot.",
                ),
                Text("Đặt tên khác, ví dụ White.", "Give it another name, like White."),
            )
        return underbase

    @field_validator("stock")
    @classmethod
    def _coloured_stock_takes_flat_inks(cls, stock: Stock | None, info: ValidationInfo) -> Stock | None:
        if stock is None or stock.colour is None or info.data.get("inks", "spots") == "spots":
            return stock
        raise RefusedValueError(
            Text(
                "Vật liệu có màu (colour) chỉ dùng với mực pha (inks: spots): mực C, M, Y, K không che được màu.",
                "A coloured material takes spot inks alone (inks: spots): process inks do not cover its colour.",
            ),
            Text("Thêm inks: spots, hoặc bỏ colour.", "Add inks: spots, or leave out colour."),
        )

    @field_validator("bleed")
    @classmethod
    def _bleeds_do_not_meet(cls, bleed: float, info: ValidationInfo) -> float:
        given: dict[str, float] = info.data
        gap = given.get("gap")
        if gap is not None and 2 * bleed > gap + 1e-9:
            raise RefusedValueError(
                Text(
                    f"Phần chừa xén {bleed:g} mm hai bên không lọt khe {gap:g} mm.",
                    f"A bleed of {bleed:g} mm on both sides is more than the gap of {gap:g} mm.",
                ),
                Text(
                    f"Chọn bleed từ {gap / 2:g} mm trở xuống, hoặc gap rộng hơn.",
                    f"Choose a bleed up to {gap / 2:g} mm, or a wider gap.",
                ),
            )
        return bleed

    @field_validator("tail")
    @classmethod
    def _sheet_has_room(cls, tail: float, info: ValidationInfo) -> float:
        given: dict[str, object] = info.data
        sheet, gripper, sides = given.get("sheet"), given.get("gripper"), given.get("sides")
        if not isinstance(sheet, Sheet) or not isinstance(gripper, float) or not isinstance(sides, float):
            return tail
        bare = sheet.unprintable or Unprintable()
        across = max(sides, bare.left) + max(sides, bare.right)
        if sheet.width <= across or sheet.height <= max(gripper, bare.gripper) + max(tail, bare.tail):
            raise RefusedValueError(
                Text("Các lề lấy hết tờ in.", "The margins take the whole sheet."),
                Text(
                    "Giảm gripper, sides, tail hoặc sheet.unprintable.",
                    "Make gripper, sides, tail or sheet.unprintable smaller.",
                ),
            )
        return tail
