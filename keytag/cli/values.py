"""What was typed, as values: dates, names, formats, counts, sums of money.

Each reader refuses in both languages and says what to type instead. Knows nothing of what the values are for.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from keytag.errors import MissingResourceError, UsageError
from keytag.files import library, reader
from keytag.files.reader import shorten_name
from keytag.findings import Rule
from keytag.text.figures import format_count
from keytag.text.suggest import guess, guess_before
from keytag.text.text import Text
from keytag.units import parse_whole

if TYPE_CHECKING:
    from keytag.drawing.geometry import ShapeKind

USUAL_FORMATS = ("pdf", "svg", "png")
FORMATS = (*USUAL_FORMATS, "mockup")
LAYOUTS = ("nested", "grid", "free")
BACKINGS = ("sheetwise", "perfecting", "turn", "tumble", "single")
LEAFLET_SIZES = ("a4", "a5", "a6")
LEAFLET_SIDES = ("1", "2")
SIDES = ("front", "back", "both")
SHAPES = ("oval", "pill", "rectangle", "circle")
EVERY_SHAPE = "all"
LISTS = ("templates", "leaflets", "shops", "cutters", "layouts", "inks", "fonts")
LANGUAGES = ("vi", "en")
ANSWERS = ("text", "sarif")
ACTS = ("approved", "checked", "called")

# PKWARE's APPNOTE, 4.4.6: the last year that a zip can say; packages and workbooks are zips.
_LAST_YEAR = 2107
DEFAULT_JOB = "ward.yaml"
# House rule: more names than these are not read.
_LISTED = 6

# House rule: ten million tags are more than any province has households (the job's own limit).
MAX_COUNT = 10_000_000
_NO_WHOLE = Text("cần một số nguyên", "expected a whole number")
_PARTED_ODDLY = Text(
    "dấu chấm, dấu phẩy chỉ tách từng ba chữ số; cần một số nguyên",
    "a point or comma parts three digits each; expected a whole number",
)


S = TypeVar("S", bound=str | None)


def not_empty(text: S, option: str) -> S:
    """Return ``text``, None where the option was left out. Raises UsageError where it is empty (``--shop ""``)."""
    if text is None or text.strip():
        return text
    raise UsageError(
        Text(f"{option}: giá trị để trống.", f"{option}: the value is empty."),
        Text(f"Ghi giá trị sau {option}, hoặc bỏ {option}.", f"Give a value after {option}, or leave it out.")
        if option.startswith("-")
        else None,
    )


# House rule: with rank and title no name is half as long.
_LONGEST_NAME = 100


def name_of_person(text: str | None, option: str) -> str:
    """Return a person's name or post, its blanks single.

    Raises UsageError where there is none, or where it is no line of text.
    """
    if text is None:
        raise UsageError(
            Text(f"Thiếu {option}: ai duyệt?", f"{option} is missing: who is it?"),
            Text(
                f'Ghi cấp bậc, họ tên: {option} "Đại úy Nguyễn Văn A"',
                f'Give rank and name: {option} "Nguyễn Văn A"',
            ),
        )
    name = unicodedata.normalize("NFC", " ".join(not_empty(text, option).split()))
    if len(name) > _LONGEST_NAME or not name.isprintable() or not any(c.isalpha() for c in name):
        raise UsageError(
            Text(
                f"{option}: “{shorten_name(name)}” không phải là tên.",
                f"{option}: “{shorten_name(name)}” is no name.",
            ),
            Text(
                f"Ghi một dòng chữ, nhiều nhất {_LONGEST_NAME} ký tự.",
                f"Write one line of at most {_LONGEST_NAME} characters.",
            ),
        )
    return name


def ids(texts: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the ids that were given, each option one or several parted by commas."""
    return tuple(
        part.strip() for text in texts or () for part in not_empty(text, option).split(",") if part.strip()
    )


def choice(text: str | None, option: str, known: Sequence[str]) -> str | None:
    """Return ``text`` where it is one of ``known``. Raises UsageError otherwise, with did-you-mean."""
    not_empty(text, option)
    if text is None or text in known:
        return text
    listed = ", ".join(known)
    raise UsageError(
        Text(
            f"{option} {shorten_name(text)}: cần một trong: {listed}.",
            f"{option} {shorten_name(text)}: expected one of: {listed}.",
        ),
        guess(text, known),
    )


