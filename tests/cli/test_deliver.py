"""`handoff`, `verify` and `key`: what is in a package, what becomes of it, and everything that is refused."""

from __future__ import annotations

import json
import re
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from keytag.cli import exit_code
from keytag.handoff.container import zip_files
from keytag.handoff.manifest import MANIFEST, make_manifest
from tests.packages import files_in, hand_off

# What other programs say stands in no file of a package.
pytestmark = pytest.mark.usefixtures("remembered", "unasked")

DAY = "2026-01-15"
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
editions:
  - {id: mot, quantity: 40, qr: {link: "https://zalo.me/1000000000000000001"}}
  - {id: hai, quantity: 30, qr: {link: "https://zalo.me/1000000000000000002"}}
shop: office-a4
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a job, a pair of keys, and the job's signed package in out/."""
    folder = tmp_path_factory.mktemp("deliver")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    assert exit_code(["key", "new", str(folder / "mine"), "--quiet"]) == 0
    hand_off(folder / "ward.yaml", folder / "out", "--date", DAY, "--sign", str(folder / "mine.key"))
    return folder


@pytest.fixture(scope="module")
def package(root: Path) -> Path:
    """The package's zip."""
    (found,) = (root / "out").glob("*.zip")
    return found


@pytest.fixture
def files(package: Path) -> dict[str, bytes]:
    """The package's files by name, to be spoilt."""
    return files_in(package)


def _verified(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = exit_code(["verify", *map(str, arguments), "--json", "--lang", "en"])
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] == (code == 0)
    return code, said


def _zipped(folder: Path, files: dict[str, bytes]) -> Path:
    """Pack files as keytag does, under the name that README.txt gives the package."""
    number = re.search(rb"# ([0-9a-f]{10})", files["README.txt"])
    assert number is not None
    path = folder / "spoilt.zip"
    path.write_bytes(zip_files(files, f"ward-{DAY}-{number.group(1).decode()}", date.fromisoformat(DAY)))
    return path


def test_a_package_holds_everything_a_shop_needs(files: dict[str, bytes]) -> None:
    """One-ups with and without the cut, sheets, cut, ticket, labels, record of checks, the job, and its seal."""
    one_up = ("back-print.pdf", "back.pdf", "front-print.pdf", "front.pdf", "preview.png")
    assert set(files) == {
        *(f"1-up/{edition}/{name}" for edition in ("mot", "hai") for name in one_up),
        "sheets/sheets.pdf",
        *(f"cut/cut.{ending}" for ending in ("pdf", "svg", "dxf")),
        "README.txt",
        "map.json",
        "map.pdf",
        *(f"packing/{name}.pdf" for name in ("list", "boxes-a4", "bags-a4", "delivery")),
        "ticket.pdf",
        "ticket.xjdf",
        "preflight.json",
        "preflight.pdf",
        *(f"job/{name}" for name in ("ward.yaml", "classic.yaml", "office-a4.yaml", "FOGRA39L_coated.icc")),
        "job/resolved/classic.yaml",
        "job/oval-50x20-198x281-4-level.yaml",
        "job/resolved/office-a4.yaml",
        "job/record.json",
        MANIFEST,
        f"{MANIFEST}.minisig",
    }


def test_folder_and_zip_hold_the_same(package: Path, files: dict[str, bytes]) -> None:
    """What lies in the folder is what is in the zip, file by file."""
    folder = package.with_suffix("")
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found == files


def test_the_manifest_is_that_of_sha256sum(files: dict[str, bytes]) -> None:
    """Every file but the seals has a line `digest, two blanks, name`, which `sha256sum -c` checks."""
    pairs = (line.split("  ", 1) for line in files[MANIFEST].decode().splitlines())
    lines = {name: digest for digest, name in pairs}
    assert lines == {n: sha256(d).hexdigest() for n, d in files.items() if not n.startswith(MANIFEST)}


