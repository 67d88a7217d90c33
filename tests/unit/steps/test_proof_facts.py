"""A proof's value says all that an office reads, calls and signs, and nothing that is not on its tags."""

from __future__ import annotations

from datetime import date
from math import hypot
from pathlib import Path

import pytest

from keytag.drawing.artwork import walk
from keytag.output.proof.facts import Proof
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.check_editions import Draft, compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.steps.proof import proof_of
from keytag.steps.side_words import number_facts

JOB = """keytag: 1
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
programme: Móc khóa an ninh
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113}
  - {label: Trưởng Công an, number: 0769000101}
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã Zalo}
quantity: 100
tag: {hole: {diameter: 4mm, edge: 2.5mm}}
order: {stock: "Nhựa PVC trắng 0,76 mm"}
signatories: {approve: {post: Trưởng Công an xã, name: Nguyễn Văn A}}
editions:
  - {id: a, name: Xã Đak Đoa}
  - {id: b, name: Xã Glar, slogan: null, qr: null}
"""
DAY = date(2026, 1, 15)


def _made(folder: Path, text: str = JOB) -> tuple[JobSetup, Draft, Proof]:
    (folder / "ward.yaml").write_text(text, encoding="utf-8")
    setup, found = load_setup(folder / "ward.yaml")
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    setup = with_content_hash(setup, draft.editions)
    return setup, draft, proof_of(setup, draft, Order(DAY))


@pytest.fixture
def made(tmp_path: Path) -> tuple[JobSetup, Draft, Proof]:
    """A job of two editions, one of them without code and slogan, and its proof."""
    return _made(tmp_path)


def test_a_proof_says_each_line_as_it_is_printed(made: tuple[JobSetup, Draft, Proof]) -> None:
    """Lines, numbers and the address stand in the letters of the tag, each with its side."""
    _, _, proof = made
    first, second = proof.editions
    assert [(line.side, line.what.vi, line.as_printed) for line in first.lines] == [
        ("front", "Tên đơn vị", "CÔNG AN XÃ ĐAK ĐOA"),
        ("front", "Khẩu hiệu", "Toàn dân bảo vệ an ninh Tổ quốc"),
        ("back", "Chữ bên mã QR", "Quét mã Zalo"),
    ]
    assert [(n.side, n.label, n.as_printed, n.tel) for n in first.numbers] == [
        ("front", "TRỰC BAN", "0269 3000 113", "tel:+842693000113"),
        ("back", "Trưởng Công an", "0769 000 101", "tel:+84769000101"),
    ]
    code = first.code
    assert code is not None
    assert (code.side, code.before, code.host, code.after) == (
        "back",
        "https://",
        "zalo.me",
        "/1000000000000000200",
    )
    assert second.code is None
    assert [line.as_printed for line in second.lines] == ["CÔNG AN XÃ GLAR"]


def test_numbers_have_ids_of_their_own(made: tuple[JobSetup, Draft, Proof]) -> None:
    """No two numbers of a proof share an id, and another digit is another id."""
    _, _, proof = made
    ids = [number.id for number in proof.numbers]
    assert len(set(ids)) == len(ids) == 4
    assert ids[0] == "a-02693000113"


def test_a_number_is_called_once(made: tuple[JobSetup, Draft, Proof]) -> None:
    """Editions with the same number and label share its place in the list of calls, another has another."""
    setup, _, proof = made
    first, second = proof.editions
    assert (
        [number.called for number in first.numbers] == ["S1", "S2"] == [number.called for number in second.numbers]
    )
    assert [call.id for call in number_facts(setup.file.editions)] == ["S1", "S2"]


