import numpy as np
import pytest
from scipy import stats
from worked_values import FACT, NOBODY, fact

from metrics import bootstrap
from metrics.bootstrap import QUANTITIES, drawn, interval, order
from metrics.calculate import State, Value, value
from metrics.catalogue import METRICS, metric
from metrics.facts import Fact
from metrics.ranks import Rank, ranges_of_draws, ranking
from metrics.refusal import RefusedError
from metrics.shrinkage import Order

DRAWN = [each for each in METRICS if {each.numerator, each.denominator} & set(QUANTITIES)]
AMOUNTS = [each for each in DRAWN if each.kind == "ratio"]


def some_learners(world, count):
    """Rows as QUANTITIES: minutes that differ widely, up to seven months, some completions."""
    months = world.integers(1, 8, count)
    seconds = (months * 3_600 * world.lognormal(0, 0.9, count)).astype(int)
    completions = world.poisson(world.lognormal(-0.3, 0.7, count))
    ones = np.ones(count, int)
    return np.column_stack([seconds, months, ones, ones, completions])


def fact_of(learners, licences):
    sums = dict(zip(QUANTITIES, np.sum(learners, axis=0).tolist(), strict=True))
    return fact(licences=licences, spend_yen=12_000 * licences, **sums)


WORLD = np.random.default_rng(11)
LEARNERS = some_learners(WORLD, 60)
FACT_OF_THEM = fact_of(LEARNERS, 90)


def by_scipy(of, licences, method):
    """The interval that scipy finds, one licence a unit."""
    units = np.vstack([LEARNERS, np.zeros((licences - len(LEARNERS), len(QUANTITIES)))])
    names = [name for name in (of.numerator, of.denominator) if name in QUANTITIES]
    columns = [units[:, QUANTITIES.index(name)] for name in names]
    fixed = getattr(FACT_OF_THEM, of.numerator) / licences

    def statistic(*drawn_again, axis=-1):
        means = [np.mean(each, axis=axis) for each in drawn_again]
        return of.scale * (means[0] / means[1] if len(means) == 2 else fixed / means[0])

    return stats.bootstrap(
        columns, statistic, paired=True, n_resamples=20_000, method=method, rng=7
    ).confidence_interval


@pytest.mark.parametrize("of", AMOUNTS, ids=lambda each: each.id)
def test_scipy_s_bca_interval_agrees(of):
    """Up to chance in 20,000 draws of each, and the steps of small counts."""
    place = drawn(LEARNERS, 90, 14_100, draws=20_000)
    low, high = interval(of, FACT_OF_THEM, place)
    theirs = by_scipy(of, 90, "BCa")
    width = theirs.high - theirs.low
    assert abs(low - theirs.low) < 0.06 * width
    assert abs(high - theirs.high) < 0.06 * width
    assert low < value(of, FACT_OF_THEM).value < high


def test_draws_have_the_moments_of_drawing_with_replacement():
    place = drawn(LEARNERS, 90, 1, draws=20_000)
    units = np.vstack([LEARNERS, np.zeros((30, len(QUANTITIES)))])
    assert place.totals.mean(axis=0) == pytest.approx(units.sum(axis=0), rel=0.01)
    assert place.totals.var(axis=0) == pytest.approx(90 * units.var(axis=0), rel=0.05)


def test_heads_are_binomial():
    """Of 90 licences 60 were used: each draw's count is binomial, exactly."""
    heads = drawn(LEARNERS, 90, 1, draws=20_000).totals[:, QUANTITIES.index("active_learners_fy")]
    found = np.quantile(heads, (0.025, 0.25, 0.5, 0.75, 0.975))
    assert found == pytest.approx(
        stats.binom.ppf((0.025, 0.25, 0.5, 0.75, 0.975), 90, 2 / 3), abs=1
    )


def test_a_place_s_draws_do_not_depend_on_the_others_or_on_the_memory(monkeypatch):
    first = drawn(LEARNERS, 90, 14_100)
    monkeypatch.setattr(bootstrap, "_CELLS", 500)
    again = drawn(LEARNERS, 90, 14_100)
    assert again.totals.shape == first.totals.shape
    assert (drawn(LEARNERS, 90, 14_130).totals != first.totals).any()
    monkeypatch.undo()
    assert (drawn(LEARNERS, 90, 14_100).totals == first.totals).all()


