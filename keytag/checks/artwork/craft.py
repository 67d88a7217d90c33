"""Checks of what a shop's craft can do at all: screens and moulds know few flat spots and no fine letters.

Figures are the shop's own. Lines are held against the shop's limits by `keytag.checks.artwork.ink`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.artwork.mark import Mark
from keytag.checks.artwork.side import DrawnSide
from keytag.checks.artwork.subject import WorkSubject
from keytag.drawing.artwork import Role
from keytag.drawing.ink import Ink
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.text.text import Text
from keytag.units import beside

# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01
# House rule: such a name can stand in a job without quotes.
_PLAIN_NAME = re.compile(r"[a-z][a-z-]*")
# What `keytag.documents.yaml` lets no spot be called, of the names of inks.
_PROCESS_NAMES = ("cyan", "magenta", "yellow", "black")
# House rule: two or three moulds may be meant; who pays for more wants to know before.
_FEW_MOULDS = 3
_CODE = (Role.QR, Role.QR_GROUND)
_SHOPS_OWN = Text("Nhà in khai trong tệp nhà in (shop)", "What the shop says in its own file")

FLAT_SPOTS = Rule(
    "inks-are-flat-spots",
    Severity.ERROR,
    Text(
        "Nhà in chỉ nhận màu pha (spot) thì mọi màu đều là màu pha, phủ đặc 100 %.",
        "Where the shop takes spot inks alone, every colour is a spot, and solid (100 %).",
    ),
    Text(
        "In lụa, in tampon và đúc khuôn dùng mực pha sẵn từng màu, không in chồng bốn mực C, M, Y, K.",
        "Screens, pads and moulds use an ink mixed for each colour, not cyan, magenta, yellow and black.",
    ),
    Text(
        "Ghi trong colours: {spot: tên màu của nhà in, cmyk: [0, 100, 100, 0]}.",
        "Write in colours: {spot: the shop's name for it, cmyk: [0, 100, 100, 0]}.",
    ),
    _SHOPS_OWN,
)
FEW_INKS = Rule(
    "inks-are-few-enough",
    Severity.WARNING,
    Text(
        "Móc khóa không dùng nhiều màu hơn nhà in nhận, kể cả màu đổ khuôn.",
        "A tag uses no more colours than the shop takes, poured ones among them.",
    ),
    Text(
        "Mỗi màu thêm một lần pha, một lượt in hoặc đổ khuôn, và một chỗ dễ lệch.",
        "Each colour is mixed for itself, is another screen or pouring, and one more to miss.",
    ),
    Text(
        "Cho vài phần dùng chung một màu (colours), hoặc hỏi nhà in.", "Let parts share a colour, or ask the shop."
    ),
    _SHOPS_OWN,
)
TALL_LETTERS = Rule(
    "letters-are-tall-enough",
    Severity.WARNING,
    Text("Chữ cao ít nhất bằng mức nhà in làm được.", "Letters are as tall as the shop can make them."),
    Text("Chữ thấp hơn thì dính thành cục, hoặc gãy khi tháo khuôn.", "Lower ones clot, or break in the mould."),
    Text("Viết chữ hoa, rút ngắn chữ, hoặc dùng thẻ lớn hơn.", "Use capitals, a shorter text or a larger tag."),
    _SHOPS_OWN,
)
CODE_APART = Rule(
    "code-is-printed-apart",
    Severity.NOTE,
    Text(
        "Mã QR in liền với thẻ khi nhà in in được.",
        "The QR code is printed with the tag where the shop can do that.",
    ),
    Text(
        "In lụa và đúc khuôn không giữ được ô vuông nhỏ của mã, nên mã in trên miếng dán riêng.",
        "Screens and moulds cannot hold a code's small squares, so it is printed on a patch.",
    ),
    Text(
        "Gửi kèm code.pdf, và hỏi nhà in ai in, ai dán miếng mã.",
        "Send code.pdf along, and ask the shop who prints the patches and puts them on.",
    ),
    _SHOPS_OWN,
)
ONE_MATERIAL = Rule(
    "material-is-one-colour",
    Severity.ERROR,
    Text(
        "Mọi mẫu của một tệp đặt in làm từ vật liệu cùng một màu.",
        "All editions of a job are of a material of one colour.",
    ),
    Text(
        "Nhà in lấy màu nền làm màu vật liệu: một tấm, một mẻ nhựa chỉ có một màu.",
        "The shop takes the ground's colour as the material's: a sheet, or a batch of plastic, has one.",
    ),
    Text(
        "Cho các mẫu cùng màu nền (colours: ground), hoặc tách thành nhiều tệp đặt in.",
        "Give the editions one ground (colours: ground), or make a job of each colour.",
    ),
    _SHOPS_OWN,
)
FEW_MOULDS = Rule(
    "editions-share-a-mould",
    Severity.WARNING,
    Text("Các mẫu dùng chung khuôn.", "Editions share their moulds."),
    Text(
        "Phần nổi khác nhau thì mỗi mẫu một khuôn, khuôn nào cũng phải làm và trả tiền riêng.",
        "Where what stands out differs, every edition has a mould of its own, to be made and paid for.",
    ),
    Text(
        "In chi tiết khác nhau lên thân thay vì làm nổi: tăng letter ở mục mould của tệp nhà in, hoặc bỏ mục ấy.",
        "Print what differs instead of moulding it: raise letter under mould in the shop's file, or leave it out.",
    ),
    HOUSE_RULE,
)
RULES = (FLAT_SPOTS, FEW_INKS, TALL_LETTERS, CODE_APART, ONE_MATERIAL, FEW_MOULDS)


def material_is_one_colour(subject: WorkSubject) -> Iterator[Finding]:
    """No edition is of another material than the first: they are printed on one sheet, or moulded of one batch."""
    if not subject.stocks:
        return
    first, _ = subject.stocks[0]
    for stock, node in subject.stocks:
        if stock != first:
            names = first.name if first is not None else "white", stock.name if stock is not None else "white"
            yield ONE_MATERIAL.found(
                Text(
                    f"Vật liệu của các mẫu khác màu nhau: {names[0]} và {names[1]}.",
                    f"The editions are of materials of several colours: {names[0]} and {names[1]}.",
                ),
                node=node,
            )
            return


def inks_are_flat_spots(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Nothing but the code is in process inks, and no spot is a tint, where the shop takes flat spots alone."""
    subject = sides[0].subject
    if not subject.craft.spots_alone:
        return
    for ink in dict.fromkeys(mark.item.ink for mark in _inked(sides)):
        if ink.is_flat:
            continue
        roles = [role for role, known in subject.craft.inks if known == ink and role not in _CODE] or [ink.name]
        node = subject.colour_node(ink.name)
        yield FLAT_SPOTS.found(_not_flat(ink, roles), _as_spots(ink, roles), node=node)


