"""The command `nest`: search a free layout for a job's tags on its shop's sheets, and say what it gains.

What is found is written as a file, which ``layout: free`` finds beside the job, or which job and shop name.
Whether a shop can cut it is the shop's to say.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.commands.cost import cost_of_run
from keytag.documents.layout import layout_text, name_layout, read_layout
from keytag.errors import CannotWriteError, MissingResourceError, UsageError
from keytag.files import allowed_paths, library
from keytag.files.stopping import forget_interruption
from keytag.files.writer import write_files
from keytag.findings import Finding, has_errors
from keytag.imposition import Backing, FreeLayout, LayoutAndBacking, LayoutKind, Press, arrange, free_field
from keytag.imposition.bounds import LayoutBound, layout_bound
from keytag.imposition.nest_search import NestTask, search_nests
from keytag.imposition.sheet_layout import sheet_layout
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, layout_path, put_on_press, wanted_marks
from keytag.text.text import Text

Places = tuple[tuple[float, float, float], ...]


class LaidOrder(Struct, frozen=True):
    """An order as it is laid one way: tags on a sheet, press sheets, and what it costs as far as the shop says."""

    slots: int
    sheets: int | None = None
    cost: int | None = None


class Nesting(Struct, frozen=True):
    """What a search came to: tags on the field in rows, known before and now, the most there can be; the file."""

    findings: tuple[Finding, ...]
    shop: str = ""
    name: str = ""
    field: tuple[float, float] = (0.0, 0.0)
    gap: float = 0.0
    rows: int = 0
    known: int = 0
    tags: int = 0
    bound: LayoutBound = LayoutBound(0, 0)
    seconds: float = 0.0
    is_stopped: bool = False
    path: Path | None = None
    is_allowed: bool = True
    in_rows: LaidOrder | None = None
    freely: LaidOrder | None = None


class NestWishes(Struct, frozen=True):
    """How long is searched, and where what is found is written; beside the job unless ``out`` says."""

    seconds: float
    out: Path | None = None
    overwrite: bool = False


def find_nest(
    path: Path,
    order: Order,
    wishes: NestWishes,
    clock: Callable[[], float],
    advance: Callable[[int, int], None],
) -> Nesting:
    """Search a layout for the job at ``path`` and write what holds more than is known.

    Ctrl-C ends the search, and what was found by then is kept. Raises CannotWriteError where another file has the
    place, before anything is sought; UsageError where fronts and backs want places that a layout cannot give.
    """
    setup, found = load_setup(path, order.shop)
    count = order.count
    if count is None and any(each.quantity is None for each in setup.file.editions):
        # Nobody says how many; then no sheets are counted.
        count = 1000
    run = put_on_press(setup, replace(order, layout=setup.shop.layouts[0], count=count))
    findings = with_locations(setup, (*found, *run.findings))
    if has_errors(findings):
        return Nesting(findings)
    press, backing, shape = run.press, run.way.backing, setup.shape
    field = free_field(press, backing)
    name = name_layout(shape, *field, press.gap)
    target = _target(path, name, wishes)
    in_rows, known = _rows(setup, press, backing), _known(setup, press, backing)
    task, start = NestTask(shape, *field, press.gap), max(in_rows, known, key=len)
    best, seconds, is_stopped = _search(task, start, wishes, clock, advance)
    is_new = len(best) > len(known) and len(best) > len(in_rows)
    if is_new:
        text = layout_text(shape, field, press.gap, best, _SOURCE)
        write_files(target.parent, {target.name: text.encode()})
    is_counted = order.count is not None or all(each.quantity is not None for each in setup.file.editions)
    free = FreeLayout(shape, *field, press.gap, best) if len(best) > len(in_rows) else None
    return Nesting(
        findings,
        setup.shop.name,
        name,
        field,
        press.gap,
        len(in_rows),
        len(known),
        len(best),
        layout_bound(shape, *field, press.gap),
        seconds,
        is_stopped,
        target if is_new else None,
        LayoutKind.FREE.value in setup.shop.layouts,
        _laid(setup, run, order, LayoutAndBacking(LayoutKind.NESTED, backing), is_counted=is_counted),
        None
        if free is None
        else _laid(setup, run, order, LayoutAndBacking(LayoutKind.FREE, backing, free), is_counted=is_counted),
    )


_SOURCE = Text(
    "tìm bằng keytag nest, kiểm tra lại bằng phép đo chính xác mỗi lần đọc",
    "found by keytag nest, verified exactly each time it is read",
)


def _target(job: Path, name: str, wishes: NestWishes) -> Path:
    """Return where a layout goes: beside the job, or here where the job comes with keytag."""
    is_sample = allowed_paths.is_inside(library.builtin_folder(library.ResourceKind.CONFIGS), job)
    target = wishes.out if wishes.out is not None else (Path() if is_sample else job.parent) / f"{name}.yaml"
    if target.suffix.lower() != ".yaml":
        raise UsageError(
            Text(
                f"Tệp cách xếp phải có đuôi .yaml: {target.name}", f"A layout's file ends in .yaml: {target.name}"
            ),
            Text(f"Ghi --out {target.name}.yaml", f"Write --out {target.name}.yaml"),
        )
    if target.exists() and not wishes.overwrite:
        raise CannotWriteError(
            Text(f"{target} đã có; keytag không ghi đè.", f"{target} exists; keytag does not overwrite it."),
            Text(
                "Thêm --overwrite: chỉ ghi khi tìm được nhiều hơn.",
                "Add --overwrite: only a fuller one is written.",
            ),
        )
    return target


def _rows(setup: JobSetup, press: Press, backing: Backing) -> Places:
    """Return the fullest rows on the field, as places of it."""
    width, height = free_field(press, backing)
    layout = arrange(press, setup.shape, LayoutKind.NESTED, backing)
    slots = layout.slots[: len(layout.slots) // 2] if layout.mirrored else layout.slots
    box = replace(layout, slots=slots).box(setup.shape)
    dx, dy = width / 2 - box.centre[0], height / 2 - box.centre[1]
    return tuple((slot.x + dx, slot.y + dy, float(slot.angle_deg)) for slot in slots)


def _known(setup: JobSetup, press: Press, backing: Backing) -> Places:
    """Return the free layout that lies beside the job or comes with keytag; nothing where there is none."""
    try:
        path = layout_path(setup, press, backing, LayoutKind.FREE)
    except MissingResourceError:
        return ()
    return read_layout(path).places if path is not None else ()


def _search(
    task: NestTask,
    start: Places,
    wishes: NestWishes,
    clock: Callable[[], float],
    advance: Callable[[int, int], None],
) -> tuple[Places, float, bool]:
    """Return the fullest layout found, after how many seconds, and whether somebody stopped the search."""
    begun, best, is_stopped = clock(), start, False

    def may_go_on() -> bool:
        passed = clock() - begun
        advance(min(int(passed), int(wishes.seconds)), int(wishes.seconds))
        return passed < wishes.seconds

    try:
        for places in search_nests(task, start, may_go_on):
            best = places
    except KeyboardInterrupt:
        forget_interruption()
        is_stopped = True
    return best, clock() - begun, is_stopped


def _laid(
    setup: JobSetup, run: EditionsOnPress, order: Order, way: LayoutAndBacking, *, is_counted: bool
) -> LaidOrder:
    """Return what the order comes to, laid one way."""
    if not is_counted:
        layout = sheet_layout(run.press, setup.shape, way.pattern, way.backing, wanted_marks(setup))
        return LaidOrder(len(layout.slots))
    laid = replace(run, way=way)
    planned = plan_plates(setup, laid, order.limits)
    facts = cost_of_run(setup, laid, planned)
    cost = facts.total if setup.shop.prices.sheet is not None else None
    return LaidOrder(len(planned.layout.slots), planned.chosen.sheets, cost)
