"""README.txt of a package: what lies in it and where to begin, for somebody who has never heard of keytag.

Plain text in both languages, lines of at most 78 characters; it names only what this package has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from keytag.manifest import NAME as MANIFEST
from keytag.paper import count
from keytag.ticket.figures import size
from keytag.wording import Language, Text
from keytag.workflow.packing import PACKING_LIST, sizes_of
from keytag.workflow.parts import Sheets
from keytag.workflow.setting import Setting

README = "README.txt"

# House rule: what a plain editor shows without breaking lines.
_WIDE = 78
_NAME = 28

_WHAT = (
    ("ticket.pdf", Text("phiếu sản xuất: đọc trước tiên", "the job ticket: read this first")),
    ("ticket.xjdf", Text("phiếu ấy cho phần mềm (XJDF 2.1)", "the same for software (XJDF 2.1)")),
    ("map.pdf", Text("sơ đồ tờ in: mẫu nào nằm ở vị trí nào", "the sheet map: which edition lies in which slot")),
    ("map.json", Text("sơ đồ ấy cho phần mềm", "the same for software")),
    (
        "sheets/",
        Text("tờ in đã bình bài, mỗi trang một mặt", "imposed press sheets, a page for each plate side"),
    ),
    ("cut/cut.pdf", Text("đường bế của cả tờ, không có phần in", "the cut of a whole sheet, technical ink only")),
    ("cut/cut.svg", Text("đường bế ấy, SVG (mm)", "the same as SVG (mm)")),
    ("cut/cut.dxf", Text("đường bế ấy, DXF R2010 (mm)", "the same as DXF R2010 (mm)")),
    ("mould/mould.pdf", Text("bản vẽ khuôn, có kích thước", "the drawing of each mould, with its measures")),
    ("mould/mould-*.dxf", Text("bản vẽ ấy, DXF (mm), mỗi tầng một lớp", "the same as DXF (mm), a layer a level")),
    ("1-up/*/front.pdf", Text("một con, mặt trước, có đường bế", "one tag, front, with its dieline")),
    ("1-up/*/back.pdf", Text("một con, mặt sau, có đường bế", "one tag, back, with its dieline")),
    ("1-up/*/front-print.pdf", Text("mặt trước, chỉ phần in", "the front, print only")),
    ("1-up/*/back-print.pdf", Text("mặt sau, chỉ phần in", "the back, print only")),
    ("1-up/*/cut.pdf", Text("đường bế của một con", "the cut of one tag")),
    (
        "1-up/*/code.pdf",
        Text("tem QR in rời để dán lên móc khóa", "the QR code, printed apart and put on the tag"),
    ),
    (
        "1-up/*/preview.png",
        Text("hình móc khóa thành phẩm, chỉ để xem", "how the finished tag looks; not for print"),
    ),
    (
        "packing/list.pdf",
        Text(
            "bảng kê đóng gói: ai nhận bao nhiêu, thùng nào", "the packing list: who gets how many, in which box"
        ),
    ),
    ("packing/boxes-a4.pdf", Text("nhãn thùng, bốn nhãn một tờ A4", "labels of boxes, four to an A4 sheet")),
    ("packing/bags-a4.pdf", Text("nhãn túi, mười hai nhãn một tờ A4", "labels of bags, twelve to an A4 sheet")),
    ("preflight.pdf", Text("phiếu kiểm tra tệp in (preflight)", "what was checked, with every figure")),
    ("preflight.json", Text("phiếu ấy cho phần mềm", "the same for software")),
    ("job/", Text("tệp gốc để làm lại đúng từng byte", "the sources, to make the same bytes again")),
    (MANIFEST, Text("mã băm của mọi tệp", "the digest of every file")),
)
_SELF = Text("danh mục này, dạng văn bản", "this list, as plain text")
_TITLE = Text("Gói tệp in móc khóa", "Print package of keyring tags")
_CHECK = Text(
    "Kiểm tra gói còn nguyên: sha256sum -c MANIFEST.sha256 (có sẵn trên Linux và macOS), hoặc keytag verify.",
    "To see that nothing was changed: sha256sum -c MANIFEST.sha256 (on Linux and macOS), or keytag verify.",
)
_ASK = Text(
    "Không sửa tệp in. Có gì không rõ, hỏi lại người gửi và nêu số # ở trên.",
    "Do not edit the print files. Where anything is unclear, ask the sender and name the # above.",
)


def readme(setting: Setting, sheets: Sheets, files: Mapping[str, bytes]) -> bytes:
    """Return the text for a package that holds ``files``."""
    lines = [*_said(setting, sheets, files, "vi"), "", "-" * _WIDE, "", *_said(setting, sheets, files, "en")]
    return ("\n".join(lines) + "\n").encode()


def _said(setting: Setting, sheets: Sheets, files: Mapping[str, bytes], language: Language) -> Iterator[str]:
    yield f"{_TITLE.to(language)} · # {setting.content_hash}"
    yield setting.file.office
    yield ""
    yield from wrap(_order(setting, sheets).to(language), _WIDE)
    if PACKING_LIST in files:
        yield from wrap(_packing(setting).to(language), _WIDE)
    yield ""
    for name, what in _WHAT:
        if _is_there(name, files):
            yield f"{name:<{_NAME}}{what.to(language)}"
    yield ""
    for text in (_inks(setting), _CHECK, _ASK):
        yield from wrap(text.to(language), _WIDE)


def _order(setting: Setting, sheets: Sheets) -> Text:
    plan, press = sheets.imposition.plan, sheets.imposition.press
    shape = setting.shape
    sheet, tag = size(press.width, press.height), size(shape.width, shape.height)
    return Text(
        f"Đặt {count(plan.ordered)} chiếc, in {count(plan.printed)}: {count(plan.sheets)} tờ {sheet.vi}, "
        f"mỗi tờ {count(plan.slots)} con cỡ {tag.vi}.",
        f"{plan.ordered:,} tags ordered, {plan.printed:,} printed: {plan.sheets:,} sheets of {sheet.en}, "
        f"{plan.slots:,} tags of {tag.en} each.",
    )


def _packing(setting: Setting) -> Text:
    """Say how the tags are parted, counted out and labelled."""
    sizes = sizes_of(setting)
    bag, box = count(sizes.bag), count(sizes.box)
    return Text(
        f"Đóng gói: chia theo đơn vị nhận, túi {bag} chiếc, thùng {box} chiếc, nhãn và bảng kê ở packing/.",
        f"Packing: parted by recipient, bags of {sizes.bag:,}, boxes of {sizes.box:,}, labels in packing/.",
    )


def _inks(setting: Setting) -> Text:
    names = dict.fromkeys((setting.dieline.name, *((setting.hole_ink.name,) if setting.hole is not None else ())))
    said = ", ".join(f"“{name}”" for name in names)
    return Text(
        f"Mực {said} là đường bế: không in. Mọi trang ở tỷ lệ 100%, đơn vị mm.",
        f"The spot {said} is the dieline: it does not print. Every page is at 100 %.",
    )


def contents(files: Iterable[str]) -> Iterator[tuple[str, Text, tuple[str, ...]]]:
    """Yield what ``files`` are for: a name of the list, what it is, and which files it stands for."""
    left = list(files)
    for name, what in (*_WHAT, (README, _SELF)):
        there = tuple(each for each in left if _is_of(name, each))
        if there:
            yield name, what, there


def _is_of(name: str, file: str) -> bool:
    if "*" in name:
        start, _, end = name.partition("*")
        return file.startswith(start) and file.endswith(end)
    return file.startswith(name) if name.endswith("/") else file == name


def _is_there(name: str, files: Mapping[str, bytes]) -> bool:
    return name == MANIFEST or any(_is_of(name, file) for file in files)
