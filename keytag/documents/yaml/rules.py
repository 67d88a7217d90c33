"""What must hold of a document's form: the rules of files, of YAML, of keys and of values.

Only what `keytag explain` says of each; where and when they are broken is found by the modules beside this one.
"""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_YAML = "YAML 1.2.2"
_WRONG_READING = Text(
    "keytag không đoán: đoán sai một chỗ là in sai cả loạt thẻ.",
    "keytag does not guess: one wrong guess spoils the whole run.",
)
_HARMFUL = Text(
    "Tệp gửi qua email có thể cố tình làm treo máy; công việc thật không bao giờ cần thế.",
    "A file that came by e-mail may be made to hang the machine; no real job needs this.",
)


def _error(name: str, holds: Text, why: Text, mend: Text, source: Text = HOUSE_RULE) -> Rule:
    return Rule(name, Severity.ERROR, holds, why, mend, source)


DOCUMENT_TOO_LARGE = _error(
    "document-too-large",
    Text("Tệp không quá một triệu byte.", "The file has at most a million bytes."),
    _HARMFUL,
    Text("Kiểm tra xem có đúng tệp không.", "Check that this is the right file."),
)
FILE_IS_TEXT = _error(
    "file-is-text",
    Text(
        "Tệp là chữ thường, không phải tệp Word, Excel, PDF, ảnh hay trang web.",
        "The file is plain text: no Word or Excel file, PDF, picture or web page.",
    ),
    Text(
        "Không có gì để đọc: phần chữ nằm lẫn trong mã của chương trình kia.",
        "Its text lies within that program's code.",
    ),
    Text(
        "Chép phần chữ sang Notepad, rồi lưu thành ward.yaml với Encoding (Mã hóa): UTF-8.",
        "Copy the text into Notepad, and save it as ward.yaml with Encoding: UTF-8.",
    ),
)
NOT_UTF_8 = _error(
    "not-utf-8",
    Text("Tệp là chữ theo bảng mã UTF-8.", "The file is text in the encoding UTF-8."),
    Text("Bảng mã khác làm chữ có dấu thành chữ lạ.", "Another encoding turns letters with marks into others."),
    Text(
        "Mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8.",
        "Open the file in your editor and save it with the encoding UTF-8.",
    ),
    Text("RFC 3629", "RFC 3629"),
)
EMPTY_DOCUMENT = _error(
    "empty-document",
    Text("Tệp có nội dung.", "The file says something."),
    Text("Không có gì để đọc.", "There is nothing to read."),
    Text("Tạo một tệp mới bằng: keytag init", "Make a new one with: keytag init"),
)
SEVERAL_DOCUMENTS = _error(
    "several-documents",
    Text("Mỗi tệp chỉ có một tài liệu.", "A file holds one document."),
    _WRONG_READING,
    Text("Tách mỗi tài liệu thành một tệp.", "Put each document into a file of its own."),
)
NO_KEYS = _error(
    "no-keys",
    Text("Tệp gồm các dòng khóa: giá trị.", "The file consists of lines like key: value."),
    _WRONG_READING,
    Text("Tạo một tệp mới bằng: keytag init", "Make a first one with: keytag init"),
)
YAML_SYNTAX = _error(
    "yaml-syntax",
    Text("Mọi dòng đúng cú pháp YAML.", "Every line is YAML."),
    _WRONG_READING,
    Text(
        "Xem dấu ngoặc, dấu hai chấm và khoảng cách đầu dòng ở chỗ đó.",
        "Look at quotation marks, colons and indentation there.",
    ),
    Text(_YAML, _YAML),
)
YAML_TAB = _error(
    "yaml-tab",
    Text("Đầu dòng không có dấu tab.", "No line is indented with a tab."),
    Text("YAML không cho phép tab ở đầu dòng.", "YAML does not allow tabs there."),
    Text("Thay mỗi tab bằng hai dấu cách.", "Put two spaces in place of each tab."),
    Text(f"{_YAML}, mục 6.1", f"{_YAML}, 6.1"),
)
YAML_TOO_DEEP = _error(
    "yaml-too-deep",
    Text("Các nhóm lồng nhau có hạn.", "Nesting has a limit."),
    _HARMFUL,
    Text("Kiểm tra xem có đúng tệp không.", "Check that this is the right file."),
)
YAML_TOO_LARGE = _error(
    "yaml-too-large",
    Text("Số giá trị, kể cả bí danh, có hạn.", "The number of values, aliases expanded, has a limit."),
    _HARMFUL,
    Text("Bỏ các bí danh lặp lại nhau.", "Remove aliases that repeat one another."),
)
YAML_ALIAS = _error(
    "yaml-alias",
    Text("Mỗi bí danh (*) trỏ tới một phần ở trên.", "Every alias (*) points at a part above it."),
    _WRONG_READING,
    Text(
        "Đặt chữ có dấu * trong ngoặc kép, hoặc đặt & ở phần cần dùng lại.",
        "Put a text with * in quotation marks, or put & at what is to be repeated.",
    ),
    Text(f"{_YAML}, mục 7.1", f"{_YAML}, 7.1"),
)
YAML_KEY = _error(
    "yaml-key",
    Text("Khóa là chữ.", "A key is a text."),
    _WRONG_READING,
    Text("Viết theo dạng khóa: giá trị.", "Write it like key: value."),
)
YAML_TAG = _error(
    "yaml-tag",
    Text("Tệp không dùng ký hiệu ! của YAML.", "The file uses no YAML tags (!)."),
    Text(
        "Ký hiệu ấy có thể bắt chương trình chạy mã lạ; không công việc nào cần.",
        "A tag can make a program run foreign code; no job needs one.",
    ),
    Text("Xóa phần bắt đầu bằng dấu !, chỉ để lại giá trị.", "Remove the tag (the part that starts with !)."),
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    Text("Mỗi khóa chỉ có một lần trong nhóm.", "A key stands once in its group."),
    Text("Không biết giá trị nào đúng.", "Nobody can tell which of the two is meant."),
    Text("Giữ một dòng, xóa dòng kia.", "Keep one of the two lines."),
    Text(f"{_YAML}, mục 3.2.1.1", f"{_YAML}, 3.2.1.1"),
)
INVISIBLE_CHARACTER = _error(
    "invisible-character",
    Text("Không giá trị nào có ký tự ẩn.", "No value has a character that does not show."),
    Text(
        "Ký tự ẩn làm số hay đường dẫn khác với những gì mắt thấy.",
        "It makes a number or an address another than the one that is seen.",
    ),
    Text("Xóa giá trị rồi gõ lại, đừng dán.", "Delete the value and type it again, do not paste it."),
    Text("Unicode 15, mục 4.5 (loại Cc, Cf)", "Unicode 15, 4.5 (general categories Cc, Cf)"),
)
UNKNOWN_KEY = _error(
    "unknown-key",
    Text("Mọi khóa là khóa keytag biết.", "Every key is one that keytag knows."),
    Text("Khóa gõ sai thì giá trị của nó mất mà không ai hay.", "What a misspelt key says would be lost unseen."),
    Text("Sửa tên khóa hoặc xóa dòng.", "Correct the key, or remove the line."),
)
LETTERS_ARE_UNICODE = _error(
    "letters-are-unicode",
    Text("Chữ Việt là Unicode, không phải TCVN3 hay VNI.", "Vietnamese is Unicode, neither TCVN3 nor VNI."),
    Text(
        "TCVN3 và VNI chỉ đọc được bằng phông chữ riêng; móc khóa sẽ in ra chữ lạ.",
        "TCVN3 and VNI read right in their own fonts alone; the tag would show other letters.",
    ),
    Text(
        "Chuyển sang Unicode bằng Unikey (Công cụ, chuyển mã), hoặc gõ lại.",
        "Convert it with Unikey (Toolkit), or type it again.",
    ),
    Text("TCVN 6909:2001", "TCVN 6909:2001"),
)
LETTERS_ARE_WHOLE = _error(
    "letters-are-whole",
    Text("Không chữ nào đã hỏng khi chép hay lưu.", "No letter was broken in copying or saving."),
    Text(
        "Mở sai bảng mã rồi lưu lại thì “Công an” thành “C?ng an” hay chữ lạ, và in ra như vậy.",
        "Opened in a wrong encoding and saved, “Công an” becomes “C?ng an” or other signs, and prints so.",
    ),
    Text("Gõ lại giá trị bằng bộ gõ tiếng Việt, bảng mã Unicode.", "Type the value again, in Unicode."),
    Text("RFC 3629", "RFC 3629"),
)
HASH_CUTS_NOTHING_OFF = _error(
    "hash-cuts-nothing-off",
    Text("Dấu # không cắt mất chữ cần in.", "No # cuts off words that are to print."),
    Text(
        "Sau một dấu cách, YAML coi từ dấu # trở đi là chú thích, không in.",
        "After a blank, YAML takes all from a # on for a comment, which does not print.",
    ),
    Text(
        "Chữ cần in thì đặt cả câu trong ngoặc kép; chú thích thì thêm dấu cách sau dấu #.",
        "Words to print: put the whole value in quotation marks. A comment: put a blank after the #.",
    ),
    Text(f"{_YAML}, mục 6.6", f"{_YAML}, 6.6"),
)
DOCUMENT_IS_OF_ITS_KIND = _error(
    "document-is-of-its-kind",
    Text(
        "Tệp đúng loại: tệp đặt in, kiểu trình bày hay nhà in.",
        "A file is of the kind that is asked for: a job, a template or a shop.",
    ),
    _WRONG_READING,
    Text(
        "Ghi đúng tệp trên dòng lệnh, hoặc ở khóa shop, template.",
        "Name the right file, or name it at shop or template.",
    ),
)
MISSING_KEY = _error(
    "missing-key",
    Text("Các khóa bắt buộc đều có.", "Every required key is there."),
    Text("Thiếu nó thì không làm được thẻ.", "Without it there is no tag to make."),
    Text("Thêm khóa còn thiếu.", "Add the key."),
)
BAD_VALUE = _error(
    "bad-value",
    Text("Mỗi giá trị đúng dạng của khóa.", "Every value has the form that its key takes."),
    _WRONG_READING,
    Text("Viết lại theo ví dụ trong lời nhắc.", "Write it as the example shows."),
)
VALUE_HAS_NO_QUOTES = _error(
    "value-has-no-quotes",
    Text(
        "Không giá trị nào mang dấu ngoặc kép ở đầu hay cuối.",
        "No value begins or ends with quotation marks of its own.",
    ),
    Text(
        "Dấu ngoặc cong từ Word, Zalo là một phần của giá trị: in lên móc khóa, làm hỏng số và đường dẫn.",
        "Curly marks from Word or Zalo are part of the value: they print, and spoil numbers and links.",
    ),
    Text(
        "Xóa các dấu ngoặc ở hai đầu giá trị.",
        "Delete the quotation marks at the ends of the value.",
    ),
)
TOO_LONG = _error(
    "too-long",
    Text("Dòng chữ và danh sách có hạn.", "Texts and lists have a limit."),
    _HARMFUL,
    Text("Rút ngắn lại.", "Shorten it."),
)
NEWER_FORMAT = _error(
    "newer-format",
    Text("Tệp theo định dạng mà bản keytag này đọc được.", "The file is in a format that this keytag reads."),
    Text("Bản cũ sẽ hiểu sai tệp mới.", "An older program would misread a newer file."),
    Text("Cập nhật keytag lên bản mới hơn.", "Install a newer keytag."),
)

