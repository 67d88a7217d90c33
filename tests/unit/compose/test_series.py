"""A job's editions as one series: what fits the same places is set alike."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.compose import ComposedTag, Design, Frame, Work, compose, compose_series
from keytag.documents.job import EditionContent, Number
from keytag.documents.job.content import Code, NumberRole
from keytag.documents.template import read_template
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, Role, walk
from keytag.drawing.geometry import Rect, Shape, ShapeKind, place_hole
from keytag.drawing.ink import ByPolarity, Ink

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)


def design(template: str) -> Design:
    """A built-in template on the oval with its hole at the left."""
    document = read_template(template)
    inks = {role: colour for role, colour in document.colours.items() if isinstance(colour, Ink)}
    frame = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, "left"), 2.5, 2.0)
    return Design(document, frame, inks, ByPolarity(1.4, 1.76, 1.76), {})


def work(index: int, name: str, *, template: str = "group", code: bool = True, numbers: int = 1) -> Work:
    """One edition of a series: a name and a link of its own, and one shared number at least."""
    said = tuple(
        Number("Trực ban", f"02543000{i}{index:02}", f"0254 3000 {i}{index:02}", NumberRole.DUTY, None, f"n.{i}")
        for i in range(numbers)
    )
    link = f"https://zalo.me/g/mau0000{index:02}"
    content = EditionContent(
        id=f"e{index}",
        name=name,
        issuer_name=f"Công an {name.lower()}",
        province=None,
        slogan="Bình yên cuộc sống",
        numbers=said,
        qr=Code(link, "Quét để vào nhóm Zalo", None, f"editions.{index}.qr") if code else None,
        template=template,
        colours=(),
        quantity=None,
        node=f"editions.{index}",
    )
    return Work(content, design(template), qr.encode(link) if code else None)


def tags(works: list[Work]) -> list[ComposedTag]:
    """The series composed; all of it fits."""
    found = list(compose_series(works))
    assert all(findings == () for _, findings in found)
    return [tag for tag, _ in found if tag is not None]


def boxes(side: Artwork, role: Role) -> list[Rect]:
    """Where the items of a role lie."""
    return [item.path.transformed(matrix).bounds() for item, matrix in walk(side.items) if item.role is role]


NAMES = ("Ấp 01", "Ấp 12", "Ấp 36", "Ấp Bãi Cát")


def test_codes_of_a_series_are_alike() -> None:
    """Codes of one size have one module and one place in all editions, whatever stands beside them."""
    codes = [tag.code for tag in tags([work(i, name) for i, name in enumerate(NAMES)])]
    assert len({(code.module, code.ground) for code in codes if code is not None}) == 1


def test_a_far_longer_name_makes_nobody_else_small() -> None:
    """One name far longer than the others stands where it fits; theirs stay as large as without it."""
    usual = [work(i, name) for i, name in enumerate(NAMES[:3])]
    odd = work(9, "Cơ quan, trường học, doanh nghiệp")
    alone, among = tags(usual), tags([*usual, odd])
    assert [tag.front for tag in among[:3]] == [tag.front for tag in alone]
    assert among[3].code is not None
    assert alone[0].code is not None
    assert among[3].code.ground == alone[0].code.ground


def test_lettering_of_a_series_is_of_one_size() -> None:
    """The same lines stand at the same heights in the same sizes in every edition of a series."""
    works = [work(i, name, template="classic", code=False, numbers=4) for i, name in enumerate(NAMES[:3])]
    found = tags(works)
    assert len({tag.smallest_text for tag in found}) == 1
    backs = [boxes(tag.back, Role.LETTERING) for tag in found]
    for one in backs[1:]:
        assert [box.y0 for box in one] == pytest.approx([box.y0 for box in backs[0]], abs=0.1)


def test_editions_that_differ_in_their_numbers_share_their_words() -> None:
    """The issuer is as large over three numbers as over six."""
    few = work(1, "Xã Long An", template="classic", code=False, numbers=3)
    many = work(2, "Xã Long Hậu", template="classic", code=False, numbers=6)
    heights = [max(box.height for box in boxes(tag.front, Role.LETTERING)) for tag in tags([few, many])]
    assert abs(heights[0] - heights[1]) < 0.3


def test_an_edition_alone_is_composed_as_ever() -> None:
    """A series of one is what `compose` gives."""
    only = work(1, "Ấp 01")
    assert list(compose_series([only])) == [compose(only.content, only.design, only.symbol)]


def test_what_does_not_fit_is_said_of_its_own_edition() -> None:
    """An edition without room is refused by itself, with its own node, and the others stand."""
    fitting = [work(i, name) for i, name in enumerate(NAMES[:2])]
    full = work(7, "Ấp 07")
    crowded = replace(full, content=replace(full.content, issuer_name="Công an xã " + "Long " * 60))
    found = list(compose_series([*fitting, crowded]))
    assert [tag is not None for tag, _ in found] == [True, True, False]
    assert found[2][1][0].node == "issuer.name"
