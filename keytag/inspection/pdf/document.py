"""What a file says about itself, and what in it acts: Info, output intents, layers, actions, forms, compressions.

Answers to ISO 32000-1, 7.7.2 (catalogue), 8.11.4 (layers), 12.6 (actions), 14.3.3 (Info) and 14.11.5 (output
intents).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from keytag.inspection.pdf import access, resources
from keytag.inspection.pdf.bounds import MOST_OBJECTS
from keytag.inspection.pdf.facts import InfoEntry, Intent, LayerFacts, Layers
from keytag.inspection.pdf.icc import icc_profile
from keytag.inspection.pdf.pictures import filters

# ISO 32000-1, table 101: what a default configuration may hold that changes which layers are seen, or by whom.
_SWITCHES = ("/AS", "/RBGroups", "/Locked")
# ISO 32000-1, table 31: the name trees of scripts, attachments and slide shows.
_TREES = {key: key[1:] for key in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations")}
# ISO 32000-1, 8.10.4 (reference XObjects) and 14.11.7 (OPI): what lies in another file.
_ELSEWHERE = {"/Ref": "Ref", "/OPI": "OPI"}


def info(pdf: Pdf) -> tuple[tuple[str, InfoEntry], ...]:
    """Return the Info entries by key."""
    return tuple(
        (key[1:], InfoEntry(_kind(value), access.text(value)))
        for key, value in access.entries(access.get(pdf.trailer, "/Info"))
    )


def _kind(value: object) -> str:
    if isinstance(value, Name):
        return "name"
    return "string" if isinstance(value, String) else "other"


def intents(pdf: Pdf) -> tuple[Intent, ...]:
    """Return the output intents."""
    return tuple(_intent(each) for each in access.items(access.get(pdf.Root, "/OutputIntents")))


def _intent(intent: object) -> Intent:
    stream = access.get(intent, "/DestOutputProfile")
    profile = None
    if isinstance(stream, Stream):
        try:
            profile = icc_profile(stream.read_bytes())
        except access.BROKEN:
            profile = icc_profile(b"")
    return Intent(
        subtype=access.name(access.get(intent, "/S")),
        condition=access.text(access.get(intent, "/OutputConditionIdentifier")),
        registry=access.text(access.get(intent, "/RegistryName")),
        info=access.text(access.get(intent, "/Info")),
        channels=int(access.number(access.get(stream, "/N")) or 0),
        profile=profile,
    )


def layers(pdf: Pdf) -> Layers | None:
    """Return the optional content; None where the file has none."""
    properties = access.get(pdf.Root, "/OCProperties")
    if properties is None:
        return None
    default = access.get(properties, "/D")
    listed = set(_numbers_within(access.get(default, "/Order")))
    off = {
        access.number_of(each)
        for each in access.items(access.get(default, "/OFF"))
        if isinstance(each, Dictionary)
    }
    starts_off = access.name(access.get(default, "/BaseState")) == "OFF"
    found: list[LayerFacts] = []
    for group in access.items(access.get(properties, "/OCGs")):
        layer = resources.layer_of(group)
        if layer is not None and isinstance(group, Dictionary):
            number = access.number_of(group)
            is_on = number not in off and not starts_off
            found.append(LayerFacts(layer.name, layer.group, layer.step, number in listed, is_on))
    extras = [key[1:] for key in _SWITCHES if tuple(access.items(access.get(default, key)))]
    if tuple(access.items(access.get(properties, "/Configs"))):
        extras.append("Configs")
    return Layers(tuple(found), access.text(access.get(default, "/Name")), tuple(extras))


def _numbers_within(order: object, depth: int = 0) -> Iterator[int]:
    """Yield the numbers of the groups in ``order``, whose arrays nest."""
    for each in access.items(order):
        if isinstance(each, Array) and depth < 16:
            yield from _numbers_within(each, depth + 1)
        elif isinstance(each, Dictionary):
            yield access.number_of(each)


def active(pdf: Pdf) -> tuple[str, ...]:
    """Return what the catalogue lets the file do: actions, scripts, forms, attachments."""
    found: set[str] = set()
    opening = access.get(pdf.Root, "/OpenAction")
    if isinstance(opening, Dictionary):
        found.add(f"OpenAction {access.name(access.get(opening, '/S'))}".strip())
    if access.get(pdf.Root, "/AA") is not None:
        found.add("AA")
    form = access.get(pdf.Root, "/AcroForm")
    if isinstance(form, Dictionary):
        found.add("XFA" if access.get(form, "/XFA") is not None else "AcroForm")
    names = access.get(pdf.Root, "/Names")
    found |= {label for key, label in _TREES.items() if access.get(names, key) is not None}
    return tuple(sorted(found))


class Contents:
    """What the objects of a file are made of, looked at one by one."""

    def __init__(self) -> None:
        self.filters: set[str] = set()
        self.outside: set[str] = set()
        self.active: set[str] = set()
        self.has_packed_objects = False
        self.has_packed_table = False
        self.is_partial = False

    def look(self, pdf: Pdf) -> None:
        """Look at every object, up to a bound."""
        for count, each in enumerate(_objects(pdf)):
            if count >= MOST_OBJECTS:
                self.is_partial = True
                return
            if isinstance(each, Stream):
                self._stream(each)
            if isinstance(each, Dictionary | Stream):
                self._dictionary(each)

    def _stream(self, stream: Stream) -> None:
        kind = access.name(access.get(stream, "/Type"))
        self.has_packed_objects |= kind == "ObjStm"
        self.has_packed_table |= kind == "XRef"
        self.filters.update(filters(stream))
        if access.get(stream, "/F") is not None:
            self.outside.add("F")
        if (
            access.name(access.get(stream, "/Subtype")) == "PS"
            or access.name(access.get(stream, "/Subtype2")) == "PS"
        ):
            self.outside.add("PS")
        for key, label in _ELSEWHERE.items():
            if access.get(stream, key) is not None:
                self.outside.add(label)
        for each in access.items(access.get(stream, "/Alternates")):
            if access.get(each, "/DefaultForPrinting") is True:
                self.outside.add("Alternates")

    def _dictionary(self, holder: Dictionary | Stream) -> None:
        if access.get(holder, "/JS") is not None:
            self.active.add("JavaScript")
        for key in ("/A", "/AA"):
            action = access.get(holder, key)
            if isinstance(action, Dictionary) and (key == "/AA" or access.name(access.get(action, "/S"))):
                self.active.add(f"{key[1:]} {access.name(access.get(action, '/S'))}".strip())


def _objects(pdf: Pdf) -> Iterator[object]:
    """Yield the file's objects; of those that cannot be read, nothing."""
    try:
        listed = iter(pdf.objects)
    except access.BROKEN:
        return
    while True:
        try:
            yield next(listed)
        except StopIteration:
            return
        except access.BROKEN:
            continue
