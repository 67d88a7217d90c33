"""Tags drawn again as they were approved: from the words that the approval keeps, in the job's set-up of today.

An approval holds no drawing. What is drawn from its words is that of the approval only where it has the hash that
was approved; of any other, such as one whose template or colours have changed since, there is no picture.
"""

from __future__ import annotations

from msgspec.structs import replace

from keytag.documents.approval import ApprovedTag
from keytag.documents.job import EditionContent, Number
from keytag.documents.job.content import Code, NumberRole, roles_in
from keytag.handoff.job_states import DrawnTag, JobState, TagState
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.compose_editions import compose_editions
from keytag.steps.progress import Advance


def draw_as_approved(approval: JobState, job: JobState, advance: Advance) -> JobState:
    """Return ``approval`` with each tag drawn that can be, in the set-up of ``job``."""
    setup = job.setup
    if setup is None:
        return approval
    said = {tag.id: tag.said for tag in approval.tags}
    alone = approval.tags[0].said if len(approval.tags) == len(setup.file.editions) == 1 else None
    contents = tuple(
        _with_words(content, words) if words is not None and words.template in setup.templates else content
        for content in setup.file.editions
        for words in (said.get(content.id, alone),)
    )
    composed, _ = compose_editions(setup, contents, advance)
    drawn = {artwork_hash(setup, edition): DrawnTag(setup, edition) for edition in composed}

    def with_drawing(tag: TagState) -> TagState:
        return replace(tag, drawn=drawn.get(tag.artwork or ""))

    return replace(approval, tags=tuple(with_drawing(tag) for tag in approval.tags))


def _with_words(content: EditionContent, was: ApprovedTag) -> EditionContent:
    """Return ``content`` saying what was approved; what an approval does not keep is as it is today."""
    code = None
    if was.link is not None:
        code = Code(
            was.link, was.caption, content.qr.side if content.qr else None, content.qr.node if content.qr else "qr"
        )
    return replace(
        content,
        name=was.name,
        issuer_name=was.issuer,
        province=was.province,
        slogan=was.slogan,
        numbers=tuple(_numbers(content, was)),
        qr=code,
        template=was.template,
        mark=was.mark or "",
    )


def _numbers(content: EditionContent, was: ApprovedTag) -> list[Number]:
    known = {number.label: number for number in content.numbers}
    numbers: list[Number] = []
    for place, each in enumerate(was.numbers):
        now = known.get(each.label)
        role = now.role if now is not None else next(iter(roles_in(each.label)), NumberRole.OTHER)
        node = f"{content.node}.numbers.{place}" if content.node else f"numbers.{place}"
        numbers.append(Number(each.label, each.number, each.number, role, each.side, node))
    return numbers
