"""Whether places that have more of one thing also have more of another.

Spearman (1904), American Journal of Psychology 15:72-101: the correlation of ranks, so that one
far-off place does not decide alone. Interval by Bonett & Wright (2000), Psychometrika 65:23-28:
Fisher's transformation with a variance of (1 + r²/2) / (n - 3). It tells of these places as they
are, and of no cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import NDArray

from metrics.intervals import Z95

MINIMUM = 10
"""Fewer places say nothing: the interval would hold almost every correlation."""
_NEARLY_ONE = 1 - 1e-12


@dataclass(frozen=True, slots=True)
class Association:
    """A rank correlation from -1 to 1, with its 95 % interval."""

    coefficient: float
    low: float
    high: float
    count: int

    @property
    def clear(self) -> bool:
        """Whether the interval excludes no association."""
        return self.low > 0 or self.high < 0


def association(across: Sequence[float], up: Sequence[float]) -> Association | None:
    """The association of two amounts, one pair a place; None where it cannot be told.

    That is: with fewer than `MINIMUM` places, or with one of the amounts the same everywhere.
    """
    if len(across) < MINIMUM or len(set(across)) < 2 or len(set(up)) < 2:
        return None
    coefficient = float(np.corrcoef(_mid_ranks(across), _mid_ranks(up))[0, 1])
    middle = atanh(min(max(coefficient, -_NEARLY_ONE), _NEARLY_ONE))
    reach = Z95 * sqrt((1 + coefficient**2 / 2) / (len(across) - 3))
    return Association(coefficient, tanh(middle - reach), tanh(middle + reach), len(across))


def _mid_ranks(amounts: Sequence[float]) -> NDArray[np.float64]:
    """Ranks from 1, equal amounts sharing the mean of theirs."""
    _, group, sizes = np.unique(np.asarray(amounts), return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    shared: NDArray[np.float64] = (ends - (sizes - 1) / 2)[group]
    return shared
