"""A file's streams and pictures, gathered once, and written for one plate after another.

Answers to ISO 32000-1, 7.7.3 (pages), 8.7 (patterns) and 8.10 (forms).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from msgspec import Struct, field
from pikepdf import Object, ObjectStreamMode, Pdf, Stream

from keytag.inspection.pdf import access
from keytag.inspection.pdf.bounds import Budget, TooMuchError
from keytag.inspection.pdf.colours import Colours
from keytag.inspection.pdf.opening import opened
from keytag.inspection.pdf.pages import leaves
from keytag.inspection.separations.laying import InseparableError, names_of
from keytag.inspection.separations.pictures import Separable
from keytag.inspection.separations.streams import Rewriter
from keytag.text.text import Text


class Plates(Struct, frozen=True):
    """A file taken apart: how many pages it has, and its copies by plate, process inks first."""

    pages: int
    files: tuple[tuple[str, bytes], ...]


class _Held(Struct):
    """What is written anew: streams with what they look their names up in, pictures, and the pages' own."""

    streams: dict[int, tuple[Stream, object]] = field(default_factory=dict)
    pictures: dict[int, tuple[Stream, object]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)


def apart(data: bytes) -> Plates:
    """Return the plates of the PDF in ``data``.

    Raises InseparableError where it holds what only a colour engine can separate, or too much of anything, and
    UnreadableFileError where it cannot be read at all.
    """
    with opened(data) as pdf:
        try:
            return _apart(pdf)
        except TooMuchError:
            raise InseparableError(Text("quá nhiều nội dung", "there is too much in it")) from None
        except access.BROKEN:
            raise InseparableError(Text("có phần bị hỏng", "part of it is broken")) from None


def _apart(pdf: Pdf) -> Plates:
    colours, budget, held = Colours(), Budget(), _Held()
    pages = 0
    for page, given in leaves(access.get(pdf.Root, "/Pages"), budget):
        pages += 1
        named = given.get("/Resources")
        joined = Stream(pdf, b"\n".join(_contents(page)))
        page.Contents = pdf.make_indirect(joined)
        held.streams[access.number_of(page.Contents)] = (page.Contents, named)
        _gather(named, held, colours)
    names = names_of(tuple(colours.seen))
    rewriter = Rewriter(colours, names, budget)
    rewritten = [
        (stream, rewriter.rewritten(stream.read_bytes(), named)) for stream, named in held.streams.values()
    ]
    pictures = [Separable(stream, named, colours) for stream, named in held.pictures.values()]
    return Plates(pages, tuple(_files(pdf, names, rewritten, pictures)))


def _files(
    pdf: Pdf, names: tuple[str, ...], rewritten: list[tuple[Stream, tuple[bytes, ...]]], pictures: list[Separable]
) -> Iterator[tuple[str, bytes]]:
    for index, name in enumerate(names):
        for stream, contents in rewritten:
            stream.write(contents[index])
        for picture in pictures:
            picture.put(name)
        buffer = BytesIO()
        pdf.save(buffer, object_stream_mode=ObjectStreamMode.preserve, compress_streams=False)
        yield name, buffer.getvalue()


def _contents(page: Object) -> Iterator[bytes]:
    for each in access.items(access.get(page, "/Contents")):
        if isinstance(each, Stream):
            yield each.read_bytes()


def _gather(named: object, held: _Held, colours: Colours) -> None:
    """Find every form, pattern and picture that ``named`` lists, and those that these list in turn."""
    waiting = [named]
    while waiting:
        resources = waiting.pop()
        for _, space in access.entries(access.get(resources, "/ColorSpace")):
            colours.read(space, depth=1)
        for kind in ("/XObject", "/Pattern"):
            for _, each in access.entries(access.get(resources, kind)):
                number = access.number_of(each) if isinstance(each, Stream) else 0
                if not isinstance(each, Stream) or number in held.seen:
                    continue
                held.seen.add(number)
                waiting += _taken(each, resources, held, colours)


def _taken(each: Stream, resources: object, held: _Held, colours: Colours) -> list[object]:
    """Note one stream; return the resources that it has of its own."""
    number = access.number_of(each)
    if access.name(access.get(each, "/Subtype")) == "Image":
        if access.get(each, "/ImageMask") is not True:
            held.pictures[number] = (each, resources)
            colours.read(access.get(each, "/ColorSpace"), resources)
        return []
    own = access.get(each, "/Resources")
    held.streams[number] = (each, own if own is not None else resources)
    return [own] if own is not None else []
