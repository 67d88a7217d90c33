"""In which ways a file is not the one that it should be, said in words, for whoever got it from a stranger.

That the two differ is known by their bytes; this only says where to look, as far as small bounds go. Must not know
of packages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256

from keytag.errors import UnreadableFileError
from keytag.inspection.pdf.facts import FileFacts, SurveyedPage, plates
from keytag.text.text import Text, same_text

# House rule: what is so much larger than it should be is told by that; the bounds are some tenths of a second.
_TIMES, _MORE, _LARGEST = 2, 100_000, 8_000_000
_CONTENT, _TOKENS, _OPERATORS = 16_000_000, 400_000, 60_000
# House rule: so many pages and names of a kind say enough.
_LISTED = 4
# Said of the program that wrote the file, and of when: another version says another.
_WRITERS = frozenset(
    {
        "Creator",
        "Producer",
        "xmp:CreatorTool",
        "pdf:Producer",
        "xmpMM:DocumentID",
        "xmpMM:InstanceID",
        "xmpMM:VersionID",
    }
)


def list_differences(found: bytes, made: bytes) -> tuple[Text, ...]:
    """Return in which ways the PDF ``found`` is not as the PDF ``made``; none where only its bytes are other."""
    from keytag.inspection.pdf.bounds import Budget  # noqa: PLC0415 - with the next
    from keytag.inspection.pdf.surveyor import survey_within  # noqa: PLC0415 - pikepdf is heavy, and most files are alike

    if max(len(found), len(made)) > _LARGEST:
        return (_DRAWN,)
    if len(found) > len(made) * _TIMES + _MORE:
        return (
            Text(f"lớn hơn hẳn: {len(found)} byte, cần {len(made)}", f"{len(found)} bytes instead of {len(made)}"),
        )
    try:
        one = survey_within(found, Budget(_CONTENT, _OPERATORS, _TOKENS))
    except UnreadableFileError as error:
        return (error.message,)
    other = survey_within(made, Budget())
    ways = tuple(_told(one, other))
    return ways or (() if _holds_the_same(found, made) else (_DRAWN,))


_DRAWN = Text("nội dung vẽ", "what is drawn")


def _holds_the_same(found: bytes, made: bytes) -> bool:
    """Tell whether two files hold the same streams, unpacked; what the file says of itself is told otherwise."""
    wanted = Counter(_streams(made))
    has: Counter[tuple[int, bytes]] = Counter()
    left = _TIMES * sum(size * count for (size, _), count in wanted.items()) + _MORE
    for stream in _streams(found):
        has[stream] += 1
        left -= stream[0]
        if left < 0:
            return False
    return has == wanted


def _streams(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield size and digest of each stream as it unpacks."""
    from pikepdf import Stream  # noqa: PLC0415 - pikepdf is heavy, and most files are alike

    from keytag.inspection.pdf import objects  # noqa: PLC0415 - the same
    from keytag.inspection.pdf.objects import open_pdf  # noqa: PLC0415 - the same

    with open_pdf(data) as pdf:
        for each in pdf.objects:
            if not isinstance(each, Stream) or objects.name(objects.get(each, "/Type")) in _OF_THE_FILE:
                continue
            try:
                unpacked = each.read_bytes()
            except objects.BROKEN:
                unpacked = b""
            yield len(unpacked), sha256(unpacked).digest()


# ISO 32000-1, 7.5.7, 7.5.8 and 14.3.2: how objects are stored, and the metadata.
_OF_THE_FILE = frozenset({"ObjStm", "XRef", "Metadata"})


