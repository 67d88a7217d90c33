"""Everything a job names, found and resolved: shop, templates, profile, drawings, inks, the tag's own frame.

What is named and not found stops here; nothing else is put in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork import CutWish, GivenColour, HoleWish, WorkSubject, check_work
from keytag.checks.artwork.finish import FinishSubject, check_finish
from keytag.checks.artwork.legibility import CAP_HEIGHT
from keytag.compose import Design, Frame, drawing_slots
from keytag.documents.job import EditionContent, JobFile, read_job
from keytag.documents.job.allotments import Allotment, AllotmentTable, allot
from keytag.documents.shop import Cutter, Shop, Spots, read_cutter, read_shop
from keytag.documents.template import GroundSlot, QrSlot, Template, read_template, slot_roles
from keytag.documents.yaml import MAX_BYTES, Hex
from keytag.documents.yaml.rules import TOO_LONG
from keytag.drawing.artwork import Fill, Role
from keytag.drawing.colorimetry import Lab, lab_of_screen, read_print_table
from keytag.drawing.geometry import Hole, Shape, place_hole
from keytag.drawing.ink import ByPolarity, Cmyk, Ink, as_material, flat_ink, underbase_ink
from keytag.drawing.svg_import import Art, ink_art, read_art
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.files import library, reader
from keytag.findings import Finding
from keytag.imposition.slug import UNAPPROVED_STAMP
from keytag.imposition.technical_lines import technical_ink
from keytag.imposition.underbase import White
from keytag.output.pdf.profile import Profile, cmyk_from_hexes, read_profile, require_version, srgb_from_ink
from keytag.standards import RULE_SETS, STANDARDS, RuleSet
from keytag.text.figures import format_count
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.documents.lock import Lock

_WISHES = {
    Role.BLEED_LINE: Text("vạch chừa xén (bleed_line)", "a bleed line (bleed_line)"),
    Role.DIMENSION: Text("kích thước (dimensions)", "dimensions (dimensions)"),
}
# ICC's registry of printing conditions (color.org), by the built-in profile that is made for it. Others name
# themselves.
_CONDITIONS = {"FOGRA39L_coated": "FOGRA39"}
# House rule: the programmes known have one template or two; with twenty designs an office has several jobs.
_MAX_TEMPLATES = 20
# House rule: one drawing may have 10,000; two such, or many that are simple, are looked at in good time.
_MAX_COMMANDS = 20_000


class JobSetup(Struct, frozen=True):
    """A job with what it names: shop, cutter, each edition's template, the profile, the tag's shape and hole."""

    file: JobFile
    shop: Shop
    templates: Mapping[str, Template]
    arts: Mapping[str, Art]
    profile: Profile
    shape: Shape
    hole: Hole | None
    cutter: Cutter | None
    mixtures: Mapping[str, Cmyk]
    """The inks of every screen colour of the job and its templates."""
    look: Callable[[Cmyk], Lab]
    """What a process mixture looks like on the shop's paper."""
    lock: Lock | None = None
    """What the job was drawn with when it was locked, and how it looked; None where it is not locked."""
    content_hash: str = ""
    """The order's #, once its tags are drawn: see `keytag.steps.content_hash`."""
    is_unapproved: bool = False
    """Whether it is handed off though nobody approved it, which sheets, ticket and package then say."""

    @property
    def stamp(self) -> str:
        """What every file says of what nobody approved; nothing where there is nothing to say."""
        return UNAPPROVED_STAMP if self.is_unapproved else ""

    @property
    def frame(self) -> Frame:
        """The front's frame: shape, hole, safe area and bleed."""
        return Frame(self.shape, self.hole, self.shop.safe, self.shop.bleed)

    @property
    def dieline(self) -> Ink:
        """The shop's technical ink for the cut."""
        return technical_ink(Role.DIELINE, self.shop.spots.dieline)

    @property
    def hole_ink(self) -> Ink:
        """The shop's technical ink for the hole: the dieline's, unless the shop has another name for it."""
        name = self.shop.spots.hole
        return self.dieline if name == self.dieline.name else technical_ink(Role.HOLE, name)

    @property
    def white(self) -> White | None:
        """The white that the shop prints under colours."""
        said = self.shop.underbase
        if said is None:
            return None
        # What is printed on fronts in reverse has their white beneath it.
        on_back = said.sides != "front" and said.order == "first"
        return White(underbase_ink(said.spot), said.choke, said.sides != "back", on_back)

    @property
    def said(self) -> frozenset[Role]:
        """What one-ups say beyond the cut, where the standard has layers to say it in."""
        if not STANDARDS[self.shop.standard].layers:
            return frozenset()
        return self._asked

    @property
    def _asked(self) -> frozenset[Role]:
        asked = {Role.BLEED_LINE: self.shop.bleed_line, Role.DIMENSION: self.shop.dimensions}
        return frozenset(role for role, is_asked in asked.items() if is_asked)

    @property
    def rules(self) -> RuleSet | None:
        """The set of rules by which the shop's prepress judges, where it names one."""
        return RULE_SETS[self.shop.rules] if self.shop.rules is not None else None

    @property
    def finish(self) -> FinishSubject:
        """What the finished files are to be, for the checks that come before drawing."""
        wishes = tuple(text for role, text in _WISHES.items() if role in self._asked)
        white = self.white.ink.name if self.white is not None else ""
        return FinishSubject(STANDARDS[self.shop.standard], self.rules, wishes, white, self.shop.most_ink)

    @property
    def technical(self) -> tuple[Ink, ...]:
        """The spots that are the shop's own, so that no colour of the job may take them."""
        white = (self.white.ink,) if self.white is not None else ()
        return (self.dieline, self.hole_ink, *white, *(technical_ink(role) for role in sorted(self.said)))

    @property
    def work(self) -> WorkSubject:
        """The job as it is set up, for the checks that come before composing."""
        wish = self.file.job.tag.hole
        return WorkSubject(
            self.file.editions,
            self.shape,
            HoleWish(wish.diameter, wish.edge) if wish is not None else None,
            self.hole is not None,
            tuple(dict.fromkeys(self._given_colours())),
            self.technical,
            self.look,
            tuple(dict.fromkeys(self._stocks())),
            self._cut(),
        )

    def _cut(self) -> CutWish:
        """Return how deep tags are cut; goods that are moulded have no backing to stay on."""
        made = "both" if self.cutter is None else self.cutter.cuts
        node = "shop" if self.file.job.order.cut is None else "order.cut"
        return CutWish(self.shop.cut, "through" if self.shop.process == "moulded" else made, node)

    def _stocks(self) -> Iterator[tuple[Ink | None, str]]:
        """Yield the colour of each edition's material, and the node that gives it where it is the ground's."""
        if self.shop.stock is None or self.shop.stock.colour != "ground":
            return
        for content in self.file.editions:
            nodes = self.colour_nodes(content)
            stock = self.stock(content)
            own = nodes.get(stock.name) if stock is not None else None
            yield stock, own or _template_node(self.file, content)

    def _given_colours(self) -> Iterator[GivenColour]:
        """Yield each edition's own colours, and those of its template that need a look."""
        for content in self.file.editions:
            template = self.templates[content.template]
            roles, given, inks = tuple(template.colours), dict(content.colours), self.inks(content)
            for role, colour in {**template.colours, **given}.items():
                ink = inks.get(role) or self._ink(colour)
                if role not in given and isinstance(colour, Ink) and not ink.spot:
                    continue
                screen = colour.value if isinstance(colour, Hex) else None
                node = self._colour_node(content, role) if role in given else "template"
                yield GivenColour(role, ink, screen, node, content.template, roles)

    def colour_nodes(self, content: EditionContent) -> dict[str, str]:
        """Return the nodes of the colours that the job gives an edition, by their inks' names."""
        return {self._ink(colour).name: self._colour_node(content, role) for role, colour in content.colours}

    def role_nodes(self, content: EditionContent) -> dict[str, str]:
        """Return the nodes of the colours that the job gives an edition, by the template's roles."""
        return {role: self._colour_node(content, role) for role, _ in content.colours}

    def _colour_node(self, content: EditionContent, role: str) -> str:
        own = f"{content.node}.colours.{role}"
        return own if content.node and self.file.positions.has(own) else f"colours.{role}"

    def design(self, content: EditionContent) -> Design:
        """Return all that composing ``content`` needs but its words."""
        template = self.templates[content.template]
        inks = self.inks(content)
        text = self.shop.smallest_text
        least = (self.shop.smallest_letter or 0.0) / CAP_HEIGHT
        limits = ByPolarity(*(max(size, least) for size in (text.positive, text.reversed, text.multi_ink)))
        line = self.shop.smallest_line
        lines = ByPolarity(line.positive, line.reversed, line.multi_ink)
        drawings = self._drawings(template, inks)
        return Design(template, self.frame, inks, limits, drawings, lines if self.shop.inks == "spots" else None)

    @property
    def drawings(self) -> dict[str, int]:
        """How many path commands the drawings of each template have."""
        return {
            name: sum(len(p.commands) for slot in drawing_slots(each) for p, _ in self.arts[slot.file].shapes)
            for name, each in self.templates.items()
        }

    def inks(self, content: EditionContent) -> dict[str, Ink]:
        """Return the ink of each part of the template of ``content`` that has a colour."""
        colours = self.templates[content.template].colours
        given = {**colours, **{role: colour for role, colour in content.colours if role in colours}}
        inks = {role: self._ink(colour) for role, colour in given.items()}
        if self.shop.inks != "spots":
            return inks
        stock, apart = self._stock_among(content, inks), self._apart(self.templates[content.template])
        # A job that has its shop's name for a colour means it wherever that colour stands.
        own = {ink.cmyk: ink for ink in inks.values() if ink.spot and ink.tint == 1}
        flat = {role: ink if role in apart else flat_ink(ink, stock) for role, ink in inks.items()}
        return {
            role: own.get(ink.cmyk, ink) if ink.spot and ink.tint == 1 and not ink.material else ink
            for role, ink in flat.items()
        }

    def _apart(self, template: Template) -> frozenset[str]:
        """Return the roles of colours that stand on a patch alone, where the shop prints codes apart."""
        if self.shop.code != "patch":
            return frozenset()
        slots = (*template.front, *template.back)
        patch = {role for slot in slots if isinstance(slot, QrSlot) for role in slot_roles(slot)}
        return frozenset(patch - {r for slot in slots if not isinstance(slot, QrSlot) for r in slot_roles(slot)})

    def stock(self, content: EditionContent) -> Ink | None:
        """Return the colour of what ``content`` is printed on or moulded of, which is no ink; None where white."""
        stock = self._stock_among(content, self.inks(content))
        return as_material(stock) if stock is not None else None

    def _stock_among(self, content: EditionContent, inks: Mapping[str, Ink]) -> Ink | None:
        said = self.shop.stock.colour if self.shop.stock is not None else None
        stock = said if isinstance(said, Ink) else None
        if said == "ground":
            template = self.templates[content.template]
            slots = (slot for slot in (*template.front, *template.back) if isinstance(slot, GroundSlot))
            stock = next((inks[slot.ink] for slot in slots if slot.inset is None), None)
        return None if stock is None or stock.is_white else stock

    def _drawings(self, template: Template, inks: Mapping[str, Ink]) -> dict[str, tuple[Fill, ...]]:
        return {
            slot.slot: ink_art(
                self.arts[slot.file], {c: inks[role] for c, role in slot.inks.items()}, slot.slot, slot.file
            )
            for slot in drawing_slots(template)
        }

    def _ink(self, colour: Ink | Hex) -> Ink:
        return colour if isinstance(colour, Ink) else Ink(colour.value, self.mixtures[colour.value])


