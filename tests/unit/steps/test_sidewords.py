"""The words of editions are those of their finished artworks; of those not drawn they are foreseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.commands.check import check
from keytag.steps.compose_editions import compose_editions
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.progress import no_progress
from keytag.steps.report import SideWord
from keytag.steps.side_words import words_of

JOB = """keytag: 1
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113}
  - {label: Trưởng Công an, number: 0769000101}
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã Zalo}
mark: code
editions:
  - {id: a, name: Xã Đak Đoa}
  - {id: b, name: Thôn 2, slogan: null, qr: null}
"""


@pytest.fixture
def setup(tmp_path: Path) -> JobSetup:
    """A job of two editions of different fullness."""
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    return load_setup(tmp_path / "ward.yaml")[0]


def test_words_stand_as_they_are_drawn(setup: JobSetup) -> None:
    """Each side says its office in capitals, its numbers in groups, slogan and caption as written, the link."""
    contents = setup.file.editions
    drawn, _ = compose_editions(setup, contents, no_progress)
    first, second = words_of(setup, contents, drawn)
    assert [(word.side, word.what, word.text, word.number) for word in first.words] == [
        ("front", "issuer", "CÔNG AN XÃ ĐAK ĐOA", ""),
        ("front", "number", "TRỰC BAN", "0269 3000 113"),
        ("front", "slogan", "Toàn dân bảo vệ an ninh Tổ quốc", ""),
        ("back", "number", "Trưởng Công an", "0769 000 101"),
        ("back", "caption", "Quét mã Zalo", ""),
        ("back", "code", "https://zalo.me/1000000000000000200", ""),
        ("back", "mark", contents[0].mark, ""),
    ]
    assert (first.name, first.is_drawn) == ("Xã Đak Đoa", True)
    assert {word.what for word in second.words} == {"issuer", "number", "mark"}


def test_what_is_not_drawn_is_foreseen(setup: JobSetup) -> None:
    """Without a drawn edition, or with one that is like it, the words are those that come out when it is drawn."""
    contents = setup.file.editions
    drawn, _ = compose_editions(setup, contents, no_progress)
    whole = words_of(setup, contents, drawn)
    for some in ((), drawn[:1], drawn[1:]):
        foreseen = words_of(setup, contents, some)
        assert [each.words for each in foreseen] == [each.words for each in whole]
        assert [each.is_drawn for each in foreseen] == [
            each.content in [d.content for d in some] for each in drawn
        ]


def test_every_config_is_foreseen_as_it_is_drawn() -> None:
    """Of the programmes that come with keytag each edition says what was foreseen of it, side for side."""
    for path in sorted(Path("configs").glob("*.yaml")):
        setup, _ = load_setup(path)
        contents = setup.file.editions[:3]
        drawn, _ = compose_editions(setup, contents, no_progress)
        whole = words_of(setup, contents, drawn)
        assert all(each.is_drawn for each in whole), path
        assert [each.words for each in words_of(setup, contents, drawn[:1])] == [each.words for each in whole], (
            path
        )


def test_a_link_is_told_in_three_parts() -> None:
    """The host is set apart, in whatever letters it is written; what stands before it is seen."""
    for link, parts in {
        "https://zalo.me/1": ("https://", "zalo.me", "/1"),
        "HTTP://WWW.Facebook.com": ("HTTP://", "WWW.Facebook.com", ""),
        "https://bocongan.gov.vn@example.com:8443/a?b": ("https://bocongan.gov.vn@", "example.com", ":8443/a?b"),
    }.items():
        assert SideWord("back", "code", link).link == parts


def test_editions_go_by_their_names(setup: JobSetup) -> None:
    """A name, else an office that no other edition has, else the id; two of one name have their ids."""
    assert names_of(setup.file.editions) == {"a": "Xã Đak Đoa", "b": "Thôn 2"}


def test_a_check_tells_the_words_of_every_edition(tmp_path: Path) -> None:
    """Also of a job so large that only some editions are drawn."""
    rows = "".join(f"  - {{id: e{i}, name: Ấp {i}, quantity: 30}}\n" for i in range(60))
    path = tmp_path / "ward.yaml"
    path.write_text(JOB.partition("editions:")[0] + f"editions:\n{rows}", encoding="utf-8")
    report = check(path, date(2026, 1, 15), no_progress)
    assert [each.id for each in report.words] == [f"e{i}" for i in range(60)]
    assert 0 < sum(each.is_drawn for each in report.words) < 60
    assert len({each.words[:-1] for each in report.words}) == 1
