"""What the numbers mean: pure functions, no Streamlit and no SQL."""
