"""Which kind of document a key belongs to: the job, the template or the shop's file.

Knows the keys by name alone, for the kinds know nothing of one another; a test holds the names against the models.
What stands in several kinds, or reads as something else in a job (name, title, code), is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from keytag.documents.yaml.refusal import shown
from keytag.documents.yaml.rules import DOCUMENT_IS_OF_ITS_KIND
from keytag.findings import Finding, Where
from keytag.text.text import Text

KEYS: dict[str, tuple[str, ...]] = {
    "job": (
        "keytag",
        "sample",
        "as_of",
        "places",
        "issuer",
        "slogan",
        "numbers",
        "qr",
        "tag",
        "quantity",
        "overs",
        "budget",
        "shop",
        "mark",
        "editions",
        "spare",
        "allotments",
        "order",
        "accept",
    ),
    "template": ("front", "back"),
    "shop": (
        "sheet",
        "gripper",
        "sides",
        "tail",
        "gap",
        "bleed",
        "safe",
        "minimum",
        "layout",
        "backing",
        "spots",
        "marks",
        "cutter_setup",
        "cutter",
        "cut",
        "cutter_marks",
        "process",
        "inks",
        "most_inks",
        "underbase",
        "bleed_line",
        "dimensions",
        "stock",
        "mould",
        "sheet_files",
        "most_pages",
        "standard",
        "rules",
        "profile",
        "smallest_text",
        "smallest_line",
        "smallest_letter",
        "most_ink",
        "tolerance",
        "gang",
        "prices",
    ),
}
"""The keys at the top of each kind that stand in no other."""
# What people call the lists of a template.
_OTHER_WORDS = {"slots": "front"}
_NAMES = {
    "job": Text("tệp đặt in", "the job"),
    "template": Text("tệp kiểu trình bày", "a template's file"),
    "shop": Text("tệp nhà in", "the shop's file"),
}
_KINDS = {
    "job": Text("tệp đặt in", "a job"),
    "template": Text("tệp kiểu trình bày", "a template"),
    "shop": Text("tệp nhà in", "a shop's file"),
}
_INSTEAD = {
    "job": Text("Ghi tệp đặt in, ví dụ: keytag check ward.yaml", "Name the job, like: keytag check ward.yaml"),
    "template": Text(
        "Ở khóa template ghi một kiểu trình bày; xem: keytag list templates",
        "At the key template name a template; see: keytag list templates",
    ),
    "shop": Text(
        "Ở khóa shop hay sau --shop ghi một nhà in; xem: keytag list shops",
        "At the key shop or after --shop name a shop; see: keytag list shops",
    ),
}
# What a job names its template and its shop by, which built-in one to begin with, and a name for one's own.
_OWN = {"template": ("template", "classic", "kieu"), "shop": ("shop", "digital-sra3", "nha-in")}
# House rule: so many keys of another kind, and none that tells its own, are no slip.
_PLENTY = 3


def elsewhere(key: str, kind: str, named: str | None) -> tuple[Text, Text] | None:
    """Return where ``key`` belongs, which a document of ``kind`` does not have, and how to mend it; else None.

    ``named`` is what the document names at the key that the other kind is named by.
    """
    known = _OTHER_WORDS.get(key, key)
    other = next((each for each, keys in KEYS.items() if each != kind and known in keys), None)
    if other is None:
        return None
    message = Text(
        f"{shown(key)} thuộc {_NAMES[other].vi}, không phải {_NAMES[kind].vi}.",
        f"{shown(key)} belongs into {_NAMES[other].en}, not into {_NAMES[kind].en}.",
    )
    if kind != "job" or other not in _OWN:
        return message, Text("Chuyển dòng này sang tệp đó.", "Move this line there.")
    holder, builtin, own = _OWN[other]
    if named is not None and named.endswith((".yaml", ".yml")):
        return message, Text(f"Chuyển dòng này sang {named}.", f"Move this line into {named}.")
    return message, Text(
        f"Lấy một tệp riêng: keytag show {named or builtin} --out {own}.yaml; chuyển dòng này sang tệp ấy, "
        f"rồi ở đây ghi {holder}: {own}",
        f"Make a file of your own: keytag show {named or builtin} --out {own}.yaml; move this line there, "
        f"and here write {holder}: {own}",
    )


def naming_key(key: str) -> str | None:
    """Return the job's key that names the kind of document to which ``key`` belongs."""
    key = _OTHER_WORDS.get(key, key)
    return next((holder for kind, (holder, _, _) in _OWN.items() if key in KEYS[kind]), None)


def other_kind(keys: Sequence[str], kind: str, where: Where) -> Finding | None:
    """Return the finding about a document that is of another kind altogether, or None."""
    counts = {each: sum(key in keys for key in known) for each, known in KEYS.items()}
    found = next((each for each in counts if each != kind and _is_one(each, counts)), None)
    if found is None or counts.get(kind, 0):
        return None
    return DOCUMENT_IS_OF_ITS_KIND.found(
        Text(
            f"Đây là {_KINDS[found].vi}, không phải {_KINDS[kind].vi}.",
            f"This is {_KINDS[found].en}, not {_KINDS[kind].en}.",
        ),
        _INSTEAD[kind],
        where=where,
    )


def _is_one(kind: str, counts: dict[str, int]) -> bool:
    return counts[kind] >= _PLENTY or (kind == "template" and counts[kind] == len(KEYS[kind]))
