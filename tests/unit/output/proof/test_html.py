"""The page of a proof as a file: it stands alone, is small, lets nothing in, and draws what the artworks hold."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Fill, Group, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, circle, join_paths, polyline, rectangle
from keytag.drawing.ink import PAPER
from keytag.inspection.pictures import find_difference
from keytag.output.png import render_svg
from keytag.output.proof.facts import Proof, ProofEdition, ProofSide
from keytag.output.proof.html import html_of
from keytag.output.proof.html.drawings import UNITS, Drawings, letters, outline_data
from keytag.output.proof.html.elements import both, element, html_text, name_apart
from keytag.output.svg import draw_elements, path_data
from keytag.steps.check_editions import compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.steps.proof import proof_of
from keytag.text.text import Text

DAY = date(2026, 1, 15)
CONFIGS = Path(__file__).parents[4] / "configs"


def proof_at(path: Path) -> Proof:
    """Return the proof of the job at ``path``."""
    setup, found = load_setup(path)
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    return proof_of(with_content_hash(setup, draft.editions), draft, Order(DAY))


@pytest.fixture(scope="module")
def seventeen() -> Proof:
    """The proof of a district's seventeen communes."""
    return proof_at(CONFIGS / "dak-doa.yaml")


@pytest.fixture(scope="module")
def page(seventeen: Proof) -> str:
    """Its page."""
    return html_of(seventeen, "vi").decode()


def test_seventeen_communes_are_a_small_file(page: str, seventeen: Proof) -> None:
    """Under one megabyte, and the same bytes each time."""
    assert len(seventeen.editions) == 17
    assert len(page.encode()) < 1_000_000
    assert html_of(seventeen, "vi").decode() == page


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    """All it refers to is within it, or a number to call."""
    referred = re.findall(r'(?:href|src|action|data|poster|srcset)="([^"]*)"', page)
    assert referred
    assert all(each.startswith(("#", "tel:")) for each in referred)
    assert not re.search(r"@import|url\((?!#)|<link|<iframe|<object|<embed|<base|<form", page)
    assert " style=" not in page


def test_nothing_runs_but_its_own_script(page: str) -> None:
    """The policy names the hashes of the style and the script that are there, and nothing else."""
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)]
    assert (
        f"content=\"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'\"" in page
    )
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r"\son[a-z]+=", page)


@pytest.mark.parametrize("number", [0, 16])
@pytest.mark.parametrize("side", ["front", "back"])
def test_what_is_shared_is_drawn_as_it_was(seventeen: Proof, number: int, side: str) -> None:
    """Each side looks as the artwork does that it is made of, and is cut and punched as the shape is."""
    edition = seventeen.editions[number]
    seen = edition.front if side == "front" else edition.back
    width, height = (round(20 * each) for each in seventeen.size)
    size = f'width="{width}" height="{height}"'
    drawn = render_svg(_shared(seventeen, edition, seen, size), width, height)
    assert find_difference(drawn, render_svg(_alone(seventeen, edition, seen, size), width, height)) is None


def test_groups_are_moved_and_clipped(seventeen: Proof) -> None:
    """A group keeps its place and its window, a line its dashes, also where it stands twice."""
    edition = seventeen.editions[0]
    ink = edition.front.look.items[0].ink if isinstance(edition.front.look.items[0], Fill) else PAPER
    turned = Affine.rotation(20).then(Affine.translation(30, 4))
    disc = Fill(circle(3, 3, 6), PAPER, Role.ART)
    line = Stroke(polyline(((0, 0), (12, 9))), ink, 0.6, Role.ART, dash=(1.2, 0.8))
    inner = Group((disc, line), Affine.scaling(0.5, 0.5), circle(4, 4, 3))
    group = Group((disc, inner, line), turned, rectangle(Rect(0, 0, 7, 12)))
    look = replace(edition.front.look, items=(edition.front.look.items[0], disc, group, line))
    seen = replace(edition.front, look=look)
    proof = replace(seventeen, editions=(replace(edition, front=seen),))
    width, height = (round(20 * each) for each in seventeen.size)
    size = f'width="{width}" height="{height}"'
    drawn = render_svg(_shared(proof, edition, seen, size), width, height)
    assert find_difference(drawn, render_svg(_alone(proof, edition, seen, size), width, height)) is None
    without = replace(look, items=look.items[:2])
    other = _alone(proof, edition, replace(seen, look=without), size)
    assert find_difference(drawn, render_svg(other, width, height)) is not None


def _shared(proof: Proof, edition: ProofEdition, side: ProofSide, size: str) -> str:
    drawings = Drawings(proof)
    defs = html_text(drawings.definitions()).partition(">")[2].rpartition("</svg>")[0]
    face = html_text(drawings.face(edition, side, plain=True)).partition(">")[2].rpartition("</svg>")[0]
    view = f"0 0 {UNITS * proof.size[0]:g} {UNITS * proof.size[1]:g}"
    white = "<style>.stock{fill:#fff}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{view}">{white}{defs}{face}</svg>'


def _alone(proof: Proof, edition: ProofEdition, side: ProofSide, size: str) -> str:
    cut = path_data(join_paths((edition.shape.outline(), *((side.hole.outline(),) if side.hole else ()))))
    drawn = draw_elements(side.look, proof.colour_of)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {proof.size[0]:g} {proof.size[1]:g}">'
        f'<clipPath id="cut"><path d="{cut}" clip-rule="evenodd"/></clipPath>'
        f'<g clip-path="url(#cut)"><rect width="100%" height="100%" fill="#fff"/>{drawn}</g></svg>'
    )


def test_a_letter_keeps_its_counters_and_marks_that_touch() -> None:
    """What lies within a contour, or over two of them, stays with it; what stands apart is apart."""
    ring = (circle(5, 5, 4), circle(5, 5, 2))
    apart, between = circle(20, 5, 4), rectangle(Rect(8, 4, 17, 6))
    assert letters(join_paths((ring[0], apart, ring[1]))) == (apart, join_paths(ring))
    assert letters(join_paths((*ring, apart, between))) == (join_paths((*ring, apart, between)),)
    assert letters(join_paths(())) == ()


def test_an_outline_is_written_in_whole_steps() -> None:
    """A hundredth of a millimetre a unit, each point from the one before, from wherever it is told."""
    assert outline_data(rectangle(Rect(1, 2, 3.004, 2.5))) == "m100 200h200v50h-200z"
    assert outline_data(rectangle(Rect(1, 2, 3, 2.5)), 1, 2) == "m0 0h200v50h-200z"


def test_letters_are_shared(page: str) -> None:
    """A digit is written once for all numbers of its size, and a slogan once for all communes."""
    assert page.count("<use") > 1000
    data = re.findall(r' d="(m[^"]{60,})"', page)
    assert len(data) == len(set(data)) + 2


def test_text_is_never_markup() -> None:
    """Whatever is given as text or as a value comes out as such."""
    made = element("p", "<b>&", name_apart('"</p>'), "x", title='"><i>', hidden=True, lang=False)
    assert html_text(made) == (
        '<p title="&quot;&gt;<i&gt;" hidden="">&lt;b&gt;&amp;<bdi lang="vi">"&lt;/p&gt;</bdi>x</p>'
    )
    assert len(both(Text("a", "b"))) == 2
    assert len(both(Text("a", "a"))) == 1
