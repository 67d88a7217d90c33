"""How many faults planted on first sheets `firstsheet` finds in pictures of them, and how often it cries wolf.

    uv run python bench/first_sheet.py [--rounds 1] [--only photograph 300]

Sheets of the sample ward on A4 are spoiled in one slot, or in all, photographed by the camera of the tests with 12
megapixels under ever other light, blur, noise, JPEG and slant, or scanned at 300, 200 and 150 dpi; cut tags are
strewn over tables of several colours. Found: the slot that was spoiled is named, and what is spoiled everywhere
is told of nearly every slot. Falsely: a good slot that is called bad. Plates, backs and sizes are found where they
are measured within 0.1 mm, 0.2 mm, 0.4 %. At the end good sheets of other samples are looked at.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from msgspec import Struct
from PIL import Image, ImageChops, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[1]))

from keytag.imposition.technical_lines import sheets_without_cut
from keytag.inspection.photographs.cut_tags import look_at_cut_tags
from keytag.inspection.photographs.first_look import SideSeen, look_at
from keytag.inspection.photographs.picture import read_photographs
from keytag.inspection.photographs.sheet import PER_MM, ExpectedSide
from keytag.inspection.photographs.verdict import Allowed, back_offset, findings_of, scale_of
from keytag.inspection.sheets.raster import open_pages
from keytag.steps.export import imprint_of
from keytag.steps.first_sheet import expected_sides, impose_job
from keytag.steps.order import Order
from keytag.steps.press_pdf import write_sheets
from tests.camera import PRINT, Camera, photograph, print_page, strew_tags, with_slot

DAY = dt.date(2026, 11, 30)
WRONG = {"differs", "other-edition", "other-code"}
CONFIGS = Path(__file__).parents[1] / "configs"
WARD = (CONFIGS / "ward.yaml").read_text(encoding="utf-8")
# One figure, one letter, one address: what a plate made from the wrong file would show.
CHANGES = {
    "a digit of the large number": ("3000 113", "3000 118", 0),
    "a digit of a small number": ("0769 000 101", "0769 000 107", 1),
    "an accent": ("Phó Trưởng Công an", "Phó Trường Công an", 1),
    "another edition's code": ("1000000000000000001", "1000000000000000002", 1),
}
TABLES = ((0.36, 0.28, 0.22), (0.95, 0.95, 0.94), (0.1, 0.25, 0.55), (0.05, 0.05, 0.05))
GOOD = ("an-phu", "dak-doa", "dat-do", "can-giuoc", "tri-quang")
Take = Callable[[Image.Image, random.Random], bytes]


class Row(Struct):
    """What came of one fault in one kind of picture."""

    planted: int = 0
    found: int = 0
    good: int = 0
    false: int = 0
    seconds: float = 0.0


def main() -> None:
    """Plant, photograph, look, count, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    kinds: dict[str, Take] = {"photograph": _photographed}
    kinds.update({f"{dpi} dpi": partial(_scanned, dpi=dpi) for dpi in (300, 200, 150)})
    for name, take in kinds.items():
        if given.only and name.split()[0] not in given.only:
            continue
        rows: dict[str, Row] = defaultdict(Row)
        for number in range(given.rounds):
            chance = random.Random(number)  # noqa: S311 - by chance, not secret
            for what in _planted(rows, take, chance):
                print(name, what, rows[what], file=sys.stderr, flush=True)
            if name == "photograph":
                _strewn(rows["cut tags, figure or code"], chance)
        for sample in GOOD:
            _good(rows[f"good sheets of {sample}"], sample, take)
        for what, row in rows.items():
            found = f"{row.found} of {row.planted}" if row.planted else ""
            false = f"{row.false} of {row.good}"
            print(f"| {name} | {what} | {found} | {false} | {row.seconds:.1f} |", flush=True)


