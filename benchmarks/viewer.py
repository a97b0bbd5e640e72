"""A reader without a browser: asks a Streamlit server for pages as Streamlit's front end does.

Both directions are protobufs over one websocket. The front end keeps large messages and offers
their hashes with each request, so that the server may send a reference instead; it runs the
fragment alone that a changed widget lies in; it takes the address that the page writes, and forgets
the widgets that the page no longer shows. So does this.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60
"""Seconds after which an answer counts as an error."""
ROW = "dashboard.boxes"
"""The component that holds a page's select boxes."""
KEPT_RUNS = 2
"""Runs that the front end keeps an unused message for: Streamlit's `global.maxCachedMessageAge`."""
NO_COOKIES: Mapping[str, str] = {}
XSRF = "_streamlit_xsrf"
"""The cookie that whoever has signed in must also send as a part of the protocol's name."""
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


def chosen(component: str, values: Mapping[str, str]) -> WidgetState:
    """What the front end sends when a reader chose these values in a component of ours."""
    return WidgetState(
        id=f"$$STREAMLIT_INTERNAL_KEY_{component}__events",
        json_trigger_value=json.dumps([{"event": "chosen", "value": dict(values)}]),
    )


@dataclass(slots=True)
class Answer:
    """What one request was answered with, up to the message that the page's script has finished."""

    seconds: float = 0.0
    size: int = 0
    """Bytes of the messages, without the frames around them."""
    messages: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A select box on the page, and the fragment it lies in, if any."""

    widget: str
    fragment: str
    options: tuple[str, ...]
    shown: str
    parameter: str = ""
    """What a box of the dashboard's row writes; a box of Streamlit's own writes its value."""


@dataclass(slots=True)
class Kept:
    """A message that the front end keeps: what it draws, and the run that used it last."""

    delta: Delta
    run: int


@dataclass(slots=True)
class Viewer:
    """One reader on one page, who changes one select box at a time; one seed is one walk."""

    socket: ClientConnection
    page: str
    query: str
    chance: random.Random
    boxes: dict[str, Box] = field(default_factory=dict)
    """What the page shows now, by widget id and name."""
    values: dict[str, str] = field(default_factory=dict)
    """Of Streamlit's own boxes, by widget id."""
    kept: dict[str, Kept] = field(default_factory=dict)
    """By hash."""
    runs: int = 0
    script: str = ""
    fragment: str = ""
    """The part of the page that runs alone, if it has one: a press of its buttons asks for that."""

    @property
    def can_change(self) -> bool:
        """Whether the page has anything to choose or to press that it answers in place."""
        return bool(self.boxes or self.fragment)

    async def open(self) -> Answer:
        """Ask for the page as a browser does that has just opened the link."""
        return await self.ask()

    async def change(self) -> Answer:
        """Choose another option in one of the page's boxes; without a box, press a button."""
        choosable = [box for box in self.boxes.values() if len(box.options) > 1]
        if not choosable:
            return await self.ask(self.fragment)
        box = self.chance.choice(choosable)
        other = self.chance.choice([option for option in box.options if option != box.shown])
        if not box.parameter:
            self.values[box.widget] = other
            return await self.ask(box.fragment)
        return await self.ask(box.fragment, [chosen(box.widget, {box.parameter: other})])

    async def ask(self, fragment: str = "", states: Sequence[WidgetState] = ()) -> Answer:
        """Have the page run, or one fragment of it, with what a reader has just done."""
        answer, started = Answer(), time.perf_counter()
        await self.socket.send(self._request(fragment, states))
        try:
            async with asyncio.timeout(PATIENCE):
                while not self._take(await self.socket.recv(decode=False), answer):
                    pass
        except TimeoutError:
            answer.error = f"no answer within {PATIENCE} s"
        except websockets.ConnectionClosed as closed:
            answer.error = f"connection closed: {closed}"
        answer.seconds = time.perf_counter() - started
        return answer

    def _request(self, fragment: str, states: Sequence[WidgetState]) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        asked.page_script_hash, asked.fragment_id = self.script, fragment
        if not self.script:
            asked.page_name = self.page
        asked.context_info.timezone, asked.context_info.timezone_offset = "Asia/Tokyo", -540
        asked.context_info.locale, asked.context_info.color_scheme = "ja-JP", "light"
        asked.cached_message_hashes.extend(self.kept)
        for widget, value in self.values.items():
            asked.widget_states.widgets.add(id=widget, string_value=value)
        asked.widget_states.widgets.extend(states)
        return bytes(message.SerializeToString())

    def _take(self, payload: bytes, answer: Answer) -> bool:
        """Take one message in; whether it says that the script has finished."""
        message = ForwardMsg.FromString(payload)
        answer.size += len(payload)
        answer.messages += 1
        if message.metadata.cacheable:
            self.kept[message.hash] = Kept(message.delta, self.runs)
        match message.WhichOneof("type"):
            case "delta":
                self._see(message.delta, answer)
            case "ref_hash":
                kept = self.kept[message.ref_hash]
                kept.run = self.runs
                self._see(kept.delta, answer)
            case "new_session":
                self._forget_boxes(message.metadata.run.fragment_ids)
            case "navigation":
                self.fragment = ""
                self.script = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found":
                answer.error = f"no page {self.page!r}"
            case "script_finished":
                return self._finish(message, answer)
        return False

    def _see(self, delta: Delta, answer: Answer) -> None:
        """Remember the select boxes, with the values that the page gives; note an exception."""
        element, fragment = delta.new_element, delta.fragment_id
        self.fragment = fragment or self.fragment
        if element.HasField("selectbox"):
            box = element.selectbox
            if box.set_value:
                self.values[box.id] = box.raw_value
            elif box.options:
                self.values.setdefault(box.id, box.options[box.default])
            shown = self.values.get(box.id, "")
            self.boxes[box.id] = Box(box.id, fragment, tuple(box.options), shown)
        elif element.HasField("bidi_component") and element.bidi_component.component_name == ROW:
            row = element.bidi_component
            for each in json.loads(row.bytes)["boxes"]:
                options = tuple(option for option, _ in each["options"])
                self.boxes[f"{row.id}.{each['name']}"] = Box(
                    row.id, fragment, options, each["shown"], each["parameter"]
                )
        elif element.HasField("exception"):
            answer.error = f"{element.exception.type}: {element.exception.message}"

    def _forget_boxes(self, fragments: Collection[str]) -> None:
        """A run begins: what it draws is shown anew, and the rest stays."""
        self.boxes = {
            name: box
            for name, box in self.boxes.items()
            if fragments and box.fragment not in fragments
        }

    def _finish(self, message: ForwardMsg, answer: Answer) -> bool:
        if message.script_finished not in FINISHED:
            return False  # the script asked to run again, and its next run answers
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            answer.error = "the page does not compile"
        self.runs += 1
        self._expire(message.metadata.run.fragment_ids)
        self.values = {name: self.values[name] for name in self.boxes if name in self.values}
        return True

    def _expire(self, fragments: Collection[str]) -> None:
        """Let go of messages that were long not used; a fragment's run ages its own alone."""
        self.kept = {
            name: kept
            for name, kept in self.kept.items()
            if self.runs - kept.run <= KEPT_RUNS
            or (fragments and kept.delta.fragment_id not in fragments)
        }


@asynccontextmanager
async def viewer(url: str, page: str = "", query: str = "", seed: int = 0) -> AsyncIterator[Viewer]:
    """A reader connected to the server at `url`, on this machine; `page` as in the address bar."""
    async with connected(url) as socket:
        yield Viewer(socket, page, query, random.Random(seed))


def connected(url: str, cookies: Mapping[str, str] = NO_COOKIES, session: str = "") -> connect:
    """A connection to a server on this machine, with the cookies that a browser would send.

    `session` is one to go on with, as a browser does that was cut off.
    """
    where = urlsplit(url)
    if where.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError(f"not this machine: {url}")
    protocols = [each for each in ("streamlit", cookies.get(XSRF), session) if each]
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return connect(
        f"ws://{where.netloc}/_stcore/stream",
        subprotocols=[websockets.Subprotocol(each) for each in protocols],
        origin=websockets.Origin(url) if cookies else None,
        additional_headers={"Cookie": sent} if cookies else None,
        compression=None,
        max_size=None,
        open_timeout=PATIENCE,
        ping_interval=None,
    )
