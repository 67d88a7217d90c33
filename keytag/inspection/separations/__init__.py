"""The plates of a finished file: taken apart, measured, and asked of Ghostscript where it is installed."""
