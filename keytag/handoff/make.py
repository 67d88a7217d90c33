"""The hand-off: everything that leaves the house, made in memory, looked at as a picture, and only then written.

A package is files by name. It is refused for samples, for jobs with errors or with warnings that nobody has
accepted, and where the finished sheets do not look as they must.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import rules_to_accept, unaccepted_rules
from keytag.checks.handoff import PACKAGE_IS_JUDGED_BY_ITS_DAY, SAMPLES_STAY_HERE
from keytag.documents.job import EditionContent, slug
from keytag.files import library
from keytag.files.writer import write_files
from keytag.findings import Finding, Where, has_errors
from keytag.handoff import press_files
from keytag.handoff.approval_gate import approval_facts, ask_gate
from keytag.handoff.container import zip_files
from keytag.handoff.evidence import Evidence, collect_evidence
from keytag.handoff.former_package import former_name, read_former
from keytag.handoff.leaflet_files import make_leaflet
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE, make_manifest
from keytag.handoff.preflight import preflight_files
from keytag.handoff.readme import README, readme
from keytag.handoff.record import RecordedOptions, record_files
from keytag.handoff.signature import sign
from keytag.handoff.ticket_files import ticket_files
from keytag.steps.check_editions import Draft, compose_and_check, judge_today, judging_day
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import names_of
from keytag.steps.export import map_products, plan_facts
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.moulds import mould_files
from keytag.steps.order import Order
from keytag.steps.packing import shop_papers
from keytag.steps.plate_plan import lost_sheet_findings, plan_plates
from keytag.steps.press import EditionsOnPress, put_on_press
from keytag.steps.progress import Advance, ShowStep
from keytag.steps.report import ApprovalFacts, HandoffRefusal, PlanFacts, Report, StaleFile, Today, WrittenFile
from keytag.steps.side_by_side import ALONE, SideBySide
from keytag.text.figures import format_day
from keytag.text.text import Text

T = TypeVar("T")


class PackageWatcher(Protocol):
    """Sees the files of a package as they are made."""

    def __call__(self, made: Mapping[str, bytes | None], slots: int = 0, /) -> None:
        """Look at all that is ``made`` so far; what will be is None. ``slots`` of sheets are still to be seen."""


class Package(Struct, frozen=True):
    """A package in memory, not yet sealed: its files by name, how it was planned, what was found in them."""

    name: str
    files: Mapping[str, bytes]
    plan: PlanFacts
    evidence: Evidence
    is_sample: bool = False
    """Whether its numbers are made up, so that nobody prints it."""
    order_number: int | None = None
    """The order's running number: 2 of a reprint."""


def write_package(
    package: Package, out: Path, day: date, secret: str | None, password: str
) -> tuple[tuple[WrittenFile, WrittenFile], tuple[StaleFile, ...]]:
    """Write a package as a zip and as a folder, with its manifest, and signed where there is a ``secret`` key.

    Returns what was written; and where another package of that name lay there, which the same order made of the
    same tags gives for another approval, reason or lock, under which name it is kept.

    Raises CannotWriteError with everything that was there before left as it was.
    """
    name = package.name
    files = {**package.files, **_manifest_and_signature(package, secret, password)}
    archive = zip_files(files, name, day)
    former = read_former(out, name, day)
    is_another = former is not None and former.archive != archive
    kept = {former_name(out, name): former.archive} if former is not None and is_another else {}
    # Made before the new one, so that it is the older by its time, too.
    named = {**kept, f"{name}.zip": archive, **{f"{name}/{each}": data for each, data in files.items()}}
    gone = {SIGNATURE_FILE, *(former.names if former is not None else ())}
    paths = write_files(out, named, [f"{name}/{each}" for each in gone])
    written = (
        WrittenFile(paths[len(kept)], "package", None, sha256(archive).hexdigest()),
        WrittenFile(out / name, "folder", None, sha256(files[MANIFEST]).hexdigest()),
    )
    return written, tuple(StaleFile(out / each, _FORMER) for each in kept)


_FORMER = Text(
    "gói cùng tên làm trước, khác tệp (duyệt lại, sửa lý do hoặc chốt lại mẫu), được giữ lại thành",
    "an earlier package of this name with other files (approved, accepted or locked anew) is kept as",
)


