"""What people call a job's editions: by their names, never by the ids that are typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keytag.job import EditionContent


def names_of(editions: Sequence[EditionContent]) -> dict[str, str]:
    """Return what each edition is called, by its id: its name, or its office's; two of one name with their ids."""
    called = {edition.id: edition.name or edition.issuer_name for edition in editions}
    often = Counter(name.casefold() for name in called.values())
    return {key: name if often[name.casefold()] == 1 else f"{name} ({key})" for key, name in called.items()}
