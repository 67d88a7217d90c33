"""The # of an order: ten digits by which its proof, letters, package, sheets and papers of delivery are matched.

It is of what is printed and ordered, whatever file says it: how each tag looks, how many of each, on what terms,
and how the shop's sheets are laid. A comment in the job, an accepted warning, an approval, a lock, a contact, the
day, another version of keytag by which tags look the same: none of these changes it. Why so:
docs/adr/0042-one-number-from-proof-to-delivery.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job import EditionContent
from keytag.documents.yaml import Part
from keytag.imposition import LayoutAndBacking, Press
from keytag.steps.artwork_hash import artwork_hash, hash_of, order_terms
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.job_setup import JobSetup
from keytag.steps.press import EditionsOnPress, press_and_way, wanted_marks
from keytag.steps.progress import no_progress


def with_content_hash(
    setup: JobSetup,
    drawn: Sequence[ComposedEdition],
    run: EditionsOnPress | None = None,
    max_plates: int | None = None,
    others: tuple[object, ...] = (),
) -> JobSetup:
    """Return ``setup`` with its #, given the editions that are ``drawn`` already; the rest are composed for it.

    ``run`` and ``max_plates`` are what the command says of the sheets; without them the # is of what job and shop
    say themselves, and the same where the command says just that. ``others`` is what else was asked for in place
    of the job's own. Raises MissingResourceError where the job's leaflet names what is not there.
    """
    contents = (
        run.counted if run is not None else tuple(each for each in setup.file.editions if each.quantity != 0)
    )
    looks = _looks(setup, contents, drawn)
    # How many there are is part of the # where the job says it; a job that does not is ordered by other words.
    is_counted = any(each.quantity is not None for each in setup.file.editions)
    press, way = (run.press, run.way) if run is not None else press_and_way(setup)
    said = [
        [[each.id, looks.get(each.id), each.quantity if is_counted else None] for each in contents],
        order_terms(setup),
        _sheets(setup, press, way, len(contents)),
        max_plates,
        setup.file.job.sample,
        hashes_of_leaflets(setup, contents),
        [_value(each) for each in others],
    ]
    return replace(setup, content_hash=hash_of(said))


def hashes_of_leaflets(setup: JobSetup, contents: Iterable[EditionContent]) -> dict[str, str]:
    """Return `keytag.steps.leaflet.leaflet_hashes`, and load what draws leaflets for jobs alone that have them."""
    if setup.file.job.leaflet is None:
        return {}
    from keytag.steps.leaflet import leaflet_hashes  # noqa: PLC0415 - most jobs have none

    return leaflet_hashes(setup, contents)


def _looks(
    setup: JobSetup, contents: Sequence[EditionContent], drawn: Sequence[ComposedEdition]
) -> dict[str, str]:
    """Return how the tag of each edition looks; one whose words do not fit has no look."""
    wanted, found = {each.id for each in contents}, {each.content.id: each for each in drawn}
    missing = tuple(each for each in setup.file.editions if each.id in wanted and each.id not in found)
    if missing:
        rest, _ = compose_editions(setup, missing, no_progress, setup.file.editions)
        found |= {each.content.id: each for each in rest}
    return {name: artwork_hash(setup, each) for name, each in found.items() if name in wanted}


def _sheets(setup: JobSetup, press: Press, way: LayoutAndBacking, editions: int) -> dict[str, Any]:
    """Return what decides how sheets are laid and what stands on them.

    Prices decide which plates are cheapest, and are left out all the same: nobody prints a price.
    """
    shop = setup.shop
    said = {
        "press": press,
        "layout": way.layout,
        "backing": way.backing,
        "marks": wanted_marks(setup),
        "profile": setup.profile.digest,
        "standard": shop.standard,
        "spots": shop.spots,
        "mould": shop.mould,
        "bleed_line": shop.bleed_line,
        "dimensions": shop.dimensions,
        "cutter": setup.cutter.name if setup.cutter is not None else None,
        "cutter_setup": shop.cutter_setup,
        "overs": setup.file.job.overs,
        "gang": shop.gang if editions > 1 else None,
    }
    if way.free is not None:
        said["free"] = way.free
    return {key: _value(each) for key, each in said.items()}


# What people are told of a press, in two languages; its process is among the terms.
_TOLD = frozenset({"edge"})


def _value(value: object) -> Any:  # noqa: ANN401 - what JSON can say
    """Return a value as plain figures and words; what is as it is by default is left out, and so costs no #."""
    if isinstance(value, Struct):
        names = type(value).__struct_fields__
        defaults = dict(zip(reversed(names), reversed(type(value).__struct_defaults__), strict=False))
        own = {name: getattr(value, name) for name in names if name not in _TOLD}
        return {name: _value(said) for name, said in own.items() if name not in defaults or said != defaults[name]}
    if isinstance(value, Part):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value
