"""The proof as one page for a browser: `html_of`.

`page` is the whole, `edition` one edition's part; `drawings` are the tags as SVG that shares what is alike;
`elements` how all of it is written, escaped; `wording` all texts. ``proof.css`` and ``proof.js`` lie beside them.
"""

from keytag.output.proof.html.page import html_of

__all__ = ["html_of"]
