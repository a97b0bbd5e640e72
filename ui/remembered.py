"""What a session remembers between two runs: files that were tried, what was done, what is sure.

Everything else lives in the address; a file that lies ready and the answer to a button cannot.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

import streamlit as st

_TOLD: Final = "data-told"
_ROUND: Final = "data-round"
_TRIED: Final = "data-tried"
_LAID_BY: Final = "data-laid-by"
_FORM: Final = "form-"
_ASKED: Final = "asked-once"


def tell(*sentences: str) -> None:
    """Say something at the next run, once."""
    st.session_state[_TOLD] = sentences


def told() -> Sequence[str]:
    """What was to be said; nothing the second time."""
    sentences: Sequence[str] = st.session_state.pop(_TOLD, ())
    return sentences


def round_number() -> int:
    """Grows when the page starts over, so that its widgets are new ones."""
    number: int = st.session_state.get(_ROUND, 0)
    return number


def empty_form(name: str) -> None:
    """Make the widgets of a form new ones, whose keys hold its `form_number`."""
    st.session_state[f"{_FORM}{name}"] = form_number(name) + 1


def form_number(name: str) -> int:
    """Grows when a form is emptied."""
    number: int = st.session_state.get(f"{_FORM}{name}", 0)
    return number


def ask_again(act: Hashable) -> None:
    """Keep that an act was asked for once, so that the next time is meant."""
    st.session_state[_ASKED] = act


def is_asked_again(act: Hashable) -> bool:
    """Whether this very act was the last that was asked for."""
    return bool(st.session_state.get(_ASKED) == act)


def start_over() -> None:
    """Forget the files that were given and what was found in them."""
    st.session_state[_ROUND] = round_number() + 1
    forget_tried()
    st.session_state.pop(_LAID_BY, None)


def tried(key: Hashable, attempt: Callable[[], Any]) -> Any:
    """What `attempt` gave for this key; only the last two keys' are kept."""
    kept: dict[Hashable, Any] = st.session_state.get(_TRIED, {})
    if key not in kept:
        last = list(kept.items())[-1:]
        kept = {**dict(last), key: attempt()}
        st.session_state[_TRIED] = kept
    return kept[key]


def forget_tried() -> None:
    """Look into the files that were given anew."""
    st.session_state.pop(_TRIED, None)


def lay_by(value: Any) -> None:
    """Keep what was typed until it is entered or replaced."""
    st.session_state[_LAID_BY] = value


def laid_by() -> Any:
    """What was typed last; None where nothing was."""
    return st.session_state.get(_LAID_BY)
