"""Bad jobs, one file each: the job, and under it what keytag must say about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.documents.job import Job
from keytag.documents.yaml import read_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

CASES = sorted((Path(__file__).parent / "documents").glob("*.yaml"))
MARK = "# ---- expected: line:column rule, message (en), hint (en), message (vi), hint (vi)\n"


def _said(finding: Finding) -> str:
    where = finding.where
    place = f"{where.line}:{where.column}" if where is not None else "-"
    texts = (finding.message.en, finding.hint.en, finding.message.vi, finding.hint.vi)
    return "\n".join([f"# {place} {finding.rule}", *(f"#   {text}" for text in texts)])


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_bad_jobs_are_told_what_is_wrong(path: Path, request: pytest.FixtureRequest) -> None:
    """Each bad job gets exactly the findings written under it."""
    job, _, expected = path.read_text(encoding="utf-8").partition(MARK)
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(job.encode(), "job.yaml", Job)
    said = "\n".join(_said(finding) for finding in caught.value.findings) + "\n"
    if request.config.getoption("--update-cases"):
        path.write_text(job + MARK + said, encoding="utf-8")
    else:
        assert said == expected
