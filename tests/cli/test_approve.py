"""`keytag approve` and the gate in `handoff`: what nobody approved, or is another since, stays in the house."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.documents.approval import read_approval
from keytag.files.library import APPROVAL

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an, number: 0769 000 101, role: chief}
qr: {link: "https://zalo.me/1000000000000000001"}
quantity: 60
shop: office-a4
"""
THREE = """editions:
  - {id: to-1, name: Tổ dân phố 1, extra_numbers: [{label: Cảnh sát khu vực, number: 0769 000 111}]}
  - {id: to-2, name: Tổ dân phố 2, extra_numbers: [{label: Cảnh sát khu vực, number: 0769 000 112}]}
  - {id: to-3, name: Tổ dân phố 3, extra_numbers: [{label: Cảnh sát khu vực, number: 0769 000 113}]}
"""
DAY = "2026-01-15"
WHO = "Đại úy Nguyễn Văn A"
Said = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the job."""
    monkeypatch.chdir(tmp_path)
    write(JOB)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command and read its JSON."""

    def run(*arguments: str) -> tuple[int, dict[str, Any]]:
        code = exit_code([*arguments, "--date", DAY, "--json", "--lang", "en"])
        return code, json.loads(capsys.readouterr().out)

    return run


def write(job: str) -> None:
    """Save the job."""
    Path("ward.yaml").write_text(job, encoding="utf-8")


def rules(said: dict[str, Any]) -> list[str]:
    """The rules that were broken."""
    return [each["rule"] for each in said["findings"] if each["severity"] == "error"]


def approved(say: Said, *more: str) -> None:
    """Approve the job as it is."""
    code, said = say("approve", "--by", WHO, "--called", "all", *more)
    assert code == 0, said


def test_an_approval_of_a_day_to_come_is_none(say: Said) -> None:
    """A clock that is ahead, or a hand in the file: the hand-off says both days."""
    approved(say)
    path = Path(APPROVAL)
    path.write_text(path.read_text("utf-8").replace(DAY, "2199-01-01"), encoding="utf-8")
    code, said = say("handoff")
    assert code == 1
    (told,) = said["findings"]
    assert told["rule"] == "approval-day-has-come"
    assert "2199-01-01" in told["message"]


def test_what_another_has_approved_keeps_his_name(say: Said) -> None:
    """Who names no edition signs those that wait; named, one is signed anew; so are all where none waits."""
    write(JOB + THREE)
    approved(say, "--edition", "to-2")
    other = ("approve", "--by", "Thiếu tá Lê B", "--called", "all")
    _, said = say(*other)
    assert [each["by"] for each in said["approval"]["editions"]] == ["Thiếu tá Lê B", WHO, "Thiếu tá Lê B"]
    _, said = say(*other, "--edition", "to-2")
    assert {each["by"] for each in said["approval"]["editions"]} == {"Thiếu tá Lê B"}
    approved(say)
    assert {each["by"] for each in say("check")[1]["approval"]["editions"]} == {WHO}


def test_what_was_approved_for_practice_is_approved_for_nothing_else(say: Said) -> None:
    """A sample that becomes a job is approved anew: its proof said that it is not to be used."""
    write(JOB.replace("keytag: 1", "keytag: 1\nsample: true"))
    approved(say)
    write(JOB)
    assert rules(say("handoff")[1]) == ["approval-is-of-this-order"]


def states(said: dict[str, Any]) -> list[str]:
    """How each edition stands."""
    return [each["state"] for each in said["approval"]["editions"]]


def test_nothing_is_handed_off_that_nobody_approved(say: Said) -> None:
    """The refusal says what to do, and writes nothing."""
    code, said = say("handoff")
    assert (code, rules(said)) == (1, ["approval-is-given"])
    assert "keytag approve ward.yaml" in said["findings"][0]["hint"]
    assert not Path("out").exists()


def test_every_number_is_called_before(say: Said) -> None:
    """Without all calls nobody is recorded as having approved; calls are kept from run to run."""
    code, said = say("approve", "--by", WHO)
    assert (code, rules(said)) == (1, ["every-number-was-called"])
    assert not Path(APPROVAL).exists()
    code, said = say("approve", "--by", WHO, "--called", "S1")
    assert (code, rules(said), states(said)) == (1, ["every-number-was-called"], ["none"])
    assert "0769 000 101" in said["findings"][-1]["message"]
    assert not Path(APPROVAL).exists()
    code, said = say("approve", "--by", WHO, "--called", "S1", "--as", "called")
    assert (code, states(said), said["approval"]["editions"][0]["uncalled"]) == (
        0,
        ["called"],
        ["Trưởng Công an 0769 000 101"],
    )
    assert "approved:" not in Path(APPROVAL).read_text(encoding="utf-8")
    assert say("approve", "--by", WHO, "--as", "called")[0] == 2
    code, said = say("approve", "--by", WHO, "--called", "0769 000 101")
    assert (code, states(said)) == (0, ["approved"])
    assert say("approve", "--by", WHO, "--called", "S9")[0] == 2


