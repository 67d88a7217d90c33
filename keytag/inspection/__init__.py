"""Finished files as they are: PDF files and standards, plates, sheets as seen, codes as read."""
