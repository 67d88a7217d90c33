"""Vietnamese words for the keys and values of documents and options, which are English.

An officer who writes ``role: trực ban`` is told the word to write. Data, and one look-up: a word counts as it is
written, or else without its marks, and only where what it means can stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from keytag.text.text import fold_name

# House rule: what offices and shops call these things. The key is what to write; a word may stand under several.
WORDS: dict[str, tuple[str, ...]] = {
    # The job
    "keytag": ("định dạng", "phiên bản định dạng"),
    "sample": ("ví dụ", "làm thử", "bản thử", "mẫu thử", "số giả", "chạy thử"),
    "as_of": ("ngày", "ngày xét", "tính đến ngày", "xét theo ngày", "theo ngày", "thời điểm"),
    "issuer": (
        "đơn vị",
        "cơ quan",
        "công an",
        "đơn vị đứng tên",
        "cơ quan đứng tên",
        "đơn vị phát hành",
        "đơn vị đặt in",
        "nơi phát hành",
    ),
    "programme": ("mô hình", "tên mô hình", "chương trình", "tên chương trình"),
    "superior": ("cấp trên", "cơ quan cấp trên", "cơ quan chủ quản"),
    "orderer": ("bên đặt", "bên đặt hàng", "đơn vị đặt hàng", "đơn vị chi trả", "bên trả tiền"),
    "signed_in": ("nơi ký", "nơi lập", "địa danh ký"),
    "basis": ("căn cứ", "kế hoạch", "theo kế hoạch"),
    "printer": ("bên in", "công ty in", "đơn vị in"),
    "company": ("công ty", "tên công ty"),
    "address": ("địa chỉ",),
    "tax_code": ("mã số thuế", "mst"),
    "represented_by": ("đại diện", "người đại diện"),
    "signatories": ("người ký", "ký tên", "những người ký"),
    "approve": ("duyệt", "người duyệt", "phê duyệt"),
    "check": ("kiểm tra", "người kiểm tra", "kiểm nhận"),
    "hand_over": ("bàn giao", "người bàn giao", "người cấp phát", "người giao"),
    "post": ("chức vụ", "chức danh"),
    "deliver_to": ("nơi giao", "nơi giao hàng", "giao tại", "địa điểm giao"),
    "slogan": ("khẩu hiệu", "thông điệp", "câu khẩu hiệu"),
    "numbers": ("số điện thoại", "các số", "danh bạ", "điện thoại", "sđt", "số", "danh sách số", "đường dây nóng"),
    "qr": ("mã qr", "mã", "mã vạch", "mã quét"),
    "tag": ("thẻ", "móc khóa", "móc khoá", "móc chìa khóa", "thẻ móc khóa", "kích thước", "khuôn khổ"),
    "template": ("kiểu", "kiểu trình bày", "mẫu trình bày", "mẫu thiết kế", "thiết kế", "bố cục", "khuôn mẫu"),
    "colours": ("màu", "màu sắc", "các màu"),
    "quantity": (
        "số lượng",
        "số thẻ",
        "số lượng thẻ",
        "số lượng in",
        "số móc khóa",
        "sl",
        "số cái",
        "số chiếc",
        "thẻ",
    ),
    "overs": ("bù hao", "hao hụt", "in dôi", "in dư"),
    "budget": ("kinh phí", "ngân sách", "dự toán", "tiền", "số tiền", "chi phí"),
    "shop": ("nhà in", "xưởng in", "cơ sở in", "công ty in", "nơi in", "máy in"),
    "order": ("đặt hàng", "đơn hàng", "đơn đặt hàng", "đặt in", "yêu cầu", "yêu cầu đặt in"),
    "stock": ("vật liệu", "chất liệu", "giấy", "loại giấy", "nhựa"),
    "finishing": ("gia công", "gia công sau in", "hoàn thiện", "thành phẩm", "cán màng"),
    "due": ("ngày giao", "giao hàng", "hạn giao", "ngày giao hàng", "giao trước ngày", "thời hạn"),
    "phone": ("điện thoại", "số điện thoại", "sđt", "đt", "điện thoại liên hệ"),
    "mark": ("dấu", "dấu nhận mẫu", "đánh dấu", "ký hiệu"),
    "editions": ("mẫu", "các mẫu", "phiên bản", "các phiên bản", "danh sách mẫu", "xã", "các xã"),
    "spare": ("dự phòng", "dư", "dự trữ", "thẻ dư"),
    "allotments": (
        "phân bổ",
        "phân phát",
        "cấp phát",
        "phân phối",
        "nơi nhận",
        "danh sách nhận",
        "tổ dân phố",
        "các tổ",
        "thôn",
    ),
    "places": ("bảng địa danh", "địa danh", "bảng xã phường"),
    "hidden": ("ẩn", "dòng ẩn", "cột ẩn", "bị ẩn"),
    "skip": ("bỏ qua", "bỏ", "không đọc"),
    "read": ("đọc", "lấy cả"),
    "packing": ("đóng gói", "đóng bao", "bao gói"),
    "approval": ("cách duyệt", "việc duyệt", "quy trình duyệt"),
    "hands": ("số người", "số người duyệt", "mấy người"),
    "accept": ("chấp nhận", "bỏ qua", "cho qua"),
    "budget_line": ("nguồn kinh phí", "mục chi", "nguồn chi"),
    "quote_by": ("hạn báo giá", "báo giá trước ngày"),
    # Leaflet
    "leaflet": ("tờ rơi", "áp phích", "tờ gấp"),
    "size": ("cỡ", "khổ", "khổ giấy"),
    "sides": ("số mặt", "mặt in"),
    "a4": ("khổ a4",),
    "a5": ("khổ a5",),
    "a6": ("khổ a6",),
    "words": ("lời", "lời in", "chữ trên tờ rơi"),
    "title": ("tiêu đề", "tên tờ rơi"),
    "subtitle": ("tiêu đề phụ", "dòng dưới tiêu đề"),
    "intro": ("giới thiệu", "lời giới thiệu", "lời mở đầu"),
    "call_title": ("tiêu đề gọi", "tiêu đề gọi ai"),
    "call": ("gọi", "cách gọi", "lời gọi"),
    "callback": ("gọi lại",),
    "when_111": ("khi gọi 111",),
    "when_112": ("khi gọi 112",),
    "when_113": ("khi gọi 113",),
    "when_114": ("khi gọi 114",),
    "when_115": ("khi gọi 115",),
    "when_office": ("khi gọi công an", "khi gọi đơn vị"),
    "code_title": ("tiêu đề mã", "tiêu đề mã qr"),
    "scan": ("cách quét", "quét"),
    "host": ("tên trang", "tên miền"),
    "page": ("trang",),
    "page_use": ("dùng trang để", "công dụng của trang"),
    "sticker": ("tem", "tem dán đè"),
    "contact_title": ("tiêu đề danh bạ", "tiêu đề lưu số"),
    "contact_holds": ("mã danh bạ có gì", "mã lưu số có gì"),
    "keep": ("lưu số", "giữ tờ rơi"),
    "vneid_title": ("tiêu đề vneid",),
    "vneid": ("ứng dụng vneid", "định danh điện tử"),
    "never_title": ("tiêu đề cảnh báo",),
    "never": ("không bao giờ", "cảnh báo", "cảnh giác"),
    "never_apps": ("không cài ứng dụng",),
    "never_codes": ("không đọc mã otp", "không hỏi mã"),
    "never_gifts": ("không nhận quà",),
    "never_money": ("không chuyển tiền",),
    "issued": ("phát hành", "đơn vị phát hành"),
    "licence": ("giấy phép", "giấy phép xuất bản"),
    # Office, edition, receiver
    "name": ("tên", "tên gọi", "tên đơn vị", "tên cơ quan", "tên xã", "tên phường", "tên mẫu", "tên tổ", "họ tên"),
    "province": ("tỉnh", "thành phố", "tỉnh thành", "tỉnh thành phố", "tên tỉnh"),
    "unit": ("mã đơn vị", "mã xã", "mã phường", "mã hành chính", "mã đơn vị hành chính", "đơn vị hành chính"),
    "id": ("mã", "mã mẫu", "mã số", "mã xã", "tên thư mục"),
    "extra_numbers": ("số thêm", "thêm số", "số bổ sung", "các số thêm", "số phụ"),
    "kind": ("loại", "kiểu", "hình thức"),
    "households": ("số hộ", "hộ", "số hộ dân", "hộ dân", "hộ gia đình", "số hộ gia đình"),
    "edition": ("mẫu", "mã mẫu", "phiên bản"),
    "contact": (
        "liên hệ",
        "người nhận",
        "người phụ trách",
        "tổ trưởng",
        "trưởng thôn",
        "người liên hệ",
        "hỏi đáp",
    ),
    "from": ("từ", "từ tệp", "tệp", "bảng", "nguồn", "lấy từ"),
    "sheet": ("trang", "trang tính", "tờ in", "tờ"),
    "columns": ("cột", "các cột", "tên cột"),
    "bag": ("túi", "bao", "mỗi túi"),
    "box": ("thùng", "hộp", "mỗi thùng"),
    "rule": ("quy tắc", "qui tắc", "tên quy tắc"),
    "reason": ("lý do", "lí do", "vì sao"),
    # A number, and who answers it
    "label": ("nhãn", "tên", "chức danh", "tên gọi", "ghi là", "chức vụ"),
    "number": ("số", "số điện thoại", "sđt", "điện thoại", "số máy", "đt", "số đt"),
    "role": ("vai", "vai trò", "chức vụ", "nhiệm vụ", "ai nghe", "người nghe"),
    "side": ("mặt", "bên", "phía", "mặt thẻ", "vị trí"),
    "duty": (
        "trực",
        "trực ban",
        "ban trực",
        "trực chỉ huy",
        "trực ca",
        "thường trực",
        "cán bộ trực",
        "trực ban công an",
        "trực công an",
        "trực 24/24",
        "trực 24/7",
    ),
    "hotline": ("đường dây nóng", "số nóng", "nóng", "đường nóng", "điện thoại nóng"),
    "chief": (
        "trưởng",
        "trưởng công an",
        "trưởng ca",
        "trưởng công an phường",
        "trưởng công an xã",
        "cấp trưởng",
        "thủ trưởng",
        "chỉ huy",
    ),
    "deputy": (
        "phó",
        "phó công an",
        "phó trưởng công an",
        "phó trưởng",
        "phó trưởng ca",
        "phó trưởng công an phường",
        "phó trưởng công an xã",
        "cấp phó",
    ),
    "checkpoint": ("chốt", "trạm", "chốt kiểm soát", "trạm kiểm soát", "chốt an ninh", "chốt trực"),
    "neighbour": (
        "giáp ranh",
        "lân cận",
        "láng giềng",
        "xã giáp ranh",
        "xã lân cận",
        "phường giáp ranh",
        "bên cạnh",
    ),
    "emergency": ("khẩn cấp", "cấp cứu", "cứu hỏa", "cứu hoả", "chữa cháy", "cứu nạn", "số khẩn cấp"),
    "other": ("khác", "còn lại"),
    # The code
    "link": ("đường dẫn", "liên kết", "địa chỉ", "url", "đường link", "trang web", "zalo", "facebook"),
    "caption": ("chú thích", "lời", "lời nhắn", "chữ", "ghi chú", "dòng chữ", "lời mời"),
    "allow_hosts": ("cho phép", "trang cho phép", "tên miền", "trang", "miền cho phép"),
    # The tag
    "shape": ("hình", "hình dạng", "dáng", "hình dáng", "kiểu dáng", "khuôn"),
    "width": ("rộng", "chiều rộng", "bề rộng", "ngang", "chiều ngang", "bề ngang", "dài", "chiều dài"),
    "height": ("cao", "chiều cao", "bề cao"),
    "corner": ("góc", "bo góc", "bán kính góc", "bán kính"),
    "hole": ("lỗ", "lỗ khoen", "lỗ xỏ", "lỗ móc", "lỗ treo", "lỗ khuyên"),
    "diameter": ("đường kính", "kích thước lỗ", "rộng"),
    "edge": ("mép", "cách mép", "khoảng cách mép", "lề"),
    "oval": ("bầu dục", "hình bầu dục", "ô van", "ô-van", "ôvan", "elip", "hình elip", "e-líp", "trái xoan"),
    "pill": ("viên thuốc", "con nhộng", "viên nhộng", "hình viên thuốc", "bo tròn hai đầu"),
    "rectangle": ("chữ nhật", "hình chữ nhật", "vuông", "hình vuông"),
    "circle": ("tròn", "hình tròn"),
    "left": ("trái", "bên trái", "phía trái"),
    "right": ("phải", "bên phải", "phía phải"),
    "top": ("trên", "phía trên", "bên trên", "đỉnh"),
    "bottom": ("dưới", "phía dưới", "bên dưới", "đáy"),
    "front": ("trước", "mặt trước", "phía trước"),
    "back": ("sau", "mặt sau", "phía sau"),
    "code": ("mã", "mã mẫu", "ký hiệu"),
    "group": ("tổ", "tổ dân phố", "tổ dân cư", "khu phố", "khối phố", "nhóm", "nhóm zalo"),
    "hamlet": ("thôn", "ấp", "buôn", "làng", "bản", "xóm", "khóm"),
    "channel": ("kênh", "đoàn thể", "ban ngành", "mặt trận", "công đoàn"),
    # Colours, their parts and the parts of a template that take them
    "spot": ("mực pha", "màu pha"),
    "tint": ("độ đậm", "tầng"),
    "ground": ("nền", "màu nền"),
    "text": ("chữ", "màu chữ"),
    "accent": ("nhấn", "màu nhấn", "viền"),
    "paper": ("giấy", "màu giấy"),
    "white": ("trắng", "màu trắng"),
    "black": ("đen", "màu đen"),
    "grey": ("xám", "ghi", "màu xám"),
    "flag-red": ("đỏ", "màu đỏ", "đỏ cờ", "đỏ tươi"),
    "flag-yellow": ("vàng", "màu vàng", "vàng tươi", "vàng sao"),
    "deep-red": ("đỏ sẫm", "đỏ đậm", "đỏ đô", "đỏ thẫm"),
    "gold": ("vàng kim", "ánh kim", "vàng nghệ", "nhũ vàng"),
    "navy": ("xanh đậm", "xanh đen", "xanh hải quân", "xanh tím than", "xanh nước biển"),
    "police-green": ("xanh", "xanh lá", "xanh lục", "xanh lá cây", "xanh công an", "xanh rêu"),
    "sky": ("xanh da trời", "xanh lam", "xanh dương", "xanh nhạt"),
    "orange": ("cam", "da cam", "màu cam"),
    # Templates, and what options take
    "classic": ("cổ điển", "thông thường", "mặc định"),
    "directory": ("danh bạ", "nhiều số"),
    "nested": ("so le", "xếp so le", "lồng nhau"),
    "free": ("tự do", "xếp tự do"),
    "grid": ("thẳng hàng", "xếp thẳng hàng", "lưới", "hàng lối"),
    "sheetwise": ("in ab", "ab", "in hai mặt"),
    "perfecting": ("hai mặt một lượt", "in hai mặt một lượt"),
    "turn": ("tự trở", "tự trở tay kê", "trở tay kê"),
    "tumble": ("tự trở nhíp", "trở nhíp"),
    "single": ("một mặt", "in một mặt"),
    "templates": ("kiểu trình bày", "kiểu", "mẫu", "mẫu trình bày"),
    "shops": ("nhà in", "xưởng in", "các nhà in"),
    "layouts": ("cách xếp", "kiểu xếp"),
    "layout": ("cách xếp", "kiểu xếp"),
    "cutters": ("máy cắt", "máy bế", "các máy cắt"),
    "through": ("bế đứt", "đứt", "cắt đứt"),
    "kiss": ("bế demi", "demi", "bế đê mi"),
    "inks": ("mực", "mực in", "màu", "màu mực"),
    "fonts": ("phông", "phông chữ", "font", "kiểu chữ"),
    # A shop's prices
    "prices": ("giá", "đơn giá", "bảng giá"),
    "plate": ("kẽm", "bản kẽm", "bộ kẽm"),
    "setup": ("canh máy", "canh bài", "lên máy"),
    "die": ("khuôn bế", "khuôn"),
    "cut": ("bế", "cắt", "kiểu bế", "cách bế", "độ bế"),
    "cuts": ("các kiểu bế", "bế được"),
    "punch": ("đục lỗ", "đục"),
    "ring": ("khoen", "khoen móc", "vòng khóa"),
    "pack": ("đóng gói",),
}


def translate_word(word: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that the Vietnamese ``word`` stands for, or None."""
    there = set(known)
    exact, plain = _meanings()
    for meanings, key in ((exact, _folded(word)), (plain, fold_name(word))):
        found = next((each for each in meanings.get(key, ()) if each in there), None)
        if found is not None:
            return found
    return None


@cache
def _meanings() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what each word means as it is written, and without its marks."""
    exact: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    for english, words in WORDS.items():
        for word in words:
            exact.setdefault(_folded(word), []).append(english)
            plain.setdefault(fold_name(word), []).append(english)
    return exact, plain


def _folded(word: str) -> str:
    """Return ``word`` small, composed, with single blanks for all that parts its syllables."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("_", " ").replace("-", " ").split())
