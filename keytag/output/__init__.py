"""The display list to files: PDF, SVG, PNG, cut files, pages for people."""
