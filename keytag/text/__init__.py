"""Words: texts in two languages, figures as each writes them, did-you-mean, English words for Vietnamese ones.

Pure: knows words, not what they name. Imports nothing by itself: a list of commands waits for none of it.
"""
