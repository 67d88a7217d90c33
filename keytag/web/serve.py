"""The page from its first connection to its end: it ends by itself a while after the last page was closed."""

from __future__ import annotations

import time
from collections.abc import Callable

from keytag.text.text import Language
from keytag.web.answers import GET_PATHS, Answers, Days
from keytag.web.open_job import OpenJob
from keytag.web.server import PageServer, Site

# House rules, in seconds: a page that is loaded again is back by then; so often it is looked.
_ALONE_S, _LOOK_S = 20.0, 0.2


def run_page(
    job: OpenJob,
    language: Language,
    days: Callable[[], Days],
    tell_address: Callable[[str], None],
    tell_misuse: Callable[[], None],
) -> None:
    """Serve the page of ``job`` until its last page has been closed for a while; Ctrl-C passes through at once.

    ``tell_address`` is given the address, which can be used once; ``tell_misuse`` is told of a second use.
    """
    answers = Answers(job, language, days)
    server = PageServer(Site(answers.get, answers.post, GET_PATHS, answers.post_paths, tell_misuse))
    try:
        server.begin()
        answers.begin()
        tell_address(server.address)
        while not _is_over(answers):
            time.sleep(_LOOK_S)
    finally:
        server.end()
        answers.end()


def _is_over(answers: Answers) -> bool:
    is_alone = answers.was_opened and not answers.is_watched
    return is_alone and time.monotonic() - answers.last_asked > _ALONE_S
