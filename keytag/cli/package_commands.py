"""The commands of the hand-off: make a package, verify one, make keys.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import (
    Backing,
    Count,
    Date,
    Job,
    Layout,
    MaxPlates,
    Out,
    Profile,
    Rules,
    Shop,
    code_for,
    find_named_job,
    read_order,
    show_report,
)
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, KeytagError, UsageError
from keytag.steps.order import PlanLimits
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.commands.approve import WithdrawalRequest
    from keytag.findings import Finding
    from keytag.handoff.verify import PackageResult

Sign = Annotated[
    str | None, typer.Option("--sign", metavar="KEY", help=texts.SIGN.en, autocompletion=complete.secret_keys)
]
FromPackage = Annotated[
    str | None,
    typer.Option("--from-package", metavar="FILE", help=texts.FROM_PACKAGE.en, autocompletion=complete.packages),
]


def approve(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help=texts.APPROVED_BY.en)] = None,
    position: Annotated[str | None, typer.Option("--position", metavar="TEXT", help=texts.POSITION.en)] = None,
    as_: Annotated[
        str,
        typer.Option(
            "--as", metavar="approved|checked|called", help=texts.APPROVED_AS.en, autocompletion=complete.acts
        ),
    ] = "approved",
    called: Annotated[
        list[str] | None, typer.Option("--called", metavar="all|ID", help=texts.NUMBERS_CALLED.en)
    ] = None,
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", metavar="ID", help=texts.APPROVED_EDITION.en, autocompletion=complete.editions),
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help=texts.WITHDRAW.en)] = False,  # noqa: FBT002
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help=texts.WITHDRAWN_WHY.en)] = None,
    scan: Annotated[str | None, typer.Option("--scan", metavar="FILE", help=texts.SCAN.en)] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help=texts.APPROVAL_KEY.en, autocompletion=complete.secret_keys),
    ] = None,
    count: Count = None,
    shop: Shop = None,
    backing: Backing = None,
    date: Date = None,
) -> ExitCode:
    """Record who checked or approved a job's editions."""
    from keytag.cli.keys import read_secret_key  # noqa: PLC0415

    screen = Screen(ctx.obj)
    if withdraw:
        others = (scan, key, count, shop, backing, called)
        values.refuse_other_options(
            any(each is not None for each in others) or as_ != "approved", "--withdraw", _ALONE
        )
        from keytag.commands.approve import WithdrawalRequest  # noqa: PLC0415

        who, post, reason = (
            values.name_of_person(said, option) if said is not None else None
            for said, option in ((by, "--by"), (position, "--position"), (why, "--why"))
        )
        wish = WithdrawalRequest(values.day(date), values.ids(edition, "--edition"), who, post, reason)
        return _withdraw(screen, find_named_job(ctx, job), wish)
    if why is not None:
        raise UsageError(
            Text("--why chỉ dùng cùng --withdraw.", "--why goes with --withdraw alone."),
            Text("Bỏ --why.", "Leave out --why."),
        )
    name = values.name_of_person(by, "--by")
    post = values.name_of_person(position, "--position") if position is not None else None
    act = values.choice(as_, "--as", values.ACTS) or "approved"
    paper = values.not_empty(scan, "--scan")
    secret, password = read_secret_key(values.not_empty(key, "--key"), screen.options.language)
    path = find_named_job(ctx, job)
    order = read_order(values.day(date), count=count, shop=shop, backing=backing, editions=edition)
    from keytag.commands.approve import ApprovalRequest, approve as command  # noqa: PLC0415, I001

    request = ApprovalRequest(
        by=name,
        position=post,
        act=act,
        called=values.ids(called, "--called"),
        scan=Path(paper) if paper is not None else None,
        secret=secret,
        password=password,
    )
    with screen.progress(_CHECKING) as advance:
        report = command(path, order, request, advance)
    return show_report(screen, "approve", report)


_ALONE = Text(
    "Chỉ thêm tệp đặt in, --edition, --by, --position, --why.",
    "Only the job, --edition, --by, --position and --why go with it.",
)


def _withdraw(screen: Screen, path: Path, request: WithdrawalRequest) -> ExitCode:
    from keytag.cli.screen.approvals import show_withdrawal  # noqa: PLC0415
    from keytag.commands.approve import withdraw  # noqa: PLC0415

    show_withdrawal(screen, "approve", withdraw(path, request))
    return ExitCode.FINE


_CHECKING = Text("Đang kiểm tra", "Checking")


