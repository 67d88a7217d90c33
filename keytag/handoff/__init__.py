"""The package that is handed to a shop: what is in it, what was found out about it, and how it is verified later.

`make` is the story of the hand-off, `verify` that of a package opened later, perhaps by somebody else.
"""
