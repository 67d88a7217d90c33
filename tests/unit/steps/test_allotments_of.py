"""What the samples hand out, and to whom."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from keytag.checks.content import JobSubject, vet_allotments
from keytag.steps.job_setup import allotments_of, load_setup

CONFIGS = Path(__file__).parents[3] / "configs"


def test_can_giuoc_is_handed_out_by_channel() -> None:
    """District police, communes' police, Front and labour federation get what was reported, and all of it."""
    setup, _ = load_setup(CONFIGS / "can-giuoc.yaml", None)
    allotments = allotments_of(setup)
    given = Counter[str]()
    for each in allotments:
        given[each.name if "huyện" in each.name else "Công an xã"] += each.quantity
        assert each.kind.value == "channel"
    assert given == {
        "Công an huyện Cần Giuộc": 1650,
        "Công an xã": 6500,
        "Ủy ban Mặt trận Tổ quốc huyện Cần Giuộc": 1000,
        "Liên đoàn Lao động huyện Cần Giuộc": 1300,
    }
    editions = setup.file.editions
    given_by_district = sum(each.quantity for each in allotments if each.edition == "huyen-can-giuoc")
    assert given_by_district == 1650 + 1000 + 1300
    assert sum(edition.quantity or 0 for edition in editions) == given.total()
    day = setup.file.job.as_of
    assert day is not None
    assert vet_allotments(JobSubject(setup.file.job, editions, day, day, allotments, setup.file.places)) == ()


def test_can_giuocs_district_edition_carries_every_commune_and_checkpoint() -> None:
    """The hotline, seventeen communes and three checkpoints, each with the number that its own edition has."""
    setup, _ = load_setup(CONFIGS / "can-giuoc.yaml", None)
    district, *communes = setup.file.editions
    duty = {n.display for each in communes for n in each.numbers if n.role.value == "duty"}
    checkpoints = {n.display for each in communes for n in each.numbers if n.role.value == "checkpoint"}
    assert (len(communes), len(duty), len(checkpoints)) == (17, 17, 3)
    assert {n.display for n in district.numbers} == {"0272 3000 300"} | duty | checkpoints
