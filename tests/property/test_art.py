"""Whatever a drawing says, it is read or refused, and what is read can be printed."""

from __future__ import annotations

from math import isfinite
from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from keytag.drawing.svg_import import Art, read_art
from keytag.errors import InvalidDocumentError

PLAIN = st.one_of(st.integers(-200, 200).map(str), st.floats(-100, 100).map(lambda value: f"{value:.3g}"))
ODD = st.sampled_from(["0", "1", "1e-320", "1e9", "-1e9", "1e308", ".5.5", "-", "1e", "x"])
VALUES = st.lists(st.one_of(PLAIN, ODD), max_size=8).map(" ".join)
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


@st.composite
def segments(draw: st.DrawFn) -> str:
    """Draw one command with as many values as it takes, or now and then with whatever comes."""
    letter = draw(st.sampled_from("MmLlHhVvCcSsQqTtAaZz"))
    if draw(st.integers(0, 19)) == 0:
        return letter + draw(VALUES)
    values = [draw(PLAIN) for _ in range(COUNTS[letter.upper()])]
    if letter in "Aa":
        values[3:5] = [draw(st.sampled_from("01")), draw(st.sampled_from("01"))]
    return letter + " ".join(values)


PATHS = st.lists(segments(), max_size=8).map(lambda parts: "M0 0" + "".join(parts))
NAMES = {"matrix": 6, "translate": 2, "scale": 1, "rotate": 3, "skewX": 1, "skewY": 1}
TRANSFORM = st.sampled_from(sorted(NAMES)).flatmap(
    lambda name: st.lists(PLAIN, min_size=NAMES[name], max_size=NAMES[name]).map(
        lambda v: f"{name}({' '.join(v)})"
    )
)
WRONG = st.tuples(st.sampled_from([*NAMES, "turn"]), VALUES).map(lambda pair: f"{pair[0]}({pair[1]})")
TRANSFORMS = st.one_of(st.just(""), st.lists(TRANSFORM, max_size=3).map(" ".join), WRONG)


def read(data: bytes) -> Art | None:
    """Return the drawing, or None where it is refused with findings; anything else is a fault."""
    try:
        return read_art(data, "emblem.svg")
    except InvalidDocumentError as refused:
        if not refused.findings:
            raise
        return None


@settings(max_examples=300, deadline=None)
@given(
    PATHS,
    TRANSFORMS,
    st.booleans(),
    st.sampled_from(["", "-5e3 -5e3 1e4 1e4", "0 0 1e-320 1e-320", "-50 -50 1e9 1e9"]),
)
def test_paths_are_read_or_refused(data: str, transform: str, even_odd: bool, view: str) -> None:  # noqa: FBT001
    """Any path data under any transform gives finite closed contours, or a refusal in keytag's own words."""
    rule = ' fill-rule="evenodd"' if even_odd else ""
    box = f" viewBox={quoteattr(view)}" if view else ""
    svg = f"<svg{box}><path{rule} d={quoteattr(data)} transform={quoteattr(transform)}/></svg>"
    art = read(svg.encode())
    for path, _ in art.shapes if art else ():
        assert all(isfinite(value) for _, xy in path.commands for value in xy)
        assert path.commands[0][0] == "M"
        assert path.commands[-1][0] == "Z"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=60))
def test_any_bytes_are_refused_or_read(before: bytes, inside: bytes) -> None:
    """Bytes that are no drawing are refused, whether they come first or within one."""
    for data in (before, b"<svg>" + inside + b"</svg>", b'<svg><path d="M0 0' + inside + b'"/></svg>'):
        art = read(data)
        assert art is None or art.shapes
