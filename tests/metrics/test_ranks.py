import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special, stats
from worked_values import fact

from metrics.calculate import State, Value, value, values
from metrics.catalogue import metric
from metrics.ranks import Rank, rank, rank_ranges, ranking, tie_groups
from metrics.shrinkage import LEVELS, likely_odds, prior, shrunken_rates

COMPLETION = metric("completion_matured")


def proportion(part, whole):
    return value(COMPLETION, fact(matured_completed=part, matured=whole), exact=True)


def test_equal_values_share_the_lowest_number():
    shared = {"a": 0.5, "b": 0.7, "c": 0.5, "d": 0.1}
    assert rank(shared) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert rank(shared, "lower") == {"d": 1, "a": 2, "c": 2, "b": 4}
    assert rank({}) == {}


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=12))
def test_a_rank_is_one_more_than_the_number_of_better_places(given_values):
    for code, number in rank(given_values).items():
        assert number == 1 + sum(each > given_values[code] for each in given_values.values())


def test_only_places_with_a_value_are_ranked():
    placed = {
        "14100": proportion(40, 100),
        "14130": Value(State.HIDDEN),
        "14150": Value(State.NOT_TAKING_PART),
        "14201": proportion(0, 100),
    }
    ranked = ranking(COMPLETION, placed)
    assert list(ranked) == ["14100", "14201"]
    assert {each.of for each in ranked.values()} == {2}
    assert ranking(COMPLETION, {"14130": Value(State.HIDDEN)}) == {}


def test_the_order_of_the_places_changes_nothing():
    placed = {f"{14100 + i}": proportion(i + 3, 40 + i) for i in range(12)}
    backwards = dict(reversed(placed.items()))
    assert ranking(COMPLETION, placed) == ranking(COMPLETION, backwards)


def test_metrics_without_interval_have_plain_ranks():
    spend = metric("spend_per_active")
    facts = {"14100": fact(), "14130": fact(spend_yen=600_000)}
    assert ranking(spend, values(spend, facts)) == {"14100": Rank(1, 2), "14130": Rank(2, 2)}


def test_reach_above_everybody_takes_the_ranges_away():
    reach = metric("enrolment_by_staff")
    facts = {"14100": fact(), "14130": fact(staff=50)}
    assert ranking(reach, values(reach, facts))["14130"] == Rank(1, 2)


def test_one_place_is_first_for_certain():
    assert ranking(COMPLETION, {"14100": proportion(3, 40)})["14100"] == Rank(1, 1, 1, 1, 1)


@pytest.mark.parametrize("part", [0, 10, 25])
def test_equal_places_cannot_be_told_apart(part):
    placed = {f"{14100 + i}": proportion(part, 25) for i in range(20)}
    ranked = ranking(COMPLETION, placed)
    assert {each.rank for each in ranked.values()} == {1}
    assert {each.group for each in ranked.values()} == {1}
    assert all(each.high - each.low + 1 >= 18 for each in ranked.values())


def test_places_far_apart_are_certain():
    lows, highs = rank_ranges([900, 500, 100], [1000, 1000, 1000])
    assert lows.tolist() == highs.tolist() == [1, 2, 3]
    assert rank_ranges([900, 500, 100], [1000] * 3, "lower")[0].tolist() == [3, 2, 1]


@pytest.mark.parametrize(
    ("parts", "wholes"),
    [([3, 40, 25], [10, 90, 60]), ([0, 0, 5], [12, 40, 40]), ([300, 2_000], [900, 9_000])],
)
def test_the_likely_odds_are_scipy_s_quantiles(parts, wholes):
    parts, wholes = np.array(parts), np.array(wholes)
    fitted = prior(parts, wholes)
    levels = (np.arange(LEVELS) + 0.5) / LEVELS
    for odds, a, b in zip(
        likely_odds(parts, wholes), parts + fitted.a, wholes - parts + fitted.b, strict=True
    ):
        rates, expected = special.expit(odds), stats.beta.ppf(levels, a, b)
        assert np.abs(rates - expected).max() < 0.05 * expected.std()


