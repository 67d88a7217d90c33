"""pydantic's validation errors as keytag's findings: in both languages, with line, column and what to do.

pydantic's own English is never shown. Each error type is translated by one small function; what has no translation
says that the value cannot stand there. A key that the model does not know may be misspelt, belong into another
group or into another kind of document, or be the end of a text that a comma in braces tore apart (YAML 1.2.2,
7.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from keytag.documents.yaml.nodes import MapNode, Node, Positions, Scalar, child, line_of
from keytag.documents.yaml.outline import Model, document_kind, example_of, keys_of, model_at
from keytag.documents.yaml.refusal import RefusedValueError, Step, did_you_mean, quote, what_can_stand
from keytag.documents.yaml.rules import (
    BAD_VALUE,
    DOCUMENT_IS_OF_ITS_KIND,
    MISSING_KEY,
    NEWER_FORMAT,
    TOO_LONG,
    UNKNOWN_KEY,
)
from keytag.findings import Finding, Where
from keytag.text.suggest import guess, likely_names
from keytag.text.text import Text, same_text
from keytag.text.vocabulary import translate_word

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Words = tuple[Text, Text]

_SEE_ABOVE = Text("Sửa chỗ này.", "Change it here.")


def explain_errors(errors: list[ErrorDetails], model: Model, positions: Positions) -> tuple[Finding, ...]:
    """Return one finding for each of pydantic's ``errors`` about a document of ``model``.

    A document of a newer format gets only that finding: the rest would mislead. A key that is misspelt is not
    told again as missing.
    """
    misspelt = {_meant(error["loc"], model, positions) for error in errors if error["type"] == "extra_forbidden"}
    told = (error for error in errors if error["type"] != "missing" or error["loc"] not in misspelt)
    findings = tuple(_explain(error, model, positions) for error in told)
    newer = tuple(finding for finding in findings if finding.rule == NEWER_FORMAT.name)
    return newer or findings


def _explain(error: ErrorDetails, model: Model, positions: Positions) -> Finding:
    path = error["loc"]
    kind = error["type"]
    if kind == "missing":
        return _missing(path, model, positions)
    if kind == "extra_forbidden":
        return _unknown(path, model, positions)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, RefusedValueError):
        place = (*_existing(path, positions), *cause.at)
        message = _about(place, positions, cause.message)
        return cause.rule.finding(message, cause.hint, where=positions.where(place), becomes=cause.becomes)
    place = _existing(path, positions)
    if isinstance(cause, ValueError):
        return BAD_VALUE.finding(
            _about(place, positions, same_text(str(cause))), _SEE_ABOVE, where=positions.where(place)
        )
    message, hint = _words(kind, error.get("ctx", {}), error["input"]) or _unforeseen(error["input"], model)
    if kind.endswith("model_type") and _is_unwanted(place, error["input"], model):
        key = str(place[-1])
        hint = Text(f"Không có thì xóa dòng {quote(key)}.", f"If there is none, remove the line {quote(key)}.")
    rule = TOO_LONG if kind.endswith("too_long") else BAD_VALUE
    return rule.finding(_about(place, positions, message), hint, where=positions.where(place))


def _is_unwanted(place: tuple[Step, ...], value: object, model: Model) -> bool:
    """Tell whether ``value`` says that there is none of what is at ``place``, and a document can do without it."""
    holder = model_at(model, place[:-1])
    field = holder.model_fields.get(str(place[-1])) if holder is not None and place else None
    said = isinstance(value, str) and value.strip().casefold() in _NOTHING
    return said and field is not None and not field.is_required()


def _missing(path: tuple[Step, ...], model: Model, positions: Positions) -> Finding:
    key = str(path[-1])
    holder = model_at(model, path[:-1])
    example = example_of(holder, key) if holder is not None else f"{key}: …"
    place = _existing(path[:-1], positions)
    return MISSING_KEY.finding(
        _about(
            place,
            positions,
            Text(f"Thiếu từ khóa bắt buộc {quote(key)}.", f"The required key {quote(key)} is missing."),
        ),
        Text(f"Thêm một dòng, ví dụ: {example}", f"Add a line such as: {example}"),
        where=positions.where(place),
    )


def _unknown(path: tuple[Step, ...], model: Model, positions: Positions) -> Finding:
    key = str(path[-1])
    place = _existing(path[:-1], positions)
    holder = model_at(model, path[:-1])
    where = positions.where_key((*place, key))
    other = _elsewhere(key, place, holder, model, positions) if holder is not None else None
    if other is not None:
        return UNKNOWN_KEY.finding(*other, where=where)
    hint = Text("Xóa dòng này.", "Remove this line.")
    if holder is not None:
        hint = (
            guess(key, _free(holder, place, positions))
            or _below(key.rpartition(".")[2], holder)
            or comma_in_braces(key, place, positions)
            or what_can_stand(keys_of(holder))
        )
        before, colon, after = key.partition(":")
        if colon and before in keys_of(holder):
            hint = Text(
                f"Thêm dấu cách sau dấu hai chấm: {before}: {quote(after)[1:-1]}",
                f"Put a blank after the colon: {before}: {quote(after)[1:-1]}",
            )
    message = Text(f"Không có từ khóa {quote(key)} ở đây.", f"There is no key {quote(key)} here.")
    return UNKNOWN_KEY.finding(_about(place, positions, message), hint, where=where)


def _elsewhere(
    key: str, place: tuple[Step, ...], holder: Model, model: Model, positions: Positions
) -> Words | None:
    """Return message and hint for ``key`` where it belongs into a document of another kind.

    A key that stands in a group below ``holder``, or that is like one of its own, was meant there.
    """
    is_group = positions.has((*place, key)) and isinstance(positions.at((*place, key)), MapNode)
    groups = () if is_group else tuple(model_at(holder, (group,)) for group in keys_of(holder))
    if any(key in keys_of(group) for group in groups if group is not None):
        return None
    naming = naming_key(key)
    named = positions.at((naming,)) if naming is not None and positions.has((naming,)) else None
    kind, name = document_kind(model), named.text if isinstance(named, Scalar) else None
    found = other_document_for(key, kind, name)
    if found is not None or guess(key, _free(holder, place, positions)) is not None:
        return found
    others = (known for each, known in KEYS.items() if each != kind)
    meant = next((word for known in others if (word := translate_word(key, known)) is not None), None)
    return other_document_for(meant, kind, name) if meant is not None else None


def _meant(path: tuple[Step, ...], model: Model, positions: Positions) -> tuple[Step, ...]:
    """Return the path that the unknown key at ``path`` was most likely meant to be, else ``path``."""
    holder = model_at(model, path[:-1])
    meant = (
        likely_names(str(path[-1]), _free(holder, _existing(path[:-1], positions), positions)) if holder else ()
    )
    return (*path[:-1], *meant) if len(meant) == 1 else path


def _below(key: str, holder: Model) -> Text | None:
    """Return the hint for ``key`` where it is one of a group below ``holder``, by its name or in Vietnamese."""
    for group in keys_of(holder):
        model = model_at(holder, (group,))
        known = keys_of(model) if model is not None else ()
        meant = key if key in known else translate_word(key, known)
        if meant is not None:
            written = f"“{group}”: {group}: {{{meant}: …}}"
            return Text(f"Từ khóa này thuộc nhóm {written}", f"It belongs below {written}")
    return None


def _free(holder: Model, place: tuple[Step, ...], positions: Positions) -> tuple[str, ...]:
    """Return the keys of ``holder`` that the document does not have at ``place``."""
    return tuple(name for name in keys_of(holder) if not positions.has((*place, name)))


def _existing(path: tuple[Step, ...], positions: Positions) -> tuple[Step, ...]:
    """Return ``path`` without the steps that pydantic adds for its own use (the tag of a union)."""
    found: tuple[Step, ...] = ()
    for step in path:
        if positions.has((*found, step)):
            found = (*found, step)
    return found


def _about(place: tuple[Step, ...], positions: Positions, message: Text) -> Text:
    """Begin ``message`` with the path of its value, entries counted from 1; a table's cell has its place."""
    if not place or positions.where(place).cell is not None:
        return message
    path = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in place)
    return Text(f"{quote(path)[1:-1]}: {message.vi}", f"{quote(path)[1:-1]}: {message.en}")


