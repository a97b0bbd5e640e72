"""Ranks, and how sure they are.

Goldstein & Spiegelhalter (1996), JRSS-A 159:385-443, on league tables and the intervals of ranks;
Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91:476-518, on inference for
ranks. A rank is an estimate: with equal true rates, the small places fill both ends of a table.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
Longs = NDArray[np.int64]

_LOT = 1e-9
"""How far chance parts places that a draw leaves equal, on the scale of logarithms."""
_CELLS = 64_000
"""Places x draws made at once: few enough to stay near the processor."""


class Rank(NamedTuple):
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
class DrawnOrders:
    """In which order places stand in every draw of their true values."""

    codes: tuple[str, ...]
    orders: Ints
    """Draws x ranks: the place at each rank, the best first, by its position in the codes."""

    def among(self, codes: Collection[str]) -> "DrawnOrders":
        """The same of some of the places alone; their codes stay in the order of these."""
        chosen = tuple(code for code in self.codes if code in codes)
        if chosen == self.codes:
            return self
        new = np.full(len(self.codes), -1, dtype=np.int16)
        new[[self.codes.index(code) for code in chosen]] = np.arange(len(chosen))
        renamed = new.take(self.orders)
        held = renamed.take(np.flatnonzero(renamed >= 0))
        return DrawnOrders(chosen, held.reshape(len(renamed), len(chosen)))


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
    return ranked(metric, values, drawn_orders(metric, values, orders, draws=draws, seed=seed))


def drawn_orders(
    metric: Metric,
    values: Mapping[str, Value],
    orders: Mapping[str, Order] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> DrawnOrders | None:
    """The order of the places in every draw of their true values; None where nothing is drawn.

    Those of shares come from the beta-binomial posterior, those of amounts per person from
    `orders`, the bootstrap's draws of each place, drawn together.
    """
    codes = tuple(code for code in sorted(values) if values[code].share or code in (orders or ()))
    if not codes:
        return None
    if orders:
        listed = [orders[code] for code in codes]
        return DrawnOrders(codes, _orders_of_amounts(listed, metric.direction, seed))
    parts = [values[code].numerator or 0 for code in codes]
    wholes = [values[code].denominator or 0 for code in codes]
    return DrawnOrders(codes, _orders_of_rates(parts, wholes, metric.direction, draws, seed))


def ranked(
    metric: Metric, values: Mapping[str, Value], drawn: DrawnOrders | None
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
    chosen = drawn.among(plain)
    lows, highs = (dict(zip(chosen.codes, ends, strict=True)) for ends in _shortest(chosen.orders))
    unsure = {code for code, each in known.items() if each.low is None}
    ranges = {code: (int(lows[code]), int(highs[code])) for code in plain}
    return _with_ranges(plain, ranges, unsure)


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
    return _shortest(_orders_of_rates(numerators, denominators, direction, draws, seed))


def ranges_of_draws(
    orders: Sequence[Order], direction: Direction = "higher", *, seed: int = SEED
) -> tuple[Ints, Ints]:
    """The same of amounts per person."""
    return _shortest(_orders_of_amounts(orders, direction, seed))


def _shortest(orders: Ints) -> tuple[Ints, Ints]:
    """The shortest run of ranks that holds 95 % of each place's draws; of several, the best."""
    counts, places = _counts(orders), orders.shape[1]
    at_once = max(_CELLS // max(places, 1), 1)
    some = [_runs(counts[at : at + at_once], len(orders)) for at in range(0, places, at_once)]
    lows, highs = np.concatenate([np.zeros((2, 0), dtype=np.int16), *some], axis=1)
    return lows, highs


def _runs(counts: Longs, draws: int) -> Ints:
    """Best and worst ends of the shortest runs of some places; 2 x places.

    The places' running counts stand one behind the other, each beyond the last, so that one search
    finds the end of every run.
    """
    places, ranks = counts.shape
    so_far = np.zeros((places, ranks + 1), dtype=np.int64)
    so_far[:, 1:] = counts.cumsum(axis=1)
    so_far += np.arange(places)[:, None] * 2 * draws
    ends = so_far.ravel().searchsorted(so_far + int(np.ceil(LEVEL * draws)))
    ends -= np.arange(places)[:, None] * (ranks + 1)
    widths = np.where(ends <= ranks, ends - np.arange(ranks + 1), ranks + 1)
    best = widths.argmin(axis=1)
    return np.array([best + 1, ends[np.arange(places), best]], dtype=np.int16)


def _counts(orders: Ints) -> Longs:
    """How often each place has each rank; places x ranks."""
    places = orders.shape[1]
    by_rank = [np.bincount(each, minlength=places) for each in np.ascontiguousarray(orders.T)]
    return np.array(by_rank, dtype=np.int64).reshape(places, places).T


def tie_groups(lows: Sequence[int], highs: Sequence[int]) -> list[int]:
    """The tie group of each place, for places in the order of their ranks; numbered from 0.

    Neighbours form a group while every pair in it has ranges that are `ALIKE`. Asking it of every
    pair, and not of neighbours alone, keeps a chain of small steps from joining first and last.
    """
    low, high = np.asarray(lows, dtype=np.int64), np.asarray(highs, dtype=np.int64)
    neighbours = _alike(low[:-1], high[:-1], low[1:], high[1:]).tolist()
    groups: list[int] = []
    start = 0
    for place, with_last in enumerate([False, *neighbours][: len(low)]):
        before = slice(start, place - 1)
        if not (with_last and _alike(low[before], high[before], low[place], high[place]).all()):
            start = place
        groups.append(start)
    numbers = {first: number for number, first in enumerate(dict.fromkeys(groups))}
    return [numbers[first] for first in groups]


def _key(value: float, direction: Direction) -> float:
    return value if direction == "lower" else -value


def _with_ranges(
    plain: dict[str, Rank], ranges: Mapping[str, tuple[int, int]], unsure: Collection[str]
) -> dict[str, Rank]:
    """The same ranks with range and tie group. Both are in the order of the ranks.

    A range is widened to hold its own raw rank: it hardly ever needs it, and never reads absurdly.
    Places that are `unsure` have neither.
    """
    first: dict[int, int] = {}
    found: dict[str, Rank] = {}
    groups = tie_groups(*zip(*ranges.values(), strict=True))
    for (code, each), (low, high), group in zip(
        plain.items(), ranges.values(), groups, strict=True
    ):
        number = first.setdefault(group, each.rank)
        ends = min(low, each.rank), max(high, each.rank)
        found[code] = each if code in unsure else Rank(each.rank, each.of, *ends, number)
    return found


def _orders_of_rates(
    numerators: ArrayLike, denominators: ArrayLike, direction: Direction, draws: int, seed: int
) -> Ints:
    """The order of the places in each draw of their true rates; draws x ranks.

    A draw picks one of a place's likely values, as a whole number whose last bits are the place:
    sorting such numbers is a small part of the work of sorting values and following where they go.
    """
    odds = likely_odds(numerators, denominators)
    bits = len(odds).bit_length()
    keys = _keys(odds if direction == "lower" else -odds, bits)
    chance = np.random.PCG64(seed)
    first = np.arange(len(keys)) * LEVELS
    orders = np.empty((draws, len(keys)), dtype=np.int16)
    at_once = max(_CELLS // max(len(keys), 1), 1)
    for begin in range(0, draws, at_once):
        some = orders[begin : begin + at_once]
        levels = _any_levels(chance, some.size).reshape(some.shape)
        chosen = keys.take(levels + first)
        chosen.sort(axis=1)
        some[:] = chosen & ((1 << bits) - 1)
    return orders


def _any_levels(chance: np.random.PCG64, count: int) -> NDArray[np.uint16]:
    """So many numbers below LEVELS, any alike: a quarter of the bits of a random number each."""
    levels: NDArray[np.uint16] = chance.random_raw(count // 4 + 1).view(np.uint16)[:count]
    levels &= LEVELS - 1
    return levels


def _keys(worst_last: NDArray[np.float32], bits: int) -> NDArray[np.int32]:
    """Each place's likely values as numbers that sort alike, the place in their last bits."""
    fine = 2.0 ** (30 - bits) / max(float(np.abs(worst_last).max(initial=0)), 1.0)
    keys: NDArray[np.int32] = (worst_last * fine).astype(np.int32)
    keys <<= bits
    keys += np.arange(len(keys), dtype=np.int32)[:, None]
    return keys


def _orders_of_amounts(orders: Sequence[Order], direction: Direction, seed: int) -> Ints:
    generator = np.random.default_rng(seed)
    table = drawn_together(orders, generator)
    lot = _LOT * generator.random(table.shape)
    worst_last = lot + table if direction == "lower" else lot - table
    return np.argsort(worst_last, axis=1).astype(np.int16)


def _alike(lows: Longs, highs: Longs, low: Longs, high: Longs) -> NDArray[np.bool_]:
    """Whether each range shares enough ranks with the other one (Jaccard index)."""
    shared = np.minimum(highs, high) - np.maximum(lows, low) + 1
    either = (highs - lows + 1) + (high - low + 1) - np.maximum(shared, 0)
    alike: NDArray[np.bool_] = shared >= ALIKE * either
    return alike
