"""What must hold of a job's links, all checks and rules of them together.

Judges what is written; nothing is looked up on the network. What a printed code reads is
`keytag.inspection.codes`'s to say. A link of the job is every edition's by right, and so is one that all editions
give; the same link on the tags of two offices where the others have their own was copied to one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content import link_form, link_host, link_page
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.documents.job.ids import telex_words
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text

LINK_BELONGS_TO_ONE_OFFICE = Rule.warning("own-link-belongs-to-one-office", __name__)
RULES = (*link_form.RULES, *link_host.RULES, *link_page.RULES, LINK_BELONGS_TO_ONE_OFFICE)
"""Every rule of links."""

_CHECKS = (
    link_form.link_opens_what_it_says,
    link_form.link_is_https,
    link_host.link_leads_to_a_known_host,
    link_form.link_names_its_host_alone,
    link_form.link_carries_no_other_address,
    link_page.link_leads_to_somebody,
    link_page.link_ends_with_the_page,
    link_page.zalo_link_has_its_form,
    link_page.link_is_an_office_page,
    link_page.link_is_not_a_group,
    link_page.editions_have_their_own_group,
    link_page.facebook_link_is_a_page,
    link_page.facebook_host_is_the_short_one,
    link_form.link_has_no_tracking,
    link_form.link_points_at_no_words,
    link_form.link_has_no_fragment,
    link_form.link_is_plain,
    link_form.link_path_is_what_it_seems,
)

# House rule: more names than this hide the sentence round them.
_LISTED = 6
# House rule: a link of three or more, and of most, is theirs together.
_COMMON = 3
_GROUP = re.compile(r"zalo\.me/g/")


def link_is_tidy(subject: JobSubject) -> Iterator[Finding]:
    """A link that is otherwise in order is written as shortly as can be: nobody is offered a short wrong one."""
    tidier = tuple(link_form.link_is_written_simply(subject))
    if not tidier:
        return
    judged = (finding for check in _CHECKS for finding in check(subject))
    wrong = {finding.node for finding in judged if finding.severity is not Severity.NOTE}
    yield from (finding for finding in tidier if finding.node not in wrong)


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
                yield LINK_BELONGS_TO_ONE_OFFICE.finding(
                    Text(
                        f"{listed} có cùng một đường dẫn {said}, các nơi khác có đường dẫn riêng.",
                        f"{listed} have the same link {said}; other places have their own.",
                    ),
                    node=f"{content.qr.node}.link",
                )


def _called(content: EditionContent) -> str:
    return content.name or content.issuer_name


def _alike(link: str) -> str:
    """Return an address without what makes no other page of it."""
    return link.strip().rstrip("/").casefold()


CHECKS = (*_CHECKS, link_is_tidy, link_host.added_hosts_are_looked_at, own_link_belongs_to_one_office)
"""Every check of links, in the order in which its findings are told."""
