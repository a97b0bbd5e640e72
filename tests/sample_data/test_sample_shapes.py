"""People learn as they do on such platforms, measured from the files alone."""

from collections import defaultdict
from itertools import chain, pairwise
from statistics import fmean, median, pstdev

import pytest
from sample_reading import END, completed_in_time, home, japan, last_active, matured

from sample_data.build import FILES

TRULY_DIFFERENT = {"開成町", "中井町"}


def month_of(moment):
    return f"{moment:%Y-%m}"


@pytest.fixture(scope="module")
def joined(users):
    """For each month, the people who had joined by its end and not left."""
    months = sorted(path.name[:7] for path in FILES.glob("*_user-course-activity*.csv"))
    people = [(japan(r["Joined date"]), japan(r["Deactivated date"])) for r in users["2026-10-31"]]
    ins = [month_of(first) for first, _ in people if first]
    outs = [month_of(last) for _, last in people if last]
    return {m: sum(i <= m for i in ins) - sum(o <= m for o in outs) for m in months}


@pytest.fixture(scope="module")
def watched(monthly, full):
    """For each month and person, the minutes by which that month's export grew."""
    minutes, before = defaultdict(float), {}
    for month, rows in (*monthly.items(), ("2026-10", full)):
        for row in rows:
            key = row["External ID"], row["Course ID"]
            now = float(row["Minutes Video Consumed"])
            at = last_active(row)
            if key[0] and at and month_of(at) == month and now > before.get(key, 0):
                minutes[month, key[0]] += now - before.get(key, 0)
                before[key] = now
    return minutes


@pytest.fixture(scope="module")
def active(watched, full):
    """For each month, the people who watched something or enrolled by themselves."""
    people = defaultdict(set)
    for month, person in watched:
        people[month].add(person)
    for row in full:
        if row["Assigned"] == "false" and row["External ID"]:
            people[month_of(japan(row["Date Enrolled"]))].add(row["External ID"])
    return people


@pytest.fixture(scope="module")
def active_share(active, joined):
    """The share of joined learners active in each month after the first."""
    return {month: len(active[month]) / joined[month] for month in sorted(joined)[1:]}


def test_rows_are_as_many_as_a_benchmark_needs(monthly, full):
    assert 25_000 <= len(full) <= 32_000
    assert 35_000 <= sum(map(len, monthly.values())) <= 45_000


def test_activation_lies_between_70_and_98_percent(users, licences):
    pools = [row["License pool"] for row in users["2026-10-31"] if row["Status"] == "Active"]
    shares = {name: pools.count(name) / n for name, n in licences[2026].items() if n >= 20}
    del shares["葉山町"]
    assert min(shares.values()) >= 0.69
    assert max(shares.values()) <= 0.98
    assert 0.8 < fmean(shares.values()) < 0.9


def test_never_more_learners_than_licences(users, licences):
    for day, rows in users.items():
        pools = [row["License pool"] for row in rows if row["Status"] == "Active"]
        assert all(pools.count(name) <= n for name, n in licences[int(day[:4])].items())


def test_25_to_60_percent_are_active_in_a_month(active_share):
    assert min(active_share.values()) >= 0.25
    assert max(active_share.values()) <= 0.60


def test_activity_peaks_in_june_and_november_and_sinks_in_spring(active_share):
    for year in (2023, 2024, 2025):
        months = [f"{year}-{n:02}" for n in range(5, 13)] + [f"{year + 1}-{n:02}" for n in (1, 2)]
        ordered = sorted(months, key=active_share.__getitem__)
        assert set(ordered[-2:]) == {f"{year}-06", f"{year}-11"}
        spring = (active_share[f"{year + 1}-03"], active_share[f"{year + 1}-04"])
        assert max(spring) <= 0.03 + min(active_share[month] for month in months)


def test_minutes_a_month_are_40_to_150_and_skewed(watched):
    by_month = defaultdict(list)
    for (month, _), minutes in watched.items():
        by_month[month].append(minutes)
    assert all(40 <= fmean(minutes) <= 150 for minutes in by_month.values())
    assert all(median(m) < 0.85 * fmean(m) for m in by_month.values())


def test_completion_of_enrolments_lies_between_15_and_45_percent(full):
    in_places = defaultdict(list)
    for row in full:
        in_places[home(row)].append(bool(row["First Date Completed"]))
    large = {n: fmean(d) for n, d in in_places.items() if n not in TRULY_DIFFERENT and len(d) > 100}
    assert len(large) > 15
    assert min(large.values()) >= 0.15
    assert max(large.values()) <= 0.45


def test_short_and_assigned_courses_are_completed_more_often(full):
    def share(rows):
        return fmean(bool(row["First Date Completed"]) for row in rows)

    short = [row for row in full if int(row["Course Duration"]) <= 60]
    long = [row for row in full if int(row["Course Duration"]) > 240]
    assert share(short) > share(long) + 0.15
    assigned = [row for row in short if row["Assigned"] == "true"]
    chosen = [row for row in short if row["Assigned"] == "false"]
    assert share(assigned) > share(chosen) + 0.1


def test_courses_last_half_an_hour_to_twenty_hours(full):
    lengths = {row["Course ID"]: int(row["Course Duration"]) for row in full}
    assert 40 <= len(lengths) <= 50
    assert (min(lengths.values()), max(lengths.values())) == (30, 1200)
    assert 120 <= median(lengths.values()) <= 180


def test_minutes_can_exceed_the_course(full):
    over = sum(float(r["Minutes Video Consumed"]) > int(r["Course Duration"]) for r in full)
    assert 0.05 < over / len(full) < 0.4


def test_observed_rates_differ_between_places_mostly_by_chance(full):
    """The spread of true rates is modest: about that of chance in a place of 60 enrolments."""
    rates = []
    for name in {home(row) for row in full} - TRULY_DIFFERENT - {""}:
        enrolled = matured([row for row in full if home(row) == name])
        if len(enrolled) >= 150:
            rates.append(completed_in_time(enrolled) / len(enrolled))
    assert len(rates) >= 10
    assert 0.03 < pstdev(rates) < 0.09


def test_the_data_reach_into_the_last_day(full):
    newest = max(filter(None, map(last_active, full)))
    assert 0 < (END - newest).total_seconds() < 24 * 3600


def test_enrolments_grow_with_the_years(full):
    counts = [sum(r["Date Enrolled"][:4] == str(y) for r in full) for y in (2023, 2024, 2025)]
    assert all(later > earlier for earlier, later in pairwise(counts))


def test_a_few_people_leave_in_mid_year(users):
    left = [japan(r["Deactivated date"]) for r in users["2026-10-31"] if r["Deactivated date"]]
    in_march = sum((day.month, day.day) == (3, 31) for day in left)
    assert in_march > len(left) / 2
    assert len(left) - in_march >= 20


def test_no_learner_watches_after_leaving(monthly, full, users):
    left = {
        r["External ID"]: japan(r["Deactivated date"])
        for r in users["2026-10-31"]
        if r["Deactivated date"] and r["External ID"]
    }
    for row in chain(*monthly.values(), full):
        if row["External ID"] in left and last_active(row):
            assert last_active(row) <= left[row["External ID"]]
