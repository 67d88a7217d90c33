"""Search for the next worst file: change the worst that are known, keep what costs more, name what breaks a word.

``python bench/worst_search.py --minutes 10`` (or ``nox -s worst``). Each file is checked in a child of its own,
with limits to its processor time and memory. Parents are chosen among those that cost most for their size, and
most at all. What takes longer than is promised, more memory, or ends with an exit code that is not, is kept in
``--out``, to be mended and to become a line of ``tests/cli/worst_files.py`` or ``worst_workbooks.py``.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import runpy
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from keytag.cli import exit_code
from keytag.errors import ExitCode

TESTS = Path(__file__).parents[1] / "tests" / "cli"
WORST = runpy.run_path(str(TESTS / "worst_files.py"))
FILES, laid_out = WORST["FILES"], WORST["laid_out"]
BOOKS = runpy.run_path(str(TESTS / "worst_workbooks.py"))
WORKBOOKS, job_of = BOOKS["WORKBOOKS"], BOOKS["job_of"]

PROMISED_CODES = {ExitCode.FINE, ExitCode.FINDINGS, ExitCode.INVALID, ExitCode.MISSING}
# The promise: 300 MB, 80 of them a plain job's own; and two seconds of processor. A plain job takes
# 0.65 s, 0.04 of them for itself: so a child that has all modules may take so many times what a plain job takes.
MEGABYTES = 220
TIMES = 35
# What the limits of the system stop at.
SECONDS, BYTES = 20, 2 << 30
# As much of a job and of a table as keytag reads.
LARGEST = 1_990_000
KEPT = 40
REPEATS = (2, 10, 100, 1_000, 20_000)
TOKENS = (
    *(
        "\0",
        "\t",
        "\n",
        '"',
        "'",
        ";",
        ",",
        "&a ",
        "*a",
        "[",
        "{",
        "? ",
        "- ",
        "|\n",
        "!x ",
        "\u0323\u0301",
        "\u202e",
    ),
    *(
        "0269 3000 113",
        "Công an xã ",
        "Phường ",
        "https://zalo.me/",
        "%25",
        "#",
        "A" * 200,
        "9" * 50,
        "1e308",
        "-1",
    ),
)
FIGURES = ("0", "-1", "1", "49", "255", "16384", "65535", "1048576", "4294967296", "9" * 30)


class Specimen(NamedTuple):
    """The files of a job, and where they come from."""

    name: str
    files: dict[str, bytes]

    @property
    def size(self) -> int:
        """How many bytes a stranger has to send."""
        return sum(map(len, self.files.values()))


class Cost(NamedTuple):
    """What a check took: seconds of processor, megabytes, and how it ended."""

    seconds: float
    megabytes: float
    code: int


def cost_of(specimen: Specimen) -> Cost:
    """Check ``specimen`` in a child process and return what it took."""
    with TemporaryDirectory(prefix="worst-") as place:
        for name, data in specimen.files.items():
            (Path(place) / name).write_bytes(data)
        child = os.fork()
        if child == 0:
            _answer(Path(place) / "ward.yaml")
        _, status, used = os.wait4(child, 0)
    # A child that a signal ended (too long, too large) has no code of its own.
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def _answer(job: Path) -> None:
    """Be the child: check ``job`` within the system's limits, say nothing, and end."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 99
    try:
        code = exit_code(["check", str(job)])
    finally:
        os._exit(code)


def seeds() -> list[Specimen]:
    """Return the worst files that are known."""
    found = []
    for name, (text, _) in FILES.items():
        with TemporaryDirectory() as place:
            laid_out(text, Path(place))
            found.append(Specimen(name, {path.name: path.read_bytes() for path in sorted(Path(place).iterdir())}))
    for name, (made, _) in WORKBOOKS.items():
        found.append(Specimen(name, {"ward.yaml": job_of("book.xlsx").encode(), "book.xlsx": made()}))
    return found


def mutated(chance: random.Random, parent: Specimen, other: Specimen) -> Specimen:
    """Return ``parent`` with one to three changes in one of its files; some of it may come from ``other``."""
    name = chance.choice(sorted(parent.files))
    data = parent.files[name]
    for _ in range(chance.randint(1, 3)):
        change = _in_book if data.startswith(b"PK\x03\x04") else _in_text
        data = change(chance, data, other)
    return Specimen(parent.name, {**parent.files, name: data[:LARGEST]})


