"""How surprising a count is: the z-score whose tail is about as likely as the count's own.

The distance from the expected count, in standard deviations, is such a score only while a binomial
distribution is bell-shaped. Near 0 % and 100 %, and in small places, the longer of its tails holds
more than a bell's, and luck would be named a difference. The signed root of the deviance follows
that tail (McCullagh & Nelder 1989, Generalized Linear Models, section 2.4); half a unit is taken
off for the steps of a count (Yates 1934, Supplement to JRSS 1:217-235). So a score is about an
exact test's, on the cautious side.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_HALF = 0.5


def against(parts: ArrayLike, wholes: ArrayLike, centre: float) -> Array:
    """The z-score of each count against one known rate; 0 where no other count was possible.

    Parts may be fractions of a unit: the share of so many people.
    """
    found, whole = _floats(parts), _floats(wholes)
    expected = whole * centre
    away = found - expected
    nearer = found - np.sign(away) * np.minimum(_HALF, np.abs(away))
    return _root(away, _deviance(nearer, expected) + _deviance(whole - nearer, whole - expected))


def between(
    parts: ArrayLike, wholes: ArrayLike, others: ArrayLike, other_wholes: ArrayLike
) -> Array:
    """The z-score of each pair of counts having one rate: above 0 where the first is higher."""
    found, whole, other, other_whole = map(_floats, (parts, wholes, others, other_wholes))
    common = (found + other) / (whole + other_whole)
    expected, other_expected = whole * common, other_whole * common
    away = found - expected
    shift = np.sign(away) * np.minimum(_HALF, np.abs(away))
    deviance = (
        _deviance(found - shift, expected)
        + _deviance(whole - found + shift, whole - expected)
        + _deviance(other + shift, other_expected)
        + _deviance(other_whole - other - shift, other_whole - other_expected)
    )
    return _root(away, deviance)


def _floats(numbers: ArrayLike) -> Array:
    return np.asarray(numbers, dtype=np.float64)


def _deviance(found: Array, expected: Array) -> Array:
    """Twice the log likelihood that a cell's count adds; nothing where it is empty."""
    ratio = np.divide(found, expected, out=np.ones_like(found), where=(found > 0) & (expected > 0))
    return 2 * found * np.log(ratio)


def _root(away: Array, deviance: Array) -> Array:
    root: Array = np.sign(away) * np.sqrt(np.maximum(deviance, 0.0))
    return root
