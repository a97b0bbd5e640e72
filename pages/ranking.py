"""順位 Ranking: who really differs?"""

import streamlit as st

from ui import filters, frame, pictures, rows, tables, titles

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
        pictures.ranking_with_notes(reader, choices)
    with right:
        pictures.funnel_with_notes(reader, choices)

table = tables.of_measure(rows.ordered(listed, choices.order), choices.metric, reader.language)
tables.show_folded(table, reader.language)
tables.take_away(lambda: table, "ranking", reader, titles.ranking(reader, choices)[1])
frame.sources(reader)
