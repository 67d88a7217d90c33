"""The command `doctor`: whether keytag works on this machine, and what it would gain from what is not installed.

Each question is asked by itself: what a damaged part raises is the answer to one, and leaves the others. So the
libraries of the work are loaded within the questions alone. Knows no screen.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path
from shutil import get_terminal_size

from msgspec import Struct

from keytag import __version__
from keytag.errors import CannotWriteError, KeytagError
from keytag.files import font_files, library, reader
from keytag.files.reader import shorten_name
from keytag.files.staging import scratch
from keytag.files.writer import reason_of
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.text.figures import format_day, format_measure
from keytag.text.text import Text, same_text

SAMPLE = "an-phu"
"""The job that is drawn and read back: one design with a code on it."""
# Every library that keytag asks for, by the name under which it is installed, with the module that loads it; none
# where being installed must do: font packages are folders of files, and ezdxf, loaded outside its door, would read
# the user's settings, as reportlab would.
LIBRARIES = {
    "can-ada": "can_ada",
    "defusedxml": "defusedxml",
    "ezdxf": "",
    "fontpkg-be-vietnam-pro": "",
    "fontpkg-roboto": "",
    "fonttools": "fontTools",
    "msgspec": "msgspec",
    "numpy": "numpy",
    "openpyxl": "openpyxl",
    "phonenumberslite": "phonenumbers",
    "pikepdf": "pikepdf",
    "pillow": "PIL.ImageCms",
    "py-minisign": "minisign",
    "pydantic": "pydantic",
    "pypdfium2": "pypdfium2",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "qrcode": "qrcode",
    "reportlab": "keytag.output.pdf.oneup",
    "resvg-py": "resvg_py",
    "rich": "rich",
    "skia-pathops": "pathops",
    "tinycss2": "tinycss2",
    "typer": "typer",
    "uharfbuzz": "uharfbuzz",
    "zxing-cpp": "zxingcpp",
}
# SHA-256 of what comes with keytag and lies under no package manager's list in a checkout.
OWN_DATA = {
    (library.ResourceKind.PROFILES, "FOGRA39L_coated.icc"): (
        "b35713ef7eff09349d4c3249e5f377736d06d8a2671c54712971a3546bf17c57"
    ),
    (library.ResourceKind.FONTS, "LiberationSerif-Regular.ttf"): (
        "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba"
    ),
    (library.ResourceKind.FONTS, "LiberationSerif-Bold.ttf"): (
        "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723"
    ),
    (library.ResourceKind.FONTS, "LiberationSerif-Italic.ttf"): (
        "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753"
    ),
    (library.ResourceKind.FONTS, "LiberationSerif-BoldItalic.ttf"): (
        "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558"
    ),
}
# Whose files are held against the list that was installed with them (PyPA, "Recording installed projects").
_LISTED = ("keytag", "fontpkg-be-vietnam-pro", "fontpkg-roboto")
# What of the environment changes what keytag writes, or how.
_VARIABLES = ("KEYTAG_LANG", "KEYTAG_DEBUG", "SOURCE_DATE_EPOCH", "TMPDIR", "TEMP", "COLUMNS", "NO_COLOR")
# House rules: so many names say enough; a picture of a tag is as large as its job says to a tenth of a mm.
_NAMED, _TOLERANCE = 4, 0.1
# A letter that only encodings made for Vietnamese have, and UTF-8.
_LETTER = "ộ"
_INSTALL_AGAIN = Text("Cài lại keytag.", "Install keytag again.")


class Standing(StrEnum):
    """How an answer stands; only what is broken keeps keytag from working."""

    FINE = "fine"
    ODD = "odd"
    BROKEN = "broken"


class Diagnosis(Struct, frozen=True):
    """A question to the installation, how it stands, what was found, and what to do about it."""

    name: str
    about: Text
    standing: Standing
    found: Text
    hint: Text = Text("", "")


class ExtraProgram(Struct, frozen=True):
    """Another program that keytag asks where it is installed: what it adds, and how to get it, by system."""

    name: str
    path: str | None
    version: str | None
    adds: Text
    get: Mapping[str, Text]


class HostFacts(Struct, frozen=True):
    """What keytag runs on: Python, the system, the screen; ``variables`` are those that change what it does."""

    program: str
    python: str
    system: str
    encoding: str
    columns: int
    colours: int
    variables: Mapping[str, str]


class Examination(Struct, frozen=True):
    """All that was asked and answered."""

    host: HostFacts
    diagnoses: tuple[Diagnosis, ...]
    programs: tuple[ExtraProgram, ...]

    @property
    def works(self) -> bool:
        """Whether nothing is broken."""
        return all(each.standing is not Standing.BROKEN for each in self.diagnoses)


Answer = tuple[Standing, Text, Text]


def examine(today: date) -> Examination:
    """Ask everything; ``today`` is the day on the clock."""
    return Examination(_host(), tuple(_diagnoses(today)), tuple(_programs()))


def _diagnoses(today: date) -> Iterator[Diagnosis]:
    questions: tuple[tuple[str, Text, Callable[[], Answer]], ...] = (
        ("libraries", Text("thư viện", "libraries"), _ask_libraries),
        ("fonts", Text("phông chữ", "fonts"), _ask_fonts),
        ("data", Text("dữ liệu đi kèm", "its own data"), _ask_data),
        ("files", Text("tệp chương trình", "its own files"), _ask_files),
        ("temporary", Text("thư mục tạm", "temporary folder"), _ask_temporary_folder),
        ("screen", Text("chữ trên màn hình", "letters on screen"), _ask_screen),
        ("clock", Text("đồng hồ", "clock"), lambda: _ask_clock(today)),
        ("sample", Text("vẽ thử rồi đọc lại", "drawn, read back"), lambda: _draw_sample(today)),
    )
    for name, about, ask in questions:
        yield Diagnosis(name, about, *_answer(ask))


def _answer(ask: Callable[[], Answer]) -> Answer:
    """Return the answer to a question; what a damaged part raises is one."""
    try:
        return ask()
    except KeytagError as error:
        return Standing.BROKEN, error.message, _INSTALL_AGAIN
    except OSError as error:
        why, where = reason_of(error), shorten_name(str(error.filename or "?"))
        return Standing.BROKEN, Text(f"{where}: {why.vi}", f"{where}: {why.en}"), _INSTALL_AGAIN
    except Exception as error:  # noqa: BLE001 - whatever a damaged library raises, the other questions are asked
        said = shorten_name(f"{type(error).__name__}: {error}")
        return Standing.BROKEN, same_text(said), _INSTALL_AGAIN


def _ask_libraries() -> Answer:
    """Say which libraries are not here, do not load, or are older than this keytag asks for."""
    least = _least_versions()
    wrong = [said for name, module in LIBRARIES.items() if (said := _fault_of(name, module, least)) is not None]
    if wrong:
        vi, en = ("; ".join(each.to(language) for each in wrong) for language in ("vi", "en"))
        return Standing.BROKEN, Text(vi, en), _INSTALL_AGAIN
    count = len(LIBRARIES)
    return Standing.FINE, Text(f"đủ {count}, đều nạp được", f"all {count} are here and load"), _NOTHING


_NOTHING = Text("", "")


def _least_versions() -> dict[str, str]:
    """Return the oldest version of each library that this keytag takes; nothing where it is not installed."""
    try:
        required = metadata.requires("keytag") or []
    except metadata.PackageNotFoundError:
        return {}
    found = (re.match(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)", line) for line in required)
    return {each[1].lower(): each[2] for each in found if each is not None}


def _fault_of(name: str, module: str, least: Mapping[str, str]) -> Text | None:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Text(f"thiếu {name}", f"{name} is missing")
    wanted = least.get(name, "0")
    if _numbers(version) < _numbers(wanted):
        return Text(f"{name} {version} cũ, cần từ {wanted}", f"{name} {version} is older than {wanted}")
    try:
        if module:
            import_module(module)
    except Exception as error:  # noqa: BLE001 - a library of another system's fails in its own way
        why = shorten_name(f"{type(error).__name__}: {error}")
        return Text(f"{name} {version} không nạp được ({why})", f"{name} {version} does not load ({why})")
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """Return the release of a version (PEP 440) as numbers, without zeros at its end."""
    release = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(part) for part in release[0].split(".")] if release is not None else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _ask_fonts() -> Answer:
    files = font_files.all_font_files()
    for file in files:
        reader.read_bytes(file.path)
    families = ", ".join(dict.fromkeys(file.family for file in files))
    return Standing.FINE, Text(f"{families}: đủ {len(files)} tệp", f"{families}: all {len(files)} files"), _NOTHING


def _ask_data() -> Answer:
    """Say which of the profile and the letters of papers are not as they were when keytag was made."""
    wrong = [name for (kind, name), digest in OWN_DATA.items() if _digest(kind, name) != digest]
    if wrong:
        listed = _list_names(wrong)
        return Standing.BROKEN, Text(f"khác bản gốc: {listed}", f"not as they were made: {listed}"), _INSTALL_AGAIN
    samples = len(library.document_names(library.ResourceKind.CONFIGS))
    return (
        Standing.FINE,
        Text(f"hồ sơ màu FOGRA39 nguyên vẹn, {samples} ví dụ", f"profile FOGRA39 is whole, {samples} sample jobs"),
        _NOTHING,
    )


def _digest(kind: library.ResourceKind, name: str) -> str:
    return sha256(reader.read_bytes(library.builtin_folder(kind) / name)).hexdigest()


def _ask_files() -> Answer:
    """Hold the files of keytag and of its fonts against the lists that were installed with them."""
    seen, wrong, is_listed = 0, list[str](), False
    for name in _LISTED:
        try:
            files = metadata.distribution(name).files or []
        except metadata.PackageNotFoundError:
            continue
        is_listed = is_listed or any(each.parts == ("keytag", "__init__.py") for each in files)
        for file in files:
            if file.hash is None or file.hash.mode != "sha256":
                continue
            seen += 1
            try:
                data = reader.read_bytes(Path(str(file.locate())))
            except KeytagError:
                data = b""
            if urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode() != file.hash.value:
                wrong.append(str(file))
    if wrong:
        listed = _list_names(wrong)
        return (
            Standing.BROKEN,
            Text(f"{len(wrong)} tệp khác lúc cài: {listed}", f"{len(wrong)} not as installed: {listed}"),
            _INSTALL_AGAIN,
        )
    if not is_listed:
        folder = shorten_name(str(Path(__file__).parents[2]))
        return (
            Standing.FINE,
            Text(f"chạy từ mã nguồn ở {folder}", f"run from the source tree in {folder}"),
            _NOTHING,
        )
    return Standing.FINE, Text(f"{seen} tệp đúng như lúc cài", f"{seen} files are as installed"), _NOTHING


def _list_names(names: list[str]) -> str:
    return ", ".join(map(shorten_name, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")


_NAME_ANOTHER = Text(
    "Giải phóng chỗ, hoặc đặt biến TMPDIR (Windows: TEMP) là thư mục ghi được.",
    "Free some room, or name a folder that can be written to in TMPDIR (Windows: TEMP).",
)


def _ask_temporary_folder() -> Answer:
    """Say whether there is one; where the one that is named cannot be used, which is used in its place."""
    try:
        with scratch() as folder:
            used = folder.parent
    except OSError as error:
        why = reason_of(error)
        where = shorten_name(str(error.filename or "?"))
        return (
            Standing.BROKEN,
            Text(f"không ghi được vào {where}: {why.vi}", f"{where} cannot be written to: {why.en}"),
            _NAME_ANOTHER,
        )
    named = next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), None)
    if named is not None and not _is_same(Path(named), used):
        named = shorten_name(named)
        return (
            Standing.ODD,
            Text(f"{named} không dùng được; dùng {used}", f"{named} cannot be used; {used} is"),
            _NAME_ANOTHER,
        )
    return Standing.FINE, Text(f"{used} ghi được", f"{used} can be written to"), _NOTHING


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _ask_screen() -> Answer:
    encoding = _encoding()
    try:
        _LETTER.encode(encoding)
    except (UnicodeError, LookupError):
        return (
            Standing.ODD,
            Text(
                f"bảng mã {encoding} không có đủ chữ Việt: chữ thiếu hiện thành “?”",
                f"the encoding {encoding} lacks Vietnamese letters: they show as “?”",
            ),
            Text(
                "Chọn UTF-8 cho cửa sổ lệnh (Windows: chcp 65001; Linux, macOS: LC_ALL=C.UTF-8).",
                "Set the terminal to UTF-8 (Windows: chcp 65001; Linux, macOS: LC_ALL=C.UTF-8).",
            ),
        )
    return Standing.FINE, Text(f"{encoding}, đủ chữ Việt", f"{encoding}, every Vietnamese letter"), _NOTHING


def _encoding() -> str:
    return (getattr(sys.stdout, "encoding", None) or "utf-8").upper()


def _ask_clock(today: date) -> Answer:
    """Say whether the clock can be right: no machine has keytag's table of places before its day."""
    from keytag.vietnam.places import own_table  # noqa: PLC0415 - reading it is part of the question

    made = own_table().date
    day = Text(format_day(today), today.isoformat())
    if today < made:
        return (
            Standing.ODD,
            Text(
                f"hôm nay là {day.vi}, trước ngày của bảng địa danh ({format_day(made)})",
                f"today is {day.en}, before the day of the table of places ({made.isoformat()})",
            ),
            Text("Chỉnh lại ngày của máy.", "Set the date of this machine."),
        )
    return (
        Standing.FINE,
        Text(
            f"hôm nay {day.vi}; bảng địa danh ngày {format_day(made)}",
            f"today is {day.en}; table of places of {made.isoformat()}",
        ),
        _NOTHING,
    )


