"""What must hold of an order: how many of each edition, how many spare, for how much money.

Judges the figures that the job names against each other and against what is known of the trade and of earlier
programmes; it is no quotation. Knows nothing of sheets: what a shop asks for is handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_count
from keytag.text.text import Text

# The programmes of 2018 to 2022 in Gia Lai, Long An and elsewhere paid so much for a tag, in đồng.
KNOWN_PRICES = (5_600, 12_000)
# The trade's norm for overs; above three times its lower end a figure was likely meant to be another.
_USUAL_OVERS = (0.05, 0.10)
# House rule: half as much again as the norm's upper end.
MOST_OVERS = 0.15
# House rule: so many ids say enough.
_LISTED = 5


QUANTITY_IS_GIVEN = Rule.note("quantity-is-given", __name__)
EDITION_HAS_A_QUANTITY = Rule.warning("edition-has-a-quantity", __name__)
QUANTITIES_ADD_UP = Rule.warning("quantities-add-up", __name__)
QUANTITY_IS_FOR_EACH_EDITION = Rule.note("quantity-is-for-each-edition", __name__)
EDITION_GETS_NONE = Rule.warning("edition-gets-none", __name__)
ENOUGH_PER_ARTWORK = Rule.warning("enough-per-artwork", __name__)
OVERS_ARE_USUAL = Rule.warning("overs-are-usual", __name__)
ORDER_BEARS_A_LOST_SHEET = Rule.note("order-bears-a-lost-sheet", __name__)
BUDGET_FITS_THE_QUANTITY = Rule.warning("budget-fits-the-quantity", __name__)

_NO_QUOTATION = Text("Đây không phải là báo giá: hãy hỏi nhà in.", "This is no quotation: ask the shop.")

RULES = (
    QUANTITY_IS_GIVEN,
    EDITION_HAS_A_QUANTITY,
    QUANTITIES_ADD_UP,
    QUANTITY_IS_FOR_EACH_EDITION,
    EDITION_GETS_NONE,
    ENOUGH_PER_ARTWORK,
    OVERS_ARE_USUAL,
    ORDER_BEARS_A_LOST_SHEET,
    BUDGET_FITS_THE_QUANTITY,
)
"""Every rule of this module."""


def every_edition_has_a_quantity(subject: JobSubject) -> Iterator[Finding]:
    """An edition without a quantity where others have one is forgotten; without any at all nothing is ordered."""
    without = [edition for edition in subject.editions if edition.quantity is None]
    if len(without) == len(subject.editions):
        message = Text("Chưa ghi số lượng in.", "How many tags to print is not said.")
        yield QUANTITY_IS_GIVEN.finding(message)
        return
    for edition in without:
        yield EDITION_HAS_A_QUANTITY.finding(
            Text(
                f"Mẫu {edition.called} không có số lượng, các mẫu khác thì có.",
                f"Edition {edition.called} has no quantity, others have one.",
            ),
            node=edition.node,
        )


def quantities_add_up(subject: JobSubject) -> Iterator[Finding]:
    """The job's quantity is that of each edition without one; where none is without, it must be the total."""
    whole, editions = subject.job.quantity, subject.job.editions
    if whole is None or not editions:
        return
    own = [edition.quantity for edition in editions if edition.quantity is not None]
    heirs = len(editions) - len(own)
    if own and sum(own) != whole and not heirs:
        yield QUANTITIES_ADD_UP.finding(
            Text(
                f"Số lượng chung (quantity) là {format_count(whole)} chiếc, các mẫu cộng lại là "
                f"{format_count(sum(own))} chiếc.",
                f"The job's quantity is {whole:,}, the editions' add up to {sum(own):,}.",
            ),
            node="quantity",
        )
    elif own and sum(own) == whole and heirs:
        yield QUANTITIES_ADD_UP.finding(
            Text(
                f"Các mẫu đã ghi quantity là đủ {format_count(whole)} chiếc; mỗi mẫu còn lại ({heirs}) sẽ thêm "
                f"{format_count(whole)} chiếc.",
                f"Editions with a quantity make up {whole:,} already; each of the others ({heirs}) would get "
                f"{whole:,} more.",
            ),
            Text(
                "Sửa số lượng chung, hoặc ghi quantity riêng cho từng mẫu còn lại.",
                "Correct the job's quantity, or give each of the others its own.",
            ),
            node="quantity",
        )
    elif heirs and len(editions) > 1:
        total = sum(own) + heirs * whole
        yield QUANTITY_IS_FOR_EACH_EDITION.finding(
            Text(
                f"Mỗi mẫu chưa ghi số lượng ({heirs} mẫu) được {format_count(whole)} chiếc; cả tệp là "
                f"{format_count(total)} chiếc.",
                f"Each edition without a quantity ({heirs}) gets {whole:,} tags; {total:,} tags in all.",
            ),
            node="quantity",
        )


