"""The grain of the facts, and how months become a fiscal year to date.

`MonthFact` is what the database keeps: one municipality, one month. `Fact` is what a metric
divides: one municipality (or several), one fiscal year up to and including a month. Stocks are
read at the end of a period, additive quantities are summed over it, and distinct counts of people
are kept for both periods because they do not add.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class MonthFact:
    """One municipality in one month of Japan time. Counts are of people or enrolments."""

    code: str
    """Municipality, five characters."""
    month: int
    """Year and month, 202610 for October 2026."""
    # stocks at the end of the month
    licences: int
    """Licences allotted; 0 where the municipality takes no part that month."""
    joined: int
    """Learners who had joined the platform by the end of the month and had not left it."""
    # additive over months
    spend_yen: int
    """Allotted spend, pro-rated over the contract's days, whole yen."""
    enrolments: int
    """Enrolments made in the month."""
    assigned_enrolments: int
    """Of those, the ones somebody assigned."""
    enrolments_completed: int
    """Of the enrolments made in the month, those completed by the date of the data."""
    completions: int
    """Enrolments whose first completion falls in the month."""
    matured: int
    """Enrolments that reached their 90th day in the month."""
    matured_completed: int
    """Of those, the ones completed within 90 days of enrolment."""
    learning_seconds: int
    """Seconds of video watched, by the day that the platform last saw activity."""
    active_learners: int
    """Distinct learners with a counted action in the month."""
    # distinct people, 1 April to the end of the month; they do not add
    active_learners_fy: int
    enrolled_learners_fy: int
    completing_learners_fy: int
    matured_learners_fy: int
    """Learners with an enrolment that reached its 90th day."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A municipality, or several, over a fiscal year to date. The same units as `MonthFact`."""

    licences: int
    joined: int
    staff: int
    """Officers of the general administration, from the reference facts."""
    spend_yen: int
    enrolments: int
    assigned_enrolments: int
    enrolments_completed: int
    completions: int
    matured: int
    matured_completed: int
    learning_seconds: int
    active_learners: int
    """Distinct learners with a counted action in the last month of the period."""
    active_learner_months: int
    """The sum of the months' active learners: the denominator of time per active learner."""
    active_learners_fy: int
    enrolled_learners_fy: int
    completing_learners_fy: int
    matured_learners_fy: int


SUMMED = (
    "spend_yen",
    "enrolments",
    "assigned_enrolments",
    "enrolments_completed",
    "completions",
    "matured",
    "matured_completed",
    "learning_seconds",
)
AT_THE_END = (
    "licences",
    "joined",
    "active_learners",
    "active_learners_fy",
    "enrolled_learners_fy",
    "completing_learners_fy",
    "matured_learners_fy",
)
OF_A_LEARNER = {
    "learning_seconds": "learning_seconds",
    "active_learner_months": "active_learners",
    "active_learners_fy": "active_learners_fy",
    "enrolled_learners_fy": "enrolled_learners_fy",
    "completions": "completions",
}
"""Quantities of a fiscal year that are also known of each learner, without a name: what one learner
adds to the member of `Fact`, and by which quantity of the months. Over the learners of a place, and
over the months since April, they sum up to the fact."""


OF_PEOPLE = frozenset(
    {
        "joined",
        "active_learners",
        "active_learners_fy",
        "enrolled_learners_fy",
        "completing_learners_fy",
        "matured_learners_fy",
    }
)
"""Quantities that count people, and not enrolments or hours."""
SHORT_MINUTES = 150
"""A course of up to two and a half hours is short: half of the sample's courses are."""


class Length(StrEnum):
    """Of a course."""

    SHORT = "short"
    LONG = "long"
    UNKNOWN = "unknown"


class Duration(NamedTuple):
    """Enrolments that were open for the same number of days."""

    days: int
    """From the day of the enrolment, in days of Japan, to its completion or to where sight of it
    ends: the day of the data, or that on which the learner left."""
    completed: bool
    enrolments: int = 1


class Cohort(NamedTuple):
    """The enrolments of one kind that a municipality's learners made in a fiscal year to date."""

    code: str
    assigned: bool
    """Somebody else chose the course."""
    length: Length
    learners: int
    """The distinct learners who made them."""
    durations: tuple[Duration, ...]


A_YEAR = 100
"""What lies between a month, written yyyymm, and the same month of the next year."""


def length(minutes: int | None) -> Length:
    """Whether a course of that many minutes is short."""
    if minutes is None:
        return Length.UNKNOWN
    return Length.SHORT if minutes <= SHORT_MINUTES else Length.LONG


def calendar_month(day: date) -> int:
    """The month of a day, written `yyyymm`."""
    return day.year * 100 + day.month


def fiscal_year(month: int) -> int:
    """The Japanese fiscal year (April to March) that the month `yyyymm` belongs to."""
    year, number = divmod(month, 100)
    return year if number >= 4 else year - 1


def months_to_date(through: int) -> list[int]:
    """The months of a fiscal year from April to `through`, both included."""
    year = fiscal_year(through)
    months = [year * 100 + number for number in range(4, 13)]
    months += [(year + 1) * 100 + number for number in range(1, 4)]
    return months[: months.index(through) + 1]


def last_day(month: int) -> date:
    """The last day of the month `yyyymm`."""
    year, number = divmod(month, 100)
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def whole_month(month: int, as_of: date) -> int | None:
    """The month itself if the data reach its end, else the one before it in the fiscal year.

    Facts are kept by the month, so another year can be compared at the end of one alone. None in a
    first April that is not over.
    """
    if as_of >= last_day(month):
        return month
    earlier = months_to_date(month)[:-1]
    return earlier[-1] if earlier else None


def to_date(facts: Iterable[MonthFact], through: int, staff: int) -> Fact:
    """One municipality's fiscal year up to and including the month `through`.

    `facts` are that municipality's months, in any order; missing months count as zero.
    """
    months = months_to_date(through)
    inside = {fact.month: fact for fact in facts if months[0] <= fact.month <= through}
    last = inside.get(through)
    return Fact(
        staff=staff,
        active_learner_months=sum(fact.active_learners for fact in inside.values()),
        **{name: sum(getattr(fact, name) for fact in inside.values()) for name in SUMMED},
        **{name: getattr(last, name) if last else 0 for name in AT_THE_END},
    )


def together(facts: Iterable[Fact]) -> Fact:
    """Several municipalities as one: every quantity summed, before anything is divided.

    A learner belongs to one municipality at a time, so the distinct counts add over places.
    """
    listed = list(facts)
    return Fact(
        **{field.name: sum(getattr(f, field.name) for f in listed) for field in fields(Fact)}
    )