def _not_flat(ink: Ink, roles: list[str]) -> Text:
    parts = ", ".join(roles)
    if ink.spot:
        return Text(
            f"Màu {ink.name} ({parts}) chỉ phủ {ink.tint:.0%}, mà nhà in chỉ nhận màu phủ đặc 100%.",
            f"The colour {ink.name} ({parts}) is a tint of {ink.tint:.0%}; the shop takes solid ones (100%).",
        )
    mixed = " ".join(f"{100 * amount:g}" for amount in ink.cmyk)
    return Text(
        f"Màu {ink.name} ({parts}) in bằng bốn mực CMYK {mixed}, mà nhà in chỉ nhận màu pha sẵn (spot).",
        f"The colour {ink.name} ({parts}) is mixed of CMYK {mixed}; the shop takes spot inks alone.",
    )


def _as_spots(ink: Ink, roles: list[str]) -> Text:
    """Say how the job writes these parts as spots; what the tint comes to is mixed into the alternate."""
    is_free = _PLAIN_NAME.fullmatch(ink.name) and ink.name not in _PROCESS_NAMES
    name = ink.name if ink.spot or is_free else f"{roles[0]}-spot"
    tint = ink.tint if ink.spot else 1.0
    amounts = ", ".join(f"{100 * amount * tint:g}" for amount in ink.cmyk)
    said = ", ".join(f"{role}: {{spot: {name}, cmyk: [{amounts}]}}" for role in roles)
    return Text(
        f"Thêm vào colours: {{{said}}}; thay {name} bằng tên màu của nhà in.",
        f"Add to colours: {{{said}}}; put the shop's name for it in place of {name}.",
    )


