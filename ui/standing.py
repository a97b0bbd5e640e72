"""Where a municipality stands: its headline figures, and one strip a measure."""

import html

from metrics import catalogue, show
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.disclosure import STANDARD, Sight
from metrics.facts import Fact
from metrics.peers import Basis
from ui import away, cached, cards, headings, lines, phrases, region_map, url
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from ui.tables import Table
from wording import pages
from wording.text import Language

RANGE_DASHES = ("–", "\N{WAVE DASH}")
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
    return fact.licences >= fewest(snapshot, choices) and has_records(fact)


def fewest(snapshot: Snapshot, choices: Choices) -> int:
    """The licences with which the chosen municipality is shown at all."""
    sight = cached.sight_of(snapshot, choices.month, choices.place or "")
    return 1 if sight is Sight.EXACT else STANDARD.people


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
        f"<b>{html.escape(show.show(metric, value, spoken))}{_interval(metric, value, spoken)}</b>"
        f"{html.escape(beside)}</div>"
    )


def _interval(metric: Metric, value: Value, spoken: Language) -> str:
    """The interval in small type, as HTML; empty where there is none."""
    if value.low is None or value.high is None:
        return ""
    ends = show.interval(metric, value.low, value.high, spoken)
    return f" <small>{html.escape(pages.INTERVAL_BESIDE(spoken, interval=ends))}</small>"


def strips(reader: Reader, choices: Choices) -> str:
    """The strips, with how to read them, as HTML."""
    return _strips(reader.snapshot, choices)


@cached.kept
def _strips(snapshot: Snapshot, choices: Choices) -> str:
    spoken = choices.language
    heads = (
        pages.COLUMN_MEASURE,
        pages.COLUMN_VALUE,
        pages.COLUMN_RANK_OF_ALL,
        pages.COLUMN_PEER_RANK,
        pages.COLUMN_STRIP,
    )
    head = "".join(
        f'<th scope="col"{look}>{html.escape(each(spoken))}</th>'
        for each, look in zip(heads, ("", NUMERIC, NUMERIC, NUMERIC, ""), strict=True)
    )
    body = "".join(_strip(snapshot, choices, metric) for metric in MEASURES)
    place = cached.places(snapshot)[choices.place or ""].name(spoken)
    note = pages.STRIPS_NOTE(spoken, place=place)
    return (
        f"{headings.heading(pages.STRIPS(spoken))}"
        '<div class="scroll" tabindex="0"><table class="plain strips"><thead><tr>'
        f"{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
        f"{headings.note(note)}"
    )


def _strip(snapshot: Snapshot, choices: Choices, metric: str) -> str:
    cells = standing(snapshot, choices, metric)
    texts = "".join(f'<td class="num">{_unbroken(cell)}</td>' for cell in cells[1:])
    svg = lines.strip_of(snapshot, choices, metric)
    return f'<tr><td>{html.escape(cells[0])}</td>{texts}<td class="strip">{svg}</td></tr>'


def _unbroken(text: str) -> str:
    """The text as HTML, in which no range is parted at the end of a line."""
    escaped = html.escape(text)
    for dash in RANGE_DASHES:
        escaped = escaped.replace(dash, f"&NoBreak;{dash}&NoBreak;")
    return escaped


@cached.kept
def standing(snapshot: Snapshot, choices: Choices, metric: str) -> tuple[str, str, str, str]:
    """A measure's name, the place's value, its rank among all, and among its peers, as text."""
    of = catalogue.metric(metric)
    place = choices.place or ""
    value = cached.values_of(snapshot, choices.month, metric)[place]
    everyone = cached.taking_part(snapshot, choices.month)
    return (
        of.short(choices.language),
        show.show(of, value, choices.language),
        _ranked(snapshot, choices, of, everyone),
        _ranked(snapshot, choices, of, _peers(snapshot, choices)),
    )


def _peers(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The place and its peers; nobody where there are too few, or where all are its peers."""
    found = cached.peers_of(snapshot, choices.month, choices.place or "")
    if not found.enough or found.basis is Basis.ALL:
        return frozenset()
    return frozenset((*found.codes, choices.place or ""))


def _ranked(snapshot: Snapshot, choices: Choices, of: Metric, among: frozenset[str]) -> str:
    """The place's rank with its range among some places."""
    rank = cached.ranks_of(snapshot, choices.month, of.id, among).get(choices.place or "")
    spoken = choices.language
    return pages.NO_RANK(spoken) if rank is None else phrases.compact(rank, of, spoken)


def take_away(reader: Reader, choices: Choices) -> None:
    """A file with the place's standing in every measure."""
    spoken = reader.language
    heads = (
        pages.COLUMN_MEASURE,
        pages.COLUMN_VALUE,
        pages.COLUMN_RANK_OF_ALL,
        pages.COLUMN_PEER_RANK,
    )
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
