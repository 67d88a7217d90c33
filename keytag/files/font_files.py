"""The font files of the font packages, and keytag's own for papers: which there are, and their bytes."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from keytag.errors import MissingResourceError
from keytag.files import library, reader
from keytag.text.text import Text


class FontFile(Struct, frozen=True):
    """One font file; ``weight`` is None for a variable font, which holds all of them."""

    family: str
    weight: int | None
    path: Path


# OpenType 1.9, OS/2 usWeightClass, by the style names of the font packages' files.
_WEIGHTS = {
    "Thin": 100,
    "ExtraLight": 200,
    "Light": 300,
    "Regular": 400,
    "Medium": 500,
    "SemiBold": 600,
    "Bold": 700,
    "ExtraBold": 800,
    "Black": 900,
}
_FAMILIES: dict[str, tuple[str, dict[int | None, str]]] = {
    "be-vietnam-pro": ("fontpkg_be_vietnam_pro", {w: f"BeVietnamPro-{n}.ttf" for n, w in _WEIGHTS.items()}),
    "roboto": ("fontpkg_roboto", {None: "Roboto[wdth,wght].ttf"}),
}
# What administrative papers are set in, and no tag: Times New Roman's widths (Decree 30/2020/NĐ-CP, appendix I).
_PAPER_FAMILIES = {
    ("liberation-serif", 400): "LiberationSerif-Regular.ttf",
    ("liberation-serif", 700): "LiberationSerif-Bold.ttf",
    ("liberation-serif-italic", 400): "LiberationSerif-Italic.ttf",
    ("liberation-serif-italic", 700): "LiberationSerif-BoldItalic.ttf",
}


def all_font_files() -> tuple[FontFile, ...]:
    """Return the font files of every family that tags are set in, lightest first."""
    return tuple(
        FontFile(family, weight, _font_folder(package) / file)
        for family, (package, files) in _FAMILIES.items()
        for weight, file in files.items()
    )


def font(family: str, weight: int) -> FontFile:
    """Return the font file that holds ``weight`` of ``family``.

    Raises:
        MissingResourceError: no such family or weight; no other is put in its place.
    """
    if (family, weight) in _PAPER_FAMILIES:
        folder = library.builtin_folder(library.ResourceKind.FONTS)
        return FontFile(family, weight, folder / _PAPER_FAMILIES[family, weight])
    nothing: tuple[str, dict[int | None, str]] = ("", {})
    package, files = _FAMILIES.get(family, nothing)
    file = files.get(weight, files.get(None))
    if file is None or not 1 <= weight <= 1000:
        listed = ", ".join(_FAMILIES)
        raise MissingResourceError(
            Text(
                f"Không có phông chữ “{family}” độ đậm {weight}.",
                f"There is no font “{family}” of weight {weight}.",
            ),
            Text(f"Hiện có: {listed}; độ đậm 100, 200 … 900.", f"There are: {listed}; weights 100, 200 … 900."),
        )
    return FontFile(family, None if None in files else weight, _font_folder(package) / file)


def font_bytes(family: str, weight: int) -> bytes:
    """Return the bytes of the font file that holds ``weight`` of ``family``."""
    return reader.read_bytes(font(family, weight).path)


@cache
def _font_folder(package: str) -> Path:
    """Find the package's files without importing it, which costs more than reading them."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingResourceError(
            Text(f"Thiếu gói phông chữ {package}.", f"The font package {package} is missing."),
            Text("Cài lại keytag.", "Install keytag again."),
        )
    return Path(spec.submodule_search_locations[0]) / "files"
