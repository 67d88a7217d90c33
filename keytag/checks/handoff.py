"""What must hold of a hand-off: before it is made, and when somebody opens it later."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_ASK_AGAIN = Text("Tải lại, hoặc xin người gửi gửi lại.", "Download it again, or ask the sender for it.")

SAMPLES_STAY_HERE = Rule(
    "samples-stay-here",
    Severity.ERROR,
    Text("Bản mẫu không bao giờ được bàn giao.", "A sample is never handed off."),
    Text(
        "Số trong bản mẫu là số bịa; in ra là đưa dân số sai.",
        "A sample's numbers are made up; printed, they would be given to people.",
    ),
    Text(
        "Thay mọi số bằng số thật, gọi thử từng số, rồi xóa dòng sample.",
        "Replace every number by a real one, call each of them, then remove the line sample.",
    ),
    HOUSE_RULE,
)
PACKAGE_IS_JUDGED_BY_ITS_DAY = Rule(
    "package-is-judged-by-its-day",
    Severity.ERROR,
    Text(
        "Tệp bàn giao đúng theo luật của ngày bàn giao, tính theo đồng hồ.",
        "What is handed off passes the rules of the day of the hand-off, by the clock.",
    ),
    Text(
        "as_of hay --date của đợt trước bỏ qua mọi điều đổi từ đó: Công an huyện, đầu số 01x, tên xã cũ đều lọt.",
        "An earlier as_of or --date passes all that has changed since: district police, 01x numbers, old names.",
    ),
    Text("Xóa dòng as_of, bỏ --date, rồi kiểm tra lại.", "Remove as_of, leave out --date, and check again."),
    HOUSE_RULE,
)
PACKAGE_IS_SOUND = Rule(
    "package-is-sound",
    Severity.ERROR,
    Text("Gói bàn giao là một tệp zip lành lặn, đúng cỡ.", "A package is a sound zip of a sensible size."),
    Text(
        "Tệp hỏng khi tải, hoặc được dựng để gây hại, không cho biết điều gì đáng tin.",
        "A file broken on its way, or made to do harm, says nothing that can be trusted.",
    ),
    _ASK_AGAIN,
    HOUSE_RULE,
)
PACKAGE_IS_UNCHANGED = Rule(
    "package-is-unchanged",
    Severity.ERROR,
    Text(
        "Mọi tệp trong gói còn nguyên như MANIFEST.sha256 ghi.",
        "Every file of a package is as its MANIFEST.sha256 says.",
    ),
    Text(
        "Tệp bị sửa sau khi duyệt thì thứ in ra không còn là thứ đã duyệt.",
        "What was changed after approval is not what was approved.",
    ),
    _ASK_AGAIN,
    Text("GNU coreutils, sha256sum", "GNU coreutils, sha256sum"),
)
PACKAGE_IS_PACKED_AS_MADE = Rule(
    "package-is-packed-as-made",
    Severity.ERROR,
    Text(
        "Tệp zip của gói đúng từng byte như keytag đóng; thư mục của gói chỉ có tệp thường.",
        "A package's zip is byte for byte as keytag packs it; its folder has plain files only.",
    ),
    Text(
        "Thứ nằm trước, sau hay giữa các tệp của zip, hay sau một liên kết, không ai ký mà máy khác có thể mở.",
        "Nobody vouches for what lies between a zip's files or behind a link, and other programs may open it.",
    ),
    Text(
        "Xin lại tệp zip gốc. Nếu chính bạn đã nén lại: giải nén rồi xem thư mục: keytag verify THƯ-MỤC.",
        "Ask for the original zip. If you packed it again yourself, unpack it and look at the folder: "
        "keytag verify FOLDER.",
    ),
    Text("PKWARE APPNOTE 6.3", "PKWARE APPNOTE 6.3"),
)
PACKAGE_HAS_ITS_OWN_NAME = Rule(
    "package-has-its-own-name",
    Severity.ERROR,
    Text(
        "Gói mang đúng tên làm ra từ công việc, ngày và yêu cầu của nó.",
        "A package has the name that its job, its day and what was asked for give it.",
    ),
    Text(
        "Gói cũ đổi tên thành gói mới thì vẫn nguyên vẹn, vẫn đúng chữ ký, mà in ra là số cũ.",
        "An old package under a new one's name is whole and well signed, and prints the old numbers.",
    ),
    Text(
        "Xem tên, ngày và số # trong gói; xin người gửi gửi đúng gói cần in.",
        "Look at the name, the day and the # inside; ask the sender for the package that is meant.",
    ),
    HOUSE_RULE,
)
SIGNATURE_NAMES_ITS_PACKAGE = Rule(
    "signature-names-its-package",
    Severity.ERROR,
    Text(
        "Chữ ký ghi đúng tên gói mà nó ký, ngoài ra không ghi thêm gì.",
        "A signature names the package that it is for, and says nothing else.",
    ),
    Text(
        "Chữ ký của gói khác, hoặc lời không ai ký, làm người nhận tin nhầm.",
        "A signature for another package, or words that nobody signed, mislead whoever reads them.",
    ),
    Text("Xin người gửi ký lại gói này.", "Ask the sender to sign this package again."),
    Text("minisign (Ed25519)", "minisign (Ed25519)"),
)
SIGNATURE_IS_GOOD = Rule(
    "signature-is-good",
    Severity.ERROR,
    Text("Chữ ký của gói đúng là của khóa đã cho.", "A package's signature is by the key that was given."),
    Text(
        "Không có chữ ký đúng thì ai cũng có thể đã đóng gói này.",
        "Without a good signature anybody may have made the package.",
    ),
    Text("Xin lại khóa công khai và gói từ người gửi.", "Ask the sender for the public key and the package."),
    Text("minisign (Ed25519)", "minisign (Ed25519)"),
)
RECORD_CAN_BE_READ = Rule(
    "record-can-be-read",
    Severity.ERROR,
    Text(
        "Gói ghi đủ nó được tạo từ đâu: job/record.json.", "A package says what it was made from: job/record.json."
    ),
    Text(
        "Thiếu bản ghi thì không tạo lại được, cũng không đối chiếu được với công việc.",
        "Without the record it can neither be made again nor be held against its job.",
    ),
    _ASK_AGAIN,
    HOUSE_RULE,
)
PACKAGE_SAYS_WHAT_ITS_JOB_SAYS = Rule(
    "package-says-what-its-job-says",
    Severity.ERROR,
    Text(
        "Làm lại từ thư mục job/ thì ra đúng những gì có trong gói.",
        "Made again from its folder job/, a package comes out as it is.",
    ),
    Text(
        "Bản in không khớp tệp công việc thì một trong hai đã bị sửa.",
        "Where print and job do not agree, one of them was changed.",
    ),
    Text(
        "Đừng in gói này: xin lại gói gốc, hoặc xin người gửi làm lại bằng: keytag handoff.",
        "Do not print it: ask for the original, or ask the sender to make it again with: keytag handoff.",
    ),
    HOUSE_RULE,
)
FILES_KEEP_THEIR_RULES = Rule(
    "files-keep-their-standard",
    Severity.ERROR,
    Text(
        "Mọi tệp in trong gói theo đúng chuẩn PDF/X và nhóm quy tắc của nhà in.",
        "Every print file of a package keeps its PDF/X standard and the shop's set of rules.",
    ),
    Text(
        "Nhà in kiểm tra đúng những điều này trước khi ra kẽm, và trả lại tệp không đạt.",
        "A shop checks just this before it makes plates, and sends back what fails.",
    ),
    Text(
        "Xem quy tắc trong ngoặc bằng: keytag explain TÊN; hoặc chọn nhóm quy tắc khác (rules).",
        "See the rule in brackets with: keytag explain NAME; or choose another set of rules (rules).",
    ),
    Text("ISO 15930; GWG 2022", "ISO 15930; GWG 2022"),
)
OTHERS_AGREE = Rule(
    "other-programs-agree",
    Severity.ERROR,
    Text(
        "Ghostscript tách kẽm và zbar đọc mã ra đúng như keytag, nếu máy có chúng.",
        "Ghostscript's plates and zbar's reading of the codes are as keytag says, where they are installed.",
    ),
    Text(
        "Hai chương trình độc lập cùng sai một chỗ thì khó; một chương trình sai thì dễ.",
        "One program is easily wrong; two that share no code are seldom wrong alike.",
    ),
    Text(
        "Không in tệp này; tạo lại, nếu vẫn vậy xin báo lỗi.",
        "Do not print this file; make it again, or report it.",
    ),
    HOUSE_RULE,
)
RULES = (
    SAMPLES_STAY_HERE,
    PACKAGE_IS_JUDGED_BY_ITS_DAY,
    FILES_KEEP_THEIR_RULES,
    OTHERS_AGREE,
    PACKAGE_IS_SOUND,
    PACKAGE_IS_UNCHANGED,
    PACKAGE_IS_PACKED_AS_MADE,
    PACKAGE_HAS_ITS_OWN_NAME,
    SIGNATURE_IS_GOOD,
    SIGNATURE_NAMES_ITS_PACKAGE,
    RECORD_CAN_BE_READ,
    PACKAGE_SAYS_WHAT_ITS_JOB_SAYS,
)
"""Every rule of this package."""
