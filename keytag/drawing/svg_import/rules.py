"""What a drawing in SVG must be for keytag to print it: the rules, for `keytag explain` and for every refusal."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_OUTLINES = Text("Chuyển chữ thành đường nét.", "Convert text to outlines.")
EXPAND = Text(
    "Tách thành các hình tô phẳng (Inkscape: Chỉnh sửa > Nhân bản liên kết > Gỡ liên kết; Illustrator: Expand).",
    "Make it plain filled shapes (Inkscape: Edit > Clone > Unlink Clone; Illustrator: Object > Expand).",
)
REMOVE = Text("Xóa phần này khỏi tệp SVG.", "Take it out of the SVG file.")
_FLAT = Text(
    "Tô mỗi hình bằng một màu phẳng, đặc hoàn toàn.", "Fill each shape with one flat, fully opaque colour."
)
_AGAIN = Text(
    "Lưu lại hình bằng phần mềm vẽ, dạng SVG thường (Plain SVG).",
    "Save the drawing again from the drawing program, as plain SVG.",
)

_PLATES = Text(
    "Quy định của keytag: mỗi hình là một đường viền tô một mực",
    "House rule: every shape is one outline filled with one ink",
)


def _svg(part: str, title_vi: str, title_en: str) -> Text:
    return Text(f"SVG 1.1, mục {part} ({title_vi})", f"SVG 1.1, {part} ({title_en})")


def _refusal(name: str, holds: Text, why: Text, mend: Text, source: Text) -> Rule:
    return Rule(name, Severity.ERROR, holds, why, mend, source)


TEXT = _refusal(
    "art-text",
    Text("Hình vẽ không chứa chữ sống.", "A drawing holds no live text."),
    Text("Phông chữ có thể thiếu ở nhà in, chữ sẽ đổi dạng.", "A font missing at the shop changes the letters."),
    _OUTLINES,
    _PLATES,
)
PICTURE = _refusal(
    "art-picture",
    Text("Hình vẽ không chứa ảnh điểm.", "A drawing holds no picture made of pixels."),
    Text(
        "keytag không in ảnh điểm ở bất kỳ độ phân giải nào: trên thẻ nhỏ ảnh thành vệt mờ.",
        "keytag prints no pictures, at whatever resolution: on a small tag they turn to a blur.",
    ),
    Text("Vẽ lại ảnh thành hình tô phẳng.", "Trace it into flat filled shapes."),
    _PLATES,
)
REFERENCE = _refusal(
    "art-reference",
    Text("Hình vẽ chỉ tham chiếu tới phần có trong chính tệp đó.", "A drawing refers only to what is in its own file."),
    Text(
        "Phần ở nơi khác có thể mất, đổi, hoặc tải về từ mạng.",
        "What lies elsewhere may vanish, change, or come from the net.",
    ),
    EXPAND,
    _svg("5.6", "phần tử use", "the use element"),
)
SCRIPT = _refusal(
    "art-script",
    Text("Hình vẽ không chứa mã lệnh hay hoạt hình.", "A drawing holds no script and no animation."),
    Text("Mã lệnh có thể gây hại, và giấy không động đậy.", "Scripts can do harm, and paper does not move."),
    REMOVE,
    HOUSE_RULE,
)
STYLESHEET = _refusal(
    "art-stylesheet",
    Text(
        "Bảng kiểu nằm trong tệp và chỉ chọn theo tên phần tử, class và id.",
        "Style sheets are in the file and select by element, class and id.",
    ),
    Text("Bảng kiểu đọc thiếu có thể đổi màu mà không ai thấy.", "A style sheet read in part changes colours unseen."),
    Text(
        'Ghi màu ngay trên hình, ví dụ fill="#DA251D".',
        'Write colours on the shapes, like fill="#DA251D".',
    ),
    _svg("6.4", "thuộc tính trình bày", "presentation attributes"),
)
STROKE = _refusal(
    "art-stroke",
    Text("Nét viền co giãn theo hình.", "Strokes scale with their drawing."),
    Text(
        "Nét có bề rộng cố định thì không biết rộng bao nhiêu trên thẻ.",
        "How wide a stroke of fixed width is on a tag, nobody can say.",
    ),
    Text("Chuyển nét thành hình tô.", "Convert strokes to fills."),
    Text("SVG 2, mục 8.13 (vector-effect)", "SVG 2, 8.13 (vector effects)"),
)
GRADIENT = _refusal(
    "art-gradient",
    Text("Hình vẽ không có màu chuyển sắc hay hoa văn.", "A drawing has no gradients and no patterns."),
    Text("Chuyển sắc in ra thành chấm tram, mép hình bị nhòe.", "Gradients print as dots, and edges blur."),
    _FLAT,
    _PLATES,
)
TRANSPARENCY = _refusal(
    "art-transparency",
    Text(
        "Hình vẽ đặc hoàn toàn; mặt nạ chỉ trắng và đen, không bộ lọc.",
        "A drawing is opaque; masks are white and black alone, and there are no filters.",
    ),
    Text("Độ trong suốt in ra khác nhau ở mỗi nhà in.", "Transparency prints differently at every shop."),
    _FLAT,
    _svg("14", "mặt nạ và độ đục", "clipping, masking and compositing"),
)
DOCTYPE = _refusal(
    "art-doctype",
    Text("DOCTYPE của tệp SVG không khai báo thực thể phức tạp.", "The SVG file's DOCTYPE declares no complex entities."),
    Text(
        "Thực thể có thể phình to vô hạn hoặc tải tệp khác.",
        "Entities can explode or fetch other files.",
    ),
    REMOVE,
    Text("XML 1.0, mục 4.2 (thực thể)", "XML 1.0, 4.2 (entity declarations)"),
)
ELEMENT = _refusal(
    "art-element",
    Text("Hình vẽ chỉ gồm đường nét và hình cơ bản.", "A drawing consists of paths and basic shapes."),
    Text(
        "Thứ gì keytag không in được thì phải nói ra, không lặng lẽ bỏ qua.",
        "What keytag cannot print is said, not silently left out.",
    ),
    Text("Chuyển phần này thành hình tô phẳng, hoặc xóa đi.", "Make it a plain filled shape, or take it out."),
    _svg("8, 9", "đường nét, hình cơ bản", "paths, basic shapes"),
)
NOT_SVG = _refusal(
    "art-not-svg",
    Text("Tệp hình vẽ là SVG.", "The drawing's file is SVG."),
    Text(
        "Ảnh JPG, PNG đổi đuôi thành .svg vẫn không phải là SVG.", "A JPG or PNG renamed to .svg is still no SVG."
    ),
    Text("Xuất hình từ phần mềm vẽ, dạng SVG.", "Export the drawing from the drawing program as SVG."),
    _svg("5.1", "phần tử svg", "the svg element"),
)
TOO_LARGE = _refusal(
    "art-too-large",
    Text("Hình vẽ không có quá nhiều điểm.", "A drawing does not have too many points."),
    Text(
        "Hàng vạn điểm là ảnh chụp được đồ lại: chi tiết nhỏ hơn chấm mực.",
        "Ten thousands of points are a traced photograph: finer than any dot.",
    ),
    Text("Đơn giản hóa hình (Inkscape: Đường nét > Đơn giản hóa).", "Simplify it (Inkscape: Path > Simplify)."),
    HOUSE_RULE,
)
TOO_TANGLED = _refusal(
    "art-too-tangled",
    Text("Đường viền của hình không quá rối.", "The outlines of a drawing are not too tangled."),
    Text(
        "Hàng vạn cạnh đan nhau thì không tính kịp chỗ nào tô, chỗ nào trống.",
        "With ten thousands of sides nobody can tell in time what is filled and what is not.",
    ),
    Text(
        "Gộp và đơn giản hóa hình (Inkscape: Đường nét > Hợp nhất, rồi Đường nét > Đơn giản hóa).",
        "Unite and simplify the shape (Inkscape: Path > Union, then Path > Simplify).",
    ),
    HOUSE_RULE,
)
TOO_LONG = _refusal(
    "art-too-long",
    Text("Trang vẽ không quá dài so với bề cao.", "A drawing's page is not too long for its height."),
    Text("Hình dài như sợi chỉ không in được trên thẻ.", "A drawing like a thread cannot be printed on a tag."),
    Text(
        "Chỉnh trang vừa hình (Inkscape: Sửa > Co trang theo vùng chọn).",
        "Fit the page to the drawing (Inkscape: Edit > Resize Page to Selection).",
    ),
    HOUSE_RULE,
)
BAD_VALUE = _refusal(
    "art-bad-value",
    Text("Mọi con số trong hình vẽ đọc được.", "Every number in a drawing can be read."),
    Text("Số đọc sai thì hình méo.", "A number misread bends the drawing."),
    _AGAIN,
    _svg("4.2", "kiểu dữ liệu", "basic data types"),
)
BAD_COLOUR = _refusal(
    "art-bad-colour",
    Text("Mọi màu trong hình vẽ đọc được.", "Every colour in a drawing can be read."),
    Text("Màu đoán sai thì in sai mực.", "A colour guessed prints in the wrong ink."),
    Text("Viết màu dạng #RRGGBB, ví dụ #DA251D.", "Write colours as #RRGGBB, like #DA251D."),
    _svg("4.2", "kiểu dữ liệu", "basic data types"),
)
UNMAPPED_COLOUR = _refusal(
    "art-unmapped-colour",
    Text("Mỗi màu của hình vẽ được gán một mực.", "Each colour of a drawing is mapped to an ink."),
    Text(
        "Màu màn hình không phải là mực; ai đó phải chọn mực in.",
        "A screen colour is no ink; somebody has to choose one.",
    ),
    Text("Thêm màu đó vào inks của chỗ đặt hình.", "Add the colour to the inks of the art slot."),
    HOUSE_RULE,
)
EMPTY = _refusal(
    "art-empty",
    Text("Hình vẽ có gì đó để in.", "There is something to print in a drawing."),
    Text("Chỗ đặt hình sẽ trống.", "Its place would stay empty."),
    Text("Cần ít nhất một hình tô màu nằm trong trang vẽ.", "It takes at least one filled shape within its page."),
    _svg("7.7", "viewBox", "viewBox"),
)
DIFFERS = _refusal(
    "art-differs",
    Text(
        "Hình đọc được giống hệt hình gốc, so từng điểm ảnh với một phần mềm khác (resvg).",
        "What was read looks like the file, pixel by pixel, as another program (resvg) shows it.",
    ),
    Text(
        "Khác nhau nghĩa là một trong hai đọc sai; in ra thì không sửa được nữa.",
        "A difference means that one of the two misreads it, and print cannot be mended.",
    ),
    Text(
        "Lưu lại hình bằng phần mềm vẽ, dạng SVG thường.",
        "Save the drawing again from the drawing program, as plain SVG.",
    ),
    HOUSE_RULE,
)
RULES = (
    NOT_SVG,
    TOO_LARGE,
    TOO_LONG,
    TOO_TANGLED,
    DOCTYPE,
    SCRIPT,
    REFERENCE,
    STYLESHEET,
    ELEMENT,
    TEXT,
    PICTURE,
    STROKE,
    GRADIENT,
    TRANSPARENCY,
    BAD_VALUE,
    BAD_COLOUR,
    UNMAPPED_COLOUR,
    DIFFERS,
    EMPTY,
)
"""Every rule of this package."""
