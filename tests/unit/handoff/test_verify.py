"""What is asked of a package and what is answered, where making it again is remembered: no tag is drawn here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from keytag import __version__
from keytag.documents.approval import Approval, EditionApproval, approval_text
from keytag.errors import CannotWriteError, InvalidDocumentError, KeytagError, MachineError, UsageError
from keytag.findings import Finding, Severity, TableCell, Where
from keytag.handoff import verify
from keytag.handoff.approval_gate import key_id, sign_act
from keytag.handoff.container import zip_files
from keytag.handoff.make import Package
from keytag.handoff.manifest import MANIFEST, SIGNATURE_FILE, make_manifest
from keytag.handoff.record import RECORD, RecordedOptions, record_files
from keytag.handoff.signature import new_key, sign
from keytag.imposition import Filling
from keytag.steps.job_setup import load_setup
from keytag.steps.report import Today
from keytag.text.text import Text

DAY = date(2026, 1, 15)
NAME = "ward-2026-01-15-0123456789-phuong-an-khe"
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
shop: office-a4
"""
ENTRY = {
    "job": "ward.yaml",
    "edition": "ward",
    "artwork": "0123456789",
    "terms": "0123456789",
    "approved": {"by": "Nguyễn Văn A", "date": "2026-01-14"},
    "of": {
        "issuer": "Công an phường An Khê",
        "template": "classic",
        "shape": "oval",
        "size": "50 × 20 mm",
        "quantity": 60,
        "shop": "office-a4",
        "drawn_by": "0.1.0",
        "design": "0123456789",
        "profile": "0123456789",
    },
}
KEY = new_key()
KEY_ID = KEY[0].splitlines()[0].rpartition(" ")[2]
# A plan and evidence, of which nothing is asked here.
UNASKED: Any = None
Files = dict[str, bytes]
Ask = Callable[..., verify.Verification]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What lies in ``job/``, and a sheet: enough of a package for all but drawing."""
    path = tmp_path_factory.mktemp("job") / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    asked = RecordedOptions(None, None, None, DAY, plan=(Filling(3, (44,)),), approval="unapproved")
    setup = replace(load_setup(path)[0], content_hash="0123456789")
    return {**record_files(setup, asked), "sheets/sheets.pdf": b"%PDF-1.6"}


def sealed(files: Mapping[str, bytes], comment: str | None = None) -> Files:
    """Return ``files`` with their manifest, signed where a ``comment`` is vouched for."""
    manifest = make_manifest(files).text.encode()
    signed = {} if comment is None else {SIGNATURE_FILE: sign(manifest, KEY[1], comment).encode()}
    return {**files, MANIFEST: manifest, **signed}


@pytest.fixture
def ask(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask about a zip of some files, which are made again alike, or as ``again``: as files, an error or None."""

    def asked(  # noqa: PLR0913 - what a package can be, and what becomes of it
        packed: Files | None = None,
        *,
        again: Mapping[str, bytes] | KeytagError | str | None = "alike",
        key: str | None = None,
        called: str = f"{NAME}.zip",
        folder: str = NAME,
        day: date = DAY,
        now: Today | None = None,
    ) -> verify.Verification:
        packed = sealed(files) if packed is None else packed
        own = {name: data for name, data in packed.items() if name not in {MANIFEST, SIGNATURE_FILE}}

        def remake(*_given: object) -> tuple[Package | None, Today | None]:
            if isinstance(again, KeytagError):
                raise again
            if again is None:
                return None, now
            made = own if isinstance(again, str) else again
            return Package(NAME, made, UNASKED, UNASKED), now

        monkeypatch.setattr(verify, "make_again", remake)
        path = tmp_path / called
        path.write_bytes(zip_files(packed, folder, day))
        return verify.verify_package(path, key, lambda *_: None, DAY)

    return asked