UNAPPROVED_NAME = "chua-duyet"
"""How the name of a package ends that nobody has approved."""
# House rule: folders, names of editions and of files in them still fit into the 260 characters of Windows' paths.
_LONGEST_OFFICE = 40
# House rule: a programme takes some months from its first draft to the press.
_RECENT = timedelta(days=366)
# No two clocks on earth are more than a day apart (SOURCE_DATE_EPOCH counts in UTC).
_CLOCKS = timedelta(days=1)
# Reading and composing, one-ups, sheets, looking, papers, others, writing.
STEPS = 7


def stops_package(findings: tuple[Finding, ...]) -> bool:
    """Tell whether a package is refused: for an error, or for a warning that nobody has accepted."""
    return has_errors(findings) or bool(unaccepted_rules(findings))


def refusal_of(setup: JobSetup, draft: Draft, findings: tuple[Finding, ...], *, approving: bool = False) -> Report:
    """Return why there is no package (or no approval), and the rules to accept where nothing is to be mended."""
    job = setup.file.job
    rules = rules_to_accept(findings, job.accept)
    return Report(
        findings,
        editions=draft.facts,
        names=names_of(setup.file.editions),
        refusal=HandoffRefusal(setup.file.path, rules, adds=bool(job.accept), approving=approving),
        approval=draft.approval,
    )


def _no_progress(_made: Mapping[str, bytes | None], _slots: int = 0) -> None:
    """Let everything be made."""


def make_package(
    path: Path,
    order: Order,
    step: ShowStep,
    *,
    is_last_gate: bool = False,
    watch: PackageWatcher = _no_progress,
    hands: SideBySide = ALONE,
) -> tuple[JobSetup, Draft, Package | None]:
    """Make the package in memory; None in its place where an error forbids it.

    At the ``is_last_gate`` warnings that nobody has accepted do so too; an old package is made as it was. Whoever
    has to ``watch`` may stop it by an exception. Of a large job editions are drawn and files looked at by several
    ``hands``.
    """
    step(_READING, 0, STEPS)
    setup, found = load_setup(path, order.shop, order.profile, order.rules)
    run = put_on_press(setup, order)
    watch({name: None for content in run.contents for name in press_files.one_up_names(content.id)})
    refused = (*_samples_stay_here(setup), *day_findings(setup, order, run.counted))
    told = (*refused, *found, *run.findings)
    reading = _progress_of(step, _READING, 0)
    draft = compose_and_check(setup, run.contents, order.date, told, reading, run.counted)
    setup, draft, approval = _hold_against_approval(setup, run, draft, order)
    if not has_errors(draft.findings):
        setup = with_content_hash(setup, draft.editions, run, order.limits.max_plates)
    if has_errors(draft.findings):
        return setup, draft, None
    one_ups: dict[str, press_files.OneUpFiles] = {}
    files: dict[str, bytes] = {}
    if not (is_last_gate and stops_package(draft.findings)):
        drawn = hands.make(_one_ups, (setup, order.date), draft.editions)
        for edition in _with_progress(draft.editions, _progress_of(step, _DRAWING, 1)):
            one_ups[edition.content.id] = next(drawn)
            files |= one_ups[edition.content.id].files
            watch(files)
    # Behind the tags: a package that has others is given up before its leaflets are drawn, which takes longer.
    leaflet, draft = make_leaflet(setup, draft, order)
    if has_errors(draft.findings) or (is_last_gate and stops_package(draft.findings)):
        return setup, draft, None
    step(Text("Đang bình bài", "Imposing"), 2, STEPS)
    planned = plan_plates(setup, run, order.limits)
    lost = lost_sheet_findings(setup, run, planned, order.limits)
    draft = replace(draft, findings=(*draft.findings, *lost))
    slots = len(planned.chosen.fillings) * len(planned.layout.slots)
    watch(files, slots)
    imposition = impose_editions(setup, draft.editions, planned, order.date)
    sheets = press_files.make_sheets(setup, imposition, run.ordered, order.date)
    files |= {**sheets.files, **press_files.make_cut_files(setup, imposition, order.date)}
    watch(files, slots)
    looking = _progress_of(step, _LOOKING, 3)
    evidence = collect_evidence(setup, draft.editions, one_ups, sheets, files, looking, hands)
    evidence = replace(evidence, leaflet=leaflet.seen)
    step(Text("Đang lập phiếu", "Writing the papers"), 4, STEPS)
    plan = plan_facts(imposition, sheets.places)
    asked = RecordedOptions(
        order.count, order.layout, order.backing, order.date, order.shop, order.profile, order.rules
    )
    asked = replace(asked, max_plates=order.limits.max_plates, plan=planned.chosen.fillings)
    asked = replace(asked, approval=order.approval)
    files |= record_files(setup, asked, approval)
    files |= preflight_files(setup, draft, evidence, order.date)
    files |= {product.name: product.data for product in map_products(setup, imposition, plan, order.date)}
    files |= mould_files(setup, draft.editions, order.date)
    files |= shop_papers(setup, draft.editions, run.ordered, order.date)
    files |= leaflet.files
    files |= ticket_files(setup, draft.editions, sheets, files, order.date, leaflet.facts)
    files[README] = readme(setup, sheets, files)
    name, job = package_name(setup, order), setup.file.job
    return setup, draft, Package(name, files, plan, evidence, job.sample, job.order.number)


