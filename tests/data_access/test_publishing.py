"""Which fiscal years municipalities see each other by name: decided by the prefecture, recorded."""

import pytest
import sqlalchemy as sa

from data_access import identity, publishing, schema
from data_access.database import Database
from data_access.identity import NotAnAdministrator
from data_access.scope import Scope

HERE = identity.operator("14")
READER = Scope("14", "municipality", frozenset({"14205"}))


def lines(database: Database) -> list[tuple[str, dict[str, int]]]:
    columns = schema.audit.c
    with database.engine.connect() as connection:
        found = connection.execute(sa.select(columns.action, columns.detail).order_by(columns.id))
        return [(action, detail) for action, detail in found]


def test_nothing_is_published_until_the_prefecture_says_so(database: Database) -> None:
    assert (
        publishing.published(database, Scope("14", "municipality", frozenset({"14205"}))) == set()
    )


def test_years_are_published_and_withdrawn_with_a_line_each(database: Database) -> None:
    publishing.publish(database, HERE, "a", frozenset({2025, 2026}))
    publishing.publish(database, HERE, "b", frozenset({2026}))
    publishing.publish(database, HERE, "c", frozenset({2026}))
    assert publishing.published(database, READER) == {2026}
    assert lines(database) == [
        (publishing.PUBLISHED, {"fiscal_year": 2025}),
        (publishing.PUBLISHED, {"fiscal_year": 2026}),
        (publishing.WITHDRAWN, {"fiscal_year": 2025}),
    ]


def test_another_prefecture_s_years_are_its_own(database: Database) -> None:
    publishing.publish(database, HERE, "a", frozenset({2026}))
    assert publishing.published(database, identity.operator("13")) == set()


@pytest.mark.parametrize("role", ["municipality", "presenter", "open", "door"])
def test_nobody_else_publishes(database: Database, role: str) -> None:
    with pytest.raises(NotAnAdministrator):
        publishing.publish(database, Scope("14", role), "x", frozenset({2026}))
    assert publishing.published(database, HERE) == set()
