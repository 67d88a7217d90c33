"""From order to household: the papers by which tags are bagged, boxed, carried and signed for.

Reads the job and who gets what, judges the sums, and writes labels, list, receipts and summary, all or nothing.
Contacts go onto the packing list and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.checks.content import JobSubject, accepted, vet_allotments
from keytag.documents.job import EditionContent
from keytag.documents.job.allotments import Allotment, AllotmentKind
from keytag.documents.tables.write import Workbook, write_csv, write_xlsx
from keytag.documents.yaml import limit_repeats
from keytag.errors import UsageError
from keytag.files import library
from keytag.files.writer import write_files
from keytag.findings import Finding, has_errors
from keytag.imposition.sheet import Page
from keytag.output import packing
from keytag.output.packing import PackedEdition, PackedOrder, Share, Sizes
from keytag.output.ticket.figures import format_size
from keytag.steps.check_editions import judging_day
from keytag.steps.edition_names import badges_of, names_of
from keytag.steps.export import imprint_of
from keytag.steps.job_setup import JobSetup, allotments_of, load_setup, with_locations
from keytag.steps.press_pdf import write_sheets
from keytag.steps.report import WrittenFile
from keytag.text.text import Text
from keytag.vietnam.places import TWO_TIERS_SINCE

FOLDER = "packing"
PACKING_LIST = f"{FOLDER}/list.pdf"
_SIGNED = ("handover", "receipts")
# House rule: so many names say enough.
_LISTED = 5
# The police of a province or a city under the government have none above them but the ministry.
_PROVINCIAL = ("công an tỉnh ", "công an thành phố ", "công an tp")
# One heap needs no sorting.
_LEAST_SHARES = 2
# House rules: what two people sort in a week; more was likely meant otherwise.
MAX_LINES, MAX_BAGS = 60_000, 6_000


Step = Callable[[Text, int, int], None]
"""Takes what is being done, how many steps are done, and of how many."""


class PackingOrder(Struct, frozen=True):
    """What `packing` is to make. What is None is the job's, the shop's or the house's to say."""

    out: Path
    shop: str | None
    bag: int | None
    box: int | None
    date: date
    lists: bool = False
    """Whether everybody who gets tags has a list to be signed, also where only pieces are said."""


class PackingFacts(Struct, frozen=True):
    """How the order is packed, in figures alone."""

    receivers: int
    households: int
    tags: int
    bags: int
    boxes: int
    bag: int
    box: int


class PackingReport(Struct, frozen=True):
    """What a run of `packing` found and made."""

    findings: tuple[Finding, ...]
    files: tuple[WrittenFile, ...] = ()
    facts: PackingFacts | None = None


def pack(path: Path, order: PackingOrder, step: Step) -> PackingReport:
    """Write the papers of packing for the job at ``path``.

    Raises:
        UsageError: the job has neither allotments nor editions to be receivers, does not say how many, or so many
            that nobody would sort them by hand.
        InvalidDocumentError: the job or the table of groups cannot be read.
    """
    step(Text("Đang đọc và kiểm tra", "Reading and checking"), 0, 1)
    setting, found = load_setup(path, order.shop)
    allotments = allotments_of(setting)
    if not allotments and not setting.file.job.editions:
        raise _nobody(path)
    findings = _judged(setting, allotments, found, order.date)
    if has_errors(findings):
        return PackingReport(findings)
    shares = _allotted(allotments) or _by_edition(setting)
    _refuse_too_much(shares, sizes_of(setting, order), lists=order.lists)
    whole = _packed(setting, shares, order, by_edition=not allotments)
    imprint = imprint_of(setting, whole.issuer, whole.date)
    papers = _papers(whole)
    pages: dict[str, tuple[Page, ...]] = {}
    files: dict[str, bytes] = {}
    for done, (name, draw) in enumerate(papers.items()):
        step(Text(f"Đang vẽ {name}.pdf", f"Drawing {name}.pdf"), done, len(papers))
        drawn = draw()
        # A paper that nobody signs is not made.
        if drawn:
            pages[name] = drawn
            files[f"{name}.pdf"] = write_sheets(drawn, imprint)
    files |= _tables(whole)
    # A paper that only another order has must not lie beside this one's.
    stale = [f"{FOLDER}/{name}.pdf" for name in _SIGNED]
    paths = write_files(order.out, {f"{FOLDER}/{name}": data for name, data in files.items()}, stale)
    written = tuple(
        WrittenFile(at, _kind(at.name), len(pages.get(at.stem, ())) or None, sha256(data).hexdigest())
        for at, data in zip(paths, files.values(), strict=True)
    )
    return PackingReport(findings, written, _facts(whole))