def test_a_job_with_an_open_warning_is_not_approved(say: Said) -> None:
    """What nobody has accepted with a reason is not approved by the way; nor is an error."""
    write(JOB.replace("quantity: 60", "quantity: 60\noverdue: 1"))
    assert say("approve", "--by", WHO, "--called", "all")[0] == 3
    write(JOB + "colours: {ground: orange, text: [100, 0, 0, 70], accent: [100, 0, 0, 70]}\n")
    code, said = say("approve", "--by", WHO, "--called", "all")
    assert (code, said["ok"]) == (1, False)
    assert said["accept"]
    write(JOB.replace("0769 000 101", "0769 000 10"))
    assert say("approve", "--by", WHO, "--called", "all")[0] in (1, 3)
    assert not Path(APPROVAL).exists()


@pytest.mark.parametrize(
    ("change", "rule", "said", "line"),
    [
        (("0769 000 101", "0769 000 102"), "of-this-tag", ("0769 000 101", "0769 000 102"), 6),
        (("Tổ quốc", "Tổ Quốc"), "of-this-tag", ("Tổ quốc", "Tổ Quốc"), 3),
        (("0000001", "0000002"), "of-this-tag", ("0000001", "0000002"), 7),
        (("quantity: 60", "quantity: 61"), "of-this-order", ("60", "61"), 8),
        (("shop: office-a4", "shop: office-a4\ncolours: {ground: navy}"), "of-this-tag", ("flag-red", "navy"), 10),
        (("shop: office-a4", "shop: office-a4\ntemplate: hotline"), "of-this-tag", ("classic", "hotline"), 10),
        (("shop: office-a4", "shop: office-a4\norder: {stock: Nhựa PVC}"), "of-this-order", ("", "Nhựa PVC"), 10),
        (("shop: office-a4", "shop: office-a4\ntag: {hole: {}}"), "of-this-tag", ("none", "4 mm"), 10),
    ],
)
def test_what_changes_afterwards_breaks_it_and_is_named(
    change: tuple[str, str], rule: str, said: tuple[str, str], line: int, say: Said
) -> None:
    """The hand-off says in words what was approved and what is there now, and on which line of the job."""
    approved(say)
    write(JOB.replace(*change))
    code, refused = say("handoff")
    assert code == 1
    found = [each for each in refused["findings"] if each["rule"] == f"approval-is-{rule}"]
    told = [each["message"] for each in found if each["line"] == line]
    assert any(said[0] in message and said[1] in message for message in told), found
    assert states(say("check")[1]) == ["changed"]
    write(JOB)
    assert states(say("check")[1]) == ["approved"]


def test_what_does_not_show_breaks_nothing(say: Said) -> None:
    """A comment, a budget and a contact are no reason to sign again."""
    approved(say)
    write("# Đã xem\n" + JOB + "budget: 1_800_000đ\norder: {contact: Nguyễn Văn B}\n")
    assert states(say("check")[1]) == ["approved"]


def test_calls_alone_leave_what_was_approved(say: Said) -> None:
    """Who calls a new number does not wipe out what was approved of the old one: put back, it holds again."""
    assert exit_code(["key", "new", "mine", "--quiet"]) == 0
    approved(say, "--key", "mine.key")
    write(JOB.replace("0769 000 101", "0769 000 102"))
    code, said = say("approve", "--by", WHO, "--as", "called", "--called", "0769 000 102")
    assert (code, states(said)) == (0, ["changed"])
    assert said["approval"]["editions"][0]["uncalled"] == []
    write(JOB)
    code, said = say("handoff", "--backing", "single")
    assert rules(said) == ["approval-is-of-this-order"]
    assert states(say("check")[1]) == ["approved"]
    write(JOB.replace("0769 000 101", "0769 000 102"))
    code, said = say("approve", "--by", WHO)
    assert (code, states(said)) == (0, ["approved"])


