"""Which values would give away what a few people did.

The threshold counts people, not rows. The zero, 100 % and complement rules close the ways round
it: a rate of 1 in 12 names a person as surely as a count of one.
"""

from dataclasses import dataclass

from metrics.catalogue import Metric


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers below which a value is hidden; all of people or of the things counted."""

    people: int = 10
    part: int = 3
    """The smallest numerator, and the smallest complement, that is not zero."""
    whole: int = 20
    """The smallest denominator over which 0 % and 100 % are shown."""


STANDARD = Limits()


def hidden(
    metric: Metric,
    numerator: int,
    denominator: int | None,
    people: int | None,
    limits: Limits = STANDARD,
) -> bool:
    """Whether the value must not be shown, drawn, sorted, coloured or exported."""
    if people is None:
        return False
    if denominator is None:
        return _count_hidden(numerator, people, limits)
    if people < limits.people or denominator < max(metric.smallest, limits.people):
        return True
    if metric.kind == "proportion":
        return _proportion_hidden(numerator, denominator, limits)
    return 0 < numerator < limits.part


def _count_hidden(count: int, people: int, limits: Limits) -> bool:
    """A count is shown from ten people, and a zero where at least ten could have been counted."""
    return people < limits.people if count == 0 else count < limits.people


def _proportion_hidden(numerator: int, denominator: int, limits: Limits) -> bool:
    complement = denominator - numerator
    if numerator == 0 or complement == 0:
        return denominator < limits.whole
    return numerator < limits.part or 0 < complement < limits.part
