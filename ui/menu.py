"""The menu: a link to every page, and to this one in the other language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from ui import scripted, url
from wording import frame as words
from wording.text import LANGUAGES, Language

KEY = "menu"
_MENU = scripted.element("menu", '<nav class="menu"></nav>')


def show(pages: Mapping[str, str], behind: Mapping[str, str], page: str, spoken: Language) -> None:
    """Put the menu on the page.

    `pages` are their files by id, in order; those `behind` another have no line of their own. On a
    page that is none of them no line is marked, and the other language leads to the first.
    """

    def follow() -> None:
        sent = url.sent(KEY)
        if sent.get("lang") in LANGUAGES:
            url.write({"lang": sent["lang"]})
        if sent.get("page") in pages and sent["page"] != page:
            st.switch_page(pages[sent["page"]], query_params=url.parameters())

    _MENU(
        key=KEY,
        data=_content(tuple(pages.items()), tuple(behind.items()), page, spoken),
        on_chosen_change=follow,
    )


@cache
def _content(
    pages: tuple[tuple[str, str], ...],
    behind: tuple[tuple[str, str], ...],
    page: str,
    spoken: Language,
) -> bytes:
    files = dict(pages)
    here, stays = dict(behind).get(page, page), page if page in files else pages[0][0]
    links = [
        {
            "page": name,
            "path": _path(file),
            "words": words.PAGE_NAMES[name](spoken),
            "lang": spoken,
            "current": name == here,
        }
        for name, file in pages
        if name not in dict(behind)
    ]
    links += [
        {
            "page": stays,
            "path": _path(files[stays]),
            "words": words.OTHER_LANGUAGE(spoken),
            "lang": other,
            "current": False,
        }
        for other in LANGUAGES
        if other != spoken
    ]
    return scripted.content({"label": words.MENU(spoken), "language": spoken, "links": links})


def _path(file: str) -> str:
    """The page's path as the address bar has it, beside the other pages'; the first has none."""
    parts = Path(file)
    return "./" if parts.parent == Path() else parts.stem
