"""How a reader gets to a view: by its link, by its choices, and when it stands still."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from wording import presentation

PAGES = {
    "overview": "",
    "map": "map",
    "ranking": "ranking",
    "municipality": "municipality",
    "compare": "compare",
    "trends": "trends",
    "courses": "courses",
    "presentation": "presentation",
    "data": "data",
    "definitions": "definitions",
    "methods": "methods",
}
"""The path of every page by its id."""
LANGUAGES = ("ja", "en")
STANDING_STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
FIGURES = (
    ".js-plotly-plot, table.ranking, #deckgl-overlay, .tiles, .learnt, table.plain, .definition, "
    ".contents, .st-key-new-presentation, .preview"
)
MAP = "#deckgl-overlay"
OUTLINES_CAME = """() => ['outlines', 'hatching'].every(kind =>
  performance.getEntriesByType('resource').some(each => each.name.includes(`/${kind}/`)))"""
PATIENCE = 30_000
"""Milliseconds, for a machine that does other things besides."""
expect.set_options(timeout=PATIENCE)


def look(page: Page, server: str, name: str, **choices: str) -> None:
    """Open a page by the link that carries the choices."""
    page.goto(f"{server}/{PAGES[name]}?{urlencode(choices)}")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page has its answer and the server has nothing more to say."""
    answer(page).wait_for()
    page.locator(STANDING_STILL).wait_for(state="attached")


def answer(page: Page) -> Locator:
    """The page's title."""
    return page.locator("h1.answer")


def figure(page: Page) -> Locator:
    """The first of the page's figures, or what stands in their place."""
    return page.locator(FIGURES).locator("visible=true").first


def drawn(page: Page) -> None:
    """Wait until the first figure is there and, where it is a map, its outlines have come."""
    expect(figure(page)).to_be_visible()
    if page.locator(MAP).count():
        page.wait_for_function(OUTLINES_CAME)


def link(page: Page, name: str) -> Locator:
    """The menu's link to a page."""
    return page.locator(f'.menu a[data-page="{name}"]').first


def link_to_language(page: Page, language: str) -> Locator:
    """The menu's link to this page in the other language."""
    return page.locator(f'.menu a[hreflang="{language}"]')


def box(page: Page, parameter: str, language: str) -> Locator:
    """The select box of a choice."""
    return page.locator(f'.choices[lang="{language}"] select[name="{parameter}"]')


def shown(page: Page, parameter: str, language: str) -> Locator:
    """The option that a select box shows."""
    return box(page, parameter, language).locator("option:checked")


def choose(page: Page, parameter: str, language: str, option: str) -> None:
    """Choose an option by its label, as with a mouse."""
    box(page, parameter, language).select_option(label=option)


def choices(page: Page) -> dict[str, str]:
    """The ids in the address bar."""
    return dict(parse_qsl(urlsplit(page.url).query))


def begin_presentation(page: Page, server: str, names: str, title: str) -> str:
    """A presentation with the usual scenes, made on its page in Japanese; gives its id."""
    look(page, server, "presentation", lang="ja")
    page.get_by_label(presentation.NAME.ja).fill(title)
    page.get_by_text(names, exact=True).click()
    page.get_by_role("button", name=presentation.CREATE.ja).click()
    page.locator("ol.scenes").wait_for()
    settle(page)
    return choices(page)["presentation"]


def wait_for_choices(page: Page, expected: dict[str, str]) -> None:
    """Wait until the address bar holds these ids and no others; it follows the page."""
    page.wait_for_url(lambda url: dict(parse_qsl(urlsplit(url).query)) == expected)
