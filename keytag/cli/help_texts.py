"""The command line's help in both languages, one constant for each text.

The commands are declared with the English wording; `keytag.cli.program` puts the Vietnamese in its place where
that is the language of the run.
"""

from __future__ import annotations

from keytag.text.text import Text

APP = Text(
    "Từ tệp YAML của một phường đến tờ in móc khóa.",
    "From a ward's YAML file to press sheets of keyring tags.",
)
INIT = Text(
    "Tạo tệp đặt in đầu tiên, hỏi những gì còn thiếu; không ghi đè.\n\nVí dụ: keytag init ward.yaml",
    "Write a first job, asking for what is missing; never overwrites.\n\nExample: keytag init ward.yaml",
)
OPEN = Text(
    "Mở trang để điền trên trình duyệt, không cần viết YAML.\n\nVí dụ: keytag open ward.yaml",
    "Open a page to fill in, without YAML.\n\nExample: keytag open ward.yaml",
)
NO_BROWSER = Text("Chỉ in địa chỉ, không mở trình duyệt.", "Only print the address; open no browser.")
CHECK = Text(
    "Kiểm tra tệp đặt in và nêu mọi điều cần sửa.\n\nVí dụ: keytag check ward.yaml",
    "Check a job and say everything that is to be changed.\n\nExample: keytag check ward.yaml",
)
EXPLAIN = Text(
    "Giải thích một quy tắc: vì sao, căn cứ, cách sửa.\n\nVí dụ: keytag explain code-modules-are-wide-enough",
    "Explain a rule: why, by whose word, how to mend.\n\nExample: keytag explain code-modules-are-wide-enough",
)
PREVIEW = Text(
    "Xem móc khóa ngay trên màn hình dòng lệnh; không tạo tệp.\n\nVí dụ: keytag preview ward.yaml --side front",
    "Show the tags in the terminal; writes nothing.\n\nExample: keytag preview ward.yaml --side front",
)
SIDE = Text("Mặt cần xem: front (trước), back (sau) hoặc both.", "Side to show: front, back or both.")
GALLERY = Text(
    "Vẽ tệp đặt in theo mọi kiểu trình bày trên một tờ để chọn.\n\nVí dụ: keytag gallery ward.yaml --shape all",
    "Draw a job in every template on one sheet, to choose from.\n\nExample: keytag gallery ward.yaml --shape all",
)
SHAPE = Text(
    "Hình móc khóa: oval, pill, rectangle, circle hoặc all; không ghi thì theo tệp. Ghi được nhiều lần.",
    "Shape of tag: oval, pill, rectangle, circle or all; the job's unless said. May be given again.",
)
PROOF = Text(
    "Làm bản in thử để đọc lại, gọi thử, quét thử và ký duyệt.\n\nVí dụ: keytag proof ward.yaml",
    "Make the proof on paper: to read, call, scan and sign.\n\nExample: keytag proof ward.yaml",
)
SHARE = Text(
    "Làm ảnh từng mẫu và lời nhắn để gửi qua Zalo xem thử.\n\nVí dụ: keytag share ward.yaml",
    "Make a picture of each edition and a message to send with it.\n\nExample: keytag share ward.yaml",
)
RENDER = Text(
    "Vẽ từng mẫu ra PDF, SVG và PNG.\n\nVí dụ: keytag render ward.yaml --format pdf,png",
    "Draw each edition as PDF, SVG and PNG.\n\nExample: keytag render ward.yaml --format pdf,png",
)
WATCH = Text(
    "Vẽ lại mỗi khi tệp đặt in, bảng hay tệp kèm theo được lưu.\n\nVí dụ: keytag watch ward.yaml --format png",
    "Draw again whenever the job or its table is saved.\n\nExample: keytag watch ward.yaml --format png",
)
ONCE = Text("Chỉ vẽ một lần, không chờ.", "Draw once and do not wait.")
SHEET = Text(
    "Bình bài lên tờ in.\n\nVí dụ: keytag sheet ward.yaml --count 3200 --shop digital-sra3",
    "Place the tags on press sheets.\n\nExample: keytag sheet ward.yaml --count 3200 --shop digital-sra3",
)
LEAFLET = Text(
    "Làm tờ rơi, áp phích đi kèm; biết số lượng thì bình bài.\n\n"
    "Ví dụ: keytag leaflet ward.yaml --size a5 --count 3200 --shop digital-sra3",
    "Make leaflets and posters that go with the tags.\n\n"
    "Example: keytag leaflet ward.yaml --size a5 --count 3200 --shop digital-sra3",
)
LEAFLET_SIZE = Text(
    "Khổ giấy: a5, a6, hoặc a4 để dán bảng tin (in từng tờ, không bình bài). Khác khổ ghi trong tệp thì ghi "
    "vào thư mục riêng, như leaflet-a6.",
    "Paper: a5, a6, or a4 for the notice board, which is on no press sheet. Another size than the job's goes "
    "to a folder of its own, like leaflet-a6.",
)
LEAFLET_SIDES = Text("Số mặt in: 1 hoặc 2 (a4: 1).", "Printed sides: 1 or 2 (a4: 1).")
LEAFLET_COUNT = Text(
    "Tổng số tờ rơi, thay cho số trong tệp.", "Leaflets in all, in place of the job's quantities."
)
PLAN = Text(
    "Tính xem mẫu nào in chung tờ nào, tốn bao nhiêu; không tạo tệp.\n\nVí dụ: keytag plan ward.yaml "
    "--shop offset-52x72",
    "Say which editions share sheets, and the cost; writes nothing.\n\n"
    "Example: keytag plan ward.yaml --shop offset-52x72",
)
MAX_PLATES = Text("Số bộ kẽm tối đa.", "At most so many plates (layouts).")
PLATE_COST = Text(
    "Giá trọn bộ kẽm của một bài in, cùng đơn vị với giá một tờ, ví dụ 800_000đ.",
    "What all plates of one layout cost, in the unit of a sheet's cost, like 800_000đ.",
)
SHEET_COST = Text(
    "Giá một tờ in; không ghi thì theo nhà in, hoặc tính bằng tờ.",
    "What one press sheet costs; without it the shop's price, or all is counted in sheets.",
)
MAKE_READY = Text("Số tờ canh bài của mỗi bài in.", "Sheets spoiled while a layout is made ready.")
MIN_RUN = Text("Số tờ in tối thiểu của mỗi bài.", "Fewest sheets of one layout.")
NO_SPLIT = Text("Mỗi mẫu chỉ nằm trên một bài in.", "Keep each edition on one layout.")
TIME_LIMIT = Text(
    "Thời gian tìm tối đa, tính bằng giây (mặc định 30).", "Stop searching after so many seconds; 30 as a rule."
)
HANDOFF = Text(
    "Kiểm tra rồi đóng gói mọi thứ nhà in cần vào một tệp zip.\n\nVí dụ: keytag handoff ward.yaml --count 3200",
    "Make one zip with all that the shop needs, read back.\n\nExample: keytag handoff ward.yaml --count 3200",
)
APPROVE = Text(
    "Ghi nhận ai duyệt mẫu nào, sau khi gọi thử từng số.\n\n"
    'Ví dụ: keytag approve ward.yaml --by "Đại úy Nguyễn Văn A" --called all',
    "Record who approves which edition, once all numbers were called.\n\n"
    'Example: keytag approve ward.yaml --by "Nguyễn Văn A" --called all',
)
APPROVED_BY = Text("Người duyệt: cấp bậc, họ tên.", "Who approves: rank and name.")
POSITION = Text("Chức vụ của người ấy.", "That person's post.")
APPROVED_AS = Text(
    "approved (duyệt, mặc định), checked (kiểm tra), called (mới ghi nhận số đã gọi).",
    "approved (without it); checked: who looked first; called: calls alone so far.",
)
NUMBERS_CALLED = Text(
    "Số đã gọi thử, đúng người nghe: all, hoặc S1, S2… như check --called; dùng được nhiều lần.",
    "Numbers called and rightly answered: all, or S1, S2 as check --called lists them; repeatable.",
)
APPROVED_EDITION = Text("Chỉ mẫu có mã này; dùng được nhiều lần.", "Only the edition with this id; repeatable.")
WITHDRAW = Text(
    "Rút phê duyệt đã ghi, của mọi mẫu hay của --edition; từ đó chưa gửi nhà in được.",
    "Take back what is approved, of all editions or of --edition: nothing is handed off then.",
)
WITHDRAWN_WHY = Text("Vì sao rút, khi có --withdraw.", "Why it is taken back, with --withdraw.")
SCAN = Text(
    "Bản chụp bản in thử đã ký; chỉ ghi mã băm của nó.", "Scan of the signed proof; its digest is recorded."
)
APPROVAL_KEY = Text("Ký bằng khóa ký (bí mật) trong tệp này.", "Sign it with the secret key in this file.")
UNAPPROVED = Text(
    "Đóng gói dù chưa ai duyệt; tờ in, phiếu và tên gói đều ghi CHƯA DUYỆT.",
    "Hand off though nobody approved; sheets, ticket and the package's name say so.",
)
DIFF = Text(
    "So tệp đặt in với bản đã duyệt, đã chốt hoặc đã gửi.\n\nVí dụ: keytag diff ward.yaml --out khac",
    "Say how a job is not as it was approved, locked or sent.\n\nExample: keytag diff ward.yaml --out changes",
)
FIRST = Text(
    "Bản trước: tệp đặt in, approval.yaml, bản chốt mẫu, hoặc gói. Chỉ ghi một tệp đặt in thì so với bản đã "
    "duyệt, đã chốt hoặc gói mới nhất của nó. Giống nhau thì mã thoát 0, khác thì 1.",
    "What was: a job, approval.yaml, a lock or a package. A job alone is held against its approval, its lock or "
    "its newest package. Ends with 0 where all is the same, 1 where not.",
)
SECOND = Text("Bản sau; không ghi thì lấy như trên.", "What is; without it as above.")
PICTURES = Text(
    "Thư mục ghi hình các mẫu đã đổi: bản trước, bản nay, hai bản chồng lên nhau.",
    "Folder for pictures of each edition that changed: before, now, both laid over each other.",
)
LOCK = Text(
    "Chốt mẫu: ghi lại cách vẽ, để năm sau in thêm vẫn giống hệt.\n\nVí dụ: keytag lock ward.yaml",
    "Write down what tags are drawn with: a reprint is the same.\n\nExample: keytag lock ward.yaml",
)
RENEW = Text("Chốt lại theo tệp hiện nay, thay bản chốt cũ.", "Lock again as it is now.")
PACKING = Text(
    "Làm nhãn, bảng kê, biên bản giao nhận, danh sách ký nhận.\n\nVí dụ: keytag packing ward.yaml --bundle 50/500",
    "Make labels, packing list, handover records, receipt sheets.\n\n"
    "Example: keytag packing ward.yaml --bundle 50/500",
)
CONTACTS = Text(
    "Ghi các số ra danh bạ điện thoại (.vcf) và bảng Excel.\n\nVí dụ: keytag contacts ward.yaml",
    "Write the numbers as cards for telephones and as a workbook.\n\nExample: keytag contacts ward.yaml",
)
FIRST_SHEET = Text(
    "So ảnh chụp tờ in đầu, hoặc móc khóa đã cắt, với bản vẽ.\n\n"
    "Ví dụ: keytag firstsheet truoc.jpg sau.jpg ward.yaml",
    "Hold photographs of sheets or cut tags against the job.\n\n"
    "Example: keytag firstsheet front.jpg back.jpg ward.yaml",
)
FIRST_SHEET_FILES = Text(
    "Ảnh chụp hay bản quét (.jpg, .png, .pdf) từng mặt tờ in hay móc khóa rời trên nền trơn; sau cùng là "
    "tệp đặt in hoặc gói (.zip, thư mục).",
    "Photographs or scans (.jpg, .png, .pdf) of each side, or of loose tags on a plain ground; then the job, or "
    "the package (.zip, folder).",
)
COST = Text(
    "Tính tiền theo bảng giá của nhà in, so với kinh phí.\n\nVí dụ: keytag cost ward.yaml --shop mine.yaml",
    "Add up what the shop charges and hold it against the budget.\n\n"
    "Example: keytag cost ward.yaml --shop mine.yaml",
)
ORDER = Text(
    "Soạn công văn đề nghị báo giá và đơn đặt hàng, PDF và Word.\n\nVí dụ: keytag order ward.yaml",
    "Write the price inquiry and the order letter, PDF and Word.\n\nExample: keytag order ward.yaml",
)
EDITIONS = Text(
    "Liệt kê các mẫu của tệp đặt in, cả từ bảng Excel hay CSV.\n\nVí dụ: keytag editions ward.yaml",
    "List the editions of a job, also from its spreadsheet.\n\nExample: keytag editions ward.yaml",
)
MEND = Text(
    "Ghi bản sao của bảng ra tệp .xlsx này: thêm số 0, điền ô gộp, bỏ dấu thừa; chỗ sửa được tô màu.",
    "Write a copy of the table to this .xlsx: zeros back, merged cells filled, strays off; changes coloured.",
)
WITH_TABLE = Text(
    "Tạo thêm bảng CSV mở bằng Excel, mỗi dòng một mẫu.",
    "Also write a CSV table for Excel: a row for each edition.",
)
NEST = Text(
    "Tìm cách xếp chứa nhiều hơn, mỗi móc khóa một góc.\n\nVí dụ: keytag nest ward.yaml --time 60s",
    "Search a layout that holds more: each tag at its own angle.\n\nExample: keytag nest ward.yaml --time 60s",
)
NEST_TIME = Text(
    "Tìm trong bao lâu, ví dụ 60s hoặc 10m; Ctrl-C dừng sớm, giữ lại kết quả.",
    "How long to search, like 60s or 10m; Ctrl-C stops it and keeps what is found.",
)
NEST_OUT = Text(
    "Tệp cách xếp để ghi; không ghi thì đặt cạnh tệp đặt in.", "The layout's file; beside the job unless said."
)
BUNDLE = Text("Số móc khóa một túi, hoặc túi/thùng, ví dụ 50/500.", "Tags in a bag, or bag/box, like 50/500.")
LISTS = Text(
    "Thêm danh sách từng hộ ký nhận cho cả nơi chỉ ghi số lượng.",
    "Add a list for households to sign also where only a quantity is said.",
)
BATCH = Text(
    "Làm mọi tệp đặt in của thư mục, hay mọi dòng của bảng.\n\nVí dụ: keytag batch phuong-xa --out ket-qua",
    "Do every job of a folder, or every row of a table.\n\nExample: keytag batch wards --out results",
)
BATCH_SOURCE = Text(
    "Thư mục có các tệp đặt in (kể cả thư mục con), hoặc bảng .csv, .xlsx.",
    "Folder with jobs, folders in it included, or a table: .csv, .xlsx.",
)
BATCH_COMMAND = Text("Lệnh chạy cho từng tệp đặt in.", "The command to run for each job.")
BATCH_JOB = Text(
    "Tệp đặt in làm mẫu cho mỗi dòng của bảng.", "The job that serves each row of the table as its pattern."
)
WORKERS = Text(
    "Số tiến trình cùng làm; không ghi thì bằng số nhân của máy.",
    "Processes that work side by side; as many as processors unless said.",
)
SCHEDULER = Text(
    "Chia việc cho nhiều máy: địa chỉ scheduler của Dask, ví dụ tcp://192.168.1.10:8786.",
    "Let other machines work: address of a Dask scheduler, like tcp://192.168.1.10:8786.",
)
VERIFY = Text(
    "Kiểm tra gói gửi nhà in có còn nguyên như khi tạo không.\n\nVí dụ: keytag verify ward.zip",
    "Say whether a package is still as it was made.\n\nExample: keytag verify ward.zip",
)
KEY = Text(
    "Tạo cặp khóa ký để ký gói gửi nhà in.\n\nVí dụ: keytag key new phuong-an-khe",
    "Make a pair of keys to sign packages with.\n\nExample: keytag key new phuong-an-khe",
)
SCHEMA = Text(
    "Xuất JSON Schema của một loại tài liệu.\n\nVí dụ: keytag schema job --out job.schema.json",
    "Print the JSON Schema of a kind of document.\n\nExample: keytag schema job --out job.schema.json",
)
LIST = Text(
    "Liệt kê kiểu trình bày, nhà in, máy cắt, cách xếp, mực, phông.\n\nVí dụ: keytag list shops",
    "List templates, shops, cutters, layouts, inks or fonts.\n\nExample: keytag list shops",
)
SHOW = Text(
    "Hiện đủ một tệp có sẵn, kể cả mặc định, hoặc ghi ra tệp.\n\nVí dụ: keytag show digital-sra3 --out mine.yaml",
    "Print a document with every default, or write it.\n\nExample: keytag show digital-sra3 --out mine.yaml",
)
UNITS = Text(
    'Tra tên xã, phường, tỉnh: nay là gì, trước là gì, ở đâu.\n\nVí dụ: keytag units "an phú"',
    'Look up a place: what it is now, what it was, where.\n\nExample: keytag units "an phú"',
)
TABLE = Text(
    "Bảng địa danh mới hơn, thay cho bảng kèm keytag (.xlsx hoặc .csv).",
    "A newer table of places, in place of keytag's own (.xlsx or .csv).",
)
EXPORT = Text(
    "Ghi bảng địa danh ra tệp .xlsx hoặc .csv để sửa thành bảng mới.",
    "Write the table of places to an .xlsx or .csv file, to make a newer one of.",
)
INSPECT = Text(
    "Xem một tệp PDF có gì, và có gì trái chuẩn in.\n\nVí dụ: keytag inspect front.pdf",
    "Say what a PDF holds, and what is against a print standard.\n\nExample: keytag inspect front.pdf",
)
DOCTOR = Text(
    "Kiểm tra keytag có chạy tốt trên máy này không, còn thiếu gì.\n\nVí dụ: keytag doctor",
    "Say whether keytag works here, and what could be added.\n\nExample: keytag doctor",
)
HELP_OF = Text(
    "Hiện trợ giúp, chung hay của một lệnh.\n\nVí dụ: keytag help check",
    "Show help, in general or of one command.\n\nExample: keytag help check",
)
COMMAND = Text("Tên lệnh; không ghi thì trợ giúp chung.", "The command; without it, help in general.")
OUT_FILE = Text("Tệp sẽ ghi, không ghi đè.", "File to write; never overwritten.")
OVERWRITE = Text("Được ghi đè tệp đã có.", "Overwrite the file where it exists.")
VERSION_OPTION = Text("Hiện phiên bản rồi thoát.", "Show the version and exit.")
VERSION = Text("Hiện phiên bản.\n\nVí dụ: keytag version", "Print the version.\n\nExample: keytag version")

