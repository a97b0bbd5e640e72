"""Courses, and headings over them, in numbers that tell of nobody.

A course has few learners in a municipality, and a choice shows every municipality in turn beside
the region. So all figures here are coarse, whether or not anything is hidden: people and
enrolments to ten, rates to one percent from fifty people and else to five, intervals from the
rounded values. And what is hidden is never alone: with the exact total of another page, one
hidden course beside another of ten people could be worked out. Only who may see a place exactly
sees its courses so.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal, TypeVar

from metrics.apart import apart
from metrics.calculate import State, Value
from metrics.catalogue import metric
from metrics.disclosure import (
    FEW,
    OF_COARSE,
    STANDARD,
    Limits,
    Sight,
    coarse_count,
    hidden,
    to_step,
)
from metrics.intervals import wilson, wilson_limits

Kind = Literal["any", "assigned", "chosen"]
"""Whose enrolments: all, those that somebody else assigned, or those the learner chose."""
Key = TypeVar("Key", bound=Hashable)

COMPLETION = metric("completion_matured")
"""The completion rate that does justice to a course opened lately."""
FINE_FROM = 50
"""People from whom on a rate is given to one percent."""
FINE, COARSE = 1, 5
"""Percent to which a rate is rounded."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was learnt over a fiscal year to date, of one course or of several."""

    enrolments: int = 0
    people: int = 0
    """Distinct people behind the enrolments."""
    matured: int = 0
    """Enrolments that turned 90 days old in the period."""
    matured_people: int = 0
    completed: int = 0
    """Of the matured, those completed within the 90 days."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The same as a reader may see it."""

    state: State
    """Of the enrolments: VALUE, ZERO or HIDDEN."""
    enrolments: int | None
    completion: Value
    """Unless it is exact without a numerator, and the denominator rounded."""

    @property
    def shown(self) -> bool:
        """Whether there is anything to draw."""
        return self.state is State.VALUE


def together(counts: Iterable[Counts]) -> Counts:
    """Several places as one; people add over places, and not over courses."""
    listed = list(counts)
    return Counts(*(sum(getattr(each, field.name) for each in listed) for field in fields(Counts)))


def coarsely_together(own: Counts, others: Counts) -> Counts:
    """The reader's own places and all others as one, the others made coarse before they are added.

    So what is left when the own is taken away is a number of tens. A few others count as nobody.
    """
    return Counts(
        *(_added(getattr(own, field.name), getattr(others, field.name)) for field in fields(Counts))
    )


def _added(own: int, others: int) -> int:
    both = own + coarse_count(others, few=0)
    return coarse_count(both, zero=FEW if others else 0)


def learnt(
    counts: Mapping[Key, Counts], sight: Sight = Sight.MASKED, limits: Limits = STANDARD
) -> dict[Key, Learnt]:
    """Each course, or each heading, of one place or of the region."""
    if sight is Sight.EXACT:
        return {key: _exact(each) for key, each in counts.items()}
    limits = OF_COARSE if sight is Sight.COARSE else limits
    few = too_few({key: each.people for key, each in counts.items()}, limits)
    few_matured = too_few({key: each.matured_people for key, each in counts.items()}, limits)
    return {
        key: _hidden() if key in few else _coarse(each, key in few_matured, limits)
        for key, each in counts.items()
    }


def too_few(people: Mapping[Key, int], limits: Limits = STANDARD) -> frozenset[Key]:
    """The keys with one to nine people, and with them what keeps them from being worked out.

    A single one, or several with fewer than ten people together, take the next smallest along, and
    whatever equals it.
    """
    ordered = sorted((key for key in people if people[key]), key=lambda key: people[key])
    number = sum(people[key] < limits.people for key in ordered)
    if not number:
        return frozenset()
    while number < len(ordered) and not _many(ordered[:number], people, limits):
        number += 1
    most = people[ordered[number - 1]]
    return frozenset(key for key in ordered if people[key] <= most)


def assigned_part(
    assigned: Counts,
    chosen: Counts,
    sight: Sight = Sight.MASKED,
    limits: Limits = STANDARD,
) -> int | None:
    """How many of the enrolments were assigned, to ten; None where either part is too small."""
    if sight is Sight.EXACT:
        return assigned.enrolments
    if any(0 < each.people < limits.people for each in (assigned, chosen)):
        return None
    return to_step(assigned.enrolments)


def differing(counts: Mapping[Key, Counts], region: float) -> dict[Key, bool]:
    """Those whose completion rate differs from the region's by more than chance (`apart`).

    True where it lies above.
    """
    rates = {
        key: _rate(each)
        for key, each in counts.items()
        if min(each.matured, each.matured_people) >= COMPLETION.smallest
    }
    found = apart(rates, dict.fromkeys(rates, region))
    return {key: (rates[key].value or 0.0) > region for key in rates if key in found}


def _many(keys: list[Key], people: Mapping[Key, int], limits: Limits) -> bool:
    return len(keys) > 1 and sum(people[key] for key in keys) >= limits.people


def to_sight(amount: int, sight: Sight) -> int:
    """An amount as a reader may see it."""
    return amount if sight is Sight.EXACT else to_step(amount)


def _exact(counts: Counts) -> Learnt:
    state = State.VALUE if counts.enrolments else State.ZERO
    if not counts.matured:
        return Learnt(state, counts.enrolments, Value(State.NO_DATA))
    low, high = wilson(counts.completed, counts.matured)
    known = State.VALUE if counts.completed else State.ZERO
    rate = replace(_rate(counts), state=known, low=low, high=high)
    return Learnt(state, counts.enrolments, rate)


def _hidden() -> Learnt:
    return Learnt(State.HIDDEN, None, Value(State.HIDDEN))


def _coarse(counts: Counts, few_matured: bool, limits: Limits) -> Learnt:
    state = State.VALUE if counts.enrolments else State.ZERO
    return Learnt(state, to_step(counts.enrolments), _completion(counts, few_matured, limits))


def _completion(counts: Counts, few_matured: bool, limits: Limits) -> Value:
    if not counts.matured:
        return Value(State.NO_DATA)
    people = counts.matured_people
    if few_matured or hidden(COMPLETION, counts.completed, counts.matured, people, limits):
        return Value(State.HIDDEN)
    rate, whole = _coarse_rate(counts), to_step(counts.matured)
    low, high = (round(float(limit), 2) for limit in wilson_limits(rate * whole, whole))
    state = State.VALUE if rate else State.ZERO
    return Value(state, rate, denominator=whole, low=low, high=high)


def _rate(counts: Counts) -> Value:
    rate = counts.completed / counts.matured
    whole, people = counts.matured, counts.matured_people
    return Value(State.VALUE, rate, counts.completed, whole, people=people)


def _coarse_rate(counts: Counts) -> float:
    """The rate as a fraction; neither 0 nor 1 unless it is."""
    step = FINE if counts.matured_people >= FINE_FROM else COARSE
    percent = (100 * counts.completed / counts.matured + step / 2) // step * step
    if 0 < counts.completed < counts.matured:
        percent = min(max(percent, step), 100 - step)
    return percent / 100
