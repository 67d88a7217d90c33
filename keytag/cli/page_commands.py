"""The command `open`: the page on which a job is filled in without YAML, on this computer alone.

What was typed becomes one call. It ends when the last page has been closed for a while, or by Ctrl-C.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import help_texts as texts
from keytag.cli import values
from keytag.cli.options import Job, find_named_job
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, UsageError
from keytag.files import allowed_paths, library, reader
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.web.history import History
    from keytag.web.open_job import OpenJob


def open_(
    ctx: typer.Context,
    job: Job = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=texts.NO_BROWSER.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Open the page of a job; a new one is begun where none is here."""
    screen = Screen(ctx.obj)
    values.refuse_gone_folder()
    # Officers read Vietnamese whatever their computer speaks; the page has a link to the other language.
    language: Language = screen.options.asked_language or "vi"
    if job is None and _is_empty(Path()):
        opened = _new_job(Path(values.DEFAULT_JOB), language)
    else:
        path = find_named_job(ctx, job)
        if allowed_paths.is_inside(library.builtin_folder(library.ResourceKind.CONFIGS), path):
            raise _of_keytag(path)
        from keytag.web.open_job import OpenJob  # noqa: PLC0415

        opened = OpenJob(path.absolute(), history=_history(path.absolute()))
    from keytag.web.answers import Days  # noqa: PLC0415
    from keytag.web.serve import run_page  # noqa: PLC0415

    def tell(address: str) -> None:
        screen.opened("open", opened.path, address)
        if not no_browser:
            import webbrowser  # noqa: PLC0415 - costs time that --no-browser need not spend

            if not webbrowser.open_new_tab(address):
                screen.say(_BY_HAND)

    run_page(
        opened,
        language,
        lambda: Days(values.day(None), values.today()),
        tell,
        lambda: screen.aside(_TWICE),
    )
    return ExitCode.FINE


def _is_empty(folder: Path) -> bool:
    """Tell whether no job lies in ``folder``, nor what may be one."""
    is_there = reader.is_file(folder / values.DEFAULT_JOB)
    return not (is_there or library.job_files(folder) or library.text_files_of_jobs(folder))


def _new_job(path: Path, language: Language) -> OpenJob:
    """Return a first job as `init` begins it; nothing is written before something was filled in."""
    from keytag.commands.init import SCHEMA_FILE  # noqa: PLC0415
    from keytag.documents.job import Job as JobModel  # noqa: PLC0415
    from keytag.documents.job import Starter, starter_text  # noqa: PLC0415
    from keytag.documents.yaml import json_schema_text  # noqa: PLC0415
    from keytag.web.open_job import OpenJob  # noqa: PLC0415

    text = starter_text(Starter("", None, ()), SCHEMA_FILE, language)
    schema = json_schema_text(JobModel, language).encode()
    return OpenJob(path.absolute(), text.encode(), {SCHEMA_FILE: schema}, _history(path.absolute()))


def _history(path: Path) -> History | None:
    import os  # noqa: PLC0415 - as the rest

    from keytag.web.history import History, state_folder  # noqa: PLC0415

    folder = state_folder(os.environ)
    return History(folder, path) if folder is not None else None


def _of_keytag(path: Path) -> UsageError:
    name = library.job_name(path)
    return UsageError(
        Text(
            f"{name} là ví dụ kèm keytag: không sửa được ở đó.",
            f"{name} is keytag's own sample: it is not changed.",
        ),
        Text(
            f"Chép ra thư mục của mình trước: keytag show {name} --out {name}.yaml",
            f"Copy it to a folder of yours first: keytag show {name} --out {name}.yaml",
        ),
    )


_BY_HAND = Text(
    "Không mở được trình duyệt: chép địa chỉ trên vào trình duyệt.",
    "No browser could be opened: copy the address above into one.",
)
_TWICE = Text(
    "Địa chỉ mở trang vừa được dùng lần thứ hai và đã bị từ chối. Nếu không phải bạn, nhấn Ctrl-C rồi chạy lại.",
    "The address was used a second time, and refused. If that was not you, press Ctrl-C and run it again.",
)
