"""The editions of a job as one series: where words of the same kind fit the same places, all are set alike.

Goes in: for each edition its content, design and QR symbol. Comes out: for each a `ComposedTag`, or findings.
Editions of one structure (template, tag, fields, numbers, size of code) are composed once, with the longest words
that any of them says in each place. Each is then set just as that model came out: the same sizes, lines, modules.
One whose words are far longer than the others' would make all of them small: it is set by itself, no larger, with
its code where the others have theirs, and where that is no good as if it were alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.design import Design
from keytag.compose.overflow_findings import missing_glyphs
from keytag.compose.tag import ComposedTag, FittingTag, Refusal, artworks_of, compose, fit_tag, type_settings_for
from keytag.documents.job import EditionContent
from keytag.drawing.lettering import Face, shape
from keytag.drawing.qr import Symbol
from keytag.findings import Finding

# House rule: how much longer than the median of a series words may be for all others to be set smaller for them.
_ODD = 1.35
# House rule: the letters in which words are compared; any would do.
_MEASURE = Face("roboto", 500)


class Work(Struct, frozen=True, eq=False):
    """What one edition is composed of."""

    content: EditionContent
    design: Design
    symbol: Symbol | None


def compose_series(
    works: Sequence[Work], among: Sequence[Work] = ()
) -> Iterator[tuple[ComposedTag | None, tuple[Finding, ...]]]:
    """Yield each edition's tag in turn, or the findings that say what does not fit, as `compose` does.

    Where ``works`` are but some of a job's editions, ``among`` are all of them, in the job's order: a tag then
    looks as it does when all are composed. Nothing is composed before it is asked for.
    """
    families: dict[object, list[Work]] = {}
    series: dict[object, list[Work]] = {}
    for work in among or works:
        families.setdefault(_family(work), []).append(work)
        series.setdefault(_structure(work), []).append(work)
    models: dict[object, FittingTag | None] = {}
    for work in works:
        key = _structure(work)
        if key not in models:
            models[key] = _compose_model(series[key], families[_family(work)])
        yield _compose_like(work, models[key])


def _compose_like(work: Work, model: FittingTag | None) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose one edition like ``model``, as near to it as it can be, or by itself."""
    if model is None or missing_glyphs(work.content, work.design.template):
        return compose(work.content, work.design, work.symbol)
    found = fit_tag(work.content, work.design, work.symbol, is_counted=False, model=model)
    if isinstance(found, Refusal):
        return compose(work.content, work.design, work.symbol)
    return artworks_of(found), ()


def _family(work: Work) -> tuple[object, ...]:
    """Return what editions must have in common for their words to be set alike: all but numbers and codes."""
    content, design = work.content, work.design
    sides = (design.template.front, design.template.back)
    return (
        content.template,
        design.frame,
        tuple(tuple(sorted(type_settings_for(design, slots).smallest.items())) for slots in sides),
        tuple((slot, id(fills)) for slot, fills in design.drawings.items()),
        tuple(sorted((says, bool(text)) for says, text in _texts(content).items())),
    )


def _structure(work: Work) -> tuple[object, ...]:
    """Return what editions must have in common for everything on them to be set alike."""
    code = (work.content.qr.side, work.symbol.full_size if work.symbol else 0) if work.content.qr else None
    return (_family(work), tuple(number.side for number in work.content.numbers), code)


def _compose_model(works: Sequence[Work], family: Sequence[Work]) -> FittingTag | None:
    """Compose an edition with the longest words of all that are not far longer than the others'.

    ``works`` differ in what they say; those of the same ``family`` may differ in their numbers and code too.
    """
    if len(family) == 1:
        return None
    model = works[0].content
    said = {says: _usual(_texts(work.content)[says] for work in family) for says in _texts(model)}
    numbers = tuple(
        replace(
            number,
            label=_widest(_usual(work.content.numbers[i].label for work in works)),
            display=_widest(work.content.numbers[i].display for work in works),
        )
        for i, number in enumerate(model.numbers)
    )
    words = {says: _widest(texts) or None for says, texts in said.items()}
    content = replace(
        model,
        issuer_name=words["issuer"] or "",
        slogan=words["slogan"],
        name=words["name"],
        province=words["province"],
        qr=replace(model.qr, caption=words["caption"]) if model.qr else None,
        numbers=numbers,
    )
    peers = {says: texts for says, texts in said.items() if len(texts) > 1}
    found = fit_tag(content, works[0].design, works[0].symbol, is_counted=False, peers=peers)
    return None if isinstance(found, Refusal) else found


def _usual(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the different ``texts`` that are not far longer than most."""
    told = tuple(texts)
    most = median(map(_width, told)) * _ODD
    return tuple(dict.fromkeys(text for text in told if _width(text) <= most))


def _texts(content: EditionContent) -> Mapping[str, str]:
    return {
        "issuer": content.issuer_name,
        "province": content.province or "",
        "slogan": content.slogan or "",
        "name": content.name or "",
        "caption": (content.qr.caption or "") if content.qr else "",
    }


def _widest(texts: Iterable[str]) -> str:
    """Return a text as wide as any of ``texts``: of figures of unequal widths, 4 is the widest."""
    told = set(texts)
    longest = max(sorted(told), key=_width)
    if len(told) == 1:
        return longest
    # The nought that a number begins with is as tall as any.
    return longest[:1] + "".join("4" if sign.isdigit() else sign for sign in longest[1:])


def _width(text: str) -> float:
    return shape(text, _MEASURE).advance
