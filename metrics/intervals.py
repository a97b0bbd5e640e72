"""The Wilson score interval of a proportion.

Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
Journal of the American Statistical Association 22:209-212. The same values as
`PHEindicatormethods::phe_proportion` of the UK's public health agencies.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.refusal import above_denominator, over_nothing

Z95 = 1.959964
"""Standard normal quantile at 0.975."""
Z998 = 3.090232
"""Standard normal quantile at 0.999."""


def wilson(numerator: float, denominator: int, z: float = Z95) -> tuple[float, float]:
    """Lower and upper limit of one proportion, as fractions.

    Refuses a denominator of zero, and a numerator outside 0 to the denominator.
    """
    if denominator <= 0 or numerator < 0:
        raise over_nothing()
    if numerator > denominator:
        raise above_denominator(numerator, denominator)
    low, high = _limits(numerator, denominator, z, math.sqrt)
    return max(low, 0.0), min(high, 1.0)


def wilson_limits(
    numerators: ArrayLike, denominators: ArrayLike, z: float = Z95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper limits of many proportions at once; NaN where there is no proportion."""
    parts = np.asarray(numerators, dtype=np.float64)
    wholes = np.asarray(denominators, dtype=np.float64)
    valid = (wholes > 0) & (parts >= 0) & (parts <= wholes)
    low, high = _limits(np.where(valid, parts, np.nan), np.where(valid, wholes, 1.0), z, np.sqrt)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)


def _limits(part: Any, whole: Any, z: float, root: Callable[[Any], Any]) -> tuple[Any, Any]:
    """Wilson's formula, for plain numbers and for arrays alike."""
    centre = 2 * part + z * z
    spread = z * root(z * z + 4 * part * (whole - part) / whole)
    width = 2 * (whole + z * z)
    return (centre - spread) / width, (centre + spread) / width
