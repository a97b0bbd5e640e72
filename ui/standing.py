"""Where a municipality stands: its headline figures, and one strip a measure."""

import html

from charts.palette import Theme
from metrics import catalogue, ranks, show
from metrics.disclosure import STANDARD
from metrics.facts import Fact
from ui import away, cached, cards, headings, lines, phrases, region_map, rows, url
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from ui.tables import Table
from wording import pages
from wording.text import Language

NUMERIC = ' class="num"'
MEASURES = (
    "activation",
    "enrolment_by_licence",
    "active_rate",
    "completion_matured",
    "learners_with_completion",
    "learning_time",
    "completions_per_learner",
    "spend_per_active",
)
"""The measures of the strips, in the order of a learner's way."""


def can_be_shown(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the reader's own municipality takes part, has records, and enough people."""
    fact = cached.facts_of(snapshot, choices.month)[choices.place or ""]
    return fact.licences >= STANDARD.people and has_records(fact)


def has_records(fact: Fact) -> bool:
    """Whether anybody has joined or enrolled."""
    return bool(fact.joined or fact.enrolments)


def links(reader: Reader) -> str:
    """A list of all municipalities to choose from, as HTML."""
    link = url.address("municipality", place=None)
    items = "".join(
        f'<li><a href="{html.escape(region_map.place_link(link, code))}" target="_self">'
        f"{html.escape(place.name(reader.language))}</a></li>"
        for code, place in cached.places(reader.snapshot).items()
    )
    return f'<ul class="choose">{items}</ul>'


@cached.kept
def _headlines(snapshot: Snapshot, choices: Choices) -> str:
    figures = "".join(_figure(snapshot, choices, metric) for metric in cards.headlines(choices))
    return f'<div class="facts">{figures}</div>'


def headlines(reader: Reader, choices: Choices) -> str:
    """The place's headline figures beside the region's, as HTML."""
    return _headlines(reader.snapshot, choices)


def _figure(snapshot: Snapshot, choices: Choices, metric_id: str) -> str:
    metric, spoken = catalogue.metric(metric_id), choices.language
    value = cached.values_of(snapshot, choices.month, metric_id)[choices.place or ""]
    region = cached.region_value(snapshot, choices.month, metric_id)
    beside = pages.REGION_BESIDE(spoken, value=show.show(metric, region, spoken))
    return (
        f"<div>{html.escape(metric.name(spoken))}"
        f"<b>{html.escape(show.show(metric, value, spoken))}</b>{html.escape(beside)}</div>"
    )


def strips(reader: Reader, choices: Choices) -> str:
    """The strips, with how to read them, as HTML."""
    return _strips(reader.snapshot, choices, reader.theme)


@cached.kept
def _strips(snapshot: Snapshot, choices: Choices, theme: Theme) -> str:
    spoken = choices.language
    heads = (
        pages.COLUMN_MEASURE,
        pages.COLUMN_VALUE,
        pages.COLUMN_RANK,
        pages.COLUMN_PEER_RANK,
        pages.COLUMN_STRIP,
    )
    head = "".join(
        f'<th scope="col"{look}>{html.escape(each(spoken))}</th>'
        for each, look in zip(heads, ("", NUMERIC, NUMERIC, NUMERIC, ""), strict=True)
    )
    body = "".join(_strip(snapshot, choices, metric, theme) for metric in MEASURES)
    place = cached.places(snapshot)[choices.place or ""].name(spoken)
    note = pages.STRIPS_NOTE(spoken, place=place)
    return (
        f"{headings.heading(pages.STRIPS(spoken))}"
        '<div class="scroll" tabindex="0"><table class="plain strips"><thead><tr>'
        f"{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
        f"{headings.note(note)}"
    )


def _strip(snapshot: Snapshot, choices: Choices, metric: str, theme: Theme) -> str:
    cells = standing(snapshot, choices, metric)
    texts = "".join(f'<td class="num">{html.escape(cell)}</td>' for cell in cells[1:])
    svg = lines.strip_of(snapshot, choices, metric, theme)
    return f'<tr><td>{html.escape(cells[0])}</td>{texts}<td class="strip">{svg}</td></tr>'


@cached.kept
def standing(snapshot: Snapshot, choices: Choices, metric: str) -> tuple[str, str, str, str]:
    """A measure's name, the place's value, its rank among all, and among its peers, as text."""
    spoken = choices.language
    own = rows.own(rows.rows(snapshot, choices, metric))
    assert own is not None
    return (
        catalogue.metric(metric).short(spoken),
        own.text,
        own.rank_text or pages.NO_RANK(spoken),
        _among_peers(snapshot, choices, metric, spoken),
    )


def _among_peers(snapshot: Snapshot, choices: Choices, metric: str, spoken: Language) -> str:
    """The plain rank among the peers; none where there are too few of them."""
    found = cached.peers_of(snapshot, choices.month, choices.place or "")
    if not found.enough:
        return pages.NO_RANK(spoken)
    among = frozenset(found.codes) | {choices.place or ""}
    rank = cached.places_of(snapshot, choices.month, metric, among).get(choices.place or "")
    return _of(rank, metric, spoken)


def _of(rank: ranks.Rank | None, metric: str, spoken: Language) -> str:
    if rank is None:
        return pages.NO_RANK(spoken)
    if catalogue.metric(metric).direction == "neither":
        return phrases.highest(rank, spoken)
    return show.rank(rank, spoken)


def take_away(reader: Reader, choices: Choices) -> None:
    """A file with the place's standing in every measure."""
    spoken = reader.language
    heads = (pages.COLUMN_MEASURE, pages.COLUMN_VALUE, pages.COLUMN_RANK, pages.COLUMN_PEER_RANK)
    place = cached.places(reader.snapshot)[choices.place or ""].name(spoken)
    away.take_away(
        lambda: Table(
            [head(spoken) for head in heads],
            [standing(reader.snapshot, choices, metric) for metric in MEASURES],
        ),
        f"municipality-{choices.place}",
        reader,
        f"{place} {phrases.period(choices.month, spoken)}",
    )
