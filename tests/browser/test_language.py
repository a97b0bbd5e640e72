"""A change of language changes the language, and nothing else."""

from playwright.sync_api import Page, expect

from metrics.catalogue import metric
from tests.browser.viewing import (
    answer,
    box,
    choose,
    link_to_language,
    look,
    shown,
    wait_for_choices,
)
from ui.filters import measure_name
from wording import frame as words

VIEW = {"year": "2025", "month": "8", "metric": "active_rate", "place": "14205"}


def other_language(page: Page, language: str) -> None:
    link_to_language(page, language).click()
    expect(box(page, "metric", language)).to_be_visible()


def test_the_view_stays_and_a_later_choice_resets_nothing(page: Page, server: str) -> None:
    look(page, server, "ranking", lang="ja", **VIEW)
    other_language(page, "en")
    wait_for_choices(page, {"lang": "en", **VIEW})
    expect(answer(page)).to_contain_text(metric("active_rate").name.en)

    choose(page, "metric", "en", measure_name("activation").en)
    expect(answer(page)).to_contain_text(metric("activation").name.en)
    wait_for_choices(page, {"lang": "en", **VIEW, "metric": "activation"})

    other_language(page, "ja")
    expect(answer(page)).to_contain_text(metric("activation").name.ja)
    wait_for_choices(page, {"lang": "ja", **VIEW, "metric": "activation"})


def test_the_boxes_show_what_the_address_says(page: Page, server: str) -> None:
    look(page, server, "map", lang="en", **VIEW, view="tiles")
    expect(shown(page, "year", "en")).to_have_text("FY2025")
    expect(shown(page, "metric", "en")).to_have_text(measure_name("active_rate").en)
    expect(shown(page, "view", "en")).to_have_text(words.AS_TILES.en)
    expect(shown(page, "place", "en")).to_have_text("Fujisawa City")


def test_the_document_says_its_language(page: Page, server: str) -> None:
    look(page, server, "overview", lang="en")
    expect(page).to_have_title(f"{words.PAGE_NAMES['overview'].en} - {words.PRODUCT.en}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    other_language(page, "ja")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page).to_have_title(f"{words.PAGE_NAMES['overview'].ja} - {words.PRODUCT.ja}")
