"""Checks of the letters that a job is written in: no foreign look-alikes, no Vietnamese that lost its marks.

Control characters, direction marks and the like never come this far: `keytag.documents.yaml` refuses them and
composes the rest to NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from keytag.checks.artwork.subject import WorkSubject
from keytag.documents.job import EditionContent
from keytag.findings import Finding, Rule
from keytag.text.letter_names import describe_letters
from keytag.text.text import Text

# Unicode 15, Latin-1 Supplement and Latin Extended-B: letters that look like Đ and are none; old fonts and other
# keyboards leave them behind.
_FALSE_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
# House rule: words that are no Vietnamese without their marks, and that tags are full of.
_LOST = re.compile(
    r"\b(cong an|canh sat|truc ban|phuong|truong|huyen|thi tran|thi xa|nguoi|quoc|toan dan|nhan dan|bao ve"
    r"|to giac|toi pham|quet ma|duong day|khan cap|gop y|phan anh)\b",
    re.IGNORECASE | re.ASCII,
)

# UTF-8 read as Windows-1252: its bytes after the first, and what begins a Vietnamese letter. TCVN 5712:1993
# (TCVN3) and VNI read as Unicode: signs and foreign vowels inside words.
_AFTER = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001 - they are what shows
_MISREAD = re.compile(
    rf"á[»º][{_AFTER}]|Ä[‘\u0090]|Æ[°¡¯\u00a0]|Ã[¡¢£¨©ª¬²³´µ¹º½]"  # noqa: RUF001 - the same
    r"|[A-Za-z][µ¶¸¨¬]|[A-Za-z][©ª¹«®](?=[a-z])"  # noqa: RUF001 - the same
    r"|[AEOaeo][øØâÂ]|[öÖ][ôÔ]"
)
# Unicode block Combining Diacritical Marks: one that follows no letter. Those that make a letter are composed.
_STRAY = re.compile(r"(?:^|[\W\d_])(?<![\u0300-\u036f])[\u0300-\u036f]")
# House rule: more letters than this are not read.
_SHOWN = 6

ONE_SCRIPT = Rule.warning("text-is-in-one-script", __name__)
KEEPS_MARKS = Rule.warning("words-keep-their-marks", __name__)
RULES = (ONE_SCRIPT, KEEPS_MARKS)


def texts_of(content: EditionContent) -> Iterator[tuple[str, str]]:
    """Yield every text of an edition with the node that says it; numbers as they are displayed."""
    node = f"{content.node}." if content.node else ""
    yield content.issuer_node, content.issuer_name
    yield content.province_node, content.province or ""
    yield content.slogan_node, content.slogan or ""
    yield f"{node}name", content.name or ""
    if content.qr is not None:
        yield f"{content.qr.node}.caption", content.qr.caption or ""
    for number in content.numbers:
        yield f"{number.node}.label", number.label
        yield f"{number.node}.number", number.display


def text_is_in_one_script(subject: WorkSubject) -> Iterator[Finding]:
    """No letter of another script, and no false Đ, stands among the Latin letters."""
    for node, text in _texts(subject):
        encoded = _MISREAD.search(text)
        if encoded is not None:
            yield ONE_SCRIPT.finding(*_misread(text, encoded), node=node)
            continue
        wide = dict.fromkeys(c for c in text if "\uff01" <= c <= "\uff5e")
        if wide:
            yield ONE_SCRIPT.finding(*_wide(text, wide), node=node)
        stray = _STRAY.search(text)
        if stray is not None:
            yield ONE_SCRIPT.finding(*_loose(text, stray), node=node)
        strange = dict.fromkeys(c for c in text if not c.isascii() and c not in wide and _is_strange(c))
        if strange:
            named = describe_letters(list(strange))
            yield ONE_SCRIPT.finding(
                Text(
                    f"“{_where(text, strange)}” có ký tự không phải chữ Việt: {named.vi}.",
                    f"“{_where(text, strange)}” has letters that are not Latin: {named.en}.",
                ),
                node=node,
            )


def _misread(text: str, found: re.Match[str]) -> tuple[Text, Text]:
    word = next(word for word in text.split() if found[0].split()[0] in word)
    message = Text(
        f"“{word}” sai bảng mã: chữ có dấu đã thành ký tự khác ({found[0]}).",
        f"“{word}” was read in the wrong encoding: letters with marks became others ({found[0]}).",
    )
    return message, Text(
        "Gõ lại dòng này bằng bộ gõ tiếng Việt, bảng mã Unicode; đừng chép từ tệp cũ (TCVN3, VNI).",
        "Type the line again on a Vietnamese keyboard, in Unicode; do not copy it from an old file (TCVN3, VNI).",
    )


def _loose(text: str, found: re.Match[str]) -> tuple[Text, Text]:
    code, rest = f"U+{ord(found[0][-1]):04X}", text[found.end() :].split()
    before = f" trước “{rest[0]}”" if rest else ""
    message = Text(
        f"Có một dấu rời ({code}){before}, không nằm trên chữ nào.",
        f"There is a loose mark ({code}){f' before “{rest[0]}”' if rest else ''}, over no letter.",
    )
    return message, Text("Xóa chỗ đó rồi gõ lại cho liền.", "Delete it there, and type the word again.")


def _wide(text: str, wide: dict[str, None]) -> tuple[Text, Text]:
    plain = unicodedata.normalize("NFKC", text)
    said = " ".join(list(wide)[:_SHOWN])
    message = Text(
        f"“{_where(text, wide)}” có ký tự toàn chiều rộng (full-width: {said}), rộng hơn chữ thường.",
        f"“{_where(text, wide)}” has full-width letters ({said}), wider than plain ones.",
    )
    return message, Text(f"Gõ lại bằng chữ thường: {plain}", f"Type it again in plain letters: {plain}")


def words_keep_their_marks(subject: WorkSubject) -> Iterator[Finding]:
    """No common word of a police office stands without its marks."""
    for node, text in _texts(subject):
        found = _LOST.search(text)
        if found is not None:
            yield KEEPS_MARKS.finding(
                Text(
                    f"“{found[0]}” thiếu dấu tiếng Việt.",
                    f"“{found[0]}” has lost its Vietnamese marks.",
                ),
                node=node,
            )


def _texts(subject: WorkSubject) -> dict[tuple[str, str], None]:
    """Return the texts of all editions, each once."""
    return dict.fromkeys(said for content in subject.contents for said in texts_of(content) if said[1])


@lru_cache(maxsize=512)
def _is_strange(character: str) -> bool:
    if character in _FALSE_D:
        return True
    kind = unicodedata.category(character)
    if kind[0] == "L":
        return not unicodedata.name(character, "").startswith("LATIN ") or kind == "Lo"
    return kind == "Nd"


def _where(text: str, strange: dict[str, None]) -> str:
    """Return the first word that holds one of the letters."""
    return next(word for word in text.split() if any(c in strange for c in word))
