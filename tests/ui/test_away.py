"""A file leaves only with a line in the audit, and only for whoever may still have it."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
import sqlalchemy as sa

from data_access import database as databases
from data_access import identity, schema
from data_access.accounts import Grant, Register
from data_access.database import Database
from data_access.identity import Claims
from data_access.problems import DatabaseBusy
from ui import away, cached, opening, settings, visits
from ui.cached import Snapshot
from ui.frame import Reader
from ui.tables import Table
from ui.visits import NotAnymore, Visit

FUJISAWA, YOKOHAMA = "14205", "14100"
MUNICIPAL = Grant("municipality", frozenset({FUJISAWA}))
WHO = Claims("https://sign-in.example", "7", int(time.time()))
TABLE = Table(["団体"], [("藤沢市",), ("横浜市",)])


@pytest.fixture
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The one that pages read."""
    monkeypatch.setenv("LEARNING_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(settings, "is_sign_in_configured", lambda: True)
    monkeypatch.setattr(visits, "said", _token)
    cached.connected.cache_clear()
    opening.forget()
    yield cached.connected()
    cached.connected().close()
    cached.connected.cache_clear()
    opening.forget()


def _token() -> dict[str, object]:
    return {"is_logged_in": True, "iss": WHO.issuer, "sub": WHO.subject, "iat": WHO.signed_in_at}


@pytest.fixture
def register(database: Database) -> Register:
    made = Register(database, identity.operator("14"), "tests")
    made.enter("県", WHO.issuer, "1", Grant("prefecture"))
    return made


def reader(visit: Visit) -> Reader:
    seen = Snapshot(visit.scope, "d" * 32, 3, date(2026, 10, 31), False)
    return Reader("ja", "light", seen, visit)


def here() -> Reader:
    found = visits.here()
    assert isinstance(found, Visit)
    return reader(found)


def lines(database: Database) -> list[sa.Row]:
    columns = schema.audit.c
    found = sa.select(columns.who, columns.detail).where(columns.action == away.TAKEN)
    with database.engine.connect() as connection:
        return list(connection.execute(found))


def test_who_takes_what_away_is_kept(database: Database, register: Register) -> None:
    register.enter("誰か", WHO.issuer, WHO.subject, MUNICIPAL)
    assert away.made(lambda: TABLE, "map.csv", here()).startswith(b"\xef\xbb\xbf")
    [line] = lines(database)
    assert line.who == WHO.reference
    assert line.detail == {
        "file": "map.csv",
        "rows": 2,
        "role": "municipality",
        "municipalities": [FUJISAWA],
        "dataset": "d" * 32,
        "version": 3,
    }


@pytest.mark.parametrize(
    "what",
    [
        lambda register, number: register.revoke(number),
        lambda register, number: register.change(number, Grant("presenter")),
        lambda register, number: register.change(
            number, Grant("municipality", frozenset({YOKOHAMA}))
        ),
        lambda register, number: identity.leave(register.database, "14", WHO, time.time()),
    ],
    ids=["revoked", "another role", "another municipality", "signed out"],
)
def test_a_file_that_was_offered_before_is_not_given(
    what: object, database: Database, register: Register
) -> None:
    number = register.enter("誰か", WHO.issuer, WHO.subject, MUNICIPAL)
    offered = here()
    what(register, number)
    visits.forget()
    with pytest.raises(NotAnymore):
        away.made(lambda: pytest.fail("nothing may be read"), "map.csv", offered)
    assert lines(database) == []


def test_what_cannot_be_recorded_does_not_leave(
    database: Database, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.enter("誰か", WHO.issuer, WHO.subject, MUNICIPAL)
    offered = here()
    monkeypatch.setattr(away.audit.note, "__defaults__", (0.05,))
    with closing(databases.connect()) as other, other.writing("14"), pytest.raises(DatabaseBusy):
        away.made(lambda: TABLE, "map.csv", offered)


def test_the_sample_s_files_leave_from_where_nothing_can_be_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = reader(Visit(visits.Scope("14", "open"), identity.WHOEVER))
    away.made(lambda: TABLE, "map.csv", everybody)
    assert [line.who for line in lines(database)] == ["open"]
    monkeypatch.setattr(away.audit.note, "__defaults__", (0.05,))
    with closing(databases.connect()) as other, other.writing("14"):
        assert away.made(lambda: TABLE, "map.csv", everybody)


def test_a_refusal_stands_while_an_import_holds_the_pen(
    database: Database, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "PATIENCE", 0.05)
    with closing(databases.connect()) as other, other.writing("14"):
        assert visits.here() == identity.Turned("unknown", WHO.reference)
    assert register.strangers() == []
    visits.here()
    assert [each.reference for each in register.strangers()] == [WHO.reference]
