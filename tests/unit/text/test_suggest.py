"""Did-you-mean: one question for every misspelt name, and for Vietnamese words where an English one stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from keytag.documents.job import Job
from keytag.documents.yaml import json_schema
from keytag.drawing.ink import NAMED_INKS
from keytag.text.suggest import guess, guess_before, likely_names, nearest_name
from keytag.text.text import Text
from keytag.text.vocabulary import WORDS

KNOWN = ("classic", "digital-sra3", "Xã Glar")
SHOPS = ("digital-sra3", "office-a4", "offset-52x72", "offset-65x86", "offset-pvc")
REST = Text("Hiện có.", "There are.")
# Words that Vietnamese has taken over, and the one value of a switch.
BORROWED = {"id", "qr", "cmyk", "keytag"}


def test_the_nearest_is_asked_about() -> None:
    """A slip of a letter or of case finds the name as it is written; a word near none finds nothing."""
    assert nearest_name("CLASIC", KNOWN) == "classic"
    assert guess("xã galr", KNOWN) == Text("Có phải “Xã Glar” không?", "Did you mean “Xã Glar”?")
    assert guess("zzz", KNOWN) is None


def test_the_question_stands_before_the_rest() -> None:
    """What there is follows the question, and stands alone where nothing is near."""
    assert guess_before("clasic", KNOWN, REST).en == "Did you mean “classic”? There are."
    assert guess_before("zzz", KNOWN, REST) == REST


def test_all_names_that_hold_the_word_are_offered() -> None:
    """A part of several names means any of them; a part of one, however short, means that one."""
    assert guess("offset", SHOPS) == Text(
        "Có phải “offset-52x72”, “offset-65x86” hay “offset-pvc” không?",
        "Did you mean “offset-52x72”, “offset-65x86” or “offset-pvc”?",
    )
    assert likely_names("A4", SHOPS) == ("office-a4",)
    assert likely_names("pvc", ("offset-pvc", "pvc-moulded")) == ("pvc-moulded", "offset-pvc")
    assert likely_names("ofset-pvc", SHOPS) == ("offset-pvc",)
    assert likely_names("offset", (*SHOPS, "Offset")) == ("Offset",)


def test_of_very_many_names_the_first_are_offered() -> None:
    """Nobody reads a question of twenty names."""
    asked = guess("code", tuple(f"code-{number}" for number in range(20)))
    assert asked is not None
    assert asked.en == "Did you mean “code-0”, “code-1”, “code-2”, “code-3”, “code-4”, “code-5” …?"


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("trực ban", ("duty", "chief"), "duty"),
        ("Trưởng Công an", ("duty", "chief"), "chief"),
        ("truong cong an", ("duty", "chief"), "chief"),
        ("bầu dục", ("oval", "circle"), "oval"),
        ("Hình tròn", ("oval", "circle"), "circle"),
        ("số lượng", ("quantity", "shop"), "quantity"),
        ("so_luong", ("quantity", "shop"), "quantity"),
        ("màu", ("editions", "colours"), "colours"),
        ("mẫu", ("editions", "colours"), "editions"),
        ("số điện thoại", ("label", "number"), "number"),
        ("số điện thoại", ("issuer", "numbers"), "numbers"),
        ("tự trở", ("sheetwise", "turn"), "turn"),
        ("đỏ", ("white", "flag-red"), "flag-red"),
        ("nhà in", ("issuer", "shop"), "shop"),
    ],
)
def test_vietnamese_words_are_known(word: str, known: tuple[str, ...], meant: str) -> None:
    """A Vietnamese word for a key or a value is answered with what to write, with or without its marks."""
    assert likely_names(word, known) == (meant,)


def test_a_word_means_only_what_can_stand_there() -> None:
    """Where the key that a Vietnamese word stands for is not known, nothing is asked."""
    assert guess("bầu dục", ("duty", "chief")) is None


def _words(schema: dict[str, Any]) -> Iterator[str]:
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {})
        yield from part.get("enum", ())
        for each in part.get("properties", {}).values():
            for node in (each, *each.get("anyOf", ())):
                yield from (word for word in node.get("enum", ()) if isinstance(word, str))
                yield from (word for word in (node.get("const"),) if isinstance(word, str))


def test_every_word_of_a_job_has_a_vietnamese_one() -> None:
    """No key and no value that a job can take, and no ink's name, lacks a Vietnamese word that leads to it."""
    wanted = {*_words(json_schema(Job)), *(ink.name for ink in NAMED_INKS)}
    assert {"duty", "oval", "quantity", "households", "left", "channel", "flag-red"} <= wanted
    assert wanted - BORROWED - set(WORDS) == set()
