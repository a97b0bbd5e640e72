"""推移 Trends: is it getting better?"""

import streamlit as st

from ui import away, filters, frame, panels, style, titles, trend_lines, trends

frame.begin("trends")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    snapshot, theme = reader.snapshot, reader.theme
    choices, mended = filters.choose(reader, "year", "month", "measure", "place", "panels")
    rounded = titles.rounding(reader, choices, (choices.metric,))
    answer, below = trends.title(reader, choices)

    style.show(mended + frame.heading(answer, below))
    if trend_lines.can_be_drawn(snapshot, choices):
        with st.container(key="trends-beside", gap=None):
            style.show(trends.region_title(snapshot, choices))
            trend_lines.region_figure(snapshot, choices, theme)
            style.show(trend_lines.beside(snapshot, choices))
            trend_lines.own_figure(snapshot, choices, theme)

    behind = trend_lines.folded(snapshot, choices) + panels.folded(snapshot, choices)
    sources = frame.sources(reader, *rounded) + frame.definition(choices.metric, reader.language)
    style.show(panels.fragment(reader, choices) + sources + behind)
    away.take_away(lambda: panels.table(snapshot, choices), "trends", reader, below)


changing()