def _words(kind: str, context: Mapping[str, object], value: object) -> Words | None:
    """Return message and hint for an error of pydantic's own; None for one that has no translation."""
    for pattern, words in _TRANSLATIONS:
        if re.fullmatch(pattern, kind):
            return words(context, value)
    return None


def _unforeseen(value: object, model: Model) -> Words:
    schema = f"keytag schema {document_kind(model)}"
    return (
        Text(f"{quote(value)} không dùng được ở đây.", f"{quote(value)} cannot stand here."),
        Text(f"Xem ví dụ bằng: {schema}", f"See what can stand here with: {schema}"),
    )


def _expected(what: Text, example: Text) -> Callable[[Mapping[str, object], object], Words]:
    """Return a translation that says what was expected instead of the value."""

    def words(_: Mapping[str, object], value: object) -> Words:
        found = (
            Text(f"Đang ghi {quote(value)}", f"Found {quote(value)}")
            if value is not None
            else Text("Chưa ghi gì", "Nothing is written")
        )
        return (
            Text(f"{found.vi}; cần {what.vi}.", f"{found.en}, expected {what.en}."),
            Text(f"Viết {example.vi}.", f"Write {example.en}."),
        )

    return words


def _choice(context: Mapping[str, object], value: object) -> Words:
    expected = str(context.get("expected", context.get("expected_tags", "")))
    # Names stand in quotation marks, figures do not.
    known = tuple(re.findall(r"'([^']*)'", expected)) or tuple(re.split(r", | or ", expected))
    hint = did_you_mean(str(value), known) if isinstance(value, str) else did_you_mean("", known)
    listed = ", ".join(known)
    return (
        Text(
            f"Đang ghi {quote(value)}; chỉ được ghi: {listed}.",
            f"Found {quote(value)}, expected one of: {listed}.",
        ),
        hint,
    )