def test_a_refused_approval_leaves_the_last_one(say: Said) -> None:
    """Whoever may not approve what was changed has not wiped out what was approved before."""
    approved(say)
    before = Path(APPROVAL).read_bytes()
    write(JOB.replace("0769 000 101", "0769 000 102"))
    assert say("approve", "--by", WHO)[0] == 1
    assert Path(APPROVAL).read_bytes() == before


def test_two_hands_are_two_people(say: Said) -> None:
    """With hands: 2 whoever checked does not approve, however he writes his name."""
    write(JOB + "approval: {hands: 2}\n")
    code, said = say("approve", "--by", WHO, "--called", "all")
    assert (code, rules(said)) == (1, ["two-hands-approve"])
    assert say("approve", "--by", WHO, "--called", "all", "--as", "checked")[0] == 0
    code, said = say("handoff")
    assert (code, rules(said), states(said)) == (1, ["approval-is-given"], ["checked"])
    for name in ("NGUYỄN VĂN  A", "Thiếu tá Nguyễn Văn A", "nguye\u0302\u0303n va\u0306n a"):
        code, said = say("approve", "--by", name)
        assert (code, rules(said)) == (1, ["two-hands-approve"]), name
    code, said = say("approve", "--by", "Thượng tá Trần Thị B")
    assert (code, states(said)) == (0, ["approved"])
    assert said["approval"]["editions"][0]["checked_by"] == WHO


def test_each_commune_signs_its_own(say: Said) -> None:
    """An approval is of an edition; those of others stay, and the hand-off names who has not signed."""
    write(JOB + THREE)
    approved(say, "--edition", "to-2")
    assert states(say("check")[1]) == ["none", "approved", "none"]
    code, said = say("handoff")
    assert (code, rules(said)) == (1, ["approval-is-given"])
    assert "2 editions: Tổ dân phố 1, Tổ dân phố 3" in said["findings"][-1]["message"]
    code, said = say("approve", "--by", "Trần Thị B", "--called", "all", "--edition", "to-1")
    assert states(said) == ["approved", "approved", "none"]
    assert [each["by"] for each in said["approval"]["editions"]] == ["Trần Thị B", WHO, None]
    write((JOB + THREE).replace("name: Tổ dân phố 1", "name: Tổ dân phố 1, slogan: Vì bình yên cuộc sống"))
    assert states(say("check")[1]) == ["changed", "approved", "none"]
    assert say("approve", "--by", WHO, "--edition", "to-9")[0] == 2


def test_a_key_signs_it(say: Said) -> None:
    """A signed approval shows whose key it was; whoever writes into it by hand breaks the signature."""
    assert exit_code(["key", "new", "mine", "--quiet"]) == 0
    approved(say, "--key", "mine.key")
    (edition,) = say("check")[1]["approval"]["editions"]
    assert edition["state"] == "approved"
    assert edition["key"] in Path("mine.pub").read_text(encoding="utf-8")
    text = Path(APPROVAL).read_text(encoding="utf-8")
    Path(APPROVAL).write_text(text.replace(WHO, "Trung tá Trần Thị B"), encoding="utf-8")
    code, said = say("handoff")
    assert (code, rules(said)) == (1, ["approval-signature-is-good"])
    assert say("approve", "--by", WHO, "--key", "mine.pub")[0] == 2


def test_the_scan_is_known_by_its_digest(say: Said) -> None:
    """Of the signed paper the digest is recorded; one that is not there stops the run."""
    assert say("approve", "--by", WHO, "--called", "all", "--scan", "none.pdf")[0] == 4
    assert not Path(APPROVAL).exists()
    Path("signed.pdf").write_bytes(b"%PDF-1.7\n")
    approved(say, "--scan", "signed.pdf")
    digest = sha256(b"%PDF-1.7\n").hexdigest()
    assert digest in Path(APPROVAL).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: text.replace("artwork: ", "artwork: zz"), 3),
        (lambda text: text.replace("  of:", "  why: x\n  of:"), 3),
        (lambda text: text[: len(text) // 2], 3),
        (lambda text: text.replace("approval: 1", "approval: 2"), 3),
        (lambda text: text + text[text.index("- job") :], 3),
        (lambda _: "", 3),
        (lambda _: "\0" * 100, 3),
        (lambda _: "approval: 1\n" + "#" * 10_000_000, 3),
        (lambda _: JOB, 3),
    ],
    ids=["hash", "key", "half", "version", "twice", "empty", "zeros", "large", "job"],
)
def test_a_file_that_is_none_is_refused(spoil: Callable[[str], str], code: int, say: Said) -> None:
    """An approval is read as strictly as any document: nobody goes on without it."""
    approved(say)
    text = Path(APPROVAL).read_text(encoding="utf-8")
    Path(APPROVAL).write_text(spoil(text), encoding="utf-8")
    for command in (("handoff",), ("approve", "--by", WHO)):
        found, said = say(*command)
        assert found == code, said
        assert said["findings"][0]["file"] == APPROVAL or APPROVAL in said["findings"][0]["message"]
    code, said = say("check")
    assert (code, said["approval"]["editions"]) == (0, [])
    assert said["approval"]["unreadable"]


