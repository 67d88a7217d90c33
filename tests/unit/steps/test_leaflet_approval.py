"""An approval is of the leaflet, too, where a job has one: another leaflet, or one that nobody saw, asks anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.checks.approval import ApprovalState, ApprovalSubject, approval_findings
from keytag.documents.approval import (
    Approval,
    ApprovalFile,
    EditionApproval,
    Signoff,
    approval_text,
    read_approval,
)
from keytag.steps.approval import approval_subjects
from keytag.steps.job_setup import load_setup

JOB = """keytag: 1
issuer: {name: Công an xã Glar, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 500
shop: digital-sra3
"""
LEAFLET = "leaflet: {quantity: 500}\n"


def subject_of(folder: Path, job: str, file: ApprovalFile | None = None) -> ApprovalSubject:
    """The job's edition, not drawn, with its entry in ``file``."""
    path = folder / "ward.yaml"
    path.write_text(job, encoding="utf-8")
    setup, _ = load_setup(path)
    (subject,) = approval_subjects(setup, setup.file.editions, (), file)
    return subject


def approved(folder: Path, job: str) -> ApprovalFile | None:
    """An approval of the job as it stands."""
    now = subject_of(folder, job)
    entry = EditionApproval(
        job="ward.yaml",
        edition=now.id,
        artwork="0123456789",
        terms=now.terms,
        leaflet=now.leaflet,
        approved=Signoff(by="Nguyễn Văn A", date=date(2026, 1, 15)),
        of=now.now,
    )
    text = approval_text(Approval(approval=1, approvals=(entry,)))
    (folder / "approval.yaml").write_text(text, encoding="utf-8")
    return read_approval(folder / "ward.yaml")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (LEAFLET, LEAFLET, None),
        (LEAFLET, f"{LEAFLET}# a comment\n", None),
        ("", "", None),
        ("", LEAFLET, "Tờ rơi: đã duyệt khi chưa có tờ rơi, nay có."),
        (LEAFLET, "", "Tờ rơi: đã duyệt cùng tờ rơi, nay không có."),
        (LEAFLET, "leaflet: {quantity: 600}\n", "Tờ rơi: đã duyệt bản cũ, nay đã sửa."),
        (LEAFLET, "leaflet: {quantity: 500, address: 01 đường Ví Dụ}\n", "Tờ rơi: đã duyệt bản cũ, nay đã sửa."),
        (LEAFLET, "leaflet: {quantity: 500, size: a6}\n", "Tờ rơi: đã duyệt bản cũ, nay đã sửa."),
    ],
)
def test_a_leaflet_is_approved_with_its_tag(was: str, becomes: str, said: str | None, tmp_path: Path) -> None:
    """Its words, its size and how many there are; an entry from before leaflets is renewed, and told in words."""
    file = approved(tmp_path, JOB + was)
    subject = subject_of(tmp_path, JOB + becomes, file)
    found = approval_findings((subject,), "ward.yaml")
    if said is None:
        assert subject.changes == ()
        return
    assert subject.state is ApprovalState.CHANGED
    assert [finding.rule for finding in found] == ["approval-is-of-this-tag"]
    assert found[0].message.vi.startswith(said)
