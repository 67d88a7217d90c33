"""Everything a job names, found and resolved: shop, templates, profile, drawings, inks, the tag's own frame.

What is named and not found stops here; nothing else is put in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from keytag import __version__, library
from keytag.art import Art, ink_art, read_art
from keytag.artwork import Fill
from keytag.compose import Design, Frame, drawing_slots
from keytag.document import MAX_BYTES, Hex, did_you_mean
from keytag.errors import MissingResourceError
from keytag.findings import Finding, Severity
from keytag.geometry import Hole, Shape, place_hole
from keytag.ink import ByPolarity, Ink, spot
from keytag.job import EditionContent, JobFile, read_job
from keytag.profile import Profile, cmyk_from_hex, read_profile
from keytag.shop import Shop, read_shop
from keytag.template import Template, read_template
from keytag.wording import Text

# ICC's registry of printing conditions (color.org): the one of the built-in profile. Others name themselves.
_CONDITIONS = {"FOGRA39L_coated": "FOGRA39"}
# House rule, from GWG 2022 (R0023: a dieline's alternate must differ from the white's): magenta.
_DIELINE_ALTERNATE = (0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Setting:
    """A job with what it names: the shop, each edition's template, the profile, the tag's shape and hole."""

    file: JobFile
    shop: Shop
    templates: Mapping[str, Template]
    arts: Mapping[str, Art]
    profile: Profile
    shape: Shape
    hole: Hole | None

    @property
    def frame(self) -> Frame:
        """The front's frame: shape, hole, safe area and bleed."""
        return Frame(self.shape, self.hole, self.shop.safe, self.shop.bleed)

    @property
    def dieline(self) -> Ink:
        """The shop's technical ink for the cut."""
        return spot(self.shop.spots.dieline, _DIELINE_ALTERNATE, technical=True)

    @property
    def hole_ink(self) -> Ink:
        """The shop's technical ink for the hole."""
        return spot(self.shop.spots.hole, _DIELINE_ALTERNATE, technical=True)

    @cached_property
    def content_hash(self) -> str:
        """Ten hexadecimal digits that change with the job, all that it names, or the program."""
        named = (__version__, self.file.digest, self.shop.model_dump_json(), self.profile.digest)
        digest = sha256(" ".join(named).encode())
        for file in sorted(self.arts):
            digest.update(repr(self.arts[file]).encode())
        for name in sorted(self.templates):
            digest.update(self.templates[name].model_dump_json().encode())
        return digest.hexdigest()[:10]

    def design(self, content: EditionContent) -> Design:
        """Return all that composing ``content`` needs but its words."""
        template = self.templates[content.template]
        given = {**template.colours, **{role: c for role, c in content.colours if role in template.colours}}
        text = self.shop.smallest_text
        limits = ByPolarity(text.positive, text.reversed, text.multi_ink)
        inks = {role: self._ink(colour) for role, colour in given.items()}
        return Design(template, self.frame, inks, limits, self._drawings(template, inks))

    def _drawings(self, template: Template, inks: Mapping[str, Ink]) -> dict[str, tuple[Fill, ...]]:
        return {
            slot.slot: ink_art(
                self.arts[slot.file], {c: inks[role] for c, role in slot.inks.items()}, slot.slot, slot.file
            )
            for slot in drawing_slots(template)
        }

    def _ink(self, colour: Ink | Hex) -> Ink:
        if isinstance(colour, Ink):
            return colour
        return Ink(colour.value, cmyk_from_hex(self.profile, colour.value))


