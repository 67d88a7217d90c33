"""Every sample at every built-in shop: it makes its files there, and the page that says how is current."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from keytag.findings import Severity
from keytag.steps.job_setup import load_setup
from keytag.steps.press import choose_press, divide_count, with_counts

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_and_shops", ROOT / "docs" / "samples_and_shops.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()
PARTED = re.compile(r"(?=^\n## `)", re.MULTILINE)


@pytest.mark.parametrize("shop", SCRIPT.SHOPS)
def test_every_sample_is_made_at_every_shop(shop: str, request: pytest.FixtureRequest) -> None:
    """No sample is refused, and the page says of each what the program does; ``--update-cases`` renews it."""
    rows = [SCRIPT.outcome(path, shop) for path in SCRIPT.SAMPLES]
    refused = [(row.sample, f.rule) for row in rows for f in row.findings if f.severity is Severity.ERROR]
    assert refused == []
    written = SCRIPT.section(shop, rows)
    known = dict.fromkeys(SCRIPT.SHOPS, "")
    if SCRIPT.PAGE.exists():
        for part in PARTED.split(SCRIPT.PAGE.read_text(encoding="utf-8"))[1:]:
            known[part.split("`")[1]] = part
    if request.config.getoption("--update-cases"):
        known[shop] = written
        text = SCRIPT.HEAD + "".join(known[name] for name in SCRIPT.SHOPS)
        SCRIPT.PAGE.write_text(text, encoding="utf-8")
    else:
        assert known[shop] == written


def test_the_page_has_no_other_shop() -> None:
    """The page's head and its shops are those of the program."""
    head, *parts = PARTED.split(SCRIPT.PAGE.read_text(encoding="utf-8"))
    assert head == SCRIPT.HEAD
    assert tuple(part.split("`")[1] for part in parts) == SCRIPT.SHOPS


@pytest.mark.parametrize("colour", ['"#FFD966"', "[0, 15, 60, 0]"])
@pytest.mark.parametrize("shop", ["screen-pvc", "moulded-pvc"])
def test_what_is_refused_says_the_one_key_that_helps(tmp_path: Path, shop: str, colour: str) -> None:
    """A mixture has no name at a shop of spot inks; the job with the line that the hint gives is made there."""
    sample = (ROOT / "configs" / "ward.yaml").read_text(encoding="utf-8")
    job = tmp_path / "job.yaml"
    job.write_text(f"{sample}\ncolours: {{accent: {colour}}}\n", encoding="utf-8")
    (refused,) = SCRIPT.outcome(job, shop).findings
    assert (refused.rule, refused.node) == ("inks-are-flat-spots", "colours.accent")
    (said,) = re.findall(r"\{.*\}", refused.hint.en)
    job.write_text(f"{sample}\ncolours: {said}\n", encoding="utf-8")
    assert SCRIPT.outcome(job, shop).findings == ()


@pytest.mark.parametrize("shop", ["offset-52x72", "screen-pvc", "moulded-pvc"])
def test_too_few_of_an_edition_are_enough_at_the_shops_minimum(shop: str) -> None:
    """The one warning of the page, which stops a hand-off, is gone where each edition has what the shop takes."""
    setup, _ = load_setup(ROOT / "configs" / "dat-do.yaml", shop)
    contents, ordered, _ = divide_count(setup, None)
    few = "enough-per-artwork"
    assert few in {finding.rule for finding in choose_press(setup, counted=with_counts(contents, ordered))[2]}
    least = setup.shop.minimum
    assert least is not None
    enough = with_counts(contents, (least,) * len(contents))
    assert few not in {finding.rule for finding in choose_press(setup, counted=enough)[2]}
