"""The small region's database, and what each role is given of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.importing.people import KEY_VARIABLE
from data_access.scope import Scope
from tests.attacker import region
from tests.pages.conftest import serve, sign_in
from ui import opening
from ui.cached import Snapshot

__all__ = ["serve", "sign_in"]
SCOPES = {
    "prefecture": Scope(region.PREFECTURE, "prefecture"),
    "open": Scope(region.PREFECTURE, "open"),
    "municipality": Scope(region.PREFECTURE, "municipality", frozenset({region.OWN})),
    "presenter": Scope(region.PREFECTURE, "presenter", frozenset()),
}


def made(folder: Path, template: Path, done: list[region.Enrolment]) -> str:
    """The address of a new database of the region in which people did that."""
    shutil.copyfile(template, folder / "region.sqlite")
    url = f"sqlite:///{folder / 'region.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY_VARIABLE, "a key of the tests alone")
        region.write(url, folder, done)
    return url


@pytest.fixture(scope="session")
def region_url(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> str:
    """The region as it is."""
    return made(tmp_path_factory.mktemp("region"), sqlite_template, region.enrolments())


@pytest.fixture
def as_role(
    region_url: str,
    serve: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], Snapshot]:
    """The records as a role's pages are given them."""
    monkeypatch.setenv("LEARNING_PREFECTURE", region.PREFECTURE)
    serve(region_url)

    def snapshot(role: str) -> Snapshot:
        found, _ = opening._newest(SCOPES[role], 0)
        return found

    return snapshot
