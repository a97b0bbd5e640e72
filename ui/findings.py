"""The overview's sentences, each with a link to the view that proves it."""

import html
from dataclasses import replace

from metrics import findings, sentences
from metrics.facts import A_YEAR
from metrics.findings import Finding
from ui import cached, headings, url
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
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
        f'target="_self">'
        f"{html.escape(sentences.sentence(finding, names, spoken))} "
        f"<span>{pages.EVIDENCE(spoken)}</span></a></li>"
        for finding in found
    )
    title = headings.heading(pages.WHERE_TO_LOOK(spoken))
    if not found:
        return title + headings.note(pages.NOT_MUCH_TO_SAY(spoken))
    return f'{title}<ul class="findings">{items}</ul>'
