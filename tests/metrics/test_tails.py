import numpy as np
import pytest
from scipy.stats import binom, fisher_exact, norm

from metrics.tails import against, between


@pytest.mark.parametrize("centre", [0.05, 0.34, 0.8, 0.95])
@pytest.mark.parametrize("whole", [12, 60, 800])
def test_a_score_s_tail_is_about_the_binomial_s_own(whole, centre):
    counts = np.arange(whole + 1)
    above = counts >= whole * centre
    exact = np.where(above, binom.sf(counts - 1, whole, centre), binom.cdf(counts, whole, centre))
    about = norm.sf(np.abs(against(counts, np.full(whole + 1, whole), centre)))
    rare = (exact < 0.05) & (exact > 1e-8)
    assert np.all(about[rare] > 0.7 * exact[rare])
    assert np.all(about[rare] < 1.8 * exact[rare])


@pytest.mark.parametrize(("whole", "other_whole"), [(15, 15), (20, 200), (300, 250)])
def test_a_pair_s_score_is_about_fisher_s(whole, other_whole):
    for part, other in (
        (0, other_whole // 3),
        (whole // 2, other_whole // 9),
        (whole, other_whole // 2),
    ):
        table = [[part, whole - part], [other, other_whole - other]]
        exact = fisher_exact(table, alternative="greater" if part / whole > 0.4 else "less").pvalue
        about = float(norm.sf(abs(between(part, whole, other, other_whole))))
        assert exact < 0.05
        assert 0.5 * exact < about < 2 * exact


def test_signs_and_nothing_to_say():
    assert against([10, 30, 50], [100, 100, 100], 0.3).tolist() == [
        pytest.approx(-4.68, abs=0.01),
        0,
        pytest.approx(4.07, abs=0.01),
    ]
    assert against([0, 40], [40, 40], 0.0).tolist()[0] == 0
    assert against([40], [40], 1.0).tolist() == [0]
    assert float(between(0, 30, 0, 40)) == 0
    assert float(between(30, 30, 40, 40)) == 0
    assert float(between(20, 40, 10, 40)) == pytest.approx(-float(between(10, 40, 20, 40)))
    assert float(between(20, 40, 10, 40)) > 0


def test_half_a_unit_is_within_chance():
    """A count half a unit off what is expected is the nearest that there is."""
    assert against([7], [20], 0.33).tolist() == [0]
