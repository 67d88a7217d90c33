"""What a standard cannot hold is told before anything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.checks.artwork.finish import FinishSubject, check_finish
from keytag.findings import Severity
from keytag.standards import LABEL, PDF_X1A, PDF_X4, SHEET_SPOT
from keytag.steps.job_setup import load_setup
from keytag.text.text import Text

PLAIN = FinishSubject(PDF_X4, None, (), "", 3.2)
BLEED = Text("vạch chừa xén", "a bleed line")


def told(subject: FinishSubject) -> list[tuple[str, Severity]]:
    """Return the rules that fire, each with how grave that is."""
    return [(finding.rule, finding.severity) for finding in check_finish(subject)]


@pytest.mark.parametrize(
    "subject",
    [
        PLAIN,
        replace(PLAIN, wishes=(BLEED,), white="White", rules=LABEL),
        replace(PLAIN, standard=PDF_X1A, rules=SHEET_SPOT),
        replace(PLAIN, rules=SHEET_SPOT, most_ink=2.8),
    ],
)
def test_what_fits_is_not_told(subject: FinishSubject) -> None:
    """Layers in PDF/X-4, a set of rules without layers in PDF/X-1a and a stricter shop are all well."""
    assert told(subject) == []


def test_a_wish_for_layers_needs_a_standard_with_layers() -> None:
    """A bleed line in PDF/X-1a is warned of, by its name; a white there is merely noted."""
    (finding,) = check_finish(replace(PLAIN, standard=PDF_X1A, wishes=(BLEED,)))
    assert (finding.rule, finding.severity) == ("standard-holds-what-the-shop-asks", Severity.WARNING)
    assert "a bleed line" in finding.message.en
    white = replace(PLAIN, standard=PDF_X1A, white="Trang")
    assert told(white) == [("standard-holds-what-the-shop-asks", Severity.NOTE)]


def test_rules_that_require_a_layer_need_a_standard_with_layers() -> None:
    """GWG's Label & Leaflet in PDF/X-1a can hold in no file, and is refused at once."""
    subject = replace(PLAIN, standard=PDF_X1A, rules=LABEL)
    assert told(subject) == [("standard-holds-what-the-rules-ask", Severity.ERROR)]


def test_a_shop_is_no_looser_than_its_rules() -> None:
    """A shop that takes more ink than its own prepress lets through is warned of."""
    subject = replace(PLAIN, rules=SHEET_SPOT, most_ink=3.4)
    assert told(subject) == [("shop-is-no-looser-than-its-rules", Severity.WARNING)]


def test_the_job_is_told_before_it_is_drawn(tmp_path: Path) -> None:
    """Gathering a job says what its shop's standard cannot hold, with the rules of the command line."""
    shop = Path("templates/shops/digital-sra3.yaml").read_text(encoding="utf-8")
    shop = shop.replace("standard: pdf-x4", "standard: pdf-x1a").replace("name: digital-sra3", "name: old")
    (tmp_path / "old.yaml").write_text(shop + "bleed_line: true\n", encoding="utf-8")
    job = "keytag: 1\nissuer: {name: Công an xã Glar}\nnumbers: [{label: Trực ban, number: 0269 3000 113}]\n"
    (tmp_path / "ward.yaml").write_text(job + "shop: old\n", encoding="utf-8")
    _, found = load_setup(tmp_path / "ward.yaml", rules="gwg2022-label")
    assert [finding.rule for finding in found] == [
        "standard-holds-what-the-shop-asks",
        "standard-holds-what-the-rules-ask",
    ]
