"""The address bar: every choice lives there as an id, so that a link shows the same view.

The URL is the truth. A select box shows what the URL says; when a reader changes it, a callback
writes the URL before the page runs. Ids, never labels: a link works in the other language, and a
change of language resets nothing. A session remembers its choices, so that a link may name only
what it changes.
"""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from data_access.scope import Scope

MEMORY = "remembered"
"""Where a session remembers the parameters of its last page."""
SCOPE = "scope"
"""Where it remembers what the page may show that it began."""


def parameters() -> dict[str, str]:
    """The parameters of the address; where it is silent, those that the session remembers."""
    return {**st.session_state.get(MEMORY, {}), **st.query_params.to_dict()}


def restore() -> None:
    """Make the address whole again after a link that named only what it changes.

    It is written only where it is not whole: a write would be one more step back.
    """
    st.session_state[MEMORY] = whole = parameters()
    if whole != st.query_params.to_dict():
        st.query_params.from_dict(whole)


def remember_scope(scope: Scope) -> None:
    """Keep what the page may show that begins now."""
    st.session_state[SCOPE] = scope


def remembered_scope() -> Scope | None:
    """What the page may show that was begun last."""
    scope: Scope | None = st.session_state.get(SCOPE)
    return scope


def with_changes(**changes: str | None) -> dict[str, str]:
    """The parameters with some changed; `None` takes one out."""
    return _changed(parameters(), changes)


def _changed(known: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    merged = {**known, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def address(page: str, **changes: str | None) -> str:
    """A relative link to a page that keeps the reader's other choices."""
    return link(parameters(), page, **changes)


def link(known: Mapping[str, str], page: str, **changes: str | None) -> str:
    """The same from parameters that are known already: reading them costs as much as the rest."""
    return f"{page}?{urlencode(_changed(known, changes))}"


def sent(widget: str) -> dict[str, str]:
    """What a script of ours has just sent: names and values. Nothing where it is no such thing."""
    told = st.session_state[widget].get("chosen")
    return {name: str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def press(
    parameter: str,
    label: str,
    options: Sequence[str],
    shown: str,
    again: str,
    *,
    words: Callable[[str], str],
    language: str,
) -> None:
    """Buttons in a row bound to a parameter; pressing the one that is `shown` chooses `again`."""
    key = f"{parameter}.{language}"
    st.session_state[key] = shown
    st.pills(
        label,
        options,
        key=key,
        format_func=words,
        on_change=_write_pressed,
        args=(parameter, key, again),
    )


def switch(parameter: str, option: str, label: str) -> None:
    """A line that puts one option into the address when it is pressed."""
    st.button(
        label,
        key=f"switch-{parameter}",
        type="tertiary",
        on_click=write,
        args=({parameter: option},),
    )


def write(changes: Mapping[str, str | None]) -> None:
    """Put changes into the address and the session's memory; `None` takes one out."""
    remembered = with_changes(**changes)
    st.session_state[MEMORY] = remembered
    st.query_params.from_dict(remembered)


def _write_pressed(parameter: str, key: str, again: str) -> None:
    write({parameter: st.session_state[key] or again})
