"""The funnel plot: who differs from the region at all, who clearly does, and how to read it."""

from collections.abc import Mapping, Sequence
from math import log10

import streamlit as st

from charts import figure
from charts import funnel as chart
from charts.funnel import Bands
from charts.palette import Theme, palette
from charts.rows import Row
from metrics import apart, catalogue, funnel, intervals, show
from metrics.funnel import Funnel
from ui import phrases, rows, url
from ui.cached import Snapshot, drawn, kept
from ui.choices import LIMITS, Choices
from ui.headings import heading, note
from wording import frame
from wording import ranking as words

FEWEST = 3
"""Places below which there is no funnel."""
CHANCE = 0.05
"""The share of places outside the 95 % limits where nothing differs."""
BAND_STEPS = 60
"""Points along a band."""
WIDE, PLAIN = LIMITS


@kept
def shape(snapshot: Snapshot, choices: Choices) -> Funnel | None:
    """The funnel of the measure over those compared; None where it is no proportion."""
    values = rows.proportions(snapshot, choices).values()
    if len(values) < FEWEST:
        return None
    return funnel.funnel(
        [value.numerator or 0 for value in values],
        [value.denominator or 0 for value in values],
        over_dispersed=choices.limits == WIDE,
    )


@kept
def outside(snapshot: Snapshot, choices: Choices) -> Mapping[str, int]:
    """How each place lies to the funnel, by code; only those outside the 95 % band."""
    curve = shape(snapshot, choices)
    if curve is None:
        return {}
    found = funnel.outside(curve, rows.proportions(snapshot, choices))
    return {code: level for code, level in found.items() if level}


@kept
def clear(snapshot: Snapshot, choices: Choices) -> tuple[str, ...]:
    """Those that clearly differ, all of them compared together; the farthest first."""
    curve = shape(snapshot, choices)
    if curve is None:
        return ()
    return tuple(apart.outliers(curve, rows.proportions(snapshot, choices)))


def title(choices: Choices) -> str:
    """The title of the plot, as HTML."""
    return heading(words.FUNNEL(choices.language))


def why_none(snapshot: Snapshot, choices: Choices) -> str:
    """Why there is no plot, as HTML."""
    if rows.has_nameless(snapshot, choices):
        return note(words.NO_FUNNEL_WITHOUT_NAMES(choices.language))
    if catalogue.metric(choices.metric).kind != "proportion":
        return note(words.NO_FUNNEL(choices.language))
    return note(words.TOO_FEW_FOR_A_FUNNEL(choices.language, fewest=FEWEST))


@kept
def notes(snapshot: Snapshot, choices: Choices) -> str:
    """Who lies outside, what the bands are, and how much places differ anyway, as HTML."""
    spoken, levels = choices.language, outside(snapshot, choices)
    above, below = (
        _names(snapshot, choices, [code for code, level in levels.items() if level * side > 0])
        for side in (1, -1)
    )
    count = len(rows.proportions(snapshot, choices))
    chance = round(CHANCE * count)
    by_chance = [words.BY_CHANCE(spoken, count=count, chance=chance)] if chance else []
    across = catalogue.metric(choices.metric).denominator_name(spoken)
    reading = [words.BANDS(spoken, denominator=across), *by_chance]
    return (
        note(words.OUTSIDE(spoken, above=above, below=below))
        + note(phrases.sentences(reading, spoken))
        + note(_spread(snapshot, choices))
    )


def _names(snapshot: Snapshot, choices: Choices, codes: Sequence[str]) -> str:
    listed = rows.rows(snapshot, choices, choices.metric)
    names = [row.name for row in listed if row.code in codes]
    return rows.words_join(names or [words.NOBODY(choices.language)], choices.language)


def _spread(snapshot: Snapshot, choices: Choices) -> str:
    """How much places differ beyond chance, and whether the bands allow for it."""
    spoken, spread = choices.language, spread_of(snapshot, choices)
    if not spread:
        return words.NO_SPREAD(spoken)
    points = show.distance(catalogue.metric(choices.metric), spread, spoken)
    sentence = words.SPREAD_WITHIN if choices.limits == WIDE else words.SPREAD_LEFT_OUT
    return sentence(spoken, points=points)


@kept
def spread_of(snapshot: Snapshot, choices: Choices) -> float:
    """The standard deviation between places beyond chance, a fraction, whatever is drawn."""
    values = rows.proportions(snapshot, choices).values()
    found = funnel.funnel(
        [value.numerator or 0 for value in values], [value.denominator or 0 for value in values]
    )
    return found.spread if found else 0.0


def switch(snapshot: Snapshot, choices: Choices) -> None:
    """Put the switch between the two kinds of bands on the page, where they are not the same."""
    if not spread_of(snapshot, choices):
        return
    if choices.limits == WIDE:
        url.switch("limits", PLAIN, words.LEAVE_OUT(choices.language))
    else:
        url.switch("limits", WIDE, words.TAKE_IN(choices.language))


@drawn
def plot(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the funnel plot on the page; nothing where the measure has none."""
    curve = shape(snapshot, choices)
    if curve is None:
        return
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    values, certain = rows.proportions(snapshot, choices), set(clear(snapshot, choices))
    together = words.PEERS_TOGETHER if choices.group == "peers" else frame.PREFECTURE_WIDE
    named = {code: code in certain for code in outside(snapshot, choices)}
    listed = [row for row in rows.estimated(snapshot, choices) if row.code in values]
    st.plotly_chart(
        chart.figure(listed, named, bands(curve, listed), together(spoken), palette(theme)),
        key="funnel",
        theme=None,
        config=figure.CONFIG,
        alt=words.FUNNEL_ALT(
            spoken,
            measure=metric.name(spoken),
            denominator=metric.denominator_name(spoken),
            names=_names(snapshot, choices, list(named)),
        ),
    )


def bands(curve: Funnel, listed: Sequence[Row]) -> Bands:
    """The bands over the sizes that the rows span."""
    sizes = [row.value.denominator or 1 for row in listed]
    low, high = log10(min(sizes) * 0.8), log10(max(sizes) * 1.6)
    across = [10 ** (low + (high - low) * at / BAND_STEPS) for at in range(BAND_STEPS + 1)]
    return Bands(
        denominators=[round(size, 2) for size in across],
        inner=_limits(curve, across, intervals.Z95),
        outer=_limits(curve, across, intervals.Z998),
        centre=curve.centre,
    )


def _limits(curve: Funnel, across: Sequence[float], z: float) -> tuple[list[float], list[float]]:
    low, high = curve.limits(across, z)
    return low.round(4).tolist(), high.round(4).tolist()
