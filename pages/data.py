"""データ Data: what came in, and can we trust it?"""

import streamlit as st

from ui import frame, intake, intake_parts

frame.begin("data")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader("data")
    intake_parts.PARTS[intake.chosen()](reader)


changing()
