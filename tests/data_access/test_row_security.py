"""PostgreSQL holds rows back by itself: these tests go round the Python code, with plain SQL."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from handmade import KAWASAKI, YOKOHAMA, Book, Course, File, Learner, Licences, Statement, japan

from data_access import application_role, audit, identity, migrations, queries, schema
from data_access import database as databases
from data_access.accounts import Grant, Register
from data_access.database import Database
from data_access.presentations import Made, Shelf, Slide
from data_access.scope import Scope
from tests.conftest import APP_ROLE, as_application, fresh_postgres

pytestmark = pytest.mark.postgres

PUBLIC = {"prefecture", "municipality", "municipality_former_name"}
RECORDS = [table for name, table in schema.metadata.tables.items() if name not in PUBLIC]
VIEWS = [each.name for each in vars(schema).values() if type(each) is sa.TableClause]
KANAGAWA, TOKYO = "14", "13"
OWNER = "learning_owner"
HERE, ELSEWHERE = 1, 2
"""The learners of Yokohama and of Kawasaki."""


@pytest.fixture(scope="module")
def owner_url(postgres_server: sa.URL, postgres_template: str) -> Iterator[str]:
    """One database for all tests, since none of them changes anything."""
    with fresh_postgres(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(scope="module")
def app_url(owner_url: str) -> str:
    return as_application(owner_url)


@pytest.fixture(scope="module")
def filled(owner_url: str) -> Iterator[Database]:
    """A row in every table, as the owner has written them, and as nobody else should see them."""
    with closing(databases.connect(owner_url)) as opened:
        book = Book(opened)
        book.prepare(learners=(HERE, ELSEWHERE), courses=(1,))
        book.commit(*_files())
        with opened.engine.begin() as connection:
            for table, row in _others().items():
                connection.execute(sa.insert(table), row)
        yield opened


def _files() -> tuple[File, ...]:
    day, year = japan("2025-05-01"), (date(2025, 4, 1), date(2026, 3, 31))
    learners = Learner(HERE, YOKOHAMA), Learner(ELSEWHERE, KAWASAKI)
    courses = Course(HERE, enrolled_at=day), Course(ELSEWHERE, enrolled_at=day)
    licences = tuple(Licences(code, 10, 1_000, *year) for code in (YOKOHAMA, KAWASAKI))
    statements = Statement(1, HERE, 1, day), Statement(2, ELSEWHERE, 1, day)
    return (
        File(1, day, learners, courses),
        File(2, day, licences=licences),
        File(3, day, learners, statements=statements, voids=(9,)),
    )


def _others() -> dict[sa.Table, dict[str, Any]]:
    at = {"prefecture": KANAGAWA}
    return {
        schema.rejected_row: {"batch_id": 1, "line": 7, "reason": "x", "content": "y"},
        schema.column_mapping: {
            **at,
            "signature": "0" * 64,
            "kind": "x",
            "columns": {},
            "headings": [],
            "who": "x",
            "at": 0,
        },
        schema.hash_key: {**at, "digest": "0" * 64},
        schema.audit: {**at, "at": 0, "who": "x", "action": "y", "detail": {}},
        schema.dataset_version: {**at, "version": 1, "dataset_id": "0" * 32, "created_at": 0},
        schema.price_tier: {"procurement_id": 2, "minimum_licences": 1, "unit_price_yen": 1},
        schema.learner_key: {
            **at,
            "kind": "email",
            "digest": "0" * 64,
            "learner_id": HERE,
            "batch_id": 1,
        },
        schema.learner_alias: {"batch_id": 1, "alias_id": 9, "learner_id": HERE},
        schema.learner_person: {**at, "learner_id": ELSEWHERE, "person_id": ELSEWHERE},
        schema.learner_override: {"learner_id": ELSEWHERE, "municipality_code": KAWASAKI},
        schema.municipality_mapping: {
            **at,
            "kind": "pool",
            "value": "x",
            "municipality_code": YOKOHAMA,
        },
        schema.course_skill: {
            **at,
            "platform": "udemy",
            "external_id": "1",
            "skill_scheme": "x",
            "skill_code": "y",
        },
        schema.statement_stretch: {"batch_id": 3, "endpoint": "x", "until": "y"},
        schema.adoption_observation: {"batch_id": 1, "affiliation_id": 2},
        schema.account: {**at, "id": 1, "name": "x", "role": "municipality", "created_at": 0},
        schema.account_municipality: {"account_id": 1, "municipality_code": YOKOHAMA},
        schema.sign_in: {"id": "0" * 64, "account_id": 1, "began_at": 0, "seen_at": 0},
        schema.publication: {**at, "fiscal_year": 2026, "who": "x", "at": 0},
        schema.presentation: {
            **at,
            "id": "a",
            "owner": "x",
            "title": "y",
            "kinds_told": False,
            "created_at": 0,
        },
        schema.scene: {
            "id": "b",
            "presentation_id": "a",
            "position": 0,
            "figure": "ranking",
            "choices": {},
            "title": "",
            "note": "",
            "slides": {},
            "dataset_id": "0" * 32,
            "version": 1,
            "as_of": date(2026, 10, 31),
        },
    }


@pytest.fixture(scope="module")
def app(filled: Database, app_url: str) -> Iterator[sa.Engine]:
    """Connected as the dashboard is, without any of its code between."""
    engine = sa.create_engine(app_url, poolclass=sa.NullPool)
    yield engine
    engine.dispose()


def seen(app: sa.Engine, name: str, **settings: str) -> list[dict[str, Any]]:
    """The rows that plain SQL gives once the transaction has said these things of itself."""
    return all_seen([name], app, **settings)[name]


def all_seen(names: list[str], app: sa.Engine, **settings: str) -> dict[str, list[dict[str, Any]]]:
    with app.begin() as connection:
        for setting, value in settings.items():
            _say(connection, setting, value)
        return {
            name: [dict(row) for row in connection.execute(sa.text(f"TABLE {name}")).mappings()]
            for name in names
        }


def _say(connection: sa.Connection, setting: str, value: str) -> None:
    connection.execute(sa.select(sa.func.set_config(f"learning.{setting}", value, True)))


def named(names: list[str], app: sa.Engine, **settings: str) -> set[str]:
    """The tables in which anything is seen."""
    return {name for name, rows in all_seen(names, app, **settings).items() if rows}


EVERYTHING = [*(table.name for table in RECORDS), *VIEWS]


def test_every_table_and_view_is_protected(app: sa.Engine) -> None:
    """A new one brings its policies, and a view reads with the rights of whoever asks."""
    forced = sa.text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    asking = sa.text("SELECT relname FROM pg_class WHERE 'security_invoker=true' = ANY(reloptions)")
    with app.connect() as connection:
        assert set(connection.scalars(forced)) == {table.name for table in RECORDS}
        assert set(connection.scalars(asking)) == set(VIEWS)


def test_every_table_and_view_has_something_to_hide(filled: Database) -> None:
    assert named(EVERYTHING, filled.engine) == set(EVERYTHING)


def test_without_saying_who_asks_nothing_is_seen(app: sa.Engine) -> None:
    assert named(EVERYTHING, app) == set()
    assert named(EVERYTHING, app, prefecture=KANAGAWA) == set()
    assert named(EVERYTHING, app, role="prefecture") == set()
    assert named(EVERYTHING, app, prefecture=KANAGAWA, role="visitor") == set()


def test_another_prefecture_sees_nothing(app: sa.Engine) -> None:
    for role in ("prefecture", "open", "sums", "municipality", "presenter", "door"):
        said = {"prefecture": TOKYO, "role": role, "municipalities": YOKOHAMA}
        assert named(EVERYTHING, app, **said) == set(), role


def test_the_prefecture_sees_all_its_own(app: sa.Engine, filled: Database) -> None:
    shown = all_seen(EVERYTHING, app, prefecture=KANAGAWA, role="prefecture")
    assert shown == all_seen(EVERYTHING, filled.engine)


AGGREGATES = {
    "month_fact",
    "dataset_version",
    "import_batch",
    "procurement",
    "price_tier",
    "course",
    "course_observation",
    "course_skill",
    "course_current",
    "publication",
}


def test_a_municipality_sees_its_own_people_and_everybody_s_sums(app: sa.Engine) -> None:
    said = {"prefecture": KANAGAWA, "role": "municipality", "municipalities": YOKOHAMA}
    own = {
        "allocation",
        "affiliation",
        "learner",
        "learner_observation",
        "observation",
        "adoption_observation",
        "statement",
        "statement_telling",
        "statement_voiding",
        "statement_counted",
        "statement_course",
        "history",
        "enrolment",
        "activity",
        "membership",
    }
    assert named(EVERYTHING, app, **said) == AGGREGATES | own
    assert {row["code"] for row in seen(app, "month_fact", **said)} == {YOKOHAMA, KAWASAKI}
    assert {row["id"] for row in seen(app, "learner", **said)} == {HERE}
    for name, rows in all_seen(EVERYTHING, app, **said).items():
        assert {row.get("learner_id", HERE) for row in rows} <= {HERE}, name
    assert {row["municipality_code"] for row in seen(app, "allocation", **said)} == {YOKOHAMA}
    assert {row["municipality_code"] for row in seen(app, "affiliation", **said)} == {YOKOHAMA}
    assert {row["status"] for row in seen(app, "import_batch", **said)} == {"committed"}


def test_a_municipality_of_an_overridden_learner_sees_them(app: sa.Engine) -> None:
    said = {"prefecture": KANAGAWA, "role": "municipality", "municipalities": KAWASAKI}
    assert {row["learner_id"] for row in seen(app, "membership", **said)} == {ELSEWHERE}
    assert {row["learner_id"] for row in seen(app, "learner_override", **said)} == {ELSEWHERE}


def test_a_municipality_that_is_named_nowhere_sees_nobody(app: sa.Engine) -> None:
    said = {"prefecture": KANAGAWA, "role": "municipality", "municipalities": ""}
    assert named(EVERYTHING, app, **said) == AGGREGATES | {"statement_voiding"}


PRESENTED = {"presentation", "scene"}


def test_a_presenter_sees_sums_and_presentations_alone(app: sa.Engine) -> None:
    said = {"prefecture": KANAGAWA, "role": "presenter", "municipalities": YOKOHAMA}
    assert named(EVERYTHING, app, **said) == AGGREGATES | PRESENTED


def test_the_door_sees_accounts_alone(app: sa.Engine) -> None:
    said = {"prefecture": KANAGAWA, "role": "door"}
    assert named(EVERYTHING, app, **said) == {"account", "account_municipality", "sign_in"}


@pytest.mark.parametrize("role", ["municipality", "presenter", "sums", "door", ""])
def test_only_the_prefecture_changes_anything(app: sa.Engine, role: str) -> None:
    for table in RECORDS:
        column = next(iter(table.columns)).name
        with app.begin() as connection:
            _say(connection, "prefecture", KANAGAWA)
            _say(connection, "role", role)
            _say(connection, "municipalities", YOKOHAMA)
            if table is schema.audit or (table is schema.sign_in and role == "door"):
                continue
            if table.name in PRESENTED and role == "presenter":
                continue
            changed = connection.execute(sa.text(f"UPDATE {table.name} SET {column} = {column}"))
            assert changed.rowcount == 0, table.name
            assert connection.execute(sa.text(f"DELETE FROM {table.name}")).rowcount == 0


def test_the_audit_is_only_ever_added_to(app: sa.Engine) -> None:
    line = {"at": 0, "who": "x", "action": "y", "detail": {}}
    with app.begin() as connection:
        _say(connection, "prefecture", KANAGAWA)
        _say(connection, "role", "presenter")
        connection.execute(sa.insert(schema.audit).inline(), {**line, "prefecture": KANAGAWA})
    with app.begin() as connection, pytest.raises(sa.exc.ProgrammingError):
        _say(connection, "prefecture", KANAGAWA)
        connection.execute(sa.insert(schema.audit).inline(), {**line, "prefecture": TOKYO})
    for change in ("DELETE FROM audit", "UPDATE audit SET who = ''"):
        with app.connect() as connection, pytest.raises(sa.exc.ProgrammingError):
            _say(connection, "prefecture", KANAGAWA)
            _say(connection, "role", "prefecture")
            connection.execute(sa.text(change))


def test_what_was_said_is_forgotten_with_the_transaction(app_url: str, filled: Database) -> None:
    opened = databases.connect(app_url)
    assert opened.read(queries.month_facts(), Scope(KANAGAWA, "prefecture"))
    with opened.engine.connect() as connection:
        assert connection.scalars(sa.text("SELECT count(*) FROM month_fact")).one() == 0
    opened.close()


def test_a_statement_that_only_sums_counts_everybody(app_url: str, filled: Database) -> None:
    opened = databases.connect(app_url)
    municipal = Scope(KANAGAWA, "municipality", frozenset({YOKOHAMA}))
    rows = opened.read(queries.course_facts(2025, 202505), municipal)
    assert {row.code for row in rows} == {YOKOHAMA, KAWASAKI}
    people = sa.select(schema.learner.c.id).where(
        schema.learner.c.prefecture == sa.bindparam("prefecture")
    )
    assert [row.id for row in opened.read(people, municipal)] == [HERE]
    opened.close()


def test_a_superuser_passes_the_wall_and_the_application_does_not(
    app_url: str, owner_url: str, sqlite_url: str
) -> None:
    for url, passes in ((app_url, False), (owner_url, True), (sqlite_url, False)):
        with closing(databases.connect(url)) as opened:
            assert opened.passes_the_wall() is passes


def test_a_role_that_may_do_too_much_is_refused(owner_url: str, filled: Database) -> None:
    for role in ("postgres", "nobody_of_that_name"):
        with pytest.raises(application_role.UnfitRole):
            databases.upgrade(owner_url, role)


def test_a_later_upgrade_needs_not_be_told_the_role(owner_url: str, app: sa.Engine) -> None:
    owner = sa.create_engine(owner_url, poolclass=sa.NullPool)
    with owner.begin() as connection:
        connection.exec_driver_sql(f"REVOKE ALL ON sign_in FROM {APP_ROLE}")
    databases.upgrade(owner_url).close()
    assert seen(app, "sign_in", prefecture=KANAGAWA, role="door")


def test_the_application_manages_accounts_and_signs_people_in(postgres_url: str) -> None:
    now, limits = int(time.time()), identity.Limits(3600, 36_000)
    who = identity.Claims("https://sign-in.example", "7", now, email="x@city.example")
    with closing(databases.connect(as_application(postgres_url))) as opened:
        register = Register(opened, identity.operator(KANAGAWA), "tests")
        stranger = identity.admit(opened, KANAGAWA, who, limits, now)
        assert stranger == identity.Turned("unknown", who.reference)
        identity.refuse(opened, KANAGAWA, who, "unknown")
        assert [each.reference for each in register.strangers()] == [who.reference]

        number = register.invite("横浜市", who.email, Grant("municipality", frozenset({YOKOHAMA})))
        for _ in range(2):
            found = identity.admit(opened, KANAGAWA, who, limits, now)
            assert isinstance(found, identity.Admitted)
        identity.touch(opened, KANAGAWA, who, now)
        audit.note(opened, found.scope, who.reference, "file taken away", {})
        register.change(number, Grant("presenter"))
        register.revoke(number)
        assert [each.state for each in register.accounts()] == ["revoked"]
        gone = identity.admit(opened, KANAGAWA, who, limits, now)
        assert gone == identity.Turned("revoked", who.reference)
        identity.leave(opened, KANAGAWA, who, now)


def test_the_application_keeps_a_presenter_s_presentations(postgres_url: str) -> None:
    slides = {"ja": Slide("題", "下", "<svg/>", "出典")}
    made = Made(slides, "0" * 32, 1, date(2026, 10, 31))
    with closing(databases.connect(as_application(postgres_url))) as opened:
        shelf = Shelf(opened, Scope(KANAGAWA, "presenter", frozenset()), "3f2a-9c41-b07d")
        number = shelf.begin("会議", pseudonyms=True, kinds_told=False)
        first, _ = (shelf.add(number, "words", {}, "", made) for _ in range(2))
        assert first is not None
        shelf.word(number, first, "題", "メモ")
        shelf.move(number, first, 1)
        assert [each.note for each in shelf.scenes(number)] == ["", "メモ"]
        elsewhere = Shelf(opened, Scope(TOKYO, "presenter", frozenset()), shelf.who)
        assert elsewhere.presentation(number) is None
        shelf.drop(number, first)
        shelf.discard(number)
        assert shelf.presentations() == []


def test_an_owner_without_privileges_upgrades_and_imports(
    postgres_server: sa.URL, postgres_template: str
) -> None:
    with fresh_postgres(postgres_server, "template1") as url:
        owner = sa.make_url(url).set(username=OWNER, password=OWNER)
        admin = sa.create_engine(url, poolclass=sa.NullPool)
        with admin.begin() as connection:
            connection.exec_driver_sql(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{OWNER}'")
            connection.exec_driver_sql(f"ALTER SCHEMA public OWNER TO {OWNER}")
        with closing(databases.upgrade(owner.render_as_string(hide_password=False))) as opened:
            book = Book(opened)
            book.prepare(learners=(HERE, ELSEWHERE), courses=(1,))
            book.commit(*_files())
            made = opened.read(queries.month_facts(), Scope(KANAGAWA, "prefecture"))
            with opened.writing(KANAGAWA) as connection:
                connection.execute(sa.delete(schema.month_fact))
            with opened.engine.begin() as connection:
                migrations.make_facts_anew(connection)
            assert opened.read(queries.month_facts(), Scope(KANAGAWA, "prefecture")) == made != []