def _draw_sample(today: date) -> Answer:
    """Draw a sample job into a temporary folder, read its files back: the tag's size, and what its code says."""
    from keytag.commands.render import render  # noqa: PLC0415 - loads what may be damaged
    from keytag.inspection.codes.reader import payloads_in, picture_of  # noqa: PLC0415 - the same
    from keytag.inspection.pdf import survey  # noqa: PLC0415 - the same

    path = library.find(library.ResourceKind.CONFIGS, SAMPLE)
    try:
        with scratch() as folder:
            report = render(path, Order(today), folder / "out", ("pdf", "svg", "png"), no_progress)
            files = {file.path.name: reader.read_bytes(file.path) for file in report.files}
    except (OSError, CannotWriteError) as error:
        why = error.message if isinstance(error, CannotWriteError) else reason_of(error)
        return Standing.BROKEN, why, _NAME_ANOTHER
    # That they are gone is no news at the end of the run.
    reader.forget(*(file.path for file in report.files))
    (drawn,) = report.editions
    width, height = drawn.size
    boxes = dict(survey(files["front.pdf"]).pages[0].boxes)
    trim = boxes["TrimBox"]
    if abs(trim.width - width) > _TOLERANCE or abs(trim.height - height) > _TOLERANCE:
        return Standing.BROKEN, Text("PDF không đúng cỡ", "the PDF has another size"), _INSTALL_AGAIN
    wanted = drawn.qr.payload if drawn.qr is not None else ""
    if payloads_in(picture_of(files["tag.png"])) != (wanted.encode(),):
        return Standing.BROKEN, Text("không đọc lại được mã QR", "its code does not read back"), _INSTALL_AGAIN
    size = format_measure(trim.width), format_measure(trim.height)
    return (
        Standing.FINE,
        Text(
            f"{SAMPLE}: {len(files)} tệp, đúng cỡ {size[0].vi} × {size[1].vi} mm, mã QR đọc đúng",
            f"{SAMPLE}: {len(files)} files, {size[0].en} × {size[1].en} mm, its code reads back",
        ),
        _NOTHING,
    )