def _told(found: FileFacts, made: FileFacts) -> Iterator[Text]:
    for what, has, wanted in (
        (Text("có hành động hoặc tệp kèm", "actions or attachments"), found.active, made.active),
        (Text("gọi tới tệp khác", "reaches for other files"), tuple(found.outside), tuple(made.outside)),
        (Text("không đọc hết được", "parts that cannot be read"), found.unread, made.unread),
        (Text("phải sửa mới đọc được", "had to be mended to be read"), found.repaired, made.repaired),
    ):
        more = sorted(set(has) - set(wanted))
        if more:
            yield _listed(what, more)
    if len(found.pages) != len(made.pages):
        yield Text(
            f"có {len(found.pages)} trang, cần {len(made.pages)}",
            f"{len(found.pages)} pages instead of {len(made.pages)}",
        )
    yield from _of_inks(found, made)
    for what, of in _OF_PAGES:
        numbers = [
            number
            for number, (page, asked) in enumerate(zip(found.pages, made.pages, strict=False), 1)
            if of(page) != of(asked)
        ]
        if numbers:
            listed = ", ".join(map(str, numbers[:_LISTED])) + (" …" if len(numbers) > _LISTED else "")
            yield Text(f"{what.vi} (trang {listed})", f"{what.en} (page {listed})")
    for what, of_file in _OF_FILES:
        if of_file(found) != of_file(made):
            yield what


def _of_inks(found: FileFacts, made: FileFacts) -> Iterator[Text]:
    """Yield the names of inks that are on other plates than they should be."""
    has, wanted = _inks(found), _inks(made)
    if has - wanted:
        yield _listed(Text("màu hoặc kẽm lạ", "inks or plates that do not belong"), sorted(has - wanted))
    if wanted - has:
        yield _listed(Text("thiếu màu hoặc kẽm", "inks or plates that are missing"), sorted(wanted - has))


def _inks(facts: FileFacts) -> set[str]:
    painted = {
        ink
        for page in facts.pages
        for use in page.uses
        for ink, amount in (plates(use.manner.space, use.manner.amounts) or {}).items()
        if amount > 0
    }
    return painted | {ink for space in facts.spots for ink in space.spots}


_OF_PAGES: tuple[tuple[Text, Callable[[SurveyedPage], object]], ...] = (
    (same_text("MediaBox"), lambda page: page.media),
    (same_text("CropBox"), lambda page: page.crop),
    *((same_text(name), lambda page, name=name: page.box(name)) for name in ("BleedBox", "TrimBox", "ArtBox")),
    (Text("trang bị xoay (Rotate)", "turned (Rotate)"), lambda page: page.rotate),
    (Text("đơn vị đo (UserUnit)", "its unit (UserUnit)"), lambda page: page.user_unit),
    (Text("có chú thích", "annotations"), lambda page: page.annotations),
    (Text("phông chữ", "fonts"), lambda page: page.fonts),
    (Text("hình ảnh", "pictures"), lambda page: page.pictures),
    (
        Text("độ trong suốt", "transparency"),
        lambda page: (page.see_through, page.blends, page.states, page.group_space),
    ),
    (_DRAWN, lambda page: (frozenset(page.uses), page.unread)),
)
_OF_FILES: tuple[tuple[Text, Callable[[FileFacts], object]], ...] = (
    (Text("lớp", "layers"), lambda facts: facts.layers),
    (Text("điều kiện in (output intent)", "the output intent"), lambda facts: facts.intents),
    (Text("mã hóa", "encryption"), lambda facts: facts.is_encrypted),
    (Text("phiên bản PDF", "the PDF version"), lambda facts: facts.version),
    (
        Text("thông tin về tệp (Info)", "what it says of itself (Info)"),
        lambda facts: [entry for entry in facts.info if entry[0] not in _WRITERS],
    ),
    (
        Text("thông tin về tệp (XMP)", "what it says of itself (XMP)"),
        lambda facts: [entry for entry in facts.xmp.properties if entry[0] not in _WRITERS],
    ),
)


def _listed(label: Text, names: list[str]) -> Text:
    shown = ", ".join(name if len(name) <= 60 else f"{name[:59]}…" for name in names[:_LISTED])
    shown += " …" if len(names) > _LISTED else ""
    return Text(f"{label.vi}: {shown}", f"{label.en}: {shown}")
