"""Checks of what a shop's craft can do at all: screens and moulds know few flat spots and no fine letters.

Figures are the shop's own. Lines are held against the shop's limits by `keytag.checks.artwork.ink`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.side import DrawnSide
from keytag.checks.artwork.subject import WorkSubject
from keytag.drawing.artwork import Role
from keytag.drawing.ink import Ink
from keytag.findings import Finding, Rule, Severity
from keytag.text.ink_names import ink_with_title
from keytag.text.text import Text
from keytag.units import format_against

# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01
# House rule: such a name can stand in a job without quotes.
_PLAIN_NAME = re.compile(r"[a-z][a-z-]*")
# What `keytag.documents.yaml` lets no spot be called, of the names of inks.
_PROCESS_NAMES = ("cyan", "magenta", "yellow", "black")
# House rule: two or three moulds may be meant; who pays for more wants to know before.
_FEW_MOULDS = 3
_CODE = (Role.QR, Role.QR_GROUND)

FLAT_SPOTS = Rule.error("inks-are-flat-spots", __name__)
FEW_INKS = Rule.warning("inks-are-few-enough", __name__)
TALL_LETTERS = Rule.warning("letters-are-tall-enough", __name__)
CODE_APART = Rule.note("code-is-printed-apart", __name__)
ONE_MATERIAL = Rule.error("material-is-one-colour", __name__)
FEW_MOULDS = Rule.warning("editions-share-a-mould", __name__)
RULES = (FLAT_SPOTS, FEW_INKS, TALL_LETTERS, CODE_APART, ONE_MATERIAL, FEW_MOULDS)


def material_is_one_colour(subject: WorkSubject) -> Iterator[Finding]:
    """No edition is of another material than the first: they are printed on one sheet, or moulded of one batch."""
    if not subject.stocks:
        return
    first, _ = subject.stocks[0]
    for stock, node in subject.stocks:
        if stock != first:
            names = first.name if first is not None else "white", stock.name if stock is not None else "white"
            one, other = (ink_with_title(name) for name in names)
            yield ONE_MATERIAL.finding(
                Text(
                    f"Vật liệu của các mẫu khác màu nhau: {one.vi} và {other.vi}.",
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
    for ink in dict.fromkeys(drawn.item.ink for drawn in _inked(sides)):
        if ink.is_flat:
            continue
        roles = [role for role, known in subject.craft.inks if known == ink and role not in _CODE] or [ink.name]
        node = subject.colour_node(ink.name)
        yield FLAT_SPOTS.finding(_not_flat(ink, roles), _as_spots(ink, roles), node=node)


def _not_flat(ink: Ink, roles: list[str]) -> Text:
    parts = ", ".join(roles)
    if ink.spot:
        return Text(
            f"Màu {ink.name} ({parts}) chỉ phủ {ink.tint:.0%}, mà nhà in chỉ nhận màu phủ đặc 100%.",
            f"The colour {ink.name} ({parts}) is a tint of {100 * ink.tint:.0f} %; the shop takes solid ones "
            "(100 %).",
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
    amounts = ", ".join(f"{100 * amount:g}" for amount in ink.look)
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
    yield FEW_INKS.finding(message, node="shop")


def poured_colours(sides: tuple[DrawnSide, DrawnSide]) -> frozenset[str]:
    """Return the colours that are poured into a mould, the body's among them: the shop mixes each."""
    craft = sides[0].subject.craft
    if not craft.is_poured:
        return frozenset()
    body = craft.stock.name if craft.stock is not None else "white"
    return frozenset(
        (body, *(drawn.item.ink.name for side in sides for drawn in side.items if drawn.item.ink.material))
    )


def printed_inks(sides: tuple[DrawnSide, DrawnSide]) -> frozenset[str]:
    """Return the inks that are printed on the tag, each with a plate or screen of its own."""
    return frozenset(plate for drawn in _inked(sides) for plate in drawn.item.ink.plates)


def letters_are_tall_enough(side: DrawnSide) -> Iterator[Finding]:
    """No text's tallest letter is lower than the shop can make it."""
    least = side.subject.craft.smallest_letter
    if least is None:
        return
    texts: dict[str, list[DrawnItem]] = {}
    for drawn in side.of(Role.LETTERING):
        texts.setdefault(drawn.item.source.node, []).append(drawn)
    for items in texts.values():
        tallest = max(drawn.tallest(least - _ROUNDING) for drawn in items)
        if tallest < least - _ROUNDING:
            told = format_against(tallest, least)
            yield items[0].finding(
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
        yield CODE_APART.finding(
            Text(
                f"Mã QR ở {side.title.vi} in riêng thành tem (code.pdf), chỗ dán tem trên móc khóa để trống.",
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
    yield FEW_MOULDS.finding(
        Text(
            f"{editions} mẫu có phần nổi khác nhau, phải làm {moulds} khuôn; khuôn nào cũng trả tiền riêng.",
            f"What stands out of the {editions} editions differs: {moulds} moulds, each to be paid for.",
        ),
        hint,
        node="shop",
        severity=Severity.WARNING if moulds > _FEW_MOULDS else Severity.NOTE,
    )


def _inked(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[DrawnItem]:
    """Yield what lays ink on the tag; the code, which is black wherever it is printed, where it is not apart."""
    for side in sides:
        for drawn in side.items:
            if drawn.item.ink.total > 0 and drawn.item.role not in _CODE:
                yield drawn
