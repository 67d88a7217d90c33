"""A reading becomes findings by the stated margins."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.findings import Severity
from keytag.inspection.codes import ReadBack, code_findings

GOOD = ReadBack(
    is_read=True,
    blur=0.45,
    gain=1.25,
    loss=1.25,
    faded=0.7,
    grain=0.75,
    tilt_deg=30,
    scratched=0.15,
    promise=0.15,
    is_read_worn=True,
)
LINK = "https://zalo.me/mau"


def test_a_good_reading_is_silent() -> None:
    """What reads clean and worn gets no finding; nor does a tag without a code."""
    assert not list(code_findings((), LINK, GOOD, "qr.link"))
    assert not list(code_findings((), None, None, "template"))


def test_no_reading_is_an_error() -> None:
    """A code that does not read is one error at the link, with no word on its margins."""
    (finding,) = code_findings((), LINK, ReadBack(is_read=False), "qr.link")
    assert (finding.rule, finding.severity, finding.node) == ("code-reads-back", Severity.ERROR, "qr.link")


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (replace(GOOD, blur=0.2), "a blur of 0.20 squares"),
        (replace(GOOD, gain=0.75), "0.064 mm"),
        (replace(GOOD, loss=0.5), "0.042 mm"),
        (replace(GOOD, faded=0.0), "half of its contrast"),
        (replace(GOOD, tilt_deg=0), "15°"),
        (replace(GOOD, scratched=0.0), "8 %"),
        (replace(GOOD, is_read_worn=False), "all at once"),
    ],
)
def test_a_small_margin_is_one_warning(back: ReadBack, said: str) -> None:
    """Each margin under its limit is told with its figure."""
    (finding,) = code_findings((), LINK, back, "qr.link")
    assert (finding.rule, finding.severity) == ("code-reads-when-worn", Severity.WARNING)
    assert said in finding.message.en


@pytest.mark.parametrize(
    "back", [replace(GOOD, blur=0.3, gain=1.0, loss=1.0, faded=0.5, tilt_deg=15, scratched=0.075)]
)
def test_the_limits_themselves_are_enough(back: ReadBack) -> None:
    """What just meets every limit is silent."""
    assert not list(code_findings((), LINK, back, "qr.link"))


def test_another_code_is_an_error_that_says_what_it_reads() -> None:
    """A code within a drawing is told by its payload, made visible, with or without one of the job's own."""
    (finding,) = code_findings((b"https://example.com/\x1b",), LINK, GOOD, "qr.link")
    assert (finding.rule, finding.severity) == ("tag-has-one-code", Severity.ERROR)
    assert "“https://example.com/”" in finding.message.vi
    assert [f.rule for f in code_findings((b"\xff",), None, None, "template")] == ["tag-has-one-code"]
