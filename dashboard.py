"""概況 Overview: is the region's learning moving, and where should we act?"""

import streamlit as st

from ui import (
    away,
    cards,
    contents,
    filters,
    findings,
    frame,
    headings,
    region_map,
    style,
    tables,
    titles,
)
from wording import frame as words
from wording import pages

reader = frame.begin("overview")
choices = filters.choose(reader, "year", "month", "measure", "place")
found = findings.of(reader.snapshot, choices.month)

frame.heading(*titles.overview(reader, choices, found))
style.show(cards.fragment(reader.snapshot, choices, reader.theme))

left, right = st.columns([46, 54], gap="large")
with left:
    style.show(headings.heading(titles.across(reader, choices)))
    chosen = region_map.region_map(reader, choices, width=500, height=252, key="overview-map")
    style.show(region_map.map_legend(reader.snapshot, choices, reader.theme))
with right:
    style.show(headings.heading(pages.WHERE_TO_LOOK(reader.language)))
    findings.show(found, reader)

frame.sources(reader, words.MAP_SOURCE)
style.show(tables.folded(contents.headlines(reader, choices), reader.language))
away.take_away(lambda: contents.headlines(reader, choices), "overview", reader)
frame.go_to_place(chosen)
