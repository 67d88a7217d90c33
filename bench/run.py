"""Measure keytag against other ways of making the same sheets, each as a whole process, and print the ratios.

``python bench/run.py [--quick]``. Knows keytag only by its command line; what is compared, and how, is in
``bench/README.md``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

import qrcode
import yaml

HERE = Path(__file__).parent
JOB = HERE.parent / "configs" / "an-phu.yaml"
SHEET = ("-m", "keytag", "sheet", str(JOB), "--count", "3200", "--json")
CHECK = ("-m", "keytag", "check", str(JOB))
ROUNDS = 5


@dataclass(slots=True)
class Way:
    """One way of making the sheets: its arguments to Python, what it writes, how often it runs."""

    name: str
    arguments: tuple[str, ...]
    out: str = ""
    rounds: int = ROUNDS
    seconds: list[float] = field(default_factory=list)

    @property
    def time(self) -> float:
        """The least of its processor times, in seconds: what else a machine does only adds to them."""
        return min(self.seconds)

    def size(self, folder: Path) -> int:
        """Return the bytes of all files it wrote."""
        return sum(path.stat().st_size for path in folder.glob(self.out)) if self.out else 0


def ways(folder: Path, fonts: Path, *, quick: bool) -> dict[str, Way]:
    """Return everything that is measured, by a short key."""
    tag, peers = str(folder / "tag.json"), HERE / "peers"
    every, typst = str(folder / "every"), (str(peers / "typeset.py"), tag, str(fonts))
    found = {
        "every": Way("keytag sheet --every-sheet", (*SHEET, "--every-sheet", "-o", every), "every/*"),
        "sheet": Way("keytag sheet", (*SHEET, "-o", str(folder / "once")), "once/*"),
        "typst": Way("Typst", (*typst, str(folder / "typst.pdf")), "typst.pdf"),
        "untagged": Way("Typst, PDF untagged", (*typst, str(folder / "lean.pdf"), "untagged"), "lean.pdf"),
        "lean": Way("Typst, plain tags", (*typst, str(folder / "plain-typst.pdf"), "plain"), "plain-typst.pdf"),
        "check": Way("keytag check", CHECK),
        "help": Way("keytag --help", ("-m", "keytag", "--help")),
        "typer": Way("import typer", ("-c", "import typer")),
        "python": Way("python alone", ("-c", "pass")),
    }
    if not quick:
        plain, labels = str(folder / "plain.pdf"), str(folder / "labels.pdf")
        found["plain"] = Way("reportlab + qrcode", (str(peers / "plain.py"), tag, plain), "plain.pdf", 1)
        found["labels"] = Way("pylabels", (str(peers / "labels_sheet.py"), tag, labels), "labels-*.pdf", 1)
    return found


def write_tag(folder: Path, fonts: Path) -> None:
    """Write what the others need to know of the tag, and as many sheets and places as keytag takes."""
    made = run((*SHEET, "-o", str(folder / "plan")))
    plan = json.loads(made)["plan"]
    job = yaml.safe_load(JOB.read_text(encoding="utf-8"))
    code = qrcode.QRCode(border=0)
    code.add_data(job["qr"]["link"])
    columns, rows = 6, 19
    # SRA3, ISO 217; the grid holds as many as keytag's nested layout and one more, by ignoring gripper and bleed.
    tag = {
        "page": (320, 450),
        "columns": columns,
        "rows": rows,
        "width": 50,
        "height": 20,
        "places": [(4 + i % columns * 52, 16 + i // columns * 22) for i in range(plan["slots"])],
        "sheets": plan["sheets"],
        "font": str(fonts / "BeVietnamPro-Bold.ttf"),
        "modules": code.get_matrix(),
        "issuer": job["issuer"]["name"],
        "slogan": job["slogan"],
        "label": job["numbers"][0]["label"],
        "number": job["numbers"][0]["number"],
        "link": job["qr"]["link"],
        "caption": job["qr"]["caption"],
    }
    if plan["slots"] > columns * rows:
        raise SystemExit(f"{plan['slots']} tags do not fit the grid of {columns} by {rows} of the others")
    (folder / "tag.json").write_text(json.dumps(tag), encoding="utf-8")


def run(arguments: tuple[str, ...]) -> str:
    """Run Python with ``arguments`` and return what it printed; stop where it fails."""
    done = subprocess.run(
        (sys.executable, *arguments), check=False, capture_output=True, text=True, env=environment()
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


@cache
def environment() -> dict[str, str]:
    """Return the variables for every process: byte code is kept beside the sources, as pip leaves it."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    return {**{name: value for name, value in os.environ.items() if name not in dropped}, "LC_ALL": "C.UTF-8"}


def measure(found: dict[str, Way]) -> None:
    """Run all ways in turn, round after round; a first run of each that is quick only warms the caches."""
    for way in found.values():
        if way.rounds > 1:
            run(way.arguments)
    for turn in range(ROUNDS):
        for way in found.values():
            if turn < way.rounds:
                before = processor_time()
                run(way.arguments)
                way.seconds.append(processor_time() - before)


def processor_time() -> float:
    """Return the processor time of all processes that have been waited for, in seconds."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(found: dict[str, Way], folder: Path) -> bool:
    """Print what was measured, and what is wanted beside what is; tell whether all is as wanted."""
    every, size = found["every"].time, found["every"].size(folder)
    print(f"\n{'':<28}{'runs':>5}{'seconds':>9}{'keytag':>8}{'kB':>8}{'keytag':>8}")
    for way in found.values():
        line = f"{way.name:<28}{len(way.seconds):>5}{way.time:>9.2f}{every / way.time:>7.2f}x"
        own = way.size(folder)
        print(line + (f"{own / 1000:>8.0f}{size / own:>7.2f}x" if own else ""))
    time = {key: way.time for key, way in found.items()}
    targets = (
        ("every sheet : Typst", every / time["typst"], 0.5),
        ("every sheet : plain tags", every / time["lean"], 0.7),
        ("size, every sheet : Typst", size / found["typst"].size(folder), 0.1),
        ("check, seconds", time["check"], 0.35),
        ("--help : import typer", time["help"] / time["typer"], 1.2),
    )
    print(f"\n{'target':<28}{'measured':>9}{'at most':>9}")
    for name, value, limit in targets:
        print(f"{name:<28}{value:>9.2f}{limit:>9.2f}  {'met' if value <= limit else 'MISSED'}")
    return all(value <= limit for _, value, limit in targets)


def main() -> None:
    """Measure and print; leave with 1 where a target is missed."""
    spec = find_spec("fontpkg_be_vietnam_pro")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the font package is missing")
    fonts = Path(spec.submodule_search_locations[0]) / "files"
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_tag(folder, fonts)
        found = ways(folder, fonts, quick="--quick" in sys.argv[1:])
        measure(found)
        sys.exit(0 if show(found, folder) else 1)


if __name__ == "__main__":
    main()
