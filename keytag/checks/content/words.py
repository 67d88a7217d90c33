"""Words that stand for others still to come, and an office that does not say where it is.

Pure. What is judged is what would print: an edition's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.printed import printed_texts
from keytag.checks.content.subject import JobSubject
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name

WORDS_ARE_FILLED_IN = Rule.warning("words-are-filled-in", __name__)
ISSUER_NAMES_ITS_PLACE = Rule.warning("issuer-names-its-place", __name__)
WORDS_ARE_PLAIN_TEXT = Rule.warning("words-are-plain-text", __name__)
WORDS_CLOSE_WHAT_THEY_OPEN = Rule.warning("words-close-what-they-open", __name__)

# Nothing but signs; what stands in pointed or square brackets; letters that fill a form; a note to oneself.
_STAND_IN = re.compile(
    r"[\W_]+|[<\[{].*[>\]}]|x{3,}|todo|tbd|tba|fixme|lorem ipsum.*|asdf.*"
    r"|(?:điền|nhập|ghi|thêm)\s.*\s(?:ở|vào) đây",
    re.IGNORECASE,
)
# A stand-in among real words: “{{tên xã}}”, “<tên xã>”, “phường ........”, “phường ___”.
_STAND_IN_AMONG_WORDS = re.compile(
    r"\{\{[^{}]{1,40}\}\}|<(?=[^<>]{1,60}>)[^<>]*[^\x00-\x7f<>][^<>]*>|\[(?:tên|điền|số)\b[^\[\]]{0,40}\]|\.{4,}|…{2,}|_{3,}",
    re.IGNORECASE,
)
# HTML 5, 13.5: a named or a numbered character. Tags: those by which text is formatted.
_MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#[0-9]{1,6}|#x[0-9a-f]{1,5});"
    r"|</?(?:b|i|u|br|p|em|strong|span|div|font|a|h[1-6]|li|ul)(?: [^<>]*)?/?>"
    r"|\*\*[^*]|^#{1,6} |^_[^_]+_$|^\*[^*]+\*$|\]\(https?:|\\[nrt]",
    re.IGNORECASE,
)
# What spreadsheets and programs write where a value is missing.
_NO_VALUE = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|^=[A-Z]{1,20}[0-9(]|^(?:null|none|nan|undefined)$",
    re.IGNORECASE,
)
# Signs that come in pairs; the apostrophe of names such as K'Dang does not.
_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"))
# The police, and the words for kinds of place, without any place.
_PLACELESS = re.compile(
    r"(?:bo-)?(?:cong-an|ca|canh-sat)(?:-(?:xa|phuong|dac-khu|tinh|thanh-pho|tp|cap-xa|dia-phuong|so-tai))?"
)


def words_are_filled_in(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each text that is a stand-in, or has one among its words."""
    for node, text in ((each.node, each.text) for each in printed_texts(subject)):
        if _STAND_IN.fullmatch(text.strip()):
            yield WORDS_ARE_FILLED_IN.finding(
                Text(f"{quote(text)} là chữ điền tạm.", f"{quote(text)} stands for words still to come."),
                node=node,
            )
        elif (left := _STAND_IN_AMONG_WORDS.search(text)) is not None:
            yield WORDS_ARE_FILLED_IN.finding(
                Text(
                    f"{quote(text)} còn chỗ điền tạm: {quote(left[0])}.",
                    f"{quote(text)} has a place still to be filled in: {quote(left[0])}.",
                ),
                node=node,
            )


def words_are_plain_text(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each text with a web page's codes, signs of formatting or a spreadsheet's error."""
    for node, text in ((each.node, each.text) for each in printed_texts(subject)):
        left = _MARKUP.search(text) or _NO_VALUE.search(text)
        if left is not None:
            yield WORDS_ARE_PLAIN_TEXT.finding(
                Text(
                    f"{quote(text)} còn ký hiệu của máy: {quote(left[0].strip())}.",
                    f"{quote(text)} has signs for machines in it: {quote(left[0].strip())}.",
                ),
                node=node,
            )


def words_close_what_they_open(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each text with half of a pair of quotation marks or brackets."""
    for node, text in ((each.node, each.text) for each in printed_texts(subject)):
        lone = next((pair for pair in _PAIRS if _is_lone(text, pair)), None)
        if lone is not None:
            sign = lone[0] if lone[0] in text else lone[1]
            yield WORDS_CLOSE_WHAT_THEY_OPEN.finding(
                Text(
                    f"{quote(text)} thừa hoặc thiếu một dấu {sign}.",
                    f"{quote(text)} has a {sign} too many or too few.",
                ),
                node=node,
            )


def _is_lone(text: str, pair: tuple[str, str]) -> bool:
    first, last = pair
    return text.count(first) % 2 == 1 if first == last else text.count(first) != text.count(last)


def issuer_names_its_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each office that is called by its kind alone."""
    said = dict.fromkeys((each.issuer_node, each.issuer_name, each.province) for each in subject.editions)
    for node, name, province in said:
        # The province's own police is told by the province.
        is_provinces = province is not None and re.search(r"-(?:tinh|thanh-pho|tp)$", fold_name(name)) is not None
        if _PLACELESS.fullmatch(fold_name(name)) and not is_provinces:
            yield ISSUER_NAMES_ITS_PLACE.finding(
                Text(
                    f"{quote(name)} chưa cho biết là của nơi nào.", f"{quote(name)} does not say of which place."
                ),
                node=node,
            )


CHECKS = (words_are_filled_in, words_are_plain_text, words_close_what_they_open, issuer_names_its_place)
RULES = (WORDS_ARE_FILLED_IN, WORDS_ARE_PLAIN_TEXT, WORDS_CLOSE_WHAT_THEY_OPEN, ISSUER_NAMES_ITS_PLACE)
