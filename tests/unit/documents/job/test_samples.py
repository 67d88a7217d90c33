"""The sample jobs that come with keytag, where one is another in different clothes."""

from __future__ import annotations

from pathlib import Path

from keytag.documents.job import EditionContent, read_job

CONFIGS = Path(__file__).parents[4] / "configs"


def said(content: EditionContent) -> tuple[object, ...]:
    """Return what an edition says and how often, wherever in its files that stands."""
    numbers = tuple((number.label, number.display, number.role) for number in content.numbers)
    code = content.qr and (content.qr.link, content.qr.caption)
    return content.name, content.issuer_name, content.slogan, numbers, code, content.quantity


def test_table_of_communes_says_what_the_list_does() -> None:
    """Đak Đoa's 17 editions are the same from YAML and from the spreadsheet."""
    listed, tabled = (read_job(CONFIGS / f"{name}.yaml").editions for name in ("dak-doa", "dak-doa-bang"))
    assert len(listed) == 17
    assert [said(edition) for edition in tabled] == [said(edition) for edition in listed]
