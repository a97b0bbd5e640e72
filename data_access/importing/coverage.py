"""How fresh and how complete a prefecture's records are, and who belongs nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import Select, String, bindparam, case, func, select

from data_access.database import Database
from data_access.identity import operator
from data_access.importing.places import Affiliation, directory
from data_access.importing.stamps import japan_day
from data_access.schema import (
    affiliation,
    import_batch,
    learner_observation,
    learner_person,
    membership,
    municipality,
    observation,
)

_PREFECTURE: Final = bindparam("prefecture", type_=String(2))
Why = Literal["nothing_said", "unknown", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A municipality's records."""

    code: str
    name: str
    learners: int
    """Who belong there now, whether they have joined the platform or not."""
    as_of: date | None
    """The newest file that mentions one of them describes this day."""
    last_activity: date | None
    """The last day on which one of them did anything."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Learners who belong nowhere, with all that files say of their place."""

    pool: str
    groups: str
    domain: str
    learners: int
    why: Why
    """`nothing_said`: nothing to go by. `unknown`: nothing that it says is known. `ambiguous`: it
    names two municipalities, or one that has the name of another."""
    meant: tuple[str, ...] = ()
    """Codes of the municipalities that an ambiguous one may mean."""


def coverage(database: Database, prefecture: str) -> list[Coverage]:
    """Every municipality of the prefecture, in the order of codes; also those without records.

    Raises a DatabaseProblem.
    """
    learners = {row.code: row for row in database.read(_learners(), operator(prefecture))}
    acts = {row.code: row.last for row in database.read(_acts(), operator(prefecture))}
    return [
        Coverage(
            place.code,
            place.name_ja,
            learners[place.code].learners if place.code in learners else 0,
            _day(learners[place.code].as_of if place.code in learners else None),
            _day(acts.get(place.code)),
        )
        for place in database.read(_names(), operator(prefecture))
    ]


def unassigned(database: Database, prefecture: str) -> list[Unassigned]:
    """Those who belong nowhere now, by what their newest file says; the most learners first.

    Raises a DatabaseProblem.
    """
    rows = database.read(_nowhere(), operator(prefecture))
    with database.reading(operator(prefecture)) as connection:
        known = directory(connection, prefecture)
    found = []
    for row in rows:
        said = Affiliation(row.pool, row.groups, row.domain)
        meant = known.meant(said)
        why: Why = "ambiguous" if meant else "unknown" if any(said) else "nothing_said"
        found.append(Unassigned(*said, learners=row.learners, why=why, meant=tuple(sorted(meant))))
    return found


def _names() -> Select[Any]:
    places = municipality.c
    return (
        select(places.code, places.name_ja)
        .where(places.prefecture == _PREFECTURE, places.valid_to.is_(None))
        .order_by(places.code)
    )


def _told() -> Select[Any]:
    """What committed files say of learners, the newest first of each."""
    told, batch, same = learner_observation.c, import_batch.c, learner_person.c
    person = func.coalesce(same.person_id, told.learner_id)
    newest = func.row_number().over(
        partition_by=person,
        order_by=(batch.as_of.desc(), batch.sha256.desc(), told.affiliation_id),
    )
    return (
        select(
            person.label("learner_id"),
            told.affiliation_id,
            batch.as_of,
            newest.label("recency"),
        )
        .join_from(learner_observation, import_batch, batch.id == told.batch_id)
        .outerjoin(learner_person, same.learner_id == told.learner_id)
        .where(batch.prefecture == _PREFECTURE, batch.status == "committed")
    )


def _home() -> Select[Any]:
    home = membership.c
    return select(home.learner_id, home.code).where(
        home.prefecture == _PREFECTURE, home.valid_to.is_(None)
    )


def _learners() -> Select[Any]:
    """code, learners, as_of."""
    told, home = _told().subquery(), _home().subquery()
    return (
        select(home.c.code, func.count().label("learners"), func.max(told.c.as_of).label("as_of"))
        .join_from(home, told, (told.c.learner_id == home.c.learner_id) & (told.c.recency == 1))
        .group_by(home.c.code)
    )


def _acts() -> Select[Any]:
    """code, and the newest stamp of an action as `last`; each person's is found before any join."""
    seen, batch, home = observation.c, import_batch.c, _home().subquery()
    same = learner_person.c
    person = func.coalesce(same.person_id, seen.learner_id)
    stamps = (seen.last_active_at, seen.first_completed_at, seen.started_at, seen.enrolled_at)
    last = case(
        *((stamp.is_not(None), stamp) for stamp in stamps),
    )
    acted = (
        select(person.label("learner_id"), func.max(last).label("last"))
        .join_from(observation, import_batch, batch.id == seen.batch_id)
        .outerjoin(learner_person, same.learner_id == seen.learner_id)
        .where(batch.prefecture == _PREFECTURE, batch.status == "committed")
        .group_by(person)
        .subquery()
    )
    return (
        select(home.c.code, func.max(acted.c.last).label("last"))
        .join_from(home, acted, acted.c.learner_id == home.c.learner_id)
        .group_by(home.c.code)
    )


def _nowhere() -> Select[Any]:
    """pool, groups, domain, learners."""
    told, home, label = _told().subquery(), _home().subquery(), affiliation.c
    said = (label.pool, label.groups, label.domain)
    return (
        select(*said, func.count().label("learners"))
        .join_from(told, affiliation, label.id == told.c.affiliation_id)
        .outerjoin(home, home.c.learner_id == told.c.learner_id)
        .where(told.c.recency == 1, home.c.learner_id.is_(None))
        .group_by(*said)
        .order_by(func.count().desc(), *said)
    )


def _day(stamp: int | None) -> date | None:
    return None if stamp is None else japan_day(stamp)
