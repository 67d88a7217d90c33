"""A package of an approved job: what of the approval is in it, how it is named, and what verify says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from keytag.checks.approval import is_same_person
from keytag.cli import exit_code
from keytag.handoff.container import unzip_files, zip_files
from keytag.handoff.manifest import MANIFEST, make_manifest
from keytag.handoff.record import RECORD

from .test_approve import DAY, JOB, WHO

pytestmark = pytest.mark.usefixtures("remembered", "unasked")
ORDER = JOB.replace("shop: office-a4", "shop: office-a4\norder: {number: 2}")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an approved job, its package, and one of the same job that nobody approved."""
    folder = tmp_path_factory.mktemp("approved")
    job = folder / "ward.yaml"
    job.write_text(ORDER, encoding="utf-8")
    for command in (
        ("approve", str(job), "--by", WHO, "--position", "Phó trưởng Công an", "--called", "all", "--date", DAY),
        ("handoff", str(job), "--date", DAY, "-o", str(folder / "out")),
        ("handoff", str(job), "--date", "2026-01-16", "--unapproved", "-o", str(folder / "later")),
    ):
        assert exit_code([*command, "--quiet"]) == 0, command
    return folder


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Ask about a package of these files."""

    def ask(package: Path, spoil: Callable[[Files], object] = lambda _: None) -> tuple[int, dict[str, Any]]:
        files = unzip_files(package.read_bytes(), "x.zip")
        before = dict(files)
        spoil(files)
        if files != before:
            del files[MANIFEST]
            files[MANIFEST] = make_manifest(files).text.encode()
        day = package.name.removeprefix("ward-")[:10]
        path = tmp_path / package.name
        path.write_bytes(zip_files(files, package.stem, date.fromisoformat(day)))
        code = exit_code(["verify", str(path), "--json", "--lang", "en"])
        return code, json.loads(capsys.readouterr().out)

    return ask


def answers(said: dict[str, Any]) -> dict[str, tuple[str, bool | None]]:
    """Each question with its answer."""
    return {each["question"]: (each["said"], each["good"]) for each in said["answers"]}


def test_the_approval_travels_and_is_shown(made: Path, verify: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    """The package holds who approved it, and verify says so; its sheets and papers bear no stamp."""
    (package,) = (made / "out").glob("*.zip")
    code, said = verify(package)
    assert code == 0, said
    assert answers(said)["Approval"] == (f"{WHO}, {DAY}", True)
    files = unzip_files(package.read_bytes(), "x.zip")
    assert WHO in files["job/approval.yaml"].decode()
    assert json.loads(files[RECORD])["approval"] == "approved"
    assert "NOT APPROVED" not in files["README.txt"].decode()
    assert "\nĐặt in lần 2.\n" in files["README.txt"].decode()
    assert answers(said)["The package's name"][0].endswith("order\u00a02")
    assert b"NOT APPROVED" not in files["ticket.xjdf"]


def test_a_package_is_named_by_office_order_and_hash(made: Path) -> None:
    """The name has the job, the day, the #, the office, which order it is, and the stamp where there is one."""
    (package,), (later,) = (made / "out").glob("*.zip"), (made / "later").glob("*.zip")
    content = json.loads(unzip_files(package.read_bytes(), "x.zip")[RECORD])["content"]
    assert package.stem == f"ward-{DAY}-{content}-phuong-an-khe-lan-2"
    other = json.loads(unzip_files(later.read_bytes(), "x.zip")[RECORD])["content"]
    assert later.stem == f"ward-2026-01-16-{other}-phuong-an-khe-lan-2-chua-duyet"