def gather(path: Path, shop: str | None = None) -> tuple[Setting, tuple[Finding, ...]]:
    """Read the job at ``path`` and everything it names; ``shop`` overrides the job's.

    Raises InvalidDocumentError or MissingResourceError, with the place in the job where it names what is wrong.
    The findings say what a reader of the job alone could not know: a hole that has no room, an unknown colour.
    """
    file = read_job(path)
    tag = file.job.tag
    shape = Shape(tag.shape, tag.width, tag.height, tag.corner)
    hole, misplaced = _hole(file, shape)
    with _named(file, "shop" if shop is None else ""):
        found = read_shop(shop or file.job.shop, path)
    templates: dict[str, Template] = {}
    for content in file.editions:
        if content.template not in templates:
            with _named(file, _template_node(file, content)):
                templates[content.template] = read_template(content.template, path)
    arts: dict[str, Art] = {}
    for content in file.editions:
        for slot in drawing_slots(templates[content.template]):
            with _named(file, _template_node(file, content)):
                arts[slot.file] = arts.get(slot.file) or _art(path, slot.file)
    profile = read_profile(library.profile_bytes(found.profile, path), _CONDITIONS.get(found.profile))
    setting = Setting(file, found, templates, arts, profile, shape, hole)
    return setting, (*misplaced, *_unknown_colours(setting))


class _named:  # noqa: N801 - reads as a word of the with statement
    """Adds to a missing resource the place in the job where it is named."""

    def __init__(self, file: JobFile, node: str) -> None:
        self._file = file
        self._node = node

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        """Say where the job names what is missing."""
        if isinstance(error, MissingResourceError) and self._node and self._file.positions.has(self._node):
            error.where = self._file.positions.where(self._node)


def _art(job: Path, name: str) -> Art:
    """Read a drawing that lies beside the job, or where an absolute path says."""
    path = job.parent / name
    return read_art(library.read_bytes(path, MAX_BYTES), str(path))


def _template_node(file: JobFile, content: EditionContent) -> str:
    own = f"{content.node}.template" if content.node else "template"
    return own if file.positions.has(own) else "template"


def _hole(file: JobFile, shape: Shape) -> tuple[Hole | None, tuple[Finding, ...]]:
    spec = file.job.tag.hole
    if spec is None:
        return None, ()
    try:
        return place_hole(shape, spec.diameter, spec.edge, spec.side), ()
    except ValueError:
        need = spec.diameter + 2 * spec.edge
        finding = Finding(
            "hole-does-not-fit",
            Severity.ERROR,
            Text(
                f"Lỗ {spec.diameter:g} mm cách mép {spec.edge:g} mm không nằm gọn trong thẻ "
                f"{shape.width:g} × {shape.height:g} mm.",
                f"A hole of {spec.diameter:g} mm, {spec.edge:g} mm from the edge, does not fit in a tag of "
                f"{shape.width:g} × {shape.height:g} mm.",
            ),
            Text(
                f"Cần ít nhất {need:g} mm mỗi chiều: giảm diameter hoặc edge, hoặc dùng thẻ lớn hơn.",
                f"It needs {need:g} mm each way: make diameter or edge smaller, or the tag larger.",
            ),
            node="tag.hole",
        )
        return None, (finding,)


def _unknown_colours(setting: Setting) -> Iterator[Finding]:
    """Yield a finding for each colour whose role the template does not have."""
    seen: set[str] = set()
    for content in setting.file.editions:
        roles = setting.templates[content.template].colours
        for role, _ in content.colours:
            own = f"{content.node}.colours.{role}" if content.node else ""
            node = own if own and setting.file.positions.has(own) else f"colours.{role}"
            if role in roles or node in seen:
                continue
            seen.add(node)
            yield Finding(
                "unknown-colour",
                Severity.ERROR,
                Text(
                    f"Kiểu {content.template} không có màu “{role}”.",
                    f"The template {content.template} has no colour “{role}”.",
                ),
                did_you_mean(role, tuple(roles)),
                node=node,
            )


def placed(setting: Setting, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return ``findings`` with the lines and columns of the nodes they name."""
    where = setting.file.positions.where
    return tuple(
        finding if finding.where is not None else replace(finding, where=where(finding.node))
        for finding in findings
    )
