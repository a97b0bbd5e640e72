from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import SECRET, USER, Server, Store, Udemy, serving

from data_access.importing.people import KEY_VARIABLE


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "a key of the tests alone")


@pytest.fixture
def spool_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "spool"
    monkeypatch.setenv("LEARNING_SYNC_FOLDER", str(folder))
    return folder


@pytest.fixture
def organisation() -> Udemy:
    """Without any user so far."""
    return Udemy()


@pytest.fixture
def udemy(
    organisation: Udemy, spool_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """The Reporting API, and settings that lead to it."""
    with serving(organisation) as server:
        for name, value in {
            "URL": server.address,
            "ORGANISATION": "4711",
            "CLIENT_ID": USER,
            "CLIENT_SECRET": SECRET,
            "PAGE_SIZE": "2",
        }.items():
            monkeypatch.setenv(f"LEARNING_UDEMY_{name}", value)
        yield server


@pytest.fixture
def store() -> Store:
    """Without any statement so far."""
    return Store()


@pytest.fixture
def lrs(store: Store, spool_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A Learning Record Store, and settings that lead to it."""
    with serving(store) as server:
        for name, value in {
            "ENDPOINT": f"{server.address}/xAPI",
            "USER": USER,
            "PASSWORD": SECRET,
        }.items():
            monkeypatch.setenv(f"LEARNING_XAPI_{name}", value)
        yield server


@pytest.fixture
def connected(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On each of the two systems."""
    monkeypatch.setenv("LEARNING_DATABASE_URL", database_url)


@pytest.fixture
def connected_to_sqlite(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For what has nothing to do with the kind of database."""
    monkeypatch.setenv("LEARNING_DATABASE_URL", sqlite_url)
