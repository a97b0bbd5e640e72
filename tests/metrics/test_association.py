import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from metrics.association import MINIMUM, Association, association

amounts = st.integers(0, 12).map(float)
pairs = st.lists(st.tuples(amounts, amounts), min_size=MINIMUM, max_size=40).filter(
    lambda listed: all(len(set(side)) > 1 for side in zip(*listed, strict=True))
)


@given(pairs)
def test_scipy_agrees_ties_included(listed):
    across, up = zip(*listed, strict=True)
    found = association(across, up)
    assert found.coefficient == pytest.approx(spearmanr(across, up).statistic, abs=1e-12)
    assert -1 <= found.low <= found.coefficient + 1e-9
    assert found.coefficient - 1e-9 <= found.high <= 1


def test_an_interval_by_hand():
    """Ranks 1 to 10, of which 1 and 10 change places: 1 - 6 x 162 / 990 = 1/55.

    artanh(1/55) = 0.0181838; standard error sqrt((1 + 1/6050) / 7) = 0.3779957, times 1.959964 is
    0.740858; tanh(-0.722674) = -0.618563 and tanh(0.759042) = 0.640512.
    """
    found = association(range(10), [9, *range(1, 9), 0])
    assert found.coefficient == pytest.approx(1 / 55)
    assert (found.low, found.high) == pytest.approx((-0.618563, 0.640512), abs=1e-6)
    assert found.count == 10
    assert not found.clear


def test_places_in_the_same_order_go_together_and_in_the_opposite_one_apart():
    assert association(range(12), [each**3 for each in range(12)]).low > 0.99
    assert association(range(12), range(12, 0, -1)).high < -0.99


def test_too_few_places_or_one_amount_everywhere_tell_nothing():
    assert association(range(9), range(9)) is None
    assert association([5.0] * 12, range(12)) is None
    assert association(range(12), [0.0] * 12) is None
    assert association([], []) is None


def test_clear_only_where_the_interval_excludes_zero():
    assert Association(0.5, 0.1, 0.8, 20).clear
    assert Association(-0.5, -0.8, -0.1, 20).clear
    assert not Association(0.3, -0.1, 0.6, 20).clear
