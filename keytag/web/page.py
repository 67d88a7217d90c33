"""The page as HTML: its head, the tag, the form and the other parts; what changes later the script asks for.

Answers to the HTML Living Standard and WCAG 2.2 (AA). Nothing in it runs but ``page.js``; no style stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pkgutil import get_data

from keytag.output.proof.html.elements import Element, element, html_text
from keytag.text.text import Language, Text
from keytag.web import wording as w
from keytag.web.open_job import OpenJob

Said = Callable[[Text], str]


@cache
def part_of_page(name: str) -> bytes:
    """Return the script or the stylesheet, which lie beside this module."""
    data = get_data(__name__, name)
    if data is None:
        raise FileNotFoundError(name)
    return data


def page_html(job: OpenJob, form: Sequence[Element], language: Language) -> bytes:
    """Return the whole page of ``job``, its ``form`` among it, in ``language``."""

    def t(text: Text) -> str:
        return text.to(language)

    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="format-detection", content="telephone=no"),
        element("title", f"{job.path.name} – {t(w.TITLE)}"),
        element("link", rel="stylesheet", href="page.css"),
        element("script", src="page.js", defer=True),
    )
    body = element(
        "body",
        element("a", t(w.SKIP), href="#form", class_="skip"),
        _header(job, language, t),
        element("noscript", element("p", t(w.NO_SCRIPT))),
        element("div", id="notice", role="alert", class_="notice", hidden=True),
        element("main", _tag_part(form, t), _many_part(t), _press_part(t), _papers_part(t), id="main"),
        element(
            "dialog",
            element(
                "div",
                element("img", alt="", id="large-front"),
                element("img", alt="", id="large-back"),
                class_="large",
            ),
            element("button", t(w.CLOSE), type="button", id="close-large"),
            id="large",
            aria_label=t(w.ENLARGE),
        ),
        data_digest=job.digest,
        data_is_new=job.is_new,
        **{f"data_t_{name}": t(text) for name, text in _FOR_SCRIPT.items()},
    )
    return f"<!DOCTYPE html>\n{html_text(element('html', head, body, lang=language))}\n".encode()


# What the script says of its own.
_FOR_SCRIPT = {
    "saved": w.SAVED,
    "not_yet": w.NOT_YET,
    "undone": w.UNDONE,
    "drawing": w.DRAWING,
    "last_good": w.LAST_GOOD,
    "nothing": w.NOTHING_DRAWN,
    "fine": w.FINE,
    "use": w.USE,
    "use_guess": w.USE_GUESS,
    "accept": w.ACCEPT,
    "accept_why": w.ACCEPT_WHY,
    "accepted": w.ACCEPTED,
    "was": w.WAS_BEFORE,
    "outside": w.OUTSIDE,
    "outside_help": w.OUTSIDE_HELP,
    "use_file": w.USE_FILE,
    "keep_mine": w.KEEP_MINE,
    "gone": w.GONE,
    "stop": w.STOP,
    "stopped": w.STOPPED,
    "done": w.DONE,
    "not_done": w.NOT_DONE,
    "to_mend": w.TO_MEND,
    "download": w.DOWNLOAD,
    "close": w.CLOSE,
    "called": w.CALLED,
    "use_copy": w.USE_COPY,
    "not_mended": w.NOT_MENDED,
    "front": w.FRONT,
    "back": w.BACK,
}


def _header(job: OpenJob, language: Language, t: Said) -> Element:
    other: Language = "en" if language == "vi" else "vi"
    return element(
        "header",
        element("div", element("h1", t(w.TITLE)), element("p", job.path.name, class_="file"), class_="names"),
        element(
            "div",
            element("p", t(w.NOT_YET) if job.is_new else "", id="saved", role="status", class_="saved"),
            element("button", t(w.UNDO), type="button", id="undo", disabled=not job.can_go_back),
            element("a", t(w.OTHER_LANGUAGE), href=f"?lang={other}", lang=other, class_="language"),
            class_="tools",
        ),
        element(
            "nav",
            *(
                element(
                    "a", t(text), href=f"#{name}", data_tab=name, aria_current="page" if name == "tag" else False
                )
                for name, text in w.NAV
            ),
            aria_label=t(Text("Các phần", "Parts")),
        ),
    )


def _tag_part(form: Sequence[Element], t: Said) -> Element:
    sides = (("front", w.FRONT), ("back", w.BACK))
    preview = element(
        "aside",
        element(
            "div",
            *(
                element(
                    "figure",
                    element(
                        "button",
                        element("img", alt="", id=f"{name}-picture", hidden=True),
                        type="button",
                        class_="look",
                        data_large=name,
                        aria_label=f"{t(text)}: {t(w.ENLARGE)}",
                    ),
                    element("figcaption", t(text)),
                )
                for name, text in sides
            ),
            class_="sides",
            id="sides",
        ),
        element("p", t(w.NOTHING_DRAWN), id="drawn", class_="help", role="status"),
        element(
            "div",
            element("label", t(w.EDITION), for_="edition"),
            element("select", id="edition"),
            id="edition-choice",
            hidden=True,
        ),
        element(
            "details",
            element("summary", t(w.TRUE_SIZE)),
            element(
                "div",
                element("img", alt="", id="true-front"),
                element("img", alt="", id="true-back"),
                class_="true",
            ),
            element("p", t(w.TRUE_SIZE_HELP), class_="help", id="scale-help"),
            element(
                "input",
                type="range",
                id="scale",
                min="0.5",
                max="3",
                step="0.01",
                value="1",
                aria_label=t(w.TRUE_SIZE),
                aria_describedby="scale-help",
            ),
            element("div", class_="bank-card", aria_hidden="true"),
            class_="calibration",
        ),
        element("div", id="other-found", aria_live="polite"),
        class_="preview",
        aria_label=t(w.TITLE),
    )
    return element(
        "section",
        preview,
        element("div", *form, id="form", tabindex="-1", class_="form"),
        id="part-tag",
        class_="part with-tag",
    )


def _many_part(t: Said) -> Element:
    return element(
        "section",
        element("h2", t(dict(w.NAV)["many"])),
        element("div", id="table-part"),
        element(
            "div",
            element(
                "div",
                element("button", t(w.READ), type="button", data_run="read"),
                element("button", t(w.MEND), type="button", data_run="mend"),
                class_="actions",
            ),
            element("div", class_="run", data_run_of="mend"),
            element("div", class_="run", data_run_of="read"),
            element("div", id="reading"),
            id="from-table",
            hidden=True,
        ),
        element(
            "div",
            element("button", t(w.GLANCE), type="button", class_="main", data_run="look"),
            element(
                "label",
                element("input", type="checkbox", id="only-found"),
                element("span", t(w.ONLY_FOUND)),
                class_="ticked",
            ),
            class_="actions",
        ),
        element("div", class_="run", data_run_of="look"),
        element("ul", id="glance", class_="glance"),
        id="part-many",
        class_="part",
        hidden=True,
    )


def _press_part(t: Said) -> Element:
    return element(
        "section",
        element("h2", t(dict(w.NAV)["press"])),
        element("p", t(w.PRESS_HELP), class_="help"),
        element("button", t(w.RECKON), type="button", class_="main", data_run="sheets"),
        element("div", class_="run", data_run_of="sheets"),
        element("div", id="press-result"),
        id="part-press",
        class_="part",
        hidden=True,
    )


def _papers_part(t: Said) -> Element:
    return element(
        "section",
        element("h2", t(dict(w.NAV)["papers"])),
        element("p", t(w.PAPERS_HELP), class_="help"),
        *(_paper(kind, title, about, t) for kind, title, about in w.PAPERS[:1]),
        _approval(t),
        _paper("handoff", w.HANDOFF, w.HANDOFF_HELP, t),
        *(_paper(kind, title, about, t) for kind, title, about in w.PAPERS[1:]),
        element("article", element("h3", t(w.MADE)), element("ul", id="made", class_="files"), class_="paper"),
        id="part-papers",
        class_="part",
        hidden=True,
    )


def _paper(kind: str, title: Text, about: Text, t: Said) -> Element:
    return element(
        "article",
        element("h3", t(title)),
        element("p", t(about), class_="help"),
        element(
            "button", t(w.MAKE), type="button", class_="main", data_run=kind, aria_label=f"{t(w.MAKE)}: {t(title)}"
        ),
        element("div", class_="run", data_run_of=kind),
        class_="paper",
    )


def _approval(t: Said) -> Element:
    def typed(name: str, label: Text) -> Element:
        return element(
            "div",
            element("label", t(label), for_=name),
            element("input", id=name, autocomplete="off"),
            class_="field",
        )

    return element(
        "article",
        element("h3", t(w.APPROVAL)),
        element("p", t(w.APPROVAL_HELP), class_="help"),
        element("button", t(w.LOAD_NUMBERS), type="button", data_run="numbers"),
        element("div", class_="run", data_run_of="numbers"),
        element(
            "form",
            element("ul", id="calls", class_="calls"),
            typed("approve-by", w.BY),
            typed("approve-position", w.POSITION),
            element(
                "div",
                element("label", t(w.AS), for_="approve-as"),
                element(
                    "select", *(element("option", t(text), value=key) for key, text in w.ACTS), id="approve-as"
                ),
                class_="field short",
            ),
            element("button", t(w.APPROVE), type="submit", class_="main"),
            id="approve-form",
            hidden=True,
        ),
        element("div", class_="run", data_run_of="approve"),
        class_="paper",
    )
