"""What an import changes: record by record, and municipality by municipality.

Both are found out inside the import's own transaction, from what it has really written, so that a
dry run, which is rolled back at the very end, tells exactly what the import would.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, case, func, select

from data_access.allotment import Allotment
from data_access.importing.attempt import Attempt
from data_access.importing.stamps import japan_day
from data_access.news import News
from data_access.records import Reader
from data_access.rollup import Learning, Refreshed
from data_access.schema import (
    ADOPTION,
    CONTRACT,
    OF_NO_LEARNER,
    STATEMENTS,
    adoption_observation,
    allocation,
    import_batch,
    learner_observation,
    municipality,
    procurement,
)

_NOTHING: Final = Learning(0, 0, 0)
FALL_SHARE: Final = 0.30
FALL_FROM: Final = 10
"""A municipality of fewer may lose a third of its learners by one person's leaving."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Accepted records by what was known of the same thing before, and those refused.

    The same thing is a learner's course, a user, or a municipality's licences for a period.
    new + changed + unchanged = accepted; `changed` says something else than what was known last.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0


NO_CHANGES: Final = Changes()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a municipality stands."""

    licences: int = 0
    """On the day that the import is about: the last day on which a contract's period begins, or
    the day of the newest learner records."""
    learners: int = 0
    """Who have joined and not left, in the newest month."""
    enrolments: int = 0
    """Of all time."""
    completions: int = 0
    """Of all time."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality before and after an import."""

    code: str
    name: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Fall:
    """A quantity of a municipality that has fallen so far that a person should look."""

    name: str
    quantity: str
    """A field of `Standing`."""
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A prefecture's municipalities at one moment of a transaction."""

    allotments: list[Allotment]
    learning: Mapping[str, Learning]
    """By code."""

    def standing(self, code: str, day: date) -> Standing:
        """Where a municipality stands."""
        return Standing(self.licences(code, day), *self.learning.get(code, _NOTHING))

    def licences(self, code: str, day: date) -> int:
        """What contracts allot to a municipality on a day."""
        return sum(
            each.licences
            for each in self.allotments
            if each.code == code and each.starts_on <= day <= each.ends_on
        )

    @property
    def codes(self) -> set[str]:
        """Municipalities of which anything is known."""
        return {each.code for each in self.allotments} | self.learning.keys()


@dataclass(frozen=True, slots=True)
class Pictures:
    """A prefecture before and after something."""

    before: Picture
    after: Picture
    names: Mapping[str, str]
    """Of the municipalities, by code."""


def contracts(connection: Connection, prefecture: str) -> list[Allotment]:
    """What committed contracts say now."""
    return Reader(connection, prefecture).allotments


def pictures(
    connection: Connection,
    prefecture: str,
    refreshed: Refreshed,
    contracts_before: list[Allotment] | None,
) -> Pictures:
    """Before and after a refresh; None for contracts that cannot have changed."""
    places = municipality.c
    named = connection.execute(
        select(places.code, places.name_ja).where(places.prefecture == prefecture)
    )
    held = refreshed.contracts if contracts_before is None else contracts_before
    return Pictures(
        Picture(held, refreshed.before),
        Picture(refreshed.contracts, refreshed.after),
        dict(named.all()),
    )


def places(seen: Pictures, day: date) -> tuple[Place, ...]:
    """Each municipality of which anything is known, in the order of the codes."""
    before, after = seen.before, seen.after
    return tuple(
        Place(code, seen.names[code], before.standing(code, day), after.standing(code, day))
        for code in sorted(before.codes | after.codes)
    )


def falls(seen: Pictures, days: Collection[date]) -> list[Fall]:
    """What has fallen by more than `FALL_SHARE`: learners and learning, or with a contract's days
    the licences on one of them.

    Licences are not looked at otherwise: time alone ends a contract.
    """
    return [
        Fall(seen.names[code], quantity, *values)
        for code in sorted(seen.before.codes)
        for quantity, values in _compared(seen.before, seen.after, code, days).items()
        if values[0] >= FALL_FROM and values[1] < (1 - FALL_SHARE) * values[0]
    ]


def _compared(
    before: Picture, after: Picture, code: str, days: Collection[date]
) -> dict[str, tuple[int, int]]:
    if days:
        pairs = [(before.licences(code, day), after.licences(code, day)) for day in days]
        return {"licences": max(pairs, key=lambda pair: pair[0] - pair[1])}
    past, now = (each.learning.get(code, _NOTHING) for each in (before, after))
    return dict(zip(Learning._fields, zip(past, now, strict=True), strict=True))