def test_more_learners_than_licences():
    assert drawn(LEARNERS, 10, 1).size == 60


def coverage(count, licences, of, worlds=150):
    """The share of the intervals that hold the value of the whole world."""
    world = np.random.default_rng(3)
    everybody = some_learners(np.random.default_rng(4), 200_000)
    true = value(of, fact_of(everybody, 200_000 * licences // count)).value
    held = 0
    for at in range(worlds):
        learners = some_learners(world, world.binomial(licences, count / licences))
        low, high = interval(of, fact_of(learners, licences), drawn(learners, licences, at))
        held += low <= true <= high
    return held / worlds


@pytest.mark.parametrize(
    ("name", "count", "least"),
    [
        ("learning_time", 150, 0.90),
        ("completions_per_learner", 150, 0.90),
        ("spend_per_active", 40, 0.91),
        ("spend_per_completion", 60, 0.88),
    ],
)
def test_the_interval_holds_the_true_value(name, count, least):
    assert coverage(count, count * 3 // 2, metric(name)) >= least


def test_few_learners_have_no_interval():
    nineteen = drawn(LEARNERS[:19], 40, 1)
    with pytest.raises(RefusedError) as refused:
        interval(metric("learning_time"), fact_of(LEARNERS[:19], 40), nineteen)
    assert "少なすぎる" in refused.value.text.ja
    assert interval(metric("spend_per_active"), fact_of(LEARNERS[:19], 40), nineteen)
    nine = drawn(LEARNERS[:9], 40, 1)
    with pytest.raises(RefusedError):
        interval(metric("spend_per_active"), fact_of(LEARNERS[:9], 40), nine)


def test_what_the_contract_alone_decides_has_no_interval():
    with pytest.raises(RefusedError) as refused:
        interval(metric("spend_per_licence"), FACT_OF_THEM, drawn(LEARNERS, 90, 1))
    assert "契約" in refused.value.text.ja


def test_all_alike_have_no_interval():
    alike = np.tile([3_600, 1, 1, 1, 1], (40, 1))
    with pytest.raises(RefusedError) as refused:
        interval(metric("completions_per_learner"), fact_of(alike, 40), drawn(alike, 40, 1))
    assert "全員が同じ値" in refused.value.text.ja


@pytest.mark.parametrize("of", AMOUNTS, ids=lambda each: each.id)
@pytest.mark.parametrize(
    "learners", [np.empty((0, 5)), np.zeros((40, 5)), LEARNERS[:1], LEARNERS * [1, 1, 1, 1, 0]]
)
def test_nobody_nothing_one_learner_and_no_completions(of, learners):
    place = drawn(learners, 40, 1)
    fully = fact_of(LEARNERS * [1, 1, 1, 1, 0], 90)
    if (
        learners.any()
        and len(learners) == 60
        and "completions" not in (of.numerator, of.denominator)
    ):
        low, high = interval(of, fully, drawn(learners, 90, 1))
        assert low < high
        return
    with pytest.raises(RefusedError):
        interval(of, fact_of(learners, 40), place)


def test_no_licence_and_nobody():
    place = drawn([], 0, 1)
    assert place.totals.shape == (0, len(QUANTITIES))
    assert order(metric("learning_time"), NOBODY, place) is None
    with pytest.raises(RefusedError):
        interval(metric("learning_time"), NOBODY, place)


def test_a_negative_record_is_refused():
    with pytest.raises(RefusedError) as refused:
        drawn([[-1, 1, 1, 1, 0]], 10, 1)
    assert "負" in refused.value.text.ja


# --- ranks ----------------------------------------------------------------------------------------


def prefecture(world, spread, places=33, draws=250):
    """Orders by learning time, and the true ranks, of places that differ by `spread` in truth."""
    levels = world.lognormal(0, spread, places)
    orders = []
    for at, level in enumerate(levels):
        licences = int(world.lognormal(4.0, 0.8)) + 25
        learners = some_learners(world, licences * 2 // 3)
        learners[:, 0] = learners[:, 0] * level
        place = drawn(learners, licences, at, draws=draws, seed=int(world.integers(1 << 30)))
        orders.append(order(metric("learning_time"), fact_of(learners, licences), place))
    return orders, (-levels).argsort().argsort() + 1


def test_the_95_percent_range_covers_the_true_rank():
    """Two hundred prefectures of 33 places, from hardly different to very different."""
    world = np.random.default_rng(7)
    covered = []
    for spread in (0.03, 0.1, 0.25, 0.5):
        for _ in range(50):
            orders, true = prefecture(world, spread)
            lows, highs = ranges_of_draws(orders)
            covered.append(((lows <= true) & (true <= highs)).mean())
    assert 0.93 <= np.mean(covered) <= 0.97


def three_places(of):
    world = np.random.default_rng(5)
    facts, orders, placed = {}, {}, {}
    for code, level, count in (("14100", 1, 200), ("14130", 8, 200), ("14150", 3, 14)):
        learners = some_learners(world, count)
        learners[:, 0] *= level
        facts[code] = fact_of(learners, count * 3 // 2)
        place = drawn(learners, count * 3 // 2, int(code))
        orders[code] = order(of, facts[code], place)
        low, high = interval(of, facts[code], place) if count > 20 else (None, None)
        plain = value(of, facts[code])
        placed[code] = Value(
            plain.state, plain.value, plain.numerator, plain.denominator, low, high, plain.people
        )
    return placed, orders


def test_ranks_of_amounts_have_ranges_and_groups():
    of = metric("learning_time")
    placed, orders = three_places(of)
    ranked = ranking(of, placed, orders)
    assert list(ranked) == ["14130", "14150", "14100"]
    assert ranked["14130"].rank == 1
    assert ranked["14100"].high == 3
    assert ranked["14150"] == Rank(2, 3)  # too few for an interval, so without a range
    assert ranking(of, placed) == {code: Rank(each.rank, 3) for code, each in ranked.items()}


def test_a_place_whose_draws_are_missing_takes_the_ranges_away():
    of = metric("learning_time")
    placed, orders = three_places(of)
    assert ranking(of, placed, {"14100": orders["14100"]})["14130"] == Rank(1, 3)
    assert ranking(of, {"14100": Value(State.HIDDEN)}, orders) == {}


def test_one_place_is_first_for_certain():
    lows, highs = ranges_of_draws([Order(1.0, np.array([0.9, 1.1, 1.0]), 40)])
    assert (lows.tolist(), highs.tolist()) == ([1], [1])


def test_places_all_equal_and_without_noise_cannot_be_told_apart():
    alike = [Order(2.0, np.full(1_000, 2.0), 40)] * 12
    lows, highs = ranges_of_draws(alike)
    assert (highs - lows + 1).min() >= 11


def test_a_whole_country_in_linear_memory():
    world = np.random.default_rng(3)
    levels = world.normal(0, 0.3, 1_741)
    orders = [Order(at, at + world.normal(0, 0.2, 200), 40) for at in levels]
    lows, highs = ranges_of_draws(orders, "neither")
    assert lows.min() == 1
    assert highs.max() == 1_741
    assert (lows <= highs).all()


def test_every_drawn_quantity_is_a_fact():
    assert set(QUANTITIES) <= set(Fact.__dataclass_fields__)
    assert {each.id for each in AMOUNTS} == {
        "learning_time",
        "completions_per_learner",
        "spend_per_active",
        "spend_per_enrolled",
        "spend_per_completion",
        "spend_per_hour",
    }
    assert FACT.licences


def test_places_together_are_drawn_each_by_itself():
    first, second = drawn(LEARNERS, 90, 1), drawn(LEARNERS[:25], 30, 2)
    both = bootstrap.together([first, second, drawn((), 0, 3)])
    assert (both.size, len(both.learners)) == (120, 85)
    assert (both.totals == first.totals + second.totals).all()
    assert bootstrap.together([]).size == 0
