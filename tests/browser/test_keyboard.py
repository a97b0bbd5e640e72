"""Everything can be reached and used without a mouse, and one sees where one is."""

from playwright.sync_api import Page, expect

from metrics.catalogue import metric
from tests.browser.viewing import answer, box, drawn, look, settle, wait_for_choices

MOST_STEPS = 60

FOCUSED_WITHIN = "selector => document.activeElement.closest(selector) !== null"
MARKED = """() => {
  if (document.activeElement.matches('body, .stMain')) return true;
  let marks = element => {
    let style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none' || parseFloat(style.borderBottomWidth) > 0;
  };
  for (let element = document.activeElement, up = 0; element && up < 6; up++) {
    if (marks(element)) return true;
    element = element.parentElement;
  }
  return false;
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is within the selector; each stop on the way shows its focus.

    Streamlit's scrolling area is a stop of its own, and takes the whole window.
    """
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(MARKED), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate(FOCUSED_WITHIN, selector):
            return
    raise AssertionError(f"{selector} cannot be reached with {MOST_STEPS} tabs")


def test_the_menu_by_keyboard(page: Page, server: str) -> None:
    look(page, server, "overview", lang="ja")
    tab_to(page, '.menu a[data-page="ranking"]')
    page.keyboard.press("Enter")
    expect(box(page, "group", "ja")).to_be_visible()
    page.wait_for_url("**/ranking?**")


def test_the_language_by_keyboard(page: Page, server: str) -> None:
    look(page, server, "definitions", lang="ja")
    before = answer(page).inner_text()
    tab_to(page, '.menu a[hreflang="en"]')
    page.keyboard.press("Enter")
    expect(answer(page)).not_to_have_text(before)
    wait_for_choices(page, {"lang": "en"})


def test_a_choice_by_keyboard(page: Page, server: str) -> None:
    look(page, server, "ranking", lang="ja", metric="completion_matured")
    tab_to(page, 'select[name="metric"]')
    page.keyboard.press("Home")
    expect(answer(page)).to_contain_text(metric("activation").name.ja)
    expect(box(page, "metric", "ja")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(answer(page)).to_contain_text(metric("enrolment_by_licence").name.ja)
    page.keyboard.press("ArrowUp")
    expect(answer(page)).to_contain_text(metric("activation").name.ja)
    wait_for_choices(page, {"lang": "ja", "metric": "activation"})


def test_the_table_behind_a_figure_by_keyboard(page: Page, server: str) -> None:
    look(page, server, "map", lang="ja")
    drawn(page)
    tab_to(page, "details.table summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.table table.plain")).to_be_visible()


def test_a_municipality_by_keyboard(page: Page, server: str) -> None:
    look(page, server, "map", lang="ja", view="tiles")
    tab_to(page, ".tile")
    name = page.evaluate("document.activeElement.querySelector('b').innerText")
    page.keyboard.press("Enter")
    page.wait_for_url("**/municipality?**")
    settle(page)
    expect(answer(page)).to_contain_text(name)