def _tag(context: Mapping[str, object], value: object) -> Words:
    key = str(context.get("discriminator", "")).strip("'")
    found = value.get(key) if isinstance(value, Mapping) else value
    if found is None:
        return (
            Text(f"Thiếu từ khóa bắt buộc {quote(key)}.", f"The required key {quote(key)} is missing."),
            Text(f"Thêm từ khóa {key}.", f"Add the key {key}."),
        )
    return _choice(context, found)


def _bound(context: Mapping[str, object], value: object) -> Words:
    key, limit = next((key, limit) for key, limit in context.items() if key in _BOUNDS)
    vi, en = _BOUNDS[key]
    return (
        Text(f"Đang ghi {quote(value)}; cần {vi} {limit}.", f"Found {quote(value)}, expected {en} {limit}."),
        Text(f"Chọn một giá trị {vi} {limit}.", f"Choose a value {en} {limit}."),
    )


def _too_long(context: Mapping[str, object], value: object) -> Words:
    limit = context.get("max_length")
    found = len(value) if isinstance(value, str | list | dict) else context.get("actual_length")
    unit = ("ký tự", "characters") if isinstance(value, str) else ("mục", "entries")
    return (
        Text(f"Có {found} {unit[0]}, tối đa {limit}.", f"It has {found} {unit[1]}, at most {limit} can be."),
        Text("Rút ngắn lại.", "Shorten it."),
    )


def _too_short(_: Mapping[str, object], value: object) -> Words:
    if isinstance(value, str):
        return (
            Text("Giá trị để trống.", "The value is empty."),
            Text("Điền vào hoặc xóa dòng.", "Fill it in or remove the line."),
        )
    return (
        Text("Danh sách để trống.", "The list is empty."),
        Text("Thêm ít nhất một mục.", "Add at least one entry."),
    )


# House rule: what people write where a group of keys is not wanted.
_NOTHING = frozenset({"none", "no", "false", "off", "không", "khong", "không có", "0", "-"})
_BOUNDS = {
    "ge": ("ít nhất", "at least"),
    "gt": ("lớn hơn", "more than"),
    "le": ("nhiều nhất", "at most"),
    "lt": ("nhỏ hơn", "less than"),
}
_TRANSLATIONS: tuple[tuple[str, Callable[[Mapping[str, object], object], Words]], ...] = (
    (
        r"string_type",
        _expected(Text("một dòng chữ", "a line of text"), Text("chữ trên một dòng", "text on one line")),
    ),
    (
        r"string_pattern_mismatch",
        _expected(Text("dạng khác", "another form"), Text("theo ví dụ trong hướng dẫn", "it as the guide shows")),
    ),
    (
        r"(tuple|list)_type",
        _expected(
            Text("một danh sách", "a list"),
            Text("mỗi mục một dòng, bắt đầu bằng dấu -", "each entry on a line that starts with -"),
        ),
    ),
    (
        r"(model|dict|model_attributes|dataclass)_type",
        _expected(
            Text("một nhóm từ khóa", "a group of keys"),
            Text(
                "các từ khóa thụt vào bên dưới, hoặc { từ khóa: giá trị }",
                "keys indented below, or { key: value }",
            ),
        ),
    ),
    (
        r"bool_(type|parsing)",
        _expected(Text("true hoặc false", "true or false"), Text("true hoặc false", "true or false")),
    ),
    (r"(int|float)_.*", _expected(Text("một số", "a number"), Text("chữ số", "digits"))),
    (r"literal_error|enum", _choice),
    (r"union_tag_.*", _tag),
    (r"(greater|less)_than(_equal)?", _bound),
    (r".*too_long", _too_long),
    (r".*too_short", _too_short),
)


