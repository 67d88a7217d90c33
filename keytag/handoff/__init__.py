"""The package that is handed to a shop: what is in it, what was found out about it, and how it is verified later.

`make` is the story of the hand-off, `verify` that of a package opened later, perhaps by somebody else.
`job_states` reads the job out of one, or out of an approval or a lock, for `keytag diff`.
"""
