"""How long the page is served: while somebody has it open, and a while after."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

import pytest
from msgspec import Struct

from keytag.cli import exit_code
from keytag.web import serve
from keytag.web.answers import Answers, Days
from keytag.web.open_job import OpenJob


class Pages(Struct):
    """What is known of a server's pages."""

    was_opened: bool
    is_watched: bool
    silent: int

    @property
    def last_asked(self) -> float:
        """When one of them asked last."""
        return time.monotonic() - self.silent


@pytest.mark.parametrize(
    ("pages", "is_over"),
    [
        (Pages(was_opened=False, is_watched=False, silent=900), False),
        (Pages(was_opened=True, is_watched=True, silent=900), False),
        (Pages(was_opened=True, is_watched=False, silent=1), False),
        (Pages(was_opened=True, is_watched=False, silent=60), True),
    ],
)
def test_it_ends_a_while_after_the_last_page(pages: Pages, *, is_over: bool) -> None:
    """Not before one was opened, not while one is, and not while one may just be loaded again."""
    assert serve._is_over(cast("Answers", pages)) is is_over  # noqa: SLF001 - the rule itself


def test_a_page_is_served_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is told once it is listened at; afterwards nothing of it is left."""
    path = tmp_path / "ward.yaml"
    path.write_text("keytag: 1\n", encoding="utf-8")
    monkeypatch.setattr(serve, "_is_over", lambda _: True)
    monkeypatch.setattr(Answers, "begin", lambda _: None)
    told: list[str] = []

    def days() -> Days:
        raise AssertionError

    serve.run_page(OpenJob(path), "vi", days, told.append, lambda: None)
    assert told[0].startswith("http://127.0.0.1:")
    assert "/start?token=" in told[0]


@pytest.mark.parametrize(
    ("environment", "arguments", "language"),
    [
        ({"LC_ALL": "C"}, (), "vi"),
        ({"LC_ALL": "en_US.UTF-8"}, (), "vi"),
        ({"LC_ALL": "vi_VN"}, ("--lang", "en"), "en"),
        ({"LC_ALL": "C", "KEYTAG_LANG": "en"}, (), "en"),
    ],
)
def test_the_page_is_in_vietnamese_unless_somebody_asked(
    environment: dict[str, str],
    arguments: tuple[str, ...],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the computer speaks decides of the terminal alone: officers fill in the page; so is what it begins."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KEYTAG_LANG", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    opened: list[tuple[str, bytes]] = []
    monkeypatch.setattr(serve, "run_page", lambda job, said, *_: opened.append((said, job.data)))
    assert exit_code(["open", "--no-browser", *arguments]) == 0
    ((said, data),) = opened
    assert said == language
    assert ("Số quan trọng nhất".encode() in data) is (language == "vi")
