"""What is sent by telephone: a picture that is small and sharp, and words that ask for the right things."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from keytag.inspection.codes.reader import payloads_in
from keytag.output.proof.facts import SPECIMEN
from keytag.steps.proof import share_products
from tests.unit.output.proof.conftest import CODE, HEAD, OVAL, Make, numbers


def test_a_picture_goes_through_a_messenger_and_is_scanned_from_it(make: Make) -> None:
    """It is 1600 pixels wide, below a megabyte, and its code is read as it is and at half its size."""
    picture, _ = share_products(make(HEAD + numbers(4) + CODE + OVAL).proof)
    assert (picture.name, picture.kind) == ("share/ward.png", "share-png")
    assert len(picture.data) < 1_000_000
    seen = Image.open(BytesIO(picture.data))
    assert seen.width == 1600
    assert seen.height < 2400
    for scale in (1, 2):
        small = seen.convert("L").resize((seen.width // scale, seen.height // scale))
        assert list(payloads_in(small)) == [b"https://zalo.me/1000000000000000001"]


def test_the_words_ask_for_calls_a_scan_and_an_answer(make: Make) -> None:
    """Every number with its label, the address, the # to answer with; and that nothing is approved yet."""
    proof = make(HEAD + numbers(3) + CODE + OVAL).proof
    _, message = share_products(proof)
    said = message.data.decode()
    edition = proof.editions[0]
    for number in edition.numbers:
        assert f"- {number.as_printed}: {number.label}" in said
    assert "https://zalo.me/1000000000000000001" in said
    assert f"“Đúng, mã in #\u00a0{proof.content_hash}”" in said
    assert edition.artwork_hash not in said
    assert "chưa duyệt" in said
    assert SPECIMEN not in said


def test_a_sample_asks_nobody_to_call(make: Make) -> None:
    """Numbers of a sample are made up: its message says so."""
    _, message = share_products(make(HEAD + numbers(1) + OVAL + "sample: true\n").proof)
    assert SPECIMEN in message.data.decode()


def test_without_a_code_nobody_is_asked_to_scan(make: Make) -> None:
    """What the tag does not have is not asked for."""
    _, message = share_products(make(HEAD + numbers(1) + OVAL).proof)
    assert "QR" not in message.data.decode()
