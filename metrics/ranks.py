"""Ranks, and how sure they are.

Goldstein & Spiegelhalter (1996), JRSS-A 159:385-443, on league tables and the intervals of ranks;
Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91:476-518, on inference for
ranks. A rank is an estimate: with equal true rates, the small places fill both ends of a table.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.calculate import Value
from metrics.catalogue import Direction, Metric
from metrics.shrinkage import LEVELS, Order, drawn_together, likely_odds

DRAWS = 10_000
SEED = 20_260_401
LEVEL = 0.95
ALIKE = 0.8
"""The share of ranks that two ranges have in common (of all that either holds) to be a tie."""

Ints = NDArray[np.int16]

_LOT = 1e-9
"""How far chance parts places that a draw leaves equal, on the scale of logarithms."""
_BLOCK = 1_000
"""Draws made at once: bounds the memory for a whole country."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Where one place stands among those that have a value."""

    rank: int
    """1 is the best, or the highest where no direction is good; equal values share the lowest."""
    of: int
    low: int | None = None
    """The 95 % range of the true rank: its best end. None where the metric has no interval."""
    high: int | None = None
    group: int | None = None
    """The tie group, by its lowest rank number: members cannot be told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnRanks:
    """The ranks of places in every draw of their true values."""

    codes: tuple[str, ...]
    ranks: Ints
    """Draws x places, in the order of the codes; 1 is the best."""

    def among(self, codes: Sequence[str]) -> Ints:
        """The ranks that some of the places have among themselves."""
        chosen = self.ranks[:, [self.codes.index(code) for code in codes]]
        return chosen if len(codes) == len(self.codes) else _ranks_of_rows(chosen)


def rank(values: Mapping[str, float], direction: Direction = "higher") -> dict[str, int]:
    """Competition ranks: equal values share the lowest number, and the next is skipped."""
    ordered = sorted(values, key=lambda code: _key(values[code], direction))
    ranks: dict[str, int] = {}
    for position, code in enumerate(ordered, start=1):
        before = ordered[position - 2] if position > 1 else None
        same = before is not None and values[before] == values[code]
        ranks[code] = ranks[before] if same and before is not None else position
    return ranks


def ranking(
    metric: Metric,
    values: Mapping[str, Value],
    orders: Mapping[str, Order] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Rank]:
    """The rank of every place that has a value, best first; with ranges where they can be had."""
    return ranked(metric, values, drawn_ranks(metric, values, orders, draws=draws, seed=seed))


def drawn_ranks(
    metric: Metric,
    values: Mapping[str, Value],
    orders: Mapping[str, Order] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> DrawnRanks | None:
    """The ranks of the places in every draw of their true values; None where nothing is drawn.

    Those of shares come from the beta-binomial posterior, those of amounts per person from
    `orders`, the bootstrap's draws of each place, drawn together.
    """
    codes = tuple(code for code in sorted(values) if values[code].share or code in (orders or ()))
    if not codes:
        return None
    if orders:
        listed = [orders[code] for code in codes]
        return DrawnRanks(codes, _ranks_of_amounts(listed, metric.direction, seed))
    parts = [values[code].numerator or 0 for code in codes]
    wholes = [values[code].denominator or 0 for code in codes]
    return DrawnRanks(codes, _ranks_of_rates(parts, wholes, metric.direction, draws, seed))


def ranked(
    metric: Metric, values: Mapping[str, Value], drawn: DrawnRanks | None
) -> dict[str, Rank]:
    """The rank of every place that has a value, best first, with its range among just these.

    No place has a range where one of them is not drawn, as a share above its whole is not. A place
    without an interval has none either, and its draws count in the others'.
    """
    known = {code: each for code, each in sorted(values.items()) if each.value is not None}
    ranks = rank({code: each.value or 0.0 for code, each in known.items()}, metric.direction)
    plain = {code: Rank(number, len(ranks)) for code, number in ranks.items()}
    if drawn is None or not plain or not set(plain) <= set(drawn.codes):
        return plain
    found = _shortest(drawn.among(list(plain)))
    unsure = {code for code, each in known.items() if each.low is None}
    return _with_ranges(plain, *found, unsure)


def rank_ranges(
    numerators: ArrayLike,
    denominators: ArrayLike,
    direction: Direction = "higher",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[Ints, Ints]:
    """The 95 % range of each place's true rank: best and worst end.

    The shortest run of ranks that holds 95 % of the draws from the beta-binomial posterior. Its
    coverage over simulated prefectures is measured in the tests.
    """
    return _shortest(_ranks_of_rates(numerators, denominators, direction, draws, seed))


def ranges_of_draws(
    orders: Sequence[Order], direction: Direction = "higher", *, seed: int = SEED
) -> tuple[Ints, Ints]:
    """The same of amounts per person."""
    return _shortest(_ranks_of_amounts(orders, direction, seed))


def _shortest(ranks: Ints) -> tuple[Ints, Ints]:
    """The shortest run of ranks that holds 95 % of each place's draws; of several, the best."""
    draws, places = ranks.shape
    inside = int(np.ceil(LEVEL * draws))
    so_far = np.zeros((places, places + 1), dtype=np.int64)
    so_far[:, 1:] = _counts(ranks).cumsum(axis=1)
    lows, highs = np.empty(places, dtype=np.int16), np.empty(places, dtype=np.int16)
    for place, counts in enumerate(so_far):
        ends = counts.searchsorted(counts + inside)
        width = np.where(ends <= places, ends - np.arange(places + 1), places + 1)
        lows[place] = np.argmin(width)
        highs[place] = ends[lows[place]]
    return lows + np.int16(1), highs


