"""Every rule that keytag can find broken, by name and by what it is about.

What `keytag explain` and ``docs/checks.md`` say, and the names that a job's ``accept`` can use. The rules
themselves stand beside the checks that find them broken.
"""

from __future__ import annotations

from functools import cache

from keytag import imposition
from keytag.checks import approval, artwork, content, handoff, leaflet, lock, press_file
from keytag.checks.artwork import code
from keytag.checks.content import allotments, cost, order
from keytag.compose import edition_code
from keytag.compose import rules as composition
from keytag.compose.leaflet import page
from keytag.documents import places, yaml
from keytag.documents.job import allotment_table
from keytag.documents.job.roster import rules as roster
from keytag.documents.tables import rules as tabular
from keytag.drawing import qr, svg_import
from keytag.files import allowed_paths
from keytag.findings import Rule
from keytag.inspection import codes, photographs, sheets, standards
from keytag.inspection.standards import gwg
from keytag.text.text import Text

Chapter = tuple[Text, tuple[Rule, ...]]
"""What some rules are about, and the rules."""


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return all rules in chapters, in the order in which a job is judged."""
    ordering = (*order.RULES, *allotments.RULES, *allotment_table.RULES, *cost.RULES)
    words = tuple(rule for rule in content.RULES if rule not in ordering)
    printed = tuple(rule for rule in artwork.RULES if rule not in code.RULES)
    return (
        (Text("Tệp", "The file"), (*yaml.RULES, *allowed_paths.RULES)),
        (Text("Bảng tính", "Tables"), (*tabular.RULES, *roster.RULES)),
        (Text("Bảng địa danh", "The table of places"), places.RULES),
        (Text("Nội dung", "Contents"), words),
        (Text("Đơn hàng", "The order"), ordering),
        (Text("Mã QR", "The code"), (*qr.RULES, *code.RULES, *codes.RULES)),
        (Text("Bố cục", "The composition"), (*composition.RULES, *edition_code.RULES)),
        (Text("Bản in", "The print"), printed),
        (Text("Hình vẽ", "Drawings"), svg_import.RULES),
        (Text("Chốt mẫu", "The lock"), lock.RULES),
        (Text("Tờ in", "The sheet"), imposition.RULES),
        (Text("Tờ rơi", "The leaflet"), (*leaflet.RULES, *page.RULES)),
        (Text("Tệp hoàn chỉnh", "Finished files"), (*press_file.RULES, *sheets.RULES)),
        (Text("Mọi tệp PDF", "Any PDF"), standards.RULES),
        (Text("Quy tắc GWG 2022", "GWG 2022"), gwg.RULES),
        (Text("Phê duyệt", "The approval"), approval.RULES),
        (Text("Gói gửi nhà in", "The hand-off"), handoff.RULES),
        (Text("Tờ in đầu", "The first sheet"), photographs.RULES),
    )


@cache
def late() -> frozenset[str]:
    """Return the names of the rules that only finished files and packages break; no check of a job asks them."""
    return frozenset(
        rule.name
        for rules in (
            leaflet.RULES,
            page.RULES,
            sheets.RULES,
            standards.RULES,
            gwg.RULES,
            approval.RULES,
            handoff.RULES,
            photographs.RULES,
        )
        for rule in rules
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
