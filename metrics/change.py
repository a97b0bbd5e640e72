"""Whether two values of a measure differ: this year's and last year's.

Proportions by Newcombe (1998), Interval estimation for the difference between independent
proportions, Statistics in Medicine 17:873-890, method 10: the Wilson limits of both, squared and
added. Amounts per person by the quotient of their bootstrap draws. Enrolments of one learner are
not independent, so no rate is taken as surer than its number of people makes it. People who are in
both periods are not independent either; where those who did well before do well again, the
interval errs on the wide side.

A region that places join and leave changes by that alone: its change is asked of the places that
took part in both years.
"""

import math
from dataclasses import dataclass

import numpy as np

from metrics.calculate import Value
from metrics.intervals import Z95, wilson
from metrics.shrinkage import Order

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """What a measure gained, now less before, with its 95 % interval; fractions.

    Of a proportion the difference; of an amount the share of its value before.
    """

    difference: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval excludes no change."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Paired:
    """A measure of the same places in two years."""

    now: Value
    before: Value
    tested: Change | None
    """None where the measure is neither a share nor an amount per person, or lacks a year."""
    places: int


def change(now: tuple[float, int], before: tuple[float, int], z: float = Z95) -> Change:
    """The change between two (numerator, denominator); refuses what `wilson` refuses."""
    low_now, high_now = wilson(*now, z=z)
    low_before, high_before = wilson(*before, z=z)
    rate_now, rate_before = now[0] / now[1], before[0] / before[1]
    difference = rate_now - rate_before
    return Change(
        difference,
        difference - math.hypot(rate_now - low_now, high_before - rate_before),
        difference + math.hypot(high_now - rate_now, rate_before - low_before),
    )


def change_of(now: Value, before: Value) -> Change | None:
    """The change between two values, over as many people as they tell about; of shares only."""
    if not (now.share and before.share):
        return None
    return change(_independent(now), _independent(before))


def growth(now: Order, before: Order) -> Change:
    """How much more an amount per person is, as a share of what it was before."""
    ends = np.quantile(now.draws - before.draws, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    grown, low, high = (math.expm1(each) for each in (now.value - before.value, *ends.tolist()))
    return Change(grown, min(low, grown), max(high, grown))


def _independent(value: Value) -> tuple[float, int]:
    """The share as if each person had been observed once."""
    return (value.value or 0.0) * value.observations, value.observations
