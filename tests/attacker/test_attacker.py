"""An attacker collects all that a role is shown, and subtracts everything from everything.

What must not come out is a count of one to nine people. The attack is worth something only if it
finds them where the rules are off: so the same attack is made on exact figures first.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import pytest

from metrics.catalogue import METRICS
from metrics.facts import OF_PEOPLE, Fact, to_date
from tests.attacker import printed, region
from tests.attacker.printed import REGION, Printed
from ui import cached
from ui.cached import Snapshot

AsRole = Callable[[str], Snapshot]
Truth = dict[tuple[str, int], Fact]
"""The fiscal years to date, by municipality and month."""
QUANTITIES = sorted(
    {name for each in METRICS for name in (each.numerator, each.denominator) if name}
    & {*OF_PEOPLE, "licences", "matured", "matured_completed", "completions", "enrolments"}
)
PAIRS = [
    (each.denominator, each.numerator)
    for each in METRICS
    if each.kind == "proportion" and each.denominator != "staff"
]
CODES = [town.code for town in region.TOWNS]


@pytest.fixture
def truth(region_url: str) -> dict[tuple[str, int], Fact]:
    known = region.truth(region_url)
    return {
        (code, month): to_date(
            [fact for (of, _), fact in known.items() if of == code], month, staff=0
        )
        for code in CODES
        for month in region.MONTHS
    }


@dataclass(frozen=True)
class Between:
    """What an attacker knows of a count."""

    low: int
    high: int

    def less(self, other: "Between") -> "Between":
        return Between(self.low - other.high, self.high - other.low)

    def plus(self, other: "Between") -> "Between":
        return Between(self.low + other.low, self.high + other.high)

    @property
    def finds(self) -> bool:
        """Whether it is one to nine people, and certain how many."""
        return self.low == self.high and 1 <= self.low <= 9


Known = dict[tuple[str, int, str], Between]
Claim = tuple[str, str, str, str]
"""The way, what it is about, the month or two, the quantity or two."""


def read(each: Printed, rounded: bool) -> Between:
    """What a printed count says: where a role's figures are rounded, whatever rounds to it.

    The rules are public, and what is no number of tens has not been rounded. A region's is put
    together of rounded ones.
    """
    if not rounded or each.count % 10 or each.quantity == "licences":
        return Between(each.count, each.count)
    if not each.count:
        return Between(0, 9 * len(CODES) if each.of == REGION else 0)
    if each.of == REGION:
        about = 5 + 5 * len(CODES)
        return Between(each.count - about, each.count + about)
    return Between(max(each.count - 5, 10), each.count + 4)


def known_from(seen: set[Printed], rounded: bool) -> Known:
    """What follows from each printed count, and from there being no more people than licences."""
    known: Known = {}
    for each in seen:
        key, said = (each.of, each.month, each.quantity), read(each, rounded)
        before = known.get(key, said)
        known[key] = Between(max(said.low, before.low), min(said.high, before.high))
    for (of, month, quantity), said in known.items():
        most = known.get((of, month, "licences"))
        if most is not None and quantity == "joined":
            known[of, month, quantity] = Between(said.low, min(said.high, most.high))
    return known


def claims(known: Known) -> Iterator[tuple[Claim, Between]]:
    """Every count that follows from the known ones by themselves and by subtraction."""
    for (of, month, quantity), said in known.items():
        yield ("count", of, str(month), quantity), said
    for month in region.MONTHS:
        for quantity in QUANTITIES:
            yield from _from_the_total(known, month, quantity)
        for of in (*CODES, REGION):
            for whole, part in PAIRS:
                if {(of, month, whole), (of, month, part)} <= known.keys():
                    rest = known[of, month, whole].less(known[of, month, part])
                    yield ("rest", of, str(month), f"{whole}-{part}"), rest
    for of in (*CODES, REGION):
        for quantity in QUANTITIES:
            for earlier, later in combinations(region.MONTHS, 2):
                if {(of, earlier, quantity), (of, later, quantity)} <= known.keys():
                    grown = known[of, later, quantity].less(known[of, earlier, quantity])
                    yield ("months", of, f"{earlier}-{later}", quantity), grown


def _from_the_total(known: Known, month: int, quantity: str) -> Iterator[tuple[Claim, Between]]:
    """What is left when all places but some are taken from the total: one place, or the hidden."""
    total = known.get((REGION, month, quantity))
    shown = [of for of in CODES if (of, month, quantity) in known]
    hidden = [of for of in region.taking_part(month) if of not in shown]
    if total is None or not shown:
        return
    for left_out in [None, *shown] if not hidden else [None]:
        rest = total
        for of in shown:
            rest = rest.less(known[of, month, quantity]) if of != left_out else rest
        yield ("total", "+".join([*hidden, *filter(None, [left_out])]), str(month), quantity), rest


def true_count(claim: Claim, truth: Truth) -> int:
    """What the claim is about, as it is."""
    _, of, when, what = claim

    def count(month: str, quantity: str) -> int:
        places = region.taking_part(int(month)) if of == REGION else of.split("+")
        return sum(getattr(truth[code, int(month)], quantity) for code in places if code)

    (first, *last), quantities = when.split("-"), what.split("-")
    if last:
        return count(last[0], what) - count(first, what)
    if len(quantities) == 2:
        return count(when, quantities[0]) - count(when, quantities[1])
    return count(when, what)


def found_out(seen: set[Printed], truth: Truth, *, rounded: bool, but: str = "") -> Counter[str]:
    """How many counts of one to nine the attack is sure of, by the way in which it found them.

    It must be right to be sure, so what it knows is compared with the truth. What the readers of a
    place know of their own is no find, and licences are public.
    """
    found: Counter[str] = Counter()
    for claim, said in claims(known_from(seen, rounded)):
        way, of, _, what = claim
        if not set(what.split("-")) <= {*QUANTITIES}:
            continue
        assert said.low <= true_count(claim, truth) <= said.high, (claim, said)
        found[way] += said.finds and of != but and what != "licences"
    return found


def test_the_attack_finds_what_exact_figures_tell(as_role: AsRole, truth: Truth) -> None:
    seen = printed.everything(as_role("prefecture"))
    found = found_out(seen, truth, rounded=False)
    assert min(found[way] for way in ("count", "rest", "months", "total")) > 50, found


def test_hiding_alone_does_not_withstand_it(as_role: AsRole, truth: Truth) -> None:
    """The open sample's rules: invented people, whose months nobody keeps from being subtracted."""
    seen = {each for each in printed.everything(as_role("open")) if each.of != REGION}
    assert found_out(seen, truth, rounded=False)["months"] > 10


