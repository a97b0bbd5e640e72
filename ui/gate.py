"""What is asked of the server beside its pages: to take a file in, to give one out, to be ready.

Streamlit takes an upload from whoever has an open window, signed in or not, and gives a file to
whoever knows its address. Both are asked for with the cookie of the sign-in, so here whoever asks
is looked up as a page looks them up.
"""

import json
import logging
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data_access import identity
from data_access.problems import DatabaseProblem
from ui import cached, frame, settings, visits
from ui.visits import Visit
from wording import gate as words
from wording.text import LANGUAGES, Text

LOG = logging.getLogger(__name__)
UPLOAD, FILE = "upload", "file"
GUARDED = {"/_stcore/upload_file/": UPLOAD, "/media/": FILE}
"""The addresses that are not for everybody, and what is asked for there."""
PAGE_OF_UPLOADS = "data"
SECONDS_BETWEEN_NOTES = 60
"""The same refusal of the same person is one line in the audit for so long."""
NOTES = 1_000


class Gate:
    """Lets a request for a file, in or out, pass only from whoever may make it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        asked = _asked(scope)
        if asked is not None:
            refusal = await run_in_threadpool(_refusal, asked, Request(scope).cookies)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, _unkept(send) if asked == FILE else send)


def ready(_request: Request) -> PlainTextResponse:
    """Whether readers would see figures: for a load balancer; 503 while they would not."""
    try:
        cached.connected().answer()
    except DatabaseProblem as problem:
        return _said(problem.sentence, 503)
    return PlainTextResponse("ok")


MIDDLEWARE = [Middleware(Gate)]
ROUTES = [Route("/ready", ready)]


def _asked(scope: Scope) -> str | None:
    """What is asked for, if it is guarded."""
    path = scope.get("path", "") if scope["type"] == "http" else ""
    return next((what for start, what in GUARDED.items() if path.startswith(start)), None)


def _refusal(asked: str, cookies: Mapping[str, str]) -> PlainTextResponse | None:
    """The answer to somebody who may not; None to somebody who may."""
    try:
        found = visits.known(identity.claims(_claimed(cookies)))
    except DatabaseProblem as problem:
        return _said(problem.sentence, 503)
    if isinstance(found, Visit) and _may(asked, found):
        return None
    who = identity.STRANGER if found is None else _reference(found)
    _note(who, asked, int(time.monotonic() / SECONDS_BETWEEN_NOTES))
    return _said(words.REFUSED[asked], 403)


def _may(asked: str, visit: Visit) -> bool:
    """Files out are drawn up for their reader and named at random; files in are for few."""
    return asked == FILE or frame.may_open(PAGE_OF_UPLOADS, visit.scope.role)


def _reference(found: Visit | identity.Turned) -> str:
    return found.who if isinstance(found, Visit) else found.reference


def _claimed(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the cookie says that Streamlit signed; empty where there is none, or a forged one."""
    if USER_COOKIE_NAME not in cookies:
        return {}
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""))

    try:
        said: Mapping[str, Any] = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or "{}")
    except ValueError:
        return {}
    return said


@lru_cache(maxsize=NOTES)
def _note(who: str, asked: str, _minute: int) -> None:
    """A line in the audit. A refusal stands even where it cannot be written down."""
    try:
        identity.note_refused(cached.connected(), settings.prefecture(), who, asked)
    except DatabaseProblem as problem:
        LOG.warning("A refusal could not be kept: %s", problem)


def _said(sentence: Text, status: int) -> PlainTextResponse:
    """A sentence in both languages: a request for a file names none."""
    both = "\n".join(sentence(spoken) for spoken in LANGUAGES)
    return PlainTextResponse(both + "\n", status, {"Cache-Control": "no-store"})


def _unkept(send: Send) -> Send:
    """Nothing between here and the reader keeps a copy of a file."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        await send(message)

    return sent
