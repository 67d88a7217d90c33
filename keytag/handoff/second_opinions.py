"""Second opinions on a package, by programs that share no code with keytag, where they are installed.

Ghostscript separates the one-ups and the first plate; zbar reads each edition's codes, tag and leaflet. What they
say can stop a package and is told on the screen, but stands in no file of it: the bytes must not hang on what a
machine has. So is it where one of them is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from msgspec.structs import replace

from keytag.checks.handoff import OTHERS_AGREE
from keytag.findings import Finding, Severity
from keytag.handoff.evidence import Evidence, StandardChecks
from keytag.inspection.codes import zbar
from keytag.inspection.codes.reader import picture_of_code
from keytag.inspection.separations import ghostscript
from keytag.inspection.separations.coverage import PageInk
from keytag.inspection.sheets.slots import CodeSeen
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup
from keytag.text.text import Text

# House rule: one-ups of so many editions are separated anew; the others differ in their words alone.
_MOST_EDITIONS = 4
# Measured: Ghostscript blackens every dot that a shape touches, which thickens lettering and codes by a sixth; so
# much, and that share of what is inked or left open, is no difference.
_TOLERANCE, _SHARE = 0.04, 0.25
# House rule: below this an ink is on no plate: a rounding of pixels.
_TRACE = 0.0005
# Register marks are in "All": on the plates of every spot of a file, but Ghostscript makes those of a page alone.
_MARKS = 0.02
# Measured: pages that lie otherwise on the grid of dots differ by 0.0012; a dieline that knocks out takes 0.018 of
# a full ground with it.
_SAME = 0.005


def ask_other_programs(setup: JobSetup, files: Mapping[str, bytes], evidence: Evidence) -> tuple[Finding, ...]:
    """Return where others do not agree, and notes on those that could not be asked; nothing where all agree."""
    technical = frozenset(ink.name for ink in setup.technical if ink.technical)
    standards, codes = evidence.standards, evidence.seen.codes_seen
    leaflets = tuple(map(_alone, evidence.leaflet.codes_seen)) if evidence.leaflet is not None else ()
    names = names_of(setup.file.editions)
    # Each is a process of its own, so that they run side by side.
    with ThreadPoolExecutor() as pool:
        asked = (
            pool.submit(_separate_one_ups, files, standards, technical),
            pool.submit(_separate_first_plate, files, evidence, technical),
            pool.submit(_read_codes, codes, names, Text("Mẫu", "Edition")),
            pool.submit(_read_codes, leaflets, names, Text("Tờ rơi, mẫu", "Leaflet, edition")),
        )
        return (
            *_programs_not_here((*codes, *leaflets)),
            *(finding for each in asked for finding in each.result()),
        )


def _programs_not_here(codes: Sequence[CodeSeen]) -> Iterator[Finding]:
    """Yield a note on each program that is not installed and would have been asked."""
    gone = [("Ghostscript", Text("bản kẽm", "the plates"))] if ghostscript.find_ghostscript() is None else []
    if codes and zbar.find_zbar() is None:
        gone.append(("zbar", Text("mã QR", "the codes")))
    for name, what in gone:
        yield OTHERS_AGREE.finding(
            Text(
                f"Máy này chưa có {name}: {what.vi} chỉ do keytag tự xem.",
                f"{name} is not installed here: nobody but keytag has looked at {what.en}.",
            ),
            Text(f"Cài {name} để có ý kiến thứ hai.", f"Install {name} for a second opinion."),
            severity=Severity.NOTE,
        )


def _separate_one_ups(
    files: Mapping[str, bytes], standards: StandardChecks, technical: frozenset[str]
) -> list[Finding]:
    """Return the one-ups whose plates are others than their content says, or whose dieline is not alone."""
    chosen = [file for file in standards.files if file.plates is not None and len(file.windows) == 1]
    chosen = chosen[: 4 * _MOST_EDITIONS]
    windows = [file.windows[0] for file in chosen]
    found = ghostscript.separate_by_ghostscript([files[file.name] for file in chosen], windows, technical)
    if found is None:
        return []
    findings: list[Finding] = []
    pages = {file.name: page for file, page in zip(chosen, found, strict=True)}
    for name, page in pages.items():
        findings += _plates_that_differ(name, page, standards.coverage(name), _TRACE)
        bare = pages.get(name.replace(".pdf", "-print.pdf"))
        if bare is not None:
            findings += _plates_touched_by_dieline(name, page, bare, technical)
    return findings


def _separate_first_plate(
    files: Mapping[str, bytes], evidence: Evidence, technical: frozenset[str]
) -> list[Finding]:
    """Return where the first sheet's plates are others than what was counted on them."""
    first = next((file for file in evidence.standards.files if file.name == evidence.coverage[0].file), None)
    if first is None:
        return []
    meant = [side for side in evidence.coverage if side.file == first.name][:2]
    windows = first.windows[: len(meant)]
    found = ghostscript.separate_by_ghostscript((files[first.name],), windows, technical)
    return [
        finding
        for page, wanted in zip(found or (), meant, strict=False)
        for finding in _plates_that_differ(f"{first.name}, {page.page}", page, wanted.coverage, _MARKS)
    ]


