"""The Streamlit glue between the numbers and the pages."""