def _planted(rows: dict[str, Row], take: Take, chance: random.Random) -> Iterator[str]:
    """Spoil a sheet each way, and yield the name of the row that has come to more."""
    sides, sheets = _printed(WARD)
    for what, (was, now, page) in CHANGES.items():
        other = _printed(WARD.replace(was, now))[1][page]
        slot = chance.randrange(1, len(sides[page].tags) + 1)
        row = rows[f"{what}, one slot"]
        seen = _look(take(with_slot(sheets[page], sides[page], slot, other), chance), sides, row)
        wrong = {tag.number for tag in seen.tags if tag.state in WRONG}
        _count(row, slot in wrong, len(wrong - {slot}), len(seen.tags) - 1)
        yield f"{what}, one slot"
        row = rows[f"{what}, all slots"]
        seen = _look(take(other, chance), sides, row)
        _count(row, sum(tag.state in WRONG for tag in seen.tags) >= 0.8 * len(seen.tags), 0, 0)
        yield f"{what}, all slots"
    red, green, blue = sheets[0].split()
    off = chance.choice([-0.35, -0.25, 0.25, 0.35])
    moved = Image.merge("RGB", (red, ImageChops.offset(green, round(off * PRINT), 0), blue))
    row = rows["a plate 0.25 or 0.35 mm off"]
    ways = {shift.ink: shift.x for shift in _look(take(moved, chance), sides, row).shifts}
    _count(row, abs(ways["Magenta"] - ways["Yellow"] - round(off * PRINT) / PRINT) < 0.1, 0, 0)
    yield "a plate 0.25 or 0.35 mm off"
    row = rows["an ink missing"]
    seen = _look(take(Image.merge("RGB", (red, green, ImageChops.lighter(blue, red))), chance), sides, row)
    said = {finding.rule for finding in findings_of((seen,), (), Allowed(0.1, 0.5), tumbles=False)}
    _count(row, "first-sheet-colours-are-near" in said, 0, 0)
    yield "an ink missing"
    row = rows["a sheet upside down"]
    seen = _look(take(sheets[0].rotate(180), chance), sides, row)
    turned = abs((seen.upright + 180.0) % 360.0 - 180.0) > 140.0
    _count(row, turned, sum(tag.state in WRONG for tag in seen.tags), len(seen.tags))
    yield "a sheet upside down"
    row = rows["backs up to 1 mm off"]
    x, y = chance.uniform(-1, 1), chance.uniform(-1, 1)
    paper = Image.new("RGB", sheets[1].size, "white")
    paper.paste(sheets[1], (round(x * PRINT), round(y * PRINT)))
    both = _look(take(sheets[0], chance), sides, row), _look(take(paper, chance), sides, row)
    offset = back_offset(both, tumbles=False)
    _count(row, offset is not None and abs(offset.x + x) < 0.2 and abs(offset.y + y) < 0.2, 0, 0)
    yield "backs up to 1 mm off"
    row = rows["printed at 97 %"]
    small = Image.new("RGB", sheets[0].size, "white")
    size = round(small.width * 0.97), round(small.height * 0.97)
    small.paste(sheets[0].resize(size), ((small.width - size[0]) // 2, (small.height - size[1]) // 2))
    scale = scale_of(_look(take(small, chance), sides, row))
    _count(row, scale is not None and abs(scale - 0.97) < 0.004, 0, 0)
    yield "printed at 97 %"


def _count(row: Row, is_found: bool, false: int, good: int) -> None:  # noqa: FBT001 - what is counted
    row.planted += 1
    row.found += is_found
    row.false += false
    row.good += good


def _strewn(row: Row, chance: random.Random) -> None:
    """Strew sixteen tags over a table of each colour, three of them spoiled, and count."""
    spoiled = [change for what, change in CHANGES.items() if what != "an accent"]
    for table in TABLES:
        plan = [(WARD.replace(was, now), page) for was, now, page in spoiled]
        plan += [(WARD, chance.randrange(2)) for _ in range(13)]
        chance.shuffle(plan)
        tags, masks = [], []
        for text, page in plan:
            look = _printed(text)[0][page].tags[0].look
            size = round(look.picture.width / PER_MM * PRINT), round(look.picture.height / PER_MM * PRINT)
            tags.append(look.picture.resize(size))
            masks.append(look.mask.convert("L").resize(size))
        sheet = strew_tags(tags, masks, chance.randrange(1000), table)
        camera = Camera((3000, 3000), turned=chance.uniform(-5, 5), seed=chance.randrange(1000), table=table)
        (picture,) = read_photographs(photograph(sheet, camera), "tags")
        began = process_time()
        found = look_at_cut_tags(picture, _printed(WARD)[0])
        row.seconds = process_time() - began
        wrong = sum(tag.state in WRONG for tag in found)
        row.planted += len(spoiled)
        row.found += min(wrong, len(spoiled))
        row.false += max(0, wrong - len(spoiled)) + sum(tag.state == "unseen" for tag in found)
        row.good += len(plan) - len(spoiled)


def _good(row: Row, sample: str, take: Take) -> None:
    """Look at the first sheet of a sample, as it is ordered; every slot that is called bad is a false alarm."""
    sides, sheets = _sheets_of(CONFIGS / f"{sample}.yaml", Order(DAY))
    for sheet in sheets[:2]:
        seen = _look(take(sheet, random.Random(sample)), sides, row)  # noqa: S311 - by chance, not secret
        row.false += sum(tag.state in WRONG for tag in seen.tags)
        row.good += len(seen.tags)


def _photographed(sheet: Image.Image, chance: random.Random) -> bytes:
    """Return a photograph of 12 megapixels, by chance."""
    size = (3000, 4000) if sheet.height > sheet.width else (4000, 3000)
    return photograph(
        sheet,
        Camera(
            size=size,
            tilt=chance.uniform(0.0, 0.08),
            turned=chance.uniform(-5, 5),
            blur=chance.uniform(0.7, 1.6),
            noise=chance.uniform(0.005, 0.02),
            light=chance.uniform(0.0, 0.4),
            cast=(1.0, chance.uniform(0.88, 1.0), chance.uniform(0.7, 1.0)),
            quality=chance.randrange(70, 95),
            seed=chance.randrange(1_000_000),
        ),
    )


def _scanned(sheet: Image.Image, chance: random.Random, dpi: int) -> bytes:
    """Return a scan: grey lid round the paper, a slight turn, soft optics, little noise, JPEG."""
    size = round(sheet.width / PRINT / 25.4 * dpi), round(sheet.height / PRINT / 25.4 * dpi)
    lid = Image.new("RGB", (size[0] + dpi // 2, size[1] + dpi // 2), (200, 200, 200))
    paper = sheet.resize(size, Image.Resampling.BICUBIC)
    turn = chance.uniform(-1, 1)
    cover = Image.new("L", size, 255).rotate(turn, Image.Resampling.BICUBIC, expand=True)
    paper = paper.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    lid.paste(paper, (chance.randrange(dpi // 8, dpi // 5), chance.randrange(dpi // 8, dpi // 5)), cover)
    soft = np.asarray(lid.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 0.7))), dtype=np.float32)
    grain = np.random.default_rng(chance.randrange(1_000_000)).normal(0, 1.5, soft.shape)
    stream = BytesIO()
    scan = Image.fromarray(np.clip(soft + grain, 0, 255).astype(np.uint8))
    scan.save(stream, "JPEG", quality=92, dpi=(dpi, dpi))
    return stream.getvalue()


def _look(data: bytes, sides: tuple[ExpectedSide, ...], row: Row) -> SideSeen:
    """Look at a picture; its processor time, with reading, is the row's."""
    began = process_time()
    (picture,) = read_photographs(data, "picture")
    seen = look_at(picture, sides, lambda _done, _total: None)
    row.seconds = process_time() - began
    if seen is None:
        raise SystemExit("no side was recognised")
    return seen


@cache
def _printed(text: str) -> tuple[tuple[ExpectedSide, ...], tuple[Image.Image, ...]]:
    """Return what the sheets of a job must show, and the sheets as they come off the press."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ward.yaml"
        path.write_text(text, encoding="utf-8")
        return _sheets_of(path, Order(DAY, count=40, shop="office-a4"))


def _sheets_of(path: Path, order: Order) -> tuple[tuple[ExpectedSide, ...], tuple[Image.Image, ...]]:
    imposed = impose_job(path, order)
    if imposed.imposition is None:
        raise SystemExit(f"{path} has errors")
    sides = expected_sides(imposed.setup, imposed.editions, imposed.imposition, order.date)
    imprint = imprint_of(imposed.setup, "first sheet", order.date)
    with open_pages(write_sheets(sheets_without_cut(tuple(imposed.imposition.pages())), imprint)) as pages:
        return sides, tuple(print_page(page) for page in pages[:2])


if __name__ == "__main__":
    main()
