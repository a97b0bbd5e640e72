"""The invented holders of licences: when they join, leave, and whom they work for.

A licence is a seat. Its holder is invited when the seat is bought; most join soon after; some leave
and are replaced in April; a few move to another municipality, and keep their External ID.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count

from sample_data.chance import Chance
from sample_data.days import FIRST_DAY, JAPAN, LAST_DAY, YEARS, fiscal_year
from sample_data.names import FAMILY, GIVEN, SECTIONS
from sample_data.places import BY_CODE, PLACES, Place


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was given a licence."""

    number: int
    family: str
    given: str
    section: str
    """A further user group; empty for most."""
    invited: date
    joined: datetime | None
    left: datetime | None
    homes: tuple[tuple[date, str], ...]
    """From which day on the person works for which municipality; the first one from the start."""
    appetite: float
    """How often the person enrols, as a multiple of the municipality's usual."""
    filed: bool = True
    """Whether the administrator gave the person a licence pool and a group."""
    forgotten: date | None = None
    """The day on which the platform deleted the person's details at their request."""

    @property
    def external_id(self) -> str:
        """The number that stays with the person from one employer to the next."""
        return f"K{self.number:05d}"

    def home(self, day: date) -> Place:
        """The municipality that the person works for on a day."""
        code = self.homes[0][1]
        for since, later in self.homes[1:]:
            code = later if day >= since else code
        return BY_CODE[code]


NUMBERS_A_PLACE = 1000
"""External IDs kept for each municipality, so that a change to one renumbers no other."""
MONTHLY_LEAVING, YEAR_END_LEAVING = 0.0015, 0.07
MOVES = (
    ("14100", "14205", date(2024, 10, 1)),
    ("14150", "14213", date(2025, 4, 1)),
    ("14201", "14100", date(2025, 7, 1)),
    ("14206", "14203", date(2025, 10, 1)),
    ("14130", "14100", date(2026, 4, 1)),
    ("14207", "14204", date(2026, 7, 1)),
)
"""From, to, and the day: one person moves each time."""
UNFILED = {"14100": 3, "14150": 2, "14205": 2}
"""How many people of a municipality have neither a pool nor a group."""
FORGOTTEN = 3
"""How many of those who left asked for their details to be deleted."""


def people() -> tuple[Person, ...]:
    """Everybody who was ever given a licence, those who never joined too."""
    everybody = [
        person
        for index, place in enumerate(PLACES)
        for person in _holders(place, count(index * NUMBERS_A_PLACE + 1))
    ]
    for change in (_with_moves, _with_unfiled, _with_forgotten):
        everybody = change(everybody)
    return tuple(everybody)


def _holders(place: Place, numbers: Iterator[int]) -> Iterator[Person]:
    for seat in range(max(place.licences)):
        invited = place.first_day(next(y for y in YEARS if place.licences_in(y) > seat))
        while invited <= LAST_DAY:
            person = _person(place, seat, invited, next(numbers))
            yield person
            if person.left is None:
                break
            invited = date(fiscal_year(person.left.date()) + 1, 4, 1)


def _person(place: Place, seat: int, invited: date, number: int) -> Person:
    chance = Chance("person", place.code, seat, invited)
    joined = _joining(place, seat, invited, chance)
    idle = chance.happens(place.idle)
    return Person(
        number=number,
        family=chance.one_of(FAMILY),
        given=chance.one_of(GIVEN),
        section=chance.one_of(SECTIONS) if chance.happens(0.3) else "",
        invited=invited,
        joined=joined,
        left=_leaving(joined, chance) if joined else None,
        homes=((FIRST_DAY, place.code),),
        appetite=0.03 if idle else chance.around(1.0, 0.45),
    )


def _joining(place: Place, seat: int, invited: date, chance: Chance) -> datetime | None:
    """The stamp of the first sign-in: the seats never used are spread evenly over all seats."""
    lag = 1 + min(150.0, chance.around(12, 0.9))
    moment = datetime.combine(invited, time(9), tzinfo=JAPAN) + timedelta(days=lag)
    in_use = int((seat + 1) * place.activation) > int(seat * place.activation)
    return moment.replace(microsecond=0) if in_use and moment.date() <= LAST_DAY else None


def _leaving(joined: datetime, chance: Chance) -> datetime | None:
    """When the licence is taken back: mostly at the end of a fiscal year, seldom in between."""
    months = (LAST_DAY - joined.date()).days // 30
    for month in range(1, months):
        day = (joined + timedelta(days=30 * month)).date()
        if chance.happens(MONTHLY_LEAVING):
            return datetime.combine(day, time(17, 30), tzinfo=JAPAN)
        if day.month == 3 and chance.happens(YEAR_END_LEAVING):
            return datetime.combine(date(day.year, 3, 31), time(18), tzinfo=JAPAN)
    return None


def _with_moves(everybody: list[Person]) -> list[Person]:
    moved = list(everybody)
    for origin, destination, day in MOVES:
        index = next(i for i, p in enumerate(moved) if _can_move(p, origin, day))
        home = (day, destination)
        moved[index] = replace(moved[index], homes=(*moved[index].homes, home), appetite=1.2)
    return moved


def _can_move(person: Person, origin: str, day: date) -> bool:
    settled = person.joined is not None and person.joined.date() < day - timedelta(days=120)
    stays = person.left is None and len(person.homes) == 1
    return settled and stays and person.homes[0][1] == origin


def _with_unfiled(everybody: list[Person]) -> list[Person]:
    numbers = {
        person.number
        for code, many in UNFILED.items()
        for person in _who_stayed(everybody, code)[-many:]
    }
    return [replace(p, filed=p.number not in numbers) for p in everybody]


def _who_stayed(everybody: list[Person], code: str) -> list[Person]:
    """Those who joined in a municipality and never moved."""
    return [p for p in everybody if p.joined and p.homes == ((FIRST_DAY, code),)]


def _with_forgotten(everybody: list[Person]) -> list[Person]:
    """Long enough after leaving for one more list of users to have told that they left."""
    leavers = [p for p in everybody if p.left and p.left.date() < date(2025, 9, 1)]
    days = {p.number: p.left.date() + timedelta(days=250) for p in leavers[:FORGOTTEN] if p.left}
    return [replace(p, forgotten=days.get(p.number)) for p in everybody]
