"""自治体 Municipality: where do we stand, and what would move us up?"""

import streamlit as st

from ui import (
    advice,
    courses,
    filters,
    frame,
    headings,
    lines,
    pace,
    peer_spend,
    rows,
    standing,
    style,
    titles,
    year_change,
)
from wording import pages

frame.begin("municipality")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    choices, mended = filters.choose(reader, "year", "month", "measure", "place")
    own = rows.own(rows.rows(reader.snapshot, choices, choices.metric))
    rounded = titles.rounding(reader, choices, standing.MEASURES)
    sources = frame.sources(reader, *rounded)

    if own is None:
        ask = pages.CHOOSE_PLACE_TITLE(reader.language), pages.CHOOSE_PLACE(reader.language)
        style.show(mended + frame.nothing(*ask) + standing.links(reader) + sources)
        return
    answer = titles.municipality(reader, choices, own)
    if not standing.can_be_shown(reader.snapshot, choices):
        style.show(mended + frame.nothing(*answer) + sources)
        return

    style.show(mended + frame.heading(*answer) + standing.headlines(reader, choices))
    with st.container(key="standing", gap=None):
        style.show(standing.strips(reader, choices) + year_change.shares(reader.snapshot, choices))
        style.show(
            advice.fragment(reader.snapshot, choices, own)
            + headings.title(pages.TREND, choices)
            + year_change.sentence(reader.snapshot, choices)
        )
        lines.trend_figure(reader.snapshot, choices, reader.theme)
    style.show(
        f'<div class="two"><section>{peer_spend.fragment(reader.snapshot, choices)}</section>'
        f"<section>{courses.elsewhere(reader.snapshot, choices)}</section></div>"
        + pace.fragment(reader.snapshot, choices, reader.theme)
        + sources
        + frame.definition(choices.metric, reader.language)
    )
    standing.take_away(reader, choices)


changing()
