"""What a picture looks like in which nothing of a job is recognised, and how it is taken so that something is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from PIL import Image, ImageFilter

from keytag.inspection.codes.reader import codes_in
from keytag.inspection.photographs.paper import paper_corners
from keytag.inspection.photographs.picture import Photograph, Pixels
from keytag.inspection.photographs.sheet import ExpectedSide
from keytag.text.text import Text

# House rule: an A4 sheet takes some 5 pixels a millimetre along 297 mm.
_LEAST_PIXELS = 1400
# House rules, of 255: brighter pixels than these are seldom in a dark picture; with less contrast all is alike.
_DARK, _EVEN = 70, 40
# House rule: the steepest slopes of a sharp picture are so large a share of its contrast, from pixel to pixel.
_SHARP = 0.07
# House rule: paper that touches so much of a picture's edge goes on beyond it.
_TOUCHES = 0.15
# What is so bright between the darkest and the brightest is as bright as paper.
_BRIGHT = 0.7


class Appearance(Struct, frozen=True):
    """What a picture looks like, and how to take it so that it is recognised."""

    looks: Text
    remedy: Text


_SHEET = Text(
    "Đặt tờ in trên nền sẫm, chụp thẳng từ trên xuống, đủ bốn mép giấy, tờ in choán gần hết ảnh.",
    "Lay the sheet on something dark; photograph it from straight above, all four edges, filling the picture.",
)


def appearance(photograph: Photograph, sides: Sequence[ExpectedSide]) -> Appearance:
    """Return why nothing of ``sides`` may have been recognised in a photograph: the likeliest cause."""
    return next(_causes(photograph, sides))


def _causes(photograph: Photograph, sides: Sequence[ExpectedSide]) -> Iterator[Appearance]:
    """Yield all that may be the cause, the surest first; the last of them may always be."""
    greys = np.asarray(photograph.small.convert("L"), dtype=np.float32)
    low, high = np.quantile(greys, (0.02, 0.98))
    if high < _DARK:
        yield Appearance(
            Text("Ảnh quá tối", "The picture is too dark"),
            Text("Bật đèn hoặc ra chỗ sáng rồi chụp lại.", "Take it again in more light."),
        )
    known = {tag.look.payload for side in sides for tag in side.tags}
    others = sorted({code.payload for code in codes_in(photograph.grey)} - known)
    if others:
        yield Appearance(
            Text(
                f"Trong ảnh có mã QR “{others[0]}”, không phải của tệp đặt in này",
                f"Its QR code reads “{others[0]}”, which is not this job's",
            ),
            Text("Xem có đúng tệp đặt in hay gói không.", "Look whether this is the right job or package."),
        )
    if high - low < _EVEN:
        yield Appearance(
            Text(
                "Ảnh gần như một màu: không thấy mép giấy, không thấy hình in",
                "The picture is nearly of one colour: neither paper edges nor print show",
            ),
            _SHEET,
        )
    if max(photograph.size) < _LEAST_PIXELS:
        width, height = photograph.size
        yield Appearance(
            Text(f"Ảnh nhỏ, chỉ {width} × {height} điểm ảnh", f"The picture is small, {width} × {height} pixels"),
            Text(
                "Gửi ảnh gốc của máy ảnh, không dùng ảnh chụp màn hình hay ảnh đã bị ứng dụng thu nhỏ.",
                "Give the camera's own file, no screenshot and no copy that a messenger made small.",
            ),
        )
    if _sharpness(photograph.grey) < _SHARP * float(high - low):
        yield Appearance(
            Text("Ảnh nhòe", "The picture is blurred"),
            Text(
                "Lau ống kính, chạm vào tờ in trên màn hình để lấy nét, giữ chắc máy rồi chụp lại.",
                "Wipe the lens, tap the sheet on the screen so that it is sharp, hold still and take it again.",
            ),
        )
    # A scanner shows the paper to its edges; all others show what it lies on.
    beyond = _reaches_beyond(greys, low, high) if photograph.dpi is None else ()
    if len(beyond) == len(_EDGES):
        yield Appearance(
            Text(
                "Không thấy mép giấy: nền cũng sáng như giấy, hoặc giấy choán hết ảnh",
                "No paper edges show: what it lies on is as bright as paper, or paper fills the picture",
            ),
            _SHEET,
        )
    if beyond:
        vi, en = ", ".join(each.vi for each in beyond), ", ".join(each.en for each in beyond)
        yield Appearance(
            Text(f"Giấy bị cắt ở mép ảnh ({vi})", f"Paper is cut off by the picture's edge ({en})"),
            Text(
                "Lùi ra hoặc nâng máy lên cho thấy đủ bốn góc giấy, rồi chụp lại.",
                "Step back until all four corners of the paper show, and take it again.",
            ),
        )
    grow = np.array(photograph.size) / np.array(photograph.small.size)
    if photograph.dpi is None and paper_corners(photograph.small.convert("L"), grow) is None:
        yield Appearance(Text("Không thấy tờ giấy nào có đủ bốn mép", "No paper with four edges is seen"), _SHEET)
    yield Appearance(
        Text(
            "Có một tờ giấy trong ảnh, nhưng hình in trên đó không giống mặt nào của tệp đặt in này",
            "There is a sheet of paper, but what is printed on it is like no side of this job",
        ),
        Text(
            "Xem có đúng tệp đặt in hay gói không; nếu đúng thì chụp gần hơn, thẳng từ trên xuống, không lóa.",
            "Look whether this is the right job or package; if it is, go nearer, from straight above, no glare.",
        ),
    )


_EDGES = (Text("trên", "top"), Text("phải", "right"), Text("dưới", "bottom"), Text("trái", "left"))


def _reaches_beyond(greys: Pixels, low: float, high: float) -> tuple[Text, ...]:
    """Return the edges of a picture over which something as bright as paper goes on."""
    is_bright = greys > low + _BRIGHT * (high - low)
    rims = is_bright[0], is_bright[:, -1], is_bright[-1], is_bright[:, 0]
    return tuple(edge for edge, rim in zip(_EDGES, rims, strict=True) if rim.mean() > _TOUCHES)


def _sharpness(grey: Image.Image) -> float:
    """Return how steep the steepest slopes are, of 255 from pixel to pixel, without noise of single pixels."""
    soft = np.asarray(grey.filter(ImageFilter.BoxBlur(1)), dtype=np.float32)
    slopes = (np.abs(np.diff(soft[::3], axis=1)), np.abs(np.diff(soft[:, ::3], axis=0)))
    return max(float(np.quantile(each, 0.998)) for each in slopes)
