"""Nothing is cut off, on a seminar's screen or in a hand; the answer stands above the fold."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.viewing import LANGUAGES, PAGES, answer, drawn, look

SCREENS = {"1280x720": (1280, 720), "390x844": (390, 844)}

TOO_WIDE = """() => [...document.querySelectorAll('.stMainBlockContainer *')].filter(element => {
  if (element.closest('.scroll, canvas, [data-testid=stDeckGlJsonChart]')) return false;
  let box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0
    && (box.right > innerWidth + 1 || box.left < -1) && element.closest('.skip') === null;
}).map(element => element.outerHTML.slice(0, 160))"""

CUT_OFF = """() => [...document.querySelectorAll('.stHtml *, .menu *')].filter(element => {
  let style = getComputedStyle(element);
  return element.innerText && style.overflowX === 'hidden' && style.display !== 'none'
    && element.scrollWidth > element.clientWidth + 1;
}).map(element => element.innerText.slice(0, 80))"""
SHORTENED = """() => [...document.querySelectorAll('.choices select')].filter(select => {
  let style = getComputedStyle(select), pen = document.createElement('canvas').getContext('2d');
  pen.font = style.font;
  return pen.measureText(select.selectedOptions[0].label).width
    > select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) + 1;
}).map(select => select.selectedOptions[0].label)"""
OUTSIDE_ITS_FIGURE = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  let frame = plot.getBoundingClientRect();
  return [...plot.querySelectorAll('text')].filter(text => {
    let box = text.getBoundingClientRect();
    return box.width > 0 && (box.left < frame.left - 2 || box.right > frame.right + 2
      || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
  }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off(name: str, language: str, screen: str, page: Page, server: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    look(page, server, name, lang=language, place="14205")
    drawn(page)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(SHORTENED) == []
    assert page.evaluate(OUTSIDE_ITS_FIGURE) == []
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "main_figure"),
    [("overview", ".card"), ("map", "#deckgl-overlay"), ("ranking", "table.ranking")],
)
def test_the_answer_and_its_figure_stand_above_the_fold(
    name: str, main_figure: str, language: str, page: Page, server: str
) -> None:
    look(page, server, name, lang=language)
    for part in (answer(page), page.locator(main_figure).first):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box["y"] + box["height"] <= 720
