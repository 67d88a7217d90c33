"""The files of free layouts: nothing in them is taken on trust."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.documents.layout import layout_text, name_layout, read_layout
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.errors import InvalidDocumentError
from keytag.files import library
from keytag.text.text import Text, same_text

OVAL = Shape(ShapeKind.OVAL, 50, 20)
TWO = layout_text(OVAL, (120, 60), 4, ((25.0, 10.0, 0.0), (90.0, 30.0, 45.5)), same_text("made up"))


def written(folder: Path, text: str) -> Path:
    """Return the path of a file that says ``text``."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A layout's file says its tag, field, gap and places, and has the name by which it is looked for."""
    found = read_layout(written(tmp_path, TWO))
    assert found.places == ((25.0, 10.0, 0.0), (90.0, 30.0, 45.5))
    assert (found.tag.outline, found.field.width, found.gap) == (OVAL, 120, 4)
    assert found.name == name_layout(OVAL, 120, 60, 4) == "oval-50x20-120x60-4"


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("90.0000 30.0000 45.50000", "78.9999 10.0000 0.00000", "Tags 1 and 2 are 3.9999 mm apart", 13),
        ("90.0000 30.0000 45.50000", "25.0000 10.0000 0.00000", "Tags 1 and 2 are 0.0000 mm apart", 13),
        ("25.0000 10.0000", "24.9999 10.0000", "Tag 1 leaves the field", 12),
        ("90.0000 30.0000 45.50000", "90.0000 30.0000 nan", "is not three numbers", 13),
        ("90.0000 30.0000 45.50000", "90.0000 30.0000", "is not three numbers", 13),
        ("gap: 4mm", "gap: 100mm", "is not between", 9),
        ("shape: oval", "shape: egg", "egg", 7),
    ],
)
def test_what_is_wrong_in_a_layout_is_refused_at_its_line(
    tmp_path: Path, old: str, new: str, message: str, line: int
) -> None:
    """Tags too near, out of the field, or no numbers: nobody lays a sheet by such a file."""
    assert old in TWO
    with pytest.raises(InvalidDocumentError) as refused:
        read_layout(written(tmp_path, TWO.replace(old, new)))
    (finding, *_) = refused.value.findings
    assert message in finding.message.en
    assert finding.where is not None
    assert finding.where.line == line


def test_every_layout_that_comes_with_keytag_has_its_own_name() -> None:
    """The file's name is the one by which ``free`` looks for just such tags on just such a field."""
    for path in library.builtin_folder("layouts").glob("*.yaml"):
        found = read_layout(path)
        assert path.stem == found.name
        named = name_layout(found.tag.outline, found.field.width, found.field.height, found.gap)
        level = all(angle == 0 for _, _, angle in found.places)
        assert found.name == (f"{named}-level" if level else named)
        assert isinstance(found.source.vi, str)


def test_where_it_comes_from_is_said_in_both_languages() -> None:
    """A layout's file keeps who found it."""
    assert "vi: tìm ra\n  en: found" in layout_text(OVAL, (60, 30), 4, ((30, 15, 0),), Text("tìm ra", "found"))
