"""The least that a Streamlit page can be and still be changed: one select box."""

import streamlit as st

st.selectbox("Choice", ["one", "two", "three"])
