"""The sheets by Typst: ``typeset.py TAG.json FONTS OUT.pdf [untagged] [plain]``."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

tag, fonts, out, *options = sys.argv[1:]
typst.compile(
    str(Path(__file__).with_name("typeset_plain.typ" if "plain" in options else "typeset.typ")),
    output=out,
    root="/",
    font_paths=[fonts],
    ignore_system_fonts=True,
    pdf_tags="untagged" not in options,
    sys_inputs={"tag": str(Path(tag).resolve())},
)
