"""地図 Map: where does the region learn?"""

import streamlit as st

from ui import away, contents, filters, frame, headings, region_map, rows, style, tables, titles
from wording import frame as words
from wording import pages

reader = frame.begin("map")
choices = filters.choose(reader, "year", "month", "measure", "place", "view")
listed = rows.rows(reader.snapshot, choices, choices.metric)

frame.heading(*titles.region_map(reader, choices))
left, right = st.columns([62, 38], gap="large")
with left:
    if choices.view == "tiles":
        region_map.tile_view(reader, choices)
        chosen = None
    else:
        chosen = region_map.region_map(reader, choices, width=720, height=410, key="map")
    style.show(region_map.map_legend(reader.snapshot, choices, reader.theme))
    frame.sources(reader, words.MAP_SOURCE, pages.MAP_HINT)
with right:
    style.show(headings.heading(pages.LIST_TITLE(reader.language)))
    region_map.place_list(reader, choices)

table = contents.of_measure(listed, choices.metric, reader.language)
style.show(tables.folded(table, reader.language))
away.take_away(lambda: table, "map", reader, titles.region_map(reader, choices)[1])
frame.go_to_place(chosen)
