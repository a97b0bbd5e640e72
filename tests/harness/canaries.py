"""What stands for one municipality alone, and who may see it.

Words and numbers: a word carries the municipality's code, and a number is one that only its exact
figures give. Figures that others see are rounded to ten, so a number that ends in 0 is no canary.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from fractions import Fraction

from data_access import database as databases
from data_access import identity, queries, reference
from metrics import facts
from metrics.calculate import value
from metrics.catalogue import METRICS
from metrics.disclosure import EXACT, coarse, together
from metrics.facts import Fact, MonthFact
from tests.harness import planting
from tests.harness.planting import HOME, TOWNS
from ui import definitions, methods
from wording.text import LANGUAGES

WORD = re.compile(
    r"(Kujira|Fukurou|Hayabusa|Kaeru|Tsubame)(\d{5})|(hototogisu|mejiro|mozu-[a-z-]+)"
)
"""Whales, owls, falcons, frogs and swallows of a place; the others are secrets, or of no place."""
NUMBER = re.compile(r"(?<![\w.\-#])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![0-9A-Za-z_])", re.ASCII)
WHAT = {
    "Kujira": "course",
    "Fukurou": "group",
    "Hayabusa": "file",
    "Kaeru": "refused record",
    "Tsubame": "person",
}
BEHIND_THE_SCENES = frozenset({"group", "file", "refused record", "invitation"})
"""What only those see who bring files in, and give roles."""
NOBODYS = frozenset({"person", "secret"})
DIGITS_OF_A_COUNT = 4
"""Smaller whole numbers stand in every page."""
DIGITS = 8
"""Of a fraction: fewer could be anything's."""
COMMON = 40
"""Denominators up to this give fractions that may be anybody's."""
INVITED = "hototogisu"
"""Somebody who was invited, and whose address is kept until they come."""
SHOWN = "mejiro"
"""The title of a presentation."""
OF_NO_PLACE = {INVITED: "invitation", SHOWN: "presentation"}
REGION = "region"
"""The place whose figures are every municipality's together."""


