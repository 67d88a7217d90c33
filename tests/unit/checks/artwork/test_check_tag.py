from __future__ import annotations

from msgspec.structs import replace

from keytag.checks.artwork import CODE_CHECKS, SIDE_CHECKS, TAG_CHECKS, TagSubject, check_tag
from keytag.drawing.artwork import Group, Role, Stroke, walk
from keytag.drawing.geometry import Affine


def test_a_good_tag_passes_every_check(good: TagSubject) -> None:
    """Nothing is said about a tag as the composer makes it."""
    assert check_tag(good) == ()


def test_rules_are_named_after_their_checks(good: TagSubject) -> None:
    """A finding's rule is its check's name with hyphens, so that a reader finds the one from the other."""
    names = {check.__name__.replace("_", "-") for check in (*TAG_CHECKS, *SIDE_CHECKS, *CODE_CHECKS)}
    shrunk = Group(good.front.items, Affine.scaling(0.3, 0.3))
    bare = tuple(item for item, _ in walk(good.back.items) if item.role is not Role.QR_GROUND)
    spoiled = replace(
        good,
        front=replace(good.front, items=(shrunk, *good.front.items)),
        back=replace(good.back, items=bare),
    )
    rules = {finding.rule for finding in check_tag(spoiled)}
    assert len(rules) >= 5
    assert rules <= names


def test_groups_are_checked_where_they_end_up(good: TagSubject) -> None:
    """Items moved by a group are judged by where they are painted."""
    items = tuple(Group((item,), Affine.translation(3.0, 0.0)) for item in good.front.items)
    back = tuple(
        Group((Group((item,), Affine.translation(1.0, 2.0)),), Affine.translation(-1.0, -2.0))
        for item in good.back.items
    )
    moved = replace(good, front=replace(good.front, items=items), back=replace(good.back, items=back))
    rules = {finding.rule for finding in check_tag(moved)}
    assert rules == {"lettering-is-inside-safe-area", "ground-covers-the-bleed", "lines-keep-off-the-cut"}


def test_editions_are_named_in_the_node(good: TagSubject) -> None:
    """What is about an edition's own settings carries the edition's path."""
    ground, line, *rest = good.back.items
    assert isinstance(line, Stroke)
    fine = replace(good.back, items=(ground, replace(line, width=0.01), *rest))
    assert [finding.node for finding in check_tag(replace(good, back=fine))] == ["template"]
    assert [
        finding.node
        for finding in check_tag(replace(good, back=fine, content=replace(good.content, node="editions.3")))
    ] == ["editions.3.template"]
