"""The days the sample covers, and days and stamps in Japan time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))
FIRST_DAY = date(2023, 4, 1)
LAST_DAY = date(2026, 10, 31)
YEARS = (2023, 2024, 2025, 2026)
"""The fiscal years of the sample; the last one is cut off at `LAST_DAY`."""


def fiscal_year(day: date) -> int:
    """The year that began on the 1 April before `day`."""
    return day.year if day.month >= 4 else day.year - 1


def first_of_next_month(day: date) -> date:
    """The first day of the month after the one of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return first_of_next_month(day) - timedelta(days=1)


def months(first: date, last: date) -> Iterator[date]:
    """The first day of each month from that of `first` to that of `last`, both included."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = first_of_next_month(month)


def end_of(day: date) -> datetime:
    """The moment at which `day` is over in Japan."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=JAPAN)


def stamp(moment: datetime | None) -> str:
    """The moment as the platform writes it, in UTC; empty where there is none."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
