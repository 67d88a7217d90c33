"""What an edition inherits, overrides, appends and removes."""

from __future__ import annotations

import pytest

from keytag.documents.job import EditionContent, Job, editions_in_force, slug
from keytag.documents.yaml import Hex, read_document
from keytag.drawing.ink import Ink
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

BASE = """
keytag: 1
issuer: {name: Công an huyện Đak Đoa, province: Gia Lai}
slogan: Vì dân
numbers:
  - {label: Trực ban, number: 02693000113, role: duty, side: front}
qr: {link: "https://zalo.me/1", caption: Quét}
colours: {ground: flag-red}
quantity: 10
"""


def _editions(extra: str = "", stem: str = "ward") -> tuple[EditionContent, ...]:
    job, _ = read_document((BASE + extra).encode(), "f.yaml", Job)
    return editions_in_force(job, stem)


def _refused(text: str) -> Finding:
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(text.encode(), "f.yaml", Job)
    return caught.value.findings[0]


def test_a_job_without_editions_is_one() -> None:
    """Without editions the job is one, named after its file."""
    (edition,) = _editions(stem="Phường Đống Đa 2")
    assert edition.id == "phuong-dong-da-2"
    assert edition.issuer_name == "Công an huyện Đak Đoa"
    assert edition.numbers[0].display == "0269 3000 113"
    assert edition.numbers[0].written == "02693000113"
    assert edition.numbers[0].node == "numbers.0"
    assert edition.colours == (("ground", Ink("flag-red", (0.0, 1.0, 1.0, 0.0))),)
    assert edition.qr is not None
    assert edition.qr.node == "qr"


def test_what_an_edition_leaves_out_is_inherited() -> None:
    """An edition that says only its id is the job."""
    (whole,) = _editions()
    (edition,) = _editions("editions: [{id: one}]")
    assert (edition.numbers, edition.qr, edition.slogan, edition.colours, edition.quantity) == (
        whole.numbers,
        whole.qr,
        whole.slogan,
        whole.colours,
        whole.quantity,
    )


def test_extra_numbers_follow_those_in_force() -> None:
    """Extra numbers come after the job's numbers, or after the edition's own; each knows its node."""
    inherited, own = _editions(
        "editions:\n"
        "  - {id: a, extra_numbers: [{label: Chốt, number: 0769000101}]}\n"
        "  - {id: b, numbers: [{label: X, number: 113}], extra_numbers: [{label: Y, number: 114}]}\n"
    )
    assert [number.node for number in inherited.numbers] == ["numbers.0", "editions.0.extra_numbers.0"]
    assert [number.node for number in own.numbers] == ["editions.1.numbers.0", "editions.1.extra_numbers.0"]


def test_null_removes() -> None:
    """An explicit null takes the job's slogan or QR code away."""
    (edition,) = _editions("editions: [{id: a, slogan: null, qr: ~}]")
    assert edition.slogan is None
    assert edition.qr is None


@pytest.mark.parametrize(
    ("edition", "issuer"),
    [
        ("{id: a, name: Xã Glar}", "Công an xã Glar"),
        ("{id: a, name: Thị trấn Đak Đoa}", "Công an thị trấn Đak Đoa"),
        ("{id: a, name: Đặc khu Phú Quốc}", "Công an đặc khu Phú Quốc"),
        ("{id: a, name: XÃ GLAR}", "Công an xã Glar"),
        ("{id: a, name: THỊ TRẤN ĐAK ĐOA}", "Công an thị trấn Đak Đoa"),
        ("{id: a, name: Thôn 3}", "Công an huyện Đak Đoa"),
        ("{id: a, name: Xã Glar, issuer: {name: Đồn Glar}}", "Đồn Glar"),
        ("{id: a, name: Xã Glar, issuer: {province: Kon Tum}}", "Công an xã Glar"),
    ],
)
def test_a_commune_has_its_own_police(edition: str, issuer: str) -> None:
    """The name of a commune, ward, township or zone makes the issuer; a hamlet's does not; an override wins."""
    (content,) = _editions(f"editions: [{edition}]")
    assert content.issuer_name == issuer


