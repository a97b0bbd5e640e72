"""What coarse facts tell: worked values, and that nothing worked out from them tells more."""

from collections import defaultdict
from dataclasses import fields, replace
from itertools import product

import pytest
from worked_values import fact

from metrics.calculate import State, seen
from metrics.catalogue import METRICS, metric
from metrics.disclosure import (
    EXACT,
    FEW,
    Sight,
    coarse,
    coarse_count,
    controlled,
    poorest,
    together,
)
from metrics.facts import Fact

ACTIVATION = metric("activation")
COUNTS = [each.name for each in fields(Fact) if each.name not in {*EXACT, "learning_seconds"}]
SIZES = range(1, 60)


def of(licences, joined):
    return fact(licences=licences, joined=joined)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, FEW), (9, FEW), (10, 10), (14, 10), (15, 20), (1234, 1230)]
)
def test_counts_become_nothing_a_few_or_tens(count, shown):
    assert coarse_count(count) == shown


def test_every_count_is_made_coarse_and_no_term_of_the_contract():
    before = replace(fact(), **dict.fromkeys(COUNTS, 47), learning_seconds=90_000)
    after = coarse(before)
    assert {getattr(after, name) for name in COUNTS} == {50}
    assert after.learning_seconds == 108_000
    assert all(getattr(after, name) == getattr(before, name) for name in EXACT)


def test_nobody_is_told_from_a_few_only_where_a_zero_may_be_shown():
    assert coarse(of(29, 0)) == coarse(of(29, 9))
    assert coarse(of(30, 0)) != coarse(of(30, 9))


def test_what_is_withheld_is_the_contract_alone():
    left = controlled(fact(joined=80), Sight.WITHHELD)
    assert {name for name in COUNTS if getattr(left, name)} == set()
    assert left.licences == fact().licences
    assert seen(ACTIVATION, left, Sight.WITHHELD).state is State.WITHHELD


@pytest.mark.parametrize("each", METRICS, ids=lambda each: each.id)
def test_a_coarse_value_follows_from_the_coarse_facts(each):
    """So a hidden number cannot move it."""
    a, b = fact(), replace(fact(), **{name: getattr(fact(), name) + 1 for name in COUNTS})
    if coarse(a) == coarse(b):
        assert seen(each, coarse(a), Sight.COARSE) == seen(each, coarse(b), Sight.COARSE)
    shown = seen(each, coarse(a), Sight.COARSE)
    assert shown.coarse is (shown.known and each.people is not None)


def test_no_coarse_share_pins_down_one_to_nine_people():
    """Neither who joined nor who did not, whatever is shown of either."""
    possible = defaultdict(set)
    for licences in SIZES:
        for joined in range(licences + 1):
            shown = seen(ACTIVATION, coarse(of(licences, joined)), Sight.COARSE)
            told = licences, shown.state, shown.value, shown.numerator, shown.low, shown.people
            possible[told].add(joined)
    for (licences, *_), counts in possible.items():
        for every in (counts, {licences - each for each in counts}):
            assert len(every) > 1 or every.isdisjoint(range(1, 10)), (licences, every)


def test_exact_values_would_be_found_by_that_search():
    shown = {joined: seen(ACTIVATION, of(40, joined), Sight.EXACT).value for joined in range(41)}
    assert len(set(shown.values())) == 41


def test_a_total_less_some_places_tells_no_more_than_the_rest_s_coarse_facts():
    """Of three places, whose total and two are known: the third as it is known anyway."""
    sizes = (0, 3, 7, 9, 10, 12, 14, 15, 20, 24, 25)
    told = defaultdict(set)
    for counts in product(sizes, repeat=3):
        places = [of(40, each) for each in counts]
        known = tuple(coarse(place).joined for place in places)
        told[known].add(together(places).joined)
    assert all(len(totals) == 1 for totals in told.values())


def test_a_region_in_which_nobody_did_anything_shows_nothing():
    assert together([of(20, 0)] * 12).joined == 0
    assert together([of(40, 3)] * 4).joined == 20


def test_a_coarse_rate_is_given_in_steps_of_one_or_five_percent():
    large = seen(ACTIVATION, coarse(of(400, 147)), Sight.COARSE)
    small = seen(ACTIVATION, coarse(of(45, 22)), Sight.COARSE)
    assert large.value == 0.38
    assert small.value == 0.45
    assert small.high - small.low > 0.25


def test_exact_values_say_where_they_are_for_few_eyes():
    assert seen(ACTIVATION, of(8, 3), Sight.EXACT).few
    assert not seen(ACTIVATION, of(80, 30), Sight.EXACT).few
    assert seen(ACTIVATION, of(8, 3), Sight.MASKED).state is State.HIDDEN


def test_the_poorest_sight_shows_least():
    assert poorest([Sight.EXACT, Sight.WITHHELD, Sight.COARSE]) is Sight.WITHHELD