def _one_ups(what: tuple[JobSetup, date], edition: ComposedEdition) -> press_files.OneUpFiles:
    """Return an edition's one-ups; ``what`` all editions share: the set-up and the day."""
    setup, day = what
    return press_files.make_one_ups(setup, edition, day)


def _hold_against_approval(
    setup: JobSetup, run: EditionsOnPress, draft: Draft, order: Order
) -> tuple[JobSetup, Draft, bytes | None]:
    """Return set-up and draft with how the editions' approvals stand, and what of the approval goes with them.

    A set-up without any knows that it is unapproved, so that all that is made of it says so.
    """
    if order.approval == "unapproved":
        return replace(setup, is_unapproved=True), replace(draft, approval=ApprovalFacts((), is_waived=True)), None
    if order.approval == "unasked" or setup.file.job.sample:
        return setup, draft, None
    gate = ask_gate(setup, run, draft, order.today)
    told = (*draft.findings, *with_locations(setup, gate.findings))
    return setup, replace(draft, findings=told, approval=approval_facts(gate.subjects)), gate.packed


_READING = Text("Đang đọc và kiểm tra", "Reading and checking")
_DRAWING = Text("Đang vẽ từng mẫu", "Drawing each edition")
_LOOKING = Text("Đang đọc lại từng ô", "Looking at every slot")


def _progress_of(step: ShowStep, what: Text, number: int) -> Advance:
    """Return what tells, within the step of that ``number``, how many of its parts are done."""

    def advance(done: int, total: int) -> None:
        step(Text(f"{what.vi} {done}/{total}", f"{what.en} {done}/{total}"), number, STEPS)

    return advance


def _with_progress(things: Sequence[T], advance: Advance) -> Iterator[T]:
    """Yield ``things``, saying before each how many are done."""
    for done, thing in enumerate(things):
        advance(done, len(things))
        yield thing


def package_name(setup: JobSetup, order: Order) -> str:
    """Return the package's name: job, day, what it was made from, office, which order, what was asked for.

    Another order has another name, so that no folder ever holds files of two. Packages of old, which say nothing
    of an approval, are named as they were: without office and number.
    """
    plates = None if order.limits.max_plates is None else f"{order.limits.max_plates}-plates"
    layout = slug(library.job_name(Path(order.layout))) if order.layout is not None else None
    asked = [str(wish) for wish in (order.count, layout, order.backing, plates) if wish is not None]
    job = slug(library.job_name(setup.file.path))
    made = (order.date.isoformat(), setup.content_hash)
    if order.approval == "unasked":
        return "-".join((job, *made, *asked))
    number = setup.file.job.order.number
    whose = (office_slug(setup, job), f"lan-{number}" if number is not None else "")
    stamp = UNAPPROVED_NAME if order.approval == "unapproved" else ""
    return "-".join(part for part in (job, *made, *whose, *asked, stamp) if part)


def office_slug(setup: JobSetup, job: str) -> str:
    """Return the office as it stands in a name, without “Công an”; nothing where ``job``, the job's, says it."""
    office = slug(setup.file.office).removeprefix("cong-an-")
    while len(office) > _LONGEST_OFFICE and "-" in office:
        office = office.rpartition("-")[0]
    office = office[:_LONGEST_OFFICE]
    return "" if f"-{office}-" in f"-{job}-" else office


