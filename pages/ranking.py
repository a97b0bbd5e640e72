"""順位 Ranking: who really differs?"""

import streamlit as st

from ui import away, contents, filters, frame, ranking, rows, style, tables, titles

reader = frame.begin("ranking")
choices = filters.choose(reader, "year", "month", "measure", "place", "group", "order")
listed = rows.rows(reader.snapshot, choices, choices.metric)
known = rows.drawn(listed, rows.compared(reader.snapshot, choices))

frame.heading(*titles.ranking(reader, choices))
if choices.group == "peers":
    frame.peers_line(reader, choices)
if known:
    left, right = st.columns([54, 46], gap="large")
    with left:
        ranking.ranking_with_notes(reader, choices)
    with right:
        ranking.funnel_with_notes(reader, choices)

table = contents.of_measure(rows.ordered(listed, choices.order), choices.metric, reader.language)
style.show(tables.folded(table, reader.language))
away.take_away(lambda: table, "ranking", reader, titles.ranking(reader, choices)[1])
frame.sources(reader)
