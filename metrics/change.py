"""Whether two proportions differ.

Newcombe (1998), Interval estimation for the difference between independent proportions,
Statistics in Medicine 17:873-890, method 10: the Wilson limits of both, squared and added. People
who are in both periods are not independent; where those who did well before do well again, the
interval errs on the wide side.
"""

import math
from dataclasses import dataclass

from metrics.calculate import Value
from metrics.intervals import Z95, wilson


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of proportions, now less before, with its 95 % interval; fractions."""

    difference: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval excludes no change."""
        return self.low > 0 or self.high < 0


def change(now: tuple[int, int], before: tuple[int, int], z: float = Z95) -> Change:
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
    """The change between two values; None unless both are proportions with an interval."""
    pairs = [(each.numerator, each.denominator) for each in (now, before) if each.share]
    if len(pairs) < 2:
        return None
    (part, whole), (part_before, whole_before) = pairs
    if part is None or not whole or part_before is None or not whole_before:
        return None
    return change((part, whole), (part_before, whole_before))
