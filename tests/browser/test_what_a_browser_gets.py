"""What a municipality's officer gets in a real browser holds nothing of the other municipalities.

The walk without a browser goes everywhere (`tests/harness/`); here a few ways are gone, with all
that only a browser shows or does: hovers, titles, the console, what it stores, downloads.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, WebSocket

from tests import signing_in
from tests.browser.conftest import SEMINAR
from tests.browser.viewing import LANGUAGES, PATIENCE, drawn, settle
from tests.harness.dashboards import Dashboard, dashboard, described, empty
from tests.harness.watching import Watch
from wording.frame import NO_FILE

WAYS = {
    "map": {"metric": "completion_matured", "place": "14100"},
    "ranking": {"metric": "active_rate"},
    "compare": {"spend": "spend_per_active"},
    "courses": {"year": "2025", "place": "14205"},
}
"""Pages with choices whose figures tell most."""
HOVERABLE = ".js-plotly-plot .nsewdrag, .js-plotly-plot .drag, #deckgl-overlay, [title]"
STEPS = 4
"""Places along a figure over which the cursor is held."""
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
SHOWN = "document.querySelector('.stApp').innerText + document.documentElement.outerHTML"


@pytest.fixture(scope="module")
def planted(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("browser")
    with dashboard(empty(sqlite_template, folder), folder) as opened:
        yield opened


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of somebody who has never been here."""
    context = browser.new_context(viewport=SEMINAR, locale="ja-JP")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def listen(page: Page, watch: Watch) -> None:
    """Look at all that comes to a window, and at what it says to its console."""

    def received(frame: str | bytes) -> None:
        watch.messages([frame if isinstance(frame, bytes) else frame.encode()], page.url, "frame")

    def connected(socket: WebSocket) -> None:
        socket.on("framereceived", received)

    def said(line: ConsoleMessage) -> None:
        watch.text(line.text, page.url, "", "line of the console")

    def came(response: Response) -> None:
        watch.text(response.url, page.url, "", "address")

    page.on("websocket", connected)
    page.on("console", said)
    page.on("response", came)


def hover(page: Page, watch: Watch) -> None:
    """Hold the cursor over the figures, and look at what appears."""
    for figure in page.locator(HOVERABLE).locator("visible=true").all()[:2]:
        box = figure.bounding_box()
        if box:
            for step in range(STEPS):
                page.mouse.move(
                    box["x"] + box["width"] * (step + 0.5) / STEPS,
                    box["y"] + box["height"] * ((step * 2) % STEPS + 0.5) / STEPS,
                )
            look(page, watch, "hover")


def look(page: Page, watch: Watch, way: str) -> None:
    """Look at everything that the window holds."""
    for text in (page.evaluate(SHOWN), page.title(), page.url, page.evaluate(STORED)):
        watch.text(text, page.url, "", way)


def test_what_an_officer_gets(planted: Dashboard, person: BrowserContext) -> None:
    watch = planted.watch("municipality")
    page = person.new_page()
    listen(page, watch)
    page.goto(f"{planted.url}/ranking")
    signing_in.sign_in(page, watch.role.name)
    for number, (path, choices) in enumerate(WAYS.items()):
        asked = "&".join(f"{name}={option}" for name, option in choices.items())
        page.goto(f"{planted.url}/{path}?lang={LANGUAGES[number % len(LANGUAGES)]}&{asked}")
        settle(page)
        drawn(page)
        for folded in page.locator("summary").all():
            folded.click()
        look(page, watch, "page")
        hover(page, watch)
        with page.expect_download() as taken:
            page.locator(".stDownloadButton button").first.click()
        watch.file(taken.value.suggested_filename, taken.value.path().read_bytes(), path, asked)
        assert taken.value.suggested_filename.endswith(".csv")
    assert not watch.leaks, described(watch.leaks)
    assert ("course", "14205") in {(each.what, each.place) for each in watch.seen}


def test_a_file_that_cannot_be_made(planted: Dashboard, person: BrowserContext) -> None:
    page = person.new_page()
    page.goto(f"{planted.url}/ranking?lang=ja")
    signing_in.sign_in(page, "fujisawa")
    with planted.without("audit"):
        page.locator(".stDownloadButton button").click()
        failed = page.get_by_test_id("stDownloadButtonError")
        failed.wait_for(state="attached")
        said = failed.evaluate("each => getComputedStyle(each, '::after').content")
        assert said == f'"{NO_FILE.ja}"'
        assert not failed.inner_text()
