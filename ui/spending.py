"""Spend against what comes of it: the numbers, the scatter plot, and the places by their corner."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import streamlit as st

from charts import figure, scatter
from charts.palette import Theme, palette
from charts.rows import Row
from charts.scatter import Point, Scale
from metrics import catalogue, show
from metrics.apart import apart
from metrics.association import Association, association
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.crossing import Crossing, crossing, far_off
from metrics.disclosure import Sight
from ui import cached, funnel, missing, rows
from ui.cached import Snapshot, drawn, kept
from ui.choices import Choices
from ui.headings import heading, note
from wording import compare as words
from wording.text import Language, inside


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Spend and a measure, by municipality code, as they are printed; hidden ones left out."""

    spend: Metric
    measure: Metric
    across: Mapping[str, float]
    up: Mapping[str, float]
    crossing: Crossing | None
    """None where no place has both."""
    beside_nameless: bool = False
    """Whether its medians are also those of places that are not published."""
    coarse: bool = False
    """Whether most of it is rounded."""

    @property
    def share_a_number(self) -> bool:
        """Whether spend is divided by what the measure counts or divides by too."""
        return self.spend.denominator in {self.measure.numerator, self.measure.denominator}

    @property
    def equal_spend(self) -> bool:
        """Whether several places are drawn, and spend is the same in all of them."""
        shown = self.crossing.more if self.crossing else ()
        return len(shown) > 1 and len({self.across[code] for code in shown}) == 1

    @property
    def association(self) -> Association | None:
        """Whether the two go together; None where that cannot be told.

        Rounding moves both numbers of a small place, and would look like a relation.
        """
        if self.share_a_number or self.crossing is None or self.coarse:
            return None
        both = list(self.crossing.more)
        return association([self.across[code] for code in both], [self.up[code] for code in both])


@kept
def pair(snapshot: Snapshot, choices: Choices) -> Pair:
    """The two measures of the page over the places that take part."""
    spend, measure = catalogue.metric(choices.spend), catalogue.metric(choices.metric)
    across, up = (_amounts(snapshot, choices.month, metric) for metric in (spend, measure))
    medians = _medians_of_all(snapshot, choices.month, spend, measure)
    return Pair(
        spend=spend,
        measure=measure,
        across=across,
        up=up,
        crossing=crossing(across, up, medians),
        beside_nameless=medians is not None,
        coarse=cached.sight_of_region(snapshot) is Sight.COARSE,
    )


def _medians_of_all(snapshot: Snapshot, month: int, *metrics: Metric) -> tuple[float, float] | None:
    """The medians of those that take part where some of them are not published; else None."""
    among = cached.taking_part(snapshot, month)
    listed = [cached.compared_of(snapshot, month, metric.id, among) for metric in metrics]
    if not any(map(cached.is_nameless, listed[1])):
        return None
    across, up = (
        median(
            show.printed(metric, each.value) for each in values.values() if each.value is not None
        )
        for metric, values in zip(metrics, listed, strict=True)
    )
    return across, up


def _amounts(snapshot: Snapshot, month: int, metric: Metric) -> dict[str, float]:
    among = cached.taking_part(snapshot, month)
    return {
        code: show.printed(metric, value.value)
        for code, value in cached.bare_values_of(snapshot, month, metric.id).items()
        if code in among and value.value is not None
    }