# Ends of a torn decimal: "4,5mm" as Vietnamese, French and Germans write it.
_WHOLE = re.compile(r"\d+")
_FRACTION = re.compile(r"\d+\s?(?:mm|cm|in|pt|%)?")
# House rule: no group of a document has as many keys.
_MAX_KEYS = 50


def comma_in_braces(key: str, place: tuple[Step, ...], positions: Positions) -> Text | None:
    """Return the hint for ``key`` at ``place`` where it is the end of the text before it; else None.

    ``{name: Công an Phường 7, Quận 3}`` has the keys ``name`` and ``Quận 3``, the second without a value;
    so has ``{width: 52,5mm}``, where a decimal point was meant.
    """
    holder: Node | None = positions.root
    for step in place:
        holder = child(holder, step) if holder is not None else None
    if not isinstance(holder, MapNode) or len(holder.entries) > _MAX_KEYS:
        return None
    name, words, first = "", [""], 0
    for before, (mark, node) in holder.entries.items():
        line = line_of(mark)
        text = node.text if isinstance(node, Scalar) else ""
        if text is None and words[0] and line == first:
            words.append(before)
        elif key in words[1:]:
            break
        else:
            name, words, first = before, [text or ""], line
    if key not in words[1:]:
        return None
    if len(words) == 2 and _WHOLE.fullmatch(words[0]) and _FRACTION.fullmatch(words[1]):
        whole = ".".join(words)
        return Text(
            f"Số lẻ viết bằng dấu chấm: {name}: {whole}",
            f"Write the decimal with a point: {name}: {whole}",
        )
    whole = quote(", ".join(words))[1:-1]
    return Text(
        f'Dấu phẩy làm đứt câu: đặt cả câu trong dấu ngoặc kép: {name}: "{whole}"',
        f'The comma broke the text off: put it in quotation marks: {name}: "{whole}"',
    )


KEYS: dict[str, tuple[str, ...]] = {
    "job": (
        "keytag",
        "sample",
        "as_of",
        "places",
        "issuer",
        "programme",
        "superior",
        "orderer",
        "signed_in",
        "basis",
        "slogan",
        "numbers",
        "qr",
        "tag",
        "quantity",
        "overs",
        "budget",
        "shop",
        "printer",
        "signatories",
        "contact",
        "mark",
        "editions",
        "spare",
        "allotments",
        "leaflet",
        "order",
        "approval",
        "accept",
    ),
    "template": ("front", "back", "meant"),
    "leaflet": ("paper", "margin", "columns", "gutter"),
    "nest": ("field", "source"),
    "shop": (
        "sheet",
        "gripper",
        "sides",
        "tail",
        "gap",
        "bleed",
        "safe",
        "minimum",
        "layouts",
        "backing",
        "spots",
        "marks",
        "cutter_setup",
        "cutter",
        "cut",
        "cutter_marks",
        "process",
        "inks",
        "most_inks",
        "underbase",
        "bleed_line",
        "dimensions",
        "stock",
        "mould",
        "sheet_files",
        "most_pages",
        "standard",
        "rules",
        "profile",
        "smallest_text",
        "smallest_line",
        "smallest_letter",
        "most_ink",
        "tolerance",
        "back_offset",
        "gang",
        "prices",
    ),
}
"""The keys at the top of each kind that stand in no other."""
# What people call the lists of a template.
_OTHER_WORDS = {"slots": "front"}
_NAMES = {
    "job": Text("tệp đặt in", "the job"),
    "template": Text("tệp kiểu trình bày", "a template's file"),
    "leaflet": Text("tệp kiểu tờ rơi", "a leaflet template's file"),
    "shop": Text("tệp nhà in", "the shop's file"),
    "nest": Text("tệp cách xếp", "the layout's file"),
    "approval": Text("tệp phê duyệt", "the approval"),
    "lock": Text("tệp chốt mẫu", "the lock"),
}
_KINDS = {
    "job": Text("tệp đặt in", "a job"),
    "template": Text("tệp kiểu trình bày", "a template"),
    "leaflet": Text("tệp kiểu tờ rơi", "a leaflet template"),
    "shop": Text("tệp nhà in", "a shop's file"),
    "nest": Text("tệp cách xếp", "a layout's file"),
    "cutter": Text("tệp máy bế", "a cutter's file"),
    "approval": Text("tệp phê duyệt", "an approval"),
    "lock": Text("tệp chốt mẫu", "a lock"),
}
_INSTEAD = {
    "cutter": Text(
        "Ở từ khóa cutter của nhà in ghi một máy bế; xem: keytag list cutters",
        "At the shop's key cutter name a cutter; see: keytag list cutters",
    ),
    "approval": Text(
        "Đặt tệp này vào thư mục khác, rồi duyệt lại: keytag approve",
        "Move this file to another folder, then approve again: keytag approve",
    ),
    "lock": Text(
        "Đặt tệp này vào thư mục khác, rồi chốt lại: keytag lock",
        "Move this file to another folder, then lock again: keytag lock",
    ),
    "job": Text("Ghi tệp đặt in, ví dụ: keytag check ward.yaml", "Name the job, like: keytag check ward.yaml"),
    "template": Text(
        "Ở từ khóa template ghi một kiểu trình bày; xem: keytag list templates",
        "At the key template name a template; see: keytag list templates",
    ),
    "leaflet": Text(
        "Ở leaflet: {template: …} ghi một kiểu tờ rơi; xem: keytag list leaflets",
        "At leaflet: {template: …} name a leaflet template; see: keytag list leaflets",
    ),
    "shop": Text(
        "Ở từ khóa shop hay sau --shop ghi một nhà in; xem: keytag list shops",
        "At the key shop or after --shop name a shop; see: keytag list shops",
    ),
}
# What a job names its template and its shop by, which built-in one to begin with, and a name for one's own.
_OWN = {"template": ("template", "classic", "kieu"), "shop": ("shop", "digital-sra3", "nha-in")}
# House rule: so many keys of another kind, and none that tells its own, are no slip; of a template its sides.
_PLENTY = 3
_BOTH_SIDES = 2


