"""A reader without a browser who keeps every byte that comes, and all that could be pressed."""

import asyncio
import random
import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection

from benchmarks.viewer import PATIENCE, Answer, Viewer

QUIET = 0.3
"""Seconds without a message after which no answer comes any more."""
LINK = re.compile(rb'href="([a-z]*)\?([^"]*)"')


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button, or one of several in a row."""

    widget: str
    fragment: str
    label: str
    kind: str
    """Of a button, how it looks; `pill`, or `file`."""
    option: str = ""
    """What a row of buttons sends."""

    @property
    def state(self) -> WidgetState:
        """What the front end sends when it is pressed."""
        if self.kind == "pill":
            state = WidgetState(id=self.widget)
            state.string_array_value.data.append(self.option)
            return state
        return WidgetState(id=self.widget, trigger_value=True)


@dataclass(slots=True)
class Listener(Viewer):
    """Keeps what it hears."""

    heard: list[bytes] = field(default_factory=list)
    """The messages since they were last taken."""
    buttons: dict[str, Pressable] = field(default_factory=dict)
    files: dict[str, Pressable] = field(default_factory=dict)
    """Files to take away, by the number that the server knows them by."""
    links: set[tuple[str, str]] = field(default_factory=set)
    """Pages and what stands behind the question mark."""
    sent_to: str = ""
    """Where the page sent the browser."""
    session: str = ""

    async def visit(self, page: str, choices: dict[str, str]) -> Answer:
        """Open a link in the same session, as the menu does."""
        self.page, self.query, self.script = page, urlencode(choices), ""
        return await self.ask()

    async def press(self, what: Pressable) -> Answer:
        """Press a button."""
        return await self.ask(what.fragment, [what.state])

    async def file(self, number: str) -> str:
        """The address at which the server lays a file that is asked for; empty if it does not."""
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = number, self.session
        asked.deferred_file.file_id = number
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                payload = await self.socket.recv(decode=False)
                self.heard.append(payload)
                said = ForwardMsg.FromString(payload)
                if said.WhichOneof("type") == "backend_operation_response":
                    return str(said.backend_operation_response.deferred_file.url)

    async def forge(self, asked: Iterable[tuple[str, str]], states: Sequence[WidgetState]) -> None:
        """Ask for fragments of scripts, one by one, and hear whatever comes: it may be nothing.

        Of requests that come together Streamlit answers the last alone.
        """
        for script, fragment in asked:
            self.script = script
            await self.socket.send(self._request(fragment, states))
            with suppress(TimeoutError):
                while not self._take(await self._next(), Answer()):
                    pass

    async def _next(self) -> bytes:
        return await asyncio.wait_for(self.socket.recv(decode=False), QUIET)

    @property
    def choices(self) -> dict[str, str]:
        """What the address says now."""
        return dict(parse_qsl(self.query))

    def taken(self) -> list[bytes]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard

    def _take(self, payload: bytes, answer: Answer) -> bool:
        self.heard.append(payload)
        message = ForwardMsg.FromString(payload)
        match message.WhichOneof("type"):
            case "auth_redirect":
                self.sent_to = message.auth_redirect.url
            case "new_session":
                self.session = message.new_session.initialize.session_id
                self._forget_pressables(message.metadata.run.fragment_ids)
        return super(Listener, self)._take(payload, answer)

    def _forget_pressables(self, fragments: Collection[str]) -> None:
        """A run begins: what it draws is shown anew, and the rest stays."""
        for listed in (self.buttons, self.files):
            for key, one in list(listed.items()):
                if not fragments or one.fragment in fragments:
                    del listed[key]
        self.links = set()

    def _see(self, delta: Delta, answer: Answer) -> None:
        super(Listener, self)._see(delta, answer)
        element, fragment = delta.new_element, delta.fragment_id
        match element.WhichOneof("type"):
            case "button":
                one = element.button
                self.buttons[one.id] = Pressable(one.id, fragment, one.label, one.type)
            case "button_group":
                group = element.button_group
                for option in group.options:
                    pill = Pressable(group.id, fragment, group.label, "pill", option.content)
                    self.buttons[f"{group.id}.{option.content}"] = pill
            case "download_button":
                one = element.download_button
                key = one.deferred_file_id or one.url
                self.files[key] = Pressable(one.id, fragment, one.label, "file")
            case "html":
                found = LINK.findall(element.html.body.encode())
                self.links |= {
                    (page.decode(), query.decode().replace("&amp;", "&")) for page, query in found
                }


def listener(socket: ClientConnection) -> "Listener":
    """Somebody at a new connection."""
    return Listener(socket, "", "", random.Random(0))
