"""The sample jobs: they read, they are marked as samples, and no number could be someone's."""

from __future__ import annotations

from collections import Counter

import pytest

from keytag import library
from keytag.job import JobFile, read_job
from keytag.phone import digits

COUNTS = {"an-phu": 1, "can-giuoc": 17, "dak-doa": 17, "dat-do": 37, "tri-quang": 1, "ward": 1}
ORDERED = {"an-phu": 3200, "can-giuoc": 25500, "dak-doa": 15000, "dat-do": 1000, "tri-quang": 1200, "ward": 3200}


def _job(name: str) -> JobFile:
    return read_job(library.find("configs", name))


def test_the_programmes_are_all_there() -> None:
    """Each programme that keytag reproduces has its sample."""
    assert set(COUNTS) == set(library.names("configs"))


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_samples_are_whole(name: str) -> None:
    """Each sample says so, has its editions and its quantity, and names a shop that exists."""
    file = _job(name)
    assert file.job.sample
    assert len(file.editions) == COUNTS[name]
    assert sum(edition.quantity or 0 for edition in file.editions) == ORDERED[name]
    assert file.job.shop in library.names("shops")
    assert file.job.tag.hole is not None


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_numbers_are_plainly_made_up(name: str) -> None:
    """Landlines are an area code and 3000 xxx, mobiles 0769 000 xxx; no number stands at two nodes."""
    owners: dict[str, str] = {}
    for edition in _job(name).editions:
        for number in edition.numbers:
            bare = digits(number.written)
            assert bare[:7] == "0769000" or (len(bare) == 11 and bare[4:8] == "3000")
            assert owners.setdefault(bare, number.node) == number.node


def test_each_hamlet_group_has_its_own_code() -> None:
    """Every edition of the hamlet groups leads to another group."""
    links = Counter(edition.qr.link for edition in _job("dat-do").editions if edition.qr is not None)
    assert len(links) == 37
    assert set(links.values()) == {1}


def test_border_communes_carry_their_neighbours() -> None:
    """Communes on the border have checkpoint and neighbour numbers, the others have not."""
    roles = {edition.id: {number.role for number in edition.numbers} for edition in _job("can-giuoc").editions}
    border = {edition for edition, held in roles.items() if "neighbour" in held}
    assert border == {"xa-long-hau", "xa-long-thuong", "xa-phuoc-ly"}
    assert all("checkpoint" in roles[edition] for edition in border)
