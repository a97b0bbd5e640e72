"""What is asked of the server beside its pages: to take a file in, to give one out, to be ready.

Streamlit takes an upload from whoever has an open window, signed in or not, and gives a file to
whoever knows its address. Both are asked for with the cookie of the sign-in, so here whoever asks
is looked up as a page looks them up, and gets such files alone as were made for them.
"""

import json
import logging
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data_access import identity
from data_access.problems import DatabaseProblem
from ui import cached, frame, handed, settings, visits
from ui.handed import File
from ui.visits import Visit
from wording import gate as words
from wording.text import LANGUAGES, Text

LOG = logging.getLogger(__name__)
UPLOAD, FILE = "upload", "file"
GUARDED = {"/_stcore/upload_file/": UPLOAD, "/media/": FILE}
"""The addresses that are not for everybody, and what is asked for there."""
PAGE_OF_UPLOADS = "data"
UNKEPT = {"Cache-Control": "no-store"}
SECONDS_BETWEEN_NOTES = 60
"""The same refusal of the same person is one line in the audit for so long."""
NOTES = 1_000


class Gate:
    """Lets a file in from those who may bring it, and gives one out to whom it was made for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        asked = _asked(scope)
        if asked is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = await run_in_threadpool(_answer, asked, request.url.path, request.cookies)
        await (answer or self.app)(scope, receive, send)


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


def _answer(asked: str, path: str, cookies: Mapping[str, str]) -> Response | None:
    """A file, or the answer to somebody who may not; None to an upload that may go on."""
    try:
        found = visits.known(identity.claims(_claimed(cookies)))
    except DatabaseProblem as problem:
        return _said(problem.sentence, 503)
    if not isinstance(found, Visit):
        return _refusal(asked, identity.STRANGER if found is None else found.reference)
    if asked == UPLOAD:
        may = frame.may_open(PAGE_OF_UPLOADS, found.scope.role)
        return None if may else _refusal(asked, found.who)
    file = handed.to(found, Path(path).stem)
    return _given(file) if file else _refusal(asked, found.who)


def _given(file: File) -> Response:
    """A file to take away, of which nobody on the way keeps a copy."""
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, headers=named | UNKEPT, media_type=file.kind)


def _refusal(asked: str, who: str) -> PlainTextResponse:
    _note(who, asked, int(time.monotonic() / SECONDS_BETWEEN_NOTES))
    return _said(words.REFUSED[asked], 403)


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
    return PlainTextResponse(both + "\n", status, UNKEPT)