def load_setup(
    path: Path, shop: str | None = None, profile: str | None = None, rules: str | None = None
) -> tuple[JobSetup, tuple[Finding, ...]]:
    """Read the job at ``path`` and everything it names; ``shop`` overrides the job's.

    ``profile`` and ``rules`` override the shop's.

    Raises InvalidDocumentError or MissingResourceError, with the place in the job where it names what is wrong.
    The findings say what a reader of the job alone could not know: a hole that has no room, an unknown colour,
    spots that clash.
    """
    file = read_job(path)
    tag = file.job.tag
    shape = Shape(tag.shape, tag.width, tag.height, tag.corner)
    hole = _hole(file, shape)
    with locating_errors(file, "shop" if shop is None else ""):
        found = read_shop(shop or file.job.shop, path, asked=shop is not None)
        cutter = read_cutter(found.cutter, path) if found.cutter is not None else None
    if file.job.order.cut is not None:
        found = found.model_copy(update={"cut": file.job.order.cut})
    found = _with_spots(found, cutter)
    if rules is not None:
        found = found.model_copy(update={"rules": rules})
    templates = _templates(file)
    arts = _arts(file, templates)
    with locating_errors(file, "shop" if shop is None and profile is None else ""):
        data = library.profile_bytes(profile or found.profile, path, asked=profile is not None)
        output = read_profile(data, _condition(data))
        output = require_version(output, STANDARDS[found.standard])
    mixtures = _mixtures(file, templates, output)
    setup = JobSetup(
        file, found, templates, arts, output, shape, hole, cutter, mixtures, _look_of(output), _lock(path)
    )
    return setup, (*file.notes, *check_work(setup.work), *check_finish(setup.finish))