def _in_book(chance: random.Random, data: bytes, other: Specimen) -> bytes:
    """Return a workbook with a change in one of its parts, or with a part by another name."""
    try:
        with ZipFile(BytesIO(data)) as book:
            parts = {each.filename: book.read(each) for each in book.infolist() if each.file_size < 20 * LARGEST}
    except (BadZipFile, OSError, ValueError, KeyError, NotImplementedError):
        return data
    name = chance.choice(sorted(parts))
    parts[name] = (
        _in_markup(chance, parts[name]) if chance.random() < 0.8 else _in_text(chance, parts[name], other)
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as book:
        for each, part in parts.items():
            book.writestr(each, part)
    return stream.getvalue()


def _in_markup(chance: random.Random, part: bytes) -> bytes:
    """Return XML with an element many times, or with a figure of one changed."""
    elements = list(re.finditer(rb"<(\w+)\b[^<>]*(?:/>|>[^<>]{0,200}</\1>)", part[:100_000]))
    figures = list(re.finditer(rb"[0-9]+", part[:100_000]))
    if elements and chance.random() < 0.6:
        element = chance.choice(elements)
        times = min(chance.choice(REPEATS), 20 * LARGEST // max(1, len(element[0])))
        return part[: element.end()] + element[0] * times + part[element.end() :]
    if figures:
        figure = chance.choice(figures)
        return part[: figure.start()] + chance.choice(FIGURES).encode() + part[figure.end() :]
    return part


def _in_text(chance: random.Random, data: bytes, other: Specimen) -> bytes:
    """Return a text with a piece many times, gone, another's, or with a token put in."""
    low, high = sorted(chance.randint(0, len(data)) for _ in range(2))
    high = min(high, low + chance.choice((1, 20, 300, 5_000)))
    if chance.random() < 0.4:
        # Whole lines make whole values.
        low = data.rfind(b"\n", 0, low) + 1
        high = data.find(b"\n", low) + 1 or len(data)
    piece = data[low:high]
    kind = chance.choice(("repeat", "repeat", "repeat", "cut", "token", "tokens", "figure", "other"))
    if kind == "repeat":
        return data[:low] + piece * min(chance.choice(REPEATS), LARGEST // max(1, len(piece))) + data[high:]
    if kind == "cut":
        return data[:low] + data[high:]
    if kind == "figure":
        return data[:low] + re.sub(rb"[0-9]+", chance.choice(FIGURES).encode(), piece) + data[high:]
    if kind == "other":
        from_other = other.files[chance.choice(sorted(other.files))]
        start = chance.randint(0, len(from_other))
        return data[:low] + from_other[start : start + 5_000] + data[low:]
    token = chance.choice(TOKENS).encode()
    return data[:low] + token * (1 if kind == "token" else chance.choice(REPEATS)) + data[low:]


class Search:
    """Keeps the costliest specimens, and what breaks a promise."""

    def __init__(self, out: Path, say: Callable[[str], None]) -> None:
        self.out, self.say = out, say
        self.known: list[tuple[Specimen, Cost]] = []
        self.broken = 0
        self._plain = Specimen("plain", {"ward.yaml": FILES["1 MB of comment"][0].rstrip("#").encode()})
        # Modules that a check imports are imported once; each child has them from here.
        with TemporaryDirectory() as place, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            job = Path(place) / "ward.yaml"
            job.write_bytes(self._plain.files[job.name])
            exit_code(["check", str(job)])
        self.usual = self.base = 0.0
        self.measure()

    def measure(self) -> None:
        """Measure a plain job anew: other programs make all of this slower or faster."""
        found = [cost_of(self._plain) for _ in range(3)]
        self.usual = sorted(cost.seconds for cost in found)[1]
        # A child counts what it has from its parent, too.
        self.base = min(cost.megabytes for cost in found)

    def take(self, specimen: Specimen) -> None:
        """Check ``specimen``; keep it among the costliest, and on disk where it breaks a promise."""
        cost = cost_of(specimen)
        if self._breaks(cost):
            # A machine that was busy for a moment breaks none.
            self.measure()
            cost = min(cost, cost_of(specimen))
            if self._breaks(cost):
                self._keep(specimen, cost)
        self.known.append((specimen, cost))
        by_cost = sorted(self.known, key=lambda each: -each[1].seconds)[:KEPT]
        by_size = sorted(self.known, key=lambda each: -each[1].seconds / (2_000 + each[0].size))[:KEPT]
        self.known = [*by_cost, *(each for each in by_size if each not in by_cost)]

    def _breaks(self, cost: Cost) -> bool:
        is_slow, is_large = cost.seconds > TIMES * self.usual, cost.megabytes > self.base + MEGABYTES
        return is_slow or is_large or cost.code not in PROMISED_CODES

    def _keep(self, specimen: Specimen, cost: Cost) -> None:
        self.broken += 1
        folder = self.out / f"{self.broken:03}"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in specimen.files.items():
            (folder / name).write_bytes(data)
        self.say(f"BROKEN {folder}: {_told(specimen, cost, self.usual)}")


def _told(specimen: Specimen, cost: Cost, usual: float) -> str:
    times = cost.seconds / usual
    return (
        f"{times:5.1f} times a plain job, {cost.megabytes:4.0f} MB, code {cost.code}, "
        f"{specimen.size / 1000:7.1f} kB, from “{specimen.name}”"
    )


def main() -> int:
    """Search for as long as is asked; return 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None, help="the same search again")
    parser.add_argument("--out", type=Path, default=Path("worst-found"))
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    search = Search(given.out, lambda said: print(said, flush=True))
    start, count = monotonic(), 0
    end = start + 60 * given.minutes
    known = seeds()
    chance.shuffle(known)
    for specimen in known:
        search.take(specimen)
        # On a busy machine not all of them are tried before the search begins.
        if monotonic() - start > 60 * given.minutes / 4:
            break
    while monotonic() < end:
        parent, other = (chance.choice(search.known)[0] for _ in range(2))
        search.take(mutated(chance, parent, other))
        count += 1
        if count % 50 == 0:
            search.measure()
    print(f"{count} files tried, {search.broken} broke a promise. The costliest:")
    for specimen, cost in search.known[:10]:
        print(_told(specimen, cost, search.usual))
    return 1 if search.broken else 0


if __name__ == "__main__":
    sys.exit(main())
