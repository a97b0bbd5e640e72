from datetime import date

import pytest
from worked_values import FACT

from metrics import show
from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.ranks import Rank

COMPLETION = metric("completion_matured")
SPEND = metric("spend_per_active")


def both(function, *arguments):
    return function(*arguments, "ja"), function(*arguments, "en")


@pytest.mark.parametrize(
    ("state", "ja", "en"),
    [
        (State.NOT_TAKING_PART, "不参加", "not taking part"),
        (State.NO_DATA, "データなし", "no data yet"),
        (State.HIDDEN, "非表示（少人数）", "hidden (few people)"),
    ],
)
def test_states_have_words(state, ja, en):
    assert both(show.show, COMPLETION, Value(state)) == (ja, en)


def test_no_two_states_read_alike():
    for language in ("ja", "en"):
        assert len({words(language) for words in show.STATES.values()}) == len(State)


def test_a_hidden_count_says_under_ten():
    assert both(show.show, metric("active_learners"), Value(State.HIDDEN)) == (
        "10人未満",
        "under 10",
    )


def test_a_true_zero_is_not_a_small_rate():
    zero = Value(State.ZERO, 0.0, 0, 40, 0.0, 0.09, 40)
    assert show.show(COMPLETION, zero, "ja") == "0%"
    assert show.number(COMPLETION, 0.0004, "ja") == "0.0%"


def test_intervals_and_differences():
    assert both(show.interval, COMPLETION, 0.291, 0.398) == ("29.1–39.8%", "29.1–39.8%")
    assert both(show.interval, SPEND, 12_300, 18_400) == ("12,300–18,400円", "¥12,300–18,400")
    assert both(show.difference, COMPLETION, 0.065) == ("+6.5ポイント", "+6.5 points")
    assert both(show.difference, SPEND, -1_500) == ("−1,500円", "−¥1,500")
    assert both(show.difference, COMPLETION, 0) == ("±0ポイント", "±0 points")


def test_class_limits_have_no_idle_digits():
    assert show.limit(COMPLETION, 0.26) == "26"
    assert show.limit(COMPLETION, 0.29) == "29"
    assert show.limit(COMPLETION, 0.265) == "26.5"
    assert show.limit(SPEND, 18_400.0) == "18,400"


def test_what_was_divided_by_what():
    assert both(show.parts, COMPLETION, value(COMPLETION, FACT)) == (
        "90日を経過した受講 150 のうち90日以内に修了した受講 50",
        "50 enrolments completed within 90 days of 150 enrolments that are at least 90 days old",
    )
    assert both(show.parts, SPEND, value(SPEND, FACT)) == (
        "費用 1,200,000円 ÷ 学習者 80",
        "¥1,200,000 spend ÷ 80 active learners",
    )
    hours = metric("spend_per_hour")
    assert show.parts(hours, value(hours, FACT), "ja") == "費用 1,200,000円 ÷ 学習時間 350"
    minutes = metric("learning_time")
    assert show.parts(minutes, value(minutes, FACT), "ja").startswith("視聴時間 21,000分 ÷")
    assert show.parts(COMPLETION, Value(State.HIDDEN), "ja") == ""


@pytest.mark.parametrize(
    ("count", "ja", "en"),
    [
        (0, "0人", "0 people"),
        (1, "10人未満", "under 10"),
        (9, "10人未満", "under 10"),
        (10, "10人", "10 people"),
        (1_127, "1,127人", "1,127 people"),
    ],
)
def test_people(count, ja, en):
    assert both(show.people, count) == (ja, en)
    assert show.people(count, "ja", exact=True) == f"{count:,}人"


@pytest.mark.parametrize(
    ("position", "en"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (33, "33rd"),
        (111, "111th"),
        (1741, "1741st"),
    ],
)
def test_ranks(position, en):
    assert both(show.rank, Rank(position, 1_741)) == (
        f"1741団体中{position}位",
        f"{en} of 1741",
    )


def test_rank_ranges():
    assert both(show.rank_range, Rank(5, 33, 3, 9)) == ("3〜9位", "3rd–9th")
    assert both(show.rank_range, Rank(1, 33, 1, 1)) == ("1位", "1st")
    assert both(show.rank_range, Rank(5, 33)) == ("", "")


def test_dates():
    assert both(show.day, date(2026, 10, 31)) == ("2026年10月31日", "31 October 2026")
    assert both(show.month, 202_610) == ("2026年10月", "October 2026")
    assert both(show.fiscal_year, 2026) == ("2026年度（令和8年度）", "FY2026")
    assert show.fiscal_year(2019, "ja") == "2019年度（令和元年度）"
    assert show.fiscal_year(2018, "ja") == "2018年度（平成30年度）"
