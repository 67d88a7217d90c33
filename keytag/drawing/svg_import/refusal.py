"""How a drawing is refused: one exception inside the reader, and the words for what art cannot hold."""

from __future__ import annotations

from keytag.drawing.svg_import import rules
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule, Where
from keytag.text.text import Text, same_text

# House rules: an emblem takes a few kilobytes; more is a traced photograph.
MAX_BYTES = 2_000_000
MAX_COMMANDS = 10_000


class RefusedDrawingError(Exception):
    """Something in a drawing that keytag does not take; the reader adds file and line."""

    def __init__(self, rule: Rule, message: Text, hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint

    def at(self, where: Where) -> Finding:
        """Return this refusal as a finding."""
        return self.rule.found(self.message, self.hint, where=where)


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
    "use": (rules.REFERENCE, Text("bản sao liên kết (use)", "a linked copy (use)"), None),
    "reference": (rules.REFERENCE, Text("liên kết (href, url)", "a reference (href, url)"), rules.REMOVE),
    "script": (rules.SCRIPT, Text("mã lệnh (script)", "a script"), None),
    "style": (rules.STYLESHEET, Text("bảng kiểu (style)", "a style sheet (style)"), None),
    "stroke": (rules.STROKE, Text("nét viền (stroke)", "a stroke"), None),
    "gradient": (rules.GRADIENT, Text("màu chuyển sắc hay hoa văn", "a gradient or pattern"), None),
    "opacity": (rules.TRANSPARENCY, Text("độ trong suốt (opacity)", "transparency (opacity)"), None),
    "effect": (
        rules.TRANSPARENCY,
        Text("mặt nạ, bộ lọc, vùng cắt hay đầu nét (mask, filter…)", "a mask, filter, clip path or marker"),
        rules.EXPAND,
    ),
    "doctype": (rules.DOCTYPE, Text("khai báo DOCTYPE", "a DOCTYPE"), None),
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
            f"Hình vẽ có hơn {MAX_COMMANDS:,} lệnh vẽ, quá nhiều điểm.".replace(",", ".", 1),
            f"The drawing has more than {MAX_COMMANDS:,} path commands: too many points.",
        ),
    )


def too_tangled() -> RefusedDrawingError:
    """Return the refusal of outlines that are too many to be compared."""
    return RefusedDrawingError(
        rules.TOO_TANGLED,
        Text(
            "Hình tô theo quy tắc evenodd có quá nhiều cạnh đan nhau.",
            "A shape filled by the even-odd rule has too many sides.",
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
