"""An office's documents in customary form: what they say as blocks, set on pages or written for Word.

What stands in them is for others to say: records of packing, the letters by which an office orders. In Vietnamese.
"""
