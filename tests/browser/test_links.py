"""A link shows a colleague the same view, and works on a server that has just started."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from metrics.catalogue import metric
from tests.browser.conftest import Watched
from tests.browser.server import serving
from tests.browser.viewing import (
    PAGES,
    answer,
    box,
    choices,
    choose,
    drawn,
    link,
    look,
    settle,
    wait_for_choices,
)
from ui.filters import measure_name

VIEW = {"lang": "ja", "year": "2025", "month": "10", "metric": "activation", "place": "14205"}


def test_a_shared_link_opens_the_same_view(
    page: Page, server: str, browser: Browser, watched: Watched
) -> None:
    look(page, server, "ranking", lang="ja")
    choose(page, "year", "ja", "2025年度（令和7年度）")
    expect(page.locator("p.below")).to_contain_text("2025年度")
    choose(page, "metric", "ja", measure_name("activation").ja)
    expect(answer(page)).to_contain_text(metric("activation").name.ja)
    choose(page, "place", "ja", "藤沢市")
    expect(answer(page)).to_contain_text("藤沢市")

    colleague = browser.new_context().new_page()
    watched.follow(colleague)
    colleague.goto(page.url)
    settle(colleague)
    expect(answer(colleague)).to_have_text(answer(page).inner_text())
    expect(colleague.locator("p.below")).to_have_text(page.locator("p.below").inner_text())
    colleague.context.close()


def test_of_two_quick_choices_neither_is_lost(page: Page, server: str) -> None:
    look(page, server, "ranking", lang="ja")
    page.locator('.choices select[name="metric"]').wait_for()
    page.evaluate("""() => Object.entries({year: '2025', metric: 'activation'}).forEach(
      ([name, id]) => {
        let select = document.querySelector(`.choices select[name="${name}"]`);
        select.value = id;
        select.dispatchEvent(new Event('change'));
      })""")
    wait_for_choices(page, {"lang": "ja", "year": "2025", "metric": "activation"})
    expect(answer(page)).to_contain_text(metric("activation").name.ja)
    expect(page.locator("p.below")).to_contain_text("2025年度")


def test_the_menu_takes_the_view_along(page: Page, server: str) -> None:
    look(page, server, "map", **VIEW)
    link(page, "ranking").click()
    expect(box(page, "group", "ja")).to_be_visible()
    wait_for_choices(page, VIEW)
    expect(answer(page)).to_contain_text("藤沢市")


def test_back_shows_the_view_before(page: Page, server: str) -> None:
    look(page, server, "ranking", **VIEW)
    before = answer(page).inner_text()
    link(page, "map").click()
    expect(answer(page)).not_to_have_text(before)
    wait_for_choices(page, VIEW)
    page.go_back()
    expect(answer(page)).to_have_text(before)
    wait_for_choices(page, VIEW)


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_works_straight_after_a_restart(
    name: str, page: Page, sample_url: str, tmp_path: Path
) -> None:
    with serving(sample_url, tmp_path / "log") as restarted:
        look(page, restarted, name, **VIEW)
        drawn(page)
        expect(page.locator(".menu a[aria-current]")).to_be_visible()
        assert choices(page) == VIEW
        page.goto("about:blank")
