"""The same link on the tags of two offices where the others have their own: one of the two was copied.

Pure. A link of the job is every edition's by right, and so is one that all editions give; groups are
`keytag.checks.content.link_page`'s to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.documents.job.ids import telex_words
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text

LINK_BELONGS_TO_ONE_OFFICE = Rule.warning("own-link-belongs-to-one-office", __name__)

# House rule: more names than this hide the sentence round them.
_LISTED = 6
# House rule: a link of three or more, and of most, is theirs together.
_COMMON = 3
_GROUP = re.compile(r"zalo\.me/g/")


def own_link_belongs_to_one_office(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning at each place of a link that two offices call their own, where others have others."""
    owners: dict[str, list[EditionContent]] = {}
    for content in subject.editions:
        if content.qr is not None and content.node and content.qr.node.startswith(f"{content.node}."):
            owners.setdefault(_alike(content.qr.link), []).append(content)
    if len(owners) < 2:
        return
    for link, contents in owners.items():
        names = list(dict.fromkeys(_called(content) for content in contents))
        is_common = len(contents) >= _COMMON and 2 * len(contents) > len(subject.editions)
        if _GROUP.search(link) or is_common or len({telex_words(name) for name in names}) < 2:
            continue
        listed = ", ".join(map(quote, names[:_LISTED])) + (" …" if len(names) > _LISTED else "")
        for content in contents:
            if content.qr is not None:
                said = quote(content.qr.link)
                yield LINK_BELONGS_TO_ONE_OFFICE.found(
                    Text(
                        f"{listed} có cùng một đường dẫn {said}, các nơi khác có đường dẫn riêng.",
                        f"{listed} have the same link {said}; other places have their own.",
                    ),
                    node=f"{content.qr.node}.link",
                )


CHECKS = (own_link_belongs_to_one_office,)
RULES = (LINK_BELONGS_TO_ONE_OFFICE,)


def _called(content: EditionContent) -> str:
    return content.name or content.issuer_name


def _alike(link: str) -> str:
    """Return an address without what makes no other page of it."""
    return link.strip().rstrip("/").casefold()