def inks_are_few_enough(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Both sides together have no more inks and poured colours than the shop takes; a patch does not count."""
    most, poured, plates = sides[0].subject.craft.most_inks, poured_colours(sides), printed_inks(sides)
    count = len(poured) + len(plates)
    if most is None or count <= most:
        return
    named = ", ".join(sorted(plates))
    if not poured:
        message = Text(
            f"Móc khóa dùng {count} mực ({named}), nhà in nhận nhiều nhất {most}.",
            f"The tag uses {count} inks ({named}); the shop takes {most} at the most.",
        )
    else:
        mixed = ", ".join(sorted(poured))
        message = Text(
            f"Móc khóa dùng {count} màu, nhà in nhận nhiều nhất {most}: {len(poured)} màu đổ khuôn ({mixed}), "
            f"{len(plates)} mực in ({named or 'không'}).",
            f"The tag uses {count} colours; the shop takes {most} at the most: {len(poured)} poured ({mixed}), "
            f"{len(plates)} printed ({named or 'none'}).",
        )
    yield FEW_INKS.found(message, node="shop")


def poured_colours(sides: tuple[DrawnSide, DrawnSide]) -> frozenset[str]:
    """Return the colours that are poured into a mould, the body's among them: the shop mixes each."""
    craft = sides[0].subject.craft
    if not craft.is_poured:
        return frozenset()
    body = craft.stock.name if craft.stock is not None else "white"
    return frozenset(
        (body, *(mark.item.ink.name for side in sides for mark in side.marks if mark.item.ink.material))
    )


def printed_inks(sides: tuple[DrawnSide, DrawnSide]) -> frozenset[str]:
    """Return the inks that are printed on the tag, each with a plate or screen of its own."""
    return frozenset(plate for mark in _inked(sides) for plate in mark.item.ink.plates)


def letters_are_tall_enough(side: DrawnSide) -> Iterator[Finding]:
    """No text's tallest letter is lower than the shop can make it."""
    least = side.subject.craft.smallest_letter
    if least is None:
        return
    texts: dict[str, list[Mark]] = {}
    for mark in side.of(Role.LETTERING):
        texts.setdefault(mark.item.source.node, []).append(mark)
    for marks in texts.values():
        tallest = max(mark.tallest(least - _ROUNDING) for mark in marks)
        if tallest < least - _ROUNDING:
            told = beside(tallest, least)
            yield marks[0].finding(
                TALL_LETTERS,
                Text(
                    f"Chữ ở {side.title.vi} chỉ cao {told} mm, nhà in cần ít nhất {least:g} mm.",
                    f"Letters on the {side.title.en} are {told} mm high; the shop wants at least {least:g} mm.",
                ),
            )


def code_is_printed_with_the_tag(side: DrawnSide) -> Iterator[Finding]:
    """The code needs no patch of its own."""
    code = side.subject.content.qr
    if side.subject.craft.code_apart and code is not None:
        yield CODE_APART.found(
            Text(
                f"Mã QR ở {side.title.vi} in riêng trên miếng dán (code.pdf), chỗ của nó trên thẻ để trống.",
                f"The QR code of the {side.title.en} is printed apart, on a patch (code.pdf); its place on "
                "the tag is left blank.",
            ),
            node=f"{code.node}.link",
        )


def editions_share_a_mould(moulds: int, editions: int, letter: float | None) -> Iterator[Finding]:
    """Editions with different relief take few moulds; with raised letters from ``letter`` mm on, they take one."""
    if moulds < 2:
        return
    if letter is None:
        hint = Text(
            "Muốn các mẫu chung một khuôn: trong tệp nhà in, bỏ mục mould, mọi chi tiết sẽ được in lên thân.",
            "For one mould that serves all, leave mould out of the shop's file: all details are then printed.",
        )
    else:
        hint = Text(
            f"Muốn các mẫu chung một khuôn: trong tệp nhà in, ghi letter: {letter:g}mm ở mục mould; chữ khác nhau "
            "sẽ được in lên thân.",
            f"For one mould that serves all, write letter: {letter:g}mm under mould in the shop's file: letters "
            "that differ are then printed.",
        )
    yield FEW_MOULDS.found(
        Text(
            f"{editions} mẫu có phần nổi khác nhau, phải làm {moulds} khuôn; khuôn nào cũng trả tiền riêng.",
            f"What stands out of the {editions} editions differs: {moulds} moulds, each to be paid for.",
        ),
        hint,
        node="shop",
        severity=Severity.WARNING if moulds > _FEW_MOULDS else Severity.NOTE,
    )


def _inked(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Mark]:
    """Yield what lays ink on the tag; the code, which is black wherever it is printed, where it is not apart."""
    for side in sides:
        for mark in side.marks:
            if mark.item.ink.total > 0 and mark.item.role not in _CODE:
                yield mark
