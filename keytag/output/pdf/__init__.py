"""PDF for the press, in four steps: draw each artwork once, assemble, seal, and read the finished bytes back.

`oneup` draws, `assemble` places, `seal` makes the file a member of the PDF/X family, `inspect` reads it back and
holds it against what was asked for. Points exist only here. Import the steps where they are needed: the libraries
behind them are slow to load.
"""
