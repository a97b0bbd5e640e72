"""Which values would give away what a few people did, and what of the facts a reader may have.

The threshold counts people, not rows. The zero, 100 % and complement rules close the ways round
it: a rate of 1 in 12 names a person as surely as a count of one.

Whoever may not see a place exactly gets its facts made coarse, before anything is computed from
them: every count is one of 0, "a few" and the tens. Whatever is worked out from coarse facts, by us
or by an attacker, of one place or of many, in one month or in all, tells no more than they do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from metrics import facts
from metrics.catalogue import Metric
from metrics.facts import Fact


class Sight(StrEnum):
    """How much of a place a reader may see."""

    EXACT = "exact"
    MASKED = "masked"
    """Everything but what tells of one to nine people: the open sample."""
    COARSE = "coarse"
    """Rounded, and nothing that tells of one to nine people."""
    WITHHELD = "withheld"
    """What the contract makes public, and nothing that people did."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers below which a value is hidden; all of people or of the things counted."""

    people: int = 10
    part: int = 3
    """The smallest numerator, and the smallest complement, that is not zero."""
    whole: int = 20
    """The smallest denominator over which 0 % and 100 % are shown."""
    rounded: bool = False
    """Whether the numbers are, so that all and nearly all look alike, and both are hidden."""


STANDARD = Limits()
OF_COARSE = Limits(part=10, whole=30, rounded=True)
"""Of coarse numbers: a rounded 20 may stand for 15, and a few of them for any of one to nine."""
FEW = 5
"""What stands for one to nine in coarse facts, so that sums over many places come out right."""


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
    return to_step(amount, ROUNDED_SECONDS if name == "learning_seconds" else ROUNDED)


def to_step(amount: int, step: int = ROUNDED) -> int:
    """An amount to the nearest step, to ten unless another is given; halves upwards."""
    return (amount + step // 2) // step * step


def poorest(sights: Iterable[Sight]) -> Sight:
    """The one of several that shows least."""
    return max(sights, key=list(Sight).index)


def controlled(fact: Fact, sight: Sight) -> Fact:
    """What a reader may have of a place's facts."""
    if sight is Sight.COARSE:
        return coarse(fact)
    return withheld(fact) if sight is Sight.WITHHELD else fact


def coarse(fact: Fact) -> Fact:
    """The facts with every count as 0, FEW or tens; licences, staff and spend stay as they are.

    Nobody at all is told apart from a few only where the place has so many licences that a zero may
    be shown. Learning time goes to ten hours.
    """
    return _with_counts(fact, FEW if _is_small(fact) else 0, FEW)


def together(places: Iterable[Fact]) -> Fact:
    """Several places as one, of coarse facts: the sum less any of them tells no more than they do.

    A few count as FEW, and as none at all where the place is so small that they are not told apart:
    else a region in which nobody has finished anything would seem to have some who did.
    """
    counted = [_with_counts(fact, 0, 0 if _is_small(fact) else FEW) for fact in places]
    return rounded(facts.together(counted))


def _is_small(fact: Fact) -> bool:
    return fact.licences < OF_COARSE.whole


def _with_counts(fact: Fact, zero: int, few: int) -> Fact:
    counts = {
        field.name: coarse_count(getattr(fact, field.name), zero, few)
        for field in fields(Fact)
        if field.name not in EXACT | {"learning_seconds"}
    }
    return replace(fact, **counts, learning_seconds=_coarse_seconds(fact.learning_seconds))


def coarse_count(count: int, zero: int = 0, few: int = FEW) -> int:
    """A count to tens, halves upwards; what stands for none and for one to nine is given."""
    if count < ROUNDED:
        return few if count else zero
    return to_step(count)


def _coarse_seconds(seconds: int) -> int:
    return max(to_step(seconds, ROUNDED_SECONDS), ROUNDED_SECONDS) if seconds else 0


def withheld(fact: Fact) -> Fact:
    """The licences, the staff and the spend, and nothing that people did."""
    return Fact(
        **{
            field.name: getattr(fact, field.name) if field.name in EXACT else 0
            for field in fields(Fact)
        }
    )


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
    if limits.rounded and abs(complement) < limits.part:
        return True
    if numerator == 0 or complement == 0:
        return denominator < limits.whole
    return numerator < limits.part or 0 < complement < limits.part