def other_document_for(key: str, kind: str, named: str | None) -> tuple[Text, Text] | None:
    """Return where ``key`` belongs, which a document of ``kind`` does not have, and how to mend it; else None.

    ``named`` is what the document names at the key that the other kind is named by.
    """
    known = _OTHER_WORDS.get(key, key)
    other = next((each for each, keys in KEYS.items() if each != kind and known in keys), None)
    if other is None:
        return None
    message = Text(
        f"{quote(key)} thuộc {_NAMES[other].vi}, không phải {_NAMES[kind].vi}.",
        f"{quote(key)} belongs into {_NAMES[other].en}, not into {_NAMES[kind].en}.",
    )
    if kind != "job" or other not in _OWN:
        return message, Text("Chuyển dòng này sang tệp đó.", "Move this line there.")
    holder, builtin, own = _OWN[other]
    if named is not None and named.endswith((".yaml", ".yml")):
        return message, Text(f"Chuyển dòng này sang {named}.", f"Move this line into {named}.")
    return message, Text(
        f"Lấy một tệp riêng: keytag show {named or builtin} --out {own}.yaml; chuyển dòng này sang tệp ấy, "
        f"rồi ở đây ghi {holder}: {own}",
        f"Make a file of your own: keytag show {named or builtin} --out {own}.yaml; move this line there, "
        f"and here write {holder}: {own}",
    )


def naming_key(key: str) -> str | None:
    """Return the job's key that names the kind of document to which ``key`` belongs."""
    key = _OTHER_WORDS.get(key, key)
    return next((holder for kind, (holder, _, _) in _OWN.items() if key in KEYS[kind]), None)


def wrong_document(keys: Sequence[str], kind: str, where: Where) -> Finding | None:
    """Return the finding about a document that is of another kind altogether, or None."""
    counts = {each: sum(key in keys for key in known) for each, known in KEYS.items()}
    found = next((each for each in counts if each != kind and _is_one(each, counts)), None)
    if found is None or counts.get(kind, 0):
        return None
    return DOCUMENT_IS_OF_ITS_KIND.finding(
        Text(
            f"Đây là {_KINDS[found].vi}, không phải {_KINDS[kind].vi}.",
            f"This is {_KINDS[found].en}, not {_KINDS[kind].en}.",
        ),
        _INSTEAD[kind],
        where=where,
    )


def _is_one(kind: str, counts: dict[str, int]) -> bool:
    return counts[kind] >= (_BOTH_SIDES if kind == "template" else _PLENTY)
