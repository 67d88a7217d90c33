"""The page of a proof in a real browser: what it shows, what can be done with it, by whom and on which screen."""

from __future__ import annotations

import json
import shlex
import unicodedata
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, expect

from keytag.cli import exit_code
from keytag.documents.approval import read_approval
from keytag.inspection.codes.reader import payloads_in, picture_of
from keytag.inspection.codes.zbar import read_again
from keytag.inspection.pictures import pixels_of
from keytag.output.proof.facts import AcceptedWarning, OpenWarning, Proof
from keytag.output.proof.html import html_of
from keytag.steps.check_editions import compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.steps.proof import proof_of
from keytag.text.text import same_text
from keytag.units import MM_PER_INCH

from .conftest import Opener, Scheme

pytestmark = pytest.mark.browser

JOB = """keytag: 1
issuer: {name: Công an tỉnh Nghệ An, province: Nghệ An}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers: [{label: Trực ban, number: 0238 3000 113, side: front}]
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã Zalo, side: back}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
shop: office-a4
accept: [{rule: place-is-known, reason: Tên cũ mà người dân quen gọi}]
editions:
  - {id: cau-giat, name: Xã Cầu Giát, quantity: 1200}
  - id: dien-chau
    name: Xã Diễn Châu
    quantity: 900
    extra_numbers: [{label: Trưởng Công an, number: 0769 000 101}]
  - {id: do-luong, name: Xã Đô Lương, quantity: 600, qr: null}
"""
DAY = date(2026, 1, 15)
# CSS Values and Units 4, 6.2: one inch is 96 px.
PX_PER_MM = 96 / MM_PER_INCH
HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\u202eabc\u202c"
LONG = "Công an xã " + "Thượngđẳngthần" * 14


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The proof of three communes: one number of all, one of its own; one has no code."""
    folder = tmp_path_factory.mktemp("job")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    setup, found = load_setup(folder / "ward.yaml")
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    return proof_of(with_content_hash(setup, draft.editions), draft, Order(DAY))


@pytest.fixture(scope="module")
def file(proof: Proof, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page, Vietnamese first."""
    written = tmp_path_factory.mktemp("page") / "proof.html"
    written.write_bytes(html_of(proof, "vi"))
    return written


def editions(page: Page) -> list[Locator]:
    """Return the sections of the editions."""
    return page.locator("section.edition").all()


def width_of(found: Locator) -> float:
    """Return how wide something is on the screen, in CSS pixels."""
    box = found.bounding_box()
    assert box is not None
    return box["width"]


def test_a_page_says_what_the_proof_says(proof: Proof, file: Path, show: Opener) -> None:
    """Names, hashes, lines, numbers with their `tel:` links, addresses and quantities are those of the values."""
    page = show(file)
    sections = editions(page)
    assert len(sections) == len(proof.editions) == 3
    for section, edition in zip(sections, proof.editions, strict=True):
        assert section.get_by_role("heading", level=2).inner_text() == edition.name
        assert f"Mã riêng của mẫu {edition.artwork_hash}" in section.inner_text()
        calls = section.locator("a.number")
        assert [(call.get_attribute("href"), call.inner_text()) for call in calls.all()] == [
            (number.tel, number.as_printed) for number in edition.numbers
        ]
        labels = section.locator(".label").all_inner_texts()
        assert labels == [number.label for number in edition.numbers]
        assert section.locator(".printed").all_inner_texts() == [line.as_printed for line in edition.lines]
        addresses = section.locator(".address").all_text_contents()
        assert addresses == ([edition.code.link] if edition.code is not None else [])
        hosts = section.locator(".address strong").all_text_contents()
        assert hosts == ([edition.code.host] if edition.code is not None else [])
        said = section.inner_text()
        assert all(fact.fact.vi in said for fact in edition.specification if fact.fact is not None)
        assert [finding.reason in said for finding in edition.accepted] == [True] * (edition.id == "cau-giat")
    head = page.get_by_role("banner").inner_text()
    assert proof.content_hash in head
    assert "15/01/2026" in head


