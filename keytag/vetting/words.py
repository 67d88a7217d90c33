"""Words that stand for others still to come, and an office that does not say where it is.

Pure. What is judged is what would print: an edition's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.document import shown
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.vetting.subject import JobSubject
from keytag.wording import Text, bare

WORDS_ARE_FILLED_IN = Rule(
    "words-are-filled-in",
    Severity.WARNING,
    Text("Không còn chữ điền tạm như “???”, “<khẩu hiệu>”.", "No stand-in such as “???” or “<slogan>” is left."),
    Text("Chữ điền tạm sẽ in nguyên như vậy lên thẻ.", "Stand-ins print just as they are."),
    Text("Ghi chữ thật, hoặc xóa dòng đó.", "Write the real words, or remove the line."),
    HOUSE_RULE,
)
ISSUER_NAMES_ITS_PLACE = Rule(
    "issuer-names-its-place",
    Severity.WARNING,
    Text("Tên cơ quan nói rõ là của xã, phường, tỉnh nào.", "The office's name says of which place it is."),
    Text(
        "Người nhặt được thẻ hay chuyển nhà không biết số của nơi nào.",
        "Whoever finds the tag, or moves house, cannot tell whose numbers these are.",
    ),
    Text("Ghi đủ tên, ví dụ Công an phường An Khê.", "Write the whole name, like Công an phường An Khê."),
    HOUSE_RULE,
)

# Nothing but signs; what stands in pointed or square brackets; letters that fill a form; a note to oneself.
_STAND_IN = re.compile(
    r"[\W_]+|[<\[{].*[>\]}]|x{3,}|(?:todo|tbd|tba|fixme|n/?a|lorem ipsum.*|abc|test|asdf.*)"
    r"|(?:điền|nhập|ghi|thêm) (?:tên|số|khẩu hiệu|nhãn|chữ|vào|nội dung).*(?:ở đây|vào đây|sau)?",
    re.IGNORECASE,
)
# The police, and the words for kinds of place, without any place.
_PLACELESS = re.compile(
    r"(?:bo-)?(?:cong-an|ca|canh-sat)(?:-(?:xa|phuong|dac-khu|tinh|thanh-pho|tp|cap-xa|dia-phuong|so-tai))?"
)


def words_are_filled_in(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each text that is nothing but a stand-in."""
    seen: dict[tuple[str, str], None] = {}
    for content in subject.editions:
        seen[content.issuer_node, content.issuer_name] = None
        seen[content.slogan_node, content.slogan or ""] = None
        if content.name:
            seen[f"{content.node}.name", content.name] = None
        if content.qr is not None:
            seen[f"{content.qr.node}.caption", content.qr.caption or ""] = None
        for number in content.numbers:
            seen[f"{number.node}.label", number.label] = None
    for node, text in seen:
        if text and _STAND_IN.fullmatch(text.strip()):
            yield WORDS_ARE_FILLED_IN.found(
                Text(f"{shown(text)} là chữ điền tạm.", f"{shown(text)} stands for words still to come."),
                node=node,
            )


def issuer_names_its_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each office that is called by its kind alone."""
    for node, name in dict.fromkeys((content.issuer_node, content.issuer_name) for content in subject.editions):
        if _PLACELESS.fullmatch(bare(name)):
            yield ISSUER_NAMES_ITS_PLACE.found(
                Text(f"{shown(name)} không nói là của nơi nào.", f"{shown(name)} does not say of which place."),
                node=node,
            )


CHECKS = (words_are_filled_in, issuer_names_its_place)
RULES = (WORDS_ARE_FILLED_IN, ISSUER_NAMES_ITS_PLACE)
