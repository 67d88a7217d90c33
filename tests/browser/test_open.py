"""`keytag open` where it lives: in Chromium, by keyboard, by paste, on small and large screens, light and dark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Route, expect

from keytag.documents.job import Starter, read_job, starter_text
from keytag.text.text import Language
from keytag.web.answers import GET_PATHS, Answers, Days
from keytag.web.open_job import OpenJob
from keytag.web.server import Answer, PageServer, Site
from keytag.web.workers import Draughtsman

from .conftest import Scheme

pytestmark = pytest.mark.browser

DAY = date(2026, 1, 15)
WARD = """# của phường / the ward's
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}   # tên
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban 24/24, number: "0269 3000 113", role: duty}   # đã gọi
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
quantity: 60
overs: 5%
shop: office-a4
"""
# What drawing takes on a machine that others use as well.
PATIENCE = 60_000


class Opened:
    """A job that is open, its server, and its pages."""

    def __init__(
        self, browser: Browser, path: Path, drawing: tuple[Draughtsman, Draughtsman], *, is_new: bool = False
    ) -> None:
        text = starter_text(Starter("", None, (), shop="office-a4"), "schema.json", "vi")
        self.job = OpenJob(path, text.encode()) if is_new else OpenJob(path)
        self.path = path
        self.answers = Answers(self.job, "vi", lambda: Days(DAY, DAY))
        # Those that draw know no job: one pair draws for all tests, and need not be begun for each.
        self.answers._quick, self.answers._thorough = drawing  # noqa: SLF001 - as above
        self.server = PageServer(
            Site(self.answers.get, self.answers.post, GET_PATHS, self.answers.post_paths, lambda: None)
        )
        self.server.begin()
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def show(self, *, width: int = 1440, scheme: Scheme = "light") -> Page:
        """Return the first page in a window ``width`` px wide."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self._contexts.append(context)
        context.route("**/*", self._answer)
        return self.visit(context, self.server.address)

    def visit(self, context: BrowserContext, address: str) -> Page:
        """Return a page at ``address``; what it complains of is noted."""
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page

    def second(self) -> Page:
        """Return another page on the same job, in the same browser."""
        return self.visit(
            self._contexts[0], f"http://127.0.0.1:{self.server.gate.port}/{self.server.gate.folder}/"
        )

    def text(self) -> str:
        """Return what the file says."""
        return self.path.read_text(encoding="utf-8")

    def until(self, holds: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until ``holds``, which it must; the pages go on meanwhile."""
        end = time.monotonic() + seconds
        while not holds() and time.monotonic() < end:
            self._contexts[0].pages[0].wait_for_timeout(50)
        assert holds()

    def end(self) -> None:
        """Close all of it."""
        for context in self._contexts:
            context.close()
        self.server.end()
        for run in self.answers._runs.values():  # noqa: SLF001 - the others go on drawing
            run.stop()

    def _answer(self, route: Route, request: Request) -> None:
        own = f"http://127.0.0.1:{self.server.gate.port}/"
        if request.url.startswith((own, "blob:")):
            route.continue_()
            return
        self.complaints.append(f"asked for {request.url}")
        route.abort()

    def refuse(self, dialog: Dialog) -> None:
        """Complain of a ``dialog``, and close it."""
        self.complaints.append(f"it ran: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


Opener = Callable[..., Opened]


@pytest.fixture(scope="module")
def drawing() -> Iterator[tuple[Draughtsman, Draughtsman]]:
    """The two processes that draw, for all tests."""
    both = Draughtsman(), Draughtsman()
    for each in both:
        each.begin()
    yield both
    for each in both:
        each.end()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, drawing: tuple[Draughtsman, Draughtsman]) -> Iterator[Opener]:
    """Open jobs; afterwards no page may have complained, nor asked anybody else."""
    made: list[Opened] = []

    def open_job(text: str | None = WARD, name: str = "ward.yaml") -> Opened:
        path = tmp_path / name
        if text is not None:
            path.write_text(text, encoding="utf-8")
        made.append(Opened(browser, path, drawing, is_new=text is None))
        return made[-1]

    yield open_job
    for each in made:
        each.end()
    assert [each.complaints for each in made] == [[] for _ in made]


def drawn(page: Page) -> None:
    """Wait until the tag is there and nothing is wrong with it."""
    expect(page.locator("#front-picture")).to_be_visible(timeout=PATIENCE)


def test_a_ward_is_ordered_from_nothing_by_keyboard_alone(opened: Opener) -> None:
    """Who has no file and never saw YAML types an office, a number and how many; the file is one that prints."""
    job = opened(None)
    page = job.show()
    assert not job.path.exists()
    keys = page.keyboard
    page.locator("body").press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    keys.press("Enter")
    keys.press("Tab")
    expect(page.get_by_label("Tên đơn vị").first).to_be_focused()
    keys.type("an khe gia lai")
    expect(page.get_by_role("option").first).to_contain_text("Công an phường An Khê")
    expect(page.get_by_role("option").first).to_contain_text("Trước đây là")
    keys.press("ArrowDown")
    keys.press("Enter")
    job.until(job.path.exists)
    expect(page.get_by_label("Tỉnh, thành phố")).to_have_value("Gia Lai")
    for _ in range(3):
        keys.press("Tab")
    keys.type("Trực ban 24/24")
    keys.press("Tab")
    keys.type("0269 3000 113")
    keys.press("Tab")
    job.until(lambda: "0269 3000 113" in job.text())
    drawn(page)
    page.get_by_label("Số lượng (chiếc)").focus()
    keys.type("60")
    keys.press("Tab")
    job.until(lambda: "quantity: 60" in job.text())
    expect(page.locator("#other-found")).to_contain_text("Không có điều gì cần sửa.", timeout=PATIENCE)
    said = read_job(job.path)
    assert (said.editions[0].issuer_name, said.editions[0].quantity) == ("Công an phường An Khê", 60)
    assert [each.display for each in said.editions[0].numbers] == ["0269 3000 113"]
    assert "# Số quan trọng nhất đứng đầu" in job.text()
    assert "# quantity: 3200\nquantity: 60\n" in job.text()


def test_a_wrong_digit_is_told_beside_its_field_and_mended(opened: Opener) -> None:
    """While it is wrong the last good tag stays; mended, the file differs in nothing; undo goes step by step."""
    job = opened()
    page = job.show()
    drawn(page)
    number = page.locator("[data-path='numbers.0.number']").first
    number.fill("chưa biết")
    number.press("Tab")
    found = page.locator("[data-found='numbers.0.number'] .finding.error, [data-found='numbers.0'] .finding.error")
    expect(found.first).to_contain_text("Lỗi", timeout=PATIENCE)
    expect(page.locator("#front-picture")).to_be_visible()
    expect(page.locator("#drawn")).to_contain_text("gần nhất")
    job.until(lambda: '"chưa biết"' in job.text())
    page.locator("#other-found .leads .error button").get_by_text("Số máy").click()
    expect(number).to_be_focused()
    number.fill("0269 3000 113")
    number.press("Tab")
    job.until(lambda: job.text() == WARD)
    expect(page.locator(".finding.error")).to_have_count(0, timeout=PATIENCE)
    page.get_by_role("button", name="Hoàn tác").click()
    job.until(lambda: '"chưa biết"' in job.text())
    page.get_by_role("button", name="Hoàn tác").click()
    job.until(lambda: job.text() == WARD)


def test_what_is_pasted_with_letters_that_nobody_sees_is_saved(opened: Opener) -> None:
    """Messages bring zero-width letters along: the field drops them, and the file has what is seen."""
    job = opened()
    page = job.show()
    drawn(page)
    page.get_by_label("Khẩu hiệu").fill("\ufeffToàn dân\u200b bảo vệ an ninh")
    page.get_by_label("Khẩu hiệu").press("Tab")
    job.until(lambda: "slogan: Toàn dân bảo vệ an ninh\n" in job.text())


def test_a_remedy_is_a_button(opened: Opener) -> None:
    """What needs no guess is mended by a click, as `check --fix` does it; a guess says that it is one."""
    job = opened(
        WARD.replace("slogan:", "qr: {link: 'http://zalo.me/1000000000000000001'}\nslogan:").replace(
            "0269 3000 113", "059 3000 113"
        )
    )
    page = job.show()
    page.get_by_role("button", name="Viết “0269 3000 113” (phải gọi thử)").click(timeout=PATIENCE)
    job.until(lambda: 'number: "0269 3000 113"' in job.text())
    button = page.get_by_role("button", name="Viết “https://zalo.me/1000000000000000001”")
    button.click(timeout=PATIENCE)
    job.until(lambda: "link: 'https://zalo.me/1000000000000000001'" in job.text())
    expect(page.get_by_label("Địa chỉ mở ra khi quét")).to_have_value("https://zalo.me/1000000000000000001")


def test_numbers_are_added_moved_and_taken_out(opened: Opener) -> None:
    """Each in its line of the file; remarks go with their number."""
    job = opened()
    page = job.show()
    drawn(page)
    page.get_by_role("button", name="Thêm số").click()
    row = page.locator("#numbers > li").last
    row.get_by_label("Tên gọi").fill("Trưởng Công an")
    row.get_by_label("Số máy").fill("0769 000 101")
    # Whoever presses it while what was typed is on its way to the file has a new line as well.
    page.get_by_role("button", name="Thêm số").click()
    expect(page.locator("#numbers > li")).to_have_count(3, timeout=PATIENCE)
    page.locator("#numbers > li").last.get_by_role("button", name="Xóa").click()
    job.until(lambda: "{label: Trưởng Công an, number: 0769 000 101}" in job.text())
    page.get_by_role("button", name="Đưa lên trên: Trưởng Công an").click()
    job.until(lambda: job.text().index("0769 000 101") < job.text().index("# đã gọi"))
    page.get_by_role("button", name="Xóa: Trưởng Công an").click()
    job.until(lambda: job.text() == WARD)


def test_seventeen_communes_are_pasted(opened: Opener) -> None:
    """What Excel puts into the clipboard becomes the table beside the job, read as every table; all are drawn."""
    job = opened()
    page = job.show()
    drawn(page)
    page.get_by_role("link", name="Nhiều mẫu").click()
    names = [f"Xã Thử {number}" for number in range(1, 18)]
    lines = [f"{name}\t{40 + at}\t0269 3000 {200 + at}" for at, name in enumerate(names)]
    cell = page.locator("[data-cell='1,0']")
    cell.focus()
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData('text/plain', text);
        const how = {clipboardData: data, bubbles: true, cancelable: true};
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', how)); }""",
        "\r\n".join(lines) + "\r\n",
    )
    expect(page.locator("[data-cell='17,2']")).to_have_value("0269 3000 216")
    page.get_by_role("button", name="Lưu bảng").click()
    job.until(lambda: "from: ward-editions.csv" in job.text())
    said = read_job(job.path)
    assert [each.name for each in said.editions] == names
    assert said.editions[16].quantity == 56
    assert "# đã gọi" in job.text()
    expect(page.locator("#glance > li")).to_have_count(17, timeout=120_000)
    expect(page.locator("#glance img").first).to_be_visible()
    page.get_by_label("Chỉ mẫu có điều cần sửa").check()
    shown = page.locator("#glance > li:not([hidden])").count()
    assert shown == page.locator("#glance > li[data-bad]").count()


