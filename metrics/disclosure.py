"""Which values would give away what a few people did.

The threshold counts people, not rows. The zero, 100 % and complement rules close the ways round
it: a rate of 1 in 12 names a person as surely as a count of one.
"""

from dataclasses import dataclass, fields

from metrics.catalogue import Metric
from metrics.facts import Fact


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers below which a value is hidden; all of people or of the things counted."""

    people: int = 10
    part: int = 3
    """The smallest numerator, and the smallest complement, that is not zero."""
    whole: int = 20
    """The smallest denominator over which 0 % and 100 % are shown."""


STANDARD = Limits()


ROUNDED = 10
"""What a total is rounded to while one of its parts is hidden."""
EXACT = frozenset({"licences", "staff", "spend_yen"})
"""Public figures of the contract, which tell of nobody."""
ROUNDED_SECONDS = 36_000
"""Ten hours, for learning time."""


def rounded(fact: Fact) -> Fact:
    """A total whose parts cannot be worked out from it, less the parts that are shown."""
    return Fact(
        **{field.name: _rounded(field.name, getattr(fact, field.name)) for field in fields(Fact)}
    )


def _rounded(name: str, amount: int) -> int:
    if name in EXACT:
        return amount
    step = ROUNDED_SECONDS if name == "learning_seconds" else ROUNDED
    return (amount + step // 2) // step * step


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