def test_a_sample_has_nothing_to_tick_for_calls(proof: Proof, show: Opener, tmp_path: Path) -> None:
    """Made-up numbers are not called: the page says so, and no box stands beside them; codes are still scanned.

    Nor is it approved: no line for that is to be copied.
    """
    written = tmp_path / "sample.html"
    written.write_bytes(html_of(replace(proof, is_sample=True), "vi"))
    page = show(written)
    for section in editions(page):
        said = section.inner_text()
        assert "BẢN LÀM THỬ" in said
        assert "xin đừng gọi" in said
        assert section.locator(".calls .tick").count() == 0
    assert page.locator(".scan .tick").count() > 0
    page.locator(".scan .tick").first.check()
    assert page.locator(".result .done").first.inner_text() == "1"
    assert "keytag approve" not in page.content().partition("<script")[0]
    assert page.locator("#command, #copy").count() == 0
    page.get_by_role("button", name="English", exact=True).press("Enter")
    assert "SPECIMEN" in page.locator("body").inner_text()


def test_the_other_language_is_a_press_away(file: Path, show: Opener) -> None:
    """English and Vietnamese say the same page; which of them is on is told, and names stay as they are."""
    page = show(file)
    assert page.title().startswith("Bản in thử trình duyệt – ")
    english, vietnamese = (page.get_by_role("button", name=name, exact=True) for name in ("English", "Tiếng Việt"))
    assert vietnamese.get_attribute("aria-pressed") == "true"
    english.press("Enter")
    assert english.get_attribute("aria-pressed") == "true"
    assert page.title().startswith("Proof for approval – ")
    said = page.locator("body").inner_text()
    assert all(word in said for word in ("Telephone numbers", "True size: 50 × 20 mm", "Xã Cầu Giát"))
    assert not any(word in said for word in ("Số điện thoại", "Đúng cỡ thật", "BẢN LÀM THỬ"))


def test_what_was_called_is_ticked_once_and_told_to_keytag(proof: Proof, file: Path, show: Opener) -> None:
    """By mouse and by keyboard; a number of three communes counts once; the command names what was called."""
    page = show(file)
    count, command = page.locator(".result .count"), page.locator("#command")
    # Two numbers, one address, three times the words.
    expect(count).to_contain_text("0 trong 6 việc")
    assert command.inner_text() == 'keytag approve ward --by "…"'
    shared = page.get_by_role("checkbox", name="Đã gọi thử 0238 3000 113")
    assert shared.count() == sum(number.called == "S1" for number in proof.numbers) > 2
    shared.first.click()
    assert all(box.is_checked() for box in shared.all())
    expect(count).to_contain_text("1 trong 6 việc")
    assert command.inner_text() == 'keytag approve ward --by "…" --called S1'
    own = page.get_by_role("checkbox", name="Đã gọi thử 0769 000 101")
    own.focus()
    page.keyboard.press("Space")
    expect(count).to_contain_text("2 trong 6 việc")
    assert command.inner_text() == 'keytag approve ward --by "…" --called all'
    page.get_by_role("checkbox", name="Đã quét thử, mở đúng trang").first.check()
    assert page.locator(".seen:visible").count() == 0
    page.get_by_role("checkbox", name="Đã đọc lại từng chữ Xã Đô Lương").check()
    expect(count).to_contain_text("4 trong 6 việc")
    assert command.inner_text() == 'keytag approve ward --edition do-luong --by "…" --called all'
    assert page.locator(".overview a:has(.seen:visible) .entry").all_inner_texts() == ["Xã Đô Lương"]
    assert page.get_by_role("progressbar").get_attribute("value") == "4"
    page.reload()
    expect(page.locator(".result .count")).to_contain_text("4 trong 6 việc")
    for box in page.get_by_role("checkbox").all():
        box.check()
    assert command.inner_text() == 'keytag approve ward --by "…" --called all'
    page.get_by_role("button", name="Bỏ mọi dấu").click()
    expect(page.locator(".result .count")).to_contain_text("0 trong 6 việc")
    assert not any(box.is_checked() for box in page.get_by_role("checkbox").all())


