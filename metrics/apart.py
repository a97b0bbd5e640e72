"""Which rates differ from a yardstick by more than chance, of many asked about at once.

Of twenty rates that are all alike, one lies outside its 95 % interval. So the share of false
claims among all is controlled, as in the overview's sentences (`findings.discoveries`).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from metrics.calculate import Value
from metrics.findings import discoveries, sizes
from metrics.funnel import Funnel

Key = TypeVar("Key", bound=Hashable)


def apart(rates: Mapping[Key, Value], yardsticks: Mapping[Key, float]) -> frozenset[Key]:
    """The proportions that lie clearly above or below their own yardstick, a fraction."""
    return frozenset(discoveries({key: _score(rates[key], yardsticks[key]) for key in rates}))


def outliers(shape: Funnel, rates: Mapping[Key, Value]) -> dict[Key, float]:
    """The z-scores of the proportions that clearly lie outside a funnel, the farthest first.

    Of 179 places that are all alike nine lie outside their 95 % limits, hardly ever one here.
    """
    wholes = [each.observations for each in rates.values()]
    parts = [(each.value or 0.0) * size for each, size in zip(rates.values(), wholes, strict=True)]
    scores = shape.scores(parts, wholes).tolist()
    return discoveries(dict(zip(rates, scores, strict=True)))


def _score(rate: Value, yardstick: float) -> float:
    """Standard deviations from the yardstick, over as many people as the rate tells about."""
    [size] = sizes([rate])
    [score] = Funnel(yardstick).scores([(rate.value or 0.0) * size], [size]).tolist()
    return float(score)
