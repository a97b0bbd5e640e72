"""What an administrator decides about where learners belong, and what follows from it.

A mapping says that a licence pool, a user group or an e-mail domain stands for a municipality. An
override says it of one person, whatever the files say. Either is applied to all records at once,
past ones too, and the facts are made anew.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from data_access import identity, rollup
from data_access.database import Database
from data_access.importing.cells import matched
from data_access.importing.contract import municipality_code
from data_access.importing.journal import Journal
from data_access.importing.key import checked_key
from data_access.importing.people import People, person
from data_access.importing.places import Affiliation, directory
from data_access.importing.reasons import Fault, Refusal, filled
from data_access.schema import (
    affiliation,
    learner_override,
    learner_person,
    municipality,
    municipality_mapping,
)
from wording.text import Text

Kind = Literal["override", "pool", "group", "domain"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_UNKNOWN_CODE = Text(
    ja="{prefecture} の市区町村に、コード {code} のものはありません。",
    en="No municipality of {prefecture} has the code {code}.",
)
_UNKNOWN_PERSON = Text(
    ja="この外部IDまたはメールアドレスの受講者は、まだ取り込まれていません。",
    en="No learner with this External ID or e-mail address has been imported yet.",
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One entry: what stands for which municipality."""

    kind: str
    value: str
    code: str
    name: str


def listed(database: Database, prefecture: str) -> list[Mapping]:
    """The prefecture's mappings, by kind and value. Overrides name people and are not listed."""
    columns = municipality_mapping.c
    rows = database.read(
        select(columns.kind, columns.value, columns.municipality_code, municipality.c.name_ja)
        .join(municipality, municipality.c.code == columns.municipality_code)
        .where(columns.prefecture == bindparam("prefecture"))
        .order_by(columns.kind, columns.value),
        identity.operator(prefecture),
    )
    return [Mapping(row.kind, row.value, row.municipality_code, row.name_ja) for row in rows]


def add(database: Database, prefecture: str, kind: Kind, value: str, code: str, *, who: str) -> int:
    """Enters a mapping or an override; gives the number of facts that changed.

    Refuses a code that is not the prefecture's, and an override of somebody unknown.
    """
    journal = Journal(prefecture, who)
    with database.writing(prefecture) as connection:
        code = _checked(connection, prefecture, code)
        if kind == "override":
            _override(connection, prefecture, value, code)
            detail = {"kind": kind, "code": code}
        else:
            _map(connection, prefecture, kind, matched(value), code)
            _resolve_again(connection, prefecture)
            detail = {"kind": kind, "value": matched(value), "code": code}
        journal.note(connection, "map", detail, None)
        changed = rollup.rebuild(connection, prefecture)
        journal.next_version(connection, None)
    return changed


def remove(database: Database, prefecture: str, kind: str, value: str, *, who: str) -> int:
    """Takes a mapping back; gives the number of facts that changed, 0 also where there is none."""
    journal = Journal(prefecture, who)
    with database.writing(prefecture) as connection:
        if not _unmap(connection, prefecture, kind, matched(value)):
            return 0
        _resolve_again(connection, prefecture)
        journal.note(connection, "unmap", {"kind": kind, "value": matched(value)}, None)
        changed = rollup.rebuild(connection, prefecture)
        journal.next_version(connection, None)
    return changed


def rebuild(database: Database, prefecture: str, *, who: str) -> int:
    """Makes the prefecture's facts anew; gives the number of rows that changed."""
    journal = Journal(prefecture, who)
    with database.writing(prefecture) as connection:
        changed = rollup.rebuild(connection, prefecture)
        journal.note(connection, "rebuild", {"rows": changed}, None)
        journal.next_version(connection, None)
    return changed


def _checked(connection: Connection, prefecture: str, code: str) -> str:
    codes = select(municipality.c.code).where(municipality.c.prefecture == prefecture)
    try:
        return municipality_code(code, set(connection.scalars(codes)))
    except Fault:
        raise Refusal(
            "unknown_municipality", filled(_UNKNOWN_CODE, prefecture=prefecture, code=code)
        ) from None


def _map(connection: Connection, prefecture: str, kind: str, value: str, code: str) -> None:
    _unmap(connection, prefecture, kind, value)
    connection.execute(
        insert(municipality_mapping).values(
            prefecture=prefecture, kind=kind, value=value, municipality_code=code
        )
    )


def _unmap(connection: Connection, prefecture: str, kind: str, value: str) -> bool:
    """Whether there was such a mapping."""
    columns = municipality_mapping.c
    gone = connection.execute(
        delete(municipality_mapping).where(
            columns.prefecture == prefecture, columns.kind == kind, columns.value == value
        )
    )
    return gone.rowcount > 0


def _override(connection: Connection, prefecture: str, value: str, code: str) -> None:
    people = People(connection, prefecture, batch=0, key=checked_key(connection, prefecture))
    number = people.known_learner(person(value, value))
    if number is None:
        raise Refusal("unknown_person", _UNKNOWN_PERSON)
    columns, same = learner_override.c, learner_person.c
    theirs = select(same.learner_id).where(same.person_id == number)
    connection.execute(
        delete(learner_override).where(
            or_(columns.learner_id == number, columns.learner_id.in_(theirs))
        )
    )
    connection.execute(insert(learner_override).values(learner_id=number, municipality_code=code))


def _resolve_again(connection: Connection, prefecture: str) -> None:
    """Reads every affiliation with the mappings as they are now."""
    columns = affiliation.c
    places = directory(connection, prefecture)
    rows = connection.execute(
        select(columns.id, columns.pool, columns.groups, columns.domain).where(
            columns.prefecture == prefecture
        )
    ).all()
    for number, *said in rows:
        code, told_by = places.resolved(Affiliation(*said))
        connection.execute(
            update(affiliation)
            .where(columns.id == number)
            .values(municipality_code=code, resolved_by=told_by)
        )
