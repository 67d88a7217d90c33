"""The editions of a job with every override applied.

Pure: a job in, frozen contents out. It decides what an edition inherits, appends and removes, and nothing else.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from keytag.documents.job.content import Code, EditionContent, Number
from keytag.documents.job.ids import id_of
from keytag.documents.job.model import Edition, Job, NumberEntry, Qr
from keytag.documents.job.offices import Scope, office_of, province_in, scope_of, unit_of, write_out_office
from keytag.documents.yaml import Hex
from keytag.drawing.badge import code_of
from keytag.drawing.ink import Ink
from keytag.vietnam.phone import group_digits
from keytag.vietnam.places import PlacesTable, own_table, province_of


def editions_in_force(job: Job, stem: str, places: PlacesTable | None = None) -> tuple[EditionContent, ...]:
    """Return what each edition of ``job`` says; a job without editions is one, named after its file's ``stem``.

    ``places`` is the table that the job is judged by; without one, keytag's own.
    """
    places = places or own_table()
    day = job.as_of or places.date
    whole = _whole(job, stem, day)
    names = [each.name for each in job.editions if each.name]
    scope = scope_of(whole.issuer_name, whole.province, day, names, places)
    contents = [
        _overridden(whole, edition, f"editions.{index}", scope) for index, edition in enumerate(job.editions)
    ]
    contents = contents or [whole]
    if job.mark is not None:
        contents = [replace(content, mark=code_of(index)) for index, content in enumerate(contents)]
    return tuple(contents)


def slug(text: str) -> str:
    """Return ``text`` as an edition's id: small letters without marks, digits, hyphens."""
    return id_of(text) or "tag"


def _whole(job: Job, stem: str, day: date) -> EditionContent:
    return EditionContent(
        id=slug(stem),
        name=None,
        issuer_name=write_out_office(job.issuer.name, day),
        province=job.issuer.province,
        slogan=job.slogan,
        numbers=_numbers(job.numbers, "numbers"),
        qr=_code(job.qr, "qr"),
        template=job.template,
        colours=tuple(job.colours.items()),
        quantity=job.quantity,
        node="",
        unit_code=job.issuer.unit,
        programme=job.programme,
    )


def _overridden(whole: EditionContent, edition: Edition, node: str, scope: Scope) -> EditionContent:
    given = edition.model_fields_set
    numbers = whole.numbers if edition.numbers is None else _numbers(edition.numbers, f"{node}.numbers")
    colours: dict[str, Ink | Hex] = {**dict(whole.colours), **edition.colours}
    issuer = edition.issuer
    name, issuer_node = _office(edition, node, scope) or (whole.issuer_name, whole.issuer_node)
    province, province_node = whole.province, whole.province_node
    if issuer is not None and issuer.province is not None:
        province, province_node = issuer.province, f"{node}.issuer.province"
    elif issuer_node == f"{node}.name" and (home := province_in(name)) is not None:
        # The police of another province than the job's is that province's.
        province, province_node = home.name, issuer_node
    return replace(
        whole,
        id=edition.id,
        name=edition.name,
        issuer_name=name,
        province=province,
        slogan=edition.slogan if "slogan" in given else whole.slogan,
        numbers=(*numbers, *_numbers(edition.extra_numbers, f"{node}.extra_numbers")),
        qr=_code(edition.qr, f"{node}.qr") if "qr" in given else whole.qr,
        template=edition.template or whole.template,
        colours=tuple(colours.items()),
        quantity=edition.quantity or whole.quantity,
        node=node,
        issuer_node=issuer_node,
        province_node=province_node,
        slogan_node=f"{node}.slogan" if "slogan" in given else whole.slogan_node,
        programme=edition.programme or whole.programme,
        **_unit(whole, edition, node, issuer_node),
    )


def _unit(whole: EditionContent, edition: Edition, node: str, issuer_node: str) -> dict[str, str | None]:
    """Return the edition's unit: its own, or the job's where it has the job's office."""
    if edition.issuer is not None and edition.issuer.unit is not None:
        return {"unit_code": edition.issuer.unit, "unit_node": f"{node}.issuer.unit"}
    return {} if issuer_node == whole.issuer_node else {"unit_code": None}


def _office(edition: Edition, node: str, scope: Scope) -> tuple[str, str] | None:
    """Return an edition's own office in full and the node that says it: its issuer, else its name; or nothing."""
    issuer = edition.issuer
    if issuer is not None and issuer.province is not None:
        scope = replace(scope, province=province_of(scope.places, issuer.province) or scope.province)
    if issuer is not None and issuer.name is not None:
        return write_out_office(issuer.name, scope.day), f"{node}.issuer.name"
    unit = unit_of(issuer.unit, scope.places) if issuer is not None else None
    office = office_of(edition.name, scope, unit) if edition.name is not None else None
    if office is None:
        return None
    home = province_in(office)
    # A tag with the job's own numbers alone is not another province's.
    is_elsewhere = home is not None and scope.province not in {None, home}
    if is_elsewhere and edition.numbers is None and not edition.extra_numbers:
        return None
    return office, f"{node}.name"


def _numbers(entries: tuple[NumberEntry, ...], node: str) -> tuple[Number, ...]:
    return tuple(
        Number(entry.label, entry.number, group_digits(entry.number), entry.role, entry.side, f"{node}.{index}")
        for index, entry in enumerate(entries)
    )


def _code(qr: Qr | None, node: str) -> Code | None:
    return Code(qr.link, qr.caption, qr.side, node) if qr is not None else None