def test_colours_are_added_to_the_jobs() -> None:
    """An edition's colours replace the job's by name and keep the others."""
    (edition,) = _editions('editions: [{id: a, colours: {digits: "#ffffff", ground: gold}}]')
    assert dict(edition.colours) == {"ground": Ink("gold", (0.0, 0.2, 1.0, 0.0)), "digits": Hex("#FFFFFF")}


def test_ids_are_unique() -> None:
    """Two editions with one id are refused at the second."""
    finding = _refused(BASE + "editions:\n  - id: a\n  - id: a\n")
    assert "1" in finding.message.en
    assert str(finding.where) == "f.yaml:12:9"


@pytest.mark.parametrize(
    "edition_id", ["Xa", "xã", "../up", "a/b", "a b", "con", "-a", "a--b", "x" * 61, ".", "''"]
)
def test_ids_are_safe_folder_names(edition_id: str) -> None:
    """An id that would not do as a folder anywhere is refused."""
    assert _refused(BASE + f"editions: [{{id: {edition_id}}}]").rule == "bad-value"


def test_every_edition_needs_a_number() -> None:
    """Numbers may stand in the job or in each edition, but no tag goes without."""
    head = "keytag: 1\nissuer: {name: A}\n"
    assert _refused(head).rule == "missing-key"
    finding = _refused(head + "editions:\n  - {id: a, numbers: [{label: X, number: 113}]}\n  - {id: b}\n")
    assert (finding.rule, str(finding.where)) == ("missing-key", "f.yaml:5:5")


def test_an_edition_that_empties_its_numbers_is_refused() -> None:
    """An edition whose own list is empty has no number, whatever the job has, unless it adds some."""
    finding = _refused(BASE + "editions:\n  - {id: a}\n  - {id: b, numbers: []}\n")
    assert (finding.rule, str(finding.where)) == ("missing-key", "f.yaml:12:5")
    assert "numbers: []" in finding.hint.en
    (edition,) = _editions("editions: [{id: b, numbers: [], extra_numbers: [{label: Y, number: 114}]}]")
    assert [number.display for number in edition.numbers] == ["114"]


def test_faulty_numbers_are_not_called_missing() -> None:
    """Where the job's numbers are refused, its editions are not told that they have none."""
    with pytest.raises(InvalidDocumentError) as caught:
        read_document((BASE.replace("02693000113", "x") + "editions: [{id: a}]\n").encode(), "f.yaml", Job)
    assert [finding.rule for finding in caught.value.findings] == ["bad-value"]


def test_forty_numbers_are_read() -> None:
    """A list too long for a tag is a document all the same; sixty-one entries are not."""
    entry = "  - {label: X, number: 113}\n"
    head = "keytag: 1\nissuer: {name: A}\nnumbers:\n"
    assert len(read_document((head + entry * 40).encode(), "f", Job)[0].numbers) == 40
    assert _refused(head + entry * 61).rule == "too-long"


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ("{}", (50, 20)),
        ("{shape: circle, width: 30}", (30, 30)),
        ("{shape: circle, height: 3cm}", (30, 30)),
        ("{shape: circle}", (32, 32)),
        ("{shape: pill, width: 60mm, height: 25mm}", (60, 25)),
    ],
)
def test_a_circle_needs_one_length(tag: str, size: tuple[float, float]) -> None:
    """A circle is as high as it is wide, whichever was given."""
    job, _ = read_document((BASE + f"tag: {tag}").encode(), "f", Job)
    assert (job.tag.width, job.tag.height) == size


def test_a_flat_circle_is_refused() -> None:
    """A circle with two different lengths is no circle."""
    assert _refused(BASE + "tag: {shape: circle, width: 30, height: 20}").rule == "bad-value"


def test_newer_formats_get_one_clear_finding() -> None:
    """A file of a later format is said to be that, whatever else is strange in it."""
    finding = _refused("keytag: 2\nissuers: [x]\n")
    assert (finding.rule, str(finding.where)) == ("newer-format", "f.yaml:1:9")


def test_slugs_are_ids() -> None:
    """A file's name becomes a safe id, also where nothing is left of it."""
    assert slug("Xã Đak Sơmei") == "xa-dak-somei"
    assert slug("!!!") == "tag"
