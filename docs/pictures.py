"""Make the pictures of the README from the sample jobs: ``uv run --locked python docs/pictures.py``.

Tags come from keytag's own preview, sheets from PDFium, so that a picture shows what readers of the files see.
Same sources, same pictures; commit what changed in ``docs/images/``.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pypdfium2
import yaml
from PIL import Image

from keytag.cli import exit_code
from keytag.documents.template import is_meant_for, read_template
from keytag.drawing.geometry import ShapeKind

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
DATE = "2026-01-15"
# House rule: a README opens quickly on a telephone.
MOST_BYTES = 150_000
DPI_OF_PDF = 72

# Picture, job, edition: one for each built-in template, and the ward of today.
TAGS = (
    ("classic", "an-phu", "an-phu"),
    ("directory", "can-giuoc", "huyen-can-giuoc"),
    ("hotline", "tri-quang", "tri-quang"),
    ("group", "dat-do", "nhom-01"),
    ("ward", "ward", "ward"),
)

# Designs that no sample has: the ward's job on tags of all shapes.
_OVAL = "{shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}"
_CIRCLE = "{shape: circle, width: 36mm, height: 36mm, hole: {diameter: 4mm, edge: 2.5mm, side: top}}"
_CARD = (
    "{shape: rectangle, width: 50mm, height: 30mm, corner: 3mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}"
)
_PILL = "{shape: pill, width: 56mm, height: 22mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}"
# Contact sheets: templates to a sheet, the share of a preview in per cent, pixels between tags.
_A_SHEET, _SMALL, _GAP = 4, 33, 12
_PROVINCES = {"short": "Gia Lai", "long": "Hà Nội"}
MOCKUPS = (("ward", "ward"),)
GALLERY = (
    ("band", _OVAL),
    ("split", _CARD),
    ("seal", _CIRCLE),
    ("plate", _CARD),
    ("night", _OVAL),
    ("school", _PILL),
    ("market", _CARD),
)


def keytag(*arguments: str) -> None:
    """Run keytag from the source tree; stop where it fails."""
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run([sys.executable, "-m", "keytag", *arguments, "--quiet"], check=True, cwd=ROOT, env=env)


def save(picture: Image.Image, name: str, colours: int = 128) -> None:
    """Write ``picture`` with as many colours as it needs, and complain where it is still too large."""
    reduced = picture.convert("RGB").quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    data = io.BytesIO()
    reduced.save(data, "PNG", optimize=True)
    if len(data.getvalue()) > MOST_BYTES:
        raise SystemExit(f"{name}.png has {len(data.getvalue())} bytes; at most {MOST_BYTES} are wanted")
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / f"{name}.png").write_bytes(data.getvalue())
    print(f"docs/images/{name}.png  {picture.width} x {picture.height}  {len(data.getvalue()) / 1000:.0f} kB")


def page(pdf: pypdfium2.PdfDocument, number: int, dpi: float) -> Image.Image:
    """Return a page as a picture."""
    picture: Image.Image = pdf[number].render(scale=dpi / DPI_OF_PDF).to_pil()
    return picture.convert("RGB")


def tags(folder: Path) -> None:
    """Make the picture of each template's tag."""
    for name, job, edition in TAGS:
        keytag(
            *("render", f"configs/{job}.yaml", "--edition", edition, "--format", "png"),
            *("--date", DATE, "-o", str(folder / job)),
        )
        save(Image.open(folder / job / edition / "tag.png"), f"tag-{name}", 200)


def gallery(folder: Path) -> None:
    """Make the picture of each template that no sample shows."""
    job = (ROOT / "tests" / "cases" / "compositions" / "classic.yaml").read_text("utf-8").partition("# ---- ")[0]
    kept = [line for line in job.splitlines() if not line.startswith(("template:", "tag:"))]
    for name, tag in GALLERY:
        path = folder / f"{name}.yaml"
        path.write_text("\n".join((*kept, f"tag: {tag}", f"template: {name}", "")), encoding="utf-8")
        keytag("render", str(path), "--format", "png", "--date", DATE, "-o", str(folder / name))
        (picture,) = (folder / name).rglob("tag.png")
        save(Image.open(picture), f"tag-{name}", 200)


