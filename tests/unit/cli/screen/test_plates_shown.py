"""The table of plates: what is named of many, and that nothing of it is lost."""

from __future__ import annotations

import pytest
from rich.console import Console

from keytag.cli.screen.tables import of_plates
from keytag.steps.report import PlateFacts
from keytag.text.text import Language


def shown(plates: tuple[PlateFacts, ...], language: Language = "en") -> list[str]:
    """Return the lines of the table on a screen of 80 columns."""
    console = Console(width=80, no_color=True)
    with console.capture() as capture:
        console.print(of_plates(plates, {}, language))
    return [line for line in capture.get().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("language", "rest"), [("en", "… and 460 more (--json)"), ("vi", "… và 460 mẫu nữa (--json)")]
)
def test_many_editions_fit_a_screen(language: Language, rest: str) -> None:
    """Of 500 editions on a plate those with the most slots are named, and the rest is counted."""
    plate = PlateFacts("", (), 900, {f"e{number:03}": 1 + number % 3 for number in range(500)})
    lines = shown((plate,), language)
    assert len(lines) < 20
    said = " ".join(" ".join(lines).replace("\N{NO-BREAK SPACE}", " ").split())
    assert said.endswith(rest)
    assert said.count("× 3") == 40


def test_many_plates_fit_a_screen() -> None:
    """Fifty plates of forty editions take no more lines than one screen or two, and say how many are left out."""
    copies = {f"ward-{number}": 1 + number % 2 for number in range(40)}
    lines = shown((PlateFacts("", (), 900, copies),) * 50)
    assert len(lines) < 60
    assert lines[-1].strip() == "… +30"


def test_few_editions_are_all_named() -> None:
    """What fits is named whole, in the order of the job; equals in a row as from … to."""
    copies = {"a": 1, "b": 3, **{f"c{number}": 2 for number in range(9)}}
    said = shown((PlateFacts("", (), 900, copies),))[-1].replace("\N{NO-BREAK SPACE}", " ")
    assert said.split(maxsplit=2)[2].strip() == "a × 1, b × 3, c0 … c8 (9 editions) × 2"
