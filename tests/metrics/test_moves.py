import math
from datetime import date

import numpy as np
import pytest
from worked_values import fact

from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.change import Change, Paired, change, change_of
from metrics.facts import last_day, whole_month
from metrics.moves import clear_together, move

COMPLETION = metric("completion_matured")


def rate(part, whole, people=None):
    counts = {"matured_completed": part, "matured": whole}
    return value(COMPLETION, fact(**counts, matured_learners_fy=people or whole))


def moved(of, now, before):
    return move(of, Paired(now, before, change_of(now, before), 1))


def test_a_rise_by_hand():
    found = moved(COMPLETION, rate(60, 100), rate(40, 100))
    assert found.difference == pytest.approx(0.2)
    assert found.tested == change((60, 100), (40, 100))
    # pooled rate 0.5, half a unit off either: 0.19 / sqrt(0.25 x 2/100) = 2.69 standard deviations
    assert found.score == pytest.approx(2.69, abs=0.01)
    assert (found.way, found.clear) == ("up", True)


def test_the_difference_is_that_of_the_printed_values():
    """33.33 % and 34.67 % are printed as 33.3 and 34.7: 1.4 points apart, and not 1.3."""
    found = moved(COMPLETION, rate(520, 1500), rate(500, 1500))
    assert found.difference == pytest.approx(0.014)
    minutes = metric("learning_time")
    now, before = (
        value(minutes, fact(learning_seconds=seconds, active_learner_months=100))
        for seconds in (516_240, 504_600)
    )
    assert (round(now.value, 2), round(before.value, 2)) == (86.04, 84.1)
    assert moved(minutes, now, before).difference == 2


def test_values_that_read_the_same_are_the_same():
    found = moved(COMPLETION, rate(1000, 3001), rate(1000, 3002))
    assert (found.difference, found.way) == (0, "same")


def test_many_enrolments_of_few_people_make_no_clear_change():
    assert moved(COMPLETION, rate(600, 1000), rate(500, 1000)).clear
    assert not moved(COMPLETION, rate(600, 1000, people=30), rate(500, 1000, people=30)).clear


@pytest.mark.parametrize("state", [State.HIDDEN, State.NO_DATA, State.NOT_TAKING_PART])
def test_a_year_without_a_value_has_no_difference(state):
    for pair in ((rate(60, 100), Value(state)), (Value(state), rate(60, 100))):
        found = moved(COMPLETION, *pair)
        assert (found.difference, found.way, found.tested, found.clear) == (None,) * 3 + (False,)


def test_an_amount_is_tested_by_its_growth_alone():
    spend = metric("spend_per_active")
    pair = value(spend, fact(spend_yen=800_000)), value(spend, fact())
    found = moved(spend, *pair)
    assert found.difference == -5_000
    assert (found.way, found.tested, found.clear, found.score) == ("down", None, False, 0.0)
    # logarithms -0.5, -0.7 and -0.3: a standard deviation of 0.4 / (2 x 1.96), so z = -4.9
    growth = Change(math.expm1(-0.5), math.expm1(-0.7), math.expm1(-0.3))
    grown = move(spend, Paired(*pair, growth, 1))
    assert grown.clear
    assert grown.score == pytest.approx(-4.9, abs=0.01)


def test_a_measure_that_is_not_as_it_was_then_is_not_compared():
    simple = metric("completion_simple")
    found = moved(simple, value(simple, fact()), value(simple, fact(enrolments_completed=90)))
    assert found.difference is None
    assert found.tested is None


def test_together_a_claim_needs_more_than_alone():
    alike = {f"{at}": moved(COMPLETION, rate(30, 100), rate(30, 100)) for at in range(30)}
    weak = moved(COMPLETION, rate(46, 100), rate(30, 100))
    strong = moved(COMPLETION, rate(20, 100), rate(60, 100))
    assert weak.clear
    assert list(clear_together({**alike, "weak": weak, "strong": strong})) == ["strong"]
    assert list(clear_together({"weak": weak})) == ["weak"]
    assert clear_together({}) == {}


def test_luck_alone_hardly_ever_makes_a_change():
    world = np.random.default_rng(3)
    sizes = world.integers(30, 400, 24)

    def year():
        drawn = zip(world.binomial(sizes, 0.35), sizes, strict=True)
        return {f"{at}": rate(int(part), int(size)) for at, (part, size) in enumerate(drawn)}

    def both(now, before):
        return {code: moved(COMPLETION, now[code], before[code]) for code in now}

    spoke = [bool(clear_together(both(year(), year()))) for _ in range(200)]
    assert np.mean(spoke) < 0.09


@pytest.mark.parametrize(
    ("month", "last"),
    [(202610, date(2026, 10, 31)), (202612, date(2026, 12, 31)), (202402, date(2024, 2, 29))],
)
def test_the_last_day_of_a_month(month, last):
    assert last_day(month) == last


@pytest.mark.parametrize(
    ("month", "as_of", "compared"),
    [
        (202610, date(2026, 10, 31), 202610),
        (202610, date(2026, 10, 30), 202609),
        (202601, date(2026, 1, 5), 202512),
        (202604, date(2026, 4, 12), None),
        (202604, date(2026, 10, 15), 202604),
    ],
)
def test_years_are_compared_at_the_end_of_a_whole_month(month, as_of, compared):
    assert whole_month(month, as_of) == compared
