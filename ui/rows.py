"""Rows for the figures: one municipality with one measure, in the reader's words."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from charts.rows import Row
from metrics import catalogue, show
from metrics.calculate import Value
from metrics.ranks import Rank
from ui import cached, phrases
from ui.cached import Snapshot
from ui.choices import Choices
from wording import pages
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
    low, high = value.low, value.high
    return Row(
        code=code,
        name=cached.places(snapshot)[code].name(spoken),
        value=value,
        text=show.show(metric, value, spoken),
        interval="" if low is None or high is None else show.interval(metric, low, high, spoken),
        people=show.parts(metric, value, spoken),
        rank=rank,
        rank_text=phrases.rank_text(rank, metric, spoken),
        own=code == choices.place,
        peer=code in group,
    )


@cached.kept
def compared(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The municipalities compared: those taking part, or the reader's own and its peers."""
    everyone = cached.taking_part(snapshot, choices.month)
    if choices.group == "peers" and choices.place:
        return peer_group(snapshot, choices) | {choices.place}
    return everyone


def peer_group(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The peers of the reader's own municipality among those taking part; none without one."""
    if choices.place is None:
        return frozenset()
    return frozenset(cached.peers_of(snapshot, choices.month, choices.place).codes)


def drawn(listed: Sequence[Row], among: frozenset[str]) -> list[Row]:
    """The rows that have a number and are compared."""
    return [row for row in listed if row.drawn and row.code in among]


def ordered(listed: Sequence[Row], order: str) -> list[Row]:
    """By rank, best first, or by code; equal ranks by code."""
    if order == "code":
        return list(listed)
    return sorted(listed, key=lambda row: (row.rank.rank if row.rank else 0, row.code))


def middle(listed: Sequence[Row]) -> float | None:
    """The median of the values that there are."""
    known = [row.value.value for row in listed if row.value.value is not None]
    return median(known) if known else None


def own(listed: Sequence[Row]) -> Row | None:
    """The reader's own municipality."""
    return next((row for row in listed if row.own), None)


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
