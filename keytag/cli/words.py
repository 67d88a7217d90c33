"""The command line's help in both languages, one constant for each text.

The commands are declared with the English wording; `keytag.cli.app` puts the Vietnamese in its place where that
is the language of the run.
"""

from __future__ import annotations

from keytag.wording import Text

APP = Text(
    "Từ tệp YAML của một phường đến tờ in móc khóa.",
    "From a ward's YAML file to press sheets of keyring tags.",
)
INIT = Text(
    "Tạo tệp công việc đầu tiên; không bao giờ ghi đè.\n\nVí dụ: keytag init ward.yaml",
    "Write a first job; never overwrites.\n\nExample: keytag init ward.yaml",
)
CHECK = Text(
    "Kiểm tra công việc và nêu mọi điều cần sửa.\n\nVí dụ: keytag check ward.yaml",
    "Check a job and say everything that is to be changed.\n\nExample: keytag check ward.yaml",
)
RENDER = Text(
    "Vẽ từng mẫu ra PDF, SVG và PNG.\n\nVí dụ: keytag render ward.yaml --format pdf,png",
    "Draw each edition as PDF, SVG and PNG.\n\nExample: keytag render ward.yaml --format pdf,png",
)
SHEET = Text(
    "Bình bài lên tờ in.\n\nVí dụ: keytag sheet ward.yaml --count 3200 --shop digital-sra3",
    "Place the tags on press sheets.\n\nExample: keytag sheet ward.yaml --count 3200 --shop digital-sra3",
)
SCHEMA = Text(
    "Xuất JSON Schema của một loại tài liệu.\n\nVí dụ: keytag schema job > job.schema.json",
    "Print the JSON Schema of a kind of document.\n\nExample: keytag schema job > job.schema.json",
)
LIST = Text(
    "Liệt kê kiểu trình bày, nhà in, mực, phông chữ.\n\nVí dụ: keytag list shops",
    "List templates, shops, inks or fonts.\n\nExample: keytag list shops",
)
SHOW = Text(
    "Hiện một tài liệu với mọi giá trị mặc định.\n\nVí dụ: keytag show digital-sra3",
    "Print a document with every default filled in.\n\nExample: keytag show digital-sra3",
)
VERSION = Text("Hiện phiên bản.\n\nVí dụ: keytag version", "Print the version.\n\nExample: keytag version")

JOB = Text(
    "Tệp công việc; không ghi thì ward.yaml, hoặc công việc duy nhất trong thư mục.",
    "The job; without it ward.yaml, or the only job in the folder.",
)
NEW_JOB = Text("Tệp sẽ tạo.", "The file to write.")
OUT = Text("Thư mục ghi kết quả.", "Folder for the results.")
JSON = Text("Xuất kết quả thành một đối tượng JSON.", "Print the result as one JSON object.")
QUIET = Text("Chỉ nói khi có lỗi.", "Speak only of errors.")
LANG = Text("Ngôn ngữ: vi hoặc en.", "Language: vi or en.")
DATE = Text("Ngày ghi vào tệp, ví dụ 2026-01-15.", "Date written into files, like 2026-01-15.")
JUDGED = Text(
    "Ngày để xét, ví dụ 2026-01-15, khi tệp không có as_of.",
    "Day to judge by, like 2026-01-15, where the job has no as_of.",
)
EDITION = Text("Chỉ vẽ mẫu có mã này; dùng được nhiều lần.", "Draw only the edition with this id; repeatable.")
FORMAT = Text("Các dạng tệp: pdf, svg, png.", "Kinds of file: pdf, svg, png.")
COUNT = Text("Tổng số thẻ, thay cho số trong tệp.", "Tags in all, in place of the job's quantities.")
SHOP = Text("Nhà in, thay cho tên trong tệp.", "The shop, in place of the job's.")
LAYOUT = Text(
    "Cách xếp: nested (so le) hoặc grid (thẳng hàng).", "How tags are placed: nested or grid (rows and columns)."
)
BACKING = Text(
    "Cách in mặt sau: sheetwise (in AB), perfecting (hai mặt một lượt), turn (tự trở tay kê), "
    "tumble (tự trở nhíp), single (in một mặt).",
    "How the back is printed: sheetwise, perfecting, turn, tumble, single.",
)
EVERY_SHEET = Text(
    "Ghi mọi tờ in, không chỉ mỗi cách xếp một tờ.", "Write every press sheet, not each layout once."
)
ISSUER = Text("Đơn vị, ví dụ “Công an phường An Khê”.", "The office, like “Công an phường An Khê”.")
PROVINCE = Text("Tỉnh, thành phố.", "Province or city.")
NUMBER = Text("“Nhãn=số điện thoại”; dùng được nhiều lần.", "“Label=number”; repeatable.")
LINK = Text("Đường dẫn của mã QR.", "Address for the QR code.")
SLOGAN = Text("Khẩu hiệu.", "Slogan.")
QUANTITY = Text("Số lượng thẻ.", "How many tags.")
KIND = Text("job, template hoặc shop.", "job, template or shop.")
LISTED = Text("templates, shops, inks hoặc fonts.", "templates, shops, inks or fonts.")
NAME = Text(
    "Tên một tài liệu, như digital-sra3, hoặc đường dẫn.", "A document's name, like digital-sra3, or a path."
)

# Typer's own words, as its help shows them.
HELP = Text("Hiện trợ giúp này rồi thoát.", "Show this message and exit.")
INSTALL_COMPLETION = Text(
    "Cài gợi ý lệnh (phím Tab) cho shell đang dùng.", "Install completion for the current shell."
)
SHOW_COMPLETION = Text(
    "Hiện mã gợi ý lệnh để chép hoặc tự chỉnh.",
    "Show completion for the current shell, to copy it or customize the installation.",
)

USAGE = Text("Cách dùng", "Usage")
ARGUMENTS = Text("Đối số", "Arguments")
OPTIONS = Text("Tùy chọn", "Options")
COMMANDS = Text("Lệnh", "Commands")
USAGE_PIECES = (Text("[TÙY CHỌN]", "[OPTIONS]"), Text("LỆNH [ĐỐI SỐ]...", "COMMAND [ARGS]..."))


_ALL = (
    APP,
    INIT,
    CHECK,
    RENDER,
    SHEET,
    SCHEMA,
    LIST,
    SHOW,
    VERSION,
    JOB,
    NEW_JOB,
    OUT,
    JSON,
    QUIET,
    LANG,
    DATE,
    JUDGED,
    EDITION,
    FORMAT,
    COUNT,
    SHOP,
    LAYOUT,
    BACKING,
    EVERY_SHEET,
    ISSUER,
    PROVINCE,
    NUMBER,
    LINK,
    SLOGAN,
    QUANTITY,
    KIND,
    LISTED,
    NAME,
    HELP,
    INSTALL_COMPLETION,
    SHOW_COMPLETION,
    USAGE,
    ARGUMENTS,
    OPTIONS,
    COMMANDS,
)


def all_texts() -> dict[str, Text]:
    """Return every text of this module by its English wording."""
    return {text.en: text for text in _ALL}