def said(answers: verify.Verification) -> dict[str, tuple[str, bool | None]]:
    """Each question in English, its answer, and whether that is good."""
    return {each.question.en: (each.said.en, each.is_good) for each in answers.answers}


def test_each_question_is_answered(ask: Ask, files: Files) -> None:
    """Of a whole package that nobody signed or approved each question has its answer, in its order."""
    answers = ask()
    assert said(answers) == {
        "Every file is unchanged": (f"{len(files)} files, 0 wrong", True),
        "How it is packed": ("the zip is byte for byte as keytag packs it", True),
        "Signature": ("none", None),
        "Matches its job": ("rebuilt byte for byte", True),
        "The package's name": (f"{NAME}, of 2026-01-15", True),
        "Approval": ("CHƯA DUYỆT / NOT APPROVED: for a look and a price, not to be printed", None),
    }
    assert (answers.findings, answers.name, answers.signed, answers.litter) == ((), NAME, None, ())
    assert list(said(answers)) == [each.question.en for each in answers.answers]


def test_its_steps_are_three(ask: Ask, files: Files, tmp_path: Path) -> None:
    """Whoever waits is told of reading, comparing and making again; what is damaged is not made again."""
    ask()
    told: list[tuple[str, int, int]] = []
    for packed in (sealed(files), {**sealed(files), "x": b""}):
        (tmp_path / f"{NAME}.zip").write_bytes(zip_files(packed, NAME, DAY))
        verify.verify_package(
            tmp_path / f"{NAME}.zip", None, lambda what, at, of: told.append((what.en, at, of)), DAY
        )
    first = [("Reading", 0, 3), ("Comparing every file", 1, 3)]
    assert told == [*first, ("Making it again to compare", 2, 3), *first]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda files: files.pop(MANIFEST),
        lambda files: files.update({"x": b""}),
        lambda files: files.update({RECORD: b""}),
        lambda files: files.update({MANIFEST: files[MANIFEST].replace(b"\n", b"\r\n")}),
        lambda files: files.update({SIGNATURE_FILE: b"x"}),
    ],
    ids=["no manifest", "a file more", "a file changed", "line ends", "a bad signature"],
)
def test_what_is_damaged_is_not_made_again(spoil: Callable[[Files], object], ask: Ask, files: Files) -> None:
    """Where files or signature are wrong nothing is made of them, and no question after that is answered."""
    packed = sealed(files)
    spoil(packed)
    answers = ask(packed, again=MachineError(Text("x", "made again")))
    assert len(answers.answers) == 3
    assert [each.is_good for each in answers.answers].count(False) == 1
    assert all(finding.severity is Severity.ERROR for finding in answers.findings)
    assert (bool(answers.findings), answers.name, answers.today) == (True, None, None)


def test_what_differs_is_an_error(ask: Ask, files: Files) -> None:
    """The first of what differs is the answer."""
    answers = ask(again={**files, "sheets/sheets.pdf": b"%PDF-1.7"})
    assert said(answers)["Matches its job"] == (
        "Made again, 1 file differs; other contents: sheets/sheets.pdf.",
        False,
    )
    assert [each.rule for each in answers.findings] == ["package-says-what-its-job-says"] * len(answers.findings)
    assert answers.name == NAME


FIRST = Finding("x", Severity.ERROR, Text("khác", "another"), Text("", ""), Where("job/ward.yaml", 3, 4))
CELL = replace(FIRST, where=Where("job/a.csv", cell=TableCell(2, 3)))
WHY = Text("không tạo được.", "it cannot be made.")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UsageError(WHY, Text("làm", "do this")), "it cannot be made."),
        (InvalidDocumentError(WHY, (replace(FIRST, message=WHY),)), "it cannot be made."),
        (InvalidDocumentError(WHY, (replace(FIRST, where=None),)), "it cannot be made. another"),
        (InvalidDocumentError(WHY, (FIRST,)), "it cannot be made. job/ward.yaml:3:4: another"),
        (InvalidDocumentError(WHY, (CELL,)), "it cannot be made. job/a.csv, row 2, column C: another"),
    ],
    ids=["usage", "said once", "no place", "a line", "a cell"],
)
def test_why_it_cannot_be_made_again_is_told(error: KeytagError, told: str, ask: Ask) -> None:
    """What stopped it is the answer, with the first fault of a document and its place, and the hint to it."""
    answers = ask(again=error)
    assert said(answers)["Matches its job"] == (told, False)
    (finding,) = answers.findings
    assert (finding.rule, finding.message.en) == ("package-says-what-its-job-says", told)
    assert (finding.hint.en == "do this") == (error.hint is not None)
    assert (len(answers.answers), answers.name) == (4, None)


