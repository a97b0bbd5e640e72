import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked_values import fact

from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.classes import Classes, classes, neat_limits
from metrics.show import limit

COMPLETION = metric("completion_matured")


def proportion(part, whole):
    return value(COMPLETION, fact(matured_completed=part, matured=whole), exact=True)


def test_twenty_five_places_in_five_equal_classes():
    placed = {str(i): proportion(200 + 10 * i, 1_000) for i in range(25)}  # 20, 21 … 44 %
    found = classes(COMPLETION, placed)
    assert [limit(COMPLETION, each) for each in found.limits] == ["25", "30", "34", "39"]
    sizes = [0] * found.count
    for each in placed.values():
        sizes[found.index(each.value)] += 1
    assert sizes == [5, 5, 4, 5, 6]


@pytest.mark.parametrize("amounts", [[], [5], [5, 5, 5]], ids=["none", "one", "all equal"])
def test_nothing_to_divide(amounts):
    assert neat_limits(amounts) == []
    assert Classes(()).count == 1
    assert Classes(()).index(5) == 0


def test_two_values_make_two_classes():
    assert len(neat_limits([1, 1, 1, 1, 2, 2])) == 1


def test_only_places_with_a_value_count():
    placed = {"14100": proportion(30, 100), "14130": Value(State.HIDDEN)}
    assert classes(COMPLETION, placed).limits == ()


@given(st.lists(st.integers(0, 100_000), max_size=60))
def test_limits_ascend_are_neat_and_leave_no_class_empty(amounts):
    limits = neat_limits(amounts)
    assert limits == sorted(set(limits))
    assert len(limits) <= 4
    if limits:
        decimals = -math.floor(math.log10((max(amounts) - min(amounts)) / 20))
        assert [round(each, decimals) for each in limits] == limits
    used = {Classes(tuple(limits)).index(amount) for amount in amounts}
    assert used == set(range(len(limits) + 1)) or not amounts
