"""From what files told of learners to flows: what each month added, in each municipality.

A flow is a change: three more learners had joined, one more was active for the first time in the
fiscal year. Every quantity belongs to one learner, so the flows of different learners add, and
the difference between two states of the records is a flow too. `rollup` rests on both.

All arrays are of 64-bit integers; a stamp is in seconds of UTC, and MISSING where there is none.
Learners are numbered from 0 within one reading of the records.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MISSING: Final = -1
NEVER: Final = 1 << 40
"""Later than every stamp."""
DAY: Final = 86_400
JAPAN: Final = 9 * 3_600
MATURE_DAYS: Final = 90

SUMMED: Final = (
    "enrolments",
    "assigned_enrolments",
    "enrolments_completed",
    "completions",
    "matured",
    "matured_completed",
    "learning_seconds",
    "active_learners",
)
RUNNING: Final = ("joined",)
"""The stock of a month is the sum of the flows so far."""
OF_THE_YEAR: Final = (
    "active_learners_fy",
    "enrolled_learners_fy",
    "completing_learners_fy",
    "matured_learners_fy",
)
"""The count of a month is the sum of the flows since April."""
FLOWS: Final = SUMMED + RUNNING + OF_THE_YEAR
MATURING: Final = [
    FLOWS.index(name) for name in ("matured", "matured_completed", "matured_learners_fy")
]
"""The only flows that the passing of time changes."""

ACTIVE, INVITED, DEACTIVATED = range(3)


class Seen(NamedTuple):
    """Observations of learners' courses, one element each, in order; statements stand among them.

    The order is learner, course, oldest as-of first, and equal as-ofs by content (`rollup`).
    """

    batch: Ints
    learner: Ints
    course: Ints
    enrolled: Ints
    started: Ints
    first_completed: Ints
    completed: Ints
    last_active: Ints
    progress: Ints
    seconds: Ints
    assigned: Ints

    def where(self, mask: Mask) -> Self:
        """The observations for which `mask` holds."""
        return self if mask.all() else type(self)(*(column[mask] for column in self))


class Told(NamedTuple):
    """What batches said of learners themselves, in the order learner, oldest as-of first."""

    batch: Ints
    learner: Ints
    municipality: Ints
    """Place in the grid's codes; MISSING: unassigned."""
    strength: Ints
    """0 a person's own override, 1 licence pool, 2 group, 3 e-mail domain."""
    joined: Ints
    deactivated: Ints
    status: Ints

    def where(self, mask: Mask) -> Self:
        """The rows for which `mask` holds."""
        return self if mask.all() else type(self)(*(column[mask] for column in self))


@dataclass(frozen=True, slots=True)
class State:
    """Which batches count. Both arrays are indexed by the batch's number."""

    as_of: Ints
    committed: Mask
    events: Mask
    """Batches of statements: each tells of one event, where an export tells all there is."""

    @property
    def newest(self) -> int:
        """The stamp that the records describe; MISSING when nothing is committed."""
        return int(self.as_of[self.committed].max(initial=MISSING))


@dataclass(frozen=True, slots=True)
class Grid:
    """The municipalities and months that flows are counted in."""

    codes: tuple[str, ...]
    first: int
    """Months since January 1970."""
    months: int

    def zeros(self) -> Ints:
        """Flows (as FLOWS) x municipalities x months."""
        return np.zeros((len(FLOWS), len(self.codes), self.months), np.int64)


def day_of(stamp: Ints) -> Ints:
    """Days since 1 January 1970 in Japan time."""
    return (stamp + JAPAN) // DAY


def month_of(stamp: Ints) -> Ints:
    """Months since January 1970 in Japan time."""
    day = day_of(stamp)
    if not len(day):
        return day
    # the calendar is asked once for each day between, and not for each of many stamps
    first, last = day.min(), day.max()
    days = np.arange(first, last + 1).astype("datetime64[D]")
    month: Ints = days.astype("datetime64[M]").astype(np.int64)[day - first]
    return month


def fiscal_year_of(month: Ints) -> Ints:
    """A number that rises by one each April, from months since January 1970."""
    return (month + 9) // 12


