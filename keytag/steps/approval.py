"""Editions held against the approval beside their job: what is approved, by whom, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec.structs import replace

from keytag import __version__
from keytag.checks.approval import ApprovalSubject
from keytag.documents.approval import ApprovalFile, ApprovedNumber, ApprovedTag
from keytag.documents.job import EditionContent
from keytag.drawing.ink import Ink
from keytag.files import font_files, reader
from keytag.steps.artwork_hash import artwork_hash, terms_hash
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.content_hash import hashes_of_leaflets
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup


def approval_subjects(
    setup: JobSetup,
    counted: Sequence[EditionContent],
    drawn: Sequence[ComposedEdition],
    file: ApprovalFile | None,
) -> tuple[ApprovalSubject, ...]:
    """Return each edition of ``counted`` with its entry in ``file``; those that were not drawn by words alone.

    ``counted`` have the quantities that are really ordered, where that is known.
    """
    names = names_of(setup.file.editions)
    tags = {edition.content.id: artwork_hash(setup, edition) for edition in drawn}
    leaflets = hashes_of_leaflets(setup, counted)
    subjects: list[ApprovalSubject] = []
    for edition in counted:
        found = file.entry(setup.file.path.name, edition.id) if file is not None else None
        content = edition
        if found is not None and edition.quantity is None:
            # Nobody says how many in this run: then nothing is against what was approved.
            content = replace(edition, quantity=found[1].of.quantity)
        subjects.append(
            ApprovalSubject(
                id=content.id,
                name=names[content.id],
                artwork=tags.get(content.id),
                terms=terms_hash(setup, (content,)),
                now=approved_tag(setup, content),
                nodes=_nodes(setup, content),
                entry=found[1] if found is not None else None,
                hands=setup.file.job.approval.hands,
                leaflet=leaflets.get(content.id),
            )
        )
    return tuple(subjects)


def approved_tag(setup: JobSetup, content: EditionContent) -> ApprovedTag:
    """Return the plain copy of what an approval of ``content`` says yes to; it has a quantity."""
    tag, order, shop = setup.file.job.tag, setup.file.job.order, setup.shop
    hole = tag.hole
    code = content.qr
    return ApprovedTag(
        issuer=content.issuer_name,
        province=content.province,
        name=content.name,
        slogan=content.slogan,
        numbers=tuple(
            ApprovedNumber(label=each.label, number=each.display, side=each.side) for each in content.numbers
        ),
        link=code.link if code is not None else None,
        caption=code.caption if code is not None else None,
        mark=content.mark or None,
        template=content.template,
        colours={role: _colour(ink) for role, ink in setup.inks(content).items()},
        shape=str(tag.shape),
        size=f"{tag.width:g} × {tag.height:g} mm",
        hole=None if hole is None else f"{hole.diameter:g} mm, {hole.edge:g} mm, {hole.side}",
        sides="front" if shop.backing == "single" else "both",
        quantity=content.quantity or 1,
        order=order.number,
        stock=order.stock or (shop.stock.material.vi if shop.stock is not None else None),
        finishing=order.finishing,
        ring=order.ring,
        cut=shop.cut,
        shop=shop.name,
        process=shop.process,
        drawn_by=__version__,
        design=_design_hash(setup, content),
        profile=setup.profile.digest[:10],
    )


def _colour(ink: Ink) -> str:
    mixture = "C{:g} M{:g} Y{:g} K{:g}".format(*(round(100 * each, 1) for each in ink.cmyk))
    if ink.spot:
        return f"{ink.name} ({ink.tint:.0%})" if ink.tint < 1 else ink.name
    return f"{ink.name} {mixture}"


def _design_hash(setup: JobSetup, content: EditionContent) -> str:
    """Return the hash of a template with the drawings that it names and all fonts that there are."""
    template = setup.templates[content.template]
    digest = sha256(template.model_dump_json().encode())
    for name in sorted(setup.arts):
        digest.update(repr(setup.arts[name]).encode())
    for font in font_files.all_font_files():
        digest.update(sha256(reader.read_bytes(font.path)).digest())
    return digest.hexdigest()[:10]


def _nodes(setup: JobSetup, content: EditionContent) -> Mapping[str, str]:
    """Return the node of the job that says each field of an approved tag."""
    own = f"{content.node}." if content.node else ""
    code = content.qr.node if content.qr is not None else f"{own}qr"
    has = setup.file.positions.has
    quantity = f"{own}quantity" if has(f"{own}quantity") else "quantity"
    nodes = {
        "issuer": content.issuer_node,
        "province": content.province_node,
        "name": f"{own}name",
        "slogan": content.slogan_node,
        "link": f"{code}.link",
        "caption": f"{code}.caption",
        "template": f"{own}template" if has(f"{own}template") else "template",
        "shape": "tag.shape",
        "size": "tag.width" if has("tag.width") else "tag",
        "hole": "tag.hole",
        "quantity": quantity,
        "order": "order.number",
        **{key: f"order.{key}" for key in ("stock", "finishing", "ring", "cut")},
        "shop": "shop",
        "process": "shop",
        "sides": "shop",
        **{f"numbers.{i}": f"{each.node}.number" for i, each in enumerate(content.numbers)},
        **{f"colours.{role}": node for role, node in setup.role_nodes(content).items()},
    }
    return {field: node for field, node in nodes.items() if has(node) or field.startswith("numbers.")}
