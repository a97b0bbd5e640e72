"""Measures the dashboard beside an empty Streamlit page: `python -m benchmarks`."""
