"""The overview's sentences, each with a link to the view that proves it."""

from dataclasses import replace

import streamlit as st

from metrics import findings, sentences
from metrics.facts import A_YEAR
from metrics.findings import Finding
from ui import cached, headings, style
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import PAGES, Reader
from wording import pages
from wording.text import Language


@cached.kept
def of(snapshot: Snapshot, month: int) -> tuple[Finding, ...]:
    """What is worth saying about the region, most surprising first."""
    now, before = cached.facts_of(snapshot, month), cached.facts_of(snapshot, month - A_YEAR)
    return tuple(_as_shown(each, snapshot, month) for each in findings.findings(now, before))


def _as_shown(finding: Finding, snapshot: Snapshot, month: int) -> Finding:
    """The finding with the region's rate as the pages show it."""
    if "region" not in finding.numbers:
        return finding
    region = cached.region_value(snapshot, month, finding.metric).value or 0.0
    return replace(finding, numbers={**finding.numbers, "region": region})


def show(reader: Reader, choices: Choices) -> None:
    """Put the sentences on the page, each a link to its evidence."""
    with st.container(key="findings", gap=None):
        _links(reader.snapshot, choices.month, reader.language)


@cached.drawn
def _links(snapshot: Snapshot, month: int, spoken: Language) -> None:
    found = of(snapshot, month)
    empty = "" if found else headings.note(pages.NOT_MUCH_TO_SAY(spoken))
    style.show(headings.heading(pages.WHERE_TO_LOOK(spoken)) + empty)
    names = {code: place.name(spoken) for code, place in cached.places(snapshot).items()}
    for finding in found:
        sentence = sentences.sentence(finding, names, spoken)
        st.page_link(
            PAGES[finding.page],
            label=f"{sentence} :primary[{pages.EVIDENCE(spoken)}]",
            query_params=dict(finding.query),
        )
