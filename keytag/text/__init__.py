"""Did-you-mean: what a misspelt name was most likely meant to be, and English words for Vietnamese ones.

Pure: knows words, not what they name.
"""

from keytag.text.suggest import guess, guess_before, likely, likest, nearest
from keytag.text.vocabulary import translated

__all__ = ["guess", "guess_before", "likely", "likest", "nearest", "translated"]
