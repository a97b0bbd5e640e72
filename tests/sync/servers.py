"""Servers that answer as the real ones do, on a bad day too."""

import base64
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

USER, SECRET = "the-client-id", "s3cret-that-nobody-may-see"
AUTHORISED = "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode()

Trouble = Callable[["Handler"], bool]
"""Answers in its own way; False: nothing was answered, go on as usual."""


class Handler(BaseHTTPRequestHandler):
    """Checks who asks, makes the trouble that is due, and else answers."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append(self.path)
        self.server.times[parts.path] += 1
        if self.headers["Authorization"] != AUTHORISED:
            self.answer(401, {"detail": f"no such client: {self.headers['Authorization']}"})
            return
        trouble = self.server.trouble.pop(0) if self.server.trouble else None
        if trouble is None or not trouble(self):
            self.answer(*self.server.content(self, parts.path, asked))

    def answer(self, status: int, content: Any, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """On a free port of this machine."""

    daemon_threads = True

    def __init__(self, content: Callable[[Handler, str, dict[str, str]], tuple[int, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.trouble: list[Trouble | None] = []
        """What befalls the next requests, one each."""
        self.asked: list[str] = []
        self.times: Counter[str] = Counter()

    def handle_error(self, *_: Any) -> None:
        """Who was killed or gave up reads no answer."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(content: Callable[[Handler, str, dict[str, str]], tuple[int, Any]]) -> Iterator[Server]:
    with Server(content) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


# Trouble -----------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Trouble:
    def answer(handler: Handler) -> bool:
        handler.answer(
            code, {"detail": f"it went wrong for {handler.headers['Authorization']}"}, **headers
        )
        return True

    return answer


def cut_off(handler: Handler) -> bool:
    """Announces more than it sends, and hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.wfile.write(b'{"count": 3, "results": [')
    handler.close_connection = True
    return True


def cut_off_chunked(handler: Handler) -> bool:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'8\r\n{"count"\r\n')
    handler.close_connection = True
    return True


def hung_up(handler: Handler) -> bool:
    """Resets the connection without a word."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.close_connection = True
    handler.connection.close()
    handler.wfile = handler.rfile  # nothing more is flushed
    return True


def silent(seconds: float) -> Trouble:
    def answer(handler: Handler) -> bool:
        time.sleep(seconds)
        return False

    return answer


def dripping(handler: Handler) -> bool:
    """A byte now and then, for as long as anybody listens."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    try:
        for _ in range(1_000):
            handler.wfile.write(b" ")
            time.sleep(0.02)
    except OSError:
        pass
    handler.close_connection = True
    return True


def text(body: bytes) -> Trouble:
    def answer(handler: Handler) -> bool:
        handler.answer(200, body)
        return True

    return answer


def redirected(location: str) -> Trouble:
    return status(302, Location=location)


# The Reporting API -------------------------------------------------------------------------------

ORGANISATION = "4711"
ROOT = f"/api-2.0/organizations/{ORGANISATION}"


class Udemy:
    """An organisation's reports, in pages. `changed` may alter an envelope before it is sent."""

    def __init__(self, **reports: list[dict[str, Any]]) -> None:
        self.reports = {
            f"{ROOT}/users/list/": reports.get("users", []),
            f"{ROOT}/analytics/user-activity/": reports.get("activity", []),
            f"{ROOT}/analytics/user-course-activity/": reports.get("courses", []),
        }
        self.changed: Callable[[str, int, dict[str, Any]], None] | None = None

    def __call__(self, handler: Handler, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        if path not in self.reports:
            return 404, {"detail": "Not found."}
        rows, size, page = self.reports[path], int(asked["page_size"]), int(asked.get("page", "1"))
        address = f"http://{handler.headers['Host']}{path}?page_size={size}&page="
        envelope = {
            "count": len(rows),
            "next": f"{address}{page + 1}" if page * size < len(rows) else None,
            "previous": f"{address}{page - 1}" if page > 1 else None,
            "results": rows[(page - 1) * size : page * size],
        }
        if self.changed:
            self.changed(path, page, envelope)
        return 200, envelope


# A Learning Record Store -------------------------------------------------------------------------


class Store:
    """Statements in the order in which they were stored, as xAPI 1.0.3 has them answered.

    `since` leaves out its own moment, `more` is relative to the server, voided statements are not
    shown, and a page may be empty. `limit` of the store's own goes before a larger one asked for.
    """

    def __init__(self, limit: int = 3) -> None:
        self.statements: list[dict[str, Any]] = []
        self.voided: set[str] = set()
        self.shows_voided = False
        self.ends_with_an_empty_page = True
        self.limit = limit
        self.queries: list[dict[str, str]] = []

    def add(self, *statements: dict[str, Any]) -> None:
        for each in statements:
            self.statements.append(each)
            if isinstance(each, dict) and "voided" in str(each.get("verb")):
                self.voided.add(each["object"]["id"])

    def __call__(self, handler: Handler, path: str, asked: dict[str, str]) -> tuple[int, Any]:
        if path != "/xAPI/statements":
            return 404, {"detail": "Not Found"}
        if handler.headers["X-Experience-API-Version"] not in ("1.0.3", "2.0.0"):
            return 400, {"error": "X-Experience-API-Version header is missing"}
        self.queries.append(asked)
        found = [each for each in self.statements if self._is_shown(each, asked)]
        if asked.get("ascending") != "true":
            found.reverse()
        start, size = int(asked.get("from", "0")), min(int(asked["limit"]), self.limit)
        page = {"statements": found[start : start + size], "more": ""}
        if start + size < len(found) + self.ends_with_an_empty_page and page["statements"]:
            further = asked | {"from": str(start + size)}
            page["more"] = f"/xAPI/statements?{urlencode(further)}"
        if not page["more"] and not self.ends_with_an_empty_page:
            del page["more"]
        return 200, page

    def _is_shown(self, statement: dict[str, Any], asked: dict[str, str]) -> bool:
        since = asked.get("since")
        late = not since or _moment(statement["stored"]) > _moment(since)
        return late and (self.shows_voided or statement.get("id") not in self.voided)


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