def test_a_proof_says_what_is_ordered(made: tuple[JobSetup, Draft, Proof]) -> None:
    """Goods, quantities, stock and hashes are those of the job; what it does not say is left to the pen."""
    setup, draft, proof = made
    assert (proof.office, proof.goods, proof.quantity, proof.day) == (
        "Công an tỉnh Gia Lai",
        "Móc khóa an ninh",
        200,
        DAY,
    )
    assert (proof.content_hash, proof.approver.name, proof.checker.name) == (
        setup.content_hash,
        "Nguyễn Văn A",
        "",
    )
    assert [edition.artwork_hash for edition in proof.editions] == [
        artwork_hash(setup, composed) for composed in draft.editions
    ]
    facts = {fact.what.en: fact.fact for fact in proof.editions[0].specification}
    said = {what: fact.vi if fact is not None else None for what, fact in facts.items()}
    assert (said["Stock"], said["Quantity"], "Ring" in said) == ("Nhựa PVC trắng 0,76 mm", "100 chiếc", False)


def test_sides_show_what_is_seen_and_no_more(made: tuple[JobSetup, Draft, Proof]) -> None:
    """No cut and no white below is in a look, every ink has a colour, and the back sees the hole at its right."""
    _, _, proof = made
    for edition in proof.editions:
        for side in edition.sides:
            seen = [item.ink for item, _ in walk(side.look.items)]
            assert seen
            assert not any(ink.technical for ink in seen)
            assert set(seen) <= set(proof.colours)
        front, back = edition.front.hole, edition.back.hole
        assert front is not None
        assert back is not None
        assert front.cx < edition.shape.width / 2 < back.cx


def test_the_worst_misregister_is_the_shops(made: tuple[JobSetup, Draft, Proof]) -> None:
    """The front strays by the cut's tolerance, the back by its own as well."""
    _, _, proof = made
    edition = proof.editions[0]
    stray = edition.misregister
    assert hypot(*edition.front.stray) == pytest.approx(stray.cut)
    assert hypot(*edition.back.stray) == pytest.approx(stray.cut + stray.back)


def test_warnings_are_those_of_the_edition(tmp_path: Path) -> None:
    """A warning stands open with the edition that it is about, and with its reason once the job accepts it."""
    own = 'qr: {link: "https://congan.example.vn/glar", allow_hosts: [congan.example.vn]}'
    text = JOB.replace("slogan: null, qr: null", f"slogan: null, {own}")
    _, _, proof = _made(tmp_path, text)
    first, second = proof.editions
    (warning,) = second.open_warnings
    assert (first.open_warnings, second.accepted, proof.open_warnings) == ((), (), (warning,))
    _, _, proof = _made(tmp_path, f"{text}accept: [{{rule: {warning.rule}, reason: Đã hỏi lại đơn vị}}]\n")
    first, second = proof.editions
    assert [(each.rule, each.reason) for each in second.accepted] == [(warning.rule, "Đã hỏi lại đơn vị")]
    assert (first.accepted, second.open_warnings, proof.open_warnings) == ((), (), ())


def test_equal_jobs_have_equal_editions(tmp_path: Path) -> None:
    """A proof is made of the job alone."""
    assert _made(tmp_path)[2].editions == _made(tmp_path)[2].editions


def test_a_code_on_a_sticker_is_told(tmp_path: Path) -> None:
    """Where the shop prints codes apart, the proof says how many stickers, how large, and who puts them on."""
    *_, proof = _made(tmp_path, JOB + "shop: screen-pvc\n")
    stickers = [
        {fact.what.vi: fact.fact for fact in each.specification}.get("Tem mã QR") for each in proof.editions
    ]
    assert stickers[1] is None
    assert stickers[0] is not None
    assert stickers[0].vi.startswith("103 tem ")
    assert stickers[0].vi.endswith("in riêng, nhà in dán lên")
    assert [each.code is not None and each.code.is_sticker for each in proof.editions] == [True, False]


def test_inks_are_called_as_on_the_ticket(made: tuple[JobSetup, Draft, Proof]) -> None:
    """Colours have the names that people see, process colours with their mixture; no plate is named for one."""
    said = {fact.what.vi: fact.fact for fact in made[2].editions[0].specification}
    inks = said["Màu in"]
    assert inks is not None
    assert inks.vi.replace("\u00a0", " ") == "hai mặt, 3 màu: đỏ cờ (M100 Y100), vàng cờ (Y100), đen (K100)"
