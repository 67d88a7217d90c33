"""Leaflets composed and held against what must hold of them: good ones pass, each spoiled one is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.checks.leaflet import (
    LeafletSubject,
    check_leaflet,
    codes_read_back,
    contact_code,
    contact_of,
    leaflet_code_saves_the_numbers,
    leaflet_letters_are_high_enough,
    leaflet_says_no_other_number,
    leaflet_says_the_tags_numbers,
)
from keytag.compose.leaflet.lines import setting_of, wrap_words
from keytag.documents.job.leaflet import LeafletSize
from keytag.documents.leaflet.model import LeafletType
from keytag.documents.template import SizeRange
from keytag.drawing import qr
from keytag.drawing.artwork import Fill, Item, Role, walk
from keytag.drawing.ink import BLACK
from keytag.drawing.qr import Symbol
from keytag.findings import Finding, Severity
from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.leaflet import (
    LeafletEdition,
    LeafletSetup,
    LeafletWishes,
    compose_leaflets,
    leaflet_setup,
    leaflet_subject,
)
from keytag.steps.leaflet_sheets import one_up_leaflets
from keytag.steps.progress import no_progress

DAY = date(2026, 1, 15)
JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an, number: 0769 000 101, role: chief}
qr: {link: "https://zalo.me/1000000000000000001"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
Composed = tuple[JobSetup, LeafletSetup, tuple[LeafletEdition, ...], tuple[Finding, ...]]


def composed(folder: Path, text: str = JOB, size: LeafletSize = "a6", sides: int | None = None) -> Composed:
    """Compose the leaflet of a job."""
    path = folder / "ward.yaml"
    path.write_text(text, encoding="utf-8")
    setup, found = load_setup(path)
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    leaflet = leaflet_setup(setup, LeafletWishes(size, sides), None, setup.file.editions)
    return setup, leaflet, *compose_leaflets(setup, leaflet, draft.editions)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> LeafletSubject:
    """An A6 leaflet that is right."""
    _, leaflet, editions, findings = composed(tmp_path_factory.mktemp("leaflet"))
    assert not findings
    return leaflet_subject(leaflet, editions[0])


def without_lettering(items: tuple[Item, ...], said: str) -> tuple[Item, ...]:
    """Return ``items`` without the line that says so."""
    kept = tuple(item for item in items if not (isinstance(item, Fill) and item.said == said))
    assert len(kept) < len(items)
    return kept


@pytest.mark.parametrize(("size", "sides"), [("a5", 2), ("a5", 1), ("a6", 2), ("a6", 1), ("a4", 1)])
def test_every_built_in_leaflet_passes(size: LeafletSize, sides: int, tmp_path: Path) -> None:
    """Each size, of one side or two, says all numbers, reads well, and its codes read in the finished PDF."""
    _, leaflet, editions, findings = composed(tmp_path, size=size, sides=sides)
    assert not findings
    products, unread = one_up_leaflets(leaflet, editions, DAY)
    folder = "leaflet" if size == "a5" else f"leaflet-{size}"
    assert [(product.name, product.pages) for product in products] == [(f"{folder}/1-up/ward.pdf", sides)]
    assert not unread
    drawn = editions[0].composed
    assert drawn.contact is not None
    assert drawn.contact.module >= 0.4
    # Nothing that is read stands lower than 6.5 pt, the footer's.
    assert drawn.smallest_text >= 6.5 * 25.4 / 72


def test_the_hotline_is_the_largest_of_all(good: LeafletSubject) -> None:
    """The number that is answered day and night is set larger than any other line."""
    heights = {
        item.said: item.path.bounds().height
        for item in good.composed.front.items
        if isinstance(item, Fill) and item.role is Role.LETTERING and item.said[0].isdigit()
    }
    assert max(heights, key=lambda said: heights[said]) == "0269 3000 113"


def test_a_number_that_is_missing_is_told(good: LeafletSubject) -> None:
    """A leaflet without one of the tag's numbers is wrong."""
    front = replace(good.composed.front, items=without_lettering(good.composed.front.items, "0769 000 101"))
    spoiled = replace(good, composed=replace(good.composed, front=front))
    found = list(leaflet_says_the_tags_numbers(spoiled))
    assert [(f.rule, f.node) for f in found] == [("leaflet-says-the-tags-numbers", "numbers.1.number")]


