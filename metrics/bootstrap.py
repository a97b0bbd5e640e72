"""How sure an amount per person is: minutes, completions and yen, drawn again over the learners.

What is drawn is a licence, with all that its holder did in the fiscal year to date; a licence
without a learner did nothing. As many as there are come back in each draw, with replacement, and
the amount is worked out anew: sum first, divide once. Spend belongs to the contract and stays as
it is. The 95 % interval is Efron's (1987, JASA 82:171-185) bias-corrected and accelerated one,
which allows for the few learners who do very much.

A learner weighs in as one: enrolments of one learner are never taken as independent.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.facts import OF_A_LEARNER, Fact
from metrics.refusal import RefusedError
from metrics.shrinkage import Order
from wording.text import Text

Array = NDArray[np.float64]

QUANTITIES: Final = tuple(OF_A_LEARNER)
HEADS: Final = {"active_learners_fy", "enrolled_learners_fy"}
"""Quantities of which a learner adds one or none."""
DRAWS = 1_000
SEED = 20_260_401
FEWEST = 20
"""Learners behind an amount. With 20 of them, and amounts that differ as widely as minutes do, nine
in ten of the intervals hold the true value; with fewer not even that."""
FEWEST_HEADS = 10
"""Learners behind a count of learners, whose draws are binomial and need fewer."""
LEVEL = 0.95

_NORMAL = NormalDist()
_ENDS: Final = (_NORMAL.inv_cdf((1 - LEVEL) / 2), _NORMAL.inv_cdf((1 + LEVEL) / 2))
_CELLS = 100_000
"""Learners x draws made at once: bounds the memory for a large place."""

_FIXED = Text(
    ja="契約だけで決まる値なので、区間はありません。",
    en="The contract alone decides this figure, so it has no interval.",
)
_TOO_FEW = Text(
    ja="もとになる学習者が少なすぎるため、区間を示しません。",
    en="Too few learners are behind this figure for an interval.",
)
_ALIKE = Text(
    ja="全員が同じ値なので、引き直しても差が出ず、区間を示せません。",
    en="All learners are alike, so drawing them again shows no difference and gives no interval.",
)
_NEGATIVE = Text(
    ja="学習者の記録に負の値があるため、区間を計算できません。",
    en="A learner's record is negative, so no interval can be computed.",
)


@dataclass(frozen=True, eq=False)
class Drawn:
    """One place's learners, and the totals of as many drawn from them again and again."""

    size: int
    """Licences, or learners if those are more: people who left hand a licence on."""
    learners: Array
    """Learners x QUANTITIES."""
    totals: Array
    """Draws x QUANTITIES."""

    @cached_property
    def sums(self) -> Array:
        """What all of them did, by QUANTITIES."""
        summed: Array = self.learners.sum(axis=0)
        return summed

    @cached_property
    def behind(self) -> tuple[int, ...]:
        """How many learners add to each of QUANTITIES."""
        return tuple(np.count_nonzero(self.learners, axis=0).tolist())


def drawn(
    learners: ArrayLike, licences: int, stream: int, *, draws: int = DRAWS, seed: int = SEED
) -> Drawn:
    """The draws of a place. `learners` has a row each, with the columns QUANTITIES.

    Every place and period has its own `stream` of random numbers, so that its draws are the same
    whatever stands beside it, and those of two years are independent. Refuses negative quantities.
    """
    rows = np.asarray(learners, dtype=np.float64).reshape(-1, len(QUANTITIES))
    if (rows < 0).any():
        raise RefusedError(_NEGATIVE)
    size = max(licences, len(rows))
    generator = np.random.default_rng([seed, stream])
    totals = [weights @ rows for weights in _weights(size, len(rows), draws, generator)]
    return Drawn(size, rows, np.concatenate(totals))


def together(places: Iterable[Drawn]) -> Drawn:
    """Several places as one, of which each is drawn by itself."""
    held = [each for each in places if each.size]
    if not held:
        return drawn((), 0, 0)
    learners = np.concatenate([each.learners for each in held])
    totals: Array = np.sum([each.totals for each in held], axis=0)
    return Drawn(sum(each.size for each in held), learners, totals)