@pytest.mark.parametrize("error", [CannotWriteError(WHY), MachineError(WHY)])
def test_what_the_computer_cannot_do_is_no_fault_of_it(error: KeytagError, ask: Ask) -> None:
    """A full disk or little memory is told with its own code, and not as an answer about the package."""
    with pytest.raises(type(error)):
        ask(again=error)


def _recorded(files: Files, **values: object) -> Files:
    said = json.loads(files[RECORD])
    kept = {key: value for key, value in {**said, **values}.items() if value is not None}
    return {**files, RECORD: (json.dumps(kept, indent=2) + "\n").encode()}


def test_a_job_with_errors_is_told_by_its_version(ask: Ask, files: Files) -> None:
    """Where the job has errors today, the package is not good, and one of another version is to be asked there."""
    answers = ask(again=None)
    assert said(answers)["Matches its job"] == ("The job in the package has errors.", False)
    answers = ask(sealed(_recorded(files, keytag="9.9.9")), again=None)
    (finding,) = answers.findings
    assert finding.message.en.startswith("The package says that keytag 9.9.9 made it, and this is keytag ")
    assert finding.hint.en.startswith("Verify it with keytag 9.9.9 itself, ")
    error = ask(sealed(_recorded(files, keytag="9.9.9")), again=UsageError(WHY, Text("làm", "do this")))
    assert error.findings[0].hint.en.startswith("Verify it with keytag 9.9.9 itself, ")
    assert error.findings[0].message.en.endswith("so nothing is proven. it cannot be made.")


def test_a_record_that_cannot_be_read_is_told(ask: Ask, files: Files) -> None:
    """Without a record nothing is known of its version, and what is wrong with it is the answer."""
    answers = ask(sealed({**files, RECORD: b"x"}))
    (finding,) = answers.findings
    assert "job/record.json cannot be read: line 1, column 1 is no JSON" in finding.message.en


def test_todays_rules_are_warnings(ask: Ask) -> None:
    """What only today's rules find is no damage: a warning beside what is wrong with the package itself."""
    now = Today(date(2026, 6, 1), DAY, (FIRST,))
    answers = ask(now=now)
    assert (answers.findings, answers.today) == ((), now)
    assert answers.findings_with_today == (replace(FIRST, severity=Severity.WARNING),)
    assert ask(again=None, now=now).today == now


def _approved(*people: Mapping[str, Any]) -> Approval:
    """Return approvals of as many editions, by these people; without ``by`` nobody approved."""
    entries = [
        EditionApproval.model_validate(
            {
                **{key: value for key, value in ENTRY.items() if key != "approved"},
                "edition": f"e{number}",
                **({"approved": {"date": "2026-01-14", **person}} if person else {}),
            }
        )
        for number, person in enumerate(people)
    ]
    return Approval(approval=1, approvals=tuple(entries))


def _with_approval(files: Files, approval: Approval) -> Files:
    data = approval_text(approval).encode()
    return sealed(_recorded({**files, "job/approval.yaml": data}, approval="approved"))