def test_the_line_is_copied(file: Path, show: Opener) -> None:
    """One press puts it where it can be pasted from, and says so until another tick changes it."""
    page = show(file)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("checkbox").first.check()
    assert not page.locator("#copied").is_visible()
    page.get_by_role("button", name="Chép dòng lệnh").click()
    expect(page.locator("#copied")).to_be_visible()
    assert page.locator("#copied").inner_text() == "Đã chép."
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#command").inner_text()
    page.get_by_role("checkbox").last.check()
    assert not page.locator("#copied").is_visible()


def test_a_part_of_a_job_is_approved_as_a_part(proof: Proof, tmp_path: Path, show: Opener) -> None:
    """Where the proof has some of the editions, the command names those that were looked at, and calls by id."""
    written = tmp_path / "proof.html"
    numbers = (*proof.editions[1].numbers, replace(proof.editions[1].numbers[0], called="S7"))
    part = replace(proof, editions=(replace(proof.editions[1], numbers=numbers),))
    written.write_bytes(html_of(part, "en", is_whole=False))
    page = show(written)
    for number in ("0238 3000 113", "0769 000 101"):
        page.get_by_role("checkbox", name=f"Called {number}").first.check()
    assert page.locator("#command").inner_text() == 'keytag approve ward --by "…" --called "S1,S2"'
    for box in page.get_by_role("checkbox").all():
        box.check()
    assert page.locator("#command").inner_text() == (
        'keytag approve ward --edition dien-chau --by "…" --called all'
    )


