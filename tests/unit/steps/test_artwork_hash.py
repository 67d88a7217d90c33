"""What an approval binds: the hash of one edition's tag, and that of the terms it is ordered by."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Group
from keytag.drawing.geometry import Affine
from keytag.steps import artwork_hash as hashes
from keytag.steps.artwork_hash import artwork_hash, terms_hash
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.progress import no_progress

JOB = """keytag: 1
sample: true
issuer: {name: Công an xã Glar, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113}
  - {label: Trưởng Công an, number: 0769 000 101}
qr: {link: "https://zalo.me/1000000000000000001"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
template: classic
quantity: 3200
shop: digital-sra3
"""


def composed(folder: Path, job: str = JOB) -> tuple[JobSetup, tuple[ComposedEdition, ...]]:
    """The job's set-up and its editions as they will look."""
    path = folder / "ward.yaml"
    path.write_text(job, encoding="utf-8")
    setup, _ = load_setup(path)
    editions, findings = compose_editions(setup, setup.file.editions, no_progress)
    assert editions, findings
    return setup, editions


def both(folder: Path, job: str = JOB) -> tuple[str, str]:
    """The first edition's two hashes."""
    setup, editions = composed(folder, job)
    return artwork_hash(setup, editions[0]), terms_hash(setup, setup.file.editions)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("0769 000 101", "0769 000 102"),
        ("an ninh Tổ quốc", "an ninh tổ quốc"),
        ("Công an xã Glar", "Công an xã Glár"),
        ("Trực ban", "Trực ca"),
        ("1000000000000000001", "1000000000000000002"),
        ("template: classic", "template: classic\ncolours: {ground: navy}"),
        ("template: classic", "template: hotline"),
        ("diameter: 4mm", "diameter: 4.1mm"),
        ("side: left", "side: right"),
        ("height: 20mm", "height: 20.5mm"),
        ("shape: oval", "shape: pill"),
    ],
)
def test_what_changes_the_tag_changes_its_hash(was: str, becomes: str, tmp_path: Path) -> None:
    """A character, a colour, a template, the cut or the hole changed is another artwork."""
    assert was in JOB
    assert both(tmp_path, JOB.replace(was, becomes))[0] != both(tmp_path)[0]


def test_a_font_changes_the_hash(tmp_path: Path) -> None:
    """The same template set in another face is another artwork."""
    template = Path("templates/tags/classic.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(template, encoding="utf-8")
    job = JOB.replace("template: classic", "template: mine")
    same = both(tmp_path, job)[0]
    assert same == both(tmp_path)[0]
    (tmp_path / "mine.yaml").write_text(template.replace("weight: 700", "weight: 600"), encoding="utf-8")
    assert both(tmp_path, job)[0] != same


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("quantity: 3200", "quantity: 3300"),
        ("keytag: 1", "# Đã xem\nkeytag: 1"),
        ("sample: true", "sample: true\nas_of: 2026-01-15"),
        ("shop: digital-sra3", "shop: digital-330x480"),
        ("quantity: 3200", "quantity: 3200\nbudget: 18_000_000đ\nprogramme: Móc khóa an ninh"),
    ],
)
def test_what_does_not_show_leaves_the_artworks_hash(was: str, becomes: str, tmp_path: Path) -> None:
    """A quantity, a comment, a date, what papers say, or a shop that holds the same limits is no other artwork."""
    assert was in JOB
    assert both(tmp_path, JOB.replace(was, becomes))[0] == both(tmp_path)[0]


def test_neither_hash_is_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of keytag that draws the same tag has the same hashes."""
    before = both(tmp_path)
    monkeypatch.setattr("keytag.__version__", "99.0")
    assert both(tmp_path) == before


def test_another_edition_leaves_this_ones_hash(tmp_path: Path) -> None:
    """What one commune changes is no reason for another to sign again."""
    editions = "editions:\n  - {id: a}\n  - {id: b, slogan: %s}\n"
    hashed = []
    for slogan in ("Toàn dân tham gia", "Toàn dân cùng làm"):
        setup, made = composed(tmp_path, JOB + editions % slogan)
        hashed.append([artwork_hash(setup, edition) for edition in made])
    assert hashed[0][0] == hashed[1][0]
    assert hashed[0][1] != hashed[1][1]
    alone = compose_editions(setup, setup.file.editions[:1], no_progress, setup.file.editions)[0]
    assert artwork_hash(setup, alone[0]) == hashed[0][0]


def test_noise_of_floating_point_changes_nothing(tmp_path: Path) -> None:
    """What another machine may work out by a millionth of a micrometre otherwise is the same artwork."""
    setup, (edition,) = composed(tmp_path)

    def moved(by: float) -> str:
        front = edition.tag.front
        shifted = tuple(
            item
            if isinstance(item, Group)
            else replace(item, path=item.path.transformed(Affine.translation(by, by)))
            for item in front.items
        )
        tag = replace(edition.tag, front=Artwork(shifted, front.trim, front.bleed))
        return artwork_hash(setup, replace(edition, tag=tag))

    assert moved(1e-9) == moved(-1e-9) == artwork_hash(setup, edition)
    assert moved(0.01) != artwork_hash(setup, edition)


def test_a_round_figure_is_not_where_values_are_cut() -> None:
    """Halves, eighths and tenths of a micrometre stay on their side whatever noise they have."""
    for value in (0.3125, 0.0005, 2.5, 12.34375, 0.00025, -0.0005):
        assert hashes._units(value) == hashes._units(value + 1e-9) == hashes._units(value - 1e-9)  # noqa: SLF001


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("quantity: 3200", "quantity: 3201"),
        ("width: 50mm", "width: 52mm"),
        ("shop: digital-sra3", "shop: digital-330x480"),
        ("shop: digital-sra3", "shop: digital-sra3\norder: {stock: Nhựa PVC trắng 0.5 mm}"),
        ("shop: digital-sra3", "shop: digital-sra3\norder: {cut: kiss}"),
        ("quantity: 3200", "editions: [{id: a, quantity: 1600}, {id: b, quantity: 1600}]"),
    ],
)
def test_what_changes_the_order_changes_the_terms(was: str, becomes: str, tmp_path: Path) -> None:
    """Quantities, size, material, cut and shop are what is ordered."""
    assert was in JOB
    assert both(tmp_path, JOB.replace(was, becomes))[1] != both(tmp_path)[1]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("0769 000 101", "0769 000 102"),
        ("keytag: 1", "# Đã xem\nkeytag: 1"),
        ("shop: digital-sra3", "shop: digital-sra3\norder: {due: 2026-12-20, contact: Nguyễn Văn A}"),
    ],
)
def test_what_is_not_ordered_leaves_the_terms(was: str, becomes: str, tmp_path: Path) -> None:
    """Words on the tag, comments, and whom the shop asks when are no terms."""
    assert was in JOB
    assert both(tmp_path, JOB.replace(was, becomes))[1] == both(tmp_path)[1]
