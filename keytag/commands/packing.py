"""The command `packing`: the papers by which tags are bagged, boxed, carried and signed for.

Reads the job and who gets what, judges the sums, and writes labels, list, receipts and summary, all or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import JobSubject, apply_acceptances, vet_allotments
from keytag.documents.job.allotments import Allotment
from keytag.documents.tables.write import Workbook, write_csv, write_xlsx
from keytag.documents.yaml import limit_repeats
from keytag.drawing.paper import PaperPage
from keytag.errors import UsageError
from keytag.files.writer import refuse_occupied, write_files
from keytag.findings import Finding, has_errors
from keytag.output import packing
from keytag.output.document.docx import write_docx, write_docx_of_records
from keytag.output.packing import PackedOrder, Share, Sizes
from keytag.steps.check_editions import judging_day
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import JobSetup, allotments_of, load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.packing import FOLDER, MAX_BAGS, packed_order, people_names, shares_of, sizes_of
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.steps.progress import ShowStep
from keytag.steps.report import WrittenFile
from keytag.text.text import Text

_SIGNED = ("delivery", "handover", "receipts")
# House rule: so many names say enough.
_LISTED = 5
# House rule: what people sign in a week; more was likely meant otherwise.
MAX_LINES = 60_000
# House rule: so many records in one document for Word, which opens them at once and does not lose its way in them.
MOST_RECORDS = 60


class PackingWishes(Struct, frozen=True):
    """Where the papers go, and how it is to be packed; None is the job's, the shop's or the house's to say."""

    out: Path
    bag: int | None = None
    box: int | None = None
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


