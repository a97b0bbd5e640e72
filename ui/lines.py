"""Lines and strips: how a measure moved, and where a place stands in it."""

from collections.abc import Sequence

import streamlit as st

from charts import figure, spark, strip, trend
from charts.palette import Theme, palette
from charts.trend import Line
from metrics import catalogue, facts, show
from metrics.calculate import Value
from metrics.catalogue import Unit
from ui import cached, rows
from ui.cached import Snapshot, drawn, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import title
from wording import frame as words
from wording import pages


def trend_with_title(reader: Reader, choices: Choices) -> None:
    """Put the measure's lines on the page, with their title."""
    title(pages.TREND, reader, choices)
    trend_figure(reader.snapshot, choices, reader.theme)


@drawn
def trend_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the measure's lines on the page: the reader's own place and the region, year to date."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    months = [month for month in cached.months_with_data(snapshot) if month <= choices.month]
    lines = [_region_line(snapshot, choices, months)] if metric.kind != "count" else []
    if choices.place:
        lines.append(_own_line(snapshot, choices, months))
    before, _, after = show.split(metric, 0, spoken)
    place = cached.places(snapshot)[choices.place].name(spoken) if choices.place else ""
    st.plotly_chart(
        trend.figure(
            lines,
            [show.month(month, spoken) for month in months],
            [at for at, month in enumerate(months) if month % 100 == 4],
            before,
            after.strip(),
            palette(theme),
        ),
        key="trend",
        theme=None,
        config=figure.CONFIG,
        alt=pages.TREND_ALT(spoken, place=place, measure=metric.name(spoken)),
    )


def _region_line(snapshot: Snapshot, choices: Choices, months: Sequence[int]) -> Line:
    values = [cached.region_value(snapshot, month, choices.metric) for month in months]
    return _line(words.PREFECTURE_WIDE(choices.language), values, choices, own=False)


def _own_line(snapshot: Snapshot, choices: Choices, months: Sequence[int]) -> Line:
    code = choices.place or ""
    values = [cached.values_of(snapshot, month, choices.metric)[code] for month in months]
    name = cached.places(snapshot)[code].name(choices.language)
    return _line(name, values, choices, own=True)


def _line(name: str, values: Sequence[Value], choices: Choices, *, own: bool) -> Line:
    metric = catalogue.metric(choices.metric)
    factor = 100 if metric.unit is Unit.PERCENT else 1
    return Line(
        name=name,
        values=[None if each.value is None else round(each.value * factor, 3) for each in values],
        texts=[show.show(metric, each, choices.language) for each in values],
        own=own,
    )


@kept
def strip_of(snapshot: Snapshot, choices: Choices, metric: str, theme: Theme) -> str:
    """One measure's strip of all places taking part, as SVG."""
    listed = rows.drawn(
        rows.rows(snapshot, choices, metric), cached.taking_part(snapshot, choices.month)
    )
    label = catalogue.metric(metric).name(choices.language)
    return strip.svg(listed, rows.middle(listed), palette(theme), label)


@kept
def spark_of(snapshot: Snapshot, month: int, metric: str, theme: Theme, label: str) -> str:
    """The region's measure month by month over the fiscal year, as SVG."""
    series = [
        cached.region_value(snapshot, each, metric).value
        for each in facts.months_to_date(month)
        if each in cached.months_with_data(snapshot)
    ]
    return spark.svg(series, palette(theme), label)
