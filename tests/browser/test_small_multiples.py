"""The small multiples can be read: every picture is drawn, every name whole, on any screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.viewing import answer, drawn, look

SCREENS = {"1280x720": (1280, 6), "390x844": (390, 2)}
"""Width of the window, and pictures beside each other."""
DECODED = """() => [...document.querySelectorAll('.multiples img')].map(image =>
  image.complete && image.naturalWidth > 0 && image.clientHeight >= 60
    && getComputedStyle(image).backgroundImage.startsWith('url("data:image/svg+xml'))"""
CLIPPED = """() => [...document.querySelectorAll('.multiples :is(a, b, i, em)')].filter(text =>
  text.getBoundingClientRect().right > text.closest('li').getBoundingClientRect().right + 1
).map(text => text.textContent)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.multiples :is(a, b, i, em)')]
  .map(text => parseFloat(getComputedStyle(text).fontSize)))"""


@pytest.mark.parametrize("screen", SCREENS)
def test_every_place_has_a_picture_that_can_be_read(screen: str, page: Page, server: str) -> None:
    width, beside = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": 844})
    look(page, server, "trends", lang="ja", place="14205")
    drawn(page)
    panels = page.locator(".multiples li")
    assert panels.count() == 21
    assert all(page.evaluate(DECODED))
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(SMALLEST) >= 14
    tops = [panel.bounding_box()["y"] for panel in panels.all()[: beside + 1]]
    assert len(set(tops[:beside])) == 1
    assert tops[beside] > tops[0]


def test_a_picture_leads_to_its_municipality(page: Page, server: str) -> None:
    look(page, server, "trends", lang="ja", metric="activation", panels="code")
    page.locator(".multiples a", has_text="相模原市").click()
    page.wait_for_url("**/municipality?**")
    expect(answer(page)).to_contain_text("相模原市")