def contact_sheets(folder: Path) -> None:
    """Make sheets of every template with one to eight numbers (twelve in a directory), on the shapes it is for.

    The jobs are those of the bench: with and without hole, code and slogan, with short and long names.
    """
    said = yaml.safe_load((ROOT / "tests" / "cases" / "compositions" / "product" / "set.yaml").read_text("utf-8"))
    names = sorted(path.stem for path in (ROOT / "templates" / "tags").glob("*.yaml"))
    for number, some in enumerate(names[at : at + _A_SHEET] for at in range(0, len(names), _A_SHEET)):
        rows = [[_contact(folder, said, template, *each) for each in _wishes(said, template)] for template in some]
        wide = [max(row[at].width for row in rows if at < len(row)) + _GAP for at in range(max(map(len, rows)))]
        high = [max(cell.height for cell in row) + _GAP for row in rows]
        sheet = Image.new("RGB", (sum(wide) + _GAP, sum(high) + _GAP), "#e4e4e2")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.paste(cell, (_GAP + sum(wide[:column]), _GAP + sum(high[:at])))
        path = IMAGES / f"every-{number + 1}.jpg"
        sheet.save(path, "JPEG", quality=68, optimize=True)
        print(f"docs/images/{path.name}  {sheet.width} x {sheet.height}  {path.stat().st_size / 1000:.0f} kB")


