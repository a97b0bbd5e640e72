"""The schema's history, as Alembic migrations, and the reference rows that every database has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, insert, select, update

from data_access import application_role, reference, rollup, schema
from data_access.database import WRITER, introduce


def run(engine: Engine, app_role: str | None = None) -> None:
    """Migrates to the newest revision and brings the reference rows up to date, or does nothing.

    A migration makes the facts anew, which have a meaning that may have changed. One transaction
    on both databases: SQLite and PostgreSQL can take back the making of tables.
    """
    with engine.begin() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        command.upgrade(config(connection), "head")
        keep(connection, schema.prefecture, _prefectures())
        keep(connection, schema.municipality, _municipalities())
        _keep_former_names(connection)
        if before not in (None, schema.REVISION):
            make_facts_anew(connection)
        application_role.let_in(connection, app_role)


def config(connection: Connection | None = None) -> Config:
    """What Alembic's commands need; a developer's `revision` too."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def keep(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Adds the rows whose `code` is new and updates those that read differently; deletes none."""
    kept = {row["code"]: row for row in connection.execute(select(table)).mappings()}
    new = []
    for row in rows:
        before = kept.get(row["code"])
        if before is None:
            new.append(row)
        elif any(before[name] != value for name, value in row.items()):
            connection.execute(update(table).where(table.c.code == row["code"]).values(row))
    if new:
        connection.execute(insert(table), new)


def _keep_former_names(connection: Connection) -> None:
    """Adds the names that municipalities had before; a name is never taken back."""
    table = schema.municipality_former_name
    kept = {(row.code, row.valid_to) for row in connection.execute(select(table))}
    new = [
        {"code": each.code, "valid_to": each.valid_to, "name_ja": each.name}
        for each in reference.former_names()
        if (each.code, each.valid_to) not in kept
    ]
    if new:
        connection.execute(insert(table), new)


def make_facts_anew(connection: Connection) -> None:
    """Those of every prefecture that has records; policies show an owner one prefecture a time."""
    batches = select(schema.import_batch.c.id).limit(1)
    for each in reference.prefectures():
        introduce(connection, each.code, WRITER)
        if connection.scalar(batches.where(schema.import_batch.c.prefecture == each.code)):
            rollup.rebuild(connection, each.code)


def _prefectures() -> Iterator[dict[str, Any]]:
    for each in reference.prefectures():
        yield {
            "code": each.code,
            "name_ja": each.name.ja,
            "kana": each.kana,
            "name_en": each.name.en,
        }


def _municipalities() -> Iterator[dict[str, Any]]:
    for prefecture in reference.prefectures():
        for each in reference.municipalities(prefecture.code):
            yield {
                "code": each.code,
                "prefecture": prefecture.code,
                "name_ja": each.name.ja,
                "kana": each.kana,
                "name_en": each.name.en,
                "kind": each.kind.ja,
            }
