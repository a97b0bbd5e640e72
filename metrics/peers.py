"""Peers: municipalities of the same type (類似団体), and what to do when there are too few.

The ministry publishes types in its tables of similar municipalities; the type here is our own
estimate from the census (推計), by the thresholds of the dated table below. In one prefecture a
type holds few places, so the circle widens: same type, same population band, all who take part.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wording.text import Text

MINIMUM = 4
"""With fewer peers there is no verdict."""

_NUMERALS = "ⅠⅡⅢⅣⅤ"


@dataclass(frozen=True, slots=True)
class Place:
    """What decides a municipality's type; people in work by sector, as the census counts them."""

    code: str
    kind: str
    population: int
    workers_primary: int
    workers_secondary: int
    workers_tertiary: int


@dataclass(frozen=True, slots=True)
class Table:
    """The thresholds of one sort of municipality; shares in percent of those in a known sector."""

    name: str
    populations: tuple[int, ...]
    """Lower ends of the second and further population bands."""
    industry: int
    """Share of the secondary and tertiary sectors together that divides the types."""
    tertiary_above: int
    """Share of the tertiary sector that divides the types at or above `industry`."""
    tertiary_below: int | None
    """The same below `industry`; None where those are one type."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds that our estimate uses from a fiscal year on. Older tables differ."""

    since: int
    """2022 for the table on the census of 2020, whose industries came out in May of that year."""
    cities: Table
    towns: Table
    own_classes: tuple[str, ...]
    """Kinds that are a type of their own."""


THRESHOLDS: tuple[Thresholds, ...] = (
    Thresholds(
        since=2022,
        cities=Table("都市", (50_000, 100_000, 150_000), 90, 65, 55),
        towns=Table("町村", (5_000, 10_000, 15_000, 20_000), 80, 60, None),
        own_classes=("政令指定都市", "中核市", "施行時特例市", "特別区"),
    ),
)
NEWEST = THRESHOLDS[-1].since


class Basis(StrEnum):
    """By what the peers were found."""

    CLASS = "class"
    POPULATION = "population"
    ALL = "all"


BASES: dict[Basis, Text] = {
    Basis.CLASS: Text(ja="類似団体（推計）", en="same type of municipality (our estimate)"),
    Basis.POPULATION: Text(ja="人口規模が同じ団体", en="same population band"),
    Basis.ALL: Text(ja="参加しているすべての団体", en="all municipalities taking part"),
}


@dataclass(frozen=True, slots=True)
class Peers:
    """A municipality's peers, itself left out."""

    codes: tuple[str, ...]
    basis: Basis
    label: str
    """The type or the band: "都市Ⅳ-3", "都市Ⅳ"; empty for all."""

    @property
    def enough(self) -> bool:
        """Whether there are peers enough for a verdict."""
        return len(self.codes) >= MINIMUM


def peer_class(place: Place, year: int = NEWEST) -> str | None:
    """The type of a municipality, as 推計; None without people in work."""
    thresholds = _in_force(year)
    if place.kind in thresholds.own_classes:
        return place.kind
    table = _table(place, thresholds)
    industry = _industry(place, table)
    return None if industry is None else f"{population_band(place, year)}-{industry}"


def population_band(place: Place, year: int = NEWEST) -> str:
    """The population band, "都市Ⅱ" or "町村Ⅴ"; cities of every kind and wards are 都市."""
    table = _table(place, _in_force(year))
    return table.name + _NUMERALS[bisect_right(table.populations, place.population)]


def peers(
    code: str, places: Mapping[str, Place], taking_part: Collection[str], year: int = NEWEST
) -> Peers:
    """The nearest circle that holds enough peers; all who take part where none does."""
    others = sorted(set(taking_part) - {code})
    circles: tuple[tuple[Basis, Callable[[Place, int], str | None]], ...] = (
        (Basis.CLASS, peer_class),
        (Basis.POPULATION, population_band),
    )
    for basis, circle in circles:
        own = circle(places[code], year)
        found = tuple(other for other in others if own and circle(places[other], year) == own)
        if own and len(found) >= MINIMUM:
            return Peers(found, basis, own)
    return Peers(tuple(others), Basis.ALL, "")


def _in_force(year: int) -> Thresholds:
    """The newest thresholds that the year knows, or the oldest kept."""
    known = [each for each in THRESHOLDS if each.since <= year]
    return max(known or THRESHOLDS[:1], key=lambda each: each.since)


def _table(place: Place, thresholds: Thresholds) -> Table:
    return thresholds.towns if place.kind in ("町", "村") else thresholds.cities


def _industry(place: Place, table: Table) -> int | None:
    """The type within the band: 0 for the most agricultural."""
    later = place.workers_secondary + place.workers_tertiary
    total = later + place.workers_primary
    if not total:
        return None
    tertiary = 100 * place.workers_tertiary
    lower_types = 1 if table.tertiary_below is None else 2
    if 100 * later >= table.industry * total:
        return lower_types + (tertiary >= table.tertiary_above * total)
    if table.tertiary_below is None:
        return 0
    return int(tertiary >= table.tertiary_below * total)
