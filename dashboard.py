"""概況 Overview: is the region's learning moving, and where should we act?"""

import streamlit as st

from ui import (
    away,
    cards,
    contents,
    faults,
    filters,
    findings,
    frame,
    gate,
    headings,
    region_map,
    starting,
    style,
    titles,
)
from wording import frame as words


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    choices, mended = filters.choose(reader, "year", "month", "measure", "place")
    rounded = titles.rounding(reader, choices, cards.headlines(choices))
    table = contents.headlines(reader.snapshot, choices)

    headline = frame.heading(*titles.overview(reader, choices))
    style.show(mended + headline + cards.fragment(reader.snapshot, choices, reader.theme))

    with st.container(key="overview", gap=None):
        map_title = headings.heading(titles.across(reader, choices))
        style.show(map_title + region_map.map_legend(reader.snapshot, choices, reader.theme))
        chosen = region_map.region_map(reader, choices, width=500, height=246, key="overview-map")
        style.show(findings.fragment(reader, choices))

    style.show(
        frame.sources(reader, *rounded, words.MAP_SOURCE) + contents.folded(table, reader.language)
    )
    away.take_away(lambda: table, "overview", reader)
    frame.go_to_place(chosen)


if __name__ == "__main__":  # Streamlit runs this file as a page
    frame.begin("overview")
    changing()
else:  # `streamlit run` asks what to serve: this file, and those in pages/
    starting.refuse_where_unsafe()
    app = st.App(
        __file__,
        routes=gate.ROUTES,
        middleware=gate.MIDDLEWARE,
        on_script_error=faults.said,
    )
