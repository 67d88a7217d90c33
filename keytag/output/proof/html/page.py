"""The proof as one HTML file: both languages, no network, nothing that runs but its own script.

Without script it shows everything; the script turns, enlarges, finds and counts. It is drawn from `Proof` alone.
Answers to the HTML Living Standard, Content Security Policy 3 (2.3.1, hashes) and WCAG 2.2 (AA).
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pkgutil import get_data

from keytag.imposition.slug import SPECIMEN
from keytag.output.proof.facts import Proof
from keytag.output.proof.html import wording
from keytag.output.proof.html.drawings import Drawings
from keytag.output.proof.html.edition import edition_section, searched_words
from keytag.output.proof.html.elements import Element, both, element, html_text, name_apart
from keytag.text.figures import format_count, format_day
from keytag.text.text import Language, Text

# ISO/IEC 7810:2019, ID-1: a bank card is 85,60 mm × 53,98 mm.
_CARD = (85.60, 53.98)
# House rule: from half to three times as many pixels to a millimetre as CSS takes them for.
_SCALES = (0.5, 3.0)
# House rule, in mm: on paper a larger tag is shown at true size alone.
_LARGE = (55.0, 45.0)
# House rule: a tag is looked at from its true size to six times that.
_ZOOM = 6


def html_of(proof: Proof, language: Language, *, is_whole: bool = True, shop: str | None = None) -> bytes:
    """Return ``proof`` as an HTML file in both languages, ``language`` first.

    ``is_whole`` tells that it has all editions of its job: then the command that approves all names none; ``shop``
    was named in place of the job's, and has to be named there again.
    """
    drawings = Drawings(proof)
    style, script = _style(proof), _part("proof.js")
    # A browser lets nothing in but what these hashes are of.
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="format-detection", content="telephone=no"),
        element("title", f"{wording.TITLE.to(language)} – {proof.office}"),
        element("style", style),
    )
    has_many = len(proof.editions) > 1
    body = element(
        "body",
        element("a", *both(wording.SKIP), href="#tags", class_="skip"),
        drawings.definitions(),
        _head(proof, language),
        _tools(),
        _contents(proof, drawings) if has_many else None,
        element(
            "main",
            *(edition_section(proof, number, drawings) for number in range(len(proof.editions))),
            id="tags",
            tabindex="-1",
        ),
        _result(is_sample=proof.is_sample),
        element("script", script),
        data_job=proof.job,
        data_hash=proof.content_hash,
        data_whole=is_whole,
        data_shop=shop or False,
    )
    is_large = proof.size[0] > _LARGE[0] or proof.size[1] > _LARGE[1]
    page = element("html", head, body, lang=language, class_="large" if is_large else False)
    return f"<!DOCTYPE html>\n{html_text(page)}\n".encode()


@cache
def _part(name: str) -> str:
    """Return a part of keytag that lies beside this module. Raises ImportError where it is missing."""
    try:
        data = get_data(__package__ or "", name)
    except OSError as error:
        raise ImportError(str(error), name=name) from error
    return (data or b"").decode("utf-8").strip()


def _style(proof: Proof) -> str:
    """Return the page's style, with the size of the tags in mm."""
    width, height = proof.size
    return f":root{{--w:{width:g};--h:{height:g}}}\n{_part('proof.css')}"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _head(proof: Proof, language: Language) -> Element:
    buttons = [
        element(
            "button",
            name,
            type="button",
            lang=each,
            data_language=each,
            aria_pressed=str(each == language).lower(),
        )
        for each, name in (("vi", "Tiếng Việt"), ("en", "English"))
    ]
    day = Text(format_day(proof.day), format_day(proof.day, "en"))
    facts = [(wording.DAY, both(day)), (wording.SHOP, both(proof.shop))]
    if proof.quantity is not None:
        tags = Text(f"{format_count(proof.quantity)} chiếc", f"{format_count(proof.quantity, 'en')} tags")
        facts.append((wording.QUANTITY, both(tags)))
    facts += [
        (wording.CONTENT_HASH, (element("code", f"# {proof.content_hash}"),)),
        (wording.JOB, (name_apart(proof.job),)),
        (wording.PROGRAM, (element("span", f"keytag {proof.version}"),)),
    ]
    languages = element(
        "div",
        element("span", *both(wording.LANGUAGE), id="language", class_="unseen"),
        *buttons,
        class_="languages scripted",
        role="group",
        aria_labelledby="language",
    )
    title = element(
        "div",
        element("p", name_apart(proof.office), class_="office"),
        element("h1", *both(wording.TITLE)),
        element("p", name_apart(proof.programme), class_="programme") if proof.programme else None,
        element("p", *both(SPECIMEN), class_="specimen") if proof.is_sample else None,
        element(
            "p",
            *both(wording.SAMPLE_INTRODUCTION if proof.is_sample else wording.INTRODUCTION),
            class_="lead",
        ),
        element("p", *both(wording.COLOURS), class_="quiet"),
        element("noscript", element("p", *both(wording.WITHOUT_SCRIPT), class_="quiet")),
    )
    about = element(
        "dl", *(element("div", element("dt", *both(what)), element("dd", *fact)) for what, fact in facts)
    )
    return element("header", languages, title, about, class_="head")