def handoff(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    sign: Sign = None,
    from_package: FromPackage = None,
    profile: Profile = None,
    rules: Rules = None,
    unapproved: Annotated[bool, typer.Option("--unapproved", help=texts.UNAPPROVED.en)] = False,  # noqa: FBT002
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Make the package for the print shop."""
    from keytag.cli.keys import read_secret_key  # noqa: PLC0415

    screen, target = Screen(ctx.obj), Path(values.not_empty(out, "--out"))
    key = read_secret_key(values.not_empty(sign, "--sign"), screen.options.language)
    if from_package is not None:
        others = (job, count, shop, layout, backing, max_plates, profile, rules)
        values.refuse_other_options(any(option is not None for option in others) or unapproved, "--from-package")
        # Its own date is the package's to say, also against SOURCE_DATE_EPOCH; --date may only agree with it.
        day = values.day(date) if date is not None else None
        package = Path(values.not_empty(from_package, "--from-package"))
        with screen.steps() as step:
            from keytag.commands import handoff as command  # noqa: PLC0415

            report = command.handoff_again(package, target, key, day, values.today(), step)
        return show_report(screen, "handoff", report)
    path = find_named_job(ctx, job)
    # What makes a package takes a second to load: who waits sees before it that something is going on.
    with screen.steps() as step:
        limits = PlanLimits(max_plates=values.plate_limit(max_plates))
        order = read_order(
            values.day(date),
            count=count,
            shop=shop,
            layout=layout,
            backing=backing,
            profile=profile,
            rules=rules,
            limits=limits,
            approval="unapproved" if unapproved else "required",
        )
        from keytag.commands import handoff as command  # noqa: PLC0415
        from keytag.steps.side_by_side import SideBySide, processors  # noqa: PLC0415

        with SideBySide(processors()) as hands:
            report = command.handoff(path, order, target, key, step, hands)
    return show_report(screen, "handoff", report)


def verify(
    ctx: typer.Context,
    package: Annotated[
        list[str], typer.Argument(metavar="FILE", help=texts.PACKAGE.en, autocompletion=complete.packages)
    ],
    key: Annotated[
        str | None, typer.Option(metavar="PUB", help=texts.PUBLIC_KEY.en, autocompletion=complete.public_keys)
    ] = None,
) -> ExitCode:
    """Say whether packages are as they were made."""
    from keytag.cli.keys import read_public_key  # noqa: PLC0415

    paths = values.package_paths(package)
    public = read_public_key(values.not_empty(key, "--key"))
    from keytag.handoff import verify as package_check  # noqa: PLC0415

    screen = Screen(ctx.obj)
    if len(paths) > 1:
        with screen.steps() as step:
            verified = package_check.verify_packages(paths, public, step, values.today())
        screen.verifications("verify", verified)
        return max(_code_for(each) for _, each in verified)
    with screen.steps() as step:
        verification = package_check.verify_package(paths[0], public, step, values.today())
    screen.verification("verify", verification)
    return _code_for(verification)


def firstsheet(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help=texts.FIRST_SHEET_FILES.en, autocompletion=complete.packages),
    ],
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Hold photographs of the first sheet or of cut tags against the job."""
    photographs, source = values.photographs_and_source(files)
    if source is None or source.endswith((".yaml", ".yml")) or not Path(source).exists():
        path = find_named_job(ctx, source)
    else:
        path = Path(source)
        others = (count, shop, layout, backing, max_plates)
        values.refuse_other_options(any(option is not None for option in others), str(path))
    screen, folder = Screen(ctx.obj), Path(values.not_empty(out, "--out"))
    limits = PlanLimits(max_plates=values.plate_limit(max_plates))
    order = read_order(values.day(date), count=count, shop=shop, layout=layout, backing=backing, limits=limits)
    from keytag.cli.screen.first_sheet import show_first_sheet  # noqa: PLC0415
    from keytag.commands.first_sheet import look_at_first_sheet  # noqa: PLC0415

    with screen.steps() as step:
        seen = look_at_first_sheet(photographs, path, order, folder, screen.options.language, step)
    show_first_sheet(screen, "firstsheet", seen)
    return _code_for_photographs(seen.findings)


def _code_for_photographs(findings: Sequence[Finding]) -> ExitCode:
    """Return the exit code of `firstsheet`: its own where nothing is wrong but that a picture shows nothing."""
    from keytag.findings import Severity  # noqa: PLC0415 - whoever asks for help waits for none of it

    errors = {finding.rule for finding in findings if finding.severity is Severity.ERROR}
    return ExitCode.UNSEEN if errors == {"first-sheet-is-recognised"} else code_for(tuple(findings))


def _code_for(verified: PackageResult) -> ExitCode:
    """Return the exit code for one package: of several, the gravest counts."""
    return verified.exit_code if isinstance(verified, KeytagError) else code_for(verified.findings)


def key(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="new", help=texts.KEY_ACTION.en)],
    name: Annotated[str, typer.Argument(metavar="NAME", help=texts.KEY_NAME.en)] = "keytag",
    password: Annotated[bool, typer.Option("--password", help=texts.PASSWORD.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Make a pair of keys."""
    from keytag.cli.keys import make_keys  # noqa: PLC0415

    values.choice(action, "ACTION", ("new",))
    screen = Screen(ctx.obj)
    secret, public = make_keys(Path(values.not_empty(name, "NAME")), screen.options.language, protect=password)
    screen.written("key", (secret, public))
    screen.say(
        Text(
            f"Giữ kín {secret}; gửi {public} cho người nhận gói.",
            f"Keep {secret} to yourself; give {public} to whoever gets your packages.",
        )
    )
    return ExitCode.FINE
