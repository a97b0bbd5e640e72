"""比較 Compare: is the money well spent?"""

import streamlit as st

from ui import away, filters, frame, measures, spending, spending_titles, style, titles

frame.begin("compare")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    asked = ("year", "month", "outcome", "spend", "place", "column")
    choices, mended = filters.choose(reader, *asked)
    rounded = titles.rounding(reader, choices, measures.shown(choices))
    answer, below = spending_titles.page(reader, choices)

    style.show(mended + frame.heading(answer, below))
    if spending.can_be_drawn(reader.snapshot, choices):
        with st.container(key="spending-beside", gap=None):
            style.show(spending_titles.figure(reader.snapshot, choices))
            spending.scatter_plot(reader.snapshot, choices, reader.theme)
            style.show(spending.corners(reader.snapshot, choices))
    else:
        style.show(spending.not_drawn(reader.snapshot, choices))

    style.show(measures.title(reader.snapshot, choices))
    measures.buttons(choices)
    table = measures.fragment(reader.snapshot, choices)
    style.show(table + frame.sources(reader, *rounded))
    away.take_away(
        lambda: measures.table(reader.snapshot, choices),
        "compare",
        reader,
        below,
        measures.sorted_by(choices),
    )


changing()
