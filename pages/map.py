"""地図 Map: where does the region learn?"""

import streamlit as st

from ui import away, contents, filters, frame, region_map, rows, style, titles
from wording import frame as words
from wording import pages

frame.begin("map")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    choices, mended = filters.choose(reader, "year", "month", "measure", "place", "view")
    rounded = titles.rounding(reader, choices, (choices.metric,))
    table = contents.of_measure(reader.snapshot, choices)
    answer, below = titles.region_map(reader, choices)

    legend = region_map.map_legend(reader.snapshot, choices, reader.theme)
    style.show(mended + frame.heading(answer, below) + legend)
    with st.container(key=region_map.arrangement(reader, choices), gap=None):
        chosen = region_map.map_or_tiles(reader, choices)
        style.show(region_map.place_list(reader, choices))

    sources = frame.sources(reader, *rounded, words.MAP_SOURCE, pages.MAP_HINT)
    refusals = rows.refusals(reader.snapshot, choices)
    table_behind = contents.folded(table, reader.language)
    definition = frame.definition(choices.metric, reader.language)
    style.show(refusals + sources + definition + table_behind)
    away.take_away(lambda: table, "map", reader, below)
    frame.go_to_place(chosen)


changing()