def _wishes(said: dict[str, Any], template: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each job of the set a shape on which the template is meant for so many numbers, in turn."""
    meant = read_template(template).meant
    for at, wish in enumerate(said["jobs"].values()):
        count = wish["numbers"]
        shapes = [
            name for name, tag in said["shapes"].items() if is_meant_for(meant, ShapeKind(tag["shape"]), count)
        ]
        if shapes and template in wish.get("templates", [template]):
            yield shapes[(at * 3 + len(template)) % len(shapes)], wish


def _contact(folder: Path, said: dict[str, Any], template: str, shape: str, wish: dict[str, Any]) -> Image.Image:
    """Return both sides of a job of the set, small."""
    name = "long" if wish.get("long") else "short"
    job = {
        "keytag": 1,
        "sample": True,
        "as_of": DATE,
        "template": template,
        "tag": said["shapes"][shape],
        "issuer": {"name": said["names"][name], "province": _PROVINCES[name]},
        "numbers": said["numbers"][: wish["numbers"]],
    }
    job |= {"slogan": said["slogan"]} if wish.get("slogan") else {}
    job |= {"qr": {"link": said["link"], "caption": said["caption"]}} if wish.get("code") else {}
    job |= {"editions": [{"id": "to-9", "name": said["name"]}]} if template == "group" else {}
    name = f"{template}-{shape}-{wish['numbers']}"
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(job, allow_unicode=True, sort_keys=False), encoding="utf-8")
    if exit_code(["render", str(path), "--format", "png", "--date", DATE, "-o", str(folder / name), "--quiet"]):
        raise SystemExit(f"{name} was not drawn")
    (picture,) = (folder / name).rglob("tag.png")
    with Image.open(picture) as drawn:
        return drawn.convert("RGB").resize((drawn.width * _SMALL // 100, drawn.height * _SMALL // 100))


def mockups(folder: Path) -> None:
    """Make the pictures of tags as one will hold them."""
    for name, job in MOCKUPS:
        keytag("render", f"configs/{job}.yaml", "--format", "mockup", "--date", DATE, "-o", str(folder / "mockup"))
        picture = Image.open(folder / "mockup" / job / "mockup.png").convert("RGB")
        picture.thumbnail((900, 900))
        # Light and shadow in two hundred colours would be bands.
        path = IMAGES / f"mockup-{name}.jpg"
        picture.save(path, "JPEG", quality=84, optimize=True)
        print(f"docs/images/{path.name}  {picture.width} x {picture.height}  {path.stat().st_size / 1000:.0f} kB")


def sheets(folder: Path) -> None:
    """Make the pictures of a sheet: front and back beside each other, and the front's foot with its marks."""
    keytag("sheet", "configs/an-phu.yaml", "--count", "3200", "--date", DATE, "-o", str(folder))
    pdf = pypdfium2.PdfDocument(folder / "sheets.pdf")
    front, back = page(pdf, 0, 36), page(pdf, 1, 36)
    gap = 30
    both = Image.new("RGB", (front.width + back.width + 3 * gap, front.height + 2 * gap), "#8a8a88")
    both.paste(front, (gap, gap))
    both.paste(back, (front.width + 2 * gap, gap))
    save(both, "sheet", 64)
    large = page(pdf, 0, 130)
    save(large.crop((0, large.height - large.height // 6, large.width, large.height)), "sheet-foot", 96)
    pdf.close()


def pages(folder: Path) -> None:
    """Make the pictures of papers: a sheet map, a receipt sheet, a page of labels."""
    keytag("sheet", "configs/dak-doa-bang.yaml", "--date", DATE, "-o", str(folder / "map"))
    keytag("packing", "configs/an-phu-to-dan-pho.yaml", "--date", DATE, "-o", str(folder))
    for name, file, dpi in (
        ("sheet-map", "map/map.pdf", 90),
        ("packing-receipts", "packing/receipts.pdf", 60),
        ("packing-boxes", "packing/boxes-a4.pdf", 60),
    ):
        pdf = pypdfium2.PdfDocument(folder / file)
        sheet = page(pdf, 0, dpi)
        framed = Image.new("RGB", (sheet.width + 2, sheet.height + 2), "#b0b0ae")
        framed.paste(sheet, (1, 1))
        save(framed, name, 128)
        pdf.close()


# What an office's own list looks like: a title, a group's heading, a dropped 0, a sum. All of it is made up.
TABLE = """DANH SÁCH MẪU (không có thật);;;;;
TT;Tên xã, phường;Số hộ;Trực ban;Trưởng Công an;Họ tên
I;Cụm phía Đông;;;;
1;Phường An Khê;120;0269 3000 113;769000101;Người Mẫu
2;Phường An Bình;90;0269 3000 114;"0769  000 102";Người Mẫu
;Tổng cộng;210;;;
"""


def forms(folder: Path) -> None:
    """Make the pictures of the page of `keytag open`; without Chromium they stay as they are."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("Chromium is not installed: docs/images/page-*.png stay as they are")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these pictures need it

    job = (ROOT / "configs" / "ward.yaml").read_text("utf-8")
    (folder / "ward.yaml").write_text(job, encoding="utf-8")
    (folder / "communes.yaml").write_text(
        "keytag: 1\nsample: true\nissuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}\nshop: office-a4\n"
        "editions: {from: danh-sach.csv}\n",
        encoding="utf-8",
    )
    (folder / "danh-sach.csv").write_text(TABLE, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in ("vi", "en"):
            for name, width, part in (("ward", 1180, "tag"), ("ward", 360, "tag"), ("communes", 1180, "many")):
                shot = form_picture(browser, folder / f"{name}.yaml", language, width, part)
                kind = "table" if part == "many" else "narrow" if width < 400 else "form"
                save(shot, f"page-{kind}-{language}", 128)
        browser.close()


def form_picture(browser: Browser, job: Path, language: str, width: int, part: str) -> Image.Image:
    """Return what a window so wide shows of the page of ``job`` once its tag is drawn."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1768435200", "XDG_STATE_HOME": str(job.parent / "state")}
    command = (sys.executable, "-m", "keytag", "open", str(job), "--no-browser", "--json", "--lang", language)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT) as server:
        first = server.stdout.readline() if server.stdout is not None else "{}"
        window = browser.new_page(viewport={"width": width, "height": 780}, reduced_motion="reduce")
        window.goto(json.loads(first)["url"])
        if part == "many":
            window.evaluate("location.hash = 'many'")
            window.locator("[data-run=read]").click(timeout=60_000)
            window.locator("#reading table").wait_for(timeout=120_000)
            window.locator("[data-run-of=read] p").first.wait_for()
        else:
            window.locator("#sides.drawn").wait_for(timeout=120_000)
            window.locator("#other-found > *").first.wait_for(timeout=120_000)
        picture = Image.open(io.BytesIO(window.screenshot(full_page=part == "many")))
        window.close()
        server.send_signal(signal.SIGINT)
    return picture.convert("RGB")


def main() -> None:
    """Make all pictures."""
    with TemporaryDirectory() as name:
        tags(Path(name))
        gallery(Path(name))
        contact_sheets(Path(name))
        mockups(Path(name))
        sheets(Path(name))
        pages(Path(name))
        forms(Path(name))


if __name__ == "__main__":
    main()