def test_an_uploaded_table_is_shown_as_it_was_read(opened: Opener) -> None:
    """Cell by cell, with what was passed over and why; what a heading does not say is chosen; the copy is used."""
    job = opened()
    page = job.show()
    drawn(page)
    page.get_by_role("link", name="Nhiều mẫu").click()
    page.get_by_text("Hoặc lấy tệp Excel").click()
    rows = "Tên xã, phường;Cần in;Trực ban\nPhường An Bình;60;2693000114\nTổng cộng;60;\n"
    page.locator("#upload").set_input_files({"name": "ds.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    reading = page.locator("#reading table")
    expect(reading.locator("del")).to_have_text("2693000114", timeout=PATIENCE)
    expect(reading.locator("ins")).to_have_text("0269 3000 114")
    expect(reading.locator(".passed")).to_contain_text("Bỏ qua: dòng cộng")
    reading.get_by_label("Cột này là: B, Cần in").select_option("số lượng")
    job.until(lambda: "columns: {quantity: Cần in}" in job.text())
    expect(reading.locator("td.unused")).to_have_count(0, timeout=PATIENCE)
    page.get_by_role("button", name="Tạo bản sao đã sửa").click()
    expect(page.locator("[data-run-of='mend'] .files a")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Dùng bản sao này").click()
    job.until(lambda: "from: ward-mended.xlsx" in job.text())
    assert read_job(job.path).editions[0].numbers[-1].display == "0269 3000 114"


def test_an_edition_gets_a_number_of_its_own(opened: Opener) -> None:
    """In the list that stands in the file, behind its remark, by keyboard."""
    editions = "editions:\n  - {id: a, name: Phường An Bình}   # một\n"
    job = opened(WARD + editions)
    page = job.show()
    page.get_by_role("link", name="Nhiều mẫu").click()
    page.get_by_text("Số điện thoại riêng").click()
    page.locator("[data-add='editions.0.numbers']").press("Enter")
    page.keyboard.type("Trực ban")
    page.keyboard.press("Tab")
    page.keyboard.type("0269 3000 121")
    page.keyboard.press("Tab")
    own = "{id: a, name: Phường An Bình, numbers: [{label: Trực ban, number: 0269 3000 121}]}   # một"
    job.until(lambda: job.text() == WARD + editions.replace("{id: a, name: Phường An Bình}   # một", own))


def test_what_is_typed_while_a_save_is_on_its_way_is_not_lost(opened: Opener) -> None:
    """Whoever puts the old value back before the new one was saved has it back in the file."""
    job = opened()
    page = job.show()
    save = job.answers._post["save"]  # noqa: SLF001 - a slow disk

    def slowly(asked: Mapping[str, Any], language: Language) -> Answer:
        time.sleep(0.5)
        return save(asked, language)

    job.answers._post["save"] = slowly  # noqa: SLF001 - the same
    hole = page.get_by_label("Đường kính lỗ")
    for value in ("", "4mm"):
        hole.fill(value)
        hole.press("Tab")
    job.until(lambda: "hole" not in job.text())
    job.until(lambda: "hole: {diameter: 4mm}" in job.text())


def test_approval_and_package(opened: Opener) -> None:
    """Every number called and ticked, a name under it; then the package is made and can be had."""
    job = opened()
    page = job.show()
    drawn(page)
    page.get_by_role("link", name="Giấy tờ").click()
    page.get_by_role("button", name="Làm: Gói gửi nhà in").click()
    expect(page.locator("[data-run-of='handoff']")).to_contain_text("Chưa làm được", timeout=120_000)
    page.get_by_role("button", name="Lấy danh sách số để gọi").click()
    page.locator("#calls input").first.check(timeout=60_000)
    page.get_by_label("Họ tên người duyệt").fill("Nguyễn Văn A")
    page.get_by_role("button", name="Ghi phê duyệt").click()
    expect(page.locator("[data-run-of='approve']")).to_contain_text("Xong.", timeout=60_000)
    page.get_by_role("button", name="Làm: Gói gửi nhà in").click()
    files = page.locator("[data-run-of='handoff'] .files a")
    expect(files.first).to_be_visible(timeout=120_000)
    assert list((job.path.parent / "out").glob("*.zip"))
    with page.expect_download() as got:
        page.locator("[data-run-of='handoff'] .files a", has_text="Gói gửi nhà in").first.click()
    assert Path(got.value.path()).read_bytes()[:2] == b"PK"


def test_work_can_be_stopped_and_survives_a_crash(opened: Opener) -> None:
    """A paper that is stopped leaves nothing half made; a process that is killed is begun anew."""
    job = opened()
    page = job.show()
    drawn(page)
    for each in (job.answers._quick, job.answers._thorough):  # noqa: SLF001 - no other way to kill it
        assert each._process is not None  # noqa: SLF001
        each._process.kill()  # noqa: SLF001
        each._process.join()  # noqa: SLF001
    before = page.locator("#front-picture").get_attribute("src")
    page.get_by_label("Khẩu hiệu").fill("Gọi là có mặt")
    expect(page.locator("#front-picture")).not_to_have_attribute("src", str(before), timeout=PATIENCE)
    page.get_by_label("Khẩu hiệu").press("Tab")
    job.until(lambda: "slogan: Gọi là có mặt" in job.text())
    page.get_by_role("link", name="Giấy tờ").click()
    page.get_by_role("button", name="Làm: Bản in thử để ký").click()
    page.locator("[data-run-of='proof']").get_by_role("button", name="Dừng").click()
    expect(page.locator("[data-run-of='proof']")).to_contain_text("Đã dừng", timeout=PATIENCE)
    assert not (job.path.parent / "out" / "proof.pdf").exists()


def test_what_an_editor_saves_is_shown_and_never_overwritten(opened: Opener) -> None:
    """A change from outside comes into the form; typed over it at once, both are shown, and who types decides."""
    job = opened()
    page = job.show()
    drawn(page)
    job.path.write_text(WARD.replace("113", "114"), encoding="utf-8")
    expect(page.locator("[data-path='numbers.0.number']").first).to_have_value("0269 3000 114", timeout=PATIENCE)
    expect(page.locator("#notice")).to_contain_text("0269 3000 114")
    slogan = page.get_by_label("Khẩu hiệu")
    slogan.fill("Gọi là có mặt")
    job.path.write_text(WARD.replace("113", "115"), encoding="utf-8")
    expect(page.locator("#notice")).to_contain_text("0269 3000 115", timeout=PATIENCE)
    page.get_by_role("button", name="Ghi chỗ tôi vừa sửa vào tệp ấy").click()
    job.until(lambda: "Gọi là có mặt" in job.text())
    assert "0269 3000 115" in job.text()


def test_two_pages_do_not_lose_each_others_work(opened: Opener) -> None:
    """What one saves the other shows; what both have changed in different places is in the file."""
    job = opened()
    first = job.show()
    drawn(first)
    second = job.second()
    drawn(second)
    first.get_by_label("Khẩu hiệu").fill("Gọi là có mặt")
    first.get_by_label("Khẩu hiệu").press("Tab")
    expect(second.get_by_label("Khẩu hiệu")).to_have_value("Gọi là có mặt", timeout=PATIENCE)
    second.get_by_label("Bù hao").fill("4%")
    second.get_by_label("Bù hao").press("Tab")
    job.until(lambda: "overs: 4%" in job.text())
    assert "Gọi là có mặt" in job.text()


# What a text would say in order to run: in a page, in an attribute, in a picture, in a link.
HOSTILE = """</title></svg></script>"><img src=x onerror=alert(1)><svg onload=alert(2)>"""
HOSTILE_JOB = (
    WARD.replace("Toàn dân tham gia tố giác tội phạm", f"'{HOSTILE}'").replace("Trực ban 24/24", f"'{HOSTILE}'")
    + f"""qr: {{link: 'javascript:alert(3)//zalo.me/1', caption: '{HOSTILE}'}}
programme: '{HOSTILE}'
contact: {{name: '{HOSTILE}', phone: 0269 3000 113}}
editions: {{from: bang.csv}}
"""
)


def test_a_hostile_job_is_only_text(opened: Opener, tmp_path: Path) -> None:
    """Nothing that a file, its table or its name says becomes markup or runs, in any part of the page."""
    cell = HOSTILE.replace('"', '""')
    rows = f'Tên xã,Cần in,Trực ban,"{cell}"\n"Xã {cell}",60,0269 3000 114,"{cell}"\n'
    (tmp_path / "bang.csv").write_text(rows, encoding="utf-8")
    job = opened(HOSTILE_JOB, HOSTILE.replace("/", "") + ".yaml")
    page = job.show()
    page.on("dialog", job.refuse)
    expect(page.get_by_label("Khẩu hiệu")).to_have_value(HOSTILE)
    expect(page.locator(".finding").first).to_be_visible(timeout=PATIENCE)
    for part in ("tag", "many", "press", "papers"):
        page.evaluate("name => { location.hash = name; }", part)
        expect(page.locator(f"#part-{part}")).to_be_visible()
        assert page.locator("img[src=x], [onload], [onerror], [href^='javascript' i]").count() == 0
    page.evaluate("location.hash = 'many'")
    page.get_by_role("button", name="Xem keytag đọc bảng thế nào").click()
    expect(page.locator("#reading")).to_contain_text(HOSTILE, timeout=PATIENCE)
    assert page.locator("img[src=x], [onload], [onerror]").count() == 0


def test_nobody_is_kept_out(opened: Opener) -> None:
    """Light or dark, wide or narrow: axe-core finds nothing grave in any part; none is wider than the window."""
    job = opened(WARD.replace('"0269 3000 113"', '"0269 3000 11"') + "editions: [{id: a, name: Phường An Bình}]\n")
    page = job.show()
    expect(page.locator(".finding.error").first).to_be_visible(timeout=PATIENCE)
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for width, scheme in product((1440, 360), schemes):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for part in ("tag", "many", "press", "papers"):
            page.evaluate("name => { location.hash = name; }", part)
            expect(page.locator(f"#part-{part}")).to_be_visible()
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            grave = [
                f"{width} {scheme} {part}: {each['id']} {each['nodes'][0]['html'][:200]}"
                for each in found
                if each["impact"] in {"serious", "critical"}
            ]
            assert grave == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_speaks_english_as_well(opened: Opener) -> None:
    """By a link, with the findings in the words of the terminal in that language."""
    job = opened(WARD.replace('"0269 3000 113"', '"0269 3000 11"'))
    page = job.show()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_label("Name of the office").first).to_have_value("Công an phường An Khê")
    expect(page.locator(".finding.error").first).to_contain_text("Error:", timeout=PATIENCE)
