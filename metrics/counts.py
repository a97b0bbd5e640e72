"""Numerators and denominators of many places at once, refused where they cannot be."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.refusal import above_denominator, over_nothing

Array = NDArray[np.float64]


def counted(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Array, Array]:
    """Both as arrays. Refuses a denominator of zero, and a numerator outside 0 to it."""
    parts = np.asarray(numerators, dtype=np.float64)
    wholes = np.asarray(denominators, dtype=np.float64)
    if not (wholes > 0).all() or not (parts >= 0).all():
        raise over_nothing()
    above = parts > wholes
    if above.any():
        raise above_denominator(float(parts[above][0]), float(wholes[above][0]))
    return parts, wholes
