"""The form by hand: what an officer changes of a job, field by field, each with a line that says what it is for.

Made from what the file says, as text, so that a job that is not right yet has a form as well. What is not on it
stays in the file as it is. HTML is escaped by construction (`output.proof.html.elements`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from keytag.commands.show import list_resources, meant_of
from keytag.documents.template import is_meant_for, read_template
from keytag.documents.yaml.nodes import Plain, node_at
from keytag.drawing.geometry import ShapeKind
from keytag.drawing.ink import NAMED_INKS
from keytag.errors import KeytagError
from keytag.output.proof.html.elements import Element, element, html_text
from keytag.text.ink_names import ink_with_title
from keytag.text.text import Language, Text
from keytag.web import wording as w

Options = Sequence[tuple[str, Text]]


class Field(Struct, frozen=True):
    """One value: where it stands in the job, what it is called, what it is for, and how it is filled in."""

    path: str
    label: Text
    help: Text | None = None
    kind: str = "text"
    options: Options = ()
    placeholder: str = ""


_OFFICE = (
    Field(
        "issuer.name",
        Text("Tên đơn vị", "Name of the office"),
        Text(
            "Gõ vài chữ rồi chọn; in đúng như vậy trên móc khóa.",
            "Type a few letters and choose; printed as it stands.",
        ),
        "office",
        placeholder="Công an phường An Khê",
    ),
    Field("issuer.province", Text("Tỉnh, thành phố", "Province"), None, placeholder="Gia Lai"),
    Field(
        "slogan",
        Text("Khẩu hiệu", "Slogan"),
        Text("Một câu ngắn; để trống thì không in.", "One short line; empty for none."),
        placeholder="Toàn dân tham gia tố giác tội phạm",
    ),
)
_CODE = (
    Field(
        "qr.link",
        Text("Địa chỉ mở ra khi quét", "Address that the code opens"),
        Text("Trang Zalo, Facebook hoặc .gov.vn của đơn vị.", "The office's page on Zalo, Facebook or .gov.vn."),
        "url",
        placeholder="https://zalo.me/…",
    ),
    Field("qr.caption", Text("Chữ cạnh mã", "Text beside the code"), None, placeholder="Quét mã để phản ánh"),
)
_SIZE = (
    Field("tag.shape", Text("Hình", "Shape"), None, "select", w.SHAPES),
    Field("tag.width", Text("Rộng", "Width"), Text("Ví dụ: 50mm", "Example: 50mm"), "short", placeholder="50mm"),
    Field("tag.height", Text("Cao", "Height"), Text("Ví dụ: 20mm", "Example: 20mm"), "short", placeholder="20mm"),
    Field(
        "tag.hole.diameter",
        Text("Đường kính lỗ", "Hole"),
        Text("Để trống thì không đục lỗ.", "Empty for none."),
        "short",
        placeholder="4mm",
    ),
    Field(
        "tag.hole.edge",
        Text("Từ lỗ đến mép", "Hole to edge"),
        Text("Phần nhựa còn lại.", "What is left between."),
        "short",
        placeholder="2.5mm",
    ),
    Field("tag.hole.side", Text("Lỗ ở phía", "Side of the hole"), None, "select", w.HOLE_SIDES),
)
_MORE_ORDER = (
    Field(
        "order.stock",
        Text("Vật liệu", "Stock"),
        Text("Như nhà in gọi.", "As the shop calls it."),
        placeholder="Nhựa PVC trắng 0,76 mm",
    ),
    Field("order.finishing", Text("Gia công sau in", "Finishing"), None, placeholder="Cán màng mờ hai mặt"),
    Field("order.cut", Text("Bế", "Cut"), None, "select", w.CUTS),
    Field("order.ring", Text("Khoen", "Keyring"), None, placeholder="Khoen inox 25 mm, lắp sẵn"),
    Field("order.due", Text("Ngày cần hàng", "Needed by"), None, "date"),
    Field("order.contact", Text("Người nhà in liên hệ", "Whom the shop asks"), None),
    Field("order.phone", Text("Số của người ấy", "That person's number"), None, "tel"),
    Field("order.deliver_to", Text("Nơi giao", "Delivered to"), None),
    Field(
        "orderer",
        Text("Bên đặt và trả tiền", "Who orders and pays"),
        None,
        placeholder="Ủy ban nhân dân phường An Khê",
    ),
    Field(
        "order.budget_line", Text("Nguồn kinh phí", "Budget line"), None, placeholder="Ngân sách phường năm 2026"
    ),
    Field("budget", Text("Dự toán (đồng)", "Budget (đồng)"), None, "short", placeholder="18 triệu"),
)


class JobForm:
    """The form of the ``job`` that says ``content``, in one language."""

    def __init__(self, job: Path, content: Plain, language: Language) -> None:
        self.job = job
        self.content = content
        self.language: Language = language

    def html(self) -> str:
        """Return the groups as text."""
        return "".join(html_text(group) for group in self.groups())

    def groups(self) -> tuple[Element, ...]:
        """Return the fields in their groups."""
        return (
            self._group("office", w.OFFICE, None, *(self.field(each) for each in _OFFICE)),
            self._group("numbers", w.NUMBERS, w.NUMBERS_HELP, self.numbers()),
            self._group("qr", w.CODE, None, *(self.field(each) for each in _CODE)),
            self._group("look", w.LOOK, None, *self._look()),
            self._group("tag", w.SIZE, None, element("div", *(self.field(each) for each in _SIZE), class_="grid")),
            self._group("order", w.ORDER, None, *self._order()),
        )

    def value(self, path: str) -> str:
        """Return what the job says at ``path``; nothing where it says nothing."""
        node = self._node(path)
        return node if isinstance(node, str) else ""

    def _node(self, path: str) -> Plain:
        return node_at(self.content, path.split("."))

    def _t(self, text: Text) -> str:
        return text.to(self.language)

    def _group(self, name: str, title: Text, help_: Text | None, *children: Element | None) -> Element:
        return element(
            "fieldset",
            element("legend", element("h2", self._t(title))),
            element("p", self._t(help_), class_="help") if help_ is not None else None,
            *children,
            id=f"group-{name}",
            data_group=name,
        )

    def field(self, field: Field, *, is_bare: bool = False) -> Element:
        """Return a field with its label, its line of help, and room for what is found of it."""
        path, name = field.path, "f-" + field.path.replace(".", "-")
        about = [f"{name}-help"] if field.help is not None else []
        described = " ".join((*about, f"{name}-found"))
        value = self.value(path)
        if field.kind == "select":
            control = self._select(field, name, described, value)
        else:
            kinds = {"tel": "tel", "url": "url", "date": "date"}
            control = element(
                "input",
                id=name,
                type="text" if field.kind != "date" else "date",
                inputmode=kinds.get(field.kind, False) if field.kind != "date" else False,
                value=value,
                placeholder=field.placeholder or False,
                autocomplete="off",
                spellcheck="false",
                data_path=path,
                data_was=value,
                aria_describedby=described,
                **self._office_attributes(name) if field.kind == "office" else {},
            )
        return element(
            "div",
            element("label", self._t(field.label), for_=name),
            element("p", self._t(field.help), class_="help", id=f"{name}-help")
            if field.help is not None
            else None,
            control,
            element(
                "ul",
                id=f"{name}-list",
                role="listbox",
                class_="choices",
                hidden=True,
                aria_label=self._t(field.label),
            )
            if field.kind == "office"
            else None,
            element("p", class_="was", id=f"{name}-was", hidden=True) if field.kind == "office" else None,
            element("div", class_="found", id=f"{name}-found", data_found=path),
            class_="field"
            + (" short" if field.kind in {"short", "select", "date"} else "")
            + (" bare" if is_bare else ""),
        )

    def _office_attributes(self, name: str) -> dict[str, str | bool]:
        return {
            "role": "combobox",
            "aria_autocomplete": "list",
            "aria_expanded": "false",
            "aria_controls": f"{name}-list",
        }

    def _select(self, field: Field, name: str, described: str, value: str) -> Element:
        known = {key for key, _ in field.options}
        options = [*field.options]
        if value not in known:
            options.insert(0, (value, Text(value, value) if value else Text("–", "–")))
        return element(
            "select",
            *(element("option", self._t(text), value=key, selected=key == value) for key, text in options),
            id=name,
            data_path=field.path,
            data_was=value,
            aria_describedby=described,
        )

    def numbers(self, path: str = "numbers") -> Element:
        """Return the list of numbers at ``path``, with what moves, removes and adds its entries."""
        numbers = self._node(path)
        count = len(numbers) if isinstance(numbers, list) else 0
        return element(
            "div",
            element(
                "ol",
                *(self._number(path, at, count) for at in range(count)),
                class_="numbers",
                id=path.replace(".", "-"),
            ),
            element("template", self._number(path, count, count, is_new=True)),
            element("button", self._t(w.ADD_NUMBER), type="button", class_="add", data_add=path),
            element("div", class_="found", data_found=path),
            data_list=path,
        )

    def _number(self, path: str, at: int, count: int, *, is_new: bool = False) -> Element:
        label = self.value(f"{path}.{at}.label") or str(at + 1)

        def button(sign: str, text: Text, action: str, *, is_off: bool = False) -> Element:
            name = f"{self._t(text)}: {label}"
            return element(
                "button",
                sign,
                type="button",
                aria_label=name,
                title=self._t(text),
                disabled=is_off,
                data_action=action,
            )

        return element(
            "li",
            self.field(Field(f"{path}.{at}.label", w.LABEL, None, placeholder="Trực ban 24/24")),
            self.field(Field(f"{path}.{at}.number", w.NUMBER, None, "tel", placeholder="0269 3000 113")),
            self.field(Field(f"{path}.{at}.role", w.ROLE, None, "select", w.ROLES)),
            self.field(Field(f"{path}.{at}.side", w.SIDE, None, "select", w.SIDES)),
            element(
                "div",
                button("↑", w.UP, "up", is_off=at == 0),
                button("↓", w.DOWN, "down", is_off=at >= count - 1),
                button("×", w.REMOVE, "remove"),
                class_="row-actions",
            ),
            element("div", class_="found", data_found=f"{path}.{at}"),
            class_="number-row",
            data_row=str(at),
            data_new=is_new,
        )

    def _look(self) -> Iterator[Element]:
        templates = sorted(list_resources("templates", self.language), key=lambda row: not self._is_meant(row[0]))
        chosen = self.value("template") or "classic"
        yield element(
            "div",
            *(
                element(
                    "label",
                    element(
                        "input",
                        type="radio",
                        name="template",
                        value=name,
                        checked=name == chosen,
                        data_path="template",
                    ),
                    element("span", class_="shot", data_template=name),
                    element("span", title.partition(":")[0], class_="card-title"),
                    element("span", title.partition(":")[2].strip(), class_="help"),
                    None if self._is_meant(name) else element("span", self._t(w.NOT_MEANT), class_="not-meant"),
                    class_="card-choice",
                )
                for name, title in templates
            ),
            class_="cards",
            role="radiogroup",
            aria_label=self._t(Text("Kiểu trình bày", "Design")),
        )
        yield element("div", class_="found", data_found="template")
        try:
            roles = tuple(read_template(chosen, self.job).colours)
        except KeytagError:
            return
        yield element("div", *(self._colour(role) for role in roles), class_="colours")

    def _is_meant(self, template: str) -> bool:
        """Tell whether a design says that it is for the job's shape and so many numbers; yes without a shape."""
        numbers, shape = self._node("numbers"), self.value("tag.shape")
        count = len(numbers) if isinstance(numbers, list) else 0
        return shape not in list(ShapeKind) or is_meant_for(meant_of(template), ShapeKind(shape), max(count, 1))

    def _colour(self, role: str) -> Element:
        path, value = f"colours.{role}", self.value(f"colours.{role}")
        named = [ink.name for ink in NAMED_INKS]
        choices = [("", self._t(w.TEMPLATES_OWN)), *((name, self._t(ink_with_title(name))) for name in named)]
        title = self._t(w.COLOUR_OF.get(role, Text(role, role)))
        return element(
            "details",
            element(
                "summary",
                _swatch(role=role),
                element("span", title, class_="colour-role"),
                element("span", class_="help", data_colour_name=role),
            ),
            element(
                "div",
                *(
                    element(
                        "label",
                        element("input", type="radio", name=path, value=key, checked=key == value, data_path=path),
                        _swatch(ink=key) if key else None,
                        element("span", said),
                        element("small", class_="help", data_cmyk=key or False),
                        class_="ink-choice",
                    )
                    for key, said in choices
                ),
                class_="inks",
                role="radiogroup",
                aria_label=title,
            ),
            self.field(
                Field(path, w.OTHER_COLOUR, Text("Ví dụ: #b01020", "Example: #b01020"), "short")
                if value not in named
                else Field(f"{path}", w.OTHER_COLOUR, None, "short")
            ),
            element("div", class_="found", data_found=path),
        )

    def _order(self) -> Iterator[Element]:
        shops: Options = [(name, Text(said, said)) for name, said in list_resources("shops", self.language)]
        yield element(
            "div",
            self.field(Field("quantity", Text("Số lượng (chiếc)", "Quantity"), None, "short", placeholder="3200")),
            self.field(
                Field(
                    "overs",
                    Text("Bù hao", "Overs"),
                    Text("In thêm phòng hỏng.", "Printed in reserve."),
                    "short",
                    placeholder="5%",
                )
            ),
            class_="grid",
        )
        shop = Text("Nhà in và vật liệu", "Print shop and material")
        yield self.field(Field("shop", shop, Text("Hỏi nhà in trước.", "Ask the shop first."), "select", shops))
        yield element(
            "details",
            element("summary", self._t(w.MORE_ORDER)),
            element("div", *(self.field(each) for each in _MORE_ORDER), class_="grid wide"),
        )


def _swatch(**data: str) -> Element:
    """Return a small square whose colour the script fills in: no style stands in the page itself."""
    attributes = {f"data_{key}": value for key, value in data.items()}
    return element(
        "svg",
        element("rect", width="24", height="24", rx="4", fill="none", stroke="currentColor", **attributes),
        viewBox="0 0 24 24",
        class_="swatch",
        aria_hidden="true",
    )
