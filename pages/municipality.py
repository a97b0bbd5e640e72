"""自治体 Municipality: where do we stand, and what would move us up?"""

import streamlit as st

from ui import advice, courses, filters, frame, lines, rows, standing, style, titles
from wording import pages

reader = frame.begin("municipality")
choices = filters.choose(reader, "year", "month", "measure", "place")
own = rows.own(rows.rows(reader.snapshot, choices, choices.metric))

if own is None:
    frame.nothing(pages.CHOOSE_PLACE_TITLE(reader.language), pages.CHOOSE_PLACE(reader.language))
    standing.links(reader)
elif not standing.takes_part(reader.snapshot, choices):
    frame.nothing(*titles.municipality(reader, choices, own))
else:
    frame.heading(*titles.municipality(reader, choices, own))
    style.show(standing.headlines(reader, choices))
    left, right = st.columns([60, 40], gap="large")
    with left:
        standing.strips(reader, choices)
    with right:
        advice.show_gaps(reader, choices, own)
        lines.trend_with_title(reader, choices)
    courses.elsewhere(reader, choices)
    standing.away(reader, choices)
frame.sources(reader)
