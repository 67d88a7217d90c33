"""The disk: its only reader, its only writer, and what a document may name."""