JOB = Text(
    "Tệp đặt in; không ghi thì ward.yaml, hoặc tệp đặt in duy nhất trong thư mục.",
    "The job; without it ward.yaml, or the only job in the folder.",
)
NEW_JOB = Text("Tệp sẽ tạo.", "The file to write.")
OUT = Text("Thư mục ghi kết quả.", "Folder for the results.")
JSON = Text("Xuất kết quả thành một đối tượng JSON.", "Print the result as one JSON object.")
QUIET = Text("Chỉ hiện thông báo khi có lỗi.", "Speak only of errors.")
LANG = Text("Ngôn ngữ: vi hoặc en.", "Language: vi or en.")
DATE = Text("Ngày ghi vào tệp, ví dụ 2026-01-15.", "Date written into files, like 2026-01-15.")
JUDGED = Text(
    "Ngày để xét, ví dụ 2026-01-15, khi tệp không có as_of.",
    "Day to judge by, like 2026-01-15, where the job has no as_of.",
)
CHECK_FORMAT = Text(
    "Cách xuất kết quả: text, hoặc sarif cho trình soạn thảo.",
    "How to put the result: text, or sarif for editors and code hosts.",
)
CALLED = Text("Liệt kê các số cần gọi thử trước khi duyệt.", "List the numbers to be called before approval.")
FIX = Text(
    "Tự sửa trong tệp những chỗ chỉ có một cách sửa, và báo đã sửa gì.",
    "Mend in the file itself what needs no guess, and say what was changed.",
)
SUMMARY = Text(
    "Tóm tắt mỗi tệp đặt in trong thư mục thành một dòng; ghi tên thư mục thay cho tên tệp.",
    "One line for each job of a folder; JOB is the folder.",
)
RULE = Text("Tên quy tắc; không ghi thì liệt kê tất cả.", "Name of the rule; without it, all are listed.")
SIGN = Text("Ký gói bằng khóa ký (bí mật) trong tệp này.", "Sign the package with the secret key in this file.")
FROM_PACKAGE = Text("Tạo lại gói từ chính gói này rồi so sánh.", "Make a package again from itself, and compare.")
PACKAGE = Text(
    "Gói gửi nhà in: tệp zip hoặc thư mục của nó; nhiều gói thì ghi out/*.zip.",
    "Packages: a zip or its folder; several like out/*.zip.",
)
PUBLIC_KEY = Text(
    "Khóa công khai của người ký: tệp .pub, hoặc chính dòng trong tệp ấy.",
    "Public key: a file, or the key itself.",
)
KEY_ACTION = Text("new: tạo cặp khóa ký mới.", "new: make a new pair.")
KEY_NAME = Text("Tên hai tệp sẽ tạo: TÊN.key và TÊN.pub.", "Name of the two files: NAME.key and NAME.pub.")
PASSWORD = Text("Bảo vệ khóa ký bằng mật khẩu.", "Protect the secret key with a password.")
EDITION = Text("Chỉ vẽ mẫu có mã này; dùng được nhiều lần.", "Draw only the edition with this id; repeatable.")
FORMAT = Text(
    "Các dạng tệp: pdf, svg, png, và mockup: ảnh móc khóa như thật trên vòng chìa.",
    "Kinds of file: pdf, svg, png, and mockup: a picture of the tag on a key ring.",
)
COUNT = Text("Tổng số lượng in, thay cho số trong tệp.", "Tags in all, in place of the job's quantities.")
SHOP = Text("Nhà in, thay cho tên trong tệp.", "The shop, in place of the job's.")
LAYOUT = Text(
    "Cách xếp: nested (so le), grid (thẳng hàng), free (tự do), hoặc tệp cách xếp.",
    "How tags are placed: nested, grid (rows and columns), free (any angle), or a layout's file.",
)
BACKING = Text(
    "Cách in mặt sau: sheetwise (in AB), perfecting (in hai mặt cùng lúc), turn (tự trở tay kê), "
    "tumble (tự trở nhíp), single (in một mặt).",
    "How the back is printed: sheetwise, perfecting, turn, tumble, single.",
)
EVERY_SHEET = Text(
    "Ghi đủ từng tờ in (mặc định: mỗi cách xếp một tờ).", "Write every press sheet, not each layout once."
)
SHEETS_PER_FILE = Text(
    "Với --every-sheet: mỗi tệp nhiều nhất từng ấy tờ (mặc định 1000).",
    "With --every-sheet: at most N sheets a file (1000).",
)
ISSUER = Text("Đơn vị, ví dụ “Công an phường An Khê”.", "The office, like “Công an phường An Khê”.")
PROVINCE = Text("Tỉnh, thành phố.", "Province or city.")
NUMBER = Text("“Nhãn=số điện thoại”; dùng được nhiều lần.", "“Label=number”; repeatable.")
LINK = Text("Địa chỉ trang mà mã QR mở ra.", "Address for the QR code.")
SLOGAN = Text("Khẩu hiệu.", "Slogan.")
FIRST_SHOP = Text(
    "Nhà in, tức là vật liệu: digital-sra3 (giấy, mặc định), screen-pvc, moulded-pvc…; xem keytag list shops.",
    "The shop, and so the material: digital-sra3 (paper; without it), screen-pvc, moulded-pvc; see keytag list "
    "shops.",
)
QUANTITY = Text("Số lượng móc khóa cần in.", "How many tags.")
KIND = Text(
    "job, template, leaflet, shop, cutter, nest hoặc approval.",
    "job, template, leaflet, shop, cutter, nest or approval.",
)
LISTED = Text(
    "templates, leaflets, shops, cutters, layouts, inks hoặc fonts.",
    "templates, leaflets, shops, cutters, layouts, inks or fonts.",
)
PLACE = Text(
    "Tên, có hay không dấu; thêm tỉnh sau dấu phẩy: “an phú, gia lai”. Không ghi thì cho biết về bảng địa danh.",
    "A name, with or without marks; its province after a comma: “an phú, gia lai”. Without it, what the table is.",
)
NAME = Text(
    "Tên một tài liệu, như digital-sra3, hoặc đường dẫn.", "A document's name, like digital-sra3, or a path."
)
PROFILE = Text(
    "Hồ sơ màu in CMYK (.icc), thay cho hồ sơ của nhà in.",
    "CMYK output profile (.icc), in place of the shop's.",
)
PDF = Text("Tệp PDF, của keytag hay của ai khác.", "A PDF, keytag's or anybody's.")
STANDARD = Text(
    "Chuẩn để xét: pdf-x4 hoặc pdf-x1a; không ghi thì theo chuẩn mà tệp tự nhận.",
    "Standard to judge by: pdf-x4 or pdf-x1a; without it, the one that the file claims.",
)
RULES = Text(
    "Nhóm quy tắc của nhà in: gwg2022-sheet-spot hoặc gwg2022-label.",
    "A shop's set of rules: gwg2022-sheet-spot or gwg2022-label.",
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


def all_texts() -> dict[str, Text]:
    """Return every text of this module by its English wording."""
    return {text.en: text for text in globals().values() if isinstance(text, Text)}