def test_keytag_takes_the_line_that_the_page_gives(
    tmp_path: Path, show: Opener, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `keytag proof` writes is ticked, for one commune and then for all, and `keytag approve` records it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xã ta.yaml").write_text(JOB, encoding="utf-8")
    assert exit_code(["proof", "xã ta.yaml", "--lang", "en", "--shop", "digital-sra3", "--json"]) == 0
    files = {Path(each["path"]).name: each for each in json.loads(capsys.readouterr().out)["files"]}
    assert files["proof.html"]["kind"] == "proof-page"
    page = show(tmp_path / "out" / "proof.html")
    assert page.evaluate("document.documentElement.lang") == "en"
    approved = []
    for boxes in (editions(page)[2].get_by_role("checkbox"), page.get_by_role("checkbox")):
        for box in boxes.all():
            box.check()
        line = page.locator("#command").inner_text().replace("…", "Đại úy Nguyễn Văn A")
        assert " --shop digital-sra3 " in line
        assert exit_code([*shlex.split(line)[1:], "--json"]) == 0, capsys.readouterr()
        capsys.readouterr()
        found = read_approval(tmp_path / "xã ta.yaml")
        assert found is not None
        assert {each.of.shop for each in found.approval.approvals} == {"digital-sra3"}
        approved.append({each.edition for each in found.approval.approvals if each.approved is not None})
    assert approved == [{"do-luong"}, {"cau-giat", "dien-chau", "do-luong"}]


def test_an_edition_is_found_however_it_is_typed(file: Path, show: Opener) -> None:
    """Without marks, in capitals, by the digits of a number; finding none is said, and no word finds all."""
    page = show(file)
    field, status = page.get_by_role("searchbox"), page.get_by_role("status").first
    decomposed = unicodedata.normalize("NFD", "đô lương")
    for typed, found in (
        ("cau giat", ["Xã Cầu Giát"]),
        ("CẦU GIÁT", ["Xã Cầu Giát"]),
        (decomposed, ["Xã Đô Lương"]),
        ("0769.000.101", ["Xã Diễn Châu"]),
        ("0769000101", ["Xã Diễn Châu"]),
        ("luong do", ["Xã Đô Lương"]),
        ("hà nội", []),
        ("", ["Xã Cầu Giát", "Xã Diễn Châu", "Xã Đô Lương"]),
    ):
        field.fill(typed)
        assert page.locator("section.edition:visible h2").all_inner_texts() == found, typed
        assert page.locator(".overview li:visible .entry").all_inner_texts() == found, typed
        expect(status).to_contain_text(f"{len(found)} trong 3 mẫu")
        assert page.locator(".none").is_visible() == (not found)


def test_a_tag_is_turned_in_place(file: Path, show: Opener) -> None:
    """By mouse and by keyboard, one edition at a time; the page says which side is seen."""
    page = show(file)
    first, second = editions(page)[:2]
    button = first.get_by_role("button", name="Lật mặt")
    front, back = first.locator(".turned.front"), first.locator(".turned.back")
    assert (front.is_visible(), back.is_visible(), button.get_attribute("aria-pressed")) == (True, False, "false")
    place = front.locator(".face").bounding_box()
    assert place is not None
    button.click()
    assert (front.is_visible(), back.is_visible(), button.get_attribute("aria-pressed")) == (False, True, "true")
    turned = back.locator(".face").bounding_box()
    assert turned is not None
    assert [turned[each] for each in ("x", "width", "height")] == [
        place[each] for each in ("x", "width", "height")
    ]
    assert "Mặt sau" in back.inner_text()
    assert second.locator(".turned.front").is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert (front.is_visible(), back.is_visible()) == (True, False)


def test_a_bank_card_makes_the_size_true(file: Path, show: Opener) -> None:
    """The scale moves card and tags alike, within a hundredth, also by keys; it is remembered."""
    page = show(file)
    page.locator("summary").click()
    slider, tag = page.get_by_label("Tỷ lệ màn hình"), page.locator(".true .face").first
    card = page.locator(".bank-card")
    assert width_of(tag) == pytest.approx(50 * PX_PER_MM, rel=0.01)
    assert width_of(card) == pytest.approx(85.6 * PX_PER_MM, rel=0.01)
    slider.fill("1.3")
    assert width_of(tag) == pytest.approx(1.3 * 50 * PX_PER_MM, rel=0.01)
    assert width_of(card) == pytest.approx(1.3 * 85.6 * PX_PER_MM, rel=0.01)
    slider.press("ArrowRight")
    assert width_of(tag) > 1.3 * 50 * PX_PER_MM
    kept = width_of(tag)
    page.reload()
    assert width_of(page.locator(".true .face").first) == pytest.approx(kept, abs=0.01)


def test_a_narrow_screen_is_measured_by_the_short_side(file: Path, show: Opener) -> None:
    """A phone is narrower than a card is long."""
    page = show(file, width=360)
    page.locator("summary").click()
    assert width_of(page.locator(".bank-card")) == pytest.approx(53.98 * PX_PER_MM, rel=0.01)
    said = page.locator("details").inner_text()
    assert ("53,98 mm" in said, "85,60 mm" in said) == (True, False)


def test_a_tag_is_enlarged_within_its_frame(file: Path, show: Opener) -> None:
    """From once to six times its true size, which is said; what does not fit moves in its frame, not the page."""
    page = show(file, width=360)
    large, small = page.locator(".turned.front .face").first, page.locator(".true .face").first
    for times in (1, 3, 6):
        page.get_by_label("Phóng to").fill(str(times))
        assert width_of(large) == pytest.approx(times * width_of(small), rel=0.01)
        expect(page.locator(".factor").first).to_have_text(f"{times},0 ×")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    stage = page.locator(".stage").first
    assert stage.evaluate("stage => stage.scrollWidth > stage.clientWidth")
    assert stage.get_attribute("tabindex") == "0"


def test_lines_are_shown_where_they_are_asked_for(file: Path, show: Opener) -> None:
    """The cut, the safe area and the worst misregister are on or off; the bleed is in none of them."""
    page = show(file)
    for name, line in (("Đường bế", ".cut"), ("Vùng an toàn", ".safe")):
        drawn = page.locator(f".turned.front {line}").first
        assert not drawn.is_visible()
        button = page.get_by_role("button", name=name)
        button.click()
        assert drawn.is_visible()
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert not drawn.is_visible()
    ink = page.locator(".turned.front .ink").first
    assert ink.get_attribute("transform") is None
    page.get_by_role("button", name="In lệch tối đa").click()
    assert ink.get_attribute("transform") == f"translate({ink.get_attribute('data-stray')})"


def test_the_ground_shows_through_hole_and_round_the_cut(proof: Proof, file: Path, show: Opener) -> None:
    """In the hole, and in a corner of the tag's box, is seen the table that it lies on, light or dark."""
    tables: dict[Scheme, tuple[int, int, int]] = {"light": (0xE4, 0xE7, 0xEB), "dark": (0x2A, 0x31, 0x38)}
    for scheme, table in tables.items():
        face = show(file, scheme=scheme).locator(".turned.front .face").first
        seen = pixels_of(face.screenshot())
        # The hole's centre is 4.5 mm from the left edge; the ground of the tag begins below its upper edge.
        for x, y, is_ink in ((4.5 / 50, 0.5, False), (0.01, 0.03, False), (0.5, 0.08, True)):
            at = 4 * (int(y * seen.height) * seen.width + int(x * seen.width))
            colour = tuple(seen.rgba[at : at + 3])
            # The tag's own shadow falls on the table.
            is_table = all(0.6 * of < each <= of for each, of in zip(colour, table, strict=True))
            assert (colour in proof.colours.values(), is_table) == (is_ink, not is_ink), (scheme, x, y, colour)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_from_the_screen(proof: Proof, file: Path, show: Opener, scheme: Scheme) -> None:
    """Two decoders read the address from what a narrow screen shows, in light and in dark: on white."""
    page = show(file, width=360, scheme=scheme, scale=2)
    code = proof.editions[0].code
    assert code is not None
    large = page.locator(".quiet-zone").first
    # At arm's length: as large as a thumb is long.
    assert width_of(large) >= 40 * PX_PER_MM
    picture = picture_of(large.screenshot())
    assert payloads_in(picture) == (code.link.encode(),)
    assert read_again([picture]) in (((code.link,),), None)
    page.get_by_role("button", name="Lật mặt").first.click()
    assert payloads_in(picture_of(page.locator(".turned.back .face").first.screenshot())) == (code.link.encode(),)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(file: Path, show: Opener, scheme: Scheme, width: int) -> None:
    """axe-core finds nothing serious, with everything opened, and nothing is wider than the screen."""
    page = show(file, width=width, scheme=scheme)
    page.locator("summary").click()
    page.get_by_role("button", name="Vùng an toàn").click()
    found = Axe().run(page).response["violations"]
    told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
    assert [each for each in found if each["impact"] in {"serious", "critical"}] == [], told
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_number_is_never_broken(tmp_path: Path, proof: Proof, show: Opener) -> None:
    """At every width each number stands on one line, clear of its tick, and nothing is wider than the screen."""
    long = tuple(replace(n, as_printed="+84 238 3000 113") for n in proof.editions[0].numbers)
    editions_ = (replace(proof.editions[0], numbers=long), *proof.editions[1:])
    written = tmp_path / "proof.html"
    written.write_bytes(html_of(replace(proof, editions=editions_), "vi"))
    page = show(written, width=360)
    for width in (360, 640, 768, 1024, 1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_BROKEN_NUMBERS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") == width


_BROKEN_NUMBERS = """() => [...document.querySelectorAll("a.number")].filter(each => {
  const own = each.getClientRects(), card = each.closest("ul").getBoundingClientRect();
  const tick = each.parentElement.querySelector(".ticked").getBoundingClientRect();
  const meets = own[0].right > tick.left && own[0].bottom > tick.top && own[0].top < tick.bottom;
  return own.length !== 1 || own[0].right > card.right + 1 || meets;
}).map(each => each.textContent)"""


def test_everything_is_reached_by_keys(file: Path, show: Opener) -> None:
    """The first stop skips to the tags; every control has a name, and where the keys are is seen."""
    page = show(file)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Đến phần móc khóa"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tags"
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        seen.append(focused.evaluate("each => each.className || each.tagName"))
        assert focused.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    stops = [name.partition(" ")[0] for name in seen]
    assert [name for name in stops if name in {"turn", "number", "tick"}][:4] == ["turn", "number", "tick", "tick"]


def test_each_edition_is_printed_on_a_page_of_its_own(proof: Proof, file: Path, show: Opener) -> None:
    """On A4, both sides, no controls, from any screen; what the field does not find is not printed."""
    page = show(file, width=360, scheme="dark")
    page.get_by_role("button", name="Lật mặt").first.click()
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as paper:
        assert [tuple(map(round, paper[number].get_size())) for number in range(len(paper))] == [(595, 842)] * 3
        texts = [paper[number].get_textpage().get_text_range() for number in range(3)]
    for text, edition in zip(texts, proof.editions, strict=True):
        assert edition.name in text
        assert edition.artwork_hash in text
        assert all(number.as_printed in text for number in edition.numbers)
        assert "Mặt trước" in text
        assert "Mặt sau" in text
        assert proof.content_hash in text
        assert not any(word in text for word in ("Phóng to", "Lật mặt", "Chép", "keytag approve", "Tìm theo"))
    page.get_by_role("searchbox").fill("cau giat")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        assert len(paper) == 1


def test_on_paper_the_size_is_true_whatever_the_screen(file: Path, show: Opener) -> None:
    """Neither the scale of a screen nor its zoom reaches the paper; a bar tells whether the printer kept it."""
    page = show(file)
    page.locator("summary").click()
    page.get_by_label("Tỷ lệ màn hình").fill("1.7")
    page.get_by_label("Phóng to").fill("6")
    page.emulate_media(media="print")
    assert width_of(page.locator(".true .face").first) == pytest.approx(50 * PX_PER_MM, rel=0.001)
    assert width_of(page.locator(".measure").first) == pytest.approx(100 * PX_PER_MM, rel=0.001)
    assert width_of(page.locator(".stage .face").first) == pytest.approx(80 * PX_PER_MM, rel=0.001)


def test_a_script_that_slips_in_does_not_run(file: Path, tmp_path: Path, browser: Browser) -> None:
    """The page's policy stops what is not its own, even where it stands in the file."""
    changed = tmp_path / "changed.html"
    slipped = "<script>document.title = 'run'</script><img src='x' onerror=\"document.title = 'run'\">"
    changed.write_text(file.read_text(encoding="utf-8").replace("</main>", f"{slipped}</main>"), encoding="utf-8")
    page = browser.new_page()
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text))
    page.goto(changed.as_uri())
    assert page.title() != "run"
    assert sum("Content Security Policy" in each for each in stopped) >= 2
    page.close()


