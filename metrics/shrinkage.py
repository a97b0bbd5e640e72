"""Rates drawn towards the others', by as much as their size leaves them uncertain.

The beta-binomial model: each place's true rate comes from one beta distribution, whose mean and
concentration are estimated from the places shown (empirical Bayes; Morris 1983, JASA 78:47-55).
A shrunken rate stands beside the raw one and never replaces it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_CONCENTRATIONS: Array = np.geomspace(2.0, 5000.0, 40)
"""The prior sample sizes tried: 2 is a spread over everything, 5000 no spread at all."""


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
    """The prior that these counts suggest. Denominators are above zero.

    For each concentration the mean is that of the rates, weighted by their precision; of those
    pairs it is the likeliest. A grid needs no optimiser and cannot run away without any spread.
    """
    parts, wholes = _counts(numerators, denominators)
    means = _means(parts, wholes)
    best = int(np.argmax(_log_likelihood(parts, wholes, means)))
    return Prior(float(means[best]), float(_CONCENTRATIONS[best]))


def shrunken_rates(numerators: ArrayLike, denominators: ArrayLike) -> Array:
    """The posterior mean of each place's rate, as a fraction."""
    parts, wholes = _counts(numerators, denominators)
    if not parts.size:
        return parts
    fitted = prior(parts, wholes)
    shrunken: Array = (parts + fitted.a) / (wholes + fitted.concentration)
    return shrunken


def _counts(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Array, Array]:
    return np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)


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
