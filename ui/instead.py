"""A page in place of the one that was asked for: why, and what to do next."""

import html
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import streamlit as st

from charts.palette import Theme
from ui import style
from wording import frame as words
from wording.text import LANGUAGES, Language

Button = tuple[str, Callable[..., Any], tuple[Any, ...]]
"""Its label, and what it calls with which arguments."""


def stop(
    title: str,
    advice: Sequence[str],
    spoken: Language,
    theme: Theme,
    *,
    marked: str = "",
    onward: tuple[str, str] | None = None,
    buttons: Sequence[Button] = (),
) -> NoReturn:
    """Show the page, and end the run.

    `marked` stands out below the advice's first sentence; `onward` is a link: its label and where
    it leads.
    """
    st.set_page_config(page_title=f"{title} - {words.PRODUCT(spoken)}", layout="wide")
    said = [f"<p>{html.escape(each)}</p>" for each in advice if each]
    if marked:
        said.insert(1, f'<p class="marked">{html.escape(marked)}</p>')
    if onward:
        label, href = map(html.escape, onward)
        said.append(f'<p class="onward"><a href="{href}" target="_self">{label}</a></p>')
    with st.container(key="instead", gap=None):
        style.show(
            f"{style.sheet(theme)}{_above(spoken)}"
            f'<h1 class="answer first">{html.escape(title)}</h1>'
            f'<div class="prose" lang="{spoken}">{"".join(said)}</div>'
        )
        for at, (label, act, arguments) in enumerate(buttons):
            st.button(label, on_click=act, args=arguments, key=f"way-{at}", type="primary")
    st.stop()


def _above(spoken: Language) -> str:
    """Whose page it is, and the way to the other language."""
    other = next(each for each in LANGUAGES if each != spoken)
    return (
        f'<p class="product"><span>{html.escape(words.PRODUCT(spoken))}</span>'
        f'<a href="?lang={other}" target="_self" lang="{other}">'
        f"{html.escape(words.OTHER_LANGUAGE(spoken))}</a></p>"
    )
