"""Jobs and what is set on their tags, one file each: the job, and under it every item with ink and place.

Golden text, not golden pictures: a change of the design shows as a change of these lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.drawing.artwork import Artwork, walk
from keytag.findings import Finding
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.job_setup import load_setup, with_locations

CASES = sorted((Path(__file__).parent / "compositions").glob("*.yaml"))
MARK = "# ---- expected: role slot node ink x0 y0 x1 y1 in mm; or line:column rule, message (en), hint (en)\n"


def _item_lines(side: Artwork) -> list[str]:
    lines = []
    for item, matrix in walk(side.items):
        box = item.path.transformed(matrix).bounds()
        # Adding nothing turns -0.0 into 0.0.
        place = " ".join(f"{round(value, 1) + 0.0:.1f}" for value in (box.x0, box.y0, box.x1, box.y1))
        lines.append(f"{item.role} {item.source.slot} {item.source.node or '-'} {item.ink.name} {place}")
    return lines


def _edition_lines(edition: ComposedEdition) -> list[str]:
    tag, facts = edition.tag, edition.facts
    lines = [f"edition {facts.id}, smallest text {facts.smallest_text_pt or 0:.1f} pt, {' '.join(facts.inks)}"]
    if facts.qr is not None:
        code = facts.qr
        lines.append(f"code {tag.code_side}: version {code.version}-{code.level}, module {code.module_mm:.2f} mm")
    for name, side in (("front", tag.front), ("back", tag.back)):
        lines += [name, *(f"  {line}" for line in _item_lines(side))]
    return lines


def _finding_lines(finding: Finding) -> list[str]:
    where = finding.where
    place = f"{where.line}:{where.column}" if where is not None else "-"
    return [f"{place} {finding.severity} {finding.rule}", f"  {finding.message.en}", f"  {finding.hint.en}"]


def _composed(path: Path) -> str:
    setup, found = load_setup(path)
    editions, misfits = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    lines = [line for finding in with_locations(setup, (*found, *misfits)) for line in _finding_lines(finding)]
    lines += [line for edition in editions for line in _edition_lines(edition)]
    return "".join(f"# {line}\n" for line in lines)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_jobs_are_composed_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    """Each job gives exactly the items, or the findings, written under it."""
    job, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    found = _composed(path)
    if request.config.getoption("--update-cases"):
        path.write_text(job + MARK + found, encoding="utf-8")
    else:
        assert found == expected
