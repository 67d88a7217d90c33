"""Who answers, by what a label says."""

from __future__ import annotations

import pytest

from keytag.documents.job import Number, NumberRole, role_of, roles_in

CHIEF, DEPUTY, DUTY, HOTLINE = NumberRole.CHIEF, NumberRole.DEPUTY, NumberRole.DUTY, NumberRole.HOTLINE


@pytest.mark.parametrize(
    ("label", "roles"),
    [
        ("Trực ban", {DUTY}),
        ("TRỰC BAN 24/24", {DUTY}),
        ("Truc ban", {DUTY}),
        ("Công an xã 24/7", {DUTY}),
        ("Đường dây nóng", {HOTLINE}),
        ("Hotline", {HOTLINE}),
        ("Trưởng Công an", {CHIEF}),
        ("Truong CA", {CHIEF}),
        ("Phó Trưởng Công an", {DEPUTY}),
        ("P. Trưởng CA", {DEPUTY}),
        ("Pho truong cong an", {DEPUTY}),
        ("Đường dây nóng Giám đốc", {HOTLINE, CHIEF}),
        ("Chốt giáp ranh", {NumberRole.CHECKPOINT}),
        ("Xã giáp ranh", {NumberRole.NEIGHBOUR}),
        ("PTCA", {DEPUTY}),
        ("P. TCA xã", {DEPUTY}),
        ("TCAX", {CHIEF}),
        ("Xã Trường Bình", set()),
        ("Công an Phố Mới", set()),
        ("Anh Trúc", set()),
        ("Hỗ trợ trực tuyến", set()),
        ("Số trực thuộc huyện", set()),
        ("Công an phường", set()),
    ],
)
def test_labels_name_roles(label: str, roles: set[NumberRole]) -> None:
    """Marks tell trưởng from trường and phó from phố; phrases are known without marks."""
    assert set(roles_in(label)) == roles


@pytest.mark.parametrize(
    ("label", "role", "answers"),
    [
        ("Trực ban", NumberRole.OTHER, DUTY),
        ("Trực ban", HOTLINE, HOTLINE),
        ("Công an phường", NumberRole.OTHER, NumberRole.OTHER),
    ],
)
def test_a_role_goes_before_the_label(label: str, role: NumberRole, answers: NumberRole) -> None:
    """The job's own word decides; the label speaks only where there is none."""
    assert role_of(Number(label, "113", "113", role, None, "numbers.0")) is answers
