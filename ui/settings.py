"""What an operator sets, and why the dashboard would not start with it.

How to sign in stands where Streamlit looks for it, in `.streamlit/secrets.toml`; everything else
in environment variables.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from data_access.identity import Limits
from wording import sign_in as words
from wording.text import Text

SAMPLE_PREFECTURE = "14"
LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$)")
RETURN = "/oauth2callback"
EXAMPLE = re.compile(
    r"^x+$|replace|change.?me|example|placeholder|your.|dummy|secret|password|[^\x20-\x7e]", re.I
)
"""Values that nobody has drawn at random: those of the example file, and of other people's."""
LEAST_CHARACTERS = {"cookie_secret": 32, "client_secret": 12}
LEAST_DIFFERENT = 8
"""Different characters in a secret."""
SHARED = ("redirect_uri", "cookie_secret")
PROVIDER = ("client_id", "client_secret", "server_metadata_url")
DEFAULT = "default"
"""The provider whose settings stand in [auth] itself."""
NUMBERS = {
    "LEARNING_IDLE_MINUTES": (60.0, 0.01, 24 * 60.0),
    "LEARNING_SESSION_HOURS": (12.0, 0.001, 7 * 24.0),
    "LEARNING_RECHECK_SECONDS": (20.0, 0.2, 50.0),
}
"""The usual value of each, the least and the most. A role that was revoked must be gone within a
minute, so nobody may look more rarely than every fifty seconds."""


def prefecture() -> str:
    """The prefecture that this dashboard serves."""
    return os.environ.get("LEARNING_PREFECTURE") or SAMPLE_PREFECTURE


def contact() -> str:
    """Whom to ask for access, as the operator words it; may be empty."""
    return os.environ.get("LEARNING_CONTACT", "").strip()


@cache
def limits() -> Limits:
    """How long a sign-in lasts."""
    idle, longest = _number("LEARNING_IDLE_MINUTES"), _number("LEARNING_SESSION_HOURS")
    return Limits(idle=idle * 60, longest=longest * 3600)


@cache
def recheck_seconds() -> float:
    """How long somebody's role is taken for what it was when it was last looked up."""
    return _number("LEARNING_RECHECK_SECONDS")


def is_sign_in_configured() -> bool:
    """Whether people sign in here; otherwise nothing but the sample is shown."""
    return bool(_auth())


def providers() -> tuple[str, ...]:
    """The identity providers to choose from."""
    return tuple(_provider_settings())


@cache
def faults() -> tuple[Text, ...]:
    """What must be put right before the dashboard may start."""
    try:
        auth = _auth()
    except StreamlitSecretNotFoundError:
        return (words.NOT_READABLE,)
    found = [*_wrong_numbers()]
    if auth:
        found += [*_wrong_sign_in(auth)]
    return tuple(found)


@cache
def _auth() -> Mapping[str, Any]:
    """The section [auth]; empty where there is none. Raises if the file cannot be read."""
    try:
        return dict(st.secrets.get("auth") or {})
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return {}
        raise


def _provider_settings() -> dict[str, Mapping[str, Any]]:
    auth = _auth()
    named = {
        name: each
        for name, each in auth.items()
        if isinstance(each, Mapping) and name != "client_kwargs"
    }
    return named or {DEFAULT: auth}


def _number(name: str) -> float:
    usual, least, most = NUMBERS[name]
    try:
        return min(max(float(os.environ.get(name) or usual), least), most)
    except ValueError:
        return usual


def _wrong_numbers() -> Iterator[Text]:
    for name, (usual, least, most) in NUMBERS.items():
        written = os.environ.get(name) or str(usual)
        if not re.fullmatch(r"\d+(\.\d+)?", written) or not least <= float(written) <= most:
            yield words.NO_NUMBER.filled(name=name, least=f"{least:g}", most=f"{most:g}")


def _wrong_sign_in(auth: Mapping[str, Any]) -> Iterator[Text]:
    if st.get_option("server.trustedUserHeaders"):
        yield words.TRUSTED_HEADERS
    yield from _lacking(auth, SHARED, "")
    yield from _weak(auth, "cookie_secret", "")
    if "redirect_uri" in auth:
        yield from _unsafe(auth, "redirect_uri", "")
        if not str(auth["redirect_uri"]).endswith(RETURN):
            yield words.WRONG_RETURN
    for name, each in _provider_settings().items():
        prefix = "" if name == DEFAULT else f"{name}."
        yield from _lacking(each, PROVIDER, prefix)
        yield from _weak(each, "client_secret", prefix)
        yield from _unsafe(each, "server_metadata_url", prefix)
        if each.get("client_secret") and each.get("client_secret") == auth.get("cookie_secret"):
            yield words.ALIKE


def _lacking(section: Mapping[str, Any], names: tuple[str, ...], prefix: str) -> Iterator[Text]:
    for name in names:
        if not section.get(name):
            yield words.MISSING.filled(name=prefix + name)


def _weak(section: Mapping[str, Any], name: str, prefix: str) -> Iterator[Text]:
    value, least = str(section.get(name) or ""), LEAST_CHARACTERS[name]
    if not value:
        return
    if EXAMPLE.search(value):
        yield words.EXAMPLE.filled(name=prefix + name)
    elif len(value) < least or len(set(value)) < LEAST_DIFFERENT:
        yield words.TOO_WEAK.filled(name=prefix + name, least=least)


def _unsafe(section: Mapping[str, Any], name: str, prefix: str) -> Iterator[Text]:
    """An address on which others could listen in, or answer in its place."""
    value = str(section.get(name) or "")
    if value and not (value.startswith("https://") or LOCAL.match(value)):
        yield words.NOT_ENCRYPTED.filled(name=prefix + name)
