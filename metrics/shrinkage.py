"""Rates drawn towards the others', by as much as their size leaves them uncertain.

The beta-binomial model: each place's true rate comes from one beta distribution, whose mean and
concentration are estimated from the places shown (empirical Bayes; Morris 1983, JASA 78:47-55).
A shrunken rate stands beside the raw one and never replaces it.

Amounts per person have no such distribution of their own. For their ranks the bootstrap's draws are
drawn together by the normal model with an unknown spread between places (Gelman et al., Bayesian
Data Analysis, chapter 5), under DuMouchel's (1994, NISS Technical Report 27) prior for the spread.
One learner's noise is taken as alike everywhere: a place's own estimate of it rises and falls with
its value, and would trust the low values too much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.counts import counted

Array = NDArray[np.float64]

_CONCENTRATIONS: Array = np.geomspace(2.0, 5000.0, 40)
"""The prior sample sizes tried: 2 is a spread over everything, 5000 no spread at all."""


LEVELS = 1_024
"""Equally likely values that stand for a posterior: a power of two, for bits to choose among."""
_STEPS: Array = np.linspace(-10.0, 10.0, 400)
"""Where a posterior's density is worked out, in rough standard deviations of the log odds."""
_SURE = 1e-12
"""The least variance of a place's draws, on the scale of logarithms."""
_SPREADS = 60
"""The spreads between places tried: from none to twice that of the values themselves."""


class Order(NamedTuple):
    """What a place is ranked by: the logarithm of an amount per person."""

    value: float
    draws: Array
    """The same in each draw of the bootstrap."""
    learners: int
    """The learners whom it tells about, whose number makes it sure."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A beta distribution by its mean and by the sample size that it is worth."""

    mean: float
    concentration: float

    @property
    def a(self) -> float:
        """The first parameter: successes that the prior is worth."""
        return self.mean * self.concentration

    @property
    def b(self) -> float:
        """The second parameter: failures that the prior is worth."""
        return (1 - self.mean) * self.concentration


def prior(numerators: ArrayLike, denominators: ArrayLike) -> Prior:
    """The prior that these counts suggest. Refuses what `counted` refuses.

    For each concentration the mean is that of the rates, weighted by their precision; of those
    pairs it is the likeliest. A grid needs no optimiser and cannot run away without any spread.
    """
    parts, wholes = counted(numerators, denominators)
    means = _means(parts, wholes)
    best = int(np.argmax(_log_likelihood(parts, wholes, means)))
    return Prior(float(means[best]), float(_CONCENTRATIONS[best]))


def shrunken_rates(numerators: ArrayLike, denominators: ArrayLike) -> Array:
    """The posterior mean of each place's rate, as a fraction."""
    parts, wholes = counted(numerators, denominators)
    if not parts.size:
        return parts
    fitted = prior(parts, wholes)
    shrunken: Array = (parts + fitted.a) / (wholes + fitted.concentration)
    return shrunken


def likely_odds(numerators: ArrayLike, denominators: ArrayLike) -> NDArray[np.float32]:
    """The logarithm of each place's true odds, as LEVELS equally likely values; places x LEVELS.

    The quantiles of the beta posterior, its density summed up over a grid: drawing one of them is
    drawing from the posterior, at a fraction of what its random variables cost.
    """
    parts, wholes = counted(numerators, denominators)
    fitted = prior(parts, wholes)
    won, lost = (parts + fitted.a)[:, None], (wholes - parts + fitted.b)[:, None]
    whole = won + lost
    away = _STEPS * np.sqrt(1 / won + 1 / lost)
    grid = np.log(won / lost) + away
    density = np.exp(won * away - whole * np.log((lost + won * np.exp(away)) / whole))
    below = np.zeros_like(grid)
    below[:, 1:] = (density[:, 1:] + density[:, :-1]).cumsum(axis=1)
    below /= below[:, -1:]
    levels = (np.arange(LEVELS) + 0.5) / LEVELS
    odds = [np.interp(levels, *each) for each in zip(below, grid, strict=True)]
    return np.array(odds, dtype=np.float32)


def drawn_together(orders: Sequence[Order], generator: np.random.Generator) -> Array:
    """Draws of the places' true values, from draws of each by itself; draws x places.

    In every draw one spread between the places, and one mean, are taken as likely as the values
    make them. Each place's own draw, in the width that its number of learners gives it, then moves
    towards the mean by the share of the variance that is noise.
    """
    values = np.array([each.value for each in orders])
    learners = np.array([each.learners for each in orders])
    away = np.stack([each.draws for each in orders], axis=1) - values
    own = away.var(axis=0)
    noise = np.maximum((own * learners).mean() / learners, _SURE)
    spreads = np.linspace(0, 2 * float(values.std()), _SPREADS)
    weights = 1 / (noise + spreads[:, None] ** 2)
    total = weights.sum(axis=1)
    means = (weights * values).sum(axis=1) / total
    likely = _likely(values - means[:, None], weights, spreads, noise)
    chosen = generator.choice(_SPREADS, len(away), p=likely / likely.sum())
    centre = means[chosen] + generator.standard_normal(len(away)) / np.sqrt(total[chosen])
    towards = (noise * weights)[chosen]
    width = np.sqrt((1 - towards) * noise / np.maximum(own, _SURE))
    drawn: Array = (1 - towards) * values + towards * centre[:, None] + width * away
    return drawn


def _likely(away: Array, weights: Array, spreads: Array, noise: Array) -> Array:
    """How likely each spread is, the mean integrated out; not normalised."""
    typical = np.sqrt(1 / (1 / noise).mean())
    logs = (np.log(weights) - weights * away**2).sum(axis=1) - np.log(weights.sum(axis=1))
    logs = logs / 2 - 2 * np.log(typical + spreads)
    likely: Array = np.exp(logs - logs.max())
    return likely


def _means(parts: Array, wholes: Array) -> Array:
    """The prior mean at each concentration; the prior is worth half a success and half a failure
    at least, as Jeffreys' is, so that all zero and all complete have a posterior too.
    """
    within = 1 / (_CONCENTRATIONS[:, None] + 1)
    weights = wholes / (1 + (wholes - 1) * within)
    means = (weights * (parts / wholes)).sum(axis=1) / weights.sum(axis=1)
    edge = 0.5 / _CONCENTRATIONS
    clipped: Array = np.clip(means, edge, 1 - edge)
    return clipped


def _log_likelihood(parts: Array, wholes: Array, means: Array) -> Array:
    """The beta-binomial log likelihood at each concentration, less its constant."""
    a = (means * _CONCENTRATIONS)[:, None]
    b = ((1 - means) * _CONCENTRATIONS)[:, None]
    posterior = _log_beta(parts + a, wholes - parts + b)
    total: Array = (posterior - _log_beta(a, b)).sum(axis=1)
    return total


def _log_beta(a: Array, b: Array) -> Array:
    return _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)


def _log_gamma(x: Array) -> Array:
    """Stirling's series after eight steps of the recurrence; to 1e-10 for any x above zero."""
    y = x + 8
    steps = x * (x + 1) * (x + 2) * (x + 3) * (x + 4) * (x + 5) * (x + 6) * (x + 7)
    series = 1 / (12 * y) - 1 / (360 * y**3) + 1 / (1260 * y**5)
    result: Array = (y - 0.5) * np.log(y) - y + 0.5 * np.log(2 * np.pi) + series - np.log(steps)
    return result
