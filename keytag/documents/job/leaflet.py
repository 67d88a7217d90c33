"""What a job says of its leaflet: size, sides, how many, and its words, each with a sentence of keytag's own.

The sentences are what the police themselves tell people; where each comes from stands above it. Braces hold what
the job says anyway: {goods}, {office}, {police}, {hotline}, {link}, {host}. In Vietnamese alone, for residents.
"""

import re
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from keytag.documents.browser import parse_address
from keytag.documents.job.content import EditionContent, Number, duty_number_of
from keytag.documents.job.fields import Quantity
from keytag.documents.yaml import Count, Line, Name, Part, within
from keytag.documents.yaml.fields import Day, Paragraph

LeafletSize = Literal["a4", "a5", "a6"]
# What the goods are called where the job has no programme.
_GOODS = "Móc khóa an ninh"
# "Công an phường An Khê" is "Công an phường" to who lives there.
_KIND_OF_POLICE = re.compile(r"(Công an (?:phường|xã|đặc khu|thị trấn|huyện|quận|thị xã|tỉnh|thành phố)) ")
_NO_BREAK = "\N{NO-BREAK SPACE}"


class LeafletWords(Part):
    """What a leaflet says; each sentence stands as keytag writes it unless the job writes another."""

    title: Paragraph | None = Field("{goods}", description="Heading.")
    subtitle: Paragraph | None = Field(
        "Mỗi nhà một chiếc – có việc, gọi ngay", description="Line under the heading."
    )
    intro: Paragraph | None = Field(
        "Gắn vào chùm chìa khóa để luôn có số của {police} bên mình. {police} tặng bà con, không thu tiền.",
        description="What the tag is.",
    )
    when_office: Paragraph | None = Field(
        "Trộm cắp, đánh nhau, gây rối, người lạ khả nghi, tin báo về tội phạm tại địa phương",
        description="When the office's own number is called.",
    )
    when_113: Paragraph | None = Field(
        "Việc khẩn cấp về an ninh, trật tự; khi không gọi được các số trên",
        description="When 113 is called.",
    )
    when_114: Paragraph | None = Field("Cháy, nổ, đuối nước; cứu nạn, cứu hộ", description="When 114 is called.")
    when_115: Paragraph | None = Field("Cấp cứu y tế", description="When 115 is called.")
    # Decision 226/QĐ-TTg: 112 for search and rescue in disasters.
    when_112: Paragraph | None = Field(
        "Thiên tai, cần trợ giúp, tìm kiếm cứu nạn", description="When 112 is called."
    )
    when_111: Paragraph | None = Field("Trẻ em bị xâm hại, cần bảo vệ", description="When 111 is called.")
    call_title: Paragraph | None = Field(
        "Khi gọi, bà con nói rõ", description="Heading of what to say on the phone."
    )
    # The police of Thanh Hóa, baothanhhoa.vn, 2023: who reports stays unknown.
    call: Paragraph | None = Field(
        "Việc gì, ở đâu (số nhà, đường, tổ), có ai bị thương không, người và xe trông thế nào. "
        "Đừng tự đuổi theo khi nguy hiểm. Công an giữ kín thông tin của người báo tin.",
        description="What to say on the phone.",
    )
    contact_title: Paragraph | None = Field(
        "Quét một lần, lưu mọi số", description="Heading beside the code that saves the numbers."
    )
    contact: Paragraph | None = Field(
        "Mở camera điện thoại, đưa vào mã này, bấm lưu.",
        description="How the numbers are saved.",
    )
    contact_holds: Paragraph | None = Field(
        "Mã chỉ có tên đơn vị và các số ở tờ này.", description="What the code that saves the numbers holds."
    )
    code_title: Paragraph | None = Field(
        "Mã QR trên móc khóa mở trang nào?", description="Heading of what the tag's code opens."
    )
    scan: Paragraph | None = Field(
        "Mở camera hoặc Zalo, đưa vào mã QR trên móc khóa. Địa chỉ hiện ra phải đúng là:",
        description="How the tag's code is scanned.",
    )
    page: Paragraph | None = Field("trang “{office}”", description="Whose page it is.")
    host: Paragraph | None = Field(
        "Phần trước dấu “/” đầu tiên phải đúng từng chữ {host}. Khác một chữ là trang khác: đóng lại, không bấm.",
        description="How the address must read.",
    )
    page_use: Paragraph | None = Field(
        "Trang để nhắn tin, gửi ảnh, phản ánh. Việc đang xảy ra thì gọi điện, đừng nhắn tin.",
        description="What the page is for.",
    )
    # The police of Hưng Yên, cafef.vn, 26-11-2025, and of Long An, June 2025: codes pasted over.
    sticker: Paragraph | None = Field(
        "Thấy tem dán đè lên mã QR thì không quét, báo {police}.",
        description="What to do about a sticker over the code.",
    )
    never_title: Paragraph | None = Field(
        "Nhớ kỹ để không mắc lừa", description="Heading of what police never ask for."
    )
    # The police of Hà Tĩnh, soha.vn, May 2025, and of Hải Phòng, dantri.com.vn, 1-11-2025.
    never: Paragraph | None = Field(
        "Qua mã QR hay qua điện thoại, Công an không bao giờ yêu cầu bà con:",
        description="What police never ask for: the line before the points.",
    )
    never_money: Paragraph | None = Field("chuyển tiền, nộp phí, nộp phạt", description="Point: money.")
    never_codes: Paragraph | None = Field(
        "cho biết mã OTP, mật khẩu, số thẻ, số tài khoản", description="Point: codes and passwords."
    )
    never_apps: Paragraph | None = Field(
        "cài ứng dụng lạ, bấm đường dẫn để “cập nhật VNeID”", description="Point: strange apps."
    )
    never_gifts: Paragraph | None = Field("nhận quà, nhận thưởng", description="Point: gifts.")
    # The same two. Not "the police never call": untrue of a tag that invites calls.
    callback: Paragraph | None = Field(
        "Công an có thể gọi lại hỏi thêm về tin đã báo, nhưng không hỏi những điều trên. Ai xưng Công an đòi "
        "chuyển tiền: tắt máy, báo ngay {hotline}.",
        description="What to do where somebody asks all the same.",
    )
    vneid_title: Paragraph | None = Field("Gửi phản ánh bằng VNeID", description="Heading of reports by VNeID.")
    # cafef.vn, 16-2-2026, and hoanghoa.gov.vn; level 2: the police of An Giang, soha.vn, March 2026.
    vneid: Paragraph | None = Field(
        "Đăng nhập VNeID (định danh mức độ 2), vào Dịch vụ khác, Kiến nghị, phản ánh về ANTT, Tạo mới yêu cầu; "
        "điền nội dung, địa điểm rồi Gửi. Tên mục có thể đổi theo phiên bản.",
        description="How to report by VNeID.",
    )
    keep: Paragraph | None = Field(
        "Mất, hỏng, hoặc số không gọi được: báo tổ trưởng hoặc {police}. Không báo tin giả.",
        description="What to do where the tag is lost or a number is dead.",
    )


