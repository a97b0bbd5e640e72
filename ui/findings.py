"""The overview's sentences, each with a link to the view that proves it."""

import html
from collections.abc import Mapping
from dataclasses import replace

from metrics import catalogue, facts, findings, sentences
from metrics.facts import A_YEAR
from metrics.findings import Finding
from metrics.moves import Move, move
from ui import cached, headings, url
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from wording import findings as words
from wording import pages
from wording.text import Language


@cached.kept
def of(snapshot: Snapshot, month: int) -> tuple[Finding, ...]:
    """What is worth saying about the region, most surprising first.

    Years are compared at the end of a month, so that a month that is not over is no fall.
    """
    whole = facts.whole_month(month, snapshot.as_of)
    found = findings.findings(
        cached.facts_of(snapshot, month),
        cached.facts_of(snapshot, (whole or month) - A_YEAR),
        at=cached.facts_of(snapshot, whole) if whole else {},
        region=_moves(snapshot, whole) if whole else {},
    )
    return tuple(_as_shown(each, snapshot, month) for each in found)


def _moves(snapshot: Snapshot, month: int) -> Mapping[str, Move]:
    """How the region's amounts per person moved in the places of both years, by metric."""
    return {
        name: move(catalogue.metric(name), cached.paired_region(snapshot, month, name))
        for name in findings.AMOUNTS
    }


def _as_shown(finding: Finding, snapshot: Snapshot, month: int) -> Finding:
    """The finding with the region's rate as the pages show it."""
    if "region" not in finding.numbers:
        return finding
    region = cached.region_value(snapshot, month, finding.metric).value or 0.0
    return replace(finding, numbers={**finding.numbers, "region": region})


def fragment(reader: Reader, choices: Choices) -> str:
    """The sentences as HTML, each a link to its evidence.

    Plain links: six elements of Streamlit's would cost the server as much as the rest of the page.
    """
    here = tuple(url.parameters().items())
    return _fragment(reader.snapshot, choices.month, reader.language, here)


@cached.kept
def _fragment(
    snapshot: Snapshot, month: int, spoken: Language, here: tuple[tuple[str, str], ...]
) -> str:
    found, known = of(snapshot, month), dict(here)
    names = {code: place.name(spoken) for code, place in cached.places(snapshot).items()}
    items = "".join(
        f'<li><a href="{html.escape(url.link(known, finding.page, **finding.query))}" '
        f'target="_self"><b>{html.escape(sentences.sentence(finding, names, spoken))}</b> '
        f"<span>{words.EVIDENCE[finding.page](spoken)}</span></a></li>"
        for finding in found
    )
    title = headings.heading(pages.WHERE_TO_LOOK(spoken))
    if not found:
        return title + headings.note(pages.NOT_MUCH_TO_SAY(spoken))
    return f'{title}<ul class="findings">{items}</ul>'
