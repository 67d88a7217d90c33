"""Did-you-mean: what a misspelt name was most likely meant to be, and English words for Vietnamese ones.

Pure: knows words, not what they name.
"""

from keytag.text.suggest import guess, guess_before, likely_names, most_alike, nearest_name
from keytag.text.vocabulary import translate_word

__all__ = ["guess", "guess_before", "likely_names", "most_alike", "nearest_name", "translate_word"]
