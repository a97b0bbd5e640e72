from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked_values import FACT, fact

from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.gaps import Gap, rank_with, to_median, to_next, to_rank, until_overtaken
from metrics.ranks import rank

COMPLETION = metric("completion_matured")


def proportion(part, whole):
    return value(COMPLETION, fact(matured_completed=part, matured=whole), exact=True)


PLACES = {
    "14100": proportion(50, 100),
    "14130": proportion(21, 60),
    "14150": proportion(12, 40),
    "14201": proportion(3, 30),
    "14203": Value(State.HIDDEN),
}
"""50, 35, 30 and 10 %; the median is 32.5 %."""


@pytest.mark.parametrize(
    ("code", "difference", "more"),
    [
        ("14201", -0.225, 7),  # 32.5 % of 30 is 9.75: ten, which are seven more
        ("14150", -0.025, 1),  # 13 of 40 is the median itself
        ("14130", 0.025, 0),
        ("14100", 0.175, 0),
    ],
)
def test_gap_to_the_median(code, difference, more):
    gap = to_median(COMPLETION, PLACES, code)
    assert gap == Gap(pytest.approx(difference), more)


def test_gap_to_the_next_place_and_to_a_rank():
    assert to_next(COMPLETION, PLACES, "14201").more == 6  # 30 % of 30 is 9
    assert to_next(COMPLETION, PLACES, "14100") is None
    assert to_rank(COMPLETION, PLACES, "14201", 1).more == 12
    assert to_rank(COMPLETION, PLACES, "14201", 2).more == 8  # 10.5: eleven
    assert to_rank(COMPLETION, PLACES, "14130", 3).more == 0
    assert to_rank(COMPLETION, PLACES, "14201", 4) is None


def test_how_many_fewer_put_a_place_behind_the_next():
    """35 % of 60 and 30 % of 40: eighteen of 60 would tie, and a tie shares the better rank."""
    assert until_overtaken(COMPLETION, PLACES, "14130") == 4
    assert until_overtaken(COMPLETION, PLACES, "14150") == 9  # 4 of 40 is the 10 % itself
    assert until_overtaken(COMPLETION, PLACES, "14201") is None
    assert until_overtaken(COMPLETION, PLACES, "14203") is None
    assert until_overtaken(metric("spend_per_active"), PLACES, "14130") is None


def test_the_rank_that_a_change_leads_to():
    assert rank_with(COMPLETION, PLACES, "14130", 0) == 2
    assert rank_with(COMPLETION, PLACES, "14130", 9) == 1
    assert rank_with(COMPLETION, PLACES, "14130", -3) == 2
    assert rank_with(COMPLETION, PLACES, "14130", -4) == 3


PROPORTIONS = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=10,
)


@given(PROPORTIONS, st.data())
def test_one_fewer_is_the_fewest_that_loses_the_rank(pairs, data):
    values = {str(n): proportion(*pair) for n, pair in enumerate(pairs)}
    code = data.draw(st.sampled_from(list(values)))
    fewer = until_overtaken(COMPLETION, values, code)
    now = rank_with(COMPLETION, values, code, 0)
    if fewer is None:
        assert rank_with(COMPLETION, values, code, -values[code].numerator) == now
    else:
        assert 0 < fewer <= values[code].numerator
        assert rank_with(COMPLETION, values, code, -fewer) > now
        assert rank_with(COMPLETION, values, code, 1 - fewer) == now


@given(
    st.lists(
        st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
        max_size=10,
    ),
    st.data(),
)
def test_so_many_more_reach_the_rank_and_one_fewer_does_not(many, data):
    places = {str(i): proportion(*counts) for i, counts in enumerate(many)}
    wanted = data.draw(st.integers(1, len(many) - 1))
    more = to_rank(COMPLETION, places, "0", wanted).more

    def rank_with(extra):
        rates = {code: Fraction(each.numerator, each.denominator) for code, each in places.items()}
        rates["0"] += Fraction(extra, places["0"].denominator)
        return rank(rates)["0"]

    assert rank_with(more) <= wanted
    assert more == 0 or rank_with(more - 1) > wanted


def test_equal_places_have_nobody_above():
    equal = {"14100": proportion(10, 40), "14130": proportion(5, 20)}
    assert to_next(COMPLETION, equal, "14100") is None
    assert to_median(COMPLETION, equal, "14100") == Gap(0.0, 0)


def test_no_gap_without_a_value_or_a_direction():
    assert to_median(COMPLETION, PLACES, "14203") is None
    assert to_next(COMPLETION, PLACES, "14999") is None
    spend = metric("spend_per_active")
    assert to_median(spend, {"14100": value(spend, FACT)}, "14100") is None


def test_a_count_has_gaps_in_people():
    active = metric("active_learners")
    places = {
        "14100": value(active, FACT),
        "14130": value(active, fact(active_learners=50)),
    }
    assert to_next(active, places, "14100") == Gap(-14.0, 14)
