"""What somebody approves, as two short hashes: how one edition's tag looks, and the terms by which it is ordered.

A file's hash changes with a comment in it, and says nothing of a font or a template that lies elsewhere. These two
change with what is drawn and what is ordered, whatever file says it, and with nothing else: not with the program's
version, the day, or another edition that leaves this one's tag as it is.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from math import floor
from typing import Any

from keytag.documents.job import EditionContent
from keytag.drawing.artwork import Artwork, Group, Item, Stroke
from keytag.drawing.geometry import Affine, Hole, Path
from keytag.drawing.ink import Ink
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.job_setup import JobSetup

DIGITS = 10
"""How many hexadecimal digits a hash has: as many as people read aloud."""
# A micrometre is far below what any press holds. Where a value is cut to whole ones is no round figure, since
# drawings are full of halves and eighths: 0.3125 mm must not fall now to this side, now to that.
_PER_MM = 1000
_SHIFT = 0.6180339887498949


def artwork_hash(setup: JobSetup, edition: ComposedEdition) -> str:
    """Return ten hexadecimal digits that change with what one edition's tag looks like.

    With every path of both sides, its ink and its place to a micrometre, with the cut and with the hole.
    """
    tag = edition.tag
    return hash_of([_path(setup.shape.outline()), _hole(setup.hole), _side(tag.front), _side(tag.back)])


def terms_hash(setup: JobSetup, contents: tuple[EditionContent, ...]) -> str:
    """Return ten hexadecimal digits that change with what is ordered: how many of which of ``contents``, of what.

    Of the shop its name, its process, its material and how it cuts; not its prices, nor whom it asks or when.
    """
    # What is approved for practice is approved for nothing else.
    practice = ["sample"] if setup.file.job.sample else []
    return hash_of([order_terms(setup), sorted((each.id, each.quantity) for each in contents), *practice])


def order_terms(setup: JobSetup) -> dict[str, Any]:
    """Return what all editions of a job are ordered by: goods, material, finish and shop, by plain keys."""
    tag, order, shop = setup.file.job.tag, setup.file.job.order, setup.shop
    hole = tag.hole
    stock = shop.stock
    return {
        "shape": str(tag.shape),
        "size": [_units(tag.width), _units(tag.height), _units(setup.shape.radius)],
        "hole": None if hole is None else [_units(hole.diameter), _units(hole.edge), hole.side],
        "number": order.number,
        "stock": order.stock,
        "finishing": order.finishing,
        "ring": order.ring,
        "cut": shop.cut,
        "shop": shop.name,
        "process": shop.process,
        "inks": shop.inks,
        "code": shop.code,
        "one_sided": shop.backing == "single",
        "material": None if stock is None else [stock.material.vi, _units(stock.thickness or 0.0)],
    }


def hash_of(value: Any) -> str:  # noqa: ANN401 - what JSON can say
    """Return ten hexadecimal digits that change with what is said in JSON."""
    return sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:DIGITS]


def _side(artwork: Artwork) -> list[Any]:
    return [_item(item) for item in artwork.items]


def _item(item: Item) -> list[Any]:
    """Return one item as it looks: its place in the template and in the job is no matter."""
    if isinstance(item, Group):
        clip = None if item.clip is None else _path(item.clip)
        return ["group", _matrix(item.transform), clip, [_item(each) for each in item.items]]
    how = [_path(item.path), ink_value(item.ink), item.overprint, item.spares_spots]
    if isinstance(item, Stroke):
        return ["stroke", *how, _units(item.width), [_units(each) for each in item.dash]]
    return ["fill", *how]


def _hole(hole: Hole | None) -> list[int] | None:
    return None if hole is None else [_units(hole.cx), _units(hole.cy), _units(hole.radius)]


def _matrix(matrix: Affine) -> list[int]:
    # Turned or enlarged by a ten-thousandth, nothing on a tag moves by a micrometre.
    turned = [_units(each * 100) for each in (matrix.a, matrix.b, matrix.c, matrix.d)]
    return [*turned, _units(matrix.e), _units(matrix.f)]


def ink_value(ink: Ink) -> list[Any]:
    """Return an ink as it looks; the name of a mixture of process inks is no matter."""
    mixture = [_units(each) for each in ink.cmyk]
    return [mixture, [ink.name, _units(ink.tint)] if ink.spot else None, ink.material, ink.technical]


@lru_cache(maxsize=4096)
def _path(path: Path) -> str:
    """Return a path's own hash: editions share most of theirs."""
    form = ";".join([_FORMS[op] for op, _ in path.commands])
    units = [floor(each * _PER_MM + _SHIFT) for _, xy in path.commands for each in xy]
    return sha256((form % tuple(units)).encode()).hexdigest()


# How a command is written: its letter, then its points.
_FORMS = {"M": "M%d,%d", "L": "L%d,%d", "C": "C%d,%d,%d,%d,%d,%d", "Z": "Z"}


def _units(value: float) -> int:
    return floor(value * _PER_MM + _SHIFT)
