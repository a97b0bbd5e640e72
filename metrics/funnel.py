"""Funnel limits: how far a rate may lie from the pooled one for its size alone to explain it.

Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
24:1185-1202. The limits invert Wilson's interval at 0.975 and 0.999 around the pooled rate, as
`PHEindicatormethods::calculate_funnel_limits` does; solved for the rate this is
centre ± z √(centre (1 − centre) / n), so a place lies outside exactly when its Wilson interval
excludes the pooled rate.

Over-dispersion is additive: places differ by a standard deviation beyond chance, estimated from
z-scores winsorised at 10 % so that the outliers sought do not hide themselves (Spiegelhalter et
al. 2012, JRSS-A 175:1-47).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.calculate import Value
from metrics.counts import counted
from metrics.intervals import Z95, Z998

Array = NDArray[np.float64]

_WINSORISED = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Funnel:
    """The pooled rate, and how much places differ beyond chance; both fractions."""

    centre: float
    spread: float = 0.0
    """Standard deviation between places, 0.03 for three points; 0 where chance explains all."""

    def deviation(self, denominators: ArrayLike) -> Array:
        """The standard deviation of a rate over each denominator."""
        wholes = np.asarray(denominators, dtype=np.float64)
        deviation: Array = np.sqrt(self.centre * (1 - self.centre) / wholes + self.spread**2)
        return deviation

    def limits(self, denominators: ArrayLike, z: float = Z95) -> tuple[Array, Array]:
        """Lower and upper limit at each denominator, kept within 0 and 1."""
        reach = z * self.deviation(denominators)
        return np.maximum(self.centre - reach, 0.0), np.minimum(self.centre + reach, 1.0)

    def scores(self, numerators: ArrayLike, denominators: ArrayLike) -> Array:
        """How many standard deviations each rate lies above the centre; 0 where none can vary."""
        parts = np.asarray(numerators, dtype=np.float64)
        wholes = np.asarray(denominators, dtype=np.float64)
        deviation = self.deviation(wholes)
        away = parts / wholes - self.centre
        return np.divide(away, deviation, out=np.zeros_like(away), where=deviation > 0)


def funnel(
    numerators: ArrayLike, denominators: ArrayLike, *, over_dispersed: bool = True
) -> Funnel | None:
    """The funnel of these places; None where there is none. Refuses what `counted` refuses."""
    parts, wholes = counted(numerators, denominators)
    if not parts.size:
        return None
    plain = Funnel(float(parts.sum() / wholes.sum()))
    return Funnel(plain.centre, _spread(plain, parts, wholes)) if over_dispersed else plain


def outside(
    shape: Funnel, values: Mapping[str, Value], *, inner: float = Z95, outer: float = Z998
) -> dict[str, int]:
    """How each proportion lies: 2 above 99.8 %, 1 above 95 %, 0 within, -1 and -2 below."""
    placed = {code: each for code, each in values.items() if each.share}
    scores = shape.scores(
        [each.numerator or 0 for each in placed.values()],
        [each.denominator or 0 for each in placed.values()],
    )
    levels = np.sign(scores) * ((np.abs(scores) > inner).astype(int) + (np.abs(scores) > outer))
    return dict(zip(placed, levels.astype(int).tolist(), strict=True))


def _spread(plain: Funnel, parts: Array, wholes: Array) -> float:
    """The between-place standard deviation, by moments of the winsorised z-scores."""
    count = len(parts)
    variance = plain.deviation(wholes) ** 2
    if count < 2 or not variance.all():
        return 0.0
    scores = plain.scores(parts, wholes)
    kept = np.clip(scores, *np.quantile(scores, _WINSORISED))
    weights = 1 / variance
    excess = float((kept**2).sum()) - (count - 1)
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    return float(np.sqrt(max(excess / scale, 0.0)))