def _programs() -> Iterator[ExtraProgram]:
    """Yield the programs that keytag asks where they are installed."""
    yield ExtraProgram(
        "Ghostscript",
        *_found("keytag.inspection.separations.ghostscript", "find_ghostscript", "title"),
        Text(
            "tách bản kẽm lần thứ hai, độc lập: handoff, inspect",
            "separates plates a second time, on its own: handoff, inspect",
        ),
        {
            "linux": same_text("apt install ghostscript"),
            "darwin": same_text("brew install ghostscript"),
            "win32": Text(
                "tải ở ghostscript.com, thêm thư mục bin vào PATH",
                "from ghostscript.com; put its folder bin on PATH",
            ),
        },
    )
    yield ExtraProgram(
        "zbar",
        *_found("keytag.inspection.codes.zbar", "find_zbar", "zbar_title"),
        Text("đọc mã QR lần thứ hai, độc lập: handoff", "reads codes a second time, on its own: handoff"),
        {
            "linux": same_text("apt install zbar-tools"),
            "darwin": same_text("brew install zbar"),
            "win32": Text(
                "cần zbarimg.exe trong PATH; không có cũng in được",
                "zbarimg.exe must be on PATH; nothing needs it",
            ),
        },
    )


def _found(module: str, find: str, entitle: str) -> tuple[str | None, str | None]:
    """Return where another program is and its version; nothing where keytag's part that asks it is damaged."""
    try:
        door = import_module(module)
        path = getattr(door, find)()
        title = str(getattr(door, entitle)()) if path is not None else ""
    except Exception:  # noqa: BLE001 - told by the question about libraries
        return None, None
    return path, title.rpartition(" ")[2] if " " in title else None


def _host() -> HostFacts:
    return HostFacts(
        program=f"keytag {__version__}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        system=f"{platform.system()} {platform.release()} {platform.machine()}".strip(),
        encoding=_encoding(),
        columns=get_terminal_size().columns,
        colours=_colours(os.environ),
        variables={name: shorten_name(os.environ[name]) for name in _VARIABLES if os.environ.get(name)},
    )


def _colours(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal says that it has; none where nobody looks at it."""
    term = environment.get("TERM", "")
    if not sys.stdout.isatty() or environment.get("NO_COLOR") or term == "dumb":
        return 0
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or environment.get("WT_SESSION"):
        return 1 << 24
    return 256 if "256color" in term else 16
