"""What a web process may do to a database, and what it says when the database is not well."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access import database as databases
from data_access import problems, schema
from data_access.database import Database
from data_access.problems import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNotWritable,
    DatabaseProblem,
    DatabaseUnreachable,
    SchemaNewer,
    SchemaOlder,
    StatementTooSlow,
)
from data_access.scope import Scope
from wording.text import LANGUAGES

KANAGAWA = Scope("14")
ENDLESS = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS i FROM n"
).columns(sa.column("i", sa.Integer))
NAMES = sa.select(schema.prefecture.c.name_en).where(
    schema.prefecture.c.code == sa.bindparam("prefecture")
)


def test_reading_gives_rows_of_the_scope_s_prefecture(database: Database) -> None:
    assert [row.name_en for row in database.read(NAMES, KANAGAWA)] == ["Kanagawa"]


def test_without_a_file_nothing_is_created(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        databases.connect(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "nonsense",
        "mysql://here/learning",
        "postgresql+asyncpg://here/learning",
        "oracle+none://x",
        "postgresql://officer:secret@127.0.0.1:1/learning",
    ],
)
def test_an_address_where_nothing_is_gives_one_sentence(url: str) -> None:
    with pytest.raises(DatabaseUnreachable) as raised:
        databases.connect(url)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    for secret in ("secret", "officer", "127.0.0.1"):
        assert secret not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
@pytest.mark.postgres
def test_every_usual_spelling_of_a_postgres_address_is_understood(
    postgres_url: str, scheme: str
) -> None:
    opened = databases.connect(postgres_url.replace("postgresql+psycopg", scheme, 1))
    assert opened.read(NAMES, KANAGAWA)
    opened.close()


def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "learning.sqlite"
    path.write_bytes(b"no database at all, " * 100)
    before = path.read_bytes()
    for attempt in (databases.connect, databases.upgrade):
        with pytest.raises(DatabaseDamaged):
            attempt(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_an_empty_database_is_older_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "learning.sqlite"
    path.touch()
    with pytest.raises(SchemaOlder):
        databases.connect(f"sqlite:///{path}")
    assert path.read_bytes() == b""


@pytest.mark.parametrize(("revision", "problem"), [("0000", SchemaOlder), ("9999", SchemaNewer)])
def test_another_program_s_schema_is_refused(
    database: Database, database_url: str, revision: str, problem: type[DatabaseProblem]
) -> None:
    with database.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :to"), {"to": revision}
        )
    with pytest.raises(problem):
        databases.connect(database_url)


def test_an_upgrade_does_not_touch_a_newer_schema(database: Database, database_url: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaNewer):
        databases.upgrade(database_url)


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(
    database: Database, database_url: str
) -> None:
    databases.upgrade(database_url).close()
    assert database.read(NAMES, KANAGAWA)


def test_the_address_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("LEARNING_DATABASE_URL", sqlite_url)
    opened = databases.connect()
    assert opened.read(NAMES, KANAGAWA)
    opened.close()
    monkeypatch.delenv("LEARNING_DATABASE_URL")
    assert databases.location() == f"sqlite:///{databases.SAMPLE}"


def test_a_file_name_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "学習 100%?.sqlite"
    url = sa.URL.create("sqlite", database=str(path)).render_as_string()
    databases.upgrade(url).close()
    assert path.exists()
    databases.connect(url).close()


def test_a_slow_question_is_stopped_and_the_next_one_answered(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "READ_SECONDS", 0.2)
    with pytest.raises(StatementTooSlow):
        database.read(sa.select(ENDLESS.subquery()), KANAGAWA)
    monkeypatch.undo()
    assert database.read(NAMES, KANAGAWA)


@pytest.mark.postgres
def test_reading_writes_nothing_on_postgres(postgres_url: str) -> None:
    opened = databases.connect(postgres_url)
    statement = sa.select(sa.func.nextval("learner_id_seq"))
    with pytest.raises(DatabaseNotWritable):
        opened.read(statement, KANAGAWA)
    opened.close()


def test_readers_go_on_during_an_import_and_see_the_state_before(database: Database) -> None:
    names = schema.municipality
    kinds = sa.select(names.c.kind).where(names.c.code == "14100")
    with database.writing("14") as connection:
        connection.execute(sa.update(names).where(names.c.code == "14100").values(kind="?"))
        assert [row.kind for row in database.read(kinds, KANAGAWA)] == ["政令指定都市"]
    assert [row.kind for row in database.read(kinds, KANAGAWA)] == ["?"]


def test_a_failed_import_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing("14") as connection:
        connection.execute(sa.delete(schema.municipality_former_name))
        connection.execute(sa.delete(schema.municipality))
        raise RuntimeError
    with database.engine.connect() as connection:
        for table in (schema.municipality, schema.municipality_former_name):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table))


def test_one_import_waits_for_another(database: Database) -> None:
    order: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with database.writing("14"):
            order.append("second")

    other = threading.Thread(target=second)
    with database.writing("14"):
        other.start()
        begun.wait()
        other.join(0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_an_import_gives_up_in_a_sentence(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(databases, "_SQLITE_PRAGMAS", ("PRAGMA busy_timeout = 100",))
    other = databases.connect(database_url)
    with database.writing("14"), pytest.raises(DatabaseBusy), other.writing("14"):
        pass
    other.close()


@pytest.mark.postgres
def test_imports_of_two_prefectures_do_not_wait_on_postgres(postgres_url: str) -> None:
    opened = databases.connect(postgres_url)
    with opened.writing("14"), opened.writing("13") as connection:
        assert connection.scalar(sa.select(1)) == 1
    opened.close()


def test_a_full_disk_is_named(sqlite_url: str) -> None:
    opened = databases.connect(sqlite_url)
    with pytest.raises(DatabaseNotWritable), opened.writing("14") as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(10000000) AS room")
    opened.close()


def test_a_fault_of_the_statement_is_not_blamed_on_the_database(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        database.read(sa.select(sa.column("nothing")).select_from(schema.learner), KANAGAWA)


def test_sqlite_checks_that_what_a_row_refers_to_exists(sqlite_url: str) -> None:
    opened = databases.connect(sqlite_url)
    row = {"learner_id": 1, "municipality_code": "14100"}
    with pytest.raises(sa.exc.IntegrityError), opened.writing("14") as connection:
        connection.execute(sa.insert(schema.learner_override), row)
    opened.close()


@pytest.mark.parametrize("problem", DatabaseProblem.__subclasses__())
def test_every_problem_has_a_sentence_in_every_language(problem: type[DatabaseProblem]) -> None:
    for language in LANGUAGES:
        assert problem.sentence(language)
    assert str(problem()) == problem.sentence.en


def test_a_missing_disk_is_unreachable() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    with pytest.raises(DatabaseUnreachable), problems.in_plain_words():
        raise sa.exc.OperationalError("SELECT 1", None, error)
