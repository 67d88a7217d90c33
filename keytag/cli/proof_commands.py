"""The commands by which an office looks before anything is printed: the proof on paper, pictures to send.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import Date, Job, Out, Shop, code_for, find_named_job, read_order, show_report
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.text.text import Text

Editions = Annotated[
    list[str] | None,
    typer.Option("--edition", metavar="ID", help=texts.EDITION.en, autocompletion=complete.editions),
]

_SIGN = Text(
    "In ở tỷ lệ 100%, đo thanh 100 mm, gọi thử từng số, quét mã, rồi ký.",
    "Print it at 100 %, measure the 100 mm bar, call every number, scan, then sign.",
)
_SEND = Text(
    "Gửi ảnh .png kèm lời trong tệp .txt cùng tên; chờ đơn vị trả lời đúng mã ghi trong đó.",
    "Send each .png with the words of its .txt; wait for an answer with its code.",
)


def gallery(
    ctx: typer.Context,
    job: Job = None,
    shape: Annotated[
        list[str] | None,
        typer.Option("--shape", metavar="SHAPE", help=texts.SHAPE.en, autocompletion=complete.shape_names),
    ] = None,
    edition: Editions = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Draw a job in every template."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder, shapes = Path(values.not_empty(out, "--out")), values.tag_shapes(shape)
    order = read_order(values.day(date), editions=edition)
    from keytag.cli.screen.designs import show_gallery  # noqa: PLC0415
    from keytag.commands.gallery import draw_gallery  # noqa: PLC0415

    with screen.progress(Text("Đang vẽ", "Drawing")) as advance:
        drawn = draw_gallery(path, order, shapes, folder, advance)
    show_gallery(screen, drawn)
    return code_for(drawn.findings)


def proof(
    ctx: typer.Context,
    job: Job = None,
    edition: Editions = None,
    shop: Shop = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Make the proof on paper."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder = Path(values.not_empty(out, "--out"))
    order = read_order(values.day(date), editions=edition, shop=shop)
    from keytag.commands.proof import make_proof  # noqa: PLC0415

    with screen.steps() as step:
        report = make_proof(path, order, folder, screen.options.language, step)
    code = show_report(screen, "proof", report)
    if report.proof is not None:
        editions, pages = len(report.proof.editions), report.proof.pages
        screen.say(
            Text(f"Bản in thử: {editions} mẫu, {pages} trang.", f"Proof: editions {editions}, pages {pages}.")
        )
        screen.say(_SIGN)
    return code


def share(
    ctx: typer.Context,
    job: Job = None,
    edition: Editions = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Make pictures and messages to send."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder = Path(values.not_empty(out, "--out"))
    order = read_order(values.day(date), editions=edition)
    from keytag.commands.share import share as make_pictures  # noqa: PLC0415

    with screen.steps() as step:
        report = make_pictures(path, order, folder, step)
    code = show_report(screen, "share", report)
    if report.proof is not None:
        screen.say(_SEND)
    return code