def test_proof_approval_and_packages_have_one_number(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was signed is matched with what is printed: the # is one, approved or not, on one day or another."""
    job = str(made / "ward.yaml")
    assert exit_code(["proof", job, "--date", "2026-01-14", "-o", str(made / "proofs"), "--json"]) == 0
    number = json.loads(capsys.readouterr().out)["proof"]["hash"]
    packages = [*(made / "out").glob("*.zip"), *(made / "later").glob("*.zip")]
    found = [unzip_files(package.read_bytes(), "x.zip") for package in packages]
    assert [json.loads(files[name])["content"] for files in found for name in (RECORD, "preflight.json")] == [
        number
    ] * 4
    assert all(f"-{number}-" in package.name for package in packages)
    assert all(f'"keytag.content" IDValue="{number}"'.encode() in files["ticket.xjdf"] for files in found)
    assert number in (made / "approval.yaml").read_text(encoding="utf-8")


def test_what_nobody_approved_says_so(made: Path, verify: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    """README, record, ticket and name are stamped, and verify does not call it approved."""
    (later,) = (made / "later").glob("*.zip")
    files = unzip_files(later.read_bytes(), "x.zip")
    assert files["README.txt"].decode().startswith("*** CHƯA DUYỆT / NOT APPROVED ***\n")
    assert json.loads(files[RECORD])["approval"] == "not approved"
    assert b"not approved" in files["ticket.xjdf"].lower()
    code, said = verify(later)
    assert (code, answers(said)["Approval"][1]) == (0, None)
    assert "NOT APPROVED" in answers(said)["Approval"][0]
    assert said["approval"] == "unapproved"


def test_every_file_that_nobody_approved_says_so(made: Path) -> None:
    """One-ups, sheets, cutting files, papers and records: each alone tells whoever opens it."""
    (later,) = (made / "later").glob("*.zip")
    files = unzip_files(later.read_bytes(), "x.zip")
    silent = {name for name, data in files.items() if not says_that_nobody_approved(name, data)}
    # The job as it was found, what only lists files, and pictures, whose words are drawn.
    assert {name for name in silent if not name.startswith("job/")} == {MANIFEST, "1-up/ward/preview.png"}


def says_that_nobody_approved(name: str, data: bytes) -> bool:
    """Tell whether a file says it in its text, or a PDF in its title or on its pages."""
    if not name.endswith(".pdf"):
        return any(word in data for word in ("CHƯA DUYỆT".encode(), b"NOT APPROVED", b"not approved"))
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        return any("CHƯA DUYỆT" in text for text in (pdf.get_metadata_value("Title"), *texts))


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"README.txt": files["README.txt"].replace(b"*** CH", b"*** X CH", 1)}),
        lambda files: files.update({"sheets/sheets.pdf": files["sheets/sheets.pdf"] + b"\n"}),
        lambda files: files.update({"job/record.json": files[RECORD].replace(b"not approved", b"approved")}),
    ],
    ids=["readme", "sheets", "record"],
)
def test_a_stamp_that_is_gone_is_found(
    change: Callable[[Files], object], made: Path, verify: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    """Whoever takes the stamp away, or writes that it was approved, has a package that cannot be used."""
    (later,) = (made / "later").glob("*.zip")
    code, said = verify(later, change)
    assert code == 1
    assert "package-says-what-its-job-says" in {each["rule"] for each in said["findings"]}


def test_an_approval_of_another_artwork_is_found(
    made: Path, verify: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    """An approval that does not fit the job beside it in the package is an error that names what is another."""
    (package,) = (made / "out").glob("*.zip")

    def spoil(files: Files) -> None:
        text = files["job/approval.yaml"].decode()
        files["job/approval.yaml"] = text.replace("0769 000 101", "0769 000 109").encode()

    code, said = verify(package, spoil)
    assert code == 1
    (told,) = (each for each in said["findings"] if each["rule"] == "package-says-what-its-job-says")
    assert "0769 000 109" in told["message"]
    code, said = verify(package, lambda files: files.pop("job/approval.yaml"))
    assert code == 1


def test_an_approval_of_a_day_to_come_is_found(
    made: Path, verify: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    """Nobody has approved anything tomorrow: the day in the package is told with the clock's."""
    (package,) = (made / "out").glob("*.zip")

    def spoil(files: Files) -> None:
        text = files["job/approval.yaml"].decode()
        files["job/approval.yaml"] = re.sub(r"date: '[0-9-]+'", "date: '2199-01-01'", text).encode()

    code, said = verify(package, spoil)
    assert code == 1
    (told,) = (each for each in said["findings"] if each["rule"] == "package-says-what-its-job-says")
    assert "2199-01-01" in told["message"]


def test_it_is_made_again(made: Path, tmp_path: Path) -> None:
    """From itself a package comes out again, approval and all."""
    (package,) = (made / "out").glob("*.zip")
    assert exit_code(["handoff", "--from-package", str(package), "-o", str(tmp_path), "--quiet"]) == 0
    assert (tmp_path / package.name).read_bytes() == package.read_bytes()


def test_an_older_package_beside_a_newer_is_named(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two packages of one job in a folder the older is said to be older, and nothing is removed."""
    (package,), (later,) = (made / "out").glob("*.zip"), (made / "later").glob("*.zip")
    for each in (package, later):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    assert exit_code(["verify", str(tmp_path / package.name), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["newer"] == [later.name]
    assert exit_code(["verify", str(tmp_path / package.name), "--lang", "en"]) == 0
    assert "It is an older one" in capsys.readouterr().out
    assert exit_code(["verify", str(tmp_path / later.name), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["newer"] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn A", "NGUYỄN  VĂN A", True),
        ("Đại úy Nguyễn Văn A", "Thiếu tá Nguyễn Văn A", True),
        ("Đại uý Nguyễn Văn A", "Nguyễn Văn A", True),
        ("Đ/c Trần Hoà B", "Trần Hòa B", True),
        ("Ông Trần Hòa B", "Trần Hòa B", True),
        ("Nguyễn Văn A", "Nguyễn Văn Á", False),
        ("Nguyễn Văn A", "Nguyễn Văn B", False),
        ("Nguyễn Văn Hạ", "Nguyễn Văn Hà", False),
        ("Hạ Sĩ", "Hạ Sĩ", True),
        ("Hạ Sĩ", "Trung Sĩ", False),
    ],
)
def test_a_person_is_known_by_any_spelling(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Case, blanks, rank, form of address and where a tone mark stands tell no two people apart; letters do."""
    assert is_same_person(one, other) is same
