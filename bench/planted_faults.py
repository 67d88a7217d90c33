"""Which faults of a finished sheet the look at its slots finds, at which resolution, and what that costs.

    uv run python bench/planted_faults.py [--rounds 3] [--dpi 150 200 300]

In sheets of the sample ward and of small tags one slot is spoiled each way, and every slot is looked at. Found:
the slot that was spoiled is named. False: any other slot. One-ups are always the approved ones.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke, walk
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import PAPER
from keytag.handoff import evidence
from keytag.imposition import Page, Placement
from keytag.inspection.sheets import one_ups, slots
from keytag.inspection.sheets.one_ups import STEP
from keytag.output.pdf.assemble import sheets_pdf, unsealed_one_ups
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.export import with_cut
from keytag.steps.first_sheet import ImposedJob, impose_job
from keytag.steps.order import Order
from keytag.units import MM_PER_INCH

DAY = dt.date(2026, 11, 30)
WARD = (Path(__file__).parents[1] / "configs" / "ward.yaml").read_text(encoding="utf-8")
JOBS = {
    "ward": WARD,
    "small": WARD.replace("width: 50mm", "width: 46mm").replace("height: 20mm", "height: 19mm"),
}
Spoil = Callable[[Artwork, random.Random], Artwork]
Lay = Callable[[Placement, random.Random], tuple[Placement, ...]]


def main() -> None:
    """Spoil, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dpi", type=int, nargs="+", default=[slots.DPI])
    given = parser.parse_args()
    jobs = {name: _imposed(text) for name, text in JOBS.items()}
    others = {
        "a figure": [_imposed(text.replace("3000 113", "3000 118")) for text in JOBS.values()],
        "an accent": [_imposed(text.replace("Trưởng", "Trường")) for text in JOBS.values()],
        "another edition's code": [
            _imposed(re.sub(r"(zalo\.me/\d+)1", r"\g<1>2", text)) for text in JOBS.values()
        ],
    }
    print("| fault | " + " | ".join(f"{dpi} dpi" for dpi in given.dpi) + " |")
    print("|---|" + "---:|" * len(given.dpi))
    table: dict[str, list[str]] = {}
    for dpi in given.dpi:
        _look_at(dpi)
        found, planted, false, good, began = Counter[str](), Counter[str](), 0, 0, process_time()
        for number in range(given.rounds):
            chance = random.Random(number)  # noqa: S311 - by chance, not secret
            for index, job in enumerate(jobs.values()):
                for what, back, lay in _faults(index, others):
                    slot = chance.randrange(len(job.imposition.layout.slots))  # type: ignore[union-attr]
                    is_found, wrong, looked = _seen(job, slot, back, lay, chance)
                    planted[what] += 1
                    found[what] += is_found
                    false += wrong
                    good += looked - 1
        for what, count in planted.items():
            table.setdefault(what, []).append(f"{found[what]} of {count}")
        table.setdefault("false alarms in good slots", []).append(f"{false} of {good}")
        taken = 1000 * (process_time() - began) / (good + sum(planted.values()))
        table.setdefault("processor a slot, with drawing", []).append(f"{taken:.1f} ms")
    for what, cells in table.items():
        print(f"| {what} | " + " | ".join(cells) + " |")


def _look_at(dpi: int) -> None:
    """Look at slots at ``dpi`` from now on; how far two pictures may differ goes with it."""
    scale = dpi / MM_PER_INCH
    for take in (slots.slot_picture, slots.picture_size):
        take.__defaults__ = (scale,)
    vars(evidence)["SCALE"] = scale
    # As it was when slots were looked at so finely.
    one_ups.STEP = 28 if dpi >= slots.READING_DPI else STEP


def _faults(index: int, others: dict[str, list[ImposedJob]]) -> Iterator[tuple[str, bool, Lay]]:
    """Yield what is spoiled, whether on the back, and how."""
    yield from ((what, back, _spoiled(spoil)) for what, back, spoil in _drawings(index, others))
    yield "laid 0.1 mm aside", False, _laid_aside(0.1)
    yield "a speck of 0.15 mm laid upon it", False, _laid_upon
    yield "laid twice, the upper one another's", True, _spoiled_upon(others["an accent"][index])
    yield "not laid at all", False, lambda _placed, _chance: ()


def _spoiled(spoil: Spoil) -> Lay:
    return lambda placed, chance: (Placement(spoil(placed.artwork, chance), placed.transform),)


def _spoiled_upon(other: ImposedJob) -> Lay:
    return lambda placed, _chance: (placed, Placement(other.editions[0].printed[1], placed.transform))


def _laid_aside(by: float) -> Lay:
    def lay(placed: Placement, chance: random.Random) -> tuple[Placement, ...]:
        across, down = chance.choice(((by, 0.0), (0.0, by), (-by, 0.0), (0.0, -by)))
        return (Placement(placed.artwork, placed.transform.then(Affine.translation(across, down))),)

    return lay


def _laid_upon(placed: Placement, chance: random.Random) -> tuple[Placement, ...]:
    """Return a slot's tag with a speck on the sheet above it, where its lettering is."""
    lettering = [item for item in _items(placed.artwork.items) if item.role is Role.LETTERING]
    x, y = chance.choice([xy for _, xy in chance.choice(lettering).path.commands if xy])[-2:]
    box = Rect(x - 0.075, y - 0.075, x + 0.075, y + 0.075)
    speck = Artwork((Fill(rectangle(box), PAPER, Role.ART),), box, 0)
    return placed, Placement(speck, placed.transform)


