"""The header of an ICC profile that somebody embedded: class, colour space, version, and whether it is one.

Answers to ICC.1:2001-04, 6.1.
"""

from __future__ import annotations

from hashlib import sha256

from keytag.pdf.survey.facts import IccProfile

# ICC.1:2001-04, 6.1: the header is 128 bytes, the count of tags follows.
_LEAST = 132


def icc_profile(data: bytes) -> IccProfile:
    """Return what the header of the profile in ``data`` says."""
    # ICC.1:2001-04, 6.1: size at byte 0, version at 8, class at 12, space at 16, signature at 36.
    is_whole = len(data) >= _LEAST and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") <= len(data)
    if not is_whole:
        return IccProfile(is_whole=False)
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    return IccProfile(True, kind, space, (data[8], data[9] >> 4), sha256(data).hexdigest())
