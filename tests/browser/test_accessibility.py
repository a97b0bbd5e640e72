"""axe finds nothing serious or critical on any page that is ours to mend."""

from typing import Any, get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from charts.palette import Theme
from tests.browser.viewing import LANGUAGES, PAGES, look

THEMES = get_args(Theme)
LOOKS = tuple(zip(LANGUAGES, THEMES, strict=True))
"""Each language and each theme once: what axe finds in one hardly depends on the other."""
GRAVE = {"serious", "critical"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_OURS: dict[str, str] = {}
"""Selectors of Streamlit's own elements, each with the reason why it is left out."""


def grave(found: dict[str, Any]) -> list[str]:
    """One line for each element that breaks a rule gravely."""
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def check(page: Page) -> None:
    """Open what a reader can open, then ask axe."""
    for summary in page.locator("details.table summary").all():
        summary.click()
    found = Axe().run(
        page,
        context={"exclude": [[selector] for selector in NOT_OURS]},
        options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]},
    )
    assert not grave(found.response)


@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_every_page(name: str, language: str, theme: Theme, page: Page, server: str) -> None:
    page.emulate_media(color_scheme=theme)
    look(page, server, name, lang=language, place="14205")
    check(page)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("map", {"view": "tiles"}),
        ("ranking", {"metric": "spend_per_active"}),
        ("municipality", {"place": "14402"}),
        ("overview", {"metric": "nonsense"}),
    ],
)
def test_the_other_faces_of_a_page(
    name: str, choices: dict[str, str], theme: Theme, page: Page, server: str
) -> None:
    page.emulate_media(color_scheme=theme)
    look(page, server, name, lang="ja", **choices)
    check(page)
