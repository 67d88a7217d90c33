"""What must hold of a document's form: the rules of files, of YAML, of keys and of values.

Only what `keytag explain` says of each; where and when they are broken is found by the modules beside this one.
"""

from __future__ import annotations

from keytag.findings import Rule

DOCUMENT_TOO_LARGE = Rule.error("document-too-large", __name__)
FILE_IS_TEXT = Rule.error("file-is-text", __name__)
NOT_UTF_8 = Rule.error("not-utf-8", __name__)
EMPTY_DOCUMENT = Rule.error("empty-document", __name__)
SEVERAL_DOCUMENTS = Rule.error("several-documents", __name__)
NO_KEYS = Rule.error("no-keys", __name__)
YAML_SYNTAX = Rule.error("yaml-syntax", __name__)
YAML_TAB = Rule.error("yaml-tab", __name__)
YAML_TOO_DEEP = Rule.error("yaml-too-deep", __name__)
YAML_TOO_LARGE = Rule.error("yaml-too-large", __name__)
YAML_ALIAS = Rule.error("yaml-alias", __name__)
YAML_KEY = Rule.error("yaml-key", __name__)
YAML_TAG = Rule.error("yaml-tag", __name__)
DUPLICATE_KEY = Rule.error("duplicate-key", __name__)
INVISIBLE_CHARACTER = Rule.error("invisible-character", __name__)
UNKNOWN_KEY = Rule.error("unknown-key", __name__)
LETTERS_ARE_UNICODE = Rule.error("letters-are-unicode", __name__)
LETTERS_ARE_WHOLE = Rule.error("letters-are-whole", __name__)
HASH_CUTS_NOTHING_OFF = Rule.error("hash-cuts-nothing-off", __name__)
DOCUMENT_IS_OF_ITS_KIND = Rule.error("document-is-of-its-kind", __name__)
MISSING_KEY = Rule.error("missing-key", __name__)
BAD_VALUE = Rule.error("bad-value", __name__)
VALUE_HAS_NO_QUOTES = Rule.error("value-has-no-quotes", __name__)
TOO_LONG = Rule.error("too-long", __name__)
NEWER_FORMAT = Rule.error("newer-format", __name__)
MORE_PROBLEMS = Rule.error("more-problems", __name__)
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
