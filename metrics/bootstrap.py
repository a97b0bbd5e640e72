"""How sure an amount per person is: minutes, completions and yen, drawn again over the learners.

What is drawn is a licence, with all that its holder did in the fiscal year to date; a licence
without a learner did nothing. As many as there are come back in each draw, with replacement, and
the amount is worked out anew: sum first, divide once. Spend belongs to the contract and stays as
it is. The 95 % interval is Efron's (1987, JASA 82:171-185) bias-corrected and accelerated one,
which allows for the few learners who do very much.

A learner weighs in as one: enrolments of one learner are never taken as independent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
_CELLS = 4_000_000
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


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One place's learners, and the totals of as many drawn from them again and again."""

    size: int
    """Licences, or learners if those are more: people who left hand a licence on."""
    learners: Array
    """Learners x QUANTITIES."""
    totals: Array
    """Draws x QUANTITIES."""


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
    return Drawn(size, rows, np.concatenate([np.empty((0, len(QUANTITIES))), *totals]))


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


def with_interval(metric: Metric, value: Value, fact: Fact, place: Drawn) -> Value:
    """The value with its interval, or with the reason why it has none."""
    if not value.known:
        return value
    try:
        low, high = interval(metric, fact, place)
    except RefusedError as refused:
        return replace(value, refusal=refused.text)
    return replace(value, low=low, high=high)


def interval(metric: Metric, fact: Fact, place: Drawn) -> tuple[float, float]:
    """Lower and upper limit of the metric at a place, in its unit.

    Refuses a metric that the learners have no part in, and a place with too few of them.
    """
    _refuse_few(metric, place)
    draws = _ratio(metric, fact, place.totals, 1)
    if draws.min() == draws.max():
        raise RefusedError(_ALIKE)
    sums = place.learners.sum(axis=0)
    idle = np.zeros((place.size - len(place.learners), len(QUANTITIES)))
    without = (sums - np.concatenate([place.learners, idle])) / (place.size - 1)
    own = float(_ratio(metric, fact, sums[None], 1)[0])
    return _accelerated(own, draws, _ratio(metric, fact, without, place.size))


def order(metric: Metric, fact: Fact, place: Drawn) -> Order | None:
    """What a place is ranked by, as it is and in each draw; None where nothing is drawn.

    That is the logarithm of the metric, on which the noise of small values and of large ones is
    alike. Half a unit is added to what is drawn, so that nobody at all is no infinity.
    """
    sums = place.learners.sum(axis=0)
    own, every = (
        _logarithm(metric.numerator, fact, each) - _logarithm(metric.denominator, fact, each)
        for each in (sums[None], place.totals)
    )
    if not len(every) or not np.isfinite(every).all():
        return None
    return Order(float(own[0]), every, max(min(_behind(metric, place).values(), default=0), 1))


def amount(quantity: str, place: Drawn) -> Order | None:
    """The logarithm of a place's total of one quantity, as it is and in each draw.

    None where too few learners are behind it for the draws to mean anything.
    """
    at = QUANTITIES.index(quantity)
    behind = int((place.learners[:, at] > 0).sum())
    if behind < FEWEST:
        return None
    own = float(np.log(place.learners[:, at].sum() + 0.5))
    return Order(own, np.log(place.totals[:, at] + 0.5), behind)


def _behind(metric: Metric, place: Drawn) -> dict[str, int]:
    """How many learners add to each quantity of the metric that is drawn."""
    return {
        name: int((place.learners[:, at] > 0).sum())
        for name in (metric.numerator, metric.denominator)
        if name is not None and (at := _column(name)) is not None
    }


def _logarithm(name: str | None, fact: Fact, sums: Array) -> Array:
    at = _column(name)
    fixed = float(getattr(fact, name or ""))
    amounts = np.full(len(sums), fixed) if at is None else sums[:, at] + 0.5
    with np.errstate(divide="ignore"):
        logarithm: Array = np.log(amounts)
    return logarithm


def _weights(
    size: int, learners: int, draws: int, generator: np.random.Generator
) -> Iterator[Array]:
    """How often each learner comes back in each draw, some draws at a time."""
    at_once = max(_CELLS // max(size, 1), 1)
    for begin in range(0, draws if size else 0, at_once):
        count = min(at_once, draws - begin)
        chosen = generator.integers(0, size, (count, size), dtype=np.int32)
        chosen += np.arange(count, dtype=np.int32)[:, None] * size
        times = np.bincount(chosen.ravel(), minlength=count * size).reshape(count, size)
        yield times[:, :learners].astype(np.float64)


def _refuse_few(metric: Metric, place: Drawn) -> None:
    behind = _behind(metric, place)
    if not behind:
        raise RefusedError(_FIXED)
    if any(count < (FEWEST_HEADS if name in HEADS else FEWEST) for name, count in behind.items()):
        raise RefusedError(_TOO_FEW)


def _column(name: str | None) -> int | None:
    return QUANTITIES.index(name) if name in QUANTITIES else None


def _ratio(metric: Metric, fact: Fact, sums: Array, size: int) -> Array:
    """The metric of each row of sums; what is not drawn is divided by `size`.

    Infinite where nobody is left to divide by.
    """
    part, whole = (
        np.full(len(sums), getattr(fact, name or "", 1) / size)
        if (at := _column(name)) is None
        else sums[:, at]
        for name in (metric.numerator, metric.denominator)
    )
    infinite = np.full(len(sums), np.inf)
    ratio: Array = np.divide(part, whole, out=infinite, where=whole > 0) * metric.scale
    return ratio


def _accelerated(own: float, draws: Array, without: Array) -> tuple[float, float]:
    """The bias-corrected and accelerated limits; `without` leaves one licence out each time."""
    below = (np.count_nonzero(draws < own) + np.count_nonzero(draws <= own)) / 2
    bias = _NORMAL.inv_cdf(
        float(np.clip(below / len(draws), 0.5 / len(draws), 1 - 0.5 / len(draws)))
    )
    away = without.mean() - without
    spread = float((away**2).sum()) ** 1.5
    acceleration = float((away**3).sum()) / (6 * spread) if spread > 0 else 0.0
    low, high = (
        _NORMAL.cdf(bias + (bias + z) / (1 - acceleration * (bias + z)))
        for z in (_NORMAL.inv_cdf((1 - LEVEL) / 2), _NORMAL.inv_cdf((1 + LEVEL) / 2))
    )
    first, last = np.quantile(draws, (low, high))
    return min(float(first), own), max(float(last), own)
