"""The proof on paper, read by other code than wrote it: its text, its sizes, its code, its hole."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from keytag.files import library
from keytag.inspection.codes.reader import payloads_in
from keytag.inspection.codes.zbar import read_again
from keytag.output.proof.facts import SPECIMEN
from tests.unit.output.proof.conftest import CODE, HEAD, LABELS, OVAL, Make, Paper, numbers

# Pixels to a millimetre: 0.1 mm is two of them.
SCALE = 24
LEFT = 16.0
SHAPES = {
    "oval": OVAL,
    "circle": "tag: {shape: circle, width: 40mm, hole: {diameter: 4mm, edge: 2.5mm, side: top}}\n",
    "square": "tag: {shape: rectangle, width: 45mm, height: 45mm, hole: {diameter: 4mm, edge: 3mm, side: top}}\n",
    "pill": "tag: {shape: pill, width: 60mm, height: 22mm, hole: {diameter: 4mm, edge: 2.5mm, side: right}}\n",
    "large": "tag: {shape: rectangle, width: 120mm, height: 80mm}\ntemplate: directory\n",
    "none": "tag: {shape: oval, width: 50mm, height: 20mm}\n",
}


Pixels = npt.NDArray[np.uint8]


def raster(paper: Paper, page: int = 0) -> Pixels:
    """A page as PDFium shows it, row by row."""
    picture = pypdfium2.PdfDocument(paper.data)[page].render(scale=SCALE * 25.4 / 72).to_pil()
    return np.asarray(picture.convert("RGB"))


def red_of(pixels: Pixels) -> npt.NDArray[np.bool_]:
    """Where a tag's red ground is."""
    reds: npt.NDArray[np.bool_] = (pixels[..., 0] > 180) & (pixels[..., 1] < 60) & (pixels[..., 2] < 70)
    return reds


def top_of(pixels: Pixels) -> int:
    """Where the front at true size begins, on the upright line through its middle."""
    return int(np.argmax(red_of(pixels[:, int((LEFT + 25) * SCALE)])))


@pytest.fixture
def red(make: Make) -> Paper:
    """An oval tag of 50 × 20 mm on red, with a hole at the left."""
    return make(HEAD + numbers(2) + CODE + OVAL + "template: classic\n")


def test_the_tag_is_as_large_as_it_will_be(red: Paper) -> None:
    """Where the tag is widest and highest it is 50 by 20 mm on paper, to a tenth of a millimetre."""
    pixels = raster(red)
    box = pixels[30 * SCALE : 62 * SCALE, int(LEFT - 2) * SCALE : int((LEFT + 52) * SCALE)]
    down, across = np.nonzero(red_of(box))
    assert (across.max() - across.min() + 1) / SCALE == pytest.approx(50.0, abs=0.1)
    assert (down.max() - down.min() + 1) / SCALE == pytest.approx(20.0, abs=0.1)


def test_the_hole_is_paper(red: Paper) -> None:
    """Where the hole is punched nothing is printed: white, within a hairline of its edge."""
    pixels, hole = raster(red), red.proof.editions[0].hole
    assert hole is not None
    x, y = (LEFT + hole.cx) * SCALE, top_of(pixels) + hole.cy * SCALE
    reach = (hole.radius - 0.15) * SCALE
    for dx, dy in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7)):
        assert tuple(pixels[int(y + dy * reach), int(x + dx * reach)]) == (255, 255, 255)


