"""Why there are more completions than a year before: more people, more courses each, or more
finished.

Completions are people x enrolments a person x completions an enrolment. Each factor's share of the
change is its effect averaged over every order in which the factors could have changed: Shapley's
value (Shorrocks 2013, Journal of Economic Inequality 11:99-126), which for products is the
"complete decomposition" of Sun (1998), Energy Economics 20:85-100. The shares add up to the change
exactly, without a remainder; unlike a decomposition by logarithms it needs no rule for zeros.

It divides the change up and proves no cause: people who come later in the year, for one, have had
less time to finish.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import permutations
from math import prod

from metrics.facts import Fact
from metrics.refusal import RefusedError
from wording.text import Text

_NOTHING_ENROLLED = Text(
    ja="受講の記録がない年があり、修了だけがあるため、増減の内訳を出せません。",
    en="One of the years has completions and no enrolments, so the change cannot be divided up.",
)
_NEGATIVE = Text(
    ja="負の件数があるため、増減の内訳を出せません。元の記録を確認してください。",
    en="A count is negative, so the change cannot be divided up. Please check the records.",
)


@dataclass(frozen=True, slots=True)
class Shares:
    """What each factor adds to a change in completions; in completions, and signed."""

    people: Fraction
    """More learners who enrolled."""
    enrolments: Fraction
    """More enrolments by each of them."""
    finished: Fraction
    """More completions of each enrolment."""

    @property
    def change(self) -> Fraction:
        """What they add up to: a whole number."""
        return self.people + self.enrolments + self.finished

    def whole(self) -> tuple[int, int, int]:
        """The three in whole completions that still add up to the change.

        Each is rounded down, and the largest remainders are rounded up.
        """
        exact = [getattr(self, field.name) for field in fields(self)]
        down = [share // 1 for share in exact]
        missing = int(self.change) - sum(down)
        last = sorted(range(3), key=lambda at: (down[at] - exact[at], at))[:missing]
        people, enrolments, finished = (down[at] + (at in last) for at in range(3))
        return people, enrolments, finished


def shares(now: Fact, before: Fact) -> Shares:
    """The shares of a place's change in completions, over two fiscal years to date.

    A place without anybody enrolled in one of the years owes its whole change to its people.
    Refuses completions without enrolments, as in an April whose completions are all of the winter.
    """
    this, last = _counts(now), _counts(before)
    return Shares(*shapley(_factors(this, last), _factors(last, this)))


def shapley(now: Sequence[Fraction], before: Sequence[Fraction]) -> list[Fraction]:
    """Each factor's share of the change of a product; they add up to it exactly."""
    orders = list(permutations(range(len(now))))
    totals = [Fraction(0)] * len(now)
    for order in orders:
        values = list(before)
        for factor in order:
            product = prod(values, start=Fraction(1))
            values[factor] = now[factor]
            totals[factor] += prod(values, start=Fraction(1)) - product
    return [total / len(orders) for total in totals]


def _counts(fact: Fact) -> tuple[int, int, int]:
    people, enrolments, completions = fact.enrolled_learners_fy, fact.enrolments, fact.completions
    if min(people, enrolments, completions) < 0:
        raise RefusedError(_NEGATIVE)
    if completions and not (people and enrolments):
        raise RefusedError(_NOTHING_ENROLLED)
    return people, enrolments, completions


def _factors(year: tuple[int, int, int], other: tuple[int, int, int]) -> list[Fraction]:
    """A year as factors; a ratio over zero takes the other year's, and so explains nothing."""
    people, enrolments, completions = year
    return [
        Fraction(people),
        Fraction(enrolments, people) if people else _ratio(other[1], other[0]),
        Fraction(completions, enrolments) if enrolments else _ratio(other[2], other[1]),
    ]


def _ratio(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
