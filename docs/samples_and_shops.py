"""Write docs/samples-and-shops.md: ``uv run --locked python docs/samples_and_shops.py``.

Every sample of ``configs`` at every built-in shop: what the material, the inks and the mould come to, and what
keytag has to say against it. `tests/cases/test_samples_and_shops.py` holds the page against the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from keytag.findings import Finding, Severity
from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_setup import load_setup
from keytag.steps.making import MakingMethod, part_makings
from keytag.steps.press import choose_press
from keytag.steps.progress import no_progress

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "samples-and-shops.md"
SAMPLES = tuple(sorted((ROOT / "configs").glob("*.yaml")))
SHOPS = tuple(sorted(path.stem for path in (ROOT / "templates" / "shops").glob("*.yaml")))
DAY = date(2026, 11, 21)
# Editions of a sample differ in words alone: the first ones stand for all.
FEW = 2

HEAD = """\
# Every sample at every shop

A job says what a tag looks like, the shop's file how it is made. This page is written by
`docs/samples_and_shops.py`; do not edit it. Each sample of `configs` is set up, drawn and checked at each built-in
shop, as `keytag sheet JOB --shop SHOP` does it.

- **Material**: a colour that the material has by itself. It is no ink and no plate.
- **Printed**: the plates. At a shop of spot inks a named ink is a spot of its own name, black is the black plate.
- **Moulded**: what stands out of the body, in a colour of its own. It is no plate; the hand-off has its drawing.
- **Code**: printed with the tag, or apart, on a patch that is put on.
- **Said**: errors and warnings. “nothing” means that the files are made.
"""


class Outcome(Struct, frozen=True):
    """What became of a sample at a shop."""

    sample: str
    material: str
    printed: str
    moulded: str
    code: str
    findings: tuple[Finding, ...]

    @property
    def said(self) -> str:
        """The errors and warnings by rule, each once with its key."""
        told = dict.fromkeys(f"{f.severity} `{f.rule}` at `{f.node}`" for f in self.findings)
        return ", ".join(told) or "nothing"


def outcome(path: Path, shop: str) -> Outcome:
    """Return what becomes of the job at ``path`` at ``shop``."""
    setup, found = load_setup(path, shop)
    contents = setup.file.editions[:FEW]
    _, _, room = choose_press(setup)
    draft = compose_and_check(setup, contents, DAY, (*found, *room), no_progress)
    findings = tuple(f for f in draft.findings if f.severity is not Severity.NOTE and f.accepted is None)
    if not draft.editions:
        return Outcome(path.stem, "", "", "", "", findings)
    first = draft.editions[0]
    parts = part_makings(setup, first.tag)

    def named(way: MakingMethod) -> str:
        return ", ".join(dict.fromkeys(f"{each.slot} {each.ink.name}" for each in parts if each.way == way))

    stock = setup.stock(first.content)
    code = "" if first.tag.code is None else "on a patch" if setup.shop.code == "patch" else "printed"
    plates = ", ".join(first.facts.inks)
    return Outcome(path.stem, stock.name if stock is not None else "", plates, named("moulded"), code, findings)


def section(shop: str, rows: Iterable[Outcome]) -> str:
    """Return what the page says of ``shop``."""
    return "\n".join(_lines(shop, rows)) + "\n"


def _lines(shop: str, rows: Iterable[Outcome]) -> Iterator[str]:
    yield f"\n## `{shop}`\n"
    yield "| Sample | Material | Printed | Moulded | Code | Said |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        cells = (row.sample, row.material, row.printed, row.moulded, row.code, row.said)
        yield f"| {' | '.join(cell or '-' for cell in cells)} |"


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(section(shop, (outcome(path, shop) for path in SAMPLES)) for shop in SHOPS)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
