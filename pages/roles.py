"""権限 Roles: who may sign in, and what may they see?"""

import streamlit as st

from ui import frame, publishing, roles, style

frame.begin("roles")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader("roles")
    style.show(roles.everybody(reader))
    with st.container(key="giving", gap=None):
        roles.give(reader)
        roles.change(reader)
    publishing.form(reader)


changing()