def test_one_ups_have_one_page_with_its_boxes(files: dict[str, bytes]) -> None:
    """Each one-up is a page with TrimBox inside BleedBox; only those with the cut have a dieline layer."""
    for name, data in files.items():
        if not re.fullmatch(r"1-up/.*\.pdf", name):
            continue
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            (page,) = pdf.pages
            trim, bleed = ([float(v) for v in page.obj[box]] for box in ("/TrimBox", "/BleedBox"))
            assert bleed[0] < trim[0] < trim[2] < bleed[2], name
            assert ("/OCProperties" in pdf.Root) == (not name.endswith("-print.pdf")), name


def test_preflight_says_what_was_measured_and_read(files: dict[str, bytes]) -> None:
    """The record has every rule, figures with limits, each code's decoded link, and each plate's coverage."""
    said = json.loads(files["preflight.json"])
    assert len(said["checks"]) > 100
    assert said["sheets"]["codes_read"] == said["sheets"]["slots"] // 2 > 0
    for edition, link in zip(said["editions"], ("1000000000000000001", "1000000000000000002"), strict=True):
        (read,) = edition["qr"]["decoded"]
        assert (read["text"], read["times"] > 1) == (f"https://zalo.me/{link}", True)
        assert {figure["rule"] for figure in edition["figures"]} >= {"hotline-digits-are-tall-enough"}
    held = {file["file"]: file for file in said["files"]["held"]}
    assert set(held) == {
        name for name in files if name.endswith(".pdf") and name.startswith(("1-up/", "sheets/", "cut/"))
    }
    assert all(file["found"] == [] for file in held.values())
    assert 0.5 < held["1-up/mot/front.pdf"]["coverage"]["Magenta"] <= 1.0
    assert "Cyan" not in held["1-up/mot/front.pdf"]["coverage"]
    fronts = [side for side in said["plates"]["sides"] if side["page"] == 1]
    assert all(0.1 < side["coverage"]["Magenta"] < 1.0 for side in fronts)


def test_every_check_has_its_figure_or_says_that_it_has_none(files: dict[str, bytes]) -> None:
    """A check that ran gives a figure with its limit, or is a question of yes and no; one that did not says so."""
    checks = {check["rule"]: check for check in json.loads(files["preflight.json"])["checks"]}
    assert {check["answer"] for check in checks.values()} == {"figure", "yes or no", "not asked"}
    for check in checks.values():
        assert (check["figure"] is not None) == (check["answer"] == "figure") <= check["ran"]
    assert checks["total-ink-is-printable"]["figure"]["bound"] == 320
    assert checks["lettering-stands-out"]["figure"]["value"] > checks["lettering-stands-out"]["figure"]["bound"]
    assert checks["pdf-fonts-are-embedded"]["figure"]["measured"]["en"].endswith("files")
    # The job has no table, no allotment and no set of rules.
    for rule in ("pdf-has-one-page", "table-is-readable", "allotment-has-an-edition"):
        assert checks[rule]["answer"] == "not asked"


def test_the_shops_rules_judge_its_one_ups(root: Path, tmp_path: Path) -> None:
    """With --rules the one-ups are judged by that set, rule by rule with figures, and it can be remade."""
    out, rules = tmp_path / "out", "gwg2022-label"
    package = hand_off(root / "ward.yaml", out, "--rules", rules, "--date", DAY)
    with zipfile.ZipFile(package) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("preflight.json"))
        said = json.loads(archive.read(name))
    held = {file["file"]: file["judged"] for file in said["files"]["held"]}
    judged = {each["number"]: each for each in held["1-up/mot/front.pdf"] if each["number"]}
    assert judged["R0006"]["outcome"] == "holds"
    assert judged["R0025/R0026"]["measured"]["en"].startswith("the heaviest has 1")
    assert held["sheets/sheets.pdf"] == []
    again = ["handoff", "--from-package", str(package), "--quiet", "-o", str(tmp_path / "again")]
    assert exit_code(again) == 0
    assert (tmp_path / "again" / package.name).read_bytes() == package.read_bytes()


