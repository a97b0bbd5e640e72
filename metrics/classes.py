"""Class limits for a sequential scale: quantiles, rounded until they can be printed."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.calculate import Value
from metrics.catalogue import Metric, Unit

CLASSES = 5

_STEPS_ACROSS = 20
"""Rounding moves a limit by no more than a fortieth of the range."""


@dataclass(frozen=True, slots=True)
class Classes:
    """The limits between classes, ascending, in the metric's unit; at most four, none if equal."""

    limits: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.limits) + 1

    @property
    def lowest(self) -> int:
        """The step of the lowest class on a scale of all: with fewer, the darker ones are used."""
        return CLASSES - self.count

    def index(self, amount: float) -> int:
        """The class of an amount, 0 the lowest; a limit belongs to the class above it."""
        return bisect_right(self.limits, amount)


def classes(metric: Metric, values: Mapping[str, Value], count: int = CLASSES) -> Classes:
    """Classes of about equally many places, for those that have a value."""
    unit = 100 if metric.unit is Unit.PERCENT else 1
    amounts = [each.value * unit for each in values.values() if each.value is not None]
    return Classes(tuple(limit / unit for limit in neat_limits(amounts, count)))


def neat_limits(amounts: Iterable[float], count: int = CLASSES) -> list[float]:
    """Quantile limits on a grid of 1, 2 or 5 times a power of ten; no class is empty."""
    ordered = sorted(amounts)
    if not ordered or ordered[0] == ordered[-1]:
        return []
    cuts = np.quantile(ordered, np.arange(1, count) / count)
    step = _step((ordered[-1] - ordered[0]) / _STEPS_ACROSS)
    return _separating(sorted({_on_grid(cut, step) for cut in cuts.tolist()}), ordered)


def _step(width: float) -> float:
    """The widest neat step that is no wider than `width`."""
    power = math.floor(math.log10(width))
    leading = max(each for each in (1, 2, 5) if each * 10.0**power <= width * (1 + 1e-9))
    return float(f"{leading}e{power}")


def _on_grid(amount: float, step: float) -> float:
    """The nearest multiple of the step, without the noise of binary fractions."""
    return float(f"{round(amount / step) * step:.12g}")


def _separating(limits: Sequence[float], ordered: Sequence[float]) -> list[float]:
    """The limits that have amounts between them and the one before, and above the last."""
    kept: list[float] = []
    below = ordered[0]
    for limit in limits:
        if below < limit <= ordered[-1]:
            kept.append(limit)
            below = next(amount for amount in ordered if amount >= limit)
    return kept
