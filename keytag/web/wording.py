"""What the page itself says, in both languages; what is said of a job is said by the commands' own values."""

from __future__ import annotations

from fnmatch import fnmatchcase

from keytag.text.text import Text

TITLE = Text("Móc khóa an ninh", "Police keyring tags")
SKIP = Text("Đến phần điền", "Skip to the form")
OTHER_LANGUAGE = Text("English", "Tiếng Việt")
UNDO = Text("Hoàn tác", "Undo")
SAVED = Text("Đã lưu vào tệp", "Saved to the file")
NOT_YET = Text(
    "Chưa lưu: tệp được tạo khi điền ô đầu tiên", "Not saved yet: the file is made with the first entry"
)
UNDONE = Text("Đã trở lại bản trước", "Back to what it was before")
NO_SCRIPT = Text("Trang này cần JavaScript.", "This page needs JavaScript.")

NAV = (
    ("tag", Text("Móc khóa", "The tag")),
    ("many", Text("Nhiều mẫu", "Many editions")),
    ("press", Text("Tờ in và chi phí", "Sheets and cost")),
    ("papers", Text("Giấy tờ", "Papers")),
)

FRONT = Text("Mặt trước", "Front")
BACK = Text("Mặt sau", "Back")
TRUE_SIZE = Text("Cỡ thật trên màn hình", "True size on this screen")
TRUE_SIZE_HELP = Text(
    "Đặt thẻ ngân hàng vào khung dưới đây, kéo đến khi khung vừa bằng thẻ ngân hàng.",
    "Hold a bank card against the frame below and drag until both are alike.",
)
ENLARGE = Text("Phóng to", "Enlarge")
CLOSE = Text("Đóng", "Close")
DRAWING = Text("Đang vẽ…", "Drawing…")
LAST_GOOD = Text(
    "Hình đang thấy là bản vẽ được gần nhất; sửa chỗ báo lỗi để vẽ lại.",
    "This is the last that could be drawn; mend what is wrong to see the new one.",
)
NOTHING_DRAWN = Text(
    "Điền tên đơn vị và một số điện thoại để xem móc khóa. Mỗi xã, phường một số riêng thì điền ở phần Nhiều mẫu.",
    "Fill in the office and one number. Where each commune has its own, fill in Many editions.",
)
EDITION = Text("Đang xem mẫu", "Shown edition")
FINE = Text("Không có điều gì cần sửa.", "There is nothing to mend.")
OTHER_FINDINGS = Text("Điều cần xem khác", "Also to be looked at")
USE = Text("Viết “{}”", "Write “{}”")
USE_GUESS = Text("Viết “{}” (phải gọi thử)", "Write “{}” (to be called)")
ACCEPT = Text("Chấp nhận cảnh báo này", "Accept this warning")
ACCEPT_WHY = Text("Lý do chấp nhận", "Why it is acceptable")
ACCEPTED = Text("Đã chấp nhận, lý do", "Accepted because")
MORE = Text("Xem thêm", "Show more")

OUTSIDE = Text("Tệp đã được sửa ở nơi khác", "The file was changed elsewhere")
OUTSIDE_HELP = Text(
    "Dòng có dấu - đang nằm trong tệp; dòng có dấu + là của trang này.",
    "Lines with - are in the file now; lines with + are this page's.",
)
USE_FILE = Text("Dùng tệp như hiện nay", "Use the file as it is")
KEEP_MINE = Text("Ghi chỗ tôi vừa sửa vào tệp ấy", "Write my change into that file")
GONE = Text("keytag đã đóng. Chạy lại: keytag open", "keytag has ended. Run it again: keytag open")

OFFICE = Text("Đơn vị", "The office")
NUMBERS = Text("Số điện thoại", "Telephone numbers")
NUMBERS_HELP = Text(
    "Số quan trọng nhất đứng đầu: số ấy in to nhất.", "The most important first: it prints largest."
)
CODE = Text("Mã QR", "QR code")
LOOK = Text("Kiểu trình bày và màu", "Design and colours")
SIZE = Text("Cỡ và lỗ móc", "Size and hole")
ORDER = Text("Đặt in", "The order")
MORE_ORDER = Text("Giao hàng, liên hệ và thanh toán", "Delivery, contact and payment")

