"""The empty page in a process whose start-up objects the garbage collector no longer visits.

Streamlit collects all garbage after every run of a page, which is most of an empty page's time.
"""

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def settle() -> None:
    gc.collect()
    gc.freeze()


settle()
st.selectbox("Choice", ["one", "two", "three"])
