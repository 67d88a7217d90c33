"""What a package was made from: the job and all that it names, so that the same bytes can be made again.

The folder ``job/`` of a package is a job's folder like any other: the job under its own name, and beside it shop,
templates, profile and drawings, byte for byte as they were found, so that nothing built in decides any more. What
people wrote for themselves stays at home: of the job its comments and the contacts of its allotments, of a table
every cell that the job does not use.

A record that is read may be anybody's. Its schema is closed: with a word more, a word less, a word twice, a number
that is none, or more than any package has, it is refused before anything is made of it. Answers to RFC 8259
(JSON), of which Infinity and NaN are no part.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn, get_args

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.checks.handoff import PACKAGE_IS_SOUND, RECORD_CAN_BE_READ
from keytag.documents.job.file import without_contacts
from keytag.documents.job.roster import MAX_EDITIONS
from keytag.documents.layout import LAYOUT_KINDS, is_layout_file
from keytag.documents.lock import lock_text
from keytag.documents.shop.model import BackingName
from keytag.documents.tables.write import write_copy
from keytag.documents.yaml import MAX_BYTES, yaml_text
from keytag.errors import InvalidDocumentError, UsageError
from keytag.files import font_files, library, reader
from keytag.files.reader import shorten_name
from keytag.findings import Where
from keytag.handoff.leaflet_files import leaflet_documents
from keytag.handoff.manifest import is_safe_name
from keytag.imposition import Filling
from keytag.standards import RULE_SETS
from keytag.steps.job_setup import JobSetup
from keytag.steps.order import ApprovalMode
from keytag.steps.press import layout_path, press_and_way
from keytag.text.text import Text, same_text

FOLDER = "job"
RECORD = f"{FOLDER}/record.json"
RESOLVED = "resolved"
"""Where in `FOLDER` shop and templates stand with every default filled in, for people to read."""
PROFILE = "profile.icc"
"""The name in ``job/`` of a profile that was asked for."""
RECORD_VERSION = 1
"""House rule: version of the record's own form."""
MOST_TAGS = 10_000_000
"""House rule: the most tags of an order, as the command takes them."""
MOST_PLATES = 1000
"""House rule: the most plates of a plan, as the command takes them."""
# A thousand plates of five hundred editions, a number a line, have 7 MB.
_MAX_BYTES = 10_000_000
# A list and an object for each plate, and the record's own.
_MAX_NODES = 2 * MOST_PLATES + 20
# House rules: a job names twenty templates at most, some drawings, a table, a profile of some MB.
_MOST_FILES, _MOST_BYTES = 300, 40_000_000
# House rule: no message has use for more of a stranger's text.
_LOOKED_AT = 1000
# House rule: keytag has ten font files.
_MAX_FONTS = 100
# APPNOTE 4.4.6: a zip knows no year after 2107. SOURCE_DATE_EPOCH counts from 1970.
_YEARS = range(1970, 2108)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CONTENT = re.compile(r"[0-9a-f]{10}")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]{0,39}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# How a record says whether its package was approved.
_APPROVAL: dict[ApprovalMode, str] = {"required": "approved", "unapproved": "not approved"}


class RecordedOptions(Struct, frozen=True):
    """What was asked for on the command line when the package was made."""

    count: int | None
    layout: str | None
    backing: str | None
    day: date
    shop: str | None = None
    profile: str | None = None
    rules: str | None = None
    max_plates: int | None = None
    plan: tuple[Filling, ...] = ()
    """What each plate carries: another version of keytag may plan otherwise, but prints this again."""
    approval: ApprovalMode = "unasked"
    """Whether the package was approved; records of old say nothing of it."""


class Record(Struct, frozen=True):
    """What ``record.json`` says: the job's name in ``job/``, its shop, what was asked for, and by which keytag."""

    job: str
    shop: str
    options: RecordedOptions
    version: str


