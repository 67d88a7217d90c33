"""The commands of the hand-off: make a package, verify one, make keys.

As `keytag.cli.app`: what was typed becomes one call, and what came of it one exit code.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, figures, given, keys, words
from keytag.cli.frame import (
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
    app,
    job_path,
    shown,
)
from keytag.cli.manual import SpokenCommand
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, KeytagError
from keytag.findings import has_errors
from keytag.rulesets import RULE_SETS
from keytag.text.text import Text

if TYPE_CHECKING:
    import datetime as dt

    from keytag.handoff.verify import PackageResult

Sign = Annotated[
    str | None, typer.Option("--sign", metavar="KEY", help=words.SIGN.en, autocompletion=complete.secret_keys)
]
FromPackage = Annotated[
    str | None,
    typer.Option("--from-package", metavar="FILE", help=words.FROM_PACKAGE.en, autocompletion=complete.packages),
]


@app.command(cls=SpokenCommand, help=words.HANDOFF.en)
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
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Make the package for the print shop."""
    screen, target = Screen(ctx.obj), Path(given.said(out, "--out"))
    secret, password = keys.secret_of(given.said(sign, "--sign"), screen.manner.language)
    if from_package is not None:
        others = (job, count, shop, layout, backing, max_plates, profile, rules)
        given.alone(any(option is not None for option in others), "--from-package")
        # Its own date is the package's to say, also against SOURCE_DATE_EPOCH; --date may only agree with it.
        day = given.day(date) if date is not None else None
        again = Path(given.said(from_package, "--from-package"))
        return _again(screen, again, target, day, (secret, password))
    path = job_path(ctx, job)
    # What makes a package takes a second to load: who waits sees before it that something is going on.
    with screen.steps() as step:
        from keytag.handoff import make as package  # noqa: PLC0415
        from keytag.steps import plate_plan  # noqa: PLC0415

        order = package.HandoffOrder(
            out=target,
            count=figures.count(count),
            shop=given.said(shop, "--shop"),
            layout=given.choice(layout, "--layout", given.LAYOUTS),
            backing=given.choice(backing, "--backing", given.BACKINGS),
            date=given.day(date),
            profile=given.said(profile, "--profile"),
            secret=secret,
            password=password,
            gang=plate_plan.PlanLimits(max_plates=figures.plates(max_plates)),
            rules=given.choice(rules, "--rules", tuple(RULE_SETS)),
            today=given.today(),
        )
        report = package.hand_off(path, order, step)
    return shown(screen, "handoff", report)


def _again(screen: Screen, path: Path, out: Path, day: dt.date | None, key: tuple[str | None, str]) -> ExitCode:
    from keytag.handoff import remake  # noqa: PLC0415

    order = remake.AgainOrder(out, given.today(), day, *key)
    with screen.steps() as step:
        report = remake.hand_off_again(path, order, step)
    return shown(screen, "handoff", report)


@app.command(cls=SpokenCommand, help=words.VERIFY.en)
def verify(
    ctx: typer.Context,
    package: Annotated[
        list[str], typer.Argument(metavar="FILE", help=words.PACKAGE.en, autocompletion=complete.packages)
    ],
    key: Annotated[
        str | None, typer.Option(metavar="PUB", help=words.PUBLIC_KEY.en, autocompletion=complete.public_keys)
    ] = None,
) -> ExitCode:
    """Say whether packages are as they were made."""
    paths = given.packages(package)
    public = keys.public_of(given.said(key, "--key"))
    from keytag.handoff import verify  # noqa: PLC0415

    screen = Screen(ctx.obj)
    if len(paths) > 1:
        with screen.steps() as step:
            standing = verify.verify_packages(paths, public, step, given.today())
        screen.verifications("verify", standing)
        return max(_standing(each) for _, each in standing)
    with screen.steps() as step:
        verification = verify.verify_package(paths[0], public, step, given.today())
    screen.verification("verify", verification)
    return _standing(verification)


def _standing(verified: PackageResult) -> ExitCode:
    """Return the exit code for one package: of several, the gravest counts."""
    if isinstance(verified, KeytagError):
        return verified.exit_code
    return ExitCode.FINDINGS if has_errors(verified.findings) else ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.KEY.en)
def key(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(metavar="new", help=words.KEY_ACTION.en)],
    name: Annotated[str, typer.Argument(metavar="NAME", help=words.KEY_NAME.en)] = "keytag",
    password: Annotated[bool, typer.Option("--password", help=words.PASSWORD.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Make a pair of keys."""
    given.choice(action, "ACTION", ("new",))
    screen = Screen(ctx.obj)
    secret, public = keys.made(Path(given.said(name, "NAME")), screen.manner.language, protect=password)
    screen.written("key", (secret, public))
    screen.say(
        Text(
            f"Giữ kín {secret}; gửi {public} cho người nhận gói.",
            f"Keep {secret} to yourself; give {public} to whoever gets your packages.",
        )
    )
    return ExitCode.FINE
