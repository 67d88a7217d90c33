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
    assert sum(edition.quantity or 0 for edition in editions) == given.total()
    day = setup.file.job.as_of
    assert day is not None
    assert vet_allotments(JobSubject(setup.file.job, editions, day, day, allotments, setup.file.places)) == ()