MORE_PROBLEMS = _error(
    "more-problems",
    Text(
        "Mỗi lần chỉ kể một trăm lỗi đầu của tệp, bốn mươi chỗ đầu của mỗi quy tắc.",
        "Only the first hundred problems of a file are told, and the first forty of each rule.",
    ),
    Text("Nhiều lỗi thế thường do một chỗ ở đầu tệp.", "So many mostly come from one place near the top."),
    Text("Sửa các lỗi trên rồi kiểm tra lại.", "Mend those above, then check again."),
)

RULES = (
    DOCUMENT_TOO_LARGE,
    FILE_IS_TEXT,
    NOT_UTF_8,
    EMPTY_DOCUMENT,
    SEVERAL_DOCUMENTS,
    NO_KEYS,
    YAML_SYNTAX,
    YAML_TAB,
    YAML_TOO_DEEP,
    YAML_TOO_LARGE,
    YAML_ALIAS,
    YAML_KEY,
    YAML_TAG,
    DUPLICATE_KEY,
    INVISIBLE_CHARACTER,
    LETTERS_ARE_UNICODE,
    LETTERS_ARE_WHOLE,
    HASH_CUTS_NOTHING_OFF,
    DOCUMENT_IS_OF_ITS_KIND,
    UNKNOWN_KEY,
    MISSING_KEY,
    BAD_VALUE,
    VALUE_HAS_NO_QUOTES,
    TOO_LONG,
    NEWER_FORMAT,
    MORE_PROBLEMS,
)
"""Every rule of this package."""
