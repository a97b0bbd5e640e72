"""All that the records say, in a form that two databases can be compared in.

Numbers of learners and courses mean nothing outside one database: learners are named by their keys,
courses by the platform's numbers.
"""

from typing import Any

import sqlalchemy as sa

from data_access import schema
from data_access.database import Database, introduce

VIEWS = (schema.enrolment, schema.history, schema.activity, schema.membership)
Rows = list[tuple[Any, ...]]


def told(database: Database) -> dict[str, Rows]:
    """The facts and what each view shows."""
    with database.engine.connect() as connection:
        introduce(connection, "14", "prefecture")
        people = _people(connection)
        courses = {row.id: row.external_id for row in connection.execute(sa.select(schema.course))}
        names = {"learner_id": people, "course_id": courses}
        found = {"month_fact": _rows(connection, schema.month_fact, {})}
        for view in (*VIEWS, schema.course_current):
            found[view.name] = _rows(connection, view, names)
    return found


def _people(connection: sa.Connection) -> dict[int, str]:
    """The first of the keys that lead to a learner."""
    key = schema.learner_key.c
    rows = connection.execute(sa.select(key.learner_id, key.kind, key.digest))
    return {number: f"{kind} {digest}" for number, kind, digest in sorted(rows, reverse=True)}


def _rows(connection: sa.Connection, table: Any, names: dict[str, dict[int, str]]) -> Rows:
    columns = [column.name for column in table.columns]
    rows = (dict(zip(columns, row, strict=True)) for row in connection.execute(sa.select(table)))
    named = (
        {**row, **{at: names[at][row[at]] for at in names.keys() & row.keys()}} for row in rows
    )
    return sorted((tuple(row.values()) for row in named), key=repr)