def test_a_folder_or_a_link_in_its_place_is_refused(say: Said, tmp_path: Path) -> None:
    """A folder is no approval; a link is read as what it leads to, and replaced by a file when it is written."""
    Path(APPROVAL).mkdir()
    assert say("handoff")[0] == 4
    assert say("approve", "--by", WHO, "--called", "all")[0] == 4
    Path(APPROVAL).rmdir()
    approved(say)
    real = tmp_path / "elsewhere.yaml"
    Path(APPROVAL).rename(real)
    Path(APPROVAL).symlink_to(real)
    assert states(say("check")[1]) == ["approved"]
    before = real.read_bytes()
    approved(say, "--position", "Phó trưởng Công an")
    assert not Path(APPROVAL).is_symlink()
    assert real.read_bytes() == before


def test_a_hash_written_in_by_hand_is_found_out(say: Said) -> None:
    """Whoever writes the new hash into the file has still left the old digits beside it."""
    approved(say)
    old = Path(APPROVAL).read_text(encoding="utf-8")
    write(JOB.replace("0769 000 101", "0769 000 102"))
    Path(APPROVAL).unlink()
    approved(say)
    new = Path(APPROVAL).read_text(encoding="utf-8")
    hashes = [next(line for line in text.splitlines() if "artwork:" in line) for text in (old, new)]
    assert hashes[0] != hashes[1]
    Path(APPROVAL).write_text(old.replace(hashes[0], hashes[1]), encoding="utf-8")
    assert "approval-is-of-this-tag" in rules(say("handoff")[1])


def test_another_job_of_the_folder_keeps_its_own(say: Said) -> None:
    """Two jobs of one folder have one file, and neither speaks for the other."""
    Path("other.yaml").write_text(JOB, encoding="utf-8")
    assert say("approve", "ward.yaml", "--by", WHO, "--called", "all")[0] == 0
    assert states(say("check", "other.yaml")[1]) == ["none"]
    assert say("approve", "other.yaml", "--by", "Trần Thị B", "--called", "all")[0] == 0
    assert states(say("check", "ward.yaml")[1]) == ["approved"]
    assert Path(APPROVAL).read_text(encoding="utf-8").count("- job: ") == 2


def test_a_person_is_named(say: Said) -> None:
    """Somebody stands for an approval: no name, or what is none, is refused."""
    for name in ("", "  ", "123", "A" * 101, "A\x1b[31m"):
        assert say("approve", "--by", name, "--called", "all")[0] == 2
    assert say("approve", "--called", "all")[0] == 2


def test_a_sample_may_be_tried(say: Said) -> None:
    """A sample is approved for practice; it is handed off all the same never."""
    write(JOB.replace("keytag: 1", "keytag: 1\nsample: true"))
    approved(say)
    assert rules(say("handoff")[1]) == ["samples-stay-here"]


def test_one_side_or_another_shop_is_another_order(say: Said) -> None:
    """What the command line asks of the hand-off is held against what was approved as well."""
    approved(say)
    for more in (("--backing", "single"), ("--shop", "digital-sra3"), ("--count", "120")):
        code, said = say("handoff", *more)
        assert code == 1, more
        assert "approval-is-of-this-order" in rules(said), more


