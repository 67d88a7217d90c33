"""A package held against itself made again: every file byte for byte, and in words where it is another.

No difference is excused, whatever version of keytag a record names: that is the package's own word for itself, and
what was not made again alike is not proven. A version only changes what its owner is told to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from keytag import __version__
from keytag.checks.handoff import PACKAGE_SAYS_WHAT_ITS_JOB_SAYS
from keytag.files.reader import shorten
from keytag.findings import Finding
from keytag.handoff.manifest import OWN_NAMES
from keytag.handoff.record import RECORD
from keytag.inspection.pdf.differences import unlike
from keytag.text.text import Text

# House rules: so many names of files say enough; so many PDFs are looked into, those for the press first.
_LISTED, _LOOKED_INTO = 6, 4
_FIRST = ("sheets/", "1-up/", "cut/", "mould/")
# PEP 440, as far as a version is repeated to people; anything else is not one.
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]{0,30}")


def differences(files: Mapping[str, bytes], again: Mapping[str, bytes], version: str) -> tuple[Finding, ...]:
    """Return everything in which ``files`` are not as ``again``, the package made anew.

    ``version`` is its record's. Without what seals it, which `keytag.handoff.manifest` answers for.
    """
    extra, missing = sorted(files.keys() - again.keys() - OWN_NAMES), sorted(again.keys() - files.keys())
    changed = sorted(name for name in files.keys() & again.keys() - OWN_NAMES if files[name] != again[name])
    if not (extra or missing or changed):
        return ()
    found = PACKAGE_SAYS_WHAT_ITS_JOB_SAYS.found
    told = [found(_summary(changed, len(extra) + len(missing), version), advice(version))]
    if extra:
        listed = _listed(extra)
        told.append(found(Text(f"Thừa {len(extra)} tệp: {listed}.", f"Too many files, {len(extra)}: {listed}.")))
    if missing:
        listed = _listed(missing)
        told.append(
            found(Text(f"Thiếu {len(missing)} tệp: {listed}.", f"Missing files, {len(missing)}: {listed}."))
        )
    for name in sorted((name for name in changed if name.endswith(".pdf")), key=_gravest)[:_LOOKED_INTO]:
        ways = unlike(files[name], again[name])
        if ways:
            vi, en = ("; ".join(way.to(language) for way in ways) for language in ("vi", "en"))
            told.append(found(Text(f"{shorten(name)} khác: {vi}.", f"{shorten(name)} differs: {en}.")))
        elif version == __version__:
            told.append(found(_written_otherwise(name), _OTHER_LIBRARIES))
    return tuple(told)


def by_version(version: str, message: Text) -> Text:
    """Return ``message`` of a package whose record names ``version``; where that is another, it says so first."""
    if version == __version__:
        return message
    was = _version(version)
    return Text(
        f"Gói ghi là do keytag {was} làm, đây là keytag {__version__}, nên chưa chứng minh được gì. {message.vi}",
        f"The package says that keytag {was} made it, and this is keytag {__version__}, so nothing is proven. "
        f"{message.en}",
    )


def _version(version: str) -> str:
    """Return a record's ``version`` for people; what is no version is not repeated."""
    return version if _VERSION.fullmatch(version) else "?"


def _gravest(name: str) -> tuple[int, str]:
    return next((order for order, folder in enumerate(_FIRST) if name.startswith(folder)), len(_FIRST)), name


def _summary(changed: Sequence[str], others: int, version: str) -> Text:
    if tuple(changed) == (RECORD,) and not others and version != __version__:
        was = _version(version)
        return Text(
            f"{RECORD} nêu keytag {was}, mà mọi tệp khác đúng như keytag {__version__} làm ra.",
            f"{RECORD} names keytag {was}, but every other file is as keytag {__version__} makes it.",
        )
    count, listed = len(changed) + others, _listed(changed) if changed else "–"
    said = Text(
        f"Làm lại thì {count} tệp khác; nội dung khác: {listed}.",
        f"Made again, {count} {'file differs' if count == 1 else 'files differ'}; other contents: {listed}.",
    )
    return by_version(version, said)


def advice(version: str) -> Text | None:
    """Return what to do about a package of another ``version``; None where it is this one."""
    if version == __version__:
        return None
    was = _version(version)
    return Text(
        f"Xem lại bằng đúng keytag {was}, hoặc xin người gửi làm lại gói bằng keytag {__version__}. "
        "Đừng in trước đó.",
        f"Verify it with keytag {was} itself, or ask the sender to make it again with keytag {__version__}. "
        "Do not print it before.",
    )


def _written_otherwise(name: str) -> Text:
    shown = shorten(name)
    return Text(
        f"{shown}: mọi thứ đọc được đều như nhau, chỉ cách ghi khác.",
        f"{shown}: all that can be read in it is the same, but it is written otherwise.",
    )


_OTHER_LIBRARIES = Text(
    "Thư viện bản khác có thể ghi khác: cài keytag đúng như người gửi (uv sync) rồi xem lại. Đừng in trước đó.",
    "Other versions of libraries may write it otherwise: install keytag as the sender has it (uv sync) and "
    "verify again. Do not print it before.",
)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(shorten, names[:_LISTED])) + (" …" if len(names) > _LISTED else "")
