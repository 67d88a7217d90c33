"""What editions are called where there is little room."""

from __future__ import annotations

from pathlib import Path

from keytag.steps.edition_names import badges_of
from keytag.steps.job_setup import load_setup

CONFIGS = Path(__file__).parents[3] / "configs"


def names(job: str) -> list[str]:
    """Return the short names of a sample's editions."""
    setup, _ = load_setup(CONFIGS / f"{job}.yaml")
    return [badge.name for badge in badges_of(setup)]


def test_one_design_is_called_by_its_office() -> None:
    """A job without editions shows whose tags it makes, not what its file is called."""
    assert names("an-phu-to-dan-pho") == ["An Phú"]


def test_editions_are_called_by_their_own_names() -> None:
    """Where there are editions, their names tell them apart."""
    found = names("dak-doa")
    assert found[:2] == ["Đak Đoa", "A Dơk"]
    assert len(set(found)) == len(found) == 17
