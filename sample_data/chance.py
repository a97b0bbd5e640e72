"""Draws that come out the same on every machine.

Each person and each place draws from a generator of its own, named by what it is: a change to one
town then leaves all the others as they were. Only `Random.random` is used underneath, the one
method whose sequence Python promises to keep.
"""

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

SEED = "sample prefecture 14"


class Chance:
    """Draws for one subject, such as `Chance("learner", 17)`."""

    def __init__(self, *subject: object) -> None:
        self._random = Random(":".join([SEED, *map(str, subject)]))

    def share(self) -> float:
        """A number from 0 up to 1, every one as likely as another."""
        return self._random.random()

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.share() < probability

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * self.share()

    def normal(self) -> float:
        """A standard normal deviate (Box and Muller 1958)."""
        return math.sqrt(-2 * math.log(1 - self.share())) * math.cos(2 * math.pi * self.share())

    def around(self, median: float, sigma: float) -> float:
        """A log-normal number with this median; `sigma` is the spread of its logarithm."""
        return median * math.exp(sigma * self.normal())

    def count(self, mean: float) -> int:
        """A Poisson count (Knuth's product of uniforms, for small means)."""
        limit, product, count = math.exp(-mean), self.share(), 0
        while product > limit:
            product *= self.share()
            count += 1
        return count

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things, all as likely."""
        return things[int(self.share() * len(things))]

    def weighted(self, things: Sequence[T], weights: Sequence[float]) -> T:
        """One of the things, as likely as its weight says."""
        left = self.share() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]
