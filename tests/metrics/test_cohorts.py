import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight
from worked_values import rows

from metrics.cohorts import FEWEST_AT_RISK, curve, curve_of, marks
from metrics.facts import Cohort, Duration, Length, length
from metrics.intervals import Z95, wilson
from metrics.refusal import RefusedError

SOME = st.lists(
    st.builds(Duration, st.integers(0, 200), st.booleans(), st.integers(1, 9)),
    min_size=FEWEST_AT_RISK,
    max_size=40,
)


def one_by_one(durations):
    """Days and whether completed, an element each enrolment."""
    times = [each.days for each in durations for _ in range(each.enrolments)]
    done = [each.completed for each in durations for _ in range(each.enrolments)]
    return np.array(times), np.array(done, dtype=int)


def worked(name):
    return [
        Duration(int(row["days"]), row["completed"] == "yes")
        for row in rows("kaplan_meier_durations")
        if row["sample"] == name
    ]


@pytest.mark.parametrize("row", rows("kaplan_meier"), ids=lambda row: f"day {row['days']}")
def test_published_values(row):
    """Freireich et al. (1963): weeks of remission under 6-MP, as every textbook works them."""
    found = curve(worked(row["sample"]))
    assert 1 - found.by(int(row["days"])) == pytest.approx(float(row["survival"]), abs=0.0006)


@given(SOME)
def test_statsmodels_agrees(durations):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # its Greenwood divides by nobody
        theirs = SurvfuncRight(*one_by_one(durations))
    found = curve(durations)
    for time, survival, error in zip(
        theirs.surv_times, theirs.surv_prob, theirs.surv_prob_se, strict=True
    ):
        if time > found.last:
            continue
        at = found.step(int(time))
        assert found.finished[at] == pytest.approx(1 - survival, abs=1e-12)
        if 0 < survival < 1:
            reach = np.exp(Z95 * error / survival / -np.log(survival))
            band = 1 - survival ** (1 / reach), 1 - survival**reach
            assert (found.low[at], found.high[at]) == pytest.approx(band, abs=1e-9)


@given(SOME)
def test_the_median_is_statsmodels_s(durations):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        theirs = SurvfuncRight(*one_by_one(durations))
        expected = theirs.quantile(0.5)
        low, high = theirs.quantile_ci(0.5, method="cloglog")
    found = curve(durations)
    if found.median is not None and min(abs(share - 0.5) for share in found.finished) > 1e-9:
        assert found.median == expected
        far = min(abs(limit - 0.5) for limit in found.low + found.high) > 1e-4
        if far and np.isfinite([low, high]).all() and None not in found.median_range:
            assert found.median_range == (low, high)


@given(SOME)
def test_a_curve_never_falls_and_ends_with_ten_open(durations):
    found = curve(durations)
    assert list(found.finished) == sorted(found.finished)
    assert all(
        0 <= low <= share <= high <= 1
        for low, share, high in zip(found.low, found.finished, found.high, strict=True)
    )
    times, _ = one_by_one(durations)
    assert (times >= found.last).sum() >= FEWEST_AT_RISK > (times > found.last).sum()
    assert found.by(found.last + 1) is None
    assert found.enrolments == len(times)


def test_without_censoring_it_is_the_share_that_finished():
    found = curve([Duration(30, True, 20), Duration(60, True, 30), Duration(90, False, 50)])
    assert [found.by(day) for day in (0, 29, 30, 59, 60, 90)] == pytest.approx(
        [0, 0, 0.2, 0.2, 0.5, 0.5]
    )
    assert found.completions == (0, 20, 50)
    assert found.median == 60
    assert found.median_range[0] == 60