def test_who_approved_is_told(ask: Ask, files: Files) -> None:
    """Each person and day once, three of them by name, in the reader's way to write a day."""
    packed = _with_approval(files, _approved({"by": "A"}, {"by": "A"}, {}, {"by": "B", "date": "2026-01-13"}))
    answer = ask(packed).answers[-1]
    assert (answer.question.en, answer.is_good) == ("Approval", True)
    assert (answer.said.vi, answer.said.en) == (
        "A, 14/01/2026; B, 13/01/2026",
        "A, 2026-01-14; B, 2026-01-13",
    )
    three = _approved(*({"by": one} for one in "ABC"))
    assert ask(_with_approval(files, three)).answers[-1].said.en.endswith("C, 2026-01-14")
    five = _approved(*({"by": one} for one in "ABCDE"))
    assert ask(_with_approval(files, five)).answers[-1].said.en.endswith("C, 2026-01-14; … +2")


def test_keys_that_signed_approvals_are_told(ask: Ask, files: Files) -> None:
    """The id of each key that signed an approval stands behind the names, once."""
    approval = _approved({"by": "A"}, {"by": "B"}, {"by": "C"})
    signed = tuple(sign_act(each, "approved", KEY[1], "") for each in approval.approvals[:2])
    entries = Approval(approval=1, approvals=(*signed, approval.approvals[2]))
    answer = ask(_with_approval(files, entries)).answers[-1]
    assert answer.said.en.endswith(f"C, 2026-01-14; key {key_id(signed[0], 'approved')}")
    assert answer.said.vi.endswith(f"; khóa ký {key_id(signed[0], 'approved')}")


def test_an_older_package_says_nothing_of_approval(ask: Ask, files: Files) -> None:
    """Of a record without a word of approval it is not said that anybody did."""
    answer = ask(sealed(_recorded(files, approval=None))).answers[-1]
    assert (answer.said.en, answer.is_good) == ("the package says nothing of it (of an older keytag)", None)


def test_a_zip_of_another_day_is_told(ask: Ask) -> None:
    """What the zip says of its day is held against the record's."""
    answers = ask(day=date(2026, 1, 16))
    (finding,) = answers.findings
    assert (finding.rule, said(answers)["The package's name"][1]) == ("package-is-packed-as-made", False)
    assert "are dated 2026-01-16, and the package is of 2026-01-15" in finding.message.en


def test_a_package_before_zips_has_the_first_day_they_know(ask: Ask, files: Files) -> None:
    """A zip knows no day before 1980: one of 1975 is dated as early as can be, and no earlier than that."""
    asked = {**json.loads(files[RECORD])["asked"], "date": "1975-01-01"}
    packed = sealed(_recorded(files, asked=asked))
    assert ask(packed, day=date(1980, 1, 1)).findings == ()
    assert len(ask(packed, day=date(1980, 1, 2)).findings) == 1


OTHER = "ward-2026-01-15-9999999999"


@pytest.mark.parametrize(
    ("called", "folder", "count"),
    [
        (f"{NAME} (1).zip", NAME, 0),
        (f"{OTHER}.zip", NAME, 1),
        (f"{NAME}.zip", OTHER, 1),
        (f"{OTHER}.zip", OTHER, 2),
        ("goi.zip", NAME, 0),
        ("goi", NAME, 0),
        (f"{OTHER}", NAME, 1),
    ],
)
def test_every_name_is_held_against_its_own(called: str, folder: str, count: int, ask: Ask) -> None:
    """What the file is called, and the folder inside, is another package's name or it is not."""
    answers = ask(called=called, folder=folder)
    assert [each.rule for each in answers.findings] == ["package-has-its-own-name"] * count
    assert said(answers)["The package's name"][1] is (count == 0)
    # Outside without the ending, whether it has one or not.
    assert all(f"is called {OTHER}, and" in each.message.en for each in answers.findings)


