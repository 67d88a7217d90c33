"""What `init` asks at the terminal, in the language of the run: what was not given on the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date

import typer
from msgspec.structs import replace

from keytag.cli.screen.spelling import lines
from keytag.cli.values import tag_count
from keytag.commands.init import fault_of_number, is_label
from keytag.documents.job import Starter, is_link, no_link
from keytag.errors import UsageError
from keytag.text.text import Language, Text
from keytag.vietnam.phone import is_number

_ISSUER = Text("Đơn vị in trên móc khóa, ví dụ: Công an phường An Khê", "The office (like Công an phường An Khê)")
_PROVINCE = Text("Tỉnh, thành phố (Enter để bỏ qua)", "Province or city (Enter to skip)")
_FIRST_LABEL = Text("Tên gọi của số quan trọng nhất, ví dụ: Trực ban", "Label of the most important number")
_LABEL = Text(
    "Tên gọi của số tiếp theo, ví dụ: Trưởng Công an (Enter nếu đã hết)",
    "Label of the next number (Enter when done)",
)
_NUMBER = Text("Số điện thoại", "Telephone number")
_LINK = Text(
    "Địa chỉ trang Zalo, Facebook của đơn vị, ví dụ https://zalo.me/… (Enter để bỏ qua)",
    "Address for the QR code (Enter to skip)",
)
_SLOGAN = Text("Khẩu hiệu (Enter để bỏ qua)", "Slogan (Enter to skip)")
_QUANTITY = Text(
    "Số lượng cần in, ví dụ 3200 (Enter nếu chưa biết)", "How many tags, like 3200 (Enter if not known yet)"
)
_NO_COUNT = Text("Chỉ ghi chữ số, từ 1 trở lên, ví dụ 3200.", "Digits only, from 1 upwards, like 3200.")
_NO_LABEL = Text(
    "Đây không phải là tên gọi. Ghi tên gọi trước, ví dụ Trực ban; số điện thoại hỏi ở bước sau.",
    "This is no label. Type the label alone, like Trực ban; its number is asked next.",
)
_MATERIAL = Text(
    "Móc khóa bằng gì (hỏi nhà in trước; sau này đổi được ở từ khóa shop):",
    "What are the tags made of (ask the shop first; the key shop changes it later):",
)
_WHICH = Text("Chọn 1 đến {}", "1 to {}")
# The shops by what their goods are, as an officer asks for them; the first where nothing is said.
_MATERIALS = (
    ("digital-sra3", Text("giấy, in kỹ thuật số", "paper, digital press")),
    ("screen-pvc", Text("nhựa dẻo PVC, in lụa hoặc in tampon", "soft PVC, screen or pad printed")),
    ("moulded-pvc", Text("nhựa dẻo PVC, đúc nổi", "soft PVC, moulded")),
    ("digital-pvc", Text("tấm PVC, in kỹ thuật số", "PVC sheet, digital press")),
    ("uv-acrylic", Text("mica, in UV", "acrylic, UV")),
)
# A label ends before an = or a colon, or before so many digits as only a telephone number has.
_LABEL_AND_NUMBER = re.compile(
    r"(?P<label>[^=]*[^\W\d][^=]*?)\s*(?:[=:]\s*(?P<given>\+?[0-9][0-9 .()-]+)|\s(?P<long>\+?[0-9][0-9 .-]{7,}))"
)
_NUMBER_WITHIN = re.compile(r"(?:[0-9][ .-]?){8}")
# What the tags of all five programmes call the line that is always answered.
_DUTY = "Trực ban"


def ask_for_missing(starter: Starter, language: Language, day: date, *, has_shop: bool) -> Starter:
    """Return ``starter`` with what it lacks asked at the terminal; optional parts only where nothing was given.

    A number is asked for again until `check` on ``day`` would pass it; what it ``has_shop`` for is not asked.

    Raises:
        UsageError: issuer or numbers are lacking and there is no terminal to ask at.
    """
    has_numbers = bool(starter.numbers) or starter.table is not None
    if starter.issuer and has_numbers:
        return starter
    if not sys.stdin.isatty():
        raise UsageError(
            Text("Thiếu --issuer hoặc --number.", "--issuer or --number is missing."),
            Text(
                'Ví dụ: keytag init --issuer "Công an phường An Khê" --number "Trực ban=0269 3000 113"',
                'Example: keytag init --issuer "Công an phường An Khê" --number "Trực ban=0269 3000 113"',
            ),
        )
    issuer = starter.issuer or _ask(_ISSUER, language, None)
    province = starter.province or _optional(_PROVINCE, language)
    return replace(
        starter,
        issuer=issuer,
        province=province,
        numbers=starter.numbers if has_numbers else _numbers(language, province, day),
        link=starter.link or _link(language),
        slogan=starter.slogan or _optional(_SLOGAN, language),
        quantity=starter.quantity
        if starter.quantity is not None or starter.table is not None
        else _quantity(language),
        shop=starter.shop if has_shop else _shop(language),
    )


def _numbers(language: Language, province: str | None, day: date) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    while True:
        label = _ask(_LABEL, language, "") if pairs else _ask(_FIRST_LABEL, language, _DUTY)
        if not label:
            return tuple(pairs)
        label, number = _parted(label)
        if "=" in label or _NUMBER_WITHIN.search(label) is not None or not is_label(label):
            _say(_NO_LABEL, language)
            continue
        number = number or _ask(_NUMBER, language, None)
        while (fault := fault_of_number(label, number, province, day)) is not None:
            _say_all(fault, language)
            number = _ask(_NUMBER, language, None)
        pairs.append((label, number))


def _parted(text: str) -> tuple[str, str]:
    """Return label and number of a line that says both ("Trưởng Công an=0769 000 101"), else the line alone."""
    found = _LABEL_AND_NUMBER.fullmatch(text)
    number = (found["given"] or found["long"]) if found is not None else ""
    return (found["label"], number) if found is not None and is_number(number) else (text, "")


def _link(language: Language) -> str | None:
    while True:
        text = _optional(_LINK, language)
        if text is None or is_link(text):
            return text
        _say_all(no_link(text), language)


def _quantity(language: Language) -> int | None:
    while True:
        text = _ask(_QUANTITY, language, "")
        if not text:
            return None
        try:
            return tag_count(text, "--quantity")
        except UsageError:
            _say(_NO_COUNT, language)


def _shop(language: Language) -> str:
    """Return the shop for the material that was chosen."""
    _say(_MATERIAL, language)
    for place, (_, material) in enumerate(_MATERIALS, 1):
        _say(Text(f"  {place}  {material.vi}", f"  {place}  {material.en}"), language)
    asked = Text(*(each.format(len(_MATERIALS)) for each in (_WHICH.vi, _WHICH.en)))
    while True:
        text = _ask(asked, language, "1")
        if text.isdecimal() and 0 < int(text) <= len(_MATERIALS):
            return _MATERIALS[int(text) - 1][0]


def _say_all(texts: Iterable[Text], language: Language) -> None:
    for text in texts:
        _say(text, language)


def _say(text: Text, language: Language) -> None:
    """Say why an answer is asked for again, where it is asked."""
    typer.echo("\n".join(lines(text.to(language))), err=True)


def _optional(text: Text, language: Language) -> str | None:
    return _ask(text, language, "") or None


def _ask(text: Text, language: Language, default: str | None) -> str:
    """Ask on standard error, so that what `init` answers can be piped; without ``default`` until there is one."""
    return str(typer.prompt(text.to(language), default=default, show_default=bool(default), err=True)).strip()
