"""The order's #: what is printed and ordered, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.documents.lock import Lock
from keytag.errors import MissingResourceError
from keytag.files import library
from keytag.steps import content_hash as hashing
from keytag.steps.compose_editions import compose_editions
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_lock import lock_of
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.press import EditionsOnPress, choose_press, divide_count
from keytag.steps.progress import no_progress

DAY = date(2026, 1, 15)
JOB = """keytag: 1
issuer: {name: Công an xã Glar, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113}
  - {label: Trưởng Công an, number: 0769 000 101}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
template: classic
quantity: 500
shop: digital-sra3
"""
EDITIONS = "editions: [{id: a, name: A, quantity: 100}, {id: b, name: B, quantity: 50}]\n"
TWO = JOB.replace("quantity: 500\n", EDITIONS)


def setup_of(folder: Path, job: str = JOB) -> JobSetup:
    """The job's set-up, its # not known yet."""
    path = folder / "ward.yaml"
    path.write_text(job, encoding="utf-8")
    return load_setup(path)[0]


def number(folder: Path, job: str = JOB) -> str:
    """The # that the job's proof bears."""
    return with_content_hash(setup_of(folder, job), ()).content_hash


def on_press(
    setup: JobSetup, count: int | None = None, layout: str | None = None, backing: str | None = None
) -> EditionsOnPress:
    """The editions as `sheet` and `handoff` have them."""
    contents, ordered, _ = divide_count(setup, count)
    press, way, _ = choose_press(setup, layout, backing)
    return EditionsOnPress(contents, ordered, press, way)


@pytest.mark.parametrize(
    "more",
    [
        "# a comment\n",
        "accept: [{rule: roster-numbers-are-there, reason: Đã xem}]\n",
        "approval: {hands: 2}\n",
        "order: {contact: Trung úy B, phone: 0269 3000 900, budget_line: Chi khác}\n",
        "contact: {name: Trung úy B, phone: 0269 3000 900}\n",
        "signatories: {approve: {post: Trưởng Công an xã, name: Nguyễn Văn A}}\n",
        "as_of: 2026-01-15\n",
        "printer: {company: Công ty TNHH In Ví Dụ}\n",
    ],
)
def test_what_does_not_show_leaves_the_number(more: str, tmp_path: Path) -> None:
    """Comments, accepted warnings, hands, contacts, who signs, the day: what is printed is the same."""
    assert number(tmp_path, JOB + more) == number(tmp_path)


def test_the_order_of_keys_leaves_the_number(tmp_path: Path) -> None:
    """The same said in another order is the same order."""
    turned = "".join(
        [JOB.splitlines(keepends=True)[0], "shop: digital-sra3\n", *JOB.splitlines(keepends=True)[1:-1]]
    )
    assert number(tmp_path, turned) == number(tmp_path)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("0769 000 101", "0769 000 102"),
        ("Công an xã Glar", "Công an xã Glár"),
        ("template: classic", "template: hotline"),
        ("template: classic", "template: classic\ncolours: {ground: navy}"),
        ("diameter: 4mm", "diameter: 4.1mm"),
        ("quantity: 500", "quantity: 501"),
        ("quantity: 500", "quantity: 500\norder: {number: 2}"),
        ("quantity: 500", "quantity: 500\norder: {stock: Nhựa mica trong 3 mm}"),
        ("quantity: 500", "quantity: 500\novers: 9%"),
        ("shop: digital-sra3", "shop: office-a4"),
        ("quantity: 500", "quantity: 500\nleaflet: {quantity: 100}"),
    ],
)
def test_what_is_printed_or_ordered_changes_it(was: str, becomes: str, tmp_path: Path) -> None:
    """A digit, a template, a colour, a hole, a quantity, a term, a shop, a leaflet."""
    assert number(tmp_path, JOB.replace(was, becomes)) != number(tmp_path)


