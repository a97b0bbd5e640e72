"""What every page begins with: who reads, which records, the menu, the bands and the choices.

`begin` is the first statement of each page, because Streamlit runs a page's file without
`dashboard.py` when a reader opens a deep link. Below it, in a fragment that runs alone when a
choice changes, each page asks for its `reader`, without which nothing can be read.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from charts.palette import Theme
from data_access.presentations import SHOWING
from data_access.scope import Role
from metrics import catalogue, show
from ui import cached, door, language, menu, opening, pacing, phrases, style, url, visits
from ui.cached import Snapshot
from ui.choices import Choices
from ui.visits import Visit
from wording import definitions, pages
from wording import frame as words
from wording.text import Language, Text

PAGES = {
    "overview": "dashboard.py",
    "map": "pages/map.py",
    "ranking": "pages/ranking.py",
    "municipality": "pages/municipality.py",
    "compare": "pages/compare.py",
    "trends": "pages/trends.py",
    "courses": "pages/courses.py",
    "presentation": "pages/presentation.py",
    "data": "pages/data.py",
    "roles": "pages/roles.py",
    "definitions": "pages/definitions.py",
    "methods": "pages/methods.py",
}
"""Every page by its id, in the order of the menu."""
BEHIND = {"methods": "definitions"}
"""Pages that the menu leaves out, by the one that leads to them."""
OPEN_TO: Mapping[str, tuple[Role, ...]] = {
    "presentation": SHOWING,
    "data": ("open", "prefecture"),
    "roles": ("prefecture",),
}
"""The roles that a page is for; a page that is not named is for everybody."""
BEFORE_RECORDS = frozenset({"data", "roles"})
"""Pages that an administrator needs before there are any records."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language and theme, and which records they may see."""

    language: Language
    theme: Theme
    snapshot: Snapshot
    visit: Visit = field(compare=False, repr=False)
    """Who they are, in which no cache's key may differ: for the audit and the way out."""

    @property
    def as_of(self) -> str:
        """The date of the data, in the reader's language."""
        return show.day(self.snapshot.as_of, self.language)

    @property
    def prefecture(self) -> str:
        """The prefecture's name, in the reader's language."""
        return cached.prefecture(self.snapshot).name(self.language)


def begin(page: str) -> Reader:
    """Draw what stands above the page and stays while a reader changes the choices."""
    url.restore()
    viewer = _reader(page)
    visits.acted(viewer.visit)
    pacing.settle(page)
    st.set_page_config(page_title=_title(page, viewer.language), layout="wide")
    style.show(style.sheet(viewer.theme) + _no_file(viewer.language) + _band(viewer))
    role = viewer.snapshot.scope.role
    allowed = {name: file for name, file in PAGES.items() if may_open(name, role)}
    menu.show(allowed, BEHIND, page, viewer.language)
    door.way_out(viewer.visit, viewer.language)
    if page not in allowed:
        door.forbid(page, viewer.visit, viewer.language)
    url.remember_scope(viewer.snapshot.scope)
    return viewer


def reader(page: str = "") -> Reader:
    """Who reads, and the records as they are now; stops at a page that says why there are none.

    Where they have no role any more, or another than when the page began, the page begins anew.
    """
    if visits.is_over():
        st.rerun()
    viewer = _reader(page)
    if url.remembered_scope() != viewer.snapshot.scope:
        st.rerun()
    visits.acted(viewer.visit)
    return viewer


def may_open(page: str, role: Role) -> bool:
    """Whether a page is for the role."""
    return role in OPEN_TO.get(page, (role,))


def _reader(page: str) -> Reader:
    spoken = language.spoken()
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    visit, snapshot = opening.opened(spoken, theme, even_empty=page in BEFORE_RECORDS)
    return Reader(spoken, theme, snapshot, visit)


def _title(page: str, spoken: Language) -> str:
    return f"{words.PAGE_NAMES[page](spoken)} - {words.PRODUCT(spoken)}"


def _no_file(spoken: Language) -> str:
    """What stands at a button whose file could not be made, in place of Streamlit's own words."""
    box, said = "[data-testid=stDownloadButtonError]", words.NO_FILE(spoken)
    theirs = f"{box}{{font-size:0;visibility:hidden}}"
    ours = f'{box}::after{{content:"{said}";font-size:.875rem;visibility:visible}}'
    return f"<style>{theirs}{ours}</style>"


def _band(viewer: Reader) -> str:
    """The strip at the top: that the data is invented, or else whose it is where people sign in."""
    if viewer.snapshot.sample:
        said, role = words.SAMPLE(viewer.language, prefecture=viewer.prefecture), ' role="note"'
    elif viewer.visit.name:
        said, role = f"{words.PRODUCT(viewer.language)}　{viewer.prefecture}", ""
    else:
        return ""
    return f'<div class="band"{role}>{html.escape(said)}</div>'


def heading(answer: str, below: str) -> str:
    """The page's title, which answers its question, and the line under it, as HTML."""
    return f'<h1 class="answer">{html.escape(answer)}</h1><p class="below">{html.escape(below)}</p>'


def link(page: str, label: str, **changes: str) -> str:
    """A link to another page that keeps the reader's other choices, as HTML."""
    href = html.escape(url.address(page, **changes))
    return f'<p class="onward"><a href="{href}" target="_self">{html.escape(label)}</a></p>'


def definition(metric: str, spoken: Language) -> str:
    """A link to the definition of a measure, which then stands first on its page, as HTML."""
    label = definitions.READ(spoken, measure=catalogue.metric(metric).name(spoken))
    return link("definitions", label, metric=metric)


def notices(sentences: Sequence[str]) -> str:
    """Sentences that a reader should see before the page, as HTML."""
    return "".join(
        f'<p class="notice" role="status">{html.escape(sentence)}</p>' for sentence in sentences
    )


@cached.kept
def sources(viewer: Reader, *more: Text) -> str:
    """Where the figures come from, and as of when, as HTML."""
    lines = [words.SOURCE(viewer.language, as_of=viewer.as_of)]
    lines += [line(viewer.language) for line in (*more, *how_exact(viewer))]
    return f'<p class="note source">{html.escape(phrases.SPACE[viewer.language].join(lines))}</p>'


def how_exact(viewer: Reader) -> tuple[Text, ...]:
    """How exact the figures are that the reader's role sees, where the role says it."""
    told = words.HOW_EXACT.get(viewer.snapshot.scope.role)
    return (told,) if told else ()


def go_to_place(code: str | None) -> None:
    """Open a municipality's page, with the reader's other choices."""
    if code:
        st.switch_page(PAGES["municipality"], query_params=url.with_changes(place=code))


def peers_line(viewer: Reader, choices: Choices) -> str:
    """Who the peers are, as HTML; or that a municipality must be chosen before there are any."""
    if choices.group != "peers":
        return ""
    if choices.place is None:
        return notices([pages.CHOOSE_A_PLACE_FIRST(viewer.language)])
    found = cached.peers_of(viewer.snapshot, choices.month, choices.place)
    line = pages.PEERS_OF(
        viewer.language,
        place=cached.places(viewer.snapshot)[choices.place].name(viewer.language),
        group=phrases.peer_group(found, viewer.language),
        count=len(found.codes),
    )
    space = phrases.SPACE[viewer.language]
    verdict = "" if found.enough else pages.NO_VERDICT(viewer.language)
    return f'<p class="note">{html.escape(space.join((line, verdict)))}</p>'


def nothing(title: str, advice: str) -> str:
    """A page that has nothing to show: why, and what to do, as HTML."""
    return heading(title, "") + f'<p class="prose">{html.escape(advice)}</p>'
