import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint
from worked_values import rows

from metrics.intervals import Z95, Z998, wilson, wilson_limits
from metrics.refusal import RefusedError

proportions = st.integers(1, 100_000).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@pytest.mark.parametrize("row", rows("wilson"))
def test_published_values(row):
    low, high = wilson(int(row["numerator"]), int(row["denominator"]))
    decimals = int(row["decimals"])
    assert round(low, decimals) == float(row["low"])
    assert round(high, decimals) == float(row["high"])


@given(proportions)
def test_statsmodels_agrees(counts):
    assert wilson(*counts) == pytest.approx(proportion_confint(*counts, method="wilson"), abs=1e-7)


@given(proportions)
def test_holds_the_rate_and_mirrors(counts):
    part, whole = counts
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1
    assert wilson(whole - part, whole) == pytest.approx((1 - high, 1 - low))


@given(st.lists(proportions, min_size=1, max_size=30))
def test_many_at_once_are_the_same(many):
    low, high = wilson_limits(*zip(*many, strict=True))
    assert np.column_stack([low, high]).tolist() == pytest.approx(
        np.array([wilson(*counts) for counts in many])
    )


def test_many_at_once_leave_gaps_where_there_is_no_proportion():
    low, high = wilson_limits([1, 5, 3], [0, 4, 10])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, True, False]


def test_quantiles():
    assert pytest.approx(norm.ppf(0.975), abs=1e-6) == Z95
    assert pytest.approx(norm.ppf(0.999), abs=1e-6) == Z998


@pytest.mark.parametrize("counts", [(0, 0), (-1, 5), (6, 5)])
def test_refusals_are_sentences(counts):
    with pytest.raises(RefusedError) as refused:
        wilson(*counts)
    assert refused.value.text.ja.endswith("。")
    assert str(refused.value).endswith(".")
