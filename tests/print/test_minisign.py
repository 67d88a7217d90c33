"""Signatures and keys, judged by minisign itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from keytag.handoff.signature import SignatureStatus, new_key, sign, verify_signature

pytestmark = pytest.mark.print

DATA = b"0123  ticket.pdf\n"


def minisign(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run minisign in ``folder``."""
    if shutil.which("minisign") is None:
        pytest.skip("minisign is not installed")
    return subprocess.run(["minisign", *options], cwd=folder, check=False, capture_output=True, text=True)


def test_minisign_verifies_what_keytag_signs(tmp_path: Path) -> None:
    """The program minisign finds keytag's signature good, prints its comment, and notices a change."""
    public, secret = new_key()
    (tmp_path / "key.pub").write_text(public)
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "data.minisig").write_text(sign(DATA, secret, "keytag job:an-phu"))
    done = minisign(tmp_path, "-VHm", "data", "-p", "key.pub")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Trusted comment: keytag job:an-phu" in done.stdout
    (tmp_path / "data").write_bytes(DATA + b" ")
    assert minisign(tmp_path, "-VHm", "data", "-p", "key.pub").returncode != 0


def test_minisign_signs_with_keytags_key(tmp_path: Path) -> None:
    """Minisign takes keytag's secret key, makes the same public key of it, and keytag verifies its signature."""
    public, secret = new_key()
    (tmp_path / "key").write_text(secret)
    (tmp_path / "data").write_bytes(DATA)
    made = minisign(tmp_path, "-R", "-s", "key", "-p", "key.pub")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "key.pub").read_text().splitlines() == public.splitlines()
    signed = minisign(tmp_path, "-S", "-W", "-s", "key", "-m", "data", "-t", "by hand")
    assert signed.returncode == 0, signed.stderr
    verdict = verify_signature(DATA, (tmp_path / "data.minisig").read_text(), public)
    assert (verdict.standing, verdict.comment) == (SignatureStatus.GOOD, "by hand")


def test_keytag_signs_with_minisigns_key(tmp_path: Path) -> None:
    """A key pair that minisign made signs and verifies in keytag."""
    done = minisign(tmp_path, "-G", "-W", "-p", "key.pub", "-s", "key")
    assert done.returncode == 0, done.stderr
    public, secret = (tmp_path / "key.pub").read_text(), (tmp_path / "key").read_text()
    verdict = verify_signature(DATA, sign(DATA, secret, "c"), public)
    assert verdict.standing is SignatureStatus.GOOD
    assert verdict.signed_by in public.splitlines()[0]
