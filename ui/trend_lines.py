"""The fiscal years laid over each other, month by month: the region's, and the own place's."""

from collections.abc import Callable, Mapping

import streamlit as st

from charts import figure, trend
from charts.palette import Theme, palette
from charts.trend import Line, Look
from metrics import catalogue, facts, show
from metrics.calculate import Value
from ui import cached, phrases, rows, tables, trends
from ui.cached import Snapshot, drawn, kept
from ui.choices import Choices
from ui.headings import heading
from ui.tables import Table
from wording import frame
from wording import trends as words
from wording.text import Language

HEIGHT = 280
EARLIER = 3
"""Fiscal years before the chosen one that are laid under it."""
OLD: tuple[Look, ...] = ("before", "older", "older")
"""How last year looks, and each year before it."""

Series = Mapping[int, Value]
"""Values by month, over one fiscal year."""


@kept
def years(snapshot: Snapshot, choices: Choices) -> tuple[int, ...]:
    """The chosen fiscal year and those before it that can be compared, newest first."""
    with_data = {facts.fiscal_year(month) for month in cached.months_with_data(snapshot)}
    if not catalogue.metric(choices.metric).as_then:
        return (choices.fiscal_year,)
    wanted = range(choices.fiscal_year, choices.fiscal_year - EARLIER - 1, -1)
    return tuple(year for year in wanted if year in with_data)


def months(year: int) -> list[int]:
    """The twelve months of a fiscal year."""
    return facts.months_to_date((year + 1) * 100 + 3)


def partial(snapshot: Snapshot, month: int) -> float | None:
    """Where the data end, if within the month; in months from the end of April."""
    last = facts.last_day(month)
    if snapshot.as_of >= last:
        return None
    at = len(facts.months_to_date(month)) - 2 + snapshot.as_of.day / last.day
    return max(round(at, 2), 0.0)


@kept
def _region(snapshot: Snapshot, choices: Choices, year: int) -> Series:
    return _series(
        lambda month: cached.region_value(snapshot, month, choices.metric), choices, year
    )


@kept
def _own(snapshot: Snapshot, choices: Choices, year: int) -> Series:
    code = choices.place or ""
    return _series(
        lambda month: cached.bare_values_of(snapshot, month, choices.metric)[code], choices, year
    )


def _series(of: Callable[[int], Value], choices: Choices, year: int) -> Series:
    return {month: of(month) for month in months(year) if month <= choices.month}


