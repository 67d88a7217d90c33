"""What must hold of a job's links, all checks and rules of them together.

Judges what is written; nothing is looked up on the network. What a printed code reads is `keytag.scan`'s to say.
"""

from __future__ import annotations

from keytag.vetting import link_form, link_host, link_page

CHECKS = (
    link_form.link_is_https,
    link_host.link_leads_to_a_known_host,
    link_form.link_names_its_host_alone,
    link_page.link_leads_to_somebody,
    link_page.zalo_link_has_its_form,
    link_page.link_is_an_office_page,
    link_page.link_is_not_a_group,
    link_page.editions_have_their_own_group,
    link_page.facebook_link_is_a_page,
    link_page.facebook_host_is_the_short_one,
    link_form.link_has_no_tracking,
    link_form.link_has_no_fragment,
    link_form.link_is_plain,
    link_form.link_is_tidy,
    link_host.added_hosts_are_looked_at,
)
"""Every check of links, in the order in which its findings are told."""

RULES = (*link_form.RULES, *link_host.RULES, *link_page.RULES)
"""Every rule of links."""
