"""The papers that the page makes: each is its command, run in a process of its own, into the job's folder.

Shapes what comes of a command for the page; decides nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import date
from glob import escape
from itertools import count, islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from keytag.files import allowed_paths, reader
from keytag.findings import Finding, has_errors
from keytag.steps.order import Order
from keytag.steps.progress import Advance, ShowStep
from keytag.steps.report import WrittenFile
from keytag.text.text import Language, Text
from keytag.web import wording as w
from keytag.web.drawing import Sketch, findings_object

FOLDER = "out"
"""Where commands write that are not told where: below the job's folder."""
# House rules: what people open, print or send on; more than this is listed by nobody.
_PAPERS = frozenset({".pdf", ".zip", ".docx", ".png", ".xlsx", ".html", ".txt"})
_MOST_PAPERS = 80
# A package that lies unpacked is to be had as its zip.
_BELOW = ("*", *(f"{folder}/*" for folder in ("share", "order", "leaflet", "packing")))
# House rule: wide enough to read the names on a sheet's map.
_SHEET_PX = 1600


class Task(Struct, frozen=True):
    """What is to be made of the job at ``path``, on which day, and what was said besides."""

    kind: str
    path: Path
    data: bytes
    day: date
    today: date
    language: Language
    said: dict[str, str] = {}

    @property
    def out(self) -> Path:
        """The folder that it is written to."""
        return self.path.parent / FOLDER

    @property
    def order(self) -> Order:
        """What its command is given."""
        return Order(self.day, self.today, approval="required" if self.kind == "handoff" else "unasked")


def made_papers(folder: Path) -> tuple[Path, ...]:
    """Return the papers that lie in the job's ``folder``, whenever made; no link that leads elsewhere."""
    out = folder / FOLDER
    found = (path for below in _BELOW for path in reader.matching_paths(f"{escape(str(out))}/{below}"))
    papers = (path for path in found if path.suffix in _PAPERS and allowed_paths.is_inside(out, path))
    return tuple(islice(papers, _MOST_PAPERS))


def make(task: Task, show: ShowStep) -> dict[str, Any]:
    """Make the papers of ``task`` by their command; return findings, files, and what else the page shows."""
    with reader.read_once():
        return _MAKERS[task.kind](task, show)


def _answer(
    task: Task, findings: Sequence[Finding], files: Sequence[WrittenFile] = (), **more: object
) -> dict[str, Any]:
    sketch = Sketch(task.path, task.data, task.day, task.language)
    return {
        "findings": findings_object(findings, task.data, sketch),
        "is_fine": not has_errors(findings),
        # A package lies there unpacked as well, as a folder, which no browser can be given.
        "files": [
            {"path": str(each.path), "name": str(each.path.relative_to(task.path.parent))}
            for each in files
            if reader.is_file(each.path)
        ],
        **more,
    }


def _advance(show: ShowStep, what: Text) -> Advance:
    return lambda done, total: show(what, done, total)


