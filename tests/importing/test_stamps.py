"""Dates and times in every form that offices and platforms write."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importing.reasons import IMPOSSIBLE_DATE, Fault
from data_access.importing.stamps import MISSING, read_day, read_stamp, read_stamps


def seconds(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-06-03T01:23:45Z", (2025, 6, 3, 1, 23, 45)),
        ("2025-06-03T01:23:45.678Z", (2025, 6, 3, 1, 23, 45)),
        ("2025-06-03T10:23:45+09:00", (2025, 6, 3, 1, 23, 45)),
        ("2025-06-03 01:23:45", (2025, 6, 3, 1, 23, 45)),
        ("2025/6/3 1:23", (2025, 6, 3, 1, 23)),
        ("２０２５／６／３　１：２３", (2025, 6, 3, 1, 23)),
        ("令和7年6月3日 10時23分", (2025, 6, 3, 1, 23)),
    ],
)
def test_moments(written, moment):
    assert read_stamp(written) == seconds(*moment)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-04-01", date(2024, 4, 1)),
        ("2024/4/1", date(2024, 4, 1)),
        ("2024.4.1", date(2024, 4, 1)),
        ("2024年4月1日", date(2024, 4, 1)),
        ("2024年4月1日(月)", date(2024, 4, 1)),
        ("令和6年4月1日", date(2024, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("㋿６年４月１日", date(2024, 4, 1)),
        ("R6.4.1", date(2024, 4, 1)),
        ("r6/4/1", date(2024, 4, 1)),
        ("Ｒ６．４．１", date(2024, 4, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H31.4.30", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_days_are_days_in_japan(written, day):
    assert read_day(written) == day
    assert read_stamp(written) == seconds(day.year, day.month, day.day) - 9 * 3600


@pytest.mark.parametrize(
    "written",
    [
        "2025-02-29",
        "2025-02-29T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-00-01T00:00:00Z",
        "2025-04-31T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2025-04-01T24:00:00Z",
        "2025-04-01T00:60:00Z",
        "2025-04-01T00:00:60Z",
        "2025年13月1日",
        "令和6年2月30日",
        "平成36年4月1日",
        "令和元年4月30日",
        "R0.4.1",
        "昨日",
        "45748",
        "4月1日",
        "2025-04-01T00:00:00Ｚ余",
    ],
)
def test_impossible_dates(written):
    with pytest.raises(Fault) as caught:
        read_stamp(written)
    assert caught.value.reason is IMPOSSIBLE_DATE
    stamps, faults = read_stamps(["2025-04-01T00:00:00Z", written])
    assert stamps.tolist() == [seconds(2025, 4, 1), MISSING]
    assert list(faults) == [1]


@pytest.mark.parametrize("written", ["", " ", "　", "-", "－", "―", "ー"])
def test_blanks_are_missing_and_not_the_beginning_of_time(written):
    assert read_stamp(written) is None
    assert read_stamps([written])[0].tolist() == [MISSING]


@given(
    st.lists(
        st.datetimes(datetime(1600, 1, 1), datetime(2400, 1, 1)) | st.none(), min_size=1, max_size=9
    )
)
def test_a_column_in_the_platforms_form_reads_like_its_cells(moments):
    column = [f"{m:%Y-%m-%dT%H:%M:%S}Z" if m else "" for m in moments]
    expected = [
        (m.replace(microsecond=0) - datetime(1970, 1, 1)) // timedelta(seconds=1) if m else MISSING
        for m in moments
    ]
    stamps, faults = read_stamps(column)
    assert (stamps.tolist(), faults) == (expected, {})
    assert stamps.dtype == np.int64
    one_by_one = [read_stamp(cell) for cell in column]
    assert [MISSING if stamp is None else stamp for stamp in one_by_one] == expected


STAMP = "2025-04-01T09:30:00Z"


@settings(deadline=None)
@given(st.integers(0, len(STAMP) - 1), st.sampled_from("0123456789-T:Z +.tz/ "), st.integers(0, 9))
def test_what_nearly_has_the_platforms_form_reads_like_its_cell(at, mark, year):
    written = f"{year:04}{STAMP[4:at]}{mark}{STAMP[at + 1 :]}"[: len(STAMP)]
    for cell in (written, STAMP[:at] + mark + STAMP[at + 1 :]):
        stamps, faults = read_stamps([STAMP, cell])
        try:
            expected = read_stamp(cell)
        except Fault:
            expected = None
            assert list(faults) == [1]
        assert stamps[1] == (MISSING if expected is None else expected)
