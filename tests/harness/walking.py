"""A person without a browser goes through every page, choice and file that there is for them.

Nothing is named here: the pages are the menu's, the choices are those of each page's own boxes,
rows of buttons and links. So what is added to the dashboard is walked without a change here.
"""

import asyncio
import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from benchmarks.viewer import Answer, chosen, connected
from tests.harness.arriving import Person
from tests.harness.listening import Listener, Pressable, listener
from tests.harness.watching import Watch
from ui.frame import PAGES
from wording.frame import TRY_AGAIN
from wording.sign_in import SIGN_OUT
from wording.text import LANGUAGES

AT_ONCE = 6
"""Windows that one person has open: a page is answered only every so often."""
LEAVE_ALONE = frozenset(text(spoken) for text in (SIGN_OUT, TRY_AGAIN) for spoken in LANGUAGES)
"""Buttons that end the walk, or change nothing."""
FAILED = b'role="alert"'
"""What stands in place of what could not be shown (`ui/faults.py`)."""
OTHER_LANGUAGE = 4
"""In another language than the first every so many of them."""

Offers = dict[str, dict[str, set[str]]]
"""Page, parameter and option: what there is to choose from."""


@dataclass
class Walk:
    """One person's way through the dashboard."""

    person: Person
    watch: Watch
    every: int = 1
    """Of the options of a choice that are many alike, every so many are chosen."""
    offered: Offers = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    """What stands behind the question mark of the links to a page."""

    async def everywhere(
        self,
        asked: Mapping[str, Mapping[str, set[str]]] | None = None,
        pages: Iterable[str] = tuple(PAGES),
    ) -> None:
        """Every page in every language: its choices, buttons and files, and links to `asked`."""
        ways = [(page, spoken) for page in pages for spoken in LANGUAGES]
        waiting: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        for way in ways:
            waiting.put_nowait(way)

        async def go() -> None:
            async with connected(self.person.server, self.person.cookies) as socket:
                window = listener(socket)
                while not waiting.empty():
                    page, spoken = waiting.get_nowait()
                    await self._page(window, page, spoken)
                    if asked:
                        await self._links(window, page, spoken, asked.get(page, {}))

        await asyncio.gather(*(go() for _ in range(AT_ONCE)))

    async def look(self, window: Listener, page: str, choices: Mapping[str, str]) -> Answer:
        """Open a page by a link."""
        answer = await window.visit(path(page), dict(choices))
        self._heard(window, page, urlencode(choices), answer)
        return answer

    async def _page(self, window: Listener, page: str, spoken: str) -> None:
        chance = random.Random(f"{page}{spoken}")
        await self.look(window, page, {"lang": spoken})
        await self._files(window, page)
        for button in self._buttons(window):
            self._heard(window, page, f"button {button.label}", await window.press(button))
        done: set[tuple[str, str]] = set()
        every = self.every if spoken == LANGUAGES[0] else self.every * OTHER_LANGUAGE
        while todo := sorted(_options(window, every) - done):
            widget, option = chance.choice(todo)
            done.add((widget, option))
            box = window.boxes[widget]
            if box.parameter:
                answer = await window.ask(
                    box.fragment, [chosen(box.widget, {box.parameter: option})]
                )
                self._offer(page, {box.parameter: option})
            else:
                window.values[box.widget] = option
                answer = await window.ask(box.fragment)
            self._heard(window, page, f"{window.query} {box.parameter}={option}", answer)
        await self._files(window, page)
        await self._follow(window, page, spoken)

    async def _follow(self, window: Listener, page: str, spoken: str) -> None:
        """The links to a page that ask for something new of it, and so on from there."""
        boxed = {box.parameter for box in window.boxes.values()} | {"lang"}
        done: set[tuple[str, str]] = set()
        while True:
            asked = [dict(parse_qsl(query)) for query in sorted(self.links.get(page, ()))]
            news = [each for each in asked if _apart(each, boxed) - done]
            if not news:
                return
            done |= _apart(news[0], boxed)
            await self.look(window, page, {**news[0], "lang": spoken})
            await self._files(window, page)

    async def _links(
        self, window: Listener, page: str, spoken: str, asked: Mapping[str, set[str]]
    ) -> None:
        """Links as somebody else may have them: each option once, the others by chance."""
        chance = random.Random(f"{page}{spoken}")
        every = self.every if spoken == LANGUAGES[0] else self.every * OTHER_LANGUAGE
        for parameter, options in sorted(asked.items()):
            for option in sorted(options)[::every]:
                others = {name: chance.choice(sorted(each)) for name, each in sorted(asked.items())}
                await self.look(window, page, {**others, parameter: option, "lang": spoken})
                if chance.random() < 1 / 8:
                    await self._files(window, page)

    async def _files(self, window: Listener, page: str) -> None:
        """Take every file that the page offers."""
        for number in list(window.files):
            address = await window.file(number)
            self.watch.messages(window.taken(), page, f"{window.query} file")
            if address:
                await self.take(address, page, window.query)

    async def take(self, address: str, page: str, choice: str) -> int:
        """Take what lies at an address; the answer's number."""
        given = await asyncio.to_thread(self.person.fetch, address)
        self.watch.file(f"{address} {given.name}", given.body, page, choice)
        return given.status

    def _heard(self, window: Listener, page: str, choice: str, answer: Answer) -> None:
        said = window.taken()
        if any(FAILED in each for each in said):
            self.watch.complaints.append(f"{page} {choice}: could not be shown")
        self.watch.messages(said, page, choice)
        self.watch.text(window.query, page, choice, "address")
        if answer.error:
            self.watch.complaints.append(f"{page} {choice}: {answer.error}")
        for linked, query in window.links:
            self.links.setdefault(linked or "overview", set()).add(query)
            self._offer(linked or "overview", dict(parse_qsl(query)))
        self._offer(page, window.choices)

    def _offer(self, page: str, choices: Mapping[str, str]) -> None:
        for name, option in choices.items():
            if name != "lang" and page in PAGES:
                self.offered.setdefault(page, {}).setdefault(name, set()).add(option)

    def _buttons(self, window: Listener) -> Iterator[Pressable]:
        """Those that change nothing but what is shown."""
        harmless = {"pill", "tertiary"} if self.watch.role.administers else None
        for button in list(window.buttons.values()):
            if button.label not in LEAVE_ALONE and (not harmless or button.kind in harmless):
                yield button


def _options(window: Listener, every: int) -> set[tuple[str, str]]:
    """What can be chosen now; of the options every so many."""
    return {(name, option) for name, box in window.boxes.items() for option in box.options[::every]}


def _apart(asked: Mapping[str, str], boxed: Collection[str]) -> set[tuple[str, str]]:
    """What a link asks for that has no box of its own."""
    return {(name, option) for name, option in asked.items() if name not in boxed}


def path(page: str) -> str:
    """A page's name in the address bar."""
    file = Path(PAGES[page])
    return "" if file.parent == Path() else file.stem
