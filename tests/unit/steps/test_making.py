"""How each part of a tag is made: by the material, the mould, the plates, a patch."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from keytag.drawing.artwork import Role, inks, walk
from keytag.findings import Finding, Severity
from keytag.steps import job_setup as settings
from keytag.steps.check_editions import compose_and_check
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import mould_findings, part_makings
from keytag.steps.moulds import mould_drawings, mould_files
from keytag.steps.progress import no_progress

CONFIGS = Path(__file__).parents[3] / "configs"
DAY = date(2026, 11, 21)
WORDS = """\
keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/1234567890123456789"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
template: classic
quantity: 500
"""


def composed(path: Path, shop: str, most: int = 1) -> tuple[JobSetup, tuple[ComposedEdition, ...]]:
    """Return the job's first editions as they come out at ``shop``."""
    setup, found = settings.load_setup(path, shop)
    return setup, compose_and_check(setup, setup.file.editions[:most], DAY, found, no_progress).editions


def written(folder: Path, more: str = "") -> Path:
    """Write a job of one edition, with ``more`` keys."""
    path = folder / "ward.yaml"
    path.write_text(WORDS + more, encoding="utf-8")
    return path


def white_directory(folder: Path) -> Path:
    """Write a job of three communes' editions in the directory's own colours: black on white, in a red rim."""
    every = "".join(
        f"  - {{id: xa-{i}, name: Xã {i}, extra_numbers: ["
        f"{{label: Trực ban, number: 0269 3000 2{i}1, role: duty, side: back}}, "
        f"{{label: Trưởng Công an, number: 0769 000 2{i}2, role: chief, side: back}}, "
        f"{{label: Phó Trưởng Công an, number: 0769 000 2{i}3, role: deputy, side: back}}]}}\n"
        for i in range(3)
    )
    path = written(folder, f"editions:\n{every}")
    words = path.read_text(encoding="utf-8").replace("template: classic", "template: directory")
    path.write_text(
        re.sub(r"qr: .*\n", "", words).replace("role: duty}\nt", "role: duty, side: front}\nt"), "utf-8"
    )
    return path


@pytest.mark.parametrize("shop", ["screen-pvc", "moulded-pvc"])
@pytest.mark.parametrize("sample", ["dak-doa", "can-giuoc"])
def test_the_red_of_the_programmes_is_the_material(sample: str, shop: str) -> None:
    """Both programmes were of red plastic: red is on no plate, and is what the tag looks like."""
    setup, (edition,) = composed(CONFIGS / f"{sample}.yaml", shop)
    assert "flag-red" not in edition.facts.inks
    assert not {"Cyan", "Magenta", "Yellow"} & set(edition.facts.inks)
    stock = setup.stock(edition.content)
    assert stock is not None
    assert stock.name == "flag-red"
    first, *_ = edition.tag.front.items
    assert inks(edition.tag.front)[0] == stock
    assert first not in edition.printed[0].items


def test_a_process_shop_prints_the_same_job_in_process_inks() -> None:
    """The job knows nothing of it: red and yellow are two plates there, and no spot."""
    _, (edition,) = composed(CONFIGS / "dak-doa.yaml", "digital-pvc")
    assert edition.facts.inks == ("Magenta", "Yellow", "Black")


def test_each_part_is_made_as_it_can_be() -> None:
    """The hotline's figures stand out, small words are printed, the code is a patch, the ground is the body."""
    setup, (edition,) = composed(CONFIGS / "dak-doa.yaml", "moulded-pvc")
    made = {(each.side, each.slot, each.ink.name): each.way for each in part_makings(setup, edition.tag)}
    assert made["front", "ground", "flag-red"] == "material"
    assert made["front", "hotline", "flag-yellow"] == "moulded"
    assert made["front", "hotline", "white"] == "printed"
    assert made["back", "officers", "flag-yellow"] == "printed"
    assert made["back", "code", "black"] == made["back", "code", "white"] == "patch"


