"""The command `order`: the letter that asks shops for a price and the order itself, as PDF and for Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from keytag.checks.approval import ApprovalState
from keytag.commands.cost import cost
from keytag.documents.approval import read_approval
from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.output.order import QuotedWork
from keytag.output.ticket.figures import PLATES, format_size
from keytag.steps.approval import approval_subjects
from keytag.steps.check_editions import Draft, compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import names_of
from keytag.steps.export import write_products
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.leaflet import leaflet_count
from keytag.steps.making import sticker_count
from keytag.steps.order import Order
from keytag.steps.order_papers import STALE, order_papers, order_products
from keytag.steps.progress import Advance
from keytag.steps.proof import proof_of, stock_words
from keytag.steps.report import Report
from keytag.text.figures import format_day

# What is priced, by the kinds of work that `cost` counts: its name, its unit.
_WORK = {
    "setup": ("Canh máy", "bài in"),
    "sheet": ("In", "tờ in"),
    "die": ("Khuôn bế", "bộ"),
    "cut": ("Bế", "chiếc"),
    "punch": ("Đục lỗ", "chiếc"),
    "ring": ("Khoen, lắp khoen", "chiếc"),
    "pack": ("Đóng gói, dán nhãn", "chiếc"),
}
# Of these as many are paid for as are delivered, whatever comes off the press.
_BY_PIECE = frozenset({"cut", "punch", "ring", "pack"})
# These have no die: light or the mould's edge parts the goods.
_WITHOUT_DIE = ("uv", "moulded")
_DELIVERY = QuotedWork("Giao hàng tận nơi", "chuyến", 1)


def write_order(path: Path, order: Order, out: Path, advance: Advance) -> Report:
    """Write the order's papers for the job at ``path`` into ``out``.

    Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path, order.shop)
    draft = compose_and_check(setup, setup.file.editions, order.date, found, advance)
    report = Report(draft.findings, names=names_of(setup.file.editions))
    if has_errors(draft.findings):
        return report
    setup = with_content_hash(setup, draft.editions)
    # What the papers show is the first edition; of the others they say name, office and quantity.
    proof = proof_of(setup, replace(draft, editions=draft.editions[:1]), order)
    is_chosen = order.shop is not None or "shop" in setup.file.job.model_fields_set
    papers = order_papers(
        setup,
        draft,
        proof,
        _quoted_work(setup, path, order, is_chosen=is_chosen),
        is_chosen=is_chosen,
        approved=_approved(setup, draft),
    )
    return replace(report, files=write_products(out, order_products(papers, proof), STALE))


def _approved(setup: JobSetup, draft: Draft) -> str:
    """Return who approved the editions just as they are, with post and day; nothing where one is not approved."""
    if setup.file.job.sample:
        return ""
    subjects = approval_subjects(setup, setup.file.editions, draft.editions, read_approval(setup.file.path))
    if any(subject.state is not ApprovalState.APPROVED or subject.lacks_second_hand for subject in subjects):
        return ""
    signed = [subject.entry.approved for subject in subjects if subject.entry is not None]
    said = (
        ", ".join(filter(None, (each.by, each.position, f"ngày {format_day(each.date)}")))
        for each in signed
        if each is not None
    )
    return "; ".join(dict.fromkeys(said))


def _quoted_work(setup: JobSetup, path: Path, order: Order, *, is_chosen: bool) -> tuple[QuotedWork, ...]:
    """Return what shops are to price, with how many of each where the quantities are known.

    Sheets are those of a shop: without a chosen one each shop counts its own.
    """
    quantities = [edition.quantity for edition in setup.file.editions]
    quantity = None if None in quantities else sum(each or 0 for each in quantities)
    if quantity is None or not is_chosen:
        counts: dict[str, int | None] = dict.fromkeys(("sheet", "cut", "pack"))
        counts |= dict.fromkeys(("punch", "ring")) if setup.hole is not None else {}
    else:
        counts = {line.name: line.count for line in cost(path, order).facts.lines}
    counts |= {name: quantity for name in _BY_PIECE if name in counts}
    if setup.shop.process not in _WITHOUT_DIE:
        counts["die"] = 1
    sheet = format_size(setup.shop.sheet.width, setup.shop.sheet.height).vi
    titles = {kind: name for kind, (name, _) in _WORK.items()}
    titles["sheet"] = f"In (cả {_material(setup)})"
    if is_chosen:
        titles["sheet"] += f", khổ {sheet}"
    work = (QuotedWork(titles[kind], unit, counts[kind]) for kind, (_, unit) in _WORK.items() if kind in counts)
    return (*_plates(setup, counts), *work, *_stickers(setup), *_leaflets(setup), _DELIVERY)


def _material(setup: JobSetup) -> str:
    """Return what the price of a sheet has in it besides the print: paper, or what nobody takes for paper."""
    stock = stock_words(setup)
    if stock is None:
        return "giấy, vật liệu"
    return "giấy" if "giấy" in stock.vi.casefold() else "vật liệu"


def _plates(setup: JobSetup, counts: Mapping[str, int | None]) -> Iterator[QuotedWork]:
    """Yield what is printed from, by the name that it has in the shop's process."""
    title = PLATES.get(setup.shop.process or "")
    if title is not None and "plate" in counts:
        yield QuotedWork(title.vi, "bản" if setup.shop.process == "offset" else "khuôn", counts["plate"])


def _leaflets(setup: JobSetup) -> Iterator[QuotedWork]:
    """Yield the leaflets that go with the tags."""
    many = leaflet_count(setup, setup.file.editions)
    if setup.file.job.leaflet is not None:
        yield QuotedWork(f"Tờ rơi {setup.file.job.leaflet.size.upper()}: in, xén", "tờ", many)


def _stickers(setup: JobSetup) -> Iterator[QuotedWork]:
    """Yield the stickers with codes, where the shop prints these apart."""
    counts = [sticker_count(setup, edition.quantity) for edition in setup.file.editions if edition.qr is not None]
    if setup.shop.code == "patch" and counts:
        many = None if None in counts else sum(each or 0 for each in counts)
        yield QuotedWork("Tem mã QR (kể cả bù hao): in, dán lên móc khóa", "tem", many)
