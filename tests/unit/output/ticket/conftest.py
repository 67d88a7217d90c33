"""Tickets of made-up jobs."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Shape, ShapeKind, place_hole
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.imposition import Backing, LayoutKind, PlanFigures, Press, arrange
from keytag.output.ticket.facts import (
    CutLayers,
    Reach,
    Ticket,
    TicketColours,
    TicketContent,
    TicketCutter,
    TicketCutting,
    TicketEdition,
    TicketFile,
    TicketMaking,
    TicketOrder,
    TicketPart,
    TicketPatch,
    TicketPicture,
    TicketRun,
    TicketShop,
    TicketWhite,
)
from keytag.text.text import Text

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
YELLOW = Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
GOLD = spot("PANTONE 871 C", (0.2, 0.3, 0.7, 0.1))
CUTTING = TicketCutting(
    CutLayers("KISS", "HOLE", "MARKS", "INFO"),
    104,
    104,
    left=6,
    right=6,
    low=12,
    high=9.6,
    gap=4,
    hole=4,
    marks=3,
    across=285.36,
    along=415.36,
    beyond=11.3,
    reach=Reach(15, 35, 15),
)
CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)


def made(names: tuple[str, ...], backing: Backing, process: str | None, *, sparse: bool = False) -> Ticket:
    """Return the ticket of a job with these editions; ``sparse`` leaves out all that may be missing."""
    layout = arrange(SRA3, OVAL, LayoutKind.NESTED, backing)
    slots = len(layout.slots)
    plates = ("Magenta", "Yellow", "Black", *(() if sparse else (GOLD.name,)))
    editions = tuple(TicketEdition(name, 500 + 40 * i, 565 + 113 * (i % 3)) for i, name in enumerate(names))
    runs = tuple(
        TicketRun("sheets/sheets.pdf", (2 * i + 1, 2 * i + 2), 5 + i % 3, (name,) * slots, (plates,) * 2)
        for i, name in enumerate(names)
    )
    ordered, printed = sum(e.ordered for e in editions), sum(e.printed for e in editions)
    sheets = sum(run.run_length for run in runs)
    plan = PlanFigures(ordered, 15, printed, sheets, slots, LayoutKind.NESTED, 0.7)
    files = tuple(
        TicketFile(name, f"{i:064x}", f"{i:032x}")
        for i, name in enumerate(
            ("sheets/sheets.pdf", "cut/sheet.dxf", "cut/sheet.svg", "cut/sheet.pdf"), start=10
        )
    )
    shop = TicketShop(
        Text("Máy in số SRA3 (32 x 45 cm)", "Digital press SRA3 (32 x 45 cm)"),
        SRA3,
        backing,
        None if sparse else process,
        None if sparse else Text("Nhựa PVC trắng", "White PVC sheet"),
        None if sparse else 0.76,
    )
    colours = TicketColours(
        (RED, YELLOW, BLACK) if sparse else (RED, YELLOW, BLACK, GOLD),
        () if sparse else (CUT,),
        Text("PDF/X-4 (ISO 15930-7)", "PDF/X-4 (ISO 15930-7)"),
        "FOGRA39",
    )
    return Ticket(
        job="an-phu",
        issuer="Công an phường An Phú",
        date=date(2026, 1, 15),
        version="0.1.0",
        content_hash="3fa81c20ab",
        editions=editions,
        runs=runs,
        plan=plan,
        slots=layout.slots,
        shape=OVAL,
        hole=None if sparse else place_hole(OVAL, 4, 2.5, "left"),
        shop=shop,
        colours=colours,
        files=() if sparse else files,
        cut_files=tuple(file.name for file in files[1:]),
        contents=()
        if sparse
        else tuple(TicketContent(file.name, Text("để in", "to print"), (file.name,)) for file in files),
    )


def ordered(ticket: Ticket) -> Ticket:
    """Return a ticket whose job says all that an office orders, with a picture, and how its parts are made."""
    order = TicketOrder(
        "Nhựa PVC trắng sữa",
        "Cán màng mờ hai mặt, bo tròn bốn góc, khắc chìm số thứ tự từng chiếc theo danh sách kèm theo của đơn vị",
        "Khoen inox 25 mm, lắp sẵn",
        date(2026, 2, 5),
        "Nguyễn Văn Mẫu",
        "0769 000 101",
    )
    look = Artwork((Fill(OVAL.outline(-2.0), GOLD, Role.GROUND),), OVAL.trim, 2.0)
    parts = (TicketPart("front", "ground", RED, "material"), TicketPart("back", "qr", BLACK, "patch"))
    return replace(
        ticket,
        order=order,
        picture=TicketPicture(look, look, "Xã Glar"),
        making=TicketMaking(RED, parts, (("an-phu",),), 0.8),
        cutting=CUTTING,
        shop=replace(
            ticket.shop,
            cut="kiss",
            cutter=TicketCutter(Text("Summa OPOS", "Summa OPOS"), "cut/cut.dxf", Text("Đặt dấu", "Set marks")),
            white=TicketWhite("White", 0.2, on_front=True, on_back=False, is_first=False),
        ),
    )


def patched(ticket: Ticket) -> Ticket:
    """Return a ticket whose codes are printed apart, on patches of 16 mm."""
    pieces = tuple((each.id, f"1-up/{each.id}/code.pdf", each.printed) for each in ticket.editions)
    return replace(ticket, patch=TicketPatch(16.0, 16.0, pieces))


def shared(ticket: Ticket) -> Ticket:
    """Return a ticket whose three editions share two runs, with sheets to make them ready."""
    first, second, third = (edition.id for edition in ticket.editions)
    slots = len(ticket.slots)
    runs = (
        TicketRun("sheets/sheets.pdf", (1, 2), 10, (*(first,) * 60, *(third,) * (slots - 60))),
        TicketRun("sheets/sheets.pdf", (3, 4), 7, (*(third,) * 13, *(second,) * (slots - 13))),
    )
    printed = (600, 7 * (slots - 13), 10 * (slots - 60) + 7 * 13)
    editions = tuple(replace(e, printed=number) for e, number in zip(ticket.editions, printed, strict=True))
    plan = replace(ticket.plan, sheets=17, printed=17 * slots, make_ready=100)
    return replace(ticket, runs=runs, editions=editions, plan=plan)


@pytest.fixture(scope="session")
def tickets() -> dict[str, Ticket]:
    """Tickets of many kinds, by a word for each."""
    hamlets = tuple(f"to-{i:02}" for i in range(1, 38))
    return {
        **{backing.value: made(("an-phu",), backing, "digital") for backing in Backing},
        "offset": made(("an-phu", "bình-tú"), Backing.SHEETWISE, "offset"),
        "many": made(hamlets, Backing.TURN, "offset"),
        "shared": shared(made(("an-phu", "bình-tú", "glar"), Backing.SHEETWISE, "offset")),
        "patch": patched(made(("an-phu",), Backing.SHEETWISE, "moulded")),
        "ordered": ordered(made(("an-phu",), Backing.SHEETWISE, "digital")),
        "sparse": made(("an-phu",), Backing.SHEETWISE, None, sparse=True),
    }
