"""``--json``: a program finds the same keys whatever came of a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import COMMANDS, exit_code

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 60
allotments: [{name: Tổ dân phố 9, households: 57}]
shop: office-a4
"""
COMMON = ("command", "ok", "files", "plan", "editions", "findings")
# What succeeds in the folder of `folder`, in this order; and what does not, by its exit code.
FINE = {
    "init": ("new.yaml", "--issuer", "Công an xã Glar", "--number", "Trực ban=0269 3000 113"),
    "open": ("ward.yaml", "--no-browser"),
    "check": ("ward.yaml",),
    "editions": ("ward.yaml",),
    "explain": ("code-does-not-fit",),
    "preview": ("ward.yaml", "--side", "front"),
    "gallery": ("ward.yaml",),
    "proof": ("ward.yaml",),
    "share": ("ward.yaml",),
    "render": ("ward.yaml", "--format", "svg"),
    "watch": ("ward.yaml", "--format", "svg", "--once"),
    "sheet": ("ward.yaml",),
    "leaflet": ("ward.yaml", "--size", "a6"),
    "plan": ("ward.yaml",),
    "nest": ("ward.yaml", "--time", "1s", "--shop", "office-a4"),
    "packing": ("ward.yaml",),
    "contacts": ("ward.yaml",),
    "cost": ("ward.yaml",),
    "approve": ("ward.yaml", "--by", "Nguyễn Văn A", "--called", "all"),
    "diff": ("ward.yaml", "ward.yaml"),
    "lock": ("ward.yaml", "--date", "2026-01-15"),
    "order": ("ward.yaml",),
    "handoff": ("ward.yaml", "--date", "2026-01-15"),
    "verify": ("out/{package}",),
    "firstsheet": ("out/sheets.pdf", "ward.yaml"),
    "batch": ("wards", "--command", "check", "--workers", "1"),
    "key": ("new", "mine"),
    "list": ("shops",),
    "show": ("ward.yaml",),
    "units": ("glar",),
    "inspect": ("out/sheets.pdf",),
    "doctor": (),
    "version": (),
    "help": (),
}
WRONG = {
    "init": (("ward.yaml", "--issuer", "A", "--number", "B=113"),),
    "open": (("none.yaml",), ("an-phu",)),
    "check": (("none.yaml",), ("broken.yaml",), ("unfit.yaml",), ("--summary", "none")),
    "editions": (("none.yaml",), ("broken.yaml",)),
    "explain": (("nothing",),),
    "preview": (("broken.yaml",), ("ward.yaml", "--side", "top")),
    "proof": (("broken.yaml",), ("ward.yaml", "--edition", "none")),
    "gallery": (("broken.yaml",), ("ward.yaml", "--edition", "none"), ("ward.yaml", "--shape", "square")),
    "share": (("broken.yaml",), ("ward.yaml", "--edition", "none")),
    "render": (("broken.yaml",), ("ward.yaml", "--edition", "none")),
    "watch": (("none.yaml",), ("broken.yaml", "--once"), ("ward.yaml", "--edition", "none", "--once")),
    "sheet": (("broken.yaml",), ("unfit.yaml",), ("ward.yaml", "--count", "0")),
    "leaflet": (("broken.yaml",), ("ward.yaml", "--size", "a3"), ("ward.yaml", "--size", "a4", "--sides", "2")),
    "plan": (("broken.yaml",), ("unfit.yaml",)),
    "nest": (("broken.yaml",), ("unfit.yaml",), ("ward.yaml", "--time", "long"), ("ward.yaml", "--out", "a.txt")),
    "packing": (("broken.yaml",), ("none.yaml",)),
    "contacts": (("broken.yaml",), ("none.yaml",), ("ward.yaml", "--out", "ward.yaml")),
    "cost": (("broken.yaml",), ("ward.yaml", "--shop", "none")),
    "approve": (("ward.yaml",), ("broken.yaml", "--by", "A"), ("unfit.yaml", "--by", "A")),
    "diff": (("none.yaml", "ward.yaml"), ("broken.yaml", "ward.yaml"), ("ward.yaml", "an-phu")),
    "lock": (("broken.yaml",), ("an-phu",)),
    "order": (("broken.yaml",), ("unfit.yaml",), ("ward.yaml", "--shop", "none")),
    "handoff": (("broken.yaml",), ("unfit.yaml",)),
    "verify": (("none.zip",), ("ward.yaml",)),
    "firstsheet": (("ward.yaml",), ("none.jpg", "ward.yaml"), ("out/sheets.pdf", "broken.yaml")),
    "batch": (("none",), ("wards", "--workers", "0"), (".", "--command", "check", "--workers", "1")),
    "key": (("old", "mine"),),
    "list": (("none",),),
    "show": (("none",),),
    "units": (("xyzzy",),),
    "inspect": (("none.pdf",), ("ward.yaml",)),
    "doctor": (("none",),),
    "version": (("--none",),),
    "help": (("nothing",),),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a job that is right, one that cannot be read, and one that cannot be printed."""
    monkeypatch.chdir(tmp_path)
    # Its page would be served until somebody closes it.
    monkeypatch.setattr("keytag.web.serve._is_over", lambda _: True)
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "wards").mkdir()
    (tmp_path / "wards" / "ward.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("keytag: 1\nissuer: 3\n", encoding="utf-8")
    unfit = "tag: {shape: rectangle, width: 300mm, height: 300mm, hole: {diameter: 1mm}}\n"
    (tmp_path / "unfit.yaml").write_text(JOB + unfit, encoding="utf-8")
    return tmp_path


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = exit_code([*arguments, "--json"])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, said


def test_every_command_is_tried() -> None:
    """No command is left out but `schema`, whose result is itself a document."""
    assert set(FINE) == set(WRONG) == set(COMMANDS) - {"schema"}


def test_a_command_has_the_same_keys_whatever_comes_of_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Success, findings, a wrong command line and a file that is not there: one shape for each command."""
    for command, arguments in FINE.items():
        package = next((path.name for path in folder.glob("out/*.zip")), "")
        code, fine = _said(capsys, command, *(argument.format(package=package) for argument in arguments))
        assert (code, fine["ok"], fine["command"]) == (0, True, command), fine
        assert set(COMMON) <= set(fine), command
        if command == "render":
            # How each side is set is told of what is drawn.
            assert [[side["side"] for side in edition["sides"]] for edition in fine["editions"]] == [
                ["front", "back"]
            ]
        for wrong in WRONG[command]:
            code, said = _said(capsys, command, *wrong)
            assert code > 0
            assert (said["ok"], said["command"]) == (False, command)
            assert list(said) == list(fine), (command, wrong)
            lists = [key for key, value in fine.items() if isinstance(value, list)]
            assert all(isinstance(said[key], list) for key in lists), (command, wrong)


def test_a_summary_has_the_keys_of_a_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder's summary is a check's object, with its jobs."""
    (folder / "broken.yaml").unlink()
    (folder / "unfit.yaml").unlink()
    _, one = _said(capsys, "check", "ward.yaml")
    code, said = _said(capsys, "check", "--summary")
    assert (code, list(said)) == (0, list(one))
    assert (one["jobs"], len(said["jobs"])) == ([], 1)