def test_open_enrolments_are_no_failures():
    """20 of 60 finish on day 10, 20 leave on day 20, and 10 of the 20 left finish on day 30."""
    found = curve([Duration(10, True, 20), Duration(20, False, 20), *[Duration(30, True, 10)] * 2])
    assert found.by(25) == pytest.approx(1 / 3)
    assert found.by(30) == 1
    halves = [Duration(30, True, 10), Duration(30, False, 10)]
    assert curve([Duration(10, True, 20), Duration(20, False, 20), *halves]).by(30) == (
        pytest.approx(1 - 2 / 3 / 2)
    )


def test_one_learner_s_enrolments_make_the_band_wider_and_nothing_else():
    durations = [Duration(30, True, 40), Duration(90, False, 60)]
    plain, wide = curve(durations), curve(durations, each_stands_for=3.0)
    assert wide.finished == plain.finished
    assert wide.low[1] < plain.low[1] < plain.high[1] < wide.high[1]
    assert curve(durations, each_stands_for=0.5) == plain


def test_no_completions_at_all():
    found = curve([Duration(200, False, 40)])
    assert found.finished == (0.0,)
    assert found.high == (pytest.approx(wilson(0, 40)[1]),)
    assert found.median is None
    assert found.median_range == (None, None)


def test_everybody_completes_on_one_day():
    found = curve([Duration(7, True, 40)])
    assert found.by(7) == 1
    assert (found.low[-1], found.high[-1]) == (pytest.approx(wilson(40, 40)[0]), 1)
    assert found.median == 7


@pytest.mark.parametrize("few", [[], [Duration(5, True)], [Duration(5, True, 9)]])
def test_fewer_than_ten_are_refused(few):
    with pytest.raises(RefusedError) as refused:
        curve(few)
    assert str(FEWEST_AT_RISK) in refused.value.text.ja
    assert str(FEWEST_AT_RISK) in refused.value.text.en


@pytest.mark.parametrize("wrong", [Duration(-1, True, 20), Duration(5, True, -20)])
def test_negative_days_and_numbers_are_refused(wrong):
    with pytest.raises(RefusedError):
        curve([Duration(5, False, 50), wrong])


def test_the_length_of_a_course():
    assert [length(minutes) for minutes in (30, 150, 151, None)] == [
        Length.SHORT,
        Length.SHORT,
        Length.LONG,
        Length.UNKNOWN,
    ]


def cohort(learners, *durations):
    return Cohort("14100", False, Length.SHORT, learners, durations)


def test_several_places_make_one_curve_as_wide_as_their_learners():
    places = [cohort(20, Duration(30, True, 30), Duration(90, False, 30)), cohort(10)]
    assert curve_of(places) == curve(places[0].durations, each_stands_for=2.0)


def test_what_everybody_may_see_is_coarse():
    found = curve([Duration(10, True, 13), Duration(45, True, 14), Duration(100, False, 60)])
    shown = marks(found, learners=40)
    assert [each.day for each in shown] == [0, 30, 60, 90]
    assert [each.finished for each in shown] == [0, 0.15, 0.31, 0.31]
    assert all(each.low <= each.finished <= each.high for each in shown)


@pytest.mark.parametrize(
    ("durations", "learners", "days"),
    [
        ([Duration(10, True, 20), Duration(70, False, 40)], 9, []),
        ([Duration(10, True, 2), Duration(40, False, 40)], 30, [0]),
        ([Duration(10, True, 39), Duration(40, False, 2)], 30, [0]),
        ([Duration(40, False, 15)], 12, []),
        ([Duration(40, False, 25)], 12, [0, 30]),
    ],
)
def test_few_people_and_single_completions_are_not_told(durations, learners, days):
    assert [each.day for each in marks(curve(durations), learners)] == days


@pytest.mark.parametrize(("learners", "step"), [(12, 100), (60, 20), (150, 10), (1_200, 1)])
def test_a_coarse_curve_goes_in_steps_worth_ten_learners(learners, step):
    durations = [Duration(day, True) for day in range(1, 120)] + [Duration(200, False, 81)]
    shown = marks(curve(durations), learners, coarse=True)
    assert shown
    assert all(round(100 * share) % step == 0 for mark in shown for share in mark[1:])
