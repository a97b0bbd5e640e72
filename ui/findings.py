"""The overview's sentences, each with a link to the view that proves it."""

import html
from collections.abc import Sequence

import streamlit as st

from metrics import findings, sentences
from metrics.findings import Finding
from ui import cached, frame, headings, style
from ui.cached import Snapshot
from ui.frame import Reader
from wording import pages

YEAR = 100


@cached.kept
def of(snapshot: Snapshot, month: int) -> tuple[Finding, ...]:
    """What is worth saying about the region, most surprising first."""
    now, before = cached.facts_of(snapshot, month), cached.facts_of(snapshot, month - YEAR)
    return tuple(findings.findings(now, before))


def show(found: Sequence[Finding], reader: Reader) -> None:
    """Put the sentences on the page, each a link to its evidence."""
    spoken = reader.language
    with st.container(key="findings", gap=None):
        empty = "" if found else f'<p class="note">{html.escape(pages.NOT_MUCH_TO_SAY(spoken))}</p>'
        style.show(headings.heading(pages.WHERE_TO_LOOK(spoken)) + empty)
        names = {code: place.name(spoken) for code, place in cached.places(reader.snapshot).items()}
        for finding in found:
            sentence = sentences.sentence(finding, names, spoken)
            st.page_link(
                frame.PAGES[finding.page],
                label=f"{sentence} :primary[{pages.EVIDENCE(spoken)}]",
                query_params=dict(finding.query),
            )