def test_without_script_all_is_shown(proof: Proof, file: Path, show: Opener) -> None:
    """Both sides, every number and every code, and no button that would do nothing."""
    page = show(file, script=False)
    assert page.locator(".turned:visible").count() == 2 * len(proof.editions)
    assert page.locator("a.number:visible").count() == len(proof.numbers)
    assert page.locator(".symbol:visible").count() == 2
    assert page.locator("button:visible").count() == 0
    assert page.get_by_role("slider").count() == 0


def test_whatever_a_job_says_is_text(proof: Proof, tmp_path: Path, show: Opener) -> None:
    """Markup, quotes, letters from right to left and 200 characters in a name do nothing but stand there."""
    edition = proof.editions[1]
    number = replace(edition.numbers[0], label=HOSTILE, as_printed=f"0238 {HOSTILE}")
    hostile = replace(
        edition,
        id=HOSTILE,
        name=HOSTILE,
        office=LONG,
        numbers=(number, *edition.numbers[1:]),
        lines=tuple(replace(line, as_printed=HOSTILE) for line in edition.lines),
        accepted=(AcceptedWarning("a-rule", same_text(HOSTILE), HOSTILE),),
        open_warnings=(OpenWarning("a-rule", same_text(LONG), same_text(HOSTILE)),),
    )
    written = tmp_path / "proof.html"
    every = replace(proof, office=HOSTILE, job=HOSTILE, programme=LONG, editions=(hostile, *proof.editions))
    written.write_bytes(html_of(every, "vi"))
    page = show(written, width=360)
    page.on("dialog", lambda _: pytest.fail("a name ran as script"))
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    heading = editions(page)[0].get_by_role("heading", level=2)
    assert heading.text_content() == HOSTILE
    assert heading.locator("bdi").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".findings p").first.text_content() == LONG
    for tick in editions(page)[0].get_by_role("checkbox").all():
        tick.check()
    command = page.locator("#command").inner_text()
    assert command.startswith('keytag approve "</script>')
    assert '.yaml" --edition "</script>' in command
    assert command.endswith('" --by "…" --called all')
    assert command.count('"') == 6
