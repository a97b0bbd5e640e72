"""発表 Presentation: which scenes does the room see, and then: show them."""

import streamlit as st

from ui import frame, presenting

frame.begin("presentation")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    presenting.part(reader)


changing()
