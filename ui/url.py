"""The address bar: every choice lives there as an id, so that a link shows the same view.

The URL is the truth. Before a widget is drawn it is set to what the URL says; when a reader changes
it, a callback writes the URL before the page runs. Ids, never labels, and keys that carry the
language: a link works in the other language, and a change of language resets nothing. A session
remembers its choices, so that the menu's links need not carry them from page to page.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

MEMORY = "choices"
"""Where a session remembers the parameters of its last page."""


def parameters() -> dict[str, str]:
    """The parameters of the address; where it is silent, those that the session remembers."""
    return {**st.session_state.get(MEMORY, {}), **st.query_params}


def restore() -> None:
    """Make the address whole again after a link that named only what it changes.

    After a change of language it is written even where it seems whole: the link leads to the page
    that is open, and the browser still shows the old address. Otherwise a write would be one more
    step back.
    """
    whole, remembered = parameters(), st.session_state.get(MEMORY)
    switched = remembered is not None and remembered.get("lang") != whole.get("lang")
    st.session_state[MEMORY] = whole
    if switched or whole != dict(st.query_params):
        st.query_params.from_dict(whole)


def with_changes(**changes: str | None) -> dict[str, str]:
    """The parameters with some changed; `None` takes one out."""
    merged = {**parameters(), **changes}
    return {name: value for name, value in merged.items() if value is not None}


def address(page: str, **changes: str | None) -> str:
    """A relative link to a page that keeps the reader's other choices."""
    return f"{page}?{urlencode(with_changes(**changes))}"


def choose(
    parameter: str,
    label: str,
    options: Sequence[str],
    shown: str,
    *,
    words: Callable[[str], str],
    language: str,
    keeping: Sequence[tuple[str, str]] = (),
    box: str = "",
) -> None:
    """A select box bound to a parameter; the page reads the URL, never the widget.

    A choice also writes the other parameters that it must be `keeping`. Two boxes of one parameter
    are told apart by `box`.
    """
    key = f"{parameter}{box}.{language}"
    st.session_state[key] = shown
    st.selectbox(
        label,
        options,
        key=key,
        format_func=words,
        on_change=_write,
        args=(parameter, key, keeping),
        width=_width(tuple(map(words, options))),
    )


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


def write(changes: Mapping[str, str | None]) -> None:
    """Put changes into the address and the session's memory; `None` takes one out."""
    remembered = with_changes(**changes)
    st.session_state[MEMORY] = remembered
    st.query_params.from_dict(remembered)


def _write(parameter: str, key: str, keeping: Sequence[tuple[str, str]]) -> None:
    write({**dict(keeping), parameter: st.session_state[key] or None})


def _write_pressed(parameter: str, key: str, again: str) -> None:
    write({parameter: st.session_state[key] or again})


@lru_cache(maxsize=200)
def _width(labels: tuple[str, ...]) -> int:
    """Pixels that the longest label needs, full-width characters counting double."""
    cells = max(sum(2 if ord(character) > 0x2E7F else 1 for character in label) for label in labels)
    return min(max(110, cells * 8 + 50), 300)
