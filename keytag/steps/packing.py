"""From order to household: who gets which heap, in which bags and boxes, and what the print shop packs by.

Contacts go onto the packing list and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from keytag import __version__
from keytag.documents.job import EditionContent
from keytag.documents.job.allotments import Allotment, AllotmentKind
from keytag.documents.job.model import Printer, Signer
from keytag.files import library
from keytag.output import packing
from keytag.output.packing import Contact, Firm, PackedEdition, PackedOrder, Person, Share, Signers, Sizes
from keytag.output.ticket.figures import SHAPES, format_size
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.check_editions import judging_day
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import badges_of, names_of
from keytag.steps.job_setup import JobSetup, allotments_of
from keytag.steps.making import sticker_size
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.vietnam.places import TWO_TIERS_SINCE

FOLDER = "packing"
PACKING_LIST = f"{FOLDER}/list.pdf"
# The police of a province or a city under the government have none above them but the ministry.
_PROVINCIAL = ("công an tỉnh ", "công an thành phố ", "công an tp")
# One heap needs no sorting.
_LEAST_SHARES = 2
# House rule: what two people sort in a week; more was likely meant otherwise.
MAX_BAGS = 6_000


def shop_papers(
    setup: JobSetup, composed: tuple[ComposedEdition, ...], ordered: tuple[int, ...], day: date
) -> dict[str, bytes]:
    """Return what the print shop packs and delivers by: list, labels for boxes and bags on A4, record of delivery.

    List and labels not where there is one heap to count, nor where nobody would sort so many bags by hand. The
    office's own papers, in which its people sign, stay with the office, and so do the contacts.
    """
    contents = tuple(edition.content for edition in composed)
    shares = _sorted_by_shop(setup, contents, ordered)
    sizes = sizes_of(setup)
    by_edition = not _are_allotted(setup, contents, ordered)
    listed = composed if len(composed) <= packing.MOST_ROWS else ()
    order = packed_order(setup, shares, sizes, day, by_edition=by_edition, composed=listed)
    pages = {"delivery": packing.delivery_pages(order)}
    if len(shares) >= _LEAST_SHARES and sum(len(box.bags) for box in order.boxes) <= MAX_BAGS:
        pages |= {
            "list": packing.packing_list_pages(order),
            "boxes-a4": packing.box_labels(order, packing.BOXES_A4),
            "bags-a4": packing.bag_labels(order, packing.BAGS_A4),
        }
    colour_of = colours_of(setup.profile)
    return {
        f"{FOLDER}/{name}.pdf": write_paper(drawn, order.issuer, day, colour_of) for name, drawn in pages.items()
    }


def sizes_of(setup: JobSetup, bag: int | None = None, box: int | None = None) -> Sizes:
    """Return how many tags go into a bag and a box: as asked for, as the job says, the shop, the house."""
    said = (setup.file.job.packing, setup.shop.packing)
    bag = bag or next((each.bag for each in said if each.bag), packing.BAG)
    box = box or next((each.box for each in said if each.box), packing.BOX)
    return Sizes(bag, max(bag, box))


def _are_allotted(setup: JobSetup, contents: tuple[EditionContent, ...], ordered: tuple[int, ...]) -> bool:
    """Tell whether the tags are for whom the job allots them to; another total than the job's (--count) is not."""
    said = tuple((each.id, each.quantity) for each in setup.file.editions if each.quantity != 0)
    printed = tuple((each.id, number) for each, number in zip(contents, ordered, strict=True))
    return said == printed and bool(allotments_of(setup))


def _sorted_by_shop(
    setup: JobSetup, contents: tuple[EditionContent, ...], ordered: tuple[int, ...]
) -> tuple[Share, ...]:
    """Return the heaps that the print shop counts out: of those who get tags, else of editions."""
    if _are_allotted(setup, contents, ordered):
        return tuple(replace(share, contact=None) for share in shares_of(setup) if share.tags)
    names = dict(zip((each.id for each in setup.file.editions), people_names(setup), strict=True))
    return tuple(
        Share(names[each.id], each.id, number) for each, number in zip(contents, ordered, strict=True) if number
    )


def shares_of(setup: JobSetup) -> tuple[Share, ...]:
    """Return who gets what as heaps to be packed, and last of each edition what is ordered beyond all that."""
    allotments = allotments_of(setup)
    return (*map(_share, allotments), *(_unallotted(setup, allotments) if allotments else ()))


def _share(each: Allotment) -> Share:
    is_channel = each.kind is AllotmentKind.CHANNEL
    return Share(each.name, each.edition or "", each.quantity, each.households, is_channel, each.contact)


def _unallotted(setup: JobSetup, allotments: tuple[Allotment, ...]) -> Iterator[Share]:
    """Yield what is ordered of each edition and allotted to nobody."""
    for edition in setup.file.editions:
        left = (edition.quantity or 0) - sum(each.quantity for each in allotments if each.edition == edition.id)
        if left > 0:
            yield Share(packing.UNALLOTTED, edition.id, left, alone=True, is_unallotted=True)


