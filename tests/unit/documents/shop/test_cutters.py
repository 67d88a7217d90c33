"""The built-in cutters: data with its sources, and what a shop may say of its own."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from keytag.documents.shop import Cutter, Shop, read_cutter, read_shop
from keytag.documents.yaml import read_document
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import library

CUTTERS = (
    "graphtec-arms",
    "mimaki",
    "plain-crosses",
    "plain-squares",
    "roland",
    "scanncut",
    "silhouette",
    "summa-opos",
    "zund",
)


def test_the_cutters_are_all_there() -> None:
    """Every cutter that keytag promises is built in, and every shop's cutter is one of them."""
    assert library.document_names("cutters") == CUTTERS
    named = {read_shop(name).cutter for name in library.document_names("shops")}
    assert named <= {None, *CUTTERS}


@pytest.mark.parametrize("name", CUTTERS)
def test_built_in_cutters_read(name: str) -> None:
    """Each bears its file's name, and no marks of it are alike when the sheet is turned."""
    cutter = read_cutter(name)
    assert cutter.name == name
    assert cutter.marks is not None
    assert cutter.marks.count == 3 or cutter.marks.key


@pytest.mark.parametrize("name", CUTTERS)
def test_every_figure_has_its_source(name: str) -> None:
    """Above each line with a figure or a name of a layer stands a comment that says where it comes from."""
    lines = (library.builtin_folder("cutters") / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    told = re.compile(r"\d(mm|in)$|^ +(count|cut|kiss|hole|marks|info|through):")
    bare = [line for above, line in pairwise(lines) if told.search(line) and not above.lstrip().startswith("#")]
    assert [line for line in bare if not line.lstrip().startswith("#")] == []


def test_squares_are_as_large_as_the_machine_looks_for() -> None:
    """OPOS squares are 3 mm; Silhouette's first mark is a square of 5 mm among arms of 20 mm."""
    summa, silhouette = read_cutter("summa-opos").marks, read_cutter("silhouette").marks
    assert summa is not None
    assert silhouette is not None
    assert (summa.mark, summa.size) == ("square", 3)
    assert (silhouette.mark, silhouette.size, silhouette.line, silhouette.first, silhouette.inset) == (
        "corner",
        20,
        0.3,
        5,
        10,
    )


def test_a_shops_own_cutter_comes_first(tmp_path: Path) -> None:
    """A cutter beside the job is taken before the built-in one of that name; an unknown one is missing."""
    text = (library.builtin_folder("cutters") / "zund.yaml").read_text(encoding="utf-8")
    (tmp_path / "zund.yaml").write_text(text.replace("size: 0.25in", "size: 6mm"), encoding="utf-8")
    own, built_in = read_cutter("zund", tmp_path).marks, read_cutter("zund").marks
    assert own is not None
    assert built_in is not None
    assert own.size == 6
    assert built_in.size == pytest.approx(6.35)
    with pytest.raises(MissingResourceError) as caught:
        read_cutter("zünd")
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("mark: dot", "mark: dots", "marks.mark"),
        ("size: 0.25in", "size: 90mm", "marks.size"),
        ("count: 4", "count: 2", "marks.count"),
        ("opens: pdf", "opens: plt", "file.opens"),
        ("cut: Thru-cut Exterior", "cut: 'Thru*cut'", "file.layers.cut"),
    ],
)
def test_impossible_cutters_are_refused(old: str, new: str, message: str) -> None:
    """Marks, files and layers that do not exist are refused at their place."""
    text = (library.builtin_folder("cutters") / "zund.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.replace(old, new).encode(), "cutter.yaml", Cutter)
    assert message in caught.value.findings[0].message.en


def test_one_length_is_that_of_every_edge() -> None:
    """What a machine cannot print is one length all round or four; left out, nothing is said."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    found = []
    for said in ("4mm", "{gripper: 12mm, left: 3}", "{}"):
        shop, _ = read_document(text.replace("unprintable: 4mm", f"unprintable: {said}").encode(), "s.yaml", Shop)
        bare = shop.sheet.unprintable
        assert bare is not None
        found.append((bare.gripper, bare.tail, bare.left, bare.right))
    assert found == [(4, 4, 4, 4), (12, 0, 3, 0), (0, 0, 0, 0)]
    shop, _ = read_document(text.replace(", unprintable: 4mm", "").encode(), "s.yaml", Shop)
    assert shop.sheet.unprintable is None