def overs_are_usual(subject: JobSubject) -> Iterator[Finding]:
    """Overs that the job names are between 5 and 15 per cent; fewer may do on a digital press."""
    if "overs" not in subject.job.model_fields_set:
        return
    overs, (low, _) = subject.job.overs, _USUAL_OVERS
    if overs > MOST_OVERS:
        yield OVERS_ARE_USUAL.finding(
            Text(
                f"Bù hao (số in dư) {100 * overs:g}%, quá {100 * MOST_OVERS:g}%; thông lệ ngành in là 5–10%.",
                f"Overs of {100 * overs:g} %, more than {100 * MOST_OVERS:g} %; the trade takes 5–10 %.",
            ),
            node="overs",
        )
    elif overs < low:
        yield OVERS_ARE_USUAL.finding(
            Text(
                f"Bù hao (số in dư) {100 * overs:g}%; thông lệ ngành in là 5–10%.",
                f"Overs of {100 * overs:g} %; the trade takes 5–10 %.",
            ),
            node="overs",
            severity=Severity.NOTE,
        )


def budget_fits_the_quantity(subject: JobSubject) -> Iterator[Finding]:
    """Money and tags named together give a price for a tag that an earlier programme could have paid."""
    budget, (low, high) = subject.job.budget, KNOWN_PRICES
    if budget is None:
        return
    range_vi, range_en = f"{format_count(low)}–{format_count(high)} đ", f"{low:,}–{high:,} đ"
    tags = _ordered(subject)
    if tags is None:
        few, many = budget // high, budget // low
        message = Text(
            f"Với giá đã biết {range_vi} một chiếc, {format_count(budget)} đ đủ in từ {format_count(few)} đến "
            f"{format_count(many)} chiếc.",
            f"At the known {range_en} a tag, {budget:,} đ pays for {few:,} to {many:,} tags.",
        )
        yield BUDGET_FITS_THE_QUANTITY.finding(message, _NO_QUOTATION, node="budget", severity=Severity.NOTE)
        return
    is_known = low * tags <= budget <= high * tags
    price, known = budget / tags, ("trong", "within") if is_known else ("ngoài", "outside")
    yield BUDGET_FITS_THE_QUANTITY.finding(
        Text(
            f"{format_count(budget)} đ cho {format_count(tags)} chiếc là {format_count(round(price))} đ một "
            f"chiếc, {known[0]} khoảng đã biết {range_vi}.",
            f"{budget:,} đ for {tags:,} tags is {round(price):,} đ a tag, {known[1]} the known {range_en}.",
        ),
        _NO_QUOTATION if is_known else None,
        node="budget",
        severity=Severity.NOTE if is_known else Severity.WARNING,
    )


def _ordered(subject: JobSubject) -> int | None:
    """Return how many tags are ordered, or else allotted, for every edition; None where that is not said."""
    allotted = Counter[str | None]()
    for each in subject.allotments:
        allotted[each.edition] += each.quantity
    tags = [
        allotted.get(edition.id) if edition.quantity is None else edition.quantity for edition in subject.editions
    ]
    said = [count for count in tags if count is not None]
    return sum(said) if len(said) == len(tags) else None


