"""What keytag makes of a folder of SVG files: read, refused and by which rule, and where the picture is another.

    uv run python bench/svg_sets.py FOLDER [--most 300] [--sheet contact.png] [--list art-stroke]

Sets to try are on npm: flag-icons, bootstrap-icons, circle-flags, cryptocurrency-icons, simple-icons, openmoji;
and Debian's adwaita-icon-theme. None is part of the project.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from time import process_time

from keytag.drawing.svg_import import read_art
from keytag.errors import InvalidDocumentError
from keytag.steps.drawing_guard import pictures, refuse_difference


def main() -> None:
    """Read the files that the arguments name and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=0, help="of so many files at most, evenly chosen")
    parser.add_argument("--list", default="", help="name the files that this rule refuses")
    parser.add_argument("--sheet", type=Path, help="a picture of what was read: original beside flat result")
    asked = parser.parse_args()
    files = sorted(asked.folder.rglob("*.svg"))
    if asked.most:
        files = files[:: max(1, len(files) // asked.most)][: asked.most]
    refused: Counter[str] = Counter()
    pairs: list[tuple[bytes, bytes]] = []
    slowest = (0.0, "")
    for file in files:
        start = process_time()
        data = file.read_bytes()
        try:
            art = read_art(data, str(file))
            refuse_difference(data, art, str(file))
            pairs += [pictures(data, art)] if asked.sheet else []
        except InvalidDocumentError as error:
            for rule in dict.fromkeys(finding.rule for finding in error.findings):
                refused[rule] += 1
                if rule == asked.list:
                    said = next(finding for finding in error.findings if finding.rule == rule)
                    print(f"  {said.where}: {said.message.en}")
            refused["(files)"] += 1
        slowest = max(slowest, (process_time() - start, file.name))
    read = len(files) - refused["(files)"]
    print(f"{asked.folder}: read {read} of {len(files)}; slowest {slowest[0]:.2f} s {slowest[1]}")
    for rule, count in refused.most_common():
        print(f"  {count:5} {rule}")
    if asked.sheet:
        _contact_sheet(pairs, asked.sheet)


def _contact_sheet(pairs: list[tuple[bytes, bytes]], to: Path) -> None:
    from io import BytesIO  # noqa: PLC0415 - only for a sheet

    from PIL import Image  # noqa: PLC0415 - the same

    side, across = 64, 10
    sheet = Image.new("RGB", ((2 * side + 12) * across, (side + 6) * (len(pairs) // across + 1)), "#ccc")
    for index, pair in enumerate(pairs):
        for half, data in enumerate(pair):
            picture = Image.open(BytesIO(data)).convert("RGBA")
            picture.thumbnail((side, side))
            at = ((index % across) * (2 * side + 12) + half * (side + 2), (index // across) * (side + 6))
            sheet.paste(picture, at, picture)
    sheet.save(to)


if __name__ == "__main__":
    main()
