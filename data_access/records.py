"""Reads what batches told, as arrays of numbers: the raw material of the facts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, Final, NamedTuple, Self

import numpy as np
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    true,
    union,
)

from data_access import persons
from data_access.allotment import Allotment
from data_access.flows import (
    ACTIVE,
    DAY,
    DEACTIVATED,
    INVITED,
    JAPAN,
    MATURE_DAYS,
    MISSING,
    Ints,
    Seen,
    State,
    Told,
)
from data_access.schema import (
    OF_NO_LEARNER,
    STATEMENTS,
    affiliation,
    allocation,
    import_batch,
    learner_observation,
    learner_override,
    learner_person,
    municipality,
    observation,
    procurement,
    statement,
    statement_telling,
    statement_voiding,
)
from data_access.statements import STATED, Voided, voided

Condition = ColumnElement[bool]
Span = tuple[int, int]
Learners = Select[Any] | CompoundSelect[Any]
"""A question for learners' numbers."""

AT_ONCE: Final = 1_000_000
"""Observations in memory together, about; they take some 300 bytes each on their way to facts."""
_PORTION: Final = 1_000
_STRENGTH: Final = {"pool": 1, "group": 2, "domain": 3}
_STATUS: Final = {"active": ACTIVE, "invited": INVITED, "deactivated": DEACTIVATED}


class Records(NamedTuple):
    """Some learners' records. Learners are numbered alike in both, from 0."""

    seen: Seen
    told: Told


@dataclass(frozen=True, slots=True)
class Batches:
    """A prefecture's files of learner records. The arrays are indexed by the batch's number.

    Behind the last batch stand the `voided`, in their order.
    """

    as_of: Ints
    place: Ints
    """Orders batches by the hash of their content."""
    voided: tuple[Voided, ...]
    state: State
    """What counts now."""

    @property
    def real(self) -> int:
        """From this number on there are no batches, but the `voided`."""
        return len(self.as_of) - len(self.voided)

    def before(self, flipped: Collection[int]) -> State:
        """What counted before the status of `flipped` changed."""
        committed = self.state.committed.copy()
        committed[[batch for batch in flipped if batch < self.real]] ^= True
        committed &= self.as_of != MISSING
        for number, each in enumerate(self.voided, start=self.real):
            committed[number] = each.counts(committed)
        return State(self.as_of, committed, self.state.events)