class LeafletOverride(Part):
    """What an edition changes of the leaflet."""

    quantity: Quantity | None = Field(
        None, examples=["900"], description="How many leaflets of this edition; without it, the job's."
    )
    address: Line | None = Field(
        None,
        examples=["01 đường Ví Dụ, phường An Khê"],
        description="Address of the office, in place of the job's.",
    )
    words: LeafletWords = Field(
        LeafletWords.model_construct(), description="Sentences in place of the job's; null leaves one out."
    )


class LeafletSpec(LeafletOverride):
    """The leaflet that goes with the tags; with it, a hand-off holds the leaflet too."""

    size: LeafletSize = Field("a5", examples=["a5"], description="Paper: a5, a6, or a4 for the notice board.")
    sides: Annotated[Count, within(1, 2)] | None = Field(
        None, examples=["2"], description="Printed sides; without it, two, and one of a poster."
    )
    template: Name | None = Field(
        None, examples=["leaflet-a5"], description="A leaflet template of your own, or built in, in place of size."
    )
    shop: Name | None = Field(
        None, examples=["digital-sra3"], description="Shop that prints it; without it, the job's."
    )
    issued: Day | None = Field(None, examples=["2026-11-30"], description="Day of issue, printed as its month.")
    licence: Line | None = Field(
        None,
        examples=["Giấy phép xuất bản số 00/GP"],
        description="Licence to publish, where the shop asks for one: printed at the foot.",
    )


