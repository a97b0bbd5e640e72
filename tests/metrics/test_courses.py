"""Courses in numbers that tell of nobody: worked values, and every small table by brute force."""

from collections import defaultdict
from itertools import product

import pytest

from metrics.calculate import State, Value
from metrics.courses import (
    Counts,
    assigned_part,
    coarsely_together,
    differing,
    learnt,
    together,
    too_few,
)
from metrics.disclosure import Sight, to_step
from metrics.intervals import wilson


def course(people, matured=None, completed=0):
    """A course with as many enrolments as people."""
    ripe = people if matured is None else matured
    return Counts(people, people, ripe, ripe, completed)


def shown(counts):
    return learnt({"x": counts})["x"]


def test_enrolments_are_rounded_to_ten_and_rates_to_what_the_people_bear():
    found = shown(course(134, 127, 43))
    assert (found.state, found.enrolments) == (State.VALUE, 130)
    assert found.completion.value == 0.34
    assert found.completion.denominator == 130
    assert shown(course(40, 37, 13)).completion.value == 0.35


def test_the_interval_is_that_of_the_rounded_values():
    value = shown(course(134, 127, 43)).completion
    low, high = wilson(round(0.34 * 130), 130)
    assert value.low == pytest.approx(low, abs=0.006)
    assert value.high == pytest.approx(high, abs=0.006)
    assert value == shown(course(130, 134, 45)).completion


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        (course(30, 0), State.NO_DATA),
        (course(30, 9, 3), State.HIDDEN),
        (course(30, 30, 2), State.HIDDEN),
        (course(30, 30, 28), State.HIDDEN),
        (course(30, 15, 0), State.HIDDEN),
        (course(30, 30, 0), State.ZERO),
        (course(30, 30, 30), State.VALUE),
    ],
)
def test_a_rate_that_would_name_somebody_is_hidden(counts, state):
    assert shown(counts).completion.state is state


def test_a_rate_is_nothing_or_everything_only_where_it_is():
    assert shown(course(900, 900, 4)).completion.value == 0.01
    assert shown(course(900, 900, 897)).completion.value == 0.99
    assert shown(course(40, 40, 40)).completion.value == 1.0


def test_enrolments_of_few_people_are_hidden_however_many_they_are():
    heading = Counts(enrolments=40, people=6, matured=40, matured_people=6, completed=20)
    found = learnt({"few": heading, "many": course(200, 200, 50)})
    assert found["few"].state is State.HIDDEN
    assert not found["few"].completion.known


def test_a_course_nobody_took_is_a_true_zero():
    assert shown(Counts()).state is State.ZERO
    assert shown(Counts()).completion.state is State.NO_DATA


@pytest.mark.parametrize(
    ("people", "hidden"),
    [
        ({"a": 12, "b": 30}, ""),
        ({"a": 0, "b": 30}, ""),
        ({"a": 4, "b": 12, "c": 30}, "ab"),
        ({"a": 4, "b": 7, "c": 30}, "ab"),
        ({"a": 2, "b": 3, "c": 30, "d": 40}, "abc"),
        ({"a": 4}, "a"),
        ({}, ""),
    ],
)
def test_what_is_hidden_is_never_alone(people, hidden):
    assert too_few(people) == frozenset(hidden)


def test_no_table_lets_a_hidden_course_be_worked_out():
    """Three courses, and their exact total, which another page shows from ten on.

    Nine people in every single course are what no hiding of courses can keep.
    """
    candidates = defaultdict(lambda: [set(), set(), set()])
    for people in product(range(16), repeat=3):
        found = learnt({key: course(each, 0) for key, each in enumerate(people)})
        told = tuple((each.state, each.enrolments) for each in found.values())
        for at, each in enumerate(people):
            candidates[sum(people), told][at].add(each)
    for (total, told), possible in candidates.items():
        taken = sum(state is not State.ZERO for state, _ in told)
        for (state, _), values in zip(told, possible, strict=True):
            if state is State.HIDDEN and total >= 10 and taken > 1 and total != 9 * taken:
                assert len(values) > 1, (total, told)


