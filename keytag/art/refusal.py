"""How a drawing is refused: one exception inside the reader, and the words for what art cannot hold."""

from __future__ import annotations

from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity, Where
from keytag.wording import Text, same

# House rules: an emblem takes a few kilobytes; more is a traced photograph.
MAX_BYTES = 2_000_000
MAX_COMMANDS = 20_000


class RefusedDrawingError(Exception):
    """Something in a drawing that keytag does not take; the reader adds file and line."""

    def __init__(self, rule: str, message: Text, hint: Text) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint

    def at(self, where: Where) -> Finding:
        """Return this refusal as a finding."""
        return Finding(self.rule, Severity.ERROR, self.message, self.hint, where)


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
        "art-bad-value",
        Text(f"{what} không đọc được: “{value[:40]}”.", f"{what} cannot be read: “{value[:40]}”."),
        Text(
            "Lưu lại hình bằng phần mềm vẽ, dạng SVG thường (Plain SVG).",
            "Save the drawing again from the drawing program, as plain SVG.",
        ),
    )


_OUTLINES = Text(
    "Chuyển chữ thành đường nét (Inkscape: Đường nét > Đối tượng thành đường nét; Illustrator: Create Outlines).",
    "Convert text to outlines (Inkscape: Path > Object to Path; Illustrator: Type > Create Outlines).",
)
_EXPAND = Text(
    "Tách thành các hình tô phẳng (Inkscape: Chỉnh sửa > Nhân bản liên kết > Gỡ liên kết; Illustrator: Expand).",
    "Make it plain filled shapes (Inkscape: Edit > Clone > Unlink Clone; Illustrator: Object > Expand).",
)
_VECTOR = Text("Vẽ lại ảnh thành hình tô phẳng.", "Trace the picture into flat filled shapes.")
_REMOVE = Text("Xóa phần này khỏi tệp SVG.", "Take it out of the SVG file.")
_ATTRIBUTES = Text(
    'Ghi màu ngay trên hình, ví dụ fill="#DA251D" (Illustrator: Styling > Presentation Attributes).',
    'Write colours on the shapes, like fill="#DA251D" (Illustrator: Styling > Presentation Attributes).',
)
_FLAT = Text(
    "Tô mỗi hình bằng một màu phẳng, đặc hoàn toàn.", "Fill each shape with one flat, fully opaque colour."
)
_STROKES = Text(
    "Chuyển nét thành hình tô (Inkscape: Đường nét > Nét thành đường nét; Illustrator: Outline Stroke).",
    "Convert strokes to fills (Inkscape: Path > Stroke to Path; Illustrator: Object > Path > Outline Stroke).",
)

_NAMES: dict[str, tuple[str, Text, Text]] = {
    "text": ("art-text", Text("chữ (text)", "text"), _OUTLINES),
    "image": ("art-picture", Text("ảnh điểm (image)", "a picture (image)"), _VECTOR),
    "use": ("art-reference", Text("bản sao liên kết (use)", "a linked copy (use)"), _EXPAND),
    "reference": ("art-reference", Text("liên kết (href, url)", "a reference (href, url)"), _REMOVE),
    "script": ("art-script", Text("mã lệnh (script)", "a script"), _REMOVE),
    "style": ("art-stylesheet", Text("bảng kiểu (style)", "a style sheet (style)"), _ATTRIBUTES),
    "stroke": ("art-stroke", Text("nét viền (stroke)", "a stroke"), _STROKES),
    "gradient": ("art-gradient", Text("màu chuyển sắc hay hoa văn", "a gradient or pattern"), _FLAT),
    "opacity": ("art-transparency", Text("độ trong suốt (opacity)", "transparency (opacity)"), _FLAT),
    "effect": (
        "art-transparency",
        Text("mặt nạ, bộ lọc, vùng cắt hay đầu nét (mask, filter…)", "a mask, filter, clip path or marker"),
        _EXPAND,
    ),
    "doctype": ("art-doctype", Text("khai báo DOCTYPE", "a DOCTYPE"), _REMOVE),
    "animation": ("art-script", Text("hoạt hình", "an animation"), _REMOVE),
}


def not_taken(kind: str) -> RefusedDrawingError:
    """Return the refusal of a known kind of thing (a key of the table above), or of the element ``kind``."""
    rule, name, hint = _NAMES.get(kind, ("art-element", same(f"<{kind[:40]}>"), _EXPAND))
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
        "art-not-svg",
        Text("Tệp không phải là XML đúng quy cách.", "The file is not well-formed XML."),
        Text(
            "Xuất lại hình từ phần mềm vẽ, dạng SVG.", "Export the drawing again from the drawing program, as SVG."
        ),
    )


def not_svg() -> RefusedDrawingError:
    """Return the refusal of XML that is not SVG."""
    return RefusedDrawingError(
        "art-not-svg",
        Text("Tệp không phải là SVG.", "The file is not SVG."),
        Text("Xuất hình từ phần mềm vẽ, dạng SVG.", "Export the drawing from the drawing program as SVG."),
    )


def too_large() -> RefusedDrawingError:
    """Return the refusal of a drawing beyond the limits."""
    megabytes = MAX_BYTES // 1_000_000
    return RefusedDrawingError(
        "art-too-large",
        Text(
            f"Hình vẽ quá nặng: tối đa {megabytes} MB và {MAX_COMMANDS} lệnh vẽ.",
            f"The drawing is too heavy: at most {megabytes} MB and {MAX_COMMANDS} path commands.",
        ),
        Text(
            "Đơn giản hóa hình (Inkscape: Đường nét > Đơn giản hóa).", "Simplify it (Inkscape: Path > Simplify)."
        ),
    )
