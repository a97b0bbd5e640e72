"""`streamlit run` serves nothing where its settings are not safe for its records."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data_access import database as databases
from data_access.identity import SignInMissing
from tests import sample_records
from tests.browser.server import NotServing, serving
from tests.conftest import as_application
from ui import cached, opening, settings, starting
from wording import sign_in as words

Start = Callable[[str], None]
CONFIGURED = {
    "redirect_uri": "https://dashboard.pref.test/oauth2callback",
    "cookie_secret": "k2Jm-0Q7hWZ4nVx9bTgYdR1pLsC6uEfA3oIyH8wMvNq",
    "client_id": "dashboard",
    "client_secret": "Zt8Qw~1pLk.7vBn3Xc5",
    "server_metadata_url": "https://sign-in.pref.test/.well-known/openid-configuration",
}


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts over a database; raises SystemExit with what is said."""

    def started(url: str) -> None:
        monkeypatch.setenv("LEARNING_DATABASE_URL", url)
        _forget()
        starting.refuse_where_unsafe()

    yield started
    _forget()


def _forget() -> None:
    if cached.connected.cache_info().currsize:
        cached.connected().close()
    cached.connected.cache_clear()
    settings.faults.cache_clear()
    opening.forget()


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_auth", lambda: CONFIGURED)


def test_the_sample_needs_no_sign_in(
    start: Start, tmp_path_factory: pytest.TempPathFactory
) -> None:
    start(sample_records.url(tmp_path_factory))


def test_another_database_does(start: Start, database_url: str) -> None:
    with pytest.raises(SystemExit) as ended:
        start(database_url)
    assert SignInMissing.sentence.ja in str(ended.value)
    assert SignInMissing.sentence.en in str(ended.value)


@pytest.mark.usefixtures("configured")
def test_with_sign_in_it_starts(start: Start, sqlite_url: str) -> None:
    start(sqlite_url)


@pytest.mark.postgres
@pytest.mark.usefixtures("configured")
def test_a_database_role_that_may_do_too_much(start: Start, postgres_url: str) -> None:
    with pytest.raises(SystemExit, match=words.NO_WALL.ja):
        start(postgres_url)
    start(as_application(postgres_url))


def test_an_example_secret(start: Start, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_auth", lambda: CONFIGURED | {"cookie_secret": "xxx"})
    with pytest.raises(SystemExit) as ended:
        start(sqlite_url)
    assert words.EXAMPLE.ja.format(name="cookie_secret") in str(ended.value)


@pytest.mark.parametrize("configured_or_not", [False, True])
def test_a_database_that_does_not_answer_is_waited_for(
    configured_or_not: bool, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    auth = CONFIGURED if configured_or_not else {}
    monkeypatch.setattr(settings, "_auth", lambda: auth)
    start("postgresql://officer:hush@127.0.0.1:9/learning")


def test_the_command_ends(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    databases.upgrade(url).close()
    with pytest.raises(NotServing) as ended, serving(url, tmp_path / "log"):
        pass
    assert SignInMissing.sentence.en in str(ended.value)
    assert "Traceback" not in str(ended.value)