def _tools() -> Element:
    """Return what changes how tags are seen."""
    least, most = _SCALES
    switches = [
        element("button", *both(label), type="button", data_switch=name, aria_pressed=str(is_on).lower())
        for name, label, is_on in (
            ("cut", wording.CUT, False),
            ("safe", wording.SAFE, False),
            ("stray", wording.STRAY, False),
        )
    ]
    zoom = element(
        "input", type="range", id="zoom", min="1", max=str(_ZOOM), step="0.5", value="3", autocomplete="off"
    )
    scale = element(
        "input",
        type="range",
        id="scale",
        min=f"{least:g}",
        max=f"{most:g}",
        step="0.005",
        value="1",
        autocomplete="off",
    )
    return element(
        "aside",
        element("h2", *both(wording.VIEW), id="view", class_="unseen"),
        element(
            "div",
            element("span", element("label", *both(wording.ZOOM), for_="zoom"), zoom, class_="slider"),
            *switches,
            element("a", *_count(), href="#result", class_="meter"),
            class_="bar",
        ),
        element(
            "details",
            element("summary", *both(wording.CALIBRATE)),
            element("p", *both(wording.CARD), class_="lying"),
            element("p", *both(wording.CARD_UPRIGHT), class_="upright"),
            element("div", element("div", class_="bank-card"), class_="ruler"),
            element(
                "p",
                element("label", *both(wording.SCALE), for_="scale"),
                scale,
                element("output", id="scaled", for_="scale"),
                class_="slider",
            ),
        ),
        class_="tools scripted",
        aria_labelledby="view",
    )


def _contents(proof: Proof, drawings: Drawings) -> Element:
    """Return all tags at a glance, and the field to find one by."""
    total = len(proof.editions)
    entries = []
    for number, edition in enumerate(proof.editions):
        quantity = edition.quantity
        tags = (
            both(Text(f"{format_count(quantity)} chiếc", f"{format_count(quantity, 'en')} tags"))
            if quantity is not None
            else ()
        )
        entries.append(
            element(
                "li",
                element(
                    "a",
                    drawings.face(edition, edition.front, plain=True),
                    element("span", name_apart(edition.name), class_="entry"),
                    element("span", f"{edition.number}", " · " if tags else "", *tags, class_="quiet"),
                    element("span", "✓ ", *both(wording.SEEN), class_="seen", hidden=True),
                    href=f"#e{number}",
                ),
                data_find=searched_words(edition),
            )
        )
    found = element("b", str(total), class_="found")
    again = element("b", str(total), class_="found")
    return element(
        "nav",
        element(
            "div",
            element("h2", *both(wording.EDITIONS), id="contents"),
            element(
                "div",
                element("label", *both(wording.FIND), for_="find"),
                element("input", type="search", id="find", autocomplete="off", spellcheck="false"),
                element(
                    "p",
                    element("span", found, f" trong {total} mẫu", lang="vi", class_="t"),
                    element("span", again, f" of {total} editions", lang="en", class_="t"),
                    role="status",
                    class_="quiet",
                ),
                class_="search scripted",
            ),
            class_="finding",
        ),
        element("ol", *entries, class_="overview"),
        element("p", *both(wording.NONE_FOUND), class_="none", hidden=True),
        aria_labelledby="contents",
    )


def _result(*, is_sample: bool) -> Element:
    """Return how much was looked at, and the line that says so to keytag; of a sample, that nobody approves it."""
    told = (
        (element("p", *both(wording.NOT_APPROVED), class_="quiet"),)
        if is_sample
        else (
            element("p", *both(wording.COMMAND), class_="quiet", id="command-is"),
            element(
                "pre", element("code", id="command"), tabindex="0", role="group", aria_labelledby="command-is"
            ),
        )
    )
    copy = (
        None if is_sample else element("button", *both(wording.COPY), type="button", id="copy", class_="main"),
        element("button", *both(wording.CLEAR), type="button", id="clear"),
        None
        if is_sample
        else element("span", element("span", *both(wording.COPIED), hidden=True, id="copied"), role="status"),
    )
    return element(
        "section",
        element(
            "div",
            element("h2", *both(wording.DONE), id="result"),
            element("p", *_count(), role="status", class_="count"),
            element("progress", id="progress", value="0", max="1", aria_labelledby="result"),
            *told,
            element("p", *copy, class_="actions"),
            class_="card",
        ),
        class_="result scripted",
        aria_labelledby="result",
    )


def _count() -> tuple[Element, ...]:
    """Return how many of the ticks are set, in both languages; the script fills in the figures."""
    words = (("vi", "trong", "việc đã xong"), ("en", "of", "done"))
    return tuple(
        element(
            "span",
            element("b", "0", class_="done"),
            f" {of} ",
            element("b", "0", class_="all"),
            f" {what}",
            lang=language,
            class_="t",
        )
        for language, of, what in words
    )
