"""The sample prefecture's records, as the pages read them."""

from collections.abc import Iterator

import pytest

from tests import sample_records
from ui import cached, opening
from ui.cached import Snapshot


@pytest.fixture
def snapshot(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Snapshot]:
    """The sample as it stands now; the process forgets it afterwards."""
    monkeypatch.setenv("LEARNING_DATABASE_URL", sample_records.url(tmp_path_factory))
    cached.connected.cache_clear()
    opening.forget()
    yield opening.snapshot("ja", "light")
    cached.connected().close()
    cached.connected.cache_clear()
    opening.forget()