ADD_NUMBER = Text("Thêm số", "Add a number")
UP = Text("Đưa lên trên", "Move up")
DOWN = Text("Đưa xuống dưới", "Move down")
REMOVE = Text("Xóa", "Remove")
LABEL = Text("Tên gọi", "Label")
LABEL_HELP = Text("Ví dụ: Trực ban 24/24", "Example: Trực ban 24/24")
NUMBER = Text("Số máy", "Number")
NUMBER_HELP = Text("Ví dụ: 0269 3000 113", "Example: 0269 3000 113")
ROLE = Text("Ai nghe máy", "Who answers")
SIDE = Text("In ở mặt", "Side")
ROLES = (
    ("", Text("Theo tên gọi", "As the label says")),
    ("duty", Text("Trực ban", "Duty desk")),
    ("hotline", Text("Đường dây nóng", "Hotline")),
    ("chief", Text("Trưởng Công an", "Chief")),
    ("deputy", Text("Phó Trưởng Công an", "Deputy")),
    ("checkpoint", Text("Chốt", "Checkpoint")),
    ("neighbour", Text("Đơn vị giáp ranh", "Neighbouring office")),
    ("emergency", Text("Khẩn cấp", "Emergency")),
    ("other", Text("Khác", "Other")),
)
SIDES = (
    ("", Text("Theo kiểu trình bày", "As the design says")),
    ("front", FRONT),
    ("back", BACK),
)
SHAPES = (
    ("oval", Text("Bầu dục", "Oval")),
    ("pill", Text("Viên thuốc", "Pill")),
    ("rectangle", Text("Chữ nhật", "Rectangle")),
    ("circle", Text("Tròn", "Circle")),
)
HOLE_SIDES = (
    ("left", Text("Bên trái", "Left")),
    ("right", Text("Bên phải", "Right")),
    ("top", Text("Bên trên", "Top")),
    ("bottom", Text("Bên dưới", "Bottom")),
)
CUTS = (
    ("", Text("Theo nhà in", "As the shop does")),
    ("through", Text("Bế đứt từng chiếc", "Cut through")),
    ("kiss", Text("Bế demi, còn trên đế", "Kiss cut")),
)
COLOUR_OF = {
    "ground": Text("Màu nền", "Ground"),
    "text": Text("Màu chữ", "Lettering"),
    "accent": Text("Màu số nổi bật", "Accent"),
    "line": Text("Màu viền", "Line"),
    "figures": Text("Màu số điện thoại", "Numbers"),
    "words": Text("Màu chữ trên nền khác", "Words on another ground"),
    "label": Text("Màu chữ trên nhãn", "Words on the label"),
    "field": Text("Nền giữa", "Field"),
    "disc": Text("Nền hình tròn giữa", "Disc"),
    "rim": Text("Vành ngoài", "Rim"),
    "band": Text("Dải màu", "Band"),
    "half": Text("Nửa nền kia", "The other half"),
    "qr": Text("Màu mã QR", "Code"),
    "qr-ground": Text("Nền mã QR", "Ground of the code"),
}
NOT_MEANT = Text("Không dành cho hình hoặc số lượng số này", "Not meant for this shape or so many numbers")
TEMPLATES_OWN = Text("Như kiểu trình bày", "As the design has it")
OTHER_COLOUR = Text("Màu khác", "Another colour")
OTHER_COLOUR_HELP = Text('Ví dụ: "#b01020" hoặc tên mực', 'Example: "#b01020" or the name of an ink')
WAS_BEFORE = Text("Trước đây là", "Was before")