def trusted_comment(name: str) -> str:
    """Return what the signature of the package called ``name`` vouches for besides its files."""
    return f"keytag {name}"


def _manifest_and_signature(package: Package, secret: str | None, password: str) -> dict[str, bytes]:
    """Return the manifest of a package and, where a key is given, its signature."""
    manifest = make_manifest(package.files).text.encode()
    if secret is None:
        return {MANIFEST: manifest}
    return {
        MANIFEST: manifest,
        SIGNATURE_FILE: sign(manifest, secret, trusted_comment(package.name), password).encode(),
    }


def _samples_stay_here(setup: JobSetup) -> tuple[Finding, ...]:
    if not setup.file.job.sample:
        return ()
    message = Text("Tệp đặt in này là bản làm thử (sample: true).", "This job is a sample (sample: true).")
    return (SAMPLES_STAY_HERE.finding(message, node="sample"),)


def day_findings(setup: JobSetup, order: Order, counted: tuple[EditionContent, ...]) -> Iterator[Finding]:
    """Yield the refusal of a job whose day, by `as_of`, ``--date`` or SOURCE_DATE_EPOCH, hides what holds today.

    What the rules of that day pass and those of the clock's own day refuse is told with it: it is printed now.
    """
    if setup.file.job.sample:
        return
    day, judged = order.date, judging_day(setup, order.date)
    if order.today is not None and day - order.today > _CLOCKS:
        yield _dated_ahead(setup, day, order.today)
    now = None if order.today is None else judge_today(setup, day, order.today, counted)
    if now is not None and now.errors:
        yield _refused_today(setup, now)
        yield from now.errors
    elif day - judged > _RECENT:
        message = Text(
            f"Tệp được xét theo ngày {format_day(judged)}, gửi nhà in ngày {format_day(day)}.",
            f"The job is judged by {judged.isoformat()} and handed off on {day.isoformat()}.",
        )
        yield PACKAGE_IS_JUDGED_BY_ITS_DAY.finding(message, node="as_of")


def _dated_ahead(setup: JobSetup, day: date, today: date) -> Finding:
    return PACKAGE_IS_JUDGED_BY_ITS_DAY.finding(
        Text(
            f"Gói ghi ngày {format_day(day)}, mà hôm nay mới là {format_day(today)}.",
            f"The package is dated {day.isoformat()}; today is {today.isoformat()}.",
        ),
        Text(
            "Bỏ --date (và biến SOURCE_DATE_EPOCH): gói sẽ mang ngày hôm nay.",
            "Leave out --date (and SOURCE_DATE_EPOCH): the package will be of today.",
        ),
        where=Where(str(setup.file.path)),
    )


def _refused_today(setup: JobSetup, now: Today) -> Finding:
    """Return that yesterday's rules pass what today's refuse, at the line or the option that says the day."""
    judged, today, count = now.judged, now.date, len(now.errors)
    message = Text(
        f"Quy định ngày {format_day(judged)} cho qua điều mà quy định hôm nay, {format_day(today)}, không cho in: "
        f"{count} lỗi dưới đây.",
        f"The rules of {judged} pass what those of today, {today}, refuse: "
        f"{count} {'error' if count == 1 else 'errors'}, told below.",
    )
    if setup.file.job.as_of is not None:
        return PACKAGE_IS_JUDGED_BY_ITS_DAY.finding(message, _AS_OF_GOES, node="as_of")
    return PACKAGE_IS_JUDGED_BY_ITS_DAY.finding(message, _DATE_GOES, where=Where(str(setup.file.path)))


_AS_OF_GOES = Text(
    "Sửa các lỗi ấy rồi xóa dòng as_of: móc khóa in hôm nay phải đúng theo hôm nay.",
    "Correct those errors and remove the line as_of: what is printed today must be right today.",
)
_DATE_GOES = Text(
    "Sửa các lỗi ấy và bỏ --date (cả biến SOURCE_DATE_EPOCH). Muốn tạo lại gói cũ: keytag handoff "
    "--from-package GÓI.zip",
    "Correct those errors and leave out --date (and SOURCE_DATE_EPOCH). To make an old package again: "
    "keytag handoff --from-package FILE",
)
