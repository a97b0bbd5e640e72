"""How the invented people learn: enrolments, the sittings in which they watch, completions.

The shapes follow what is known of such platforms: two campaigns a year, many courses begun and few
completed, short and assigned ones more often, and time per sitting that is skewed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sample_data.chance import Chance
from sample_data.courses import MANDATORY, Course, open_courses
from sample_data.days import (
    FIRST_DAY,
    JAPAN,
    LAST_DAY,
    end_of,
    first_of_next_month,
    fiscal_year,
    months,
)
from sample_data.people import Person

ENROLMENTS_A_MONTH = 0.345
SEASON = {4: 1.05, 5: 1.0, 6: 1.55, 7: 0.85, 8: 0.78, 9: 0.95,
          10: 0.95, 11: 1.5, 12: 0.75, 1: 0.9, 2: 0.85, 3: 0.6}  # fmt: skip
"""Enrolments in a month against the usual: campaigns in June and November, the turn of the year."""
NEWCOMERS_ZEAL, ZEAL_DAYS = 1.5, 45
CAMPAIGN = {6: 0.26, 11: 0.18}
"""The share of learners whom their employer assigns a course, in the months when it does."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that somebody watched."""

    at: datetime
    minutes: float


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One person in one course."""

    person: Person
    course: Course
    at: datetime
    assigned: bool
    sittings: tuple[Sitting, ...]
    """In order of time, none after the end of the sample or the person's leaving."""
    completed: datetime | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """An enrolment's beginning."""

    at: datetime
    course: Course
    assigned: bool


def enrolments(person: Person) -> Iterator[Enrolment]:
    """All enrolments of a person, none twice in the same course."""
    if person.joined is None:
        return
    chance = Chance("learning", person.number, person.homes[0][1])
    until = min(end_of(LAST_DAY), person.left or end_of(LAST_DAY))
    taken: set[int] = set()
    for month in months(person.joined.date(), until.date()):
        for choice in _choices(person, month, taken, chance):
            if person.joined <= choice.at < until:
                taken.add(choice.course.id)
                yield _enrolment(person, choice, until, chance)


def _choices(person: Person, month: date, taken: set[int], chance: Chance) -> Iterator[_Choice]:
    """When the person enrols in the month, in what, and whether the employer assigned it."""
    campaign = chance.happens(CAMPAIGN.get(month.month, 0))
    for number in range(campaign + chance.count(_pace(person, month))):
        assigned = campaign and number == 0
        at = _moment(month, first_of_next_month(month), chance)
        offered = MANDATORY if assigned else open_courses(at.date())
        fresh = [course for course in offered if course.id not in taken]
        if fresh:
            weights = [course.popularity for course in fresh]
            yield _Choice(at, chance.weighted(fresh, weights), assigned)


def _pace(person: Person, month: date) -> float:
    """The expected number of enrolments that the person makes by choice in the month."""
    new = person.joined is not None and (month - person.joined.date()).days < ZEAL_DAYS
    zeal = NEWCOMERS_ZEAL if new else 1.0
    place = person.home(month).pace_in(fiscal_year(month))
    return ENROLMENTS_A_MONTH * SEASON[month.month] * zeal * place * person.appetite


def _moment(first: date, after: date, chance: Chance) -> datetime:
    """A stamp on a day from `first` up to `after`: lunch or after hours, mostly on weekdays."""
    days = (after - first).days
    day = first + timedelta(days=int(chance.share() * days))
    if day.weekday() >= 5 and chance.happens(0.75):
        day = first + timedelta(days=int(chance.share() * days))
    return _hour(day, chance)


def _hour(day: date, chance: Chance) -> datetime:
    opens, closes = chance.one_of(
        ((8.0, 9.0), (12.0, 13.0), (13.0, 17.0), (17.5, 19.0), (20.0, 22))
    )
    seconds = int(3600 * chance.between(opens, closes))
    return datetime.combine(day, time(), tzinfo=JAPAN) + timedelta(seconds=seconds)


def _enrolment(person: Person, choice: _Choice, until: datetime, chance: Chance) -> Enrolment:
    finishes = chance.happens(_completion(person, choice))
    length = choice.course.minutes_on(choice.at.date())
    watched = length * (_rewatching(chance) if finishes else _before_stopping(chance))
    planned = _sittings(choice.at, watched, 18 if finishes else 14, length, chance)
    again = _once_more(planned[-1].at, chance) if finishes and chance.happens(0.06) else []
    return Enrolment(
        person=person,
        course=choice.course,
        at=choice.at,
        assigned=choice.assigned,
        sittings=tuple(sitting for sitting in planned + again if sitting.at < until),
        completed=planned[-1].at if finishes and planned[-1].at < until else None,
    )


def _completion(person: Person, choice: _Choice) -> float:
    """The probability that the enrolment is ever completed."""
    lengths = ((60, 0.14), (120, 0.06), (240, 0.0), (480, -0.07), (math.inf, -0.14))
    by_length = next(points for limit, points in lengths if choice.course.minutes <= limit)
    points = 0.29 + by_length + 0.16 * choice.assigned + person.home(choice.at.date()).completion
    return min(0.95, max(0.0, points))


def _rewatching(chance: Chance) -> float:
    """Minutes watched by those who finish, for each minute of the course."""
    return max(0.8, chance.around(1.02, 0.12))


def _before_stopping(chance: Chance) -> float:
    """The part watched by those who do not finish: a sixth never start, most stop early."""
    return 0.0 if chance.happens(0.17) else 0.02 + 0.88 * chance.share() ** 1.8


def _sittings(
    start: datetime, minutes: float, days: int, length: int, chance: Chance
) -> list[Sitting]:
    """The minutes shared out over some weeks; longer courses take longer."""
    if not minutes:
        return []
    span = min(400.0, chance.around(days * math.sqrt(length / 150), 1.0))
    number = max(1, min(10, round(minutes / chance.around(40, 0.4))))
    offsets = sorted(span * chance.share() for _ in range(number))
    shares = [chance.between(0.5, 1.5) for _ in offsets]
    moments = sorted(_sitting_time(start, offset, chance) for offset in offsets)
    return [
        Sitting(at, minutes * share / sum(shares))
        for at, share in zip(moments, shares, strict=True)
    ]


def _sitting_time(start: datetime, days: float, chance: Chance) -> datetime:
    """A stamp that many days after the enrolment, and never before it."""
    day = (start + timedelta(days=days)).date()
    if day.weekday() >= 5 and chance.happens(0.7):
        day += timedelta(days=2)
    soon = start + timedelta(minutes=1 + int(20 * chance.share()))
    return max(soon, _hour(max(day, FIRST_DAY), chance))


def _once_more(last: datetime, chance: Chance) -> list[Sitting]:
    """A look back at a course, weeks after its completion."""
    return [Sitting(last + timedelta(days=14 + int(90 * chance.share())), chance.between(3, 25))]