def _counts(ranks: Ints) -> NDArray[np.int64]:
    """How often each place has each rank; places x ranks."""
    places = ranks.shape[1]
    first = np.arange(places) * places - 1
    counts = np.zeros(places * places, dtype=np.int64)
    for begin in range(0, len(ranks), _BLOCK):
        cells = (ranks[begin : begin + _BLOCK] + first).ravel()
        counts += np.bincount(cells, minlength=places * places)
    return counts.reshape(places, places)


def tie_groups(lows: Sequence[int], highs: Sequence[int]) -> list[int]:
    """The tie group of each place, for places in the order of their ranks; numbered from 0.

    Neighbours form a group while every pair in it has ranges that are `ALIKE`. Asking it of every
    pair, and not of neighbours alone, keeps a chain of small steps from joining first and last.
    """
    low, high = np.asarray(lows, dtype=np.int64), np.asarray(highs, dtype=np.int64)
    groups: list[int] = []
    start = 0
    for place in range(len(low)):
        if not _alike(low[start:place], high[start:place], low[place], high[place]):
            start = place
        groups.append(start)
    numbers = {first: number for number, first in enumerate(dict.fromkeys(groups))}
    return [numbers[first] for first in groups]


def _key(value: float, direction: Direction) -> float:
    return value if direction == "lower" else -value


def _with_ranges(
    plain: dict[str, Rank], lows: Ints, highs: Ints, unsure: Collection[str]
) -> dict[str, Rank]:
    """The same ranks with range and tie group. `plain` is in the order of the ranks.

    A range is widened to hold its own raw rank: it hardly ever needs it, and never reads absurdly.
    Places that are `unsure` have neither.
    """
    first: dict[int, int] = {}
    ranked: dict[str, Rank] = {}
    groups = tie_groups(lows.tolist(), highs.tolist())
    for (code, each), low, high, group in zip(plain.items(), lows, highs, groups, strict=True):
        number = first.setdefault(group, each.rank)
        ends = min(int(low), each.rank), max(int(high), each.rank)
        ranked[code] = each if code in unsure else Rank(each.rank, each.of, *ends, number)
    return ranked


def _ranks_of_rates(
    numerators: ArrayLike, denominators: ArrayLike, direction: Direction, draws: int, seed: int
) -> Ints:
    """Ranks in each draw of the true rates; draws x places."""
    odds = likely_odds(numerators, denominators)
    better = odds if direction == "lower" else -odds
    generator = np.random.default_rng(seed)
    first = np.arange(len(better), dtype=np.int32) * LEVELS
    ranks = np.empty((draws, len(better)), dtype=np.int16)
    for begin in range(0, draws, _BLOCK):
        size = (min(_BLOCK, draws - begin), len(better))
        chosen = generator.integers(0, LEVELS, size, dtype=np.int32) + first
        ranks[begin : begin + size[0]] = _ranks_of_rows(better.ravel()[chosen])
    return ranks


def _ranks_of_amounts(orders: Sequence[Order], direction: Direction, seed: int) -> Ints:
    generator = np.random.default_rng(seed)
    table = drawn_together(orders, generator)
    lot = _LOT * generator.standard_normal(table.shape)
    return _ranks_of_rows(lot + table if direction == "lower" else lot - table)


def _ranks_of_rows(table: NDArray[np.floating] | Ints) -> Ints:
    """The rank of every cell within its row; the smallest is 1."""
    ranks = np.empty(table.shape, dtype=np.int16)
    numbers = np.arange(1, table.shape[1] + 1, dtype=np.int16)[None, :]
    np.put_along_axis(ranks, np.argsort(table, axis=1), numbers, axis=1)
    return ranks


def _alike(lows: NDArray[np.int64], highs: NDArray[np.int64], low: int, high: int) -> bool:
    """Whether the range low-high shares enough ranks with each of the others (Jaccard index)."""
    shared = np.minimum(highs, high) - np.maximum(lows, low) + 1
    either = (highs - lows + 1) + (high - low + 1) - np.maximum(shared, 0)
    return bool(np.all(shared >= ALIKE * either))