def can_be_drawn(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether any place has both measures."""
    return pair(snapshot, choices).crossing is not None


def names(choices: Choices) -> dict[str, str]:
    """The short names of both measures, by their places in a sentence."""
    spend, measure = (
        catalogue.metric(metric).short(choices.language)
        for metric in (choices.spend, choices.metric)
    )
    return {"spend": spend, "measure": inside(measure)}


@drawn
def scatter_plot(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the scatter plot on the page; nothing where no place has both measures."""
    numbers = pair(snapshot, choices)
    cross = numbers.crossing
    if cross is None:
        return
    listed = points(snapshot, choices)
    st.plotly_chart(
        scatter.figure(
            listed,
            scale(numbers.spend, cross.across, choices.language),
            scale(numbers.measure, cross.up, choices.language),
            palette(theme),
        ),
        key="spending",
        theme=None,
        config=figure.CONFIG,
        alt=words.ALT(choices.language, count=len(listed), **names(choices)),
    )


def points(snapshot: Snapshot, choices: Choices) -> list[Point]:
    """A dot for each place that has both measures."""
    numbers, named = pair(snapshot, choices), _named(snapshot, choices)
    spent = cached.values_of(snapshot, choices.month, choices.spend)
    return [_point(row, spent[row.code], numbers, named) for row in _drawn(snapshot, choices)]


def _drawn(snapshot: Snapshot, choices: Choices) -> list[Row]:
    """The rows of the measure that have a dot."""
    cross = pair(snapshot, choices).crossing
    listed = rows.rows(snapshot, choices, choices.metric)
    return [row for row in listed if cross is not None and row.code in cross.more]


def _point(row: Row, spent: Value, numbers: Pair, named: frozenset[str]) -> Point:
    return Point(
        name=row.name,
        across=numbers.across[row.code],
        up=numbers.up[row.code],
        own=row.own,
        peer=row.peer,
        named=row.code in named,
        reach_across=_interval(spent, numbers.spend) if row.own else None,
        reach_up=_interval(row.value, numbers.measure) if row.own else None,
    )


def _interval(value: Value, metric: Metric) -> tuple[float, float] | None:
    if value.low is None or value.high is None:
        return None
    return show.in_unit(metric, value.low), show.in_unit(metric, value.high)


def _named(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The places far off in spend; and in the measure, outside the funnel where it has one."""
    numbers = pair(snapshot, choices)
    if funnel.shape(snapshot, choices) is None:
        return far_off(numbers.across) | far_off(numbers.up)
    return far_off(numbers.across) | frozenset(funnel.outside(snapshot, choices))


def scale(metric: Metric, middle: float, spoken: Language) -> Scale:
    """How an axis of the plane is written, with its median."""
    before, _, after = show.split(metric, 0, spoken)
    value = show.number(metric, show.out_of_unit(metric, middle), spoken)
    return Scale(
        name=metric.short(spoken),
        prefix=before,
        suffix=after,
        decimals=metric.decimals,
        median=middle,
        median_name=words.MEDIAN(spoken, value=value),
    )


@kept
def corners(snapshot: Snapshot, choices: Choices) -> str:
    """The places in each corner between the medians, and those without a dot, as HTML."""
    spoken, numbers = choices.language, pair(snapshot, choices)
    cross = numbers.crossing
    if cross is None:
        return ""
    listed = {row.code: row for row in _drawn(snapshot, choices)}
    marked = _apart(numbers, listed, cross)
    parts = "".join(
        _corner(title(spoken, **names(choices)), [listed[code] for code in codes], marked, spoken)
        for (more, least), title in words.CORNERS.items()
        for codes in [cross.corner(more=more, least=least)]
        if codes or not numbers.beside_nameless
    )
    sentences = [words.NO_VERDICT(spoken)]
    if marked:
        mark = {"mark": words.APART(spoken), "measure": inside(numbers.measure.short(spoken))}
        sentences.insert(0, words.APART_FROM_MEDIAN(spoken, **mark))
    return (
        f"{heading(words.CORNERS_TITLE(spoken))}{_chance(listed, numbers, cross, spoken)}"
        f'<dl class="corners">{parts}</dl>'
        f"{''.join(map(note, sentences))}{not_drawn(snapshot, choices)}"
    )


def _chance(listed: Mapping[str, Row], numbers: Pair, cross: Crossing, spoken: Language) -> str:
    """Whether the own place's interval holds the median; empty where it has none."""
    own = rows.own(list(listed.values()))
    if own is None or own.value.low is None or own.value.high is None:
        return ""
    middle = show.out_of_unit(numbers.measure, cross.up)
    by_chance = own.value.low <= middle <= own.value.high
    measure = inside(numbers.measure.short(spoken))
    sentence = words.BY_CHANCE if by_chance else words.BEYOND_CHANCE
    return note(sentence(spoken, place=own.name, measure=measure, interval=own.interval))


def _corner(title: str, listed: list[Row], marked: frozenset[str], spoken: Language) -> str:
    count = words.COUNT(spoken, count=len(listed))
    own_first = sorted(listed, key=lambda row: not row.own)
    mark = words.APART(spoken)
    told = missing.some_names(
        [f"{row.name}{mark if row.code in marked else ''}" for row in own_first], spoken
    )
    look = ' class="own"' if any(row.own for row in listed) else ""
    return (
        f"<dt{look}>{html.escape(title)} <b>{html.escape(count)}</b></dt>"
        f"<dd>{html.escape(told or words.NOBODY(spoken))}</dd>"
    )


def _apart(numbers: Pair, listed: Mapping[str, Row], cross: Crossing) -> frozenset[str]:
    """The places whose measure differs from the median by more than chance."""
    rates = {code: row.value for code, row in listed.items() if row.value.share}
    middle = show.out_of_unit(numbers.measure, cross.up)
    return apart(rates, dict.fromkeys(rates, middle))


@kept
def not_drawn(snapshot: Snapshot, choices: Choices) -> str:
    """Who has no dot, by the reason, as HTML: that of the measure, or else of spend."""
    spend, measure = (
        cached.bare_values_of(snapshot, choices.month, each)
        for each in (choices.spend, choices.metric)
    )
    reasons = {code: spend[code] if each.known else each for code, each in measure.items()}
    names = rows.names(snapshot, choices.language)
    told = missing.names_by_state(reasons, names, choices.language)
    return note(words.NOT_SHOWN(choices.language, states=told)) if told else ""
