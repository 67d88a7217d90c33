"""The texts of rules: each rule has them in both languages, none is left over, and they are read when shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keytag.checks import catalogue
from keytag.checks.artwork.lettering import CLEARS_THE_RING
from keytag.compose.design import RING_SWING_DEG
from keytag.documents.job.roster.rules import ADD_PLACES, ROSTER_LINES_ARE_TOLD, ROSTER_ROWS_HAVE_NAMES
from keytag.findings import Rule
from keytag.imposition.margin import SLUG_NEEDS
from keytag.imposition.sheet_rules import NO_ROOM_FOR_SLUG
from keytag.text import rule_texts
from keytag.text.rule_texts import HOUSE_RULE, RuleTexts, module_texts
from keytag.text.text import Text, same_text
from keytag.vietnam.places import UnitKind
from keytag.vietnam.places.model import CHANGES

PACKAGE = Path(__file__).parents[3] / "keytag"
WHOLE = """
[rows-are-straight]
holds.vi = "Hàng thẳng."
holds.en = "Rows are straight."
why.vi = "Cho đẹp."
why.en = "For looks."
mend.vi = "Nắn lại."
mend.en = "Straighten them."
source = "keytag"
"""
RULE = Rule.warning("rows-are-straight", "house.rows")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the texts of a package's module ``house.rows`` are looked for."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "house", raising=False)
    module_texts.cache_clear()
    return folder / "rows.toml"


def test_every_rule_is_told_beside_its_module() -> None:
    """The data beside a module tell of the rules that it makes, each once, and of no other."""
    made: dict[str, set[str]] = {}
    for _, rules in catalogue.chapters():
        for rule in rules:
            made.setdefault(rule.module, set()).add(rule.name)
    found = {
        ".".join(("keytag", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in PACKAGE.rglob("*.toml")
    }
    assert found == made.keys()
    assert {module: set(module_texts(module)) for module in made} == made


def test_texts_are_read_when_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of all rules, and a finding that says itself what to do, read no data."""
    monkeypatch.setattr(rule_texts, "get_data", None)
    module_texts.cache_clear()
    catalogue.chapters.cache_clear()
    assert catalogue.rule_names()
    assert RULE.finding(same_text("Row 2 leans."), same_text("Push.")).hint == same_text("Push.")


def test_what_is_written_is_read(house: Path) -> None:
    """A rule's four texts come in both languages; ``keytag`` as a source is keytag's own rule."""
    house.write_text(WHOLE, encoding="utf-8")
    assert module_texts("house.rows") == {
        "rows-are-straight": RuleTexts(
            Text("Hàng thẳng.", "Rows are straight."),
            Text("Cho đẹp.", "For looks."),
            Text("Nắn lại.", "Straighten them."),
            HOUSE_RULE,
        )
    }
    assert RULE.finding(same_text("Row 2 leans.")).hint == Text("Nắn lại.", "Straighten them.")


@pytest.mark.parametrize(
    "damaged",
    [
        WHOLE.replace('mend.en = "Straighten them."\n', ""),
        WHOLE.replace('"For looks."', '""'),
        WHOLE.replace('"For looks."', "7"),
        WHOLE.replace("why.en", "why.fr"),
        WHOLE.replace('source = "keytag"', ""),
        WHOLE.replace('source = "keytag"', 'source = ""'),
        WHOLE.replace('source = "keytag"', 'source.vi = "Luật"'),
        WHOLE + 'since = "0.1"\n',
        WHOLE + WHOLE,
        WHOLE.replace("straight]", "bent]"),
        WHOLE[:-40],
        "",
    ],
)
def test_damaged_texts_are_refused(house: Path, damaged: str) -> None:
    """A text that lacks, is empty, no text, unknown or told twice makes the installation a broken one."""
    house.write_text(damaged, encoding="utf-8")
    with pytest.raises(ImportError, match=r"house\.rows\.toml"):
        _ = RULE.mend


def test_missing_texts_are_refused(house: Path) -> None:
    """Where the data are gone, the message names what is missing."""
    assert not house.exists()
    with pytest.raises(ImportError, match=r"house\.rows\.toml") as caught:
        _ = RULE.holds
    assert caught.value.name == "house.rows.toml"


def test_figures_in_the_texts_are_those_of_the_code() -> None:
    """A text that names a figure, a law's number or an example says what the code reckons with."""
    assert f"{RING_SWING_DEG:g}°" in CLEARS_THE_RING.source.vi
    assert f"{RING_SWING_DEG:g}°" in CLEARS_THE_RING.source.en
    assert f" {SLUG_NEEDS:g} mm" in NO_ROOM_FOR_SLUG.holds.vi
    assert f" {SLUG_NEEDS:g} mm" in NO_ROOM_FOR_SLUG.holds.en
    for rule in (ROSTER_LINES_ARE_TOLD, ROSTER_ROWS_HAVE_NAMES):
        assert rule.mend.vi.partition("\n")[2] == ADD_PLACES.vi.partition("\n")[2]
        assert rule.mend.en.partition("\n")[2] == ADD_PLACES.en.partition("\n")[2]


def test_resolutions_in_the_texts_are_those_of_the_table() -> None:
    """A rule that names a resolution by which places changed names all of its kind: cities', or wards'."""
    numbers = [
        ", ".join(each.number for each in CHANGES if each.kind is kind) for kind in (UnitKind.CITY, UnitKind.WARD)
    ]
    sources = [rule.source for _, rules in catalogue.chapters() for rule in rules]
    naming = [source for source in sources if any(each.number in source.vi for each in CHANGES)]
    assert len(naming) > 1
    assert all(any(each in source.vi and each in source.en for each in numbers) for source in naming)