@pytest.mark.second_opinions
def test_same_input_and_day_same_zip(root: Path, package: Path, tmp_path: Path) -> None:
    """Made again, from the job or from itself, a package is the same byte for byte."""
    again = ["--quiet", "--sign", str(root / "mine.key"), "-o"]
    assert (
        exit_code(["handoff", str(root / "ward.yaml"), "--unapproved", "--date", DAY, *again, str(tmp_path / "a")])
        == 0
    )
    assert exit_code(["handoff", "--from-package", str(package), *again, str(tmp_path / "b")]) == 0
    for folder in ("a", "b"):
        assert (tmp_path / folder / package.name).read_bytes() == package.read_bytes()


def test_a_good_package_is_verified(root: Path, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole, signed, made again alike: all is good, for the zip and its folder, but that nobody approved it."""
    for path in (package, package.with_suffix("")):
        code, said = _verified(capsys, path, "--key", root / "mine.pub")
        assert (code, [answer["good"] for answer in said["answers"]]) == (0, [True, True, True, True, True, None])
    assert exit_code(["verify", str(package), "--lang", "vi"]) == 0
    told = capsys.readouterr().out
    assert told.endswith("ai làm ra gói thì chưa chứng minh được.\n")
    assert told.splitlines()[-2] == "CHƯA DUYỆT, đừng in."


Spoil = Callable[[dict[str, bytes]], None]


def _flip(name: str) -> Spoil:
    def spoil(files: dict[str, bytes]) -> None:
        files[name] = files[name][:-9] + bytes([files[name][-9] ^ 1]) + files[name][-8:]

    return spoil


def _drop(name: str) -> Spoil:
    def spoil(files: dict[str, bytes]) -> None:
        del files[name]

    return spoil


def _add(files: dict[str, bytes]) -> None:
    files["1-up/mot/extra.pdf"] = b"%PDF"


def _no_manifest(files: dict[str, bytes]) -> None:
    del files[MANIFEST]


SPOILT: dict[str, tuple[Spoil, str]] = {
    "sheet changed": (_flip("sheets/sheets.pdf"), "package-is-unchanged"),
    "job changed": (_flip("job/ward.yaml"), "package-is-unchanged"),
    "ticket missing": (_drop("ticket.pdf"), "package-is-unchanged"),
    "file added": (_add, "package-is-unchanged"),
    "no manifest": (_no_manifest, "package-is-unchanged"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_was_changed_is_told(
    how: str, files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that was changed, added or taken out is found by name."""
    spoil, rule = SPOILT[how]
    spoil(files)
    code, said = _verified(capsys, _zipped(tmp_path, files))
    assert (code, {finding["rule"] for finding in said["findings"]}) == (1, {rule})


RESEALED: dict[str, Spoil] = {
    "number in the job": lambda files: files.update(
        {"job/ward.yaml": files["job/ward.yaml"].replace(b"3000 113", b"3000 114")}
    ),
    "one-up swapped": lambda files: files.update({"1-up/mot/back.pdf": files["1-up/hai/back.pdf"]}),
    "count": lambda files: files.update(
        {"job/record.json": files["job/record.json"].replace(b'"count": null', b'"count": 7000')}
    ),
    "template": lambda files: files.update(
        {"job/classic.yaml": files["job/classic.yaml"].replace(b"flag-red", b"police-green")}
    ),
    "record gone": _drop("job/record.json"),
    "job gone": _drop("job/ward.yaml"),
    "record of another kind": lambda files: files.update({"job/record.json": b'{"record": 1, "job": "../x"}'}),
    "job with an error": lambda files: files.update({"job/ward.yaml": b"keytag: 1\n"}),
}


@pytest.mark.parametrize("how", RESEALED)
def test_a_new_seal_does_not_hide_a_change(
    how: str, root: Path, files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where files were changed and the manifest written anew, making it again tells, and so does the signature."""
    RESEALED[how](files)
    signature = files.pop(f"{MANIFEST}.minisig")
    files[MANIFEST] = make_manifest(files).text.encode()
    path = _zipped(tmp_path, files)
    code, said = _verified(capsys, path)
    assert code == 1
    # Another job or order gives the package another name as well.
    rules = {finding["rule"] for finding in said["findings"]} - {"package-has-its-own-name"}
    assert rules == {"package-says-what-its-job-says"}
    files[f"{MANIFEST}.minisig"] = signature
    code, said = _verified(capsys, _zipped(tmp_path, files), "--key", root / "mine.pub")
    assert (code, {finding["rule"] for finding in said["findings"]}) == (1, {"signature-is-good"})


def test_another_order_has_another_folder(root: Path, package: Path, tmp_path: Path) -> None:
    """Nothing of an earlier order is left among the files of a later one."""
    other = hand_off(root / "ward.yaml", tmp_path, "--date", DAY, "--count", "50")
    assert other.name != package.name
    assert other.with_suffix("").is_dir()


def test_chunked_sheets_are_what_is_looked_at(root: Path, tmp_path: Path) -> None:
    """Where the shop wants a file for each plate pair, the ticket's files are those, and they are verified."""
    shop = (Path("templates/shops/office-a4.yaml")).read_text(encoding="utf-8") + "\nsheet_files: plates\n"
    (tmp_path / "office-a4.yaml").write_text(shop, encoding="utf-8")
    # Large tags, nine to a sheet: two layouts save sheets.
    job = (
        (root / "ward.yaml")
        .read_text(encoding="utf-8")
        .replace("  - {id: hai", "  - {id: ba, quantity: 5}\n  - {id: hai")
    )
    job += "tag: {shape: rectangle, width: 90mm, height: 60mm}\n"
    (tmp_path / "ward.yaml").write_text(job, encoding="utf-8")
    out = tmp_path / "out"
    assert exit_code(["handoff", str(tmp_path / "ward.yaml"), "--unapproved", "--quiet", "-o", str(out)]) == 0
    (folder,) = (path for path in out.iterdir() if path.is_dir())
    assert sorted(path.name for path in (folder / "sheets").iterdir()) == ["sheets-001.pdf", "sheets-002.pdf"]
    assert exit_code(["verify", str(folder), "--quiet"]) == 0


PLANS: dict[str, tuple[list[dict[str, object]], int]] = {
    "a sheet more": ([{"run_length": 3}], 1),
    "too few": ([{"run_length": 1}], 3),
    "ten million sheets": ([{"run_length": 10_000_000}], 3),
    "a thousand plates": ([{}] * 1000, 3),
}


@pytest.mark.parametrize("how", PLANS)
def test_a_plan_of_another_version_is_printed_again(
    how: str, files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package is made again by its own plan, but by none with too few tags, or with sheets that nobody needs."""
    plates, expected = PLANS[how]
    record = json.loads(files["job/record.json"])
    (plate,) = record["asked"]["plan"]
    assert plate == {"run_length": 2, "copies": [26, 19], "make_ready": 0}
    record["asked"]["plan"] = [{**plate, **other} for other in plates]
    files["job/record.json"] = json.dumps(record).encode()
    assert _made_again(files, tmp_path / "again") == expected
    told = capsys.readouterr().err
    assert ("plan on the package's record" in told) == (expected == 3)
    assert not (tmp_path / "again" / "out").exists()


def _made_again(files: dict[str, bytes], folder: Path) -> int:
    folder.mkdir()
    return exit_code(
        ["handoff", "--from-package", str(_zipped(folder, files)), "-o", str(folder / "out"), "--quiet"]
    )


def test_a_key_that_did_not_sign_is_told(
    package: Path, files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another key, no key at all and an unsigned package are three different answers, all of them errors."""
    assert exit_code(["key", "new", str(tmp_path / "other"), "--quiet"]) == 0
    (tmp_path / "none.pub").write_text("no key", encoding="utf-8")
    del files[f"{MANIFEST}.minisig"]
    unsigned = _zipped(tmp_path, files)
    for path, key in ((package, "other.pub"), (package, "none.pub"), (unsigned, "other.pub")):
        code, said = _verified(capsys, path, "--key", tmp_path / key)
        assert (code, {finding["rule"] for finding in said["findings"]}) == (1, {"signature-is-good"})


@pytest.mark.parametrize(("data", "code"), [(b"no zip", 3), (b"", 3), (None, 4)])
def test_what_is_no_package_is_refused(
    data: bytes | None, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no zip ends with 3, what is not there with 4; an empty folder has no manifest."""
    path = tmp_path / "x.zip"
    if data is not None:
        path.write_bytes(data)
    assert exit_code(["verify", str(path)]) == code
    assert "Traceback" not in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert exit_code(["verify", str(tmp_path / "empty")]) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{JOB}sample: true\n", "samples-stay-here"),
        (f"{JOB}as_of: 2023-01-15\n", "package-is-judged-by-its-day"),
        (f"{JOB}colours: {{grund: flag-red}}\n", "unknown-colour"),
    ],
)
def test_samples_and_errors_are_not_handed_off(
    text: str, rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sample or a job with an error ends with 1, at its line, and nothing is written."""
    (tmp_path / "ward.yaml").write_text(text, encoding="utf-8")
    assert (
        exit_code(["handoff", str(tmp_path / "ward.yaml"), "--unapproved", "-o", str(tmp_path / "out"), "--json"])
        == 1
    )
    said = json.loads(capsys.readouterr().out)
    (error,) = (finding for finding in said["findings"] if finding["severity"] == "error")
    assert (error["rule"], error["line"], said["files"]) == (rule, text.count("\n"), [])
    assert not (tmp_path / "out").exists()


def test_from_package_says_it_all(package: Path, tmp_path: Path) -> None:
    """--from-package takes neither a job nor other wishes; a spoilt package is not made again."""
    command = ["handoff", "--from-package", str(package), "-o", str(tmp_path)]
    assert exit_code([*command, "--count", "5"]) == 2
    assert exit_code(["handoff", "ward.yaml", *command[1:]]) == 2


def test_a_package_without_a_record_is_not_made_again(
    files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a package does not say what it was made from, --from-package ends with 3 and writes nothing."""
    files["job/record.json"] = b"[]"
    out = tmp_path / "out"
    assert exit_code(["handoff", "--from-package", str(_zipped(tmp_path, files)), "-o", str(out), "--json"]) == 3
    assert [f["rule"] for f in json.loads(capsys.readouterr().out)["findings"]] == ["record-can-be-read"]
    assert not out.exists()


def test_keys_are_kept_and_never_overwritten(root: Path, tmp_path: Path) -> None:
    """A secret key is its owner's alone to read; a name that is taken ends with 5 and leaves both as they were."""
    secret = root / "mine.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    before = secret.read_bytes(), (root / "mine.pub").read_bytes()
    assert exit_code(["key", "new", str(root / "mine"), "--quiet"]) == 5
    assert (secret.read_bytes(), (root / "mine.pub").read_bytes()) == before
    assert exit_code(["key", "old", str(tmp_path / "x")]) == 2


def test_a_password_comes_from_the_environment(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A protected key signs with its password and with no other."""
    monkeypatch.setenv("KEYTAG_PASSWORD", "mật khẩu")
    assert exit_code(["key", "new", str(tmp_path / "k"), "--password", "--quiet"]) == 0
    command = [
        "handoff",
        str(root / "ward.yaml"),
        "--unapproved",
        "--sign",
        str(tmp_path / "k.key"),
        "-o",
        str(tmp_path / "out"),
    ]
    monkeypatch.setenv("KEYTAG_PASSWORD", "khác")
    assert exit_code([*command, "--quiet"]) == 2
    monkeypatch.delenv("KEYTAG_PASSWORD")
    assert exit_code([*command, "--quiet"]) == 2
    assert "KEYTAG_PASSWORD" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_verifying_leaves_nothing_to_remark(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files that a package is made again from come and go: nobody is told that they were saved meanwhile."""
    assert exit_code(["verify", str(package)]) == 0
    assert not capsys.readouterr().err
