"""Records -> municipality-month facts, kept up to date as batches come and go.

`refresh` reads only the learners whom a batch mentions: what they add to each month now, less
what they added before, is what the batch changes. Time itself changes one thing for the others:
enrolments mature. `rebuild` reads everything and leaves the same rows, as `refresh` has to where
a batch tells that two learners are one person.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, NamedTuple, Self

import numpy as np
from sqlalchemy import Connection, bindparam, delete, select

from data_access import allotment, persons
from data_access.allotment import Allotment
from data_access.flows import (
    FLOWS,
    MATURING,
    MISSING,
    OF_THE_YEAR,
    RUNNING,
    Grid,
    Ints,
    Mask,
    Seen,
    fiscal_year_of,
    flows,
    month_of,
)
from data_access.news import News, news
from data_access.records import Reader, Records
from data_access.schema import month_fact
from data_access.writing import insert
from metrics.facts import calendar_month

FIELDS: Final = (*FLOWS, "licences", "spend_yen")
_KEY: Final = ("prefecture", "code", "month")
_OF_LEARNERS: Final = len(FLOWS)
_RUNNING: Final = [FLOWS.index(name) for name in RUNNING]
_OF_THE_YEAR: Final = [FLOWS.index(name) for name in OF_THE_YEAR]
_Kept = tuple[Any, ...]
"""A row of municipality, month and FIELDS."""
_JAPAN: Final = timezone(timedelta(hours=9))


def rebuild(connection: Connection, prefecture: str) -> int:
    """Makes every fact of the prefecture anew; gives the number of rows that changed."""
    persons.join(connection, prefecture, ())
    reader = Reader(connection, prefecture)
    return _replace(reader, *_sheets(reader))


def compared(connection: Connection, prefecture: str) -> tuple[int, list["Difference"]]:
    """The number of facts that the records lead to, and where the kept ones differ from them."""
    reader = Reader(connection, prefecture)
    kept, made = _sheets(reader)
    differs = (kept.cells != made.cells) | (kept.present != made.present)
    differences = [
        Difference(
            made.grid.codes[place],
            _number(made.grid.first + month),
            FIELDS[quantity],
            kept.value(quantity, place, month),
            made.value(quantity, place, month),
        )
        for quantity, place, month in np.argwhere(differs).tolist()
    ]
    return int(made.present.sum()), differences


def _sheets(reader: Reader) -> tuple["Sheet", "Sheet"]:
    """The facts that are kept, and those that all records lead to."""
    kept, contracts = _kept(reader), reader.allotments
    parts = [_everything(reader.within(span)) for span in reader.spans]
    grid = _grid_over(parts, reader, contracts, kept)
    newest = reader.batches.state.newest
    return Sheet.kept(kept, grid), Sheet.made(_summed(parts, grid), contracts, newest, grid)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is not what the records lead to; None: there is no such row."""

    code: str
    month: int
    quantity: str
    kept: int | None
    made: int | None


class Learning(NamedTuple):
    """What a municipality's facts come to."""

    learners: int
    """Who have joined and not left, in the newest month."""
    enrolments: int
    """Of all time."""
    completions: int
    """Of all time."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of batches."""

    rows: int
    """Of facts that changed."""
    news: dict[int, News]
    """What each batch tells of learners' courses, beside what the others say."""
    before: dict[str, Learning]
    """Code -> what the facts said."""
    after: dict[str, Learning]
    """Code -> what they say now."""
    contracts: list[Allotment]
    """What committed contracts say now."""


def refresh(
    connection: Connection, prefecture: str, flipped: Collection[int], at_hand: Seen | None = None
) -> Refreshed:
    """Brings the facts up to date after the batches `flipped` were committed or undone.

    Call it once in the same transaction, after their status has changed. Who has just written
    all of their observations hands them over, so that they need not be read.
    """
    joins = persons.join(connection, prefecture, flipped)
    reader = Reader(connection, prefecture, flipped, at_hand)
    kept, contracts = _kept(reader), reader.allotments
    part_of = _everything if joins else _difference
    parts = [part_of(reader.within(span)) for span in reader.spans]
    grid = _grid_over(parts, reader, contracts, kept)
    sheet = Sheet.kept(kept, grid)
    made = _summed(parts, grid) if joins else sheet.flows() + _summed(parts, grid)
    newest = reader.batches.state.newest
    result = Sheet.made(made, contracts, newest, grid)
    rows, told = _replace(reader, sheet, result), _all_news(parts, flipped)
    return Refreshed(rows, told, sheet.learning(), result.learning(), contracts)


