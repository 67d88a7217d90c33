"""How many faults planted on first sheets `firstsheet` finds in photographs of them, and how often it cries wolf.

    uv run python bench/first_sheet.py [--rounds 6]

Sheets of the sample ward on A4 are spoiled in one slot each way, photographed by the camera of the tests under
ever other light, blur, noise, JPEG and slant, and looked at. Found: the slot that was spoiled is named. False: a
slot that was not. Plates, backs and sizes are found where they are measured within 0.1 mm, 0.2 mm, 0.4 %.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from PIL import Image, ImageChops

sys.path.insert(0, str(Path(__file__).parents[1]))

from keytag.imposition.technical_lines import sheets_without_cut
from keytag.inspection.photographs.first_look import SideSeen, look_at
from keytag.inspection.photographs.picture import read_photographs
from keytag.inspection.photographs.sheet import ExpectedSide
from keytag.inspection.photographs.verdict import back_offset, scale_of
from keytag.inspection.sheets.raster import open_pages
from keytag.steps.export import imprint_of
from keytag.steps.first_sheet import expected_sides, impose_job
from keytag.steps.order import Order
from keytag.steps.press_pdf import write_sheets
from tests.camera import PRINT, Camera, photograph, print_page, with_slot

DAY = dt.date(2026, 11, 30)
WRONG = {"differs", "other-edition", "other-code"}
WARD = (Path(__file__).parents[1] / "configs" / "ward.yaml").read_text(encoding="utf-8")
# One figure, one letter, one address: what a plate made from the wrong file would show.
CHANGES = {
    "digit on the front": ("3000 113", "3000 118", 0),
    "digit on the back": ("0769 000 101", "0769 000 107", 1),
    "letter": ("Phó Trưởng Công an", "Phó Trường Công an", 1),
    "other code": ("1000000000000000001", "1000000000000000002", 1),
}


def main() -> None:
    """Plant, photograph, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    rounds = parser.parse_args().rounds
    sides, sheets = _printed(WARD)
    planted, found, slots, false, unread = Counter[str](), Counter[str](), 0, 0, 0
    began = process_time()
    photographs = 0
    for number in range(rounds):
        chance = random.Random(number)  # noqa: S311 - by chance, not secret
        for what, (was, now, page) in CHANGES.items():
            slot = chance.randrange(1, len(sides[page].tags) + 1)
            spoiled = with_slot(sheets[page], sides[page], slot, _printed(WARD.replace(was, now))[1][page])
            seen = _look(spoiled, sides, chance)
            photographs += 1
            wrong = {tag.number for tag in seen.tags if tag.state in WRONG}
            planted[what] += 1
            found[what] += slot in wrong
            false += len(wrong - {slot})
            slots += len(seen.tags) - 1
            unread += sum(tag.state in {"unseen", "unread-code"} for tag in seen.tags)
        for what, (was, now, page) in CHANGES.items():
            seen = _look(_printed(WARD.replace(was, now))[1][page], sides, chance)
            planted[f"{what}, everywhere"] += 1
            found[f"{what}, everywhere"] += all(tag.state in WRONG for tag in seen.tags)
        photographs += len(CHANGES)
        for what, is_found in _measured(sheets, sides, chance):
            planted[what] += 1
            found[what] += is_found
        photographs += 4
    for what, count in planted.items():
        print(f"{what:28} {found[what]:3} of {count}")
    print(f"false alarms                 {false:3} of {slots} good slots; not read or seen: {unread}")
    print(f"{(process_time() - began) / photographs:.1f} s of processor a photograph, with what is drawn for it")


def _measured(
    sheets: tuple[Image.Image, ...], sides: tuple[ExpectedSide, ...], chance: random.Random
) -> list[tuple[str, bool]]:
    """Return whether a plate that is off, backs that are off and a scaled print were measured."""
    red, green, blue = sheets[0].split()
    off = chance.choice([-3, -2, 2, 3])
    moved = Image.merge("RGB", (red, ImageChops.offset(green, off, 0), blue))
    ways = {shift.ink: shift.x for shift in _look(moved, sides, chance).shifts}
    plate = abs(ways["Magenta"] - ways["Yellow"] - off / PRINT) < 0.1
    x, y = chance.randrange(-8, 9), chance.randrange(-8, 9)
    paper = Image.new("RGB", sheets[1].size, "white")
    paper.paste(sheets[1], (x, y))
    offset = back_offset((_look(sheets[0], sides, chance), _look(paper, sides, chance)), tumbles=False)
    backs = offset is not None and abs(offset.x + x / PRINT) < 0.2 and abs(offset.y + y / PRINT) < 0.2
    small = Image.new("RGB", sheets[0].size, "white")
    size = round(small.width * 0.97), round(small.height * 0.97)
    small.paste(sheets[0].resize(size), ((small.width - size[0]) // 2, (small.height - size[1]) // 2))
    scale = scale_of(_look(small, sides, chance))
    return [
        ("plate 0.25 to 0.38 mm off", plate),
        ("backs up to 1 mm off", backs),
        ("printed at 97 %", scale is not None and abs(scale - 0.97) < 0.004),
    ]


def _look(sheet: Image.Image, sides: tuple[ExpectedSide, ...], chance: random.Random) -> SideSeen:
    """Photograph a sheet by chance, and look at the picture."""
    camera = Camera(
        size=(2000, 2700),
        tilt=chance.uniform(0.0, 0.08),
        turned=chance.uniform(-10, 10) + chance.choice([0, 180]),
        blur=chance.uniform(0.5, 1.3),
        noise=chance.uniform(0.005, 0.025),
        light=chance.uniform(0.0, 0.4),
        cast=(1.0, chance.uniform(0.88, 1.0), chance.uniform(0.7, 1.0)),
        quality=chance.randrange(60, 95),
        seed=chance.randrange(1_000_000),
    )
    (picture,) = read_photographs(photograph(sheet, camera), "photograph")
    seen = look_at(picture, sides, lambda _done, _total: None)
    if seen is None:
        raise SystemExit(f"no side was recognised: {camera}")
    return seen


@cache
def _printed(text: str) -> tuple[tuple[ExpectedSide, ...], tuple[Image.Image, ...]]:
    """Return what the sheets of a job must show, and the sheets as they come off the press."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ward.yaml"
        path.write_text(text, encoding="utf-8")
        imposed = impose_job(path, Order(DAY, count=40, shop="office-a4"))
    if imposed.imposition is None:
        raise SystemExit("the sample has errors")
    sides = expected_sides(imposed.setup, imposed.editions, imposed.imposition, DAY)
    imprint = imprint_of(imposed.setup, "first sheet", DAY)
    with open_pages(write_sheets(sheets_without_cut(tuple(imposed.imposition.pages())), imprint)) as pages:
        return sides, tuple(print_page(page) for page in pages)


if __name__ == "__main__":
    main()