def _proof(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.proof import make_proof  # noqa: PLC0415 - each paper loads its own command

    report = make_proof(task.path, task.order, task.out, task.language, show)
    return _answer(task, report.findings, report.files)


def _share(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.share import share  # noqa: PLC0415 - the same

    report = share(task.path, task.order, task.out, show)
    return _answer(task, report.findings, report.files)


def _leaflet(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.leaflet import leaflet, read_wishes  # noqa: PLC0415 - the same

    advance = _advance(show, Text("Đang làm tờ rơi", "Making leaflets"))
    report = leaflet(task.path, task.order, read_wishes(None, None), task.out, advance)
    return _answer(task, report.findings, report.files)


def _letters(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.order import write_order  # noqa: PLC0415 - the same

    report = write_order(task.path, task.order, task.out, _advance(show, Text("Đang soạn", "Writing")))
    return _answer(task, report.findings, report.files)


def _packing(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.packing import PackingWishes, pack  # noqa: PLC0415 - the same

    report = pack(task.path, task.order, PackingWishes(task.out), show)
    return _answer(task, report.findings, report.files)


def _numbers(task: Task, _show: ShowStep) -> dict[str, Any]:
    """Return how the job stands before somebody approves it: its numbers to be called, and its approvals."""
    from keytag.commands.check import check  # noqa: PLC0415 - the same

    report = check(task.path, task.day, _advance(_show, Text("Đang kiểm tra", "Checking")), task.today)
    approval = report.approval
    editions = approval.editions if approval is not None else ()
    called = {(call.label, call.number) for edition in editions for call in edition.called}
    return _answer(
        task,
        report.findings,
        numbers=[
            {
                "id": each.id,
                "label": each.label,
                "number": each.display,
                # Whoever calls has to know whose number it is; one of all editions is the office's own.
                "of": [report.names[of] for of in each.editions] if len(each.editions) < len(report.names) else [],
                "is_called": (each.label, each.display) in called,
            }
            for each in report.numbers
        ],
        editions=[
            {"id": each.id, "name": each.name, "state": each.state, "by": each.by, "date": str(each.date or "")}
            for each in editions
        ],
    )


def _approve(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.approve import ApprovalRequest, approve  # noqa: PLC0415 - the same

    said = task.said
    called = tuple(each for each in said.get("called", "").split(",") if each)
    request = ApprovalRequest(
        by=said["by"], position=said.get("position") or None, act=said.get("act", "approved"), called=called
    )
    report = approve(task.path, task.order, request, _advance(show, Text("Đang kiểm tra", "Checking")))
    return _answer(task, report.findings, report.files, is_done=report.refusal is None)


def _handoff(task: Task, show: ShowStep) -> dict[str, Any]:
    from keytag.commands.handoff import handoff  # noqa: PLC0415 - the same

    report = handoff(task.path, task.order, task.out, (None, ""), show)
    return _answer(task, report.findings, report.files, is_done=report.refusal is None)


def _sheets(task: Task, show: ShowStep) -> dict[str, Any]:
    """Return the plan and the cost of an order, and pictures of its first sheet and its map."""
    from keytag.commands.cost import cost  # noqa: PLC0415 - the same
    from keytag.commands.plan import plan  # noqa: PLC0415 - the same
    from keytag.commands.sheet import sheet  # noqa: PLC0415 - the same
    from keytag.web.sheets import sheets_html  # noqa: PLC0415 - the same

    show(Text("Đang tính", "Planning"), 0, 3)
    planned, priced = plan(task.path, task.order, None), cost(task.path, task.order).facts
    show(Text("Đang bình bài", "Imposing"), 1, 3)
    report = sheet(task.path, task.order, task.out, lambda *_: None)
    show(Text("Đang vẽ tờ in", "Drawing the sheet"), 2, 3)
    html = sheets_html(planned, priced, task.language)
    return _answer(task, report.findings, report.files, html=html, pictures=_pictures(task, report.files))


def _pictures(task: Task, files: Sequence[WrittenFile]) -> list[dict[str, str]]:
    """Return both sides of the first sheet, and of several editions its map: PNG in base 64, with a name."""
    from keytag.inspection.sheets.raster import png_of_page  # noqa: PLC0415 - the same
    from keytag.steps.job_setup import load_setup  # noqa: PLC0415 - the same

    is_moulded = load_setup(task.path)[0].shop.process == "moulded"
    more = f" ({w.ON_MOULDED.to(task.language)})" if is_moulded else ""
    shown = []
    for each in files:
        sides = (w.SHEET_FRONT, w.SHEET_BACK) if each.kind == "sheets" else (w.SHEET_MAP,)
        if each.kind not in {"sheets", "map"}:
            continue
        data = reader.read_bytes(each.path)
        for number, name in enumerate(sides[: each.pages or 1]):
            picture = b64encode(png_of_page(data, number, _SHEET_PX)).decode()
            shown.append({"name": f"{name.to(task.language)}{more}", "data": picture})
    return shown


def _look(task: Task, _show: ShowStep) -> dict[str, Any]:
    """Return all tags at a glance: each edition's front and back, and what is found of it."""
    from keytag.files.reader import set_content  # noqa: PLC0415 - the same
    from keytag.steps.check_editions import compose_and_check  # noqa: PLC0415 - the same
    from keytag.steps.export import preview_sides  # noqa: PLC0415 - the same
    from keytag.steps.job_setup import load_setup  # noqa: PLC0415 - the same
    from keytag.web.drawing import side_svg  # noqa: PLC0415 - the same

    set_content(task.path, task.data)
    setup, found = load_setup(task.path)
    draft = compose_and_check(
        setup, setup.file.editions, task.day, found, _advance(_show, Text("Đang vẽ các mẫu", "Drawing editions"))
    )
    drawn = {each.content.id: [side_svg(side) for side in preview_sides(setup, each)] for each in draft.editions}
    positions = setup.file.positions
    editions = []
    told: set[int] = set()
    for each in setup.file.editions:
        where = positions.where(each.node) if each.node else None
        row = where.cell.row if where is not None and where.cell is not None else None
        about = [at for at, finding in enumerate(draft.findings) if _is_about(finding, each.node, row)]
        told.update(about)
        editions.append(
            {
                "id": each.id,
                "name": each.name or each.issuer_name,
                "office": each.issuer_name,
                "quantity": each.quantity,
                "numbers": [f"{n.label}: {n.display.replace(chr(32), chr(160))}" for n in each.numbers],
                "sides": drawn.get(each.id, []),
                "findings": [
                    found
                    for at in about
                    for found in findings_object(
                        [draft.findings[at]], task.data, Sketch(task.path, task.data, task.day, task.language)
                    )
                ],
            }
        )
    rest = [finding for at, finding in enumerate(draft.findings) if at not in told]
    return {**_answer(task, rest, editions=editions), "is_fine": not has_errors(draft.findings)}


def _is_about(finding: Finding, node: str, row: int | None) -> bool:
    """Tell whether ``finding`` is about the edition at ``node``, or about its row of a table."""
    where = finding.where
    if where is not None and where.cell is not None:
        return where.cell.row == row
    return bool(node) and (finding.node == node or finding.node.startswith(f"{node}."))


def _mend(task: Task, _show: ShowStep) -> dict[str, Any]:
    from keytag.commands.mend_table import mend_table  # noqa: PLC0415 - the same

    mending = mend_table(task.path, _free_name(task.path), task.day, task.language)
    files = (mending.written,) if mending.written is not None else ()
    return _answer(task, (), files, repairs=len(mending.repairs), line=mending.line)


def _read(task: Task, show: ShowStep) -> dict[str, Any]:
    """Return how the table of editions is read, as HTML, and what is found of it."""
    from keytag.commands.read_table import read_named  # noqa: PLC0415 - the same
    from keytag.web.reading import reading_html  # noqa: PLC0415 - the same

    show(Text("Đang đọc bảng", "Reading the table"), 0, 0)
    reading = read_named(task.path, task.day)
    return _answer(task, reading.findings, html=reading_html(reading, task.language), repairs=reading.repairs)


def _free_name(job: Path) -> Path:
    """Return the name of a copy that nothing has yet: what was mended before is never written over."""
    names = (job.with_name(f"{job.stem}-mended{f'-{number}' if number > 1 else ''}.xlsx") for number in count(1))
    return next(name for name in names if not reader.file_state(name))


_MAKERS: dict[str, Callable[[Task, ShowStep], dict[str, Any]]] = {
    "proof": _proof,
    "share": _share,
    "leaflet": _leaflet,
    "letters": _letters,
    "packing": _packing,
    "numbers": _numbers,
    "approve": _approve,
    "handoff": _handoff,
    "sheets": _sheets,
    "look": _look,
    "mend": _mend,
    "read": _read,
}
KINDS = tuple(_MAKERS)
