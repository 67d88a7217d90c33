"""What must hold of a hand-off: before it is made, and when somebody opens it later."""

from __future__ import annotations

from keytag.findings import Rule

SAMPLES_STAY_HERE = Rule.error("samples-stay-here", __name__)
PACKAGE_IS_JUDGED_BY_ITS_DAY = Rule.error("package-is-judged-by-its-day", __name__)
PACKAGE_IS_SOUND = Rule.error("package-is-sound", __name__)
PACKAGE_IS_UNCHANGED = Rule.error("package-is-unchanged", __name__)
PACKAGE_IS_PACKED_AS_MADE = Rule.error("package-is-packed-as-made", __name__)
PACKAGE_HAS_ITS_OWN_NAME = Rule.error("package-has-its-own-name", __name__)
SIGNATURE_NAMES_ITS_PACKAGE = Rule.error("signature-names-its-package", __name__)
SIGNATURE_IS_GOOD = Rule.error("signature-is-good", __name__)
RECORD_CAN_BE_READ = Rule.error("record-can-be-read", __name__)
PACKAGE_SAYS_WHAT_ITS_JOB_SAYS = Rule.error("package-says-what-its-job-says", __name__)
FILES_KEEP_THEIR_RULES = Rule.error("files-keep-their-standard", __name__)
OTHERS_AGREE = Rule.error("other-programs-agree", __name__)
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