MANY_HELP = Text(
    "Mỗi dòng là một xã, phường hoặc tổ. Gõ vào bảng, hoặc chép từ Excel, Google Sheets rồi dán vào ô đầu tiên.",
    "A row for each commune, ward or group. Type, or paste from Excel or Google Sheets into the first cell.",
)
MANY_HEADERS = ("Tên xã, phường", "Số lượng", "Trực ban", "Trưởng Công an", "Phó Trưởng Công an", "Đường dẫn QR")
SAVE_TABLE = Text("Lưu bảng", "Save the table")
ADD_ROWS = Text("Thêm 5 dòng", "Add 5 rows")
UPLOAD = Text("Hoặc lấy tệp Excel, CSV có sẵn", "Or take a workbook or CSV that you have")
UPLOAD_HELP = Text(
    "Tệp được chép vào thư mục của tệp đặt in; tệp gốc không bị sửa.",
    "The file is copied into the job's folder; the original is not changed.",
)
FROM_TABLE = Text(
    "Các mẫu lấy từ bảng {}. Sửa bảng ấy bằng Excel rồi lưu: trang này tự xem lại.",
    "The editions come from the table {}. Change it in Excel and save: this page looks again by itself.",
)
IN_FILE = Text("Các mẫu ghi ngay trong tệp đặt in.", "The editions stand in the job's file.")
ADD_EDITION = Text("Thêm mẫu", "Add an edition")
REMOVE_EDITION = Text("Xóa mẫu", "Remove the edition")
EDITION_NAME = Text("Tên nơi", "Place")
EDITION_QUANTITY = Text("Số lượng", "Quantity")
EDITION_LINK = Text("Địa chỉ mã QR riêng", "Its own address for the code")
OWN_NUMBERS = Text("Số điện thoại riêng", "Its own numbers")
OWN_NUMBERS_HELP = Text(
    "Có số riêng thì mẫu này in các số ấy thay cho số chung.",
    "With numbers of its own this edition prints these in place of the common ones.",
)
GLANCE = Text("Xem tất cả các mẫu", "Look at all editions")
ONLY_FOUND = Text("Chỉ mẫu có điều cần sửa", "Only those with findings")
MEND = Text("Tạo bản sao đã sửa của bảng", "Make a mended copy of the table")
USE_COPY = Text("Dùng bản sao này", "Use this copy")
NOT_MENDED = Text("Không có ô nào máy sửa được.", "There is no cell that a machine can mend.")
READ = Text("Xem keytag đọc bảng thế nào", "See how the table is read")
READ_TITLE = Text("Bảng được đọc như sau", "How the table was read")
READ_SUMMARY = Text(
    "{0}: tiêu đề ở dòng {1}, phía trên không đọc; {2} dòng được đọc, {3} dòng bỏ qua, {4} ô máy sửa được.",
    "{0}: the header is row {1}, nothing above is read; read: {2}, passed over: {3}, to mend by machine: {4}.",
)
READ_PASSED = Text("Bỏ qua: {0}", "Passed over: {1}")
READ_UNUSED = Text("không dùng", "not used")
READ_COLUMN = Text("Cột này là", "This column is")
READ_NUMBERS = Text("số điện thoại", "telephone numbers")
READ_KEY = (
    ("mended", Text("máy sửa được, chắc chắn", "mended by machine, surely")),
    ("guess", Text("máy đoán: gọi thử số ấy", "a guess: call that number")),
    ("wrong", Text("phải sửa trước khi in", "to be mended before printing")),
    ("passed", Text("bỏ qua hoặc không dùng", "passed over, or not used")),
)
SHEET = Text("Trang tính", "Sheet")
SHEET_HELP = Text("Chỉ ghi khi tệp có nhiều trang.", "Only where the workbook has several.")
HIDDEN = Text("Dòng, cột đang ẩn", "Hidden rows and columns")
HIDDEN_CHOICES = (
    ("", Text("Hỏi lại nếu có", "Ask where there are any")),
    ("skip", Text("Bỏ qua", "Leave them out")),
    ("read", Text("Đọc như dòng khác", "Read them like the others")),
)

PRESS_HELP = Text(
    "Số tờ, số bài và chi phí tính theo số lượng và nhà in đã chọn.",
    "Sheets, plates and cost follow from quantity and shop.",
)
PLAN_FIGURES = (
    Text("Đặt", "Ordered"),
    Text("In ra", "Printed"),
    Text("Chiếc trên một tờ", "Tags on a sheet"),
    Text("Tờ đưa vào máy", "Sheets to load"),
    Text("Số bài", "Plates"),
)
PLAN_OPTIONS = Text("In mấy bài thì rẻ", "How many plates are cheapest")
PLAN_OPTIONS_HELP = Text(
    "Mỗi bài là một bộ khuôn: thêm bài thì bớt tờ thừa nhưng tốn khuôn và tờ canh bài.",
    "Each plate is a set of its own: more of them waste fewer sheets, and cost plates and make-ready.",
)
PLAN_HEADS = (
    Text("Số bài", "Plates"),
    Text("Tờ in", "Sheets"),
    Text("Tờ canh bài", "Make-ready"),
    Text("Chiếc thừa", "Tags too many"),
)
PLAN_CHOSEN = Text("được chọn", "chosen")
PLATES = Text("Mẫu nào nằm trên bài nào", "Which edition lies on which plate")
PLATES_HEADS = (Text("Bài", "Plate"), Text("Số tờ", "Sheets"), Text("Các mẫu × số chiếc", "Editions × tags"))
COST = Text("Chi phí", "Cost")
COST_HEADS = (
    Text("Việc", "Work"),
    Text("Số lượng", "Quantity"),
    Text("Đơn giá", "Price"),
    Text("Thành tiền", "Amount"),
)
TOTAL = Text("Cộng", "Total")
NO_PRICES = Text("Nhà in chưa báo đủ giá.", "The shop has not told all prices.")
WITHIN_BUDGET = Text("Trong dự toán {0} đ.", "Within the budget of {0} đ.")
OVER_BUDGET = Text("Vượt dự toán {0} đ.", "More than the budget of {0} đ.")
SHEET_FRONT = Text("Tờ in, mặt trước", "The sheet, front")
SHEET_BACK = Text("Tờ in, mặt sau", "The sheet, back")
ON_MOULDED = Text(
    "chỉ phần in thêm lên nhựa; nền, số và hình đúc nằm ở bản vẽ khuôn trong gói gửi xưởng",
    "what is printed on the plastic alone; what is moulded is in the package's mould drawing",
)
SHEET_MAP = Text("Sơ đồ tờ in: chiếc nào của mẫu nào", "The sheet's map: which tag is of which edition")
RECKON = Text("Tính và xem tờ in", "Plan and show the sheet")

