from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.drawing import qr
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Source, Stroke, walk
from keytag.drawing.geometry import Affine, Hole, Path, Rect, circle, polyline, rectangle, rounded_rectangle
from keytag.drawing.ink import BLACK, PAPER, Cmyk, Ink, spot
from keytag.drawing.qr import QUIET_MODULES
from keytag.findings import Finding, Severity

RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))


def about(rule: str, subject: TagSubject) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in check_tag(subject) if finding.rule == rule]


def with_code(good: TagSubject, module: float, centre: tuple[float, float] = (25.0, 10.0)) -> TagSubject:
    """Return ``good`` with nothing on its back but red, and its symbol drawn anew on a white ground."""
    assert good.code is not None
    code = replace(good.code, cx=centre[0], cy=centre[1], module=module)
    box, quiet = code.ground, QUIET_MODULES * module
    items: tuple[Item, ...] = (
        good.back.items[0],
        Fill(rounded_rectangle(box, 2.5 * module), PAPER, Role.QR_GROUND, Source("code", "qr")),
        Fill(qr.trace(code.symbol, box.x0 + quiet, box.y0 + quiet, module), BLACK, Role.QR, Source("code", "qr")),
    )
    return replace(good, back=replace(good.back, items=items), code=code)


def over(subject: TagSubject, item: Item) -> TagSubject:
    """Return ``subject`` with one more item painted on its back."""
    return replace(subject, back=replace(subject.back, items=(*subject.back.items, item)))


def changed(good: TagSubject, role: Role, *, ink: Ink | None = None, path: Path | None = None) -> TagSubject:
    """Return ``good`` with the items of a role on its back recoloured or redrawn."""
    items = tuple(
        replace(item, ink=ink or item.ink, path=path or item.path) if item.role is role else item
        for item, _ in walk(good.back.items)
    )
    return replace(good, back=Artwork(items, good.back.trim, good.back.bleed))


@pytest.mark.parametrize(
    ("module", "severity"),
    [(0.30, Severity.ERROR), (0.33, Severity.WARNING), (0.39, Severity.WARNING), (0.40, None)],
)
def test_code_modules_are_wide_enough(good: TagSubject, module: float, severity: Severity | None) -> None:
    """Under 0.33 mm is an error, under 0.40 mm a warning; the message tells the module and the version."""
    found = about("code-modules-are-wide-enough", with_code(good, module))
    assert [(finding.severity, finding.node) for finding in found] == ([(severity, "qr.link")] if severity else [])
    for finding in found:
        assert f"{module:.2f} mm" in finding.message.en
        assert "version 2" in finding.message.en
        assert "the room for it is 15.5 mm wide" in finding.message.en
        assert "take a tag of" in finding.hint.en


def test_module_is_measured_as_drawn(good: TagSubject) -> None:
    """A symbol drawn smaller than the composer says is judged by what is drawn."""
    assert about("code-modules-are-wide-enough", replace(with_code(good, 0.30), code=with_code(good, 0.5).code))


def test_code_has_its_quiet_zone(good: TagSubject) -> None:
    """In the middle of the tag, on a ground of four modules with round corners, the quiet zone is whole."""
    assert not about("code-has-its-quiet-zone", with_code(good, 0.42))


@pytest.mark.parametrize(
    "ground",
    [
        rectangle(Rect(21.0, 6.0, 29.0, 14.0)),
        rounded_rectangle(Rect(18.5, 3.5, 31.5, 16.5), 6.4),
        circle(25.0, 10.0, 7.0),
        rectangle(Rect(0.0, 0.0, 5.0, 5.0)),
    ],
)
def test_a_ground_that_is_too_small_is_found(good: TagSubject, ground: Path) -> None:
    """A ground that ends within four modules of the symbol, or lies elsewhere, is an error."""
    (finding,) = about("code-has-its-quiet-zone", changed(with_code(good, 0.42), Role.QR_GROUND, path=ground))
    assert finding.severity is Severity.ERROR
    assert "ground is too small" in finding.message.en


def test_a_code_without_ground_is_found(good: TagSubject) -> None:
    """Neither no ground nor one painted over the symbol is a quiet zone."""
    code = with_code(good, 0.42)
    red, white, symbol = code.back.items
    for items in ((red, symbol), (red, symbol, white)):
        assert about("code-has-its-quiet-zone", replace(code, back=replace(code.back, items=items)))


@pytest.mark.parametrize("centre", [(40.0, 10.0), (25.0, 13.5)])
def test_a_code_over_the_cut_is_found(good: TagSubject, centre: tuple[float, float]) -> None:
    """A quiet zone that the cut goes through is an error though its ground is painted whole."""
    found = about("code-has-its-quiet-zone", with_code(good, 0.42, centre))
    assert any("near the edge" in finding.message.en for finding in found)


