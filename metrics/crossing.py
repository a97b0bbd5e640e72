"""How places lie to the medians of two measures, and which of them lie far off.

The amounts are compared as they are printed: places whose figures read the same are the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

FENCE = 1.5
"""Quartile ranges beyond a quartile (Tukey 1977, Exploratory Data Analysis)."""
FEWEST = 5
"""Amounts below which nothing is far off."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two medians, and on which side of each a place lies."""

    across: float
    up: float
    more: Mapping[str, bool]
    """Whether a place has more than the median of the first measure."""
    least: Mapping[str, bool]
    """Whether a place has at least the median of the second."""

    def corner(self, *, more: bool, least: bool) -> tuple[str, ...]:
        """The places that have more of the first or not, and at least the second's or not."""
        return tuple(
            code for code in self.more if self.more[code] is more and self.least[code] is least
        )


def crossing(
    across: Mapping[str, float],
    up: Mapping[str, float],
    medians: tuple[float, float] | None = None,
) -> Crossing | None:
    """The places that have both amounts, by where they lie; None where no place has both.

    The medians are theirs, unless others are given that more places have.
    """
    both = [code for code in across if code in up]
    if not both:
        return None
    own = median(across[code] for code in both), median(up[code] for code in both)
    middle = medians or own
    return Crossing(
        *middle,
        more={code: across[code] > middle[0] for code in both},
        least={code: up[code] >= middle[1] for code in both},
    )


def far_off(amounts: Mapping[str, float]) -> frozenset[str]:
    """The places beyond Tukey's fences; none where most places have the same amount."""
    if len(amounts) < FEWEST:
        return frozenset()
    low, high = _quartiles(amounts.values())
    reach = FENCE * (high - low)
    if not reach:
        return frozenset()
    return frozenset(
        code for code, amount in amounts.items() if not low - reach <= amount <= high + reach
    )


def _quartiles(amounts: Iterable[float]) -> tuple[float, float]:
    low, high = np.quantile(list(amounts), (0.25, 0.75)).tolist()
    return low, high
