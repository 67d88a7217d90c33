"""An order's figures are held against each other, the trade and the prices of earlier programmes."""

from __future__ import annotations

from datetime import date

import pytest

from keytag.checks.content import JobSubject, enough_per_artwork, every_edition_gets_tags
from keytag.checks.content.order import CHECKS, KNOWN_PRICES
from keytag.documents.job import Job
from keytag.documents.job.editions import editions_in_force
from keytag.findings import Finding, Severity


def subject(*quantities: str | None, **keys: object) -> JobSubject:
    """A job with the keys, and an edition for each of ``quantities``."""
    editions = [
        {"id": f"to-{i}"} if quantity is None else {"id": f"to-{i}", "quantity": quantity}
        for i, quantity in enumerate(quantities)
    ]
    job = Job.model_validate(
        {
            "keytag": "1",
            "issuer": {"name": "Công an phường An Khê"},
            "numbers": [{"label": "Trực ban", "number": "0269 3000 113"}],
            "editions": editions,
            **keys,
        }
    )
    return JobSubject(job, editions_in_force(job, "ward"), date(2026, 1, 15), date(2026, 1, 15))


def found(*quantities: str | None, **keys: object) -> list[Finding]:
    """What the checks find in it."""
    return [finding for check in CHECKS for finding in check(subject(*quantities, **keys))]


def said(*quantities: str | None, **keys: object) -> list[tuple[str, str, str]]:
    """Rule, severity and node of what the checks find."""
    return [(f.rule, str(f.severity), f.node) for f in found(*quantities, **keys)]


def test_a_plain_order_is_silent() -> None:
    """A quantity and nothing else is an order; keytag's own overs are not held against the trade's."""
    assert said(quantity="3200") == []
    assert said("600", "600") == []


def test_no_quantity_is_a_note() -> None:
    """A job that does not say how many yet is told so, once."""
    assert said() == said(None, None) == [("quantity-is-given", "note", "")]


def test_each_edition_without_a_quantity_is_named() -> None:
    """Where some have a quantity, each that has none is a warning at its own line."""
    assert said("600", None, "600", None) == [
        ("edition-has-a-quantity", "warning", "editions.1"),
        ("edition-has-a-quantity", "warning", "editions.3"),
    ]


@pytest.mark.parametrize(
    ("whole", "quantities", "expected"),
    [
        ("1700", ("600", "600", "500"), []),
        ("1800", ("600", "600", "500"), [("quantities-add-up", "warning", "quantity")]),
        ("1200", ("600", "600", None), [("quantities-add-up", "warning", "quantity")]),
        ("500", ("600", "600", None), [("quantity-is-for-each-edition", "note", "quantity")]),
        ("500", (None, None), [("quantity-is-for-each-edition", "note", "quantity")]),
        ("500", (None,), []),
    ],
)
def test_quantities_are_added_up(
    whole: str, quantities: tuple[str | None, ...], expected: list[tuple[str, str, str]]
) -> None:
    """The job's quantity is the sum where every edition has its own, else that of each which has none."""
    assert said(*quantities, quantity=whole) == expected


def test_the_total_of_inherited_quantities_is_told() -> None:
    """Thirty-six times 27 and once 28 is 1,000, and that is said."""
    (note,) = found(*(36 * [None]), "28", quantity="27")
    assert "1,000 tags in all" in note.message.en
    assert "1.000 chiếc" in note.message.vi


@pytest.mark.parametrize(
    ("overs", "severity"),
    [("0%", "note"), ("4.9%", "note"), ("5%", None), ("15%", None), ("15.1%", "warning"), ("100%", "warning")],
)
def test_overs_are_held_against_the_trade(overs: str, severity: str | None) -> None:
    """Under 5 % is a note, over 15 % a warning; between them nothing is said."""
    assert said(quantity="3200", overs=overs) == ([("overs-are-usual", severity, "overs")] if severity else [])


@pytest.mark.parametrize("price", KNOWN_PRICES)
def test_prices_at_the_ends_of_the_range_are_known(price: int) -> None:
    """The lowest and the highest price that was paid are in the range; one đồng a tag beyond them is not."""
    low, high = KNOWN_PRICES
    beyond = price - 1 if price == low else price + 1
    (inside,), (outside,) = (found(quantity="3200", budget=f"{3200 * each}đ") for each in (price, beyond))
    assert inside.severity is Severity.NOTE
    assert outside.severity is Severity.WARNING
    assert f"{beyond:,} đ a tag" in outside.message.en
    assert f"{low:,}–{high:,} đ" in outside.message.en


def test_a_budget_is_held_against_all_editions() -> None:
    """The money is divided by the tags of all editions together: An Phú's 18 million for 3,200 is 5,625 each."""
    (note,) = found("1600", "1600", budget="18 triệu")
    assert "5,625 đ a tag" in note.message.en
    assert "5.625 đ một chiếc" in note.message.vi


def test_a_budget_without_a_quantity_says_how_many() -> None:
    """Money alone pays for so many by the known prices."""
    assert "1,500 to 3,214 tags" in found(budget="18 triệu")[-1].message.en


def test_editions_without_a_share_are_named() -> None:
    """An edition that a divided total leaves out is a warning."""
    editions = subject("500", "300", "1").editions
    (finding,) = every_edition_gets_tags(editions, (142, 85, 0))
    assert (finding.rule, finding.node) == ("edition-gets-none", "editions.2")
    assert "227" in finding.message.en


@pytest.mark.parametrize(
    ("minimum", "node"), [(None, None), (60, None), (61, "editions.2.quantity"), (600, "editions.1.quantity")]
)
def test_small_editions_are_told_once(minimum: int | None, node: str | None) -> None:
    """Editions under the shop's minimum are one warning, at the first of them."""
    found = list(enough_per_artwork(subject("600", "320", "60").editions, minimum))
    assert [(f.rule, f.node) for f in found] == ([("enough-per-artwork", node)] if node else [])
