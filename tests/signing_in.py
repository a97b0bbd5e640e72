"""An identity provider, and people with each role: for the tests that sign in."""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from data_access.accounts import Grant, Register
from tests.browser.server import end, free_port, wait_until_answering

PREFECTURE = "14"
PEOPLE = {
    "prefecture": Grant("prefecture"),
    "fujisawa": Grant("municipality", frozenset({"14205"})),
    "two-towns": Grant("municipality", frozenset({"14301", "14321"})),
    "presenter": Grant("presenter"),
}
"""Everybody who has a role, by the name under which they sign in at the provider."""
OTHERS = {
    "stranger": {},
    "invited": {"email": "invited@example.jp", "email_verified": True},
    "unverified": {"email": "invited@example.jp", "email_verified": False},
}
"""What the provider says of people who have none."""


@contextmanager
def provider() -> Iterator[str]:
    """The address of an OpenID Connect provider that takes everybody for whom they say they are."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for name in (*PEOPLE, *OTHERS):
        command += ["--user-claims", json.dumps({"sub": name, **OTHERS.get(name, {})})]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_answering(process, f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield f"http://localhost:{port}"
    finally:
        end(process)


def secrets_file(folder: Path, issuer: str) -> Path:
    """What an operator writes to `.streamlit/secrets.toml`."""
    path = folder / "secrets.toml"
    path.write_text(
        "[auth]\n"
        'redirect_uri = "http://localhost:{port}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_urlsafe(48)}"\n'
        'client_id = "dashboard"\n'
        f'client_secret = "{secrets.token_urlsafe(24)}"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return path


def enter_everybody(register: Register, issuer: str) -> dict[str, int]:
    """Give everybody their role; their accounts' numbers."""
    return {name: register.enter(name, issuer, name, grant) for name, grant in PEOPLE.items()}


def sign_in(page: Page, name: str) -> None:
    """Go from our page to the provider, say who one is, and come back."""
    page.locator(".st-key-way-0 button").click()
    page.get_by_role("button", name=name, exact=True).click()