def applies(metric: Metric) -> bool:
    """Whether the metric is an amount per person, of which every learner's part is known."""
    return metric.kind == "ratio" and any(
        name in QUANTITIES for name in (metric.numerator, metric.denominator)
    )


def with_intervals(
    metric: Metric,
    values: Mapping[str, Value],
    facts: Mapping[str, Fact],
    places: Mapping[str, Drawn],
) -> dict[str, Value]:
    """The values with their intervals, or with the reason why they have none; all by code."""
    found, sure = dict(values), []
    for code, each in values.items():
        try:
            if each.known:
                _refuse_few(metric, places[code])
                sure.append(code)
        except RefusedError as refused:
            found[code] = replace(each, refusal=refused.text)
    limits = _limits(metric, [facts[code] for code in sure], [places[code] for code in sure])
    for code, (low, high) in zip(sure, limits.tolist(), strict=True):
        spread = {"refusal": _ALIKE} if math.isnan(low) else {"low": low, "high": high}
        found[code] = replace(values[code], **spread)
    return found


def interval(metric: Metric, fact: Fact, place: Drawn) -> tuple[float, float]:
    """Lower and upper limit of the metric at a place, in its unit.

    Refuses a metric that the learners have no part in, and a place with too few of them.
    """
    _refuse_few(metric, place)
    ((low, high),) = _limits(metric, [fact], [place]).tolist()
    if math.isnan(low):
        raise RefusedError(_ALIKE)
    return low, high


def order(metric: Metric, fact: Fact, place: Drawn) -> Order | None:
    """What a place is ranked by, as it is and in each draw; None where nothing is drawn.

    That is the logarithm of the metric, on which the noise of small values and of large ones is
    alike. Half a unit is added to what is drawn, so that nobody at all is no infinity.
    """
    own, every = (
        np.asarray(
            _logarithm(metric.numerator, fact, each) - _logarithm(metric.denominator, fact, each)
        )
        for each in (place.sums[None], place.totals)
    )
    if not len(every) or not np.isfinite(every).all():
        return None
    return Order(float(own[0]), every, max(min(_behind(metric, place).values(), default=0), 1))


def amount(quantity: str, place: Drawn) -> Order | None:
    """The logarithm of a place's total of one quantity, as it is and in each draw.

    None where too few learners are behind it for the draws to mean anything.
    """
    at = QUANTITIES.index(quantity)
    if place.behind[at] < FEWEST:
        return None
    own = float(np.log(place.sums[at] + 0.5))
    return Order(own, np.log(place.totals[:, at] + 0.5), place.behind[at])


def _behind(metric: Metric, place: Drawn) -> dict[str, int]:
    """How many learners add to each quantity of the metric that is drawn."""
    return {
        name: place.behind[at]
        for name in (metric.numerator, metric.denominator)
        if name is not None and (at := _column(name)) is not None
    }


def _logarithm(name: str | None, fact: Fact, sums: Array) -> Array | float:
    """Of each row of sums, or of what the contract alone decides."""
    at = _column(name)
    if at is not None:
        logarithms: Array = np.log(sums[:, at] + 0.5)
        return logarithms
    fixed = float(getattr(fact, name or ""))
    return math.log(fixed) if fixed > 0 else -math.inf


