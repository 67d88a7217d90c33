"""Badges: names, codes and colours that tell editions apart, and stay as they are when editions are added."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keytag.drawing.artwork import Group, Role, Stroke
from keytag.drawing.badge import CODES, COLOURS, LONGEST, Badge, Pattern, badges, chip, code_of, short_names
from keytag.drawing.colorimetry import colour_difference, contrast, read_print_table
from keytag.drawing.geometry import Rect, Shape, ShapeKind
from keytag.drawing.ink import Cmyk


def look(cmyk: Cmyk) -> tuple[float, float, float]:
    """Return what a mixture looks like on coated paper."""
    profile = Path(__file__).parents[4] / "templates/profiles/FOGRA39L_coated.icc"
    table = read_print_table(profile.read_bytes())
    assert table is not None
    return table.lab(cmyk)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Xã Glar", "Glar"),
        ("Xã Hà Bầu", "Hà Bầu"),
        ("Thị trấn Đak Đoa", "Đak Đoa"),
        ("Xã Đông Thạnh", "Đ.Thạnh"),
        ("Phường Nguyễn Thị Minh Khai", "NTM.Khai"),
        ("Ấp 36", "Ấp 36"),
        ("Tổ dân phố 5", "Tổ 5"),
        ("Tổ dân phố số 12", "Tổ 12"),
        ("Khu phố 103", "KP 103"),
        ("Thôn Đông Hòa 12", "Đ.Hòa 12"),
        ("Cơ quan, doanh nghiệp", "CQDN"),
        ("  Xã\u00a0Glar ", "Glar"),
        ("Xã Ho\u0323\u0302i", "Hội"),
    ],
)
def test_names_become_short(name: str, short: str) -> None:
    """What all places share goes, what tells them stays: the last word, and every figure."""
    assert short_names([("x", name)]) == (short,)


def test_an_edition_without_a_name_goes_by_its_id() -> None:
    """The id stands in for a name that is not given."""
    assert short_names([("nhom-01", None)]) == ("nhom-01",)


def test_names_that_would_be_alike_differ_by_their_kind() -> None:
    """A commune and a township of one name are told apart, and the earlier has the plain name."""
    assert short_names([("a", "Xã Đak Đoa"), ("b", "Thị trấn Đak Đoa")]) == ("Đak Đoa", "TT Đ.Đoa")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(("Xã Glar", "Ấp 1", "Tổ 5", "#3", "—", "", "Phường Long Thượng Đông")), max_size=30)
)
def test_short_names_are_short_and_never_alike(names: list[str]) -> None:
    """Whatever editions are called, no two short names are the same, none is empty and none too long."""
    shorts = short_names([(f"e{i}", name) for i, name in enumerate(names)])
    assert len({short.casefold() for short in shorts}) == len(names)
    assert all(0 < len(short) <= LONGEST for short in shorts)


def test_editions_added_at_the_end_change_nothing_before() -> None:
    """The badges of the first editions are the same, however many follow."""
    editions = [(f"xa-{i}", f"Xã {i % 7} Đông") for i in range(60)]
    assert badges(editions)[:17] == badges(editions[:17])


def test_codes_are_unique_and_hard_to_misread() -> None:
    """500 editions have 500 codes, of a letter and digits that no other character is taken for."""
    codes = [code_of(index) for index in range(500)]
    assert len(set(codes)) == 500
    assert {len(code) for code in codes[:CODES]} == {2}
    assert not set("".join(codes)) & set("BGIOQSZ01")
    assert codes[:3] == ["A2", "C3", "D4"]
    assert len({code_of(index) for index in range(20_000)}) == 20_000


def test_one_misread_character_is_noticed() -> None:
    """Among the first 19 editions every two codes differ in their letters; only then do digits tell."""
    assert len({code_of(index)[0] for index in range(19)}) == 19


def test_colours_differ_and_carry_lettering() -> None:
    """Any two colours differ by 15, each from bare paper by 18, and lettering on each has a contrast of 4.5:1."""
    looks = [(look(ink.cmyk), look(on.cmyk)) for ink, on in COLOURS]
    assert min(colour_difference(one, other) for (one, _), (other, _) in combinations(looks, 2)) > 14.9
    assert min(colour_difference(one, look((0.0, 0.0, 0.0, 0.0))) for one, _ in looks) > 18
    assert min(contrast(ground, words) for ground, words in looks) >= 4.5


def test_sixty_editions_differ_in_colour_or_pattern() -> None:
    """No two of the first 60 look alike, in process inks alone."""
    found = badges([(f"e{i}", None) for i in range(60)])
    assert len({(badge.ink, badge.pattern) for badge in found}) == 60
    assert not any(badge.ink.spot for badge in found)


def test_patterns_are_drawn() -> None:
    """A plain chip is its outline; a ring is a line within it, and bars are cut to it."""
    shape = Shape(ShapeKind.OVAL, 50.0, 20.0)
    plain, ring, bars = (_one(pattern) for pattern in (Pattern.PLAIN, Pattern.RING, Pattern.BARS))
    assert [type(item).__name__ for item in chip(shape, plain, Role.ART)] == ["Fill"]
    _, line = chip(shape, ring, Role.ART)
    assert isinstance(line, Stroke)
    assert line.ink == ring.on
    assert shape.trim.contains(line.path.bounds().grown(line.width / 2))
    _, group = chip(shape, bars, Role.ART)
    assert isinstance(group, Group)
    assert group.clip is not None
    assert group.clip.bounds() == Rect(0.0, 0.0, 50.0, 20.0)


def _one(pattern: Pattern) -> Badge:
    return next(badge for badge in badges([(f"e{i}", None) for i in range(60)]) if badge.pattern is pattern)