@dataclass(frozen=True, slots=True)
class Canary:
    """Something that stands for one place alone."""

    what: str
    place: str
    """A code, REGION, or nothing."""
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who comes, and what they may see."""

    name: str
    """By which they sign in; empty: they do not."""
    exact: frozenset[str] = frozenset()
    """Places whose exact figures and courses they may see."""
    administers: bool = False
    shows: bool = False
    """Whether they give presentations."""
    reads: bool = True
    """Whether they see any page at all."""

    def may_see(self, canary: Canary) -> bool:
        if canary.what in NOBODYS or not self.reads:
            return False
        if canary.what == OF_NO_PLACE[SHOWN]:
            return self.shows
        if canary.what in BEHIND_THE_SCENES:
            return self.administers and canary.place in self.exact
        return canary.place in self.exact


EVERY_PLACE = frozenset(town.code for town in TOWNS if town.prefecture == HOME) | {REGION}
ROLES = {
    "no one": Role("", reads=False),
    "unknown": Role("stranger", reads=False),
    "revoked": Role("revoked", reads=False),
    "municipality": Role("fujisawa", frozenset({"14205"})),
    "two municipalities": Role("two-towns", frozenset({"14301", "14321"})),
    "presenter": Role("presenter", shows=True),
    "prefecture": Role("prefecture", EVERY_PLACE, administers=True, shows=True),
}


Numbers = Mapping[str, Canary]
"""The exact figures by which a place is known, as `key` writes them."""


def among(numbers: Numbers, text: str) -> Iterator[Canary]:
    """The figures in a text that only one place has."""
    for token in NUMBER.findall(text):
        canary = numbers.get(key(token.replace(",", "")))
        if canary:
            yield canary


def words(text: str) -> Iterator[Canary]:
    """The words of a text that stand for a place, or that are secrets."""
    for match in WORD.finditer(text):
        kind, code, other = match.groups()
        if other in OF_NO_PLACE:
            yield Canary(OF_NO_PLACE[other], REGION, other)
        else:
            yield Canary(WHAT.get(kind, "secret"), code or "", match.group())


def key(number: str) -> str:
    """What a number is known by: the first digits of a fraction, wherever its point stands.

    Empty for one that could be anything's: a small one, one of tens, or one of few digits.
    """
    whole, point, fraction = number.partition(".")
    if not point:
        return whole if len(whole) >= DIGITS_OF_A_COUNT and whole[-1] != "0" else ""
    digits = (whole + fraction).lstrip("0").rstrip("0")
    return f".{digits[:DIGITS]}" if len(digits) >= DIGITS else ""


def numbers(url: str) -> Numbers:
    """The figures that only one place has, over all months and measures.

    Less those that stand for themselves, and those that come out of the rounded facts as well.
    """
    found: dict[str, dict[str, str]] = {}
    everybodys = {key(token) for text in _public() for token in NUMBER.findall(text)}
    exact = _facts(url)
    for place, listed in exact.items():
        for fact, rounded in zip(listed, _rounded(place, exact), strict=True):
            everybodys |= {key(number) for _, number in _figures(rounded)}
            for what, number in _figures(fact):
                found.setdefault(key(number), {})[place] = what
    return {
        number: Canary(what, place, number)
        for number, places in found.items()
        if number and number not in everybodys and len(places) == 1
        for place, what in places.items()
    }


def _figures(fact: Fact) -> Iterator[tuple[str, str]]:
    """What a place's facts come to, but for what is public: what it is, and the number."""
    for name, amount in asdict(fact).items():
        if name not in EXACT:
            yield name, str(amount)
    yield "minutes", str(round(fact.learning_seconds / 60))
    for metric in METRICS:
        shown = value(metric, fact, exact=True)
        whole = shown.denominator or 0
        if not shown.known or {metric.numerator, metric.denominator} <= EXACT:
            continue
        if whole and Fraction(shown.numerator or 0, whole).denominator > COMMON:
            yield metric.id, f"{shown.value:.15f}"
            yield metric.id, str(round(shown.value or 0))
        for limit in (shown.low, shown.high):
            if limit is not None:
                yield metric.id, f"{limit:.15f}"


def _rounded(place: str, exact: Mapping[str, list[Fact]]) -> Iterator[Fact]:
    """The same facts as those have them who may not see the place exactly."""
    if place != REGION:
        yield from map(coarse, exact[place])
        return
    towns = [listed for code, listed in exact.items() if code in EVERY_PLACE - {REGION}]
    yield from map(together, zip(*towns, strict=True))


def _public() -> Iterator[str]:
    """Where numbers stand for themselves: codes, years, the census, and what the pages explain."""
    yield " ".join(map(str, range(1900, 2101)))
    yield from (
        " ".join(map(str, asdict(each).values())) for each in reference.municipalities(HOME)
    )
    for spoken in LANGUAGES:
        yield methods.everything(spoken)
        yield definitions.everything(spoken, "")


def _facts(url: str) -> Mapping[str, list[Fact]]:
    """Every month's fiscal year to date of every place, and of all together, in all prefectures."""
    listed: dict[str, list[Fact]] = {}
    for prefecture in (planting.HOME, planting.ELSEWHERE):
        with closing(databases.connect(url)) as opened:
            rows = opened.read(queries.month_facts(), identity.operator(prefecture))
        months = [MonthFact(**row._mapping) for row in rows]
        to_date = dict(_to_date(prefecture, months))
        listed |= to_date
        if prefecture == HOME:
            listed[REGION] = [facts.together(each) for each in zip(*to_date.values(), strict=True)]
    return listed


def _to_date(prefecture: str, months: Iterable[MonthFact]) -> Iterator[tuple[str, list[Fact]]]:
    known = {place.code: place.staff for place in reference.municipalities(prefecture)}
    listed = list(months)
    every = sorted({each.month for each in listed})
    for code in sorted({each.code for each in listed}):
        own = [each for each in listed if each.code == code]
        yield code, [facts.to_date(own, month, known[code]) for month in every]