def _weights(
    size: int, learners: int, draws: int, generator: np.random.Generator
) -> Iterator[Array]:
    """How often each learner comes back in each draw, some draws at a time.

    How many of the licences drawn have a learner is binomial; who they are, any alike.
    """
    if not learners:
        yield np.zeros((draws if size else 0, 0))
        return
    held = generator.binomial(size, learners / size, draws)
    kind = np.uint16 if learners <= np.iinfo(np.uint16).max else np.uint32
    at_once = max(_CELLS // size, 1)
    for begin in range(0, draws, at_once):
        some = held[begin : begin + at_once]
        cells = len(some) * learners
        chosen = np.repeat(np.arange(0, cells, learners), some)
        chosen += generator.integers(0, learners, len(chosen), dtype=kind)
        yield np.bincount(chosen, minlength=cells).reshape(len(some), learners).astype(np.float64)


def _refuse_few(metric: Metric, place: Drawn) -> None:
    behind = _behind(metric, place)
    if not behind:
        raise RefusedError(_FIXED)
    if any(count < (FEWEST_HEADS if name in HEADS else FEWEST) for name, count in behind.items()):
        raise RefusedError(_TOO_FEW)


def _column(name: str | None) -> int | None:
    return QUANTITIES.index(name) if name in QUANTITIES else None


def _limits(metric: Metric, facts: Sequence[Fact], places: Sequence[Drawn]) -> Array:
    """The bias-corrected and accelerated limits at each place; not a number without any spread.

    Places x 2. The places are worked out side by side: one by one would take several times as long.
    """
    if not places:
        return np.empty((0, 2))
    own = _ratios(metric, facts, [each.sums[None] for each in places])
    draws = _ratios(metric, facts, [each.totals for each in places])
    draws.sort(axis=1)
    below = ((draws < own).sum(axis=1) + (draws <= own).sum(axis=1)) / 2
    limits = np.full((len(places), 2), np.nan)
    accelerations = _accelerations(metric, facts, places)
    steps = np.linspace(0, 1, draws.shape[1])
    for at, (row, raw, acceleration) in enumerate(
        zip(draws, own[:, 0], accelerations, strict=True)
    ):
        if row[0] == row[-1]:
            continue
        bias = _NORMAL.inv_cdf(min(max(below[at], 0.5), len(row) - 0.5) / len(row))
        ends = [_NORMAL.cdf(bias + (bias + z) / (1 - acceleration * (bias + z))) for z in _ENDS]
        first, last = np.interp(ends, steps, row)
        limits[at] = min(first, raw), max(last, raw)
    return limits


def _accelerations(metric: Metric, facts: Sequence[Fact], places: Sequence[Drawn]) -> Array:
    """Efron's acceleration of each place: a sixth of the skewness when one licence is left out."""
    idle = np.zeros((1, len(QUANTITIES)))
    left_out = np.concatenate([rows for each in places for rows in (each.learners, idle)])
    counts = np.array([len(each.learners) + 1 for each in places])
    sizes = np.array([each.size for each in places])
    times, starts = np.ones(len(left_out)), counts.cumsum() - counts
    times[starts + counts - 1] = sizes - (counts - 1)
    owner = np.repeat(np.arange(len(places)), counts)
    sums = np.array([each.sums for each in places])
    left = (sums[owner] - left_out) * (sizes / (sizes - 1))[owner][:, None]
    without = _ratio(metric, facts, lambda at: left[:, at], lambda fixed: fixed[owner])
    means = np.add.reduceat(times * without, starts) / sizes
    away = means[owner] - without
    squares, cubes = (np.add.reduceat(times * away**power, starts) for power in (2, 3))
    spread = 6 * squares**1.5
    accelerations: Array = np.divide(cubes, spread, out=np.zeros(len(places)), where=spread > 0)
    return accelerations


def _ratios(metric: Metric, facts: Sequence[Fact], totals: Sequence[Array]) -> Array:
    """The metric of every total, places x draws; each place's totals are draws x QUANTITIES."""
    return _ratio(
        metric,
        facts,
        lambda at: np.array([each[:, at] for each in totals]),
        lambda fixed: np.repeat(fixed[:, None], len(totals[0]), axis=1),
    )


def _ratio(
    metric: Metric,
    facts: Sequence[Fact],
    drawn_of: Callable[[int], Array],
    laid_out: Callable[[Array], Array],
) -> Array:
    """The metric; infinite where nobody is left to divide by.

    Each side is what learners add to one of QUANTITIES, or what the contract alone decides at each
    place, which is laid out as the other side is.
    """
    part, whole = (
        laid_out(np.array([getattr(each, name or "", 1) for each in facts], dtype=np.float64))
        if (at := _column(name)) is None
        else drawn_of(at)
        for name in (metric.numerator, metric.denominator)
    )
    infinite = np.full(part.shape, np.inf)
    ratio: Array = np.divide(part, whole, out=infinite, where=whole > 0) * metric.scale
    return ratio
