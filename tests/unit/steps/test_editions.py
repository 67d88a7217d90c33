"""Editions composed: each its own tag, or a finding that names it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.steps.compose_editions import compose_editions, plate_names
from keytag.steps.job_setup import load_setup
from keytag.steps.progress import no_progress

JOB = """keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
qr: {link: "https://zalo.me/g/abcdef123"}
"""


def compose(folder: Path, more: str) -> tuple[list[str], list[tuple[str, str]], list[tuple[int, int]]]:
    """Compose the job with more lines: the ids that came out, the findings, the progress told."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    setup, _ = load_setup(path)
    steps: list[tuple[int, int]] = []
    editions, findings = compose_editions(setup, setup.file.editions, lambda d, t: steps.append((d, t)))
    return [e.content.id for e in editions], [(f.rule, f.node) for f in findings], steps


def test_an_edition_that_does_not_fit_stops_only_itself(tmp_path: Path) -> None:
    """The others are composed, so that one run tells everything that is wrong."""
    ids, findings, steps = compose(
        tmp_path, f'editions: [{{id: a}}, {{id: b, slogan: "{"Toàn dân " * 22}"}}, {{id: c}}]\n'
    )
    assert ids == ["a", "c"]
    assert findings == [("text-too-long", "editions.1.slogan")]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_fact_of_many_editions_is_told_once(tmp_path: Path) -> None:
    """What is wrong with the job's own words is not repeated for each edition."""
    _, findings, _ = compose(tmp_path, "slogan: An 漢 ninh\neditions: [{id: a}, {id: b}, {id: c}]\n")
    assert len(findings) == 1


def test_facts_say_what_came_out(tmp_path: Path) -> None:
    """Size, code, smallest lettering and plates are those of the composed tag."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    setup, _ = load_setup(path)
    (edition,), _ = compose_editions(setup, setup.file.editions, lambda _d, _t: None)
    facts = edition.facts
    assert (facts.id, facts.size) == ("ward", (50.0, 20.0))
    assert facts.inks == ("Magenta", "Yellow", "Black") == plate_names((edition.tag.front, edition.tag.back))
    assert facts.qr is not None
    assert facts.qr.payload == "https://zalo.me/g/abcdef123"
    assert facts.smallest_text_pt is not None
    assert facts.smallest_text_pt >= 5.0


def test_a_link_that_no_code_holds_is_a_finding(tmp_path: Path) -> None:
    """An address longer than the largest code is named, and the other editions are composed."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    setup, _ = load_setup(path)
    (content,) = setup.file.editions
    assert content.qr is not None
    long = replace(content, qr=replace(content.qr, link=f"https://zalo.me/{'a' * 3000}"))
    editions, findings = compose_editions(setup, (long, content), lambda _done, _total: None)
    assert [(f.rule, f.node) for f in findings] == [("link-too-long", "qr.link")]
    assert len(editions) == 1


def test_a_tag_looks_the_same_however_few_are_composed(tmp_path: Path) -> None:
    """One edition drawn alone, among all of its job, is the very tag that it is when all are drawn."""
    path = tmp_path / "ward.yaml"
    slogans = ("Toàn dân bảo vệ an ninh Tổ quốc Việt Nam", "Toàn dân tham gia bảo vệ an ninh Tổ quốc Việt Nam")
    said = ", ".join(f"{{id: e{number}, slogan: {slogan}}}" for number, slogan in enumerate(slogans))
    path.write_text(f"{JOB}editions: [{said}]\n", encoding="utf-8")
    setup, _ = load_setup(path)
    every = setup.file.editions
    together, _ = compose_editions(setup, every, no_progress)
    (alone,), _ = compose_editions(setup, every[:1], no_progress)
    (among,), _ = compose_editions(setup, every[:1], no_progress, every)
    assert alone.tag.front != together[0].tag.front
    assert (among.tag.front, among.tag.back) == (together[0].tag.front, together[0].tag.back)


def test_a_label_too_long_for_any_line_is_named(tmp_path: Path) -> None:
    """A label that fits no line is told at its own place, not as too many numbers."""
    path = tmp_path / "ward.yaml"
    label = "Trực ban cùng tổ bảo vệ an ninh trật tự ở cơ sở các thôn làng biên giới phía tây và phía nam"
    path.write_text(JOB.replace("label: Trực ban", f"label: {label}"), encoding="utf-8")
    setup, _ = load_setup(path)
    _, findings = compose_editions(setup, setup.file.editions, no_progress)
    assert [(f.rule, f.node) for f in findings] == [("text-too-long", "numbers.0.label")]
