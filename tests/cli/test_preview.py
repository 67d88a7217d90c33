"""`keytag preview`: the tags in a terminal, and in words where there are no colours."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from rich.console import Console

from keytag.cli import exit_code
from keytag.cli.screen.pictures import half_blocks, pixels_across
from keytag.errors import ExitCode
from keytag.inspection.pictures import Pixels

JOB = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
EDITIONS = "editions:\n" + "".join(f"  - {{id: to-{n}, name: Tổ dân phố {n}}}\n" for n in range(1, 6))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a job of one edition and one of five."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "five.yaml").write_text(JOB + EDITIONS, encoding="utf-8")
    return tmp_path


def at_a_terminal(folder: Path, *arguments: str, columns: int = 80, colours: bool = True) -> tuple[int, str]:
    """Run keytag at a terminal ``columns`` wide; return its exit code and what stands on the screen."""
    import fcntl  # noqa: PLC0415 - POSIX only
    import pty  # noqa: PLC0415 - the same
    import struct  # noqa: PLC0415 - beside them
    import termios  # noqa: PLC0415 - the same

    child, screen = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
        os.chdir(folder)
        os.execve(  # noqa: S606
            sys.executable,
            [sys.executable, "-m", "keytag", *arguments],
            plain | known | ({} if colours else {"NO_COLOR": "1"}),
        )
    written = b""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), written.decode()


def test_two_pixels_are_one_character() -> None:
    """Above and below have their colours; what is cut away has none, nor has what lies below the last row."""
    red, blue, none = b"\xff\x00\x00\xff", b"\x00\x00\xff\xff", b"\x00\x00\x00\x00"
    pixels = Pixels(4, 3, red + red + none + none + blue + none + blue + none + red + none + none + none)
    first, last = half_blocks(pixels)
    assert (first.plain, last.plain) == ("▀▀▄", "▀")
    colours = [
        (str(span.style).partition(" on ")[0], str(span.style).partition(" on ")[2]) for span in first.spans
    ]
    assert colours == [("#ff0000", "#0000ff"), ("#ff0000", ""), ("#0000ff", "")]


@pytest.mark.parametrize(
    ("width", "height", "mm", "across"),
    [(80, 24, (50, 20), 80), (80, 23, (40, 40), 40), (300, 200, (50, 20), 160), (20, 40, (50, 20), 20)],
)
def test_a_side_fits_the_terminal(width: int, height: int, mm: tuple[float, float], across: int) -> None:
    """A picture is as wide as the terminal, no wider than is of use, and no higher than its lines."""
    console = Console(width=width, height=height, force_terminal=True, color_system="truecolor")
    fits = pixels_across(console)
    assert fits is not None
    assert fits(*mm) == across


@pytest.mark.parametrize(
    "console",
    [
        Console(force_terminal=False, color_system="truecolor"),
        Console(force_terminal=True, color_system="truecolor", no_color=True),
        Console(force_terminal=True, color_system="standard"),
        Console(force_terminal=True, color_system=None),
    ],
)
def test_without_colours_there_is_no_picture(console: Console) -> None:
    """A pipe, NO_COLOR and a terminal of eight colours get words."""
    assert pixels_across(console) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other terminals")
def test_a_tag_is_seen_at_a_terminal(folder: Path) -> None:
    """Both sides are drawn within 80 columns, cut at the edge and at the hole, and in words below them."""
    code, screen = at_a_terminal(folder, "preview", "--lang", "en")
    assert code == ExitCode.FINE
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.replace("\r\n", "\n"))
    sides = [plain.partition("Front\n")[2].partition("\n\n")[0], plain.partition("Back\n")[2].partition("\n\n")[0]]
    for number, side in enumerate(sides):
        lines = side.split("\n")
        assert len(lines) == 16
        assert max(map(len, lines)) == 80
        # The hole's centre is 4.5 mm from the left edge of the front, of the back from its right one.
        middle, hole = lines[8], (7, 72)[number]
        assert (middle[hole], middle[3], middle[12]) == (" ", "▀", "▀")
    assert "\x1b[38;2;" in screen
    assert "0269 3000 113" in plain


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other terminals")
def test_without_colours_the_tag_is_told(folder: Path) -> None:
    """NO_COLOR at a terminal: what is on each side, and no picture."""
    code, screen = at_a_terminal(folder, "preview", "--lang", "vi", "--side", "front", colours=False)
    assert code == ExitCode.FINE
    assert "▀" not in screen
    assert "0269 3000 113" in screen


def test_one_side_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--side tells of that side alone; another word than front, back or both is refused."""
    assert folder.is_dir()
    for side, other in (("front", "back"), ("back", "front")):
        assert exit_code(["preview", "ward.yaml", "--side", side, "--json"]) == ExitCode.FINE
        (words,) = json.loads(capsys.readouterr().out)["words"]
        assert words[other] == []
        assert bool(words["front"]) == (side == "front")
    assert exit_code(["preview", "ward.yaml", "--side", "top", "--lang", "en"]) == ExitCode.USAGE
    assert "front, back, both" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other terminals")
def test_of_many_editions_the_first_are_seen(folder: Path) -> None:
    """Three of five are drawn and how to see another is said; one that is named is drawn alone."""
    _, screen = at_a_terminal(folder, "preview", "five.yaml", "--lang", "en", "--side", "front")
    assert screen.count(": Front") == 3
    assert "2 more, for one: keytag preview five.yaml --edition to-4" in screen
    _, screen = at_a_terminal(folder, "preview", "five.yaml", "--lang", "en", "--edition", "to-5")
    assert (screen.count("▀" * 3) > 0, " more" in screen) == (True, False)


def test_what_is_wrong_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job with an error is shown, told what is wrong with it, and answered with the exit code of findings."""
    (folder / "ward.yaml").write_text(JOB.replace("0269 3000 113", "0269 3000 1134"), encoding="utf-8")
    assert exit_code(["preview", "ward.yaml", "--lang", "en"]) == ExitCode.FINDINGS
    said = capsys.readouterr()
    assert "0269 3000 1134" in said.out
    assert "ward.yaml:5" in said.err
