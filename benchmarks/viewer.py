"""A reader without a browser: asks a Streamlit server for pages as Streamlit's front end does.

Both directions are protobufs over one websocket. The front end keeps large messages and offers
their hashes with each request, so that the server may send a reference instead; it takes the
address that the page writes, and forgets the widgets that the page no longer shows. So does this.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 60
"""Seconds after which an answer counts as an error."""
KEPT_RUNS = 2
"""Runs that the front end keeps an unused message for: Streamlit's `global.maxCachedMessageAge`."""
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass(slots=True)
class Answer:
    """What one request was answered with, up to the message that the page's script has finished."""

    seconds: float = 0.0
    size: int = 0
    """Bytes of the messages, without the frames around them."""
    messages: int = 0
    error: str = ""


@dataclass(slots=True)
class Viewer:
    """One reader on one page, who changes one select box at a time; one seed is one walk."""

    socket: ClientConnection
    page: str
    query: str
    chance: random.Random
    boxes: dict[str, Selectbox] = field(default_factory=dict)
    """What the page shows now, by widget id."""
    values: dict[str, str] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    """Hash of a kept message: the run that used it last."""
    runs: int = 0
    script: str = ""

    async def open(self) -> Answer:
        """Ask for the page as a browser does that has just opened the link."""
        return await self._ask()

    async def change(self) -> Answer:
        """Choose another option in one of the page's boxes; without a box, ask again."""
        choosable = [box for box in self.boxes.values() if len(box.options) > 1]
        if choosable:
            box = self.chance.choice(choosable)
            others = [option for option in box.options if option != self.values[box.id]]
            self.values[box.id] = self.chance.choice(others)
        return await self._ask()

    async def _ask(self) -> Answer:
        answer, started = Answer(), time.perf_counter()
        await self.socket.send(self._request())
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

    def _request(self) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self.query
        asked.page_script_hash = self.script
        if not self.script:
            asked.page_name = self.page
        asked.context_info.timezone, asked.context_info.timezone_offset = "Asia/Tokyo", -540
        asked.context_info.locale, asked.context_info.color_scheme = "ja-JP", "light"
        asked.cached_message_hashes.extend(self.kept)
        for widget, value in self.values.items():
            asked.widget_states.widgets.add(id=widget, string_value=value)
        return bytes(message.SerializeToString())

    def _take(self, payload: bytes, answer: Answer) -> bool:
        """Take one message in; whether it says that the script has finished."""
        message = ForwardMsg.FromString(payload)
        answer.size += len(payload)
        answer.messages += 1
        if message.metadata.cacheable:
            self.kept[message.hash] = self.runs
        match message.WhichOneof("type"):
            case "delta":
                if message.delta.WhichOneof("type") == "new_element":
                    self._see(message.delta.new_element, answer)
            case "ref_hash":
                self.kept[message.ref_hash] = self.runs
            case "new_session":
                self.boxes.clear()
            case "navigation":
                self.script = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found":
                answer.error = f"no page {self.page!r}"
            case "script_finished":
                return self._finish(message.script_finished, answer)
        return False

    def _see(self, element: Element, answer: Answer) -> None:
        """Remember a select box, with the value that the page gives it; note an exception."""
        if element.HasField("selectbox"):
            box = element.selectbox
            self.boxes[box.id] = box
            if box.set_value:
                self.values[box.id] = box.raw_value
            elif box.options:
                self.values.setdefault(box.id, box.options[box.default])
        elif element.HasField("exception"):
            answer.error = f"{element.exception.type}: {element.exception.message}"

    def _finish(self, status: int, answer: Answer) -> bool:
        if status not in FINISHED:
            return False  # the script asked to run again, and its next run answers
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            answer.error = "the page does not compile"
        self.runs += 1
        self.kept = {
            name: used for name, used in self.kept.items() if self.runs - used <= KEPT_RUNS
        }
        self.values = {widget: self.values[widget] for widget in self.boxes}
        return True


@asynccontextmanager
async def viewer(url: str, page: str = "", query: str = "", seed: int = 0) -> AsyncIterator[Viewer]:
    """A reader connected to the server at `url`, on this machine; `page` as in the address bar."""
    where = urlsplit(url)
    if where.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError(f"not this machine: {url}")
    async with connect(
        f"ws://{where.netloc}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=PATIENCE,
        ping_interval=None,
    ) as socket:
        yield Viewer(socket, page, query, random.Random(seed))
