"""MANIFEST.sha256: written, read back, and held against files."""

from __future__ import annotations

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.handoff.manifest import (
    MANIFEST,
    FaultKind,
    Manifest,
    ManifestFault,
    check_files,
    is_safe_name,
)
from keytag.handoff.manifest import make_manifest as made
from keytag.handoff.manifest import read_manifest as read

FILES = {"ticket.pdf": b"one", "1-up/an-phú/front.pdf": b"two", "sheets/a b.pdf": b""}
DIGEST = "0" * 64


def test_the_text_is_that_of_sha256sum() -> None:
    """Each line is digest, two spaces and name, ended by LF and sorted by the name's bytes."""
    text = made(FILES).text
    assert text.splitlines() == [f"{sha256(FILES[name]).hexdigest()}  {name}" for name in sorted(FILES)]
    assert text.endswith("\n")


def test_what_was_written_reads_back() -> None:
    """A manifest read back is the same one, without a fault, and its files have none."""
    manifest = made(FILES)
    assert read(manifest.text.encode()) == (manifest, ())
    assert list(check_files(manifest, {**FILES, MANIFEST: b"", f"{MANIFEST}.minisig": b""})) == []


def test_sha256sum_agrees(tmp_path: Path) -> None:
    """GNU sha256sum, in strict mode, finds every file unchanged, and notices one that is not."""
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / MANIFEST).write_text(made(FILES).text, encoding="utf-8", newline="\n")
    command = ["sha256sum", "--strict", "--status", "-c", MANIFEST]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "ticket.pdf").write_bytes(b"One")
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 1


def test_odd_names_are_escaped_as_sha256sum_does(tmp_path: Path) -> None:
    """A backslash, a line feed or a carriage return in a name stands as sha256sum writes and reads it."""
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    for name in ("a\\b", "a\nb"):
        (tmp_path / name).write_bytes(b"x")
        done = subprocess.run(["sha256sum", name], cwd=tmp_path, check=True, capture_output=True, text=True)
        assert Manifest(((name, sha256(b"x").hexdigest()),)).text == done.stdout
        manifest, faults = read(done.stdout.encode())
        assert (manifest.entries, faults) == ((), (ManifestFault(FaultKind.UNSAFE_NAME, name),))


def test_changed_missing_and_extra_files_are_told() -> None:
    """Each file that is not as the manifest says is named, with how it differs."""
    manifest = made(FILES)
    files = {"ticket.pdf": b"two", "sheets/a b.pdf": b"", "virus.exe": b""}
    assert list(check_files(manifest, files)) == [
        ManifestFault(FaultKind.MISSING, "1-up/an-phú/front.pdf"),
        ManifestFault(FaultKind.CHANGED, "ticket.pdf"),
        ManifestFault(FaultKind.EXTRA, "virus.exe"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../a",
        "a/../b",
        "a//b",
        "./a",
        "a/",
        "..",
        "C:/a",
        "c:a",
        "a\\..\\b",
        "a\x00b",
        "a\x1b[2J",
        "a\u202eb",
        "nul",
        "x/COM1.txt",
        "a.",
        "a /b",
        " ",
        "",
        "a" * 256,
        "x/" + "ậ" * 86,
        "a" * 250 + "/" + "b" * 250,
        "a:b",
        "job/ward.yaml:stream",
        "\\\\server\\share",
        'a"b',
        "a?b",
        "a*b",
        "a<b",
        "a>b",
        "a|b",
        "a\ud800b",
        "a\u00a0b",
        "PRN.pdf",
        "aux",
        "com0",
        "lpt¹",
        "x/COM².txt",
        "CONIN$",
        "conout$.txt",
        "clock$",
        "nul .txt",
    ],
)
def test_names_that_lead_out_are_told(name: str) -> None:
    """A name that leads out of the package, or that a system cannot hold, is a fault and is not kept."""
    assert not is_safe_name(name)
    if name and not re.search(r"[\ud800-\udfff]", name):
        _told_as_unsafe(name)
    with pytest.raises(ValueError, match="package"):
        made({name: b""})


