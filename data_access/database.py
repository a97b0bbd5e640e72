"""Where the records are, and the only ways to them: `read` for pages, `writing` for imports, and
`noting` for who signs in and what the audit keeps.

A web process connects to what exists and never creates or migrates anything; `upgrade` does, and
only an explicit command calls it.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    Row,
    Select,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError

from data_access import schema
from data_access.problems import (
    DatabaseDamaged,
    DatabaseProblem,
    DatabaseUnreachable,
    SchemaNewer,
    SchemaOlder,
    in_plain_words,
)
from data_access.schema import month_fact
from data_access.scope import Scope

__all__ = [
    "Database",
    "DatabaseDamaged",
    "DatabaseProblem",
    "DatabaseUnreachable",
    "Records",
    "SchemaNewer",
    "SchemaOlder",
    "connect",
    "location",
    "upgrade",
]

SAMPLE: Final = Path(__file__).parents[1] / "sample_data" / "learning.sqlite"
READ_SECONDS: Final = 10
"""A question that takes longer is stopped."""
WAIT_SECONDS: Final = 30
"""How long an import waits for another one."""
CONNECT_SECONDS: Final = 5

ONLY_SUMS: Final = "only_sums"
"""Execution option of a statement that adds people up, and shows no row about one of them. It may
count other municipalities' records for a reader who may not read them; what a reader is shown of
the sums is settled after it."""
WRITER: Final = "prefecture"
"""The role in which imports write."""

_LOCK: Final = 0x6C65
"""First half of the PostgreSQL advisory lock of imports; the second is the prefecture."""
_SQLITE_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA synchronous = NORMAL",  # with a write-ahead log: durable up to the last checkpoint
    "PRAGMA cache_size = -65536",  # 64 MB: an import's indexes stay in memory
    "PRAGMA temp_store = MEMORY",
)
_REVISION_OF: Final = text("SELECT version_num FROM alembic_version")
_STEPS_BETWEEN_CLOCK_LOOKS: Final = 100_000
"""SQLite virtual-machine steps, about a millisecond."""


@dataclass(frozen=True, slots=True)
class Records:
    """The learning records, for whoever has a scope."""

    engine: Engine

    def read(self, statement: Select[Any], scope: Scope) -> list[Row[Any]]:
        """The rows that `statement` gives for the scope's prefecture.

        The scope fills the statement's `:prefecture`, so no question reaches another
        prefecture's records; PostgreSQL besides holds back every row that the scope's role may
        not read, save from a statement that only sums. Raises a DatabaseProblem.
        """
        only_sums = bool(statement.get_execution_options().get(ONLY_SUMS))
        with self.reading(scope, only_sums=only_sums) as connection:
            return list(connection.execute(statement, {"prefecture": scope.prefecture}))

    @contextmanager
    def reading(self, scope: Scope, *, only_sums: bool = False) -> Iterator[Connection]:
        """One state of the records, for what no single statement tells; nothing can be written.

        Whoever reads asks for the scope's prefecture and no other, and says so where nothing but
        sums over people comes of it (see ONLY_SUMS). Raises a DatabaseProblem.
        """
        with in_plain_words(), self.engine.connect() as connection, _bounded(connection):
            role = "sums" if only_sums else scope.role
            introduce(connection, scope.prefecture, role, scope.municipalities)
            if only_sums:
                _expect_many(connection)
            yield connection

    @contextmanager
    def noting(self, scope: Scope, patience: float = WAIT_SECONDS) -> Iterator[Connection]:
        """One short transaction beside any import, with the rights of the scope.

        PostgreSQL lets it go on at once; on SQLite it waits for an import, `patience` seconds at
        most. Raises DatabaseBusy after that.
        """
        with in_plain_words(), self.engine.connect() as bare, _patient(bare, patience):
            connection = bare.execution_options(sqlite_begin="BEGIN IMMEDIATE")
            with connection.begin():
                introduce(connection, scope.prefecture, scope.role, scope.municipalities)
                yield connection

    def answer(self) -> None:
        """Return if the database is there and laid out for this program.

        Raises a DatabaseProblem.
        """
        with in_plain_words():
            _refuse_other_schema(_revision(self.engine))

    def passes_the_wall(self) -> bool:
        """Whether PostgreSQL lets this connection's role past its row-level security.

        SQLite has none to pass. Raises a DatabaseProblem.
        """
        with in_plain_words(), self.engine.connect() as connection:
            if connection.dialect.name != "postgresql":
                return False
            return not connection.scalar(select(func.row_security_active(month_fact.name)))

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()


class Database(Records):
    """The records in the hands of whoever may also write them and look through all of them.

    The command line has them, for its database's password; a page gets them from
    `identity.administered`, and else only `Records`, which mypy tells apart.
    """

    __slots__ = ()

    @contextmanager
    def inspecting(self, scope: Scope) -> Iterator[Connection]:
        """One state of the records for as long as it takes, whatever is written meanwhile.

        For what reads everything; a page asks `reading`, which is stopped in time. Nothing can be
        written. Raises a DatabaseProblem.
        """
        with in_plain_words(), self.engine.connect() as bare:
            connection = bare
            if bare.dialect.name == "postgresql":
                connection = bare.execution_options(isolation_level="REPEATABLE READ")
                connection.execute(select(func.set_config("transaction_read_only", "on", True)))
            introduce(connection, scope.prefecture, scope.role, scope.municipalities)
            yield connection

    @contextmanager
    def writing(self, prefecture: str, patience: float | None = None) -> Iterator[Connection]:
        """One transaction, and no other import of the prefecture beside it.

        Commits at the end; an exception rolls everything back. Readers see the state before, and
        never wait. Raises DatabaseBusy when another import lasts longer than `patience` seconds;
        None: WAIT_SECONDS.
        """
        patience = WAIT_SECONDS if patience is None else patience
        with in_plain_words(), self.engine.connect() as bare, _patient(bare, patience):
            connection = bare.execution_options(sqlite_begin="BEGIN IMMEDIATE")
            with connection.begin():
                introduce(connection, prefecture, WRITER)
                _wait_for_other_imports(connection, prefecture, patience)
                yield connection


def location() -> str:
    """The configured URL: LEARNING_DATABASE_URL, or else the sample's SQLite file."""
    return os.environ.get("LEARNING_DATABASE_URL") or f"sqlite:///{SAMPLE}"


