"""What the page says, in both languages."""

from __future__ import annotations

from keytag.text.text import Text

TITLE = Text("Bản in thử trình duyệt", "Proof for approval")
SKIP = Text("Đến phần móc khóa", "Skip to the tags")
INTRODUCTION = Text(
    "Xem cả hai mặt, gọi thử từng số, quét thử mã, đọc lại từng chữ rồi đánh dấu. "
    "Sửa dù một chữ số cũng phải xem và duyệt lại.",
    "Look at both sides, call each number, scan the code, read each word, and tick it. "
    "One digit changed is to be looked at and approved again.",
)
SAMPLE_INTRODUCTION = Text(
    "Bản làm thử, số không có thật: xem cả hai mặt, quét thử mã, đọc lại từng chữ; xin đừng gọi.",
    "A specimen whose numbers are made up: look at both sides, scan the code, read each word; do not call.",
)
COLOURS = Text(
    "Màu trên màn hình chỉ để tham khảo; màu thật do vật liệu và máy in quyết định.",
    "Colours on a screen are a guide; the stock and the press decide.",
)
LANGUAGE = Text("Ngôn ngữ", "Language")

DAY = Text("Ngày lập", "Day")
JOB = Text("Tệp đặt in", "Job")
SHOP = Text("Nhà in", "Print shop")
QUANTITY = Text("Số lượng", "Quantity")
CONTENT_HASH = Text("Mã in", "Content hash")
PROGRAM = Text("Phần mềm", "Program")

VIEW = Text("Cách xem", "View")
ZOOM = Text("Phóng to", "Zoom")
CUT = Text("Đường bế", "Cut line")
SAFE = Text("Vùng an toàn", "Safe area")
STRAY = Text("In lệch tối đa", "Worst misregister")
CALIBRATE = Text("Chỉnh cho đúng cỡ thật", "Set the true size")
CARD = Text(
    "Đặt thẻ ngân hàng lên khung, kéo thanh trượt đến khi khung rộng bằng cạnh dài của thẻ ngân hàng (85,60 mm).",
    "Hold a bank card against the frame; move the slider until it is as wide as the card's long side (85.60 mm).",
)
CARD_UPRIGHT = Text(
    "Đặt thẻ ngân hàng lên khung, kéo thanh trượt đến khi khung rộng bằng cạnh ngắn của thẻ ngân hàng (53,98 mm).",
    "Hold a bank card against the frame; move the slider until it is as wide as the card's short side (53.98 mm).",
)
SCALE = Text("Tỷ lệ màn hình", "Scale of the screen")

EDITIONS = Text("Danh mục mẫu", "Editions")
FIND = Text("Tìm theo tên, đơn vị, số điện thoại", "Find a name, an office, a number")
SEEN = Text("đã xem xong", "all looked at")
NONE_FOUND = Text("Không có mẫu nào như vậy.", "There is no such edition.")

FRONT = Text("Mặt trước", "Front")
BACK = Text("Mặt sau", "Back")
NOT_PRINTED = Text("không in", "not printed")
TURN = Text("Lật mặt", "Turn over")
LOOK = Text("Hình móc khóa", "The tag")
TRUE_SIZE = Text("Đúng cỡ thật", "True size")
MEASURE = Text("Thanh này phải dài đúng 100 mm.", "This bar must measure 100 mm.")
ARTWORK_HASH = Text("Mã riêng của mẫu", "This edition's own number")

NUMBERS = Text("Số điện thoại", "Telephone numbers")
CALL_EACH = Text("Bấm vào số để gọi thử.", "Press a number to call it.")
NOT_APPROVED = Text(
    "Bản làm thử thì không duyệt: thay bằng số thật, bỏ dòng sample, rồi in thử lại.",
    "A specimen is not approved: put in real numbers, take out the line sample, and make a proof anew.",
)
DO_NOT_CALL = Text(
    "Bản làm thử: các số này không có thật, xin đừng gọi.",
    "A specimen: these numbers are made up, please do not call them.",
)
NO_NUMBERS = Text("Mẫu này không in số điện thoại.", "This edition has no telephone number.")
CALLED = Text("Đã gọi thử", "Called")

CODE = Text("Mã QR", "QR code")
OPENS = Text("Mở địa chỉ", "It opens")
SCANNED = Text("Đã quét thử, mở đúng trang", "Scanned: the right page opens")

WORDS = Text("Nội dung in", "Words on the tag")
NO_WORDS = Text("Mẫu này không in chữ nào khác.", "This edition has no other words.")
READ = Text("Đã đọc lại từng chữ", "Read word by word")

SPECIFICATION = Text("Quy cách", "Specification")
TO_FILL_IN = "………"
OPEN_WARNINGS = Text("Cảnh báo chưa chấp nhận", "Warnings not yet accepted")
ACCEPTED_WARNINGS = Text("Cảnh báo đã chấp nhận", "Warnings accepted")
REASON = Text("Lý do", "Reason")

DONE = Text("Kết quả xem", "What was looked at")
COMMAND = Text(
    "Khi đã xem xong: gửi dòng này cho người dùng keytag, hoặc tự chạy ở thư mục có tệp đặt in.",
    "When all is looked at: send this line to whoever runs keytag, or run it in the job's folder.",
)
COPY, COPIED = Text("Chép dòng lệnh", "Copy the line"), Text("Đã chép.", "Copied.")
CLEAR = Text("Bỏ mọi dấu", "Clear all ticks")
WITHOUT_SCRIPT = Text(
    "Trình duyệt này không chạy mã của trang: mọi thứ vẫn hiện đủ, chỉ thiếu nút lật, phóng to và bảng đếm.",
    "Scripts do not run here: all is shown, but there is no turning, no zoom and no count.",
)
