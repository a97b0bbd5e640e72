"""Rows for the figures: one municipality with one measure, in the reader's words."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from charts.rows import Row
from metrics import catalogue, sentences, show, shrinkage
from metrics.calculate import State, Value
from metrics.ranks import Rank
from metrics.ranks import rank as rank_of
from ui import cached, phrases
from ui.cached import Snapshot
from ui.choices import GROUPS, Choices
from ui.headings import note
from wording import pages
from wording import ranking as words
from wording.text import Language


@cached.kept
def rows(snapshot: Snapshot, choices: Choices, metric: str) -> tuple[Row, ...]:
    """Every municipality of the prefecture with one measure, in code order."""
    values = cached.values_of(snapshot, choices.month, metric)
    among = compared(snapshot, choices)
    ranks = cached.ranks_of(snapshot, choices.month, metric, among)
    group = peer_group(snapshot, choices)
    return tuple(
        _row(code, value, ranks.get(code), snapshot, choices, metric, group)
        for code, value in values.items()
    )


@cached.kept
def everyone(snapshot: Snapshot, choices: Choices, metric: str) -> tuple[Row, ...]:
    """The rows of those compared, and a row without a name for each that is not published."""
    among = compared(snapshot, choices)
    values = cached.compared_of(snapshot, choices.month, metric, among)
    known = {code: each.value for code, each in values.items() if each.value is not None}
    positions = rank_of(known, catalogue.metric(metric).direction)
    return (
        *(row for row in rows(snapshot, choices, metric) if row.code in values),
        *(
            _nameless(code, value, positions.get(code), len(known), metric, choices.language)
            for code, value in values.items()
            if cached.is_nameless(code)
        ),
    )


def _nameless(
    code: str, value: Value, position: int | None, of: int, metric: str, spoken: Language
) -> Row:
    """A place whose name and size are not told, and so no range of its rank either."""
    rank = None if position is None else Rank(position, of)
    return Row(
        code=code,
        name=pages.SOMEBODY(spoken),
        value=value,
        text=show.show(catalogue.metric(metric), value, spoken),
        interval="",
        people="",
        rank=rank,
        rank_text=phrases.rank_text(rank, catalogue.metric(metric), spoken),
        peer=False,
    )


def everyone_drawn(snapshot: Snapshot, choices: Choices) -> list[Row]:
    """Those compared that have a number in the chosen measure."""
    return [row for row in everyone(snapshot, choices, choices.metric) if row.drawn]


def has_nameless(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether somebody is compared whose name the reader may not know."""
    listed = everyone(snapshot, choices, choices.metric)
    return any(cached.is_nameless(row.code) for row in listed)


def published(listed: Sequence[Row]) -> list[Row]:
    """The rows of places that the reader may know anything of."""
    return [row for row in listed if row.value.state is not State.WITHHELD]


def _row(
    code: str,
    value: Value,
    rank: Rank | None,
    snapshot: Snapshot,
    choices: Choices,
    metric_id: str,
    group: frozenset[str],
) -> Row:
    metric, spoken = catalogue.metric(metric_id), choices.language
    low, high, precise = value.low, value.high, show.precise(metric, value)
    return Row(
        code=code,
        name=cached.places(snapshot)[code].name(spoken),
        value=value,
        text=show.show(metric, value, spoken),
        interval="" if low is None or high is None else show.interval(precise, low, high, spoken),
        people=show.parts(metric, value, spoken),
        rank=rank,
        rank_text=phrases.rank_text(rank, metric, spoken),
        own=code == choices.place,
        peer=code in group,
    )


@cached.kept
def estimated(snapshot: Snapshot, choices: Choices) -> tuple[Row, ...]:
    """The rows of the chosen measure, with the shrunken rate of each place that is compared."""
    metric, spoken = catalogue.metric(choices.metric), choices.language
    rates = _shrunken(snapshot, choices)
    return tuple(
        replace(
            row,
            estimate=rates[row.code],
            estimate_text=words.ESTIMATED(
                spoken, value=show.number(metric, rates[row.code], spoken)
            ),
        )
        if row.code in rates
        else row
        for row in rows(snapshot, choices, choices.metric)
    )


