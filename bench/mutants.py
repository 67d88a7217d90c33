"""How many small faults, planted one at a time in a module, its tests notice (``nox -s mutants -- qr phone``).

Each fault is one change in the syntax tree: a comparison turned, a number moved by one, a condition denied, an
operator exchanged, a statement left out. Nothing is written: a process of its own imports the changed module in
place of the file's and runs the tests that stand beside it here. A fault is *noticed* where they fail, hang or
cannot be loaded. Which faults are tried is drawn with a fixed seed, so that two runs can be compared;
``--at`` tries all those of one line. A run without any fault goes first, and keeps the package of the forgeries.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import math
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

# By a subject's name: its modules, and the tests that must notice; tests that start keytag anew cannot. The first
# that fails ends a run, so those that take no time stand first.
SUBJECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "geometry": (
        (
            "drawing/geometry/plane",
            "drawing/geometry/path",
            "drawing/geometry/contour",
            "drawing/geometry/shape",
        ),
        ("tests/unit/drawing/geometry",),
    ),
    "backing-up": (("imposition/backing_up",), ("tests/unit/imposition/test_backing_up.py",)),
    "qr": (("drawing/qr",), ("tests/unit/drawing/test_qr.py",)),
    "phone": (
        ("vietnam/phone/areas", "vietnam/phone/reading", "vietnam/phone/written"),
        ("tests/unit/vietnam/phone",),
    ),
    "overprint": (("inspection/pdf/read_back", "checks/press_file/compare"), ("tests/pdf/test_compare.py",)),
    "manifest": (("handoff/manifest",), ("tests/unit/handoff/test_manifest.py",)),
    "container": (
        ("handoff/container",),
        (
            "tests/unit/handoff/test_container.py",
            "tests/unit/handoff/test_container_faults.py",
            "tests/forgery/test_containers.py",
        ),
    ),
    "verify": (("handoff/verify",), ("tests/unit/handoff/test_verify.py", "tests/forgery")),
    "remake": (("handoff/remake",), ("tests/unit/handoff/test_remake.py", "tests/forgery")),
    "record": (
        ("handoff/record",),
        ("tests/unit/steps/test_record.py", "tests/unit/handoff/test_verify.py", "tests/forgery"),
    ),
    "tables": (
        (
            "documents/tables/xlsx",
            "documents/tables/csv_file",
            "documents/tables/cells",
            "documents/tables/layout",
        ),
        ("tests/unit/documents/tables",),
    ),
    "places": (
        (
            "vietnam/places/lookup",
            "vietnam/places/reading",
            "vietnam/places/spelling",
            "vietnam/places/unit_status",
        ),
        ("tests/unit/vietnam/places",),
    ),
}

# Of all subjects: values are frozen.
_VALUES = "tests/unit/test_values.py"

# House rule: a busy machine gives a process a twentieth of its time.
_CLOCK = 20

_COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Fault:
    """One planted fault: the module's file, the line, what was there and what stands there now, and the source."""

    file: Path
    line: int
    was: str
    becomes: str
    source: str

    def __str__(self) -> str:
        """Say where the fault is and what it changes, on one line."""
        was, becomes = (" ".join(text.split())[:60] for text in (self.was, self.becomes))
        return f"{self.file.relative_to(ROOT)}:{self.line}: {was}  ->  {becomes or '(left out)'}"


def changes_of(node: ast.AST) -> Iterator[ast.AST | None]:  # noqa: C901 (a table of kinds)
    """Yield what ``node`` may be changed to; None leaves a statement out."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        changed = copy.deepcopy(node)
        changed.ops[0] = _COMPARISONS[type(node.ops[0])]()
        yield changed
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
        yield None
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue | ast.AugAssign):
        yield None


def places_in(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each node of ``tree`` that runs, with its parent and where in it; annotations do not run."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "type_params", "decorator_list"}:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST):
                yield tree, name, index, child
                yield from places_in(child)


def faults_of(file: Path) -> Iterator[Callable[[], Fault]]:
    """Yield for every fault that can be planted in ``file`` what makes it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for parent, field, index, node in list(places_in(tree)):
        for changed in changes_of(node):
            yield partial(plant, file, tree, (parent, field, index, node), changed)


def plant(
    file: Path, tree: ast.AST, place: tuple[ast.AST, str, int | None, ast.AST], changed: ast.AST | None
) -> Fault:
    """Return the fault of ``changed`` standing at ``place`` in the module's ``tree``, which stays as it was."""
    parent, field, index, node = place
    put(parent, field, index, ast.Pass() if changed is None else changed)
    source = ast.unparse(ast.fix_missing_locations(tree))
    put(parent, field, index, node)
    becomes = "" if changed is None else ast.unparse(changed)
    return Fault(file, getattr(node, "lineno", 0), ast.unparse(node), becomes, source)


def put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    """Set the child of ``parent`` in ``field``, at ``index`` where that is a list."""
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


class Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives out one module from changed source."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        parts = fault.file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of the changed module; None for every other."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.fault.file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self.fault.source, str(self.fault.file), "exec"), module.__dict__)  # noqa: S102 (what it is for)


def load_all() -> None:
    """Load what every run needs once, and not once for each fault: libraries, and all of keytag."""
    for library in ("pydantic", "pikepdf", "yaml", "reportlab", "numpy", "PIL.Image"):
        importlib.import_module(library)
    for file in (ROOT / "keytag").rglob("*.py"):
        if file.stem != "__main__":
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            importlib.import_module(name)
            imports_of(name)


def forget_module(name: str) -> None:
    """Let a module be loaded anew, and with it every module of keytag that imports it, or one of those."""
    loaded = {module: set(imports_of(module)) for module in list(sys.modules) if module.startswith("keytag.")}
    stale, more = {name}, {name}
    while more:
        more = {module for module, imported in loaded.items() if not imported.isdisjoint(stale)} - stale
        stale |= more
    for module in stale & sys.modules.keys():
        del sys.modules[module]
    for module in stale:
        package, _, last = module.rpartition(".")
        if hasattr(sys.modules.get(package), last):
            delattr(sys.modules[package], last)


@cache
def imports_of(module: str) -> tuple[str, ...]:
    """Return what a module of keytag imports, its own package among it, wherever in its source."""
    source = Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")
    names = [module.rpartition(".")[0]] if "." in module else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
    return tuple(names)


def run_tests(fault: Fault | None, tests: Sequence[str], seconds: float) -> None:
    """Run ``tests`` in this process with ``fault`` planted, and leave with pytest's exit code.

    It may take so many ``seconds`` of the processor, and of the clock, on a busy machine, many times as many.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
    if fault is not None:
        planted = Planted(fault)
        sys.meta_path.insert(0, planted)
        forget_module(planted.name)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))


def wait_for(pids: dict[int, tuple[Fault | None, float]], seconds: float) -> tuple[Fault | None, bool]:
    """Wait for one of ``pids``; return its fault and whether the tests passed. One that hangs is ended."""
    while True:
        for pid, (fault, since) in list(pids.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done and time.monotonic() - since > seconds:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                done, status = pid, 1
            if done:
                del pids[pid]
                return fault, status == 0
        time.sleep(0.02)


def draw_faults(subject: str, most: int, at: Sequence[str]) -> list[Fault]:
    """Return up to ``most`` faults of a subject's modules, or all those of the lines ``at`` (``FILE:LINE``)."""
    paths = [ROOT / "keytag" / f"{module}.py" for module in SUBJECTS[subject][0]]
    faults = [fault for path in paths for fault in faults_of(path)]
    if at:
        every = [make() for make in faults]
        return [fault for fault in every if f"{fault.file.relative_to(ROOT)}:{fault.line}" in at]
    drawn = random.Random(subject).sample(faults, min(most, len(faults)))  # noqa: S311 (nothing is secret)
    return [make() for make in drawn]


def try_faults(subject: str, faults: Sequence[Fault], workers: int, seconds: float) -> Iterator[Fault]:
    """Plant ``faults`` one at a time, and yield those that live."""
    tests = (*SUBJECTS[subject][1], _VALUES)
    running: dict[int, tuple[Fault | None, float]] = {start(None, tests, seconds): (None, time.monotonic())}
    if not wait_for(running, _CLOCK * seconds)[1]:
        raise SystemExit(f"{subject}: the tests fail without any fault")
    queue = list(faults)
    while queue or running:
        while queue and len(running) < workers:
            fault = queue.pop(0)
            running[start(fault, tests, seconds)] = (fault, time.monotonic())
        lives, passed = wait_for(running, _CLOCK * seconds)
        if lives is not None and passed:
            yield lives


def start(fault: Fault | None, tests: Sequence[str], seconds: float) -> int:
    """Return the id of a process that runs ``tests`` with ``fault`` planted."""
    pid = os.fork()
    if pid == 0:
        run_tests(fault, tests, seconds)
    return pid


def main() -> None:
    """Try the subjects that are named, or all, and print what lived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", help=f"of: {', '.join(SUBJECTS)}")
    parser.add_argument("--most", type=int, default=60, help="how many faults of each subject are tried")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=120, help="of the processor that the tests may take")
    parser.add_argument("--at", action="append", default=[], metavar="FILE:LINE", help="try all faults of a line")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    load_all()
    with TemporaryDirectory() as folder:
        os.environ["KEYTAG_HONEST"] = folder
        for subject in given.subjects or SUBJECTS:
            faults, alive = draw_faults(subject, given.most, given.at), 0
            for fault in try_faults(subject, faults, given.workers, given.seconds):
                alive += 1
                print(f"  alive  {fault}", flush=True)
            print(f"{subject}: {len(faults) - alive} of {len(faults)} noticed", flush=True)


if __name__ == "__main__":
    main()
