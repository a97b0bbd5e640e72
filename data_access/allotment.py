"""What contracts give to a municipality in a month: licences, and the part of the price.

The price of a period is spread evenly over its days. What has been spent up to a day is rounded
down, and a month's spend is the difference of two such sums, so that the months of a finished
period add up to its price exactly.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.facts import calendar_month


@dataclass(frozen=True, slots=True)
class Allotment:
    """Licences of one municipality from `starts_on` to `ends_on`, both included."""

    code: str
    licences: int
    yen: int
    starts_on: date
    ends_on: date

    def spent(self, through: date) -> int:
        """Yen of the days up to and including `through`."""
        days = (self.ends_on - self.starts_on).days + 1
        gone = (through - self.starts_on).days + 1
        return self.yen * min(max(gone, 0), days) // days


def licences(allotments: Iterable[Allotment], as_of: date) -> Counter[tuple[str, int]]:
    """Licences that hold on each month's last day, by municipality and month.

    In the month of `as_of` that day counts instead; later months hold nothing.
    """
    held: Counter[tuple[str, int]] = Counter()
    for allotment in allotments:
        for month, last in _months(allotment.starts_on, min(as_of, allotment.ends_on)):
            if allotment.starts_on <= min(last, as_of) <= allotment.ends_on:
                held[allotment.code, month] += allotment.licences
    return held


def spend(allotments: Iterable[Allotment], as_of: date) -> Counter[tuple[str, int]]:
    """Yen of the days up to and including `as_of`, by municipality and month."""
    spent: Counter[tuple[str, int]] = Counter()
    for allotment in allotments:
        before = 0
        for month, last in _months(allotment.starts_on, min(as_of, allotment.ends_on)):
            now = allotment.spent(min(last, as_of))
            spent[allotment.code, month] += now - before
            before = now
    return spent


def _months(first: date, last: date) -> Iterator[tuple[int, date]]:
    """Each month (yyyymm) from that of `first` to that of `last`, with its last day."""
    begin = first.replace(day=1)
    while begin <= last:
        following = (begin + timedelta(days=31)).replace(day=1)
        yield calendar_month(begin), following - timedelta(days=1)
        begin = following