def own_is_drawn(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the own place takes part and has a value in a month of the chosen year."""
    if trends.own(snapshot, choices) is None:
        return False
    return any(each.known for each in _own(snapshot, choices, choices.fiscal_year).values())


@drawn
def region_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the region's years on the page."""
    lines = region_lines(snapshot, choices)
    _put(lines, frame.PREFECTURE_WIDE(choices.language), snapshot, choices, theme)


@drawn
def own_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the own place's years on the page, beside the region's; nothing without a value."""
    if not own_is_drawn(snapshot, choices):
        return
    who = rows.names(snapshot, choices.language)[choices.place or ""]
    _put(own_lines(snapshot, choices), who, snapshot, choices, theme)


def region_lines(snapshot: Snapshot, choices: Choices) -> list[Line]:
    """The region's years, the chosen one last."""
    return _years(snapshot, choices, _region, "main")


def own_lines(snapshot: Snapshot, choices: Choices) -> list[Line]:
    """The own place's years, the chosen one last, and before it the region's where it compares."""
    lines = _years(snapshot, choices, _own, "own")
    if catalogue.metric(choices.metric).kind != "count":
        beside = _region(snapshot, choices, choices.fiscal_year)
        name = frame.PREFECTURE_WIDE(choices.language)
        lines.insert(-1, _line(name, beside, "region", snapshot, choices))
    return lines


def _years(
    snapshot: Snapshot,
    choices: Choices,
    of: Callable[[Snapshot, Choices, int], Series],
    look: Look,
) -> list[Line]:
    """A line a year, oldest first, so that the chosen one lies on top."""
    looks = zip(years(snapshot, choices), (look, *OLD), strict=False)
    return [
        _line(
            phrases.short_year(year, choices.language),
            of(snapshot, choices, year),
            each,
            snapshot,
            choices,
        )
        for year, each in reversed(list(looks))
    ]


def _line(name: str, series: Series, look: Look, snapshot: Snapshot, choices: Choices) -> Line:
    metric = catalogue.metric(choices.metric)
    this_year = choices.month in series
    return Line(
        name=name,
        values=[
            None if each.value is None else round(show.in_unit(metric, each.value), 3)
            for each in series.values()
        ],
        texts=[show.show(metric, each, choices.language) for each in series.values()],
        look=look,
        last=partial(snapshot, choices.month) if this_year else None,
    )


def _put(lines: list[Line], who: str, snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    before, _, after = show.split(metric, 0, spoken)
    alt = words.LINE_ALT(spoken, who=who, measure=metric.short(spoken))
    st.plotly_chart(
        trend.figure(
            lines,
            [phrases.month_alone(month, spoken) for month in months(choices.fiscal_year)],
            before,
            after.strip(),
            palette(theme),
            height=HEIGHT,
            top=_shared_top(snapshot, choices),
        ),
        key=f"years-{lines[-1].look}",
        theme=None,
        config=figure.CONFIG,
        alt=alt,
    )


def _shared_top(snapshot: Snapshot, choices: Choices) -> float | None:
    """The top of both figures' axes; None for a count, whose region is of another size."""
    metric = catalogue.metric(choices.metric)
    if metric.kind == "count" or not own_is_drawn(snapshot, choices):
        return None
    values = [
        show.in_unit(metric, each.value)
        for year in years(snapshot, choices)
        for series in (_region(snapshot, choices, year), _own(snapshot, choices, year))
        for each in series.values()
        if each.value is not None
    ]
    return trend.above(max(values))


@kept
def same_date(snapshot: Snapshot, choices: Choices) -> str:
    """The region at the same date of each fiscal year, with the tests between them, as HTML."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    lines = []
    for year in years(snapshot, choices):
        then = trends.in_year(snapshot, choices, year)
        month = trends.shown_month(snapshot, then)
        moved = trends.region(snapshot, then)
        difference = moved.difference
        lines.append(
            (
                phrases.short_year(year, spoken),
                show.show(metric, cached.region_value(snapshot, month, metric.id), spoken),
                words.TESTED["untested"](spoken)
                if difference is None
                else show.difference(metric, difference, spoken),
                words.TESTED[trends.verdict(moved)](spoken),
            )
        )
    heads = (
        words.COLUMN_YEAR,
        frame.PREFECTURE_WIDE,
        words.COLUMN_CHANGE_BOTH,
        words.COLUMN_TESTED,
    )
    table = Table([head(spoken) for head in heads], lines, numeric=frozenset({1, 2, 3}))
    return heading(words.YEARS(spoken)) + tables.fragment(table, "years")


@kept
def by_month(snapshot: Snapshot, choices: Choices) -> Table:
    """The numbers of the lines: a row a month, a column a year."""
    spoken = choices.language
    listed = [
        (frame.PREFECTURE_WIDE(spoken), year, _region(snapshot, choices, year))
        for year in years(snapshot, choices)
    ]
    if own_is_drawn(snapshot, choices):
        who = rows.names(snapshot, spoken)[choices.place or ""]
        listed += [(who, year, _own(snapshot, choices, year)) for year in years(snapshot, choices)]
    heads = [
        words.COLUMN_OF(spoken, who=who, year=phrases.short_year(year, spoken))
        for who, year, _ in listed
    ]
    return Table(
        heads=[words.COLUMN_MONTH(spoken), *heads],
        rows=[_month(at, [series for *_, series in listed], choices, spoken) for at in range(12)],
        numeric=frozenset(range(1, 1 + len(heads))),
    )


def _month(at: int, series: list[Series], choices: Choices, spoken: Language) -> tuple[str, ...]:
    metric = catalogue.metric(choices.metric)
    values = (list(each.values())[at : at + 1] for each in series)
    cells = (show.show(metric, each[0], spoken) if each else "" for each in values)
    return phrases.month_alone(months(choices.fiscal_year)[at], spoken), *cells


@kept
def folded(snapshot: Snapshot, choices: Choices) -> str:
    """The table of the months behind a line that opens it, as HTML; empty without any value."""
    if not can_be_drawn(snapshot, choices):
        return ""
    return tables.folded(by_month(snapshot, choices), choices.language, words.BY_MONTH)


def can_be_drawn(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the region has a value in a month of the chosen year."""
    return any(each.known for each in _region(snapshot, choices, choices.fiscal_year).values())


def beside(snapshot: Snapshot, choices: Choices) -> str:
    """What stands at the right of the region's figure: the own place's title, or the years."""
    own = trends.own_title(snapshot, choices)
    if own_is_drawn(snapshot, choices):
        return own
    return own + same_date(snapshot, choices)