@dataclass(frozen=True, slots=True)
class _Part:
    """What some of the learners add to the facts."""

    grid: Grid
    flows: Ints
    news: dict[int, News]


def _everything(reader: Reader) -> _Part:
    """All that they add."""
    everybody = reader.everybody
    grid = grid_of(reader, [everybody])
    made = flows(*everybody, reader.batches.state, grid)
    return _Part(grid, made, news(everybody.seen, reader.flipped))


def _difference(reader: Reader) -> _Part:
    """What they add, less what they added before the status of `flipped` changed."""
    before, now = reader.batches.before(reader.flipped), reader.batches.state
    touched, others = reader.mentioned, reader.ripened(before.newest, now.newest)
    grid = grid_of(reader, [touched, others])
    made = flows(*touched, now, grid) - flows(*touched, before, grid)
    matured = flows(*others, now, grid) - flows(*others, before, grid)
    made[MATURING] += matured[MATURING]
    return _Part(grid, made, news(touched.seen, reader.flipped))


def _grid_over(
    parts: Sequence[_Part],
    reader: Reader,
    contracts: Sequence[Allotment],
    kept: Sequence[_Kept],
) -> Grid:
    """Every month that anything falls into."""
    grids = [part.grid for part in parts if part.flows.any()]
    whole = grid_of(reader, [], contracts, kept)
    if whole.first == 0 and grids:  # the parts alone tell of any month
        whole = grids[0]
    first = min(grid.first for grid in (whole, *grids))
    end = max(grid.first + grid.months for grid in (whole, *grids))
    return Grid(whole.codes, first, end - first)


def _summed(parts: Sequence[_Part], grid: Grid) -> Ints:
    total = grid.zeros()
    for part in parts:
        if part.flows.any():
            at = part.grid.first - grid.first
            total[:, :, at : at + part.grid.months] += part.flows
    return total


def _all_news(parts: Sequence[_Part], batches: Collection[int]) -> dict[int, News]:
    total = dict.fromkeys(batches, News())
    for part in parts:
        total = {batch: total[batch].with_more(part.news[batch]) for batch in batches}
    return total


@dataclass(frozen=True, slots=True)
class Sheet:
    """Facts laid out in full: quantities (as FIELDS) x municipalities x months."""

    grid: Grid
    cells: Ints
    present: Mask
    """Municipalities x months that have a row: from a municipality's first one that is not all
    zero, to the newest month of all."""

    @classmethod
    def kept(cls, rows: Sequence[_Kept], grid: Grid) -> Self:
        """From rows of municipality, month and FIELDS."""
        sheet = cls.empty(grid)
        places = {code: place for place, code in enumerate(grid.codes)}
        for row in rows:
            at = places[row[0]], _months_since_1970(row[1]) - grid.first
            sheet.cells[:, at[0], at[1]], sheet.present[at] = row[2:], True
        return sheet

    @classmethod
    def made(cls, made: Ints, contracts: list[Allotment], newest: int, grid: Grid) -> Self:
        """From flows up to the newest stamp, and contracts."""
        sheet = cls.empty(grid)
        if newest == MISSING:
            return sheet
        as_of = datetime.fromtimestamp(newest, _JAPAN).date()
        sheet.cells[:_OF_LEARNERS] = _stocks(made, grid)
        sheet._allot(contracts, as_of)
        months = np.flatnonzero(made.any(axis=(0, 1)))
        last = max([_months_since_1970(calendar_month(as_of)) - grid.first, *months[-1:]])
        begun = np.logical_or.accumulate(sheet.cells.any(axis=0), axis=1)
        sheet.present[:, : last + 1] = begun[:, : last + 1]
        sheet.cells[:, ~sheet.present] = 0
        return sheet

    @classmethod
    def empty(cls, grid: Grid) -> Self:
        """No row at all."""
        shape = len(grid.codes), grid.months
        return cls(grid, np.zeros((len(FIELDS), *shape), np.int64), np.zeros(shape, np.bool_))

    def value(self, quantity: int, place: int, month: int) -> int | None:
        """One fact; None where there is no such row."""
        there = self.present[place, month]
        return int(self.cells[quantity, place, month]) if there else None

    def learning(self) -> dict[str, Learning]:
        """What each municipality's facts come to."""
        months = np.flatnonzero(self.present.any(axis=0))
        if not len(months):
            return {}
        joined = self.cells[FIELDS.index("joined"), :, months[-1]]
        sums = (
            self.cells[FIELDS.index(name)].sum(axis=1) for name in ("enrolments", "completions")
        )
        columns = np.stack([joined, *sums], axis=1).tolist()
        return {
            self.grid.codes[place]: Learning(*columns[place])
            for place in np.flatnonzero(self.present.any(axis=1)).tolist()
        }

    def flows(self) -> Ints:
        """What `made` was made from."""
        there = self.present.any(axis=0)
        stocks = self.cells[:_OF_LEARNERS]
        before = np.roll(stocks, 1, axis=2)
        before[:, :, 0] = 0
        flow = stocks.copy()
        flow[_RUNNING] -= before[_RUNNING]
        goes_on = ~_begins_year(self.grid)
        flow[_OF_THE_YEAR] -= before[_OF_THE_YEAR] * goes_on
        return flow * there

    def _allot(self, contracts: list[Allotment], as_of: date) -> None:
        for name, amounts in (
            ("licences", allotment.licences(contracts, as_of)),
            ("spend_yen", allotment.spend(contracts, as_of)),
        ):
            layer = self.cells[FIELDS.index(name)]
            for (code, month), amount in amounts.items():
                layer[self.grid.codes.index(code), _months_since_1970(month) - self.grid.first] = (
                    amount
                )


