import pytest

from metrics.crossing import crossing, far_off

SPEND = {"1": 10.0, "2": 20.0, "3": 30.0, "4": 40.0, "5": 5.0}
RATE = {"1": 0.0, "2": 50.0, "3": 30.0, "4": 40.0}


def test_medians_are_of_the_places_that_have_both():
    found = crossing(SPEND, RATE)
    assert (found.across, found.up) == (25.0, 35.0)
    assert set(found.more) == {"1", "2", "3", "4"}


def test_each_place_lies_in_one_corner():
    found = crossing(SPEND, RATE)
    corners = {
        (more, least): found.corner(more=more, least=least)
        for more in (False, True)
        for least in (False, True)
    }
    assert corners == {
        (False, False): ("1",),
        (False, True): ("2",),
        (True, False): ("3",),
        (True, True): ("4",),
    }


def test_a_place_at_the_median_spends_no_more_and_reaches_it():
    found = crossing({"1": 1.0, "2": 2.0, "3": 3.0}, {"1": 1.0, "2": 2.0, "3": 3.0})
    assert "2" in found.corner(more=False, least=True)


def test_the_same_spend_everywhere_is_no_more_than_the_median():
    found = crossing(dict.fromkeys(RATE, 12_312.0), RATE)
    assert not found.corner(more=True, least=True) + found.corner(more=True, least=False)


def test_one_place_is_its_own_median_and_none_has_none():
    found = crossing({"1": 7.0}, {"1": 3.0})
    assert found.corner(more=False, least=True) == ("1",)
    assert crossing({"1": 7.0}, {"2": 3.0}) is None
    assert crossing({}, {}) is None


@pytest.mark.parametrize(
    ("amounts", "far"),
    [
        # quartiles 2 and 4: the fences stand at -1 and 7
        ([1.0, 2.0, 3.0, 4.0, 7.0], ""),
        ([1.0, 2.0, 3.0, 4.0, 7.1], "4"),
        ([-1.1, 2.0, 3.0, 4.0, 5.0], "0"),
        ([1.0, 2.0, 3.0, 900.0], ""),  # too few
        ([5.0, 5.0, 5.0, 5.0, 9.0], ""),  # no spread to measure by
        ([], ""),
    ],
)
def test_far_off(amounts, far):
    assert far_off({str(at): amount for at, amount in enumerate(amounts)}) == set(far)
