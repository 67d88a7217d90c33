"""What a package was made from: the job and all that it names, so that the same bytes can be made again.

The folder ``job/`` of a package is a job's folder like any other: the job under its own name, and beside it shop,
templates, profile and drawings, byte for byte as they were found, so that nothing built in decides any more. What
people wrote for themselves stays at home: of the job its comments and the contacts of its allotments, of a table
every cell that the job does not use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from msgspec import Struct

from keytag import __version__
from keytag.checks.handoff import PACKAGE_IS_SOUND
from keytag.documents.job.file import without_contacts
from keytag.documents.tables.write import write_copy
from keytag.documents.yaml import MAX_BYTES, yaml_text
from keytag.errors import InvalidDocumentError, UsageError
from keytag.files import font_files, library, reader
from keytag.handoff.manifest import is_safe
from keytag.handoff.record_form import FOLDER, FORM, PROFILE, RECORD, read_form, unreadable
from keytag.imposition import Filling
from keytag.steps.job_setup import JobSetup
from keytag.text.text import Text

__all__ = ["FOLDER", "RECORD", "RESOLVED", "Asked", "Record", "job_files", "read_record", "record_files"]

RESOLVED = "resolved"
"""Where in `FOLDER` shop and templates stand with every default filled in, for people to read."""
# House rules: a job names twenty templates at most, some drawings, a table, a profile of some MB.
_MOST_FILES, _MOST_BYTES = 300, 40_000_000


class Asked(Struct, frozen=True):
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


class Record(Struct, frozen=True):
    """What ``record.json`` says: the job's name in ``job/``, its shop, what was asked for, and by which keytag."""

    job: str
    shop: str
    asked: Asked
    version: str


def record_files(setting: JobSetup, asked: Asked) -> dict[str, bytes]:
    """Return the files of ``job/`` by their names in the package.

    Raises UsageError where the job's file has the name of one that it names: one would take the other's place.
    """
    named = _named_files(setting, asked)
    record = {
        "record": FORM,
        "keytag": __version__,
        "job": setting.file.path.name,
        "shop": setting.shop.name,
        "asked": {
            "count": asked.count,
            "layout": asked.layout,
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
        "content": setting.content_hash,
        "fonts": _fonts(),
        "profile": {"condition": setting.profile.condition, "sha256": setting.profile.digest},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return {**{f"{FOLDER}/{name}": data for name, data in named.items()}, RECORD: text.encode()}


def _named_files(setting: JobSetup, asked: Asked) -> dict[str, bytes]:
    """Return the job and everything it names, as found, and shop and templates as resolved."""
    job = setting.file.path
    shop_name = setting.shop.name
    shop = library.find(
        library.ResourceKind.SHOPS, asked.shop or setting.file.job.shop, job, asked=asked.shop is not None
    )
    named: dict[str, bytes] = {
        f"{shop_name}.yaml": reader.read_bytes(shop, MAX_BYTES),
        f"{RESOLVED}/{shop_name}.yaml": yaml_text(setting.shop).encode(),
        _profile_file(setting, asked): setting.profile.data,
    }
    for name, template in setting.templates.items():
        found = library.find(library.ResourceKind.TAGS, name, job)
        named[_file_of(name)] = reader.read_bytes(found, MAX_BYTES)
        named[f"{RESOLVED}/{_file_of(name)}"] = yaml_text(template).encode()
    for table in setting.file.tables:
        named[table.name] = write_copy(table.kept)
    for name in setting.arts:
        named[name] = library.read_beside(job, name)[1]
    if job.name in named:
        raise _same_name(job.name)
    odd = next((name for name in (job.name, *named) if not is_safe(f"{FOLDER}/{name}")), None)
    if odd is not None:
        raise _odd_name(odd)
    named[job.name] = without_contacts(reader.read_bytes(job, MAX_BYTES), str(job))
    return named


def _profile_file(setting: JobSetup, asked: Asked) -> str:
    """Return the name under which the profile is found again: the shop's own, or one that was asked for."""
    if asked.profile is not None:
        return PROFILE
    name = setting.shop.profile
    return name if name.lower().endswith(".icc") else f"{name}.icc"


def _file_of(template: str) -> str:
    """Return the file's name under which a job that names ``template`` finds it beside itself."""
    return template if template.endswith((".yaml", ".yml")) else f"{template}.yaml"


def _fonts() -> dict[str, str]:
    """Return the digest of every font file that lettering can be set in."""
    return {font.path.name: sha256(reader.read_bytes(font.path)).hexdigest() for font in font_files.fonts()}


def read_record(files: Mapping[str, bytes], package: str) -> Record:
    """Return what the package's record says.

    Raises InvalidDocumentError where it has none, where it is not of its form, or names files that are not there.
    """
    said = read_form(files.get(RECORD), package)
    asked = said["asked"]
    record = Record(
        job=said["job"],
        shop=said["shop"],
        asked=Asked(
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
        ),
        version=said["keytag"],
    )
    named = (record.job, f"{record.shop}.yaml", *([record.asked.profile] if record.asked.profile else []))
    for name in named:
        if f"{FOLDER}/{name}" not in files:
            found = Text(f"gói không có tệp {FOLDER}/{name}", f"the package has no {FOLDER}/{name}")
            raise unreadable(package, found)
    return record


def job_files(files: Mapping[str, bytes], package: str) -> dict[str, bytes]:
    """Return what lies in ``job/`` by its names in there, to be laid out and read as a job's folder.

    Raises InvalidDocumentError where that is more than any job names.
    """
    inside = {
        name.removeprefix(f"{FOLDER}/"): data for name, data in files.items() if name.startswith(f"{FOLDER}/")
    }
    size = sum(map(len, inside.values()))
    if len(inside) > _MOST_FILES or size > _MOST_BYTES:
        name = reader.shorten(package)
        message = Text(
            f"{name}: thư mục {FOLDER} có {len(inside)} tệp, {size} byte; nhiều nhất {_MOST_FILES} tệp, "
            f"{_MOST_BYTES} byte.",
            f"{name}: its folder {FOLDER} has {len(inside)} files, {size} bytes; at most {_MOST_FILES} files, "
            f"{_MOST_BYTES} bytes.",
        )
        raise InvalidDocumentError(message, (PACKAGE_IS_SOUND.found(message),))
    return inside


def _odd_name(name: str) -> UsageError:
    said = reader.shorten(name)
    return UsageError(
        Text(f"Tên tệp “{said}” không dùng được trong gói.", f"The file name “{said}” cannot be in a package."),
        Text("Đổi tên: chỉ chữ, số, gạch nối, dấu chấm.", "Rename it: letters, digits, hyphens and dots only."),
    )


def _same_name(name: str) -> UsageError:
    return UsageError(
        Text(
            f"Tệp công việc trùng tên với nhà in hay kiểu trình bày của nó: {name}.",
            f"The job's file has the name of its shop or template: {name}.",
        ),
        Text("Đổi tên tệp công việc, ví dụ ward.yaml.", "Give the job's file another name, like ward.yaml."),
    )