def _stocks(made: Ints, grid: Grid) -> Ints:
    """What each month shows, from what each month added."""
    stocks = made.copy()
    stocks[_RUNNING] = made[_RUNNING].cumsum(axis=2)
    so_far = made[_OF_THE_YEAR].cumsum(axis=2)
    april = np.maximum.accumulate(np.where(_begins_year(grid), np.arange(grid.months), 0))
    stocks[_OF_THE_YEAR] = so_far - (so_far - made[_OF_THE_YEAR])[:, :, april]
    return stocks


def _begins_year(grid: Grid) -> Mask:
    """Which months are April, or the grid's first."""
    year = fiscal_year_of(grid.first + np.arange(grid.months))
    return np.diff(year, prepend=year[:1] - 1) > 0


def _kept(reader: Reader) -> list[_Kept]:
    columns = month_fact.c
    statement = select(columns.code, columns.month, *(columns[name] for name in FIELDS))
    found = statement.where(columns.prefecture == reader.prefecture)
    return [tuple(row) for row in reader.connection.execute(found)]


def grid_of(
    reader: Reader,
    records: Sequence[Records],
    contracts: Sequence[Allotment] = (),
    kept: Sequence[_Kept] = (),
) -> Grid:
    """Every month that anything falls into."""
    months = [_months_since_1970(row[1]) for row in kept]
    months += [_months_since_1970(calendar_month(each.starts_on)) for each in contracts]
    for seen, told in records:
        stamps = (*seen[3:8], told.joined, told.deactivated)
        months += [month for column in stamps for month in _extremes(column)]
    months += _extremes(reader.batches.as_of)
    first = min(months, default=0)
    return Grid(reader.codes, first, max(months, default=0) - first + 1)


def _extremes(stamps: Ints) -> list[int]:
    """The months of the earliest and the latest stamp, if there is any."""
    stated = stamps[stamps != MISSING]
    if not len(stated):
        return []
    return list(month_of(np.array([stated.min(), stated.max()])).tolist())


def _replace(reader: Reader, old: Sheet, new: Sheet) -> int:
    """Writes the rows in which the sheets differ."""
    differs = (old.cells != new.cells).any(axis=0) | (old.present != new.present)
    gone = _keys(reader, new.grid, differs & old.present)
    if gone:
        named = [{f"_{name}": part for name, part in zip(_KEY, key, strict=True)} for key in gone]
        reader.connection.execute(_DELETION, named)
    changed = differs & new.present
    come = zip(_keys(reader, new.grid, changed), new.cells[:, changed].T.tolist(), strict=True)
    rows = [(*key, *quantities) for key, quantities in come]
    insert(reader.connection, month_fact, (*_KEY, *FIELDS), rows)
    return int(differs.sum())


def _keys(reader: Reader, grid: Grid, cells: Mask) -> list[tuple[str, str, int]]:
    """Prefecture, code and month of each cell."""
    return [
        (reader.prefecture, grid.codes[place], _number(grid.first + month))
        for place, month in np.argwhere(cells).tolist()
    ]


def _months_since_1970(month: int) -> int:
    """From yyyymm."""
    year, number = divmod(month, 100)
    return (year - 1970) * 12 + number - 1


def _number(months: int) -> int:
    """As yyyymm."""
    year, number = divmod(months, 12)
    return (year + 1970) * 100 + number + 1


_DELETION: Final = delete(month_fact).where(
    *(month_fact.c[name] == bindparam(f"_{name}") for name in _KEY)
)
