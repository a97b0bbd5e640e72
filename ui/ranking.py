"""The ranking and the funnel plot, each with its title and how to read it."""

from collections.abc import Mapping, Sequence
from math import log10

import streamlit as st

from charts import figure, ranking
from charts.funnel import Bands
from charts.funnel import figure as funnel_figure
from charts.palette import Theme, palette
from charts.ranking import Scale
from charts.rows import Row
from metrics import catalogue, funnel, intervals, show
from metrics.calculate import Value
from metrics.catalogue import Unit
from ui import cached, rows, style
from ui.cached import Snapshot, drawn, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading, note, title
from wording import frame as words
from wording import pages

BAND_STEPS = 60
"""Points along a funnel's band."""


def beside_funnel(reader: Reader, choices: Choices) -> None:
    """Put the ranking and, beside it, the funnel plot on the page, with how to read them.

    The stylesheet sets each title over its figure, also where they stand one below the other.
    """
    with st.container(key="beside", gap=None):
        style.show(_ranking_title(reader.snapshot, choices))
        style.show(_funnel_title(reader.snapshot, choices))
        ranking_figure(reader.snapshot, choices, reader.theme)
        funnel_plot(reader.snapshot, choices, reader.theme)


@kept
def _ranking_title(snapshot: Snapshot, choices: Choices) -> str:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    region = show.show(metric, cached.region_value(snapshot, choices.month, metric.id), spoken)
    if not _has_ranges(snapshot, choices):
        return title(pages.RANK_FIGURE_PLAIN, choices) + note(
            pages.RANK_NOTE_PLAIN(spoken, region=region)
        )
    ordered = pages.RANK_FIGURE if choices.order == "rank" else pages.RANK_FIGURE_BY_CODE
    return title(ordered, choices) + note(pages.RANK_NOTE(spoken, region=region))


def _has_ranges(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the ranks have ranges: a place above 100 % leaves none to anybody."""
    among = rows.compared(snapshot, choices)
    ranks = cached.ranks_of(snapshot, choices.month, choices.metric, among)
    return any(rank.low is not None for rank in ranks.values())


@kept
def _funnel_title(snapshot: Snapshot, choices: Choices) -> str:
    """The title of the funnel plot; or the sentence that says why there is none."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    if shape(snapshot, choices) is None:
        return note(pages.NO_FUNNEL(spoken))
    text = pages.FUNNEL_NOTE(spoken, denominator=metric.denominator_name(spoken))
    return heading(pages.FUNNEL_FIGURE(spoken)) + note(text)


@drawn
def ranking_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the ranking on the page."""
    listed = rows.ordered(
        rows.drawn(rows.rows(snapshot, choices, choices.metric), rows.compared(snapshot, choices)),
        choices.order,
    )
    st.plotly_chart(
        ranking.figure(
            listed,
            _scale(snapshot, choices),
            palette(theme),
            banded=choices.order == "rank",
        ),
        key="ranking",
        theme=None,
        config=figure.CONFIG,
        alt=pages.RANK_ALT(
            choices.language, measure=catalogue.metric(choices.metric).name(choices.language)
        ),
    )


def _scale(snapshot: Snapshot, choices: Choices) -> Scale:
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


@kept
def shape(snapshot: Snapshot, choices: Choices) -> funnel.Funnel | None:
    """The funnel of the measure over those compared; None where it is no proportion."""
    values = _with_interval(snapshot, choices)
    if len(values) < 3:
        return None
    return funnel.funnel(
        [value.numerator or 0 for value in values.values()],
        [value.denominator or 0 for value in values.values()],
    )


@kept
def outside(snapshot: Snapshot, choices: Choices) -> Mapping[str, int]:
    """How each place lies to the funnel, by code; only those outside the 95 % band."""
    curve = shape(snapshot, choices)
    if curve is None:
        return {}
    found = funnel.outside(curve, _with_interval(snapshot, choices))
    return {code: level for code, level in found.items() if level}


def _with_interval(snapshot: Snapshot, choices: Choices) -> dict[str, Value]:
    among = rows.compared(snapshot, choices)
    values = cached.values_of(snapshot, choices.month, choices.metric)
    return {code: value for code, value in values.items() if code in among and value.share}


@drawn
def funnel_plot(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the funnel plot on the page; nothing where the measure has none."""
    curve = shape(snapshot, choices)
    if curve is None:
        return
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    named = frozenset(outside(snapshot, choices))
    listed = [
        row
        for row in rows.rows(snapshot, choices, choices.metric)
        if row.code in _with_interval(snapshot, choices)
    ]
    region = words.PREFECTURE_WIDE(spoken)
    names = [row.name for row in listed if row.code in named] or [pages.NOBODY(spoken)]
    st.plotly_chart(
        funnel_figure(listed, named, _bands(curve, listed), region, palette(theme)),
        key="funnel",
        theme=None,
        config=figure.CONFIG,
        alt=pages.FUNNEL_ALT(
            spoken,
            measure=metric.name(spoken),
            denominator=metric.denominator_name(spoken),
            names=rows.words_join(names, spoken),
        ),
    )


def _bands(curve: funnel.Funnel, listed: Sequence[Row]) -> Bands:
    sizes = [row.value.denominator or 1 for row in listed]
    low, high = log10(min(sizes) * 0.8), log10(max(sizes) * 1.6)
    across = [10 ** (low + (high - low) * at / BAND_STEPS) for at in range(BAND_STEPS + 1)]
    return Bands(
        denominators=[round(size, 2) for size in across],
        inner=_limits(curve, across, intervals.Z95),
        outer=_limits(curve, across, intervals.Z998),
        centre=curve.centre,
    )


def _limits(
    curve: funnel.Funnel, across: Sequence[float], z: float
) -> tuple[list[float], list[float]]:
    low, high = curve.limits(across, z)
    return low.round(4).tolist(), high.round(4).tolist()
