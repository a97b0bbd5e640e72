"""The table of the comparison sorts under the reader's hand, and fits into one."""

from playwright.sync_api import Page, expect

from metrics.catalogue import metric
from tests.browser.test_keyboard import tab_to
from tests.browser.viewing import drawn, look, settle, wait_for_choices

FIRST = "table.heat tbody tr:nth-child(2) th"
"""The municipality in the first row under the region's."""
SORTED = "table.heat th[aria-sort$=ending]"


def test_the_table_sorts_by_keyboard_and_stays_where_it_is(page: Page, server: str) -> None:
    look(page, server, "compare", lang="ja")
    drawn(page)
    time = metric("learning_time").short.ja
    tab_to(page, ".stButtonGroup")
    while page.evaluate("document.activeElement.innerText") != time:
        page.keyboard.press("ArrowRight")
    before = page.locator("table.heat").bounding_box()
    page.keyboard.press("Enter")
    wait_for_choices(page, {"lang": "ja", "column": "learning_time"})
    expect(page.locator(SORTED)).to_have_text(f"{time} ▼")
    expect(page.locator(FIRST)).to_have_text("開成町")
    assert page.locator("table.heat").bounding_box() == before

    page.keyboard.press("Enter")
    wait_for_choices(page, {"lang": "ja", "column": "learning_time.up"})
    expect(page.locator(SORTED)).to_have_text(f"{time} ▲")
    expect(page.locator(FIRST)).not_to_have_text("開成町")


def test_in_a_hand_the_table_moves_under_its_names(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, server, "compare", lang="ja", place="14205")
    settle(page)
    box = page.locator(".scroll:has(table.heat)")
    name, last = page.locator(FIRST), page.locator("table.heat tbody tr:nth-child(2) td").last
    assert box.evaluate("each => each.scrollWidth > each.clientWidth")
    left = name.bounding_box()["x"]
    box.evaluate("each => each.scrollLeft = each.scrollWidth")
    assert name.bounding_box()["x"] == left
    shown = last.bounding_box()
    assert name.bounding_box()["x"] + name.bounding_box()["width"] <= shown["x"]
    assert shown["x"] + shown["width"] <= 390