def test_what_is_moulded_is_on_no_plate() -> None:
    """Front plates carry the words and the line, and no figure of the hotline."""
    _, (edition,) = composed(CONFIGS / "dak-doa.yaml", "moulded-pvc")
    nodes = {item.source.node for item, _ in walk(edition.printed[0].items) if item.role is Role.LETTERING}
    assert "numbers.0.label" in nodes
    assert "numbers.0.number" not in nodes


def test_editions_that_are_moulded_alike_share_a_mould(tmp_path: Path) -> None:
    """All communes have the district's number in relief: one mould serves them, at its levels and heights."""
    setup, editions = composed(white_directory(tmp_path), "moulded-pvc", 3)
    (mould,) = mould_drawings(setup, editions)
    assert len(mould.editions) == 3
    levels = [(each.side, each.level, each.ink.name) for each in mould.raised]
    assert levels == [("front", 1, "white"), ("front", 2, "black"), ("back", 1, "white")]


def test_the_mould_has_its_files() -> None:
    """A page for all moulds and a DXF for each, the same bytes each time; a shop that only prints has none."""
    setup, editions = composed(CONFIGS / "tri-quang.yaml", "moulded-pvc")
    files = mould_files(setup, editions, DAY)
    assert list(files) == ["mould/mould.pdf", "mould/mould-1.dxf"]
    assert files == mould_files(setup, editions, DAY)
    assert mould_files(*composed(CONFIGS / "tri-quang.yaml", "screen-pvc"), DAY) == {}


def test_black_is_laid_on_top_of_white(tmp_path: Path) -> None:
    """On a printed white panel black overprints at any size: no red shows where the two miss."""
    _, (edition,) = composed(white_directory(tmp_path), "screen-pvc")
    black = [item for item, _ in walk(edition.printed[0].items) if item.ink.plates == {"Black"}]
    assert black
    assert all(item.overprint for item in black)


def test_lines_are_as_thick_as_a_screen_holds_them() -> None:
    """The template's line of 0.25 mm is a point thick at a screen, and as it was drawn elsewhere."""
    for shop, width in (("screen-pvc", 25.4 / 72), ("digital-pvc", 0.25)):
        _, (edition,) = composed(CONFIGS / "dak-doa.yaml", shop)
        (line,) = (item for item in edition.tag.front.items if getattr(item, "role", None) is Role.RULE)
        assert getattr(line, "width", 0.0) == pytest.approx(width)


def test_the_jobs_own_name_is_used_wherever_its_colour_stands(tmp_path: Path) -> None:
    """A job that names its shop's yellow has one yellow plate, of that name, for lettering and line."""
    job = written(tmp_path, "colours: {accent: {spot: Vàng, cmyk: [0, 0, 100, 0]}}\n")
    _, (edition,) = composed(job, "screen-pvc")
    assert edition.facts.inks == ("Vàng", "white")


def series(folder: Path, editions: int) -> Path:
    """Write a job of editions that each have a number of their own as the large one."""
    words = WORDS.replace("numbers:\n  - {label: Trực ban, number: 0269 3000 113, role: duty}\n", "")
    every = "".join(
        f"  - {{id: xa-{i}, name: Xã {i}, numbers: "
        f"[{{label: Trực ban, number: 0269 3000 1{i:02d}, role: duty}}]}}\n"
        for i in range(editions)
    )
    path = folder / "series.yaml"
    path.write_text(f"{words}editions:\n{every}", encoding="utf-8")
    return path


def said_of_moulds(path: Path, shop: str) -> list[Finding]:
    """Return what is said of moulds at ``shop``."""
    setup, found = settings.load_setup(path, shop)
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    return [finding for finding in draft.findings if finding.rule == "editions-share-a-mould"]


