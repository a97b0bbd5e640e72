"""Which of many claims hold, so that no more than a few of those made are false.

Benjamini & Hochberg (1995), JRSS-B 57:289-300; for comparing institutions: Jones, Ohlssen &
Spiegelhalter (2008), J Clin Epidemiol 61:232-240.
"""

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

FALSE_DISCOVERIES = 0.05
"""The share of the claims made that may be false on average; of regions without any difference, the
share in which anything is claimed."""


def discoveries(scores: Mapping[Key, float], rate: float = FALSE_DISCOVERIES) -> dict[Key, float]:
    """The z-scores that survive the step-up procedure, largest first."""
    ordered = sorted(scores, key=lambda key: -abs(scores[key]))
    chances = [math.erfc(abs(scores[key]) / math.sqrt(2)) for key in ordered]
    allowed = [rate * place / len(ordered) for place in range(1, len(ordered) + 1)]
    last = max((i for i, chance in enumerate(chances, 1) if chance <= allowed[i - 1]), default=0)
    return {key: scores[key] for key in ordered[:last]}
