"""This year beside last year at the same day: the difference in print, and whether it is clear.

Of many places together, the share of false claims is controlled as in the overview's sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p
from typing import Literal

from metrics import show
from metrics.apart import change_score
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.change import Change, Paired
from metrics.discoveries import discoveries
from metrics.intervals import Z95

Way = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Move:
    """One place, or the region, in two years."""

    now: Value
    before: Value
    difference: float | None = None
    """Now less before, of the values as they are printed, in the metric's unit; None unless both
    years have a value."""
    tested: Change | None = None
    """What was gained with its 95 % interval; None where there is no test."""
    score: float = 0.0
    """The same in standard deviations; 0 where there is no test."""
    places: int = 1

    @property
    def way(self) -> Way | None:
        """Up, down or the same; None where there is no difference to speak of."""
        if self.difference is None:
            return None
        return "up" if self.difference > 0 else "down" if self.difference < 0 else "same"

    @property
    def clear(self) -> bool:
        """Whether chance does not explain the difference, asked of this place alone."""
        return self.tested is not None and self.tested.clear


def move(metric: Metric, paired: Paired) -> Move:
    """The move between the values of two years.

    A metric whose earlier values are not what they were at the time is not compared at all.
    """
    now, before, places = paired.now, paired.before, paired.places
    if not metric.as_then or now.value is None or before.value is None:
        return Move(now, before, places=places)
    printed = show.printed(metric, now.value) - show.printed(metric, before.value)
    difference = show.out_of_unit(metric, round(printed, metric.decimals))
    return Move(now, before, difference, paired.tested, _score(paired), places)


def _score(paired: Paired) -> float:
    """Of a share the z-score of both rates being one; of an amount that of its growth's interval.

    Growth is a quotient, and its logarithm is alike on either side.
    """
    if paired.tested is None:
        return 0.0
    if paired.now.share:
        return change_score(paired.now, paired.before)
    width = log1p(paired.tested.high) - log1p(paired.tested.low)
    return 2 * Z95 * log1p(paired.tested.difference) / width if width else 0.0


def clear_together(moved: Mapping[str, Move]) -> dict[str, Move]:
    """The places whose change chance does not explain, asked of all together; clearest first."""
    scores = {code: each.score for code, each in moved.items() if each.tested}
    return {code: moved[code] for code in discoveries(scores) if moved[code].clear}
