"""The stylesheet in the theme's colours, and the one way into the page for HTML."""

import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from charts.palette import Theme, palette

SHEET = Path(__file__).with_suffix(".css")


@cache
def sheet(theme: Theme) -> str:
    """The stylesheet as it is sent: the theme's colours as variables, then the rules, close set."""
    colours = "".join(
        f"--{name}:{colour};"
        for name, colour in asdict(palette(theme)).items()
        if isinstance(colour, str) and colour.startswith("#")
    )
    colours += "".join(
        f"--shade{step}:{colour};" for step, colour in enumerate(palette(theme).shades)
    )
    rules = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
    close_set = re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", rules)).replace(";}", "}")
    return f"<style>:root{{{colours}}}{close_set}</style>"


def show(markup: str) -> None:
    """Put finished markup on the page. Whoever builds it escapes what came from a database."""
    st.html(_Finished(markup))


@dataclass(frozen=True, slots=True)
class _Finished:
    """Markup as Streamlit takes it as it is: a text it would search for indentation."""

    markup: str

    def _repr_html_(self) -> str:
        return self.markup
