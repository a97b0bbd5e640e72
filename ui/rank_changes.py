"""What would change the rank of the reader's own place, answered from the raw numbers."""

import html
from collections.abc import Mapping
from math import ceil

from charts.rows import Row
from metrics import catalogue, gaps, show
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.disclosure import Sight
from metrics.ranks import Rank
from ui import cached, phrases, rows
from ui.cached import Snapshot
from ui.choices import Choices
from ui.headings import heading, note
from wording import ranking as words
from wording.text import Language


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices) -> str:
    """How many more or fewer move the place by a rank or to the edge of its range, as HTML."""
    own = rows.own(rows.rows(snapshot, choices, choices.metric))
    if own is None or own.rank is None or _alike(snapshot, choices):
        return ""
    spoken = choices.language
    title, metric = heading(words.CHANGES(spoken, place=own.name)), catalogue.metric(choices.metric)
    if metric.direction != "higher":
        return title + note(words.NO_WAY_UP(spoken, measure=metric.name(spoken)))
    lines = _lines(snapshot, choices, own, own.rank)
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'{title}<ul class="advice">{items}</ul>{note(_caveat(snapshot, own.rank, spoken))}'


def _alike(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether all places compared have the same value, or there is one place alone."""
    return len({row.value.value for row in rows.everyone_drawn(snapshot, choices)}) < 2


def _lines(snapshot: Snapshot, choices: Choices, own: Row, rank: Rank) -> list[str]:
    """The way up, and the way down."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    among = rows.compared(snapshot, choices)
    values = cached.compared_of(snapshot, choices.month, choices.metric, among)
    upwards = _upwards(metric, values, own.code, rank, spoken)
    return [*upwards, *_downwards(metric, values, own.code, spoken)]


def _upwards(
    metric: Metric, values: Mapping[str, Value], code: str, rank: Rank, spoken: Language
) -> list[str]:
    """The way to the next place, and to the better end of the range where that is farther."""
    following = gaps.to_next(metric, values, code)
    if following is None:
        return [words.AT_THE_TOP(spoken)]
    reached = gaps.rank_with(metric, values, code, following.more)
    what, count = metric.numerator_name(spoken), _counted(metric, following.more, spoken)
    lines = [words.UP(spoken, what=what, count=count, rank=phrases.position(reached, spoken))]
    if rank.low is None or rank.low >= reached:
        return lines
    edge = gaps.to_rank(metric, values, code, rank.low)
    if edge is not None:
        best = phrases.position(rank.low, spoken)
        lines.append(
            words.TO_THE_EDGE(spoken, count=_counted(metric, edge.more, spoken), rank=best)
        )
    return lines


def _downwards(
    metric: Metric, values: Mapping[str, Value], code: str, spoken: Language
) -> list[str]:
    fewer = gaps.until_overtaken(metric, values, code)
    if fewer is None:
        return [] if _has_lower(values, code) else [words.AT_THE_BOTTOM(spoken)]
    reached = phrases.position(gaps.rank_with(metric, values, code, -fewer), spoken)
    return [words.DOWN(spoken, count=_counted(metric, fewer, spoken), rank=reached)]


def _has_lower(values: Mapping[str, Value], code: str) -> bool:
    """Whether any place has a lower value."""
    own = values[code].value or 0.0
    return any(each.value is not None and each.value < own for each in values.values())


def _caveat(snapshot: Snapshot, rank: Rank, spoken: Language) -> str:
    """That the numbers are raw, or rounded, and which moves chance alone can make."""
    coarse = cached.sight_of_region(snapshot) is Sight.COARSE
    numbers = (words.FROM_ROUNDED_NUMBERS if coarse else words.FROM_RAW_NUMBERS)(spoken)
    told = show.rank_range(rank, spoken)
    if not told or rank.low == rank.high:
        return numbers
    return phrases.sentences([numbers, words.WITHIN_THE_RANGE(spoken, range=told)], spoken)


def _counted(metric: Metric, amount: int, spoken: Language) -> str:
    """An amount of the numerator as it is said: 3人, 3件, and minutes for the seconds kept."""
    sentence = words.COUNTERS.get(metric.numerator, words.PEOPLE)
    shown = ceil(amount * metric.scale) if sentence is words.MINUTES else amount
    return sentence(spoken, count=f"{shown:,}")
