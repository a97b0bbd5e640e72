"""What sums cannot tell: each learner's part in the facts, and how long enrolments were open.

The rows are by learner, carry no number or key of theirs, and never leave the server: the
bootstrap draws from them, and the durations become curves. `flows` counts here as for the facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import Connection, select

from data_access.database import Records
from data_access.flows import (
    MISSING,
    NEVER,
    Grid,
    Homes,
    Ints,
    Seen,
    State,
    Tally,
    Told,
    day_of,
    learnt,
    leaving,
    month_of,
    newest_of,
)
from data_access.records import Reader
from data_access.rollup import grid_of
from data_access.schema import course_current
from data_access.scope import Scope
from metrics.facts import OF_A_LEARNER, Cohort, Duration, Length, length, months_to_date

QUANTITIES: Final = tuple(OF_A_LEARNER.values())
_LENGTHS: Final = tuple(Length)


@dataclass(frozen=True, slots=True, eq=False)
class Learners:
    """Everybody who belongs to a municipality, month by month, and all their enrolments."""

    codes: tuple[str, ...]
    done: Ints
    """Rows of: place in `codes`, learner, month as yyyymm, then the QUANTITIES."""
    enrolled: Ints
    """Rows of: place, learner, month, assigned, place in Length, days open, completed."""

    def to_date(self, through: int) -> dict[str, Ints]:
        """By municipality: learners x OF_A_LEARNER, over the fiscal year up to a month.

        Only a learner with anything to count has a row; one who moved has a row in each place.
        """
        found = {}
        for at, rows in _apart(_within(self.done, through), 1):
            _, learner = np.unique(rows[:, 1], return_inverse=True)
            sums = np.zeros((learner.max() + 1, len(QUANTITIES)), np.int64)
            np.add.at(sums, learner, rows[:, 3:])
            found[self.codes[at[0]]] = sums
        return found

    def cohorts(self, through: int) -> list[Cohort]:
        """The enrolments made in the fiscal year up to a month, by municipality and kind."""
        rows = _within(self.enrolled, through)[:, [0, 3, 4, 5, 6, 1]]
        return [
            Cohort(
                code=self.codes[place],
                assigned=assigned == 1,
                length=_LENGTHS[at],
                learners=len(np.unique(kind[:, 5])),
                durations=tuple(
                    Duration(days, completed == 1, len(alike))
                    for (days, completed), alike in _apart(kind[:, 3:], 2)
                ),
            )
            for (place, assigned, at), kind in _apart(rows, 3)
        ]


def learners(database: Records, scope: Scope) -> Learners:
    """Everybody's learning as the committed files tell it. Raises a DatabaseProblem."""
    with database.reading(scope, only_sums=True) as connection:
        reader = Reader(connection, scope.prefecture)
        everybody, state = reader.everybody, reader.batches.state
        grid, lengths = grid_of(reader, [everybody]), _lengths(connection, scope)
    seen, told = everybody
    seen = seen.where(state.committed[seen.batch])
    told = told.where(state.committed[told.batch])
    homes = Homes.of(told.where(told.municipality != MISSING), state)
    seen = seen.where(homes.has(seen.learner))
    tally = _OneByOne(homes, grid)
    learnt(tally, seen, state)
    return Learners(grid.codes, tally.rows(), _enrolled(homes, seen, told, state, lengths))


class _OneByOne(Tally):
    """Keeps apart by learner what a tally adds up."""

    def __init__(self, homes: Homes, grid: Grid) -> None:
        super().__init__(homes, grid)
        self.cells: dict[str, list[Ints]] = {name: [] for name in QUANTITIES}
        self.amounts: dict[str, list[Ints]] = {name: [] for name in QUANTITIES}

    def add(self, name: str, at: Ints, month: Ints, weights: Ints | None = None) -> None:
        """Each event with the learner of its stretch and its month, once or weighted."""
        if name in self.cells:
            self.cells[name].append(
                self.homes.seat[at] * self.grid.months + month - self.grid.first
            )
            self.amounts[name].append(np.ones(len(at), np.int64) if weights is None else weights)

    def rows(self) -> Ints:
        """As `Learners.done`."""
        cells = {name: np.concatenate(listed) for name, listed in self.cells.items()}
        kept = np.unique(np.concatenate(list(cells.values())))
        amounts = [
            np.bincount(kept.searchsorted(cell), np.concatenate(self.amounts[name]), len(kept))
            for name, cell in cells.items()
        ]
        seat, month = np.divmod(kept, self.grid.months)
        place = self.homes.municipality[self.stretch_of_seat[seat]]
        rows = [place, seat, _written(month + self.grid.first), *amounts]
        return np.column_stack(rows).astype(np.int64)


def _enrolled(
    homes: Homes, seen: Seen, told: Told, state: State, lengths: Mapping[int, Length]
) -> Ints:
    """As `Learners.enrolled`. An enrolment stays with the municipality in which it was made."""
    current = newest_of(seen, state)
    made = current.where(current.enrolled != MISSING)
    completed = made.first_completed != MISSING
    count = int(max(told.learner.max(initial=-1), made.learner.max(initial=-1))) + 1
    left = leaving(told, state, count)[made.learner] if count else np.full(0, NEVER)
    end = np.where(completed, made.first_completed, np.minimum(left, state.newest))
    days = np.maximum(day_of(end) - day_of(made.enrolled), 0)
    kinds = [_LENGTHS.index(lengths.get(course, Length.UNKNOWN)) for course in made.course.tolist()]
    place = homes.municipality[homes.at(made.learner, made.enrolled)]
    month = _written(month_of(made.enrolled))
    rows = [place, made.learner, month, made.assigned, np.array(kinds, np.int64), days, completed]
    return np.column_stack(rows).astype(np.int64)


def _lengths(connection: Connection, scope: Scope) -> dict[int, Length]:
    course = course_current.c
    statement = select(course.course_id, course.minutes)
    found = connection.execute(statement.where(course.prefecture == scope.prefecture))
    return {number: length(minutes) for number, minutes in found}


def _within(rows: Ints, through: int) -> Ints:
    """The rows of the fiscal year up to a month; the month is their third column."""
    return rows[(rows[:, 2] >= months_to_date(through)[0]) & (rows[:, 2] <= through)]


def _apart(rows: Ints, keys: int) -> Iterator[tuple[tuple[int, ...], Ints]]:
    """The rows that agree in their first columns, with what they agree in; in that order."""
    ordered = rows[np.lexsort(rows[:, keys - 1 :: -1].T if keys > 1 else (rows[:, 0],))]
    begins = np.flatnonzero((np.diff(ordered[:, :keys], axis=0) != 0).any(axis=1)) + 1
    for part in np.split(ordered, begins):
        if len(part):
            yield tuple(part[0, :keys].tolist()), part


def _written(month: Ints) -> Ints:
    """Months since January 1970 as yyyymm."""
    return month // 12 * 100 + 197_001 + month % 12
