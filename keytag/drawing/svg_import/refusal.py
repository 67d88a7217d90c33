"""How a drawing is refused: one exception inside the reader, what is noted of it, and the words for both."""

from __future__ import annotations

from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.programs import Program, advise
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule, Where
from keytag.text.figures import amount_with_unit, format_count
from keytag.text.text import Text, same_text

# House rules: an emblem takes a few kilobytes; more is a traced photograph.
MAX_BYTES = 2_000_000
MAX_COMMANDS = 10_000
# House rule: ten for each of the most commands; an element draws two or more.
MAX_ELEMENTS = 10 * MAX_COMMANDS
# House rules: no reader wants to be told more at once, nor more lines of one kind.
_MAX_FINDINGS = 20
_MAX_LINES = 8


class RefusedDrawingError(Exception):
    """Something in a drawing that keytag does not take; the reader adds file and line."""

    def __init__(self, rule: Rule, message: Text, hint: Text | None = None, kind: str = "") -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.kind = kind

    def at(self, where: Where, program: Program = Program.UNKNOWN, further: tuple[int, ...] = ()) -> Finding:
        """Return this refusal as a finding; its hint names menus of ``program``, its message ``further`` lines."""
        message = self.message
        if further:
            listed = ", ".join(map(str, further[:_MAX_LINES])) + (" …" if len(further) > _MAX_LINES else "")
            message = Text(
                f"{message.vi.rstrip('.')} (cả ở dòng {listed}).",
                f"{message.en.rstrip('.')} (also line {listed}).",
            )
        hint = self.hint or advise(self.kind, program, self.rule.mend)
        return self.rule.finding(message, hint, where=where)


class Refusals:
    """What was refused in one file: each kind once, at its first place, with the lines of the others."""

    def __init__(self, file: str) -> None:
        self.program = Program.UNKNOWN
        self._file = file
        self._places: dict[str, tuple[RefusedDrawingError, dict[int, int | None]]] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def note(self, refusal: RefusedDrawingError, line: int, column: int | None = None) -> None:
        """Note that ``refusal`` applies at a line of the file."""
        if refusal.message.en in self._places or len(self._places) < _MAX_FINDINGS:
            _, lines = self._places.setdefault(refusal.message.en, (refusal, {}))
            lines.setdefault(line, column)

    def raise_any(self) -> None:
        """Raise InvalidDocumentError with a finding for each kind of thing that was noted."""
        if not self._places:
            return
        findings = []
        for refusal, lines in self._places.values():
            (line, column), *further = lines.items()
            where = Where(self._file, line, column)
            findings.append(refusal.at(where, self.program, tuple(line for line, _ in further)))
        raise invalid_drawing(self._file, tuple(findings))


def invalid_drawing(file: str, findings: tuple[Finding, ...]) -> InvalidDocumentError:
    """Return the exception that carries everything found in ``file``."""
    count = len(findings)
    message = Text(
        f"Hình vẽ {file} chưa dùng được: {count} lỗi.",
        f"The drawing {file} cannot be used: {count} {'problem' if count == 1 else 'problems'}.",
    )
    return InvalidDocumentError(message, findings, findings[0].where if findings else Where(file))


def bad_number(what: str, value: str) -> RefusedDrawingError:
    """Return the refusal of ``value`` for the attribute ``what``."""
    return RefusedDrawingError(
        rules.BAD_VALUE,
        Text(f"{what} không đọc được: “{value[:40]}”.", f"{what} cannot be read: “{value[:40]}”."),
    )


_NAMES: dict[str, tuple[Rule, Text, Text | None]] = {
    "text": (rules.TEXT, Text("chữ (text)", "text"), None),
    "image": (rules.PICTURE, Text("ảnh điểm (image)", "a picture (image)"), None),
    "reference": (rules.REFERENCE, Text("liên kết (href, url)", "a reference (href, url)"), rules.REMOVE),
    "script": (rules.SCRIPT, Text("mã lệnh (script)", "a script"), None),
    "stylesheet": (rules.STYLESHEET, Text("bảng kiểu ở tệp khác", "a style sheet from elsewhere"), None),
    "stroke": (
        rules.STROKE,
        Text("nét không co giãn theo hình (vector-effect)", "a stroke that does not scale (vector-effect)"),
        None,
    ),
    "gradient": (rules.GRADIENT, Text("màu chuyển sắc hay hoa văn", "a gradient or pattern"), None),
    "opacity": (rules.TRANSPARENCY, Text("độ trong suốt (opacity)", "transparency (opacity)"), None),
    "mask": (
        rules.TRANSPARENCY,
        Text("mặt nạ không chỉ trắng và đen (mask)", "a mask that is more than white and black"),
        None,
    ),
    "filter": (rules.TRANSPARENCY, Text("bộ lọc (filter)", "a filter"), None),
    "effect": (
        rules.TRANSPARENCY,
        Text("đầu nét hay vùng cắt lạ (marker, clip-path)", "a marker or unusual clip"),
        None,
    ),
    "doctype": (
        rules.DOCTYPE,
        Text("thực thể (ENTITY) lồng nhau hay từ tệp khác", "entities that hold others or come from a file"),
        None,
    ),
    "animation": (rules.SCRIPT, Text("hoạt hình", "an animation"), None),
}


