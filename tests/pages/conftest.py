"""The sample prefecture's records behind the pages, or whatever database a test puts there."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from data_access import database as databases
from data_access import identity
from data_access.accounts import Grant, Register
from metrics.facts import MonthFact
from tests import sample_records
from tests.pages import made
from ui import cached, opening, settings, visits

Serve = Callable[[str], None]
Put = Callable[[list[MonthFact], str], None]
SignIn = Callable[..., None]
Put = Callable[[list[MonthFact], str], None]
ISSUER = "https://sign-in.example"


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


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> SignIn:
    """Serves a database to somebody who has signed in and has a role in it."""

    def signed_in(url: str, grant: Grant, prefecture: str = "14") -> None:
        said = {"is_logged_in": True, "iss": ISSUER, "sub": grant.role, "iat": time.time()}
        monkeypatch.setattr(settings, "is_sign_in_configured", lambda: True)
        monkeypatch.setattr(visits, "said", lambda: said)
        with closing(databases.connect(url)) as opened:
            register = Register(opened, identity.operator(prefecture), "tests")
            register.enter("誰か", ISSUER, grant.role, grant)
        serve(url)

    return signed_in


@pytest.fixture
def put(serve: Serve, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Lets the pages read made facts of a prefecture."""

    def putting(listed: list[MonthFact], prefecture: str) -> None:
        monkeypatch.setenv("LEARNING_PREFECTURE", prefecture)
        made.write(sqlite_url, prefecture, listed)
        serve(sqlite_url)

    return putting
