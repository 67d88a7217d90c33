"""How a printed code reads, and whether that is enough: the rules of reading back.

Pure: a `ReadBack` in, findings out. Quick to import, because every rule of keytag is listed from here. The margins
are measured: see ``docs/adr/0012-codes-are-read-back.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from keytag.document import shown
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.units import MM_PER_INCH
from keytag.wording import Text

# House rule: the resolution at which sides are read back, as in `keytag.preview`.
PIXEL = MM_PER_INCH / 300

# House rules, measured: codes with modules from 0.40 mm bear 0.45 modules of blur and 1.25 pixels of spread either
# way at the least; what bears less than these has lost a third of that to something on the tag.
LEAST_BLUR = 0.3
LEAST_SPREAD = 1.0
LEAST_TILT_DEG = 15
# House rule: half of what the correction level promises; the other half is for dirt.
LEAST_SHARE_OF_PROMISE = 0.5


class ReadBack(Struct, frozen=True):
    """How a printed code reads; where ``is_read`` is false, nothing further was tried.

    ``blur`` is the widest Gaussian's sigma in modules; ``gain`` and ``loss`` say how far every edge of the ink may
    move out and in, in pixels of 300 dpi; ``grain`` is noise as a share of black to white; ``tilt_deg`` is how far
    from straight on it is seen; ``scratched`` the share of codewords rubbed off, of which the level promises
    ``promise``; ``is_read_worn`` tells of all of it at once.
    """

    is_read: bool
    blur: float = 0.0
    gain: float = 0.0
    loss: float = 0.0
    grain: float = 0.0
    tilt_deg: int = 0
    scratched: float = 0.0
    promise: float = 0.0
    is_read_worn: bool = False


CODE_READS_BACK = Rule(
    "code-reads-back",
    Severity.ERROR,
    Text(
        "Mã QR trên hình vẽ thẻ đọc ra đúng đường dẫn, từng ký tự.",
        "The QR code, read from a picture of the tag, gives the link, byte for byte.",
    ),
    Text(
        "Mã không đọc được thì cả đợt in chỉ còn là hình trang trí.",
        "A code that does not read makes the whole run a decoration.",
    ),
    Text(
        "Bỏ hình hay màu đang che mã, hoặc đặt lại màu của mã (qr: black, qr-ground: white).",
        "Remove the drawing or colour that hides the code, or set its colours back (qr: black, qr-ground: white).",
    ),
    Text(
        "Quy định của keytag: đọc lại bằng zxing-cpp ở 300 dpi; ISO/IEC 18004",
        "House rule: read back with zxing-cpp at 300 dpi; ISO/IEC 18004",
    ),
)
CODE_READS_WHEN_WORN = Rule(
    "code-reads-when-worn",
    Severity.WARNING,
    Text(
        "Mã QR vẫn đọc được khi mực loang, mờ, xước và nhìn nghiêng.",
        "The QR code still reads with ink spread, blurred, scratched and seen at a slant.",
    ),
    Text(
        "Thẻ nằm chung với chìa khóa: sau vài tháng mã nào cũng xước và mờ.",
        "A tag lives among keys: within months every code is scratched and dull.",
    ),
    Text(
        "Cho mã lớn hơn (ô nhỏ từ 0.40 mm): rút ngắn đường dẫn, hoặc dành riêng một mặt cho mã.",
        "Make the code larger (modules from 0.40 mm): shorten the link, or give the code a side of its own.",
    ),
    Text(
        "Quy định của keytag, theo số đo (docs/adr/0012); mức sửa lỗi: ISO/IEC 18004, bảng 8",
        "House rule, from measurements (docs/adr/0012); levels of correction: ISO/IEC 18004, table 8",
    ),
)
TAG_HAS_ONE_CODE = Rule(
    "tag-has-one-code",
    Severity.ERROR,
    Text("Mỗi thẻ chỉ có một mã QR, do keytag vẽ.", "A tag has one QR code, drawn by keytag."),
    Text(
        "Điện thoại đọc mã nào gặp trước; mã nằm trong hình không được kiểm tra.",
        "A phone takes whichever code it meets first; a code within a drawing is not checked.",
    ),
    Text(
        "Bỏ mã QR khỏi hình vẽ; ghi đường dẫn ở qr.link.", "Take the code out of the drawing; say it in qr.link."
    ),
    HOUSE_RULE,
)
RULES = (CODE_READS_BACK, CODE_READS_WHEN_WORN, TAG_HAS_ONE_CODE)


def judged(strange: tuple[bytes, ...], payload: str | None, back: ReadBack | None, node: str) -> Iterator[Finding]:
    """Yield what is wrong with a tag whose code says ``payload`` (None: it has none) and reads as ``back`` tells.

    ``strange`` are the payloads of other codes on it; ``node`` is that of the job's link.
    """
    if payload is not None and (back is None or not back.is_read):
        message = Text(
            "Đọc lại hình vẽ của thẻ thì mã QR không cho ra đúng đường dẫn này.",
            "The QR code, read back from a picture of the tag, does not give this link.",
        )
        yield CODE_READS_BACK.found(message, node=node)
    for other in dict.fromkeys(strange):
        said = shown(other.decode("utf-8", "replace"))
        message = Text(
            f"Trên thẻ có một mã QR không phải của công việc này: {said}.",
            f"There is a QR code on the tag that is not this job's: {said}.",
        )
        yield TAG_HAS_ONE_CODE.found(message, node=node)
    if back is not None and back.is_read:
        yield from _worn(back, node)


def _worn(back: ReadBack, node: str) -> Iterator[Finding]:
    """Yield one warning: of the first margin that is too small."""
    reason = _weakness(back)
    if reason is not None:
        message = Text(
            f"Mã QR đọc được khi mới in, nhưng {reason.vi}.", f"The QR code reads when new, but {reason.en}."
        )
        yield CODE_READS_WHEN_WORN.found(message, node=node)


def _weakness(back: ReadBack) -> Text | None:
    if back.blur < LEAST_BLUR:
        return Text(
            f"chỉ chịu được độ mờ {back.blur:.2f} ô; cần {LEAST_BLUR:.2f} ô",
            f"it bears a blur of {back.blur:.2f} modules only; it should bear {LEAST_BLUR:.2f}",
        )
    spread, least = min(back.gain, back.loss) * PIXEL, LEAST_SPREAD * PIXEL
    if spread < least:
        return Text(
            f"chỉ chịu được mực loang hay hụt {spread:.3f} mm; cần {least:.3f} mm",
            f"it bears {spread:.3f} mm of ink spread or loss only; it should bear {least:.3f} mm",
        )
    if back.tilt_deg < LEAST_TILT_DEG:
        return Text(f"nghiêng {LEAST_TILT_DEG}° là hết đọc", f"no longer at a slant of {LEAST_TILT_DEG}°")
    if back.scratched < LEAST_SHARE_OF_PROMISE * back.promise:
        share = round(100 * LEAST_SHARE_OF_PROMISE * back.promise)
        return Text(f"xước {share} % là hết đọc", f"no longer with {share} % of it scratched off")
    if not back.is_read_worn:
        return Text(
            "không còn đọc được khi cùng lúc mực loang 0.08 mm, mờ, bạc màu, xước và nhìn nghiêng 15°",
            "no longer with 0.08 mm of ink spread, blur, fading, scratches and a slant of 15° all at once",
        )
    return None
