"""Debian's Chromium, driven by Playwright: one for each module of tests, closed whatever comes of them.

Pages are opened from files. Whatever a page asks of the network is refused and noted, and so is what it complains
of; a test that does not look at either is failed for both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

Scheme = Literal["light", "dark"]


class Opener(Protocol):
    """Opens a file in a tab of its own."""

    def __call__(
        self, file: Path, *, width: int = 1440, scheme: Scheme = "light", script: bool = True, scale: float = 1
    ) -> Page:
        """Return ``file`` in a window ``width`` px wide, in light or dark, with or without script."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM)
        try:
            yield chromium
        finally:
            chromium.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Opener]:
    """Open files as pages; afterwards no page may have asked the network, nor complained."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def answer(route: Route, request: Request) -> None:
        if request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
            return
        asked.append(request.url)
        route.abort()

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_page(
        file: Path, *, width: int = 1440, scheme: Scheme = "light", script: bool = True, scale: float = 1
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            device_scale_factor=scale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (asked, complaints) == ([], [])
