"""README.txt of a package: what lies in it and where to begin, for somebody who has never heard of keytag.

Plain text in both languages, lines of at most 78 characters; it names only what this package has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from keytag.documents.shop import CutterFile
from keytag.drawing.ink import PROCESS
from keytag.handoff.manifest import MANIFEST
from keytag.handoff.press_files import SheetFiles, layer_names
from keytag.imposition.form_inks import plates_of_form
from keytag.imposition.slug import UNAPPROVED
from keytag.output.ticket.figures import format_size
from keytag.output.ticket.lists import cutter_setup_title, plate_letter, plate_title, plates_title
from keytag.steps.job_setup import JobSetup
from keytag.steps.packing import PACKING_LIST, sizes_of
from keytag.text.figures import format_count, format_print
from keytag.text.text import Language, Text

README = "README.txt"

# House rule: what a plain editor shows without breaking lines.
_WIDE = 78
_NAME = 28
_CUT_LINE = "đường bế"

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
    ("leaflet/sheets.pdf", Text("tờ rơi đã bình bài, có vạch xén", "leaflets imposed, with lines to cut along")),
    ("leaflet/map.pdf", Text("sơ đồ tờ in của tờ rơi", "the sheet map of the leaflets")),
    ("leaflet/map.json", Text("sơ đồ ấy cho phần mềm", "the same for software")),
    ("leaflet/1-up/", Text("tờ rơi của từng mẫu, mỗi trang một mặt", "each edition's leaflet, a page a side")),
    (
        "packing/list.pdf",
        Text(
            "bảng kê đóng gói: ai nhận bao nhiêu, thùng nào", "the packing list: who gets how many, in which box"
        ),
    ),
    ("packing/boxes-a4.pdf", Text("nhãn thùng, bốn nhãn một tờ A4", "labels of boxes, four to an A4 sheet")),
    ("packing/bags-a4.pdf", Text("nhãn túi, mười hai nhãn một tờ A4", "labels of bags, twelve to an A4 sheet")),
    (
        "packing/delivery.pdf",
        Text("biên bản giao nhận: hai bên ký khi giao hàng", "the record of delivery: both sign when it comes"),
    ),
    ("preflight.pdf", Text("phiếu kiểm tra tệp in (preflight)", "what was checked, with every figure")),
    ("preflight.json", Text("phiếu ấy cho phần mềm", "the same for software")),
    ("job/", Text("tệp gốc để tạo lại đúng từng byte", "the sources, to make the same bytes again")),
    (MANIFEST, Text("mã băm của mọi tệp", "the digest of every file")),
)
_SELF = Text("danh mục này, dạng văn bản", "this list, as plain text")
_TITLE = Text("Gói tệp in móc khóa", "Print package of keyring tags")
_NO_DIE = Text(
    "Móc khóa đúc theo khuôn, không làm dao bế; tệp trong cut/ chỉ để canh khi in lên thân.",
    "Tags end at their mould, no die is made; the files in cut/ only serve to place the print.",
)
_NOT_APPROVED = Text(
    "Chưa có ai duyệt gói này: chỉ để xem và báo giá. Đừng in hàng loạt, đợi gói đã duyệt.",
    "Nobody has approved this package: it is for a look and a price. "
    "Do not print the run; wait for the approved one.",
)
_CHECK = Text(
    "Kiểm tra gói còn nguyên: sha256sum -c MANIFEST.sha256 (có sẵn trên Linux và macOS), hoặc keytag verify.",
    "To see that nothing was changed: sha256sum -c MANIFEST.sha256 (on Linux and macOS), or keytag verify.",
)
_MORE = Text(
    "Cách đặt tờ, lật giấy, từng tệp trong gói: trang “Dành cho nhà in” của keytag (docs/print-shop.vi.md).",
    "How sheets are laid and turned, and every file: keytag's page “For the print shop” (docs/print-shop.md).",
)
_ASK = Text(
    "Không sửa tệp in. Có gì không rõ, hỏi lại người gửi và nêu số # ở trên.",
    "Do not edit the print files. Where anything is unclear, ask the sender and name the # above.",
)


def readme(setup: JobSetup, sheets: SheetFiles, files: Mapping[str, bytes]) -> bytes:
    """Return the text for a package that holds ``files``."""
    lines = [*_lines(setup, sheets, files, "vi"), "", "-" * _WIDE, "", *_lines(setup, sheets, files, "en")]
    return ("\n".join(lines) + "\n").encode()


def _lines(setup: JobSetup, sheets: SheetFiles, files: Mapping[str, bytes], language: Language) -> Iterator[str]:
    if setup.is_unapproved:
        yield f"*** {UNAPPROVED.vi} / {UNAPPROVED.en} ***"
    yield f"{_TITLE.to(language)} · # {setup.content_hash}"
    number = setup.file.job.order.number
    which = Text("Đặt in", "This is").to(language)
    yield setup.file.office
    if number is not None:
        yield f"{which} {format_print(number).to(language)}.".replace("\N{NO-BREAK SPACE}", " ")
    yield ""
    for text in (_order(setup, sheets), _sheets_to_load(setup, sheets), _plates(setup, sheets)):
        yield from _wrap(text.to(language))
    if PACKING_LIST in files:
        yield from _wrap(_packing(setup).to(language))
    yield ""
    for name, what in _WHAT:
        if _is_there(name, files):
            yield f"{name:<{_NAME}}{_in_words_of(what, setup.shop.process).to(language)}"
    yield ""
    moulded = setup.shop.process == "moulded"
    if setup.is_unapproved:
        yield from _wrap(_NOT_APPROVED.to(language))
    for text in (_inks(setup), _NO_DIE if moulded else _layers(setup), _CHECK, _MORE, _ASK):
        yield from _wrap(text.to(language))


def _wrap(text: str) -> Iterator[str]:
    """Yield ``text`` in lines, figures with what belongs to them; plain blanks are all that a plain text has."""
    yield from (line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(text, _WIDE))


def _order(setup: JobSetup, sheets: SheetFiles) -> Text:
    plan, press = sheets.imposition.plan, sheets.imposition.press
    is_moulded, shape = setup.shop.process == "moulded", setup.shape
    on = Text("vỉ khuôn", "plate of moulds") if is_moulded else Text("tờ", "sheet")
    sheet, tag = format_size(press.width, press.height), format_size(shape.width, shape.height)
    return Text(
        f"Đặt {format_count(plan.ordered)} chiếc, in {format_count(plan.printed)}: "
        f"{format_count(plan.slots)} con cỡ {tag.vi} trên mỗi {on.vi} {sheet.vi}.",
        f"{plan.ordered:,} tags ordered, {plan.printed:,} printed: {plan.slots:,} tags of {tag.en} "
        f"on each {on.en}, {sheet.en}.",
    )


def _sheets_to_load(setup: JobSetup, sheets: SheetFiles) -> Text:
    """Say how many sheets the press is given, what they are for, and how many may be lost."""
    plan = sheets.imposition.plan
    vi, en = [f"{format_count(plan.sheets)} tờ tốt"], [f"{plan.sheets:,} good ones"]
    if plan.make_ready:
        vi.append(f"{format_count(plan.make_ready)} tờ canh bài")
        en.append(f"{plan.make_ready:,} to make ready")
    if plan.cutter_setup:
        vi.append(f"{format_count(plan.cutter_setup)} tờ {cutter_setup_title(setup.shop.process).vi}")
        en.append(f"{plan.cutter_setup:,} for the cutter")
    lost, of = plan.sheets_to_spare, plan.sheets
    if setup.shop.process == "moulded":
        spare = Text(
            f"Được hỏng {format_count(lost)} lần; quá số này thì thiếu hàng."
            if lost
            else "Hỏng một lần là thiếu hàng.",
            f"{lost:,} may be lost; one more, and the order is short." if lost else "None may be lost.",
        )
        return Text(
            f"Đúc {format_count(plan.sheets_to_load)} lần. {spare.vi}",
            f"{plan.sheets_to_load:,} castings. {spare.en}",
        )
    spare = Text(
        f"Được hỏng {format_count(lost)} tờ trong {format_count(of)} tờ tốt; hỏng quá số này thì thiếu hàng."
        if lost
        else f"{format_count(of)} tờ tốt là vừa đủ: hỏng một tờ là thiếu hàng.",
        f"Of the {of:,} good ones {lost:,} may be lost; one more, and the order is short."
        if lost
        else f"Of the {of:,} good ones none may be lost.",
    )
    return Text(
        f"Nạp máy {format_count(plan.sheets_to_load)} tờ: {', '.join(vi)}. {spare.vi}",
        f"Load {plan.sheets_to_load:,} sheets: {', '.join(en)}. {spare.en}",
    )


def _plates(setup: JobSetup, sheets: SheetFiles) -> Text:
    """Say which plates each side takes; where there are none, its separations."""
    way = sheets.imposition.way.backing
    sides = [Text("hai mặt", "both sides")] if way.shares_form else [Text("mặt trước", "front")]
    if way.is_two_sided and not way.shares_form:
        sides.append(Text("mặt sau", "back"))
    runs = [[plates_of_form(form) for form in plate.forms] for plate in sheets.imposition.plates]
    vi, en = [], []
    for number, side in enumerate(sides):
        found = dict.fromkeys(name for run in runs for name in run[number])
        names = (*(n for n in PROCESS if n in found), *(n for n in found if n not in PROCESS))
        vi.append(f"{side.vi} {', '.join(map(plate_title, names)) or 'không in'}")
        en.append(f"{side.en} {', '.join(map(plate_letter, names)) or 'nothing'}")
    runs_vi = f" (mỗi bài in; có {format_count(len(runs))} bài)" if len(runs) > 1 else ""
    runs_en = f" (each run; there are {len(runs):,})" if len(runs) > 1 else ""
    title = plates_title(setup.shop.process)
    return Text(f"{title.vi}: {'; '.join(vi)}{runs_vi}.", f"{title.en}: {'; '.join(en)}{runs_en}.")


def _packing(setup: JobSetup) -> Text:
    """Say how the tags are parted, counted out and labelled."""
    sizes = sizes_of(setup)
    bag, box = format_count(sizes.bag), format_count(sizes.box)
    return Text(
        f"Đóng gói: chia theo đơn vị nhận, túi {bag} chiếc, thùng {box} chiếc, nhãn và bảng kê ở packing/.",
        f"Packing: parted by recipient, bags of {sizes.bag:,}, boxes of {sizes.box:,}, labels in packing/.",
    )


def _inks(setup: JobSetup) -> Text:
    names = dict.fromkeys((setup.dieline.name, *((setup.hole_ink.name,) if setup.hole is not None else ())))
    said = ", ".join(f"“{name}”" for name in names)
    return Text(
        f"Màu {said} là {cut_line_name(setup.shop.process)}: không in. Mọi trang ở tỷ lệ 100%, đơn vị mm.",
        f"The spot {said} is the dieline: it does not print. Every page is at true size, in mm.",
    )


def _layers(setup: JobSetup) -> Text:
    """Say what of the cut files is cut, in which order, and what is not."""
    file = setup.cutter.file if setup.cutter is not None else CutterFile()
    names = layer_names(file, setup.shop.cut)
    # Only a cutter that names layers finds its names in the PDF too.
    kinds = "PDF, DXF, SVG" if names.has_own_inks else "DXF, SVG"
    vi, en = f"cắt {names.cut}", f"cut {names.cut}"
    if setup.hole is not None and names.hole != names.cut:
        vi, en = (
            f"cắt {names.hole} (lỗ) trước, {names.cut} (viền) sau",
            f"cut {names.hole} first, then {names.cut}",
        )
    return Text(
        f"Trong tệp ở cut/ ({kinds}): {vi}; không cắt {names.marks} (dấu) và {names.info} (chỉ dẫn).",
        f"In the cut files ({kinds}) {en}; do not cut {names.marks} and {names.info}.",
    )


def cut_line_name(process: str | None) -> str:
    """Return what a shop calls the line along which tags are parted: no die cuts acrylic or what is moulded."""
    return {"uv": "đường cắt", "moulded": "đường viền"}.get(process or "", _CUT_LINE)


def _in_words_of(what: Text, process: str | None) -> Text:
    return Text(what.vi.replace(_CUT_LINE, cut_line_name(process)), what.en)


def files_by_purpose(
    files: Iterable[str], process: str | None = None
) -> Iterator[tuple[str, Text, tuple[str, ...]]]:
    """Yield what ``files`` are for: a name of the list, what it is, and which files it stands for."""
    left = list(files)
    for name, what in (*_WHAT, (README, _SELF)):
        there = tuple(each for each in left if _is_of(name, each))
        if there:
            yield name, _in_words_of(what, process), there


def _is_of(name: str, file: str) -> bool:
    if "*" in name:
        start, _, end = name.partition("*")
        return file.startswith(start) and file.endswith(end)
    return file.startswith(name) if name.endswith("/") else file == name


def _is_there(name: str, files: Mapping[str, bytes]) -> bool:
    return name == MANIFEST or any(_is_of(name, file) for file in files)
