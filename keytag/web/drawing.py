"""What the page shows of a job as it is being typed: both sides of a tag as SVG, and what is found.

Runs in a process of its own (`workers`), which loads the libraries of drawing once. What is typed and not saved
yet is taken for the file's text. The words are those of `keytag check`; none is made here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.yaml.nodes import ListNode, Mark, Node, Scalar
from keytag.documents.yaml.parse import parse_yaml
from keytag.documents.yaml.rules import MISSING_KEY
from keytag.documents.yaml.source import decode_document
from keytag.drawing.ink import NAMED_INKS, Ink
from keytag.errors import InvalidDocumentError, KeytagError, error_findings
from keytag.files import reader
from keytag.findings import Finding, Severity, Where
from keytag.output.png import PreviewSide
from keytag.steps.check_editions import compose_and_check
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.edition_names import names_of
from keytag.steps.export import preview_sides
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.press import choose_press
from keytag.steps.progress import no_progress
from keytag.text.text import Language, Text
from keytag.web.wording import NO_NUMBERS, ON_PAGE

_WORDS = {
    Severity.ERROR: Text("Lỗi", "Error"),
    Severity.WARNING: Text("Cảnh báo", "Warning"),
    Severity.NOTE: Text("Lưu ý", "Note"),
}


# The field in which what is missing would stand.
_FIELDS = {"quantity-is-given": "quantity"}


class Sketch(Struct, frozen=True):
    """What is to be drawn: the text of the job at ``path``, and which edition's tag; without one the first."""

    path: Path
    data: bytes
    day: date
    language: Language
    edition: str | None = None
    is_quick: bool = False
    """Whether the picture alone is wanted, before all is checked."""


def draw_sketch(sketch: Sketch) -> dict[str, Any]:
    """Return the tag's sides and size, the editions that there are, the colours in use, and all findings.

    A quick sketch has no findings: those take longer than the picture.
    """
    with reader.read_once():
        reader.set_content(sketch.path, sketch.data)
        try:
            setup, found = load_setup(sketch.path)
            room = choose_press(setup)[2] if not sketch.is_quick else ()
        except KeytagError as error:
            return {"findings": findings_object(error_findings(error), sketch.data, sketch), "is_read": False}
        editions = setup.file.editions
        chosen = next((each for each in editions if each.id == sketch.edition), editions[0])
        if sketch.is_quick:
            composed, _ = compose_editions(setup, (chosen,), no_progress, editions)
            return {"is_read": True, "edition": chosen.id, **_sides(setup, composed)}
        draft = compose_and_check(setup, (chosen,), sketch.day, (*found, *room), no_progress)
        drawn = _sides(setup, draft.editions)
        names = names_of(editions)
        return {
            "is_read": True,
            "edition": chosen.id,
            "editions": [{"id": each.id, "name": names[each.id]} for each in editions],
            "colours": [_colour(setup, ink, role) for role, ink in setup.inks(chosen).items()],
            "palette": [_colour(setup, ink, "") for ink in NAMED_INKS],
            "findings": findings_object(draft.findings, sketch.data, sketch),
            **drawn,
        }


def _sides(setup: JobSetup, composed: Sequence[ComposedEdition]) -> dict[str, Any]:
    """Return both sides of the first of ``composed`` and its size in mm; nothing where none could be composed."""
    if not composed:
        return {}
    front, back = preview_sides(setup, composed[0])
    return {
        "front": side_svg(front),
        "back": side_svg(back),
        "width": setup.shape.width,
        "height": setup.shape.height,
    }


def _colour(setup: JobSetup, ink: Ink, role: str) -> dict[str, str]:
    """Return a colour: of which part of the tag, its name, what it looks like, and its process inks."""
    from keytag.output.pdf.profile import srgb_from_ink  # noqa: PLC0415 - as `preview_sides` does

    red, green, blue = srgb_from_ink(setup.profile, ink)
    cmyk = " ".join(f"{letter}{100 * share:.0f}" for letter, share in zip("CMYK", ink.cmyk, strict=True))
    return {"role": role, "name": ink.name, "look": f"#{red:02x}{green:02x}{blue:02x}", "cmyk": cmyk}


def side_svg(side: PreviewSide) -> str:
    """Return one side as an SVG of its own, in mm, cut out and punched."""
    width, height = f"{side.width:.3f}", f"{side.height:.3f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">'
        f'<clipPath id="cut"><path clip-rule="evenodd" d="{side.cut}"/></clipPath>'
        f'<g clip-path="url(#cut)"><path fill="#fff" d="M0 0H{width}V{height}H0Z"/>{side.drawing}</g></svg>'
    )


def findings_object(findings: Sequence[Finding], data: bytes, sketch: Sketch) -> list[dict[str, Any]]:
    """Return ``findings`` in one language, each with the path of what it is about in the job."""
    paths = _paths_by_mark(data, str(sketch.path))
    language, shown, told = sketch.language, [], set()
    for finding in findings:
        where = finding.where
        is_here = where is not None and where.cell is None and where.file == str(sketch.path)
        path = finding.node or _FIELDS.get(finding.rule, "")
        if is_here and where is not None and where.line and where.column and not path:
            path = paths.get((where.line, where.column), "")
        # Of a file beside the job its name is enough: an officer knows the folder.
        place = _short(where, sketch.path).description.to(language) if where is not None and not is_here else ""
        # Who has the page open knows which folder it is in.
        said = (finding.message.to(language), _hint(finding, path).to(language))
        message, hint = (text.replace(str(sketch.path), sketch.path.name) for text in said)
        if (finding.rule, message, path) in told:
            continue
        told.add((finding.rule, message, path))
        shown.append(
            {
                "severity": finding.severity.value,
                "word": _WORDS[finding.severity].to(language),
                "rule": finding.rule,
                "message": message,
                "hint": hint,
                "path": path,
                "place": place,
                "becomes": finding.becomes if is_here or not where else None,
                "guess": finding.guess if is_here or not where else None,
                "accepted": finding.accepted,
            }
        )
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(shown, key=lambda each: (each["accepted"] is not None, order[each["severity"]]))


def _hint(finding: Finding, path: str) -> Text:
    """Return what to do about ``finding``, in the page's fields where its own hint is of keys and commands."""
    if path == "numbers" and finding.rule == MISSING_KEY.name:
        return NO_NUMBERS
    return ON_PAGE.get(finding.rule, finding.hint)


def _short(where: Where, job: Path) -> Where:
    return replace(where, file=where.file.removeprefix(f"{job.parent}{os.sep}"))


def _paths_by_mark(data: bytes, file: str) -> dict[Mark, str]:
    try:
        root = parse_yaml(decode_document(data, file), file)
    except InvalidDocumentError:
        return {}
    # Of what begins at one place the deepest comes last, and says most.
    return {mark: path for path, mark in _marks(root, ())}


def _marks(node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, Mark]]:
    if isinstance(node.mark, tuple):
        yield ".".join(above), node.mark
    if isinstance(node, Scalar):
        return
    if isinstance(node, ListNode):
        for at, each in enumerate(node.items):
            yield from _marks(each, (*above, str(at)))
        return
    for key, (mark, each) in node.entries.items():
        if isinstance(mark, tuple):
            yield ".".join((*above, key)), mark
        yield from _marks(each, (*above, key))
