"""The editions of a job with every override applied.

Pure: a job in, frozen contents out. It decides what an edition inherits, appends and removes, and nothing else.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from keytag.badge import code_of
from keytag.document import Hex
from keytag.ink import Ink
from keytag.job.content import Code, EditionContent, Number
from keytag.job.model import Edition, Job, NumberEntry, Qr
from keytag.phone import grouped
from keytag.wording import bare

# Law on the organisation of local government 72/2025/QH15, article 1 (xã, phường, đặc khu); thị trấn until
# 30-6-2025. A hamlet (thôn, ấp, tổ) has no police office of its own.
_OFFICE_PLACES = re.compile(r"(xã|phường|thị trấn|đặc khu)\s", re.IGNORECASE)
_OFFICE = "Công an"


def editions_in_force(job: Job, stem: str) -> tuple[EditionContent, ...]:
    """Return what each edition of ``job`` says; a job without editions is one, named after its file's ``stem``."""
    whole = _whole(job, stem)
    contents = [_overridden(whole, edition, f"editions.{index}") for index, edition in enumerate(job.editions)]
    contents = contents or [whole]
    if job.mark is not None:
        contents = [replace(content, mark=code_of(index)) for index, content in enumerate(contents)]
    return tuple(contents)


def slug(text: str) -> str:
    """Return ``text`` as an edition's id: small letters without marks, digits, hyphens."""
    return bare(text) or "tag"


def _whole(job: Job, stem: str) -> EditionContent:
    return EditionContent(
        id=slug(stem),
        name=None,
        issuer_name=job.issuer.name,
        province=job.issuer.province,
        slogan=job.slogan,
        numbers=_numbers(job.numbers, "numbers"),
        qr=_code(job.qr, "qr"),
        template=job.template,
        colours=tuple(job.colours.items()),
        quantity=job.quantity,
        node="",
        unit_code=job.issuer.unit,
    )


def _overridden(whole: EditionContent, edition: Edition, node: str) -> EditionContent:
    given = edition.model_fields_set
    numbers = whole.numbers if edition.numbers is None else _numbers(edition.numbers, f"{node}.numbers")
    colours: dict[str, Ink | Hex] = {**dict(whole.colours), **edition.colours}
    issuer = edition.issuer
    return replace(
        whole,
        id=edition.id,
        name=edition.name,
        issuer_name=(issuer.name if issuer is not None else None) or _office(edition.name) or whole.issuer_name,
        province=(issuer.province if issuer is not None else None) or whole.province,
        slogan=edition.slogan if "slogan" in given else whole.slogan,
        numbers=(*numbers, *_numbers(edition.extra_numbers, f"{node}.extra_numbers")),
        qr=_code(edition.qr, f"{node}.qr") if "qr" in given else whole.qr,
        template=edition.template or whole.template,
        colours=tuple(colours.items()),
        quantity=edition.quantity or whole.quantity,
        node=node,
        issuer_node=_issuer_node(edition, node),
        province_node=f"{node}.issuer.province"
        if issuer is not None and issuer.province is not None
        else whole.province_node,
        slogan_node=f"{node}.slogan" if "slogan" in given else whole.slogan_node,
        **_unit(whole, edition, node),
    )


def _unit(whole: EditionContent, edition: Edition, node: str) -> dict[str, str | None]:
    """Return the edition's unit: its own, or the job's where it has the job's office."""
    if edition.issuer is not None and edition.issuer.unit is not None:
        return {"unit_code": edition.issuer.unit, "unit_node": f"{node}.issuer.unit"}
    return {} if _issuer_node(edition, node) == whole.issuer_node else {"unit_code": None}


def _issuer_node(edition: Edition, node: str) -> str:
    if edition.issuer is not None and edition.issuer.name is not None:
        return f"{node}.issuer.name"
    return f"{node}.name" if _office(edition.name) else "issuer.name"


def _office(name: str | None) -> str | None:
    """Return the police office of a commune, ward, township or special zone: "Xã Glar" has "Công an xã Glar"."""
    place = _OFFICE_PLACES.match(name) if name is not None else None
    if place is None:
        return None
    return f"{_OFFICE} {place[1].lower()}{place.string[place.end(1) :]}"


def _numbers(entries: tuple[NumberEntry, ...], node: str) -> tuple[Number, ...]:
    return tuple(
        Number(entry.label, entry.number, grouped(entry.number), entry.role, entry.side, f"{node}.{index}")
        for index, entry in enumerate(entries)
    )


def _code(qr: Qr | None, node: str) -> Code | None:
    return Code(qr.link, qr.caption, qr.side, node) if qr is not None else None
