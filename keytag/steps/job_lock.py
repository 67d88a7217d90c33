"""The lock of a job as it would be written now, and how the one beside the job differs from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from msgspec.structs import replace

from keytag import __version__
from keytag.checks.lock import lock_findings
from keytag.documents.job import EditionContent
from keytag.documents.lock import DrawnWith, Lock, LockedDocument, LockedEdition
from keytag.documents.yaml import Document
from keytag.files import font_files, reader
from keytag.findings import Finding, Where
from keytag.steps.artwork_hash import DIGITS, artwork_hash
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup


def lock_of(setup: JobSetup, editions: Sequence[ComposedEdition], day: date) -> Lock:
    """Return the lock of a job whose ``editions`` are composed, as of ``day``."""
    cutter = setup.cutter
    return Lock(
        lock=1,
        date=day,
        job=LockedDocument(name=setup.file.path.name, sha256=setup.file.digest),
        tags=tuple(
            LockedEdition(
                id=edition.content.id,
                artwork=artwork_hash(setup, edition),
                template=edition.content.template,
                words=_words(edition.content),
                form=_form(setup, edition.content),
            )
            for edition in editions
        ),
        drawn_with=DrawnWith(
            version=__version__,
            shop=LockedDocument(name=setup.shop.name, sha256=_said(setup.shop)),
            cutter=LockedDocument(name=cutter.name, sha256=_said(cutter)) if cutter is not None else None,
            profile=LockedDocument(name=setup.profile.condition, sha256=setup.profile.digest),
            places=setup.file.places.date,
            templates=tuple(
                LockedDocument(name=name, sha256=_said(setup.templates[name])) for name in sorted(setup.templates)
            ),
            drawings=tuple(
                LockedDocument(name=name, sha256=_digest(repr(setup.arts[name]).encode()))
                for name in sorted(setup.arts)
            ),
            fonts=tuple(
                LockedDocument(name=font.path.name, sha256=_digest(reader.read_bytes(font.path)))
                for font in font_files.all_font_files()
            ),
        ),
    )


def hold_against_lock(setup: JobSetup, editions: Sequence[ComposedEdition]) -> tuple[Finding, ...]:
    """Return how composed ``editions`` are not as the job's lock says; nothing where it has none."""
    if setup.lock is None:
        return ()
    now = lock_of(setup, editions, setup.lock.date)
    file = setup.file
    found = lock_findings(setup.lock, now, names_of(file.editions), file.path.name)
    # What the job does not say in one place is said of the file: a line would be any line.
    return tuple(
        each if each.node and file.positions.has(each.node) else replace(each, where=Where(str(file.path)))
        for each in found
    )


def _words(content: EditionContent) -> str:
    """Return the hash of what stands on a tag."""
    code = content.qr
    said = [
        [content.issuer_name, content.province, content.name, content.slogan, content.mark],
        [[number.label, number.display, number.side] for number in content.numbers],
        [code.link, code.caption] if code is not None else None,
    ]
    return _digest(json.dumps(said).encode())[:DIGITS]


def _form(setup: JobSetup, content: EditionContent) -> str:
    """Return the hash of what else the job itself says of how a tag looks."""
    said = [setup.file.job.tag.model_dump(mode="json"), repr(content.colours)]
    return _digest(json.dumps(said).encode())[:DIGITS]


def _said(document: Document) -> str:
    """Return the digest of what a document says itself: comments do not count, nor what it leaves to keytag."""
    return _digest(document.model_dump_json(exclude_unset=True).encode())


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