def connect(url: str | None = None) -> Database:
    """The database at `url`, which must exist and have this program's schema.

    Raises DatabaseUnreachable, DatabaseDamaged, SchemaOlder or SchemaNewer; creates nothing.
    """
    database = Database(_engine(url or location(), create=False))
    try:
        with in_plain_words():
            _refuse_other_schema(_revision(database.engine))
    except Exception:
        database.close()
        raise
    return database


def upgrade(url: str | None = None, app_role: str | None = None) -> Database:
    """Brings the schema and the reference rows up to date; creates an SQLite file if need be.

    A PostgreSQL database must exist, and may be empty; `app_role` is the role as which the
    dashboard will connect to it. Raises as `connect` does, or UnfitRole, and then has changed
    nothing.
    """
    from data_access import migrations  # noqa: PLC0415 - a web process never loads Alembic

    engine = _engine(url or location(), create=True)
    try:
        with in_plain_words():
            if (_revision(engine) or "") > schema.REVISION:
                raise SchemaNewer
            _let_readers_go_on(engine)
            migrations.run(engine, app_role)
    except Exception:
        engine.dispose()
        raise
    return Database(engine)


def introduce(
    connection: Connection, prefecture: str, role: str, codes: frozenset[str] | None = None
) -> None:
    """Tell PostgreSQL, for this transaction, who asks: its row-level security goes by it."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(
                func.set_config("learning.prefecture", prefecture, True),
                func.set_config("learning.role", role, True),
                func.set_config("learning.municipalities", ",".join(sorted(codes or ())), True),
            )
        )


def _engine(url: str, *, create: bool) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed, create=create)
        return _postgres(parsed)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise DatabaseUnreachable from None


def _sqlite(url: URL, *, create: bool) -> Engine:
    """`mode=rw` opens what exists, and only that; `rwc` creates."""
    if not url.database or url.database == ":memory:":
        raise DatabaseUnreachable
    path = Path(url.database).resolve()
    target = f"file:{quote(str(path))}?mode={'rwc' if create else 'rw'}"

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(
            target, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )

    engine = create_engine(
        "sqlite+pysqlite://", creator=open_file, poolclass=QueuePool, hide_parameters=True
    )
    event.listen(engine, "connect", _apply_pragmas)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _apply_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    """The driver would begin late, and only before a write; a reader wants one snapshot."""
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def _postgres(url: URL) -> Engine:
    if url.drivername not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise ValueError(url.drivername)
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,  # no log of an error holds a person's values
        connect_args={"connect_timeout": CONNECT_SECONDS},
    )


@contextmanager
def _bounded(connection: Connection) -> Iterator[None]:
    """Read-only, and stopped after READ_SECONDS."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            select(
                func.set_config("statement_timeout", str(READ_SECONDS * 1000), True),
                func.set_config("transaction_read_only", "on", True),
            )
        )
        yield
        return
    file = _file(connection)
    deadline = time.monotonic() + READ_SECONDS
    file.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_CLOCK_LOOKS)
    try:
        yield
    finally:
        file.set_progress_handler(None, 0)


def _expect_many(connection: Connection) -> None:
    """Who sums looks at every record. PostgreSQL cannot guess how many of them views leave, and
    where it guesses few, it goes through all of one list for each entry of another.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config("enable_nestloop", "off", True)))


@contextmanager
def _patient(connection: Connection, seconds: float) -> Iterator[None]:
    """Waits that long for SQLite's one writer. PostgreSQL's writers wait for nobody here."""
    if connection.dialect.name == "postgresql":
        yield
        return
    file = _file(connection)
    file.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    try:
        yield
    finally:
        file.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")


def _file(connection: Connection) -> sqlite3.Connection:
    file = connection.connection.driver_connection
    assert isinstance(file, sqlite3.Connection)
    return file


def _wait_for_other_imports(connection: Connection, prefecture: str, patience: float) -> None:
    """SQLite has done so at BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        wait = f"{int(patience * 1000)}ms"
        connection.execute(select(func.set_config("lock_timeout", wait, True)))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK, int(prefecture))))


def _let_readers_go_on(engine: Engine) -> None:
    """SQLite's write-ahead log, a lasting property of the file that no transaction may set."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.DatabaseError as error:
            raise OperationalError("PRAGMA journal_mode", None, error) from None
        finally:
            raw.close()


def _revision(engine: Engine) -> str | None:
    """The migration that the database stands at; None when it has no schema of ours."""
    try:
        with engine.connect() as connection:
            revision: str | None = connection.scalar(_REVISION_OF)
            return revision
    except (OperationalError, ProgrammingError) as error:
        if "alembic_version" in str(error.orig):  # "no such table", "relation does not exist"
            return None
        raise


def _refuse_other_schema(revision: str | None) -> None:
    if revision is None or revision < schema.REVISION:
        raise SchemaOlder
    if revision > schema.REVISION:
        raise SchemaNewer
