"""What must hold of a job's links, all checks and rules of them together.

Judges what is written; nothing is looked up on the network. What a printed code reads is
`keytag.inspection.codes`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content import link_form, link_host, link_page
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Severity

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


def link_is_tidy(subject: JobSubject) -> Iterator[Finding]:
    """A link that is otherwise in order is written as shortly as can be: nobody is offered a short wrong one."""
    tidier = tuple(link_form.link_is_tidy(subject))
    if not tidier:
        return
    judged = (finding for check in _CHECKS for finding in check(subject))
    wrong = {finding.node for finding in judged if finding.severity is not Severity.NOTE}
    yield from (finding for finding in tidier if finding.node not in wrong)


CHECKS = (*_CHECKS, link_is_tidy, link_host.added_hosts_are_looked_at)
"""Every check of links, in the order in which its findings are told."""

RULES = (*link_form.RULES, *link_host.RULES, *link_page.RULES)
"""Every rule of links."""