def people_names(setup: JobSetup) -> tuple[str, ...]:
    """Return what people call each edition; one with neither name nor office of its own by office and id."""
    names = names_of(setup.file.editions)
    return tuple(
        f"{edition.issuer_name} ({edition.id})" if names[edition.id] == edition.id else names[edition.id]
        for edition in setup.file.editions
    )


def superior_of(setup: JobSetup, day: date) -> str:
    """Return the office above the job's, as it says; else the police of the province over a ward's."""
    issuer, job = setup.file.job.issuer, setup.file.job
    if "superior" in job.model_fields_set:
        return job.superior or ""
    said = setup.file.office.casefold()
    if issuer.province is None or not said.startswith("công an ") or said.startswith(_PROVINCIAL):
        return ""
    places = setup.file.places
    now, old = places.province(issuer.province), places.old_province(issuer.province)
    if day < TWO_TIERS_SINCE and old is not None:
        return f"Công an {old.full}"
    return f"Công an {now.full(day)}" if now is not None else ""


def packed_order(
    setup: JobSetup,
    shares: tuple[Share, ...],
    sizes: Sizes,
    day: date,
    *,
    by_edition: bool,
    composed: tuple[ComposedEdition, ...] = (),
) -> PackedOrder:
    """Return the whole order as it is bagged and boxed, for the papers to say.

    Of the editions that are ``composed`` papers say which sides are printed, and each one's own number.
    """
    job, editions = setup.file.job, setup.file.editions
    who = job.signatories
    several = len(editions) > 1
    own = {each.content.id: artwork_hash(setup, each) for each in composed} if several else {}
    stickers = {each.content.id: sticker_size(setup, each.tag) for each in composed}
    return PackedOrder(
        job=library.job_name(setup.file.path),
        issuer=setup.file.office,
        date=day,
        version=__version__,
        content_hash=setup.content_hash,
        sample=job.sample,
        editions=tuple(
            PackedEdition(
                edition.id,
                name,
                each,
                edition.mark,
                _own_office(setup, edition),
                edition.programme or "",
                re.sub(r"^https?://(?:www\.)?", "", edition.qr.link) if edition.qr is not None else "",
                own.get(edition.id, ""),
                format_size(*size).vi if (size := stickers.get(edition.id)) is not None else "",
            )
            for edition, name, each in zip(editions, people_names(setup), badges_of(setup), strict=True)
        ),
        shares=shares,
        boxes=packing.pack_boxes(shares, sizes, pooled=by_edition),
        sizes=sizes,
        superior=superior_of(setup, judging_day(setup, day)),
        by_edition=by_edition,
        goods=_goods(setup),
        specification=_specification(setup, composed),
        programme=job.programme or "",
        orderer=job.orderer or "",
        signed_in=job.signed_in or packing.seat_of(setup.file.office),
        basis=job.basis or "",
        deliver_to=job.order.deliver_to or "",
        firm=firm_of(job.printer),
        signers=Signers(*(person_of(each) for each in (who.approve, who.check, who.hand_over))),
        contact=Contact(job.contact.name or "", job.contact.phone or ""),
        unapproved=setup.is_unapproved,
        number=job.order.number,
    )


def firm_of(printer: Printer) -> Firm:
    """Return the firm that prints, as papers name it."""
    return Firm(
        printer.company or "",
        printer.address or "",
        printer.tax_code or "",
        printer.phone or "",
        person_of(printer.represented_by),
    )


def person_of(signer: Signer | None) -> Person:
    """Return who signs; nobody where the job names none."""
    return Person(signer.post or "", signer.name or "") if signer is not None else Person()


def _own_office(setup: JobSetup, edition: EditionContent) -> str:
    """Return whose tags an edition's are where that is another office than the job's."""
    return edition.issuer_name if edition.issuer_name != setup.file.office else ""


def _goods(setup: JobSetup) -> str:
    """Say in a few words what is packed."""
    measures = format_size(setup.shape.width, setup.shape.height).vi
    name = setup.file.job.programme or packing.GOODS
    return f"{name} {measures}".replace(" ", "\N{NO-BREAK SPACE}")


def _specification(setup: JobSetup, composed: tuple[ComposedEdition, ...]) -> str:
    """Say what is ordered as a treasurer lists it: name, shape, size, sides; of material and ring what is said."""
    order, shape = setup.file.job.order, SHAPES[setup.file.job.tag.shape].vi
    size = format_size(setup.shape.width, setup.shape.height).vi
    name = setup.file.job.programme or packing.GOODS
    wishes = tuple(sentence[:1].lower() + sentence[1:] for sentence in (order.stock, order.ring) if sentence)
    codes = ("mã QR trên tem dán sẵn",) if any(sticker_size(setup, each.tag) for each in composed) else ()
    return ", ".join((name, f"{shape} {size}", *_printed_sides(composed), *codes, *wishes))


def _printed_sides(composed: tuple[ComposedEdition, ...]) -> tuple[str, ...]:
    """Say how many sides are printed, where all editions are alike in that."""
    backs = {bool(edition.printed[1].items) for edition in composed}
    return ("in hai mặt" if backs == {True} else "in một mặt",) if len(backs) == 1 else ()
