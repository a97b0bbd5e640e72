"""A browser and a server of the sample prefecture for each worker; a fresh window for each test."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

from tests import sample_records
from tests.browser import chromium
from tests.browser.server import serving

HERE = Path(__file__).parent
SEMINAR: ViewportSize = {"width": 1280, "height": 720}
OWN_HOSTS = {"localhost", "127.0.0.1"}
OWN_SCHEMES = {"data", "blob"}
STREAMLIT_LOOKS_FOR_ITSELF = ("/_stcore/health", "/_stcore/host-config")
"""Opened below a page's path, Streamlit asks there first, and is told 404, before it asks above."""


@dataclass
class Watched:
    """What a window asked for outside our server, and what it complained of."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def asked(self, url: str) -> None:
        """Note an address unless it is ours."""
        parts = urlsplit(url)
        if parts.hostname not in OWN_HOSTS and parts.scheme not in OWN_SCHEMES:
            self.foreign.append(url)

    def follow(self, page: Page) -> None:
        """Watch a window for as long as it is open."""
        page.on("request", lambda request: self.asked(request.url))
        page.on("websocket", lambda socket: self.asked(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.heard)

    def heard(self, said: ConsoleMessage) -> None:
        """Note an error, but for Streamlit's search for its own server."""
        address = said.location["url"]
        if said.type == "error" and not address.endswith(STREAMLIT_LOOKS_FOR_ITSELF):
            self.complaints.append(f"{said.text} {address}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's database."""
    return sample_records.url(tmp_path_factory)


@pytest.fixture(scope="session")
def server(sample_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the sample prefecture."""
    with serving(sample_url, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without it the tests are skipped, save where everything must be proven."""
    if chromium.program() is None:
        missing = "Chromium is not installed (on Debian: apt install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium.opened() as opened:
        yield opened


@pytest.fixture
def watched() -> Iterator[Watched]:
    """No window of a test asks anything of another host or writes an error."""
    seen = Watched()
    yield seen
    assert not seen.foreign
    assert not seen.complaints


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One reader's browser: what it has fetched once, it need not fetch again."""
    opened = browser.new_context(viewport=SEMINAR, locale="ja-JP")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, watched: Watched) -> Iterator[Page]:
    """A new window of 1280 x 720."""
    window = context.new_page()
    watched.follow(window)
    yield window
    window.close()