def test_no_line_is_drawn_over_the_tag(red: Paper) -> None:
    """The cut is not drawn at true size: within half a millimetre of it the tag has its own colour alone."""
    pixels = raster(red)
    y = top_of(pixels) + 10 * SCALE
    first = int(np.argmax(red_of(pixels[y])))
    assert red_of(pixels[y, first : first + SCALE // 2]).all()


def test_the_bar_is_100_mm_long(red: Paper) -> None:
    """What people measure is right: 100 mm from end to end, to a tenth of a millimetre."""
    dark = np.all(raster(red)[40 * SCALE : 90 * SCALE] < 100, axis=2)
    edges = np.diff(np.asarray(dark, dtype=np.int8), axis=1, prepend=0, append=0)
    starts, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1]
    lengths = (ends - starts) / SCALE
    assert lengths[lengths < 110].max() == pytest.approx(100.0, abs=0.1)


def test_the_code_is_read_from_the_paper(red: Paper) -> None:
    """Other libraries read the code from the page: alone and on the tag, and each leads to the same address."""
    picture = Image.fromarray(raster(red)).resize((210 * 12, 297 * 12)).convert("L")
    assert set(payloads_in(picture)) == {b"https://zalo.me/1000000000000000001"}
    again = read_again([picture])
    if again is not None:
        assert set(again[0]) == {"https://zalo.me/1000000000000000001"}


def test_everything_printed_stands_there_as_text(red: Paper) -> None:
    """Lines, numbers, labels, the whole address, the order's #, the day and the figures are text."""
    text, proof = red.texts[0], red.proof
    edition = proof.editions[0]
    for said in (
        *(line.as_printed for line in edition.lines),
        *(number.as_printed for number in edition.numbers),
        *(f"{number.called}. {number.label}" for number in edition.numbers),
        f"mã in # {proof.content_hash}",
        "CÔNG AN PHƯỜNG AN KHÊ",
        "BẢN IN THỬ TRÌNH DUYỆT",
        "Móc khóa an ninh",
        "15/01/2026",
        "3.200 chiếc",
        "100 mm",
        "97 mm",
        "Gọi thử",
        "Ý kiến duyệt",
        "NGƯỜI KIỂM TRA",
        "zalo.me",
        "/1000000000000000001",
    ):
        assert said in text, said


def test_it_has_the_offices_name_alone_at_its_head(red: Paper) -> None:
    """It is a working paper: no national title, no motto."""
    text = "".join(red.texts)
    assert "CỘNG HÒA" not in text
    assert "Độc lập" not in text


def test_fonts_are_embedded_and_colours_are_of_the_screen(red: Paper) -> None:
    """Every font is in the file, and nothing is painted in inks."""
    with pikepdf.open(BytesIO(red.data)) as pdf:
        fonts = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert not any(line.endswith((b" k", b" K")) for data in streams for line in data.splitlines())


def test_the_same_job_gives_the_same_file(make: Make) -> None:
    """A proof has no clock and no chance in it."""
    text = HEAD + numbers(1) + OVAL
    assert make(text).data == make(text).data


# So many numbers fit.
@pytest.mark.parametrize(
    ("shape", "count"),
    [*((shape, count) for shape in SHAPES for count in (1, 4)), ("square", 12), ("large", 12), ("oval", 8)],
)
def test_every_shape_and_count_stands_on_its_pages(make: Make, shape: str, count: int) -> None:
    """Whatever the tag and however many its numbers: all is there, and nothing leaves the page."""
    paper = make(HEAD + numbers(count) + CODE + SHAPES[shape])
    text = " ".join(paper.texts)
    for label in LABELS[:count]:
        assert text.casefold().count(f". {label}".casefold()) >= 1
    assert text.count("NGƯỜI LẬP") == 1
    for page in pypdfium2.PdfDocument(paper.data):
        width, height = page.get_size()
        read = page.get_textpage()
        for i in range(read.count_rects()):
            left, bottom, right, top = read.get_rect(i)
            assert 0 < left < right < width - 20
            assert 10 < bottom < top < height - 10


def test_a_sample_says_so_on_every_page(make: Make) -> None:
    """A sample's proof is none, and says it in words that are read and searched; another does not."""
    text = HEAD + numbers(12) + SHAPES["large"]
    real, sample = make(text), make(f"{text}sample: true\n")
    assert len(sample.texts) > 1
    assert all(SPECIMEN in page for page in sample.texts)
    assert not any(SPECIMEN in page for page in real.texts)


def test_who_signs_is_named_where_the_job_names_them(make: Make) -> None:
    """The job's signatories stand under the lines; nobody else is named."""
    text = HEAD + numbers(1) + OVAL
    signed = f"{text}signatories: {{approve: {{post: Trưởng Công an phường, name: Nguyễn Văn A}}}}\n"
    assert "Nguyễn Văn A" in make(signed).texts[0]
    assert "Nguyễn Văn A" not in make(text).texts[0]


def test_many_editions_have_a_list_an_overview_and_their_own_pages(make: Make) -> None:
    """The list names every edition with its hash and its page; each commune's page is signed by itself."""
    own = "".join(f"  - {{id: e{n}, name: Tổ {n}, quantity: {n * 100}}}\n" for n in range(1, 18))
    paper = make(HEAD + numbers(3) + OVAL + f"editions:\n{own}")
    texts, editions = paper.texts, paper.proof.editions
    assert len(editions) == 17
    for edition in editions:
        page = paper.first[edition.id]
        assert f"{edition.artwork_hash} {page}" in texts[0]
        assert f"Mã riêng của mẫu: {edition.artwork_hash}" in texts[page - 1]
        assert f"Mã in # {paper.proof.content_hash}" in texts[page - 1]
        assert "NGƯỜI LẬP" in texts[page - 1]
        assert sum(f"{edition.number}. {edition.name}" in text for text in texts[1:3]) >= 1
    assert "15.300" in texts[0]
    assert "NGƯỜI LẬP" in texts[0]
    assert [f"{n} / {len(texts)}" in text for n, text in enumerate(texts, start=1)] == [True] * len(texts)


def test_accepted_warnings_stand_with_their_reason(make: Make) -> None:
    """What was accepted is read by whoever signs, with the reason; what is open is there, too."""
    own = 'qr: {link: "https://congan.example.vn/an-khe", allow_hosts: [congan.example.vn]}\n'
    text = HEAD + numbers(1) + OVAL + own
    paper = make(text)
    (warning,) = paper.proof.open_warnings
    assert "Cảnh báo chưa chấp nhận" in " ".join(paper.texts)
    accepted = make(f"{text}accept: [{{rule: {warning.rule}, reason: Đã hỏi lại đơn vị}}]\n")
    said = " ".join(accepted.texts)
    assert "Cảnh báo đã chấp nhận" in said
    assert "Lý do: Đã hỏi lại đơn vị" in said
    assert "chưa chấp nhận" not in said


def test_a_back_that_is_not_printed_says_so(make: Make, tmp_path: Path) -> None:
    """At a shop that prints one side, what would stand on the back is not shown as if it were printed."""
    shop = library.find(library.ResourceKind.SHOPS, "digital-sra3").read_text(encoding="utf-8")
    one = shop.replace("backing: sheetwise", "backing: single")
    (tmp_path / "one.yaml").write_text(one, encoding="utf-8")
    paper = make(HEAD + numbers(2) + OVAL + "template: classic\nshop: one.yaml\n")
    edition = paper.proof.editions[0]
    assert edition.back.is_blank
    assert {number.side for number in edition.numbers} == {"front"}
    assert "Mặt sau: không in" in paper.texts[0]


def test_seven_numbers_stand_on_one_page(make: Make) -> None:
    """A tag of seven numbers, or of six with a code, is looked at, called and signed on one page."""
    assert len(make(HEAD + numbers(7) + OVAL + "template: directory\n").texts) == 1
    assert len(make(HEAD + numbers(6) + CODE + OVAL).texts) == 1


def test_what_both_sides_say_is_read_once(make: Make) -> None:
    """A number that stands on both sides has one row, and is one to call."""
    text = make(HEAD + numbers(1) + OVAL + "template: hotline\n").texts[0]
    assert text.count("S1. ") == 1
    assert "cả hai" in text
    assert "gọi thử, ghi ai nghe máy" in text
