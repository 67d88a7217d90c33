"""The output profile: what a screen colour becomes in ink on this paper, and what an ink looks like on a screen.

The only module that speaks to littlecms (`PIL.ImageCms`). It must not know where profiles are kept: it takes the
bytes. Answers to ISO 15930 for what an output profile must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag.drawing.icc import OUTPUT_CLASS, PRINT_TABLES, read_header, read_tag, read_title
from keytag.drawing.ink import Cmyk, Ink
from keytag.errors import MissingResourceError
from keytag.standards import Standard
from keytag.text.text import Text

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

Rgb = tuple[int, int, int]
"""An sRGB colour; each 0 to 255."""

# House rule: the largest output profiles that are handed out have some 3 MB, and every file carries its own copy.
_MOST_BYTES = 8_000_000

# House rule: through a coated profile pure inks come back with a few per cent of the others. Up to 7 % is a
# trace that only adds a rosette, and 95 % is a solid without a screened edge.
_TRACE = 0.07
_SOLID = 0.95


class Profile(Struct, frozen=True):
    """An ICC output profile for four inks, with the name of its printing condition.

    ``is_registered`` tells whether that name is one of ICC's registry, or merely the profile's own title.
    """

    data: bytes
    condition: str
    title: str
    version: tuple[int, int]
    is_registered: bool = True

    @property
    def digest(self) -> str:
        """SHA-256 of the profile, in hexadecimal."""
        return sha256(self.data).hexdigest()


def read_profile(data: bytes, condition: str | None = "FOGRA39") -> Profile:
    """Return the output profile in ``data``, the one for the printing ``condition`` registered at color.org.

    Without a registered condition the profile's own title names it.

    Raises MissingResourceError where the bytes are not an ICC output profile for CMYK.
    """
    name = condition or "ICC"
    header = read_header(data)
    if header is None:
        raise _unusable(name, Text("không phải là tệp ICC", "it is not an ICC profile"))
    if len(data) > _MOST_BYTES:
        limit = _MOST_BYTES // 1_000_000
        raise _unusable(name, Text(f"tệp lớn hơn {limit} MB", f"it is larger than {limit} MB"))
    # ISO 15930-7: the destination profile is of class "prtr"; keytag prints in CMYK only.
    if header.kind != OUTPUT_CLASS or header.space != "CMYK":
        raise _unusable(name, Text("không phải là hồ sơ in CMYK", "it does not describe CMYK printing"))
    if header.length != len(data) or not all(read_tag(data, name) for name in PRINT_TABLES):
        raise _unusable(name, Text("tệp bị hỏng", "it is damaged"))
    title = read_title(data) or condition or "CMYK"
    return Profile(data, condition or title, title, header.version, condition is not None)


def require_version(profile: Profile, standard: Standard) -> Profile:
    """Return ``profile`` where a file of ``standard`` may carry it.

    Raises MissingResourceError where its ICC version is newer than the standard's.
    """
    if profile.version[0] > standard.newest_profile:
        version, newest, title = ".".join(map(str, profile.version)), standard.newest_profile, standard.title
        raise _unusable(
            profile.condition,
            Text(
                f"là ICC phiên bản {version}, {title.vi} chỉ nhận đến phiên bản {newest}",
                f"it is ICC version {version}, and {title.en} takes up to version {newest}",
            ),
        )
    return profile


@lru_cache(maxsize=256)
def cmyk_from_hexes(profile: Profile, colours: tuple[str, ...]) -> Mapping[str, Cmyk]:
    """Return the inks for screen ``colours`` such as ``#DA251D``, in whole per cent (0 to 1).

    Relative colorimetric with black point compensation. Traces are dropped and near-solids filled; neutral
    greys print in black alone, so that they keep no coloured fringe. All go through the profile at once: each
    pass costs three milliseconds, however many they are. Raises ValueError for what is no colour.
    """
    channels = {colour: _channels(colour) for colour in colours}
    found: dict[str, Cmyk] = {}
    tinted: list[str] = []
    for colour, (red, green, blue) in channels.items():
        if red == green == blue:
            found[colour] = (0.0, 0.0, 0.0, _black_for(profile, red))
        else:
            tinted.append(colour)
    if not tinted:
        return found
    from PIL import Image, ImageCms  # noqa: PLC0415 - Pillow is heavy, and most jobs name their inks

    strip = Image.frombytes("RGB", (len(tinted), 1), b"".join(bytes(channels[colour]) for colour in tinted))
    picture = ImageCms.applyTransform(strip, _to_ink(profile))
    assert picture is not None  # noqa: S101 - None is for transforms in place
    amounts = [_clean(byte) for byte in picture.tobytes()]
    inks = zip(amounts[::4], amounts[1::4], amounts[2::4], amounts[3::4], strict=True)
    return {**found, **dict(zip(tinted, inks, strict=True))}


@lru_cache(maxsize=256)
def srgb_from_ink(profile: Profile, ink: Ink) -> Rgb:
    """Return how ``ink`` looks on a screen; a spot is shown by its alternate at its tint."""
    tint = ink.tint if ink.spot else 1.0
    return _look(profile, (tuple(round(255 * amount * tint) for amount in ink.cmyk),))[0]


def _unusable(condition: str, why: Text) -> MissingResourceError:
    return MissingResourceError(
        Text(
            f"Không dùng được hồ sơ màu {condition}: {why.vi}.",
            f"Colour profile {condition} is of no use: {why.en}.",
        ),
        Text(
            "Hãy chọn hồ sơ màu in (ICC) loại CMYK mà nhà in đưa.",
            "Name a CMYK output profile (ICC) as the print shop supplies it.",
        ),
    )


def _channels(colour: str) -> Rgb:
    digits = colour.removeprefix("#")
    if len(digits) != 6 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
        raise ValueError(f"{colour!r} is not a colour: write it like #DA251D")
    value = int(digits, 16)
    return (value >> 16, value >> 8 & 255, value & 255)


def _clean(byte: int) -> float:
    """Round an amount of ink to whole per cent, traces to none and near-solids to full."""
    amount = round(byte / 255, 2)
    if amount <= _TRACE:
        return 0.0
    return 1.0 if amount >= _SOLID else amount


def _black_for(profile: Profile, grey: int) -> float:
    """Return the black, in whole per cent, that looks most like a neutral ``grey`` of 0 to 255."""
    steps = _blacks(profile)
    return min(range(101), key=lambda percent: (abs(steps[percent][1] - grey), percent)) / 100


@lru_cache(maxsize=4)
def _blacks(profile: Profile) -> tuple[Rgb, ...]:
    """Return what each whole per cent of black looks like on a screen."""
    return _look(profile, tuple((0, 0, 0, round(2.55 * percent)) for percent in range(101)))


def _look(profile: Profile, amounts: tuple[tuple[int, ...], ...]) -> tuple[Rgb, ...]:
    """Return what each of ``amounts`` (C, M, Y, K of 0 to 255) looks like on a screen."""
    from PIL import Image, ImageCms  # noqa: PLC0415 - see cmyk_from_hexes

    strip = Image.frombytes("CMYK", (len(amounts), 1), b"".join(bytes(amount) for amount in amounts))
    picture = ImageCms.applyTransform(strip, _to_screen(profile))
    assert picture is not None  # noqa: S101 - None is for transforms in place
    seen = picture.tobytes()
    return tuple((seen[i], seen[i + 1], seen[i + 2]) for i in range(0, len(seen), 3))


@lru_cache(maxsize=4)
def _to_ink(profile: Profile) -> ImageCmsTransform:
    return _transform(profile, to_ink=True)


@lru_cache(maxsize=4)
def _to_screen(profile: Profile) -> ImageCmsTransform:
    return _transform(profile, to_ink=False)


def _transform(profile: Profile, *, to_ink: bool) -> ImageCmsTransform:
    from io import BytesIO  # noqa: PLC0415 - with Pillow, see cmyk_from_hexes

    from PIL import ImageCms  # noqa: PLC0415 - see cmyk_from_hexes

    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    try:
        printer = ImageCms.ImageCmsProfile(BytesIO(profile.data))
        screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        if to_ink:
            return ImageCms.buildTransform(screen, printer, "RGB", "CMYK", intent, flags)
        return ImageCms.buildTransform(printer, screen, "CMYK", "RGB", intent, flags)
    except (OSError, ImageCms.PyCMSError) as error:
        raise _unusable(profile.condition, Text("tệp bị hỏng", "it is damaged")) from error