def shop_papers(
    setting: JobSetup, contents: tuple[EditionContent, ...], ordered: tuple[int, ...], day: date
) -> dict[str, bytes]:
    """Return what the print shop needs to sort and pack by: the list, and labels for boxes and bags on A4.

    Nothing where there is one heap to count, nor where nobody would sort so many bags by hand. The office's own
    papers, in which people sign, stay with the office, and so do the contacts.
    """
    shares = _sorted_by_shop(setting, contents, ordered)
    sizes = sizes_of(setting)
    if len(shares) < _LEAST_SHARES or sum(-(-share.tags // sizes.bag) for share in shares) > MAX_BAGS:
        return {}
    asked = PackingOrder(out=Path(), shop=None, bag=None, box=None, date=day)
    by_edition = not _are_allotted(setting, contents, ordered)
    order = replace(_packed(setting, shares, asked, by_edition=by_edition), of_package=True)
    pages = {
        "list": packing.packing_list_pages(order),
        "boxes-a4": packing.box_labels(order, packing.BOXES_A4),
        "bags-a4": packing.bag_labels(order, packing.BAGS_A4),
    }
    imprint = imprint_of(setting, order.issuer, day)
    return {f"{FOLDER}/{name}.pdf": write_sheets(drawn, imprint) for name, drawn in pages.items()}


def sizes_of(setting: JobSetup, order: PackingOrder | None = None) -> Sizes:
    """Return how many tags go into a bag and a box: as asked for, as the job says, the shop, the house."""
    said = (setting.file.job.packing, setting.shop.packing)
    asked = (order.bag, order.box) if order is not None else (None, None)
    bag = asked[0] or next((each.bag for each in said if each.bag), packing.BAG)
    box = asked[1] or next((each.box for each in said if each.box), packing.BOX)
    return Sizes(bag, max(bag, box))


def _are_allotted(setting: JobSetup, contents: tuple[EditionContent, ...], ordered: tuple[int, ...]) -> bool:
    """Tell whether the tags are for whom the job allots them to; another total than the job's (--count) is not."""
    said = tuple((each.id, each.quantity) for each in setting.file.editions if each.quantity != 0)
    printed = tuple((each.id, number) for each, number in zip(contents, ordered, strict=True))
    return said == printed and bool(allotments_of(setting))


def _sorted_by_shop(
    setting: JobSetup, contents: tuple[EditionContent, ...], ordered: tuple[int, ...]
) -> tuple[Share, ...]:
    """Return the heaps that the print shop counts out: of those who get tags, else of editions."""
    if _are_allotted(setting, contents, ordered):
        return tuple(replace(share, contact=None) for share in _allotted(allotments_of(setting)) if share.tags)
    names = dict(zip((each.id for each in setting.file.editions), _called(setting), strict=True))
    return tuple(
        Share(names[each.id], each.id, number) for each, number in zip(contents, ordered, strict=True) if number
    )


def _judged(
    setting: JobSetup, allotments: tuple[Allotment, ...], found: tuple[Finding, ...], day: date
) -> tuple[Finding, ...]:
    """Return what is found of who gets what, each fact once, with what the job accepts marked."""
    job, when = setting.file.job, judging_day(setting, day)
    subject = JobSubject(job, setting.file.editions, when, day, allotments, setting.file.places)
    findings = tuple(dict.fromkeys((*found, *vet_allotments(subject))))
    if job.accept:
        from keytag.checks.catalogue import chapters  # noqa: PLC0415 - knows every rule there is

        every = tuple(rule for _, rules in chapters() for rule in rules)
        findings = accepted(findings, job.accept, every, is_whole=False)
    return limit_repeats(with_locations(setting, findings))


def _allotted(allotments: Iterable[Allotment]) -> tuple[Share, ...]:
    return tuple(
        Share(
            each.name,
            each.edition or "",
            each.quantity,
            each.households,
            each.kind is AllotmentKind.CHANNEL,
            each.contact,
        )
        for each in allotments
    )


def _by_edition(setting: JobSetup) -> tuple[Share, ...]:
    """Return the editions as receivers of what is printed of each; one that is not printed gets nothing.

    Raises UsageError where it is not said how many.
    """
    editions = setting.file.editions
    lacking = [name for name, edition in zip(_called(setting), editions, strict=True) if edition.quantity is None]
    if lacking:
        listed = ", ".join(lacking[:_LISTED]) + (" …" if len(lacking) > _LISTED else "")
        raise UsageError(
            Text(f"Chưa ghi số lượng của {listed}.", f"The quantity of {listed} is not said."),
            Text(
                "Thêm quantity cho từng mẫu, hoặc quantity chung của tệp.",
                "Add a quantity to each edition, or one for the whole job.",
            ),
        )
    return tuple(
        Share(name, edition.id, edition.quantity)
        for name, edition in zip(_called(setting), editions, strict=True)
        if edition.quantity
    )


def _called(setting: JobSetup) -> tuple[str, ...]:
    """Return what people call each edition; one with neither name nor office of its own by office and id."""
    names = names_of(setting.file.editions)
    return tuple(
        f"{edition.issuer_name} ({edition.id})" if names[edition.id] == edition.id else names[edition.id]
        for edition in setting.file.editions
    )


def superior_of(setting: JobSetup, day: date) -> str:
    """Return the police of the province over the job's office, where its place is known; nothing over others."""
    issuer = setting.file.job.issuer
    said = setting.file.office.casefold()
    if issuer.province is None or not said.startswith("công an ") or said.startswith(_PROVINCIAL):
        return ""
    places = setting.file.places
    now, old = places.province(issuer.province), places.old_province(issuer.province)
    if day < TWO_TIERS_SINCE and old is not None:
        return f"Công an {old.full}"
    return f"Công an {now.full(day)}" if now is not None else ""


def _packed(setting: JobSetup, shares: tuple[Share, ...], asked: PackingOrder, *, by_edition: bool) -> PackedOrder:
    job, editions, sizes = setting.file.job, setting.file.editions, sizes_of(setting, asked)
    return PackedOrder(
        job=library.job_name(setting.file.path),
        issuer=setting.file.office,
        date=asked.date,
        version=__version__,
        content_hash=setting.content_hash,
        sample=job.sample,
        editions=tuple(
            PackedEdition(edition.id, name, each, edition.mark, _own_office(setting, edition))
            for edition, name, each in zip(editions, _called(setting), badges_of(setting), strict=True)
        ),
        shares=shares,
        boxes=packing.pack_boxes(shares, sizes, pooled=by_edition),
        sizes=sizes,
        superior=superior_of(setting, judging_day(setting, asked.date)),
        by_edition=by_edition,
        lists=asked.lists,
        goods=_goods(setting),
    )


def _own_office(setting: JobSetup, edition: EditionContent) -> str:
    """Return whose tags an edition's are where that is another office than the job's."""
    return edition.issuer_name if edition.issuer_name != setting.file.office else ""


def _goods(setting: JobSetup) -> str:
    """Say in a few words what is packed."""
    measures = format_size(setting.shape.width, setting.shape.height).vi
    return f"Móc khóa {measures}".replace(" ", "\N{NO-BREAK SPACE}")


def _papers(order: PackedOrder) -> dict[str, Callable[[], tuple[Page, ...]]]:
    """Return what draws each of the papers, by their names."""
    return {
        "list": partial(packing.packing_list_pages, order),
        "handover": partial(packing.handover_pages, order),
        "receipts": partial(packing.receipt_pages, order),
        **{
            f"boxes-{stock.name}": partial(packing.box_labels, order, stock)
            for stock in (packing.BOXES_A4, packing.BOXES_ROLL)
        },
        **{
            f"bags-{stock.name}": partial(packing.bag_labels, order, stock)
            for stock in (packing.BAGS_A4, packing.BAGS_ROLL)
        },
    }


def _tables(order: PackedOrder) -> dict[str, bytes]:
    """Return the summary as a workbook and as CSV, by their names."""
    remark = f"{packing.SPECIMEN.vi} / {packing.SPECIMEN.en}" if order.sample else ""
    headings = tuple(heading.vi for heading in packing.HEADINGS)
    book = Workbook("Bảng kê", headings, packing.packing_rows(order), remark)
    return {"summary.xlsx": write_xlsx(book, order.date), "summary.csv": write_csv(book)}


def _kind(name: str) -> str:
    """Return what a file is, as ``--json`` says it: ``receipts``, ``summary-xlsx``."""
    return name.removesuffix(".pdf").replace(".", "-")


def _facts(order: PackedOrder) -> PackingFacts:
    return PackingFacts(
        receivers=len(order.shares),
        households=sum(share.households or 0 for share in order.shares),
        tags=order.tags,
        bags=sum(len(box.bags) for box in order.boxes),
        boxes=len(order.boxes),
        bag=order.sizes.bag,
        box=order.sizes.box,
    )


def _refuse_too_much(shares: Iterable[Share], sizes: Sizes, *, lists: bool) -> None:
    """Raise UsageError for more than people sort and sign by hand, before any of it is made."""
    bags = sum(-(-share.tags // sizes.bag) for share in shares)
    if bags > MAX_BAGS:
        raise UsageError(
            Text(
                f"{bags} túi {sizes.bag} thẻ là quá nhiều để dán nhãn từng túi (nhiều nhất {MAX_BAGS}).",
                f"{bags} bags of {sizes.bag} tags are too many to label each (at most {MAX_BAGS}).",
            ),
            Text("Dùng túi to hơn, ví dụ --bundle 500/5000.", "Take larger bags, like --bundle 500/5000."),
        )
    households = sum(share.households or (share.tags if lists else 0) for share in shares)
    if households > MAX_LINES:
        raise UsageError(
            Text(
                f"{households} hộ là quá nhiều cho một lần in danh sách (nhiều nhất {MAX_LINES}).",
                f"{households} households are too many for one run of receipts (at most {MAX_LINES}).",
            ),
            Text("Chia bảng thành nhiều công việc.", "Part the table into several jobs."),
        )


def _nobody(path: Path) -> UsageError:
    return UsageError(
        Text(f"{path.name} chưa ghi ai nhận bao nhiêu thẻ.", f"{path.name} does not say who gets how many tags."),
        Text(
            "Lập bảng tính có cột “Tổ dân phố” và “Số hộ”, lưu cạnh tệp công việc thành to-dan-pho.csv, "
            "rồi thêm dòng allotments: {from: to-dan-pho.csv}. Ít tổ thì ghi thẳng: "
            "allotments: [{name: Tổ dân phố 9, households: 347}]",
            "Make a spreadsheet with the columns “Tổ dân phố” and “Số hộ”, save it beside the job as "
            "to-dan-pho.csv, and add the line allotments: {from: to-dan-pho.csv}. A few groups fit on the line "
            "itself: allotments: [{name: Tổ dân phố 9, households: 347}]",
        ),
    )
