"""Who answers a number, by what its label says, as labels are written in Vietnam.

Words are looked for with their marks, so that "Trường Bình" is no chief (trưởng) and "Phố Mới" no deputy (phó);
labels typed without marks are known by whole phrases. Knows nothing of the numbers themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from keytag.documents.job.content import Number, NumberRole
from keytag.text.text import bare

# Trực tuyến is online, trực thuộc belonging to, trực tiếp direct: none of them says that somebody is on duty.
_SAID = {
    NumberRole.HOTLINE: r"đường dây nóng|\bhotline\b|\bsố nóng\b",
    NumberRole.DUTY: r"\btrực\b(?! (?:tuyến|thuộc|tiếp))|\bduty\b|\b24 ?/ ?(?:24|7)\b|\b24 ?h\b|\b24 giờ\b",
    NumberRole.DEPUTY: r"\bphó\b|\bp\. ?trưởng\b|\bp\.? ?tca[xp]?\b|\bdeputy\b",
    NumberRole.CHIEF: (
        r"(?<!\bphó )(?<!\bp\.)(?<!\bp\. )\btrưởng\b|(?<!\bphó )\bgiám đốc\b"
        r"|(?<!\bp\.)(?<!\bp )(?<!\bp\. )\btca[xp]?\b|\bchief\b"
    ),
    NumberRole.CHECKPOINT: r"\bchốt\b|\btrạm kiểm soát\b|\bcheckpoint\b",
    NumberRole.NEIGHBOUR: r"\bgiáp ranh\b|\blân cận\b|\bbên cạnh\b|\bláng giềng\b|\bneighbou?r",
}
# The same in labels without any marks, where a phrase is long enough to be nothing else. Patterns are compiled
# when a label asks for them, which spares every run the others.
_SAID_BARE = {
    NumberRole.HOTLINE: r"\bduong-day-nong\b",
    NumberRole.DUTY: r"\btruc-ban\b|\btruc-chi-huy\b|\bthuong-truc\b",
    NumberRole.DEPUTY: r"\bpho-(?:truong-)?(?:cong-an|ca)\b",
    NumberRole.CHIEF: r"(?<!pho-)(?<!\bp-)\btruong-(?:cong-an|ca)\b",
    NumberRole.CHECKPOINT: r"\btram-kiem-soat\b",
    NumberRole.NEIGHBOUR: r"\bgiap-ranh\b",
}


@cache
def roles_in(label: str) -> tuple[NumberRole, ...]:
    """Return every role that ``label`` names, none where it says nothing of who answers.

    A checkpoint at the border of two places ("Chốt giáp ranh") is a checkpoint, not the neighbour's police.
    """
    said = unicodedata.normalize("NFC", label).casefold()
    plain = bare(label) if said.isascii() else None
    roles = tuple(role for role, words in _SAID.items() if re.search(words, said) or _is_bare_in(plain, role))
    if NumberRole.CHECKPOINT in roles:
        return tuple(role for role in roles if role is not NumberRole.NEIGHBOUR)
    return roles


def _is_bare_in(plain: str | None, role: NumberRole) -> bool:
    return plain is not None and re.search(_SAID_BARE[role], plain) is not None


def role_of(number: Number) -> NumberRole:
    """Return who answers ``number``: as the job says, else as its label does."""
    if number.role is not NumberRole.OTHER:
        return number.role
    return next(iter(roles_in(number.label)), NumberRole.OTHER)
