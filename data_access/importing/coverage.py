"""How fresh and how complete a prefecture's records are, and who belongs nowhere."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Connection, Select, String, bindparam, case, func, select

from data_access.database import Database
from data_access.identity import operator
from data_access.importing.places import Affiliation, Directory, directory
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


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a prefecture's learners are."""

    places: tuple[Coverage, ...]
    """Every municipality in the order of codes; also those without records."""
    nowhere: tuple[Unassigned, ...]
    """Those who belong nowhere now, by what their newest file says; the most learners first."""


def whereabouts(database: Database, prefecture: str) -> Whereabouts:
    """Where everybody is now. Raises a DatabaseProblem."""
    with database.reading(operator(prefecture)) as connection:
        homes, told = _homes(connection, prefecture), _newest(connection, prefecture)
        acts = connection.execute(_acts(), {"prefecture": prefecture}).all()
        names = connection.execute(_names(), {"prefecture": prefecture}).all()
        known = directory(connection, prefecture)
        nowhere = Counter(told[person].affiliation for person in told.keys() - homes.keys())
        said = _affiliations(connection, prefecture) if nowhere else {}
    learners = Counter(homes[person] for person in told.keys() & homes.keys())
    as_of = _latest((homes.get(person), newest.as_of) for person, newest in told.items())
    active = _latest((homes.get(row.learner_id), row.last) for row in acts)
    places = (
        Coverage(code, name, learners[code], _day(as_of.get(code)), _day(active.get(code)))
        for code, name in names
    )
    found = (_nowhere(said[number], count, known) for number, count in nowhere.items())
    ordered = sorted(found, key=lambda each: (-each.learners, each.pool, each.groups, each.domain))
    return Whereabouts(tuple(places), tuple(ordered))


def _nowhere(said: Affiliation, learners: int, known: Directory) -> Unassigned:
    meant = known.meant(said)
    why: Why = "ambiguous" if meant else "unknown" if any(said) else "nothing_said"
    return Unassigned(*said, learners=learners, why=why, meant=tuple(sorted(meant)))


def _latest(stamps: Iterable[tuple[str | None, int | None]]) -> dict[str, int]:
    """The newest stamp of each municipality that has any."""
    found: dict[str, int] = {}
    for code, stamp in stamps:
        if code is not None and stamp is not None:
            found[code] = max(stamp, found.get(code, stamp))
    return found


def _names() -> Select[Any]:
    places = municipality.c
    return (
        select(places.code, places.name_ja)
        .where(places.prefecture == _PREFECTURE, places.valid_to.is_(None))
        .order_by(places.code)
    )


# The database answers each of these by itself in a fraction of the time in which it joins them:
# what SQLite knows of a view of windows, it finds out anew for each row of another.


def _homes(connection: Connection, prefecture: str) -> dict[int, str]:
    """Where each person belongs now, by the number of the person."""
    home = membership.c
    asked = select(home.learner_id, home.code).where(
        home.prefecture == _PREFECTURE, home.valid_to.is_(None)
    )
    rows = connection.execute(asked, {"prefecture": prefecture})
    return {row.learner_id: row.code for row in rows}


class _Said(NamedTuple):
    """What the newest committed file says of a person."""

    affiliation: int
    as_of: int


def _newest(connection: Connection, prefecture: str) -> dict[int, _Said]:
    """The same by the number of the person."""
    told, batch, same = learner_observation.c, import_batch.c, learner_person.c
    person = func.coalesce(same.person_id, told.learner_id)
    recency = func.row_number().over(
        partition_by=person,
        order_by=(batch.as_of.desc(), batch.sha256.desc(), told.affiliation_id),
    )
    each = (
        select(
            person.label("learner_id"),
            told.affiliation_id,
            batch.as_of,
            recency.label("recency"),
        )
        .join_from(learner_observation, import_batch, batch.id == told.batch_id)
        .outerjoin(learner_person, same.learner_id == told.learner_id)
        .where(batch.prefecture == _PREFECTURE, batch.status == "committed")
        .subquery()
    )
    asked = select(each.c.learner_id, each.c.affiliation_id, each.c.as_of).where(
        each.c.recency == 1
    )
    rows = connection.execute(asked, {"prefecture": prefecture})
    return {row.learner_id: _Said(row.affiliation_id, row.as_of) for row in rows}


def _affiliations(connection: Connection, prefecture: str) -> dict[int, Affiliation]:
    label = affiliation.c
    asked = select(label.id, label.pool, label.groups, label.domain).where(
        label.prefecture == _PREFECTURE
    )
    rows = connection.execute(asked, {"prefecture": prefecture})
    return {number: Affiliation(*said) for number, *said in rows}


def _acts() -> Select[Any]:
    """learner_id of each person, and the newest stamp of an action as `last`."""
    seen, batch, same = observation.c, import_batch.c, learner_person.c
    person = func.coalesce(same.person_id, seen.learner_id)
    stamps = (seen.last_active_at, seen.first_completed_at, seen.started_at, seen.enrolled_at)
    last = case(*((stamp.is_not(None), stamp) for stamp in stamps))
    return (
        select(person.label("learner_id"), func.max(last).label("last"))
        .join_from(observation, import_batch, batch.id == seen.batch_id)
        .outerjoin(learner_person, same.learner_id == seen.learner_id)
        .where(batch.prefecture == _PREFECTURE, batch.status == "committed")
        .group_by(person)
    )


def _day(stamp: int | None) -> date | None:
    return None if stamp is None else japan_day(stamp)
