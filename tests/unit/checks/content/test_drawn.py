"""Of very many editions the fullest and some of each kind are drawn."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.checks.content import every_edition_is_drawn, fullest
from keytag.checks.content.drawn import MAX_DRAWN, MAX_MISFITS, MAX_WHOLE
from keytag.documents.job import Code, EditionContent, Job
from keytag.documents.job.editions import editions_in_force
from keytag.steps.compose_editions import compose_editions
from keytag.steps.job_setup import load_setup


def editions(count: int) -> tuple[EditionContent, ...]:
    """So many editions that differ in a digit of their names."""
    job = Job.model_validate(
        {
            "keytag": "1",
            "issuer": {"name": "Công an phường An Khê"},
            "numbers": [{"label": "Trực ban", "number": "0269 3000 113"}],
            "editions": [{"id": f"to-{i}", "name": f"Tổ {i:03}"} for i in range(count)],
        }
    )
    return editions_in_force(job, "ward")


def test_a_programme_of_known_size_is_drawn_whole() -> None:
    """Up to the limit every edition is drawn, and nothing is said."""
    all_ = editions(MAX_WHOLE)
    assert fullest(all_, {}) == all_
    assert list(every_edition_is_drawn(len(all_), all_)) == []


def test_forty_full_editions_are_too_much_work() -> None:
    """Numbers, codes and words of its own count for each: thirty offices of five numbers are not drawn whole."""
    plain = editions(30)
    numbers = plain[0].numbers * 5
    offices = tuple(replace(each, issuer_name=f"Công an {each.id}", numbers=numbers) for each in plain)
    assert fullest(plain, {}) == plain
    assert len(fullest(offices, {})) == MAX_DRAWN
    # 17 communes of 4 numbers and a code: the fullest programme known.
    code = Code("https://zalo.me/1234567890123456789", None, None, "qr")
    assert len(fullest(tuple(replace(each, numbers=numbers[:4], qr=code) for each in offices[:17]), {})) == 17


def test_heavy_drawings_leave_few_to_be_drawn() -> None:
    """Every edition draws its template's drawings anew: the heavier they are, the fewer are drawn, never none."""
    ten = editions(10)
    assert len(fullest(ten, {"classic": 10_000})) == 1
    assert len(fullest(ten, {"classic": 8_000})) == 2
    assert fullest(ten, {"classic": 500, "hotline": 90_000}) == ten


def test_beyond_that_the_fullest_and_the_odd_are_among_those_drawn() -> None:
    """The longest name, the longest office and the only one of its kind are drawn, in the order of the job."""
    many = list(editions(500))
    many[333] = replace(many[333], name="Tổ dân phố có tên dài nhất phường")
    many[444] = replace(many[444], issuer_name="Công an phường có tên dài nhất tỉnh")
    many[111] = replace(many[111], template="hotline")
    drawn = fullest(tuple(many), {})
    assert len(drawn) == MAX_DRAWN
    assert {"to-333", "to-444", "to-111"} <= {edition.id for edition in drawn}
    assert list(drawn) == [edition for edition in many if edition in drawn]
    (note,) = every_edition_is_drawn(len(drawn), many)
    assert note.rule == "every-edition-is-drawn"
    assert "500" in note.message.en


def test_composing_stops_after_some_that_do_not_fit(tmp_path: Path) -> None:
    """After the third that does not fit the rest is left, and that is said."""
    slogan = "Toàn dân " * 22
    entries = "".join(f'  - {{id: e{i}, slogan: "{slogan}"}}\n' for i in range(MAX_MISFITS + 3))
    path = tmp_path / "ward.yaml"
    head = "keytag: 1\nissuer: {name: A}\nnumbers: [{label: a, number: 0269 3000 113}]\neditions:\n"
    path.write_text(head + entries, encoding="utf-8")
    setup, _ = load_setup(path)
    _, findings = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    assert [finding.rule for finding in findings] == ["text-too-long"] * MAX_MISFITS + ["every-edition-is-drawn"]