def flows(seen: Seen, told: Told, state: State, grid: Grid) -> Ints:
    """The flows of these learners in this state of the records, shaped as `Grid.zeros`."""
    told = told.where(state.committed[told.batch])
    seen = seen.where(state.committed[seen.batch])
    if not len(told.learner):  # nobody belongs anywhere
        return grid.zeros()
    tally = Tally(Homes.of(told.where(told.municipality != MISSING), state), grid)
    joined(tally, told, seen, state)
    learnt(tally, seen.where(tally.homes.has(seen.learner)), state)
    return tally.flows


def learnt(tally: "Tally", seen: Seen, state: State) -> None:
    """Adds up what learners who belong somewhere did, by what committed batches saw."""
    current = newest_of(seen, state)
    _enrolments(tally, current, state.newest)
    _completions(tally, current)
    _activity(tally, seen)
    _watching(tally, seen, state)


@dataclass(frozen=True, slots=True)
class Homes:
    """Stretches of time that learners belonged to a municipality, by learner, then by time."""

    learner: Ints
    start: Ints
    """From this stamp on; 0 for a learner's first, which reaches back to the beginning."""
    end: Ints
    municipality: Ints
    seat: Ints
    """Number of the learner-and-municipality, which a learner who comes back gets again."""

    @classmethod
    def of(cls, told: Told, state: State) -> Self:
        """From rows that name a municipality, in the order of `Told`.

        What a weaker kind of label says counts only until a stronger kind says anything.
        """
        as_of = state.as_of[told.batch]
        chosen = _first(told.learner, as_of)
        learner, as_of = told.learner[chosen], as_of[chosen]
        place, strength = told.municipality[chosen], told.strength[chosen]
        holds = strength == _running(np.minimum, strength, -learner * 4)
        learner, as_of, place = learner[holds], as_of[holds], place[holds]
        change = _first(learner, place)
        learner, as_of, place = learner[change], as_of[change], place[change]
        start = np.where(_first(learner), 0, as_of)
        end = np.where(_last(learner), NEVER, np.roll(start, -1))
        _, seat = np.unique(learner * (place.max(initial=0) + 1) + place, return_inverse=True)
        return cls(learner, start, end, place, seat)

    def has(self, learner: Ints) -> Mask:
        """Whether each learner has belonged to any municipality."""
        return np.isin(learner, self.learner)

    def at(self, learner: Ints, stamp: Ints) -> Ints:
        """The stretch that each learner, who must have one, was in at the stamp."""
        begins = self.learner * NEVER + self.start
        where = np.searchsorted(self.learner, np.arange(learner.max(initial=0) + 2))
        found = where[learner]
        moved = where[learner + 1] - found > 1
        found[moved] = begins.searchsorted(learner[moved] * NEVER + stamp[moved], "right") - 1
        return found


def newest_of(seen: Seen, state: State) -> Seen:
    """What holds of each learner's course: what its newest export says, and what statements add.

    As the view `enrolment` has it. A statement says nothing of what it does not mention, so an
    export is never outweighed by one, whatever their ages.
    """
    event = state.events[seen.batch]
    whole = seen.where(~event)
    whole = whole.where(_last(whole.learner, whole.course))
    if not event.any():
        return whole
    return _with_statements(whole, _summed(seen.where(event)))


def _summed(said: Seen) -> Seen:
    """What statements say of each learner's course, one element each.

    Who was not registered enrolled at the first sign of them; but who completed before any such
    sign enrolled at a time that nobody knows.
    """
    first = _first(said.learner, said.course)
    starts = np.flatnonzero(first)

    def earliest(stamps: Ints) -> Ints:
        return np.minimum.reduceat(np.where(stamps == MISSING, NEVER, stamps), starts)

    registered, completed = earliest(said.enrolled), earliest(said.first_completed)
    sign = earliest(np.where(said.first_completed == MISSING, said.last_active, MISSING))
    enrolled = np.where(registered < NEVER, registered, sign)
    known = (enrolled < NEVER) & (enrolled <= completed)
    return said.where(first)._replace(
        enrolled=np.where(known, enrolled, MISSING),
        first_completed=np.where(completed < NEVER, completed, MISSING),
        assigned=np.zeros(len(starts), np.int64),
    )


