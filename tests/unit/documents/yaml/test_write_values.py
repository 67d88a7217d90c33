"""Values written anew by place: nothing else of the document changes."""

from __future__ import annotations

import pytest

from keytag.documents.yaml.write import value_paths, without_invisible, write_values

TEXT = (
    "# đầu tệp\r\n"
    "keytag: 1\r\n"
    "slogan: 'It''s'   # một lời\r\n"
    'numbers: [{label: "Trực ban", number: 0769000101}, {number: "113"}]\r\n'
    "long: >\r\n  hai\r\n  dòng\r\n"
    "first: &a một\r\n"
    "second: *a\r\n"
)


def written(values: dict[str, str], text: str = TEXT) -> str:
    """Return the text with ``values`` in their places."""
    return write_values(text.encode(), "x.yaml", values)[0].decode()


def test_one_value_changes_and_nothing_else() -> None:
    """Comments, blanks, quotation marks, order and line ends stay, with two values on one line as well."""
    after = written({"numbers.0.number": "0769 000 101", "numbers.1.number": "114", "slogan": "Ai's"})
    assert after == (
        TEXT.replace("0769000101", "0769 000 101").replace('"113"', '"114"').replace("'It''s'", "'Ai''s'")
    )


def test_a_byte_order_mark_stays() -> None:
    """A file that Windows wrote begins as it did."""
    data, paths = write_values(b"\xef\xbb\xbfkeytag: 1\n", "x.yaml", {"keytag": "2"})
    assert (data, paths) == (b"\xef\xbb\xbfkeytag: 2\n", frozenset({"keytag"}))


@pytest.mark.parametrize(
    "value", ["a: b", "x #y", "[a", "- a", "null", 'say "no" \\ now', "  blanks  ", "\u2018\u2019", "%", "0x1 "]
)
def test_what_yaml_would_misread_is_quoted(value: str) -> None:
    """Whatever is written comes back as it was meant, also where plain text would say something else."""
    data, paths = write_values(b"keytag: plain\nnext: 1\n", "x.yaml", {"keytag": value})
    again, _ = write_values(data, "x.yaml", {})
    assert paths == {"keytag"}
    assert again == data
    assert b"\nnext: 1\n" in data


@pytest.mark.parametrize("path", ["long", "first", "second", "numbers", "nowhere"])
def test_what_cannot_simply_be_replaced_stays(path: str) -> None:
    """Long forms, shared values, groups and what is not there are left alone."""
    assert write_values(TEXT.encode(), "x.yaml", {path: "neu"}) == (TEXT.encode(), frozenset())


def test_every_value_has_its_place() -> None:
    """Paths are told by line and column, as findings have them; keys have none."""
    paths = value_paths(TEXT.encode(), "x.yaml")
    assert paths[4, 19] == "numbers.0.label"
    assert paths[3, 9] == "slogan"
    assert (3, 1) not in paths


def test_invisible_characters_go() -> None:
    """What hides is taken out, line ends, tabs and letters of every kind stay."""
    data = "a:\t“Đ\u200bak”\u202e\r\n".encode()
    assert without_invisible(data) == "a:\t“Đak”\r\n".encode()
