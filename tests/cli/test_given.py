"""What was typed becomes values, or a refusal that says what to type."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.cli import jobs, values
from keytag.errors import MissingResourceError, UsageError


@pytest.mark.parametrize(
    "text",
    ["0", "-5", "1e9", "10000001", "", "many", "٣", "9" * 5000, "10.000.001", "3.200,000", "0.200", "3..200"],
)
def test_counts_out_of_reason_are_refused(text: str) -> None:
    """A count is a whole number from 1 to ten million, in digits."""
    with pytest.raises(UsageError):
        values.tag_count(text)


@pytest.mark.parametrize("text", ["3200", "3.200", "3,200", "3_200", "3 200", "3\u00a0200", " 3200 "])
def test_thousands_may_be_parted(text: str) -> None:
    """A count may be written as people part its thousands, in Vietnamese or in English."""
    assert values.tag_count(text) == 3200
    assert values.tag_count("1.234.567") == 1_234_567
    assert values.bag_and_box("50/1.000") == (50, 1000)


@pytest.mark.parametrize("text", ["3.2", "3,2", "3.20", "32.00", "0.200", "3.2000", "3.200,5"])
def test_a_fraction_is_refused_with_its_reason(text: str) -> None:
    """A point or a comma that does not part three digits is told as such, in both languages."""
    with pytest.raises(UsageError) as caught:
        values.tag_count(text)
    assert caught.value.message.en.startswith(f"--count {text}: a point or comma parts three digits each")
    assert caught.value.message.vi.startswith(f"--count {text}: dấu chấm, dấu phẩy chỉ tách từng ba chữ số")


def test_counts_are_read() -> None:
    """A count in reason is itself; none stays none."""
    assert values.tag_count("3200") == 3200
    assert values.tag_count(None) is None


def test_formats_come_in_a_fixed_order() -> None:
    """Kinds of file come in one order however they were typed, and unknown ones are refused."""
    assert values.file_formats("png, PDF") == ("pdf", "png")
    for text in ("gif", "", "pdf,gif"):
        with pytest.raises(UsageError):
            values.file_formats(text)


def test_the_date_is_given_before_it_is_taken() -> None:
    """--date comes before SOURCE_DATE_EPOCH, which comes before today."""
    environment = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert values.day("2026-01-15", environment) == date(2026, 1, 15)
    assert values.day(None, environment) == date(2023, 11, 14)
    for text in ("15/1/2026", "2026-02-30", "20260115"):
        with pytest.raises(UsageError):
            values.day(text)


def test_the_job_is_ward_yaml_or_the_only_one(tmp_path: Path) -> None:
    """Without a name the job is ward.yaml, else the only job here; several or none are errors."""
    with pytest.raises(MissingResourceError):
        jobs.find_job(None, tmp_path)
    (tmp_path / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "one.yaml").write_text("keytag: 1\n", encoding="utf-8")
    assert jobs.find_job(None, tmp_path) == tmp_path / "one.yaml"
    (tmp_path / "two.yaml").write_text("keytag: 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"one\.yaml, two\.yaml"):
        jobs.find_job(None, tmp_path)
    (tmp_path / "ward.yaml").touch()
    assert jobs.find_job(None, tmp_path) == tmp_path / "ward.yaml"


def test_a_bare_name_is_a_job_here_or_a_sample(tmp_path: Path) -> None:
    """A bare name is the job of that name here, else a sample job; a path is always that path."""
    (tmp_path / "ward.yaml").touch()
    assert jobs.find_job("ward", tmp_path) == tmp_path / "ward.yaml"
    assert jobs.find_job("an-phu", tmp_path).name == "an-phu.yaml"
    assert jobs.find_job("an-phu.yaml", tmp_path) == tmp_path / "an-phu.yaml"


def test_a_job_that_is_not_here_names_what_was_looked_for(tmp_path: Path) -> None:
    """The file that is missing is named first, then what may have been meant, then the examples."""
    (tmp_path / "my-ward.yaml").write_text("keytag: 1\n", encoding="utf-8")
    for name, meant in (("nope", None), ("an-phuu", "an-phu"), ("my-wrad", "my-ward")):
        with pytest.raises(MissingResourceError) as caught:
            jobs.find_job(name, tmp_path)
        assert caught.value.message.en == f"There is no {name}.yaml here."
        assert caught.value.hint is not None
        assert caught.value.hint.en.endswith(
            "Built-in examples: an-phu, an-phu-to-dan-pho, can-giuoc, dak-doa, dak-doa-bang, dat-do, "
            "tri-quang, ward."
        )
        assert caught.value.hint.vi.startswith(f"Có phải “{meant}” không?" if meant else "Ví dụ có sẵn:")
