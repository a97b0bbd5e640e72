"""Beside the pages the server takes files in, and gives them out, for those alone who may."""

import asyncio
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message
from streamlit.runtime.memory_media_file_storage import _calculate_file_id
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data_access import database as databases
from data_access import identity, schema
from data_access.accounts import Register
from tests import sample_records, signing_in
from ui import away, cached, gate, handed, opening, settings
from ui.visits import Visit
from wording import gate as words

COOKIE = "_streamlit_user"
SECRET = "k2Jm-0Q7hWZ4nVx9bTgYdR1pLsC6uEfA3oIyH8wMvNq"
ISSUER = "https://sign-in.pref.test"
UPLOAD = "/_stcore/upload_file/session/file"
NAME = "ranking_20260930_21f786.csv"
FILE = f"/media/{_calculate_file_id(b'figures', away.CSV, NAME)}.csv"
OPEN = "/_stcore/health"
FAR_AHEAD = 4_000_000_000
"""A moment of signing in that no clock has passed."""


@pytest.fixture
def numbers(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[dict[str, int]]:
    """Sign-in over a copy of the sample's records; everybody's account by their name."""
    copy = tmp_path / "learning.sqlite"
    source = sample_records.url(tmp_path_factory).removeprefix("sqlite:///")
    copy.write_bytes(Path(source).read_bytes())
    monkeypatch.setenv("LEARNING_DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setattr(settings, "is_sign_in_configured", lambda: True)
    monkeypatch.setattr(gate, "get_cookie_secret", lambda: SECRET)
    _forget()
    register = Register(cached.connected(), identity.operator(signing_in.PREFECTURE), "tests")
    yield signing_in.enter_everybody(register, ISSUER)
    handed.forget()
    cached.connected().close()
    _forget()


def lay_ready(name: str) -> None:
    """A file for somebody."""
    who = identity.reference(ISSUER, name)
    visit = Visit(identity.operator(signing_in.PREFECTURE), who)
    handed.over(b"figures", NAME, away.CSV, visit)


def _forget() -> None:
    cached.connected.cache_clear()
    opening.forget()
    gate._note.cache_clear()


def _served(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("served")


@dataclass(frozen=True)
class Visitor:
    """Somebody with a cookie, or without one, before what Streamlit would serve."""

    cookie: str = ""

    def ask(self, path: str, method: str = "GET") -> "Answer":
        """One request, and what comes back."""
        routes = [Route(each, _served, methods=["GET", "PUT"]) for each in (UPLOAD, FILE, OPEN)]
        app = Starlette(routes=[*routes, *gate.ROUTES], middleware=gate.MIDDLEWARE)
        headers = [(b"cookie", f"{COOKIE}={self.cookie}".encode())] if self.cookie else []
        asked = {"type": "http", "method": method, "path": path, "headers": headers}
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        # In a thread of its own: a browser's test leaves its loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, app(asked | {"query_string": b""}, receive, send)).result()
        body = b"".join(each.get("body", b"") for each in said).decode()
        named = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return Answer(said[0]["status"], body, named)


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    headers: dict[str, str]


def somebody(name: str, secret: str = SECRET) -> Visitor:
    """With the cookie that Streamlit sets when they have signed in."""
    said = {"iss": ISSUER, "sub": name, "iat": FAR_AHEAD, "is_logged_in": True}
    return Visitor(_signed(json.dumps(said), secret))


def _signed(said: str, secret: str = SECRET) -> str:
    return create_signed_value(secret, COOKIE, said).decode()


def audit() -> list[tuple[str, str]]:
    """Who was refused what outside a page."""
    with cached.connected().engine.connect() as connection:
        lines = connection.exec_driver_sql("SELECT who, action FROM audit ORDER BY id")
        return [
            (who, what) for who, what in lines if what.endswith(("upload refused", "file refused"))
        ]


def _stand_at(revision: str) -> None:
    with cached.connected().engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")


@pytest.mark.parametrize(
    ("name", "takes", "gives"),
    [
        ("prefecture", 200, 200),
        ("fujisawa", 403, 200),
        ("presenter", 403, 200),
        ("nobody-we-know", 403, 403),
        (None, 403, 403),
    ],
)
def test_each_role_passes_where_it_may(
    numbers: dict[str, int], name: str | None, takes: int, gives: int
) -> None:
    visitor = somebody(name) if name else Visitor()
    lay_ready(name or identity.STRANGER)
    assert visitor.ask(UPLOAD, "PUT").status == takes
    assert visitor.ask(FILE).status == gives
    assert visitor.ask(OPEN).text == "served"


def test_a_refusal_is_a_sentence_and_one_line_in_the_audit(numbers: dict[str, int]) -> None:
    stranger, officer = Visitor(), somebody("fujisawa")
    answers = [each.ask(UPLOAD, "PUT") for each in (stranger, officer, stranger, officer)]
    assert {answer.text for answer in answers} == {
        f"{words.REFUSED['upload'].ja}\n{words.REFUSED['upload'].en}\n"
    }
    stranger.ask(FILE)
    assert sorted(audit()) == sorted(
        [
            (identity.STRANGER, "upload refused"),
            (identity.reference(ISSUER, "fujisawa"), "upload refused"),
            (identity.STRANGER, "file refused"),
        ]
    )


def test_a_forged_cookie_is_nobodys(numbers: dict[str, int]) -> None:
    forged = somebody("prefecture", secret=SECRET[::-1])
    for visitor in (forged, Visitor("no cookie"), Visitor(_signed("no json"))):
        assert visitor.ask(UPLOAD, "PUT").status == 403


def test_who_was_revoked_gets_no_file(numbers: dict[str, int]) -> None:
    officer = somebody("fujisawa")
    lay_ready("fujisawa")
    assert officer.ask(FILE).status == 200
    with closing(databases.connect()) as opened:
        register = Register(opened, identity.operator(signing_in.PREFECTURE), "tests")
        register.revoke(numbers["fujisawa"])
    opening.forget()
    assert officer.ask(FILE).status == 403


def test_a_file_is_for_whom_it_was_made(numbers: dict[str, int]) -> None:
    lay_ready("prefecture")
    officer = somebody("fujisawa").ask(FILE)
    assert (officer.status, "figures" in officer.text) == (403, False)
    assert audit() == [(identity.reference(ISSUER, "fujisawa"), "file refused")]
    given = somebody("prefecture").ask(FILE)
    assert given.text == "figures"
    assert given.headers["content-disposition"] == f'attachment; filename="{NAME}"'
    assert given.headers["cache-control"] == "no-store"


def test_a_file_does_not_lie_about(
    numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_ready("prefecture")
    monkeypatch.setattr(handed, "SECONDS", -1)
    assert somebody("prefecture").ask(FILE).status == 403


def test_old_files_make_room(numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    lay_ready("prefecture")
    monkeypatch.setattr(handed, "ROOM", len(b"figures"))
    visit = Visit(identity.operator(signing_in.PREFECTURE), "somebody")
    handed.over(b"newer", "newer.csv", away.CSV, visit)
    assert somebody("prefecture").ask(FILE).status == 403


def test_the_sample_is_for_everybody(
    numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "is_sign_in_configured", lambda: False)
    assert Visitor().ask(UPLOAD, "PUT").status == 200
    visit = Visit(identity.operator(signing_in.PREFECTURE), identity.WHOEVER)
    handed.over(b"figures", NAME, away.CSV, visit)
    assert Visitor().ask(FILE).text == "figures"


def test_ready_is_asked_of_the_database(
    numbers: dict[str, int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert Visitor().ask("/ready").text == "ok"
    _stand_at("0000")
    older = Visitor().ask("/ready")
    _stand_at(schema.REVISION)
    assert older.status == 503
    assert "python -m data_access upgrade" in older.text

    cached.connected().close()
    caplog.set_level(logging.DEBUG)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("LEARNING_DATABASE_URL", "postgresql://app:geheim@127.0.0.1:9/learning")
        _forget()
        for path in ("/ready", UPLOAD):
            gone = somebody("prefecture").ask(path)
            assert gone.status == 503
            assert not [word for word in ("geheim", "127.0.0.1", "app") if word in gone.text]
    assert "geheim" not in caplog.text
    _forget()
