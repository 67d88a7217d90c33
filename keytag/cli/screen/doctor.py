"""How keytag stands on this machine, as people read it: each question with its answer, then what could be added.

Plain lines of at most 80 columns, without rich: it may be rich that is damaged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from keytag.cli.screen.objects import answer
from keytag.cli.screen.spelling import WIDTH, lines, sentence, tie_figures, visible
from keytag.commands.doctor import Diagnosis, Examination, ExtraProgram, HostFacts, Standing
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

_WORDS = {
    Standing.FINE: Text("tốt", "fine"),
    Standing.ODD: Text("lưu ý", "note"),
    Standing.BROKEN: Text("hỏng", "broken"),
}
_HERE, _NOT_HERE = Text("có", "here"), Text("chưa có", "not here")
_ADDED = Text("Chương trình hỏi thêm, không bắt buộc", "Other programs, none of them needed")
_INSTALL = Text("cài", "get it")
_WORKS = Text("keytag dùng được trên máy này.", "keytag works on this machine.")


def of_examination(examination: Examination, language: Language) -> str:
    """Return the host, each question with its answer, the other programs and the verdict, as lines."""
    shown = [*_host_lines(examination.host, language), ""]
    shown += _diagnosis_lines(examination.diagnoses, language)
    shown += ["", _ADDED.to(language)]
    shown += _program_lines(examination.programs, language)
    return "\n".join([*shown, "", _verdict(examination).to(language)])


def examination_object(command: str, examination: Examination, language: Language) -> str:
    """Return the same as one JSON object."""
    host = examination.host
    return answer(
        command,
        (),
        language,
        ok=examination.works,
        host={
            "keytag": host.program.rpartition(" ")[2],
            "python": host.python,
            "system": host.system,
            "encoding": host.encoding,
            "columns": host.columns,
            "colours": host.colours,
            "variables": dict(host.variables),
        },
        checks=[
            {
                "name": each.name,
                "standing": each.standing.value,
                "message": sentence(each.found, language),
                "hint": sentence(each.hint, language),
            }
            for each in examination.diagnoses
        ],
        programs=[
            {
                "name": each.name,
                "path": each.path,
                "version": each.version,
                "adds": sentence(each.adds, language),
                "get": {system: get.to(language) for system, get in each.get.items()},
            }
            for each in examination.programs
        ],
    )


def _host_lines(host: HostFacts, language: Language) -> Iterator[str]:
    colours = Text("không màu", "no colours")
    if host.colours:
        count = format_count(host.colours, "vi"), format_count(host.colours, "en")
        colours = Text(f"{count[0]} màu", f"{count[1]} colours")
    screen = Text(f"{host.columns} cột, {colours.vi}", f"{host.columns} columns, {colours.en}")
    rows = [
        (Text("Máy", "Machine"), f"{host.python}, {host.system}"),
        (Text("Màn hình", "Screen"), screen.to(language)),
    ]
    if host.variables:
        said = ", ".join(f"{name}={value}" for name, value in host.variables.items())
        rows.append((Text("Biến", "Variables"), said))
    width = max(len(label.to(language)) for label, _ in rows) + 2
    yield host.program
    for label, said in rows:
        start = f"  {label.to(language):<{width}}"
        yield from lines(visible(said), WIDTH, start, " " * len(start))


def _diagnosis_lines(diagnoses: tuple[Diagnosis, ...], language: Language) -> Iterator[str]:
    words = max(len(_WORDS[each.standing].to(language)) for each in diagnoses) + 2
    names = max(len(each.about.to(language)) for each in diagnoses) + 2
    for each in diagnoses:
        start = f"  {_WORDS[each.standing].to(language):<{words}}{each.about.to(language):<{names}}"
        yield from lines(tie_figures(visible(sentence(each.found, language))), WIDTH, start, " " * len(start))
        if each.hint.en:
            yield from lines(visible(sentence(each.hint, language)), WIDTH, " " * len(start), " " * len(start))


def _program_lines(programs: tuple[ExtraProgram, ...], language: Language) -> Iterator[str]:
    words = max(len(each.to(language)) for each in (_HERE, _NOT_HERE)) + 2
    titles = [f"{each.name} {each.version or ''}".strip() for each in programs]
    width = max(map(len, titles)) + 2
    for each, title in zip(programs, titles, strict=True):
        word = _NOT_HERE if each.path is None else _HERE
        start = f"  {word.to(language):<{words}}{title:<{width}}"
        yield from lines(visible(each.adds.to(language)), WIDTH, start, " " * len(start))
        get = each.get.get(sys.platform)
        if each.path is None and get is not None:
            said = f"{_INSTALL.to(language)}: {get.to(language)}"
            yield from lines(said, WIDTH, " " * len(start), " " * len(start))


def _verdict(examination: Examination) -> Text:
    count = sum(each.standing is Standing.BROKEN for each in examination.diagnoses)
    if not count:
        return _WORKS
    return Text(
        f"keytag chưa dùng được trên máy này: {count} chỗ hỏng.",
        f"keytag does not work on this machine: {count} broken.",
    )
