import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from worked_values import fact, rows

from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.funnel import Funnel, funnel, outside
from metrics.intervals import Z95, Z998, wilson

COMPLETION = metric("completion_matured")


def proportion(part, whole):
    return value(COMPLETION, fact(matured_completed=part, matured=whole), exact=True)


@pytest.mark.parametrize("row", rows("funnel"), ids=lambda row: row["source"])
def test_limits_by_hand(row):
    shape = Funnel(float(row["centre"]), float(row["spread"]))
    low, high = shape.limits([int(row["denominator"])], float(row["z"]))
    assert (low[0], high[0]) == pytest.approx((float(row["low"]), float(row["high"])), abs=1e-6)


@pytest.mark.parametrize("row", rows("funnel_significance"), ids=lambda row: row["area"])
def test_published_significance(row):
    """Beyond 99.8 % two, beyond 95 % one, up or down."""
    score = Funnel(0.80642448).scores([float(row["numerator"])], [float(row["denominator"])])[0]
    level = np.sign(score) * ((abs(score) > Z95) + int(abs(score) > Z998))
    assert level == int(row["level"])


@given(
    st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0.01, 0.99),
)
def test_outside_exactly_where_wilson_excludes_the_pooled_rate(counts, centre):
    low, high = wilson(*counts)
    assume(min(abs(low - centre), abs(high - centre)) > 1e-9)
    score = Funnel(centre).scores([counts[0]], [counts[1]])[0]
    assert (abs(score) > Z95) is not (low <= centre <= high)


def test_who_lies_outside():
    placed = {
        "14100": proportion(400, 1_000),
        "14130": proportion(70, 100),
        "14150": proportion(30, 100),
        "14201": proportion(50, 100),
        "14203": proportion(45, 100),
        "14204": Value(State.HIDDEN),
    }
    assert outside(Funnel(0.4), placed) == {
        "14100": 0,
        "14130": 2,
        "14150": -1,
        "14201": 1,
        "14203": 0,
    }


def test_no_spread_is_found_where_there_is_none():
    world = np.random.default_rng(2)
    sizes = world.integers(40, 800, 300)
    assert funnel(world.binomial(sizes, 0.35), sizes).spread < 0.01


def test_the_spread_that_made_the_data_is_found():
    """Winsorising takes a little of it away: that is its purpose."""
    world = np.random.default_rng(2)
    sizes = world.integers(200, 800, 400)
    rates = np.clip(world.normal(0.35, 0.06, 400), 0, 1)
    assert funnel(world.binomial(sizes, rates), sizes).spread == pytest.approx(0.055, abs=0.01)


def test_spread_widens_the_limits_and_can_be_switched_off():
    parts, wholes = [20, 50, 80, 35], [100] * 4
    wide, plain = funnel(parts, wholes), funnel(parts, wholes, over_dispersed=False)
    assert plain.spread == 0 < wide.spread
    assert wide.centre == plain.centre == 185 / 400
    assert wide.limits([100])[1][0] > plain.limits([100])[1][0]


@pytest.mark.parametrize(
    ("parts", "wholes"), [([3], [10]), ([0, 0], [10, 20]), ([10, 20], [10, 20]), ([4, 4], [10, 10])]
)
def test_one_place_all_zero_all_complete_all_equal(parts, wholes):
    shape = funnel(parts, wholes)
    assert shape.spread == 0
    assert shape.scores(parts, wholes).tolist() == pytest.approx([0] * len(parts))


def test_no_places():
    assert funnel([], []) is None
    assert outside(Funnel(0.4), {"14100": Value(State.NO_DATA)}) == {}
