"""Measure every template on every shape: ``python bench/compositions.py``; ``--help`` says the rest.

What is set is in ``tests/cases/compositions/product/set.yaml``; how it is measured, in
``keytag/checks/artwork/composition.py``. ``--save`` keeps the figures, ``--before`` holds those of another tree
against them: run there with this file and that module laid in.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from keytag.checks.artwork.composition import measure_composition
from keytag.findings import Severity
from keytag.steps.compose_editions import ComposedEdition, check_editions, compose_editions, tag_subject
from keytag.steps.job_setup import JobSetup, load_setup

SET = Path(__file__).parents[1] / "tests" / "cases" / "compositions" / "product" / "set.yaml"
TEMPLATES = Path(__file__).parents[1] / "templates" / "tags"
Figures = dict[str, Any]
# Figure, what it is called in the table, whether more is better, and by how much it may be worse unnoticed.
COLUMNS = (
    ("hotline_mm", "digits mm", True, 0.05),
    ("hotline_share", "of the most", True, 0.01),
    ("contrast", "contrast", True, 0.05),
    ("smallest_text_pt", "smallest pt", True, 0.05),
    ("number_mm", "other digits mm", True, 0.02),
    ("empty_share", "empty", False, 0.05),
    ("off_axis_mm", "off axis mm", False, 0.5),
    ("module_mm", "module mm", True, 0.005),
    ("blur_mm", "blur mm", True, 0.005),
)


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each job of the set with its name: template, shape and job."""
    said = yaml.safe_load(SET.read_text(encoding="utf-8"))
    for template in sorted(path.stem for path in TEMPLATES.glob("*.yaml")):
        for shape, tag in said["shapes"].items():
            for name, wish in said["jobs"].items():
                if template not in wish.get("templates", [template]):
                    continue
                yield f"{template}/{shape}/{name}", _job(said, wish, template, tag)


def _job(said: dict[str, Any], wish: dict[str, Any], template: str, tag: dict[str, Any]) -> dict[str, Any]:
    return {
        "keytag": 1,
        "sample": True,
        "as_of": "2026-01-15",
        "issuer": {"name": said["names"]["long" if wish.get("long") else "short"], "province": "Gia Lai"},
        **({"slogan": said["slogan"]} if wish.get("slogan") else {}),
        "numbers": said["numbers"][: wish["numbers"]],
        **({"qr": {"link": said["link"], "caption": said["caption"]}} if wish.get("code") else {}),
        "tag": tag,
        "template": template,
        # Only this one asks for a name beside its code.
        **({"editions": [{"id": "to-9", "name": said["name"]}]} if template == "group" else {}),
    }


def composed(job: dict[str, Any], folder: Path) -> tuple[JobSetup, ComposedEdition | None]:
    """Return a job set up, and its edition where it fits."""
    path = folder / "job.yaml"
    path.write_text(yaml.safe_dump(job, allow_unicode=True, sort_keys=False), encoding="utf-8")
    setup, _ = load_setup(path)
    editions, _ = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    return setup, next(iter(editions), None)


def measure(job: dict[str, Any]) -> Figures | None:
    """Return the figures of a job's tag: of its two sides the one that counts; None where it does not fit."""
    with TemporaryDirectory() as folder:
        setup, edition = composed(job, Path(folder))
    if edition is None:
        return None
    subject = tag_subject(setup, edition)
    sides = measure_composition(subject)

    def least(name: str) -> float | None:
        return min((getattr(s, name) for s in sides if getattr(s, name) is not None), default=None)

    def most(name: str) -> float | None:
        return max((getattr(s, name) for s in sides if getattr(s, name) is not None), default=None)

    hotline = max((s for s in sides if s.hotline_mm is not None), key=lambda s: s.hotline_mm or 0.0)
    return {
        "hotline_mm": hotline.hotline_mm,
        "hotline_share": (hotline.hotline_mm or 0.0) / (hotline.hotline_most_mm or 1.0),
        "contrast": least("contrast"),
        "smallest_text_pt": least("smallest_text_pt"),
        "number_mm": least("number_mm"),
        "empty_share": sum(s.empty_share for s in sides) / 2,
        "off_axis_mm": most("off_axis_mm"),
        "module_mm": least("module_mm"),
        "blur_mm": least("blur_mm"),
        "findings": sorted({f.rule for f in check_editions(setup, (edition,)) if f.severity is not Severity.NOTE}),
    }


def measured(workers: int, chosen: str) -> dict[str, Figures | None]:
    """Return the figures of the whole set by name, or of the jobs whose name holds ``chosen``."""
    todo = {name: job for name, job in jobs() if chosen in name}
    with ProcessPoolExecutor(workers) as pool:
        return dict(zip(todo, pool.map(measure, todo.values(), chunksize=4), strict=True))


def medians(figures: Mapping[str, Figures | None]) -> dict[str, dict[str, float | None]]:
    """Return for each template the median of each figure."""
    by_template: dict[str, list[Figures]] = {}
    for name, found in figures.items():
        if found is not None:
            by_template.setdefault(name.partition("/")[0], []).append(found)

    def middle(every: list[Figures], key: str) -> float | None:
        known = [found[key] for found in every if found[key] is not None]
        return median(known) if known else None

    return {name: {key: middle(every, key) for key, *_ in COLUMNS} for name, every in sorted(by_template.items())}


def table(now: dict[str, Figures | None], before: dict[str, Figures | None]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: medians by template, before and now where both are known."""
    both = {name: found for name, found in now.items() if before.get(name) is not None and found is not None}
    then, mine, every = medians({name: before[name] for name in both}), medians(both), medians(now)
    yield "| template | set | " + " | ".join(title for _, title, *_ in COLUMNS) + " |"
    yield "|---|---:|" + "---:|" * len(COLUMNS)
    for name, row in every.items():
        tried = [found for job, found in now.items() if job.startswith(f"{name}/")]
        cells = []
        for key, *_ in COLUMNS:
            was, own = then.get(name, {}).get(key), mine.get(name, row)[key]
            cells.append(f"{_shown(was)} → {_shown(own)}" if was is not None else _shown(own))
        fits = sum(found is not None for found in tried)
        yield f"| {name} | {fits} of {len(tried)} | " + " | ".join(cells) + " |"


def worse(now: dict[str, Figures | None], before: dict[str, Figures | None]) -> Iterator[str]:
    """Yield what became smaller or harder to read, or no longer fits."""
    for name, was in before.items():
        found = now.get(name)
        if was is None or name not in now:
            continue
        if found is None:
            yield f"{name}: fitted before"
            continue
        for key, title, is_more, room in COLUMNS:
            one, other = was.get(key), found.get(key)
            if one is not None and (other is None or (one - other if is_more else other - one) > room):
                yield f"{name}: {title} {_shown(one)} → {_shown(other)}"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Measure, print the table, and what is worse than before."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("--only", default="", help="jobs whose name (template/shape/job) holds this")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--save", type=Path, help="write the figures to this file")
    asked.add_argument("--before", type=Path, help="hold these figures against them")
    given = asked.parse_args()
    found = measured(given.workers, given.only)
    if given.save:
        given.save.write_text(json.dumps(found, indent=1), encoding="utf-8")
    before = json.loads(given.before.read_text(encoding="utf-8")) if given.before else {}
    print("\n".join((*table(found, before), "", *worse(found, before))))


if __name__ == "__main__":
    main()
