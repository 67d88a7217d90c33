"""The papers on the page: what lies in their folder can be had again, and nothing that lies elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.web.papers import made_papers


def test_papers_of_an_earlier_run_are_found(tmp_path: Path) -> None:
    """Whoever starts again finds what was made before: papers, not what lies beside them."""
    out = tmp_path / "out"
    for name in ("proof.pdf", "order/order.docx", "a.zip", "a/ticket.pdf", "map.json", ".keytag-writing/x.pdf"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"x")
    assert {path.relative_to(out).as_posix() for path in made_papers(tmp_path)} == {
        "proof.pdf",
        "order/order.docx",
        "a.zip",
    }
    assert made_papers(tmp_path / "none") == ()


def test_a_link_to_elsewhere_is_no_paper(tmp_path: Path) -> None:
    """A folder that somebody sent may hold a link to a file of the reader's."""
    (tmp_path / "secret.pdf").write_bytes(b"x")
    (tmp_path / "job" / "out").mkdir(parents=True)
    try:
        (tmp_path / "job" / "out" / "proof.pdf").symlink_to(tmp_path / "secret.pdf")
    except OSError:
        pytest.skip("the system makes no links")
    assert made_papers(tmp_path / "job") == ()
