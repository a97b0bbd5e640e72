import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from worked_values import FACT, fact, rows

from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.change import change, change_of, growth
from metrics.refusal import RefusedError
from metrics.shrinkage import Order

counts = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("row", rows("newcombe"), ids=lambda row: row["source"])
def test_published_values(row):
    now, before = ((int(row[f"part{when}"]), int(row[f"whole{when}"])) for when in ("", "_before"))
    found = change(now, before)
    assert round(found.low, 4) == float(row["low"])
    assert round(found.high, 4) == float(row["high"])


@given(counts, counts)
def test_statsmodels_agrees(now, before):
    found = change(now, before)
    expected = confint_proportions_2indep(*now, *before, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-6)


@given(counts, counts)
def test_the_way_back_is_the_mirror(now, before):
    there, back = change(now, before), change(before, now)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert there.clear is back.clear


def test_clear_or_not():
    assert change((60, 100), (40, 100)).clear
    assert not change((6, 10), (4, 10)).clear


def test_values_without_an_interval_have_no_change():
    of = metric("completion_matured")
    now, before = value(of, fact(matured_completed=90)), value(of, FACT)
    assert change_of(now, before) == change((90 / 150 * 55, 55), (50 / 150 * 55, 55))
    assert change_of(now, Value(State.HIDDEN)) is None
    spend = value(metric("spend_per_active"), FACT)
    assert change_of(spend, spend) is None


def test_a_denominator_of_zero_is_refused():
    with pytest.raises(RefusedError):
        change((1, 10), (0, 0))


def test_many_enrolments_of_few_people_are_no_surer_than_the_people():
    of = metric("completion_matured")
    now, before = (
        value(of, fact(matured_completed=part, matured=300, matured_learners_fy=30))
        for part in (150, 90)
    )
    assert change_of(now, before) == change((15.0, 30), (9.0, 30))
    assert not change_of(now, before).clear
    assert change((150, 300), (90, 300)).clear


def test_growth_is_the_quotient_of_the_draws():
    world = np.random.default_rng(2)
    before = Order(np.log(100), np.log(world.normal(100, 4, 4_000)), 50)
    now = Order(np.log(112), np.log(world.normal(112, 4, 4_000)), 50)
    found = growth(now, before)
    assert found.difference == pytest.approx(0.12)
    spread = 1.96 * np.hypot(4 / 100, 4 / 112) * 1.12  # to the first order
    assert (found.low, found.high) == pytest.approx((0.12 - spread, 0.12 + spread), abs=0.01)
    assert found.clear
    assert not growth(before, before).clear
