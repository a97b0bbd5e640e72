"""The roles page: everybody who may sign in, and the forms that give, change and revoke roles."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn

import streamlit as st

from data_access.accounts import Account, Grant, NotAllowed, Register
from data_access.problems import DatabaseProblem
from data_access.scope import GIVEN
from metrics import show as shown
from ui import cached, frame, headings, opening, remembered, rows, style, tables, visits
from ui.frame import Reader
from ui.tables import Table
from wording import roles as words
from wording.sign_in import ROLES
from wording.text import Language

REFERENCE = re.compile(r"\s*[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\s*", re.I)


def everybody(reader: Reader) -> str:
    """Who has a role, and who asked for one by signing in, as HTML."""
    spoken, register = reader.language, _register(reader)
    listed, strangers = register.accounts(), register.strangers()
    active = sum(each.state == "active" for each in listed)
    waiting = sum(each.state == "invited" for each in listed)
    title = words.TITLE_WAITING if waiting else words.TITLE
    page = frame.notices(remembered.told())
    page += frame.heading(title(spoken, active=active, waiting=waiting), words.BELOW(spoken))
    page += tables.fragment(_accounts(reader, listed))
    if strangers:
        heads = [words.COLUMN_REFERENCE(spoken), words.COLUMN_AT(spoken)]
        lines = [(each.reference, _moment(each.at, spoken)) for each in strangers]
        page += headings.heading(words.STRANGERS(spoken)) + tables.fragment(Table(heads, lines))
        page += headings.note(words.STRANGERS_NOTE(spoken))
    return page


def give(reader: Reader) -> None:
    """The form that enters somebody: an invitation, or a reference that was read out."""
    spoken, at = reader.language, f"{remembered.round_number()}.{reader.language}"
    with st.container(key="give", gap="small"):
        style.show(headings.heading(words.GIVE(spoken)))
        name = st.text_input(
            words.NAME(spoken), key=f"name-{at}", placeholder=words.NAME_EXAMPLE(spoken)
        )
        whom = st.text_input(
            words.WHOM(spoken), key=f"whom-{at}", placeholder=words.WHOM_EXAMPLE(spoken)
        )
        grant = _grant(reader, f"give-{at}", Grant("municipality"))
        pressed = st.button(words.GIVE_IT(spoken), key="give-it", type="primary")
        if pressed:
            with _in_sentences(spoken):
                _enter(reader, name, whom, grant)


def change(reader: Reader) -> None:
    """The form that changes one person's role, or takes it away."""
    spoken = reader.language
    listed = _register(reader).accounts()
    with st.container(key="change", gap="small"):
        style.show(headings.heading(words.CHANGE(spoken)))
        chosen = st.selectbox(
            words.PERSON(spoken),
            listed,
            format_func=lambda each: _described(each, spoken),
            key=f"person-{remembered.round_number()}.{spoken}",
        )
        if chosen is None:
            return
        if chosen.reference == reader.visit.who:
            style.show(headings.note(words.NOT_YOURSELF(spoken)))
            return
        key = f"change-{chosen.id}-{remembered.round_number()}.{spoken}"
        grant = _grant(reader, key, Grant(chosen.role, frozenset(chosen.municipalities)))
        with st.container(key="changing-it", horizontal=True):
            _buttons(reader, chosen, grant)


def _buttons(reader: Reader, chosen: Account, grant: Grant) -> None:
    spoken, revoked = reader.language, chosen.state == "revoked"
    label = words.GIVE_AGAIN if revoked else words.CHANGE_IT
    if st.button(label(spoken), key="change-it", type="primary"):
        with _in_sentences(spoken):
            _register(reader).change(chosen.id, grant)
            _done(words.CHANGED(spoken, name=chosen.name))
    if revoked:
        return
    label = words.REVOKE_IT if chosen.reference else words.WITHDRAW_IT
    if st.button(label(spoken), key="revoke-it"):
        with _in_sentences(spoken):
            _register(reader).revoke(chosen.id)
            _done(words.REVOKED(spoken, name=chosen.name))


def _grant(reader: Reader, key: str, now: Grant) -> Grant:
    """A role, and for the municipal one the municipalities, as they are chosen."""
    spoken, places = reader.language, cached.places(reader.snapshot)
    role = st.selectbox(
        words.ROLE(spoken),
        GIVEN,
        index=GIVEN.index(now.role) if now.role in GIVEN else 0,
        format_func=lambda each: ROLES[each](spoken),
        key=f"role-{key}",
    )
    style.show(headings.note(words.ROLES_EXPLAINED[role](spoken)))
    if role != "municipality":
        return Grant(role)
    codes = st.pills(
        words.PLACES(spoken),
        list(places),
        selection_mode="multi",
        default=sorted(now.municipalities),
        format_func=lambda code: places[code].name(spoken),
        key=f"places-{key}",
    )
    return Grant(role, frozenset(codes))


def _enter(reader: Reader, name: str, whom: str, grant: Grant) -> NoReturn:
    spoken, register = reader.language, _register(reader)
    if REFERENCE.fullmatch(whom):
        register.admit(name, whom, grant)
        _done(words.ENTERED(spoken, name=name.strip()))
    register.invite(name, whom, grant)
    _done(words.INVITED(spoken, name=name.strip(), email=whom.strip()))


def _done(sentence: str) -> NoReturn:
    """Show everybody as they are now, under a sentence that says what was done."""
    visits.forget()
    remembered.start_over()
    remembered.tell(sentence)
    st.rerun(scope="fragment")


@contextmanager
def _in_sentences(spoken: Language) -> Iterator[None]:
    """A change that was not made is said why, beside the button."""
    try:
        yield
    except NotAllowed as refusal:
        style.show(frame.notices([refusal.sentence(spoken)]))
    except DatabaseProblem as problem:
        style.show(frame.notices([problem.sentence(spoken)]))


def _register(reader: Reader) -> Register:
    return Register(cached.connected(), reader.snapshot.scope, reader.visit.who)


def _accounts(reader: Reader, listed: list[Account]) -> Table:
    spoken = reader.language
    heads = (
        words.COLUMN_NAME,
        words.COLUMN_ROLE,
        words.COLUMN_PLACES,
        words.COLUMN_STATE,
        words.COLUMN_KNOWN_BY,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                each.name,
                ROLES[each.role](spoken),
                _names(reader, each.municipalities),
                words.STATES[each.state](spoken),
                each.reference or each.invited,
            )
            for each in listed
        ],
        own=frozenset(at for at, each in enumerate(listed) if each.reference == reader.visit.who),
    )


def _names(reader: Reader, codes: Sequence[str]) -> str:
    places = cached.places(reader.snapshot)
    return rows.words_join([places[code].name(reader.language) for code in codes], reader.language)


def _described(account: Account, spoken: Language) -> str:
    state = words.STATES[account.state](spoken)
    return words.DESCRIBED(spoken, name=account.name, role=ROLES[account.role](spoken), state=state)


def _moment(stamp: int, spoken: Language) -> str:
    at = datetime.fromtimestamp(stamp, opening.JAPAN)
    return f"{shown.day(at.date(), spoken)} {at:%H:%M}"
