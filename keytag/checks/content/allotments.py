"""What must hold of allotments: whose tags they are, and that their sums agree with what is ordered.

Judges groups, hamlets and channels against households, editions and quantities. Must not look at contacts: what is
found here is shown, logged and put into packages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.documents.job.allotments import Allotment
from keytag.documents.job.ids import telex_words
from keytag.documents.yaml import did_you_mean, quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_count
from keytag.text.text import Text

# House rule: a reserve of a tenth is usual; more was likely meant for somebody.
_RESERVE = 0.10
# House rule: an office that gives a household more tags than this has more likely typed a digit too many.
_MOST_PER_HOUSEHOLD = 4
# House rule: so many ids say enough.
_LISTED = 8


ALLOTMENT_HAS_AN_EDITION = Rule.error("allotment-has-an-edition", __name__)
ALLOTMENTS_FIT_THE_ORDER = Rule.error("allotments-fit-the-order", __name__)
ORDER_IS_ALLOTTED = Rule.warning("order-is-allotted", __name__)
ALLOTMENT_IS_NAMED_ONCE = Rule.warning("allotment-is-named-once", __name__)
ALLOTMENT_FITS_ITS_HOUSEHOLDS = Rule.warning("allotment-fits-its-households", __name__)
RULES = (
    ALLOTMENT_HAS_AN_EDITION,
    ALLOTMENTS_FIT_THE_ORDER,
    ORDER_IS_ALLOTTED,
    ALLOTMENT_IS_NAMED_ONCE,
    ALLOTMENT_FITS_ITS_HOUSEHOLDS,
)
"""Every rule of this module."""


def every_allotment_has_an_edition(subject: JobSubject) -> Iterator[Finding]:
    """An allotment is of the only edition, of one that it names, or of the one that has its name."""
    known = tuple(edition.id for edition in subject.editions)
    for each in subject.allotments:
        if each.edition is not None:
            continue
        if each.wanted is not None:
            message = Text(
                f"{quote(each.name)}: không có mẫu {quote(each.wanted)}.",
                f"{quote(each.name)}: there is no edition {quote(each.wanted)}.",
            )
            yield _at(
                each, "edition", ALLOTMENT_HAS_AN_EDITION, message, did_you_mean(each.wanted, known[:_LISTED])
            )
            continue
        message = Text(
            f"{quote(each.name)} chưa ghi nhận móc khóa của mẫu nào trong {len(known)} mẫu.",
            f"{quote(each.name)} does not say which of the {len(known)} editions it gets.",
        )
        hint = Text(
            f"Ghi thêm mã của mẫu, ví dụ edition: {known[0]}.", f"Add the edition's id, like edition: {known[0]}."
        )
        yield _at(each, "", ALLOTMENT_HAS_AN_EDITION, message, hint)


def allotments_agree_with_the_order(subject: JobSubject) -> Iterator[Finding]:
    """What is allotted of an edition is what is ordered of it, less a reserve."""
    if not subject.allotments:
        return
    given = Counter[str]()
    for each in subject.allotments:
        given[each.edition or ""] += each.quantity
    is_whole = "" not in given
    for edition in subject.editions:
        allotted, ordered = given[edition.id], edition.quantity
        if ordered is None:
            if allotted:
                yield _not_ordered(edition, allotted)
        elif allotted > ordered:
            yield _too_many(edition, allotted, ordered)
        elif is_whole and allotted < ordered:
            yield _left(edition, allotted, ordered)


def nobody_is_named_twice(subject: JobSubject) -> Iterator[Finding]:
    """A group, hamlet or channel stands once in the list of an edition."""
    first: dict[tuple[tuple[str, ...], str | None], int] = {}
    for number, each in enumerate(subject.allotments, start=1):
        at = first.setdefault((telex_words(each.name), each.edition), number)
        if at != number:
            message = Text(
                f"{quote(each.name)} được ghi hai lần: ở mục {at} và mục {number}.",
                f"{quote(each.name)} is there twice: as entry {at} and entry {number}.",
            )
            yield _at(each, "name", ALLOTMENT_IS_NAMED_ONCE, message)


def tags_fit_households(subject: JobSubject) -> Iterator[Finding]:
    """There is at least a tag for each household, and not many times as many."""
    for each in subject.allotments:
        households, tags = each.households, each.quantity
        if households is None or households <= tags <= _MOST_PER_HOUSEHOLD * households:
            continue
        few = Text("mỗi hộ cần ít nhất một chiếc", "each needs one at least")
        many = Text(
            f"thường mỗi hộ nhiều nhất {_MOST_PER_HOUSEHOLD} chiếc",
            f"usual are {_MOST_PER_HOUSEHOLD} for each at most",
        )
        limit = few if tags < households else many
        message = Text(
            f"{quote(each.name)}: {format_count(tags)} chiếc cho {format_count(households)} hộ; {limit.vi}.",
            f"{quote(each.name)}: {tags:,} tags for {households:,} households; {limit.en}.",
        )
        yield _at(each, "quantity", ALLOTMENT_FITS_ITS_HOUSEHOLDS, message)


def _whose(edition: EditionContent) -> Text:
    """Name an edition; of a job that is one design, the order."""
    if not edition.node:
        return Text("Đơn hàng", "The order")
    return Text(f"Mẫu {edition.called}", f"Edition {edition.called}")


def _too_many(edition: EditionContent, allotted: int, ordered: int) -> Finding:
    short = allotted - ordered
    return ALLOTMENTS_FIT_THE_ORDER.finding(
        Text(
            f"{_whose(edition).vi}: phân bổ {format_count(allotted)} chiếc, chỉ đặt {format_count(ordered)} "
            f"(thiếu {format_count(short)}).",
            f"{_whose(edition).en}: {allotted:,} tags allotted, {ordered:,} ordered ({short:,} short).",
        ),
        Text(f"Ghi quantity: {allotted}, hoặc giảm phân bổ.", f"Write quantity: {allotted}, or allot fewer."),
        node=_quantity_node(edition),
    )


def _left(edition: EditionContent, allotted: int, ordered: int) -> Finding:
    left = ordered - allotted
    # Less than a hundredth is told to a tenth of one: 0 % would contradict what is left.
    share = f"{100 * left / ordered:.{0 if 100 * left >= ordered else 1}f}"
    is_reserve = allotted > 0 and left <= _RESERVE * ordered
    return ORDER_IS_ALLOTTED.finding(
        Text(
            f"{_whose(edition).vi}: đặt {format_count(ordered)} chiếc, phân bổ {format_count(allotted)}, còn "
            f"{format_count(left)} ({share}%; dự phòng đến {100 * _RESERVE:.0f}%).",
            f"{_whose(edition).en}: {ordered:,} tags ordered, {allotted:,} allotted, {left:,} left "
            f"({share} %; a reserve of up to {100 * _RESERVE:.0f} %).",
        ),
        Text("Số còn lại để dự phòng.", "What is left is a reserve.") if is_reserve else None,
        node=_quantity_node(edition),
        severity=Severity.NOTE if is_reserve else Severity.WARNING,
    )


def _not_ordered(edition: EditionContent, allotted: int) -> Finding:
    return ORDER_IS_ALLOTTED.finding(
        Text(
            f"{_whose(edition).vi}: phân bổ {format_count(allotted)} chiếc, chưa ghi đặt bao nhiêu.",
            f"{_whose(edition).en}: {allotted:,} tags allotted, how many are ordered is not said.",
        ),
        Text(f"Ghi quantity: {allotted}.", f"Write quantity: {allotted}."),
        node=edition.node,
        severity=Severity.NOTE,
    )


def _quantity_node(edition: EditionContent) -> str:
    return f"{edition.node}.quantity" if edition.node else "quantity"


def _at(each: Allotment, key: str, rule: Rule, message: Text, hint: Text | None = None) -> Finding:
    """Return a finding about an allotment, at its node of the job or its row of a table."""
    if each.where is not None:
        return rule.finding(message, hint, where=each.where)
    return rule.finding(message, hint, node=f"{each.node}.{key}".rstrip("."))


CHECKS = (
    every_allotment_has_an_edition,
    allotments_agree_with_the_order,
    nobody_is_named_twice,
    tags_fit_households,
)
"""What is asked of who gets the tags; a table's rows are asked where the table is read."""
