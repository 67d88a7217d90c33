"""`check --fix`: what needs no guess is written into the job, and said; the rest stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code

HEAD = """# tệp của phường
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}  # đơn vị
quantity: 3200
"""
GOOD = '  - {label: Trực ban, number: "0269 3000 113", role: duty}\n'


def job(folder: Path, *lines: str) -> Path:
    """Write a job whose numbers begin with a good one."""
    path = folder / "ward.yaml"
    path.write_text(f"{HEAD}numbers:\n{GOOD}" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('number: "0769,000,101"', 'number: "0769 000 101"'),
        ('number: "0769 000101"', 'number: "0769 000 101"'),
        ('number: "+84 0769 000 101"', 'number: "0769 000 101"'),
        ('number: "SĐT: 0769.000.101"', 'number: "0769.000.101"'),
        ("number: 0769–000–101", "number: 0769 000 101"),
        ("number: 0769 000 101, role: trưởng", "number: 0769 000 101, role: chief"),
        ("number: 0769 000 101, role: cheif", "number: 0769 000 101, role: chief"),
        ("number: 0769 000 101, role: deputy", "number: 0769 000 101, role: chief"),
        ("number: 0769 000 101\u200b", "number: 0769 000 101"),
        ("number: “0769 000 101”", "number: 0769 000 101"),
    ],
)
def test_what_needs_no_guess_is_written(before: str, after: str, tmp_path: Path) -> None:
    """A number in groups, a role as its label has it: the value changes in its place, and nothing else."""
    path = job(tmp_path, f"  - {{label: Trưởng Công an, {before}}}  # gọi thử")
    text = path.read_text(encoding="utf-8")
    exit_code(["check", str(path), "--fix", "--lang", "en"])
    assert path.read_text(encoding="utf-8") == text.replace(before, after)


def test_a_count_keeps_its_figures_alone(tmp_path: Path) -> None:
    """Whoever writes what is counted behind the count has the count in the file."""
    path = job(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("quantity: 3200", "quantity: 3.200 chiếc  # đủ hộ"))
    assert exit_code(["check", str(path), "--fix", "--lang", "en"]) == 0
    assert "quantity: 3200  # đủ hộ" in path.read_text(encoding="utf-8")


def test_quotes_come_off_everywhere(tmp_path: Path) -> None:
    """Marks of a word processor round values go, within those of YAML too; the rest stays."""
    path = job(
        tmp_path,
        "slogan: “Toàn dân bảo vệ an ninh Tổ quốc”  # lời",
        'qr: {link: "“https://zalo.me/1000000000000000001”"}',
    )
    assert exit_code(["check", str(path), "--fix", "--lang", "en"]) == 0
    text = path.read_text(encoding="utf-8")
    assert "slogan: Toàn dân bảo vệ an ninh Tổ quốc  # lời" in text
    assert 'qr: {link: "https://zalo.me/1000000000000000001"}' in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://zalo.me/1000000000000000001", "https://zalo.me/1000000000000000001"),
        ("http://zalo.me/1000000000000000001?utm_source=zalo", "https://zalo.me/1000000000000000001"),
        ("https://www.facebook.com/mau.congan.phuong/?fbclid=abc", "https://www.facebook.com/mau.congan.phuong"),
        ("https://m.facebook.com/mau.congan.phuong", "https://facebook.com/mau.congan.phuong"),
        ("http://gialai.gov.vn/lien-he", "https://gialai.gov.vn/lien-he"),
        ("http://trang-khac.com/lien-he", "http://trang-khac.com/lien-he"),
        ("zalo.me/1000000000000000001", "https://zalo.me/1000000000000000001"),
        ("gialai.gov.vn/lien-he", "https://gialai.gov.vn/lien-he"),
        ("trang-khac.com/lien-he", "trang-khac.com/lien-he"),
        ("http://gialai.gov.vn:8080/lien-he", "http://gialai.gov.vn:8080/lien-he"),
    ],
)
def test_a_link_is_mended_where_its_host_is_known(before: str, after: str, tmp_path: Path) -> None:
    """https, no tracking, the short host; what would open another page than was meant stays as it is."""
    path = job(tmp_path, f'qr: {{link: "{before}", caption: Quét mã}}')
    text = path.read_text(encoding="utf-8")
    exit_code(["check", str(path), "--fix", "--lang", "en"])
    assert path.read_text(encoding="utf-8") == text.replace(before, after)


@pytest.mark.parametrize(
    "line",
    [
        "  - {label: Trưởng Công an, number: O769 000 101}",
        "  - {label: Trưởng Công an, number: 01690 000 101}",
        "  - {label: Trưởng Công an, number: 0769 000 10}",
        '  - {label: Trưởng Công an, number: "0769 000 101, 0769 000 102"}',
        "  - {label: Tổ phó, number: 0769 000 101, role: cheif, side: front}",
    ],
)
def test_a_guess_is_not_written(line: str, tmp_path: Path) -> None:
    """A letter for a digit, a lost digit, two numbers in one: keytag cannot know, and leaves the file as it is."""
    path = job(tmp_path, line)
    data = path.read_bytes()
    exit_code(["check", str(path), "--fix", "--lang", "en"])
    assert path.read_bytes() == data or b"role: deputy" in path.read_bytes()


def test_what_was_done_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each value is told with its line, what it was and what it is; then the job is judged as it is now."""
    path = job(tmp_path, "  - {label: Trưởng Công an, number: 0769-000-101, role: cheif}")
    assert exit_code(["check", str(path), "--fix", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "line 7: cheif  →  chief" in " ".join(out.split(" "))
    assert exit_code(["check", str(path), "--fix", "--lang", "vi"]) == 0
    assert "Không có chỗ nào sửa được mà không phải đoán." in capsys.readouterr().out


def test_programs_are_told_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has every change, also where the job still cannot be used afterwards."""
    path = job(tmp_path, '  - {label: Trưởng Công an, number: "0769,000,101"}', "nothing: here")
    assert exit_code(["check", str(path), "--fix", "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert not said["ok"]
    assert [(each["line"], each["was"], each["becomes"]) for each in said["fixed"]] == [
        (7, "0769,000,101", "0769 000 101")
    ]
    assert [each["rule"] for each in said["findings"]] == ["unknown-key"]


def test_samples_are_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """What comes with keytag is nobody's own job."""
    assert exit_code(["check", "an-phu", "--fix", "--lang", "en"]) == 2
    assert "keytag init" in capsys.readouterr().err


def test_a_folder_is_not_mended_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One job at a time, so that each change is looked at."""
    job(tmp_path)
    assert exit_code(["check", str(tmp_path), "--fix", "--summary", "--lang", "en"]) == 2
    assert "--summary" in capsys.readouterr().err


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    """A job that only its owner may read stays so, and a link goes on leading to the file that was mended."""
    path = job(tmp_path, "  - {label: Trưởng Công an, number: 0769-000-101, role: cheif}")
    path.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert exit_code(["check", str(link), "--fix", "--lang", "en"]) == 0
    assert link.is_symlink()
    assert "role: chief" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_to_itself_is_no_job_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that leads back to itself is refused like any file that cannot be read, not told as a bug."""
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    assert exit_code(["check", str(path), "--fix", "--lang", "en"]) == exit_code(["check", str(path)]) != 70
    assert "error: " in capsys.readouterr().err