def test_a_mould_for_each_edition_is_warned_of_and_the_hint_makes_it_one(tmp_path: Path) -> None:
    """Numbers that differ in relief are as many moulds; with the hint's letter one mould is left."""
    job = series(tmp_path, 5)
    (found,) = said_of_moulds(job, "moulded-pvc")
    assert (found.severity, found.node) == (Severity.WARNING, "shop")
    assert "5 khuôn" in found.message.vi
    assert found.hint is not None
    (letter,) = set(re.findall(r"letter: ([\d.]+mm)", found.hint.vi + found.hint.en))
    own = (CONFIGS.parent / "templates" / "shops" / "moulded-pvc.yaml").read_text(encoding="utf-8")
    own = re.sub(r"^  letter: 3mm$", f"  letter: {letter}", own, flags=re.MULTILINE)
    (tmp_path / "mine.yaml").write_text(own.replace("name: moulded-pvc", "name: mine"), encoding="utf-8")
    assert said_of_moulds(job, str(tmp_path / "mine.yaml")) == []
    setup, found_there = settings.load_setup(job, str(tmp_path / "mine.yaml"))
    editions = compose_and_check(setup, setup.file.editions, DAY, found_there, no_progress).editions
    assert len(mould_drawings(setup, editions)) == 1


@pytest.mark.parametrize(("editions", "severities"), [(1, []), (2, [Severity.NOTE]), (4, [Severity.WARNING])])
def test_few_moulds_are_noted_only(tmp_path: Path, editions: int, severities: list[Severity]) -> None:
    """One edition says nothing of moulds, two or three may be meant, more are warned of."""
    assert [f.severity for f in said_of_moulds(series(tmp_path, editions), "moulded-pvc")] == severities
    assert said_of_moulds(series(tmp_path, editions), "screen-pvc") == []


@pytest.mark.parametrize("sample", ["dak-doa", "dat-do"])
def test_the_samples_share_one_mould(sample: str) -> None:
    """The programmes' common number is what stands out: nothing is said of moulds."""
    setup, editions = composed(CONFIGS / f"{sample}.yaml", "moulded-pvc", 4)
    assert mould_findings(setup, tuple((each.content, each.tag) for each in editions)) == ()


def test_poured_colours_count_as_the_shop_mixes_them(tmp_path: Path) -> None:
    """Body, relief and print of a moulded tag are each a colour to mix; a coloured sheet is bought as it is."""
    own = (CONFIGS.parent / "templates" / "shops" / "moulded-pvc.yaml").read_text(encoding="utf-8")
    for most, is_over in ((4, False), (3, True)):
        shop = own.replace("most_inks: 6", f"most_inks: {most}").replace("name: moulded-pvc", "name: mine")
        (tmp_path / "mine.yaml").write_text(shop, encoding="utf-8")
        setup, found = settings.load_setup(CONFIGS / "dak-doa.yaml", str(tmp_path / "mine.yaml"))
        draft = compose_and_check(setup, setup.file.editions[:1], DAY, found, no_progress)
        few = [f.message.en for f in draft.findings if f.rule == "inks-are-few-enough"]
        told = (
            "The tag uses 4 colours; the shop takes 3 at the most: 2 poured (flag-red, flag-yellow), "
            "2 printed (flag-yellow, white)."
        )
        assert few == ([told] if is_over else [])


def test_a_coloured_sheet_is_no_ink(tmp_path: Path) -> None:
    """At a screen the red sheet does not count: two inks are two."""
    own = (CONFIGS.parent / "templates" / "shops" / "screen-pvc.yaml").read_text(encoding="utf-8")
    shop = own.replace("most_inks: 5", "most_inks: 2").replace("name: screen-pvc", "name: mine")
    (tmp_path / "mine.yaml").write_text(shop, encoding="utf-8")
    setup, found = settings.load_setup(CONFIGS / "dak-doa.yaml", str(tmp_path / "mine.yaml"))
    draft = compose_and_check(setup, setup.file.editions[:1], DAY, found, no_progress)
    assert [f for f in draft.findings if f.rule == "inks-are-few-enough"] == []