@dataclass(frozen=True)
class Reader:
    """Reads one prefecture's records, in the midst of the transaction that changes them."""

    connection: Connection
    prefecture: str
    flipped: Collection[int] = ()
    """Batches whose status changed in this transaction; their rows are read all the same."""
    at_hand: Seen | None = None
    """All observations of `flipped`, where the caller still has them: then none are read."""
    span: Span | None = None
    """Only the records of these persons: from a number to before another."""

    @cached_property
    def spans(self) -> list[Span | None]:
        """Everybody in portions of some `AT_ONCE` observations; [None]: in a single one.

        What persons add to the facts does not depend on each other, so that memory need not grow
        with the records.
        """
        batch = import_batch.c
        told = select(func.sum(batch.accepted)).where(batch.id.in_(self._counted))
        if not self._counted or (self.connection.scalar(told) or 0) <= AT_ONCE:
            return [None]
        learner = observation.c.learner_id
        number, count = self._numbers(select(learner, func.count()).group_by(learner), 2)
        person, at = np.unique(self._person(number), return_inverse=True)
        seen = np.bincount(at, count).astype(np.int64)
        portion = (seen.cumsum() - seen) // AT_ONCE
        begins = person[np.flatnonzero(np.diff(portion)) + 1].tolist()
        return list(pairwise([0, *begins, np.iinfo(np.int64).max]))

    def within(self, span: Span | None) -> Self:
        """The same for some persons only."""
        return self if span is None else replace(self, span=span)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the prefecture's municipalities, in order."""
        places = municipality.c
        statement = select(places.code).where(places.prefecture == self.prefecture)
        return tuple(self.connection.scalars(statement.order_by(places.code)))

    @cached_property
    def persons(self) -> dict[int, int]:
        """Learner -> person, of those who are the same as another."""
        return persons.kept(self.connection, self.prefecture)

    @cached_property
    def batches(self) -> Batches:
        """Every batch of learner records that was ever committed."""
        columns = import_batch.c
        counts = case((columns.status == "committed", 1), else_=0)
        of_events = case((columns.kind == STATEMENTS, 1), else_=0)
        batches = select(columns.id, columns.as_of, counts, of_events).where(
            columns.prefecture == self.prefecture,
            columns.kind.not_in(OF_NO_LEARNER),
            columns.as_of.is_not(None),
        )
        number, moment, counted, told_events = self._numbers(
            batches.order_by(columns.sha256, columns.id), 4
        )
        void = tuple(dict.fromkeys(self._voided.values())) if told_events.any() else ()
        real = number.max(initial=0) + 1
        as_of = np.full(real + len(void), MISSING)
        place, committed = np.zeros_like(as_of), np.zeros(len(as_of), np.bool_)
        events = np.zeros(len(as_of), np.bool_)
        as_of[number], place[number], committed[number] = moment, np.arange(len(number)), counted
        events[number], events[real:] = told_events, True
        for at, each in enumerate(void, start=real):
            as_of[at], place[at] = as_of[each.told_by], place[each.told_by]
            committed[at] = each.counts(committed)
        return Batches(as_of, place, void, State(as_of, committed, events))

    @cached_property
    def _voided(self) -> dict[tuple[int, int], Voided]:
        return voided(self.connection, self.prefecture)

    @property
    def everybody(self) -> Records:
        """The records of all learners."""
        seen = self._seen(self._counted, self._in_span(observation))
        return self._records(seen, self._in_span(statement), self._in_span(learner_observation))

    @property
    def mentioned(self) -> Records:
        """All records of the learners whom the batches `flipped` mention."""
        theirs = observation.c.learner_id.in_(self._learners)
        if self.at_hand is None:
            seen = self._seen(self._counted, theirs)
        else:
            others = self._seen(self._others, theirs)
            seen = _joined(others, self._at_hand_in_span(self.at_hand))
        return self._records(
            seen,
            statement.c.learner_id.in_(self._learners),
            learner_observation.c.learner_id.in_(self._learners),
        )

    def _at_hand_in_span(self, at_hand: Seen) -> Seen:
        if self.span is None:
            return at_hand
        first, end = self.span
        person = self._person(at_hand.learner)
        return at_hand.where((person >= first) & (person < end))

    def ripened(self, after: int, until: int) -> Records:
        """All records of the other learners of whom a course may have matured between two stamps.

        On the days after that of the first stamp, up to the day of the second one. Whether a
        learner's course is the first of the year to mature is told by all of them.
        """
        if not self._others:
            return Records(_NOTHING_SEEN, _NOTHING_TOLD)
        stamps = _first_unripe(min(after, until)), _first_unripe(max(after, until))
        told_by = observation.c.batch_id.in_(self._others)
        ripe = [self._with_rows(observation, observation.c.enrolled_at, stamps).where(told_by)]
        if self._has_statements:  # any may be the first, which stands for the enrolment
            ripe.append(self._with_rows(statement, statement.c.at, stamps))
        found = ripe[0] if len(ripe) == 1 else union(*ripe)
        theirs = self._with_the_same(found)
        return self._records(
            self._seen(self._others, observation.c.learner_id.in_(theirs)),
            statement.c.learner_id.in_(theirs),
            learner_observation.c.learner_id.in_(theirs),
        )

    def _with_rows(
        self, table: Table, at: ColumnElement[int], stamps: tuple[int, int]
    ) -> Select[Any]:
        """Learners, but for `_learners`, with rows from one stamp to before another."""
        since, until = stamps
        return select(table.c.learner_id).where(
            at >= since,
            at < until,
            table.c.learner_id.not_in(self._learners),
            self._in_span(table),
        )

    def _in_span(self, table: Table) -> Condition:
        """Whether a row is about one of the span's persons."""
        if self.span is None:
            return true()
        first, end = self.span
        learner, same = table.c.learner_id, learner_person.c
        itself = and_(learner >= first, learner < end)
        if not self.persons:
            return itself
        others = select(same.learner_id)
        theirs = others.where(same.person_id >= first, same.person_id < end)
        return or_(and_(itself, learner.not_in(others)), learner.in_(theirs))

    @property
    def allotments(self) -> list[Allotment]:
        """What committed contracts say now.

        The newest contract that names a municipality for a fiscal year and platform says all of
        its licences there.
        """
        columns = (
            allocation.c.municipality_code,
            allocation.c.licences,
            allocation.c.yen,
            allocation.c.starts_on,
            allocation.c.ends_on,
        )
        newest: dict[tuple[Any, ...], tuple[int, list[Allotment]]] = {}
        for row in self.connection.execute(
            select(procurement.c.fiscal_year, procurement.c.platform, import_batch.c.id, *columns)
            .join_from(allocation, procurement)
            .join(import_batch)
            .where(
                import_batch.c.prefecture == self.prefecture,
                import_batch.c.status == "committed",
            )
            .order_by(import_batch.c.as_of.desc(), import_batch.c.sha256.desc(), allocation.c.id)
        ):
            year, platform, batch, *stated = row
            says = newest.setdefault((year, platform, stated[0]), (batch, []))
            if says[0] == batch:
                says[1].append(Allotment(*stated))
        return [allotment for _, stated in newest.values() for allotment in stated]

    @property
    def _learners(self) -> Learners:
        """Learners whom the batches `flipped` mention, or of whom they void a statement."""
        table = learner_observation.c
        mentioned = select(table.learner_id).where(
            table.batch_id.in_(self.flipped), self._in_span(learner_observation)
        )
        if not self._has_statements:
            return self._with_the_same(mentioned)
        voids = statement_voiding.c
        voided = select(voids.statement_id).where(voids.batch_id.in_(self.flipped))
        theirs = select(statement.c.learner_id).where(
            statement.c.prefecture == self.prefecture,
            statement.c.statement_id.in_(voided),
            self._in_span(statement),
        )
        return self._with_the_same(union(mentioned, theirs))

    def _with_the_same(self, learners: Learners) -> Learners:
        """Learners, and whoever is the same person as one of them."""
        found = learners.subquery()
        if not self.persons:
            return select(found)
        same, theirs = learner_person.c, select(found)
        found_persons = select(same.person_id).where(same.learner_id.in_(theirs))
        either = or_(same.person_id.in_(theirs), same.person_id.in_(found_persons))
        return union(theirs, found_persons, select(same.learner_id).where(either))

    @cached_property
    def _has_statements(self) -> bool:
        return bool(self.batches.state.events.any())

    @cached_property
    def _counted(self) -> list[int]:
        """Batches that count now or did before; as a list, which a planner sees through."""
        counts = self.batches.state.committed | self.batches.before(self.flipped).committed
        return np.flatnonzero(counts[: self.batches.real]).tolist()

    @cached_property
    def _others(self) -> list[int]:
        """Batches that count, and did before."""
        return sorted(set(self._counted).difference(self.flipped))

    def _seen(self, batches: list[int], which: Condition) -> Seen:
        if not batches:
            return _NOTHING_SEEN
        told_by = observation.c.batch_id.in_(batches)
        return Seen(*self._numbers(_SEEN.where(told_by, which), len(Seen._fields)))

    def _stated(self, which: Condition) -> Seen:
        """The statements for which `which` holds, once for each batch that tells them."""
        if not self._has_statements:
            return _NOTHING_SEEN
        told_by = statement_telling.c.batch_id.in_(self._counted)
        number, *columns = self._numbers(STATED.where(told_by, which), 1 + len(Seen._fields))
        seen = Seen(*columns)
        batches = {each: at for at, each in enumerate(self.batches.voided, self.batches.real)}
        for (which_one, batch), each in self._voided.items():
            seen.batch[(number == which_one) & (seen.batch == batch)] = batches[each]
        return seen

    def _records(self, seen: Seen, of_stated: Condition, of_told: Condition) -> Records:
        seen = _joined(seen, self._stated(of_stated))
        told_by = learner_observation.c.batch_id.in_(self._counted)
        told = self._told(*self._numbers(_TOLD.where(told_by, of_told), 6))
        seen = seen._replace(learner=self._person(seen.learner))
        told = told._replace(learner=self._person(told.learner))
        learners = np.union1d(seen.learner, told.learner)
        seen = seen._replace(learner=learners.searchsorted(seen.learner))
        told = told._replace(learner=learners.searchsorted(told.learner))
        return Records(self._in_order(seen), self._told_in_order(told))

    def _told(
        self, batch: Ints, learner: Ints, label: Ints, joined: Ints, gone: Ints, status: Ints
    ) -> Told:
        """With labels and overrides looked up."""
        place, strength = self._labels
        place, strength = place[label], strength[label]
        person = self._person(learner)
        for number, code in self._overrides.items():
            place[person == number], strength[person == number] = self.codes.index(code), 0
        return Told(batch, learner, place, strength, joined, gone, status)

    def _person(self, learner: Ints) -> Ints:
        """Who each learner is."""
        if not self.persons:
            return learner
        number = np.array(sorted(self.persons), np.int64)
        person = np.array([self.persons[each] for each in number.tolist()], np.int64)
        at = np.minimum(number.searchsorted(learner), len(number) - 1)
        return np.where(number[at] == learner, person[at], learner)

    @cached_property
    def _overrides(self) -> dict[int, str]:
        """Person -> the municipality that somebody decided; of two the first in code order."""
        decided, found = learner_override.c, dict[int, str]()
        for number, code in self.connection.execute(
            select(decided.learner_id, decided.municipality_code)
            .where(decided.municipality_code.in_(self.codes))
            .order_by(decided.municipality_code)
        ):
            found.setdefault(self.persons.get(number, number), code)
        return found

    @cached_property
    def _labels(self) -> tuple[Ints, Ints]:
        """Municipality and strength of each affiliation, indexed by its number."""
        label = affiliation.c
        rows = self.connection.execute(
            select(label.id, label.municipality_code, label.resolved_by).where(
                label.prefecture == self.prefecture, label.municipality_code.is_not(None)
            )
        ).all()
        last = self.connection.scalar(select(func.max(label.id))) or 0
        place, strength = np.full(last + 1, MISSING), np.full(last + 1, MISSING)
        for number, code, resolved_by in rows:
            place[number], strength[number] = self.codes.index(code), _STRENGTH[resolved_by]
        return place, strength

    def _in_order(self, seen: Seen) -> Seen:
        """As the view `history` has it, oldest first: equal as-ofs by content."""
        as_of = np.unique(self.batches.as_of, return_inverse=True)[1][seen.batch]
        courses = seen.course.max(initial=0) + 1
        key = (seen.learner * courses + seen.course) * len(self.batches.as_of) + as_of
        order = key.argsort(kind="stable")
        same = np.zeros(len(order) + 1, np.bool_)
        same[1:-1] = np.diff(key[order]) == 0
        tied = same[1:] | same[:-1]
        order[tied] = self._by_content(seen, order[tied])
        return Seen(*(column[order] for column in seen))

    def _by_content(self, seen: Seen, at: Ints) -> Ints:
        """The places `at` in order of what was observed there, for each learner's course."""
        keys = (
            seen.learner,
            seen.course,
            self.batches.as_of[seen.batch],
            seen.last_active,
            seen.seconds,
            seen.progress,
            self.batches.place[seen.batch],
            seen.completed,
            seen.first_completed,
            seen.started,
            seen.enrolled,
            seen.assigned,
        )
        return at[np.lexsort([key[at] for key in keys[::-1]])]

    def _told_in_order(self, told: Told) -> Told:
        """By learner, oldest first; of equal as-ofs the one that counts first."""
        as_of, place = self.batches.as_of[told.batch], self.batches.place[told.batch]
        order = np.lexsort((told.municipality, -place, told.strength, as_of, told.learner))
        return Told(*(column[order] for column in told))

    def _numbers(self, statement: Select[Any], columns: int) -> Sequence[Ints]:
        """The answer's columns; every one of them holds whole numbers.

        The driver's bare tuples, a portion at a time, take a third of the time of named rows.
        """
        cursor = self.connection.execute(statement).cursor
        assert cursor is not None
        portions = [np.empty(0, np.int64)]
        while rows := cursor.fetchmany(_PORTION):
            portions.append(np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * columns))
        return list(np.ascontiguousarray(np.concatenate(portions).reshape(-1, columns).T))