def estimate_alone(row: Row, choices: Choices) -> str:
    """The shrunken rate as text, without its name; empty where there is none."""
    if row.estimate is None:
        return ""
    return show.number(catalogue.metric(choices.metric), row.estimate, choices.language)


def _shrunken(snapshot: Snapshot, choices: Choices) -> Mapping[str, float]:
    """The shrunken rates of the places compared; none for a measure that is no proportion.

    Towards all who take part, as the ranges of the ranks, also where peers alone are compared.
    """
    if has_nameless(snapshot, choices):
        return {}
    among = compared(snapshot, choices)
    known = proportions(snapshot, replace(choices, group=GROUPS[0]))
    rates = shrinkage.shrunken_rates(
        [value.numerator or 0 for value in known.values()],
        [value.denominator or 1 for value in known.values()],
    )
    listed = zip(known, rates.tolist(), strict=True)
    return {code: rate for code, rate in listed if code in among}


@cached.kept
def proportions(snapshot: Snapshot, choices: Choices) -> Mapping[str, Value]:
    """The values of the places compared that are parts of a whole; others have no such interval."""
    among = compared(snapshot, choices)
    values = cached.values_of(snapshot, choices.month, choices.metric)
    return {code: value for code, value in values.items() if code in among and value.share}


@cached.kept
def compared(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The municipalities compared: those taking part, or the reader's own and its peers."""
    everyone = cached.taking_part(snapshot, choices.month)
    if choices.group == "peers" and choices.place:
        return peer_group(snapshot, choices) | {choices.place}
    return everyone


@cached.kept
def names(snapshot: Snapshot, spoken: Language) -> Mapping[str, str]:
    """The name of every municipality of the prefecture, by code."""
    return {code: place.name(spoken) for code, place in cached.places(snapshot).items()}


def peer_group(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The peers of the reader's own municipality among those taking part; none without one."""
    if choices.place is None:
        return frozenset()
    return frozenset(cached.peers_of(snapshot, choices.month, choices.place).codes)


def drawn(listed: Sequence[Row], among: frozenset[str]) -> list[Row]:
    """The rows that have a number and are compared."""
    return [row for row in listed if row.drawn and row.code in among]


def ordered(listed: Sequence[Row], order: str) -> list[Row]:
    """By rank, best first, or by code; equal ranks by code, and places without a rank last."""
    if order == "code":
        return list(listed)
    return sorted(listed, key=lambda row: (row.rank.rank if row.rank else math.inf, row.code))


def middle(listed: Sequence[Row]) -> float | None:
    """The median of the values that there are."""
    known = [row.value.value for row in listed if row.value.value is not None]
    return median(known) if known else None


def own(listed: Sequence[Row]) -> Row | None:
    """The reader's own municipality."""
    return next((row for row in listed if row.own), None)


def refusals(snapshot: Snapshot, choices: Choices, *, intervals: bool = False) -> str:
    """Why places have no value although they have records, as HTML; or no interval, if asked for.

    One sentence for all that lack it for the same reason; empty where all is well.
    """
    spoken, among = choices.language, compared(snapshot, choices)
    lacking: dict[str, list[str]] = {}
    for row in rows(snapshot, choices, choices.metric):
        if row.value.refusal and row.code in among and (intervals or not row.value.known):
            lacking.setdefault(row.value.refusal(spoken), []).append(row.name)
    return "".join(
        note(pages.REFUSED(spoken, place=sentences.listed(names, spoken), reason=reason))
        for reason, names in lacking.items()
    )


def without_value(listed: Sequence[Row], spoken: Language) -> str:
    """How many places have no value, by state: 不参加9、10人未満1; empty where all have one."""
    counts = Counter(row.value.state for row in listed if not row.drawn)
    named = [
        pages.STATE_COUNT(spoken, state=show.STATES[state](spoken), count=count)
        for state, count in counts.most_common()
    ]
    return pages.WITHOUT(spoken, states=words_join(named, spoken)) if named else ""


def words_join(named: Sequence[str], spoken: Language) -> str:
    """Names or phrases one after the other, as the language sets them."""
    return ("、" if spoken == "ja" else ", ").join(named)
