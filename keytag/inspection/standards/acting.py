"""What a file does: actions, scripts, forms, annotations. A press file does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import Finding
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards.telling import error, listed, on_pages, pages_where
from keytag.standards import Standard
from keytag.text.text import Text

STILL = error(
    "pdf-does-nothing",
    Text("Tệp không có lệnh, mã chạy hay biểu mẫu.", "The file has no actions, scripts or forms."),
    Text(
        "Nhà in chặn tệp có mã chạy; biểu mẫu có thể bị điền khác đi.",
        "Shops block scripts, and forms can be filled.",
    ),
    Text("Xuất lại tệp chỉ để in, không có nút hay mã.", "Export it again for print, without buttons or scripts."),
)
NOTES = error(
    "pdf-has-no-annotations",
    Text("Trang không có ghi chú hay liên kết.", "Pages have no annotations or links."),
    Text("Có máy in cả ghi chú lên sản phẩm.", "Some machines print them on the product."),
    Text("Xóa ghi chú và liên kết, rồi xuất lại.", "Remove notes and links, and export again."),
)
RULES = (STILL, NOTES)


def does_nothing(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the actions, scripts and forms of the file."""
    if facts.active:
        said = listed(facts.active)
        yield STILL.found(Text(f"Tệp có: {said}.", f"The file has: {said}."))


def has_no_annotations(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield the kinds of annotation on the pages."""
    numbers = pages_where(facts, lambda page: page.annotations)
    if numbers:
        where, said = on_pages(numbers), listed(kind for page in facts.pages for kind in page.annotations)
        yield NOTES.found(Text(f"Có {said} ở {where.vi}.", f"There is {said} on {where.en}."))


CHECKS = (does_nothing, has_no_annotations)
