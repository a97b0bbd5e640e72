"""Pictures of every page for the documents: `python -m tests.browser.screenshots FOLDER`.

Each page in each language, on a seminar's screen and in a hand, light and dark, of the sample
prefecture: `overview.ja.1280x720.light.png`.
"""

import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from data_access import database
from sample_data import database as sample
from tests.browser import chromium
from tests.browser.server import serving
from tests.browser.viewing import LANGUAGES, PAGES, begin_presentation, drawn, look
from wording import presentation as words

SCREENS = ((1280, 720), (390, 844))
THEMES = ("light", "dark")
OWN_PLACE = {"municipality": {"place": "14206"}}
"""A page that asks for a municipality shows 小田原市."""
DRAWN = 1_000
"""Milliseconds in which the map's labels and the figures take their final form."""


def take(server: str, browser: Browser, folder: Path) -> None:
    """All pictures, into the folder."""
    begun = _begin(server, browser)
    chosen = {**OWN_PLACE, "presentation": {"presentation": begun, "figure": "map"}}
    for (width, height), theme in product(SCREENS, THEMES):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=_scheme(theme)
        )
        page = context.new_page()
        for name, language in product(PAGES, LANGUAGES):
            _show(page, server, name, language, chosen.get(name, {}))
            page.screenshot(path=folder / f"{name}.{language}.{width}x{height}.{theme}.png")
        context.close()
    _take_slides(server, browser, folder, begun)


def _begin(server: str, browser: Browser) -> str:
    """A presentation to be shown in the pictures; gives its id."""
    page = browser.new_page()
    number = begin_presentation(page, server, words.REAL.ja, "11月の研修担当者会議")
    page.close()
    return number


def _take_slides(server: str, browser: Browser, folder: Path, number: str) -> None:
    """The ranking as a room sees it, in each language."""
    for language in LANGUAGES:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{server}/presentation?lang={language}&show={number}#3")
        page.locator(".stage .slide.on").wait_for()
        page.keyboard.press("?")
        page.wait_for_timeout(DRAWN)
        page.screenshot(path=folder / f"slide.{language}.1280x720.light.png")
        page.close()


def _scheme(theme: str) -> Any:
    return theme


def _show(page: Page, server: str, name: str, language: str, chosen: dict[str, str]) -> None:
    look(page, server, name, lang=language, **chosen)
    drawn(page)
    page.wait_for_timeout(DRAWN)


def main(folder: Path) -> None:
    """Build the sample where it is missing, serve it, and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    sample.ensure(lambda share, doing: None)
    with tempfile.TemporaryDirectory() as beside, chromium.opened() as browser:
        copy = Path(beside) / "learning.sqlite"  # in which a presentation may be begun
        shutil.copyfile(database.SAMPLE, copy)
        with serving(f"sqlite:///{copy}", Path(beside) / "log") as server:
            take(server, browser, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
