"""How a printed code reads, and whether that is enough: the rules of reading back.

Pure: a `ReadBack` in, findings out. Quick to import, because every rule of keytag is listed from here. The margins
are measured: see ``docs/adr/0012-codes-are-read-back.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.units import MM_PER_INCH, format_against

# House rule: the resolution at which sides are read back, as in `keytag.output.png`.
PIXEL = MM_PER_INCH / 300

# House rules, measured: of codes with modules from 0.40 mm keytag tells 0.35 modules of blur, 1 pixel of spread
# either way and four fifths of fading at the least (docs/adr/0012); what bears less than these has lost some of
# that to something on the tag.
LEAST_BLUR = 0.3
LEAST_SPREAD = 1.0
LEAST_FADING = 0.5
LEAST_TILT_DEG = 15
# House rule: half of what the correction level promises; the other half is for dirt.
LEAST_SHARE_OF_PROMISE = 0.5


class ReadBack(Struct, frozen=True):
    """How a printed code reads; where ``is_read`` is false, nothing further was tried.

    ``blur`` is the widest Gaussian's sigma in modules; ``gain`` and ``loss`` say how far every edge of the ink may
    move out and in, in pixels of 300 dpi; ``faded`` is how much of the distance from dark to light may be lost;
    ``grain`` is noise as a share of black to white; ``tilt_deg`` is how far from straight on it is seen;
    ``scratched`` the share of codewords rubbed off, of which the level promises ``promise``; ``is_read_worn``
    tells of all of it at once.
    """

    is_read: bool
    blur: float = 0.0
    gain: float = 0.0
    loss: float = 0.0
    faded: float = 0.0
    grain: float = 0.0
    tilt_deg: int = 0
    scratched: float = 0.0
    promise: float = 0.0
    is_read_worn: bool = False


CODE_READS_BACK = Rule.error("code-reads-back", __name__)
CODE_READS_WHEN_WORN = Rule.warning("code-reads-when-worn", __name__)
TAG_HAS_ONE_CODE = Rule.error("tag-has-one-code", __name__)
RULES = (CODE_READS_BACK, CODE_READS_WHEN_WORN, TAG_HAS_ONE_CODE)


def code_findings(
    strange: tuple[bytes, ...], payload: str | None, back: ReadBack | None, node: str
) -> Iterator[Finding]:
    """Yield what is wrong with a tag whose code says ``payload`` (None: it has none) and reads as ``back`` tells.

    ``strange`` are the payloads of other codes on it; ``node`` is that of the job's link.
    """
    if payload is not None and (back is None or not back.is_read):
        message = Text(
            "Quét thử trên hình móc khóa, mã QR không ra đúng đường dẫn này.",
            "The QR code, read back from a picture of the tag, does not give this link.",
        )
        yield CODE_READS_BACK.finding(message, node=node)
    for other in dict.fromkeys(strange):
        said = quote(other.decode("utf-8", "replace"))
        message = Text(
            f"Trên móc khóa có thêm một mã QR mà tệp không ghi: {said}.",
            f"There is another QR code on the tag, not this job's: {said}.",
        )
        yield TAG_HAS_ONE_CODE.finding(message, node=node)
    if back is not None and back.is_read:
        yield from _worn(back, node)


def _worn(back: ReadBack, node: str) -> Iterator[Finding]:
    """Yield one warning: of the first margin that is too small."""
    reason = next(_weaknesses(back), None)
    if reason is not None:
        message = Text(
            f"Mã QR đọc được khi mới in, nhưng {reason.vi}.", f"The QR code reads when new, but {reason.en}."
        )
        yield CODE_READS_WHEN_WORN.finding(message, node=node)


def _weaknesses(back: ReadBack) -> Iterator[Text]:
    if back.blur < LEAST_BLUR:
        blur = format_against(back.blur, LEAST_BLUR, 2)
        yield Text(
            f"chỉ chịu được độ mờ bằng {blur} ô vuông; cần {LEAST_BLUR:.2f} ô",
            f"it bears a blur of {blur} squares only; it should bear {LEAST_BLUR:.2f}",
        )
    spread, least = min(back.gain, back.loss) * PIXEL, LEAST_SPREAD * PIXEL
    if spread < least:
        measured = format_against(spread, least, 3)
        yield Text(
            f"chỉ chịu được mực loang ra hay hụt đi {measured} mm; cần {least:.3f} mm",
            f"it bears {measured} mm of ink spread or loss only; it should bear {least:.3f} mm",
        )
    if back.faded < LEAST_FADING:
        yield Text("bạc màu còn một nửa là không đọc được", "no longer at half of its contrast")
    if back.tilt_deg < LEAST_TILT_DEG:
        yield Text(
            f"nhìn nghiêng {LEAST_TILT_DEG}° là không đọc được", f"no longer at a slant of {LEAST_TILT_DEG}°"
        )
    if back.scratched < LEAST_SHARE_OF_PROMISE * back.promise:
        share = round(100 * LEAST_SHARE_OF_PROMISE * back.promise)
        yield Text(f"xước {share}% là không đọc được", f"no longer with {share} % of it scratched off")
    if not back.is_read_worn:
        yield Text(
            "không còn đọc được khi cùng lúc mực loang 0,08 mm, mờ, bạc màu, xước và nhìn nghiêng 15°",
            "no longer with 0.08 mm of ink spread, blur, fading, scratches and a slant of 15° all at once",
        )