def _told_as_unsafe(name: str) -> None:
    manifest, faults = read(Manifest(((name, DIGEST),)).text.encode())
    assert manifest.entries == ()
    assert [fault.kind for fault in faults] == [FaultKind.UNSAFE_NAME]
    assert faults[0].message.vi.isprintable()


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "a" * 255,
        "ậ" * 85,
        "a" * 249 + "/" + "b" * 250,
        "con1",
        "console.pdf",
        "lpt10",
        "com",
        "comm1.txt",
        "a.con",
        "x/.hidden",
        " a",
        "Công an xã (bản 2), 100% & 'mới' [1]~.pdf",
    ],
)
def test_names_that_every_system_can_hold_are_taken(name: str) -> None:
    """A name that is merely long, odd or like a device's is a name."""
    assert is_safe_name(name)
    assert read(made({name: b""}).text.encode())[1] == ()


def test_a_name_given_twice_is_told_once_kept() -> None:
    """A second line for a file is a fault, also with the same digest, and the first line stands."""
    other = "1" * 64
    manifest, faults = read(f"{DIGEST}  a\n{other}  a\n{DIGEST} *b\n".encode())
    assert manifest.entries == (("a", DIGEST), ("b", DIGEST))
    assert faults == (ManifestFault(FaultKind.DUPLICATE, "a"),)
    for twin in ("a", "A"):
        _, faults = read(f"{DIGEST}  a\n{DIGEST}  {twin}\n".encode())
        assert faults == (ManifestFault(FaultKind.DUPLICATE, twin),)


@pytest.mark.parametrize("line", ["", "a", DIGEST, f"{DIGEST} a", f"{DIGEST[1:]}  a", f"\\{DIGEST}  a\\t", "#"])
def test_lines_that_say_nothing_are_told_by_number(line: str) -> None:
    """A line of another form is a fault that names its number."""
    manifest, faults = read(f"{DIGEST}  a\n{line}\n{DIGEST}  b\n".encode())
    assert [name for name, _ in manifest.entries] == ["a", "b"]
    assert faults == (ManifestFault(FaultKind.BAD_LINE, "2"),)


def test_as_much_as_may_be_is_read() -> None:
    """The last byte and the last line that are allowed are read as any other."""
    assert read(b"x" * 4_000_000) == (Manifest(()), (ManifestFault(FaultKind.BAD_LINE, "1"),))
    manifest, faults = read(b"".join(f"{DIGEST}  {i}\n".encode() for i in range(20_000)))
    assert (len(manifest.entries), faults) == (20_000, ())


def test_what_seals_a_package_is_not_in_its_manifest() -> None:
    """A manifest names neither itself nor its signature, whether they are there already or not."""
    assert made({**FILES, MANIFEST: b"x", f"{MANIFEST}.minisig": b"y"}) == made(FILES)


@pytest.mark.parametrize(("name", "escaped"), [("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("a\rb", "a\\rb")])
def test_an_escaped_name_is_written_and_read_as_what_it_means(name: str, escaped: str) -> None:
    """GNU's escapes are written where a name needs them, and read as the name that they stand for."""
    text = Manifest(((name, DIGEST),)).text
    assert text == f"\\{DIGEST}  {escaped}\n"
    assert read(text.encode()) == (Manifest(()), (ManifestFault(FaultKind.UNSAFE_NAME, name),))
    assert read(f"\\{DIGEST}  ab\n".encode()) == (Manifest((("ab", DIGEST),)), ())


def test_too_much_is_refused_unread() -> None:
    """A manifest beyond its bounds, or one that is no text, is one fault and nothing else."""
    assert read(b"x" * 4_000_001) == (Manifest(()), (ManifestFault(FaultKind.TOO_LARGE),))
    assert read(b"\n" * 20_001) == (Manifest(()), (ManifestFault(FaultKind.TOO_LARGE),))
    assert read(b"\xff") == (Manifest(()), (ManifestFault(FaultKind.UNREADABLE),))
    assert read(b"") == (Manifest(()), ())


@given(st.dictionaries(st.text("abÔ/. 'é9-_", min_size=1).filter(is_safe_name), st.binary(max_size=20)))
def test_any_safe_names_come_back(files: dict[str, bytes]) -> None:
    """Whatever files a package holds, its manifest reads back without a fault."""
    manifest = made(files)
    assert read(manifest.text.encode()) == (manifest, ())


@given(st.binary(max_size=300))
def test_nothing_breaks_the_reader(data: bytes) -> None:
    """Any bytes at all give a manifest of safe names and faults that can be shown."""
    manifest, faults = read(data)
    assert all(is_safe_name(name) for name, _ in manifest.entries)
    assert all(fault.message.en.isprintable() for fault in faults)