def test_a_folder_is_known_from_inside_it(
    ask: Ask, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked about ``.``, keytag looks at what the folder is called."""
    ask()
    for name in (NAME, f"{OTHER}.zip"):
        for each, data in sealed(files).items():
            path = tmp_path / "f" / name / each
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        monkeypatch.chdir(tmp_path / "f" / name)
        answers = verify.verify_package(Path(), None, lambda *_: None, DAY)
        assert [each.rule for each in answers.findings] == ["package-has-its-own-name"] * (name != NAME)
        assert said(answers)["How it is packed"] == ("a folder of plain files", True)


@pytest.mark.parametrize(
    ("comment", "is_own"),
    [
        (f"keytag {NAME}", True),
        ("timestamp:1764460800\tfile:MANIFEST.sha256\thashed", True),
        ("timestamp:1764460800\tfile:MANIFEST.sha256\tprehashed", True),
        ("timestamp:1764460800\tfile:MANIFESTxsha256\thashed", False),
        ("timestamp:1764460800\tfile:MANIFEST.sha256\thashed ", False),
        (f"keytag {OTHER}", False),
        (NAME, False),
    ],
)
def test_a_signature_vouches_for_this_package(comment: str, is_own: bool, ask: Ask, files: Files) -> None:  # noqa: FBT001 - a table
    """By keytag its name, by minisign the manifest: anything else is of another package."""
    answers = ask(sealed(files, comment), key=KEY[0])
    assert [each.rule for each in answers.findings] == ["signature-names-its-package"] * (not is_own)
    assert said(answers)["The package's name"][1] is is_own
    assert answers.signed is not None
    assert answers.signed.is_good is True


def _resigned(files: Files, change: Callable[[str], str], secret: str = KEY[1]) -> Files:
    manifest = make_manifest(files).text.encode()
    text = change(sign(manifest, secret, f"keytag {NAME}"))
    return {**files, MANIFEST: manifest, SIGNATURE_FILE: text.encode()}


@pytest.mark.parametrize(
    ("change", "keyed", "rule", "is_good", "words"),
    [
        (lambda text: text, True, "", True, f"good, key {KEY_ID} signed “keytag {NAME}”"),
        (
            lambda text: text,
            False,
            "",
            None,
            f"says that key {KEY_ID} signed “keytag {NAME}”; not checked: add --key",
        ),
        (
            lambda _text: "x",
            False,
            "signature-is-good",
            False,
            "MANIFEST.sha256.minisig is no signature of minisign.",
        ),
        (lambda text: text[:-1], True, "signature-names-its-package", False, "has more than the four lines"),
        (
            lambda text: text.replace("from keytag", "from us"),
            True,
            "signature-names-its-package",
            False,
            "has words that nobody signed: “signature from us”.",
        ),
    ],
    ids=["good", "no key", "none", "no end of line", "words beside"],
)
def test_each_signature_has_its_answer(  # noqa: PLR0913, PLR0917 - a table
    change: Callable[[str], str],
    keyed: bool,  # noqa: FBT001 - a table
    rule: str,
    is_good: bool | None,  # noqa: FBT001 - a table
    words: str,
    ask: Ask,
    files: Files,
) -> None:
    """What a signature says, and how it stands, is answered once and is one finding where it is wrong."""
    answers = ask(_resigned(files, change), key=KEY[0] if keyed else None)
    assert [each.rule for each in answers.findings] == [rule] * bool(rule)
    text, good = said(answers)["Signature"]
    assert (words in text, good) == (True, is_good)
    assert (answers.signed is None) == ("is no signature" in words)
    if answers.signed is not None:
        assert answers.signed.is_good is (is_good or None)


def test_a_signature_that_is_missing_or_anothers_is_no_good_one(ask: Ask, files: Files) -> None:
    """Who gives a key is told where nobody signed, and where another key did."""
    answers = ask(key=KEY[0])
    assert said(answers)["Signature"] == ("The package is not signed.", False)
    assert ([each.rule for each in answers.findings], answers.signed) == (["signature-is-good"], None)
    answers = ask(_resigned(files, str, new_key()[1]), key=KEY[0])
    assert [each.rule for each in answers.findings] == ["signature-is-good"]
    assert answers.signed is not None
    assert (answers.signed.is_good, said(answers)["Signature"][1]) == (False, False)


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda _text: b"\xff", 1),
        (lambda _text: b"", 0),
        (lambda text: b"".join(reversed(text.splitlines(keepends=True))), 1),
        (lambda text: text + b"x\n", 1),
        (lambda text: text.split(b"\n", 1)[1] + b"x\n", 2),
    ],
    ids=["no text", "empty", "another order", "a line of words", "a line of words for another"],
)
def test_each_fault_of_a_manifest_is_counted(
    change: Callable[[bytes], bytes], count: int, ask: Ask, files: Files
) -> None:
    """Of one that cannot be read that alone is said; of another each odd line and each file not named."""
    packed = sealed(files)
    packed[MANIFEST] = change(packed[MANIFEST])
    answers = ask(packed)
    text, is_good = said(answers)["Every file is unchanged"]
    assert (len(answers.findings), is_good) == (count or len(files), False)
    assert text.endswith(f" files, {count or len(files)} wrong")


def test_links_in_a_folder_are_told(files: Files, tmp_path: Path) -> None:
    """What is no plain file in an unpacked package is named, and that is no good packing."""
    for each, data in sealed(files).items():
        (tmp_path / NAME / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / NAME / each).write_bytes(data)
    (tmp_path / NAME / "zz").mkdir()
    (tmp_path / NAME / MANIFEST).write_bytes(b"")
    answers = verify.verify_package(tmp_path / NAME, None, lambda *_: None, DAY)
    assert said(answers)["How it is packed"] == ("something is not as keytag packs it", False)
    assert "The folder has links, devices or empty folders: zz." in {each.message.en for each in answers.findings}


def test_a_zip_of_another_program_is_told(ask: Ask, tmp_path: Path) -> None:
    """What stands in a zip besides its files is an error with every cause in it, though all files are whole."""
    ask()
    path = tmp_path / f"{NAME}.zip"
    path.write_bytes(path.read_bytes() + b"xy")
    answers = verify.verify_package(path, None, lambda *_: None, DAY)
    assert said(answers)["How it is packed"] == ("something is not as keytag packs it", False)
    (finding,) = answers.findings
    assert finding.message.en == "The zip is not as keytag packs it: 2 bytes stand behind its end."


def test_litter_is_told_beside_the_packing(ask: Ask, files: Files) -> None:
    """What a desktop left is named in the answer, and the rest is judged as it is."""
    answers = ask({**sealed(files), "Thumbs.db": b"x"})
    text, is_good = said(answers)["How it is packed"]
    assert text.endswith("; left by the desktop, no part of the package, can be removed: Thumbs.db")
    assert (is_good, answers.litter) == (True, ("Thumbs.db",))


def test_newer_packages_beside_it_are_named(ask: Ask, tmp_path: Path) -> None:
    """A later package of the same job in the folder is named."""
    later = NAME.replace("2026-01-15", "2026-01-16")
    (tmp_path / f"{later}.zip").write_bytes(b"")
    assert ask().newer == (f"{later}.zip",)


def test_of_several_each_is_asked(ask: Ask, tmp_path: Path) -> None:
    """One that cannot be read stops no other: each has its own answers or its own error, with its path."""
    ask()
    (tmp_path / "bad.zip").write_bytes(b"x")
    paths = (tmp_path / "bad.zip", tmp_path / f"{NAME}.zip")
    (bad, error), (path, whole) = verify.verify_packages(paths, None, lambda *_: None, DAY)
    assert (bad, path) == paths
    assert isinstance(error, InvalidDocumentError)
    assert isinstance(whole, verify.Verification)
    assert whole.findings == ()


def test_the_version_in_a_record_is_this_ones(files: Files) -> None:
    """What the tests above change is what keytag writes."""
    assert json.loads(files[RECORD])["keytag"] == __version__