def test_a_presenter_s_figures_withstand_it(as_role: AsRole, truth: Truth) -> None:
    seen = printed.everything(as_role("presenter"))
    assert len(seen) > 300, "there is something to attack"
    assert not +found_out(seen, truth, rounded=True)
    assert all(each.count % 10 == 0 for each in seen if each.quantity not in {"licences", "staff"})


def test_another_municipality_withstands_it(as_role: AsRole, truth: Truth) -> None:
    seen = printed.everything(as_role("municipality"))
    own = {each for each in seen if each.of == region.OWN}
    assert {each.of for each in seen} == {region.OWN, REGION}
    assert any(1 <= each.count <= 9 for each in own)
    known = known_from(seen - own, rounded=True) | known_from(own, rounded=False)
    finds = [claim for claim, said in claims(known) if said.finds and claim[1] != region.OWN]
    assert {what for *_, what in finds} <= {"licences"}


def test_nor_does_what_the_prefecture_published_tell_more(as_role: AsRole, truth: Truth) -> None:
    """By somebody who knows one town exactly, and sees the others by name."""
    published = replace(as_role("municipality"), published=frozenset({2025}))
    seen = printed.everything(published)
    own = {each for each in seen if each.of == region.OWN}
    assert {each.of for each in seen} > {region.OWN, REGION}
    known = known_from(seen - own, rounded=True) | known_from(own, rounded=False)
    for claim, said in claims(known):
        _, of, _, what = claim
        if set(what.split("-")) <= {*QUANTITIES}:
            assert said.low <= true_count(claim, truth) <= said.high, (claim, said)
            assert not said.finds or of == region.OWN or what == "licences", (claim, said)


def test_no_rate_is_shown_of_fewer_than_ten(as_role: AsRole, truth: Truth) -> None:
    shares = [each for each in METRICS if each.kind == "proportion"]
    shown = [
        getattr(truth[code, month], of.people or "")
        for role in ("presenter", "open")
        for month in region.MONTHS
        for of in shares
        for code, value in cached.values_of(as_role(role), month, of.id).items()
        if value.known
    ]
    assert min(shown) >= 10
