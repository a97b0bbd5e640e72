"""The address bar: every choice lives there as an id, so that a link shows the same view.

The URL is the truth. Before a widget is drawn it is set to what the URL says; when a reader changes
it, a callback writes the URL before the page runs. Ids, never labels, and keys that carry the
language: a link works in the other language, and a change of language resets nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st


def parameters() -> dict[str, str]:
    """The parameters of the address, the last one where a name stands twice."""
    return dict(st.query_params.items())


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
    box: str = "",
) -> None:
    """A select box bound to a parameter; the page reads the URL, never the widget.

    Two boxes of one parameter are told apart by `box`.
    """
    key = f"{parameter}{box}.{language}"
    st.session_state[key] = shown
    st.selectbox(
        label,
        options,
        key=key,
        format_func=words,
        on_change=_write,
        args=(parameter, key),
        width=_width(words(option) for option in options),
    )


def write(changes: Mapping[str, str | None]) -> None:
    """Put changes into the address bar."""
    for name, value in changes.items():
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value


def _write(parameter: str, key: str) -> None:
    st.query_params[parameter] = st.session_state[key]


def _width(labels: Iterable[str]) -> int:
    """Pixels that the longest label needs, full-width characters counting double."""
    cells = max(sum(2 if ord(character) > 0x2E7F else 1 for character in label) for label in labels)
    return min(max(110, cells * 8 + 58), 300)
