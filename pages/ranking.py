"""順位 Ranking: who really differs?"""

import streamlit as st

from ui import away, contents, filters, frame, ranking, rows, style, titles

frame.begin("ranking")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    asked = ("year", "month", "measure", "place", "group", "order", "limits")
    choices, mended = filters.choose(reader, *asked)
    listed = rows.rows(reader.snapshot, choices, choices.metric)
    rounded = titles.rounding(reader, choices, (choices.metric,))
    table = contents.of_ranking(reader.snapshot, choices)
    answer, below = titles.ranking(reader, choices)

    style.show(mended + frame.heading(answer, below) + frame.peers_line(reader, choices))
    if rows.drawn(listed, rows.compared(reader.snapshot, choices)):
        ranking.beside_funnel(reader, choices)

    sources = frame.sources(reader, *rounded) + frame.definition(choices.metric, reader.language)
    style.show(sources + contents.folded(table, reader.language))
    away.take_away(lambda: table, "ranking", reader, below)


changing()