def beginnings(connection: Connection, batch: int) -> list[date]:
    """The days on which the periods of a contract's batch begin, in order; none for another."""
    starts = (
        select(allocation.c.starts_on)
        .join(procurement, procurement.c.id == allocation.c.procurement_id)
        .where(procurement.c.batch_id == batch)
        .distinct()
        .order_by(allocation.c.starts_on)
    )
    return list(connection.scalars(starts))


def newest_day(connection: Connection, prefecture: str, otherwise: int) -> date:
    """The day of the newest learner records in Japan; that of the stamp where there are none."""
    batch = import_batch.c
    stamp = connection.scalar(
        select(func.max(batch.as_of)).where(
            batch.prefecture == prefecture,
            batch.kind.not_in(OF_NO_LEARNER),
            batch.status == "committed",
        )
    )
    return japan_day(otherwise if stamp is None else stamp)


def news_of(connection: Connection, attempt: Attempt, observed: News) -> News:
    """What a committed batch tells beside all others; `observed` is what it tells of courses."""
    kind = attempt.tally.layout.format.kind
    if kind == CONTRACT:
        return _news_of_contract(connection, attempt.batch)
    if kind == STATEMENTS:  # of which those that are known are not accepted again
        return News(new=attempt.tally.accepted)
    if kind in _BESIDE:
        return _news_beside(connection, attempt.batch, kind, *_BESIDE[kind])
    return observed


_BESIDE: Final = {
    "all_users": (
        learner_observation,
        "learner_id",
        ("affiliation_id", "joined_at", "deactivated_at", "status"),
    ),
    ADOPTION: (
        adoption_observation,
        "affiliation_id",
        ("licences", "invited", "joined", "enrolled", "watched"),
    ),
}
"""Kind -> where its records are kept, whom each is about, and what it says."""


def _news_beside(
    connection: Connection, batch: int, kind: str, table: Table, key: str, content: tuple[str, ...]
) -> News:
    """Each record beside what the newest other file of the kind says of the same one."""
    listed, whom = import_batch.c, table.c[key]
    mine = select(table).where(table.c.batch_id == batch).subquery()
    newest = func.row_number().over(
        partition_by=whom, order_by=(listed.as_of.desc(), listed.sha256.desc())
    )
    others = (
        select(table, newest.label("recency"))
        .join(import_batch, listed.id == table.c.batch_id)
        .where(
            listed.kind == kind,
            listed.status == "committed",
            listed.id != batch,
            whom.in_(select(mine.c[key])),
        )
        .subquery()
    )
    known = select(others).where(others.c.recency == 1).subquery()
    same = and_(*(mine.c[name].is_not_distinct_from(known.c[name]) for name in content))
    unchanged = func.sum(case((known.c[key].is_(None), 0), (same, 1), else_=0))
    found = connection.execute(
        select(func.count(), func.count(known.c[key]), func.coalesce(unchanged, 0)).select_from(
            mine.outerjoin(known, known.c[key] == mine.c[key])
        )
    ).one()
    records, before, as_before = map(int, found)
    return News(records - before, before - as_before, as_before)


def _news_of_contract(connection: Connection, batch: int) -> News:
    """Each period of a municipality beside what the newest other contract says of the year."""
    mine = {row[:5]: row[5:] for row in _terms(connection, batch)}
    known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    stated: dict[tuple[Any, ...], int] = {}
    for row in _terms_of_others(connection, batch):
        number, terms = row[0], row[1:]
        if stated.setdefault(terms[:3], number) == number:
            known[terms[:5]] = terms[5:]
    same = sum(known.get(key) == terms for key, terms in mine.items())
    before = sum(key in known for key in mine)
    return News(len(mine) - before, before - same, same)


_TERMS: Final = (
    procurement.c.fiscal_year,
    procurement.c.platform,
    allocation.c.municipality_code,
    allocation.c.starts_on,
    allocation.c.ends_on,
    allocation.c.licences,
    allocation.c.unit_price_yen,
    allocation.c.yen,
)


def _terms(connection: Connection, batch: int) -> Iterator[tuple[Any, ...]]:
    statement = select(*_TERMS).join_from(allocation, procurement)
    for row in connection.execute(statement.where(procurement.c.batch_id == batch)):
        yield tuple(row)


def _terms_of_others(connection: Connection, batch: int) -> Iterator[tuple[Any, ...]]:
    """With the batch's number in front, the newest contract first."""
    other, own = import_batch.c, import_batch.alias("own").c
    statement = (
        select(procurement.c.batch_id, *_TERMS)
        .join_from(allocation, procurement)
        .join(import_batch, other.id == procurement.c.batch_id)
        .where(
            other.status == "committed",
            other.id != batch,
            other.prefecture == select(own.prefecture).where(own.id == batch).scalar_subquery(),
        )
        .order_by(other.as_of.desc(), other.sha256.desc(), allocation.c.id)
    )
    for row in connection.execute(statement):
        yield tuple(row)
