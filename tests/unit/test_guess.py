"""Did-you-mean: one question for every misspelt name."""

from __future__ import annotations

from keytag.guess import guess, guess_before, nearest
from keytag.wording import Text

KNOWN = ("classic", "digital-sra3", "Xã Glar")
REST = Text("Hiện có.", "There are.")


def test_the_nearest_is_asked_about() -> None:
    """A slip of a letter or of case finds the name as it is written; a word near none finds nothing."""
    assert nearest("CLASIC", KNOWN) == "classic"
    assert guess("xã galr", KNOWN) == Text("Có phải ý bạn là “Xã Glar”?", "Did you mean “Xã Glar”?")
    assert guess("zzz", KNOWN) is None


def test_the_question_stands_before_the_rest() -> None:
    """What there is follows the question, and stands alone where nothing is near."""
    assert guess_before("clasic", KNOWN, REST).en == "Did you mean “classic”? There are."
    assert guess_before("zzz", KNOWN, REST) == REST
