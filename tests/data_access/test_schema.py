"""The migrated database is the one that schema.py describes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from handmade import PREFECTURE, YOKOHAMA, Book, Course, File, Learner, Recount, japan

from data_access import database as databases
from data_access import migrations, schema
from data_access.database import Database
from tests.conftest import fresh_postgres

VIEWS = (
    schema.history,
    schema.enrolment,
    schema.activity,
    schema.statement_counted,
    schema.statement_course,
    schema.membership,
    schema.course_current,
)


def test_migrations_lead_to_the_tables_that_schema_describes(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_views_have_the_columns_that_schema_names(database: Database, view: sa.TableClause) -> None:
    with database.engine.connect() as connection:
        found = connection.execute(sa.text(f"SELECT * FROM {view.name}")).keys()
    assert list(found) == [column.name for column in view.columns]


def test_program_reads_the_newest_revision() -> None:
    script = ScriptDirectory.from_config(migrations.config())
    assert script.get_current_head() == schema.REVISION


def test_every_prefecture_and_municipality_is_there(database: Database) -> None:
    with database.engine.connect() as connection:
        rows = [
            connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (schema.prefecture, schema.municipality)
        ]
    assert rows == [47, 1741]


def test_a_second_upgrade_mends_reference_rows_and_adds_none(database: Database) -> None:
    places = schema.municipality
    with database.engine.begin() as connection:
        connection.execute(sa.update(places).where(places.c.code == "14100").values(kind="?"))
    migrations.run(database.engine)
    with database.engine.connect() as connection:
        kinds = connection.execute(sa.select(places.c.kind).where(places.c.code == "14100"))
        assert kinds.scalars().all() == ["政令指定都市"]
        assert connection.scalar(sa.select(sa.func.count()).select_from(places)) == 1741


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table, on each of the two systems."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    with fresh_postgres(request.getfixturevalue("postgres_server"), "template1") as url:
        yield url


def test_a_migration_makes_the_facts_anew(empty_url: str) -> None:
    """From the second revision, whose facts lack the people who matured."""
    database = Database(databases._engine(empty_url, create=True))
    with database.engine.begin() as connection:
        command.upgrade(migrations.config(connection), "0002")
        migrations.keep(connection, schema.prefecture, migrations._prefectures())
        migrations.keep(connection, schema.municipality, migrations._municipalities())
    book = Book(database)
    book.prepare(learners=[1], courses=[1])
    enrolled = Course(1, enrolled_at=japan("2025-04-01"))
    file = File(1, japan("2025-09-30"), (Learner(1),), (enrolled,))
    with database.writing(PREFECTURE) as connection:
        book._insert(connection, file)
    migrations.run(database.engine)
    made = book.facts()
    assert made == Recount([file]).facts()
    assert made[YOKOHAMA, 202506]["matured_learners_fy"] == 1
    database.close()


def test_a_file_is_committed_once_and_may_be_tried_again(database: Database) -> None:
    batch = schema.import_batch
    row = {
        "prefecture": "14",
        "kind": "contract",
        "platform": "udemy",
        "file_name": "contract.csv",
        "sha256": "0" * 64,
        "size": 1,
        "who": "test",
        "started_at": 0,
    }
    with database.writing("14") as connection:
        for status in ("failed", "undone", "staged", "committed"):
            connection.execute(sa.insert(batch).values(**row, status=status))
    with (
        pytest.raises(sa.exc.IntegrityError),
        database.writing("14") as connection,
    ):
        connection.execute(sa.insert(batch).values(**row, status="committed"))