def _lock(path: Path) -> Lock | None:
    if not reader.is_there(library.lock_path(path)):
        return None
    from keytag.documents.lock import read_lock  # noqa: PLC0415 - few jobs are locked

    return read_lock(path)


def with_design(setup: JobSetup, template: str, shape: Shape, hole: Hole | None) -> JobSetup:
    """Return ``setup`` with all editions in another template, on a tag of another shape.

    Colours of the job for which the template has no role are left out. Raises as `load_setup` does.
    """
    own = read_template(template, setup.file.path)
    editions = tuple(
        replace(each, template=template, colours=tuple(c for c in each.colours if c[0] in own.colours))
        for each in setup.file.editions
    )
    file, templates = replace(setup.file, editions=editions), {template: own}
    arts, mixtures = _arts(file, templates), _mixtures(file, templates, setup.profile)
    return replace(
        setup, file=file, templates=templates, arts=arts, mixtures=mixtures, shape=shape, hole=hole, lock=None
    )


def _with_spots(shop: Shop, cutter: Cutter | None) -> Shop:
    """Return ``shop`` with the spots that its cutter looks for, where its own file names none."""
    if cutter is None or cutter.spots is None or "spots" in shop.model_fields_set:
        return shop
    name = cutter.spots.kiss if shop.cut == "kiss" else cutter.spots.through
    return shop.model_copy(update={"spots": Spots(dieline=name, hole=name)})


