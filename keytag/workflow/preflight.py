"""Every composed edition held against the shop's limits, before a file is made."""

from __future__ import annotations

from keytag.findings import Finding
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.setting import Setting


def preflight(setting: Setting, editions: tuple[ComposedEdition, ...]) -> tuple[Finding, ...]:
    """Return what the checks find on any of ``editions``, each fact once."""
    return ()