def not_taken(kind: str) -> RefusedDrawingError:
    """Return the refusal of a known kind of thing (a key of the table above), or of the element ``kind``."""
    rule, name, hint = _NAMES.get(kind, (rules.ELEMENT, same_text(f"<{kind[:40]}>"), None))
    return RefusedDrawingError(
        rule,
        Text(
            f"Hình vẽ có {name.vi}, keytag không in được.",
            f"The drawing holds {name.en}, which keytag does not print.",
        ),
        hint,
        kind if kind in _NAMES else "element",
    )


def lost_reference(name: str) -> RefusedDrawingError:
    """Return the refusal of a reference to what is not in the file, to itself, or deeper than can be followed."""
    return RefusedDrawingError(
        rules.REFERENCE,
        Text(
            f"Hình vẽ tham chiếu tới “{name[:40]}”: không có trong tệp, hoặc quay vòng.",
            f"The drawing refers to “{name[:40]}”, which is not in the file, or refers back to itself.",
        ),
    )


def unknown_css(what: str) -> RefusedDrawingError:
    """Return the refusal of a part of a style sheet that keytag does not follow."""
    return RefusedDrawingError(
        rules.STYLESHEET,
        Text(f"keytag không đọc được “{what[:40]}” của CSS.", f"keytag does not read “{what[:40]}” of CSS."),
        kind="stylesheet",
    )


def not_xml() -> RefusedDrawingError:
    """Return the refusal of a file that breaks XML's rules, or is none at all."""
    return RefusedDrawingError(
        rules.NOT_SVG,
        Text("Tệp không phải là XML đúng quy cách.", "The file is not well-formed XML."),
        Text(
            "Xuất lại hình từ phần mềm vẽ, dạng SVG.", "Export the drawing again from the drawing program, as SVG."
        ),
    )


def not_svg() -> RefusedDrawingError:
    """Return the refusal of XML that is not SVG."""
    return RefusedDrawingError(rules.NOT_SVG, Text("Tệp không phải là SVG.", "The file is not SVG."))


def too_large(size: int | None = None) -> RefusedDrawingError:
    """Return the refusal of a drawing beyond the limits: of ``size`` bytes, or of too many commands."""
    if size is not None:
        return RefusedDrawingError(
            rules.TOO_LARGE,
            Text(
                f"Hình vẽ nặng {size / 1e6:.1f} MB, tối đa {MAX_BYTES / 1e6:g} MB.",
                f"The drawing has {size / 1e6:.1f} MB; {MAX_BYTES / 1e6:g} MB is the most.",
            ),
        )
    return RefusedDrawingError(
        rules.TOO_LARGE,
        Text(
            f"Hình vẽ có hơn {format_count(MAX_COMMANDS)} lệnh vẽ, quá nhiều điểm.",
            f"The drawing has more than {MAX_COMMANDS:,} path commands: too many points.",
        ),
    )


def too_tangled() -> RefusedDrawingError:
    """Return the refusal of outlines that are too many to be cut and united."""
    return RefusedDrawingError(
        rules.TOO_TANGLED,
        Text(
            "Một hình có quá nhiều cạnh đan nhau (evenodd, vùng cắt, nét viền).",
            "A shape has too many sides that cross (even-odd, clip, stroke).",
        ),
    )


def too_long() -> RefusedDrawingError:
    """Return the refusal of a page that is like a thread."""
    return RefusedDrawingError(
        rules.TOO_LONG,
        Text(
            "Trang vẽ (viewBox) dài quá 30 lần bề kia.",
            "One side of the drawing's page (viewBox) is more than 30 times the other.",
        ),
    )


def empty() -> RefusedDrawingError:
    """Return the refusal of a drawing in which nothing is to be seen."""
    return RefusedDrawingError(
        rules.EMPTY, Text("Hình vẽ không có gì để in.", "There is nothing to print in the drawing.")
    )


def differs(across: float, down: float) -> RefusedDrawingError:
    """Return the refusal of a drawing that another program sees otherwise, ``across`` and ``down`` of its page."""
    x, y = (amount_with_unit(100 * share, "%") for share in (across, down))
    return RefusedDrawingError(
        rules.DIFFERS,
        Text(
            f"Hình đọc được khác hình gốc tại {x.vi} × {y.vi} (ngang × dọc trang vẽ).",
            f"What was read looks different from the file at {x.en} × {y.en} of the page (across × down).",
        ),
        kind="differs",
    )