def tag_shapes(texts: Sequence[str] | None) -> tuple[ShapeKind, ...]:
    """Return the shapes of tags that ``--shape`` names. Raises UsageError for an unknown one."""
    from keytag.drawing.geometry import ShapeKind  # noqa: PLC0415 - few commands ask for shapes

    named = [choice(text, "--shape", (*SHAPES, EVERY_SHAPE)) for text in texts or ()]
    kinds = SHAPES if EVERY_SHAPE in named else tuple(filter(None, named))
    return tuple(ShapeKind(kind) for kind in kinds)


def layout(text: str | None) -> str | None:
    """Return ``text`` where it is a kind of layout, or the file of one. Raises UsageError otherwise."""
    is_file = text is not None and text.lower().endswith(".yaml")
    return text if is_file else choice(text, "--layout", LAYOUTS)


def duration(text: str | None, option: str, default: int) -> float:
    """Return a time in seconds, from 60, 60s or 10m. Raises UsageError where it is none, or more than a day."""
    if text is None:
        return float(default)
    bare = text.strip().lower()
    minutes = bare.endswith("m") and not bare.endswith("mm")
    number = bare[:-1] if bare[-1:] in {"s", "m"} else bare
    seconds = whole_number(number, option, 1, 86_400 // (60 if minutes else 1), default)
    return float(seconds or default) * (60 if minutes else 1)


def refuse_two_answers(text: str, *, as_json: bool, one_job: bool) -> None:
    """Raise UsageError where ``text`` is no way to answer, or is asked for together with another."""
    choice(text, "--format", ANSWERS)
    other = "--json" if as_json else "" if one_job else "--summary"
    if text == "sarif" and other:
        raise UsageError(
            Text(f"--format sarif không dùng chung với {other}.", f"--format sarif does not go with {other}."),
            Text("Bỏ một trong hai.", "Leave out one of them."),
        )


def refuse_to_fix_many(*, fix: bool, summary: bool) -> None:
    """Raise UsageError where the jobs of a whole folder are to be changed at once."""
    if fix and summary:
        raise UsageError(
            Text("--fix không dùng chung với --summary.", "--fix does not go with --summary."),
            Text(
                "Sửa từng tệp: keytag check ward.yaml --fix",
                "Mend one job at a time: keytag check ward.yaml --fix",
            ),
        )


_WITH_A_PACKAGE = Text("Chỉ thêm --out và --sign.", "Only --out and --sign go with it.")


def refuse_other_options(
    others: bool,  # noqa: FBT001 - the question itself
    option: str,
    allowed: Text = _WITH_A_PACKAGE,
) -> None:
    """Raise UsageError where more was given beside an ``option`` that says it all, but what is ``allowed``."""
    if others:
        raise UsageError(
            Text(f"{option} đã có đủ: không ghi thêm tệp đặt in hay tùy chọn khác.", f"{option} says it all."),
            allowed,
        )


def folder_of_jobs(text: str | None) -> Path:
    """Return the folder whose jobs are meant; without ``text``, where keytag was started.

    Raises:
        UsageError: ``text`` is no folder.
        MissingResourceError: no job lies there.
    """
    refuse_gone_folder()
    not_empty(text, "JOB")
    path = Path(text or ".")
    if not path.is_dir():
        raise UsageError(
            Text(
                f"{shorten_name(str(path))} không phải là thư mục.", f"{shorten_name(str(path))} is not a folder."
            ),
            Text("Ví dụ: keytag check --summary jobs/", "Example: keytag check --summary jobs/"),
        )
    if not library.job_files(path):
        raise MissingResourceError(
            Text(
                f"Thư mục {shorten_name(str(path))} không có tệp đặt in nào.",
                f"No job lies in {shorten_name(str(path))}.",
            ),
            Text(f"Tạo một tệp bằng: keytag init {DEFAULT_JOB}", f"Make one with: keytag init {DEFAULT_JOB}"),
        )
    return path


def named_rule(name: str | None) -> Rule | None:
    """Return the rule called ``name``, or None without one. Raises UsageError with did-you-mean for an unknown."""
    from keytag.checks.catalogue import rule_named, rule_names  # noqa: PLC0415 - knows every rule there is

    not_empty(name, "RULE")
    if name is None:
        return None
    found = rule_named(name)
    if found is None:
        raise UsageError(
            Text(
                f"Không có quy tắc nào tên {shorten_name(name)}.", f"There is no rule called {shorten_name(name)}."
            ),
            guess_before(name, rule_names(), Text("Xem tất cả: keytag explain", "See them all: keytag explain")),
        )
    return found


def refuse_no_command(*, as_json: bool) -> None:
    """Raise UsageError where a program named no command: help is for people."""
    if as_json:
        raise UsageError(
            Text("Thiếu tên lệnh.", "The command is missing."),
            Text("Xem các lệnh bằng: keytag --help", "See the commands with: keytag --help"),
        )


def command_named(name: str | None) -> str | None:
    """Return ``name`` where it is that of a command. Raises UsageError otherwise, with did-you-mean."""
    from keytag.cli import COMMANDS  # noqa: PLC0415 - this package itself, complete by now

    if name is None or name in COMMANDS:
        return name
    raise UsageError(
        Text(f"Không có lệnh {shorten_name(name)}.", f"There is no command {shorten_name(name)}."),
        guess_before(name, COMMANDS, Text("Xem các lệnh bằng: keytag help", "See the commands with: keytag help")),
    )


def file_formats(text: str) -> tuple[str, ...]:
    """Return the kinds of file in ``pdf,svg``, in the order of `FORMATS`."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for part in wanted or [text.strip(" ,")]:
        choice(part, "--format", FORMATS)
    return tuple(name for name in FORMATS if name in wanted)


def day(text: str | None, environment: Mapping[str, str] | None = None) -> date:
    """Return the date to write into files: ``--date``, else SOURCE_DATE_EPOCH, else today.

    Raises UsageError where either is no date; a variable without sense stops reportlab too, so it is refused
    even where it does not decide.
    """
    built = _source_date(os.environ if environment is None else environment)
    not_empty(text, "--date")
    if text is not None:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return _refuse_far(date.fromisoformat(text), "--date")
        except ValueError:
            pass
        raise UsageError(
            Text(
                f"--date {shorten_name(text)}: không phải là ngày.",
                f"--date {shorten_name(text)}: this is not a date.",
            ),
            Text("Viết năm-tháng-ngày, ví dụ 2026-01-15.", "Write year-month-day, like 2026-01-15."),
        )
    return built if built is not None else today()


def _refuse_far(day: date, said: str) -> date:
    """Return ``day``. Raises UsageError where it lies beyond what the files made of it can say."""
    if day.year <= _LAST_YEAR:
        return day
    raise UsageError(
        Text(f"{said}: năm {day.year} quá xa.", f"{said}: the year {day.year} is too far off."),
        Text(f"Ghi ngày không sau năm {_LAST_YEAR}.", f"Give a day not after the year {_LAST_YEAR}."),
    )


def today() -> date:
    """Return the day on the clock, whatever ``--date`` and SOURCE_DATE_EPOCH say: by its rules tags are used."""
    now = datetime.now(tz=UTC)
    try:
        return now.astimezone().date()
    except (ValueError, OverflowError, OSError):
        # TZ says what is no zone: the day of Greenwich is at most one off.
        return now.date()


def time_of_day() -> str:
    """Return the time on the clock, like 14:05:09."""
    now = datetime.now(tz=UTC)
    try:
        return f"{now.astimezone():%H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        return f"{now:%H:%M:%S}"


def _source_date(environment: Mapping[str, str]) -> date | None:
    """Return the day of SOURCE_DATE_EPOCH, which counts seconds in UTC; None where it is not set.

    https://reproducible-builds.org/specs/source-date-epoch
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return None
    # Eleven digits reach the year 5138; twelve would pass 9999, where Python's calendar ends.
    if re.fullmatch(r"[0-9]{1,11}", epoch):
        return _refuse_far(datetime.fromtimestamp(int(epoch), tz=UTC).date(), "SOURCE_DATE_EPOCH")
    raise UsageError(
        Text(
            f"Biến môi trường SOURCE_DATE_EPOCH={shorten_name(epoch)} không phải là thời điểm.",
            f"The environment variable SOURCE_DATE_EPOCH={shorten_name(epoch)} is no point in time.",
        ),
        Text(
            "Ghi số giây từ 01/01/1970, ví dụ 1768435200, hoặc bỏ biến này.",
            "Give seconds since 1970-01-01, like 1768435200, or unset the variable.",
        ),
    )


def labelled_numbers(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return labels and numbers from ``Label=0269 3000 113``."""
    pairs: list[tuple[str, str]] = []
    for text in texts:
        label, equals, number = (part.strip() for part in text.rpartition("="))
        if not (label and equals and number):
            raise UsageError(
                Text(f"--number {text}: thiếu nhãn hoặc số.", f"--number {text}: label or number is missing."),
                Text('Ví dụ: --number "Trực ban=0269 3000 113"', 'Example: --number "Trực ban=0269 3000 113"'),
            )
        pairs.append((label, number))
    return tuple(pairs)


def package_paths(texts: Sequence[str]) -> tuple[Path, ...]:
    """Return the packages that are meant, each once; a pattern such as ``out/*.zip`` is read as a shell would.

    Raises MissingResourceError where a pattern fits nothing.
    """
    refuse_gone_folder()
    found: dict[Path, None] = {}
    for text in texts:
        path = Path(not_empty(text, "FILE"))
        if reader.is_there(path) or not set("*?[") & set(text):
            found[path] = None
            continue
        matches = reader.matching_paths(text)
        if not matches:
            raise MissingResourceError(
                Text(f"Không có tệp nào khớp với {shorten_name(text)}.", f"No file fits {shorten_name(text)}."),
                _packages_there(path.parent),
            )
        found.update(dict.fromkeys(matches))
    return tuple(found)


# What telephones, cameras and scanners write.
_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".pdf", ".heic", ".heif", ".avif")


def photographs_and_source(texts: Sequence[str]) -> tuple[tuple[Path, ...], str | None]:
    """Return the pictures among ``texts``, and the job or package that is named beside them.

    Raises UsageError where there is no picture, or more than one other file.
    """
    given = [not_empty(text, "FILE") or "" for text in texts]
    pictures = tuple(Path(text) for text in given if text.lower().endswith(_PICTURES))
    others = [text for text in given if not text.lower().endswith(_PICTURES)]
    if not pictures:
        raise UsageError(
            Text("Chưa có ảnh chụp tờ in.", "There is no photograph of a sheet."),
            Text("Ví dụ: keytag firstsheet truoc.jpg sau.jpg", "For one: keytag firstsheet front.jpg back.jpg"),
        )
    if len(others) > 1:
        listed = ", ".join(shorten_name(text) for text in others)
        raise UsageError(
            Text(f"Chỉ ghi một tệp đặt in hoặc một gói: {listed}.", f"Name one job or one package: {listed}."),
            Text("Ảnh phải là .jpg, .png, .tif hoặc .pdf.", "Photographs are .jpg, .png, .tif or .pdf."),
        )
    return pictures, others[0] if others else None


def _packages_there(folder: Path) -> Text:
    """Say which packages lie in ``folder``, or how to make one."""
    there = [path.name for path in reader.matching_paths(str(folder / "*.zip"))]
    if there:
        listed = ", ".join(map(shorten_name, there[:_LISTED])) + (" …" if len(there) > _LISTED else "")
        return Text(f"Trong {folder} có: {listed}.", f"In {folder} there are: {listed}.")
    return Text("Gói được tạo bằng: keytag handoff", "A package is made with: keytag handoff")


def refuse_gone_folder() -> None:
    """Raise MissingResourceError where the folder keytag was started in is no more: no path leads anywhere."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise MissingResourceError(
            Text("Thư mục đang làm việc đã bị xóa.", "The folder you are working in has been removed."),
            Text("Chuyển sang thư mục khác bằng lệnh cd.", "Change to another folder with cd."),
        ) from None


def tag_count(text: str | None, option: str = "--count") -> int | None:
    """Return how many tags were asked for. Raises UsageError outside 1 to `MAX_COUNT`."""
    return whole_number(text, option, 1, MAX_COUNT, 3200)


def whole_number(text: str | None, option: str, least: int, most: int, example: int | None = None) -> int | None:
    """Return a whole number. Raises UsageError outside ``least`` to ``most``; an ``example`` helps."""
    not_empty(text, option)
    if text is None:
        return None
    found = parse_whole(text)
    if found is not None and least <= found <= most:
        return found
    shown = least if example is None else example
    why = _PARTED_ODDLY if found is None and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)+", text.strip()) else _NO_WHOLE
    return _refuse(option, text, why, (least, most), shown)


def _refuse(option: str, text: str, why: Text, bounds: tuple[int, int], example: int) -> NoReturn:
    (least, most), (low, high) = ([format_count(bound, language) for bound in bounds] for language in ("vi", "en"))
    raise UsageError(
        Text(
            f"{option} {shorten_name(text)}: {why.vi} từ {least} đến {most}.",
            f"{option} {shorten_name(text)}: {why.en} from {low} to {high}.",
        ),
        Text(f"Ví dụ: {option} {example}", f"Example: {option} {example}"),
    )


def plate_limit(text: str | None) -> int | None:
    """Return how many plates a plan may have. Raises UsageError where that is none."""
    # House rule: no programme has half as many plates.
    return whole_number(text, "--max-plates", 1, 1000)


def sheets_per_file(text: str | None, *, every_sheet: bool) -> int | None:
    """Return how many sheets a file may have. Raises UsageError where that is none, or goes without."""
    if text is not None and not every_sheet:
        raise UsageError(
            Text(
                "--sheets-per-file chỉ dùng cùng --every-sheet.",
                "--sheets-per-file goes with --every-sheet alone.",
            ),
            Text("Thêm --every-sheet.", "Add --every-sheet."),
        )
    # House rule: of a hundred thousand sheets a reader shows none.
    return whole_number(text, "--sheets-per-file", 1, 100_000)


def sum_of_money(text: str | None, option: str, least: int = 0) -> int | None:
    """Return a sum in đồng. Raises UsageError where it is none, or outside ``least`` to a price's most."""
    from keytag.documents.yaml.fields import MAX_PRICE, parse_money  # noqa: PLC0415 - seldom asked for

    not_empty(text, option)
    if text is None:
        return None
    found = parse_money(text)
    if found is not None and least <= found <= MAX_PRICE:
        return found
    raise UsageError(
        Text(
            f"{option} {shorten_name(text)}: cần một số tiền từ {least} đến {format_count(MAX_PRICE, 'vi')} đ.",
            f"{option} {shorten_name(text)}: expected a sum from {least} to {format_count(MAX_PRICE, 'en')} đ.",
        ),
        Text(f"Ví dụ: {option} 6_000đ", f"Example: {option} 6_000đ"),
    )


def bag_and_box(text: str | None) -> tuple[int | None, int | None]:
    """Return how many tags go into a bag and into a box: ``50``, or ``50/500``.

    Raises UsageError where these are no numbers, or where a box would hold no bag.
    """
    from keytag.documents.yaml.fields import LEAST_BAG, MAX_BAG, MAX_BOX  # noqa: PLC0415 - seldom asked for

    not_empty(text, "--bundle")
    if text is None:
        return None, None
    first, slash, second = text.partition("/")
    bag, box = parse_whole(first) or 0, parse_whole(second) if slash else None
    if LEAST_BAG <= bag <= MAX_BAG and (not slash or (box is not None and bag <= box <= MAX_BOX)):
        return bag, box
    raise UsageError(
        Text(
            f"--bundle {shorten_name(text)}: cần số chiếc một túi ({LEAST_BAG} đến {MAX_BAG}), hoặc túi/thùng.",
            f"--bundle {shorten_name(text)}: expected tags in a bag ({LEAST_BAG} to {MAX_BAG}), or bag/box.",
        ),
        Text("Ví dụ: --bundle 50, hoặc --bundle 50/500", "Example: --bundle 50, or --bundle 50/500"),
    )