def _drawings(index: int, others: dict[str, list[ImposedJob]]) -> Iterator[tuple[str, bool, Spoil]]:
    """Yield what is drawn otherwise, whether on the back, and how."""
    yield "a module of the code flipped", True, _flip_module
    for what, jobs in others.items():
        back = what != "a figure"
        other = jobs[index]
        sides = with_cut(other.setup, other.editions[0].printed)
        yield what, back, _another(sides[0] if not back else other.editions[0].printed[1])
    yield "0.3 mm aside", False, _moved(0.3)
    yield "0.1 mm aside", False, _moved(0.1)
    yield "0.05 mm aside", False, _moved(0.05)
    yield "a line 0.1 mm thinner", False, _thin
    yield "a white speck of 0.15 mm", False, _speck(0.15)
    yield "a white speck of 0.08 mm", False, _speck(0.08)


def _imposed(text: str) -> ImposedJob:
    with TemporaryDirectory() as folder:
        path = Path(folder, "ward.yaml")
        path.write_text(text, encoding="utf-8")
        return impose_job(path, Order(DAY, shop="office-a4"))


def _seen(job: ImposedJob, slot: int, back: bool, lay: Lay, chance: random.Random) -> tuple[bool, int, int]:  # noqa: FBT001
    """Return whether the spoiled slot was named, how many others were, and how many were looked at."""
    imposition, editions = job.imposition, job.editions
    assert imposition is not None  # noqa: S101 - the samples have no errors
    pages = list(imposition.pages())
    page, trim = pages[int(back)], editions[0].printed[int(back)].trim
    own = [i for i, placed in enumerate(page.form.placements) if placed.artwork.trim == trim]
    at = own[slot % len(own)]
    placed = page.form.placements[at]
    placements = (*page.form.placements[:at], *lay(placed, chance), *page.form.placements[at + 1 :])
    pages[int(back)] = replace(page, form=replace(page.form, placements=placements))
    approved = {each.content.id: _approved(job, each) for each in editions}
    seen = evidence.inspect_sheets(job.setup, editions, imposition, approved, [_written(pages)])
    named = [finding for finding in seen.findings if re.search(r"slot \d+", finding.message.en)]
    slots_named = {re.search(r"Page \d+, slot \d+", finding.message.en)[0] for finding in named}  # type: ignore[index]
    right = f"Page {int(back) + 1}, "
    return any(each.startswith(right) for each in slots_named), max(0, len(slots_named) - 1), seen.slots


def _approved(job: ImposedJob, edition: ComposedEdition) -> tuple[bytes, bytes]:
    """Return both sides as they lie on a sheet: with the cut where its form has it."""
    front, back = with_cut(job.setup, edition.printed)
    shares = job.imposition is not None and job.imposition.way.backing.shares_form
    return unsealed_one_ups((front,)), unsealed_one_ups((back if shares else edition.printed[1],))


def _written(pages: Sequence[Page]) -> bytes:
    stream = BytesIO()
    sheets_pdf(pages).save(stream)
    return stream.getvalue()


def _flip_module(art: Artwork, chance: random.Random) -> Artwork:
    """Return a side with one module of its code dark for light, or light for dark."""
    code = next(item for item in _items(art.items) if item.role is Role.QR)
    box = code.path.bounds()
    edges = sorted({round(xy[0], 4) for _, xy in code.path.commands if xy})
    module = min(after - before for before, after in pairwise(edges) if after - before > 0.05)
    count = round(box.width / module)
    x, y = box.x0 + module * chance.randrange(9, count - 9), box.y0 + module * chance.randrange(9, count - 9)
    cell = Rect(x, y, x + module, y + module)
    dark = Fill(rectangle(cell), chance.choice((PAPER, code.ink)), Role.QR)
    return replace(art, items=(*art.items, dark))


def _another(side: Artwork) -> Spoil:
    return lambda _art, _chance: side


def _moved(by: float) -> Spoil:
    def spoil(art: Artwork, chance: random.Random) -> Artwork:
        across, down = chance.choice(((by, 0.0), (0.0, by), (-by, 0.0), (0.0, -by)))
        return replace(art, items=(Group(art.items, Affine.translation(across, down)),))

    return spoil


def _thin(art: Artwork, _chance: random.Random) -> Artwork:
    """Return a side whose drawn lines are 0.1 mm thinner."""
    return replace(
        art,
        items=tuple(
            replace(item, width=item.width - 0.1) if isinstance(item, Stroke) and item.width > 0.1 else item
            for item in art.items
        ),
    )


def _speck(size: float) -> Spoil:
    def spoil(art: Artwork, chance: random.Random) -> Artwork:
        lettering = [item for item in _items(art.items) if item.role is Role.LETTERING]
        xy = chance.choice([xy for _, xy in chance.choice(lettering).path.commands if xy])
        x, y = xy[-2:]
        box = Rect(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
        return replace(art, items=(*art.items, Fill(rectangle(box), PAPER, Role.ART)))

    return spoil


def _items(items: Sequence[Item]) -> Iterator[Fill | Stroke]:
    return (item for item, _ in walk(tuple(items)))


if __name__ == "__main__":
    main()
