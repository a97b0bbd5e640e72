"""Signing in without a browser, as a browser does it: redirects, a form, and cookies."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.viewer import PATIENCE, connected
from tests.harness.listening import listener

WAY_IN = re.compile(r"way-0$")
"""The end of the widget id of the button that leads to the provider."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    status: int
    body: bytes
    name: str = ""
    """What the file is to be called, where it is one."""


@dataclass(frozen=True)
class Person:
    """Somebody with cookies, or still without."""

    server: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    @property
    def cookies(self) -> Mapping[str, str]:
        return {each.name: each.value or "" for each in self.jar}

    def fetch(self, address: str, form: Mapping[str, str] | None = None) -> Fetched:
        """What an address of the server's, or a whole one, gives this person."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with opener.open(self._whole(address), data, PATIENCE) as answer:
                return _fetched(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return _fetched(refused)

    def put(self, address: str, body: bytes) -> Fetched:
        """What the server says to a file that is sent to it."""
        asked = urllib.request.Request(self._whole(address), body, method="PUT")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(asked, timeout=PATIENCE) as answer:
                return _fetched(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return _fetched(refused)

    async def sign_in(self, name: str) -> None:
        """From the page that asks for it, to the provider, and back with a cookie."""
        self.fetch("/_stcore/health")
        async with connected(self.server, self.cookies) as socket:
            page = listener(socket)
            await page.open()
            [way] = [button for button in page.buttons.values() if WAY_IN.search(button.widget)]
            await page.ask(way.fragment, [WidgetState(id=way.widget, trigger_value=True)])
        asked = self._whole(page.sent_to)
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        with opener.open(asked, timeout=PATIENCE) as form:
            provider = form.geturl()
        self.fetch(provider, {"sub": name})
        assert "_streamlit_user" in self.cookies, f"{name} did not get in"

    def _whole(self, address: str) -> str:
        return urllib.parse.urljoin(self.server, address)


def _fetched(answer: object) -> Fetched:
    disposition = answer.headers.get("Content-Disposition", "")
    return Fetched(answer.status, answer.read(), urllib.parse.unquote(disposition))