def test_words_with_another_number_are_told(tmp_path: Path) -> None:
    """A number typed into the words that the tag does not have is wrong; its own hotline is right."""
    words = 'leaflet: {words: {intro: "Gọi {hotline} hoặc 0269 3000 999"}}\n'
    _, leaflet, editions, findings = composed(tmp_path, JOB + words)
    assert [(f.rule, f.node) for f in findings] == [("leaflet-says-no-other-number", "leaflet.words.intro")]
    assert "0269 3000 999" in findings[0].message.vi
    assert list(leaflet_says_no_other_number(leaflet_subject(leaflet, editions[0])))


def test_words_that_ask_for_something_are_told(tmp_path: Path) -> None:
    """Words that ask for money are warned of; keytag's own, which warn of it, are not."""
    words = 'leaflet: {words: {subtitle: "Quét mã để chuyển khoản ủng hộ", intro: "STK 1234567890123 VCB"}}\n'
    _, _, _, findings = composed(tmp_path, JOB + words, "a5")
    assert [(f.rule, f.node) for f in findings] == [
        ("leaflet-asks-for-nothing", "leaflet.words.subtitle"),
        ("leaflet-asks-for-nothing", "leaflet.words.intro"),
    ]


def test_a_code_that_saves_something_else_is_told(good: LeafletSubject) -> None:
    """A contact with a digit changed, and a link in its place, are wrong."""
    assert good.composed.contact is not None
    right = good.composed.contact.symbol.payload
    for payload in (right.replace("113", "114", 1), "https://zalo.me/1"):
        contact = replace(good.composed.contact, symbol=qr.encode(payload))
        spoiled = replace(good, composed=replace(good.composed, contact=contact))
        found = list(leaflet_code_saves_the_numbers(spoiled))
        assert [f.rule for f in found] == ["leaflet-code-saves-the-numbers"]


def test_codes_that_do_not_read_back_are_told(good: LeafletSubject) -> None:
    """A page without its contact's code, and one with a strange code, are wrong; the tag's own code is not."""
    drawn, said = good.composed, good.content
    assert drawn.contact is not None
    assert drawn.contact_side == "back"
    right, link = drawn.contact.symbol.payload.encode(), b"https://zalo.me/1000000000000000001"
    assert not list(codes_read_back(said, drawn, ((link,), (right,))))
    assert not list(codes_read_back(said, drawn, ((), (right,))))
    for pages in (((link,), ()), ((b"https://zalo.me/2",), (right,))):
        assert [f.rule for f in codes_read_back(said, drawn, pages)] == ["leaflet-code-reads-back"]


def test_numbers_are_saved_once_in_dialled_form(good: LeafletSubject) -> None:
    """The contact has the hotline first and each number once, as a telephone abroad dials it, and who answers."""
    contact = contact_of(good.content)
    assert contact.name == "Công an phường An Khê"
    assert contact.tels == ("+842693000113", "+84769000101")
    assert contact.note == "Trực ban 24/24 0269 3000 113\nTrưởng Công an 0769 000 101"


def _many(count: int) -> str:
    lines = [f"  - {{label: Chốt số {i}, number: 0769 000 {i:03d}, role: checkpoint}}\n" for i in range(1, count)]
    return JOB.replace("qr:", "".join(lines) + "qr:")


def test_many_numbers_lose_their_note_before_the_code_is_too_dense(tmp_path: Path) -> None:
    """Twelve numbers still make a code that phones read, without who answers; forty make none."""
    _, leaflet, editions, _ = composed(tmp_path, _many(11), "a5")
    symbol = contact_code(editions[0].said)
    assert isinstance(symbol, Symbol)
    assert symbol.version <= 16
    assert "NOTE" not in symbol.payload
    assert symbol.payload.count("TEL") == 12
    said = editions[0].said
    many = replace(said, others=tuple(replace(said.hotline, written=f"0769 001 {i:03d}") for i in range(100, 140)))
    refused = contact_code(many)
    assert isinstance(refused, Finding)
    assert refused.rule == "leaflet-code-is-small-enough"
    assert leaflet.paper.shape.width == 148


LEFT_OUT = "The code saves the office's own 2; 18 numbers of others are on the leaflet alone."