def _mixtures(file: JobFile, templates: Mapping[str, Template], profile: Profile) -> Mapping[str, Cmyk]:
    """Return the inks of every screen colour of the job and its templates."""
    given = (colour for content in file.editions for _, colour in content.colours)
    own = (colour for template in templates.values() for colour in template.colours.values())
    screen = dict.fromkeys(colour.value for colour in chain(given, own) if isinstance(colour, Hex))
    return cmyk_from_hexes(profile, tuple(screen))


def _look_of(profile: Profile) -> Callable[[Cmyk], Lab]:
    """Return how a process mixture looks where ``profile`` is printed, as what another process can take."""
    return partial(_lab_in, profile)


# House rule: a job's tags have some ten mixtures, one that asks for all it may some hundred.
@lru_cache(maxsize=4096)
def _lab_in(profile: Profile, cmyk: Cmyk) -> Lab:
    table = read_print_table(profile.data)
    return table.lab(cmyk) if table is not None else lab_of_screen(*srgb_from_ink(profile, Ink("", cmyk)))


def _condition(data: bytes) -> str | None:
    """Return the registered condition of a profile, whatever its file is called: a copy is still the same one."""
    known = ((library.profile_bytes(name), condition) for name, condition in _CONDITIONS.items())
    return next((condition for profile, condition in known if profile == data), None)


