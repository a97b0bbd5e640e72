"""The form by which the prefecture publishes fiscal years to the municipalities."""

import streamlit as st

from data_access import publishing
from data_access.problems import DatabaseProblem
from metrics import facts, show
from ui import cached, frame, headings, opening, remembered, style
from ui.frame import Reader
from wording import roles as words


def form(reader: Reader) -> None:
    """The years as a row of buttons, and one that makes the choice hold."""
    spoken, snapshot = reader.language, reader.snapshot
    years = sorted({facts.fiscal_year(month) for month in cached.months_with_data(snapshot)})
    with st.container(key="publish", gap="small"):
        style.show(headings.heading(words.PUBLISH(spoken)) + headings.note(words.PUBLISHES(spoken)))
        try:
            chosen = st.pills(
                words.PUBLISHED_YEARS(spoken),
                list(reversed(years)),
                selection_mode="multi",
                default=sorted(publishing.published(cached.connected(), snapshot.scope) & {*years}),
                format_func=lambda year: show.fiscal_year(year, spoken),
                key=f"published-{remembered.round_number()}.{spoken}",
            )
            if st.button(words.PUBLISH_IT(spoken), key="publish-it", type="primary"):
                _publish(reader, frozenset(chosen))
        except DatabaseProblem as problem:
            style.show(frame.notices([problem.sentence(spoken)]))


def _publish(reader: Reader, wanted: frozenset[int]) -> None:
    publishing.publish(cached.connected(), reader.snapshot.scope, reader.visit.who, wanted)
    opening.forget()
    remembered.start_over()
    named = [show.fiscal_year(year, reader.language) for year in sorted(wanted)]
    said = words.PUBLISHED if named else words.NOTHING_PUBLISHED
    between = words.BETWEEN_YEARS(reader.language)
    remembered.tell(said(reader.language, years=between.join(named)))
    st.rerun()