def record_files(setup: JobSetup, asked: RecordedOptions, approval: bytes | None = None) -> dict[str, bytes]:
    """Return the files of ``job/`` by their names in the package; ``approval`` is who approved its editions.

    Raises UsageError where the job's file has the name of one that it names: one would take the other's place.
    """
    named = _named_files(setup, asked, approval)
    record = {
        "record": RECORD_VERSION,
        "keytag": __version__,
        "job": setup.file.path.name,
        "shop": setup.shop.name,
        **({"approval": _APPROVAL[asked.approval]} if asked.approval in _APPROVAL else {}),
        "asked": {
            "count": asked.count,
            "layout": layout_word(asked.layout),
            "backing": asked.backing,
            "profile": PROFILE if asked.profile is not None else None,
            "rules": asked.rules,
            "max_plates": asked.max_plates,
            "plan": [
                {"run_length": plate.run_length, "copies": list(plate.copies), "make_ready": plate.make_ready}
                for plate in asked.plan
            ],
            "date": asked.day.isoformat(),
        },
        "content": setup.content_hash,
        "fonts": _fonts(),
        "profile": {"condition": setup.profile.condition, "sha256": setup.profile.digest},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return {**{f"{FOLDER}/{name}": data for name, data in named.items()}, RECORD: text.encode()}


def _named_files(setup: JobSetup, asked: RecordedOptions, approval: bytes | None) -> dict[str, bytes]:
    """Return the job and everything it names, as found, its approval, and shop and templates as resolved."""
    job = setup.file.path
    shop_name = setup.shop.name
    shop = library.find(
        library.ResourceKind.SHOPS, asked.shop or setup.file.job.shop, job, asked=asked.shop is not None
    )
    named: dict[str, bytes] = {
        f"{shop_name}.yaml": reader.read_bytes(shop, MAX_BYTES),
        f"{RESOLVED}/{shop_name}.yaml": yaml_text(setup.shop).encode(),
        _profile_file(setup, asked): setup.profile.data,
    }
    for name, template in setup.templates.items():
        found = library.find(library.ResourceKind.TAGS, name, job)
        named[_file_of(name)] = reader.read_bytes(found, MAX_BYTES)
        named[f"{RESOLVED}/{_file_of(name)}"] = yaml_text(template).encode()
    for table in setup.file.tables:
        named[table.name] = write_copy(table.kept)
    named |= _layout_file(setup, asked)
    if setup.lock is not None:
        named[library.lock_path(job).name] = lock_text(setup.lock).encode()
    for name, data in leaflet_documents(setup).items():
        named.setdefault(name, data)
    for name in setup.arts:
        named[name] = library.read_beside(job, name)[1]
    if approval is not None:
        named[library.APPROVAL] = approval
    if job.name in named:
        raise _same_name(job.name)
    odd = next((name for name in (job.name, *named) if not is_safe_name(f"{FOLDER}/{name}")), None)
    if odd is not None:
        raise _odd_name(odd)
    named[job.name] = without_contacts(reader.read_bytes(job, MAX_BYTES), str(job))
    return named


def layout_word(asked: str | None) -> str | None:
    """Return what a record says of the layout that was asked for: a file lies beside its job then."""
    return Path(asked).name if asked is not None and is_layout_file(asked) else asked


def _layout_file(setup: JobSetup, asked: RecordedOptions) -> dict[str, bytes]:
    """Return the free layout by which sheets are laid, under the name by which it is found again."""
    press, way = press_and_way(setup, asked.layout, asked.backing)
    path = layout_path(setup, press, way.backing, asked.layout)
    if path is None:
        return {}
    said = layout_word(asked.layout) or setup.file.job.layout or setup.shop.layout
    return {said if is_layout_file(said) else path.name: reader.read_bytes(path, MAX_BYTES)}


def _profile_file(setup: JobSetup, asked: RecordedOptions) -> str:
    """Return the name under which the profile is found again: the shop's own, or one that was asked for."""
    if asked.profile is not None:
        return PROFILE
    name = setup.shop.profile
    return name if name.lower().endswith(".icc") else f"{name}.icc"


def _file_of(template: str) -> str:
    """Return the file's name under which a job that names ``template`` finds it beside itself."""
    return template if template.endswith((".yaml", ".yml")) else f"{template}.yaml"


def _fonts() -> dict[str, str]:
    """Return the digest of every font file that lettering can be set in."""
    return {
        font.path.name: sha256(reader.read_bytes(font.path)).hexdigest() for font in font_files.all_font_files()
    }


def _odd_name(name: str) -> UsageError:
    said = reader.shorten_name(name)
    return UsageError(
        Text(f"Tên tệp “{said}” không dùng được trong gói.", f"The file name “{said}” cannot be in a package."),
        Text("Đổi tên: chỉ chữ, số, gạch nối, dấu chấm.", "Rename it: letters, digits, hyphens and dots only."),
    )


def _same_name(name: str) -> UsageError:
    return UsageError(
        Text(
            f"Tệp đặt in trùng tên với nhà in hay kiểu trình bày của nó: {name}.",
            f"The job's file has the name of its shop or template: {name}.",
        ),
        Text("Đổi tên tệp đặt in, ví dụ ward.yaml.", "Give the job's file another name, like ward.yaml."),
    )


def read_record(files: Mapping[str, bytes], package: str) -> Record:
    """Return what the package's record says.

    Raises InvalidDocumentError where it has none, where it is not of its form, or names files that are not there.
    """
    said = _read_checked(files.get(RECORD), package)
    asked = said["asked"]
    record = Record(
        job=said["job"],
        shop=said["shop"],
        options=RecordedOptions(
            count=asked["count"],
            layout=asked["layout"],
            backing=asked["backing"],
            day=date.fromisoformat(asked["date"]),
            profile=asked["profile"],
            rules=asked["rules"],
            max_plates=asked["max_plates"],
            plan=tuple(
                Filling(plate["run_length"], tuple(plate["copies"]), plate["make_ready"])
                for plate in asked["plan"]
            ),
            approval=next((mode for mode, word in _APPROVAL.items() if word == said.get("approval")), "unasked"),
        ),
        version=said["keytag"],
    )
    layout = record.options.layout
    named = (
        record.job,
        f"{record.shop}.yaml",
        *([record.options.profile] if record.options.profile else []),
        *([layout] if layout is not None and is_layout_file(layout) else []),
    )
    for name in named:
        if f"{FOLDER}/{name}" not in files:
            found = Text(f"gói không có tệp {FOLDER}/{name}", f"the package has no {FOLDER}/{name}")
            raise unreadable_record(package, found)
    return record


def files_of_job(files: Mapping[str, bytes], package: str) -> dict[str, bytes]:
    """Return what lies in ``job/`` by its names in there, to be laid out and read as a job's folder.

    Raises InvalidDocumentError where that is more than any job names.
    """
    inside = {
        name.removeprefix(f"{FOLDER}/"): data for name, data in files.items() if name.startswith(f"{FOLDER}/")
    }
    size = sum(map(len, inside.values()))
    if len(inside) > _MOST_FILES or size > _MOST_BYTES:
        name = reader.shorten_name(package)
        message = Text(
            f"{name}: thư mục {FOLDER} có {len(inside)} tệp, {size} byte; nhiều nhất {_MOST_FILES} tệp, "
            f"{_MOST_BYTES} byte.",
            f"{name}: its folder {FOLDER} has {len(inside)} files, {size} bytes; at most {_MOST_FILES} files, "
            f"{_MOST_BYTES} bytes.",
        )
        raise InvalidDocumentError(message, (PACKAGE_IS_SOUND.finding(message),))
    return inside


def unreadable_record(package: str, found: Text, where: Where | None = None) -> InvalidDocumentError:
    """Return the refusal of a record: what was ``found`` in it."""
    name = shorten_name(package)
    message = Text(
        f"{name}: không đọc được bản ghi {RECORD}: {found.vi}.",
        f"{name}: its {RECORD} cannot be read: {found.en}.",
    )
    return InvalidDocumentError(message, (RECORD_CAN_BE_READ.finding(message, where=where),))


def _read_checked(data: bytes | None, package: str) -> dict[str, Any]:
    """Return what the record ``data`` of a ``package`` says, every word of it of its form.

    Raises InvalidDocumentError that names the first word that is not.
    """
    if data is None:
        raise unreadable_record(package, Text("không có tệp này", "there is no such file"))
    try:
        said = _parse(data)
        _check_against(said, _RECORD, "")
    except _RefusedError as error:
        raise unreadable_record(package, error.found, error.where) from None
    return said


def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > _MAX_BYTES or data.count(b"{") + data.count(b"[") > _MAX_NODES:
        raise _RefusedError(Text("quá lớn, không gói nào cần đến", "it is larger than any package needs"))
    try:
        said = json.loads(
            data.decode(), object_pairs_hook=_without_repeats, parse_constant=_no_number, parse_float=_no_number
        )
    except UnicodeDecodeError:
        raise _RefusedError(Text("không phải là văn bản UTF-8", "it is no UTF-8 text")) from None
    except json.JSONDecodeError as error:
        where = Where(RECORD, error.lineno, error.colno)
        found = Text(
            f"dòng {error.lineno}, cột {error.colno} không đúng dạng JSON",
            f"line {error.lineno}, column {error.colno} is no JSON",
        )
        raise _RefusedError(found, where) from None
    except RecursionError:
        raise _RefusedError(Text("lồng nhau quá sâu", "it is nested too deep")) from None
    except _RefusedError:
        raise
    except ValueError:
        # Python converts no number of more than 4,300 digits.
        raise _RefusedError(Text("có số quá dài", "it has a number that is too long")) from None
    return said if isinstance(said, dict) else {}


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        twice = _shown(Counter(name for name, _ in pairs).most_common(1)[0][0])
        raise _RefusedError(Text(f"từ khóa “{twice}” có hai lần", f"the key “{twice}” occurs twice"))
    return said


def _no_number(text: str) -> NoReturn:
    shown = _shown(text)
    raise _RefusedError(
        Text(f"có “{shown}”, mà ở đây chỉ có số nguyên", f"it has “{shown}” where only whole numbers stand")
    )


class _Value(Struct, frozen=True):
    """What may stand at a word of the record, and how that is called."""

    fits: Callable[[object], bool]
    expected: Text
    may_lack: bool = False


_Schema = Mapping[str, "_Value | _Schema"]


def _check_against(said: object, form: _Schema, place: str) -> None:
    """Hold ``said`` against a form. Raises _RefusedError for the first word that is missing, unknown or wrong."""
    if not isinstance(said, dict):
        raise _wrong(said, Text("nhiều từ khóa trong { }", "keys in { }"), place)
    inside = f"{place}." if place else ""
    for name in said:
        if name not in form:
            shown = _shown(f"{inside}{name}")
            raise _RefusedError(Text(f"từ khóa lạ “{shown}”", f"the key “{shown}” is not known"))
    for name, expected in form.items():
        if name not in said and isinstance(expected, _Value) and expected.may_lack:
            continue
        if name not in said:
            raise _RefusedError(Text(f"thiếu từ khóa “{inside}{name}”", f"the key “{inside}{name}” is missing"))
        if not isinstance(expected, _Value):
            _check_against(said[name], expected, f"{inside}{name}")
        elif not expected.fits(said[name]):
            raise _wrong(said[name], expected.expected, f"{inside}{name}")


def _wrong(said: object, expected: Text, place: str) -> _RefusedError:
    """Return what stands at ``place`` and what should; long lists are not told."""
    shown = "…" if isinstance(said, dict | list) else _shown(json.dumps(said, ensure_ascii=False))
    return _RefusedError(
        Text(
            f"từ khóa {place} ghi {shown}; đúng ra là {expected.vi}",
            f"{place} says {shown}; expected {expected.en}",
        )
    )


def _shown(text: str) -> str:
    """Return a stranger's text for a message; the rest of a very long one is not even looked at."""
    return shorten_name(text[:_LOOKED_AT])


class _RefusedError(ValueError):
    """The record is not of its form: what was found there."""

    def __init__(self, found: Text, where: Where | None = None) -> None:
        self.found = found
        self.where = where


def _is_whole(value: object, least: int, most: int) -> bool:
    """Tell whether ``value`` is a whole number; in Python true and false are numbers, too."""
    return type(value) is int and least <= value <= most


def _is_file(value: object) -> bool:
    """Tell whether ``value`` names a file that lies in the folder of the job itself."""
    return isinstance(value, str) and "/" not in value and is_safe_name(f"{FOLDER}/{value}")


def _is_day(value: object) -> bool:
    if not _is_like(_DAY, value):
        return False
    try:
        return date.fromisoformat(str(value)).year in _YEARS
    except ValueError:
        return False


def _is_like(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200 and value.isprintable()


def _are_fonts(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= _MAX_FONTS
        and all(_is_file(name) and _is_like(_DIGEST, digest) for name, digest in value.items())
    )


def _is_plan(value: object) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= MOST_PLATES
        and all(_is_plate(plate) for plate in value)
        and len({len(plate["copies"]) for plate in value}) == 1
    )


def _is_plate(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {"run_length", "copies", "make_ready"}:
        return False
    copies = value["copies"]
    return (
        _is_whole(value["run_length"], 1, MOST_TAGS)
        and _is_whole(value["make_ready"], 0, MOST_TAGS)
        and isinstance(copies, list)
        and 0 < len(copies) <= MAX_EDITIONS
        and all(_is_whole(number, 0, MOST_TAGS) for number in copies)
    )


def _or_null(value: _Value) -> _Value:
    expected = Text(f"{value.expected.vi}, hoặc null", f"{value.expected.en}, or null")
    return _Value(lambda said: said is None or value.fits(said), expected)


def _one_of(*names: object) -> _Value:
    listed = ", ".join(str(name) for name in names)
    expected = Text(f"một trong: {listed}", f"one of: {listed}") if len(names) > 1 else same_text(listed)
    # Not by ``in`` alone: 1 and true are equal.
    return _Value(lambda said: any(type(said) is type(name) and said == name for name in names), expected)


def _whole(least: int, most: int) -> _Value:
    expected = Text(f"một số nguyên từ {least} đến {most}", f"a whole number from {least} to {most}")
    return _Value(lambda said: _is_whole(said, least, most), expected)


_FILE = _Value(
    _is_file, Text(f"tên một tệp nằm ngay trong thư mục {FOLDER}", f"the name of a file in the folder {FOLDER}")
)
_LAYOUT = _Value(
    lambda said: said in LAYOUT_KINDS or (isinstance(said, str) and _is_file(said) and is_layout_file(said)),
    Text(f"một trong: {', '.join(LAYOUT_KINDS)}", f"one of: {', '.join(LAYOUT_KINDS)}"),
)
_RECORD: _Schema = {
    "record": _one_of(RECORD_VERSION),
    "keytag": _Value(
        lambda said: _is_like(_VERSION, said), Text("số phiên bản của keytag", "a version of keytag")
    ),
    "job": _FILE,
    "shop": _FILE,
    "approval": replace(_one_of(*_APPROVAL.values()), may_lack=True),
    "asked": {
        "count": _or_null(_whole(1, MOST_TAGS)),
        "layout": _or_null(_LAYOUT),
        "backing": _or_null(_one_of(*get_args(BackingName))),
        "profile": _or_null(_one_of(PROFILE)),
        "rules": _or_null(_one_of(*RULE_SETS)),
        "max_plates": _or_null(_whole(1, MOST_PLATES)),
        "plan": _Value(
            _is_plan,
            Text(
                f"các bản in, nhiều nhất {MOST_PLATES}, mỗi bản có run_length, copies, make_ready là số nguyên",
                f"at most {MOST_PLATES} plates, each with run_length, copies and make_ready in whole numbers",
            ),
        ),
        "date": _Value(
            _is_day,
            Text(
                f"một ngày từ năm {_YEARS[0]} đến năm {_YEARS[-1]}, ví dụ 2026-01-15",
                f"a day of {_YEARS[0]} to {_YEARS[-1]}, like 2026-01-15",
            ),
        ),
    },
    "content": _Value(lambda said: _is_like(_CONTENT, said), Text("10 chữ số hệ 16", "10 hexadecimal digits")),
    "fonts": _Value(
        _are_fonts,
        Text("tên tệp phông chữ, mỗi tệp một mã SHA-256", "names of font files, each with its SHA-256 digest"),
    ),
    "profile": {
        "condition": _Value(_is_line, Text("một dòng chữ", "one line of text")),
        "sha256": _Value(lambda said: _is_like(_DIGEST, said), Text("mã SHA-256", "a SHA-256 digest")),
    },
}