@pytest.mark.parametrize("part", [8, 14, 17, 20, 24, 30, 36])
def test_the_range_of_two_places_follows_the_exact_probability(part):
    """P(first is better) of two beta posteriors, by numerical integration."""
    parts, wholes = np.array([part, 26]), np.array([40, 50])
    fitted = prior(parts, wholes)
    a, b = parts + fitted.a, wholes - parts + fitted.b
    grid = np.linspace(0, 1, 20_001)
    better = np.trapezoid(stats.beta.pdf(grid, a[0], b[0]) * stats.beta.cdf(grid, a[1], b[1]), grid)
    assert min(abs(better - 0.05), abs(better - 0.95)) > 0.01  # the draws can tell
    first = (1, 1) if better > 0.95 else (2, 2) if better < 0.05 else (1, 2)
    lows, highs = rank_ranges(parts, wholes)
    assert (int(lows[0]), int(highs[0])) == first


def test_the_95_percent_range_covers_the_true_rank():
    """A thousand prefectures of 33 places, from all alike to very different."""
    world = np.random.default_rng(7)
    covered = []
    for concentration in (8, 20, 60, 200):
        for _ in range(250):
            sizes = np.exp(world.normal(4.0, 1.3, 33)).astype(int) + 5
            rates = world.beta(0.35 * concentration, 0.65 * concentration, 33)
            lows, highs = rank_ranges(world.binomial(sizes, rates), sizes, draws=1_000)
            true = (-rates).argsort().argsort() + 1
            covered.append(((lows <= true) & (true <= highs)).mean())
    assert 0.93 <= np.mean(covered) <= 0.97


def test_a_whole_country():
    world = np.random.default_rng(3)
    sizes = world.integers(10, 2_000, 1_741)
    lows, highs = rank_ranges(world.binomial(sizes, 0.3), sizes, draws=1_000)
    assert lows.min() >= 1
    assert highs.max() <= 1_741
    assert (lows <= highs).all()
    assert len(tie_groups(lows.tolist(), highs.tolist())) == 1_741


def test_tie_groups_need_every_pair_alike():
    assert tie_groups([1, 1, 1], [10, 10, 9]) == [0, 0, 0]
    assert tie_groups([1, 2, 3, 4], [10, 11, 12, 13]) == [0, 0, 1, 1]  # a chain is cut
    assert tie_groups([1, 2, 3], [1, 2, 3]) == [0, 1, 2]
    assert tie_groups([], []) == []


@pytest.mark.parametrize("concentration", [4, 20, 100])
def test_the_prior_is_as_likely_as_the_best_that_scipy_finds(concentration):
    """scipy's own beta-binomial and optimiser, free in both parameters."""
    world = np.random.default_rng(concentration)
    wholes = world.integers(5, 400, 33)
    rates = world.beta(0.35 * concentration, 0.65 * concentration, 33)
    parts = world.binomial(wholes, rates)

    def loss(a, b):
        return -stats.betabinom.logpmf(parts, wholes, a, b).sum()

    best = optimize.minimize(lambda logs: loss(*np.exp(logs)), [0, 1], method="Nelder-Mead")
    fitted = prior(parts, wholes)
    assert best.fun - 1e-6 <= loss(fitted.a, fitted.b) <= best.fun + 0.25


def test_the_prior_finds_the_spread_that_made_the_data():
    world = np.random.default_rng(5)
    sizes = world.integers(50, 400, 400)
    fitted = prior(world.binomial(sizes, world.beta(6, 14, 400)), sizes)
    assert fitted.mean == pytest.approx(0.3, abs=0.02)
    assert fitted.concentration == pytest.approx(20, rel=0.3)


def test_small_places_are_drawn_further_towards_the_mean():
    raw = np.array([0.8, 0.8, 0.3, 0.2])
    sizes = np.array([10, 1_000, 500, 500])
    shrunken = shrunken_rates(raw * sizes, sizes)
    assert 0.2 < shrunken[0] < shrunken[1] < 0.8
    assert shrunken_rates([], []).tolist() == []


@pytest.mark.parametrize(("parts", "expected"), [([0, 0, 0], 0.0), ([20, 20, 20], 1.0)])
def test_all_zero_and_all_complete_stay_near_where_they_are(parts, expected):
    assert shrunken_rates(parts, [20, 20, 20]).tolist() == pytest.approx([expected] * 3, abs=0.01)