def test_the_screen_says_it_in_a_line(capsys: pytest.CaptureFixture[str], say: Said) -> None:
    """`check` says in a line of at most 80 columns who approved it and when, or what has changed since."""
    approved(say, "--position", "Phó trưởng Công an")
    assert exit_code(["check", "--date", DAY, "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert "Phê duyệt: đã duyệt (Đại úy Nguyễn Văn A, Phó trưởng Công an, 15/01/2026)\n" in out
    write(JOB.replace("0769 000 101", "0769 000 102"))
    assert exit_code(["check", "--date", DAY, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "Approval: changed since" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_keytags_own_sample_is_copied_first(say: Said) -> None:
    """Nothing is written into keytag's own folder."""
    assert say("approve", "an-phu", "--by", WHO, "--called", "all")[0] == 2


def test_an_approval_is_taken_back(say: Said, capsys: pytest.CaptureFixture[str]) -> None:
    """--withdraw takes the entries of the named editions, or of all, and says whose they were."""
    write(JOB + THREE)
    approved(say)
    code, said = say_plainly(capsys, "approve", "--withdraw", "--edition", "to-2")
    assert (code, said["withdrawn"], said["files"]) == (0, ["to-2"], [{"path": APPROVAL}])
    assert states(say("check")[1]) == ["approved", "none", "approved"]
    assert rules(say("handoff")[1]) == ["approval-is-given"]
    # The job may be what is wrong: it is not read.
    write("nothing")
    assert exit_code(["approve", "--withdraw", "ward.yaml", "--lang", "vi"]) == 0
    told = capsys.readouterr().out
    assert f"Tổ dân phố 1 ({WHO}, 15/01/2026)" in told
    assert "báo nhà in dừng" in " ".join(told.split())
    for wrong in (("--by", WHO), (), ("--as", "checked")):
        assert say_plainly(capsys, "approve", "ward.yaml", "--withdraw", *wrong)[0] == 2
    write(JOB + THREE)
    approved(say)
    assert say_plainly(capsys, "approve", "--withdraw", "--edition", "to-9")[0] == 2


def test_who_took_an_approval_back_and_why_is_kept(say: Said, capsys: pytest.CaptureFixture[str]) -> None:
    """The file says whose approval it was, who took it back, when and why, also once it is approved again."""
    write(JOB + THREE)
    approved(say)
    who = ("--by", "Thiếu tá Trần Văn B", "--position", "Trưởng Công an", "--why", "Số trực ban đổi")
    assert say_plainly(capsys, "approve", "--withdraw", "--edition", "to-2", *who, "--date", "2026-01-16")[0] == 0
    approved(say)
    (kept,) = read_approval(Path("ward.yaml")).approval.withdrawn  # type: ignore[union-attr]
    assert (kept.edition, kept.approved_by, kept.date.isoformat()) == ("to-2", WHO, "2026-01-16")
    assert (kept.by, kept.position, kept.why) == ("Thiếu tá Trần Văn B", "Trưởng Công an", "Số trực ban đổi")
    assert say_plainly(capsys, "approve", "ward.yaml", "--by", WHO, "--why", "vì")[0] == 2


def say_plainly(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run a command that takes no date and read its JSON."""
    code = exit_code([*arguments, "--json", "--lang", "en"])
    return code, json.loads(capsys.readouterr().out)


def test_calls_that_were_made_are_ticked(say: Said, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --called` says who called which number and when, and which is new or another since the approval."""
    assert say("approve", "--by", WHO, "--called", "S2", "--as", "called")[0] == 0
    (edition,) = say("check")[1]["approval"]["editions"]
    assert edition["called"] == [
        {"label": "Trưởng Công an", "number": "0769 000 101", "by": WHO, "date": DAY},
    ]
    assert exit_code(["check", "--called", "--lang", "vi"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Còn 1 trong 2 số phải gọi")
    assert "[ ] S1" in told
    assert "[x] S2" in told
    assert f"đã gọi: {WHO}, 15/01/2026" in told
    approved(say)
    write(JOB.replace("0769 000 101", "0769 000 102"))
    assert exit_code(["check", "--called", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "[x] S1" in told
    assert "[ ] S2  0769 000 102" in told
    assert told.count("new, or changed since the approval") == 1


def test_check_says_that_open_warnings_stop_the_approval(capsys: pytest.CaptureFixture[str]) -> None:
    """A job that is right but for warnings is told with the lines of `accept`; a job without any with nothing."""
    assert exit_code(["check", "--lang", "vi"]) == 0
    assert "Còn cảnh báo" not in capsys.readouterr().out
    colours = "colours: {ground: orange, text: [100, 0, 0, 70], accent: [100, 0, 0, 70]}\n"
    write(JOB + colours)
    assert exit_code(["check", "--lang", "vi"]) == 0
    told = capsys.readouterr().out
    assert "Còn cảnh báo thì chưa duyệt, chưa gửi nhà in được (keytag approve, handoff)." in told
    assert told.endswith('accept:\n  - {rule: abutting-inks-leave-no-gap, reason: ""}\n')
    assert exit_code(["check", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
