"""What the page asks, and what it gets: one function for each, over the job that is open.

What was typed becomes edits of the file (`documents.yaml.edit`); what a job should say is the commands' to judge.
"""

from __future__ import annotations

import re
import time
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple

from keytag.documents.job import Job
from keytag.documents.job.roster.headers import EditionColumn
from keytag.documents.yaml.edit import Edit, InsertEntry, MoveEntry, RemoveNode, SetValue
from keytag.documents.yaml.nodes import Plain
from keytag.errors import InvalidDocumentError, KeytagError, UsageError, error_findings
from keytag.files import reader
from keytag.text.text import Language, Text
from keytag.web.drawing import Sketch, findings_object
from keytag.web.form import JobForm
from keytag.web.gate import MAX_BODY, MAX_UPLOAD
from keytag.web.offices import offices_like
from keytag.web.open_job import ConflictError, OpenJob
from keytag.web.page import page_html, part_of_page
from keytag.web.papers import KINDS, Task, made_papers, make
from keytag.web.server import Answer
from keytag.web.table import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    column_edit,
    csv_of,
    own_table_name,
    table_html,
)
from keytag.web.wording import file_title
from keytag.web.workers import Draughtsman, Run

GET_PATHS = frozenset({"", "page.css", "page.js"})
# House rules, in seconds: so often it is looked whether something has changed; how long a page may be silent.
_LOOK_S, _HEARTBEAT_S = 0.3, 5.0
# House rule: a browser opens six connections to a host; so many pages may keep one.
_MOST_STREAMS = 4
# House rules: no field says more; no form changes more at once; no path of a job is deeper.
_MAX_TEXT, _MAX_EDITS, _DEEPEST = 2_000, 60, 8
# House rule, in bytes: a package of a large order.
_MAX_DOWNLOAD = 300_000_000
_STEP = re.compile(r"[A-Za-z0-9_-]{1,80}")
_FILE = re.compile(r"[^/\\:*?\"<>|\x00-\x1f]{1,120}\.(?:xlsx|csv)", re.IGNORECASE)
_KINDS = {".pdf": "application/pdf", ".zip": "application/zip", ".png": "image/png"}
# What the form stands differently for: a template has its own colours, a shape the designs that are meant for it.
_REDRAWN = (("template",), ("tag", "shape"))
_ORDER = tuple(Job.model_fields)
# What a job cannot do without: emptied, it stays as an empty text, and what is missing is said there.
_NEEDED = (("issuer", "name"), ("label",), ("number",))


class Days(NamedTuple):
    """The day that is written into files, and the day on the clock."""

    day: date
    today: date


