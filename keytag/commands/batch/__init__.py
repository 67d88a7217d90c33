"""The command `batch`: one command for every job of a folder, or for every row of a table.

`run` is the story. `jobs` says which jobs there are, `work` does one of them, `records` knows what of earlier runs
still holds, `workers` and `cluster` are those who work, `province` says what it would take together.
"""
