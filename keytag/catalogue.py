"""Every rule that keytag can find broken, by name and by what it is about.

What `keytag explain` and ``docs/checks.md`` say, and the names that a job's ``accept`` can use. The rules
themselves stand beside the checks that find them broken.
"""

from __future__ import annotations

from functools import cache

from keytag import art, document, fence, gazetteer, imposition, package, preflight, qr, readback, scan, vetting
from keytag.compose import mark
from keytag.compose import rules as composition
from keytag.findings import Rule
from keytag.job import allotment_table
from keytag.job.roster import rules as roster
from keytag.pdf import rules as pdf
from keytag.pdf import verdicts
from keytag.pdf.verdicts import gwg
from keytag.preflight import code
from keytag.tabular import rules as tabular
from keytag.vetting import allotments, cost, order
from keytag.wording import Text

Chapter = tuple[Text, tuple[Rule, ...]]
"""What some rules are about, and the rules."""


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return all rules in chapters, in the order in which a job is judged."""
    ordering = (*order.RULES, *allotments.RULES, *allotment_table.RULES, *cost.RULES)
    words = tuple(rule for rule in vetting.RULES if rule not in ordering)
    printed = tuple(rule for rule in preflight.RULES if rule not in code.RULES)
    return (
        (Text("Tệp", "The file"), (*document.RULES, *fence.RULES)),
        (Text("Bảng tính", "Tables"), (*tabular.RULES, *roster.RULES)),
        (Text("Bảng địa danh", "The table of places"), gazetteer.RULES),
        (Text("Nội dung", "Contents"), words),
        (Text("Đơn hàng", "The order"), ordering),
        (Text("Mã QR", "The code"), (*qr.RULES, *code.RULES, *scan.RULES)),
        (Text("Bố cục", "The composition"), (*composition.RULES, *mark.RULES)),
        (Text("Bản in", "The print"), printed),
        (Text("Hình vẽ", "Drawings"), art.RULES),
        (Text("Tờ in", "The sheet"), imposition.RULES),
        (Text("Tệp hoàn chỉnh", "Finished files"), (*pdf.RULES, *readback.RULES)),
        (Text("Mọi tệp PDF", "Any PDF"), verdicts.RULES),
        (Text("Quy tắc GWG 2022", "GWG 2022"), gwg.RULES),
        (Text("Gói bàn giao", "The hand-off"), package.RULES),
    )


@cache
def late() -> frozenset[str]:
    """Return the names of the rules that only finished files and packages break; no check of a job asks them."""
    return frozenset(
        rule.name for rules in (readback.RULES, verdicts.RULES, gwg.RULES, package.RULES) for rule in rules
    )


def rule_named(name: str) -> Rule | None:
    """Return the rule called ``name``, or None."""
    return _by_name().get(name)


def rule_names() -> tuple[str, ...]:
    """Return the name of every rule, in the order of the chapters."""
    return tuple(_by_name())


@cache
def _by_name() -> dict[str, Rule]:
    return {rule.name: rule for _, rules in chapters() for rule in rules}
