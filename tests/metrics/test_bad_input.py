"""What no method may stumble over: each answers sensibly, or refuses in a sentence."""

import math
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from worked_values import NOBODY, fact

from metrics import bootstrap, gaps
from metrics.apart import apart
from metrics.bootstrap import QUANTITIES
from metrics.calculate import State, values
from metrics.catalogue import metric
from metrics.change import change, change_of
from metrics.cohorts import curve
from metrics.decomposition import shares
from metrics.disclosure import Sight
from metrics.facts import Duration
from metrics.findings import findings
from metrics.funnel import funnel, outside
from metrics.intervals import wilson, wilson_limits
from metrics.ranks import rank_ranges, ranking
from metrics.refusal import RefusedError
from metrics.shrinkage import prior, shrunken_rates

COMPLETION, TIME = metric("completion_matured"), metric("learning_time")
NOTHING_DONE = {
    "completions": 0,
    "matured_completed": 0,
    "enrolments_completed": 0,
    "completing_learners_fy": 0,
}


def places(count, **changes):
    return {f"{14_100 + at}": fact(licences=100 + at, **changes) for at in range(count)}


def many():
    world = np.random.default_rng(1)
    return {
        f"{10_000 + at}": fact(
            matured=int(size), matured_completed=int(done), matured_learners_fy=int(size)
        )
        for at, (size, done) in enumerate(
            (size, world.binomial(size, 0.3)) for size in world.integers(20, 900, 1_741)
        )
    }


INPUTS = {
    "no completions at all": places(12, **NOTHING_DONE),
    "one municipality": places(1),
    "all equal": places(12),
    "all zero": dict.fromkeys(places(5), NOBODY),
    "one learner": places(
        3, joined=1, matured=1, matured_completed=1, matured_learners_fy=1, enrolled_learners_fy=1
    ),
    "a denominator of zero": places(5, matured=0, matured_completed=0),
    "numerator above denominator": places(5, matured=50, matured_completed=60),
    "1,741 places": many(),
}
each_input = pytest.mark.parametrize("facts", INPUTS.values(), ids=INPUTS)


def known(facts):
    """The places that have the rate, as a reader with every right sees it."""
    return {
        code: each for code, each in values(COMPLETION, facts, exact=True).items() if each.known
    }


def counts(facts):
    listed = known(facts).values()
    return [each.numerator for each in listed], [each.denominator for each in listed]


def finite(answer):
    """Every number in an answer, however deep."""
    if is_dataclass(answer):
        return all(finite(getattr(answer, field.name)) for field in fields(answer))
    if isinstance(answer, dict):
        return all(map(finite, answer.values()))
    if isinstance(answer, list | tuple | np.ndarray):
        return all(map(finite, answer))
    return not isinstance(answer, float) or math.isfinite(answer)


@each_input
def test_intervals(facts):
    for each in known(facts).values():
        assert 0 <= each.low <= each.value <= each.high <= 1


@each_input
def test_ranks(facts):
    ranked = ranking(COMPLETION, known(facts), draws=500)
    assert len(ranked) == len(known(facts))
    assert all(1 <= each.low <= each.rank <= each.high <= each.of for each in ranked.values())


@each_input
def test_the_funnel(facts):
    shape = funnel(*counts(facts))
    assert (shape is None) is (not known(facts))
    if shape is not None:
        assert finite(shape)
        assert set(outside(shape, known(facts)).values()) <= {-2, -1, 0, 1, 2}


@each_input
def test_shrunken_rates(facts):
    shrunken = shrunken_rates(*counts(facts))
    assert ((shrunken >= 0) & (shrunken <= 1)).all()


@each_input
def test_gaps(facts):
    for code in list(known(facts))[:3]:
        median = gaps.to_median(COMPLETION, known(facts), code)
        assert median.more >= 0
        following = gaps.to_next(COMPLETION, known(facts), code)
        assert following is None or following.more > 0
        first = gaps.to_rank(COMPLETION, known(facts), code, 1)
        assert first is None or first.more >= 0


@each_input
def test_a_change_against_last_year(facts):
    for code, each in list(known(facts).items())[:20]:
        assert not change_of(each, each).clear
        assert change_of(each, values(COMPLETION, {code: NOBODY})[code]) is None


@each_input
def test_findings(facts):
    found = findings(facts, facts, sights=dict.fromkeys(facts, Sight.EXACT))
    assert all(finite(dict(each.numbers)) for each in found)
    assert found or len(known(facts)) < 2


@each_input
def test_what_lies_apart(facts):
    rates = known(facts)
    assert apart(rates, dict.fromkeys(rates, 0.3)) <= set(rates)


@each_input
def test_what_a_change_is_made_of(facts):
    for each in list(facts.values())[:20]:
        assert shares(each, NOBODY).change == each.completions


@pytest.mark.parametrize(("learners", "places"), [(1, 1), (30, 1), (30, 12), (0, 3), (25, 1_741)])
def test_draws_of_amounts(learners, places):
    """All learners alike, so that no interval says anything; and the ranks cannot tell."""
    rows = np.tile([3_600, 1, 1, 1, 1], (learners, 1))
    sums = dict(zip(QUANTITIES, rows.sum(axis=0).tolist(), strict=True))
    of_them = fact(**sums)
    drawn = [bootstrap.drawn(rows, 40, at, draws=100) for at in range(places)]
    for each in drawn[:20]:
        with pytest.raises(RefusedError) as refused:
            bootstrap.interval(TIME, of_them, each)
        assert refused.value.text.ja
    orders = [bootstrap.order(TIME, of_them, each) for each in drawn]
    assert all(finite(each.draws) and math.isfinite(each.value) for each in orders)


@pytest.mark.parametrize(
    "durations",
    [
        [Duration(9, False, 10)],
        [Duration(0, True, 10)],
        [Duration(0, False, 1), Duration(30, True, 20)],
        [Duration(day, day % 2 == 0, 1_741) for day in range(400)],
    ],
)
def test_curves(durations):
    found = curve(durations)
    assert all(0 <= low <= high <= 1 for low, high in zip(found.low, found.high, strict=True))
    assert finite(found)


OF_ONE = {"wilson": wilson, "change": lambda part, whole: change((part, whole), (1, 2))}
OF_MANY = {
    "funnel": funnel,
    "prior": prior,
    "shrunken rates": shrunken_rates,
    "rank ranges": rank_ranges,
}


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 0), (7, 5), (-1, 5)])
@pytest.mark.parametrize("method", OF_ONE.values(), ids=OF_ONE)
def test_an_impossible_rate_is_refused_in_a_sentence(method, part, whole):
    with pytest.raises(RefusedError) as refused:
        method(part, whole)
    assert refused.value.text.ja.endswith("。")
    assert refused.value.text.en.endswith(".")


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 0), (7, 5), (-1, 5)])
@pytest.mark.parametrize("method", OF_MANY.values(), ids=OF_MANY)
def test_one_impossible_rate_among_many_is_refused(method, part, whole):
    with pytest.raises(RefusedError) as refused:
        method([2, part, 3], [5, whole, 5])
    assert refused.value.text.ja.endswith("。")


def test_limits_of_many_leave_the_impossible_ones_out():
    low, high = wilson_limits([2, 3, 7], [5, 0, 5])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, True, True]


def test_a_numerator_above_its_denominator_is_told_to_the_reader():
    shown = values(COMPLETION, INPUTS["numerator above denominator"])
    assert {each.state for each in shown.values()} == {State.NO_DATA}
    assert all("60" in each.refusal.ja and "50" in each.refusal.ja for each in shown.values())