def _plates_that_differ(
    name: str, page: PageInk, wanted_by: Sequence[tuple[str, float]], trace: float
) -> Iterator[Finding]:
    """Yield the plates that are inked otherwise; one with less than ``trace`` may be missing."""
    seen, meant = dict(page.coverage), dict(wanted_by)
    for ink in sorted(seen.keys() | meant.keys()):
        there, wanted = seen.get(ink, 0.0), meant.get(ink, 0.0)
        allowed = _TOLERANCE + _SHARE * min(wanted, 1.0 - wanted)
        is_gone = min(there, wanted) == 0 and max(there, wanted) > trace
        if abs(there - wanted) > allowed or is_gone:
            yield OTHERS_AGREE.finding(
                Text(
                    f"{name}: Ghostscript thấy bản kẽm {ink} phủ {there:.1%}, tệp ghi {wanted:.1%} "
                    f"(lệch tối đa {allowed:.0%}).",
                    f"{name}: Ghostscript's plate {ink} is inked by {100 * there:.1f} %, the file says "
                    f"{100 * wanted:.1f} % (at most {100 * allowed:.0f} % apart).",
                )
            )


def _plates_touched_by_dieline(
    name: str, page: PageInk, bare: PageInk, technical: frozenset[str]
) -> Iterator[Finding]:
    """Yield the printed plates that are others with the dieline than without it: it knocks out, or prints."""
    cut, plain = dict(page.coverage), dict(bare.coverage)
    for ink in sorted((cut.keys() | plain.keys()) - technical):
        with_cut, without = cut.get(ink, 0.0), plain.get(ink, 0.0)
        if abs(with_cut - without) > _SAME:
            yield OTHERS_AGREE.finding(
                Text(
                    f"{name}: có đường bế thì bản kẽm {ink} phủ {with_cut:.2%}, không có thì {without:.2%}: "
                    "đường bế không nằm riêng.",
                    f"{name}: with the dieline the plate {ink} is inked by {100 * with_cut:.2f} %, "
                    f"without {100 * without:.2f} %: "
                    "the dieline is not alone on its plate.",
                )
            )


def _alone(code: CodeSeen) -> CodeSeen:
    """Return a leaflet's code without what stands round it: a page of pixels is long to read, and has others."""
    return replace(code, picture=picture_of_code(code.picture, code.payload))


def _read_codes(codes: Sequence[CodeSeen], names: Mapping[str, str], where: Text) -> list[Finding]:
    """Return the codes that zbar reads otherwise; one that it cannot read at all is looked at by people."""
    again = zbar.read_again([code.picture for code in codes]) or ()
    findings: list[Finding] = []
    for code, read in zip(codes, again, strict=False):
        if read == (code.payload,):
            continue
        if read:
            said = Text(f"zbar đọc mã QR ra “{read[0]}”", f"zbar reads the QR code as “{read[0]}”")
        else:
            said = Text("zbar không đọc được mã QR", "zbar cannot read the QR code")
        called = names[code.edition]
        message = Text(f"{where.vi} {called}: {said.vi}.", f"{where.en} {called}: {said.en}.")
        findings.append(OTHERS_AGREE.finding(message, severity=Severity.ERROR if read else Severity.WARNING))
    return findings
