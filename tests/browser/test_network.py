"""The pages work in a closed network: each window asks its own server, and no other."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.browser.viewing import PAGES, drawn, look


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_host(name: str, page: Page, server: str, watched: Watched) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, server, name, lang="ja", place="14205")
    drawn(page)
    assert any(url.startswith(server) for url in asked)
    assert not watched.foreign


def test_another_host_would_be_noticed(page: Page, server: str, watched: Watched) -> None:
    look(page, server, "definitions")
    page.evaluate("fetch('http://127.0.0.2:9/').catch(() => {})")
    page.wait_for_timeout(200)
    assert watched.foreign == ["http://127.0.0.2:9/"]
    watched.foreign.clear()
    watched.complaints.clear()
