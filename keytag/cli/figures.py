"""Figures that were typed, as values: counts, plates, sums of money, bags and boxes.

Each reader refuses in both languages and says what to type instead. Knows nothing of what the figures are for.
"""

from __future__ import annotations

import re
from typing import NoReturn

from keytag.cli.given import said
from keytag.cli.screen.spelling import count as count_of
from keytag.errors import UsageError
from keytag.files.library import shorten
from keytag.text.text import Text
from keytag.units import parse_whole

# House rule: ten million tags are more than any province has households (the job's own limit).
MAX_COUNT = 10_000_000
_NO_WHOLE = Text("cần một số nguyên", "expected a whole number")
_PARTED_ODDLY = Text(
    "dấu chấm, dấu phẩy chỉ tách từng ba chữ số; cần một số nguyên",
    "a point or comma parts three digits each; expected a whole number",
)


def count(text: str | None, option: str = "--count") -> int | None:
    """Return how many tags were asked for. Raises UsageError outside 1 to `MAX_COUNT`."""
    return whole(text, option, 1, MAX_COUNT, 3200)


def whole(text: str | None, option: str, least: int, most: int, example: int | None = None) -> int | None:
    """Return a whole number. Raises UsageError outside ``least`` to ``most``; an ``example`` helps."""
    said(text, option)
    if text is None:
        return None
    found = parse_whole(text)
    if found is not None and least <= found <= most:
        return found
    shown = least if example is None else example
    why = _PARTED_ODDLY if found is None and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)+", text.strip()) else _NO_WHOLE
    return _refuse(option, text, why, (least, most), shown)


def _refuse(option: str, text: str, why: Text, bounds: tuple[int, int], example: int) -> NoReturn:
    (least, most), (low, high) = ([count_of(bound, language) for bound in bounds] for language in ("vi", "en"))
    raise UsageError(
        Text(
            f"{option} {shorten(text)}: {why.vi} từ {least} đến {most}.",
            f"{option} {shorten(text)}: {why.en} from {low} to {high}.",
        ),
        Text(f"Ví dụ: {option} {example}", f"Example: {option} {example}"),
    )


def plates(text: str | None) -> int | None:
    """Return how many plates a plan may have. Raises UsageError where that is none."""
    # House rule: no programme has half as many plates.
    return whole(text, "--max-plates", 1, 1000)


def money(text: str | None, option: str, least: int = 0) -> int | None:
    """Return a sum in đồng. Raises UsageError where it is none, or outside ``least`` to a price's most."""
    from keytag.documents.yaml.fields import MAX_PRICE, parse_money  # noqa: PLC0415 - seldom asked for

    said(text, option)
    if text is None:
        return None
    found = parse_money(text)
    if found is not None and least <= found <= MAX_PRICE:
        return found
    raise UsageError(
        Text(
            f"{option} {shorten(text)}: cần một số tiền từ {least} đến {count_of(MAX_PRICE, 'vi')} đ.",
            f"{option} {shorten(text)}: expected a sum from {least} to {count_of(MAX_PRICE, 'en')} đ.",
        ),
        Text(f"Ví dụ: {option} 6_000đ", f"Example: {option} 6_000đ"),
    )


def bundle(text: str | None) -> tuple[int | None, int | None]:
    """Return how many tags go into a bag and into a box: ``50``, or ``50/500``.

    Raises UsageError where these are no numbers, or where a box would hold no bag.
    """
    from keytag.documents.yaml.fields import LEAST_BAG, MAX_BAG, MAX_BOX  # noqa: PLC0415 - seldom asked for

    said(text, "--bundle")
    if text is None:
        return None, None
    first, slash, second = text.partition("/")
    bag, box = parse_whole(first) or 0, parse_whole(second) if slash else None
    if LEAST_BAG <= bag <= MAX_BAG and (not slash or (box is not None and bag <= box <= MAX_BOX)):
        return bag, box
    raise UsageError(
        Text(
            f"--bundle {shorten(text)}: cần số thẻ một túi ({LEAST_BAG} đến {MAX_BAG}), hoặc túi/thùng.",
            f"--bundle {shorten(text)}: expected tags in a bag ({LEAST_BAG} to {MAX_BAG}), or bag/box.",
        ),
        Text("Ví dụ: --bundle 50, hoặc --bundle 50/500", "Example: --bundle 50, or --bundle 50/500"),
    )
