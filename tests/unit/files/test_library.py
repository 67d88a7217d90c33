"""Documents, fonts and profiles are found where the documentation says, and nothing is guessed."""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

import pytest

from keytag.drawing.lettering import Face, missing_characters
from keytag.errors import MissingResourceError
from keytag.files import font_files, library, reader
from keytag.files.library import ResourceKind


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    """A file larger than the limit is read to one byte beyond it, never whole."""
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert len(reader.read_bytes(tmp_path / "large.yaml", 1000)) == 1001


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names for devices")
def test_a_device_is_not_opened() -> None:
    """What is no ordinary file is refused before it is opened."""
    with pytest.raises(MissingResourceError, match="no ordinary file"):
        reader.read_bytes(Path("/dev/zero"))


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    """A file that is not there and a folder have each their own message."""
    with pytest.raises(MissingResourceError, match="No such file"):
        reader.read_bytes(tmp_path / "none.yaml")
    with pytest.raises(MissingResourceError, match="folder"):
        reader.read_bytes(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files_are_named(tmp_path: Path) -> None:
    """A file that may not be read says so."""
    path = tmp_path / "secret.yaml"
    path.touch(mode=0o000)
    with pytest.raises(MissingResourceError, match="permission"):
        reader.read_bytes(path)


@pytest.mark.parametrize("place", ["mine.yaml", "templates/mine.yaml", "templates/shops/mine.yaml"])
def test_own_documents_are_found_beside_the_job(tmp_path: Path, place: str) -> None:
    """A user's document is found beside the job, in templates/ and in the folder of its kind."""
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    job = tmp_path / "ward.yaml"
    job.touch()
    assert library.find(ResourceKind.SHOPS, "mine", job) == path
    assert library.find(ResourceKind.SHOPS, "mine", tmp_path) == path


def test_documents_are_found_by_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a slash or an ending is a path, from the job's folder or from where the command runs."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine.yaml").touch()
    assert library.find(ResourceKind.TAGS, "a/mine.yaml", tmp_path) == tmp_path / "a" / "mine.yaml"
    monkeypatch.chdir(tmp_path / "a")
    assert library.find(ResourceKind.TAGS, "mine.yaml").samefile(tmp_path / "a" / "mine.yaml")


def test_a_job_is_never_taken_for_a_template(tmp_path: Path) -> None:
    """A job that bears a shop's name does not hide the shop."""
    (tmp_path / "office-a4.yaml").write_text("# my job\nkeytag: 1\n", encoding="utf-8")
    assert library.find(ResourceKind.SHOPS, "office-a4", tmp_path).parent == library.builtin_folder(
        ResourceKind.SHOPS
    )


def test_own_documents_are_named(tmp_path: Path) -> None:
    """What lies beside the job is one's own where its key or its folder tells the kind; the nearest wins."""
    files = {
        "press.yaml": "sheet: {width: 320mm}\n",
        "design.yaml": "# mine\ntemplate: 1\n",
        "ward.yaml": "template: classic\nkeytag: 1\n",
        "notes.yaml": "a: 1\n",
        "templates/press.yaml": "sheet: {width: 999mm}\n",
        "templates/shops/unfinished.yaml": "",
        "templates/tags/rare.yaml": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shops = {"press": tmp_path / "press.yaml", "unfinished": tmp_path / "templates/shops/unfinished.yaml"}
    assert library.own_documents(ResourceKind.SHOPS, tmp_path) == shops
    assert set(library.own_documents(ResourceKind.TAGS, tmp_path / "ward.yaml")) == {"design", "rare"}
    assert set(library.own_documents(ResourceKind.CONFIGS, tmp_path)) == {"ward"}
    for name, path in shops.items():
        assert library.find(ResourceKind.SHOPS, name, tmp_path) == path
    assert {*shops, "office-a4"} < set(library.document_names(ResourceKind.SHOPS, tmp_path))


def test_a_document_of_another_kind_does_not_hide_a_built_in(tmp_path: Path) -> None:
    """A template that bears a shop's name is no shop, and the built-in documents are not one's own."""
    (tmp_path / "office-a4.yaml").write_text("template: 1\n", encoding="utf-8")
    assert library.find(ResourceKind.SHOPS, "office-a4", tmp_path).parent == library.builtin_folder(
        ResourceKind.SHOPS
    )
    assert (
        library.own_documents(ResourceKind.SHOPS, library.builtin_folder(ResourceKind.SHOPS).parent.parent) == {}
    )


@pytest.mark.parametrize("name", ["", "nul\0l", "../none/mine", "none.yaml", "digital_sra3"])
def test_what_is_not_there_is_an_error(name: str) -> None:
    """No name that leads nowhere leads to a default."""
    with pytest.raises(MissingResourceError) as caught:
        library.find(ResourceKind.SHOPS, name)
    assert caught.value.hint is not None
    assert "digital-sra3" in caught.value.hint.en


def test_jobs_of_a_folder_are_those_with_the_key(tmp_path: Path) -> None:
    """Only files that open with the key keytag are jobs; a shop or a folder beside them is none."""
    (tmp_path / "b.yaml").write_text("# x\nkeytag: 1\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("\ufeffkeytag : 1\n", encoding="utf-8")
    (tmp_path / "shop.yaml").write_text("name: keytag: 1\n", encoding="utf-8")
    (tmp_path / "dir.yaml").mkdir()
    assert [path.name for path in library.job_files(tmp_path)] == ["a.yaml", "b.yaml"]


def test_fonts_are_files_of_their_packages() -> None:
    """Every listed font is a TrueType or OpenType file that can be read."""
    for font in font_files.all_font_files():
        assert reader.read_bytes(font.path)[:4] in (b"\x00\x01\x00\x00", b"OTTO")


def test_fonts_are_found_by_weight() -> None:
    """A static family answers for its own weights, a variable one for all; nothing else is put in their place."""
    assert font_files.font("be-vietnam-pro", 700).path.name == "BeVietnamPro-Bold.ttf"
    assert font_files.font("roboto", 555).weight is None
    for family, weight in (("be-vietnam-pro", 650), ("roboto", 0), ("arial", 400)):
        with pytest.raises(MissingResourceError):
            font_files.font(family, weight)


def test_the_papers_serif_has_every_vietnamese_letter() -> None:
    """Four cuts of a serif come with keytag, none lacks a letter, and tags are offered none of them."""
    letters = "".join(
        chr(code)
        for code in (*range(0x20, 0x7F), *range(0xC0, 0xFF), *range(0x1EA0, 0x1EFA))
        if code not in (0xD7, 0xF7)
    )
    for family, weight in product(("liberation-serif", "liberation-serif-italic"), (400, 700)):
        assert missing_characters(letters + "ăđĩũơưĂĐĨŨƠƯ…–“”×", Face(family, weight)) == ()
        assert family not in {font.family for font in font_files.all_font_files()}


def test_the_profile_is_an_icc_profile() -> None:
    """The default profile is a CMYK printer profile."""
    data = library.profile_bytes("FOGRA39L_coated")
    assert data[12:20] == b"prtrCMYK"
    assert data[36:40] == b"acsp"


def test_long_names_are_shortened_for_messages() -> None:
    """A path of a usual length is said whole; a longer one keeps its ends."""
    assert reader.shorten_name("out/xa-glar/front.pdf") == "out/xa-glar/front.pdf"
    said = reader.shorten_name("a" * 5000 + ".yaml")
    assert len(said) <= 161
    assert said.startswith("aaa")
    assert said.endswith(".yaml")


def test_a_crowded_folder_does_not_crowd_the_message(tmp_path: Path) -> None:
    """Of very many names the first are listed."""
    for i in range(300):
        (tmp_path / f"press-{i}.yaml").write_text("sheet: x", encoding="utf-8")
    with pytest.raises(MissingResourceError) as caught:
        library.find(ResourceKind.SHOPS, "wholly-other", tmp_path)
    assert caught.value.hint is not None
    assert caught.value.hint.en.endswith(" ….")
    assert len(caught.value.hint.en) < 400