def _with_statements(whole: Seen, said: Seen) -> Seen:
    """Exports and statements of the same learner's course taken together; in no order."""
    courses = max(whole.course.max(initial=0), said.course.max(initial=0)) + 1
    pair, told = whole.learner * courses + whole.course, said.learner * courses + said.course
    at = told.searchsorted(pair)
    at[at == len(told)] = 0
    both = told[at] == pair
    enrolled = np.where(both & (whole.enrolled == MISSING), said.enrolled[at], whole.enrolled)
    done = np.where(both, said.first_completed[at], MISSING)
    earlier = (done != MISSING) & (
        (whole.first_completed == MISSING) | (done < whole.first_completed)
    )
    merged = whole._replace(
        enrolled=enrolled, first_completed=np.where(earlier, done, whole.first_completed)
    )
    alone = said.where(~np.isin(told, pair))
    return Seen(*map(np.concatenate, zip(merged, alone, strict=True)))


class Tally:
    """Adds events up in the cells of the grid."""

    def __init__(self, homes: Homes, grid: Grid) -> None:
        self.homes = homes
        self.grid = grid
        self.flows = grid.zeros()
        _, self.stretch_of_seat = np.unique(homes.seat, return_index=True)

    def add(self, name: str, at: Ints, month: Ints, weights: Ints | None = None) -> None:
        """Each event in the municipality of its stretch and its month, once or weighted.

        Sums of weights are exact up to 2**53.
        """
        cell = self.homes.municipality[at] * self.grid.months + (month - self.grid.first)
        layer = self.flows[FLOWS.index(name)]
        layer += np.bincount(cell, weights, layer.size).astype(np.int64).reshape(layer.shape)

    def people(self, events: Iterable[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
        """Each seat's months with an event, in order, from stretches and months of events."""
        present = np.zeros((self.homes.seat.max(initial=-1) + 1) * self.grid.months, np.bool_)
        for at, month in events:
            present[self.homes.seat[at] * self.grid.months + (month - self.grid.first)] = True
        seat, month = np.divmod(np.flatnonzero(present), self.grid.months)
        return seat, month + self.grid.first

    def add_people(self, name: str, seat: Ints, month: Ints) -> None:
        """Each person once in the municipality of the seat."""
        self.add(name, self.stretch_of_seat[seat], month)

    def add_new_of_the_year(self, name: str, seat: Ints, month: Ints) -> None:
        """Each person once a fiscal year, in the first of the months (in order) given."""
        new = _first(seat, fiscal_year_of(month))
        self.add_people(name, seat[new], month[new])


def _enrolments(tally: Tally, current: Seen, newest: int) -> None:
    made = current.where(current.enrolled != MISSING)
    at, month = tally.homes.at(made.learner, made.enrolled), month_of(made.enrolled)
    done = made.first_completed != MISSING
    assigned = made.assigned == 1
    tally.add("enrolments", at, month)
    tally.add("assigned_enrolments", at[assigned], month[assigned])
    tally.add("enrolments_completed", at[done], month[done])
    tally.add_new_of_the_year("enrolled_learners_fy", *tally.people([(at, month)]))
    _maturing(tally, made, newest)


def _maturing(tally: Tally, made: Seen, newest: int) -> None:
    """Counted on the 90th day after the enrolment, where the learner belonged on that day."""
    ripe = made.where(day_of(made.enrolled) + MATURE_DAYS <= (newest + JAPAN) // DAY)
    matures = ripe.enrolled + MATURE_DAYS * DAY
    at, month = tally.homes.at(ripe.learner, matures), month_of(matures)
    in_time = (ripe.first_completed != MISSING) & (
        day_of(ripe.first_completed) - day_of(ripe.enrolled) <= MATURE_DAYS
    )
    tally.add("matured", at, month)
    tally.add("matured_completed", at[in_time], month[in_time])
    tally.add_new_of_the_year("matured_learners_fy", *tally.people([(at, month)]))


def _completions(tally: Tally, current: Seen) -> None:
    done = current.where(current.first_completed != MISSING)
    at, month = tally.homes.at(done.learner, done.first_completed), month_of(done.first_completed)
    tally.add("completions", at, month)
    tally.add_new_of_the_year("completing_learners_fy", *tally.people([(at, month)]))


def _actions(seen: Seen) -> Iterator[tuple[Ints, Ints]]:
    """Learners and stamps of counted actions; an enrolment counts when the learner chose it."""
    chosen = np.where(seen.assigned == 0, seen.enrolled, MISSING)
    for stamp in (chosen, seen.started, seen.first_completed, seen.completed, seen.last_active):
        dated = stamp != MISSING
        yield seen.learner[dated], stamp[dated]


def _activity(tally: Tally, seen: Seen) -> None:
    seat, month = tally.people(
        (tally.homes.at(learner, stamp), month_of(stamp)) for learner, stamp in _actions(seen)
    )
    tally.add_people("active_learners", seat, month)
    tally.add_new_of_the_year("active_learners_fy", seat, month)


def _watching(tally: Tally, seen: Seen, state: State) -> None:
    """What an observation adds to the most that earlier ones reached: the count can fall."""
    said = seen.where(seen.seconds != MISSING)
    pair = np.cumsum(_first(said.learner, said.course))
    reached = _running(np.maximum, said.seconds, pair << 32)
    before = np.where(_first(pair), 0, np.roll(reached, 1))
    stamp = np.where(said.last_active != MISSING, said.last_active, state.as_of[said.batch])
    at = tally.homes.at(said.learner, stamp)
    tally.add("learning_seconds", at, month_of(stamp), reached - before)


def joined(tally: Tally, told: Told, seen: Seen, state: State) -> None:
    """Each stretch adds a learner when both it and the membership of the platform hold."""
    homes = tally.homes
    count = int(max(told.learner.max(initial=-1), seen.learner.max(initial=-1))) + 1
    start = np.maximum(homes.start, _joining(told, seen, state, count)[homes.learner])
    end = np.minimum(homes.end, leaving(told, state, count)[homes.learner])
    holds = start < end
    ends = holds & (end < NEVER)
    stretch = np.arange(len(homes.learner))
    tally.add("joined", stretch[holds], month_of(start[holds]))
    tally.add("joined", stretch[ends], month_of(end[ends]), np.full(ends.sum(), -1))


def _joining(told: Told, seen: Seen, state: State, count: int) -> Ints:
    """When each learner joined: as a file says, else the first sign of them; NEVER if none."""
    stated, first_sign = np.full(count, NEVER), np.full(count, NEVER)
    said = told.joined != MISSING
    np.minimum.at(stated, told.learner[said], told.joined[said])
    active = told.status == ACTIVE
    np.minimum.at(first_sign, told.learner[active], state.as_of[told.batch[active]])
    for learner, stamp in _actions(seen):
        np.minimum.at(first_sign, learner, stamp)
    return np.where(stated < NEVER, stated, first_sign)


def leaving(told: Told, state: State, count: int) -> Ints:
    """When each learner left: as the files say that call them deactivated, else when one did.

    Only the files since the learner was last called anything else; NEVER when there are none. Of
    equal as-ofs, the one that calls the learner deactivated counts as the later.
    """
    left = np.full(count, NEVER)
    said = told.where(told.status != MISSING)
    gone = said.status == DEACTIVATED
    order = np.lexsort((gone, state.as_of[said.batch], said.learner))
    said, gone = Told(*(column[order] for column in said)), gone[order]
    run = _first(said.learner, gone)
    dated = np.where(said.deactivated != MISSING, said.deactivated, state.as_of[said.batch])
    earliest = np.minimum.reduceat(dated, np.flatnonzero(run))
    newest = _last(said.learner) & gone
    left[said.learner[newest]] = earliest[np.cumsum(run)[newest] - 1]
    return left


def _first(*keys: NDArray[np.generic]) -> Mask:
    """Whether each element begins a run of equal keys."""
    begins = np.ones(len(keys[0]), np.bool_)
    if len(begins):
        begins[1:] = False
    for key in keys:
        begins[1:] |= key[1:] != key[:-1]
    return begins


def _last(*keys: NDArray[np.generic]) -> Mask:
    """Whether each element ends a run of equal keys."""
    return np.roll(_first(*keys), -1)


def _running(extreme: np.ufunc, values: Ints, base: Ints) -> Ints:
    """The extreme so far within each group, whose `base` keeps it apart from earlier groups."""
    running: Ints = extreme.accumulate(values + base) - base
    return running
