"""The empty page in a process whose start-up objects the garbage collector no longer visits.

Streamlit collects all garbage after every run of a page, which is most of an empty page's time.
"""

import gc

import streamlit as st

if not gc.get_freeze_count():
    gc.collect()
    gc.freeze()

st.selectbox("Choice", ["one", "two", "three"])