PAPERS_HELP = Text(
    "Giấy tờ lưu vào thư mục out cạnh tệp đặt in; tải về ngay tại đây.",
    "Papers are saved into the folder out beside the job's file; download them here.",
)
MAKE = Text("Làm", "Make")
STOP = Text("Dừng", "Stop")
STOPPED = Text("Đã dừng; không ghi gì.", "Stopped; nothing was written.")
DONE = Text("Xong.", "Done.")
TO_MEND = Text("Còn điều phải sửa trước khi in.", "There is something to be mended before printing.")
NOT_DONE = Text("Chưa làm được: xem điều cần sửa dưới đây.", "Not made: see below what is to be mended.")
DOWNLOAD = Text("Tải về", "Download")
PAPERS = (
    (
        "proof",
        Text("Bản in thử để ký", "Proof to sign"),
        Text(
            "In ở 100%, gọi thử từng số, quét mã, rồi ký.", "Print at 100 %, call every number, scan, then sign."
        ),
    ),
    (
        "share",
        Text("Ảnh gửi qua Zalo", "Pictures to send"),
        Text("Mỗi mẫu một ảnh và lời nhắn.", "A picture and a message for each edition."),
    ),
    (
        "letters",
        Text("Hỏi giá và đơn đặt in", "Price inquiry and order letter"),
        Text("Văn bản PDF và Word để trình ký.", "Letters as PDF and for Word."),
    ),
    (
        "leaflet",
        Text("Tờ rơi", "Leaflet"),
        Text("Tờ giới thiệu phát kèm móc khóa.", "The leaflet that goes with the tags."),
    ),
    (
        "packing",
        Text("Đóng gói và bàn giao", "Packing and hand-over"),
        Text("Nhãn túi, danh sách, biên bản ký nhận.", "Labels, packing list, receipts."),
    ),
)
MADE = Text("Giấy tờ đã có trong thư mục out", "Papers that lie in the folder out")
APPROVAL = Text("Phê duyệt", "Approval")
APPROVAL_HELP = Text(
    "Gọi từng số, đánh dấu số đã gọi đúng, rồi ghi tên người duyệt.",
    "Call every number, tick those that answered rightly, then say who approves.",
)
LOAD_NUMBERS = Text("Lấy danh sách số để gọi", "List the numbers to call")
BY = Text("Họ tên người duyệt", "Name of who approves")
POSITION = Text("Chức vụ", "Post")
AS = Text("Việc đã làm", "What was done")
ACTS = (
    ("approved", Text("Duyệt in", "Approved for print")),
    ("checked", Text("Đã kiểm tra", "Checked")),
    ("called", Text("Chỉ ghi các số đã gọi", "Calls alone")),
)
CALLED = Text("đã gọi đúng", "called, right")
APPROVE = Text("Ghi phê duyệt", "Record it")
HANDOFF = Text("Gói gửi nhà in", "Package for the print shop")
HANDOFF_HELP = Text(
    "Làm sau khi đã duyệt: tờ in, phiếu đặt in, hồ sơ kiểm tra trong một tệp zip.",
    "Made once it is approved: sheets, ticket and the record of checks in one zip.",
)

