"""The sheets by pylabels, fronts and backs one after the other: ``labels_sheet.py TAG.json OUT.pdf``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import labels  # type: ignore[import-untyped]
import qrcode
from reportlab.graphics.shapes import Drawing, Ellipse, Rect, String
from reportlab.lib.colors import CMYKColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

RED, YELLOW = CMYKColor(0, 1, 1, 0), CMYKColor(0, 0, 1, 0)
WHITE, BLACK = CMYKColor(0, 0, 0, 0), CMYKColor(0, 0, 0, 1)


def ground(label: Drawing, width: float, height: float) -> None:
    """Fill the oval and draw the line that follows it."""
    x, y = width / 2, height / 2
    label.add(Ellipse(x, y, x, y, fillColor=RED, strokeColor=None))
    inner = Ellipse(x, y, x - 1.2 * mm, y - 1.2 * mm, fillColor=None, strokeColor=YELLOW, strokeWidth=0.3 * mm)
    label.add(inner)


def centred(x: float, y: float, text: str, size: float, ink: CMYKColor) -> String:
    """Return a line of text."""
    return String(x, y, text, textAnchor="middle", fontName="tag", fontSize=size, fillColor=ink)


def front(label: Drawing, width: float, height: float, tag: dict[str, Any]) -> None:
    """Draw issuer, label, number and slogan."""
    ground(label, width, height)
    for text, y, size, ink in (
        (tag["issuer"], 15.3, 5.5, WHITE),
        (tag["label"], 12.6, 5, WHITE),
        (tag["number"], 7.4, 14, YELLOW),
        (tag["slogan"], 3.6, 5, WHITE),
    ):
        label.add(
            String(width / 2, y * mm, text, textAnchor="middle", fontName="tag", fontSize=size, fillColor=ink)
        )


def back(label: Drawing, width: float, height: float, tag: dict[str, Any]) -> None:
    """Draw the QR code on its white ground, and the caption."""
    ground(label, width, height)
    modules = tag["modules"]
    side = 14 * mm
    step = side / (len(modules) + 8)
    left, bottom = width / 2 - side / 2, height / 2 - side / 2
    label.add(Rect(left, bottom, side, side, fillColor=WHITE, strokeColor=None))
    for row, line in enumerate(reversed(modules)):
        for column, dark in enumerate(line):
            if dark:
                x, y = left + (column + 4) * step, bottom + (row + 4) * step
                label.add(Rect(x, y, step, step, fillColor=BLACK, strokeColor=None))
    label.add(centred(10.2 * mm, height / 2, tag["caption"], 3.8, WHITE))


def main(source: Path, out: Path) -> None:
    """Draw every side of every sheet."""
    tag = json.loads(source.read_text(encoding="utf-8"))
    pdfmetrics.registerFont(TTFont("tag", tag["font"]))
    code = qrcode.QRCode(border=0)
    code.add_data(tag["link"])
    tag["modules"] = code.get_matrix()
    sheet = labels.Specification(
        *tag["page"], tag["columns"], tag["rows"], tag["width"], tag["height"], column_gap=2, row_gap=2
    )
    for side, draw in (("front", front), ("back", back)):
        made = labels.Sheet(sheet, draw)
        made.add_labels([tag] * (tag["sheets"] * tag["columns"] * tag["rows"]))
        made.save(str(out.with_name(f"{out.stem}-{side}.pdf")))


main(Path(sys.argv[1]), Path(sys.argv[2]))