class Answers:
    """All that pages of one job can ask; calls come from several threads."""

    def __init__(self, job: OpenJob, language: Language, days: Callable[[], Days]) -> None:
        self.job = job
        self._language: Language = language
        self._days = days
        # One draws what is typed, the other looks at it meanwhile: the picture does not wait for the checks.
        self._quick, self._thorough = Draughtsman(), Draughtsman()
        self._lock = Lock()
        self._runs: dict[int, Run] = {}
        self._files: dict[str, Path] = {}
        self._table_of: tuple[bytes, Path] = (b"", job.path)
        self._streams = 0
        self.was_opened = False
        self.last_asked = time.monotonic()
        self._post: dict[str, Callable[[Mapping[str, Any], Language], Answer]] = {
            "draw": self._draw,
            "save": self._save,
            "undo": self._undo,
            "take": self._take,
            "form": self._form,
            "events": self._events,
            "offices": self._offices,
            "table": self._table,
            "save-table": self._save_table,
            "upload": self._upload,
            "column": self._column,
            "run": self._run,
            "stop": self._stop,
            "result": self._result,
            "made": self._made,
        }

    @property
    def post_paths(self) -> dict[str, int]:
        """What may be asked, each with the largest body."""
        return {name: MAX_UPLOAD if name == "upload" else MAX_BODY for name in self._post}

    @property
    def is_watched(self) -> bool:
        """Whether a page is open."""
        return self._streams > 0

    def begin(self) -> None:
        """Start the processes that draw."""
        self._quick.begin()
        self._thorough.begin()
        # Whoever types the first office need not wait for all of them to be read.
        Thread(target=offices_like, args=("a", "", date.max), daemon=True).start()

    def end(self) -> None:
        """Stop all that is at work."""
        for run in self._runs.values():
            run.stop()
        self._quick.end()
        self._thorough.end()

    def get(self, name: str, query: str) -> Answer:
        """Return the page, a part of it, or a file that was made."""
        self.last_asked = time.monotonic()
        if name == "page.css":
            return Answer(part_of_page(name), "text/css")
        if name == "page.js":
            return Answer(part_of_page(name), "text/javascript")
        if name.startswith("files/"):
            return self._download(name[6:])
        language = {"lang=vi": "vi", "lang=en": "en"}.get(query)
        self.was_opened = True
        said: Language = "en" if language == "en" else "vi" if language == "vi" else self._language
        return Answer(page_html(self.job, self._groups(said), said), "text/html")

    def post(self, name: str, asked: Mapping[str, Any]) -> Answer:
        """Return what comes of one question; what cannot be done is said in its language."""
        self.last_asked = time.monotonic()
        language: Language = "en" if asked.get("lang") == "en" else "vi"
        try:
            return self._post[name](asked, language)
        except ConflictError as error:
            return self._failure(error, language, is_conflict=True, shown=error.shown)
        except KeytagError as error:
            return self._failure(error, language)

    def _failure(self, error: KeytagError, language: Language, **more: object) -> Answer:
        """Return what cannot be done, as an answer: a status would be logged by browsers as an error."""
        hint = error.hint.to(language) if error.hint is not None else ""
        said = {
            "ok": False,
            "message": error.message.to(language),
            "hint": hint,
            "digest": self.job.digest,
            **more,
        }
        if isinstance(error, InvalidDocumentError):
            said["findings"] = self._findings(error, language)
        return Answer.of(said)

    def _findings(self, error: KeytagError, language: Language) -> list[dict[str, Any]]:
        sketch = Sketch(self.job.path, self.job.data, self._days().day, language)
        return findings_object(error_findings(error), self.job.data, sketch)

    def _groups(self, language: Language) -> tuple[Any, ...]:
        return JobForm(self.job.path, self._content(), language).groups()

    def _content(self) -> Plain:
        """Return what the job says; nothing of one that is no YAML, whose findings the picture brings."""
        try:
            return self.job.content()
        except InvalidDocumentError:
            return {}

    def _state(self, **more: object) -> Answer:
        return Answer.of(
            {
                "ok": True,
                "digest": self.job.digest,
                "can_undo": self.job.can_go_back,
                "is_new": self.job.is_new,
                **more,
            }
        )

    def _draw(self, asked: Mapping[str, Any], language: Language) -> Answer:
        data = self.job.edited(self._needed(_edits(asked)), _text(asked, "base"))
        edition = asked.get("edition")
        is_quick = asked.get("quick") is True
        chosen = edition if isinstance(edition, str) else None
        sketch = Sketch(self.job.path, data, self._days().day, language, chosen, is_quick)
        return self._state(**(self._quick if is_quick else self._thorough).draw(sketch))

    def _save(self, asked: Mapping[str, Any], language: Language) -> Answer:
        edits = self._needed(_edits(asked))
        self.job.save(edits, _text(asked, "base"))
        changes_rows = any(not isinstance(each, SetValue) or each.path in _REDRAWN for each in edits)
        return self._state(**({"form": self._form_html(language)} if changes_rows else {}))

    def _needed(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return ``edits`` without those that empty a field of which the file says nothing."""
        content = self._content()
        return [each for each in edits if not isinstance(each, RemoveNode) or _has(content, each.path)]

    def _undo(self, asked: Mapping[str, Any], language: Language) -> Answer:
        self.job.go_back(_text(asked, "base"))
        return self._state(form=self._form_html(language))

    def _take(self, _asked: Mapping[str, Any], language: Language) -> Answer:
        self.job.take_from_disk()
        return self._state(form=self._form_html(language))

    def _form(self, _asked: Mapping[str, Any], language: Language) -> Answer:
        return self._state(form=self._form_html(language))

    def _form_html(self, language: Language) -> str:
        return JobForm(self.job.path, self._content(), language).html()

    def _offices(self, asked: Mapping[str, Any], _language: Language) -> Answer:
        found = offices_like(_text(asked, "q"), _text(asked, "province"), self._days().today)
        return self._state(offices=found)

    def _table(self, _asked: Mapping[str, Any], language: Language) -> Answer:
        return self._state(html=table_html(self.job.path, self._content(), language))

    def _save_table(self, asked: Mapping[str, Any], language: Language) -> Answer:
        rows = asked.get("rows")
        if not isinstance(rows, list) or len(rows) > MAX_ROWS or not all(map(_is_row, rows)):
            raise _unclear()
        name = own_table_name(self.job.path)
        # What was chosen for the columns of this table stays.
        is_named = JobForm(self.job.path, self._content(), language).value("editions.from") == name
        edits = [] if is_named else [SetValue(("editions",), {"from": name}, _ORDER)]
        self.job.write_beside({name: csv_of(rows)}, edits, _text(asked, "base"), {name: _text(asked, "table")})
        return self._state(html=table_html(self.job.path, self._content(), language))

    def _upload(self, asked: Mapping[str, Any], language: Language) -> Answer:
        name = _text(asked, "name")
        if not _FILE.fullmatch(name) or name.startswith("."):
            raise UsageError(
                Text("Chỉ nhận tệp .xlsx hoặc .csv.", "Only .xlsx and .csv can be taken."),
                Text("Lưu bảng thành .xlsx rồi thử lại.", "Save the table as .xlsx, then try again."),
            )
        try:
            data = b64decode(_text(asked, "data"), validate=True)
        except NoBase64:
            raise _unclear() from None
        target = self.job.path.with_name(name)
        if reader.file_state(target) and reader.read_bytes(target) != data:
            raise UsageError(
                Text(
                    f"Đã có {name} khác trong thư mục; chưa ghi gì.",
                    f"Another {name} is there; nothing was written.",
                ),
                Text("Đổi tên tệp rồi thử lại.", "Rename the file, then try again."),
            )
        edit = SetValue(("editions",), {"from": name}, _ORDER)
        self.job.write_beside({name: data}, [edit], _text(asked, "base"))
        return self._state(html=table_html(self.job.path, self._content(), language), is_upload=True)

    def _column(self, asked: Mapping[str, Any], _language: Language) -> Answer:
        """Write down what a column of the table is, whatever its heading says."""
        header, use, numbers = _text(asked, "header"), _text(asked, "use"), asked.get("numbers")
        if not header or use not in {"", "numbers", *EditionColumn} or not (numbers is None or _is_row(numbers)):
            raise _unclear()
        listed = [_line(each) for each in numbers] if numbers is not None else None
        edit = column_edit(self._content(), header, use, listed)
        self.job.save(self._needed([edit]), _text(asked, "base"))
        return self._state()

    def _run(self, asked: Mapping[str, Any], language: Language) -> Answer:
        kind, said = _text(asked, "kind"), asked.get("said", {})
        if kind not in KINDS or not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
            raise _unclear()
        if self.job.is_new:
            raise UsageError(
                Text("Chưa có tệp đặt in: hãy điền trước.", "There is no file yet: fill in the form first."),
            )
        if kind == "approve" and not said.get("by", "").strip():
            raise UsageError(Text("Chưa ghi họ tên người duyệt.", "Whoever approves has no name yet."))
        if self.job.is_changed_outside():
            self.job.take_from_disk()
        days = self._days()
        task = Task(kind, self.job.path, self.job.data, days.day, days.today, language, said)
        with self._lock:
            for run in self._runs.values():
                if run.kind == kind:
                    run.stop()
            run = Run(kind, make, task)
            self._runs[run.id] = run
        return self._state(run=run.id)

    def _stop(self, asked: Mapping[str, Any], _language: Language) -> Answer:
        run = self._runs.get(asked.get("run", -1)) if isinstance(asked.get("run"), int) else None
        if run is not None:
            run.stop()
        return self._state()

    def _result(self, asked: Mapping[str, Any], language: Language) -> Answer:
        run = self._runs.get(asked.get("run", -1)) if isinstance(asked.get("run"), int) else None
        return self._state(result=self._shown_result(run, language) if run is not None else None)

    def _made(self, _asked: Mapping[str, Any], language: Language) -> Answer:
        """Return what lies in the folder of papers, from whatever run: it can be had again."""
        found = (path for path in made_papers(self.job.path.parent) if reader.is_file(path))
        shown = [
            self._shown_file(path.relative_to(self.job.path.parent).as_posix(), path, language) for path in found
        ]
        return self._state(files=shown)

    def _events(self, _asked: Mapping[str, Any], language: Language) -> Answer:
        if self._streams >= _MOST_STREAMS:
            seen = reader.file_state(self._table_path())
            return self._state(runs=self._shown_runs(language), outside=self._outside(), table=seen)
        return Answer(kind="application/x-ndjson", lines=self._stream(language))

    def _stream(self, language: Language) -> Iterator[bytes]:
        """Yield a line whenever something is not as it was: the file, or what is at work."""
        import json  # noqa: PLC0415 - as everything else that is sent

        self._streams += 1
        said, told = "", 0.0
        try:
            while True:
                state = {
                    "digest": self.job.digest,
                    "can_undo": self.job.can_go_back,
                    "runs": self._shown_runs(language),
                    "outside": self._outside(),
                    "table": reader.file_state(self._table_path()),
                }
                now = json.dumps(state, ensure_ascii=False)
                if now != said or time.monotonic() - told > _HEARTBEAT_S:
                    yield f"{now if now != said else ''}\n".encode()
                    said, told = now, time.monotonic()
                time.sleep(_LOOK_S)
        finally:
            self._streams -= 1
            self.last_asked = time.monotonic()

    def _outside(self) -> list[str] | None:
        """Return how the file differs from what is open here, in lines; None where it does not."""
        return list(self.job.difference()) if self.job.is_changed_outside() else None

    def _table_path(self) -> Path:
        """Return where the table lies that the editions come from, or would lie; a state is read once for it."""
        data = self.job.data
        if self._table_of[0] is data:
            return self._table_of[1]
        content = self._content()
        editions = content.get("editions") if isinstance(content, dict) else None
        named = editions.get("from") if isinstance(editions, dict) else None
        path = self.job.path.parent / (named if isinstance(named, str) else own_table_name(self.job.path))
        self._table_of = (data, path)
        return path

    def _shown_runs(self, language: Language) -> list[dict[str, Any]]:
        return [self._shown_run(run, language) for run in tuple(self._runs.values())]

    def _shown_run(self, run: Run, language: Language) -> dict[str, Any]:
        """Return how far a run is; what came of it may be large and is asked for once."""
        what, done, total = run.step
        step = what.to(language)
        return {"id": run.id, "kind": run.kind, "state": run.state, "step": step, "done": done, "total": total}

    def _shown_result(self, run: Run, language: Language) -> dict[str, Any]:
        shown = self._shown_run(run, language)
        if run.error is not None:
            hint = run.error.hint.to(language) if run.error.hint is not None else ""
            shown |= {"message": run.error.message.to(language), "hint": hint}
            shown["findings"] = self._findings(run.error, language)
        if run.result is not None:
            files = [
                self._shown_file(each["name"], Path(each["path"]), language)
                for each in run.result.get("files", [])
            ]
            shown |= {**run.result, "files": files}
        return shown

    def _shown_file(self, name: str, path: Path, language: Language) -> dict[str, str]:
        title = file_title(Path(name).as_posix())
        return {
            "name": name,
            "title": title.to(language) if title is not None else name,
            "id": self._file_id(path),
        }

    def _file_id(self, path: Path) -> str:
        """Return the number by which a file that was made can be had: a path never comes from the page."""
        with self._lock:
            for number, known in self._files.items():
                if known == path:
                    return number
            number = str(len(self._files) + 1)
            self._files[number] = path
            return number

    def _download(self, number: str) -> Answer:
        path = self._files.get(number)
        if path is None:
            return Answer.of({"ok": False, "error": "there is nothing here"}, HTTPStatus.NOT_FOUND)
        try:
            data = reader.read_bytes(path, _MAX_DOWNLOAD)
        except KeytagError as error:
            return Answer.of({"ok": False, "error": error.message.en}, HTTPStatus.NOT_FOUND)
        name = re.sub(r"[^A-Za-z0-9._-]", "-", path.name)
        fields = (("Content-Disposition", f'attachment; filename="{name}"'),)
        return Answer(data, _KINDS.get(path.suffix, "application/octet-stream"), fields=fields)


def _edits(asked: Mapping[str, Any]) -> list[Edit]:
    """Return the edits that were sent. Raises UsageError for what is none."""
    given = asked.get("edits", [])
    if not isinstance(given, list) or len(given) > _MAX_EDITS:
        raise _unclear()
    return [_edit(each) for each in given]


def _edit(given: object) -> Edit:
    if not isinstance(given, dict):
        raise _unclear()
    path = tuple(_text(given, "path").split("."))
    if not path or len(path) > _DEEPEST or not all(_STEP.fullmatch(step) for step in path):
        raise _unclear()
    match given.get("op"):
        case "set":
            return _set(path, _text(given, "value"))
        case "remove":
            return RemoveNode(path)
        case "insert":
            return InsertEntry(path, _number(given, "index"), _entry(given.get("value")), _ORDER)
        case "move":
            return MoveEntry(path, _number(given, "index"), _number(given, "to"))
    raise _unclear()


def _set(path: tuple[str, ...], value: str) -> Edit:
    """Return the edit for a field: emptied, its key goes; with a code's or hole's first value all of it."""
    if value or path in _NEEDED or path[-1:] in _NEEDED:
        return SetValue(path, value, _ORDER)
    if path in {("qr", "link"), ("tag", "hole", "diameter")}:
        return RemoveNode(path[:-1])
    return RemoveNode(path)


def _has(content: Plain, path: Sequence[str]) -> bool:
    node = content
    for step in path:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return False
    return True


def _entry(value: object) -> Plain:
    if not isinstance(value, dict) or len(value) > _DEEPEST:
        raise _unclear()
    if not all(isinstance(k, str) and _STEP.fullmatch(k) and isinstance(v, str) for k, v in value.items()):
        raise _unclear()
    return {key: _line(text) for key, text in value.items() if text}


def _text(asked: Mapping[str, Any], key: str) -> str:
    value = asked.get(key, "")
    if not isinstance(value, str) or (len(value) > _MAX_TEXT and key != "data"):
        raise _unclear()
    return value if key == "data" else _line(value)


def _line(value: str) -> str:
    """Return what was typed as one line: what is pasted may bring breaks."""
    return " ".join(value.split())


def _number(asked: Mapping[str, Any], key: str) -> int:
    value = asked.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unclear()
    return value


def _is_row(row: object) -> bool:
    return (
        isinstance(row, list)
        and len(row) <= MAX_COLUMNS
        and all(isinstance(cell, str) and len(cell) <= MAX_CELL for cell in row)
    )


def _unclear() -> UsageError:
    return UsageError(
        Text("Trang gửi điều mà keytag không hiểu.", "The page has sent what keytag does not understand."),
        Text("Tải lại trang.", "Load the page again."),
    )
