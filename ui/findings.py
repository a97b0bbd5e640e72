"""The overview's sentences, each with a link to the view that proves it."""

import html
from collections.abc import Sequence

import streamlit as st

from metrics import findings, sentences
from metrics.findings import Finding
from ui import cached, frame, style, url
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
    """Put the sentences on the page, each with its link."""
    if not found:
        style.show(f'<p class="note">{html.escape(pages.NOT_MUCH_TO_SAY(reader.language))}</p>')
    names = {
        code: place.name(reader.language) for code, place in cached.places(reader.snapshot).items()
    }
    for number, finding in enumerate(found):
        with st.container(
            key=f"finding-{number}", horizontal=True, gap=None, vertical_alignment="center"
        ):
            sentence = sentences.sentence(finding, names, reader.language)
            style.show(f'<p class="finding">{html.escape(sentence)}</p>')
            st.page_link(
                frame.PAGES[finding.page],
                label=pages.EVIDENCE(reader.language),
                query_params=url.with_changes(**finding.query),
            )