def _joined(some: Seen, more: Seen) -> Seen:
    """All of both."""
    return Seen(*map(np.concatenate, zip(some, more, strict=True))) if len(more.batch) else some


def _first_unripe(stamp: int) -> int:
    """The first stamp of the day whose enrolments are not mature on the day of `stamp`."""
    return ((stamp + JAPAN) // DAY + 1 - MATURE_DAYS) * DAY - JAPAN


def _or_missing(*columns: ColumnElement[Any]) -> tuple[ColumnElement[int], ...]:
    return tuple(func.coalesce(column, MISSING) for column in columns)


_SEEN: Final = select(
    observation.c.batch_id,
    observation.c.learner_id,
    observation.c.course_id,
    *_or_missing(
        observation.c.enrolled_at,
        observation.c.started_at,
        observation.c.first_completed_at,
        observation.c.completed_at,
        observation.c.last_active_at,
        observation.c.progress,
        observation.c.learning_seconds,
    ),
    cast(observation.c.assigned, Integer),
)
_NOTHING_SEEN: Final = Seen(*np.empty((len(Seen._fields), 0), np.int64))
_NOTHING_TOLD: Final = Told(*np.empty((len(Told._fields), 0), np.int64))
_TOLD: Final = select(
    learner_observation.c.batch_id,
    learner_observation.c.learner_id,
    learner_observation.c.affiliation_id,
    *_or_missing(learner_observation.c.joined_at, learner_observation.c.deactivated_at),
    case(_STATUS, value=learner_observation.c.status, else_=MISSING),
)
