"""The reader's language: an id in the address, Japanese where none is named."""

import streamlit as st

from ui import choices
from wording.text import Language


def spoken() -> Language:
    """The language of this view."""
    return choices.language(st.query_params)