def every_edition_gets_tags(editions: Sequence[EditionContent], shares: Sequence[int]) -> Iterator[Finding]:
    """A total that is divided among ``editions`` leaves none of them without tags."""
    for edition, share in zip(editions, shares, strict=True):
        if not share:
            yield EDITION_GETS_NONE.finding(
                Text(
                    f"Mẫu {edition.called} không được chiếc nào trong {sum(shares)} chiếc.",
                    f"Edition {edition.called} gets none of the {sum(shares)} tags.",
                ),
                node=edition.node,
            )


def enough_per_artwork(editions: Sequence[EditionContent], minimum: int | None) -> Iterator[Finding]:
    """Every edition's quantity reaches the ``minimum`` of the shop, where it names one; told once for all."""
    few = [edition for edition in editions if minimum and edition.quantity and edition.quantity < minimum]
    if not few:
        return
    least = min(few, key=lambda edition: edition.quantity or 0)
    listed = ", ".join(edition.called for edition in few[:_LISTED]) + ("…" if len(few) > _LISTED else "")
    yield ENOUGH_PER_ARTWORK.finding(
        Text(
            f"Nhà in nhận từ {minimum} chiếc mỗi mẫu; chưa đủ: {listed} (mẫu ít nhất có {least.quantity} chiếc).",
            f"The shop takes {minimum} tags of an edition or more; too few: {listed} (least: {least.quantity}).",
        ),
        node=f"{few[0].node}.quantity" if few[0].node else "quantity",
    )


class LostSheet(Struct, frozen=True):
    """An order of which no sheet may be lost: one ``takes`` so many tags, of which so many are ``over``.

    ``edition`` is the one that is short first, where there are several. ``overs`` and ``shortest_run`` are what
    leaves a sheet, each by itself; None where it does not. ``node`` is the key that says how many.
    """

    sheets: int
    takes: int
    over: int
    edition: str
    overs: float | None
    shortest_run: int | None
    node: str


def order_bears_a_lost_sheet(lost: LostSheet) -> Iterator[Finding]:
    """Say that the first sheet that is spoiled leaves the order short, and what prints one more."""
    of_vi, of_en = (f" của mẫu “{lost.edition}”", f" of “{lost.edition}”") if lost.edition else ("", "")
    whole_vi = (
        f"Trong {format_count(lost.sheets)} tờ in, không tờ nào được hỏng" if lost.sheets > 1 else "Chỉ in 1 tờ"
    )
    whole_en = (
        f"Of {lost.sheets:,} press sheets none may be lost" if lost.sheets > 1 else "There is one press sheet"
    )
    yield ORDER_BEARS_A_LOST_SHEET.finding(
        Text(
            f"{whole_vi}: hỏng 1 tờ mất {format_count(lost.takes)} chiếc{of_vi}, mà chỉ in dư "
            f"{format_count(lost.over)} chiếc.",
            f"{whole_en}: a spoiled one takes {lost.takes:,} tags{of_en}, and {lost.over:,} are printed beyond "
            "the order.",
        ),
        _one_more(lost),
        node=lost.node,
    )


def _one_more(lost: LostSheet) -> Text | None:
    """Return what leaves a sheet to lose: the job's overs where that is a usual figure, else the shop's file."""
    if lost.overs is not None:
        per_cent = f"{100 * lost.overs:.0f}%"
        return Text(
            f"Muốn hỏng được một tờ: ghi overs: {per_cent} trong tệp đặt in.",
            f"To bear the loss of a sheet, write overs: {per_cent} into the job.",
        )
    if lost.shortest_run is not None:
        least = lost.shortest_run
        return Text(
            f"Muốn hỏng được một tờ: trong tệp nhà in, ghi shortest_run: {least} ở mục gang (mỗi bài in ít nhất "
            f"{least} tờ).",
            f"To bear the loss of a sheet, write shortest_run: {least} under gang in the shop's file: no run is "
            f"shorter than {least} sheets.",
        )
    return None


CHECKS = (every_edition_has_a_quantity, quantities_add_up, overs_are_usual, budget_fits_the_quantity)
"""What is asked of a job alone; a shop's minimum and a divided total are asked where they are known."""
