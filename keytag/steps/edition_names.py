"""What people call a job's editions: by their names, never by the ids that are typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keytag.documents.job import EditionContent


def names_of(editions: Sequence[EditionContent]) -> dict[str, str]:
    """Return what each edition is called, by its id: its name, or its office's; two of one name with their ids.

    One without a name whose office is others' too has nothing but its id.
    """
    offices = Counter(edition.issuer_name.casefold() for edition in editions)
    called = {
        edition.id: edition.name
        or (edition.issuer_name if offices[edition.issuer_name.casefold()] == 1 else edition.id)
        for edition in editions
    }
    often = Counter(name.casefold() for name in called.values())
    return {key: name if often[name.casefold()] == 1 else f"{name} ({key})" for key, name in called.items()}