def test_of_too_many_numbers_the_office_saves_its_own(tmp_path: Path) -> None:
    """A district's code leaves out the communes' numbers, which stand on its leaflet; heading and note say so."""
    lines = [f"  - {{label: Xã {i}, number: 0269 3000 {i}, role: neighbour}}\n" for i in range(200, 218)]
    text = JOB.replace("width: 50mm, height: 20mm", "width: 80mm, height: 50mm")
    text = text.replace("qr:", "".join(lines) + "template: directory\nqr:")
    _, leaflet, editions, findings = composed(tmp_path, text, "a5")
    (edition,) = editions
    said = edition.said
    assert contact_of(said).tels == ("+842693000113", "+84769000101")
    assert len(said.others) == 19
    assert said.words["contact_title"] == "Quét một lần, lưu số Công an"
    (note,) = (f for f in findings if f.rule == "leaflet-code-is-small-enough")
    assert (note.severity, note.message.en) == (Severity.NOTE, LEFT_OUT)
    assert not list(leaflet_code_saves_the_numbers(leaflet_subject(leaflet, edition)))


def test_words_that_do_not_fit_are_told(tmp_path: Path) -> None:
    """Words for which even the smallest sizes are too large stop the leaflet, with both heights."""
    long = "Bà con cô bác anh chị em xin nhớ cho kỹ điều này. " * 8
    words = "".join(f', when_{number}: "{long[:390]}"' for number in (113, 114, 115))
    _, _, editions, findings = composed(tmp_path, JOB + f'leaflet: {{words: {{intro: "{long[:390]}"{words}}}}}\n')
    assert not editions
    assert [(f.rule, f.node) for f in findings] == [("leaflet-holds-its-words", "leaflet")]
    assert "mm" in findings[0].message.vi


def test_a_code_without_room_is_told(tmp_path: Path) -> None:
    """A template whose cell is too narrow for the code's smallest modules is refused, and says for what."""
    setup, leaflet, editions, _ = composed(tmp_path)
    narrow = leaflet.template.model_dump(mode="json")
    for row in narrow["back"]:
        for cell in row["cells"]:
            for slot in cell["slots"]:
                if slot["kind"] == "contact":
                    slot["module"] = {"smallest": "2mm", "largest": "2mm"}
    template = type(leaflet.template).model_validate(narrow)
    draft = compose_and_check(setup, setup.file.editions, DAY, (), no_progress)
    _, findings = compose_leaflets(setup, replace(leaflet, template=template), draft.editions)
    assert [f.rule for f in findings] == ["leaflet-code-has-room"]
    assert editions


def test_a_leaflet_without_a_link_says_nothing_of_a_code(tmp_path: Path) -> None:
    """Where the tag has no code, no line speaks of one, and no heading stands alone."""
    text = "".join(line for line in JOB.splitlines(keepends=True) if not line.startswith("qr:"))
    _, _, editions, findings = composed(tmp_path, text, "a5")
    assert not findings
    said = " ".join(
        item.said
        for side in (editions[0].composed.front, editions[0].composed.back)
        for item in side.items
        if isinstance(item, Fill)
    )
    assert "trên móc khóa" not in said
    assert "zalo" not in said


def test_the_tags_own_checks_hold_for_leaflets(good: LeafletSubject) -> None:
    """Pale lettering, and a code in another ink, are told of a leaflet as of a tag."""
    pale = replace(
        good.composed.front,
        items=tuple(
            replace(item, ink=replace(item.ink, cmyk=(0.0, 0.0, 0.05, 0.0)))
            if isinstance(item, Fill) and item.said == "0269 3000 113"
            else item
            for item in good.composed.front.items
        ),
    )
    found = check_leaflet(replace(good, composed=replace(good.composed, front=pale)))
    assert [f.rule for f in found] == ["lettering-stands-out"]
    assert found[0].message.vi.startswith("Tờ rơi: ")


LONGEST = "Công an phường Văn Miếu - Quốc Tử Giám"
MANY = (
    "  - {label: Phó Trưởng Công an, number: 0769 000 102, role: deputy}\n"
    "  - {label: Công an khu vực Tổ 1, number: 0769 000 103, role: other}\n"
    "  - {label: Chốt ngã ba An Thành, number: 0769 000 104, role: checkpoint}\n"
)


