"""The door: who is let in, what the others read, and the way out."""

import html
from typing import NoReturn

import streamlit as st

from charts.palette import Theme
from data_access import audit, identity, reference
from data_access.identity import WHOEVER, Turned
from ui import cached, instead, scripted, settings, style, visits
from ui.visits import Visit
from wording import sign_in as words
from wording.text import Language, Text

_WANTED = scripted.element("wanted", "<i hidden></i>")
_KEEP, _GO = scripted.content({"keep": True}), scripted.content({"keep": False})


def admitted(spoken: Language, theme: Theme) -> Visit:
    """Whoever is here, if they may be; else stops at a page that says what they may do next."""
    found = visits.here()
    if found is None:
        _ask_to_sign_in(spoken, theme)
    if isinstance(found, Turned):
        _turn_away(found, spoken, theme)
    return found


def _ask_to_sign_in(spoken: Language, theme: Theme) -> NoReturn:
    _WANTED(key="wanted", data=_KEEP)
    place = reference.prefecture(settings.prefecture()).name(spoken)
    advice = words.WHAT_THIS_IS(spoken, prefecture=place), _ask(spoken)
    instead.stop(words.WELCOME(spoken), advice, spoken, theme, buttons=_ways_in(spoken))


def _turn_away(turned: Turned, spoken: Language, theme: Theme) -> NoReturn:
    if turned.reason in words.NO_ROLE:
        title, sentence = words.NO_ROLE[turned.reason]
        number = words.REFERENCE(spoken, reference=turned.reference)
        out = words.ANOTHER_ACCOUNT(spoken), st.logout, ()
        advice = sentence(spoken), _ask(spoken)
        instead.stop(title(spoken), advice, spoken, theme, marked=number, buttons=[out])
    _WANTED(key="wanted", data=_KEEP)
    ended, again = words.ENDED_NEXT[turned.reason], _ways_in(spoken, words.SIGN_IN_AGAIN)
    instead.stop(words.ENDED(spoken), [ended(spoken)], spoken, theme, buttons=again)


def _ways_in(spoken: Language, label: Text = words.SIGN_IN) -> list[instead.Button]:
    """A button for each identity provider."""
    names = settings.providers()
    if names == (settings.DEFAULT,):
        return [(label(spoken), st.login, ())]
    return [(words.SIGN_IN_WITH(spoken, provider=name), st.login, (name,)) for name in names]


def _ask(spoken: Language) -> str:
    contact = settings.contact()
    return words.ASK(spoken, contact=contact) if contact else words.ASK_SOMEBODY(spoken)


def forbid(page: str, visit: Visit, spoken: Language) -> NoReturn:
    """A page that the reader's role does not open, below the menu; with a line in the audit."""
    detail = {"page": page, "role": visit.scope.role}
    with visits.unhindered():
        audit.note(
            cached.connected(), visit.scope, visit.who, "page refused", detail, identity.PATIENCE
        )
    said = html.escape(words.FORBIDDEN_NEXT(spoken))
    title = html.escape(words.FORBIDDEN(spoken))
    style.show(f'<h1 class="answer first">{title}</h1><div class="prose"><p>{said}</p></div>')
    st.stop()


def arrive() -> None:
    """Go where somebody wanted to go before they signed in, where that was elsewhere."""
    _WANTED(key="wanted", data=_GO)


def way_out(visit: Visit, spoken: Language) -> None:
    """Who is signed in, and how to sign out; and a watch that ends the page with the sign-in."""
    if visit.who == WHOEVER:
        return
    with st.container(key="signed-in", horizontal=True, gap=None, vertical_alignment="center"):
        role = words.ROLES[visit.scope.role](spoken)
        style.show(f"<p>{html.escape(visit.name)}<span>{html.escape(role)}</span></p>")
        st.button(words.SIGN_OUT(spoken), on_click=visits.leave, args=(visit,), type="tertiary")
    arrive()
    st.fragment(_watch, run_every=settings.recheck_seconds())(visit)


def _watch(visit: Visit) -> None:
    """Runs by itself, and counts as nothing that the person did."""
    if not visits.is_still(visit):
        st.rerun()
