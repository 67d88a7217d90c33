"""The output intent: one, with its condition named, and a profile that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.findings import Finding, Rule
from keytag.inspection.pdf.facts import FileFacts, Intent
from keytag.standards import Standard
from keytag.text.text import Text

ONE = Rule.error("pdf-has-one-output-intent", __name__)
CONDITION = Rule.error("pdf-output-condition-is-named", __name__)
PROFILE = Rule.error("pdf-output-profile-fits", __name__)
MATCH = Rule.warning("pdf-profile-is-of-its-condition", __name__)
RULES = (ONE, CONDITION, PROFILE, MATCH)

_SUBTYPE = "GTS_PDFX"
# ICC's registry of printing conditions (ISO 15930-7).
_REGISTRY = "http://www.color.org"
# ICC.1:2001-04, 6.1: class and colour space of an output profile; four inks are four channels.
_KIND = "prtr"
_SPACE = "CMYK"
_CHANNELS = 4
# ICC's registry (color.org): names of offset conditions as profiles carry them in their titles.
_REGISTERED = re.compile(r"FOGRA\d+")


def _own(facts: FileFacts) -> tuple[Intent, ...]:
    return tuple(intent for intent in facts.intents if intent.subtype == _SUBTYPE)


def has_one_output_intent(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding unless there is one output intent of PDF/X."""
    count = len(_own(facts))
    if count == 0:
        yield ONE.found(Text("Tệp không có điều kiện in.", "The file has no output intent."))
    elif count > 1:
        yield ONE.found(Text(f"Tệp có {count} điều kiện in, cần 1.", f"It has {count} output intents, not 1."))


def output_condition_is_named(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield a finding where the condition has no name."""
    if any(not intent.condition.strip() for intent in _own(facts)):
        yield CONDITION.found(
            Text("Điều kiện in không có tên (OutputConditionIdentifier).", "OutputConditionIdentifier is empty.")
        )


def output_profile_fits(facts: FileFacts, standard: Standard) -> Iterator[Finding]:
    """Yield what is wrong with the embedded profile, or with its absence."""
    for intent in _own(facts):
        wrong = _missing(intent, standard) if intent.profile is None else _misfit(intent, standard)
        if wrong is not None:
            yield PROFILE.found(wrong)


def _missing(intent: Intent, standard: Standard) -> Text | None:
    """Say what is wrong with an intent without a profile; a registered condition may do, if the standard says."""
    if not standard.needs_profile and intent.registry.rstrip("/") == _REGISTRY and intent.condition:
        return None
    return Text("Điều kiện in không có hồ sơ màu.", "The output intent has no profile.")


def _misfit(intent: Intent, standard: Standard) -> Text | None:
    profile = intent.profile
    assert profile is not None  # noqa: S101 - the caller has looked
    if not profile.is_whole:
        return Text("Hồ sơ màu bị hỏng.", "The profile is broken.")
    if profile.kind != _KIND or profile.space != _SPACE:
        return Text(
            f"Hồ sơ màu là {profile.kind} {profile.space}, cần {_KIND} {_SPACE}.",
            f"The profile is {profile.kind} {profile.space}; {_KIND} {_SPACE} is needed.",
        )
    if profile.version[0] > standard.newest_profile:
        version = ".".join(map(str, profile.version))
        return Text(
            f"Hồ sơ màu là ICC {version}, chuẩn cho đến {standard.newest_profile}.",
            f"The profile is ICC {version}; the standard takes up to {standard.newest_profile}.",
        )
    if intent.channels != _CHANNELS:
        return Text(
            f"Hồ sơ màu ghi {intent.channels} kênh, cần {_CHANNELS}.",
            f"The profile's stream says {intent.channels} channels, not {_CHANNELS}.",
        )
    return None


def profile_is_of_its_condition(facts: FileFacts, _standard: Standard) -> Iterator[Finding]:
    """Yield registered conditions whose embedded profile calls itself by another registered name."""
    for intent in _own(facts):
        title = intent.profile.title if intent.profile is not None else ""
        named = _REGISTERED.search(title)
        if (
            intent.registry.rstrip("/") == _REGISTRY
            and named
            and named[0] not in intent.condition.replace(" ", "")
        ):
            yield MATCH.found(
                Text(
                    f"Điều kiện in là {intent.condition}, hồ sơ màu lại là “{title}”.",
                    f"The condition is {intent.condition}, but the profile calls itself “{title}”.",
                )
            )


CHECKS = (has_one_output_intent, output_condition_is_named, output_profile_fits, profile_is_of_its_condition)