class LeafletContent(Struct, frozen=True):
    """What one edition's leaflet says: its words by name, its hotline and its other numbers, where the code leads.

    ``link`` is the address as a phone shows it, in three parts: before the host, the host, the rest.
    """

    edition: EditionContent
    words: dict[str, str]
    hotline: Number
    others: tuple[Number, ...]
    link: tuple[str, str, str] | None
    quantity: int | None
    node: str
    own: frozenset[str] = frozenset()
    """Which of its words the job wrote itself."""

    def node_of(self, sentence: str) -> str:
        """Return the path of the node that says a sentence."""
        return f"{self.node}.words.{sentence}"


# What is said of the tag's code, and of nothing else.
_OF_THE_CODE = frozenset({"code_title", "scan", "page", "host", "page_use", "sticker"})
# Their own rows say them.
_EMERGENCIES = frozenset({"111", "112", "113", "114", "115"})


def leaflet_content(
    spec: LeafletSpec | None, own: LeafletOverride | None, content: EditionContent, *, is_sample: bool = False
) -> LeafletContent:
    """Return what the leaflet of ``content`` says: the edition's ``own`` words, else the job's, else keytag's."""
    spec = spec or LeafletSpec()
    override = own or LeafletOverride()
    hotline = duty_number_of(content) or content.numbers[0]
    said = {**spec.words.model_dump(), **override.words.model_dump(include=override.words.model_fields_set)}
    link = _parts_of(content.qr.link) if content.qr is not None else None
    names = _names(content, hotline, link)
    words = {key: _filled(text, names) for key, text in said.items() if text is not None}
    if link is None:
        words = {key: text for key, text in words.items() if key not in _OF_THE_CODE}
    words["office"] = " – ".join(filter(None, (content.issuer_name, _province(content))))
    address = override.address or spec.address
    issued = f"Phát hành tháng {spec.issued:%m/%Y}" if spec.issued is not None else None
    words["footer"] = " · ".join(
        filter(None, (content.issuer_name, address, hotline.display, issued, spec.licence))
    )
    if is_sample:
        words["footer"] = "BẢN LÀM THỬ – KHÔNG IN: số điện thoại và đường dẫn đều không có thật"
        words["office"] = f"BẢN LÀM THỬ – KHÔNG IN · {words['office']}"
    others = tuple(
        number
        for number in content.numbers
        if number is not hotline and number.display not in {*_EMERGENCIES, hotline.display}
    )
    return LeafletContent(
        content,
        {key: text for key, text in words.items() if text is not None},
        hotline,
        others,
        link,
        override.quantity or spec.quantity,
        f"{content.node}.leaflet" if own is not None and content.node else "leaflet",
        frozenset(spec.words.model_fields_set | override.words.model_fields_set),
    )


def _parts_of(link: str) -> tuple[str, str, str]:
    """Return ``link`` as a phone shows it: without its scheme; the host apart."""
    page = parse_address(link)
    shown = re.sub(r"^https?://", "", link)
    host = page.host if page is not None else ""
    at = max(shown.lower().find(host), 0)
    return shown[:at], shown[at : at + len(host)], shown[at + len(host) :].removesuffix("/")


def _names(content: EditionContent, hotline: Number, link: tuple[str, str, str] | None) -> dict[str, str | None]:
    kind = _KIND_OF_POLICE.match(content.issuer_name)
    return {
        "goods": content.programme or _GOODS,
        "office": content.issuer_name,
        "police": kind[1] if kind is not None else content.issuer_name,
        "hotline": hotline.display.replace(" ", _NO_BREAK),
        "link": "".join(link) if link is not None else None,
        "host": link[1] if link is not None else None,
    }


def _filled(text: str, names: dict[str, str | None]) -> str | None:
    """Return ``text`` with its braces filled; None where it speaks of what the job does not have."""
    for name, value in names.items():
        if f"{{{name}}}" in text:
            if value is None:
                return None
            text = text.replace(f"{{{name}}}", value)
    return text


def _province(content: EditionContent) -> str | None:
    """Return the province where the office's own name does not say it."""
    province = content.province
    return province if province and province.casefold() not in content.issuer_name.casefold() else None
