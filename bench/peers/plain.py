"""The sheets by reportlab and qrcode alone, every tag drawn where it stands: ``plain.py TAG.json OUT.pdf``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import qrcode
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

RED, YELLOW, WHITE, BLACK = (0, 1, 1, 0), (0, 0, 1, 0), (0, 0, 0, 0), (0, 0, 0, 1)


def ground(canvas: Canvas, width: float, height: float) -> None:
    """Fill the oval and draw the line that follows it."""
    canvas.setFillColorCMYK(*RED)
    canvas.ellipse(0, 0, width, height, stroke=0, fill=1)
    canvas.setStrokeColorCMYK(*YELLOW)
    canvas.setLineWidth(0.3 * mm)
    canvas.ellipse(1.2 * mm, 1.2 * mm, width - 1.2 * mm, height - 1.2 * mm, stroke=1, fill=0)


def front(canvas: Canvas, tag: dict[str, Any]) -> None:
    """Draw issuer, label, number and slogan."""
    width, height = tag["width"] * mm, tag["height"] * mm
    ground(canvas, width, height)
    for text, y, size, ink in (
        (tag["issuer"], 15.3, 5.5, WHITE),
        (tag["label"], 12.6, 5, WHITE),
        (tag["number"], 7.4, 14, YELLOW),
        (tag["slogan"], 3.6, 5, WHITE),
    ):
        canvas.setFillColorCMYK(*ink)
        canvas.setFont("tag", size)
        canvas.drawCentredString(width / 2, y * mm, text)


def back(canvas: Canvas, tag: dict[str, Any], modules: list[list[bool]]) -> None:
    """Draw the QR code on its white ground, and the caption."""
    width, height = tag["width"] * mm, tag["height"] * mm
    ground(canvas, width, height)
    side = 14 * mm
    step = side / (len(modules) + 8)
    left, bottom = width / 2 - side / 2, height / 2 - side / 2
    canvas.setFillColorCMYK(*WHITE)
    canvas.rect(left, bottom, side, side, stroke=0, fill=1)
    canvas.setFillColorCMYK(*BLACK)
    for row, line in enumerate(reversed(modules)):
        for column, dark in enumerate(line):
            if dark:
                canvas.rect(left + (column + 4) * step, bottom + (row + 4) * step, step, step, stroke=0, fill=1)
    canvas.setFillColorCMYK(*WHITE)
    canvas.setFont("tag", 3.8)
    canvas.drawCentredString(10.2 * mm, height / 2, tag["caption"])


def main(source: Path, out: Path) -> None:
    """Draw every side of every sheet."""
    tag = json.loads(source.read_text(encoding="utf-8"))
    pdfmetrics.registerFont(TTFont("tag", tag["font"]))
    code = qrcode.QRCode(border=0)
    code.add_data(tag["link"])
    modules = code.get_matrix()
    canvas = Canvas(str(out), pagesize=(tag["page"][0] * mm, tag["page"][1] * mm))
    for _ in range(tag["sheets"]):
        for side in ("front", "back"):
            for x, y in tag["places"]:
                canvas.saveState()
                canvas.translate(x * mm, y * mm)
                if side == "front":
                    front(canvas, tag)
                else:
                    back(canvas, tag, modules)
                canvas.restoreState()
            canvas.showPage()
    canvas.save()


main(Path(sys.argv[1]), Path(sys.argv[2]))
