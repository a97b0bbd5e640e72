"""The ranking fits a hand, keeps its axis in sight, and lets the bands be switched."""

from playwright.sync_api import Page, expect

from tests.browser.viewing import answer, choices, look
from wording import ranking as words

PHONE = {"width": 390, "height": 600}
LEAST = 90
"""Pixels across in which intervals can be told apart."""


def test_a_telephone_shows_the_marks_under_their_axis(page: Page, server: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for language in ("ja", "en"):
        look(page, server, "ranking", lang=language, place="14205")
        tracks = page.locator(".ranking .track")
        assert tracks.first.bounding_box()["width"] > LEAST
        last, axis = tracks.last, page.locator(".ranking .axis")
        last.scroll_into_view_if_needed()
        above = axis.bounding_box()
        assert 0 <= above["y"] < last.bounding_box()["y"] <= PHONE["height"]
        expect(axis.locator("span").first).to_be_in_viewport()


def test_the_bands_are_switched_without_leaving_the_page(page: Page, server: str) -> None:
    look(page, server, "ranking", lang="en")
    title = answer(page).inner_text()
    page.get_by_role("button", name=words.LEAVE_OUT.en).click()
    expect(page.get_by_role("button", name=words.TAKE_IN.en)).to_be_visible()
    expect(page.locator(".notes")).to_contain_text("is left out")
    assert choices(page)["limits"] == "plain"
    page.get_by_role("button", name=words.TAKE_IN.en).click()
    expect(page.get_by_role("button", name=words.LEAVE_OUT.en)).to_be_visible()
    expect(answer(page)).to_have_text(title)
