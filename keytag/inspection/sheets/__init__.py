"""The finished sheets seen as a picture: each slot held against the approved one-up, each code read.

Written files are opened by other code than wrote them. Knows where tags should lie from the front of the
imposition alone; where a back belongs follows from how the sheet turns, not from where it was placed.
"""

from keytag.inspection.sheets.rules import RULES

__all__ = ["RULES"]
