"""The sample prefecture's records behind the pages, or whatever database a test puts there."""

from collections.abc import Callable, Iterator

import pytest

from tests import sample_records
from ui import cached, opening

Serve = Callable[[str], None]


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample's database."""
    return sample_records.url(tmp_path_factory)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Makes the pages read another database, as a process that was started with it would."""

    def restart_with(url: str) -> None:
        monkeypatch.setenv("LEARNING_DATABASE_URL", url)
        _forget()

    yield restart_with
    _forget()


def _forget() -> None:
    if cached.connected.cache_info().currsize:
        cached.connected().close()
    cached.connected.cache_clear()
    opening.forget()


@pytest.fixture
def sample(serve: Serve, sample_url: str) -> None:
    """The pages read the sample's records."""
    serve(sample_url)