@pytest.mark.parametrize(("cx", "fires"), [(16.0, True), (34.0, False)])
def test_a_code_by_the_hole_is_found(good: TagSubject, cx: float, fires: bool) -> None:  # noqa: FBT001
    """A hole within the quiet zone is an error, as seen from the code's own side of the tag."""
    subject = replace(with_code(good, 0.40, (26.0, 10.0)), frame=replace(good.frame, hole=Hole(cx, 10.0, 4.0)))
    assert bool(about("code-has-its-quiet-zone", subject)) is fires


@pytest.mark.parametrize(
    ("item", "fires"),
    [
        (Fill(circle(25.0, 4.0, 0.3), RED, Role.LETTERING, Source("caption", "qr.caption")), True),
        (Fill(rectangle(Rect(0, 0, 50, 20)), RED, Role.ART, Source("emblem")), True),
        (Fill(circle(25.0, 10.0, 0.2), RED, Role.ART, Source("emblem")), True),
        (Stroke(polyline(((10, 2.7), (40, 2.7))), RED, 0.2, Role.RULE, Source("line")), False),
        (Stroke(polyline(((10, 2.7), (40, 2.7))), RED, 1.0, Role.RULE, Source("line")), True),
        (Fill(circle(25.0, 2.0, 0.3), RED, Role.ART, Source("emblem")), False),
        (Fill(circle(25.0, 4.0, 0.3), spot("Cut", (0, 1, 0, 0), technical=True), Role.DIELINE), False),
    ],
)
def test_nothing_is_painted_over_the_code(good: TagSubject, item: Fill | Stroke, fires: bool) -> None:  # noqa: FBT001
    """Whatever prints within four modules of the symbol after its ground is an error that names its slot."""
    found = about("code-has-its-quiet-zone", over(with_code(good, 0.42), item))
    assert bool(found) is fires
    assert all(f"“{item.source.slot}” lies over it" in f.message.en for f in found)


@pytest.mark.parametrize(
    ("role", "cmyk", "node"),
    [
        (Role.QR, (0.0, 1.0, 1.0, 0.0), "colours.qr"),
        (Role.QR, (0.7, 0.6, 0.6, 0.9), "colours.qr"),
        (Role.QR, (0.0, 0.0, 0.0, 0.6), "colours.qr"),
        (Role.QR_GROUND, (0.0, 0.0, 1.0, 0.0), "colours.qr-ground"),
    ],
)
def test_code_is_black_on_white(good: TagSubject, role: Role, cmyk: Cmyk, node: str) -> None:
    """Any other ink for symbol or ground is an error at the colour that a job may have set, edition and all."""
    spoiled = replace(
        changed(good, role, ink=Ink("brown", cmyk)), content=replace(good.content, node="editions.3")
    )
    (finding,) = about("code-is-black-on-white", spoiled)
    assert (finding.severity, finding.node) == (Severity.ERROR, f"editions.3.{node}")


def test_a_spot_black_is_not_black(good: TagSubject) -> None:
    """A spot prints on a plate of its own, whatever its alternate."""
    assert about("code-is-black-on-white", changed(good, Role.QR, ink=spot("Black 6 C", BLACK.cmyk)))


def test_code_shows_its_symbol(good: TagSubject) -> None:
    """A symbol with one module wrong, mirrored, or not painted at all is an error."""
    code = with_code(good, 0.42)
    symbol = code.back.items[2]
    assert isinstance(symbol, Fill)
    assert code.code is not None
    box = symbol.path.bounds()
    light = code.code.symbol.modules[12].index(False)
    dot = rectangle(Rect(0, 0, 0.42, 0.42)).transformed(
        Affine.translation(box.x0 + light * 0.42, box.y0 + 12 * 0.42)
    )
    assert not about("code-shows-its-symbol", code)
    assert about("code-shows-its-symbol", changed(code, Role.QR, path=symbol.path + dot))
    assert about(
        "code-shows-its-symbol", changed(code, Role.QR, path=symbol.path.transformed(Affine.mirror_x(25.0)))
    )
    assert about("code-shows-its-symbol", replace(code, back=replace(code.back, items=code.back.items[:2])))


def test_a_tag_without_a_code_is_not_asked_for_one(good: TagSubject) -> None:
    """Where the job has no link, the code's checks stay silent."""
    bare = replace(good, back=good.front, code=None, code_side="", content=replace(good.content, qr=None))
    assert not [finding for finding in check_tag(bare) if finding.rule.startswith("code")]
