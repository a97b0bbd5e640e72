"""地図 Map: where does the region learn?"""

import streamlit as st

from ui import filters, frame, pictures, rows, style, tables, titles
from wording import frame as words
from wording import pages

reader = frame.begin("map")
choices = filters.choose(reader, "year", "month", "measure", "place", "view")
listed = rows.rows(reader.snapshot, choices, choices.metric)

frame.heading(*titles.region_map(reader, choices))
left, right = st.columns([62, 38], gap="large")
with left:
    if choices.view == "tiles":
        pictures.tile_view(reader, choices)
        chosen = None
    else:
        chosen = pictures.region_map(reader, choices, width=720, height=430, key="map")
    style.show(pictures.map_legend(reader.snapshot, choices, reader.theme))
    frame.sources(reader, words.MAP_SOURCE, pages.MAP_HINT)
with right:
    style.show(pictures.heading(pages.LIST_TITLE(reader.language)))
    pictures.place_list(reader, choices)

table = tables.of_measure(listed, choices.metric, reader.language)
tables.show_folded(table, reader.language)
tables.take_away(lambda: table, "map", reader, titles.region_map(reader, choices)[1])
frame.go_to_place(chosen)
