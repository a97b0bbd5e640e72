"""Licences and spend of a month, against values worked by hand."""

from datetime import date

import pytest

from data_access import allotment
from data_access.allotment import Allotment

LEAP_YEAR = Allotment("14100", 40, 1_000_003, date(2023, 4, 1), date(2024, 3, 31))
"""366 days; a price that they do not divide."""


def months(counted: dict[tuple[str, int], int]) -> dict[int, int]:
    return {month: amount for (_, month), amount in counted.items()}


def test_the_months_of_a_leap_year_add_up_exactly() -> None:
    spent = months(allotment.spend([LEAP_YEAR], date(2024, 3, 31)))
    assert list(spent) == [*range(202304, 202313), 202401, 202402, 202403]
    assert sum(spent.values()) == 1_000_003


def test_a_month_is_its_days_share_of_the_price() -> None:
    """April: 1,000,003 x 30 / 366 = 81,967.46; to the end of May (61 days): 166,667.17."""
    spent = months(allotment.spend([LEAP_YEAR], date(2024, 3, 31)))
    assert spent[202304] == 81_967
    assert spent[202305] == 166_667 - 81_967


def test_the_newest_month_has_the_days_so_far() -> None:
    """To 29 February 2024 (335 days): 915,303.29; to 15 February (321 days): 877,051.81."""
    to_end_of_january = 1_000_003 * 306 // 366
    spent = months(allotment.spend([LEAP_YEAR], date(2024, 2, 15)))
    assert spent[202402] == 877_051 - to_end_of_january
    assert max(spent) == 202402
    later = months(allotment.spend([LEAP_YEAR], date(2024, 2, 29)))
    assert later[202402] == 915_303 - to_end_of_january


@pytest.mark.parametrize("as_of", [date(2024, 4, 1), date(2030, 1, 1)])
def test_nothing_is_spent_after_the_end(as_of: date) -> None:
    spent = months(allotment.spend([LEAP_YEAR], as_of))
    assert sum(spent.values()) == 1_000_003
    assert max(spent) == 202403


def test_nothing_is_spent_before_the_beginning() -> None:
    assert allotment.spend([LEAP_YEAR], date(2023, 3, 31)) == {}


def test_one_day_is_the_whole_price() -> None:
    day = date(2025, 12, 31)
    assert months(allotment.spend([Allotment("14100", 1, 7, day, day)], day)) == {202512: 7}


def test_licences_of_two_periods_add() -> None:
    more = Allotment("14100", 5, 0, date(2023, 10, 1), date(2024, 3, 30))
    held = months(allotment.licences([LEAP_YEAR, more], date(2024, 3, 31)))
    assert [held[month] for month in (202309, 202310, 202402, 202403)] == [40, 45, 45, 40]


def test_licences_of_the_newest_month_are_those_of_the_day_itself() -> None:
    held = months(allotment.licences([LEAP_YEAR], date(2023, 4, 10)))
    assert held == {202304: 40}
    ended = Allotment("14100", 5, 0, date(2023, 4, 1), date(2023, 4, 9))
    assert months(allotment.licences([ended], date(2023, 4, 10))) == {}
    assert months(allotment.licences([ended], date(2023, 4, 9))) == {202304: 5}