class locating_errors:  # noqa: N801 - reads as a word of the with statement
    """Adds to what is missing or out of bounds the place in the job where it is named."""

    def __init__(self, file: JobFile, node: str) -> None:
        self._file = file
        self._node = node

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        """Say where the job names what is missing or out of bounds."""
        if not isinstance(error, MissingResourceError | InvalidDocumentError):
            return
        where = self._file.positions.where(self._node) if self._node else None
        if isinstance(error, InvalidDocumentError):
            # What is wrong within another document has its own place.
            error.findings = tuple(each if each.where else replace(each, where=where) for each in error.findings)
        elif where is not None and self._file.positions.has(self._node):
            error.where = where


def _templates(file: JobFile) -> dict[str, Template]:
    """Read every template that the editions name, once."""
    templates: dict[str, Template] = {}
    for content in file.editions:
        if content.template not in templates:
            with locating_errors(file, _template_node(file, content)):
                _bounded(len(templates) + 1, _MAX_TEMPLATES, Text("kiểu trình bày", "templates"))
                templates[content.template] = read_template(content.template, file.path)
    return templates


def _arts(file: JobFile, templates: Mapping[str, Template]) -> dict[str, Art]:
    """Read every drawing that the templates name, once; they lie in the job's folder."""
    arts: dict[str, Art] = {}
    size = commands = 0
    first = {content.template: content for content in reversed(file.editions)}
    for name, template in templates.items():
        for slot in drawing_slots(template):
            if slot.file in arts:
                continue
            with locating_errors(file, _template_node(file, first[name])):
                path, data = library.read_beside(file.path, slot.file, MAX_BYTES)
                size += len(data)
                # Of what is larger only a part was read.
                _bounded(size, MAX_BYTES, Text("byte hình vẽ", "bytes of drawings"))
                arts[slot.file] = _art(data, str(path))
                commands += sum(len(shape.commands) for shape, _ in arts[slot.file].shapes)
                _bounded(commands, _MAX_COMMANDS, Text("lệnh vẽ trong các hình", "commands in its drawings"))
    return arts


def _art(data: bytes, path: str) -> Art:
    """Read a drawing and hold what was read against its file."""
    from keytag.steps.drawing_guard import refuse_difference  # noqa: PLC0415 - only a job with drawings needs pictures

    art = read_art(data, path)
    refuse_difference(data, art, path)
    return art


def _bounded(count: int, limit: int, what: Text) -> None:
    """Raise InvalidDocumentError where all that a job names is too much to look at."""
    if count > limit:
        message = Text(
            f"Tệp đặt in dùng hơn {format_count(limit)} {what.vi}.",
            f"The job uses more than {limit:,} {what.en}.",
        )
        raise InvalidDocumentError(message, (TOO_LONG.finding(message),))


def _template_node(file: JobFile, content: EditionContent) -> str:
    own = f"{content.node}.template" if content.node else "template"
    return own if file.positions.has(own) else "template"


def _hole(file: JobFile, shape: Shape) -> Hole | None:
    """Place the hole that the job asks for; None where it asks for none, or where it has no room."""
    wish = file.job.tag.hole
    try:
        return place_hole(shape, wish.diameter, wish.edge, wish.side) if wish is not None else None
    except ValueError:
        return None


def with_locations(setup: JobSetup, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return ``findings`` with the lines and columns of the nodes they name."""
    where = setup.file.positions.where
    return tuple(
        finding if finding.where is not None else replace(finding, where=where(finding.node))
        for finding in findings
    )


def allotments_of(setup: JobSetup) -> tuple[Allotment, ...]:
    """Return who gets how many of which edition."""
    job, rows, editions = setup.file.job, setup.file.receivers, setup.file.editions
    if rows is not None:
        return allot(rows.entries, job.spare, editions, rows.places)
    entries = () if isinstance(job.allotments, AllotmentTable) else job.allotments
    return allot(entries, job.spare, editions)
