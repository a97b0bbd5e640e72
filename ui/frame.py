"""What every page begins with: who reads, which records, the menu, the bands and the choices.

`begin` is the first statement of each page, because Streamlit runs a page's file without
`dashboard.py` when a reader opens a deep link. Nothing can be read without the reader it returns.
"""

import html
from dataclasses import dataclass

import streamlit as st

from charts.palette import Theme
from metrics import show
from ui import cached, language, opening, phrases, style, url
from ui.cached import Snapshot
from ui.choices import Choices
from wording import frame as words
from wording import pages
from wording.text import Language, Text

PAGES = {
    "overview": "dashboard.py",
    "map": "pages/map.py",
    "ranking": "pages/ranking.py",
    "municipality": "pages/municipality.py",
    "definitions": "pages/definitions.py",
}
"""Every page by its id, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language and theme, and which records they may see."""

    language: Language
    theme: Theme
    snapshot: Snapshot

    @property
    def as_of(self) -> str:
        """The date of the data, in the reader's language."""
        return show.day(self.snapshot.as_of, self.language)

    @property
    def prefecture(self) -> str:
        """The prefecture's name, in the reader's language."""
        return cached.prefecture(self.snapshot).name(self.language)


def begin(page: str) -> Reader:
    """Draw what stands above the page, and return its reader; stops where there is nothing."""
    spoken = language.spoken()
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    st.set_page_config(
        page_title=f"{words.PAGE_NAMES[page](spoken)} - {words.PRODUCT(spoken)}", layout="wide"
    )
    style.show(style.sheet(theme))
    snapshot = opening.snapshot(spoken)
    cached.settle(page)
    reader = Reader(spoken, theme, snapshot)
    if snapshot.sample:
        sentence = words.SAMPLE(spoken, prefecture=reader.prefecture)
        style.show(f'<div class="band" role="note">{html.escape(sentence)}</div>')
    _menu(page, spoken, tuple(sorted(url.parameters().items())))
    return reader


def _menu(page: str, spoken: Language, parameters: tuple[tuple[str, str], ...]) -> None:
    kept = dict(parameters)
    other: Language = "en" if spoken == "ja" else "ja"
    with st.container(key="head", horizontal=True, gap=None, vertical_alignment="bottom"):
        for name, file in PAGES.items():
            with st.container(key="current" if name == page else f"to-{name}", width="content"):
                st.page_link(file, label=words.PAGE_NAMES[name](spoken), query_params=kept)
        with st.container(key="tongue", width="content"):
            st.page_link(
                PAGES[page],
                label=words.OTHER_LANGUAGE(spoken),
                query_params={**kept, "lang": other},
            )


def heading(answer: str, below: str) -> None:
    """The page's title, which answers its question, and the line under it."""
    style.show(
        f'<h1 class="answer">{html.escape(answer)}</h1><p class="below">{html.escape(below)}</p>'
    )


def notice(sentence: str) -> None:
    """A sentence that a reader should see before the page."""
    style.show(f'<p class="notice" role="status">{html.escape(sentence)}</p>')


def sources(reader: Reader, *more: Text) -> None:
    """Where the figures come from, and as of when."""
    lines = [words.SOURCE(reader.language, as_of=reader.as_of)]
    lines += [line(reader.language) for line in more]
    style.show(f'<p class="note source">{html.escape("　".join(lines))}</p>')


def go_to_place(code: str | None) -> None:
    """Open a municipality's page, with the reader's other choices."""
    if code:
        st.switch_page(PAGES["municipality"], query_params=url.with_changes(place=code))


def peers_line(reader: Reader, choices: Choices) -> None:
    """Who the peers are; or that a municipality must be chosen before there are any."""
    if choices.place is None:
        notice(pages.CHOOSE_A_PLACE_FIRST(reader.language))
        return
    found = cached.peers_of(reader.snapshot, choices.month, choices.place)
    place = cached.places(reader.snapshot)[choices.place].name(reader.language)
    group = phrases.peer_group(found, reader.language)
    count = len(found.codes)
    line = pages.PEERS_OF(reader.language, place=place, group=group, count=count)
    verdict = "" if found.enough else pages.NO_VERDICT(reader.language)
    style.show(f'<p class="note">{html.escape(line)}　{html.escape(verdict)}</p>')


def nothing(title: str, advice: str) -> None:
    """A page that has nothing to show: why, and what to do."""
    heading(title, "")
    style.show(f'<p class="prose">{html.escape(advice)}</p>')
