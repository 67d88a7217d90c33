"""What a shop prints of a tag: white under it, its code apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.drawing.artwork import Artwork, Role, walk
from keytag.steps import job_setup as settings
from keytag.steps.check_editions import compose_and_check
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import has_patch, patch_of
from keytag.steps.progress import no_progress

JOB = """\
keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/1234567890123456789"}
template: classic
quantity: 500
"""


def composed(folder: Path, shop: str) -> tuple[JobSetup, ComposedEdition]:
    """Return the job's one edition as it comes out at ``shop``."""
    path = folder / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    setup, found = settings.load_setup(path, shop)
    (edition,) = compose_and_check(setup, setup.file.editions, date(2026, 11, 21), found, no_progress).editions
    return setup, edition


def roles(artwork: Artwork) -> list[Role]:
    """Return the roles of what ``artwork`` paints, in order."""
    return [item.role for item, _ in walk(artwork.items)]


def test_most_shops_print_the_tag_as_it_looks(tmp_path: Path) -> None:
    """Without white and without a patch what is printed is the very tag."""
    _, edition = composed(tmp_path, "digital-pvc")
    assert edition.printed[0] is edition.tag.front
    assert edition.printed[1] is edition.tag.back


def test_white_is_printed_and_not_looked_at(tmp_path: Path) -> None:
    """On acrylic both sides begin with white, which the inks name and the tag's look does not know."""
    _, edition = composed(tmp_path, "uv-acrylic")
    for side, look in zip(edition.printed, (edition.tag.front, edition.tag.back), strict=True):
        assert roles(side)[0] is Role.UNDERBASE
        assert [role for role in roles(side) if role is not Role.UNDERBASE] == roles(look)
    assert edition.facts.inks[-1] == "White"


def test_a_code_printed_apart_leaves_its_ground(tmp_path: Path) -> None:
    """Where the code is a patch, its ground stays blank, and the patch has ground, code and cut in its own box."""
    setup, edition = composed(tmp_path, "screen-pvc")
    assert has_patch(setup, edition.tag)
    back = roles(edition.printed[1])
    assert Role.QR not in back
    assert Role.QR_GROUND in back
    assert Role.QR in roles(edition.tag.back)
    patch, code = patch_of(setup, edition.tag), edition.tag.code
    assert patch is not None
    assert code is not None
    assert roles(patch) == [Role.QR_GROUND, Role.QR, Role.DIELINE]
    assert (patch.trim.x0, patch.trim.y0) == (0, 0)
    assert patch.trim.width == pytest.approx(code.ground.width)
    assert patch.bleed == setup.shop.bleed
    assert all(patch.trim.contains(item.path.bounds(), 0.01) for item, _ in walk(patch.items[1:]))


def test_other_shops_have_no_patch(tmp_path: Path) -> None:
    """A shop that prints codes with the tag has no patch for them."""
    setup, edition = composed(tmp_path, "offset-pvc")
    assert patch_of(setup, edition.tag) is None
