"""The ranking, the funnel plot beside it, and what would change the rank."""

from dataclasses import replace

import streamlit as st

from charts import ranking
from charts.ranking import Scale
from charts.rows import Row
from metrics import catalogue, show
from metrics.catalogue import Unit
from ui import cached, funnel, phrases, rank_changes, rows, style
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading, note
from wording import ranking as words
from wording.text import Language

RANK_HEADS = {
    (False, True): words.RANK,
    (False, False): words.RANK_ALONE,
    (True, True): words.HIGHEST,
    (True, False): words.HIGHEST_ALONE,
}
"""The head of the ranks: whether they are no verdict, and whether they have ranges."""


def beside_funnel(reader: Reader, choices: Choices) -> None:
    """Put the ranking on the page; beside it what would change the rank, and the funnel plot.

    All that is text is one element, whose parts the stylesheet sets over and under the plot, also
    where there is only one column.
    """
    snapshot = reader.snapshot
    with st.container(key="beside", gap=None):
        style.show(_texts(snapshot, choices))
        if funnel.shape(snapshot, choices) is not None:
            funnel.plot(snapshot, choices, reader.theme)
            funnel.switch(snapshot, choices)


@kept
def _texts(snapshot: Snapshot, choices: Choices) -> str:
    dots = _title(snapshot, choices) + _legend(snapshot, choices) + _dots(snapshot, choices)
    parts = {"dots": dots + _remarks(snapshot, choices)}
    parts["changes"] = rank_changes.fragment(snapshot, choices)
    if funnel.shape(snapshot, choices) is None:
        parts["notes"] = funnel.why_none(snapshot, choices)
    else:
        parts |= {"over": funnel.title(choices), "notes": funnel.notes(snapshot, choices)}
    if choices.place is None and len(_listed(snapshot, choices)) > 1:
        parts["notes"] += note(words.CHOOSE_A_PLACE(choices.language))
    return "".join(f'<div class="{name}">{part}</div>' for name, part in parts.items() if part)


def _title(snapshot: Snapshot, choices: Choices) -> str:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    if not _has_ranges(snapshot, choices):
        return heading(words.FIGURE_PLAIN(spoken, measure=metric.name(spoken)))
    ordered = words.FIGURE if choices.order == "rank" else words.FIGURE_BY_CODE
    return heading(ordered(spoken))


def _has_ranges(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the ranks have ranges: a place above 100 % leaves none to anybody."""
    return any(row.rank and row.rank.low is not None for row in _listed(snapshot, choices))


@kept
def _listed(snapshot: Snapshot, choices: Choices) -> tuple[Row, ...]:
    """The rows that are drawn, in the order of the reader's choice."""
    among = rows.compared(snapshot, choices)
    known = rows.drawn(rows.estimated(snapshot, choices), among)
    known += [row for row in rows.everyone_drawn(snapshot, choices) if cached.is_nameless(row.code)]
    return tuple(rows.ordered(known, choices.order))


def _from_the_top(row: Row, spoken: Language) -> Row:
    """The row whose rank is no verdict: its head says that the column counts from the highest."""
    return replace(row, rank_text=phrases.from_the_top(row.rank, spoken))


def _legend(snapshot: Snapshot, choices: Choices) -> str:
    """What each mark says, with the mark; only those that occur."""
    spoken, listed = choices.language, _listed(snapshot, choices)
    marks = [("dot", words.A_VALUE(spoken))]
    if any(row.value.low is not None for row in listed):
        marks.append(("interval", words.AN_INTERVAL(spoken)))
    if any(row.estimate is not None for row in listed):
        marks.append(("ring", words.AN_ESTIMATE(spoken)))
    if choices.order == "rank" and ranking.tied(listed):
        marks.append(("bracket", words.A_TIE(spoken)))
    if scale(snapshot, choices).region is not None:
        metric = catalogue.metric(choices.metric)
        region = cached.region_value(snapshot, choices.month, metric.id)
        marks.append(("region", words.THE_REGION(spoken, region=show.show(metric, region, spoken))))
    return ranking.legend(marks)


def _dots(snapshot: Snapshot, choices: Choices) -> str:
    spoken = choices.language
    neither = catalogue.metric(choices.metric).direction == "neither"
    listed = _listed(snapshot, choices)
    rank = RANK_HEADS[neither, _has_ranges(snapshot, choices)]
    heads = [head(spoken) for head in (words.PLACE, words.AXIS, words.VALUE, rank)]
    return ranking.fragment(
        [_from_the_top(row, spoken) for row in listed] if neither else listed,
        scale(snapshot, choices),
        heads,
        banded=choices.order == "rank",
    )


def scale(snapshot: Snapshot, choices: Choices) -> Scale:
    """How the value axis is written, and where the region lies on it."""
    metric = catalogue.metric(choices.metric)
    region = cached.region_value(snapshot, choices.month, choices.metric)
    before, _, after = show.split(metric, 0, choices.language)
    return Scale(
        factor=100 if metric.unit is Unit.PERCENT else 1,
        prefix=before,
        suffix=after,
        region=None if metric.kind == "count" else region.value,
        zero_based=metric.unit is not Unit.PERCENT,
    )


def _remarks(snapshot: Snapshot, choices: Choices) -> str:
    """Why there are no ranges, and why a place has no value although it has records."""
    reasons = rows.refusals(snapshot, choices, intervals=True)
    if reasons or _has_ranges(snapshot, choices):
        return reasons
    count = catalogue.metric(choices.metric).kind == "count"
    if not count and any(row.value.coarse for row in _listed(snapshot, choices)):
        return note(words.NO_RANGES_OF_ROUNDED(choices.language))
    return note((words.NUMBERS_ALONE if count else words.NO_RANGES)(choices.language))
