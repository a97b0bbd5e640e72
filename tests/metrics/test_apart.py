import numpy as np
from worked_values import fact

from metrics.apart import apart
from metrics.calculate import value
from metrics.catalogue import metric

COMPLETION = metric("completion_matured")


def rate(part, whole, people=None):
    return value(
        COMPLETION,
        fact(matured_completed=part, matured=whole, matured_learners_fy=people or whole),
    )


def test_a_place_that_shines_among_many_alike():
    rates = {f"{at}": rate(30, 100) for at in range(20)} | {"x": rate(60, 100)}
    assert apart(rates, dict.fromkeys(rates, 0.3)) == {"x"}


def test_each_rate_has_its_own_yardstick():
    rates = {"a": rate(60, 100), "b": rate(60, 100)}
    assert apart(rates, {"a": 0.6, "b": 0.2}) == {"b"}


def test_many_enrolments_of_few_people_are_no_surer_than_the_people():
    yardstick = {"a": 0.3}
    assert apart({"a": rate(200, 500)}, yardstick)
    assert not apart({"a": rate(200, 500, people=20)}, yardstick)


def test_a_yardstick_that_cannot_vary_sets_nobody_apart():
    rates = {"a": rate(0, 50), "b": rate(50, 50)}
    assert not apart(rates, {"a": 0.0, "b": 1.0})
    assert not apart({}, {})


def test_luck_alone_hardly_ever_sets_a_place_apart():
    world = np.random.default_rng(5)
    sizes = world.integers(30, 400, 24)
    spoke = [
        bool(
            apart(
                {at: rate(int(part), int(size)) for at, (part, size) in enumerate(drawn)},
                dict.fromkeys(range(24), 0.3),
            )
        )
        for drawn in (zip(world.binomial(sizes, 0.3), sizes, strict=True) for _ in range(200))
    ]
    assert np.mean(spoke) < 0.09
