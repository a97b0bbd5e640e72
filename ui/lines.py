"""Lines and strips: how a measure moved, and where a place stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from charts import figure, spark, strip, trend
from charts.palette import Theme, palette
from charts.trend import Line, Look
from metrics import catalogue, facts, show
from metrics.calculate import Value
from metrics.catalogue import Unit
from metrics.facts import A_YEAR
from ui import cached, phrases, rows
from ui.cached import Snapshot, drawn, kept
from ui.choices import GROUPS, Choices
from wording import frame as words
from wording import pages


@drawn
def trend_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the measure on the page, month by month: this year, last year, and the region."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    before, _, after = show.split(metric, 0, spoken)
    year = facts.months_to_date((choices.fiscal_year + 1) * 100 + 3)
    st.plotly_chart(
        trend.figure(
            _lines(snapshot, choices, year),
            [phrases.month_alone(month, spoken) for month in year],
            before,
            after.strip(),
            palette(theme),
        ),
        key="trend",
        theme=None,
        config=figure.CONFIG,
        alt=pages.TREND_ALT(spoken, place=_name(snapshot, choices), measure=metric.name(spoken)),
    )


def _lines(snapshot: Snapshot, choices: Choices, year: Sequence[int]) -> list[Line]:
    """The region first, so that the reader's own line lies on top."""
    spoken, code = choices.language, choices.place or ""
    own = {month: cached.bare_values_of(snapshot, month, choices.metric)[code] for month in year}
    last = {
        month: cached.bare_values_of(snapshot, month - A_YEAR, choices.metric)[code]
        for month in year
    }
    this_year, last_year = (
        phrases.short_year(number, spoken)
        for number in (choices.fiscal_year, choices.fiscal_year - 1)
    )
    lines = [_line(this_year, own, choices, "own", choices.month)]
    if catalogue.metric(choices.metric).as_then:
        lines.insert(0, _line(last_year, last, choices, "before", year[-1]))
    if catalogue.metric(choices.metric).kind == "count":
        return lines
    region = {month: cached.region_value(snapshot, month, choices.metric) for month in year}
    name = words.PREFECTURE_WIDE(spoken)
    return [_line(name, region, choices, "region", choices.month), *lines]


def _line(
    name: str, values: Mapping[int, Value], choices: Choices, look: Look, through: int
) -> Line:
    metric = catalogue.metric(choices.metric)
    factor = 100 if metric.unit is Unit.PERCENT else 1
    shown = [value for month, value in values.items() if month <= through]
    return Line(
        name=name,
        values=[None if each.value is None else round(each.value * factor, 3) for each in shown],
        texts=[show.show(metric, each, choices.language) for each in shown],
        look=look,
    )


def _name(snapshot: Snapshot, choices: Choices) -> str:
    return cached.places(snapshot)[choices.place or ""].name(choices.language)


@kept
def strip_of(snapshot: Snapshot, choices: Choices, metric: str) -> str:
    """One measure's strip of all places taking part, as HTML."""
    everyone = rows.everyone(snapshot, replace(choices, group=GROUPS[0]), metric)
    listed = [row for row in everyone if row.drawn]
    label = catalogue.metric(metric).name(choices.language)
    return strip.fragment(listed, rows.middle(listed), label)


@kept
def spark_of(snapshot: Snapshot, month: int, metric: str, theme: Theme, label: str) -> str:
    """The region's measure month by month over the fiscal year, as an image."""
    series = [
        cached.region_value(snapshot, each, metric).value for each in facts.months_to_date(month)
    ]
    return spark.image(series, palette(theme), label)