def pack(path: Path, order: Order, wishes: PackingWishes, step: ShowStep) -> PackingReport:
    """Write the papers of packing for the job at ``path``.

    Raises:
        UsageError: the job does not say how many, or so many that nobody would sort them by hand.
        InvalidDocumentError: the job or the table of groups cannot be read.
    """
    refuse_occupied(wishes.out)
    step(Text("Đang đọc và kiểm tra", "Reading and checking"), 0, 1)
    setup, found = load_setup(path, order.shop)
    allotments = allotments_of(setup)
    if not allotments and not setup.file.job.editions and setup.file.job.quantity is None:
        raise _nobody(path)
    findings = _judge(setup, allotments, found, order.date)
    if has_errors(findings):
        return PackingReport(findings)
    shares = shares_of(setup) or _by_edition(setup)
    sizes = sizes_of(setup, wishes.bag, wishes.box)
    _refuse_too_much(shares, sizes, lists=wishes.lists)
    composed = _composed(setup, {share.edition for share in shares}, step)
    setup = with_content_hash(setup, composed)
    whole = packed_order(setup, shares, sizes, order.date, by_edition=not allotments, composed=composed)
    whole = replace(whole, lists=wishes.lists)
    colour_of = colours_of(setup.profile)
    papers = _papers(whole)
    pages: dict[str, tuple[PaperPage, ...]] = {}
    files: dict[str, bytes] = {}
    for done, (name, draw) in enumerate(papers.items()):
        step(Text(f"Đang vẽ {name}.pdf", f"Drawing {name}.pdf"), done, len(papers))
        drawn = draw()
        # A paper that nobody signs is not made.
        if drawn:
            pages[name] = drawn
            files[f"{name}.pdf"] = write_paper(
                drawn, whole.issuer, whole.date, colour_of, number=whole.content_hash
            )
    files |= _for_word(whole)
    files |= _tables(whole)
    # A paper that only another order has must not lie beside this one's.
    stale = [f"{FOLDER}/{name}.{kind}" for name in _SIGNED for kind in ("pdf", "docx")]
    stale += [f"{FOLDER}/{_part_name(number)}" for number in range(1, MAX_BAGS // MOST_RECORDS + 2)]
    paths = write_files(wishes.out, {f"{FOLDER}/{name}": data for name, data in files.items()}, stale)
    written = tuple(
        WrittenFile(at, _kind(at.name), _page_count(at, pages), sha256(data).hexdigest())
        for at, data in zip(paths, files.values(), strict=True)
    )
    return PackingReport(findings, written, _facts(whole))


def _judge(
    setup: JobSetup, allotments: tuple[Allotment, ...], found: tuple[Finding, ...], day: date
) -> tuple[Finding, ...]:
    """Return what is found of who gets what, each fact once, with what the job accepts marked."""
    job, when = setup.file.job, judging_day(setup, day)
    subject = JobSubject(job, setup.file.editions, when, day, allotments, setup.file.places)
    findings = tuple(dict.fromkeys((*found, *vet_allotments(subject))))
    if job.accept:
        from keytag.checks.catalogue import chapters  # noqa: PLC0415 - knows every rule there is

        every = tuple(rule for _, rules in chapters() for rule in rules)
        findings = apply_acceptances(findings, job.accept, every, is_whole=False)
    return limit_repeats(with_locations(setup, findings))


def _composed(setup: JobSetup, packed: set[str], step: ShowStep) -> tuple[ComposedEdition, ...]:
    """Return the editions that are packed as they are drawn; none where one does not fit, or papers list none."""
    contents = tuple(each for each in setup.file.editions if each.id in packed)
    if len(contents) > packing.MOST_ROWS:
        return ()
    title = Text("Đang dựng các mẫu", "Composing the editions")
    composed, misfits = compose_editions(setup, contents, partial(step, title), setup.file.editions)
    return () if has_errors(misfits) else composed


def _by_edition(setup: JobSetup) -> tuple[Share, ...]:
    """Return the editions as receivers of what is printed of each; one that is not printed gets nothing.

    Raises UsageError where it is not said how many.
    """
    editions = setup.file.editions
    lacking = [
        name for name, edition in zip(people_names(setup), editions, strict=True) if edition.quantity is None
    ]
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
        for name, edition in zip(people_names(setup), editions, strict=True)
        if edition.quantity
    )


def _papers(order: PackedOrder) -> dict[str, Callable[[], tuple[PaperPage, ...]]]:
    """Return what draws each of the papers, by their names."""
    return {
        "list": partial(packing.packing_list_pages, order),
        "delivery": partial(packing.delivery_pages, order),
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


def _page_count(path: Path, pages: Mapping[str, Sequence[PaperPage]]) -> int | None:
    """Return how many pages a paper has; None of what other programs part into pages."""
    return len(pages.get(path.stem, ())) or None if path.suffix == ".pdf" else None


def _for_word(order: PackedOrder) -> dict[str, bytes]:
    """Return the records that people go on writing, as DOCX by their names: many in parts, in the list's order."""
    files = {"delivery.docx": write_docx(order.head, (packing.delivery_blocks(order),), order.issuer)}
    records = packing.handover_records(order)
    for number, first in enumerate(range(0, len(records), MOST_RECORDS), start=1):
        part, name, which = records[first : first + MOST_RECORDS], "handover.docx", ""
        if len(part) < len(records):
            name, which = _part_name(number), f", biên bản {first + 1} đến {first + len(part)}"
        files[name] = write_docx_of_records(order.head, part, f"{order.issuer}{which}")
    return files


def _part_name(number: int) -> str:
    """Return the name of one part of the records: of each receiver's there is one in one of them."""
    return f"handover-{number:02}.docx"


def _tables(order: PackedOrder) -> dict[str, bytes]:
    """Return the summary as a workbook and as CSV, by their names."""
    remark = f"{packing.SPECIMEN.vi} / {packing.SPECIMEN.en}" if order.sample else ""
    headings = tuple(heading.vi for heading in packing.HEADINGS)
    book = Workbook("Bảng kê", headings, packing.packing_rows(order), remark)
    return {"summary.xlsx": write_xlsx(book, order.date), "summary.csv": write_csv(book, ";")}


def _kind(name: str) -> str:
    """Return what a file is, as ``--json`` says it: ``receipts``, ``summary-xlsx``."""
    return re.sub(r"-\d+(?=\.docx)", "", name).removesuffix(".pdf").replace(".", "-")


def _facts(order: PackedOrder) -> PackingFacts:
    return PackingFacts(
        receivers=len(order.receivers),
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
                f"{bags} túi, mỗi túi {sizes.bag} chiếc, là quá nhiều để dán nhãn từng túi (tối đa {MAX_BAGS}).",
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
            Text("Chia bảng thành nhiều tệp đặt in.", "Part the table into several jobs."),
        )


def _nobody(path: Path) -> UsageError:
    return UsageError(
        Text(
            f"{path.name} chưa ghi đơn vị nào nhận bao nhiêu chiếc.",
            f"{path.name} does not say who gets how many tags.",
        ),
        Text(
            "Lập bảng tính có cột “Tổ dân phố” và “Số hộ”, lưu cạnh tệp đặt in thành to-dan-pho.csv, rồi thêm "
            "dòng allotments: {from: to-dan-pho.csv}. Ít tổ thì ghi thẳng: allotments: [{name: Tổ dân phố 9, "
            "households: 347}]",
            "Make a spreadsheet with the columns “Tổ dân phố” and “Số hộ”, save it beside the job as "
            "to-dan-pho.csv, and add the line allotments: {from: to-dan-pho.csv}. A few groups fit on the line "
            "itself: allotments: [{name: Tổ dân phố 9, households: 347}]",
        ),
    )
