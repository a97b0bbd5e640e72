"""What an operator sets: nothing starts with an example, a weak secret or an unsafe address."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ui import settings
from wording import sign_in as words
from wording.text import Text

EXAMPLE_FILE = Path(__file__).parents[2] / "docs" / "secrets.example.toml"
SOUND = {
    "redirect_uri": "https://dashboard.pref.test/oauth2callback",
    "cookie_secret": "k2Jm-0Q7hWZ4nVx9bTgYdR1pLsC6uEfA3oIyH8wMvNq",
    "client_id": "dashboard",
    "client_secret": "Zt8Qw~1pLk.7vBn3Xc5",
    "server_metadata_url": "https://sign-in.pref.test/.well-known/openid-configuration",
}
Faults = Callable[[Mapping[str, Any]], list[Text]]


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """What is found wrong with a section [auth]."""

    def found(auth: Mapping[str, Any]) -> list[Text]:
        monkeypatch.setattr(settings, "_auth", lambda: auth)
        settings.faults.cache_clear()
        return list(settings.faults())

    yield found
    settings.faults.cache_clear()


def test_a_sound_section_has_no_fault(faults: Faults) -> None:
    assert faults(SOUND) == []
    local = {"redirect_uri": "http://localhost:{port}/oauth2callback"}
    assert faults(SOUND | local) == []
    assert faults({}) == []


def test_the_example_file_starts_nothing(faults: Faults) -> None:
    example = tomllib.loads(EXAMPLE_FILE.read_text(encoding="utf-8"))["auth"]
    assert set(example) == set(SOUND)
    found = faults(example)
    for name in ("cookie_secret", "client_secret"):
        assert words.EXAMPLE.filled(name=name) in found


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("empty", ["", None])
def test_everything_is_needed(name: str, empty: str | None, faults: Faults) -> None:
    assert words.MISSING.filled(name=name) in faults(SOUND | {name: empty})


@pytest.mark.parametrize("name", ["cookie_secret", "client_secret"])
@pytest.mark.parametrize(
    "value",
    [
        "xxx",
        "your-client-secret-goes-here-please-1",
        "CHANGE-ME-abcdefghijklmnopqrstuvwxyz-012345",
        "my-super-secret-cookie-key-0123456789abcdef",
        "ここに鍵を書いてください。abcdefghijklmnop",
    ],
)
def test_an_example_is_no_secret(name: str, value: str, faults: Faults) -> None:
    assert words.EXAMPLE.filled(name=name) in faults(SOUND | {name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cookie_secret", "k2Jm-0Q7hWZ4nVx9bTgYdR1pLsC6uEf"),
        ("cookie_secret", "ab" * 30),
        ("client_secret", "Zt8Qw~1pLk."),
        ("client_secret", "1" * 40),
    ],
)
def test_a_secret_is_long_and_drawn_at_random(name: str, value: str, faults: Faults) -> None:
    least = settings.LEAST_CHARACTERS[name]
    assert faults(SOUND | {name: value}) == [words.TOO_WEAK.filled(name=name, least=least)]


def test_two_secrets_are_two(faults: Faults) -> None:
    assert faults(SOUND | {"client_secret": SOUND["cookie_secret"]}) == [words.ALIKE]


@pytest.mark.parametrize("name", ["redirect_uri", "server_metadata_url"])
@pytest.mark.parametrize(
    "start", ["http://", "http://localhost.evil.test/", "http://127.0.0.1.evil.test/", "ftp://"]
)
def test_nobody_listens_in(name: str, start: str, faults: Faults) -> None:
    value = f"{start}{SOUND[name].removeprefix('https://')}"
    assert faults(SOUND | {name: value}) == [words.NOT_ENCRYPTED.filled(name=name)]


def test_the_way_back_is_streamlit_s(faults: Faults) -> None:
    assert faults(SOUND | {"redirect_uri": "https://x.test/"}) == [words.WRONG_RETURN]


def test_several_providers(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = {name: SOUND[name] for name in settings.SHARED}
    own = {name: SOUND[name] for name in settings.PROVIDER}
    assert faults(shared | {"entra": own, "keycloak": own}) == []
    assert settings.providers() == ("entra", "keycloak")
    weak = faults(shared | {"entra": own, "keycloak": own | {"client_secret": "xxx"}})
    assert weak == [words.EXAMPLE.filled(name="keycloak.client_secret")]
    assert faults(SOUND | {"client_kwargs": {"scope": "openid email"}}) == []
    assert settings.providers() == (settings.DEFAULT,)


@pytest.mark.parametrize("name", settings.NUMBERS)
def test_a_number_is_a_number_within_its_limits(
    name: str, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, least, most = settings.NUMBERS[name]
    wrong = words.NO_NUMBER.filled(name=name, least=f"{least:g}", most=f"{most:g}")
    for value in ("soon", "-1", "0", "nan", "inf", "1e9", str(most + 1)):
        monkeypatch.setenv(name, value)
        assert faults({}) == [wrong], value
    for value in (str(least), str(most), ""):
        monkeypatch.setenv(name, value)
        assert faults({}) == [], value