@pytest.mark.parametrize(
    ("said", "is_printed"),
    [
        ("gap: 9mm", True),
        ("back_offset: {x: 0.3mm}", True),
        ("marks: {colour_bar: false}", True),
        ("prices: {sheet: 6_000đ}", False),
        ("minimum: 100", False),
        ("packing: {bag: 20, box: 200}", False),
    ],
)
def test_of_a_shop_what_lays_the_sheets_counts(said: str, is_printed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Another distance, offset or mark is another sheet; a price, a least order, a bag is not."""
    shop = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    key = said.partition(":")[0]
    kept = "".join(line for line in shop.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    for name, text in (("before", shop), ("after", f"{kept}\n{said}\n")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    numbers = {number(tmp_path, JOB.replace("digital-sra3", f"{name}.yaml")) for name in ("before", "after")}
    assert len(numbers) == 1 + is_printed


def test_the_proof_and_the_sheets_of_one_shop_have_one_number(tmp_path: Path) -> None:
    """What the command says makes no difference where it is the job's own word; anything else does."""
    setup = setup_of(tmp_path)
    first = with_content_hash(setup, ()).content_hash
    own = [on_press(setup), on_press(setup, 500), on_press(setup, layout="nested", backing="sheetwise")]
    assert {with_content_hash(setup, (), run).content_hash for run in own} == {first}
    others = [on_press(setup, 501), on_press(setup, layout="grid"), on_press(setup, backing="turn")]
    found = {with_content_hash(setup, (), run).content_hash for run in others}
    found.add(with_content_hash(setup, (), own[0], 1).content_hash)
    assert len(found | {first}) == 5


def test_a_job_without_a_quantity_has_the_number_of_its_proof(tmp_path: Path) -> None:
    """How many there are is told at the press alone: `--count` then does not part the package from its proof."""
    setup = setup_of(tmp_path, JOB.replace("quantity: 500\n", ""))
    assert (
        with_content_hash(setup, (), on_press(setup, 300)).content_hash
        == with_content_hash(setup, ()).content_hash
    )


def test_a_lock_an_approval_and_another_version_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked or not, approved or not, by whichever keytag: the same tag ordered alike has one #."""
    setup = setup_of(tmp_path)
    first = with_content_hash(setup, ()).content_hash
    drawn, _ = compose_editions(setup, setup.file.editions, no_progress)
    locked: Lock = lock_of(setup, drawn, DAY)
    monkeypatch.setattr("keytag.__version__", "9.9.9")
    for other in (replace(setup, lock=locked), replace(setup, is_unapproved=True)):
        assert with_content_hash(other, drawn).content_hash == first


def test_a_page_of_one_edition_bears_the_number_of_all(tmp_path: Path) -> None:
    """`proof --edition` draws one of several: the others are composed for the #, and it is the whole order's."""
    setup = setup_of(tmp_path, TWO)
    every, _ = compose_editions(setup, setup.file.editions, no_progress)
    assert len({with_content_hash(setup, drawn).content_hash for drawn in (every, every[:1], every[1:], ())}) == 1


def test_nothing_is_composed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every edition is drawn already, the # costs no other drawing."""
    setup = setup_of(tmp_path, TWO)
    every, _ = compose_editions(setup, setup.file.editions, no_progress)
    monkeypatch.delattr(hashing, "compose_editions")
    assert len(with_content_hash(setup, every).content_hash) == 10


def test_a_leaflets_words_and_template_count(tmp_path: Path) -> None:
    """A leaflet is ordered with its tag: another sentence, another template of its own, another #."""
    own = (library.builtin_folder("leaflets") / "leaflet-a5.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(own, encoding="utf-8")
    job = f"{JOB}leaflet: {{template: mine.yaml, quantity: 100}}\n"
    first = number(tmp_path, job)
    (tmp_path / "mine.yaml").write_text(f"# a comment\n{own}", encoding="utf-8")
    assert number(tmp_path, job) == first
    assert number(tmp_path, job.replace("quantity: 100", 'quantity: 100, words: {title: "Tờ rơi"}')) != first
    (tmp_path / "mine.yaml").write_text(own.replace("148mm", "147mm"), encoding="utf-8")
    assert number(tmp_path, job) != first


def test_a_leaflet_that_is_not_there_stops_it(tmp_path: Path) -> None:
    """Nothing stands in for a template that is named and missing."""
    with pytest.raises(MissingResourceError):
        number(tmp_path, f"{JOB}leaflet: {{template: none.yaml}}\n")
