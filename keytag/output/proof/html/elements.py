"""Elements of an HTML document, escaped by construction: what a job says is always text, never markup.

Answers to the HTML Living Standard, 13.1 (writing HTML documents).
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from keytag.text.text import Text

Element = ET.Element
Child = Element | str | None


def element(name: str, /, *children: Child, **attributes: str | bool) -> Element:
    """Return an element; None among its ``children`` is left out, and so is an attribute that is False.

    An underscore in an attribute's name stands for a hyphen; one at its end is dropped (``class_``).
    """
    made = ET.Element(name)
    for key, value in attributes.items():
        if value is not False:
            made.set(key.rstrip("_").replace("_", "-"), "" if value is True else str(value))
    for child in children:
        if isinstance(child, str):
            _append_text(made, child)
        elif child is not None:
            made.append(child)
    return made


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def both(text: Text) -> tuple[Element, ...]:
    """Return a text in both languages, of which the page shows one; one element where they are alike."""
    if text.vi == text.en:
        return (element("span", text.vi),)
    return (element("span", text.vi, lang="vi", class_="t"), element("span", text.en, lang="en", class_="t"))


def name_apart(text: str, **attributes: str | bool) -> Element:
    """Return what the job says, in Vietnamese, kept apart from what stands round it in whichever direction."""
    return element("bdi", text, lang="vi", **attributes)


def html_text(document: Element) -> str:
    """Return the text of an element and all in it."""
    return ET.tostring(document, encoding="unicode", method="html", short_empty_elements=False)