# On the page nobody types commands or keys: what a finding's hint says in them is said by its fields here.
ON_PAGE = {
    "label-is-of-one-number": Text(
        "Ở phần Móc khóa bấm nút × để xóa số chung, hoặc đổi tên gọi cho rõ (Trực ban Công an tỉnh).",
        "At The tag press × to take the common number out, or label it clearly (Trực ban Công an tỉnh).",
    ),
    "quantity-is-given": Text("Điền ô Số lượng, ở mục Đặt in.", "Fill in how many, at The order."),
    "edition-has-a-quantity": Text(
        "Điền số lượng của mẫu ấy ở phần Nhiều mẫu.", "Fill in that edition's quantity at Many editions."
    ),
    "approval-is-given": Text(
        "Ở mục Phê duyệt: lấy danh sách số, gọi từng số, rồi ghi tên người duyệt.",
        "At Approval: list the numbers, call each of them, then say who approves.",
    ),
    "approval-is-of-this-tag": Text(
        "Xem lại bản in thử, rồi phê duyệt lại ở mục Phê duyệt.",
        "Look at the proof again, then approve again at Approval.",
    ),
    "approval-is-of-this-order": Text(
        "Xem lại số lượng và nhà in, rồi phê duyệt lại ở mục Phê duyệt.",
        "Look at quantity and shop again, then approve again at Approval.",
    ),
    "every-number-was-called": Text(
        "Ở mục Phê duyệt: lấy danh sách số, gọi và đánh dấu từng số, rồi ghi phê duyệt.",
        "At Approval: list the numbers, call and tick each of them, then record it.",
    ),
    "two-hands-approve": Text(
        "Người thứ hai ghi tên và phê duyệt ở mục Phê duyệt.",
        "A second person says the name and approves at Approval.",
    ),
    "table-numbers-are-text": Text(
        "Bấm “Tạo bản sao đã sửa của bảng”, gọi thử từng số rồi dùng bản ấy; hoặc trong Excel đặt cột thành Text "
        "và gõ lại cả số 0 đầu.",
        "Press “Make a mended copy of the table”, call each number and use the copy; or in Excel make the column "
        "Text and type the numbers again with their 0.",
    ),
    "roster-has-its-columns": Text(
        "Bấm “Xem keytag đọc bảng thế nào”, rồi chọn cột nào là tên nơi.",
        "Press “See how the table is read”, then choose which column has the names.",
    ),
    "roster-columns-are-clear": Text(
        "Bấm “Xem keytag đọc bảng thế nào”, rồi chọn mỗi cột là gì.",
        "Press “See how the table is read”, then choose what each column is.",
    ),
    "roster-columns-are-used": Text(
        "Nếu cần in điều ghi ở đó: bấm “Xem keytag đọc bảng thế nào”, rồi chọn cột ấy là gì.",
        "If it is to be printed: press “See how the table is read”, then choose what that column is.",
    ),
}
"""By the rule's name; where a hint speaks of fields already it stays."""

NO_NUMBERS = Text(
    "Bấm “Thêm số”, rồi điền tên gọi và số máy; mỗi xã, phường một số thì điền ở phần Nhiều mẫu.",
    "Press “Add a number”, then fill in label and number; where each commune has its own, at Many editions.",
)

# What people call each file, by a pattern of its path; the first that fits.
FILE_TITLES = (
    ("*.zip", HANDOFF),
    ("*proof.pdf", PAPERS[0][1]),
    ("*proof.html", Text("Bản in thử để xem trên máy", "Proof to read on a screen")),
    ("*approval.yaml", Text("Phê duyệt đã ghi", "Recorded approval")),
    ("*share/*.png", Text("Ảnh gửi qua Zalo", "Picture to send")),
    ("*share/*.txt", Text("Lời nhắn kèm ảnh", "Message with the picture")),
    ("*order/inquiry.*", Text("Phiếu đề nghị báo giá", "Price inquiry")),
    ("*order/order.*", Text("Đơn đặt in", "Order letter")),
    ("*leaflet*/1-up/*", Text("Tờ rơi", "Leaflet")),
    ("*leaflet*/sheets.pdf", Text("Tờ in của tờ rơi", "Sheet of leaflets")),
    ("*sheets*.pdf", Text("Tờ in", "Press sheets")),
    ("*map.pdf", Text("Sơ đồ tờ in", "Map of the sheet")),
    ("*packing/list.pdf", Text("Danh sách đóng gói", "Packing list")),
    ("*packing/delivery.*", Text("Biên bản bàn giao với nhà in", "Delivery minutes with the shop")),
    ("*packing/handover*", Text("Biên bản bàn giao cho nơi nhận", "Handover minutes for receivers")),
    ("*packing/receipts*", Text("Danh sách ký nhận", "List of receipts")),
    ("*packing/boxes-*", Text("Nhãn thùng", "Box labels")),
    ("*packing/bags-*", Text("Nhãn túi", "Bag labels")),
    ("*packing/summary.*", Text("Bảng tổng hợp", "Summary")),
    ("*-mended*.xlsx", Text("Bảng đã sửa", "Mended table")),
)


def file_title(name: str) -> Text | None:
    """Return what people call the file ``name``, a path in the job's folder; None where nothing else is known."""
    return next((text for pattern, text in FILE_TITLES if fnmatchcase(name, pattern)), None)
