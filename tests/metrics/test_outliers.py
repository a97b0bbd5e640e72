import numpy as np
from worked_values import fact

from metrics.apart import outliers
from metrics.calculate import value
from metrics.catalogue import metric
from metrics.funnel import Funnel, funnel, outside

COMPLETION = metric("completion_matured")
PLACES = [f"{14100 + n}" for n in range(33)]


def rate(part, whole, people=None):
    facts = fact(
        matured=whole,
        matured_completed=part,
        matured_learners_fy=whole if people is None else people,
        licences=max(whole, 20),
    )
    return value(COMPLETION, facts, exact=True)


def shape(values):
    parts, wholes = zip(
        *((each.numerator, each.denominator) for each in values.values()), strict=True
    )
    return funnel(parts, wholes)


def by_chance(world, spread=0.0):
    """Places of every size, around one rate; with a spread, around their own."""
    values = {}
    for code in PLACES:
        whole = int(np.exp(world.uniform(np.log(20), np.log(2_000))))
        true = float(np.clip(0.34 + spread * world.standard_normal(), 0.01, 0.99))
        values[code] = rate(int(world.binomial(whole, true)), whole)
    return values


def test_a_place_far_away_is_found_and_the_others_are_not():
    values = {code: rate(34, 100) for code in PLACES} | {"14205": rate(160, 200)}
    assert list(outliers(shape(values), values)) == ["14205"]


def test_what_clearly_differs_lies_outside_the_bands_too():
    world = np.random.default_rng(3)
    for _ in range(20):
        values = by_chance(world, 0.05)
        curve = shape(values)
        assert set(outliers(curve, values)) <= {
            code for code, level in outside(curve, values).items() if level
        }


def test_chance_alone_names_a_place_in_one_region_of_twenty_at_most():
    """One place in twenty lies outside its 95 % limits; of regions, one in twenty has a claim."""
    world = np.random.default_rng(7)
    named, beyond = [], []
    for _ in range(400):
        values = by_chance(world)
        curve = shape(values)
        named.append(bool(outliers(curve, values)))
        beyond.append(any(outside(curve, values).values()))
    assert np.mean(named) <= 0.05
    assert np.mean(beyond) > 0.5


def test_where_places_differ_anyway_hardly_any_is_unlike_the_rest():
    """Every place around a rate of its own, five points apart, judged by both kinds of bands."""
    world = np.random.default_rng(8)
    wide, plain = [], []
    for _ in range(100):
        values = by_chance(world, 0.05)
        curve = shape(values)
        wide.append(len(outliers(curve, values)))
        plain.append(len(outliers(Funnel(curve.centre), values)))
    assert np.mean(wide) < np.mean(plain) / 5
    assert np.mean(wide) < 1.5


def test_few_people_with_many_enrolments_prove_little():
    values = {code: rate(340, 1000) for code in PLACES}
    assert "14205" in outliers(shape(values), values | {"14205": rate(45, 80, people=80)})
    assert "14205" not in outliers(shape(values), values | {"14205": rate(45, 80, people=12)})