def test_nor_the_municipality_that_a_region_hides():
    """Region, one place that is shown and one that is hidden, all three rounded."""
    candidates = defaultdict(set)
    for one, other in product(range(10, 60), range(1, 10)):
        candidates[to_step(one + other), to_step(one)].add(other)
    assert min(map(len, candidates.values())) > 1


def test_nor_the_few_who_chose_what_others_were_assigned():
    candidates = defaultdict(set)
    for assigned, chosen in product(range(10, 60), range(1, 10)):
        candidates[to_step(assigned + chosen), to_step(assigned)].add(chosen)
    assert min(map(len, candidates.values())) > 1
    assert assigned_part(course(48), course(5)) is None
    assert assigned_part(course(4), course(50)) is None
    assert assigned_part(course(48), course(0)) == 50
    assert assigned_part(course(0), course(48)) == 0


def test_places_add():
    assert together([course(3, 2, 1), course(5, 4, 2)]) == course(8, 6, 3)
    assert together([]) == Counts()


def test_where_nothing_differs_nothing_is_named():
    alike = {n: course(100 + n, 100, 30) for n in range(40)}
    assert differing(alike, 0.3) == {}
    assert differing({}, 0.3) == {}


def test_what_differs_is_named_with_its_side_and_small_courses_are_not():
    courses = {n: course(100, 100, 30) for n in range(20)}
    courses |= {"short": course(100, 100, 60), "long": course(100, 100, 8), "tiny": course(5, 5, 5)}
    found = differing(courses, 0.3)
    assert found == {"short": True, "long": False}


def test_many_enrolments_of_few_people_are_not_taken_as_sure():
    heading = Counts(enrolments=400, people=12, matured=400, matured_people=12, completed=200)
    assert differing({"heading": heading}, 0.3) == {}


def test_hidden_rates_carry_no_number():
    hidden = learnt({"x": course(30, 30, 2), "y": course(5)})
    assert {each.completion for each in hidden.values()} == {Value(State.HIDDEN)}


def seen_with(own, others):
    """What a reader who sees the own place exactly is shown of both together."""
    whole = coarsely_together(course(own), course(others))
    return learnt({"x": whole}, Sight.COARSE)["x"]


@pytest.mark.parametrize("own", range(40))
def test_few_others_cannot_be_told_apart_by_who_knows_their_own_place(own):
    """Nor from nobody at all, where anybody of the own place takes the course."""
    shown = [seen_with(own, others) for others in range(1, 10)]
    assert all(each == shown[0] for each in shown)
    assert own == 0 or seen_with(own, 0) == shown[0]


def test_many_others_are_told_in_tens():
    for own in (0, 4, 17):
        found = {others: seen_with(own, others).enrolments for others in range(10, 60)}
        for others, told in found.items():
            alike = [each for each, also in found.items() if also == told]
            assert len(alike) >= 5, (own, others)


def test_who_may_see_a_place_exactly_sees_its_courses_so():
    found = learnt({"x": course(7, 4, 1)}, Sight.EXACT)["x"]
    assert (found.enrolments, found.completion.value) == (7, 0.25)
    assert assigned_part(course(3), course(4), Sight.EXACT) == 3
    assert learnt({"x": course(7, 4, 0)}, Sight.EXACT)["x"].completion.state is State.ZERO


def test_a_coarse_rate_needs_ten_on_either_side():
    coarse = {n: coarsely_together(Counts(), course(60, 60, n)) for n in (9, 30, 52)}
    states = {
        n: learnt({"x": each}, Sight.COARSE)["x"].completion.state for n, each in coarse.items()
    }
    assert states == {9: State.HIDDEN, 30: State.VALUE, 52: State.VALUE}
    assert not learnt({"x": course(60, 60, 60)}, Sight.COARSE)["x"].completion.known