@pytest.mark.parametrize(("size", "sides"), [("a5", 2), ("a5", 1), ("a6", 2), ("a6", 1), ("a4", 1)])
def test_sentences_give_way_before_letters_get_too_small(size: LeafletSize, sides: int, tmp_path: Path) -> None:
    """Of five numbers and the longest name, too, what is read is as high as 13 pt of office papers; 11 on A6."""
    text = JOB.replace("qr:", f"{MANY}qr:").replace("Công an phường An Khê", LONGEST).replace("Gia Lai", "Hà Nội")
    text = text.replace("0269 3000", "024 3000 0").replace("50mm, height: 20mm", "60mm, height: 30mm")
    _, leaflet, editions, findings = composed(tmp_path, text, size=size, sides=sides)
    assert {finding.rule for finding in findings} <= {"leaflet-has-all-its-sentences"}
    (edition,) = editions
    lowest = (11 if size == "a6" else 13) * 25.4 / 72 * 0.459
    assert edition.composed.smallest_read >= lowest - 1e-6
    assert not list(leaflet_letters_are_high_enough(leaflet_subject(leaflet, edition)))


@pytest.mark.parametrize("sides", [1, 2])
def test_a_small_leaflet_says_all_that_matters(sides: int, tmp_path: Path) -> None:
    """A6 names what it is; on two sides also what the tag is for, VNeID, and every emergency number."""
    _, _, editions, findings = composed(tmp_path, size="a6", sides=sides)
    (edition,) = editions
    sides_of = (edition.composed.front, edition.composed.back)
    lettering = " ".join(item.said for side in sides_of for item, _ in walk(side.items) if isinstance(item, Fill))
    wanted = ("MÓC KHÓA AN NINH", "chuyển tiền", "113", "114", "115")
    assert all(each in lettering for each in wanted)
    if sides == 2:
        assert not findings
        assert all(each in lettering for each in ("Gắn vào chùm chìa khóa", "VNeID", "Khác một chữ"))


def test_letters_that_are_too_small_are_told(good: LeafletSubject) -> None:
    """A template of one's own that sets smaller lettering gets a warning with the size and what is needed."""
    small = replace(good, composed=replace(good.composed, smallest_read=8 * 25.4 / 72 * 0.53))
    (finding,) = leaflet_letters_are_high_enough(small)
    assert finding.rule == "leaflet-letters-are-high-enough"
    assert "8,0 pt" in finding.message.vi
    assert "9.5 pt" in finding.message.en


@pytest.mark.parametrize(
    ("size", "sides", "words", "said", "severity"),
    [
        ("a6", 1, "", "Mã QR trên móc khóa mở trang nào?", Severity.NOTE),
        (
            "a5",
            2,
            f"leaflet: {{words: {{call: {'Nói rõ việc gì. ' * 14}}}}}\n",
            "Nói rõ việc gì.",
            Severity.WARNING,
        ),
    ],
)
def test_what_gave_way_is_told(
    size: LeafletSize, sides: int, words: str, said: str, severity: Severity, tmp_path: Path
) -> None:
    """A sentence that is left out is named: a note where it is keytag's, a warning where the job wrote it."""
    text = JOB.replace("qr:", f"{MANY}qr:").replace("50mm, height: 20mm", "60mm, height: 30mm")
    text = (
        text.replace("Công an phường An Khê", LONGEST)
        .replace("Gia Lai", "Hà Nội")
        .replace("0269 3000", "024 3000 0")
    )
    *_, editions, findings = composed(tmp_path, text + words, size=size, sides=sides)
    assert said in next(finding.message.vi for finding in findings if finding.severity is severity)
    lettered = [item.said for item in editions[0].composed.front.items if isinstance(item, Fill)]
    assert not any(line.startswith(said) for line in lettered)


def test_no_last_line_is_a_slip() -> None:
    """Lines are shortened alike so that the last is no lone word, and none is added for it."""
    setting = setting_of(LeafletType(size=SizeRange(smallest=4.0, largest=4.0)), 0.0, BLACK)
    text = "Mở camera điện thoại, đưa vào mã này, bấm lưu"
    room = setting.width(text) * 0.95
    lines = wrap_words(text, setting, room)
    assert lines is not None
    assert len(lines) == 2
    assert " ".join(lines) == text
    assert setting.width(lines[1]) >= 0.4 * room
