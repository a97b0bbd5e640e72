from pathlib import Path

import pytest
from exported_files import Desk

from data_access.database import Database, connect
from data_access.importing.people import KEY_VARIABLE


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "a key of the tests alone")


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """On both databases."""
    return Desk(database, tmp_path)


@pytest.fixture
def sqlite_desk(sqlite_url: str, tmp_path: Path):
    """For what has nothing to do with the kind of database."""
    opened = connect(sqlite_url)
    yield Desk(opened, tmp_path)
    opened.close()
